//! Pages built by scripts: the story's HTML as a string in the data of a script.
//!
//! In: the source of a page on which no story stands · Out: the paragraphs of the longest such string
//! From: pages of the gold whose text is set in by a script · Fails: a page without such a string has none
//! Cost: some passes over the page, and the string read as a page

use super::tag::Tag;
use super::tree::{Id, NONE, ROOT};
use super::{blocks, body, parse, weigh};
use crate::carrier::{Block, Draft};

/// Paragraphs from which a string is a story: fewer are labels and teasers.
const PARAGRAPHS: usize = 3;

/// How a paragraph begins in a string of a script: scripts write `<` as it is or by number.
const BEGINS: [&str; 2] = ["\\u003cp", "<p"];

/// The story's paragraphs, none where no script holds any.
pub(crate) fn read(page: &str) -> Vec<Block> {
    let longest = strings(page).into_iter().max_by_key(String::len);
    let Some(html) = longest else { return Vec::new() };
    let (story, _) = parse::parse(&html);
    let top: Id = story.below(ROOT).find(|id| story.tag(*id) == Tag::Body).unwrap_or(ROOT);
    let weights = weigh::weigh(&story, top, None);
    if weights.container == NONE {
        return Vec::new();
    }
    let raws = blocks::cut(&story, top, &weights, &|_| false);
    let inside: Vec<usize> = (0..raws.len()).collect();
    let keeps = body::by_rule(&raws, &inside, &weights, None, &mut Draft::default());
    body::set(raws.into_iter().zip(keeps).filter(|(_, keep)| *keep).map(|(raw, _)| raw).collect())
}

/// Strings of the page's scripts that hold paragraphs.
fn strings(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut from = 0;
    // Where either way to begin a paragraph stands next; each is looked for again only once it is passed.
    let next =
        |begins: &str, from: usize| page.get(from..).and_then(|rest| rest.find(begins)).map(|at| from + at);
    let mut nexts = BEGINS.map(|begins| next(begins, 0));
    while let Some(at) = nexts.iter().flatten().copied().min() {
        let open = page.get(from..at).and_then(|before| before.rfind('"')).map(|open| from + open);
        let end = page.get(at..).and_then(closing).map_or(page.len(), |end| at + end);
        if let Some(text) = open.and_then(|open| page.get(open..=end))
            && let Ok(html) = serde_json::from_str::<String>(text)
            && html.matches("<p").count() >= PARAGRAPHS
        {
            found.push(html);
        }
        from = end + 1;
        for (slot, begins) in nexts.iter_mut().zip(BEGINS) {
            if slot.is_some_and(|at| at < from) {
                *slot = next(begins, from);
            }
        }
    }
    found
}

/// Where the quote stands that closes a string; a quote after a backslash is in it.
fn closing(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|b| {
        let closes = b == b'"' && !escaped;
        escaped = b == b'\\' && !escaped;
        closes
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_in_a_script() {
        let words = "The port of Hargate shuts its gates to tankers at dusk, and opens them again when the day breaks.";
        let paragraphs: String =
            (1..=4).map(|n| format!(r#"\u003cp class=\"t\"\u003e{n}. {words}\u003c/p\u003e"#)).collect();
        let page = format!(
            r#"<body><div id="app"></div><script>window.x={{"a":"<p>","story":"\u003cdiv\u003e{paragraphs}\u003c/div\u003e","b":1}}</script>"#
        );
        let blocks = read(&page);
        assert_eq!(blocks.len(), 4);
        assert_eq!(blocks[3].text, format!("4. {words}"));
    }

    #[test]
    fn no_story_no_blocks() {
        for script in ["", "<p", "\"<p><p><p>", "{\"a\":\"<p>One.</p>\"}", "<p>\"<p>\\"] {
            let page = format!("<body><script>{script}</script>");
            assert!(read(&page).is_empty(), "{script}");
        }
    }
}
