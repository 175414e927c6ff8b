//! Where the story stands: the words of the page weighed, furniture left out, and the element that holds the rest.
//!
//! In: the tree · Out: [`Weights`]: which elements are furniture, and the story's container · From: text and link density
//! (Kohlschütter and others 2010, "Boilerplate detection using shallow text features"), class hints (lists/blocks.tsv)
//! Fails: a page without running text has no container · Cost: three walks over the page

use super::classes::{Hint, Hints, Names};
use super::tag::{Attr, Tag};
use super::tree::{Id, NONE, Tree};

/// Characters from which a block counts as running text; teasers and labels are mostly shorter.
const RUNNING: u32 = 70;

/// A child that holds this share of the running text holds the story.
const SHARE: f32 = 0.72;

/// Furniture by name that holds this share of the page's running text is no furniture.
const TOO_MUCH: f32 = 0.45;

/// The page weighed.
pub(crate) struct Weights {
    /// Elements that are furniture, with all below them.
    pub(crate) dropped: Vec<bool>,
    /// Elements that are not shown.
    pub(crate) hidden: Vec<bool>,
    pub(crate) hints: Vec<Hint>,
    /// For every element, where its names stand in `named`.
    pub(crate) names: Vec<u32>,
    /// What the different names of the page say; the first says nothing.
    pub(crate) named: Vec<Names>,
    /// The element that holds the story.
    pub(crate) container: Id,
}

/// Weighs everything below `top`.
pub(crate) fn weigh(tree: &Tree, top: Id, h1: Option<Id>) -> Weights {
    let order: Vec<Id> = tree.below(top).collect();
    let mut reader = Hints::default();
    let mut hints = vec![Hint::default(); tree.len()];
    let (mut names, mut named) = (vec![0u32; tree.len()], vec![Names::default()]);
    for id in &order {
        if tree.tag(*id) != Tag::Text {
            let own = reader.of(tree, *id);
            if own != Names::default() {
                hints[*id as usize] = own.hint;
                names[*id as usize] = named.len() as u32;
                named.push(own);
            }
        }
    }
    let own = running(tree, top, &order);
    let mut all = own.clone();
    gather(tree, &order, &mut all, &[]);
    let whole = all.get(top as usize).copied().unwrap_or(0);
    let mut dropped = vec![false; tree.len()];
    let mut hidden = vec![false; tree.len()];
    for id in order.iter().filter(|id| tree.tag(**id) != Tag::Text) {
        hidden[*id as usize] = is_hidden(tree, *id);
        let share = all[*id as usize] as f32 / whole.max(1) as f32;
        dropped[*id as usize] = is_furniture(tree, *id, hints[*id as usize], share, hidden[*id as usize]);
    }
    let mut good = own;
    gather(tree, &order, &mut good, &dropped);
    let container = container(tree, top, &order, &good, &hints, &dropped, h1);
    Weights { dropped, hidden, hints, names, named, container }
}

/// Running text of each block by itself: characters of blocks that are long and hold few links.
fn running(tree: &Tree, top: Id, order: &[Id]) -> Vec<u32> {
    let mut chars = vec![0u32; tree.len()];
    let mut links = vec![0u32; tree.len()];
    // For every node: its nearest block, and whether a link is around it; parents come before children.
    let mut block = vec![top; tree.len()];
    let mut linked = vec![false; tree.len()];
    let mut mute = vec![false; tree.len()];
    for id in order {
        let (id, parent) = (*id as usize, tree.node(*id).parent as usize);
        let tag = tree.tag(id as Id);
        // Captions are no running text, however long.
        mute[id] = mute[parent] || tag.is_mute() || matches!(tag, Tag::Figure | Tag::Figcaption);
        linked[id] = linked[parent] || (tag == Tag::A && tree.attr(id as Id, Attr::Href).is_some());
        block[id] = if tag.is_block() { id as Id } else { block[parent] };
        if tag == Tag::Text && !mute[id] {
            let text = tree.text(id as Id);
            let count = if text.is_ascii() {
                crate::clean::shown(text) as u32
            } else {
                text.chars().filter(|c| !c.is_whitespace()).map(width).sum()
            };
            let at = block[id] as usize;
            chars[at] += count;
            links[at] += if linked[id] { count } else { 0 };
        }
    }
    chars.iter().zip(&links).map(|(c, l)| if *c >= RUNNING && *l * 2 < *c { *c - *l } else { 0 }).collect()
}

/// An ideograph says as much as three letters.
fn width(c: char) -> u32 {
    if ('\u{2e80}'..'\u{e000}').contains(&c) { 3 } else { 1 }
}

/// Adds every node's weight to its parents', children first; dropped ones count nothing.
fn gather(tree: &Tree, order: &[Id], weight: &mut [u32], dropped: &[bool]) {
    for id in order.iter().rev() {
        let at = *id as usize;
        if dropped.get(at).copied().unwrap_or(false) {
            weight[at] = 0;
            continue;
        }
        let parent = tree.node(*id).parent;
        if parent != NONE {
            weight[parent as usize] += weight[at];
        }
    }
}

/// Whether the element is kept from the eye.
fn is_hidden(tree: &Tree, id: Id) -> bool {
    let tag = tree.tag(id);
    tree.attr(id, Attr::Hidden).is_some()
        // Some pages hide the paragraphs behind their paywall from screen readers only.
        || tree.attr(id, Attr::AriaHidden) == Some("true") && !matches!(tag, Tag::P | Tag::Li | Tag::Blockquote)
        || tree.attr(id, Attr::Style).filter(|s| s.contains(':') && s.contains('y')).is_some_and(|s| {
            let s: String = s.chars().filter(|c| !c.is_whitespace()).collect();
            s.contains("display:none") || s.contains("visibility:hidden")
        })
}

fn is_furniture(tree: &Tree, id: Id, hint: Hint, share: f32, hidden: bool) -> bool {
    let tag = tree.tag(id);
    if tag == Tag::Text || tag == Tag::Body || tag == Tag::Main || tag == Tag::Html {
        return false;
    }
    if tag.is_mute() || hint.is(Hint::COMMENTS) && share < 0.9 {
        return true;
    }
    if share > TOO_MUCH {
        return false;
    }
    let role = tree.attr(id, Attr::Role).unwrap_or_default();
    hidden
        || matches!(
            tag,
            Tag::Nav | Tag::Footer | Tag::Aside | Tag::Form | Tag::Dialog | Tag::Menu | Tag::Search
        )
        || matches!(
            role,
            "navigation"
                | "complementary"
                | "dialog"
                | "contentinfo"
                | "search"
                | "menu"
                | "alert"
                | "banner"
                | "toolbar"
                | "tooltip"
        )
        || hint.is(Hint::DROP) && !hint.is(Hint::BODY)
}

/// Down from the top to the smallest element that still holds most of the running text.
fn container(
    tree: &Tree,
    top: Id,
    order: &[Id],
    good: &[u32],
    hints: &[Hint],
    dropped: &[bool],
    h1: Option<Id>,
) -> Id {
    let weight = |id: Id| good.get(id as usize).copied().unwrap_or(0) as f32;
    if weight(top) == 0.0 {
        return NONE;
    }
    // The article around the headline, if it holds a fair share; else the page.
    let mut at = top;
    if let Some(h1) = h1 {
        let around = tree
            .above(h1)
            .find(|id| matches!(tree.tag(*id), Tag::Article | Tag::Main) && weight(*id) > weight(top) * 0.3);
        at = around.unwrap_or(top);
    }
    // What names itself the body is believed where it holds a fair share.
    let named = order
        .iter()
        .filter(|id| {
            let inside = at == top || tree.above(**id).any(|a| a == at);
            !dropped[**id as usize]
                && inside
                && (tree.has(**id, Attr::Itemprop, "articleBody") || hints[**id as usize].is(Hint::BODY))
        })
        .copied()
        .fold(NONE, |best, id| if best == NONE || weight(id) > weight(best) { id } else { best });
    if named != NONE && weight(named) > weight(at) * 0.5 {
        at = named;
    }
    loop {
        let heaviest = tree
            .children(at)
            .filter(|c| !dropped[*c as usize])
            .fold(NONE, |best, id| if best == NONE || weight(id) > weight(best) { id } else { best });
        let holds = heaviest != NONE && weight(heaviest) > weight(at) * SHARE;
        if !holds
            || matches!(
                tree.tag(heaviest),
                Tag::P | Tag::Text | Tag::Span | Tag::A | Tag::Li | Tag::Blockquote
            )
        {
            return at;
        }
        at = heaviest;
    }
}
