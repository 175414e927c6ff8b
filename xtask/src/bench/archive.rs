//! How fast an archive fills, how large it gets, how much memory that takes, and how fast it answers.
//!
//! In: a number of articles · Out: articles a second on the way to it, bytes an article, peak memory, the second run
//! over the same inputs, and how long searches take · From: issue D; DESIGN section 7
//! Fails: where the disk is full · Cost: minutes for 100,000 articles
//!
//! The machine's cores are used as `hearsay add` uses them: many read and mark, one files.

use super::made::Stories;
use super::{Args, peak_megabytes};
use anyhow::{Context, Result};
use archive::{Access, Archive, Facts, ItemHash, Page, Parcel, Query, Sort};
use desk::Desk;
use model::jiff::Timestamp;
use model::{Origin, Reading};
use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use std::path::Path;
use std::time::Instant;

/// Articles that are filed in one transaction, as `hearsay add` does.
const BATCH: usize = 256;

/// Where the curve is drawn.
pub(super) const CURVE: &[usize] = &[1_000, 3_000, 10_000, 30_000, 100_000];

/// Searches of each kind that an archive has to answer: a rare word, common ones, a phrase, fields, a range of days.
const SEARCHES: &[&str] = &[
    "tanker",
    "president",
    "president election",
    "\"white house\"",
    "\"according to\" officials",
    "said",
    "outlet:\"North Sea Radio\"",
    "outlet:\"North Sea Radio\" congress",
    "source:Lindqvist",
    "status:denied",
    "actor:Brandt status:planned",
    "healthcare -senate",
    "econom*",
];

/// Fills an archive and searches it.
pub(super) fn run(args: &Args, articles: usize) -> Result<bool> {
    let stories = Stories::open(args.gold.as_deref())?;
    let scratch;
    let path = match &args.at {
        Some(path) => path.clone(),
        None => {
            scratch = tempfile::tempdir().context("no place for the archive")?;
            scratch.path().join("archive.db")
        }
    };
    let desk = (!args.no_marks).then(|| Desk::new(args.model.model()));
    let marked = if args.no_marks { "no marks" } else { args.model.model().name() };
    println!(
        "{articles} articles made from {} ({} stories), {marked}, {} threads",
        stories.from,
        stories.len(),
        rayon::current_num_threads()
    );
    println!(
        "{:>9} {:>12} {:>12} {:>12} {:>10} {:>9}",
        "articles", "articles/s", "so far /s", "filing s", "bytes each", "peak MB"
    );
    fill(&stories, articles, desk.as_ref(), &path)?;
    again(&stories, articles, &path)?;
    search(&path)?;
    Ok(true)
}

/// Adds the articles, and prints a line at each point of the curve.
fn fill(stories: &Stories, articles: usize, desk: Option<&Desk>, path: &Path) -> Result<()> {
    let mut archive = Archive::open(path, Access::Write)?;
    let clock = Instant::now();
    let (mut filing, mut last, mut words) = (0.0, (0, 0.0), 0);
    let mut next = prepare(stories, 0..articles.min(BATCH), desk);
    let mut done = 0;
    while done < articles {
        let parcels = std::mem::take(&mut next);
        let (from, to) = (done + BATCH, (done + 2 * BATCH).min(articles));
        // The next batch is made while this one is written.
        let (filed, made) = rayon::join(
            || {
                let clock = Instant::now();
                archive.file(&parcels).map(|_| clock.elapsed().as_secs_f64())
            },
            || if from < to { prepare(stories, from..to, desk) } else { Vec::new() },
        );
        filing += filed?;
        words += parcels.iter().map(Parcel::bytes).sum::<usize>();
        next = made;
        let before = done;
        done = (done + BATCH).min(articles);
        let reached = CURVE.iter().any(|point| before < *point && *point <= done);
        if reached || done == articles {
            let now = clock.elapsed().as_secs_f64();
            let size = archive.size()?;
            println!(
                "{done:>9} {:>12.1} {:>12.1} {filing:>12.1} {:>10} {:>9}",
                (done - last.0) as f64 / (now - last.1),
                done as f64 / now,
                size.bytes / size.articles.max(1),
                peak()
            );
            last = (done, now);
        }
    }
    println!("{:.1} MB of words and packed readings went in", words as f64 / 1e6);
    Ok(())
}

/// Reads, marks and packs some articles on all cores. What the desk remembers of windows read before is thrown away
/// with each batch, so that no article is quick because another was like it.
fn prepare(stories: &Stories, which: std::ops::Range<usize>, desk: Option<&Desk>) -> Vec<Parcel> {
    if let Some(desk) = desk {
        desk.forget();
    }
    which
        .into_par_iter()
        .filter_map(|number| {
            let (bytes, origin) = stories.make(number);
            let mut reading: Reading = wire::read(&bytes, &origin);
            if let (Some(desk), Some(article)) = (desk, &reading.article) {
                let notes = desk.mark(article);
                reading = reading.with(notes);
            }
            let facts = Facts {
                item: Some(hash(&bytes, &origin)),
                origin: origin.label.unwrap_or_default(),
                desk: desk.map(|desk| desk.version().to_owned()),
                seen: Timestamp::UNIX_EPOCH,
            };
            Parcel::of(reading, facts)
        })
        .collect()
}

fn hash(bytes: &[u8], origin: &Origin) -> ItemHash {
    ItemHash::of(bytes, &[origin.url.as_deref(), origin.outlet.as_deref()])
}

/// The same inputs once more: all are known, and none is read.
fn again(stories: &Stories, articles: usize, path: &Path) -> Result<()> {
    let archive = Archive::open(path, Access::Read)?;
    let clock = Instant::now();
    let mut known = 0;
    for from in (0..articles).step_by(BATCH) {
        let hashes: Vec<ItemHash> = (from..(from + BATCH).min(articles))
            .into_par_iter()
            .map(|number| {
                let (bytes, origin) = stories.make(number);
                hash(&bytes, &origin)
            })
            .collect();
        for item in &hashes {
            known += usize::from(archive.done(item)?.is_some());
        }
    }
    let seconds = clock.elapsed().as_secs_f64();
    println!(
        "second run: {known} of {articles} known, {:.0} articles/s, the making of them included",
        articles as f64 / seconds
    );
    Ok(())
}

/// Each search some times; what is slowest and what is usual.
fn search(path: &Path) -> Result<()> {
    let archive = Archive::open(path, Access::Read)?;
    let page = Page { limit: 20, offset: 0, sort: Sort::Best };
    let mut all = Vec::new();
    println!("{:<40} {:>9} {:>9} {:>9}", "search", "found", "first ms", "p50 ms");
    for line in SEARCHES {
        let query = Query::parse(line).map_err(|complaint| anyhow::anyhow!("{line}: {complaint}"))?;
        let mut times = Vec::new();
        let mut told = String::new();
        for _ in 0..20 {
            let clock = Instant::now();
            match archive.find(&query, &page) {
                Ok(found) => told = found.total.to_string(),
                Err(error) => told = error.to_string(),
            }
            times.push(clock.elapsed().as_secs_f64() * 1e3);
        }
        let first = times.first().copied().unwrap_or_default();
        all.extend(times.iter().copied());
        times.sort_by(f64::total_cmp);
        println!("{line:<40} {told:>9} {first:>9.1} {:>9.1}", times.get(10).copied().unwrap_or_default());
    }
    all.sort_by(f64::total_cmp);
    let share = |part: f64| all.get((all.len() as f64 * part) as usize).copied().unwrap_or_default();
    println!("{} searches: p50 {:.1} ms, p95 {:.1} ms", all.len(), share(0.5), share(0.95));
    Ok(())
}

fn peak() -> String {
    peak_megabytes().map_or("?".to_owned(), |mb| format!("{mb:.0}"))
}
