//! What two articles tell differently, for the terminal.
//!
//! In: two readings and their differences, a width, colour or not · Out: lines of at most that width: first what is
//! told of events, figures and sources, then the words
//! From: DESIGN sections 4 and 6; `[-dropped-]` and `{+added+}` as wdiff and git print them
//! Fails: never; a section without differences is left out · Cost: O(differences + words of changed paragraphs)

mod words;

use super::Style;
use super::lines::{Ink, Lines, Run};
use crate::compared::Compared;
use crate::lookup::shown;
use crate::printable;
use crate::rows::Standing;
use model::{
    EventChange, EventTold, EventTurn, FigureChange, FigureTold, FigureTurn, MastheadLine, ParagraphFate,
    Reading, SourceChange, SourceTold, SourceTurn, Span, Status,
};
use std::collections::HashSet;

/// Columns that a name may take in a row.
const SHORT: usize = 60;

/// The differences. Ends with a line break; where there are none it says so.
pub fn difference(compared: &Compared<'_>, style: &Style) -> String {
    let mut page = Page { lines: Lines::new(style.width.max(40), style.colour), compared };
    page.side("A", compared.a);
    page.side("B", compared.b);
    if compared.differences.is_empty() {
        page.lines.gap();
        page.row("", vec![Run::new(Ink::Plain, "They tell the same.")]);
    }
    page.masthead();
    page.events();
    page.figures();
    page.sources();
    page.paragraphs();
    page.lines.finish()
}

struct Page<'c> {
    lines: Lines,
    compared: &'c Compared<'c>,
}

impl Page<'_> {
    /// "A  headline" and under it outlet, byline, date.
    fn side(&mut self, letter: &str, reading: &Reading) {
        let article = reading.article.as_ref();
        let headline = article.and_then(|a| shown(a.headline.as_deref()?));
        let headline = headline.unwrap_or_else(|| "(no headline)".to_owned());
        self.lines.print(
            &[Run::new(Ink::Strong, format!("{letter}  "))],
            3,
            &[Run::new(Ink::Headline, headline)],
        );
        let mut facts: Vec<String> = Vec::new();
        facts.extend(article.and_then(|a| shown(a.outlet.as_deref()?)));
        facts.extend(article.and_then(|a| shown(&a.bylines.join(", "))));
        facts.extend(article.and_then(|a| Some(a.published?.to_string())));
        facts.extend(article.and_then(|a| Some(format!("changed {}", a.modified?))));
        if !facts.is_empty() {
            let units: Vec<_> = facts.into_iter().map(|fact| vec![Run::new(Ink::Faint, fact)]).collect();
            self.lines.print_units(3, &units);
        }
    }

    fn heading(&mut self, words: &str) {
        self.lines.gap();
        self.lines.print(&[], 0, &[Run::new(Ink::Heading, words)]);
    }

    /// One indented row; `label` in front of it where there is one.
    fn row(&mut self, label: &str, runs: Vec<Run>) {
        let mut lead = vec![Run::new(Ink::Plain, "  ")];
        if !label.is_empty() {
            lead.push(Run::new(Ink::Faint, format!("{label}  ")));
        }
        let hang: usize = lead.iter().map(|run| printable::columns(&run.words)).sum();
        self.lines.print(&lead, hang.max(4), &runs);
    }

    /// The sentence that a row rests on.
    fn proof(&mut self, letter: &str, sentence: Option<Span>) {
        let text = if letter == "A" { text_of(self.compared.a) } else { text_of(self.compared.b) };
        if let Some(words) = sentence.and_then(|span| shown(span.of(text)?)) {
            let lead = [Run::new(Ink::Faint, format!("    {letter}  "))];
            self.lines.print(&lead, 7, &[Run::new(Ink::Faint, words)]);
        }
    }

    fn masthead(&mut self) {
        let compared = self.compared;
        if compared.differences.masthead.is_empty() {
            return;
        }
        self.heading("Above the story");
        for change in &compared.differences.masthead {
            let label = format!("{:<9}", masthead_label(change.line));
            let side = |words: &Option<String>| {
                words.as_deref().and_then(shown).unwrap_or_else(|| "not given".to_owned())
            };
            let mut runs = dropped(side(&change.a));
            runs.push(Run::new(Ink::Arrow, " → "));
            runs.extend(added(side(&change.b)));
            self.row(&label, runs);
        }
    }

    fn events(&mut self) {
        let compared = self.compared;
        let (alone, changed): (Vec<_>, Vec<_>) =
            compared.differences.events.iter().partition(|change| change.a.is_none() || change.b.is_none());
        let mut seen = HashSet::new();
        let changed: Vec<_> = changed.into_iter().filter(|change| seen.insert(line_of(change))).collect();
        if !changed.is_empty() {
            self.heading("Told to stand elsewhere");
        }
        for change in changed {
            let (Some(a), Some(b)) = (&change.a, &change.b) else { continue };
            let mut runs = Vec::new();
            if change.turns.contains(&EventTurn::Status) {
                runs.extend(standing(a.status));
                runs.push(Run::new(Ink::Arrow, " → "));
                runs.extend(standing(b.status));
            } else {
                runs.extend(standing(a.status));
            }
            runs.push(Run::new(Ink::Plain, "  "));
            runs.extend(happening(a));
            self.row("", runs);
            if change.turns.contains(&EventTurn::Voice) {
                self.detail(&format!("told by {} → {}", teller(a), teller(b)));
            }
            if change.turns.contains(&EventTurn::When) {
                let when = |told: &EventTold| told.when.as_deref().and_then(shown).unwrap_or_default();
                self.detail(&format!("when: {} → {}", when(a), when(b)));
            }
            self.proof("A", a.sentence);
            self.proof("B", b.sentence);
        }
        for (turn, heading) in [(EventTurn::OnlyA, "Told in A alone"), (EventTurn::OnlyB, "Told in B alone")]
        {
            let mut seen = HashSet::new();
            let told = alone.iter().filter(|change| change.turns.contains(&turn));
            let told: Vec<_> = told.filter(|change| seen.insert(line_of(change))).collect();
            if told.is_empty() {
                continue;
            }
            self.heading(heading);
            for told in told.into_iter().filter_map(|change| change.a.as_ref().or(change.b.as_ref())) {
                let mut runs = standing(told.status);
                runs.push(Run::new(Ink::Plain, "  "));
                runs.extend(happening(told));
                if !told.says.is_empty() {
                    runs.push(Run::new(Ink::Faint, format!(" ·\u{a0}says {}", teller(told))));
                }
                self.row("", runs);
            }
        }
    }

    fn detail(&mut self, words: &str) {
        self.lines.print(&[Run::new(Ink::Plain, "    ")], 4, &[Run::new(Ink::Plain, words)]);
    }

    fn figures(&mut self) {
        let compared = self.compared;
        if compared.differences.figures.is_empty() {
            return;
        }
        self.heading("Figures");
        for change in &compared.differences.figures {
            self.row("", figure_line(change, compared));
            self.proof("A", change.a.as_ref().and_then(|told| told.sentence));
            self.proof("B", change.b.as_ref().and_then(|told| told.sentence));
        }
    }

    fn sources(&mut self) {
        let compared = self.compared;
        if compared.differences.sources.is_empty() {
            return;
        }
        self.heading("Sources");
        for change in &compared.differences.sources {
            self.row(&format!("{:<9}", source_label(change.turn)), source_line(change));
        }
    }

    fn paragraphs(&mut self) {
        let compared = self.compared;
        let changes = &compared.differences.paragraphs;
        if changes.is_empty() {
            return;
        }
        self.heading("Paragraphs");
        let count = |fate| changes.iter().filter(|change| change.fate == fate).count();
        let tally: Vec<String> = ParagraphFate::ALL
            .iter()
            .filter(|fate| count(**fate) > 0)
            .map(|fate| format!("{} {fate}", count(*fate)))
            .collect();
        self.row("", vec![Run::new(Ink::Faint, tally.join(", "))]);
        let (a, b) = (text_of(compared.a), text_of(compared.b));
        for change in changes {
            let whole = |text: &str, span: Option<Span>| {
                span.and_then(|span| shown(span.of(text)?)).unwrap_or_default()
            };
            let runs = match (change.fate, change.a, change.b) {
                (ParagraphFate::Changed, Some(of_a), Some(of_b)) => {
                    words::woven(a, of_a, b, of_b, &change.words)
                }
                (ParagraphFate::Added, ..) => added(whole(b, change.b)),
                (ParagraphFate::Dropped, ..) => dropped(whole(a, change.a)),
                (_, of_a, _) => vec![Run::new(Ink::Plain, printable::short(&whole(a, of_a), SHORT))],
            };
            self.row(&format!("{:<7}", change.fate.as_str()), runs);
        }
    }
}

fn text_of(reading: &Reading) -> &str {
    reading.article.as_ref().map_or("", |article| article.text.as_str())
}

/// Words that B does not have. Readable without colour.
fn dropped(words: String) -> Vec<Run> {
    vec![Run::new(Ink::Band(crate::rows::Band::Not), format!("[-{words}-]"))]
}

/// Words that A does not have.
fn added(words: String) -> Vec<Run> {
    vec![Run::new(Ink::Band(crate::rows::Band::Done), format!("{{+{words}+}}"))]
}

/// "◐ contemplated".
fn standing(status: Option<Status>) -> Vec<Run> {
    let standing = Standing(status);
    vec![Run::new(Ink::Band(standing.band()), format!("{} {}", standing.sign(), standing.label()))]
}

/// Actor → action → target.
fn happening(told: &EventTold) -> Vec<Run> {
    let name = |who: &Option<String>| who.as_deref().and_then(shown).map(|who| printable::short(&who, SHORT));
    let mut runs = vec![
        name(&told.actor)
            .map_or_else(|| Run::new(Ink::Faint, "(actor not stated)"), |who| Run::new(Ink::Plain, who)),
        Run::new(Ink::Arrow, " →\u{a0}"),
        Run::new(Ink::Strong, shown(&told.action).unwrap_or_else(|| "…".to_owned())),
    ];
    if let Some(target) = name(&told.target) {
        runs.push(Run::new(Ink::Arrow, " →\u{a0}"));
        runs.push(Run::new(Ink::Plain, target));
    }
    runs
}

/// Who tells it: the article, or "North Sea Radio ← two port officials".
fn teller(told: &EventTold) -> String {
    let says: Vec<String> = told.says.iter().filter_map(|who| shown(who)).collect();
    match (told.voice, says.is_empty()) {
        (model::Voice::Narrator, _) => "the article itself".to_owned(),
        (_, true) => "a source not stated".to_owned(),
        (_, false) => printable::short(&says.join(" ← "), SHORT),
    }
}

/// What makes two rows of events say the same: headline and body often do.
fn line_of(change: &EventChange) -> String {
    let side = |told: &Option<EventTold>| match told {
        None => String::new(),
        Some(told) => format!("{}|{:?}|{:?}|{:?}", told.action, told.status, told.voice, told.when),
    };
    format!("{}||{}", side(&change.a), side(&change.b))
}

fn figure_line(change: &FigureChange, compared: &Compared<'_>) -> Vec<Run> {
    let printed = |told: &FigureTold, reading: &Reading| {
        shown(told.span.words(text_of(reading))).unwrap_or_else(|| told.value.to_string())
    };
    let counted = |told: &FigureTold| told.counts.as_deref().and_then(shown).map(|words| format!(" {words}"));
    match (change.turn, &change.a, &change.b) {
        (FigureTurn::Value, Some(a), Some(b)) => {
            let mut runs = dropped(printed(a, compared.a));
            runs.push(Run::new(Ink::Arrow, " → "));
            runs.extend(added(printed(b, compared.b)));
            runs.extend(counted(b).or_else(|| counted(a)).map(|words| Run::new(Ink::Plain, words)));
            runs
        }
        (_, Some(a), _) => {
            let words = printed(a, compared.a) + &counted(a).unwrap_or_default();
            [dropped(words), vec![Run::new(Ink::Faint, "  in A alone")]].into_iter().flatten().collect()
        }
        (_, _, Some(b)) => {
            let words = printed(b, compared.b) + &counted(b).unwrap_or_default();
            [added(words), vec![Run::new(Ink::Faint, "  in B alone")]].into_iter().flatten().collect()
        }
        _ => Vec::new(),
    }
}

fn source_line(change: &SourceChange) -> Vec<Run> {
    let name = |told: &SourceTold| printable::short(&shown(&told.name).unwrap_or_default(), SHORT);
    let mut runs = Vec::new();
    match (&change.a, &change.b) {
        (Some(a), Some(b)) => {
            runs.extend(dropped(name(a)));
            runs.push(Run::new(Ink::Arrow, " → "));
            runs.extend(added(name(b)));
        }
        (Some(a), None) => runs.extend(dropped(name(a))),
        (None, Some(b)) => runs.extend(added(name(b))),
        (None, None) => {}
    }
    let kind = change.b.as_ref().or(change.a.as_ref()).map(|told| told.kind.as_str().replace('_', " "));
    runs.extend(kind.map(|kind| Run::new(Ink::Faint, format!("  ({kind})"))));
    runs
}

fn masthead_label(line: MastheadLine) -> &'static str {
    match line {
        MastheadLine::Modified => "changed",
        other => other.as_str(),
    }
}

fn source_label(turn: SourceTurn) -> &'static str {
    match turn {
        SourceTurn::Named => "now named",
        SourceTurn::Unnamed => "unnamed",
        SourceTurn::Count => "how many",
        SourceTurn::OnlyA => "in A",
        SourceTurn::OnlyB => "in B",
    }
}
