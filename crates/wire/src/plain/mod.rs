//! Plain text: a pasted or saved article, with whatever was printed around it.
//!
//! In: decoded text · Out: a [`Draft`] and caveats · From: how wire copy and pasted articles are set
//! Fails: no headline and no body are caveats · Cost: one pass over the lines

pub(crate) mod head;
mod lines;

use crate::carrier::{Block, Draft};
use crate::{clean, credit, furniture, questions};
use lines::Unit;
use model::{Caveat, CaveatCode, ParagraphKind};

/// Reads the text of one article.
pub(crate) fn read(text: &str, caveats: &mut Vec<Caveat>) -> Draft {
    let mut units = lines::units(text, |line| {
        furniture::is_rights(line)
            || head::date_line(line).is_some()
            || head::by_line(line).is_some()
            || credit::split(line).is_some_and(|c| clean::words(&c.credit) <= 8)
    });
    drop_repeats(&mut units);
    let mut draft = Draft::default();
    let start = head::read(&units, &mut draft, caveats);
    let asked = questions_at(&units, start);
    body(units.get(start..asked.first).unwrap_or_default(), &mut draft, units.len());
    let mut answers = Vec::new();
    for unit in units.get(asked.lines..).unwrap_or_default() {
        if !tail(unit, &mut draft) && !furniture::is_furniture(&unit.text) {
            answers.push(unit.text.as_str());
        }
    }
    draft.questions = questions::group(answers);
    if !draft.questions.is_empty() {
        draft.found(
            "key_questions",
            units.get(asked.first).map_or(String::new(), |u| format!("line {}", u.line)),
        );
    }
    lift_dateline(&mut draft);
    if draft.headline.is_none() {
        caveats.push(Caveat::new(CaveatCode::NoHeadline, "no line stands out as the headline"));
    }
    if draft.body.is_empty() {
        caveats.push(Caveat::new(CaveatCode::NoBody, "no running text was found"));
    }
    draft
}

/// A headline printed twice is one headline: short lines that repeat the first ones go.
fn drop_repeats(units: &mut Vec<Unit>) {
    let heads: Vec<String> =
        units.iter().take(4).map(|u| u.text.clone()).take_while(|t| !clean::ends_sentence(t)).collect();
    let mut at = 0;
    units.retain(|unit| {
        at += 1;
        let repeat = heads.iter().take(at - 1).any(|h| clean::words(h) >= 3 && clean::same(h, &unit.text));
        !(at <= 12 && repeat)
    });
}

/// Where the printed questions begin: the heading over them (or the first), and the first question.
struct Questions {
    first: usize,
    lines: usize,
}

fn questions_at(units: &[Unit], start: usize) -> Questions {
    let none = Questions { first: units.len(), lines: units.len() };
    let heading = units.iter().enumerate().skip(start).find(|(at, unit)| {
        furniture::is_faq_heading(&unit.text)
            && units.get(at + 1).is_some_and(|next| questions::asks(&next.text))
    });
    if let Some((at, _)) = heading {
        return Questions { first: at, lines: at + 1 };
    }
    // Without a heading: a tail of the file in which every question has one or two short answers.
    let asks: Vec<usize> =
        (start..units.len()).filter(|at| units.get(*at).is_some_and(|u| questions::asks(&u.text))).collect();
    let end = units.iter().rposition(|u| !furniture::is_rights(&u.text)).map_or(0, |at| at + 1);
    let mut first = None;
    let mut next = end;
    for at in asks.into_iter().rev() {
        if !(2..=3).contains(&(next - at)) {
            break;
        }
        first = Some((at, first.map_or(1, |(_, n)| n + 1)));
        next = at;
    }
    match first {
        Some((at, count)) if count >= 2 && at >= start + 3 => Questions { first: at, lines: at },
        _ => none,
    }
}

fn body(units: &[Unit], draft: &mut Draft, whole: usize) {
    let list = |at: usize| units.get(at).is_some_and(|u| u.kind == ParagraphKind::ListItem);
    for (at, unit) in units.iter().enumerate() {
        let late = at * 10 > whole * 6 || at + 3 >= units.len();
        if late && tail(unit, draft) || furniture::is_furniture(&unit.text) {
            continue;
        }
        if draft.headline.as_ref().is_some_and(|h| at < 4 && clean::same(h, &unit.text)) {
            continue;
        }
        if let Some(picture) = credit::split(&unit.text).filter(|c| clean::words(&c.credit) <= 8) {
            head::pictured(picture, &format!("line {}", unit.line), draft);
            continue;
        }
        let lone_dash = unit.kind == ParagraphKind::ListItem && !(list(at + 1) || at > 0 && list(at - 1));
        let short = clean::words(&unit.text) <= 12
            && !clean::ends_sentence(&unit.text)
            && !unit.text.ends_with([':', ',', ';', '"', '”']);
        let kind = match unit.kind {
            ParagraphKind::ListItem if lone_dash => ParagraphKind::Paragraph,
            ParagraphKind::Paragraph if short && at > 0 && at + 1 < units.len() => ParagraphKind::Subhead,
            kind => kind,
        };
        draft.body.push(Block { kind, text: unit.text.clone() });
    }
}

/// Reads a line that stands at the end of a story: rights, sign-off, date of change. Says whether it was one.
fn tail(unit: &Unit, draft: &mut Draft) -> bool {
    let place = format!("line {}", unit.line);
    if furniture::is_rights(&unit.text) {
        draft.rights.get_or_insert_with(|| unit.text.clone());
        draft.found("rights", place);
        return true;
    }
    if let Some(names) = head::by_line(&unit.text) {
        if draft.bylines.is_empty() {
            head::add_names(names, &place, draft);
        }
        return true;
    }
    if let Some(line) = head::date_line(&unit.text).filter(|l| !l.unreadable) {
        if draft.published.is_none() && line.published.is_some() {
            draft.published = line.published;
            draft.found("published", place.clone());
        }
        if draft.modified.is_none() && line.modified.is_some() {
            draft.modified = line.modified;
            draft.found("modified", place);
        }
        return true;
    }
    false
}

/// Moves "HARGATE (Reuters) —" from the first paragraph to its own field.
pub(crate) fn lift_dateline(draft: &mut Draft) {
    let Some(block) = draft.body.iter_mut().find(|b| b.kind == ParagraphKind::Paragraph) else { return };
    let Some((dateline, rest)) = dateline(&block.text) else { return };
    let (dateline, rest) = (dateline.to_owned(), rest.to_owned());
    block.text = rest;
    draft.dateline = Some(dateline);
    draft.found("dateline", "first paragraph");
}

/// The dateline that opens a paragraph, and the rest: "HARGATE, Northland (Reuters) — The city …".
pub(crate) fn dateline(paragraph: &str) -> Option<(&str, &str)> {
    let head_end = paragraph.char_indices().nth(80).map_or(paragraph.len(), |(at, _)| at);
    let head = paragraph.get(..head_end)?;
    let (at, dash) = [" — ", " – ", " -- ", " - ", "— ", " —", "-- "]
        .iter()
        .filter_map(|dash| head.find(dash).map(|at| (at, *dash)))
        .min_by_key(|(at, dash)| (*at, std::cmp::Reverse(dash.len())))?;
    let place = paragraph.get(..at)?.trim();
    let rest = paragraph.get(at + dash.len()..)?.trim_start();
    let open = place.split(['(', ',']).next()?.trim();
    let letters: Vec<char> = open.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.len() >= 3
        && letters.iter().all(|c| !c.is_lowercase())
        && letters.iter().any(|c| c.is_uppercase());
    let agency = place.ends_with(')') && place.contains('(') && clean::words(place) <= 8;
    let named = open.starts_with(char::is_uppercase) && clean::words(open) <= 4;
    let fits = clean::words(place) <= 9
        && !place.contains(['"', '“', '?', '!', ':', ';'])
        && !place.starts_with('(');
    let ideographs = letters.iter().any(|c| *c > '\u{2e7f}');
    (fits && !ideographs && (capitals || agency && named) && clean::words(rest) >= 3).then_some((place, rest))
}

#[cfg(test)]
mod tests;
