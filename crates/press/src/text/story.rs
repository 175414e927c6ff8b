//! A story for the terminal.
//!
//! In: a story and its texts, a width, colour or not · Out: lines of at most that width: who took what from whom as a
//! tree, the dates, the claims and how they changed, quotes, questions, caveats, articles
//! From: DESIGN sections 1, 3 and 6; an article is cited by its number in the list at the end
//! Fails: never; empty sections say so in words · Cost: O(rows)

use super::lines::{Ink, Lines, Run};
use super::{Style, detail, main_line, print_section};
use crate::printable;
use crate::rows::story::{
    Asked, ClaimShown, Day, End, Listed, NO_CLAIM, NO_DAY, NO_QUESTION, NO_TAKING, NOT_ANSWERED,
    StoryDossier, Twig, verb,
};
use crate::rows::{Row, Section, Standing};
use crate::told::Told;

/// Claims that are printed; the order puts what most roots tell first, and JSON has all.
const CLAIMS: usize = 30;

/// The dossier of a story. Ends with a line break.
pub fn story(told: &Told<'_>, style: &Style) -> String {
    let dossier = StoryDossier::of(told);
    let width = style.width.max(40);
    let mut page = Page { lines: Lines::new(width, style.colour), width, digits: digits(&dossier) };
    page.masthead(&dossier);
    page.lineage(&dossier.lineage);
    page.days(&dossier.days);
    page.claims(&dossier.claims);
    page.section(&dossier.quotes);
    page.questions(&dossier.questions);
    page.section(&dossier.caveats);
    page.articles(&dossier.articles);
    page.lines.finish()
}

fn digits(dossier: &StoryDossier) -> usize {
    dossier.articles.len().max(1).to_string().len()
}

struct Page {
    lines: Lines,
    width: usize,
    /// Digits of the last article's number.
    digits: usize,
}

impl Page {
    fn masthead(&mut self, dossier: &StoryDossier) {
        let headline = dossier.headline.as_deref().unwrap_or(dossier.empty);
        self.lines.print(&[], 0, &[Run::new(Ink::Headline, headline)]);
        let facts = dossier.facts.iter().chain([&dossier.id]);
        let facts: Vec<_> = facts.map(|fact| vec![Run::new(Ink::Faint, fact)]).collect();
        self.lines.print_units(0, &facts);
        self.lines.print(&[], 0, &[Run::new(Ink::Plain, dossier.independent_in_words())]);
    }

    fn heading(&mut self, words: &str) {
        self.lines.gap();
        self.lines.print(&[], 0, &[Run::new(Ink::Heading, words)]);
    }

    fn empty(&mut self, words: &str) {
        self.lines.print(&[Run::new(Ink::Plain, "  ")], 2, &[Run::new(Ink::Faint, words)]);
    }

    fn section(&mut self, section: &Section) {
        print_section(&mut self.lines, section, self.digits);
    }

    /// A line with its mark before it.
    fn cited(&mut self, indent: usize, number: Option<usize>, runs: &[Run]) {
        let margin = super::margin(number, self.digits);
        let lead = [Run::new(Ink::Faint, format!("{}{margin}  ", " ".repeat(indent)))];
        self.lines.print(&lead, indent + self.digits + 4, runs);
    }

    fn lineage(&mut self, twigs: &[Twig]) {
        self.heading("Who took it from whom");
        if twigs.is_empty() {
            self.empty(NO_TAKING);
        }
        // Deeper twigs are drawn no further in, so that there is room for their names; each names its giver.
        let deepest = (self.width / 2).saturating_sub(4) / 3;
        // Whether a twig of that depth has more beside it to come.
        let mut open: Vec<bool> = Vec::new();
        for twig in twigs {
            let depth = twig.depth.min(deepest);
            open.truncate(depth);
            let beam = |open: &bool| if *open { "│  " } else { "   " };
            // A root has no beam of its own.
            let mut lead = "  ".to_owned() + &open.iter().skip(1).map(beam).collect::<String>();
            let mut under = lead.clone();
            if depth > 0 {
                lead.push_str(if twig.last { "└─ " } else { "├─ " });
                under.push_str(beam(&!twig.last));
            }
            under.push_str(if twig.takers { "│   " } else { "    " });
            self.lines.print_twig(&lead, &under, &units(twig));
            open.push(!twig.last);
        }
    }

    fn days(&mut self, days: &[Day]) {
        self.heading("Timeline");
        if days.is_empty() {
            self.empty(NO_DAY);
        }
        let columns = days.iter().map(|day| printable::columns(&day.period.words)).max().unwrap_or(0).min(20);
        for day in days {
            let pad = " ".repeat(columns.saturating_sub(printable::columns(&day.period.words)));
            let date = printable::short(&day.period.words, 40);
            let mut units = vec![vec![Run::new(Ink::Strong, date), Run::new(Ink::Plain, pad)]];
            units.extend(day.standing.map(|standing| vec![stands(standing)]));
            units.extend(day.counts.iter().map(detail));
            self.lines.print_units(2, &units);
            for row in &day.rows {
                self.cited(4, row.sentence, &main_line(row));
            }
        }
    }

    fn claims(&mut self, claims: &[ClaimShown]) {
        self.heading("Claims");
        if claims.is_empty() {
            self.empty(NO_CLAIM);
        }
        for (at, claim) in claims.iter().take(CLAIMS).enumerate() {
            if at > 0 {
                self.lines.gap();
            }
            let mut lead = vec![Run::new(Ink::Plain, "  ")];
            if let Some(standing) = claim.row.standing {
                lead.extend([stands(standing), Run::new(Ink::Plain, "  ")]);
            }
            self.lines.print(&lead, 4, &main_line(&claim.row));
            self.lines.print_units(4, &claim.row.details.iter().map(detail).collect::<Vec<_>>());
            for change in &claim.changes {
                let runs = [
                    Run::new(Ink::Faint, format!("{}: ", change.kind)),
                    end(&change.before),
                    Run::new(Ink::Arrow, " →\u{a0}"),
                    end(&change.after),
                ];
                self.lines.print(&[Run::new(Ink::Plain, "    ")], 6, &runs);
                for telling in change.tellings.iter().filter_map(|place| claim.tellings.get(*place)) {
                    let by = Run::new(Ink::Faint, format!("{}: ", telling.by()));
                    self.cited(6, telling.number, &[by, Run::new(Ink::Plain, &telling.sentence)]);
                }
            }
        }
        if claims.len() > CLAIMS {
            self.lines.gap();
            self.empty(&format!(
                "And {} more, each told by no more roots than these.",
                claims.len() - CLAIMS
            ));
        }
    }

    fn questions(&mut self, questions: &[Asked]) {
        self.heading("Key questions");
        if questions.is_empty() {
            self.empty(NO_QUESTION);
        }
        for asked in questions {
            self.lines.print(&[Run::new(Ink::Plain, "  ")], 4, &[Run::new(Ink::Strong, &asked.question)]);
            if asked.answers.is_empty() {
                self.lines.print(&[Run::new(Ink::Plain, "    ")], 4, &[Run::new(Ink::Faint, NOT_ANSWERED)]);
            }
            for answer in &asked.answers {
                self.answer(answer);
            }
        }
    }

    fn answer(&mut self, row: &Row) {
        self.cited(4, row.sentence, &main_line(row));
        let mut units: Vec<_> = row.standing.map(|standing| vec![stands(standing)]).into_iter().collect();
        units.extend(row.details.iter().map(detail));
        self.lines.print_units(8 + self.digits, &units);
    }

    fn articles(&mut self, articles: &[Listed]) {
        self.heading("Articles");
        if articles.is_empty() {
            self.empty(NO_TAKING);
        }
        for (at, article) in articles.iter().enumerate() {
            let facts = [&article.outlet, &article.when].into_iter().chain(article.language.as_ref());
            let facts: Vec<_> = facts.map(String::as_str).collect();
            self.cited(2, Some(at + 1), &[Run::new(Ink::Faint, facts.join(" · "))]);
            let hang = 6 + self.digits;
            for words in article.headline.iter().chain(&article.url) {
                let ink = if Some(words) == article.url.as_ref() { Ink::Faint } else { Ink::Plain };
                self.lines.print(&[Run::new(Ink::Plain, " ".repeat(hang))], hang, &[Run::new(ink, words)]);
            }
        }
    }
}

/// "[2] North Sea Radio · 1 Mar 2026, 09:00 · credits [1]".
fn units(twig: &Twig) -> Vec<Vec<Run>> {
    let mut first = Vec::new();
    first.extend(twig.number.map(|number| Run::new(Ink::Faint, format!("[{number}]\u{a0}"))));
    first.push(Run::new(if twig.held { Ink::Strong } else { Ink::Plain }, &twig.name));
    let mut units = vec![first];
    units.extend(twig.when.iter().map(|when| vec![Run::new(Ink::Faint, when)]));
    if let Some(took) = &twig.took {
        let from = took.from.as_ref().map_or_else(Clone::clone, |number| format!("[{number}]"));
        units.push(vec![Run::new(Ink::Cue, verb(took.kind)), Run::new(Ink::Plain, format!(" {from}"))]);
        if took.unsure {
            units.push(vec![Run::new(Ink::Faint, took.by)]);
        }
    }
    let more = twig.folded.iter().filter_map(|one| one.number);
    let more: Vec<String> = more.take(NUMBERS).map(|number| format!("[{number}]")).collect();
    if !more.is_empty() {
        let dots = if twig.folded.len() > NUMBERS { " …" } else { "" };
        units.push(vec![Run::new(Ink::Faint, format!("{}{dots}", more.join(" ")))]);
    }
    units
}

/// Numbers of folded copies that are told; the list of articles has the rest.
const NUMBERS: usize = 12;

fn stands(standing: Standing) -> Run {
    let label = standing.label().replace(' ', "\u{a0}");
    Run::new(Ink::Band(standing.band()), format!("{}\u{a0}{label}", standing.sign()))
}

fn end(end: &End) -> Run {
    match end {
        End::Stands(standing) => stands(*standing),
        End::Words(words) => Run::new(Ink::Plain, words),
    }
}
