//! How fast pages are read, and beside whom: every page of the gold, one core, processor time.
//!
//! In: `pages/{fundus,trafilatura,htmldate}-eval` · Out: pages and megabytes a second, the slowest page; with peers, theirs
//! from the same run and the ratio · From: evals/pages/peers.py · Fails: peers that cannot be started are an error
//! Cost: some rounds over some 1,600 pages; the peers take a minute or two

use crate::eval::Room;
use crate::house;
use anyhow::{Context, Result, bail};
use model::Origin;
use serde::Deserialize;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// One line of what peers.py tells.
#[derive(Deserialize)]
struct Peer {
    peer: String,
    pages_per_s: f64,
    slowest_ms: f64,
}

/// What reading cost.
struct Pace {
    seconds: f64,
    /// The best time of each page, in milliseconds.
    each: Vec<f64>,
}

/// Measures, and with an interpreter that has them, the peers too.
pub(crate) fn run(room: &Room, rounds: usize, peers: Option<&Path>) -> Result<bool> {
    let mut items: Vec<(Vec<u8>, Origin)> = Vec::new();
    for set in ["fundus-eval", "trafilatura-eval", "htmldate-eval"] {
        for path in house::files(&room.path(&format!("pages/{set}/html")), "gz")? {
            let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
            let bytes = room.bytes(&format!("pages/{set}/html/{name}"))?;
            items.push((bytes, Origin { id: Some(format!("{set}/{name}")), ..Origin::default() }));
        }
    }
    let megabytes = items.iter().map(|(bytes, _)| bytes.len()).sum::<usize>() as f64 / 1e6;
    println!("{} pages, {megabytes:.0} MB, one core, processor time, best of {rounds} rounds", items.len());
    println!("{:<28} {:>9} {:>8} {:>12} {:>8}", "", "pages/s", "MB/s", "slowest, ms", "ratio");
    let before = pace(&items, rounds)?;
    let told = match peers {
        Some(python) => ask(python, room)?,
        None => Vec::new(),
    };
    // Measured before and after the peers: a machine that others share has better and worse minutes.
    let after = if told.is_empty() { None } else { Some(pace(&items, rounds)?) };
    let best = after.iter().map(|p| p.seconds).fold(before.seconds, f64::min);
    let slowest = before.each.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
    let own = items.len() as f64 / best;
    let (at, ms) = slowest.map_or((0, 0.0), |(at, ms)| (at, *ms));
    println!("{:<28} {own:>9.0} {:>8.0} {ms:>12.1} {:>8}", "hearsay", megabytes / best, "");
    for peer in &told {
        let megabytes = megabytes * peer.pages_per_s / items.len() as f64;
        let ratio = format!("{:.1}x", own / peer.pages_per_s);
        println!(
            "{:<28} {:>9.0} {megabytes:>8.0} {:>12.1} {ratio:>8}",
            peer.peer, peer.pages_per_s, peer.slowest_ms
        );
    }
    let id = items.get(at).and_then(|(_, origin)| origin.id.clone()).unwrap_or_default();
    println!("the slowest page is {id}, {} kB", items.get(at).map_or(0, |(bytes, _)| bytes.len() / 1000));
    Ok(true)
}

fn pace(items: &[(Vec<u8>, Origin)], rounds: usize) -> Result<Pace> {
    let mut pace = Pace { seconds: f64::MAX, each: vec![f64::MAX; items.len()] };
    for _ in 0..rounds.max(1) {
        let begun = processor_seconds()?;
        for ((bytes, origin), best) in items.iter().zip(&mut pace.each) {
            let clock = Instant::now();
            black_box(wire::read(bytes, origin));
            *best = best.min(clock.elapsed().as_secs_f64() * 1000.0);
        }
        pace.seconds = pace.seconds.min(processor_seconds()? - begun);
    }
    Ok(pace)
}

/// The time that this thread has had a processor: what others do on the machine does not count.
pub(super) fn processor_seconds() -> Result<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat")
        .context("processor time is read from /proc, which is there on Linux alone")?;
    let spent = told.split(' ').next().and_then(|n| n.parse::<f64>().ok());
    Ok(spent.context("/proc/thread-self/schedstat reads otherwise than it used to")? / 1e9)
}

/// Runs the peers on the same pages.
fn ask(python: &Path, room: &Room) -> Result<Vec<Peer>> {
    let script = house::root().join("evals/pages/peers.py");
    let mut command = Command::new(python);
    command.arg(&script).arg("--gold").arg(room.path("")).args(["--speed", "--json"]);
    let done = command.output().with_context(|| format!("cannot start {}", python.display()))?;
    if !done.status.success() {
        bail!(
            "{} failed: {}; install evals/pages/requirements.txt for that interpreter",
            script.display(),
            String::from_utf8_lossy(&done.stderr).lines().last().unwrap_or("it said nothing")
        );
    }
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    told.lines().map(|line| serde_json::from_str(line).context("peers.py told no JSON")).collect()
}
