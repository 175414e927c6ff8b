//! A reading in the shape that was asked for, and what stands before, between and after several.

use crate::args::Rows;
use crate::config::Shape;
use model::Reading;

impl Shape {
    /// The reading as text that ends in a line end; `None` where this shape has nothing for a reading without an
    /// article. JSON always has a place for it.
    pub(crate) fn show(self, reading: &Reading, alone: bool) -> Option<String> {
        let read = reading.article.is_some();
        let shown = match self {
            Shape::Json if alone => press::json::pretty(reading),
            Shape::Json | Shape::Jsonl => press::json::reading(reading),
            _ if !read => return None,
            Shape::Text { width, colour } => {
                press::text::dossier(reading, &press::text::Style { width: usize::from(width), colour })
            }
            Shape::Html => press::html::dossier(reading),
            Shape::Markdown => press::markdown::dossier(reading),
            Shape::Csv(Rows::Events) => press::csv::events_rows(reading),
            Shape::Csv(Rows::Statements) => press::csv::statements_rows(reading),
            Shape::Csv(Rows::Coded) => press::coded::rows(reading),
            Shape::MarkedCopy => press::copy::show(reading),
        };
        Some(match self {
            // No rows are no line.
            Shape::Csv(_) => shown,
            // In an array the comma follows the object on its line.
            Shape::Json if !alone => shown.trim_end().to_owned(),
            _ if shown.ends_with('\n') => shown,
            _ => shown + "\n",
        })
    }

    /// What stands before the first reading.
    pub(crate) fn opening(self, alone: bool) -> String {
        match self {
            Shape::Json if !alone => "[".to_owned(),
            Shape::Csv(Rows::Events) => press::csv::events_header(),
            Shape::Csv(Rows::Statements) => press::csv::statements_header(),
            Shape::Csv(Rows::Coded) => press::coded::header_row(),
            _ => String::new(),
        }
    }

    /// What stands before a reading that is the first or a later one.
    pub(crate) fn between(self, alone: bool, first: bool) -> &'static str {
        match (self, first) {
            (Shape::Json, true) if !alone => "\n",
            (Shape::Json, false) if !alone => ",\n",
            (_, true) => "",
            (Shape::Text { .. }, false) => "\n────────────────────────────────────────\n\n",
            (Shape::MarkedCopy, false) => "\n",
            (Shape::Markdown, false) => "\n---\n\n",
            _ => "",
        }
    }

    /// What stands after the last reading.
    pub(crate) fn closing(self, alone: bool) -> &'static str {
        match self {
            Shape::Json if !alone => "\n]\n",
            _ => "",
        }
    }

    /// The ending of a file of this shape.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Shape::Text { .. } => "txt",
            Shape::Json => "json",
            Shape::Jsonl => "jsonl",
            Shape::Html => "html",
            Shape::Markdown | Shape::MarkedCopy => "md",
            Shape::Csv(_) => "csv",
        }
    }
}
