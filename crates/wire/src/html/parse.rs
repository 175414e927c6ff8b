//! A page's text to its tree.
//!
//! In: decoded HTML · Out: [`Tree`], and whether it was flattened · From: html5ever 0.40 (WHATWG HTML 13.2)
//! Fails: never · Cost: linear in the page; depth is capped by the guard, attributes by [`thin`]

use super::guard::Guard;
use super::tree::Tree;
use html5ever::tendril::StrTendril;
use html5ever::interface::TokenizerResult;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};
use std::borrow::Cow;

/// Attributes that one tag may have: the tokenizer compares each with all before it.
const MOST_ATTRIBUTES: usize = 512;

/// Parses the page.
pub(crate) fn parse(page: &str) -> (Tree, bool) {
    let page = thin(page);
    let tokenizer = Tokenizer::new(Guard::new(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(&page));
    // A script stops the tokenizer; nothing is run here, so it goes on.
    while let TokenizerResult::Script(_) = tokenizer.feed(&queue) {}
    tokenizer.end();
    tokenizer.sink.finish()
}

/// The page without the rest of any tag that has too many attributes.
fn thin(page: &str) -> Cow<'_, str> {
    let bytes = page.as_bytes();
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
        let start = at + found + 1;
        at = start;
        if !bytes.get(start).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (end, cut) = tag_end(bytes, start);
        if let Some(cut) = cut {
            cuts.push((cut, end));
            at = end;
        }
    }
    if cuts.is_empty() {
        return Cow::Borrowed(page);
    }
    let mut out = String::with_capacity(page.len());
    let mut from = 0;
    for (cut, end) in cuts {
        out.push_str(page.get(from..cut).unwrap_or_default());
        from = end;
    }
    out.push_str(page.get(from..).unwrap_or_default());
    Cow::Owned(out)
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
    use super::super::tag::{Attr, Tag};
    use super::*;

    #[test]
    fn the_tree_is_the_pages() {
        let (tree, capped) = parse("<title>Port</title><p class='a b'>One <b>two</b><p>three<script>x</script></p>");
        assert!(!capped);
        let texts: Vec<String> =
            tree.below(super::super::tree::ROOT).filter(|id| tree.tag(*id) == Tag::P).map(|id| tree.words(id)).collect();
        assert_eq!(texts, ["One two", "three"]);
        assert!(tree.below(0).any(|id| tree.has(id, Attr::Class, "B")));
    }

    #[test]
    fn text_in_the_wrong_place_of_a_table_stays_in_order_and_once() {
        let (tree, _) = parse("<table><tr><td>one</td></tr>stray<tr><td>two</td></tr></table><p>after");
        let words = tree.words(super::super::tree::ROOT);
        assert_eq!(words.matches("stray").count(), 1, "{words}");
        assert!(words.contains("one two after") || words.contains("one two  after"), "{words}");
    }

    #[test]
    fn a_tag_with_very_many_attributes_is_thinned() {
        let mut page = String::from("<p>before</p><div ");
        for n in 0..50_000 {
            page.push_str(&format!("a{n}=\">\" "));
        }
        page.push_str("><p>after</p></div>");
        let (tree, _) = parse(&page);
        assert_eq!(tree.words(super::super::tree::ROOT), "before after");
    }

    #[test]
    fn depth_is_capped_and_text_kept() {
        let page = format!("<p>before</p>{}deep{}<p>after</p>", "<div><b>".repeat(5000), "</b></div>".repeat(5000));
        let (tree, capped) = parse(&page);
        assert!(capped);
        assert_eq!(tree.words(super::super::tree::ROOT), "before deep after");
        assert!(tree.below(0).all(|id| tree.above(id).count() < 300));
    }
}
