//! Printed questions: what a question looks like, and how a run of lines becomes questions with answers.
//!
//! In: one line, or lines in order · Out: [`Asked`] · From: question boxes on pages of the gold, schema.org FAQPage
//! Fails: a question without an answer keeps none · Cost: one pass

use crate::carrier::Asked;
use crate::clean;

/// Longest printed question, in words.
const LONGEST: usize = 35;

/// Letters and words that stand before a printed question.
pub(crate) const ASKING: &[&str] = &[
    "q",
    "question",
    "frage",
    "pregunta",
    "p",
    "vraag",
    "domanda",
    "d",
    "pergunta",
    "fråga",
    "spørsmål",
    "pytanie",
    "вопрос",
    "問",
    "질문",
];

/// Letters and words that stand before its answer.
pub(crate) const ANSWERING: &[&str] = &[
    "a",
    "answer",
    "antwort",
    "respuesta",
    "r",
    "réponse",
    "risposta",
    "resposta",
    "antwoord",
    "svar",
    "odpowiedź",
    "ответ",
    "答",
    "답",
];

/// One short sentence that asks.
pub(crate) fn asks(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ' ', '*']);
    bare.ends_with(['?', '？', '؟'])
        && clean::words(line) <= LONGEST
        && bare.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !line.starts_with(['"', '“', '„', '«'])
}

/// "Q: Why now?" without the letter.
pub(crate) fn without_letter<'l>(line: &'l str, letters: &[&str]) -> &'l str {
    let Some((head, rest)) = line.split_once([':', '.']) else { return line };
    let head = head.trim_matches('*');
    if letters.iter().any(|l| head.eq_ignore_ascii_case(l)) {
        rest.trim_start_matches(['*', ' '])
    } else {
        line
    }
}

/// Groups lines from a question on; every question takes the lines up to the next one as its answer.
pub(crate) fn group<'l>(lines: impl IntoIterator<Item = &'l str>) -> Vec<Asked> {
    let mut asked: Vec<Asked> = Vec::new();
    for line in lines {
        if asks(line) {
            let question = without_letter(line, ASKING).to_owned();
            asked.push(Asked { question, answer: Vec::new() });
        } else if let Some(last) = asked.last_mut() {
            let letters: &[&str] = if last.answer.is_empty() { ANSWERING } else { &[] };
            last.answer.push(without_letter(line, letters).to_owned());
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_take_what_follows() {
        let asked = group(["Q: Why now?", "A: The ferry.", "It sank.", "Who pays?", "When?", "Soon."]);
        assert_eq!(
            asked,
            [
                Asked { question: "Why now?".into(), answer: vec!["The ferry.".into(), "It sank.".into()] },
                Asked { question: "Who pays?".into(), answer: vec![] },
                Asked { question: "When?".into(), answer: vec!["Soon.".into()] },
            ]
        );
    }

    #[test]
    fn a_quoted_question_is_running_text() {
        assert!(!asks("“Why now?”"));
        assert!(asks("Has the city decided?"));
    }
}
