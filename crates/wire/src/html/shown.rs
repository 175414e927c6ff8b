//! The date that the page shows: the line or `time` element nearest to the headline that is one.
//!
//! In: the tree, the headline's place · Out: [`Shown`] · From: pages of the gold and of htmldate's evaluation
//! Fails: a day in running text, in a link, in a box of other days is no publication date · Cost: one walk around the headline

use super::kinds::is_formatting;
use super::named::{Named, Names};
use super::scan::Scan;
use super::tag::{Attr, Tag};
use super::tree::{Id, NONE, ROOT, Tree};
use super::weigh::Weights;
use crate::dates::{self, Order};
use crate::plain::head;
use model::Stamp;

/// Nodes after the headline that are looked at; a date line stands among the first hundred.
const AFTER: usize = 700;

/// Nodes before the headline that are looked at.
const BEFORE: usize = 60;

/// A date by name is believed this many nodes farther from the headline, one that calls itself published as many.
const NAMED: i32 = 150;

/// A date in a box of other days, comments or furniture counts as standing this many nodes farther off.
const ELSEWHERE: i32 = 600;

/// Bytes of a date line with all that may stand in it.
const LINE: usize = 240;

/// Characters within which a paragraph that opens with its date has it: "(Hargate, 3.3.2026) The city …".
const OPENING: usize = 40;

/// The date that an element gives: by attribute, else in words.
pub(super) fn stamp_of(tree: &Tree, id: Id, order: Option<Order>) -> Option<Stamp> {
    let read = |text: &str| dates::first_in(text, order).map(|p| p.stamp).filter(|s| !dates::is_doubtful(*s));
    let attr = tree.attr(id, Attr::Datetime).or_else(|| tree.attr(id, Attr::Content));
    attr.and_then(read)
        .or_else(|| read(&tree.words(id)))
        .or_else(|| tree.attr(id, Attr::Title).and_then(read))
}

/// A date that is shown, and whether a `time` element shows it.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub(super) stamp: Stamp,
    time: bool,
    /// It calls itself a date, by name or by label.
    pub(super) sure: bool,
}

impl Shown {
    /// The word for `from`.
    pub(super) fn place(self) -> &'static str {
        if self.time { "time" } else { "date line" }
    }
}

/// Lines of the page that may be the date line.
pub(super) struct Lines<'l> {
    pub(super) tree: &'l Tree<'l>,
    pub(super) scan: &'l Scan<'l>,
    pub(super) weights: &'l Weights,
    pub(super) named: &'l Named,
    pub(super) order: Option<Order>,
}

impl Lines<'_> {
    /// The date nearest to the headline, after it rather than before.
    pub(super) fn nearest(&self, h1: Option<Id>) -> Option<Shown> {
        let top = if self.scan.body == NONE { ROOT } else { self.scan.body };
        let order: Vec<Id> = self.tree.below(top).collect();
        let home = h1.and_then(|h1| order.iter().position(|id| *id == h1)).unwrap_or(0);
        let mut best: Option<(i32, Shown)> = None;
        let mut past = NONE;
        for (at, id) in order.iter().enumerate() {
            if past != NONE {
                if *id != past {
                    continue;
                }
                past = NONE;
            }
            let tag = self.tree.tag(*id);
            if tag.is_mute() {
                past = self.tree.past(*id, top);
                if past == NONE {
                    break;
                }
                continue;
            }
            let far = at as i32 - home as i32;
            let near = far <= AFTER as i32 && far >= -(BEFORE as i32);
            let names = self.named.at(*id);
            let by_name = names.is(Names::DATE) || tag == Tag::Time;
            if !(near || by_name) || best.is_some_and(|(cost, _)| far - 2 * NAMED > cost) {
                continue;
            }
            let Some((mut shown, labelled)) = self.date_of(*id, tag, by_name) else { continue };
            shown.sure &= far.abs() <= NAMED;
            let mut cost = if far < 0 { far.abs() * 3 } else { far };
            cost -= if by_name { NAMED } else { 0 };
            cost -= if labelled { NAMED } else { 0 };
            let elsewhere = names.is(Names::NO_DATE)
                || self.tree.above(*id).take(7).any(|a| {
                    self.named.is(a, Names::NO_DATE)
                        || self
                            .weights
                            .hints
                            .get(a as usize)
                            .is_some_and(|h| h.is(super::classes::Hint::COMMENTS))
                        || matches!(
                            self.tree.tag(a),
                            Tag::Nav | Tag::Aside | Tag::Footer | Tag::Li | Tag::Figure
                        )
                });
            cost += if elsewhere { ELSEWHERE } else { 0 };
            if best.is_none_or(|(other, _)| cost < other) {
                best = Some((cost, shown));
            }
            past = self.tree.past(*id, top);
            if past == NONE {
                break;
            }
        }
        best.map(|(_, shown)| shown)
    }

    /// The date that opens the first paragraphs, where no line carries one.
    pub(super) fn opening(&self, h1: Option<Id>) -> Option<Shown> {
        let mut at = self.tree.past(h1?, ROOT);
        for _ in 0..AFTER {
            if at == NONE {
                return None;
            }
            let tag = self.tree.tag(at);
            let lone = !self.tree.below(at).any(|n| self.tree.tag(n).is_block());
            if matches!(tag, Tag::P | Tag::Div | Tag::Td) && lone {
                let words = self.tree.words(at);
                let opening = words.char_indices().nth(OPENING).map_or(words.len(), |(end, _)| end);
                let found = dates::first_in(words.get(..opening)?, self.order);
                let place = |start: usize| {
                    words.get(..start).is_some_and(|w| crate::clean::words(w) <= 3 && !w.contains(['.', '?']))
                };
                if let Some(printed) = found.filter(|p| place(p.span.start) && words.len() > LINE / 3) {
                    return Some(Shown { stamp: printed.stamp, time: false, sure: false });
                }
                if words.len() > LINE * 2 {
                    return None;
                }
            }
            at = if tag.is_mute() { self.tree.past(at, ROOT) } else { self.tree.following(at, ROOT) };
        }
        None
    }

    /// The date of a small element, and whether it calls itself the date of publication.
    fn date_of(&self, id: Id, tag: Tag, by_name: bool) -> Option<(Shown, bool)> {
        let tree = self.tree;
        if tag == Tag::Time {
            let updated = self.named.is(id, Names::UPDATED) && !tree.has(id, Attr::Itemprop, "datePublished");
            let marked = tree.has(id, Attr::Itemprop, "datePublished");
            let before = self.label_before(id);
            if updated && tree.attr(id, Attr::Class).is_none_or(|c| !c.contains("publish"))
                || before == Some(true)
            {
                return None;
            }
            let stamp = stamp_of(tree, id, self.order)?;
            return Some((Shown { stamp, time: true, sure: true }, marked || before == Some(false)));
        }
        if tag == Tag::Other
            && let Some(stamp) = tree.attr(id, Attr::Title).and_then(|t| dates::first_in(t, self.order))
        {
            // `abbr` with the whole date as its title.
            return Some((Shown { stamp: stamp.stamp, time: true, sure: by_name }, false));
        }
        if tag.is_block() && !by_name && (tag == Tag::Li || self.is_all_link(id)) {
            return None;
        }
        let leaf = tag == Tag::Text
            || tag.is_block()
            || is_formatting(tag)
            || matches!(tag, Tag::Span | Tag::Cite | Tag::Other);
        if !leaf || tag != Tag::Text && tree.below(id).take(24).count() >= 24 {
            return None;
        }
        if tree.below(id).take(24).any(|n| tree.tag(n) == Tag::Time) {
            return None; // Its time element is read by itself.
        }
        if !tag.is_block() && !by_name && (self.is_running(id) || self.is_linked(id)) {
            return None;
        }
        let words = tree.words(id);
        if words.len() > LINE || !words.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let line = head::date_line_in(&words, self.order).filter(|l| !l.unreadable);
        let shown = |stamp: Stamp, sure: bool| {
            (!dates::is_doubtful(stamp)).then_some(Shown { stamp, time: false, sure })
        };
        if let Some(line) = line {
            let labelled = words
                .split([':', ' ', '\u{a0}'])
                .next()
                .is_some_and(|w| dates::meanings(w).contains(&dates::Word::Published));
            return Some((shown(line.published?, by_name || labelled)?, labelled));
        }
        // What names itself a date may have more around it: "Hargate, 3.3.2026".
        if by_name && words.len() < 100 && !self.named.is(id, Names::UPDATED) {
            return Some((shown(dates::first_in(&words, self.order)?.stamp, true)?, false));
        }
        None
    }

    /// Whether the element is one link and nothing else.
    fn is_all_link(&self, id: Id) -> bool {
        let mut children = self
            .tree
            .children(id)
            .filter(|c| self.tree.tag(*c) != Tag::Text || !self.tree.text(*c).trim().is_empty());
        children.next().is_some_and(|c| self.tree.tag(c) == Tag::A) && children.next().is_none()
    }

    /// Whether the words are a link: to the day's archive, but oftener to another story.
    fn is_linked(&self, id: Id) -> bool {
        self.tree.above(id).take_while(|a| !self.tree.tag(*a).is_block()).any(|a| self.tree.tag(a) == Tag::A)
    }

    /// Whether the words stand in a paragraph of running text, where a day is one that is told of.
    fn is_running(&self, id: Id) -> bool {
        let Some(block) = self.tree.above(id).find(|a| self.tree.tag(*a).is_block()) else { return false };
        let mut bytes = 0;
        for below in self.tree.below(block) {
            if self.tree.tag(below).is_block() {
                return false;
            }
            bytes += self.tree.text(below).len();
            if bytes > LINE {
                return true;
            }
        }
        false
    }

    /// Whether the words just before a `time` say that it is of a change (`true`) or of publication (`false`).
    fn label_before(&self, id: Id) -> Option<bool> {
        let parent = self.tree.node(id).parent;
        let mut label = String::new();
        for child in self.tree.children(parent) {
            if child == id {
                break;
            }
            label = if self.tree.tag(child) == Tag::Time { String::new() } else { self.tree.words(child) };
        }
        let of = |word: dates::Word| {
            label.split(|c: char| !c.is_alphabetic()).any(|w| dates::meanings(w).contains(&word))
        };
        (label.len() < 80).then_some(())?;
        if of(dates::Word::Updated) { Some(true) } else { of(dates::Word::Published).then_some(false) }
    }
}
