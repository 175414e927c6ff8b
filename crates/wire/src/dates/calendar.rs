//! The words of printed dates: months, weekdays, zones, labels.
//!
//! In: a word · Out: what it may mean on a date line · From: CLDR 48, RFC 5322, IANA (lists/calendar.tsv)
//! Fails: an unknown word means nothing · Cost: one look-up

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word is on a date line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Word {
    Month(i8),
    Weekday,
    Joiner,
    Published,
    Updated,
    /// Minutes east of Greenwich.
    Zone(i32),
}

static CALENDAR: LazyLock<FxHashMap<&'static str, Vec<Word>>> = LazyLock::new(|| {
    let mut calendar: FxHashMap<&str, Vec<Word>> = FxHashMap::default();
    for line in include_str!("../../lists/calendar.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(kind), Some(value), Some(words)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        let value: i32 = value.parse().unwrap_or(0);
        let word = match kind {
            "month" => Word::Month(i8::try_from(value).unwrap_or(0)),
            "weekday" => Word::Weekday,
            "joiner" => Word::Joiner,
            "published" => Word::Published,
            "updated" => Word::Updated,
            _ => Word::Zone(value),
        };
        for w in words.split(' ') {
            calendar.entry(w).or_default().push(word);
        }
    }
    calendar
});

/// What `word` may mean on a date line.
pub(crate) fn meanings(word: &str) -> &'static [Word] {
    if word.is_empty() {
        return &[];
    }
    crate::clean::in_small(word, |word| CALENDAR.get(word)).map_or(&[], Vec::as_slice)
}
