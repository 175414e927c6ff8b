//! Boxes of printed questions: details, definition lists, accordions, tables, named elements, microdata.
//!
//! In: the tree · Out: questions with their answers, and the elements that hold them · From: schema.org Question, HTML
//! details and dl, WAI-ARIA accordions, class names (lists/named.tsv) · Fails: a poll, a form, a comment thread, a list of
//! links asks too and is none; a lone question without a box that says so is running text · Cost: one walk

use super::blocks;
use super::classes::Hint;
use super::lines;
use super::named::{Named, Names};
use super::tag::{Attr, Tag};
use super::tree::{Id, NONE, Tree};
use super::weigh::Weights;
use crate::carrier::Asked;
use crate::questions;

/// Questions that a page may print; a help centre may have more, a story has a handful.
const MOST: usize = 200;

/// Nodes that one box may have.
const LARGEST: usize = 4000;

/// What was found, and the elements that leave the story with it.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) asked: Vec<Asked>,
    pub(crate) places: Vec<Id>,
}

impl Found {
    fn push(&mut self, asked: Asked, places: &[Id]) {
        if !asked.answer.is_empty() {
            self.asked.push(asked);
            self.places.extend(places);
        }
    }
}

struct View<'v> {
    tree: &'v Tree<'v>,
    weights: &'v Weights,
    named: &'v Named,
}

/// Finds the boxes below `top`.
pub(crate) fn boxes(tree: &Tree, top: Id, weights: &Weights, named: &Named) -> Found {
    let view = View { tree, weights, named };
    let mut found = Found::default();
    // Pairs that no box announces count only in company.
    let (mut pairs, mut toggles) = (Found::default(), Found::default());
    let (mut announced_pairs, mut announced_toggles) = (false, false);
    let mut at = tree.following(top, top);
    while at != NONE && found.asked.len() < MOST {
        let tag = tree.tag(at);
        if tag == Tag::Text || view.is_passed_over(at) {
            at = tree.past(at, top);
            continue;
        }
        let before = found.places.len();
        if tree.attr(at, Attr::Itemtype).is_some_and(|t| t.ends_with("/Question")) {
            view.typed(at, &mut found);
        } else if tag == Tag::Details {
            view.details(at, &mut found);
        } else if tag == Tag::Dl {
            view.definitions(at, &mut found);
        } else if tag == Tag::Table {
            view.table(at, &mut found);
        } else if view.is_question(at) {
            if let Some((asked, answer)) = view.pair(at, top) {
                announced_pairs |= view.is_announced(at);
                pairs.push(asked, &[at, answer]);
                at = tree.past(answer, top);
                continue;
            }
        } else if tree.attr(at, Attr::AriaExpanded).is_some() {
            if let Some((asked, places)) = view.toggle(at) {
                announced_toggles |= view.is_announced(at);
                let next = places.get(1).copied().unwrap_or(at);
                toggles.push(asked, &places);
                at = tree.past(next, top);
                continue;
            }
        } else if named.is(at, Names::FAQ) && tag.is_block() && !view.holds_boxes(at) {
            let mut raws = blocks::cut(tree, at, weights, &|_| false);
            let asked = lines::announced(tree, &mut raws);
            if !asked.is_empty() && asked.iter().all(|a| !a.answer.is_empty()) {
                found.asked.extend(asked);
                found.places.push(at);
            }
        }
        at = if found.places.len() > before { tree.past(at, top) } else { tree.following(at, top) };
    }
    for (own, announced) in [(pairs, announced_pairs), (toggles, announced_toggles)] {
        if announced || own.asked.len() >= 2 {
            found.asked.extend(own.asked);
            found.places.extend(own.places);
        }
    }
    found
}

impl View<'_> {
    /// Menus, forms, comments, polls, boxes of other stories.
    fn is_passed_over(&self, id: Id) -> bool {
        let tag = self.tree.tag(id);
        let hint = self.weights.hints.get(id as usize).copied().unwrap_or_default();
        let dropped = self.weights.dropped.get(id as usize).copied().unwrap_or(false);
        let names = self.named.at(id);
        tag.is_mute() && !matches!(tag, Tag::Button | Tag::Document)
            || matches!(tag, Tag::Nav | Tag::Footer | Tag::Form | Tag::Dialog | Tag::Menu | Tag::Search)
            || dropped && hint.is(Hint::DROP) && !names.is(Names::FAQ)
            || hint.is(Hint::COMMENTS)
            || names.is(Names::NO_FAQ) && !names.is(Names::FAQ)
            || matches!(self.tree.attr(id, Attr::Role), Some("navigation" | "dialog" | "menu" | "search"))
    }

    /// Whether a box around it says that it holds questions.
    fn is_announced(&self, id: Id) -> bool {
        self.named.around(self.tree, id, 6, Names::FAQ)
            || self
                .tree
                .above(id)
                .take(6)
                .any(|a| self.tree.attr(a, Attr::Itemtype).is_some_and(|t| t.ends_with("/FAQPage")))
    }

    fn holds_boxes(&self, id: Id) -> bool {
        self.tree.below(id).take(LARGEST).any(|n| {
            let question = self.tree.tag(n) != Tag::Text && self.is_question(n);
            matches!(self.tree.tag(n), Tag::Details | Tag::Dl)
                || question
                || self.tree.attr(n, Attr::AriaExpanded).is_some()
                || self.tree.attr(n, Attr::Itemtype).is_some_and(|t| t.ends_with("/Question"))
        })
    }

    /// The words of an element, those of buttons with them, without the signs that open and close.
    fn words(&self, id: Id) -> String {
        let mut out = String::new();
        for text in self.tree.below(id).take(200).filter(|n| self.tree.tag(*n) == Tag::Text) {
            let mute = self
                .tree
                .above(text)
                .take_while(|a| *a != id)
                .any(|a| self.tree.tag(a).is_mute() && self.tree.tag(a) != Tag::Button);
            if !mute {
                crate::clean::append(&mut out, self.tree.text(text));
                crate::clean::append(&mut out, " ");
            }
        }
        out.trim_matches([' ', '+', '−', '-', '▾', '▼', '›', '>', '×', '˅']).to_owned()
    }

    fn paragraphs(&self, id: Id, skip: &dyn Fn(Id) -> bool) -> Vec<String> {
        blocks::cut(self.tree, id, self.weights, skip).into_iter().map(|raw| raw.text).collect()
    }

    fn typed(&self, id: Id, found: &mut Found) {
        let prop = |top: Id, name: &str| {
            self.tree.below(top).take(LARGEST).find(|n| self.tree.has(*n, Attr::Itemprop, name))
        };
        let Some(question) = prop(id, "name").map(|n| self.words(n)).filter(|q| !q.is_empty()) else {
            return;
        };
        let answer = prop(id, "acceptedAnswer").or_else(|| prop(id, "suggestedAnswer"));
        let Some(answer) = answer.and_then(|a| prop(a, "text").or(Some(a))) else { return };
        found.push(Asked { question, answer: self.paragraphs(answer, &|_| false) }, &[id]);
    }

    fn details(&self, id: Id, found: &mut Found) {
        let Some(summary) = self.tree.children(id).find(|c| self.tree.tag(*c) == Tag::Summary) else {
            return;
        };
        let question = self.words(summary);
        if questions::asks(&question) || self.is_announced(id) && !question.is_empty() {
            found.push(Asked { question, answer: self.paragraphs(id, &|n| n == summary) }, &[id]);
        }
    }

    fn definitions(&self, id: Id, found: &mut Found) {
        let mut own: Vec<Asked> = Vec::new();
        for child in self.tree.below(id) {
            match self.tree.tag(child) {
                Tag::Dt => own.push(Asked { question: self.words(child), answer: Vec::new() }),
                Tag::Dd => {
                    if let Some(last) = own.last_mut() {
                        last.answer.extend(self.paragraphs(child, &|_| false));
                    }
                }
                _ => {}
            }
        }
        let all = own.iter().all(|a| questions::asks(&a.question) && !a.answer.is_empty());
        if !own.is_empty() && all {
            found.asked.append(&mut own);
            found.places.push(id);
        }
    }

    /// Two cells a row, or one below the other; every row but the head must be so.
    fn table(&self, id: Id, found: &mut Found) {
        let mut own: Vec<Asked> = Vec::new();
        for (at, row) in self.tree.below(id).filter(|n| self.tree.tag(*n) == Tag::Tr).take(MOST).enumerate() {
            let cells: Vec<Id> =
                self.tree.children(row).filter(|c| matches!(self.tree.tag(*c), Tag::Td | Tag::Th)).collect();
            let asks = |cell: &Id| questions::asks(&self.tree.words(*cell));
            match cells.as_slice() {
                [question, answer] if asks(question) && !asks(answer) => own.push(Asked {
                    question: self.tree.words(*question),
                    answer: self.paragraphs(*answer, &|_| false),
                }),
                [one] if asks(one) => {
                    own.push(Asked { question: self.tree.words(*one), answer: Vec::new() });
                }
                [one] if own.last().is_some_and(|last| last.answer.is_empty()) => {
                    if let Some(last) = own.last_mut() {
                        last.answer = self.paragraphs(*one, &|_| false);
                    }
                }
                [_, _] if at == 0 && cells.iter().all(|c| self.tree.tag(*c) == Tag::Th) => {}
                _ => return,
            }
        }
        if own.len() >= 2 && own.iter().all(|a| !a.answer.is_empty()) {
            found.asked.append(&mut own);
            found.places.push(id);
        }
    }

    /// A small element that names itself a question and asks.
    fn is_question(&self, id: Id) -> bool {
        let names = self.named.at(id);
        names.is(Names::QUESTION)
            && !names.is(Names::ANSWER)
            && self.tree.below(id).take(24).count() < 24
            && questions::asks(&self.words(id))
    }

    /// The question with the answer that follows it by name.
    fn pair(&self, id: Id, top: Id) -> Option<(Asked, Id)> {
        let mut at = self.tree.past(id, top);
        for _ in 0..40 {
            if at == NONE || self.tree.tag(at) != Tag::Text && self.is_question(at) {
                return None;
            }
            if self.tree.tag(at) != Tag::Text
                && self.named.is(at, Names::ANSWER)
                && self.tree.tag(at) != Tag::Label
            {
                let asked = Asked { question: self.words(id), answer: self.paragraphs(at, &|_| false) };
                return Some((asked, at));
            }
            at = self.tree.following(at, top);
        }
        None
    }

    /// What opens and closes, and the panel after it.
    fn toggle(&self, id: Id) -> Option<(Asked, Vec<Id>)> {
        let question = self.words(id);
        if !questions::asks(&question) {
            return None;
        }
        // A button stands in a heading, the panel beside the heading.
        let mut head = id;
        for _ in 0..3 {
            let panel = self.after(head);
            if let Some(panel) = panel {
                let answer = self.paragraphs(panel, &|_| false);
                return (!answer.is_empty()).then(|| (Asked { question, answer }, vec![head, panel]));
            }
            head = self.tree.node(head).parent;
            if head == NONE || self.words(head) != question {
                return None;
            }
        }
        None
    }

    /// The next element beside it that has words and opens nothing itself.
    fn after(&self, id: Id) -> Option<Id> {
        let mut next = self.tree.node(id).next;
        while next != NONE {
            let tag = self.tree.tag(next);
            if tag != Tag::Text && self.tree.attr(next, Attr::AriaExpanded).is_some() {
                return None;
            }
            if tag != Tag::Text && !tag.is_mute() && !self.tree.words(next).is_empty() {
                return Some(next);
            }
            next = self.tree.node(next).next;
        }
        None
    }
}
