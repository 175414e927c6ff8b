//! Whom it says it has it from: "told CNN", "according to NBC News", "the Gazette first reported".
//!
//! In: an item's sentences and statements, the names of outlets · Out: [`Credit`]s, one a sentence and outlet
//! From: lists/credits.tsv; chains and kinds of sources of the desk's statements, where it was marked
//! Fails: of two outlets joined by "and" the second is not seen; an outlet that is spoken of may pass for credited, with
//! a small weight · Cost: O(words), a look-up each

mod marked;

use super::mastheads::{listed, masthead};
use super::tokens::{Token, tokens};
use super::words;
use crate::Item;
use crate::words::is_listed;
use model::{EntityKind, Span};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

/// Tokens between an outlet's name and the words of credit before it ("according to |a new| Gazette report").
const BEFORE: usize = 2;
/// Tokens behind the name among which the words of credit begin ("the Gazette |also first| reported").
const BEHIND: usize = 3;
/// Weight of an outlet that the desk marked as the source or in the chain of a statement.
const MARKED: f32 = 0.9;

/// An outlet that one sentence credits.
#[derive(Clone, Debug)]
pub(super) struct Credit {
    /// Its key.
    pub(super) outlet: String,
    /// Its name as printed.
    pub(super) name: String,
    /// Which sentence.
    pub(super) line: usize,
    /// The words of the credit.
    pub(super) span: Span,
    /// The numbers of these words.
    pub(super) words: Vec<u64>,
    /// How surely these words credit, 0.0..=1.0.
    pub(super) weight: f32,
    /// Whom that outlet has it from, where the same words tell: key and name.
    pub(super) through: Option<(String, String)>,
}

struct Cue {
    words: Vec<String>,
    weight: f32,
    person: bool,
}

struct Cues {
    before: Vec<Cue>,
    behind: Vec<Cue>,
    /// Words that say of the name behind them that it is an outlet's.
    called: Vec<Vec<String>>,
    not: HashSet<&'static str>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut cues = Cues { before: Vec::new(), behind: Vec::new(), called: Vec::new(), not: HashSet::new() };
    for line in include_str!("../../lists/credits.tsv").lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [side, words, weight, person, ..] = columns.as_slice() else { continue };
        let cue = Cue {
            words: words.split(' ').map(str::to_owned).collect(),
            weight: weight.parse().unwrap_or_default(),
            person: *person == "yes",
        };
        match *side {
            "before" => cues.before.push(cue),
            "called" => cues.called.push(cue.words),
            _ => cues.behind.push(cue),
        }
    }
    // The longest words first, then the surest.
    let by_length = |a: &Cue, b: &Cue| b.words.len().cmp(&a.words.len()).then(b.weight.total_cmp(&a.weight));
    cues.before.sort_by(by_length);
    cues.behind.sort_by(by_length);
    let not = include_str!("../../lists/not_credits.tsv").lines().filter(|line| !line.starts_with('#'));
    cues.not.extend(not.filter_map(|line| line.split('\t').next()));
    cues
});

/// The names of outlets that are looked for, by their first word.
pub(super) struct Names(HashMap<String, Vec<(Vec<String>, String)>>);

impl Names {
    /// The listed names, and those of the outlets at hand.
    pub(super) fn of(items: &[Item<'_>]) -> Self {
        let mut forms: BTreeMap<String, String> =
            listed().map(|(form, key)| (form.to_owned(), key.to_owned())).collect();
        for outlet in items.iter().filter_map(|item| item.article.outlet.as_deref()) {
            let key = masthead(outlet);
            forms.entry(key.clone()).or_insert(key);
        }
        let mut names = Names(HashMap::new());
        forms.iter().for_each(|(form, key)| names.add(form, key));
        names
    }

    fn add(&mut self, form: &str, key: &str) {
        let words: Vec<String> = form.split(' ').map(str::to_owned).collect();
        let Some(first) = words.first().cloned() else { return };
        let list = self.0.entry(first).or_default();
        list.push((words, key.to_owned()));
        // The longest name that fits is meant.
        list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.cmp(b)));
    }

    /// The name that begins at token `at`: its key, and the token behind it.
    fn at(&self, tokens: &[Token<'_>], at: usize) -> Option<(&str, usize)> {
        let first = tokens.get(at).filter(|token| token.printed.starts_with(char::is_uppercase))?;
        self.0.get(&first.small)?.iter().find_map(|(words, key)| {
            let run = tokens.get(at..at + words.len())?;
            // A stop within a name parts it: "in the Times, Hargate".
            let whole = run.iter().rev().skip(1).all(|token| !token.stop);
            let same = run.iter().zip(words).all(|(token, word)| token.small == *word);
            // "AA" and "Time" are words too: short names count as they are printed in capitals, or longer ones.
            let short = words.len() == 1 && first.small.chars().count() <= 3;
            let capitals = !short || first.printed.chars().all(|c| !c.is_lowercase());
            // "The Hill" is an outlet, "Hill" a person: a name of one word that has an article needs it.
            let article = words.len() > 1
                || !super::mastheads::known(key).is_some_and(|known| known.name.starts_with("The "))
                || at.checked_sub(1).and_then(|n| tokens.get(n)).is_some_and(|token| token.small == "the");
            (whole && same && capitals && article).then_some((key.as_str(), at + words.len()))
        })
    }
}

/// The credits of an article, its own outlet left out, in the order of the text.
pub(super) fn of(item: &Item<'_>, sentences: &[Span], names: &Names, own: Option<&str>) -> Vec<Credit> {
    let text = item.article.text.as_str();
    let mut found: BTreeMap<(usize, String), Credit> = BTreeMap::new();
    let mut keep = |credit: Credit| {
        if credit.outlet.is_empty() || own == Some(credit.outlet.as_str()) {
            return;
        }
        let slot = found.entry((credit.line, credit.outlet.clone())).or_insert_with(|| credit.clone());
        if credit.weight > slot.weight {
            (slot.weight, slot.span) = (credit.weight, credit.span);
        }
        if slot.through.is_none() {
            slot.through = credit.through;
        }
    };
    let marked = marked::marked(item, sentences, names);
    let mut own_names = marked_names(item, names);
    called_names(text, sentences, names, &mut own_names);
    for (line, span) in sentences.iter().enumerate() {
        in_words(text, *span, line, names, &own_names).into_iter().for_each(&mut keep);
    }
    marked.into_iter().for_each(&mut keep);
    let mut credits: Vec<Credit> = found.into_values().collect();
    in_full(&mut credits, text, sentences, names);
    credits.retain(|credit| own != Some(credit.outlet.as_str()));
    pass_on(&mut credits, text);
    credits
}

/// "The Times" behind "The New York Times" is the same outlet: a name of one word that ends a fuller name which the
/// article prints before stands for that.
fn in_full(credits: &mut Vec<Credit>, text: &str, sentences: &[Span], names: &Names) {
    let mut printed: Vec<(usize, String)> = Vec::new();
    if credits.iter().any(|credit| !credit.outlet.contains(' ')) {
        for (line, span) in sentences.iter().enumerate() {
            let tokens = tokens(text, *span);
            printed
                .extend((0..tokens.len()).filter_map(|at| Some((line, names.at(&tokens, at)?.0.to_owned()))));
        }
    }
    for credit in credits.iter_mut() {
        let ends =
            |key: &str| key.strip_suffix(credit.outlet.as_str()).is_some_and(|rest| rest.ends_with(' '));
        let fuller = printed.iter().rev().find(|(line, key)| *line <= credit.line && ends(key));
        if let Some((_, key)) = fuller {
            credit.name =
                super::mastheads::known(key).map_or_else(|| key.clone(), |known| known.name.to_owned());
            credit.outlet.clone_from(key);
        }
    }
    let mut seen: HashSet<(usize, String)> = HashSet::new();
    credits.retain(|credit| seen.insert((credit.line, credit.outlet.clone())));
}

/// Words between one who cites and the words by which the cited one is credited ("citing |a report by| NBC News").
const CITED_WITHIN: usize = 4;

/// Whether the stretch behind one outlet's name cites what it ends with: "on Monday, citing a report by NBC News".
fn cites(stretch: &str, credit: &str) -> bool {
    let small = stretch.to_lowercase();
    ["citing", "cited", "quoting", "crediting"].iter().any(|word| {
        let Some((_, behind)) = small.rsplit_once(word) else { return false };
        let between = behind.strip_suffix(credit.to_lowercase().as_str()).unwrap_or_default();
        !between.contains([',', ';', ':']) && between.split_whitespace().count() < CITED_WITHIN
    })
}

/// Where one sentence credits two, of which one cites the other ("the Gazette reported, citing NBC News"), the cited one
/// was credited by the other, not by this article.
fn pass_on(credits: &mut Vec<Credit>, text: &str) {
    let mut cited: Vec<(usize, usize)> = Vec::new();
    for (inner, credit) in credits.iter().enumerate() {
        let before = |other: &&Credit| {
            other.line == credit.line && other.outlet != credit.outlet && other.span < credit.span
        };
        let outer = credits.iter().filter(before).find(|other| {
            let stretch = Span::new(other.span.end, credit.span.end);
            other.span.end <= credit.span.end && cites(stretch.words(text), credit.span.words(text))
        });
        if let Some(outer) = outer.and_then(|outer| {
            credits.iter().position(|other| (other.line, &other.outlet) == (outer.line, &outer.outlet))
        }) {
            cited.push((outer, inner));
        }
    }
    for (outer, inner) in &cited {
        let Some(cited) = credits.get(*inner).cloned() else { continue };
        if let Some(credit) = credits.get_mut(*outer) {
            // Neither name is of what is told.
            credit.words.extend(cited.words);
            credit.through = credit.through.take().or(Some((cited.outlet, cited.name)));
        }
    }
    // Nor is one that stands behind another in a chain.
    let behind: Vec<(usize, String)> =
        credits.iter().filter_map(|c| Some((c.line, c.through.as_ref()?.0.clone()))).collect();
    credits.retain(|credit| !behind.iter().any(|(line, key)| *line == credit.line && *key == credit.outlet));
}

/// Names that the desk knows for outlets and the list does not: form and key.
fn marked_names(item: &Item<'_>, names: &Names) -> Names {
    let mut own = Names(HashMap::new());
    let entities = item.notes.map_or(&[][..], |notes| &notes.entities);
    for entity in entities.iter().filter(|entity| entity.kind == EntityKind::Outlet) {
        let key = masthead(&entity.name);
        for form in entity.names.iter().map(|name| masthead(name)).filter(|form| !form.is_empty()) {
            let known = form.split(' ').next().and_then(|first| names.0.get(first));
            if !known.is_some_and(|list| list.iter().any(|(words, _)| words.join(" ") == form)) {
                own.add(&form, &key);
            }
        }
    }
    own
}

/// Words of such a name at most.
const CALLED_WORDS: usize = 4;

/// Names that the article itself calls outlets ("the broadcaster Ilvara One"): they are looked for in all of it.
fn called_names(text: &str, sentences: &[Span], names: &Names, own: &mut Names) {
    for sentence in sentences {
        let tokens = tokens(text, *sentence);
        for at in 1..tokens.len() {
            let Some(last) = tokens.get(at - 1).filter(|token| !token.owns) else { continue };
            let called = !last.stop
                && CUES.called.iter().any(|words| {
                    let run = at.checked_sub(words.len()).and_then(|start| tokens.get(start..at));
                    run.is_some_and(|run| run.iter().zip(words).all(|(token, word)| token.small == *word))
                });
            if !called || names.at(&tokens, at).is_some() {
                continue;
            }
            let mut form: Vec<&str> = Vec::new();
            for token in tokens.iter().skip(at).take(CALLED_WORDS) {
                if !token.printed.starts_with(char::is_uppercase) {
                    break;
                }
                form.push(&token.small);
                if token.stop || token.owns {
                    break;
                }
            }
            let form = form.join(" ");
            // "He told the newspaper Monday": a day is no name.
            let day = form.split(' ').next().is_some_and(|first| is_listed("calendar", first));
            if !form.is_empty() && !day && own.0.values().flatten().all(|(words, _)| words.join(" ") != form)
            {
                own.add(&form, &masthead(&form));
            }
        }
    }
}

/// Credits by the words beside a name.
fn in_words(text: &str, span: Span, line: usize, names: &Names, own: &Names) -> Vec<Credit> {
    let tokens = tokens(text, span);
    let mut credits = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((key, end)) = names.at(&tokens, at).or_else(|| own.at(&tokens, at)) else {
            at += 1;
            continue;
        };
        let Some((first, last)) = tokens.get(at).zip(tokens.get(end - 1)) else { break };
        let named = first.span.to(last.span);
        let next = tokens.get(end).filter(|_| !last.stop);
        let person = next.is_some_and(|token| CUES.not.contains(token.small.as_str()));
        let cue = before(&tokens, at, person)
            .map(|(weight, start)| (weight, start.to(named)))
            .or_else(|| behind(&tokens, end, person).map(|(weight, stop)| (weight, named.to(stop))));
        if let Some((weight, span)) = cue {
            credits.push(Credit {
                outlet: key.to_owned(),
                name: named.words(text).to_owned(),
                line,
                span,
                words: words::of(span.words(text)),
                weight,
                through: None,
            });
        }
        at = end;
    }
    credits
}

/// The words of credit that end shortly before token `at`.
fn before(tokens: &[Token<'_>], at: usize, person: bool) -> Option<(f32, Span)> {
    for skipped in 0..=BEFORE {
        let end = at.checked_sub(skipped)?;
        // No stop between the cue and the name, and no other name either.
        if skipped > 0
            && tokens
                .get(end)
                .is_some_and(|token| token.stop || token.printed.starts_with(char::is_uppercase))
        {
            return None;
        }
        for cue in CUES.before.iter().filter(|cue| cue.person || !person) {
            let Some(start) = end.checked_sub(cue.words.len()) else { continue };
            let run = tokens.get(start..end).unwrap_or_default();
            let fits = run.iter().zip(&cue.words).all(|(token, word)| token.small == *word && !token.stop);
            if fits && let Some(first) = run.first() {
                return Some((cue.weight, first.span));
            }
        }
    }
    None
}

/// The words of credit that begin shortly behind a name.
fn behind(tokens: &[Token<'_>], end: usize, person: bool) -> Option<(f32, Span)> {
    let name = tokens.get(end.checked_sub(1)?)?;
    let aside = |token: &Token<'_>| matches!(token.small.as_str(), "which" | "citing" | "first" | "who");
    for from in end..=end + BEHIND {
        let stop = if from == end { name } else { tokens.get(from - 1)? };
        if stop.stop && !tokens.get(from).is_some_and(aside) {
            return None;
        }
        for cue in CUES.behind.iter().filter(|cue| cue.person || !person) {
            let run = tokens.get(from..from + cue.words.len()).unwrap_or_default();
            let fits = run.len() == cue.words.len()
                && run.iter().zip(&cue.words).all(|(token, word)| token.small == *word);
            // "Gazette said": the outlet; "Gazette's editor said": one of its people.
            let noun = matches!(
                cue.words.first().map(String::as_str),
                Some(
                    "report" | "reporting" | "story" | "article" | "investigation" | "interview" | "account"
                )
            );
            // "The Gazette said in a statement": it speaks for itself. A report card is no report.
            let next = tokens.get(from + cue.words.len()..).unwrap_or_default();
            let other = matches!(next, [a, _, c, ..] if a.small == "in" && c.small == "statement")
                || next.first().is_some_and(|token| token.small == "card");
            if fits
                && !other
                && (noun || !name.owns)
                && let Some(last) = run.last()
            {
                let first = tokens.get(from.saturating_sub(1)).is_some_and(|token| token.small == "first");
                return Some((if first { 1.0 } else { cue.weight }, last.span));
            }
        }
    }
    None
}
