//! White space and invisible characters: what a reader does not see does not enter the text.
//!
//! In: any text · Out: one line without runs of white space · From: Unicode 16 general categories Zs, Cc, Cf
//! Fails: never · Cost: one pass

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

/// Appends `text` to `out` under the rule of [`line`], so that text in pieces cleans like text in one.
pub(crate) fn append(out: &mut String, text: &str) {
    for c in text.chars() {
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
    text.split_whitespace().count()
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
    let bare =
        |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    a == b || bare(a) == bare(b)
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
