//! The dates that matter: when, how far it came, how many tell it, in which words.
//!
//! In: the days of a story · Out: one [`Day`] each · From: DESIGN sections 1 and 4
//! Fails: a day that is none has no place on an axis · Cost: O(days)

use super::{Shelf, roots_in_words};
use crate::rows::dates::Period;
use crate::rows::{Detail, Piece, Role, Row, Standing, counted};

/// One date.
pub(crate) struct Day {
    /// The date in words, and its place on an axis.
    pub(crate) period: Period,
    /// The furthest that an event of it came, where one is told.
    pub(crate) standing: Option<Standing>,
    /// How many independent roots tell it, how many articles.
    pub(crate) counts: Vec<Detail>,
    /// Roots alone.
    pub(crate) roots: usize,
    /// How much it matters beside the others.
    pub(crate) weight: f32,
    /// Its sentences.
    pub(crate) rows: Vec<Row>,
}

/// The days as they come.
pub(super) fn days(shelf: &Shelf<'_>) -> Vec<Day> {
    let days = shelf.told.story.timeline.iter().map(|day| {
        let articles = shelf.numbers(day.articles.iter().copied());
        let rows = day.sentences.iter().map(|passage| Row {
            line: vec![Piece::new(Role::Words, shelf.quoted(*passage))],
            sentence: shelf.number(passage.article),
            ..Row::default()
        });
        Day {
            period: Period::of(&day.day),
            standing: day.status.map(|status| Standing(Some(status))),
            counts: vec![
                Detail::new("", roots_in_words(day.roots)),
                Detail::new("", counted(articles.len(), "article", "articles")),
            ],
            roots: day.roots,
            weight: day.weight,
            rows: rows.collect(),
        }
    });
    days.collect()
}
