//! The story's pictures: the leading one with its caption and credit, and the captions of the others.
//!
//! In: the tree, the story's place and its first paragraph · Out: `image` and `captions` of the draft
//! From: figure and figcaption, class names (lists/named.tsv), schema.org ImageObject; looked over with fundus-eval
//! Fails: a leading picture without a caption has none; `alt` and `og:image:alt` tell what is seen and are no caption
//! Cost: one walk over the story's part of the page; a picture's box is small

use super::kinds::is_formatting;
use super::ld::Told;
use super::named::{Named, Names};
use super::scan::Scan;
use super::tag::{Attr, Tag};
use super::tree::{Id, NONE, ROOT, Tree};
use super::weigh::Weights;
use crate::carrier::Draft;
use crate::plain::head;
use crate::{clean, credit, furniture};
use model::Image;
use std::collections::HashSet;

/// Longest caption, in words; the longest of the gold has 113.
const LONGEST: usize = 130;

/// Longest credit, in words.
const LONGEST_CREDIT: usize = 20;

/// Nodes that a picture's box may have: a gallery has more, and is none.
const LARGEST: usize = 160;

/// Captions that one story may have after the first.
const MOST: usize = 60;

/// What is told under one picture.
#[derive(Debug, Default)]
struct Pictured {
    caption: Option<String>,
    credit: Option<String>,
}

/// The walk's view of the page.
struct View<'v> {
    tree: &'v Tree<'v>,
    weights: &'v Weights,
    named: &'v Named,
    /// Elements that hold the story's paragraphs.
    story: HashSet<Id>,
    h1: Option<Id>,
}

/// Reads the pictures; `story` are the elements of the story's paragraphs in order.
#[expect(clippy::too_many_arguments, reason = "each is a different view of the one page")]
pub(crate) fn read(
    tree: &Tree,
    scan: &Scan<'_>,
    told: &Told,
    h1: Option<Id>,
    weights: &Weights,
    named: &Named,
    story: &[Id],
    draft: &mut Draft,
) {
    let Some(top) = scope(tree, scan, h1, weights.container) else { return };
    let first = story.first().copied().unwrap_or(NONE);
    let view = View { tree, weights, named, story: story.iter().copied().collect(), h1 };
    // A headline that hangs on the page itself has the menus before it.
    let mut at = match h1 {
        Some(h1) if tree.tag(top) == Tag::Body => tree.past(h1, top),
        _ => tree.following(top, top),
    };
    let (mut reached, mut bare) = (false, false);
    let mut lead: Option<Pictured> = None;
    while at != NONE {
        reached |= at == first;
        let tag = tree.tag(at);
        if tag == Tag::Text || view.is_passed_over(at, reached) {
            at = tree.past(at, top);
            continue;
        }
        let Some(root) = view.box_of(at, reached) else {
            at = tree.following(at, top);
            continue;
        };
        let pictured = view.pictured(root);
        if pictured.caption.is_none() && pictured.credit.is_none() {
            bare |= !reached && matches!(tag, Tag::Figure | Tag::Picture);
        } else if lead.is_none() && !(bare && reached) {
            lead = Some(pictured);
        } else if let Some(caption) = pictured.caption {
            let known = |c: &String| clean::same(c, &caption);
            let leading = lead.as_ref().and_then(|l| l.caption.as_ref()).is_some_and(known);
            if !leading && !draft.captions.iter().any(known) && draft.captions.len() < MOST {
                draft.captions.push(caption);
            }
        }
        reached |= first != NONE && tree.below(root).any(|id| id == first);
        at = tree.past(root, top);
    }
    set(lead, bare, told, draft);
}

/// Lays the leading picture's words beside what the structured data says of it.
fn set(lead: Option<Pictured>, bare: bool, told: &Told, draft: &mut Draft) {
    if let Some(lead) = lead {
        let image = draft.image.get_or_insert_with(Image::default);
        (image.caption, image.credit) = (lead.caption, lead.credit);
        draft.found("image", "figure");
    } else if let (false, Some(image)) = (bare, &mut draft.image)
        && let Some(caption) = &told.caption
        && !draft.headline.as_ref().is_some_and(|h| clean::same(h, caption))
    {
        let split = credit::split_caption(caption);
        image.caption = split.as_ref().map_or_else(|| Some(caption.clone()), |s| s.caption.clone());
        image.credit = image.credit.take().or(split.map(|s| s.credit));
    }
    if let Some(image) = &mut draft.image {
        image.credit = image.credit.take().or_else(|| told.credit.clone());
        image.credit = image.credit.take().map(|c| credit::bare(&c)).filter(|c| !c.is_empty());
        image.caption = image.caption.take().filter(|c| c.chars().any(char::is_alphanumeric));
    }
}

/// The part of the page that holds headline and story; the body where there is no better.
fn scope(tree: &Tree, scan: &Scan<'_>, h1: Option<Id>, container: Id) -> Option<Id> {
    let lowest =
        h1.and_then(|h1| tree.above(h1).find(|a| *a == container || tree.above(container).any(|b| b == *a)));
    let top = lowest.filter(|_| container != NONE).unwrap_or(container);
    let top = if top == NONE { scan.body } else { top };
    (top != NONE).then_some(top)
}

impl View<'_> {
    /// Furniture, and boxes whose pictures are others: portraits, teasers. A leading picture may be named a teaser.
    fn is_passed_over(&self, id: Id, reached: bool) -> bool {
        let tag = self.tree.tag(id);
        if tag.is_mute() && !matches!(tag, Tag::Button | Tag::Document) {
            return true;
        }
        let names = self.named.at(id);
        if self.weights.dropped.get(id as usize).copied().unwrap_or(false) {
            let shown = names.is(Names::PICTURE.and(Names::CAPTION))
                || matches!(tag, Tag::Figure | Tag::Aside | Tag::Button | Tag::Figcaption);
            let other = names.is(Names::NO_PICTURE) && (reached || !names.is(Names::PICTURE));
            return !shown || other || matches!(tag, Tag::Aside if !names.is(Names::PICTURE));
        }
        names.is(Names::NO_PICTURE)
            && !names.is(Names::PICTURE.and(Names::CAPTION))
            && !matches!(tag, Tag::Figure | Tag::Figcaption)
            && self.is_small(id)
    }

    /// The box of the picture that stands here, if one does.
    fn box_of(&self, id: Id, reached: bool) -> Option<Id> {
        let tag = self.tree.tag(id);
        if tag == Tag::Figure {
            return Some(id);
        }
        if !reached && matches!(tag, Tag::Picture | Tag::Img) {
            return self.signed(id).or((tag == Tag::Picture).then_some(id));
        }
        let captioned = tag == Tag::Figcaption
            || self.named.is(id, Names::CAPTION) && (tag.is_block() || is_phrase(tag)) && self.is_small(id);
        if captioned {
            // Up to the picture: the credit often stands beside the caption.
            let mut root = id;
            for above in self.tree.above(id).take(3) {
                if !self.is_small(above) || self.holds_story(above) {
                    break;
                }
                root = above;
                if self.holds_image(above) {
                    break;
                }
            }
            return Some(root);
        }
        let boxed = self.named.is(id, Names::PICTURE)
            && !(reached && self.named.is(id, Names::NO_PICTURE))
            && tag.is_block()
            && self.is_small(id)
            && !self.holds_story(id)
            && self.holds_image(id)
            && !self.tree.words(id).is_empty()
            && !self.holds_links(id);
        boxed.then_some(id)
    }

    /// The box around a picture without names: the nearest element with few words of which some are a plain credit.
    fn signed(&self, id: Id) -> Option<Id> {
        let around = self.tree.above(id).take(3).find(|a| !self.tree.words(*a).is_empty())?;
        if !self.is_small(around) || self.holds_story(around) || self.holds_links(around) {
            return None;
        }
        let credited = self.tree.below(around).any(|n| {
            self.is_leaf(n)
                && credit::split_caption(&self.tree.words(n)).is_some_and(|split| split.caption.is_none())
        });
        (credited && clean::words(&self.tree.words(around)) <= LONGEST).then_some(around)
    }

    fn holds_links(&self, id: Id) -> bool {
        self.tree
            .below(id)
            .take(LARGEST)
            .any(|n| self.tree.tag(n) == Tag::A && clean::words(&self.tree.words(n)) > 0)
    }

    fn is_small(&self, id: Id) -> bool {
        self.tree.below(id).take(LARGEST).count() < LARGEST
    }

    fn holds_image(&self, id: Id) -> bool {
        let image = |n: Id| matches!(self.tree.tag(n), Tag::Img | Tag::Picture | Tag::Video | Tag::Figure);
        self.tree.below(id).take(LARGEST).any(image)
    }

    fn holds_story(&self, id: Id) -> bool {
        Some(id) == self.h1
            || self.story.contains(&id)
            || self.tree.below(id).take(LARGEST).any(|n| Some(n) == self.h1 || self.story.contains(&n))
    }

    /// Caption and credit of one box.
    fn pictured(&self, root: Id) -> Pictured {
        let mut lines: Vec<Id> = Vec::new();
        let mut at = root;
        while at != NONE {
            let told = self.tree.tag(at) == Tag::Figcaption || self.named.is(at, Names::CAPTION);
            if told && at != root || self.tree.tag(root) == Tag::Figcaption {
                lines.push(at);
                if lines.len() > 6 {
                    break;
                }
                at = self.tree.past(at, root);
            } else {
                at = self.tree.following(at, root);
            }
        }
        if lines.is_empty() {
            lines.push(root);
        }
        let mut out = Pictured::default();
        for line in &lines {
            let own = self.line(*line);
            out.caption = out.caption.take().or(own.caption);
            out.credit = out.credit.take().or(own.credit);
        }
        if out.credit.is_none() && lines != [root] {
            out.credit = self.credit_in(root);
        }
        if out.credit.is_none() {
            out.credit = self.credit_beside(root);
        }
        out
    }

    /// A caption line with what it says of the maker taken apart.
    fn line(&self, line: Id) -> Pictured {
        let mut out = Pictured::default();
        let mut caption = String::new();
        let credits_alone = self.named.is(line, Names::CREDIT) && !self.named.is(line, Names::CAPTION);
        let mut at = if credits_alone { line } else { self.tree.following(line, line) };
        while at != NONE {
            let tag = self.tree.tag(at);
            if tag == Tag::Text {
                clean::append(&mut caption, self.tree.text(at));
                at = self.tree.following(at, line);
                continue;
            }
            if tag.is_mute() && tag != Tag::Button {
                at = self.tree.past(at, line);
                continue;
            }
            let credited = self.is_credit(at) || at == line;
            if credited || self.is_leaf(at) {
                let words = self.tree.words(at);
                let fits = (1..=LONGEST_CREDIT).contains(&clean::words(&words));
                let alone = credit::split_caption(&words).filter(|s| s.caption.is_none());
                if fits && (credited || alone.is_some()) {
                    let own = match alone {
                        Some(split) => Some(split.credit),
                        None => self.credit_of(at),
                    };
                    out.credit = match (out.credit.take(), own.filter(|c| is_named(c))) {
                        // "Ines Falk" and "/Coastline via Getty Images" in two elements.
                        (Some(one), Some(two)) if words.starts_with('/') => Some(format!("{one}/{two}")),
                        (Some(one), Some(two)) if !one.contains(&two) && !two.contains(&one) => {
                            Some(format!("{one} / {two}"))
                        }
                        (Some(one), Some(two)) if two.len() > one.len() => Some(two),
                        (Some(one), _) => Some(one),
                        (None, own) => own,
                    };
                    at = self.tree.past(at, line);
                    continue;
                }
            }
            if tag.is_block() || tag == Tag::Br {
                clean::append(&mut caption, " ");
            }
            at = self.tree.following(at, line);
        }
        let mut caption = clean::line(&caption);
        if clean::words(&caption) > LONGEST
            || head::by_line(&caption).is_some()
            || head::date_line(&caption).is_some()
            || furniture::is_furniture(&caption)
        {
            return Pictured::default();
        }
        if let Some(split) = credit::split_caption(&caption) {
            out.credit = out.credit.take().or(Some(split.credit));
            caption = split.caption.unwrap_or_default();
        }
        let caption = caption.trim_matches([' ', '|', '–', '—', '/', '(', '-', '[', ';', ')']).trim();
        // A bracket that the trimming opened is closed again.
        let caption = if caption.matches('(').count() > caption.matches(')').count() {
            format!("{caption})")
        } else {
            caption.to_owned()
        };
        // One word alone is a label: "Video", "Next".
        let told = clean::words(&caption) >= 2
            || caption.chars().any(|c| c > '\u{2e7f}') && caption.chars().count() > 6;
        out.caption = Some(caption).filter(|c| told && c.chars().any(char::is_alphabetic));
        out
    }

    /// A small element without elements below it, but for one level.
    fn is_leaf(&self, id: Id) -> bool {
        let tag = self.tree.tag(id);
        (tag.is_block() || is_phrase(tag)) && self.tree.below(id).take(7).count() < 7
    }

    fn is_credit(&self, id: Id) -> bool {
        let names = self.named.at(id);
        matches!(self.tree.tag(id), Tag::Footer | Tag::Cite)
            || names.is(Names::CREDIT) && !(names.is(Names::CAPTION) && self.holds_caption(id))
            || self.tree.has(id, Attr::Itemprop, "creditText")
            || self.tree.has(id, Attr::Itemprop, "copyrightHolder")
    }

    /// Whether something below names itself the caption.
    fn holds_caption(&self, id: Id) -> bool {
        self.tree.below(id).take(LARGEST).any(|n| {
            self.tree.tag(n) != Tag::Text
                && self.named.is(n, Names::CAPTION)
                && !self.named.is(n, Names::CREDIT)
        })
    }

    fn credit_in(&self, root: Id) -> Option<String> {
        let found = self.tree.below(root).take(LARGEST).find(|n| {
            self.tree.tag(*n) != Tag::Text && self.is_credit(*n) && !self.tree.words(*n).is_empty()
        });
        self.credit_of(found?)
    }

    /// A credit that stands after the box, inside the element around it.
    fn credit_beside(&self, root: Id) -> Option<String> {
        let small = |a: &Id| self.is_small(*a) && !self.holds_story(*a);
        let around = self.tree.above(root).take(3).take_while(small).last();
        let around = around.or(Some(self.tree.node(root).parent)).filter(|a| *a != NONE && *a != ROOT)?;
        let mut at = self.tree.past(root, around);
        for _ in 0..24 {
            if at == NONE || self.holds_story(at) {
                return None;
            }
            let names = self.named.at(at);
            if self.tree.tag(at) != Tag::Text && self.is_credit(at) && !names.is(Names::NO_PICTURE) {
                return self.credit_of(at);
            }
            at = self.tree.following(at, around);
        }
        None
    }

    fn credit_of(&self, id: Id) -> Option<String> {
        let words = self.tree.words(id);
        // A caption that stands in the credit's element is cut off; a name before the agency's is none.
        let split =
            credit::split_caption(&words).filter(|s| s.caption.as_ref().is_none_or(|c| clean::words(c) > 4));
        let credit = split.map_or_else(|| credit::bare(&words), |split| split.credit);
        ((1..=LONGEST_CREDIT).contains(&clean::words(&words)) && is_named(&credit)).then_some(credit)
    }
}

/// An element inside a line.
fn is_phrase(tag: Tag) -> bool {
    is_formatting(tag) || matches!(tag, Tag::Span | Tag::A | Tag::Cite | Tag::Other)
}

/// A credit names somebody: no playing time, no number.
fn is_named(credit: &str) -> bool {
    credit.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !credit.starts_with(|c: char| c.is_ascii_digit())
        && head::date_line(credit).is_none()
}
