//! What a question asks for: a person, a figure, a date, a place, a legal basis, a reason, words said, or whether
//! something is so; and by which words.
//!
//! In: a question in words · Out: [`Question`] · From: own rules over closed classes, `lists/ask.tsv` · Fails: a question
//! that no rule knows asks for anything · Cost: O(words)

use super::kin;
use super::words::{Word, is_listed, words};
use model::Span;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Who,
    Number,
    Duration,
    When,
    Where,
    Authority,
    Reason,
    /// What somebody says.
    Saying,
    /// Whether something is so.
    Whether,
    /// Anything else.
    What,
}

/// A year, and the month and day where they are told.
pub(super) type Day = (i16, Option<i8>, Option<i8>);

/// One telling word of the question.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) word: Word,
    /// Whether it names someone or something: a capital, a digit.
    pub(super) name: bool,
    /// How telling it is in news at large, 0.0..=1.0.
    pub(super) telling: f32,
}

/// A question, understood.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) kind: Kind,
    /// The telling words, in their order.
    pub(super) terms: Vec<Term>,
    /// Of "what did X say": which terms are X.
    pub(super) speaker: Vec<usize>,
    /// Year, month and day that it names, where it names a year.
    pub(super) date: Option<Day>,
}

impl Question {
    /// Understands a question.
    pub(super) fn of(asked: &str) -> Self {
        let all = words(asked, Span::new(0, asked.len()));
        let any_small = all.iter().skip(1).any(|word| !word.capital);
        let (date, dated) = date(&all);
        let mut terms = Vec::new();
        let mut term_of = vec![None; all.len()];
        for (at, word) in all.iter().enumerate() {
            if dated.contains(&at)
                || (is_listed("stop", &word.small) && !(word.capital && word.stem.starts_with('=')))
            {
                continue;
            }
            let digit = word.text.chars().any(|letter| letter.is_ascii_digit());
            // In a question that is all capitals a capital tells nothing.
            let name = digit || word.stem.starts_with('=') || (word.capital && at > 0 && any_small);
            if let Some(place) = term_of.get_mut(at) {
                *place = Some(terms.len());
            }
            terms.push(Term { word: word.clone(), name, telling: kin::telling(&word.stem) });
        }
        let small: Vec<&str> = all.iter().map(|word| word.small.as_str()).collect();
        let kind = kind(&small);
        Question { kind, date, speaker: speaker(kind, &small, &term_of), terms }
    }
}

/// The months, in their order.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The date that a question names, where it names a year, and the places of its words.
fn date(all: &[Word]) -> (Option<Day>, Vec<usize>) {
    let year_of = |word: &Word| word.small.parse::<i16>().ok().filter(|year| (1900..2100).contains(year));
    let Some((at, year)) = all.iter().enumerate().find_map(|(at, word)| Some((at, year_of(word)?))) else {
        return (None, Vec::new());
    };
    let mut places = vec![at];
    let (mut month, mut day) = (None, None);
    for near in at.saturating_sub(3)..at {
        let Some(word) = all.get(near) else { continue };
        if let Some(number) = MONTHS.iter().position(|name| *name == word.small).filter(|_| word.capital) {
            month = i8::try_from(number + 1).ok();
            places.push(near);
        } else if let Some(number) = word.small.parse::<i8>().ok().filter(|number| (1..32).contains(number)) {
            day = Some(number);
            places.push(near);
        }
    }
    (Some((year, month, day)), places)
}

/// What is asked for.
fn kind(small: &[&str]) -> Kind {
    let word = |at: usize| small.get(at).copied().unwrap_or_default();
    let Some(first) = small.first() else { return Kind::What };
    if is_listed("aux", first) {
        return Kind::Whether;
    }
    // "is it known who bears the cost" is above; here the first question word decides.
    for (at, one) in small.iter().enumerate() {
        let next = word(at + 1);
        match *one {
            "how" if next == "long" || (next == "late") => return Kind::Duration,
            "how" if is_listed("number_adjective", next) => return Kind::Number,
            "when" => return Kind::When,
            "where" => return Kind::Where,
            "why" => return Kind::Reason,
            "who" | "whom" | "whose" => return Kind::Who,
            "which" | "what" => return which(small, at),
            _ => {}
        }
    }
    Kind::What
}

/// What "which" or "what" at a place asks for.
fn which(small: &[&str], at: usize) -> Kind {
    let word = |at: usize| small.get(at).copied().unwrap_or_default();
    let noun_before_verb = small.iter().skip(at + 1).take(3).take_while(|word| !is_listed("aux", word));
    for noun in noun_before_verb {
        for (list, kind) in [
            ("authority_noun", Kind::Authority),
            ("when_noun", Kind::When),
            ("number_noun", Kind::Number),
            ("where_noun", Kind::Where),
            ("who_noun", Kind::Who),
            ("reason_noun", Kind::Reason),
        ] {
            if is_listed(list, noun) {
                return kind;
            }
        }
    }
    if is_listed("aux", word(at + 1)) {
        // "What did X say about Y", and "what does X cost".
        let last = small.get(at + 2..).unwrap_or_default();
        if last.iter().any(|word| is_listed("say", word)) {
            return Kind::Saying;
        }
        if last.iter().any(|word| matches!(*word, "cost" | "costs" | "paid" | "price")) {
            return Kind::Number;
        }
        if last.iter().take(2).any(|word| is_listed("authority_noun", word))
            && word(at.wrapping_sub(1)) == "on"
        {
            return Kind::Authority;
        }
        if last.iter().take(2).any(|word| *word == "name") {
            return Kind::Who;
        }
    }
    Kind::What
}

/// Whose words are asked for: what stands between "did" and "say".
fn speaker(kind: Kind, small: &[&str], term_of: &[Option<usize>]) -> Vec<usize> {
    if kind != Kind::Saying {
        return Vec::new();
    }
    let from = small.iter().position(|word| is_listed("aux", word)).map_or(0, |at| at + 1);
    let to = small.iter().skip(from).position(|word| is_listed("say", word)).map_or(from, |at| from + at);
    term_of.get(from..to).unwrap_or_default().iter().flatten().copied().collect()
}

/// The words that an index is best asked for, the most telling first.
pub(super) fn looked_for(asked: &str) -> Vec<String> {
    let question = Question::of(asked);
    let mut terms: Vec<&Term> = question.terms.iter().collect();
    // Names first, then rare words.
    terms.sort_by(|one, other| {
        other
            .name
            .cmp(&one.name)
            .then(other.telling.total_cmp(&one.telling))
            .then(one.word.span.cmp(&other.word.span))
    });
    let mut found: Vec<String> = Vec::new();
    for term in terms {
        if !found.contains(&term.word.small) {
            found.push(term.word.small.clone());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(question: &Question, places: &[usize]) -> Vec<String> {
        places.iter().map(|at| question.terms[*at].word.small.clone()).collect()
    }

    #[test]
    fn the_question_word_tells_what_is_asked_for() {
        for (asked, kind) in [
            ("Who closed the harbour?", Kind::Who),
            ("Which officials weigh a ban?", Kind::Who),
            ("How many ships wait off Hargate?", Kind::Number),
            ("What share of the catch is cod?", Kind::Number),
            ("What does a berth cost?", Kind::Number),
            ("How long will the port stay shut?", Kind::Duration),
            ("On what date does it open?", Kind::When),
            ("Until when is it shut?", Kind::When),
            ("In which harbour does it lie?", Kind::Where),
            ("On what legal basis was it shut?", Kind::Authority),
            ("Under which law?", Kind::Authority),
            ("What caused the fire?", Kind::Reason),
            ("What did Mara Lindqvist say about the ban?", Kind::Saying),
            ("Has the ban been ordered?", Kind::Whether),
            ("What was found in the hold?", Kind::What),
            ("", Kind::What),
        ] {
            assert_eq!(Question::of(asked).kind, kind, "{asked}");
        }
    }

    #[test]
    fn names_and_speakers_are_told_apart() {
        let said = Question::of("What did Mara Lindqvist say about the ban?");
        assert_eq!(named(&said, &said.speaker), ["mara", "lindqvist"]);
        assert_eq!(said.terms.iter().filter(|term| term.name).count(), 2);
        let dated = Question::of("Who shut the port on 3 March 2026?");
        assert_eq!((dated.date, dated.terms.len()), (Some((2026, Some(3), Some(3))), 2));
        assert_eq!(looked_for("Who in Hargate told the Gazette of it?"), ["hargate", "gazette", "told"]);
    }
}
