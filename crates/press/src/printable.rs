//! What may be shown at all: text of strangers made fit for a terminal, a page or a cell.
//!
//! In: any string · Out: the same words without anything that steers a terminal or hides words
//! From: ECMA-48 (control sequences), Unicode TR36 and CVE-2021-42574 (bidirectional overrides)
//! Fails: never; what cannot be shown is left out · Cost: one pass

use unicode_width::UnicodeWidthChar;

/// One line: control sequences and hidden characters out, every run of white space one space, none at the ends.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    let mut space = false;
    while let Some(c) = chars.next() {
        if c == '\u{1b}' || c == '\u{9b}' {
            chars = after_sequence(c, chars);
        } else if c.is_whitespace() {
            space = true;
        } else if !hidden(c) {
            if space && !out.is_empty() {
                out.push(' ');
            }
            space = false;
            out.push(c);
        }
    }
    out
}

/// A stretch of running text: as it stands, white space included, hidden characters out. For places such as a page,
/// where no control sequence acts and the stretch may be cut anywhere.
pub(crate) fn stretch(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !hidden(*c)).collect()
}

/// At most `columns` wide: whole words and an ellipsis where it had to be cut.
pub(crate) fn short(text: &str, columns: usize) -> String {
    if self::columns(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(1);
    let (mut kept, mut last_space, mut used) = (String::new(), None, 0);
    for c in text.chars() {
        used += width(c);
        if used > room {
            break;
        }
        if c == ' ' {
            last_space = Some(kept.len());
        }
        kept.push(c);
    }
    // A text without spaces (Chinese, a URL) is cut where it is.
    kept.truncate(last_space.unwrap_or(kept.len()));
    while kept.ends_with([' ', ',', ';', ':', '—', '–', '-']) {
        kept.pop();
    }
    kept.push('…');
    kept
}

/// Columns that the text takes on a terminal, never fewer than it takes.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// Columns of one character. The emoji selector may widen what stands before it, so it counts as one: the sum over a
/// string is an upper bound of what a terminal uses.
pub(crate) fn width(c: char) -> usize {
    if c == '\u{fe0f}' { 1 } else { c.width().unwrap_or(0) }
}

/// Whether a character shows nothing and steers something: C0 and C1 controls, bidirectional embeddings, overrides
/// and isolates, tag characters, the byte order mark, noncharacters.
pub(crate) fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
        || matches!(c, '\u{e0000}'..='\u{e007f}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// The characters after an escape sequence that began with `opener`. A string sequence (a window name, a link) that
/// never ends takes nothing but its opener, so that no text is lost to a stray byte.
fn after_sequence(opener: char, rest: std::str::Chars<'_>) -> std::str::Chars<'_> {
    let mut inside = rest.clone();
    let kind = if opener == '\u{9b}' { Some('[') } else { inside.next() };
    match kind {
        Some('[') => {
            let mut ahead = if opener == '\u{9b}' { rest } else { inside };
            let mut after = ahead.clone();
            while let Some(c) = ahead.next() {
                match c {
                    '\u{20}'..='\u{3f}' => after = ahead.clone(),
                    '\u{40}'..='\u{7e}' => return ahead,
                    _ => return after,
                }
            }
            after
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            let mut ahead = inside.clone();
            // Real ones are short; the bound keeps a text of a million openers linear.
            for _ in 0..4096 {
                match ahead.next() {
                    Some('\u{07}' | '\u{9c}') => return ahead,
                    Some('\u{1b}') => {
                        let mut end = ahead.clone();
                        return if end.next() == Some('\\') { end } else { ahead };
                    }
                    Some(_) => {}
                    None => break,
                }
            }
            inside
        }
        Some('\u{20}'..='\u{7e}') => inside,
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::{columns, line, short};

    #[test]
    fn nothing_that_steers_a_terminal_gets_through() {
        for (given, shown) in [
            ("a\u{1b}[31mred\u{1b}[0m b", "ared b"),
            ("a\u{9b}2Jb", "ab"),
            ("\u{1b}]0;owned\u{07}title", "title"),
            ("\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"),
            ("\u{1b}]never ends", "never ends"),
            ("abc\u{202e}fed\u{2066}g", "abcfedg"),
            ("a\r\n\tb\u{0}c\u{7}\u{8}", "a bc"),
            ("\u{1b}", ""),
            ("\u{1b}[", ""),
            ("\u{1b}(Bx", "Bx"),
        ] {
            assert_eq!(line(given), shown, "{given:?}");
        }
    }

    #[test]
    fn short_keeps_whole_words() {
        assert_eq!(short("the port will close", 12), "the port…");
        assert_eq!(short("the port", 8), "the port");
        assert_eq!(columns(&short("港口将于星期五关闭", 9)), 9);
    }
}
