//! When, without the grammar: for gathering and for timelines of archives that nobody has marked.
//!
//! In: an article · Out: its sentences and its [`Time`]s in text order · From: the rules of the full mark; the way of the
//! clause by the nearest word that tells a tense, as in Spanish, from `lexicon/verb_forms.tsv`
//! Fails: never; without a tree "Friday" under a far verb may look the wrong way · Cost: linear, about 1 µs a word

use super::sense::{Sense, Way};
use super::words::{Kind, Words};
use super::{anchor, confidence, day_in, grammar, maker, terms};
use crate::{lexicon, syntax};
use model::{Article, Evidence, Notes, Span, Time};
use rustc_hash::FxHashSet as HashSet;
use std::sync::LazyLock;

/// How far a verb tells the tense of a time: about a clause, as in Spanish.
const NEAR: usize = 12;

/// Forms that news uses as verbs, mostly in the past.
static PAST: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let rows = lexicon::rows(include_str!("../../lexicon/verb_forms.tsv"));
    let past = rows.filter(|row| row.get(2) == Some(&"past") && row.get(1) != Some(&"rare"));
    past.filter_map(|row| row.first().copied()).collect()
});

/// Sentences and times of an article in English, and nothing else.
pub(crate) fn notes(article: &Article) -> Notes {
    let text = article.text.as_str();
    let sentences: Vec<Span> = crate::page::stretches(article)
        .into_iter()
        .flat_map(|(stretch, ..)| syntax::sentences(text, stretch))
        .collect();
    let words = Words::cut(text);
    let found = grammar::read(&words);
    let spans: Vec<Option<Span>> = found.iter().map(|one| words.span(one.start, one.end)).collect();
    let mut anchor = anchor(article.published);
    let mut times = Vec::new();
    for (number, (one, span)) in found.iter().zip(&spans).enumerate() {
        let Some(span) = *span else { continue };
        let after = sentences.partition_point(|sentence| sentence.start <= span.start);
        let Some(sentence) = after.checked_sub(1).and_then(|at| sentences.get(at)) else { continue };
        if span.start >= sentence.end {
            continue;
        }
        let way = way(&words, *sentence, one.start, one.end);
        anchor.at = one.start;
        if matches!(one.sense, Sense::Clock(None, ..))
            && let Some(day) = day_in(&found, &spans, number, *sentence)
        {
            let _ = anchor.value(&day.sense, way);
        }
        let (kind, value) = anchor.value(&one.sense, way);
        let maker = maker(&one.sense, kind, way);
        times.push(Time { span, kind, value, evidence: Evidence::rule(maker, confidence(maker)) });
    }
    Notes { sentences, times, ..Notes::default() }
}

/// Which way the clause looks, by the nearest word of the sentence that tells a tense.
fn way(words: &Words, sentence: Span, start: usize, end: usize) -> Way {
    let inside = |at: &usize| {
        words.get(*at).is_some_and(|word| sentence.contains(word.span) && word.kind != Kind::Break)
    };
    if start > 0 && words.is(start - 1, &["since"]) {
        return Way::Past;
    }
    let before = (start.saturating_sub(NEAR)..start).rev().take_while(inside).map(|at| (start - at, at));
    let behind = (end..end + NEAR).take_while(inside).map(|at| (at + 1 - end, at));
    let told = before.chain(behind).filter_map(|(far, at)| Some((far, told(words, at)?)));
    // Of two words as near, the one before.
    told.min_by_key(|(far, _)| *far).map_or(Way::Open, |(_, way)| way)
}

/// What the word at `at` tells.
fn told(words: &Words, at: usize) -> Option<Way> {
    let word = words.lower(at);
    if words.is(at, &["will", "'ll", "shall", "would", "should", "may", "might"])
        || ["tense-coming", "tense-awaiting"].iter().any(|class| terms::is(class, word))
    {
        return Some(Way::Future);
    }
    if words.is(at, &["was", "were", "had", "has", "did", "been"]) || PAST.contains(word) {
        return Some(Way::Past);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::notes;
    use model::Article;

    #[test]
    fn the_nearest_verb_tells_which_friday() {
        let mut article = Article::verbatim(
            "The port closed on Friday. It will open again on Monday.\nSince November 2 no ship came.",
        );
        article.published = "2026-03-04".parse().ok();
        let notes = notes(&article);
        let values: Vec<_> = notes.times.iter().filter_map(|time| time.value.as_deref()).collect();
        assert_eq!(values, ["2026-02-27", "2026-03-09", "2025-11-02"]);
        assert_eq!(notes.sentences.len(), 3);
    }
}
