//! Instruments by number: titles, articles, sections, amendments, orders, resolutions; and known acronyms.
//!
//! In: [`Words`] and a place · Out: a [`Draft`] · From: own rules over `lexicon/authorities.tsv`
//! Fails: "chapter 2" of a book, "section 3 of the report" are `None` · Cost: O(1)

use super::names::{LONGEST, back, constitution, named, treaty_of, with_tail};
use super::terms::{self, among};
use super::{Draft, draft};
use crate::figure::number::{ordinal, small};
use crate::when::words::{Kind, Words};
use model::AuthorityKind;

/// The instrument whose head or number word stands at `at`.
pub(super) fn instrument(words: &Words, at: usize) -> Option<Draft> {
    numbered(words, at)
        .or_else(|| ordered(words, at))
        .or_else(|| resolution(words, at))
        .or_else(|| amendment(words, at))
        .or_else(|| named(words, at))
        .or_else(|| treaty_of(words, at))
        .or_else(|| constitution(words, at))
        .or_else(|| acronym(words, at))
}

/// "Title 50", "Article 12 of the Constitution", "Sections 232 and 301 of the Trade Act", "Title IX".
fn numbered(words: &Words, at: usize) -> Option<Draft> {
    let is_part = |k: usize| among(words, k, "part") || words.lower(k) == "§";
    if !is_part(at) {
        return None;
    }
    let mut end = label(words, at + 1)?;
    // "Articles 12 and 13", "Article 4, Section 3": more labels, or a part of the part.
    while end < at + 2 * LONGEST && words.is(end, &["and", "or", ",", "to", "-"]) {
        let next = end + 1 + usize::from(is_part(end + 1));
        match label(words, next) {
            Some(past) => end = past,
            None => break,
        }
    }
    // "LISTEN: ARTICLE 5:37" is a clock.
    if words.is(end, &[":"]) && words.glued(end + 1) {
        return None;
    }
    let whole = part_of(words, end);
    let bare = match words.lower(at) {
        "chapter" => words.is(end, &["bankruptcy", "protection", "trustee"]),
        "rule" => false,
        "§" => true,
        _ => words.capital(at),
    };
    let (end, kind) = whole.unwrap_or((end, AuthorityKind::Statute));
    (bare || whole.is_some()).then(|| draft(at, end, kind, "rule/authority-numbered", 0.95))
}

/// One past a number, letter or roman numeral that labels a part: "50", "12(3)", "IX", "702".
fn label(words: &Words, at: usize) -> Option<usize> {
    let word = words.lower(at);
    let digits = words.kind(at) == Some(Kind::Digits) && word.len() <= 6 && !word.contains(['.', ',']);
    let roman = words.capital(at) && word.len() <= 5 && word.bytes().all(|b| b"ivxlc".contains(&b));
    if !digits && !roman {
        return None;
    }
    let mut end = at + 1;
    // "12(3)(a)".
    while words.is(end, &["("])
        && words.glued(end)
        && words.is(end + 2, &[")"])
        && words.lower(end + 1).len() <= 4
    {
        end += 3;
    }
    Some(end)
}

/// " of the Constitution", " of the U.N. Charter", " of NATO's founding treaty": the instrument that a part is of.
fn part_of(words: &Words, end: usize) -> Option<(usize, AuthorityKind)> {
    if !words.is(end, &["of", "under"]) {
        return None;
    }
    let start = end + 1 + usize::from(words.is(end + 1, &["the", "its", "their"]));
    for at in start..start + LONGEST {
        let word = words.lower(at);
        if let Some(kind) = terms::head(word) {
            let known = words.capital(at)
                || among(words, at, "lowhead")
                || matches!(word, "code" | "law" | "convention");
            return known.then(|| (with_tail(words, at + 1), kind));
        }
        if let Some(kind) = terms::acronym(word).filter(|_| words.shouted(at)) {
            return Some((at + 1, kind));
        }
        let inside = matches!(word, "of" | "and" | "the" | "-" | "'s" | "on" | "for" | "to");
        if !words.capital(at) && !inside && !among(words, at, "name-described") {
            return None;
        }
    }
    None
}

/// "Executive Order 14067", "Decree No. 5", "Directive 2014/65/EU", "Regulation (EU) 2016/679", "Proclamation 9844".
fn ordered(words: &Words, at: usize) -> Option<Draft> {
    let before = at.wrapping_sub(1);
    let order = words.is(at, &["order"]) && words.is(before, &["executive", "general", "ministerial"]);
    let kinds = ["decree", "directive", "regulation", "proclamation", "ordinance", "circular"];
    let other = words.capital(at) && words.is(at, &kinds);
    if !order && !other {
        return None;
    }
    let mut next = at + 1;
    if words.is(next, &["("]) && words.is(next + 2, &[")"]) {
        next += 3;
    }
    if words.is(next, &["no", "number"]) {
        next += 1 + usize::from(words.is(next + 1, &["."]));
    }
    let mut end = (words.kind(next) == Some(Kind::Digits)).then_some(next + 1)?;
    while words.is(end, &["/", "-"]) && words.glued(end) && words.glued(end + 1) {
        end += 2;
    }
    let start = if order { before } else { back(words, at, false).unwrap_or(at) };
    Some(draft(start, end, AuthorityKind::Order, "rule/authority-order", 0.95))
}

/// "UN Security Council Resolution 2735", "resolution 2231", "War Powers Resolution".
fn resolution(words: &Words, at: usize) -> Option<Draft> {
    if !words.is(at, &["resolution", "resolutions"]) {
        return None;
    }
    let point = usize::from(words.run(at + 1, &["no", "."]));
    let number = at + 1 + usize::from(words.is(at + 1, &["no"])) + point;
    let mut end = at + 1;
    if words.kind(number) == Some(Kind::Digits) && !words.lower(number).contains([',', '.']) {
        end = number + 1;
        while words.is(end, &["and", ","]) && small(words.lower(end + 1)).is_some() {
            end += 2;
        }
    }
    let start = back(words, at, true);
    let bodies = ["council", "assembly", "u.n.", "un", "powers"];
    let council = start.is_some_and(|s| (s..at).any(|k| words.is(k, &bodies)));
    if end == at + 1 && !(council && words.capital(at)) {
        return None;
    }
    Some(draft(start.unwrap_or(at), end, AuthorityKind::Resolution, "rule/authority-resolution", 0.95))
}

/// "the First Amendment", "the 25th Amendment", "the Equal Rights Amendment".
fn amendment(words: &Words, at: usize) -> Option<Draft> {
    if !words.capital(at) || !words.is(at, &["amendment", "amendments"]) {
        return None;
    }
    let rank = at.checked_sub(1).filter(|b| ordinal(words.lower(*b)).is_some());
    let start = match rank {
        // "Twenty-fifth Amendment".
        Some(rank) if rank >= 2 && words.hyphen(rank - 1) => rank - 2,
        Some(rank) => rank,
        None => back(words, at, false)?,
    };
    Some(draft(start, at + 1, AuthorityKind::Statute, "rule/authority-numbered", 0.95))
}

/// "FISA", "the GDPR": acronyms that the lexicon knows, in capitals.
fn acronym(words: &Words, at: usize) -> Option<Draft> {
    let kind = terms::acronym(words.lower(at)).filter(|_| words.shouted(at))?;
    // "a FISA court" is the court, not the act.
    let body = words.is(at + 1, &["court", "judge", "warrant", "warrants"]);
    (!body).then(|| draft(at, at + 1, kind, "rule/authority-acronym", 0.85))
}
