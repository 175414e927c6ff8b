//! How fast, and how much memory: reading and marking, apart and together, on one core, nothing remembered.
//!
//! In: a folder of pages and texts · Out: articles and megabytes a second, peak memory · From: DESIGN section 9
//! Fails: an unoptimised build runs itself again optimised · Cost: some rounds over the folder
//!
//! Timed runs are no tests: nothing fails for being slow.

mod archive;
mod copies;
mod gather;
mod made;
mod pace;

use crate::eval::{Room, Size, pages};
use crate::{house, ledger};
use anyhow::{Context, Result, bail};
use desk::{Desk, Model};
use model::{Article, Origin};
use std::hint::black_box;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// What `cargo xtask bench` is asked.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder of pages and texts; without it the English pages of the gold, or samples/
    folder: Option<PathBuf>,
    /// Folder of the outside gold, as in `eval`
    #[arg(long, env = "HEARSAY_GOLD", value_name = "DIR")]
    gold: Option<PathBuf>,
    /// Measured rounds, after one that warms up
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// Which model marks
    #[arg(long, value_enum, default_value_t = Size::Full)]
    model: Size,
    /// Time the reading of every page of the gold instead, and of nothing else
    #[arg(long)]
    pages: bool,
    /// Time the signatures that tell copies instead, on the gold's allsides
    #[arg(long, conflicts_with = "pages")]
    copies: bool,
    /// With --pages or --copies: time the peers of evals/pages or evals/lineage too, by this Python that has their
    /// requirements
    #[arg(long, value_name = "PYTHON")]
    peers: Option<PathBuf>,
    /// Fill an archive with this many articles instead, made from the gold's stories and samples/, and search it
    #[arg(long, value_name = "N")]
    archive: Option<usize>,
    /// With --archive: mark none of them
    #[arg(long, requires = "archive")]
    no_marks: bool,
    /// With --archive: keep the archive in this file
    #[arg(long, requires = "archive", value_name = "FILE")]
    at: Option<PathBuf>,
    /// Gather this many articles into stories instead, made as for --archive, and draw the curve
    #[arg(long, value_name = "N")]
    gather: Option<usize>,
    /// Append a row to evals/ledger.csv
    #[arg(long)]
    record: bool,
}

/// Input bytes and where they come from.
type Item = (Vec<u8>, Origin);

/// One line of the table: what is timed, and its bytes.
struct Line {
    name: &'static str,
    bytes: usize,
    seconds: Vec<f64>,
}

/// Measures and prints.
pub(crate) fn run(args: &Args) -> Result<bool> {
    if cfg!(debug_assertions) {
        return optimised(&[]);
    }
    if args.pages {
        let room = Room::open(args.gold.as_deref(), Model::Fast)?;
        return pace::run(&room, args.rounds, args.peers.as_deref());
    }
    if args.copies {
        let room = Room::open(args.gold.as_deref(), Model::Fast)?;
        return copies::run(&room, args.rounds, args.peers.as_deref());
    }
    if let Some(articles) = args.archive {
        return archive::run(args, articles);
    }
    if let Some(articles) = args.gather {
        return gather::run(args, articles);
    }
    // One core: the desk reads its windows on the global pool.
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().context("cannot keep to one core")?;
    let (from, items) = items(args)?;
    let model = args.model.model();
    let desk = Desk::new(model);
    let read = |items: &[Item]| -> Vec<Article> {
        items.iter().filter_map(|(bytes, origin)| wire::read(bytes, origin).article).collect()
    };
    let articles = read(&items);
    if articles.is_empty() {
        bail!("none of the {} items of {from} holds an article", items.len());
    }
    let short: Vec<Article> = articles.iter().filter_map(|a| beginning(&a.text)).collect();
    let mark = |articles: &[Article]| {
        desk.forget();
        articles.iter().for_each(|a| drop(black_box(desk.mark(a))));
    };
    let input: usize = items.iter().map(|(bytes, _)| bytes.len()).sum();
    let text: usize = articles.iter().map(|a| a.text.len()).sum();
    let mut lines = [
        Line { name: "read", bytes: input, seconds: vec![] },
        Line { name: "mark", bytes: text, seconds: vec![] },
        Line { name: "mark 600 words", bytes: short.iter().map(|a| a.text.len()).sum(), seconds: vec![] },
        Line { name: "read and mark", bytes: input, seconds: vec![] },
    ];
    for round in 0..=args.rounds.max(1) {
        for line in &mut lines {
            let clock = Instant::now();
            match line.name {
                "read" => drop(black_box(read(&items))),
                "mark" => mark(&articles),
                "mark 600 words" => mark(&short),
                _ => mark(&read(&items)),
            }
            // Round 0 warms the caches.
            if round > 0 {
                line.seconds.push(clock.elapsed().as_secs_f64());
            }
        }
    }
    println!(
        "{} items of {from}: {} articles, {:.1} MB in, {:.2} MB of text",
        items.len(),
        articles.len(),
        mega(input),
        mega(text)
    );
    println!("one core, best and median of {} rounds", args.rounds.max(1));
    println!("{:<15} {:>11} {:>11} {:>9} {:>9}", "", "articles/s", "(median)", "MB/s", "(median)");
    for line in &mut lines {
        line.seconds.sort_by(f64::total_cmp);
        let (best, median) = (line.seconds[0], line.seconds[line.seconds.len() / 2]);
        let count = if line.name == "mark 600 words" { short.len() } else { articles.len() };
        let (n, mb) = (count as f64, mega(line.bytes));
        println!(
            "{:<15} {:>11.1} {:>11.1} {:>9.2} {:>9.2}",
            line.name,
            n / best,
            n / median,
            mb / best,
            mb / median
        );
    }
    let peak = peak_megabytes();
    println!(
        "peak memory    {}",
        peak.map_or("not told here".into(), |mb| format!(
            "{mb:.0} MB, the input's {:.0} included",
            mega(input)
        ))
    );
    if args.record {
        let both = &lines[3];
        let best = both.seconds[0];
        let figures = [
            (
                "articles_600_words_per_s".to_owned(),
                format!("{:.1}", short.len() as f64 / lines[2].seconds[0]),
            ),
            ("articles_per_s".to_owned(), format!("{:.1}", articles.len() as f64 / best)),
            ("mb_per_s".to_owned(), format!("{:.2}", mega(both.bytes) / best)),
            ("peak_mb".to_owned(), peak.map_or(String::new(), |mb| format!("{mb:.0}"))),
            ("machine".to_owned(), machine()),
        ];
        ledger::append(&house::root().join("evals/ledger.csv"), "bench", model.name(), &figures)?;
        println!("one row appended to evals/ledger.csv");
    }
    Ok(true)
}

/// The first 600 words of a text that has them, as an article of its own.
fn beginning(text: &str) -> Option<Article> {
    let end =
        text.split_whitespace().nth(599).map(|w| w.as_ptr() as usize - text.as_ptr() as usize + w.len())?;
    text.get(..end).map(Article::verbatim)
}

/// Runs this very command again, optimised; with cargo features if named.
pub(crate) fn optimised(features: &[&str]) -> Result<bool> {
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--release", "--package", "xtask"]);
    if !features.is_empty() {
        cargo.args(["--features", &features.join(",")]);
    }
    let done = cargo.arg("--").args(std::env::args_os().skip(1)).status().context("cannot start cargo")?;
    match done.code() {
        Some(0) => Ok(true),
        Some(1) => Ok(false),
        _ => bail!("the optimised run ended with {done}"),
    }
}

/// The items, and what they are called.
fn items(args: &Args) -> Result<(String, Vec<Item>)> {
    let room = Room::open(args.gold.as_deref(), Model::Fast)?;
    if args.folder.is_none() && room.has("pages/fundus-eval/gold.jsonl") {
        let mut items = Vec::new();
        for page in
            room.lines::<pages::Page>("pages/fundus-eval/gold.jsonl")?.iter().filter(|p| p.lang == "en")
        {
            items.push((room.bytes(&format!("pages/fundus-eval/{}", page.file))?, page.origin()));
        }
        return Ok(("the gold's English pages".into(), items));
    }
    let folder = args.folder.clone().unwrap_or_else(|| house::root().join("samples"));
    let mut items = Vec::new();
    for path in house::files(&folder, "")? {
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        items.push((bytes, Origin { label: Some(house::short(&path)), ..Origin::default() }));
    }
    Ok((folder.display().to_string(), items))
}

fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// The most memory this process has held, by the kernel's word.
fn peak_megabytes() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = told.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<f64>().ok().map(|kib| kib * 1024.0 / 1e6)
}

/// The processor's name: figures of two machines do not compare.
fn machine() -> String {
    let told = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = told.lines().find_map(|l| l.strip_prefix("model name")).and_then(|l| l.split_once(':'));
    name.map_or("unknown".into(), |(_, name)| name.trim().to_owned())
}
