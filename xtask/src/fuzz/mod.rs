//! Bad input, much of it: bounded mutational tests on the stable compiler, repeatable by number.
//!
//! In: a target, seconds, a seed · Out: the count of inputs tried, and every input that broke something, kept in a
//! file · From: TRUST, part B · Fails: a crash of the whole process is seen from outside, by its parent; an input
//! that takes far too long stops the run · Cost: the seconds that are given
//!
//! Each target runs in a process of its own, because a stack that overflows takes its process along.

mod mutate;
mod sheets;
mod target;

use crate::house;
use anyhow::{Context, Result, bail};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use target::Target;

/// What `cargo xtask fuzz` is asked.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// What is tried; all, if left out
    #[arg(value_enum)]
    target: Option<Target>,
    /// Seconds for each target
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Which inputs are made
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Try this one file
    #[arg(long, value_name = "FILE", requires = "target")]
    replay: Option<PathBuf>,
    /// The inner process
    #[arg(long, hide = true)]
    inner: bool,
}

/// Processor time that an input may take, for each 64 KiB that it has, in an unoptimised build.
const SECONDS_PER_64_KIB: f64 = 2.0;

/// Wall time after which an input is given up, whatever the machine is doing beside it.
const GIVEN_UP: Duration = Duration::from_secs(60);

/// More failures of one target than these say nothing new.
const MOST_FAILURES: usize = 5;

/// Runs what is asked; `false` where an input broke something.
pub(crate) fn run(args: &Args) -> Result<bool> {
    if let (Some(target), Some(file)) = (args.target, &args.replay) {
        let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let verdict = tried(target, &bytes);
        println!("fuzz {}: {}", target.name(), verdict.as_ref().map_or_else(String::as_str, |()| "holds"));
        return Ok(verdict.is_ok());
    }
    match args.target {
        Some(target) if args.inner => inner(target, args.seed, args.seconds),
        Some(target) => outer(target, args.seed, args.seconds),
        None => short_run(args.seed, args.seconds),
    }
}

/// Every target for this many seconds; `false` where an input broke something.
pub(crate) fn short_run(seed: u64, seconds: u64) -> Result<bool> {
    let mut good = true;
    for target in Target::ALL {
        good &= outer(*target, seed, seconds)?;
    }
    Ok(good)
}

/// Runs the target in a process of its own and says what became of it.
fn outer(target: Target, seed: u64, seconds: u64) -> Result<bool> {
    let own = std::env::current_exe()?;
    let numbers = [seconds.to_string(), seed.to_string()];
    let done = Command::new(own)
        .args(["fuzz", target.name(), "--inner", "--seconds", &numbers[0], "--seed", &numbers[1]])
        .status()?;
    if matches!(done.code(), Some(0 | 1)) {
        return Ok(done.success());
    }
    // Killed: the input it was at is the one.
    let number: u64 = house::text(&place(target)?)?.trim().parse().unwrap_or(0);
    let bytes = mutate::input(&seeds(target)?, seed, number);
    keep(target, seed, number, &bytes, &format!("the process ended with {done}"))?;
    Ok(false)
}

/// Tries inputs until the time is up.
fn inner(target: Target, seed: u64, seconds: u64) -> Result<bool> {
    let seeds = seeds(target)?;
    if seeds.is_empty() {
        bail!("there are no seeds: samples/ and the golden pages are empty");
    }
    // A caught panic is told once, by us.
    std::panic::set_hook(Box::new(|_| {}));
    let place = place(target)?;
    let at: Mutex<(Instant, u64)> = Mutex::new((Instant::now(), 0));
    let begun = Instant::now();
    let (mut number, mut failures) = (0, 0);
    std::thread::scope(|scope| -> Result<()> {
        let (stop, stopped) = std::sync::mpsc::channel::<()>();
        scope.spawn(|| watch(stopped, &at));
        while begun.elapsed() < Duration::from_secs(seconds) && failures < MOST_FAILURES {
            std::fs::write(&place, number.to_string())?;
            if let Ok(mut at) = at.lock() {
                *at = (Instant::now(), number);
            }
            let bytes = mutate::input(&seeds, seed, number);
            if let Err(why) = tried(target, &bytes) {
                keep(target, seed, number, &bytes, &why)?;
                failures += 1;
            }
            number += 1;
        }
        drop(stop);
        Ok(())
    })?;
    let verdict =
        if failures == 0 { "every one holds".to_owned() } else { format!("{failures} broke something") };
    println!(
        "fuzz {}: {number} inputs in {} s, seed {seed}: {verdict}",
        target.name(),
        begun.elapsed().as_secs()
    );
    Ok(failures == 0)
}

/// Ends the process when one input takes far too long; the parent keeps it.
fn watch(stopped: std::sync::mpsc::Receiver<()>, at: &Mutex<(Instant, u64)>) {
    while stopped.recv_timeout(Duration::from_millis(500)) == Err(std::sync::mpsc::RecvTimeoutError::Timeout)
    {
        let long = at.lock().is_ok_and(|at| at.0.elapsed() > GIVEN_UP);
        if long {
            println!("an input took more than {} s", GIVEN_UP.as_secs());
            std::process::exit(3);
        }
    }
}

/// Tries one input, panics and time included.
fn tried(target: Target, bytes: &[u8]) -> Result<(), String> {
    let before = processor_seconds();
    let done = catch_unwind(AssertUnwindSafe(|| target.holds(bytes)));
    let spent = processor_seconds() - before;
    let allowed = SECONDS_PER_64_KIB * (bytes.len() as f64 / 65536.0).max(1.0);
    match done {
        Err(panic) => {
            let said =
                panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
            Err(format!("panicked: {}", said.unwrap_or("without words")))
        }
        Ok(Err(why)) => Err(why),
        Ok(Ok(())) if spent > allowed => Err(format!(
            "took {spent:.1} s of processor time for {} bytes; {allowed:.1} are allowed",
            bytes.len()
        )),
        Ok(Ok(())) => Ok(()),
    }
}

/// Processor time of this thread: a busy machine beside us is not the input's fault.
fn processor_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|t| t.split_whitespace().next()?.parse::<f64>().ok());
    nanos.map_or_else(
        || {
            // Elsewhere the wall clock has to do.
            static BEGUN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
            BEGUN.get_or_init(Instant::now).elapsed().as_secs_f64()
        },
        |n| n / 1e9,
    )
}

fn folder() -> Result<PathBuf> {
    let folder = house::root().join("target/fuzz-failures");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Where the number of the input that is being tried stands.
fn place(target: Target) -> Result<PathBuf> {
    Ok(folder()?.join(format!("{}.at", target.name())))
}

/// Keeps an input that broke something.
fn keep(target: Target, seed: u64, number: u64, bytes: &[u8], why: &str) -> Result<()> {
    let file = folder()?.join(format!("{}-{seed}-{number}", target.name()));
    std::fs::write(&file, bytes)?;
    let (name, short) = (target.name(), house::short(&file));
    println!("fuzz {name}: {why}\n  kept in {short}; again with: cargo xtask fuzz {name} --replay {short}");
    Ok(())
}

/// Good input to start from: the samples, every golden file and worked example, and a line of our own.
fn seeds(target: Target) -> Result<Vec<Vec<u8>>> {
    let root = house::root();
    let mut paths = house::files(&root.join("samples"), "")?;
    for path in house::files(&root.join("crates"), "")? {
        let name = house::short(&path);
        if ["/tests/golden/", "/tests/copy/", "/tests/pages/"].iter().any(|part| name.contains(part)) {
            paths.push(path);
        }
    }
    paths.retain(|p| {
        let kind = p.extension().unwrap_or_default();
        match target {
            Target::Page => kind == "html",
            Target::Copy => kind == "md",
            Target::Text => true,
            Target::Notes => kind == "txt" || kind == "md",
            Target::Feed | Target::Warc | Target::Sitemap | Target::Mhtml | Target::Robots => false,
        }
    });
    let mut seeds = vec![OWN_PAGE.as_bytes().to_vec(), OWN_TEXT.as_bytes().to_vec()];
    if let Some(sheets) = sheets::of(target, OWN_PAGE) {
        seeds = sheets;
    }
    for path in paths {
        seeds.push(std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?);
    }
    Ok(seeds)
}

const OWN_PAGE: &str = "<!doctype html><html lang=en><head><meta charset=utf-8><title>Hargate shuts its harbour</title>\
    <script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2026-03-02\"}</script></head>\
    <body><article><h1>Hargate shuts its harbour</h1><p>By Ann Perry</p><p>The board closed the port on Friday, two \
    officials said.</p><ul><li>More than 40 ships wait.</li></ul></article></body></html>";

const OWN_TEXT: &str = "HARGATE, March 2 — According to the Harbour Gazette, two port officials said the council was \
    considering a ban. “We won’t close it,” Mayor Ann Perry told reporters, “unless we must.” The ministry denied that \
    more than 1.2 million crowns had been spent under the Harbours Act 1987.";
