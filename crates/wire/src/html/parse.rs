//! A page's text to its tree.
//!
//! In: decoded HTML · Out: [`Tree`], and whether it was flattened · From: html5ever 0.40 (WHATWG HTML 13.2)
//! Fails: never · Cost: linear in the page; depth is capped by the guard, attributes by `thin`

use super::guard::Guard;
use super::tree::Tree;
use html5ever::interface::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};

/// Parses the page.
pub(crate) fn parse(page: &str) -> (Tree, bool) {
    let page = super::thin::thin(page);
    let tokenizer = Tokenizer::new(Guard::new(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(&page));
    // A script or a charset declaration stops the tokenizer; neither matters here, so it goes on.
    while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.finish()
}

#[cfg(test)]
mod tests {
    use super::super::tag::{Attr, Tag};
    use super::*;

    #[test]
    fn the_tree_is_the_pages() {
        let (tree, capped) =
            parse("<title>Port</title><p class='a b'>One <b>two</b><p>three<script>x</script></p>");
        assert!(!capped);
        let texts: Vec<String> = tree
            .below(super::super::tree::ROOT)
            .filter(|id| tree.tag(*id) == Tag::P)
            .map(|id| tree.words(id))
            .collect();
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
        let page =
            format!("<p>before</p>{}deep{}<p>after</p>", "<div><b>".repeat(5000), "</b></div>".repeat(5000));
        let (tree, capped) = parse(&page);
        assert!(capped);
        assert_eq!(tree.words(super::super::tree::ROOT), "before deep after");
        assert!(tree.below(0).all(|id| tree.above(id).count() < 300));
    }
}
