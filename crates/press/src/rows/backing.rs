//! Law, figures and positions: by what right, how many and whose, who is for and against.
//!
//! In: authorities, figures, positions · Out: one row each · From: DESIGN section 6
//! Fails: what is not told is left out · Cost: O(marks)

use super::{Detail, Piece, Role, Row, Section, events, maker, sign_of};
use crate::lookup::{Lookup, shown};
use crate::printable;
use model::{Authority, Comparator, Figure, Position, Stance};
use std::collections::HashMap;

/// "Law": the legal basis invoked.
pub(super) fn law(lookup: &Lookup<'_>) -> Section {
    let mut for_what: HashMap<&str, Vec<&model::Event>> = HashMap::new();
    for event in lookup.notes.iter().flat_map(|n| &n.events) {
        if let Some(id) = &event.authority {
            for_what.entry(id).or_default().push(event);
        }
    }
    let rows = lookup.notes.iter().flat_map(|n| &n.authorities).map(|authority: &Authority| {
        let name = shown(&authority.name).or_else(|| lookup.words(authority.span));
        let mut details = Vec::new();
        if let Some(who) = authority.invoked_by.as_ref().and_then(|r| lookup.name(r)) {
            details.push(Detail::new("invoked by", who));
        }
        for event in for_what.get(authority.id.as_str()).into_iter().flatten() {
            details.push(Detail::new("for", events::told_in_words(lookup, event)));
        }
        details.extend(sign_of(&authority.evidence));
        Row {
            line: vec![
                Piece::new(Role::Words, name.unwrap_or_default()),
                Piece::new(Role::Kind, authority.kind.as_str()),
            ],
            details,
            sentence: lookup.sentences.number(authority.span),
            maker: maker(&authority.evidence),
            ..Row::default()
        }
    });
    Section { rows: rows.collect(), ..Section::bare("law", "Law", "No legal basis found.") }
}

/// "Figures": how many, and whose.
pub(super) fn figures(lookup: &Lookup<'_>) -> Section {
    let rows = lookup.notes.iter().flat_map(|n| &n.figures).map(|figure: &Figure| {
        let mut details = vec![Detail::new("read as", in_signs(figure))];
        details.extend(figure.counts.as_deref().and_then(shown).map(|c| Detail::new("counts", c)));
        if let Some(event) = figure.event.as_deref().and_then(|id| lookup.event(id)) {
            details.push(Detail::new("whose:", events::told_in_words(lookup, event)));
        }
        details.extend(sign_of(&figure.evidence));
        Row {
            line: vec![Piece::new(Role::Words, lookup.words(figure.span).unwrap_or_default())],
            details,
            sentence: lookup.sentences.number(figure.span),
            maker: maker(&figure.evidence),
            ..Row::default()
        }
    });
    Section { rows: rows.collect(), ..Section::bare("figures", "Figures", "No figure found.") }
}

/// "Positions": who is for, against or undecided.
pub(super) fn positions(lookup: &Lookup<'_>) -> Section {
    let rows = lookup.notes.iter().flat_map(|n| &n.positions).map(|position: &Position| {
        let holder = lookup.name(&position.holder).unwrap_or_else(|| "holder not stated".to_owned());
        let on = lookup.words(position.on).unwrap_or_default();
        let mut details = Vec::new();
        if let Some(proof) = lookup.words(position.proof).filter(|proof| *proof != on) {
            details.push(Detail::new("", format!("“{}”", printable::short(&proof, 120))));
        }
        details.extend(sign_of(&position.evidence));
        Row {
            line: vec![
                Piece::new(Role::Who, holder),
                Piece::new(Role::Action, stance_in_words(position.stance)),
                Piece::new(Role::Words, printable::short(&on, 120)),
            ],
            details,
            sentence: lookup.sentences.number(position.proof).or(lookup.sentences.number(position.on)),
            maker: maker(&position.evidence),
            ..Row::default()
        }
    });
    Section { rows: rows.collect(), ..Section::bare("positions", "Positions", "No position found.") }
}

fn stance_in_words(stance: Stance) -> &'static str {
    match stance {
        Stance::For => "is for",
        Stance::Against => "is against",
        Stance::Undecided => "is undecided on",
    }
}

/// "> 10,000", "10,000 to 12,000 USD".
fn in_signs(figure: &Figure) -> String {
    let value = grouped(figure.value);
    let number = match (figure.comparator, figure.high) {
        (Comparator::Range, Some(high)) => format!("{value} to {}", grouped(high)),
        (Comparator::Range, None) => value,
        (Comparator::Equal, _) => value,
        (Comparator::AtLeast, _) => format!("≥ {value}"),
        (Comparator::AtMost, _) => format!("≤ {value}"),
        (Comparator::About, _) => format!("about {value}"),
        (sign, _) => format!("{sign} {value}"),
    };
    match figure.unit.as_deref().and_then(shown) {
        Some(unit) => format!("{number} {unit}"),
        None => number,
    }
}

/// A number with a comma at every third digit of its whole part: "12,000.5".
fn grouped(value: f64) -> String {
    let plain = if value.abs() < 1e15 { format!("{value}") } else { format!("{value:e}") };
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("−", rest));
    let (whole, rest) = digits.split_once('.').map_or((digits, None), |(w, r)| (w, Some(r)));
    if !whole.bytes().all(|b| b.is_ascii_digit()) {
        return plain;
    }
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}
