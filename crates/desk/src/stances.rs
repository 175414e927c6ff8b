//! Words that take a side: for, against, undecided.
//!
//! In: `lexicon/stances.tsv` · Out: [`Stand`] by lemma · From: own list · Fails: an unknown lemma takes no side
//! Cost: one look-up

use crate::lexicon;
use model::Stance;
use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

/// One row of the list.
pub(crate) struct Stand {
    /// Which side.
    pub stance: Stance,
    /// How what it is on hangs on the word; the list's header explains them.
    pub frames: Vec<&'static str>,
}

impl Stand {
    /// Whether the list has this frame for the word.
    pub(crate) fn has(&self, frame: &str) -> bool {
        self.frames.contains(&frame)
    }
}

/// The side that the lemma takes.
pub(crate) fn stand(lemma: &str) -> Option<&'static Stand> {
    static STANDS: OnceLock<HashMap<&'static str, Stand>> = OnceLock::new();
    let stands = STANDS.get_or_init(|| {
        lexicon::rows(include_str!("../lexicon/stances.tsv"))
            .filter_map(|row| {
                let [lemma, stance, frames, _source] = row.as_slice() else { return None };
                Some((*lemma, Stand { stance: stance.parse().ok()?, frames: frames.split(' ').collect() }))
            })
            .collect()
    });
    stands.get(lemma)
}
