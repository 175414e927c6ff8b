//! What stands between quotation marks: another's words, which two reporters may both have heard.
//!
//! In: an article and its statements · Out: the stretches that are quoted, in order, none touching another
//! From: FIELD, "a shared quote is a common source, not copying" · Fails: an inch mark opens a quote that ends with its
//! paragraph · Cost: O(text)

use model::{Article, Directness, Notes, ParagraphKind, Span};

/// The quoted stretches of the story's paragraphs.
pub(super) fn quoted(article: &Article, notes: Option<&Notes>) -> Vec<Span> {
    let mut spans = Vec::new();
    for (n, paragraph) in article.paragraphs.iter().enumerate() {
        let words = paragraph.span.words(&article.text);
        if paragraph.kind == ParagraphKind::Quote || is_spoken(words) {
            spans.push(paragraph.span);
            continue;
        }
        if let Some(dash) = signature(words) {
            // A post printed with its writer behind a dash: what goes before the dash, or the paragraph before.
            let before = n.checked_sub(1).and_then(|n| article.paragraphs.get(n)).filter(|_| dash == 0);
            spans.push(before.map_or(Span::new(0, dash).shifted(paragraph.span.start), |before| before.span));
            continue;
        }
        between_marks(words, paragraph.span.start, &mut spans);
    }
    let statements = notes.map_or(&[][..], |notes| &notes.statements);
    for statement in statements.iter().filter(|s| s.directness == Directness::Direct) {
        spans.extend(statement.content.iter().copied());
    }
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => *last = last.to(span),
            _ => joined.push(span),
        }
    }
    joined
}

/// Whether the paragraph is of a transcript, or goes on with a post: "MAYOR TAVERNIER: We …", "…and so it was".
fn is_spoken(words: &str) -> bool {
    if words.starts_with("..") || words.starts_with('…') {
        return true;
    }
    let Some((name, said)) = words.split_once(':') else { return false };
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && name.len() <= 60 && said.len() > name.len() && !name.chars().any(char::is_lowercase)
}

/// Where the dash stands in "— Mara Lindqvist (@lindqvist) May 4, 2026" at the end of a paragraph.
fn signature(words: &str) -> Option<usize> {
    let (before, handle) = words.rsplit_once("(@")?;
    let dash = before.rfind('—').or_else(|| before.rfind("- "))?;
    (handle.len() < 60 && before.len() - dash < 60).then_some(dash)
}

/// Stretches between the marks of one paragraph. A quote that is not closed runs on into the next paragraph, which by
/// custom opens it again: it ends with its own.
fn between_marks(words: &str, shift: usize, spans: &mut Vec<Span>) {
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    let mut letters = words.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let free_before = !before.is_alphanumeric();
        match open {
            None => {
                let closes = match letter {
                    '"' => Some('"'),
                    '“' => Some('”'),
                    '„' => Some('“'),
                    '«' => Some('»'),
                    '‘' if free_before => Some('’'),
                    '`' if free_before && letters.peek().is_some_and(|(_, next)| *next == '`') => Some('\''),
                    _ => None,
                };
                open = closes.map(|closes| (at + letter.len_utf8(), closes));
            }
            Some((from, closes)) => {
                let free_behind = letters.peek().is_none_or(|(_, next)| !next.is_alphanumeric());
                // A straight mark closes whatever was opened by a round one, and so do careless pairs.
                let shuts = letter == closes && (closes != '’' || free_behind)
                    || matches!((closes, letter), ('”', '"') | ('"', '”'))
                    || closes == '“' && letter == '”';
                if shuts {
                    spans.push(Span::new(from, at).shifted(shift));
                    open = None;
                }
            }
        }
        before = letter;
    }
    // A single mark that nothing closes was an apostrophe, a straight one inside a paragraph may have been inches.
    if let Some((from, closes)) = open
        && closes != '’'
        && closes != '\''
        && (closes != '"' || from == 1)
    {
        spans.push(Span::new(from, words.len()).shifted(shift));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_all_kinds_are_seen() {
        for (text, expected) in [
            ("“No ban,” she said, “yet.”", vec!["No ban,", "yet."]),
            ("\"No ban,\" she said.", vec!["No ban,"]),
            ("She said ‘it’s no ban’ today, the ships’ crews too.", vec!["it’s no ban"]),
            ("Sie sagte: „Kein Verbot“ sei geplant.", vec!["Kein Verbot"]),
            ("“No ban.\n“Not now.”", vec!["No ban.", "Not now."]),
            ("The ship’s crew waits.", vec![]),
        ] {
            let article = Article::verbatim(text);
            let found: Vec<&str> = quoted(&article, None).iter().map(|span| span.words(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
