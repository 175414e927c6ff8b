//! Where names stand: runs of proper nouns and what joins them.
//!
//! In: a sentence with its grammar · Out: [`Name`]s in order, with the titles before them · From: the name patterns of
//! news English; `lexicon/countries.tsv` · Fails: a run that begins a sentence with a common word is left out
//! Cost: one pass

use super::kinds::Kinds;
use crate::encoder::Hints;
use crate::grammar::Grammar;
use crate::syntax::{Tag, Upos};
use model::{EntityKind, Span};

/// One name in a sentence.
pub(crate) struct Name {
    /// The name without its titles.
    pub span: Span,
    /// Index of its last token.
    pub last: usize,
    /// Index of its first token.
    pub first: usize,
    /// The titles before it, in lower case ("president").
    pub titles: Vec<String>,
    /// What the model takes it for.
    pub kind: Option<EntityKind>,
}

/// The names of the sentence: the model's where it spoke, the rules' where it saw nothing and a list knows the name.
///
/// This is where model and rules meet: the model tells what is a name and what it names, the rules take titles off
/// and know countries, peoples and seats of government.
pub(crate) fn names(grammar: &Grammar, hints: &Hints) -> Vec<Name> {
    let rules = by_rule(grammar);
    if hints.by.is_none() {
        return rules;
    }
    let model: Vec<Name> = learned(grammar, hints).collect();
    let starts: Vec<usize> = model.iter().map(|n| n.span.start).collect();
    let mut model: Vec<Option<Name>> = model.into_iter().map(Some).collect();
    let mut out = Vec::new();
    let kinds = Kinds::shipped();
    for name in rules {
        // The model's names that may share words with it.
        let from = starts.partition_point(|s| *s < name.span.start).saturating_sub(1);
        let to = starts.partition_point(|s| *s < name.span.end);
        let shares = |own: &Option<Name>| own.as_ref().is_some_and(|own| own.span.touches(name.span));
        let near = model.get_mut(from..to).unwrap_or_default();
        let words = name.span.words(grammar.text);
        if name.first < name.last && kinds.by_words(words, false) == EntityKind::Law {
            // "Article 12 of the Ports Act" is one law, whatever the model saw in it.
            near.iter_mut().filter(|own| shares(own)).for_each(|own| *own = None);
            out.push(name);
            continue;
        }
        match near.iter_mut().find(|own| shares(own)).and_then(Option::as_mut) {
            // The same words: the rules know the titles before them.
            Some(own)
                if own.last == name.last && own.titles.is_empty() && own.kind == Some(EntityKind::Person) =>
            {
                own.titles = name.titles;
            }
            None if kinds.country(words).is_some() || !name.titles.is_empty() => out.push(name),
            _ => {}
        }
    }
    out.extend(model.into_iter().flatten());
    out.sort_by_key(|n| n.first);
    out
}

/// Names that the model is less sure of are none. On UNER EWT dev F1 is flat from .5 to .7.
const DOUBTFUL: f32 = 0.6;

/// The names that the model saw in this sentence, without titles.
fn learned<'a>(grammar: &'a Grammar, hints: &'a Hints) -> impl Iterator<Item = Name> + 'a {
    let kinds = Kinds::shipped();
    let whole = grammar.sentence.span;
    let from = hints.names.partition_point(|h| h.span.start < whole.start);
    let own = hints.names.iter().skip(from).take_while(move |h| h.span.end <= whole.end);
    own.filter_map(move |hint| {
        let mut first = grammar.sentence.token_at(hint.span.start)?;
        let last = grammar.sentence.token_at(hint.span.end - 1)?;
        let none = |at: usize| {
            let word = grammar.word(at);
            let law = first == last && kinds.by_words(word, false) == EntityKind::Law;
            let part = matches!(word, "Prime" | "Vice" | "Deputy" | "Foreign")
                && kinds.title(grammar.word(at + 1)).is_some();
            calendar(word) || law || part || kinds.title(word).is_some() || word.contains(['@', '/'])
        };
        if (first..=last).all(none) || hint.sure < DOUBTFUL {
            return None;
        }
        let mut titles = Vec::new();
        while hint.label == "PER" && first < last && kinds.title(grammar.word(first)).is_some() {
            titles.push(grammar.lower(first).trim_end_matches('.').to_owned());
            first += 1;
        }
        // "Transport Minister Daniel Okafor": the office ends at its last title. "Martin Luther King Jr." has none.
        let office = |at: &usize| {
            kinds.title(grammar.word(*at)).is_some() && !grammar.word(at + 1).starts_with("Jr") && last > *at
        };
        if let Some(office) = (first..last).rev().find(office).filter(|_| hint.label == "PER") {
            titles.push(grammar.lower(office).trim_end_matches('.').to_owned());
            first = office + 1;
        }
        let kind = match hint.label {
            "PER" => EntityKind::Person,
            "ORG" => EntityKind::Organisation,
            "LOC" => EntityKind::Place,
            _ => EntityKind::Other,
        };
        Some(Name { kind: Some(kind), ..name(grammar, first, last + 1, titles) })
    })
}

/// The names of the sentence by rule alone.
fn by_rule(grammar: &Grammar) -> Vec<Name> {
    let kinds = Kinds::shipped();
    let mut out = Vec::new();
    let mut at = 0;
    while at < grammar.len() {
        if let Some(end) = known(grammar, kinds, at) {
            let longer = run_end(grammar, at);
            // "Mexico City Council" is more than "Mexico City"; "U.S. President Donald Trump" is a country and a man.
            let split = longer > end && kinds.title(grammar.word(end)).is_some();
            if longer <= end || split || demonym(grammar, kinds, at, end) {
                out.push(name(grammar, at, end, Vec::new()));
                at = end;
                continue;
            }
        }
        if !proper(grammar, at) && !title_start(grammar, kinds, at) {
            at += 1;
            continue;
        }
        let mut titles = Vec::new();
        let mut start = at;
        while kinds.title(grammar.word(start)).is_some() && start + 1 < grammar.len() {
            titles.push(grammar.lower(start).trim_end_matches('.').to_owned());
            start += 1;
        }
        let end = if proper(grammar, start) { run_end(grammar, start) } else { start };
        // "Transport Minister Daniel Okafor": the office ends at its last title.
        if let Some(office) =
            (start..end.saturating_sub(1)).rev().find(|i| kinds.title(grammar.word(*i)).is_some())
        {
            titles.push(grammar.lower(office).trim_end_matches('.').to_owned());
            start = office + 1;
        }
        if end > start {
            out.push(name(grammar, start, end, titles));
        }
        at = end.max(at + 1);
    }
    out
}

fn name(grammar: &Grammar, start: usize, end: usize, titles: Vec<String>) -> Name {
    Name { span: grammar.span_over(start, end - 1), first: start, last: end - 1, titles, kind: None }
}

/// A title that leads to a name: "President Ruiz", "spokeswoman Ana Ruiz".
fn title_start(grammar: &Grammar, kinds: &Kinds, at: usize) -> bool {
    kinds.title(grammar.word(at)).is_some() && proper(grammar, at + 1)
}

fn proper(grammar: &Grammar, at: usize) -> bool {
    let Some(token) = grammar.token(at) else { return false };
    let upper = grammar.word(at).chars().next().is_some_and(char::is_uppercase);
    upper
        && (token.upos == Upos::Propn
            || (matches!(token.tag, Tag::Nnp | Tag::Nnps))
            || (token.upos == Upos::Noun && at > 0 && upper))
        && !calendar(grammar.word(at))
}

/// Days and months are written like names and name nothing but times.
pub(crate) fn calendar(word: &str) -> bool {
    const CALENDAR: &[&str] = &[
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Mon",
        "Tue",
        "Wed",
        "Thu",
        "Fri",
        "Sat",
        "Sun",
        "Jan",
        "Jan.",
        "Feb",
        "Feb.",
        "Mar.",
        "Apr.",
        "Aug.",
        "Sept.",
        "Sep.",
        "Oct.",
        "Nov.",
        "Dec.",
    ];
    CALENDAR.contains(&word)
}

/// One past the last token of the name that starts at `start`.
fn run_end(grammar: &Grammar, start: usize) -> usize {
    let mut end = start + 1;
    loop {
        if proper(grammar, end)
            || (grammar.upos(end) == Upos::Num && grammar.word(end).len() <= 3 && end == start + 1)
        {
            end += 1;
            continue;
        }
        // "of", "de", "bin", "for" join when a proper noun follows.
        let joins = matches!(
            grammar.word(end),
            "of" | "de" | "la" | "al" | "bin" | "von" | "van" | "da" | "dos" | "del" | "&" | "for"
        ) || (grammar.word(end) == "-" && proper(grammar, end + 1));
        if joins && proper(grammar, end + 1) {
            end += 2;
        } else if joins && grammar.word(end + 1) == "the" && proper(grammar, end + 2) {
            end += 3;
        } else {
            return end.min(grammar.len());
        }
    }
}

/// One past the last token of the longest gazetteer name that starts at `at`.
fn known(grammar: &Grammar, kinds: &Kinds, at: usize) -> Option<usize> {
    let upper = grammar.word(at).chars().next().is_some_and(char::is_uppercase);
    if !upper {
        return None;
    }
    (1..=kinds.longest.min(grammar.len().saturating_sub(at))).rev().find_map(|words| {
        let words_span = grammar.span_over(at, at + words - 1);
        kinds.country(words_span.words(grammar.text)).map(|_| at + words)
    })
}

fn demonym(grammar: &Grammar, kinds: &Kinds, at: usize, end: usize) -> bool {
    let span = grammar.span_over(at, end - 1);
    kinds.country(span.words(grammar.text)).is_some_and(|k| k.demonym)
}
