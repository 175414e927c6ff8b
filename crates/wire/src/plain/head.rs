//! The head of a text file: outlet, headline, deck, date line, byline, picture line; all before the lede.
//!
//! In: the first units and what the rest tells · Out: fields of the draft and how many units they took
//! From: how wire copy and pasted articles are set; lists/furniture.tsv · Fails: a file that opens with running text
//! has no head · Cost: at most [`LONGEST`] units

use super::lines::Unit;
use crate::carrier::Draft;
use crate::{byline, clean, credit, dates, furniture};
use model::{Caveat, CaveatCode, Image, ParagraphKind, Stamp};

/// Units that a head may have; beyond them a short line is a line of the body.
const LONGEST: usize = 12;

/// Words that make a line with a full stop running text.
const RUNNING: usize = 12;

/// What one line of the head is.
#[derive(Debug, PartialEq)]
enum Piece {
    Dated(DateLine),
    Byline(Vec<String>),
    Picture(credit::Credited),
    Rights(String),
    Furniture,
    Title,
    Running,
}

/// "Updated Tuesday, March 3, 2026 by Mara Lindqvist", read.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct DateLine {
    pub(crate) published: Option<Stamp>,
    pub(crate) modified: Option<Stamp>,
    pub(crate) names: Vec<String>,
    /// Dated, but not to be read.
    pub(crate) unreadable: bool,
}

/// Reads the head into the draft; gives the number of units it took.
pub(super) fn read(units: &[Unit], draft: &mut Draft, caveats: &mut Vec<Caveat>) -> usize {
    let pieces: Vec<Piece> = units.iter().take(LONGEST).map(piece).collect();
    let end = end(units, &pieces);
    let mut titles: Vec<&Unit> = Vec::new();
    let mut after_date: Vec<&Unit> = Vec::new();
    for (unit, piece) in units.iter().zip(pieces).take(end) {
        let place = format!("line {}", unit.line);
        match piece {
            Piece::Dated(line) => {
                dated(line, unit, &place, draft, caveats);
            }
            Piece::Byline(names) => add_names(names, &place, draft),
            Piece::Picture(picture) => pictured(picture, &place, draft),
            Piece::Rights(rights) => {
                draft.rights = Some(rights);
                draft.found("rights", place);
            }
            Piece::Furniture => {}
            Piece::Title | Piece::Running
                if draft.from.contains_key("published") || !draft.bylines.is_empty() =>
            {
                after_date.push(unit);
            }
            Piece::Title | Piece::Running => titles.push(unit),
        }
    }
    if titles.is_empty() && !after_date.is_empty() {
        std::mem::swap(&mut titles, &mut after_date);
    }
    title(&titles, &after_date, units, draft);
    end
}

/// How many units belong to the head: up to the lede, or past it where a date line follows (then it was the deck).
fn end(units: &[Unit], pieces: &[Piece]) -> usize {
    let Some(lede) = pieces.iter().position(|p| *p == Piece::Running) else {
        // All short lines: the last furniture line, or one title, is the head.
        let titles = pieces.iter().filter(|p| **p == Piece::Title).count();
        let last = pieces.iter().rposition(|p| *p != Piece::Title).map_or(0, |at| at + 1);
        return last.max(titles.min(1)).min(units.len());
    };
    let dated =
        pieces.iter().skip(lede + 1).take(2).position(|p| matches!(p, Piece::Dated(_) | Piece::Byline(_)));
    let short = units.get(lede).is_some_and(|u| clean::words(&u.text) <= 45);
    match dated {
        Some(past) if short && lede > 0 => {
            let from = lede + past + 2;
            from + pieces.iter().skip(from).position(|p| *p == Piece::Running).unwrap_or(0)
        }
        _ => lede,
    }
}

fn piece(unit: &Unit) -> Piece {
    let text = unit.text.as_str();
    let words = clean::words(text);
    if furniture::is_rights(text) {
        return Piece::Rights(text.to_owned());
    }
    if unit.level > 0 {
        return Piece::Title;
    }
    if unit.kind != ParagraphKind::Paragraph {
        return Piece::Running;
    }
    if let Some(line) = date_line(text) {
        return Piece::Dated(line);
    }
    if let Some(names) = by_line(text) {
        return Piece::Byline(names);
    }
    if let Some(picture) = credit::split(text) {
        return Piece::Picture(picture);
    }
    if furniture::is_furniture(text) || text.starts_with("http://") || text.starts_with("https://") {
        return Piece::Furniture;
    }
    let running =
        clean::ends_sentence(text) && words >= RUNNING || words > 45 || super::dateline(text).is_some();
    if running { Piece::Running } else { Piece::Title }
}

/// A line that is a date, its label and perhaps names, and little else.
pub(crate) fn date_line(text: &str) -> Option<DateLine> {
    date_line_in(text, None)
}

/// The same, where it is known which number of 03/04/2026 is the day.
pub(crate) fn date_line_in(text: &str, order: Option<dates::Order>) -> Option<DateLine> {
    let words = clean::words(text);
    if words > 30 || text.len() > 240 {
        return None;
    }
    let found = dates::all_in(text, order);
    let labelled = text.split([':', ' ']).next().is_some_and(|w| {
        dates::meanings(w).iter().any(|m| matches!(m, dates::Word::Published | dates::Word::Updated))
    });
    if found.is_empty() {
        let plain = labelled && words <= 12 && dates::looks_dated(text) && !clean::ends_sentence(text);
        let bare =
            words <= 3 && dates::looks_dated(text) && text.chars().filter(char::is_ascii_digit).count() >= 5;
        return (plain || bare).then(|| DateLine { unreadable: true, ..DateLine::default() });
    }
    let mut line = DateLine::default();
    let mut rest = String::new();
    let mut at = 0;
    for printed in &found {
        let before = text.get(at..printed.span.start)?;
        let updated = before
            .split(|c: char| !c.is_alphabetic())
            .any(|w| dates::meanings(w).contains(&dates::Word::Updated));
        let place = if updated { &mut line.modified } else { &mut line.published };
        place.get_or_insert(printed.stamp);
        rest.push_str(before);
        rest.push('|');
        at = printed.span.end;
    }
    rest.push_str(text.get(at..)?);
    let mut others = 0;
    let mut names = String::new();
    for word in rest.split(|c: char| c.is_whitespace() || c == '|' || c == ',' || c == ':') {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let known = bare.is_empty()
            || !dates::meanings(bare).is_empty()
            || ["am", "pm", "et", "read", "min", "ago"].contains(&bare.to_lowercase().as_str());
        let number = bare.starts_with(|c: char| c.is_ascii_digit());
        others += usize::from(!known && !number);
    }
    let labels = |piece: &str| {
        piece.split_whitespace().all(|w| {
            let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
            bare.is_empty() || !dates::meanings(bare).is_empty()
        })
    };
    for piece in rest.split(['|', '·', '•']).map(str::trim).filter(|p| !p.is_empty() && !labels(p)) {
        let piece = piece.trim_matches([',', '-', '–', '—', ' ']);
        names.push_str(piece);
        names.push('|');
    }
    let cap =
        if rest.split_whitespace().any(|w| byline::without_by(&format!("{w} X")).is_some()) { 14 } else { 9 };
    if others > cap || clean::ends_sentence(text) && others > 2 && !text.ends_with("m.") {
        return None;
    }
    line.names = if others == 0 { Vec::new() } else { byline::names(&names) };
    // Without a label or a name the words beside the date make it running text or a headline.
    (others <= 2 || labelled || !line.names.is_empty()).then_some(line)
}

/// "By Mara Lindqvist", "Mara Lindqvist, Staff writer".
pub(crate) fn by_line(text: &str) -> Option<Vec<String>> {
    if text.len() > 300 || clean::words(text) > 16 {
        return None;
    }
    let inner = text.trim_matches(['(', ')', '*', '_']);
    let by = byline::without_by(inner).is_some() && !clean::ends_sentence(inner);
    let role = inner.split_once(',').is_some_and(|(name, role)| {
        let roles = role.split_whitespace().filter(|w| furniture::has(furniture::Kind::Role, w)).count();
        roles > 0 && (2..=4).contains(&clean::words(name)) && clean::words(role) <= 5
    });
    let signed = inner.starts_with("Reporting by") || inner.starts_with("Editing by");
    let names = if by || role || signed { byline::names(inner) } else { Vec::new() };
    (!names.is_empty()).then_some(names)
}

fn dated(line: DateLine, unit: &Unit, place: &str, draft: &mut Draft, caveats: &mut Vec<Caveat>) {
    if line.unreadable {
        let message = format!("the date line \"{}\" cannot be read for sure; no date is kept", unit.text);
        caveats.push(Caveat::new(CaveatCode::DateUnreadable, message));
    }
    if draft.published.is_none() && line.published.is_some() {
        draft.published = line.published;
        draft.found("published", place);
    }
    if draft.modified.is_none() && line.modified.is_some() {
        draft.modified = line.modified;
        draft.found("modified", place);
    }
    add_names(line.names, place, draft);
}

pub(crate) fn add_names(names: Vec<String>, place: &str, draft: &mut Draft) {
    for name in names {
        if !draft.bylines.iter().any(|n| clean::same(n, &name)) {
            draft.bylines.push(name);
            draft.found("bylines", place);
        }
    }
}

pub(crate) fn pictured(picture: credit::Credited, place: &str, draft: &mut Draft) {
    let image = draft.image.get_or_insert_with(Image::default);
    if image.credit.is_none() && (image.caption.is_none() || picture.caption.is_none()) {
        image.credit = Some(picture.credit);
        if image.caption.is_none() {
            image.caption = picture.caption;
        }
        draft.found("image", place);
    } else if let Some(caption) = picture.caption {
        draft.captions.push(caption);
    }
}

/// Outlet, headline and deck among the title lines.
fn title(titles: &[&Unit], after_date: &[&Unit], units: &[Unit], draft: &mut Draft) {
    let mut lines = titles.to_vec();
    if lines.len() >= 2 && lines.first().is_some_and(|first| is_outlet(first, &lines, units)) {
        let first = lines.remove(0);
        draft.outlet = Some(first.text.clone());
        draft.found("outlet", format!("line {}", first.line));
    }
    let mut lines = lines.into_iter();
    let Some(headline) = lines.next() else { return };
    draft.headline = Some(headline.text.clone());
    draft.found("headline", format!("line {}", headline.line));
    let mut rest: Vec<&Unit> = lines.chain(after_date.iter().copied()).collect();
    rest.retain(|unit| !clean::same(&unit.text, &headline.text));
    let deck = rest.iter().position(|unit| clean::words(&unit.text) >= 5);
    if let Some(at) = deck {
        let unit = rest.remove(at);
        draft.deck = Some(unit.text.clone());
        draft.found("deck", format!("line {}", unit.line));
    }
    // A short line before the headline's neighbours names the section; it is no part of the story.
    if let Some(unit) = rest.first().filter(|u| clean::words(&u.text) <= 3) {
        draft.section = Some(unit.text.clone());
        draft.found("section", format!("line {}", unit.line));
        rest.remove(0);
    }
    draft.body.extend(
        rest.into_iter()
            .map(|u| crate::carrier::Block { kind: ParagraphKind::Subhead, text: u.text.clone() }),
    );
}

/// Whether the first title line names the outlet: the rights line repeats it, or it is set and worded like one.
fn is_outlet(first: &Unit, titles: &[&Unit], units: &[Unit]) -> bool {
    let words = clean::words(&first.text);
    if words > 6 || clean::ends_sentence(&first.text) || first.level > 0 {
        return false;
    }
    let repeated = titles.iter().skip(1).any(|t| clean::same(&t.text, &first.text));
    let rights =
        units.iter().rev().take(6).any(|u| furniture::is_rights(&u.text) && u.text.contains(&first.text));
    let named = first.text.split_whitespace().any(|w| furniture::has(furniture::Kind::Outlet, w))
        || words == 1
            && (first.text.contains('.') || first.text.chars().filter(|c| c.is_uppercase()).count() >= 2);
    let capitals = first.text.split_whitespace().all(|w| w.chars().next().is_some_and(|c| !c.is_lowercase()));
    let longer = titles.get(1).is_some_and(|t| clean::words(&t.text) > words);
    !repeated && (rights || named && capitals && longer)
}
