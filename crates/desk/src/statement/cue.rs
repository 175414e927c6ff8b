//! Which words attribute, and how often: the cue lexicon, and the words around a cue that belong to it.
//!
//! In: `lexicon/cues.tsv` · Out: [`Cue`] by lemma and part of speech, the span of a verb group
//! From: shares counted on PolNeAR train by `lemma × frame`; house entries where the count is small
//! Fails: an unknown lemma or frame is no cue · Cost: one look-up; the group a few tokens

use super::tree::Ground;
use crate::lexicon;
use crate::syntax::{Rel, Tag, Upos};
use model::StatementType;
use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

static LEXICON: &str = include_str!("../../lexicon/cues.tsv");

/// One row of the lexicon.
#[derive(Debug)]
pub(super) struct Cue {
    /// Speech or attitude.
    pub kind: StatementType,
    /// How often the word attributes when it stands in this frame.
    frames: Vec<(&'static str, f32)>,
}

impl Cue {
    /// How often the word attributes in this frame, 0.0..=1.0; 0.0 for a frame that is not listed.
    pub(super) fn rate(&self, frame: &str) -> f32 {
        self.frames.iter().find(|(name, _)| *name == frame).map_or(0.0, |(_, rate)| *rate)
    }
}

/// The rows of each lemma with their parts of speech.
type Rows = HashMap<&'static str, Vec<(&'static str, Cue)>>;

fn lexicon() -> &'static Rows {
    static READ: OnceLock<Rows> = OnceLock::new();
    READ.get_or_init(|| {
        let mut map = Rows::default();
        for (lemma, pos, cue) in lexicon::rows(LEXICON).filter_map(row) {
            map.entry(lemma).or_default().push((pos, cue));
        }
        map
    })
}

fn row(cells: Vec<&'static str>) -> Option<(&'static str, &'static str, Cue)> {
    let [lemma, pos, kind, frames, _source] = cells.try_into().ok()?;
    let kind = if kind == "attitude" { StatementType::Attitude } else { StatementType::Speech };
    let frames = frames
        .split_whitespace()
        .filter_map(|frame| frame.split_once('=').and_then(|(name, rate)| Some((name, rate.parse().ok()?))))
        .collect();
    Some((lemma, pos, Cue { kind, frames }))
}

/// The row of a lemma as this part of speech: `verb`, `noun`, `other` ("aware", "reportedly").
pub(super) fn row_of(lemma: &str, pos: &str) -> Option<&'static Cue> {
    lexicon().get(lemma)?.iter().find(|(p, _)| *p == pos).map(|(_, cue)| cue)
}

/// Whether the verb only carries another one along ("went on to say", "declined to comment").
pub(super) fn is_light(lemma: &str) -> bool {
    row_of(lemma, "light").is_some()
}

/// Whether the verb's object is the one spoken to ("told reporters").
pub(super) fn is_addressed(lemma: &str) -> bool {
    row_of(lemma, "addressed").is_some()
}

/// Whether all behind the verb belongs to its content ("called the plan a joke").
pub(super) fn is_framing(lemma: &str) -> bool {
    row_of(lemma, "framing").is_some()
}

/// Whether the verb says nothing of its own with a cue noun as its object ("expressed concern").
pub(super) fn is_carrier(lemma: &str) -> bool {
    row_of(lemma, "carrier").is_some()
}

/// First and last token of the verb group: auxiliaries, negation and adverbs before the verb, particle and manner
/// after it.
pub(super) fn group(g: &Ground, verb: usize) -> (usize, usize) {
    let mut first = verb;
    while let Some(before) = first.checked_sub(1) {
        let aux = g.upos(before) == Upos::Aux || matches!(g.tag(before), Tag::Md | Tag::To);
        let adverb = matches!(g.tag(before), Tag::Rb | Tag::Rbr) && g.upos(before) != Upos::Punct;
        if !(aux || adverb) || g.quote(before) != g.quote(verb) {
            break;
        }
        first = before;
    }
    // An adverb that opens the sentence belongs to the sentence.
    while first < verb && first == 0 && !(g.upos(first) == Upos::Aux || g.tag(first) == Tag::To) {
        first += 1;
    }
    let mut last = verb;
    while g.head(last + 1) == Some(verb)
        && (g.rel(last + 1) == Rel::CompoundPrt || g.tag(last + 1) == Tag::Rp)
    {
        last += 1;
    }
    if g.tag(last + 1) == Tag::Rb && g.word(last + 1).ends_with("ly") {
        last += 1;
    }
    (carried_along(g, verb, first).unwrap_or(first), last)
}

/// "went on to say": the group begins with the verb that carries this one along.
fn carried_along(g: &Ground, verb: usize, first: usize) -> Option<usize> {
    let light = g.head(verb).filter(|_| g.rel(verb) == Rel::Xcomp && g.tag(first) == Tag::To)?;
    if light >= first || first - light > 3 || !is_light(g.lemma(light)) {
        return None;
    }
    Some(group(g, light).0)
}

/// Extends the cue over where the words were said, as in "said in a statement", "wrote on Twitter".
pub(super) fn with_medium(g: &Ground, last: usize) -> usize {
    if !g.any(last + 1, &["in", "on", "via", "during"]) {
        return last;
    }
    let mut at = last + 2;
    if g.any(at, &["a", "an", "the"]) {
        at += 1;
    }
    if g.any(at, MEDIA_ADJECTIVES) {
        at += 1;
    }
    if g.any(at, MEDIA) { at } else { last }
}

/// PolNeAR puts these into the cue.
const MEDIA: &[&str] =
    &["statement", "interview", "tweet", "twitter", "facebook", "email", "letter", "release"];
const MEDIA_ADJECTIVES: &[&str] =
    &["written", "prepared", "joint", "separate", "phone", "telephone", "recent", "press", "news", "brief"];
