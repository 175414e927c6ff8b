//! How fast copies are signed, and beside whom: the texts of the gold's allsides, one core, processor time.
//!
//! In: `stories/allsides` · Out: signatures a second, shingling included; with peers, theirs from the same texts
//! From: evals/lineage/peers.py · Fails: peers that cannot be started are an error · Cost: some rounds over 8,081
//! texts; datasketch takes a minute or two

use super::pace::processor_seconds;
use crate::eval::{Room, lineage};
use crate::house;
use anyhow::{Context, Result, bail};
use model::jiff::Timestamp;
use serde::Deserialize;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;
use story::{Boilerplate, Item, Signature};

/// One line of what peers.py tells.
#[derive(Deserialize)]
struct Peer {
    peer: String,
    signatures_per_s: f64,
}

/// Articles of the story whose lineage is timed.
const STORY: usize = 500;

/// Measures, and with an interpreter that has them, the peers too.
pub(crate) fn run(room: &Room, rounds: usize, peers: Option<&Path>) -> Result<bool> {
    let articles = lineage::articles(room)?;
    let items: Vec<Item<'_>> = articles
        .iter()
        .map(|(id, article)| Item { id, article, notes: None, seen: Timestamp::UNIX_EPOCH })
        .collect();
    let megabytes = items.iter().map(|item| item.article.text.len()).sum::<usize>() as f64 / 1e6;
    println!("{} texts, {megabytes:.0} MB, one core, processor time, best of {rounds} rounds", items.len());
    let mut best = f64::MAX;
    for _ in 0..rounds.max(1) {
        let begun = processor_seconds()?;
        items.iter().for_each(|item| drop(black_box(Signature::of(item))));
        best = best.min(processor_seconds()? - begun);
    }
    let own = items.len() as f64 / best;
    println!("{:<34} {:>14} {:>8}", "", "signatures/s", "ratio");
    println!("{:<34} {own:>14.0}", "hearsay, hashes of sentences");
    for peer in peers.map_or_else(|| Ok(Vec::new()), |python| ask(python, room))? {
        let ratio = format!("{:.1}x", own / peer.signatures_per_s);
        println!("{:<34} {:>14.0} {ratio:>8}", peer.peer, peer.signatures_per_s);
    }
    let signatures: Vec<Signature> = items.iter().map(Signature::of).collect();
    let clock = Instant::now();
    let pairs = story::copies(&signatures, |_, _| false);
    println!("{} pairs share a sentence, found in {:.2} s", pairs.len(), clock.elapsed().as_secs_f64());
    let boilerplate = lineage::learn(&items);
    let story: Vec<Item<'_>> = items.iter().copied().take(STORY).collect();
    let clock = Instant::now();
    black_box(story::lineage(&story, &boilerplate));
    println!("the lineage of the first {STORY} takes {:.2} s", clock.elapsed().as_secs_f64());
    let clock = Instant::now();
    black_box(story::lineage(&story, &Boilerplate::default()));
    println!("the same with no boilerplate known {:.2} s", clock.elapsed().as_secs_f64());
    Ok(true)
}

/// Runs the peers on the same texts.
fn ask(python: &Path, room: &Room) -> Result<Vec<Peer>> {
    let script = house::root().join("evals/lineage/peers.py");
    let mut command = Command::new(python);
    let done = command.arg(&script).arg("--gold").arg(room.path("")).arg("--json").output();
    let done = done.with_context(|| format!("cannot start {}", python.display()))?;
    if !done.status.success() {
        bail!(
            "{} failed: {}; install evals/lineage/requirements.txt for that interpreter",
            script.display(),
            String::from_utf8_lossy(&done.stderr).lines().last().unwrap_or("it said nothing")
        );
    }
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    told.lines().map(|line| serde_json::from_str(line).context("peers.py told no JSON")).collect()
}
