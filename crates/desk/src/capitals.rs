//! TEXT IN CAPITALS, as running text would write it: what every mark reads in its place, byte for byte as long.
//!
//! In: an article · Out: the same, or one with small letters where running text has them, without its dateline and
//! dated by it · From: true-casing by lists (after Lita et al. 2003): countries, outlets, days, `common_words.tsv`
//! Fails: a name that is a common word too is written small, a rare common word large · Cost: one pass over the words;
//! a text that has small letters is only looked at

use crate::lexicon;
use crate::syntax;
use model::{Article, PartKind, Span, Stamp};
use rustc_hash::FxHashMap as HashMap;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Letters that a text needs before its case is judged; fewer are a name or a heading.
const SHORTEST: usize = 40;

/// Of so many letters one may be small: newswire sent in capitals has none, other texts have more than half.
const ONE_SMALL_OF: usize = 50;

/// The article as running text would write it; as it is where it is not all in capitals.
pub(crate) fn recased(article: &Article) -> Cow<'_, Article> {
    if !in_capitals(&article.text) {
        return Cow::Borrowed(article);
    }
    let mut own = article.clone();
    own.text = cased(&article.text);
    let body = own.parts.iter().find(|p| p.part == PartKind::Body).map(|p| p.span);
    let first = own.paragraphs.first_mut().filter(|p| body.is_some_and(|body| body.contains(p.span)));
    let line = first.as_ref().and_then(|p| dateline(p.span.words(&article.text)));
    if let Some((first, line)) = first.zip(line.as_ref()) {
        first.span = Span::new(first.span.start + line.end, first.span.end);
    }
    // Wire may have lifted the line out already.
    let dated = line.and_then(|line| line.date).or_else(|| date(article.dateline.as_deref()?));
    own.published = own.published.or(dated);
    Cow::Owned(own)
}

fn in_capitals(text: &str) -> bool {
    let large = text.chars().filter(|c| c.is_uppercase()).count();
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    large >= SHORTEST && small * ONE_SMALL_OF <= large
}

/// A run of letters.
struct Word {
    span: Span,
    lower: String,
}

/// The text with the letters that running text has; each as many bytes long as before.
fn cased(text: &str) -> String {
    let words = words(text);
    let acronyms: HashSet<&str> =
        words.iter().filter(|w| in_brackets(text, w)).map(|w| w.lower.as_str()).collect();
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if let Some(phrase) = phrase(text, &words, at) {
            for (word, faces) in words.iter().skip(at).zip(phrase) {
                out.push_str(text.get(done..word.span.start).unwrap_or(""));
                let faces = faces.chars().map(char::is_uppercase).chain(std::iter::repeat(false));
                word.span
                    .words(text)
                    .chars()
                    .zip(faces)
                    .for_each(|(c, up)| out.push(if up { c } else { small(c) }));
                done = word.span.end;
            }
            at += phrase.len();
            continue;
        }
        out.push_str(text.get(done..word.span.start).unwrap_or(""));
        let mut letters = word.span.words(text).chars();
        match face(text, &words, at, &acronyms) {
            Face::Large => out.extend(letters),
            Face::Capital => {
                out.extend(letters.next());
                out.extend(letters.map(small));
            }
            Face::Small => out.extend(letters.map(small)),
        }
        done = word.span.end;
        at += 1;
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out
}

/// The small letter, if it is as long.
fn small(letter: char) -> char {
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one.len_utf8() == letter.len_utf8() => one,
        _ => letter,
    }
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut begun = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphabetic(), begun) {
            (true, None) => begun = Some(at),
            (false, Some(start)) => {
                let span = Span::new(start, at);
                words.push(Word { span, lower: span.words(text).chars().map(small).collect() });
                begun = None;
            }
            _ => {}
        }
    }
    words
}

enum Face {
    Large,
    Capital,
    Small,
}

/// How running text writes word number `at`.
fn face(text: &str, words: &[Word], at: usize, acronyms: &HashSet<&str>) -> Face {
    let Some(word) = words.get(at) else { return Face::Small };
    let lower = word.lower.as_str();
    let before = text.get(..word.span.start).unwrap_or("");
    let behind = text.get(word.span.end..).unwrap_or("");
    // "'S", "4TH": a tail of what stands before.
    if before.ends_with(|c: char| c.is_ascii_digit()) || before.ends_with(['\'', '’']) && lower.len() <= 2 {
        return Face::Small;
    }
    let opens = opens(before);
    let common = is_common(lower) || is_other_word(lower);
    let initials = lower.chars().count() == 1 && (behind.starts_with('.') || lower == "i");
    if initials || acronyms.contains(lower) && !common || unspeakable(lower) {
        return Face::Large;
    }
    let dated = is_day_or_month(lower) && (!is_other_word(lower) || beside_a_number(text, words, at));
    if opens || dated || !common {
        return Face::Capital;
    }
    // An office before a name: "President Lindqvist".
    let next = words.get(at + 1).filter(|n| text.get(word.span.end..n.span.start) == Some(" "));
    let titled = is_title(lower) && next.is_some_and(|n| !is_common(&n.lower) && !is_day_or_month(&n.lower));
    if titled { Face::Capital } else { Face::Small }
}

/// Whether a sentence begins behind `before`.
fn opens(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '"', '“', '(', '[', '\'', '‘']);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n', ']', '\r']) || before.ends_with("--")
}

/// "(FMLN)": short words that stand alone in brackets are acronyms.
fn in_brackets(text: &str, word: &Word) -> bool {
    let alone = text.get(..word.span.start).is_some_and(|t| t.ends_with('('))
        && text.get(word.span.end..).is_some_and(|t| t.starts_with(')'));
    alone && word.lower.len() <= 8
}

/// Letters that no word is made of: "FMLN".
fn unspeakable(lower: &str) -> bool {
    lower.len() > 1
        && lower.len() <= 6
        && !lower.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        && !is_common(lower)
}

/// Endings that words have and names hardly do.
const ENDINGS: &[&str] = &[
    "tion", "tions", "sion", "sions", "ment", "ments", "ness", "ities", "ivity", "ously", "ally", "edly",
    "ingly", "ated", "ized", "ising", "izing", "ating", "ively", "ism", "ships", "able", "ible",
];

/// Endings that make a new word of a known one, or spell it the British way, and what the known one ended in.
#[rustfmt::skip]
const TAILS: &[(&str, &str)] = &[
    ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"), ("ly", ""), ("er", ""),
    ("ers", ""), ("ies", "y"), ("ied", "y"), ("our", "or"), ("ours", "ors"), ("oured", "ored"), ("tre", "ter"),
    ("tres", "ters"), ("ise", "ize"), ("ised", "ized"), ("ence", "ense"),
];

/// Whether running text writes the word small.
fn is_common(lower: &str) -> bool {
    let known = |word: &str| COMMON.contains(word) || syntax::known_verb(word);
    let made = |(tail, end): &(&str, &str)| {
        lower.strip_suffix(tail).is_some_and(|stem| stem.len() > 2 && known(&format!("{stem}{end}")))
    };
    known(lower)
        || !is_day_or_month(lower)
            && (TAILS.iter().any(made) || lower.len() > 6 && ENDINGS.iter().any(|e| lower.ends_with(e)))
}

static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| first_cells(include_str!("../lexicon/common_words.tsv")).collect());

fn first_cells(tsv: &'static str) -> impl Iterator<Item = &'static str> {
    lexicon::rows(tsv).filter_map(|row| row.first().copied())
}

static CALENDAR: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let rows = lexicon::rows(include_str!("../lexicon/times.tsv"));
    rows.filter(|r| matches!(r.get(1), Some(&("weekday" | "weekdays" | "month"))))
        .filter_map(|r| r.first().copied())
        .collect()
});

fn is_day_or_month(lower: &str) -> bool {
    CALENDAR.contains(lower)
}

/// Days and months that are other words too.
fn is_other_word(lower: &str) -> bool {
    matches!(lower, "may" | "march" | "mar" | "sat" | "sun" | "wed" | "mon" | "jan" | "dec" | "sep")
}

/// A day of the month or a year stands beside it, or a preposition that months follow.
fn beside_a_number(text: &str, words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let digit = |c: char| c.is_ascii_digit();
    let before = text.get(..word.span.start).unwrap_or("").trim_end();
    let behind = text.get(word.span.end..).unwrap_or("").trim_start_matches([' ', '.']);
    let last = at.checked_sub(1).and_then(|k| words.get(k)).map_or("", |w| w.lower.as_str());
    before.ends_with(digit)
        || behind.starts_with(digit)
        || matches!(last, "in" | "since" | "until" | "last" | "early")
}

static TITLES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let rows = lexicon::rows(include_str!("../lexicon/name_words.tsv"));
    rows.filter(|r| r.get(1) == Some(&"title")).filter_map(|r| r.first().copied()).collect()
});

fn is_title(lower: &str) -> bool {
    TITLES.contains(lower)
}

/// Names by their first word in small letters; each as its words, the way they are written.
static PHRASES: LazyLock<HashMap<String, Vec<Vec<&'static str>>>> = LazyLock::new(|| {
    let mut map: HashMap<String, Vec<Vec<&'static str>>> = HashMap::default();
    let lists = [include_str!("../lexicon/countries.tsv"), include_str!("../lexicon/outlets.tsv")];
    for name in lists.into_iter().flat_map(first_cells) {
        let words: Vec<&str> = name.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
        // A single common word ("Turkey", "Time", "Post") is more often the word.
        let alone = words.len() == 1 && words.iter().all(|w| is_common(&w.to_lowercase()));
        if let Some(first) = words.first().filter(|_| !alone) {
            map.entry(first.to_lowercase()).or_default().push(words);
        }
    }
    map.values_mut().for_each(|names| names.sort_by_key(|n| std::cmp::Reverse(n.len())));
    map
});

/// The longest listed name that begins at word `at`.
fn phrase(text: &str, words: &[Word], at: usize) -> Option<&'static [&'static str]> {
    let names = PHRASES.get(words.get(at)?.lower.as_str())?;
    let here = words.get(at..)?;
    let fits = |name: &&Vec<&'static str>| {
        here.len() >= name.len()
            && here.iter().zip(name.iter()).all(|(w, n)| w.lower.chars().eq(n.chars().map(small)))
            && here.iter().zip(here.iter().skip(1)).take(name.len() - 1).all(|(a, b)| {
                text.get(a.span.end..b.span.start)
                    .is_some_and(|gap| gap.len() <= 2 && !gap.contains(['\n', ',']))
            })
    };
    names.iter().find(fits).map(Vec::as_slice)
}

/// "GUATEMALA CITY, 4 FEB 90 (ACAN-EFE) -- [TEXT]" before the story.
struct Dateline {
    /// Bytes of it, with the space behind.
    end: usize,
    date: Option<Stamp>,
}

/// Bytes that a dateline takes at most; the longest of MUC-4 train has 130.
const LONGEST_DATELINE: usize = 160;

fn dateline(paragraph: &str) -> Option<Dateline> {
    let dash = paragraph.find(" -- ").filter(|at| *at <= LONGEST_DATELINE)?;
    let line = paragraph.get(..dash)?.trim_end();
    // Either the agency stands last, or a date: "LIMA, 19 JAN 89 --".
    let agency = line.ends_with(')') && line.contains('(');
    let dated = || line.ends_with(|c: char| c.is_ascii_digit()) && date(line).is_some();
    if !(agency || dated()) {
        return None;
    }
    let mut end = dash + " -- ".len();
    // "[TEXT]", "[EDITORIAL REPORT]": what the agency says of what follows.
    while let Some(rest) = paragraph.get(end..)
        && rest.starts_with('[')
        && let Some(close) = rest.find("] ").filter(|at| *at <= LONGEST_DATELINE)
    {
        end += close + 2;
    }
    Some(Dateline { end, date: date(line) })
}

/// "4 FEB 90" in a dateline.
fn date(line: &str) -> Option<Stamp> {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.windows(3).find_map(|three| {
        let [day, month, year] = three else { return None };
        let month = MONTHS.get(month.to_lowercase().as_str())?;
        let (day, year): (u32, u32) = (day.parse().ok()?, year.parse().ok()?);
        // Two figures from 69 on are of the last century (POSIX strptime).
        let year = match year {
            0..=68 => year + 2000,
            69..=99 => year + 1900,
            _ => year,
        };
        format!("{year:04}-{month:0>2}-{day:02}").parse().ok()
    })
}

static MONTHS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = lexicon::rows(include_str!("../lexicon/times.tsv"));
    rows.filter(|r| r.get(1) == Some(&"month")).filter_map(|r| Some((*r.first()?, *r.get(2)?))).collect()
});

#[cfg(test)]
mod tests {
    use super::{cased, dateline, recased};
    use model::Article;

    #[test]
    fn names_keep_their_capitals_and_words_lose_them() {
        let text = "PRESIDENT LINDQVIST SAID ON 3 MARCH THAT UNITED STATES TROOPS MAY MARCH. THE NPLF (NPLF) AND O'HARA'S \
            MEN IN MÄLMÖ DENIED IT IN MAY.";
        assert_eq!(
            cased(text),
            "President Lindqvist said on 3 March that United States troops may march. The NPLF (NPLF) and O'Hara's \
            men in Mälmö denied it in May."
        );
    }

    #[test]
    fn the_dateline_goes_and_dates_the_story() {
        let text =
            "HARGATE, 4 FEB 90 (COAST PRESS) -- [TEXT] REBELS ATTACKED THE HARBOUR OF HARGATE LAST NIGHT.";
        let article = Article::verbatim(text);
        let read = recased(&article);
        assert_eq!(read.text.len(), text.len());
        assert_eq!(read.published.map(|p| p.to_string()).as_deref(), Some("1990-02-04"));
        let first = read.paragraphs[0].span.words(&read.text);
        assert_eq!(first, "Rebels attacked the harbour of Hargate last night.");
        assert!(dateline("THE PORT (THE OLD ONE) IS SHUT").is_none());
    }

    #[test]
    fn every_letter_keeps_its_bytes() {
        let text = "IN İSTANBUL, ẞTRASSE, ΣΊΣΥΦΟΣ, ŽILINA, Ⅷ AND ﬀ, Ⱥ AND Ⱦ THE HARBOUR OF HARGATE IS SHUT.";
        let own = cased(text);
        assert_eq!(own.len(), text.len());
        assert!(text.char_indices().all(|(at, _)| own.is_char_boundary(at)), "{own}");
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        let article =
            Article::verbatim("HARGATE (Coast Press) -- Rebels attacked the harbour of Hargate last night.");
        assert!(matches!(recased(&article), std::borrow::Cow::Borrowed(_)));
    }
}
