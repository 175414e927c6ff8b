//! Numbers as printed: digits, words, magnitudes, fractions.
//!
//! In: [`Words`] and a place · Out: [`Number`] with its value and where it ends · From: `lexicon/numbers.tsv`
//! Fails: what is no number, or too large for a finite value, is `None` · Cost: linear in the number's length

use crate::lexicon;
use crate::when::words::{Kind, Words};
use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

/// A number in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// Its value, magnitude applied.
    pub(crate) value: f64,
    /// The magnitude that was applied (1 where none), for "2 to 3 million".
    pub(crate) scale: f64,
    /// One past its last word.
    pub(crate) end: usize,
    /// Whether it is a word like "dozens", whose value is the least it can mean.
    pub(crate) vague: bool,
    /// Whether it was printed as bare digits with nothing behind ("1990", "50").
    pub(crate) bare: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Unit,
    Teen,
    Ten,
    Hundred,
    Scale,
    Dozen,
    Suffix,
    Vague,
    Ordinal,
    Part,
}

static NUMBERS: LazyLock<HashMap<&'static str, (Class, f64)>> = LazyLock::new(|| {
    let mut map = HashMap::default();
    for row in lexicon::rows(include_str!("../../lexicon/numbers.tsv")) {
        let (Some(word), Some(class), Some(value)) = (row.first(), row.get(1), row.get(2)) else { continue };
        let class = match *class {
            "unit" => Class::Unit,
            "teen" => Class::Teen,
            "ten" => Class::Ten,
            "hundred" => Class::Hundred,
            "scale" => Class::Scale,
            "dozen" => Class::Dozen,
            "suffix" => Class::Suffix,
            "vague" => Class::Vague,
            "ordinal" => Class::Ordinal,
            "part" => Class::Part,
            _ => continue,
        };
        if let Ok(value) = value.parse() {
            map.entry(*word).or_insert((class, value));
        }
    }
    map
});

fn class(word: &str) -> Option<(Class, f64)> {
    NUMBERS.get(word).copied()
}

/// The ordinal's rank ("third", "21st"), if the word is one.
pub(crate) fn ordinal(word: &str) -> Option<u32> {
    if let Some((Class::Ordinal, rank)) = class(word) {
        return (1..=20).find(|n| f64::from(*n) == rank);
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|tail| word.strip_suffix(tail))?;
    if digits.is_empty() || digits.len() > 4 { None } else { digits.parse().ok() }
}

/// The size of a fraction's name ("thirds" is 1/3).
pub(crate) fn part(word: &str) -> Option<f64> {
    let keyed = format!("{word}/");
    class(&keyed).filter(|c| c.0 == Class::Part).map(|c| c.1)
}

/// Plain digits, at most four of them, as a small whole number.
pub(crate) fn small(word: &str) -> Option<u32> {
    let plain = !word.is_empty() && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    if plain { word.parse().ok() } else { None }
}

/// The number that starts at word `at`.
pub(crate) fn number(words: &Words, at: usize) -> Option<Number> {
    let found = match words.kind(at)? {
        Kind::Digits => digits(words, at),
        Kind::Letters => spelled(words, at),
        Kind::Sign | Kind::Break => None,
    }?;
    // "twenty-first", "three-quarters" and "hundredth" are no cardinals.
    let hangs = words.hyphen(found.end).then(|| words.lower(found.end + 1));
    let ordinal = hangs.is_some_and(|w| class(w).is_some_and(|c| c.0 == Class::Ordinal));
    (found.value.is_finite() && !ordinal).then_some(found)
}

fn digits(words: &Words, at: usize) -> Option<Number> {
    let word = words.lower(at);
    let cut = word.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(word.len());
    let (figures, tail) = word.split_at_checked(cut)?;
    let mut value = decimal(figures)?;
    let mut scale = 1.0;
    let mut bare = tail.is_empty();
    if let Some(fraction) = vulgar(tail) {
        value += fraction;
    } else if !tail.is_empty() {
        let (Class::Suffix, size) = class(tail)? else { return None };
        scale = size;
    }
    let mut end = at + 1;
    // "2 1/2" and "1/2"; a date like 03/04/2026 has a second slash.
    if tail.is_empty() {
        if let Some((half, past)) = slashed(words, end) {
            if value.fract() == 0.0 && !words.glued(end) {
                value += half;
                end = past;
                bare = false;
            }
        } else if let Some((whole, past)) = slashed(words, at) {
            value = whole;
            end = past;
            bare = false;
        }
    }
    if words.run(end, &["and", "a", "half"]) {
        value += 0.5;
        end += 3;
        bare = false;
    }
    while scale < 1e15 {
        let gap = usize::from(words.hyphen(end));
        let next = words.lower(end + gap);
        let size = match class(next) {
            Some((Class::Scale, size)) => size,
            Some((Class::Hundred, size)) if scale == 1.0 => size,
            Some((Class::Dozen, size)) if scale == 1.0 => size,
            // "5 bn", but "5 m" is five metres and "5 k" nothing.
            Some((Class::Suffix, size)) if scale == 1.0 && next.len() > 1 => size,
            _ => break,
        };
        scale *= size;
        end += gap + 1;
        bare = false;
    }
    Some(Number { value: value * scale, scale, end, vague: false, bare })
}

/// "1/2" at `at`: a small fraction, not part of a date.
fn slashed(words: &Words, at: usize) -> Option<(f64, usize)> {
    let joined = words.lower(at + 1) == "/" && words.glued(at + 1) && words.glued(at + 2);
    if !joined || (words.lower(at + 3) == "/" && words.glued(at + 3)) {
        return None;
    }
    let (above, below) = (small(words.lower(at))?, small(words.lower(at + 2))?);
    // Kitchen fractions only: "9/11" and "24/7" are names.
    let plain = above > 0 && below > above && matches!(below, 2 | 3 | 4 | 5 | 8 | 10);
    plain.then(|| (f64::from(above) / f64::from(below), at + 3))
}

fn vulgar(tail: &str) -> Option<f64> {
    Some(match tail {
        "½" => 0.5,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅕" => 0.2,
        "⅛" => 0.125,
        _ => return None,
    })
}

/// "10,000" and "2.5": commas before groups of three, at most one point.
fn decimal(figures: &str) -> Option<f64> {
    if figures.is_empty() {
        return Some(0.0);
    }
    let mut groups = figures.split(',');
    let first = groups.next()?;
    let grouped = figures.contains(',');
    if grouped && (first.is_empty() || first.len() > 3) {
        return None;
    }
    let last = figures.split('.').count();
    if last > 2 {
        return None;
    }
    figures.replace(',', "").parse::<f64>().ok().filter(|v| v.is_finite())
}

fn spelled(words: &Words, at: usize) -> Option<Number> {
    let word = words.lower(at);
    if let Some((Class::Vague, value)) = class(word) {
        return vague(words, at, value);
    }
    if word == "half" && words.is(at + 1, &["a"]) {
        let (class, size) = class(words.lower(at + 2))?;
        let fits = matches!(class, Class::Scale | Class::Dozen);
        return fits.then_some(Number {
            value: size / 2.0,
            scale: size,
            end: at + 3,
            vague: false,
            bare: false,
        });
    }
    let article = word == "a";
    let start = if article { at + 1 } else { at };
    let mut sum = Sum::default();
    if article {
        // "a hundred", "a million", "a dozen"; "a two" is none.
        let fits = class(words.lower(start))
            .is_some_and(|c| matches!(c.0, Class::Hundred | Class::Scale | Class::Dozen));
        if !fits {
            return None;
        }
        sum.now = 1.0;
        sum.any = true;
    }
    let mut end = start;
    loop {
        let gap = match () {
            () if end == start => 0,
            () if words.hyphen(end) => 1,
            () if sum.wants_and() && words.is(end, &["and"]) => 1,
            () if words.run(end, &["and", "a", "half"]) && sum.any => {
                sum.now += 0.5;
                end += 3;
                0
            }
            () => 0,
        };
        let Some((class, value)) = class(words.lower(end + gap)) else { break };
        if !sum.take(class, value) {
            break;
        }
        end += gap + 1;
    }
    (sum.any && end > start).then_some(Number {
        value: sum.total + sum.now,
        scale: sum.scale,
        end,
        vague: false,
        bare: false,
    })
}

/// "dozens", "tens of thousands", "hundreds of millions": the least each can mean.
fn vague(words: &Words, at: usize, value: f64) -> Option<Number> {
    let mut found = Number { value, scale: 1.0, end: at + 1, vague: true, bare: false };
    if words.is(at + 1, &["of"])
        && let Some((Class::Vague, next)) = class(words.lower(at + 2))
        && next >= 2000.0
    {
        // "tens of thousands" is two times ten times a thousand.
        found.value = value * next / 2.0;
        found.end = at + 3;
    } else if words.lower(at) == "tens" || words.lower(at) == "scores" && words.lower(at + 1) != "of" {
        // "tens" alone are notes or marks, "scores" alone results.
        return None;
    }
    Some(found)
}

/// A number built from words.
#[derive(Default)]
struct Sum {
    total: f64,
    now: f64,
    scale: f64,
    floor: Option<f64>,
    any: bool,
    last: Option<Class>,
}

impl Sum {
    fn wants_and(&self) -> bool {
        matches!(self.last, Some(Class::Hundred | Class::Scale))
    }

    /// Takes one more word, or says that the number ended before it.
    fn take(&mut self, class: Class, value: f64) -> bool {
        let last = self.last;
        let fits = match class {
            Class::Unit => matches!(last, None | Some(Class::Ten | Class::Hundred | Class::Scale)),
            Class::Teen | Class::Ten => matches!(last, None | Some(Class::Hundred | Class::Scale)),
            Class::Hundred => self.now > 0.0 && self.now < 100.0 && last != Some(Class::Hundred),
            Class::Scale => self.now > 0.0 && self.floor.is_none_or(|f| value < f),
            Class::Dozen => self.now > 0.0 && self.now < 100.0 && last != Some(Class::Scale),
            Class::Suffix | Class::Vague | Class::Ordinal | Class::Part => false,
        };
        if !fits || (last == Some(Class::Ten) && value == 0.0) {
            return false;
        }
        match class {
            Class::Hundred | Class::Dozen => self.now *= value,
            Class::Scale => {
                self.total += self.now * value;
                self.now = 0.0;
                self.floor = Some(value);
                self.scale = value;
            }
            _ => self.now += value,
        }
        if self.scale == 0.0 {
            self.scale = 1.0;
        }
        self.any = true;
        self.last = Some(class);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Number, number, ordinal};
    use crate::when::words::Words;

    fn read(text: &str) -> Option<Number> {
        number(&Words::cut(text), 0)
    }

    #[test]
    fn digits_words_and_magnitudes() {
        for (text, value) in [
            ("10,000 soldiers", 10_000.0),
            ("2.5 million", 2_500_000.0),
            ("1.5bn", 1.5e9),
            ("2 1/2 years", 2.5),
            ("1/2 mile", 0.5),
            ("2½ miles", 2.5),
            ("six", 6.0),
            ("twenty-five boats", 25.0),
            ("twenty five boats", 25.0),
            ("a hundred", 100.0),
            ("two hundred and fifty thousand", 250_000.0),
            ("half a million", 500_000.0),
            ("a dozen", 12.0),
            ("two dozen", 24.0),
            ("one and a half million", 1_500_000.0),
            ("three thousand and six", 3006.0),
            ("dozens", 24.0),
            ("tens of thousands", 20_000.0),
            ("hundreds of thousands", 200_000.0),
            ("hundreds of boats", 200.0),
            ("two three", 2.0),
            ("٣٠ boats", 30.0),
            ("5 million-strong", 5e6),
        ] {
            assert_eq!(read(text).map(|n| n.value), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_cardinal() {
        let huge = format!("{} boats", "9".repeat(400));
        for text in
            ["second", "twenty-first", "16th", "a boat", "MS-13", "3.5.2", "", "tens", "hundred", &huge]
        {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(ordinal("21st"), Some(21));
        assert_eq!(ordinal("twelfth"), Some(12));
        assert_eq!(ordinal("th"), None);
    }
}
