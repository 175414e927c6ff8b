//! White space and invisible characters: what a reader does not see does not enter the text.
//!
//! In: any text · Out: one line without runs of white space · From: Unicode 16 general categories Zs, Cc, Cf
//! Fails: never · Cost: one pass

use std::borrow::Cow;

/// One line: every run of white space is one space, ends are trimmed, control characters, soft hyphens, zero-width
/// spaces and direction overrides are gone. Joiners stay: some scripts are spelt with them.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    append(&mut out, text);
    while out.ends_with(' ') {
        out.pop();
    }
    out
}

/// The same; text that is such a line already is not copied.
pub(crate) fn lined(text: &str) -> Cow<'_, str> {
    let mut before = ' ';
    let clean = |c: char| {
        let single = c == ' ' && before != ' ';
        before = c;
        c.is_ascii_graphic() || single || !c.is_ascii() && !is_space(c) && !is_invisible(c)
    };
    if text.chars().all(clean) && before != ' ' { Cow::Borrowed(text) } else { Cow::Owned(line(text)) }
}

/// Small letters; a text that has no others is not copied.
pub(crate) fn lowered(text: &str) -> Cow<'_, str> {
    let small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if text.bytes().all(small) {
        Cow::Borrowed(text)
    } else if text.is_ascii() {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

/// Most bytes of a word that is looked up without a copy.
const SHORT: usize = 48;

/// What `look` says of the text in small letters.
pub(crate) fn in_small<T>(text: &str, look: impl FnOnce(&str) -> T) -> T {
    let mut own = [0; SHORT];
    if let Some(own) = own.get_mut(..text.len()).filter(|_| text.is_ascii()) {
        own.copy_from_slice(text.as_bytes());
        own.make_ascii_lowercase();
        if let Ok(small) = std::str::from_utf8(own) {
            return look(small);
        }
    }
    look(&lowered(text))
}

/// Appends `text` to `out` under the rule of [`line`], so that text in pieces cleans like text in one.
pub(crate) fn append(out: &mut String, text: &str) {
    out.reserve(text.len());
    let mut rest = text;
    loop {
        // Words of plain letters go in one piece, with the single spaces between them.
        let bytes = rest.as_bytes();
        let mut before = b' ';
        let mut plain = |byte: &u8| {
            let single = *byte == b' ' && before != b' ';
            before = *byte;
            byte.is_ascii_graphic() || single
        };
        let end = bytes.iter().position(|byte| !plain(byte)).unwrap_or(bytes.len());
        out.push_str(rest.get(..end).unwrap_or_default());
        rest = rest.get(end..).unwrap_or_default();
        // So do runs of white space, of which pages have much between their tags.
        let spaces =
            rest.bytes().position(|byte| !matches!(byte, b'\t'..=b'\r' | b' ')).unwrap_or(rest.len());
        if spaces > 0 {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            rest = rest.get(spaces..).unwrap_or_default();
            continue;
        }
        let Some(c) = rest.chars().next() else { return };
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        if is_space(c) {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_invisible(c) {
            out.push(c);
        }
    }
}

/// White space in print, the no-break kinds among it.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace()
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Words as white space cuts them.
pub(crate) fn words(text: &str) -> usize {
    let (mut count, mut before) = (0, true);
    if !text.is_ascii() {
        for c in text.chars() {
            let space = is_space(c);
            count += usize::from(before && !space);
            before = space;
        }
        return count;
    }
    for byte in text.bytes() {
        let space = matches!(byte, b'\t'..=b'\r' | b' ');
        count += usize::from(before && !space);
        before = space;
    }
    count
}

/// Characters, white space aside.
pub(crate) fn shown(text: &str) -> usize {
    if text.is_ascii() {
        let spaces =
            |piece: &[u8]| piece.iter().map(|b| u8::from(matches!(b, b'\t'..=b'\r' | b' '))).sum::<u8>();
        return text.len() - text.as_bytes().chunks(255).map(|p| usize::from(spaces(p))).sum::<usize>();
    }
    text.chars().filter(|c| !is_space(*c)).count()
}

/// Whether the text ends like a sentence, closing quotes and brackets aside.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', '“', ')', ']', ' ']);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'])
}

/// Whether two printings say the same: letters and digits alone, case aside.
pub(crate) fn same(a: &str, b: &str) -> bool {
    if a.len() > b.len() * 2 + 16 || b.len() > a.len() * 2 + 16 {
        return false;
    }
    fn bare(s: &str) -> impl Iterator<Item = char> {
        s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
    }
    a == b || bare(a).eq(bare(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_one_space_and_the_unseen_goes() {
        assert_eq!(
            line("\u{feff} The\u{a0}har\u{ad}bour\r\n is\t\u{200b}shut \u{202e}"),
            "The harbour is shut"
        );
        assert_eq!(line(" \n "), "");
    }

    #[test]
    fn a_sentence_may_end_inside_its_quotes() {
        assert!(ends_sentence("He said: “No.”"));
        assert!(ends_sentence("Was it shut?"));
        assert!(!ends_sentence("Night ban on tankers"));
    }

    #[test]
    fn the_same_headline_in_another_dress() {
        assert!(same("Night ban — on tankers", "NIGHT BAN ON TANKERS"));
        assert!(!same("Night ban", "Night plan"));
    }
}
