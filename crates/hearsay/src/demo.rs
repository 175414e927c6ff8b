//! `hearsay demo`: an archive to try it on, filled with the sample wire that is in the program.
//!
//! The articles are read and marked here as any others are; nothing is known of them in advance. They count as seen
//! when they were published.

use crate::args::DemoArgs;
use crate::config::{Outside, Talk, threads};
use crate::corrections::Corrections;
use crate::in_order::in_order;
use crate::inputs::Item;
use crate::messages::Messages;
use crate::newsroom::{Newsroom, guarded};
use crate::trouble::{Exit, Trouble};
use archive::{Access, Archive, Facts, Fate, Parcel};
use model::jiff::Timestamp;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

/// Outlet, address and time of publication of each file.
const INDEX: &str = include_str!("../demo/index.tsv");

/// Names each file of the wire once, and holds its words.
macro_rules! wire {
    ($($name:literal,)*) => {
        &[$(($name, include_str!(concat!("../demo/wire/", $name, ".txt")))),*]
    };
}

/// The articles: name and words.
const WIRE: &[(&str, &str)] = wire![
    "01-patrol-ship-weighed",
    "02-meridian-patrol-ship",
    "03-inland-wire-patrol",
    "04-lantern-wire-patrol",
    "05-headline-harbour-patrol",
    "06-ministry-denies",
    "07-channel-six-denial",
    "08-ilvara-president-refuses",
    "09-courier-rewrites-maren",
    "10-cabinet-orders-vigilant",
    "11-meridian-order",
    "12-ledger-wire-order",
    "13-lantern-wire-order",
    "14-lantern-new-headline",
    "15-gazette-vigilant-sails",
    "16-channel-six-cutters",
    "17-brieflane-vigilant",
    "18-coastwire-ferry",
    "19-channel-six-wire-ferry",
    "20-post-wire-ferry",
    "21-orrin-star-quay",
    "22-headline-harbour-ferry-wrong",
    "23-headline-harbour-ferry-corrected",
    "24-lantern-claims-bomb",
    "25-radio-sund-credits-lantern",
    "26-orrin-star-police-deny",
    "27-lantern-withdraws",
    "28-coastwire-toll-eleven",
    "29-inland-wire-toll",
    "30-orrin-star-eleven",
    "31-inland-ferry-fares",
    "32-ledger-brightwater-talks",
    "33-meridian-brightwater",
    "34-post-wire-brightwater",
    "35-brieflane-brightwater",
    "36-gazette-hale-confirms",
    "37-radio-sund-union-doubts",
    "38-gazette-strike-called",
    "39-coastwire-strike",
    "40-lantern-wire-strike",
    "41-channel-six-court",
    "42-gazette-court-halts",
    "43-gazette-new-headline",
    "44-courier-copies-gazette",
];

/// One article of the wire.
struct Sample {
    name: &'static str,
    published: &'static str,
    /// One line of a batch.
    line: String,
}

/// The articles with what the index says of them, in its order.
fn samples() -> impl Iterator<Item = Sample> + Send {
    INDEX.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        let (file, outlet, url, published) =
            (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
        let (name, text) = WIRE.iter().copied().find(|(name, _)| file.strip_suffix(".txt") == Some(*name))?;
        let line = serde_json::json!({
            "id": name, "outlet": outlet, "url": url, "published": published, "text": text,
        });
        Some(Sample { name, published, line: line.to_string() })
    })
}

/// Carries it out.
pub(crate) fn demo(typed: &DemoArgs) -> Result<Exit, Trouble> {
    if typed.lines {
        let mut out = io::stdout().lock();
        samples().try_for_each(|sample| writeln!(out, "{}", sample.line))?;
        return Ok(Exit::Done);
    }
    let path = typed.path().ok_or_else(|| {
        Trouble::new(
            "there is no place for an archive",
            "Neither XDG_DATA_HOME nor HOME is set.",
            "Name a file with --archive.",
        )
    })?;
    let mut archive = Archive::open(&path, Access::Write)?;
    let messages = Messages::open(Talk::meant(typed.quiet, false), Some(WIRE.len()), false);
    let newsroom = Newsroom::open(Outside::unknown(), typed.model.size(), Corrections::default(), false);
    let of: Arc<str> = "sample wire".into();
    let mut due = Vec::new();
    for (number, sample) in samples().enumerate() {
        let item = Item::Line { of: of.clone(), number: number + 1, line: Some(sample.line.into_bytes()) };
        let hash = newsroom.hash(&item);
        let known = hash.as_ref().map(|hash| archive.done(hash)).transpose()?.flatten();
        if known.is_none() {
            let facts = Facts {
                item: hash,
                origin: format!("{of}, {}", sample.name),
                desk: newsroom.desk().map(str::to_owned),
                seen: sample.published.parse().unwrap_or_else(|_| Timestamp::now()),
            };
            due.push((item, facts));
        }
    }
    let before = WIRE.len() - due.len();
    let mut parcels = Vec::with_capacity(due.len());
    let read = |(item, facts)| guarded(|| Parcel::of(newsroom.read_one(item), facts));
    in_order(due.into_iter(), threads(None), read, |parcel| {
        messages.one_more();
        parcels.extend(parcel.ok().flatten());
        Ok::<(), ()>(())
    })
    .ok();
    // All of them or none: whoever stops this finds no half of a story.
    let filed = archive.file(&parcels)?;
    messages.bar_done();
    let new = filed.iter().filter(|filed| filed.fate == Fate::New).count();
    messages.say(&told(&path, new, before + filed.len() - new));
    Ok(Exit::Done)
}

/// What was done, and what to try on it.
fn told(path: &Path, new: usize, before: usize) -> String {
    let path = path.display().to_string();
    let named = if path.contains(char::is_whitespace) { format!("\"{path}\"") } else { path };
    format!(
        "{new} new, {before} there before, in {named}

Try:
  hearsay stories --archive {named}
  hearsay story ID --archive {named}
  hearsay ask \"How many people died on the ferry?\" --archive {named}
  hearsay search \"status:denied\" --archive {named}"
    )
}

#[cfg(test)]
mod tests {
    use super::{INDEX, WIRE, samples};

    #[test]
    fn every_file_of_the_wire_stands_in_the_index_once() {
        assert_eq!(samples().count(), WIRE.len());
        assert_eq!(INDEX.lines().filter(|line| !line.starts_with('#')).count(), WIRE.len());
        assert!(samples().all(|sample| sample.published.parse::<model::jiff::Timestamp>().is_ok()));
    }
}
