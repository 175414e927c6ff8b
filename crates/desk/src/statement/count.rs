//! How many persons the words of a source allow.
//!
//! In: the source's words · Out: [`Count`] · From: the annotation guide of the house's gold: a plural is two or more;
//! "two current and two former officials" are four. Numbers and bounds are the figures' own
//! Fails: no number and no noun is `None` · Cost: linear in the phrase

use super::kind::{is_plural_noun, noun_kind};
use super::phrase::Phrase;
use crate::figure::heads::{Heads, bound_before, heads};
use crate::lexicon;
use crate::page::Page;
use crate::syntax::{Rel, Tag, Token, Upos};
use model::{Count, SourceKind, Span};
use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

/// What a word allows, by class and word.
type Words = HashMap<(&'static str, &'static str), (u32, Option<u32>)>;

fn words() -> &'static Words {
    static READ: OnceLock<Words> = OnceLock::new();
    READ.get_or_init(|| {
        lexicon::rows(include_str!("../../lexicon/head_counts.tsv"))
            .filter_map(|row| {
                let [word, class, min, max, _source] = row.try_into().ok()?;
                Some(((class, word), (min.parse().ok()?, max.parse().ok())))
            })
            .collect()
    })
}

fn look(class: &'static str, token: &Token, text: &str) -> Option<(u32, Option<u32>)> {
    words().get(&(class, token.span.words(text).to_lowercase().as_str())).copied()
}

/// Whether "of" behind the word leads to those who speak: "a handful of", "most of".
pub(super) fn is_quantity(token: &Token, text: &str) -> bool {
    if token.upos == Upos::Propn {
        return false; // "Team of Vipers" is a title.
    }
    look("of", token, text).or_else(|| look("share", token, text)).is_some()
        || heads(&format!("{} of thousands", token.span.words(text)))
            .first()
            .is_some_and(|h| h.span.start == 0)
}

/// Whether the words give no number.
pub(super) fn is_uncounted(words: &str) -> bool {
    heads(words).is_empty()
}

/// The source with the bound before its number: "|up to six guards".
pub(super) fn with_bound(page: &Page, line: usize, source: Span) -> Span {
    let Some(line) = page.lines.get(line).map(|l| l.sentence.span).filter(|s| s.contains(source)) else {
        return source;
    };
    let before = Span::new(line.start, source.start);
    let bound = bound_before(before.words(page.text), source.words(page.text));
    bound.map_or(source, |at| Span::new(line.start + at, source.end))
}

/// The count of the persons under `span`.
pub(super) fn count(page: &Page, span: Span, kind: SourceKind) -> Option<Count> {
    let phrase = Phrase::new(page, span)?;
    let text = page.text;
    let found = heads(span.words(text)).into_iter();
    let at = |h: Heads| Heads { span: Span::new(h.span.start + span.start, h.span.end + span.start), ..h };
    let source = Counted { text, kind, heads: found.map(at).collect() };
    let words = source.nominals(&phrase);
    // "two current officials and two former figures": the parts are counted one by one.
    let mut parts = source.split(&phrase, words).into_iter().filter_map(|part| source.part(part));
    let first = parts.next()?;
    Some(parts.fold(first, |sum, part| Count {
        min: sum.min.saturating_add(part.min),
        max: sum.max.zip(part.max).map(|(a, b)| a.saturating_add(b)),
    }))
}

/// A source's words with the numbers among them.
struct Counted<'a> {
    text: &'a str,
    kind: SourceKind,
    heads: Vec<Heads>,
}

impl<'a> Counted<'a> {
    fn is(&self, token: &Token, word: &str) -> bool {
        token.span.words(self.text).eq_ignore_ascii_case(word)
    }

    fn number_at(&self, token: &Token) -> Option<&Heads> {
        let at = self.heads.partition_point(|h| h.span.end <= token.span.start);
        self.heads.get(at).filter(|h| h.span.touches(token.span))
    }

    /// The first number of the words.
    fn number_in(&self, words: &[Token]) -> Option<&Heads> {
        words.iter().find_map(|t| self.number_at(t))
    }

    /// The words that can be counted: without apposition, relative clause and what a preposition brings.
    fn nominals(&self, phrase: &Phrase<'a>) -> &'a [Token] {
        let words = phrase.words();
        let ends = |at: usize| -> bool {
            let (Some(token), Some(before)) = (words.get(at), at.checked_sub(1).and_then(|b| words.get(b)))
            else {
                return false;
            };
            if self.number_at(token).is_some() {
                return false;
            }
            let stop = token.upos == Upos::Punct && token.tag != Tag::Hyph && !self.lists(phrase, at);
            // "two retired captains": a participle before its noun opens no clause.
            let bound = matches!(before.upos, Upos::Cconj | Upos::Det | Upos::Num | Upos::Adj)
                || before.tag == Tag::PrpPoss
                || token.rel == Rel::Amod;
            let participle = matches!(token.tag, Tag::Vbg | Tag::Vbn) && !bound;
            let relative = matches!(token.tag, Tag::Wp | Tag::Wdt | Tag::WpPoss);
            let preposition = token.upos == Upos::Adp && !self.is(token, "of") && !self.is(token, "out");
            stop || participle || relative || preposition
        };
        let end = (0..words.len()).find(|at| ends(*at)).unwrap_or(words.len());
        words.get(..end).unwrap_or_default()
    }

    /// Whether the stop at `at` separates the members of a list, not an apposition: what hangs on the words before it
    /// as one more of them stands behind it.
    fn lists(&self, phrase: &Phrase, at: usize) -> bool {
        let words = phrase.words();
        let comma = words.get(at).is_some_and(|t| self.is(t, ","));
        let behind = words.get(at + 1..).unwrap_or_default();
        let tree = || {
            behind.iter().take(8).any(|t| t.rel == Rel::Conj && t.head.is_some_and(|h| h < phrase.number(at)))
        };
        // "a pilot, a mate and a stoker", whatever the tree made of it; "Ana Ruiz, a judge and …" begins with a name.
        let opens = |t: Option<&Token>| {
            t.is_some_and(|t| self.is(t, "a") || self.is(t, "an") || self.number_at(t).is_some())
        };
        let joint = behind.iter().position(|t| self.is(t, "and"));
        let row = || {
            opens(words.first())
                && opens(behind.first())
                && joint.is_some_and(|and| opens(behind.get(and + 1)))
        };
        comma && (tree() || row())
    }

    /// Whether the conjunct behind the joint at `at` goes on with what "of" brought: "residents of Ost and West".
    fn inside_of(&self, phrase: &Phrase, words: &[Token], at: usize) -> bool {
        let Some(of) = words.get(..at).and_then(|w| w.iter().position(|t| self.is(t, "of"))) else {
            return false;
        };
        let conjunct = words.get(at + 1..).and_then(|w| w.iter().find(|t| t.rel == Rel::Conj));
        conjunct.is_none_or(|t| t.head.is_none_or(|h| h > phrase.number(of)))
    }

    /// The conjuncts of a phrase: cut at "and" and at the commas of a list, between whole noun phrases.
    fn split(&self, phrase: &Phrase, words: &'a [Token]) -> Vec<&'a [Token]> {
        let mut parts = Vec::new();
        let mut from = 0;
        for (token, at) in words.iter().zip(0..) {
            let joint = self.is(token, "and") || self.is(token, ",") && self.lists(phrase, at);
            if !joint || self.number_at(token).is_some() || at < from || self.inside_of(phrase, words, at) {
                continue;
            }
            let next = at + 1 + usize::from(words.get(at + 1).is_some_and(|t| self.is(t, "and")));
            let (before, after) =
                (words.get(from..at).unwrap_or_default(), words.get(next..).unwrap_or_default());
            let whole = |part: &[Token]| has_noun(part) && stands_alone(part);
            // "two current and two former officials": each has its number, one has the noun.
            let counted = self.number_in(before).is_some() && self.number_in(after).is_some();
            if whole(before) && whole(after) || counted {
                parts.push(before);
                from = next;
            }
        }
        parts.push(words.get(from..).unwrap_or_default());
        parts
    }

    /// One conjunct.
    fn part(&self, words: &[Token]) -> Option<Count> {
        // "the two ministers' aides": what is owned is counted, not the owners.
        let owned = words.iter().rposition(|t| t.tag == Tag::Pos).map_or(0, |at| at + 1);
        let words = words.get(owned..).filter(|w| !w.is_empty()).unwrap_or(words);
        let of = (1..words.len())
            .find(|at| words.get(*at).is_some_and(|t| self.is(t, "of") && self.number_at(t).is_none()));
        let Some(of) = of else { return self.plain(words) };
        let (left, right) = (words.get(..of)?, words.get(of + 1..)?);
        let last = left.iter().rposition(|t| !self.is(t, "out"))?;
        let (quantity, total) = (left.get(last)?, self.number_in(right));
        if let Some(part) = self.number_at(quantity) {
            // "at least one of the three guards": no more than there are.
            let max = match (part.max, total.and_then(|t| t.max)) {
                (None, total) => total.filter(|t| *t >= part.min),
                (own, _) => own,
            };
            return Some(Count { min: part.min, max });
        }
        if let (Some((low, high)), Some(total)) = (look("share", quantity, self.text), total) {
            let share = |n: u32, of: u32| u32::try_from(u64::from(n) * u64::from(of) / 100).unwrap_or(n);
            let max = total.max.zip(high).map(|(n, high)| share(n, high));
            let min = share(total.min, low).saturating_add(1).max(2).min(max.unwrap_or(u32::MAX));
            return Some(Count { min, max });
        }
        match (look("of", quantity, self.text), total) {
            // "a team of five researchers"
            (Some((_, None)), Some(total)) => Some(Count { min: total.min, max: total.max }),
            (Some((min, max)), _) => Some(Count { min, max }),
            // "most of the residents" have no total; "a veteran of two wars" is one.
            (None, _) => self.plain(left),
        }
    }

    /// A conjunct without "of".
    fn plain(&self, words: &[Token]) -> Option<Count> {
        if let Some(told) = self.number_in(words) {
            return Some(Count { min: told.min, max: told.max });
        }
        if let Some((min, max)) = words.iter().find_map(|t| look("alone", t, self.text)) {
            return Some(Count { min, max });
        }
        let noun = words.iter().rev().find(|t| matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Pron));
        let many = |t: &Token| {
            matches!(t.tag, Tag::Nns | Tag::Nnps)
                || is_plural_noun(t.span.words(self.text))
                || ["people", "they", "we", "police", "them"].iter().any(|w| self.is(t, w))
        };
        let plural = noun.map_or_else(|| words.iter().any(many), many);
        let named = self.kind == SourceKind::NamedPerson;
        if plural && (!named || words.iter().all(|t| t.upos != Upos::Propn)) {
            return Some(Count::at_least(2));
        }
        let one = ["he", "she", "i", "him", "her", "his"];
        let person = named
            || self.kind == SourceKind::UnnamedPerson
            || noun.is_some_and(|t| noun_kind(&t.lemma.to_lowercase()) == Some(SourceKind::UnnamedPerson))
            || words.iter().any(|t| one.iter().any(|w| self.is(t, w)));
        if let Some(t) = words.first().filter(|_| !person) {
            return look("article", t, self.text).map(|(min, max)| Count { min, max });
        }
        person.then(|| Count::exactly(1))
    }
}

fn has_noun(words: &[Token]) -> bool {
    words.iter().any(|t| matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Pron))
}

/// Two conjuncts are two sources if each has a determiner, a number, a name or a plural; "a teacher and mother" is one.
fn stands_alone(words: &[Token]) -> bool {
    words.first().is_some_and(|t| {
        matches!(t.upos, Upos::Det | Upos::Propn | Upos::Num | Upos::Pron) || matches!(t.tag, Tag::PrpPoss)
    }) || words.iter().any(|t| matches!(t.tag, Tag::Nns | Tag::Nnps))
}
