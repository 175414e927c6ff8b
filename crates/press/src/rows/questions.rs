//! Key questions: does the body answer what is printed beside it, and does the printed answer say more?
//!
//! In: the article's key questions with the desk's checks · Out: one row a question · From: DESIGN section 6
//! Fails: without notes nothing was checked, and the row says so · Cost: O(questions)

use super::{Detail, Piece, Role, Row, Section, counted};
use crate::lookup::Lookup;
use crate::printable;
use model::KeyQuestion;

/// The section.
pub(super) fn key_questions(lookup: &Lookup<'_>) -> Section {
    let questions = lookup.article.map(|a| a.key_questions.as_slice()).unwrap_or_default();
    let mut glance = Vec::new();
    if lookup.notes.is_some() && !questions.is_empty() {
        let answered = questions.iter().filter(|q| !q.support.is_empty()).count();
        glance.push(format!(
            "{} printed, {answered} answered in the body.",
            counted(questions.len(), "question", "questions")
        ));
    }
    let rows = questions.iter().map(|question| row(lookup, question)).collect();
    Section { glance, rows, ..Section::bare("key-questions", "Key questions", "No key question printed.") }
}

fn row(lookup: &Lookup<'_>, question: &KeyQuestion) -> Row {
    let mut details = Vec::new();
    if question.answer.is_none() {
        details.push(Detail::new("", "no answer printed"));
    } else if lookup.notes.is_none() {
        details.push(Detail::new("answered in the body:", "not checked"));
    } else if question.support.is_empty() {
        details.push(Detail::new("answered in the body:", "no"));
    } else {
        let mut support: Vec<_> =
            question.support.iter().filter_map(|s| lookup.sentences.number(*s)).collect();
        support.dedup();
        details.push(Detail::proved("answered in the body:", "yes", support));
    }
    for beyond in &question.beyond_body {
        if let Some(words) = lookup.words(*beyond) {
            let words = format!("“{}”", printable::short(&words, 160));
            let sentence = lookup.sentences.number(*beyond).into_iter().collect();
            details.push(Detail::proved("says more than the body:", words, sentence));
        }
    }
    Row {
        line: vec![Piece::new(Role::Words, lookup.words(question.question).unwrap_or_default())],
        details,
        sentence: lookup.sentences.number(question.question),
        ..Row::default()
    }
}
