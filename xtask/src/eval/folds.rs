//! Pages that the labeller of blocks was trained on are read by one that has not seen their site.
//!
//! In: `evals/pages/folds/{folds.tsv,0.bin,…}` · Out: a reading by the weights of the page's fold
//! From: `training/blocks.py`: folds by registered domain over both sets together
//! Fails: a page in no fold is read by the shipped weights · Cost: the files are read once a scorer

use super::room::Room;
use crate::house;
use anyhow::{Context, Result};
use model::{Origin, Reading};
use std::collections::HashMap;

/// Which weights read which page.
pub(crate) struct Folds {
    weights: Vec<wire::Labeller>,
    of: HashMap<String, usize>,
}

impl Folds {
    /// Reads the list of pages and the weights of every fold.
    pub(crate) fn read() -> Result<Self> {
        let folder = house::root().join("evals/pages/folds");
        let mut folds = Folds { weights: Vec::new(), of: HashMap::new() };
        if !folder.join("folds.tsv").exists() {
            return Ok(folds);
        }
        for line in house::text(&folder.join("folds.tsv"))?.lines().filter(|l| !l.starts_with('#')) {
            let (id, fold) = line.split_once('\t').context("folds.tsv: a line is `id, tab, fold`")?;
            folds.of.insert(id.to_owned(), fold.parse().with_context(|| format!("folds.tsv: {line}"))?);
        }
        for fold in 0.. {
            let path = folder.join(format!("{fold}.bin"));
            if !path.exists() {
                break;
            }
            let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let weights = wire::Labeller::read(&bytes)
                .with_context(|| format!("{} holds no weights of this version", path.display()))?;
            folds.weights.push(weights);
        }
        Ok(folds)
    }

    /// Reads a page by the weights that have not seen its site.
    pub(crate) fn read_page(&self, room: &Room, id: &str, bytes: &[u8], origin: &Origin) -> Option<Reading> {
        match self.of.get(id).and_then(|fold| self.weights.get(*fold)) {
            Some(weights) => room.safely(id, || wire::read_with(bytes, origin, weights)),
            None => room.read_only(bytes, origin),
        }
    }
}
