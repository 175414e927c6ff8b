//! Which kind of mark has which fields, and what each can say.
//!
//! In: a [`Correction`] · Out: whether it can be honoured at all · From: the nouns of this crate
//! Fails: what cannot be said is an error that tells what could · Cost: O(fields)

use super::{Correction, Field, MarkKind, Overrule, spaced};
use crate::{
    AuthorityKind, Comparator, Count, Directness, EntityKind, SourceKind, Stance, StatementType, Status,
    TimeType, Voice,
};
use std::str::FromStr;

/// The fields of a kind of mark, and whether each may be left empty.
pub fn fields_of(kind: MarkKind) -> &'static [(Field, bool)] {
    match kind {
        MarkKind::Event => &[
            (Field::Status, true),
            (Field::Cue, true),
            (Field::Voice, false),
            (Field::Actor, true),
            (Field::Target, true),
            (Field::Recipient, true),
            (Field::Place, true),
            (Field::When, true),
            (Field::WhenWords, true),
            (Field::Class, true),
            (Field::Lemma, false),
        ],
        MarkKind::Statement => &[
            (Field::Source, true),
            (Field::Kind, false),
            (Field::Name, true),
            (Field::Role, true),
            (Field::Count, true),
            (Field::Cue, true),
            (Field::Content, false),
            (Field::Directness, false),
            (Field::Type, false),
            (Field::Chain, true),
        ],
        MarkKind::Figure => &[
            (Field::Value, false),
            (Field::High, true),
            (Field::Comparator, false),
            (Field::Unit, true),
            (Field::Counts, true),
        ],
        MarkKind::Time => &[(Field::Value, true), (Field::Type, false)],
        MarkKind::Authority => &[(Field::Name, false), (Field::Kind, false), (Field::InvokedBy, true)],
        MarkKind::Position => &[(Field::Holder, false), (Field::On, false), (Field::Stance, false)],
        MarkKind::Entity => &[(Field::Name, false), (Field::Kind, false), (Field::Country, true)],
    }
}

/// The fields without which a mark of this kind cannot be added; `None` where none can.
fn needed(kind: MarkKind) -> Option<&'static [Field]> {
    match kind {
        MarkKind::Event => Some(&[Field::Status]),
        MarkKind::Statement => Some(&[Field::Source, Field::Content]),
        MarkKind::Figure => Some(&[Field::Value]),
        MarkKind::Time => Some(&[Field::Value, Field::Type]),
        MarkKind::Authority => Some(&[Field::Kind]),
        MarkKind::Position | MarkKind::Entity => None,
    }
}

/// Whether the correction says something that its kind of mark can say.
pub(super) fn check(correction: &Correction) -> Result<(), String> {
    let (kind, act) = (correction.mark.kind, correction.act);
    if !correction.mark.words.contains(char::is_alphanumeric) {
        return Err("its mark has no words".to_owned());
    }
    if act != Overrule::Set && act != Overrule::Add {
        return match correction.set.is_empty() {
            true => Ok(()),
            false => Err("a mark that is taken away has no fields to set".to_owned()),
        };
    }
    if correction.set.is_empty() {
        return Err("it sets no field".to_owned());
    }
    for (field, value) in &correction.set {
        let Some((_, may_be_empty)) = fields_of(kind).iter().find(|(known, _)| known == field) else {
            let known: Vec<String> = fields_of(kind).iter().map(|(f, _)| spaced(f.as_str())).collect();
            return Err(format!(
                "one cannot set the {} of this kind of mark, but {}",
                named(*field),
                known.join(", ")
            ));
        };
        match value {
            Some(value) => says(kind, *field, value)?,
            None if *may_be_empty => {}
            None => return Err(format!("the {} cannot be left empty", named(*field))),
        }
    }
    if act == Overrule::Add {
        let Some(needed) = needed(kind) else {
            return Err(format!("one cannot add a mark of the kind `{kind}`"));
        };
        if let Some(field) = needed.iter().find(|f| !matches!(correction.set.get(f), Some(Some(_)))) {
            return Err(format!("a mark of the kind `{kind}` needs its {}", named(*field)));
        }
    }
    Ok(())
}

fn named(field: Field) -> String {
    spaced(field.as_str())
}

/// Whether the field of this kind can say this.
fn says(kind: MarkKind, field: Field, value: &str) -> Result<(), String> {
    match (kind, field) {
        (_, Field::Status) => word::<Status>(value),
        (_, Field::Voice) => word::<Voice>(value),
        (_, Field::Directness) => word::<Directness>(value),
        (_, Field::Comparator) => word::<Comparator>(value),
        (_, Field::Stance) => word::<Stance>(value),
        (MarkKind::Time, Field::Type) => word::<TimeType>(value),
        (_, Field::Type) => word::<StatementType>(value),
        (MarkKind::Authority, Field::Kind) => word::<AuthorityKind>(value),
        (MarkKind::Entity, Field::Kind) => word::<EntityKind>(value),
        (_, Field::Kind) => word::<SourceKind>(value),
        (MarkKind::Figure, Field::Value) | (_, Field::High) => number(value).map(drop),
        (_, Field::When | Field::Value) => match is_timex(value) {
            true => Ok(()),
            false => Err(format!("`{value}` is not a value like 2026-03, 2026-W09, 2026-03-02T08:00 or P3D")),
        },
        (_, Field::Count) => count(value).map(drop),
        (_, Field::Country) => match value.len() == 3 && value.bytes().all(|b| b.is_ascii_uppercase()) {
            true => Ok(()),
            false => Err(format!("`{value}` is not a code of three capitals like MEX")),
        },
        _ if value.trim().is_empty() => Err(format!("the {} has no words", named(field))),
        _ => Ok(()),
    }
}

fn word<T: FromStr<Err = String>>(value: &str) -> Result<(), String> {
    value.parse::<T>().map(drop)
}

/// A number in digits; no "1e400", no infinity.
pub(super) fn number(value: &str) -> Result<f64, String> {
    let number: Option<f64> = value.parse().ok().filter(|n: &f64| n.is_finite());
    number.ok_or_else(|| format!("`{value}` is not a number like 10000 or 2.5"))
}

/// `2`, `2..4`, `2..`
pub(super) fn count(value: &str) -> Result<Count, String> {
    let fail = || format!("`{value}` is not a count like 2, 2..4 or 2..");
    let (min, max) = match value.split_once("..") {
        None => (value, Some(value)),
        Some((min, "")) => (min, None),
        Some((min, max)) => (min, Some(max)),
    };
    let min: u32 = min.parse().map_err(|_| fail())?;
    let max: Option<u32> = max.map(str::parse).transpose().map_err(|_| fail())?;
    if max.is_some_and(|max| max < min) { Err(fail()) } else { Ok(Count { min, max }) }
}

/// Whether this has the shape of a TIMEX3 value: a date, a time, a length, or one of the three open ones.
fn is_timex(value: &str) -> bool {
    let open = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"].contains(&value);
    let opens = value.starts_with(|c: char| c.is_ascii_digit() || c == 'P' || c == 'X');
    let letters = |b: u8| b.is_ascii_digit() || b.is_ascii_uppercase() || b"-:+.".contains(&b);
    open || (opens && value.len() <= 40 && value.len() >= 2 && value.bytes().all(letters))
}
