//! The page made lighter before it is parsed: what no reader sees is cut out of its source.
//!
//! In: decoded HTML · Out: the same without comments, scripts (JSON-LD stays), styles, and without the rest of any tag that
//! has too many attributes · From: WHATWG HTML 13.2.5; 50,000 attributes on one tag cost html5ever 2.9 s (TRUST I3)
//! Fails: what is not closed stays as it is · Cost: one pass; about two thirds of a page's bytes go

use memchr::{memchr, memmem};
use std::borrow::Cow;

/// Attributes that one tag may have: the tokenizer compares each with all before it.
const MOST_ATTRIBUTES: usize = 512;

/// Cuts the page.
pub(crate) fn thin(page: &str) -> Cow<'_, str> {
    let bytes = page.as_bytes();
    let mut out = String::new();
    let (mut from, mut at) = (0, 0);
    // Whether a search for the end of this kind has already failed once: then there is none further on either.
    let mut unclosed = [false; 3];
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        let start = at + found + 1;
        at = start;
        let Some(rest) = bytes.get(start..) else { break };
        let cut = if rest.starts_with(b"!--") {
            end_of(&mut unclosed[0], || {
                memmem::find(rest.get(1..)?, b"-->").map(|end| (start - 1, start + 1 + end + 3))
            })
        } else if opens(rest, b"script") {
            let (end, _) = tag_end(bytes, start);
            let data = bytes.get(start..end).is_some_and(|tag| memmem::find(tag, b"ld+json").is_some());
            if data {
                at = closing(bytes, end, b"script").unwrap_or(end);
                continue;
            }
            end_of(&mut unclosed[1], || Some((end + 1, closing(bytes, end, b"script")?)))
        } else if opens(rest, b"style") {
            let (end, _) = tag_end(bytes, start);
            end_of(&mut unclosed[2], || Some((end + 1, closing(bytes, end, b"style")?)))
        } else if rest.first().is_some_and(u8::is_ascii_alphabetic) {
            let (end, cut) = tag_end(bytes, start);
            cut.map(|cut| (cut, end))
        } else {
            None
        };
        if let Some((cut, end)) = cut.filter(|(cut, end)| cut <= end) {
            out.push_str(page.get(from..cut).unwrap_or_default());
            (from, at) = (end, end);
        }
    }
    if from == 0 {
        return Cow::Borrowed(page);
    }
    out.push_str(page.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

fn end_of(unclosed: &mut bool, find: impl Fn() -> Option<(usize, usize)>) -> Option<(usize, usize)> {
    if *unclosed {
        return None;
    }
    let found = find();
    *unclosed = found.is_none();
    found
}

fn opens(rest: &[u8], name: &[u8]) -> bool {
    rest.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name))
        && rest.get(name.len()).is_some_and(|b| b.is_ascii_whitespace() || *b == b'>')
}

/// Where the element's end tag begins.
fn closing(bytes: &[u8], from: usize, name: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    memmem::find_iter(rest, b"</")
        .find(|at| rest.get(at + 2..at + 2 + name.len()).is_some_and(|tail| tail.eq_ignore_ascii_case(name)))
        .map(|at| from + at)
}

/// Where the tag ends, and where its attributes go past the cap. Looks no further than the tag.
fn tag_end(bytes: &[u8], start: usize) -> (usize, Option<usize>) {
    let (mut quote, mut count, mut cut, mut spaced) = (None, 0, None, false);
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match (quote, *byte) {
            (Some(open), b) if b == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return (at, cut),
            (None, b'<') if cut.is_none() => return (at, None),
            (None, b @ (b'"' | b'\'')) if bytes.get(at.wrapping_sub(1)) == Some(&b'=') => quote = Some(b),
            (None, b' ' | b'\t' | b'\n' | b'\r' | b'/' | 0x0c) => spaced = true,
            (None, _) if spaced => {
                spaced = false;
                count += 1;
                if count == MOST_ATTRIBUTES {
                    cut = Some(at);
                }
            }
            _ => {}
        }
    }
    (bytes.len(), cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_reader_sees_goes() {
        assert_eq!(thin("a<!-- <p>no --><b>b</b>"), "a<b>b</b>");
        assert_eq!(thin("<SCRIPT src=x>if (a<b) '</p>'</SCRIPT><p>x"), "<SCRIPT src=x></SCRIPT><p>x");
        assert_eq!(thin("<style>p{}</style>x"), "<style></style>x");
        let data = "<script type=\"application/ld+json\">{\"a\":\"<!-- b -->\"}</script>x";
        assert_eq!(thin(data), data);
    }

    #[test]
    fn what_is_not_closed_stays() {
        for page in
            ["a<!-- b", "<script>x", "<style>", "a<", "<", "", "<!-", "<p title='", "<scripty>x</scripty>"]
        {
            assert_eq!(thin(page), page);
        }
    }

    #[test]
    fn the_521st_attribute_goes() {
        let page = format!("<p {}>after", (0..600).map(|n| format!("a{n}='>' ")).collect::<String>());
        let thinned = thin(&page).into_owned();
        assert!(thinned.len() < page.len() && thinned.ends_with(">after"));
    }
}
