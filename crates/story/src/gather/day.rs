//! The day that an article without a date prints on its first lines.
//!
//! In: an article · Out: a day · From: own; months by CLDR · Fails: a line that is long, or a day that the calendar does
//! not have, tells nothing; which of "4/5" is the month is never guessed · Cost: O(first lines)

use super::words::plain;
use model::Article;
use model::jiff::civil::Date;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Lines from the top on which a date of publication stands. Chosen by looking at ECB+, not swept.
const LINES: usize = 5;
/// Words of such a line: a longer one is a sentence, which may tell of any day.
const LINE_WORDS: usize = 14;

/// Months by their names.
static MONTHS: LazyLock<HashMap<&'static str, i8>> = LazyLock::new(|| {
    let rows = include_str!("../../lists/months.tsv").lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let mut columns = line.split('\t');
        let month: i8 = columns.next()?.parse().ok()?;
        Some(columns.next()?.split(' ').map(move |word| (word, month)))
    };
    rows.filter_map(row).flatten().collect()
});

/// The day, if one is printed.
pub(super) fn printed(article: &Article) -> Option<Date> {
    let lines = article.text.lines().filter(|line| !line.trim().is_empty()).take(LINES);
    lines.filter_map(told).next()
}

/// A piece of a line.
enum Piece {
    Number(i16, usize),
    Month(i8),
}

fn told(line: &str) -> Option<Date> {
    let mut pieces: Vec<Option<Piece>> = Vec::new();
    for word in line.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if pieces.len() > LINE_WORDS {
            return None;
        }
        let word = plain(word);
        // "de" stands between the parts of a Spanish date.
        if word == "de" {
            continue;
        }
        let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let tail = word.len() - digits.len();
        let number = if tail == 0 || tail == 2 { digits.parse::<i16>().ok() } else { None };
        pieces.push(match (number, MONTHS.get(word.as_str())) {
            (Some(number), _) => Some(Piece::Number(number, digits.len())),
            (None, Some(month)) => Some(Piece::Month(*month)),
            (None, None) => None,
        });
    }
    pieces.windows(3).find_map(|three| {
        let (year, month, day) = match three {
            [Some(Piece::Month(month)), Some(Piece::Number(day, 1..=2)), Some(Piece::Number(year, 4))]
            | [Some(Piece::Number(day, 1..=2)), Some(Piece::Month(month)), Some(Piece::Number(year, 4))]
            | [Some(Piece::Number(year, 4)), Some(Piece::Month(month)), Some(Piece::Number(day, 1..=2))] => {
                (year, *month, day)
            }
            [Some(Piece::Number(year, 4)), Some(Piece::Number(month, 2)), Some(Piece::Number(day, 2))] => {
                (year, i8::try_from(*month).ok()?, day)
            }
            _ => return None,
        };
        // The web is younger; a year of four digits before it is a count.
        (*year >= 1990).then(|| Date::new(*year, month, i8::try_from(*day).ok()?).ok()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::printed;
    use model::Article;

    #[test]
    fn a_day_on_a_line_of_its_own_is_found_and_one_in_a_sentence_is_not() {
        let day = |line: &str| {
            printed(&Article::verbatim(format!("Port shut\n{line}\nShips wait."))).map(|day| day.to_string())
        };
        for line in [
            "March 3, 2026",
            "Hargate, 3 March 2026, 10: 00",
            "3 de marzo de 2026",
            "2026 - 03 - 03",
            "3rd Mar. 2026",
            "http://port.example/2026/mar/03/ban",
        ] {
            assert_eq!(day(line).as_deref(), Some("2026-03-03"), "{line}");
        }
        for line in [
            "3/4/2026",
            "March 2026",
            "31 February 2026",
            "It was on 3 March 2026 that the council of Hargate said for the first time that it might close the port",
        ] {
            assert_eq!(day(line), None, "{line}");
        }
    }
}
