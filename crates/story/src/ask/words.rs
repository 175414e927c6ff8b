//! The words of a stretch by their stems, so that "ordered" is "order" and "America" is "the United States".
//!
//! In: a text and a span of it · Out: stems in their order, with the words themselves · From: the endings that Porter
//! (1980) strips first; `lists/lands.tsv` · Fails: never; stems are no dictionary forms · Cost: O(letters)

use model::Span;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Lists of words by their kind.
static LISTS: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let mut lists: HashMap<&str, HashSet<&str>> = HashMap::new();
    for row in rows(include_str!("../../lists/ask.tsv")) {
        if let [kind, words, ..] = row.as_slice() {
            lists.entry(kind).or_default().extend(words.split(' '));
        }
    }
    lists
});

/// Lands by the words for them, and whether the word is that of the government's seat.
static LANDS: LazyLock<HashMap<String, (&'static str, bool)>> = LazyLock::new(|| {
    let mut lands = HashMap::new();
    for row in rows(include_str!("../../lists/lands.tsv")) {
        if let [land, names, seats, ..] = row.as_slice() {
            for (words, seat) in [(names, false), (seats, true)] {
                for word in words.split(' ').filter(|word| !word.is_empty()) {
                    lands.insert(word.replace('_', " "), (*land, seat));
                }
            }
        }
    }
    lands
});

fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// Whether `word`, in lower case, is in the list of this kind.
pub(super) fn is_listed(kind: &str, word: &str) -> bool {
    LISTS.get(kind).is_some_and(|words| words.contains(word))
}

/// A word and what it counts as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As printed.
    pub(super) text: String,
    /// In lower case.
    pub(super) small: String,
    /// Its stem; of a land, a sign for the land.
    pub(super) stem: String,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
    /// Whether it stands first in a sentence or quotation, where a capital tells nothing.
    pub(super) first: bool,
    /// The seat of a government: the land's sign.
    pub(super) seat: Option<String>,
    /// Where it stands.
    pub(super) span: Span,
}

impl Word {
    /// Whether it holds a digit or is a numeral.
    pub(super) fn counts(&self) -> bool {
        self.text.chars().any(|letter| letter.is_ascii_digit()) || is_listed("number_word", &self.small)
    }
}

/// The words of `span`.
pub(super) fn words(text: &str, span: Span) -> Vec<Word> {
    let stretch = span.words(text);
    let mut found: Vec<Word> = Vec::new();
    let mut letters = stretch.char_indices().peekable();
    let mut start: Option<usize> = None;
    let mut first = true;
    let close = |found: &mut Vec<Word>, from: usize, to: usize, first: bool| {
        let printed = Span::new(from, to).words(stretch);
        found.extend(word(printed, Span::new(from, to).shifted(span.start), first));
    };
    let mut previous = ' ';
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map_or(' ', |(_, next)| *next);
        // A point or comma between digits, and a point between letters that stand alone (U.S.), part no word.
        let inner = match letter {
            '.' | ',' => previous.is_ascii_digit() && next.is_ascii_digit(),
            _ => false,
        };
        if letter.is_alphanumeric() || inner {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            close(&mut found, from, at, first);
            first = false;
        }
        first |= matches!(letter, '.' | '!' | '?' | ':' | '“' | '"' | '`' | '‘');
        previous = letter;
    }
    if let Some(from) = start {
        close(&mut found, from, stretch.len(), first);
    }
    lands(joined(found))
}

fn word(printed: &str, span: Span, first: bool) -> Option<Word> {
    let small = printed.to_lowercase();
    // What is left of "the city's".
    if printed == "s" {
        return None;
    }
    // "787s" are 787.
    let number = small.strip_suffix('s').filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    let stem = number.map_or_else(|| stem(&small), str::to_owned);
    let capital = printed.chars().next().is_some_and(char::is_uppercase);
    Some(Word { text: printed.to_owned(), small, stem, capital, first, seat: None, span })
}

/// "U", "S" as one word.
fn joined(found: Vec<Word>) -> Vec<Word> {
    let mut all: Vec<Word> = Vec::with_capacity(found.len());
    for one in found {
        match all.last_mut() {
            Some(last)
                if last.text == "U"
                    && matches!(one.text.as_str(), "S" | "K")
                    && one.span.start <= last.span.end + 1 =>
            {
                last.text += &one.text;
                last.small += &one.small;
                last.stem.clone_from(&last.small);
                last.span = last.span.to(one.span);
            }
            _ => all.push(one),
        }
    }
    all
}

/// Words for lands and their people become the land's sign.
fn lands(found: Vec<Word>) -> Vec<Word> {
    let mut all: Vec<Word> = Vec::with_capacity(found.len());
    for mut one in found {
        // In small letters "us" and "turkey" are no lands.
        if one.capital {
            let both =
                all.last().filter(|last| last.capital).map(|last| format!("{} {}", last.small, one.small));
            if let Some((land, false)) = both.and_then(|both| LANDS.get(&both)) {
                if let Some(last) = all.last_mut() {
                    last.text = format!("{} {}", last.text, one.text);
                    last.small = format!("{} {}", last.small, one.small);
                    last.stem = sign(land);
                    last.span = last.span.to(one.span);
                }
                continue;
            }
            match LANDS.get(&one.small) {
                Some((land, false)) if one.small != "us" || one.text == "US" => one.stem = sign(land),
                Some((land, true)) => one.seat = Some(sign(land)),
                _ => {}
            }
        }
        all.push(one);
    }
    all
}

/// A land's sign, which no word has.
fn sign(land: &str) -> String {
    format!("={land}")
}

/// A word without its endings. The same as `stem` in `training/kin.py`.
pub(super) fn stem(word: &str) -> String {
    let mut word = word.to_owned();
    if word.len() <= 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word;
    }
    let cut = |word: &mut String, by: usize| word.truncate(word.len() - by);
    let ends = |word: &str, endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if (word.ends_with("ies") && word.len() > 4) || ends(&word, &["sses", "xes", "ches", "shes"]) {
        cut(&mut word, 2);
    } else if word.ends_with('s') && !ends(&word, &["ss", "us", "is"]) {
        cut(&mut word, 1);
    }
    for ending in ["ing", "ed"] {
        let Some(rest) = word.strip_suffix(ending) else { continue };
        if rest.len() >= 3 && rest.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
            word = rest.to_owned();
            let bytes = word.as_bytes();
            if let [.., before, last] = bytes
                && word.len() > 3
                && before == last
                && !b"aeiouslz".contains(last)
            {
                cut(&mut word, 1);
            }
            break;
        }
    }
    for (ending, least) in [("ement", 4), ("ment", 3), ("ly", 4)] {
        if word.ends_with(ending) && word.len() - ending.len() >= least {
            cut(&mut word, ending.len());
            break;
        }
    }
    if ends(&word, &["tion", "sion"]) && word.len() >= 6 {
        cut(&mut word, 3);
    }
    if word.ends_with('e') && word.len() > 3 {
        cut(&mut word, 1);
    }
    if word.ends_with("at") && word.len() >= 6 {
        cut(&mut word, 2);
    }
    if word.ends_with('y') && word.len() > 3 {
        cut(&mut word, 1);
        word.push('i');
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_go_as_in_the_trainer() {
        for (word, meant) in [
            ("ordered", "order"),
            ("orders", "order"),
            ("planning", "plan"),
            ("planned", "plan"),
            ("killed", "kill"),
            ("payment", "pay"),
            ("pays", "pay"),
            ("agreement", "agr"),
            ("agreed", "agr"),
            ("decision", "decis"),
            ("compensation", "compens"),
            ("compensate", "compens"),
            ("parties", "parti"),
            ("party", "parti"),
            ("ships", "ship"),
            ("focus", "focus"),
            ("making", "mak"),
            ("makes", "mak"),
            ("the", "the"),
            ("sea", "sea"),
        ] {
            assert_eq!(stem(word), meant, "{word}");
        }
    }

    #[test]
    fn a_land_is_one_word_however_it_is_called() {
        let text = "The U.S. and the United States, US, Britain's 4,300 men told us: Washington and the A380 turkey.";
        let found = words(text, Span::new(0, text.len()));
        let stems: Vec<&str> = found.iter().map(|word| word.stem.as_str()).collect();
        assert_eq!(
            stems,
            [
                "the",
                "=usa",
                "and",
                "the",
                "=usa",
                "=usa",
                "=uk",
                "4,300",
                "men",
                "told",
                "us",
                "washington",
                "and",
                "the",
                "a380",
                "turkei"
            ]
        );
        assert_eq!(found.iter().filter_map(|word| word.seat.as_deref()).collect::<Vec<_>>(), ["=usa"]);
        assert!(found.iter().all(|word| word.stem.starts_with('=') || !word.span.words(text).is_empty()));
    }
}
