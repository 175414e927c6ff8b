//! What officials and courts do in law: orders, warrants, rulings, designations, emergencies, named cases.
//!
//! In: [`Words`] and a place, whether the sentence designates · Out: a [`Draft`] · From: own rules over
//! `lexicon/authorities.tsv` · Fails: "the court", "a decision" without a bench are `None`
//! Cost: a rule looks at most a dozen words ahead

use super::names::LONGEST;
use super::terms::{self, among};
use super::{Draft, draft};
use crate::when::words::{Kind, Words};
use model::AuthorityKind;

/// The act that starts at `at`. `designates` says that the sentence puts somebody on a list or declares something.
pub(super) fn act(words: &Words, at: usize, designates: bool) -> Option<Draft> {
    designation(words, at, designates)
        .or_else(|| ruling(words, at))
        .or_else(|| case(words, at))
        .or_else(|| phrase(words, at))
        .or_else(|| invoked(words, at))
}

/// "foreign terrorist organizations", "state of emergency", "the Entity List".
fn designation(words: &Words, at: usize, designates: bool) -> Option<Draft> {
    let (_, when, end) = terms::phrase(words, at, "designation")?;
    let told = designates && led(words, at);
    if when != "always" && !told || words.glued(at) && at > 0 && words.is(at - 1, &["-"]) {
        return None;
    }
    // "a trade blacklist", "the U.S. Entity List" keep what names the list.
    let mut start = at;
    while start > 0
        && words.capital(start - 1)
        && words.kind(start - 1) == Some(Kind::Letters)
        && words.capital(at)
        && !words.opens(start - 1)
    {
        start -= 1;
    }
    let confidence = if when == "always" { 0.9 } else { 0.8 };
    Some(Draft {
        start,
        end,
        kind: AuthorityKind::Designation,
        maker: "rule/authority-designation",
        confidence,
    })
}

/// Whether "as", "a", or the verb itself leads to the word: "designated as a terrorist group", "declared martial law".
fn led(words: &Words, at: usize) -> bool {
    let article = words.is(at.wrapping_sub(1), &["a", "an", "the", "its", "their"]);
    // "on a blacklist", "to the blacklist": only what is a list itself.
    let listed = words.is(at, &["blacklist"]) && words.is(at.wrapping_sub(2), &["on", "to", "from", "onto"]);
    among(words, at.wrapping_sub(1), "led")
        || article && (among(words, at.wrapping_sub(2), "led") || listed)
        || words.is(at.wrapping_sub(1), &["a", "an"]) && designated_before(words, at)
}

/// "designated |the crew| a terrorist organisation": a verb of designation, and whom it designates.
fn designated_before(words: &Words, at: usize) -> bool {
    (2..=NAMED + 2)
        .filter_map(|back| at.checked_sub(back))
        .take_while(|k| words.kind(*k) == Some(Kind::Letters))
        .any(|k| among(words, k, "led") && !words.is(k, &["as"]))
}

/// Words of whoever is designated at most: "the armed wing of the Norland Front".
const NAMED: usize = 8;

/// "a Supreme Court ruling", "the judge's injunction", "a ruling by the High Court".
fn ruling(words: &Words, at: usize) -> Option<Draft> {
    let make = |start: usize, end: usize| Draft {
        start,
        end,
        kind: AuthorityKind::Ruling,
        maker: "rule/authority-ruling",
        confidence: 0.85,
    };
    if terms::is("bench", words.lower(at)) {
        let owned = at + 1 + usize::from(words.is(at + 1, &["'s"]) || words.is(at + 1, &["'"]));
        // One adjective may stand between: "the court's landmark ruling".
        let noun = if terms::is("ruled", words.lower(owned)) { owned } else { owned + 1 };
        if !terms::is("ruled", words.lower(noun))
            || noun > owned && (owned == at + 1 || words.kind(owned) != Some(Kind::Letters))
        {
            return None;
        }
        // A judge "orders" and a court "rules" as verbs too: "the judge orders a stay".
        let noun_only = words.is(at, &["court", "tribunal"]) && !words.is(noun, &["orders", "opinion"]);
        if owned == at + 1 && !noun_only {
            return None;
        }
        return Some(make(court_start(words, at), noun + 1));
    }
    let ruled = words.is(at, &["ruling", "judgment", "judgement", "decision", "injunction", "verdict"]);
    if ruled && words.is(at + 1, &["by", "of", "from"]) {
        let from = at + 2 + usize::from(words.is(at + 2, &["the", "a"]));
        let bench = (from..from + 6)
            .take_while(|k| {
                words.capital(*k) || words.is(*k, &["federal", "court", "appeals", "judge", "of", "high"])
            })
            .find(|k| terms::is("bench", words.lower(*k)));
        // "the Court of Appeal": the bench's name goes on behind "of".
        let whole = |b: usize| {
            let of = words.capital(b) && words.is(b + 1, &["of"]) && words.capital(b + 2);
            if of { (b + 2..b + 6).take_while(|k| words.capital(*k)).last().unwrap_or(b) } else { b }
        };
        return bench.map(|b| make(at, whole(b) + 1));
    }
    None
}

/// Where the name of a court begins: "the [International Criminal Court]".
fn court_start(words: &Words, at: usize) -> usize {
    let mut start = at;
    while start > 0 && at - start < 6 {
        let before = start - 1;
        let day = crate::when::terms::weekday(words, before).is_some();
        let name = words.capital(before) && words.kind(before) == Some(Kind::Letters) && !words.opens(before);
        // "US" and "EU" are names; a longer word in capitals is a dateline.
        let shouted = words.shouted(before) && words.lower(before).len() > 4;
        let place = name && !day && !among(words, before, "name-stopper") && !shouted;
        if !(among(words, before, "court-word") || place) {
            break;
        }
        start = before;
    }
    start
}

/// "Harbour Union v. Port Authority": the case by its parties.
fn case(words: &Words, at: usize) -> Option<Draft> {
    let point = words.is(at + 1, &["."]) && words.glued(at + 1);
    let name = |k: usize| words.capital(k) && words.kind(k) == Some(Kind::Letters);
    let after = at + 1 + usize::from(point);
    // "vs" is a match or a quarrel: only "v" stands between the parties of a case.
    if !words.is(at, &["v"]) || words.capital(at) || !name(after) || !at.checked_sub(1).is_some_and(name) {
        return None;
    }
    let mut start = at - 1;
    while start > 0 {
        let before = start - 1;
        let opener = words.opens(before) && among(words, before, "name-opener");
        let joint = words.is(before, &["'s", "'", "&", "of", "and"])
            && start > 1
            && name(start - 2)
            && !words.opens(start - 2);
        if !(name(before) && !opener || joint) || start + LONGEST < at {
            break;
        }
        start = before;
    }
    let mut end = after + 1;
    while name(end) || words.is(end, &["of"]) && name(end + 1) {
        end += 1;
    }
    Some(draft(start, end, AuthorityKind::Ruling, "rule/authority-case", 0.9))
}

/// "an arrest warrant", "an executive order", "a preliminary injunction".
fn phrase(words: &Words, at: usize) -> Option<Draft> {
    let (kind, _, end) = terms::phrase(words, at, "phrase")?;
    // "threatened to subpoena" is a verb; "TAX CODE" in capitals is a heading.
    let verb = end == at + 1 && among(words, at.wrapping_sub(1), "verb-before");
    if verb || words.shouted(at) && words.lower(at).len() > 2 && !words.lower(at).contains('.') {
        return None;
    }
    // "UN [Security Council resolutions]" begins with its body's name.
    let mut start = at;
    while kind == AuthorityKind::Resolution
        && words.is(start.wrapping_sub(1), &["un", "u.n.", "nations", "united"])
    {
        start -= 1;
    }
    Some(draft(start, end, kind, "rule/authority-phrase", 0.8))
}

/// "under international law": a body of law, only where it is invoked.
fn invoked(words: &Words, at: usize) -> Option<Draft> {
    let (kind, _, end) = terms::phrase(words, at, "invoked")?;
    let by = at.wrapping_sub(1 + usize::from(words.is(at.wrapping_sub(1), &["the"])));
    among(words, by, "invoked-by").then(|| draft(at, end, kind, "rule/authority-invoked", 0.75))
}
