//! The dates of a story: marks on one axis, and beneath them the same dates with their sentences.
//!
//! In: the days of the dossier · Out: markup of one section · From: DESIGN section 4
//! Fails: what is no date is in the list alone · Cost: O(days²) of the dates that are labelled, a dozen

use super::drawing::{Layout, length, mark, meaning, place, reach};
use super::{cite, stands};
use crate::rows::story::{Day, NO_DAY};
use crate::rows::{Band, Standing};
use maud::{Markup, html};

/// Dates that have a label in the drawing: as many as stand apart without a label hanging far below its mark.
const LABELS: [usize; 2] = [14, 8];
/// Units between two labels that hang one below the other.
const LEVEL: f64 = 37.0;
/// Units that the sign of a cut needs between two marks.
const CUT: f64 = 34.0;
/// Half a mark's width, for one root and for many.
const MARK: [f64; 2] = [5.0, 10.0];
/// Where the axis is.
const AXIS: f64 = 22.0;

/// The section.
pub(super) fn section(days: &[Day]) -> Markup {
    html! {
        section #timeline {
            h2 { "Timeline" }
            @if days.is_empty() { p.empty { (NO_DAY) } } @else {
                @if days.iter().any(|day| day.period.days.is_some()) {
                    figure {
                        @for layout in Layout::BOTH { (drawing(days, layout)) }
                        figcaption { (key(days)) }
                    }
                }
                ul.days role="list" { @for day in days { (day_of(day)) } }
            }
        }
    }
}

fn day_of(day: &Day) -> Markup {
    html! {
        li {
            p.date { (day.period.words) }
            div {
                p.details {
                    @if let Some(status) = day.standing { span { (stands(status)) } " " }
                    @for count in &day.counts { span { (count.words) } " " }
                }
                @for row in &day.rows {
                    p.told dir="auto" {
                        @for piece in &row.line { (piece.words) } " " (cite(row.sentence))
                    }
                }
            }
        }
    }
}

/// What each shape stands for, of those that are drawn.
fn key(days: &[Day]) -> Markup {
    let mut bands: Vec<(Band, Option<Standing>)> = Vec::new();
    for day in days {
        let own = day.standing.unwrap_or(Standing(None)).band();
        if !bands.iter().any(|(band, _)| *band == own) {
            bands.push((own, day.standing));
        }
    }
    html! {
        @for (band, standing) in bands {
            span.key {
                svg viewBox="0 0 16 16" aria-hidden="true" { (mark(standing, 8.0, 8.0, 5.0)) }
                (meaning(band))
            } " "
        }
        @if days.iter().any(|day| day.roots > 1) { span.key { "the larger, the more independent sources" } }
    }
}

/// A date on the axis.
struct Spot<'d> {
    day: &'d Day,
    x: f64,
    label: Option<Label>,
}

/// Words at a date, hanging to its right.
struct Label {
    date: String,
    status: &'static str,
    level: usize,
}

fn drawing(days: &[Day], layout: Layout) -> Markup {
    let (spots, cuts) = spots(days, layout);
    let deepest = spots.iter().filter_map(|spot| spot.label.as_ref()).map(|label| label.level).max();
    let height = AXIS + 16.0 + length(deepest.map_or(0, |level| level + 1)) * LEVEL;
    let width = layout.width();
    let top = |label: &Label| AXIS + 28.0 + length(label.level) * LEVEL;
    let dates: Vec<String> = days.iter().map(in_words).collect();
    html! {
        svg class={ "drawing " (layout.class()) } role="img" viewBox={ "0 0 " (place(width)) " " (place(height)) } {
            title { "The dates of the story on an axis" }
            desc { (dates.join("; ")) }
            path.axis d={ "M0 " (place(AXIS)) " H" (place(width)) } {}
            @for x in cuts {
                path.gap d={ "M" (place(x - 4.0)) " " (place(AXIS)) " h8" } {}
                path.cut d={ "M" (place(x - 6.0)) " " (place(AXIS + 5.0)) " l4 -10 M" (place(x + 2.0)) " " (place(AXIS + 5.0)) " l4 -10" } {}
            }
            @for spot in &spots {
                @if let Some(label) = &spot.label {
                    path.stem d={ "M" (place(spot.x)) " " (place(AXIS)) " V" (place(top(label) + 15.0)) } {}
                }
            }
            @for spot in &spots {
                @if let Some(label) = &spot.label {
                    text.date x=(place(spot.x + 6.0)) y=(place(top(label))) { (label.date) }
                    text.status x=(place(spot.x + 6.0)) y=(place(top(label) + 15.0)) { (label.status) }
                }
            }
            @for spot in &spots { (mark(spot.day.standing, spot.x, AXIS, size(spot.day, layout, spots.len()))) }
        }
    }
}

/// "2 March 2026, denied, 1 independent".
fn in_words(day: &Day) -> String {
    let status = day.standing.map_or_else(String::new, |status| format!(", {}", status.label()));
    format!("{}{status}, {} independent", day.period.words, day.roots)
}

/// The more roots tell a date, the larger its mark, within what the eye tells apart and the axis has room for.
fn size(day: &Day, layout: Layout, drawn: usize) -> f64 {
    let [one, many] = MARK;
    let room = (layout.width() / length(drawn.max(1)) * 0.4).clamp(3.0, many);
    (one + 1.25 * length(day.roots.saturating_sub(1).min(4))) * room / many
}

/// The dates on the axis, and where it leaves out a stretch in which nothing happens.
fn spots(days: &[Day], layout: Layout) -> (Vec<Spot<'_>>, Vec<f64>) {
    let mut dated: Vec<(i64, &Day)> = Vec::new();
    for day in days {
        if let Some((first, _)) = day.period.days {
            dated.push((first.duration_since(model::jiff::civil::Date::ZERO).as_hours() / 24, day));
        }
    }
    dated.sort_by_key(|(first, _)| *first);
    let gaps: Vec<f64> = dated
        .windows(2)
        .map(|pair| match pair {
            [(a, _), (b, _)] => (b - a) as f64,
            _ => 0.0,
        })
        .collect();
    // A gap of more than three of the longer usual ones (the upper quartile) is cut to three: what lies long before a
    // story would squeeze it into a corner.
    let mut usual: Vec<f64> = gaps.iter().copied().filter(|gap| *gap > 0.0).collect();
    usual.sort_by(f64::total_cmp);
    let longest = usual.get((usual.len().max(1) - 1) * 3 / 4).map_or(1.0, |upper| upper * 3.0);
    let kept: f64 = gaps.iter().map(|gap| gap.min(longest)).sum();
    let (left, right) = (10.0, layout.width() - 108.0);
    let least = (18.0_f64).min((right - left) / length(dated.len().max(1)));
    let room = (right - left - least * length(gaps.len())).max(0.0);

    let mut x = if gaps.is_empty() { (left + right) / 2.0 } else { left };
    let mut spots = Vec::new();
    let mut cuts = Vec::new();
    for (at, (_, day)) in dated.iter().enumerate() {
        if let Some(gap) = at.checked_sub(1).and_then(|before| gaps.get(before)) {
            let step = least + if kept > 0.0 { room * gap.min(longest) / kept } else { 0.0 };
            if *gap > longest && step > CUT {
                cuts.push(x + step / 2.0);
            }
            x += step;
        }
        spots.push(Spot { day, x, label: None });
    }
    label(&mut spots, layout);
    (spots, cuts)
}

/// Gives the weightiest dates a label. Labels hang to the right of their mark; one hangs below all those whose stems
/// it would else cross, so that no two words and no word and stem meet.
fn label(spots: &mut [Spot<'_>], layout: Layout) {
    let [wide, narrow] = LABELS;
    let most = if layout == Layout::Wide { wide } else { narrow };
    let mut order: Vec<usize> = (0..spots.len()).collect();
    let weight = |at: &usize| spots.get(*at).map_or(0.0, |spot| spot.day.weight);
    order.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
    order.truncate(most);
    order.sort_unstable();

    let mut year = String::new();
    let mut dates = Vec::new();
    for at in &order {
        let Some(spot) = spots.get(*at) else { continue };
        let own = spot.day.period.days.map(|(first, _)| first.year().to_string()).unwrap_or_default();
        let brief = &spot.day.period.brief;
        let date = if own == year || brief.contains(&own) { brief.clone() } else { format!("{brief} {own}") };
        year = own;
        dates.push(date);
    }
    // From right to left: where the words begin, and how deep they hang.
    let mut placed: Vec<(f64, usize)> = Vec::new();
    for (at, date) in order.into_iter().zip(dates).rev() {
        let Some(spot) = spots.get_mut(at) else { continue };
        let status = spot.day.standing.map_or("", Standing::label);
        let end = spot.x + 18.0 + reach(&date).max(reach(status));
        let over = placed.iter().filter(|(x, _)| *x < end).map(|(_, level)| level + 1).max();
        let level = over.unwrap_or(0);
        placed.push((spot.x, level));
        spot.label = Some(Label { date, status, level });
    }
}
