//! Shared quotes, key questions with the sentences that answer them, and caveats of a story.
//!
//! In: a story · Out: sections of rows; an article is cited by its number · From: DESIGN sections 3 and 4
//! Fails: a question that nothing answers says so · Cost: O(rows)

use super::{SHORT, Shelf, quoted, roots_in_words};
use crate::lookup::shown;
use crate::printable;
use crate::rows::{Detail, Piece, Role, Row, Section, Standing};
use model::{Caveat, CitedSentence, Passage, SharedQuote, Voice};

/// One question.
pub(crate) struct Asked {
    /// In words.
    pub(crate) question: String,
    /// The sentences that answer it, best first.
    pub(crate) answers: Vec<Row>,
}

/// What to say where nothing answers.
pub(crate) const NOT_ANSWERED: &str = "Not stated in these articles.";

/// Quotes that several articles carry without one having them from the other.
pub(super) fn quotes(shelf: &Shelf<'_>) -> Section {
    let rows = shelf.told.story.lineage.shared_quotes.iter().map(|quote| quote_row(shelf, quote)).collect();
    Section {
        rows,
        ..Section::bare("shared-quotes", "Shared quotes", "No quote stands in two articles on their own.")
    }
}

fn quote_row(shelf: &Shelf<'_>, quote: &SharedQuote) -> Row {
    let speaker = quote.speaker.as_deref().and_then(shown);
    let speaker =
        speaker.map_or_else(|| "speaker not stated".to_owned(), |name| printable::short(&name, SHORT));
    let words = quote.passages.iter().find_map(|passage| shelf.words(*passage));
    let numbers = shelf.numbers(quote.passages.iter().map(|passage| passage.article));
    Row {
        line: vec![
            Piece::new(Role::Who, speaker),
            Piece::new(Role::Plain, ":"),
            Piece::new(
                Role::Words,
                words.map_or_else(|| "(words not at hand)".to_owned(), |words| quoted(&words)),
            ),
        ],
        sentence: numbers.first().copied(),
        details: vec![Detail::proved("carried by", "", numbers)],
        ..Row::default()
    }
}

/// The questions as they come.
pub(super) fn questions(shelf: &Shelf<'_>) -> Vec<Asked> {
    let asked = shelf.told.story.questions.iter().map(|question| Asked {
        question: shown(&question.question).unwrap_or_else(|| question.asks.as_str().to_owned()),
        answers: question.answers.iter().map(|answer| answer_row(shelf, answer)).collect(),
    });
    asked.collect()
}

fn answer_row(shelf: &Shelf<'_>, answer: &CitedSentence) -> Row {
    let links: Vec<String> = answer.chain.iter().filter_map(|link| shown(link)).collect();
    let says = match (answer.voice, links.is_empty(), &answer.source) {
        (Some(Voice::Narrator), ..) => Some(Detail::new("", "in the outlet’s own voice")),
        (_, false, _) => Some(Detail::new("says", printable::short(&links.join(" ← "), 2 * SHORT))),
        (_, true, Some(source)) => Some(Detail::new("says", shelf.source(source))),
        (..) => None,
    };
    let mut details: Vec<Detail> = says.into_iter().collect();
    details.push(Detail::new("", roots_in_words(answer.roots)));
    Row {
        standing: answer.status.map(|status| Standing(Some(status))),
        line: vec![Piece::new(Role::Words, shelf.quoted(answer.sentence))],
        details,
        sentence: shelf.number(answer.sentence.article),
        ..Row::default()
    }
}

/// What is doubtful, or could not be told.
pub(super) fn caveats(shelf: &Shelf<'_>) -> Section {
    let rows = shelf.told.story.caveats.iter().map(|caveat| caveat_row(shelf, caveat)).collect();
    Section { rows, ..Section::bare("caveats", "Caveats", "None.") }
}

fn caveat_row(shelf: &Shelf<'_>, caveat: &Caveat<Passage>) -> Row {
    let words =
        caveat.span.and_then(|passage| shelf.words(passage)).map(|words| printable::short(&words, 120));
    let code = caveat.code.as_str().replace('_', " ");
    Row {
        line: vec![
            Piece::new(Role::Plain, shown(&caveat.message).unwrap_or_else(|| code.clone())),
            Piece::new(Role::Kind, code),
        ],
        details: words.map(|words| Detail::new("", quoted(&words))).into_iter().collect(),
        sentence: caveat.span.and_then(|passage| shelf.number(passage.article)),
        ..Row::default()
    }
}
