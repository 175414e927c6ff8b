//! What speaks for and against a cue beyond its lexicon row: the weights of its surroundings.
//!
//! In: a find in its sentence · Out: the names of its traits, and its rate with them weighed in · From: weights in
//! `lexicon/cue_context.tsv`, logistic regression on PolNeAR train
//! Fails: an unknown trait weighs nothing · Cost: a handful of look-ups a find

use super::kind::noun_kind;
use super::named_aside::named_aside;
use super::tree::Ground;
use super::verb::Find;
use crate::lexicon;
use crate::quotation::Quotation;
use crate::syntax::{Rel, Tag, Upos};
use model::SourceKind;
use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

static LEXICON: &str = include_str!("../../lexicon/cue_context.tsv");

/// Weights in log-odds by trait: for verbs, for nouns, for other cues.
type Weights = HashMap<&'static str, [f32; 3]>;

fn weights() -> &'static Weights {
    static READ: OnceLock<Weights> = OnceLock::new();
    READ.get_or_init(|| {
        let mut map = Weights::default();
        for row in lexicon::rows(LEXICON) {
            if let [pos, name, weight, ..] = row.as_slice()
                && let Ok(weight) = weight.parse::<f32>()
                && let Some(slot) = map.entry(*name).or_default().get_mut(column(pos))
            {
                *slot = weight;
            }
        }
        map
    })
}

fn column(pos: &str) -> usize {
    match pos {
        "verb" => 0,
        "noun" => 1,
        _ => 2,
    }
}

/// The lexicon's rate with the traits weighed in: how often such a find is an attribution, 0.0..=1.0.
pub(super) fn weigh(rate: f32, pos: &str, traits: &[&str]) -> f32 {
    let rate = rate.clamp(0.001, 0.999);
    let sum: f32 = traits.iter().filter_map(|t| weights().get(t)?.get(column(pos))).sum();
    let odds = (rate / (1.0 - rate)).ln() + sum;
    1.0 / (1.0 + (-odds).exp())
}

/// The traits of a find.
pub(super) fn traits(g: &Ground, find: &Find, quotations: &[Quotation]) -> Vec<&'static str> {
    let head = find.head;
    let mut out = Vec::with_capacity(8);
    out.push(match g.tag(head) {
        Tag::Vbd => "past",
        Tag::Vbz => "third-person",
        Tag::Vbp => "present",
        Tag::Vbg => "participle",
        Tag::Vbn => "past-participle",
        Tag::Vb => "bare-verb",
        Tag::Nns => "plural-noun",
        _ => "noun",
    });
    out.push(match g.rel(head) {
        _ if named_aside(g, find.cue.0).is_some() => "main",
        Rel::Root => "main",
        Rel::Conj => "joined",
        Rel::Parataxis => "aside",
        Rel::Ccomp => "in-clause",
        Rel::Xcomp => "in-infinitive",
        Rel::Advcl => "in-adverbial",
        Rel::Acl => "in-participle",
        Rel::AclRelcl => "in-relative",
        Rel::Obj => "is-object",
        Rel::Nsubj | Rel::NsubjPass | Rel::Csubj => "is-subject",
        Rel::Obl | Rel::Nmod => "is-oblique",
        _ => "elsewhere",
    });
    out.push(match find.who {
        None => "who-none",
        Some(w) if w.antecedent.is_some() => "who-relative",
        Some(w) => match g.upos(w.head) {
            Upos::Propn => "who-name",
            Upos::Pron if g.any(w.head, &["i", "we", "you", "me", "us"]) => "who-speaker",
            Upos::Pron if g.any(w.head, &["he", "she", "his", "her"]) => "who-person",
            Upos::Pron if g.any(w.head, &["it", "its", "this", "that", "which", "what"]) => "who-thing",
            Upos::Pron => "who-pronoun",
            _ => match noun_kind(g.lemma(w.head)) {
                Some(SourceKind::UnnamedPerson) => "who-described",
                Some(SourceKind::Organisation | SourceKind::Outlet) => "who-body",
                Some(SourceKind::Document) => "who-document",
                _ => "who-noun",
            },
        },
    });
    if find.who.is_some_and(|w| w.carried) {
        out.push("who-carried");
    }
    let (first, last) = find.cue;
    if (first..=last).any(|at| g.any(at, &["not", "n't", "n’t", "never", "no"])) {
        out.push("negated");
    }
    if (first..=last).any(|at| g.tag(at) == Tag::Md) {
        out.push("modal");
    }
    if g.tag(first) == Tag::To {
        out.push("infinitive");
    }
    if g.kid(head, &[Rel::Mark]).is_some_and(|m| g.any(m, &["if", "whether", "unless", "that", "because"])) {
        out.push("subordinate");
    }
    let quoted = find.content.iter().any(|span| {
        let from = quotations.partition_point(|q| q.span.end <= span.start);
        quotations.get(from).is_some_and(|q| q.span.touches(*span))
    });
    if quoted && find.frame != "quote" && find.frame != "pass-quote" {
        out.push("quoting");
    }
    if find.frame == "np" {
        out.push(match g.tag(head) {
            Tag::Vbg => "object-of-participle",
            Tag::Vb => "object-of-bare-verb",
            _ => "object",
        });
        if find.content.first().is_some_and(|c| c.len() < 8) {
            out.push("short-object");
        }
    }
    if g.line == 0 {
        out.push("headline");
    }
    out
}
