//! Articles made for these tests, and an archive to put them in.

use crate::support::{Ran, binary, run};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder with a batch of articles and an archive that may not be there yet.
pub(super) struct Place {
    pub(super) batch: PathBuf,
    pub(super) archive: PathBuf,
}

impl Place {
    /// A place in `folder` with the articles `from..to`.
    pub(super) fn new(folder: &Path, from: usize, to: usize) -> Place {
        let batch = folder.join("batch.jsonl");
        write_batch(&batch, from, to);
        Place { batch, archive: folder.join("archive.db") }
    }

    /// `hearsay add` of the batch, with a line on standard error for each article that is on the disk.
    pub(super) fn add(&self) -> Command {
        let mut command = self.command(["add"]);
        command.args(["--no-marks", "-v", "-j", "2"]).arg(&self.batch);
        command
    }

    /// A command on this archive.
    pub(super) fn command<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = binary();
        command.args(args).arg("--archive").arg(&self.archive);
        command
    }

    /// Runs it.
    pub(super) fn run<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Ran {
        run(self.command(args), b"")
    }

    /// Starts adding; what is said goes to `said`.
    pub(super) fn start(&self, said: &Path) -> std::process::Child {
        let said = std::fs::File::create(said).unwrap();
        self.add().stdin(Stdio::null()).stdout(Stdio::null()).stderr(said).spawn().unwrap()
    }

    /// Milliseconds that adding takes here when nobody disturbs it: moments to disturb it at are drawn from them.
    pub(super) fn usual_millis(articles: usize) -> u64 {
        let folder = tempfile::tempdir().unwrap();
        let clock = std::time::Instant::now();
        assert_eq!(run(Place::new(folder.path(), 0, articles).add(), b"").code, 0);
        u64::try_from(clock.elapsed().as_millis()).unwrap().max(50)
    }

    /// How often each article is stored, by its address.
    pub(super) fn stored(&self) -> BTreeMap<String, usize> {
        let mut stored = BTreeMap::new();
        if !self.archive.exists() {
            return stored;
        }
        let ran = self.run(["export", "--format", "jsonl"]);
        assert!(ran.code < 2, "{}", ran.err);
        for line in ran.out.lines() {
            let reading: Value = serde_json::from_str(line).unwrap();
            *stored.entry(reading["article"]["url"].as_str().unwrap().to_owned()).or_default() += 1;
        }
        stored
    }

    /// All is as it should be: each article stored once, each found by its words, the file sound.
    pub(super) fn is_whole(&self, articles: std::ops::Range<usize>) {
        let stored = self.stored();
        assert_eq!(stored.len(), articles.len(), "articles are lost or too many");
        assert!(articles.clone().all(|number| stored.contains_key(&url(number))));
        assert!(stored.values().all(|times| *times == 1), "an article is stored twice");
        assert_eq!(self.found("tanker"), articles.len(), "an article is stored and not found");
        for number in articles.step_by(97) {
            assert_eq!(self.found(&format!("voyage{number}")), 1);
        }
        self.is_sound();
    }

    /// `doctor` finds no fault.
    pub(super) fn is_sound(&self) {
        let ran = self.run(["doctor"]);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    }

    /// How many articles have this word.
    pub(super) fn found(&self, word: &str) -> usize {
        let ran = self.run(["search", word, "--json"]);
        let told: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}{}", ran.out, ran.err));
        usize::try_from(told["total"].as_u64().unwrap()).unwrap()
    }
}

/// The address of article `number`.
pub(super) fn url(number: usize) -> String {
    format!("https://gazette.example/{number}")
}

/// A batch of the articles `from..to`.
pub(super) fn write_batch(path: &Path, from: usize, to: usize) {
    let lines: String = (from..to).map(|number| line(number) + "\n").collect();
    std::fs::write(path, lines).unwrap();
}

fn line(number: usize) -> String {
    let words = ["harbour", "pilot", "fuel", "night", "council", "tower", "crew", "ferry"];
    let at = |step: usize| words[(number / 3_usize.pow(step as u32) + step) % words.len()];
    let mut text = format!(
        "Tanker leaves {} {number}\n\nBy Mara Lindqvist\n\nThe tanker of voyage{number} left the {} on Monday with {} tonnes of {}.\n\n",
        at(1),
        at(2),
        number * 7 + 3,
        at(3)
    );
    for paragraph in 0..3 {
        text += &format!(
            "The {} and the {} said nothing of the {} in part {paragraph} of it.\n\n",
            at(4),
            at(5),
            at(6)
        );
    }
    json!({
        "id": format!("n{number}"),
        "url": url(number),
        "outlet": "The Harbour Gazette",
        "published": "2026-03-03",
        "text": text,
    })
    .to_string()
}

/// The articles that `add -v` said are on the disk: "batch.jsonl line 7: new, 04f…".
pub(super) fn acknowledged(said: &Path) -> Vec<usize> {
    let said = std::fs::read_to_string(said).unwrap();
    said.lines()
        .filter(|line| line.contains(": new, ") || line.contains(": known, "))
        .filter_map(|line| line.split(" line ").nth(1)?.split(':').next()?.trim().parse().ok())
        .collect()
}

/// Chance that is the same every time: SplitMix64.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}
