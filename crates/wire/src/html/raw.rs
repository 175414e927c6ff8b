//! Where raw text ends: scripts, styles, titles and comments, which hold marks that are none.
//!
//! In: the page, and where the raw text begins · Out: where it ends · From: WHATWG HTML 13.2.5.15 to 13.2.5.31, 13.2.5.42 on
//! Fails: what is not closed goes on to the page's end, as in browsers · Cost: one pass forward

use super::lexer::ends_name;
use memchr::{memchr, memmem};

/// Where the end tag of this name begins and where its name ends; twice the page's end where there is none.
pub(crate) fn closing(bytes: &[u8], start: usize, name: &[u8]) -> (usize, usize) {
    let mut at = start;
    while let Some(found) = bytes.get(at..).and_then(|rest| memmem::find(rest, b"</")) {
        at += found + 2;
        if is_name(bytes, at, name) {
            return (at - 2, at + name.len());
        }
    }
    (bytes.len(), bytes.len())
}

/// Past the comment whose words begin at `start`: `-->`, `--!>`, and at once `>` or `->`.
pub(crate) fn comment(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'>', rest)) {
        let end = at + found;
        at = end + 1;
        let words = bytes.get(start..end).unwrap_or_default();
        if words.is_empty() || words == b"-" || words.ends_with(b"--") || words.ends_with(b"--!") {
            return at;
        }
    }
    bytes.len()
}

fn is_name(bytes: &[u8], at: usize, name: &[u8]) -> bool {
    bytes.get(at..at + name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name))
        && bytes.get(at + name.len()).is_some_and(|b| ends_name(*b))
}

/// The ends of scripts.
#[derive(Default)]
pub(crate) struct Ends {
    /// A script hid its own end tag behind `<!--` and `<script`, and the page ended: no other may, or each would be read
    /// to the page's end again.
    hidden: bool,
}

impl Ends {
    /// Where a script's end tag begins and where its name ends. A script inside a comment inside the script has its own.
    pub(crate) fn script(&mut self, bytes: &[u8], start: usize) -> (usize, usize) {
        const NAME: &[u8] = b"script";
        let over = (bytes.len(), bytes.len());
        let (mut first, mut escaped, mut double) = (None, None, false);
        let mut at = start;
        while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
            let here = at + found;
            at = here + 1;
            // A comment that has ended since it was opened escapes nothing more.
            if let Some(from) = escaped
                && bytes.get(from..here).is_some_and(|words| memmem::find(words, b"-->").is_some())
            {
                (escaped, double) = (None, false);
            } else {
                escaped = escaped.map(|_| here);
            }
            match bytes.get(at) {
                Some(b'/') if is_name(bytes, at + 1, NAME) => {
                    let end = (here, at + 1 + NAME.len());
                    if !double || self.hidden {
                        return end;
                    }
                    first = first.or(Some(end));
                    double = false;
                }
                Some(b's' | b'S') if escaped.is_some() && is_name(bytes, at, NAME) => double = true,
                Some(b'!') if escaped.is_none() && bytes.get(at..).is_some_and(|r| r.starts_with(b"!--")) => {
                    // `<!-->` ends at once, so the dashes count for the end too.
                    escaped = Some(at + 1);
                }
                _ => {}
            }
        }
        if let Some(end) = first {
            self.hidden = true;
            return end;
        }
        over
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_end_as_in_browsers() {
        for (page, rest) in
            [("x-->y", "y"), (">y", "y"), ("->y", "y"), ("a--!>y", "y"), ("a>b-- >c", ""), ("-->y", "y")]
        {
            assert_eq!(page.get(comment(page.as_bytes(), 0)..), Some(rest), "{page}");
        }
    }

    #[test]
    fn a_script_inside_a_comment_inside_a_script() {
        for (page, words) in [
            ("a</script>b", "a"),
            ("'</scripty>'</SCRIPT >b", "'</scripty>'"),
            ("<!-- a</script>b", "<!-- a"),
            ("<!-- <script>a</script> --></script>b", "<!-- <script>a</script> -->"),
            ("<!-- <script>a --> </script>b", "<!-- <script>a --> "),
            // Never closed a second time: the first end tag counts after all.
            ("<!-- <script>a</script>b<p>c", "<!-- <script>a"),
            ("<!--><script></script>b", "<!--><script>"),
            ("a", "a"),
        ] {
            let (end, _) = Ends::default().script(page.as_bytes(), 0);
            assert_eq!(page.get(..end), Some(words), "{page}");
        }
    }
}
