//! The article that the project began with, by the scorer that came with it.
//!
//! In: `seed/article.txt`, `seed/score.py` · Out: how many of its checks hold · From: the set's own scorer, run by
//! `python3` · Fails: without `python3` the set is an error that says so · Cost: one text, one process

use super::room::Room;
use super::score::Score;
use anyhow::{Context, Result, bail};
use model::Origin;
use std::io::Write;
use std::process::{Command, Stdio};

/// Scores the set.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let bytes = room.bytes("seed/article.txt")?;
    let origin = Origin { id: Some("seed".into()), label: Some("article.txt".into()), ..Origin::default() };
    let reading = room.read(&bytes, &origin).context("the desk failed on the seed article")?;
    let said = ask(room, &serde_json::to_string(&reading.to_edge())?)?;
    let Some((held, of)) = said.lines().filter_map(counts).next_back() else {
        bail!("seed/score.py gave no count of its checks:\n{said}");
    };
    let mut score = Score::default();
    score.figure("checks", held as f64, of);
    for line in said.lines().filter(|l| l.starts_with("SHORT")) {
        score.case("short", line.to_owned());
        score.notes.push(format!("    {line}"));
    }
    Ok(score)
}

fn ask(room: &Room, reading: &str) -> Result<String> {
    let mut scorer = Command::new("python3")
        .arg(room.path("seed/score.py"))
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("the seed is scored by python3, which did not start")?;
    // Taken out of the child, so that it is closed before we wait for the answer.
    let mut into = scorer.stdin.take().context("no way to write to python3")?;
    into.write_all(reading.as_bytes())?;
    drop(into);
    Ok(String::from_utf8_lossy(&scorer.wait_with_output()?.stdout).into_owned())
}

/// "20 of 21 checks hold".
fn counts(line: &str) -> Option<(usize, usize)> {
    let (held, rest) = line.split_once(" of ")?;
    let (of, _) = rest.split_once(" checks hold")?;
    Some((held.parse().ok()?, of.parse().ok()?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_last_line_is_read() {
        assert_eq!(super::counts("20 of 21 checks hold"), Some((20, 21)));
        assert_eq!(super::counts("ok   figures 3/3 (bar 3)"), None);
    }
}
