//! Who took it from whom, drawn: one row an article; on a wide sheet time runs from left to right, on a narrow one
//! takers stand to the right of their giver. Beneath, the same as a list with the words that each arrow rests on.
//!
//! In: the twigs of the dossier · Out: markup of one section
//! From: DESIGN section 3; an arrow's kind is told by a letter and by its dashes, never by colour
//! Fails: what has no date stands at the left edge, or a step right of its giver · Cost: O(twigs)

use super::cite;
use super::drawing::{Layout, length, place, reach};
use crate::printable;
use crate::rows::brief_date;
use crate::rows::story::{NO_TAKING, StoryDossier, Twig, letter, verb};
use maud::{Markup, html};
use model::LineageKind;
use model::jiff::Timestamp;
use model::jiff::tz::Offset;
use std::collections::BTreeSet;

/// Rows that are drawn: more fill no page that anyone looks at; the list has all.
const ROWS: usize = 60;
/// Units from one row to the next.
const ROW: f64 = 30.0;
/// The same on a narrow sheet, where a row has two lines.
const TALL: f64 = 46.0;
/// Half a node's width.
const RADIUS: f64 = 9.0;
/// How round a corner is.
const BEND: f64 = 6.0;
/// Where time begins and ends on a wide sheet; names stand to the left of it.
const PLOT: [f64; 2] = [382.0, 808.0];
/// Where the time in words ends on a wide sheet.
const WHEN: f64 = 354.0;
/// Where the first row begins on a wide sheet, beneath the days.
const HEAD: f64 = 26.0;
/// Days or hours that are named above the rows.
const TICKS: i64 = 7;

/// The section.
pub(super) fn section(dossier: &StoryDossier) -> Markup {
    let twigs = dossier.lineage.as_slice();
    let drawn = twigs.get(..ROWS).unwrap_or(twigs);
    html! {
        section #lineage {
            h2 { "Who took it from whom" }
            @if twigs.is_empty() { p.empty { (NO_TAKING) } } @else {
                figure {
                    @for layout in Layout::BOTH { (drawing(drawn, dossier.offset, layout)) }
                    figcaption {
                        (key(drawn))
                        @if twigs.len() > ROWS {
                            span.key { "the first " (ROWS) " of " (twigs.len()) " are drawn; the list has all" }
                        }
                    }
                }
                details {
                    summary { "The same as a list, with the words each arrow rests on" }
                    ul.twigs role="list" { @for twig in twigs { (item(twigs, twig)) } }
                }
            }
        }
    }
}

/// What letters and dashes stand for, of those that are drawn.
fn key(twigs: &[Twig]) -> Markup {
    let kinds = LineageKind::ALL
        .iter()
        .filter(|kind| twigs.iter().any(|t| t.took.as_ref().is_some_and(|took| took.kind == **kind)));
    let node = |body: Markup| {
        html! { svg.key-node viewBox="0 0 44 20" aria-hidden="true" { (body) } }
    };
    let alone = |class: &str| {
        html! { svg viewBox="0 0 20 20" aria-hidden="true" { circle class=(class) cx="10" cy="10" r="8" {} } }
    };
    html! {
        span.key { (alone("node root")) "took it from no one here" } " "
        @for kind in kinds {
            span.key {
                (node(html! {
                    path class={ "way " (kind) } d="M2 10 H26" {}
                    circle.node cx="34" cy="10" r="8" {}
                    text.letter x="34" y="13.6" { (letter(*kind)) }
                }))
                (verb(*kind).trim_end_matches(" of"))
            } " "
        }
        @if twigs.iter().any(|twig| !twig.held) {
            span.key { (alone("node away")) "not in the archive" } " "
        }
    }
}

/// One twig in words.
fn item(twigs: &[Twig], twig: &Twig) -> Markup {
    html! {
        li class={ "in-" (twig.depth.min(6)) } {
            p {
                (cite(twig.number)) @if twig.number.is_some() { " " }
                b dir="auto" { (twig.name) }
                @if let Some(when) = &twig.when { " " span.kind { (when) } }
                @if let Some(took) = &twig.took {
                    " " i { (verb(took.kind)) } " "
                    @match &took.from {
                        Ok(number) => {
                            @if let Some(name) = twig.giver.and_then(|giver| twigs.get(giver)).map(|giver| &giver.name) { (name) " " }
                            (cite(Some(*number)))
                        },
                        Err(name) => (name),
                    }
                    @if let Some(share) = &took.share { " " span.kind { "· " (share) } }
                    " " span.kind { "· " (took.by) }
                }
                @for folded in &twig.folded { " " (cite(folded.number)) }
            }
            @if let Some(took) = &twig.took {
                @for (taker, giver) in &took.proofs {
                    blockquote.proof {
                        p dir="auto" { (taker) }
                        @if let Some(giver) = giver.as_ref().filter(|giver| *giver != taker) { p dir="auto" { span.kind { "there: " } (giver) } }
                    }
                }
            }
        }
    }
}

fn drawing(twigs: &[Twig], offset: i64, layout: Layout) -> Markup {
    let time = Time::of(twigs);
    let across = across(twigs, time, layout);
    let yearless = time.is_none_or(Time::one_year);
    let down = |row: usize| match layout {
        Layout::Wide => HEAD + ROW * (length(row) + 0.5),
        Layout::Narrow => TALL * (length(row) + 0.5),
    };
    let x = |row: usize| across.get(row).copied().unwrap_or(0.0);
    let height = down(twigs.len()) - if layout == Layout::Wide { ROW / 2.0 - 4.0 } else { TALL / 2.0 };
    let lines: Vec<String> = twigs.iter().map(in_words).collect();
    html! {
        svg class={ "drawing " (layout.class()) } role="img" viewBox={ "0 0 " (place(layout.width())) " " (place(height)) } {
            title { "Who took it from whom" }
            desc { (lines.join("; ")) }
            @if layout == Layout::Wide { (days(time, offset, height)) }
            // Down from a giver to the last of its takers once, plain; across to each taker in the dashes of its kind.
            @for (row, twig) in twigs.iter().enumerate() {
                @if let Some(giver) = twig.giver.filter(|_| twig.last) {
                    path.trunk d={ "M" (place(x(giver))) " " (place(down(giver) + RADIUS)) " V" (place(down(row) - BEND)) } {}
                }
            }
            @for (row, twig) in twigs.iter().enumerate() {
                @if let Some(giver) = twig.giver {
                    path class={ "way " (kind(twig)) } d=(way(x(giver), x(row), down(row))) {}
                }
            }
            @for (row, twig) in twigs.iter().enumerate() { (node(twig, x(row), down(row), time.filter(|_| layout == Layout::Wide))) }
            @for (row, twig) in twigs.iter().enumerate() { (label(twig, x(row), down(row), layout, yearless)) }
        }
    }
}

/// Off the trunk with a round corner, then across to the taker.
fn way(from: f64, to: f64, row: f64) -> String {
    let (bend, end) = (place(BEND), place((to - RADIUS).max(from + BEND)));
    format!("M{} {} q0 {bend} {bend} {bend} H{end}", place(from), place(row - BEND))
}

/// The class of an arrow; folded copies have one of their own.
fn kind(twig: &Twig) -> &'static str {
    let own = twig.took.as_ref().or(twig.folded.first().and_then(|first| first.took.as_ref()));
    own.map_or("copy", |took| took.kind.as_str())
}

fn node(twig: &Twig, x: f64, y: f64, time: Option<Time>) -> Markup {
    let class = match (&twig.took, twig.held, twig.folded.is_empty()) {
        (_, _, false) => "node more",
        (_, false, _) => "node away",
        (None, ..) => "node root",
        (Some(_), ..) => "node",
    };
    // Where time runs across, each of the folded has a dot of its own.
    let dots = twig.folded.iter().filter_map(|one| Some(place(time?.along(one.seconds?).max(x))));
    let dots: BTreeSet<String> = dots.collect();
    html! {
        @for dot in dots { circle.dot cx=(dot) cy=(place(y)) r="3" {} }
        circle class=(class) cx=(place(x)) cy=(place(y)) r=(place(RADIUS)) {}
        @if !twig.folded.is_empty() {
            text.letter x=(place(x)) y=(place(y + 4.0)) { "+" }
        } @else if let Some(took) = &twig.took {
            text.letter x=(place(x)) y=(place(y + 4.0)) { (letter(took.kind)) }
        }
    }
}

fn label(twig: &Twig, x: f64, y: f64, layout: Layout, yearless: bool) -> Markup {
    let name = match (twig.held, twig.folded.is_empty()) {
        (true, true) => twig.name.clone(),
        (false, _) => twig.name.replace(", not in the archive", ""),
        (_, false) => twig.name.clone(),
    };
    let class = if twig.held { "name" } else { "name away" };
    let number = twig.number.map(|number| number.to_string()).unwrap_or_default();
    let when = twig.when.as_deref().map(|when| if yearless { without_year(when) } else { when.to_owned() });
    match layout {
        Layout::Wide => {
            let when = when.unwrap_or_default();
            let room = columns(WHEN - 34.0 - 8.0 - 0.93 * reach(&when)).max(8);
            html! {
            text.at x="24" y=(place(y + 4.5)) { (number) }
            text class=(class) x="34" y=(place(y + 4.5)) { (printable::short(&name, room)) }
            text.when x=(place(WHEN)) y=(place(y + 4.5)) { (when) }
            }
        }
        Layout::Narrow => {
            let from = x + RADIUS + 8.0;
            let took = twig.took.as_ref().map(|took| {
                let from = took.from.as_ref().map_or_else(Clone::clone, ToString::to_string);
                format!("{} {from}", verb(took.kind))
            });
            let second: Vec<String> = when.into_iter().chain(took).collect();
            let second = if twig.held { second.join(" · ") } else { "not in the archive".to_owned() };
            let room = columns(layout.width() - from);
            let first = if number.is_empty() { name } else { format!("{number}  {name}") };
            html! {
                text class=(class) x=(place(from)) y=(place(y - 2.0)) { (printable::short(&first, room)) }
                text.small x=(place(from)) y=(place(y + 14.0)) { (printable::short(&second, room + room / 5)) }
            }
        }
    }
}

/// Columns that fit into so many units.
fn columns(units: f64) -> usize {
    (1..80).take_while(|columns| reach(&" ".repeat(*columns)) <= units).last().unwrap_or(1)
}

/// "2 Mar, 09:00": the head of the page tells the year.
fn without_year(when: &str) -> String {
    let mut words: Vec<&str> = when.split(' ').collect();
    if let Some(year) = words.get_mut(2) {
        *year = year.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    let mut out = String::new();
    for word in words {
        let closes = word.is_empty() || word == ",";
        if !out.is_empty() && !closes {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn in_words(twig: &Twig) -> String {
    let mut out = twig.number.map(|number| format!("{number} ")).unwrap_or_default();
    out.push_str(&twig.name);
    if let Some(when) = &twig.when {
        out.push_str(&format!(", {when}"));
    }
    if let Some(took) = &twig.took {
        let from = took.from.as_ref().map_or_else(Clone::clone, ToString::to_string);
        out.push_str(&format!(", {} {from}", verb(took.kind)));
    }
    out
}

/// From when to when the twigs are.
#[derive(Clone, Copy)]
struct Time {
    first: i64,
    last: i64,
}

impl Time {
    /// Of those that are dated; nothing where none is.
    fn of(twigs: &[Twig]) -> Option<Self> {
        let all = || {
            twigs
                .iter()
                .flat_map(|twig| [twig].into_iter().chain(&twig.folded))
                .filter_map(|twig| twig.seconds)
        };
        Some(Time { first: all().min()?, last: all().max()? })
    }

    /// A moment's place on a wide sheet.
    fn along(self, at: i64) -> f64 {
        let [left, right] = PLOT;
        let whole = (self.last - self.first) as f64;
        if whole > 0.0 { left + (right - left) * (at - self.first) as f64 / whole } else { left }
    }

    /// Whether all of it is in one year.
    fn one_year(self) -> bool {
        let year = |at: i64| Timestamp::from_second(at).map(|at| Offset::UTC.to_datetime(at).year()).ok();
        year(self.first) == year(self.last)
    }
}

/// Where each twig stands from left to right. A taker stands at least a step right of its giver.
fn across(twigs: &[Twig], time: Option<Time>, layout: Layout) -> Vec<f64> {
    let deepest = twigs.iter().map(|twig| twig.depth).max().unwrap_or(0);
    let [left, right] = PLOT;
    let step = match layout {
        // A long chain may take two fifths of the sheet for its steps, so that time still shows.
        Layout::Wide => 26.0_f64.min(0.4 * (right - left) / length(deepest.max(1))),
        Layout::Narrow => 24.0_f64.min(170.0 / length(deepest.max(1))),
    };
    // What comes beneath needs room to its right.
    let mut beneath = vec![0.0_f64; twigs.len()];
    for (row, twig) in twigs.iter().enumerate().rev() {
        let own = beneath.get(row).copied().unwrap_or(0.0) + step;
        if let Some(above) = twig.giver.and_then(|giver| beneath.get_mut(giver)) {
            *above = above.max(own);
        }
    }
    let mut out: Vec<f64> = Vec::with_capacity(twigs.len());
    for (row, twig) in twigs.iter().enumerate() {
        let giver = twig.giver.and_then(|giver| out.get(giver)).copied();
        out.push(match layout {
            Layout::Narrow => RADIUS + 2.0 + step * length(twig.depth),
            Layout::Wide => {
                let own = time.zip(twig.seconds).map_or(left, |(time, at)| time.along(at));
                let most = right - beneath.get(row).copied().unwrap_or(0.0);
                own.min(most).max(giver.map_or(left, |giver| giver + step)).min(right)
            }
        });
    }
    out
}

/// The days, or hours of one day, that the sheet spans: a faint line each and its name above.
fn days(time: Option<Time>, offset: i64, height: f64) -> Markup {
    const HOURS: [i64; 10] = [1, 3, 6, 12, 24, 48, 96, 168, 24 * 30, 24 * 365];
    let Some(time) = time else { return html! {} };
    let Time { first, last } = time;
    let every = HOURS.iter().map(|hours| hours * 3600).find(|every| (last - first) / every < TICKS);
    let every = every.unwrap_or(((last - first) / TICKS).max(1));
    let begin = (first + offset).div_euclid(every) * every - offset;
    let mut before = f64::NEG_INFINITY;
    let ticks = (0..=TICKS + 1).map(|nth| begin + nth * every).filter(|at| (first..=last).contains(at));
    let ticks: Vec<(f64, String)> =
        ticks.filter_map(|at| Some((time.along(at), tick(at + offset, every)?))).collect();
    html! {
        @for (x, words) in &ticks {
            path.day d={ "M" (place(*x)) " " (place(HEAD - 6.0)) " V" (place(height)) } {}
            @if *x - before > reach(words) + 6.0 {
                text.day x=(place(*x)) y="13" { (words) }
                ({ before = *x; "" })
            }
        }
    }
}

/// "2 Mar", or "09:00" where the ticks are closer than a day.
fn tick(local: i64, every: i64) -> Option<String> {
    let date = Offset::UTC.to_datetime(Timestamp::from_second(local).ok()?).date();
    let hours = local.rem_euclid(86_400) / 3600;
    Some(if every >= 86_400 || hours == 0 { brief_date(date) } else { format!("{hours:02}:00") })
}
