//! Instruments by name: acts, codes, treaties, conventions, agreements, charters.
//!
//! In: [`Words`] and the place of a head noun · Out: a [`Draft`] · From: own rules over `lexicon/authorities.tsv`
//! Fails: "Sister Act", "Harvard Law School", "the Republican National Convention" are `None`
//! Cost: a name is at most a dozen words long

use super::terms::{self, among};
use super::{Draft, draft};
use crate::figure::number::small;
use crate::when::terms::{month, weekday};
use crate::when::words::{Kind, Words};
use model::AuthorityKind;

/// The most words that a name is read across.
pub(super) const LONGEST: usize = 12;

/// "the Ports Act", "Insurrection Act of 1807", "Geneva Conventions", "Minsk agreements", "New START treaty".
pub(super) fn named(words: &Words, at: usize) -> Option<Draft> {
    let word = words.lower(at);
    let kind = terms::head(word)?;
    let capital = words.capital(at);
    if matches!(word, "resolution" | "constitution" | "amendment") || !capital && !terms::is("lowhead", word)
    {
        return None;
    }
    let start = back(words, at, false)?;
    if !capital && !matches!(word, "treaty" | "accord" | "accords") {
        // In lower case only what is known by its town: "the Paris agreement", not "the Trump agreement".
        let town = words.before(at, 1);
        if !terms::is("place", town) && !terms::is("place", &format!("{} {town}", words.before(at, 2))) {
            return None;
        }
    }
    if vetoed(words, start, at) {
        return None;
    }
    let start = with_year(words, start);
    let maker = if kind == AuthorityKind::Treaty { "rule/authority-treaty" } else { "rule/authority-act" };
    Some(draft(start, with_tail(words, at + 1), kind, maker, if capital { 0.9 } else { 0.8 }))
}

/// Whether the capitalised name `start..=at` is no law: a party's convention, a car, a school, a person, a heading.
fn vetoed(words: &Words, start: usize, at: usize) -> bool {
    let inside = |class| (start..at).any(|k| among(words, k, class));
    let touches = |class| inside(class) || words.capital(at + 1) && among(words, at + 1, class);
    let shouted = words.shouted(at) && words.lower(at).len() > 3;
    match words.lower(at) {
        "convention" | "conventions" => touches("not-convention"),
        "accord" | "accords" => touches("not-accord"),
        "act" | "acts" => words.shouted(at) || at == start + 1 && touches("not-act"),
        "law" | "laws" => {
            let joined = words.is(at + 1, &["-"]) && words.glued(at + 1) || words.is(at - 1, &["-"]);
            touches("not-law") || joined || shouted
        }
        "code" => touches("not-code") || shouted,
        "charter" => !inside("only-charter"),
        "declaration" => !inside("only-declaration") && !words.is(at + 1, &["on"]),
        "protocol" | "protocols" => touches("not-protocol"),
        "agreement" | "agreements" | "pact" => touches("not-agreement") || shouted,
        "treaty" => touches("not-treaty"),
        "regulation" | "directive" | "ordinance" | "decree" | "proclamation" => true,
        _ => false,
    }
}

/// Where the capitalised name that ends before word `at` begins; `None` if no name stands there. With `low`, bodies
/// may be in lower case ("security council").
pub(super) fn back(words: &Words, at: usize, low: bool) -> Option<usize> {
    let mut start = at;
    while start > 0 && at - start < LONGEST && goes_on(words, start - 1, low) {
        start -= 1;
    }
    // A name begins neither with a joint nor with a year.
    let begins = |k: usize| words.kind(k) == Some(Kind::Letters) && (words.capital(k) || low);
    while start < at && (!begins(start) || words.is(start, &["of", "and", "the", "with", "for", "on", "to"]))
    {
        start += 1;
    }
    (start < at).then_some(start)
}

/// Whether the word before a name belongs to it.
fn goes_on(words: &Words, before: usize, low: bool) -> bool {
    let word = words.lower(before);
    let letters = words.kind(before) == Some(Kind::Letters);
    let opener = words.opens(before) && among(words, before, "name-opener");
    if words.capital(before) && letters {
        return !among(words, before, "name-stopper") && !opener;
    }
    let one = before.checked_sub(1).is_some_and(|k| name_word(words, k));
    match word {
        "security" | "council" | "general" | "assembly" | "united" | "nations" if low => true,
        "-" => words.hyphen(before),
        "&" => true,
        // "St. Petersburg Convention": the point of an abbreviation.
        "." => words.glued(before) && one && words.before(before, 1).len() <= 3,
        // "Whistleblowers' Act".
        "'" => words.glued(before) && one,
        "of" | "and" | "with" | "for" | "against" | "on" | "to" | "in" => one,
        "the" => {
            words.is(before.wrapping_sub(1), &["of", "with", "against"])
                && before >= 2
                && name_word(words, before - 2)
        }
        _ => words.kind(before) == Some(Kind::Digits) && is_year(words, before),
    }
}

/// Whether a joint ("of", "with") after word `at` can go on with a name: no sentence opener, body or other law.
fn name_word(words: &Words, at: usize) -> bool {
    words.capital(at)
        && words.kind(at) == Some(Kind::Letters)
        && !words.opens(at)
        && !among(words, at, "name-body")
        && !among(words, at, "name-opener")
}

/// "the |1951 Refugee Convention": the year before a name belongs to it, unless it tells when something was done.
fn with_year(words: &Words, start: usize) -> usize {
    let year = start.checked_sub(1).filter(|k| words.kind(*k) == Some(Kind::Digits) && is_year(words, *k));
    year.filter(|k| words.is(k.wrapping_sub(1), &["the", "a", "its", "this", "that", "under", "'s"]))
        .unwrap_or(start)
}

fn is_year(words: &Words, at: usize) -> bool {
    small(words.lower(at)).is_some_and(|y| (1600..2200).contains(&y))
}

/// One past what stands behind a head: " of 1807", " on Diplomatic Relations", " on the Law of the Sea".
pub(super) fn with_tail(words: &Words, end: usize) -> usize {
    if is_year(words, end) {
        return end + 1;
    }
    if words.is(end, &["of"]) && is_year(words, end + 1) {
        return end + 2;
    }
    if words.is(end, &["("]) && is_year(words, end + 1) && words.is(end + 2, &[")"]) {
        return end + 3;
    }
    if !words.is(end, &["on", "against", "for", "relating", "concerning", "of"]) {
        return end;
    }
    let first = end + 1 + usize::from(words.is(end + 1, &["the", "to"]));
    // "signed the Ports Act on Monday" ends before "on".
    let time = month(words, first).is_some() || weekday(words, first).is_some();
    if !words.capital(first) || time {
        return end;
    }
    let mut last = first + 1;
    for at in first + 1..first + LONGEST {
        if words.capital(at) && words.kind(at) == Some(Kind::Letters) {
            last = at + 1;
        } else if !words.is(at, &["of", "the", "and", "for", "in", "-"]) {
            break;
        }
    }
    last
}

/// "Treaty of Lisbon", "Convention on the Rights of the Child", "Statute of the ICC".
pub(super) fn treaty_of(words: &Words, at: usize) -> Option<Draft> {
    let opens =
        words.capital(at) && words.is(at, &["treaty", "convention", "covenant", "charter", "protocol"]);
    if !opens || !words.is(at + 1, &["of", "on", "against", "for"]) {
        return None;
    }
    let end = with_tail(words, at + 1);
    (end > at + 2).then(|| draft(at, end, AuthorityKind::Treaty, "rule/authority-treaty", 0.9))
}

/// "the Constitution", "the U.S. Constitution", "the constitution" where it is invoked.
pub(super) fn constitution(words: &Words, at: usize) -> Option<Draft> {
    if !words.is(at, &["constitution"]) {
        return None;
    }
    let start = back(words, at, false).unwrap_or(at);
    let led = start < at || words.is(start.wrapping_sub(1), &["the", "its", "our", "'s"]);
    let name = words.is(at.wrapping_sub(1), &["-", "journal"])
        || words.is(at + 1, &["party", "avenue", "hall", "center", "square"]);
    let invoked =
        words.is(start.wrapping_sub(2), &["under", "of", "violates", "violated", "violate", "by", "against"]);
    let fits = words.capital(at) || invoked;
    (led && !name && fits).then(|| draft(start, at + 1, AuthorityKind::Statute, "rule/authority-act", 0.85))
}
