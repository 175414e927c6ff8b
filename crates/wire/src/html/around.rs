//! What stands around the story: deck, pictures, printed questions, the rights line.
//!
//! In: the tree, the story's place · Out: fields of the draft · From: figure, figcaption, details, dl; lists/blocks.tsv
//! Fails: what is not there is absent · Cost: one walk each

use super::blocks::Raw;
use super::classes::Hint;
use super::ld::Told;
use super::scan::Scan;
use super::tag::Tag;
use super::tree::{Id, NONE, Tree};
use super::weigh::Weights;
use crate::carrier::{Asked, Draft};
use crate::{clean, credit, furniture, questions};
use model::{Image, ParagraphKind};

/// Longest deck, in words.
const LONGEST_DECK: usize = 90;

/// Questions that a page may print; a help centre may have more, a story has a handful.
const MOST_ASKED: usize = 200;

/// The line under the headline: between it and the story, by name or because the page's description repeats it.
pub(crate) fn deck(
    tree: &Tree,
    scan: &Scan<'_>,
    told: &Told,
    h1: Option<Id>,
    weights: &Weights,
    kept: &mut Vec<Raw>,
    draft: &mut Draft,
) {
    let described: Vec<String> = scan
        .meta(&["og:description"])
        .into_iter()
        .chain(scan.meta(&["description"]))
        .chain(scan.meta(&["twitter:description"]))
        .map(clean::line)
        .chain(told.description.clone())
        .collect();
    let is_deck = |id: Id, words: &str| {
        let hint = weights.hints.get(id as usize).copied().unwrap_or_default();
        let above = tree.node(id).parent;
        let outer = weights.hints.get(above as usize).copied().unwrap_or_default();
        let count = clean::words(words);
        (4..=LONGEST_DECK).contains(&count)
            && !draft.headline.as_ref().is_some_and(|h| clean::same(h, words))
            && (hint.is(Hint::DECK)
                || outer.is(Hint::DECK)
                || described.iter().any(|d| clean::same(d, words)))
    };
    // In the story's own first block, where it is set apart by name.
    if let Some(first) = kept.first() {
        let hint = weights.hints.get(first.id as usize).copied().unwrap_or_default();
        let own = hint.is(Hint::DECK) || first.kind == ParagraphKind::Subhead;
        if own && kept.len() > 2 && is_deck(first.id, &first.text) {
            let raw = kept.remove(0);
            draft.deck = Some(raw.text);
            draft.found("deck", "body");
            return;
        }
    }
    let Some(h1) = h1 else { return };
    let end = kept.first().map_or(NONE, |r| r.id);
    let mut at = tree.past(h1, super::tree::ROOT);
    for _ in 0..600 {
        if at == NONE || at == end {
            return;
        }
        let tag = tree.tag(at);
        let dropped = weights.dropped.get(at as usize).copied().unwrap_or(false);
        if tag.is_mute() || dropped || tag == Tag::Figure {
            at = tree.past(at, super::tree::ROOT);
            continue;
        }
        if tag != Tag::Text
            && (tag.is_block() || tag == Tag::Span)
            && is_small(tree, at)
            && !tree.below(at).any(|n| n == end)
        {
            let words = tree.words(at);
            if is_deck(at, &words) && !kept.iter().take(2).any(|r| clean::same(&r.text, &words)) {
                draft.deck = Some(words);
                draft.found("deck", "under the headline");
                return;
            }
        }
        at = tree.following(at, super::tree::ROOT);
    }
}

/// Few enough nodes to be a line or two.
fn is_small(tree: &Tree, id: Id) -> bool {
    tree.below(id).take(40).count() < 40
}

/// Captions and credits of the pictures in and above the story.
pub(crate) fn pictures(
    tree: &Tree,
    scan: &Scan<'_>,
    told: &Told,
    h1: Option<Id>,
    weights: &Weights,
    draft: &mut Draft,
) {
    let container = weights.container;
    let lowest =
        h1.and_then(|h1| tree.above(h1).find(|a| tree.above(container).any(|b| b == *a) || *a == container));
    let top = lowest.filter(|id| tree.tag(*id) != Tag::Body || container == *id).unwrap_or(container);
    let top = if top == NONE { scan.body } else { top };
    if top == NONE {
        return;
    }
    let mut first = true;
    let mut at = tree.following(top, top);
    while at != NONE {
        let dropped = weights.dropped.get(at as usize).copied().unwrap_or(false);
        if tree.tag(at) == Tag::Figure && !dropped {
            let (caption, credit) = captioned(tree, at, weights);
            if first && (caption.is_some() || credit.is_some()) {
                let image = draft.image.get_or_insert_with(Image::default);
                image.caption = caption;
                image.credit = credit.or(image.credit.take());
                draft.found("image", "figure");
                first = false;
            } else if let Some(caption) = caption {
                let known = |c: &String| clean::same(c, &caption);
                let lead = draft.image.as_ref().and_then(|i| i.caption.as_ref()).is_some_and(known);
                if !lead && !draft.captions.iter().any(known) && draft.captions.len() < 40 {
                    draft.captions.push(caption);
                }
            }
        }
        at =
            if dropped || tree.tag(at) == Tag::Figure { tree.past(at, top) } else { tree.following(at, top) };
    }
    if let (true, Some(caption), Some(image)) = (first, &told.caption, &mut draft.image) {
        let split = credit::split(caption);
        image.caption = split.as_ref().map_or_else(|| Some(caption.clone()), |s| s.caption.clone());
        image.credit = image.credit.take().or(split.map(|s| s.credit));
    }
    if let Some(image) = &mut draft.image {
        image.credit = image.credit.take().map(|c| credit::bare(&c)).filter(|c| !c.is_empty());
        image.caption = image.caption.take().filter(|c| c.chars().any(char::is_alphanumeric));
    }
}

fn captioned(tree: &Tree, figure: Id, weights: &Weights) -> (Option<String>, Option<String>) {
    let Some(line) = tree.below(figure).find(|id| tree.tag(*id) == Tag::Figcaption) else {
        return (None, None);
    };
    let mut caption = String::new();
    let mut credit = None;
    let mut at = tree.following(line, line);
    while at != NONE {
        let tag = tree.tag(at);
        let hint = weights.hints.get(at as usize).copied().unwrap_or_default();
        if credit.is_none() && hint.is(Hint::CREDIT) {
            let words = tree.words(at);
            if clean::words(&words) <= 20 {
                credit = Some(credit::bare(&words)).filter(|c| !c.is_empty());
                at = tree.past(at, line);
                continue;
            }
        }
        if tag == Tag::Text {
            clean::append(&mut caption, tree.text(at));
        } else if tag.is_block() || tag == Tag::Br {
            clean::append(&mut caption, " ");
        }
        at = if tag.is_mute() { tree.past(at, line) } else { tree.following(at, line) };
    }
    let caption = clean::line(&caption);
    if credit.is_none()
        && let Some(split) = credit::split(&caption)
    {
        return (split.caption, Some(split.credit));
    }
    let caption = caption.trim_end_matches([' ', '|', '–', '—', '/', '(', '-']).to_owned();
    ((caption.chars().any(char::is_alphanumeric)).then_some(caption), credit)
}

/// Elements that are printed questions with answers: `details`, `dl`, boxes named so.
pub(crate) fn asked(tree: &Tree, top: Id, weights: &Weights) -> (Vec<Asked>, Vec<Id>) {
    let (mut found, mut places) = (Vec::new(), Vec::new());
    let mut at = top;
    while at != NONE && found.len() < MOST_ASKED {
        let tag = tree.tag(at);
        let dropped = at != top && weights.dropped.get(at as usize).copied().unwrap_or(false);
        let mut taken = false;
        if !dropped && tag == Tag::Details {
            let summary = tree.children(at).find(|c| tree.tag(*c) == Tag::Summary);
            let question = summary.map(|s| tree.words(s)).filter(|q| questions::asks(q));
            if let (Some(question), Some(summary)) = (question, summary) {
                let answer = paragraphs(tree, at, weights, &|id| id == summary);
                found.push(Asked { question, answer });
                places.push(at);
                taken = true;
            }
        } else if !dropped && tag == Tag::Dl {
            let mut own: Vec<Asked> = Vec::new();
            for child in tree.below(at) {
                match tree.tag(child) {
                    Tag::Dt => own.push(Asked { question: tree.words(child), answer: Vec::new() }),
                    Tag::Dd => {
                        if let Some(last) = own.last_mut() {
                            last.answer.extend(paragraphs(tree, child, weights, &|_| false));
                        }
                    }
                    _ => {}
                }
            }
            if !own.is_empty() && own.iter().all(|a| questions::asks(&a.question)) {
                found.append(&mut own);
                places.push(at);
                taken = true;
            }
        } else if !dropped
            && weights.hints.get(at as usize).is_some_and(|h| h.is(Hint::ASKED))
            && tag.is_block()
        {
            let raws = super::blocks::cut(tree, at, weights, &|_| false);
            let own = questions::group(raws.iter().map(|r| r.text.as_str()));
            if own.len() >= 2 && own.iter().filter(|a| a.answer.is_empty()).count() * 2 < own.len() {
                found.extend(own);
                places.push(at);
                taken = true;
            }
        }
        at = if taken || dropped || tag.is_mute() && tag != Tag::Document {
            tree.past(at, top)
        } else {
            tree.following(at, top)
        };
    }
    (found, places)
}

fn paragraphs(tree: &Tree, top: Id, weights: &Weights, skip: &dyn Fn(Id) -> bool) -> Vec<String> {
    super::blocks::cut(tree, top, weights, skip).into_iter().map(|r| r.text).collect()
}

/// Questions under a heading that says so ("Key questions on the ban"), at the end of the story.
pub(crate) fn asked_under_heading(kept: &mut Vec<Raw>) -> Vec<Asked> {
    let heading = kept.iter().enumerate().position(|(at, raw)| {
        furniture::is_faq_heading(&raw.text)
            && kept.get(at + 1).is_some_and(|next| questions::asks(&next.text))
    });
    let Some(at) = heading else { return Vec::new() };
    let past =
        kept.iter().skip(at + 1).position(|r| r.kind == ParagraphKind::Subhead && !questions::asks(&r.text));
    let end = past.map_or(kept.len(), |p| at + 1 + p);
    let taken: Vec<Raw> = kept.drain(at..end).collect();
    questions::group(taken.iter().skip(1).map(|r| r.text.as_str()))
}

/// The rights line, wherever the page prints it: the last one that is short.
pub(crate) fn rights(tree: &Tree, scan: &Scan<'_>, told: &Told, draft: &mut Draft) {
    if draft.rights.is_some() || scan.body == NONE {
        return;
    }
    if let Some(rights) =
        told.rights.clone().or_else(|| scan.meta(&["copyright", "dc.rights", "rights"]).map(clean::line))
    {
        draft.rights = Some(rights);
        draft.found("rights", if told.rights.is_some() { "json-ld" } else { "meta" });
        return;
    }
    let mut found = None;
    for id in tree.below(scan.body) {
        if tree.tag(id) == Tag::Text && tree.text(id).len() < 600 && is_marked(tree.text(id)) {
            let own = clean::line(tree.text(id));
            let block = tree.above(id).find(|a| tree.tag(*a).is_block());
            let whole = block.filter(|b| tree.below(*b).take(30).count() < 30).map(|b| tree.words(b));
            let line = whole.filter(|w| furniture::is_rights(w)).unwrap_or(own);
            if furniture::is_rights(&line) {
                found = Some(line);
            }
        }
    }
    if let Some(line) = found {
        draft.rights = Some(line);
        draft.found("rights", "footer");
    }
}

fn is_marked(text: &str) -> bool {
    text.contains('©')
        || text.contains("opyright")
        || text.contains("ights reserved")
        || text.contains("OPYRIGHT")
}
