//! The sample wire: do gathering, lineage and claims say of it what its answer key says?
//!
//! In: `crates/hearsay/demo/`: articles, index and key of our own · Out: one score a room of `story`
//! From: the key's rules in crates/hearsay/demo/README.md, written before any program had gathered the articles
//! Fails: a key that does not parse is an error · Cost: 44 short articles read and marked a scorer
//!
//! - `key`: what the key says · `gathering`, `lineage`, `claims`: one score each

mod claims;
mod gathering;
mod key;
mod lineage;

pub(super) use claims::score as score_claims;
pub(super) use gathering::score as score_gathering;
pub(super) use lineage::score as score_lineage;

use super::room::Room;
use crate::house;
use anyhow::{Context, Result};
use key::Key;
use model::jiff::Timestamp;
use model::{Lineage, Origin, Reading, Stamp};
use std::collections::HashMap;
use story::{Boilerplate, Item, Printed};

/// The wire with its key.
struct Wire {
    key: Key,
    /// The articles in the order of the index, which is that of their numbers.
    read: Vec<Read>,
    boilerplate: Boilerplate,
}

/// One article.
struct Read {
    /// The two digits that its file begins with.
    number: String,
    reading: Reading,
    seen: Timestamp,
}

impl Wire {
    /// Reads and marks all of it.
    fn open(room: &Room) -> Result<Self> {
        let folder = house::root().join("crates/hearsay/demo");
        let key = serde_json::from_str(&house::text(&folder.join("key.json"))?).context("key.json")?;
        let index = house::text(&folder.join("index.tsv"))?;
        let rows: Vec<Vec<&str>> = index
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect())
            .collect();
        let read = room.each(&rows, |row| -> Result<Read> {
            let [file, outlet, url, published] = row.as_slice() else {
                anyhow::bail!("index.tsv: a row of {} columns", row.len())
            };
            let stamp: Stamp = published.parse().map_err(|_| anyhow::anyhow!("{file}: no time"))?;
            let origin = Origin {
                id: file.strip_suffix(".txt").map(str::to_owned),
                label: Some((*file).to_owned()),
                url: Some((*url).to_owned()),
                outlet: Some((*outlet).to_owned()),
                published: Some(stamp),
                content_type: Some("text/plain; charset=utf-8".to_owned()),
            };
            let bytes = house::text(&folder.join("wire").join(file))?;
            Ok(Read {
                number: file.chars().take(2).collect(),
                reading: room.read(bytes.as_bytes(), &origin).with_context(|| (*file).to_owned())?,
                seen: published.parse()?,
            })
        });
        let read: Vec<Read> = read.into_iter().collect::<Result<_>>()?;
        let boilerplate = learnt(&read);
        Ok(Wire { key, read, boilerplate })
    }

    /// These articles as items, in the order that the rooms of `story` ask for, and the number of each.
    fn items<'w>(&'w self, numbers: &[String]) -> (Vec<Item<'w>>, Vec<&'w str>) {
        let mut of: Vec<(Item<'w>, &'w str)> = self
            .read
            .iter()
            .filter(|read| numbers.contains(&read.number))
            .filter_map(|read| Some((read.item()?, read.number.as_str())))
            .collect();
        of.sort_by(|(a, _), (b, _)| a.place().cmp(&b.place()));
        of.into_iter().unzip()
    }

    /// Who has it from whom among these items.
    fn lineage(&self, items: &[Item<'_>]) -> Lineage {
        story::lineage(items, &self.boilerplate)
    }

    /// An article's headline behind its number, for the eye.
    fn named(&self, number: &str) -> String {
        let headlines: HashMap<&str, Option<&str>> = self
            .read
            .iter()
            .map(|read| {
                let article = read.reading.article.as_ref();
                (read.number.as_str(), article.and_then(|article| article.headline.as_deref()))
            })
            .collect();
        format!("{number} {}", headlines.get(number).copied().flatten().unwrap_or_default())
    }
}

impl Read {
    fn item(&self) -> Option<Item<'_>> {
        let Reading { id, article, notes, .. } = &self.reading;
        Some(Item { id, article: article.as_ref()?, notes: notes.as_ref(), seen: self.seen })
    }
}

/// What the outlets of the wire print again and again.
fn learnt(read: &[Read]) -> Boilerplate {
    let printed: Vec<Printed> = read.iter().filter_map(Read::item).map(|item| Printed::of(&item)).collect();
    Boilerplate::learn(&printed)
}
