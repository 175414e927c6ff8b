//! Printed questions among the story's blocks: under a heading that says so, by letters, or as its last headings.
//!
//! In: blocks in order · Out: questions with their answers, taken out of the blocks · From: explainers on pages of the gold
//! Fails: a heading that asks in the middle of a story is a heading, a question in running text is rhetoric
//! Cost: a few passes over the blocks

use super::blocks::Raw;
use super::kinds::is_formatting;
use super::tag::Tag;
use super::tree::Tree;
use crate::carrier::Asked;
use crate::{clean, furniture, questions};
use model::ParagraphKind;

/// Blocks that an answer may have where nothing but its heading tells that it is one.
const LONGEST: usize = 3;

/// Words that such an answer may have: more is a chapter of the story.
const WORDS: usize = 90;

/// Running blocks that stand before questions which nothing announces.
const STORY: usize = 3;

/// The share of the words before them that unannounced answers may have; an interview has more.
const SHARE: f32 = 0.5;

/// Takes the questions out of the story's blocks.
pub(crate) fn take(tree: &Tree, raws: &mut Vec<Raw>) -> Vec<Asked> {
    let mut asked = under_heading(tree, raws);
    if asked.is_empty() {
        asked = lettered(tree, raws);
    }
    if asked.is_empty() {
        asked = closing(tree, raws);
    }
    asked
}

/// Questions of a box that says what it is; a heading over them is left.
pub(crate) fn announced(tree: &Tree, raws: &mut Vec<Raw>) -> Vec<Asked> {
    let first = raws.iter().position(|raw| question(tree, raw).is_some());
    first.map_or(Vec::new(), |at| grouped(tree, raws.drain(at..).collect()))
}

/// What the block asks, and what of an answer stands in it. Letters before both are taken off.
fn question(tree: &Tree, raw: &Raw) -> Option<(String, Option<String>)> {
    let bare = questions::without_letter(&raw.text, questions::ASKING);
    if questions::asks(bare) {
        return Some((bare.to_owned(), None));
    }
    // "Q. Why now? A. The ferry." in one block.
    if bare.len() < raw.text.len() {
        for letter in ["A", "Answer", "Antwort", "Respuesta", "R"] {
            for stop in [".", ":"] {
                let mark = format!("? {letter}{stop}");
                if let Some(at) = bare.find(&mark) {
                    let (question, answer) = (bare.get(..=at)?, bare.get(at + mark.len()..)?.trim());
                    return Some((question.to_owned(), Some(answer.to_owned()).filter(|a| !a.is_empty())));
                }
            }
        }
    }
    // The question set in bold before its answer.
    let lead =
        tree.children(raw.id).find(|c| tree.tag(*c) != Tag::Text || !tree.text(*c).trim().is_empty())?;
    let words = tree.words(lead);
    let asks = tree.tag(lead) != Tag::Text && questions::asks(&words);
    let rest = raw.text.strip_prefix(words.as_str()).filter(|_| asks)?.trim();
    let asked = questions::without_letter(&words, questions::ASKING).to_owned();
    let rest = questions::without_letter(rest, questions::ANSWERING);
    Some((asked, Some(rest.to_owned()).filter(|r| !r.is_empty())))
}

/// Every question with the blocks up to the next one.
fn grouped(tree: &Tree, raws: Vec<Raw>) -> Vec<Asked> {
    let mut asked: Vec<Asked> = Vec::new();
    for raw in raws {
        if let Some((question, answer)) = question(tree, &raw) {
            asked.push(Asked { question, answer: answer.into_iter().collect() });
        } else if let Some(last) = asked.last_mut() {
            let text = if last.answer.is_empty() {
                questions::without_letter(&raw.text, questions::ANSWERING).to_owned()
            } else {
                raw.text
            };
            last.answer.push(text);
        }
    }
    asked
}

/// Under a heading that says so ("Key questions on the ban"), up to a heading that does not ask.
fn under_heading(tree: &Tree, raws: &mut Vec<Raw>) -> Vec<Asked> {
    let heading = raws.iter().enumerate().position(|(at, raw)| {
        furniture::is_faq_heading(&raw.text)
            && raws.get(at + 1).is_some_and(|next| question(tree, next).is_some())
    });
    let Some(at) = heading else { return Vec::new() };
    let past = raws
        .iter()
        .skip(at + 1)
        .position(|raw| raw.kind == ParagraphKind::Subhead && question(tree, raw).is_none());
    let end = past.map_or(raws.len(), |past| at + 1 + past);
    let taken: Vec<Raw> = raws.drain(at..end).skip(1).collect();
    grouped(tree, taken)
}

/// Lines that open with letters for question and answer, two or more pairs of them.
fn lettered(tree: &Tree, raws: &mut Vec<Raw>) -> Vec<Asked> {
    let asks = |raw: &Raw| {
        let bare = questions::without_letter(&raw.text, questions::ASKING);
        bare.len() < raw.text.len() && question(tree, raw).is_some()
    };
    let answers =
        |raw: &Raw| questions::without_letter(&raw.text, questions::ANSWERING).len() < raw.text.len();
    let places: Vec<usize> = (0..raws.len()).filter(|at| raws.get(*at).is_some_and(asks)).collect();
    let paired = places.iter().filter(|at| raws.get(**at + 1).is_some_and(answers)).count();
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return Vec::new() };
    if places.len() < 2 || paired * 2 < places.len() {
        return Vec::new();
    }
    // The last answer ends where no letter tells: with its first block.
    let end = (*last + 2).min(raws.len());
    let taken: Vec<Raw> = raws.drain(*first..end).collect();
    grouped(tree, taken)
}

/// The last headings (or bold lines) of the story, each asking, each with a short answer; at least two.
fn closing(tree: &Tree, raws: &mut Vec<Raw>) -> Vec<Asked> {
    let heads = |raw: &Raw| {
        questions::asks(&raw.text) && (raw.kind == ParagraphKind::Subhead || is_set_apart(tree, raw))
    };
    let end =
        raws.iter().rposition(|raw| !furniture::is_rights(&raw.text) && !furniture::is_furniture(&raw.text));
    let end = end.map_or(0, |at| at + 1);
    let (mut first, mut count, mut next, mut words) = (None, 0, end, 0);
    for at in (0..end).rev() {
        let Some(raw) = raws.get(at) else { break };
        if heads(raw) {
            let answer: usize =
                raws.get(at + 1..next).map_or(0, |own| own.iter().map(|r| clean::words(&r.text)).sum());
            if next == at + 1 || answer > WORDS {
                break;
            }
            (first, count, next, words) = (Some(at), count + 1, at, words + answer);
        } else if raw.kind == ParagraphKind::Subhead || next - at > LONGEST {
            break;
        }
    }
    let Some(first) = first.filter(|_| count >= 2) else { return Vec::new() };
    let running = |raw: &&Raw| raw.kind != ParagraphKind::Subhead && raw.chars >= 80 && raw.density() < 0.5;
    let before: Vec<&Raw> = raws.iter().take(first).filter(running).collect();
    let told: usize = before.iter().map(|r| clean::words(&r.text)).sum();
    if before.len() < STORY || words as f32 > told as f32 * SHARE {
        return Vec::new();
    }
    let taken: Vec<Raw> = raws.drain(first..end).collect();
    grouped(tree, taken)
}

/// A paragraph that is one bold element and nothing else.
fn is_set_apart(tree: &Tree, raw: &Raw) -> bool {
    let mut children =
        tree.children(raw.id).filter(|c| tree.tag(*c) != Tag::Text || !tree.text(*c).trim().is_empty());
    children
        .next()
        .is_some_and(|c| is_formatting(tree.tag(c)) || matches!(tree.tag(c), Tag::Span | Tag::Other))
        && children.next().is_none()
}
