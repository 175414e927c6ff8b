//! How fast articles are gathered, and in how much memory: a curve up to a number of made articles.
//!
//! In: a number of articles · Out: seconds for prints on one core, for gathering on one, peak memory, what was gathered
//! From: issue E; happenings have as many articles as in news: half of the articles stand alone, few happenings have a
//! hundred · Fails: without gold samples/ alone is varied · Cost: a minute or two for 100,000
//!
//! A happening has its own mixture of paragraphs of three texts and its own names and figures; each article on it takes
//! some of them, changes some words, or is a copy with another headline.

use super::made::Stories;
use super::{Args, peak_megabytes};
use anyhow::Result;
use std::time::{Duration, Instant};
use story::{Item, Print, gather};

/// Articles a day: what a few hundred feeds bring.
const A_DAY: usize = 1_100;

/// Makes prints and gathers them.
pub(super) fn run(args: &Args, articles: usize) -> Result<bool> {
    let stories = Stories::open(args.gold.as_deref())?;
    println!("{articles} articles made from {}, {A_DAY} a day, one core", stories.from);
    println!(
        "{:>9} {:>10} {:>10} {:>10} {:>9} {:>9} {:>11} {:>8}",
        "articles", "prints, s", "gather, s", "both, 1/s", "stories", "happen.", "largest one", "peak MB"
    );
    let mut prints: Vec<Print> = Vec::with_capacity(articles);
    let mut spent = Duration::ZERO;
    let mut bytes = 0;
    let mut curve: Vec<usize> =
        super::archive::CURVE.iter().copied().filter(|point| *point < articles).collect();
    curve.push(articles);
    for number in 0.. {
        if prints.len() >= articles {
            break;
        }
        for (id, article, seen) in stories.happening(number, prints.len() / A_DAY) {
            let clock = Instant::now();
            let print = Print::of(&Item { id: &id, article: &article, notes: None, seen });
            spent += clock.elapsed();
            bytes += print.to_bytes().len();
            prints.push(print);
        }
        while let Some(point) = curve.first().copied().filter(|point| prints.len() >= *point) {
            curve.remove(0);
            let clock = Instant::now();
            let gathered = gather(&prints, &[]);
            let took = clock.elapsed().as_secs_f64();
            let happenings = || gathered.stories.iter().flat_map(|story| &story.happenings);
            println!(
                "{:>9} {:>10.2} {:>10.2} {:>10.0} {:>9} {:>9} {:>11} {:>8.0}",
                point,
                spent.as_secs_f64(),
                took,
                prints.len() as f64 / (spent.as_secs_f64() + took),
                gathered.stories.len(),
                happenings().count(),
                happenings().map(Vec::len).max().unwrap_or_default(),
                peak_megabytes().unwrap_or_default(),
            );
        }
    }
    println!("{} bytes a print as kept", bytes / prints.len().max(1));
    Ok(true)
}
