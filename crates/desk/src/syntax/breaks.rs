//! Where sentences end.
//!
//! In: text and one stretch of it · Out: spans of its sentences, without white space at either end
//! From: rules for news prose over `lexicon/abbreviations.tsv`; checked on UD English EWT and GUM
//! Fails: never; a stretch without a stop is one sentence · Cost: one pass over the stretch

use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

use model::Span;

static LEXICON: &str = include_str!("../../lexicon/abbreviations.tsv");

/// What a word tells about the full stop at its side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name follows: no end.
    Title,
    /// No end before a numeral.
    Number,
    /// A month: no end before a numeral, else as `End`.
    Month,
    /// An end only if the next word opens sentences.
    End,
    /// Opens sentences.
    Starter,
    /// A verb that follows a quoted question.
    Speech,
}

fn lexicon() -> &'static HashMap<(&'static str, bool), Kind> {
    static READ: OnceLock<HashMap<(&str, bool), Kind>> = OnceLock::new();
    READ.get_or_init(|| {
        let entry = |line: &'static str| {
            let mut columns = line.split('\t');
            let word = columns.next()?;
            let kind = match columns.next()? {
                "title" => Kind::Title,
                "number" => Kind::Number,
                "month" => Kind::Month,
                "end" => Kind::End,
                "starter" => Kind::Starter,
                "speech" => Kind::Speech,
                _ => return None,
            };
            // The same word can be an abbreviation and a word in full ("no"): two shelves.
            Some(((word, matches!(kind, Kind::Starter | Kind::Speech)), kind))
        };
        LEXICON.lines().filter(|line| !line.starts_with('#')).filter_map(entry).collect()
    })
}

/// What is known of `word`, written without its last full stop, as an abbreviation.
pub(crate) fn abbreviation(word: &str) -> Option<Kind> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    lexicon().get(&(word.to_lowercase().as_str(), false)).copied()
}

/// Whether the word is letters with full stops between them: "U.S", "D.C", "J.K".
pub(crate) fn is_dotted(word: &str) -> bool {
    word.len() <= LONGEST_WORD
        && word.contains('.')
        && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

fn is_word_in_full(word: &str, kind: Kind) -> bool {
    word.len() <= LONGEST_WORD && lexicon().get(&(word.to_lowercase().as_str(), true)) == Some(&kind)
}

/// No abbreviation or opening word is longer, in bytes.
const LONGEST_WORD: usize = 24;

/// Longest line, in bytes, that can be a heading inside running text before a line break, before a blank line.
/// A hard-wrapped line of prose is longer than the first in nearly all mail and wire copy.
const HEADING: [usize; 2] = [45, 90];

/// Sentence spans inside one paragraph (one stretch of text); none crosses its bounds.
pub fn sentences(text: &str, within: Span) -> Vec<Span> {
    let Some(words) = within.of(text) else { return Vec::new() };
    let mut found = Vec::new();
    let (mut start, mut line, mut at) = (0, 0, 0);
    while let Some(letter) = words.get(at..).and_then(|rest| rest.chars().next()) {
        let (end, next) = match letter {
            '.' | '!' | '?' | '…' => stop(words, start, at),
            '。' | '！' | '？' => (true, at + letter.len_utf8()),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => line_end(words, line, at),
            _ => (false, at + letter.len_utf8()),
        };
        if end {
            push(&mut found, words, start, next);
            start = next;
        }
        if words.get(at..next).is_some_and(|passed| passed.contains('\n')) {
            line = next;
        }
        at = next;
    }
    push(&mut found, words, start, words.len());
    found.into_iter().map(|span| span.shifted(within.start)).collect()
}

fn push(found: &mut Vec<Span>, words: &str, start: usize, end: usize) {
    let span = Span::new(start, end).trimmed(words);
    if span.is_empty() {
        return;
    }
    // A lone bracket or quote is the tail of the sentence before it.
    let marks_only = span.words(words).chars().all(|letter| is_closer(letter) || letter == '"');
    match found.last_mut() {
        Some(last) if marks_only && span.len() <= 8 => last.end = span.end,
        _ => found.push(span),
    }
}

fn is_closer(letter: char) -> bool {
    matches!(letter, '"' | '”' | '’' | '\'' | ')' | ']' | '}' | '»' | '›')
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '”' | '’' | '\'' | '»')
}

/// How a stretch of white space and the word after it look.
struct Ahead<'t> {
    /// Where the white space ends.
    start: usize,
    /// Line ends in the white space.
    newlines: usize,
    /// The first character that is not white space.
    mark: Option<char>,
    /// The first word, without quotes and brackets before it.
    word: &'t str,
    /// The text from that word on.
    rest: &'t str,
}

fn ahead(words: &str, from: usize) -> Ahead<'_> {
    let space = words.get(from..).unwrap_or("");
    let rest = space.trim_start();
    let gap = space.len() - rest.len();
    let newlines = space.get(..gap).unwrap_or("").matches('\n').count();
    let bare = rest.trim_start_matches(['"', '“', '‘', '\'', '(', '[', '«', '—', '–', '-', '’', ' ']);
    let word = bare.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("");
    Ahead { start: from + gap, newlines, mark: rest.chars().next(), word, rest: bare }
}

/// Whether the stop at byte `at` ends the sentence that began at `start`, and where to go on.
fn stop(words: &str, start: usize, at: usize) -> (bool, usize) {
    let rest = words.get(at..).unwrap_or("");
    let after_run = rest.trim_start_matches(['.', '!', '?', '…']);
    let run = rest.get(..rest.len() - after_run.len()).unwrap_or("");
    let unclosed = after_run.trim_start_matches(is_closer);
    let closers = after_run.get(..after_run.len() - unclosed.len()).unwrap_or("");
    let after = skip_notes(unclosed);
    let end = words.len() - after.len();
    let quoted = closers.contains(is_quote);
    match after.chars().next() {
        None => return (true, end),
        // "3.5", "example.org", "U.S.-led": no white space, no end.
        Some(letter) if !letter.is_whitespace() => return (false, end),
        Some(_) => {}
    }
    let next = ahead(words, end);
    let Some(mark) = next.mark else { return (true, next.start) };
    if next.newlines > 1 {
        return (true, next.start);
    }
    let first = next.word.chars().next();
    let lower = first.is_some_and(char::is_lowercase);
    if lower || matches!(mark, ',' | ';' | ':' | ')' | ']' | '?' | '!' | '%' | '/') {
        return (false, end);
    }
    let ends = if run == "." {
        quoted || period(words, start, at, &next)
    } else if quoted && !run.contains(['.', '…']) {
        !is_speaker(next.rest)
    } else {
        true
    };
    if ends { (true, next.start) } else { (false, end) }
}

/// Skips note marks such as "[17]" that hang on a stop.
fn skip_notes(mut after: &str) -> &str {
    loop {
        let open = after.trim_start_matches(' ').strip_prefix('[');
        let digits = |rest: &str| rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        match open.and_then(|rest| rest.get(digits(rest).min(4)..).filter(|_| digits(rest) > 0)) {
            Some(rest) if rest.starts_with(']') => after = rest.get(1..).unwrap_or(""),
            _ => return after,
        }
    }
}

/// Whether the full stop at `at` ends its sentence, by the word before it and the word after it.
fn period(words: &str, start: usize, at: usize, next: &Ahead<'_>) -> bool {
    let before = words.get(start..at).unwrap_or("");
    let word = last_word(before);
    let digit_next = next.word.chars().next().is_some_and(char::is_numeric);
    let opens = is_word_in_full(next.word, Kind::Starter);
    match abbreviation(word) {
        Some(Kind::Title) => return false,
        // "No." is also a whole answer: after nothing else it ends.
        Some(Kind::Number) => {
            return !digit_next && (opens || !word.starts_with(char::is_uppercase) || before.trim() == word);
        }
        Some(Kind::Month) => return !digit_next && opens,
        Some(_) => return opens,
        None => {}
    }
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        // A lone mark, or a number that opens a list item.
        (Some(letter), None) if letter.is_uppercase() => opens,
        (Some(_), _) if word.chars().all(char::is_numeric) => before.trim() != word,
        _ if is_dotted(word) => opens,
        _ => true,
    }
}

/// The word at the end of `before`, full stops inside it kept.
fn last_word(before: &str) -> &str {
    let cut = before
        .char_indices()
        .rev()
        .take(LONGEST_WORD + 1)
        .find(|(_, letter)| !(letter.is_alphanumeric() || *letter == '.'));
    match cut {
        Some((at, letter)) => before.get(at + letter.len_utf8()..).unwrap_or(""),
        None if before.len() > LONGEST_WORD => "",
        None => before,
    }
}

/// Whether a name and a verb of speech open `rest`: `“Why?” Mara Quill asked.`
fn is_speaker(rest: &str) -> bool {
    for (count, word) in rest.split_whitespace().take(6).enumerate() {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if count > 0 && is_word_in_full(bare, Kind::Speech) {
            return true;
        }
        let is_name = bare.starts_with(char::is_uppercase) && bare.len() <= LONGEST_WORD;
        // "He asked" after a quoted question is most often a sentence of its own.
        if !is_name || (count == 0 && is_word_in_full(bare, Kind::Starter)) {
            return false;
        }
    }
    false
}

/// Whether the line end at byte `at`, with no stop before it, ends a sentence, and where to go on.
fn line_end(words: &str, line: usize, at: usize) -> (bool, usize) {
    let next = ahead(words, at);
    let told = words.get(line..at).unwrap_or("").trim();
    let Some(mark) = next.mark else { return (true, next.start) };
    let bullet = matches!(mark, '•' | '*' | '·' | '▪' | '●');
    let lower = next.word.chars().next().is_some_and(char::is_lowercase);
    let open = told.ends_with([',', ';', '-', '–', '(', '“']) || told.is_empty();
    let last = last_word(told);
    let dangling = is_word_in_full(last, Kind::Starter) && last.chars().all(char::is_lowercase);
    let ends = if next.newlines > 2 || bullet || told.ends_with(':') && !lower {
        true
    } else {
        let longest = if next.newlines > 1 { HEADING[1] } else { HEADING[0] };
        // `stop` has had its say on a line with a stop at its end: "Sen." before a line break is no end.
        let stopped = told.trim_end_matches(is_closer).ends_with(['.', '!', '?', '…']);
        !lower && !stopped && !open && !dangling && told.len() <= longest
    };
    (ends, next.start)
}
