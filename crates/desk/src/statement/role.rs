//! The office of a named source, as printed: with its tenure and the body that it is held at.
//!
//! In: the words of a source and the name among them · Out: the office without its article · From: newsroom usage: the
//! office stands before the name, or behind it between commas
//! Fails: an office told in a clause ("who heads the union") is none · Cost: linear in the phrase

use super::phrase::Phrase;
use crate::syntax::{Tag, Token, Upos};

/// The office before a name ("Prime Minister Ann Reed") or in apposition behind it ("Ann Reed, a spokeswoman for …").
pub(super) fn role(text: &str, phrase: &Phrase, name: &str) -> Option<String> {
    let first = name.split_whitespace().next()?;
    let words = phrase.words();
    let named = words.iter().position(|t| t.span.words(text) == first).or_else(|| {
        let last = name.split_whitespace().next_back()?;
        words.iter().position(|t| t.span.words(text) == last)
    })?;
    let before = words.get(..named)?;
    let before = match before {
        [det, rest @ ..] if det.upos == Upos::Det => rest,
        all => all,
    };
    if let (Some(a), Some(b)) = (before.first(), before.last())
        && before.iter().all(|t| t.upos != Upos::Punct || t.span.len() == 1 && t.span.words(text) == "-")
        && !HONORIFICS.contains(&a.span.to(b.span).words(text))
    {
        return a.span.to(b.span).of(text).map(str::to_owned);
    }
    let after = words.iter().position(|t| t.span.start >= phrase.core.end && t.span.words(text) == ",")?;
    let rest = words.get(after + 1..)?;
    let rest = match rest {
        // "Ines Falk, 54, a baker": an age is no office.
        [age, comma, rest @ ..] if age.upos == Upos::Num && comma.upos == Upos::Punct => rest,
        all => all,
    };
    let rest = match rest {
        [then, rest @ ..] if ["then", "now"].contains(&then.span.words(text)) => rest,
        all => all,
    };
    let clause = |t: &Token| {
        matches!(t.tag, Tag::Wp | Tag::Wdt | Tag::WpPoss | Tag::Vbg | Tag::Vbn) || t.span.words(text) == ","
    };
    let end = rest.iter().position(clause).unwrap_or(rest.len());
    let rest = rest.get(..end)?;
    let rest = match rest {
        [det, rest @ ..] if det.upos == Upos::Det => rest,
        all => all,
    };
    let noun = rest.iter().any(|t| t.upos == Upos::Noun || t.upos == Upos::Propn);
    let (a, b) = (rest.first()?, rest.last()?);
    (noun && a.upos != Upos::Adp && a.upos != Upos::Num)
        .then(|| a.span.to(b.span).of(text).map(str::to_owned))?
}

/// Forms of address tell no office.
const HONORIFICS: [&str; 9] = ["Mr.", "Mrs.", "Ms.", "Mr", "Mrs", "Ms", "Miss", "Dr.", "Dr"];
