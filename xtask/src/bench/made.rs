//! Articles made for the archive's bench: the stories of the gold and of samples/, each made many times and never twice
//! the same, so that no cache lies.
//!
//! In: texts, a number · Out: that article as bytes with its origin, the same for the same number
//! From: SplitMix64 (Steele, Lea, Flood 2014) for chance that repeats · Fails: without gold samples/ alone is varied
//! Cost: O(text)

use crate::eval::Room;
use crate::house;
use anyhow::{Context, Result};
use desk::Model;
use flate2::read::GzDecoder;
use model::jiff::Timestamp;
use model::{Article, Origin};
use serde::Deserialize;
use std::io::Read;
use std::path::Path;

/// What articles are made of.
pub(super) struct Stories {
    pub(super) from: String,
    stories: Vec<Story>,
}

struct Story {
    headline: String,
    paragraphs: Vec<String>,
}

#[derive(Deserialize)]
struct Line {
    title: String,
    text: String,
}

/// Names that take the place of names, so that the index of names grows as it does with real news. Our own.
const FIRST: &[&str] =
    &["Mara", "Elena", "Daniel", "Tomas", "Ines", "Piet", "Rita", "Oskar", "Lena", "Joris", "Nadia", "Emil"];
const LAST: &[&str] = &[
    "Lindqvist",
    "Brandt",
    "Okafor",
    "Reyle",
    "Falk",
    "Solano",
    "Sand",
    "Verhoek",
    "Marsh",
    "Adeyemi",
    "Novik",
    "Tarn",
    "Holloway",
    "Quist",
    "Berger",
    "Aldana",
];
const OUTLETS: &[&str] =
    &["The Harbour Gazette", "North Sea Radio", "Northern Herald", "Hargate Post", "Tarn Valley News"];

impl Stories {
    pub(super) fn open(gold: Option<&Path>) -> Result<Self> {
        let room = Room::open(gold, Model::Fast)?;
        let mut stories = Vec::new();
        let allsides = "stories/allsides/articles.jsonl.gz";
        let there = room.has(allsides);
        if there {
            let path = room.path(allsides);
            let file =
                std::fs::File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let mut text = String::new();
            GzDecoder::new(file).read_to_string(&mut text)?;
            for line in text.lines() {
                let line: Line = serde_json::from_str(line).context("a story is not as expected")?;
                stories.push(Story::of(&line.title, &line.text));
            }
        }
        for path in house::files(&house::root().join("samples"), "txt")? {
            let text = house::text(&path)?;
            stories.push(Story::of(text.lines().nth(2).unwrap_or("Harbour"), &text));
        }
        stories.retain(|story| !story.paragraphs.is_empty());
        let from = if there { "stories/allsides and samples/" } else { "samples/ alone (no gold here)" };
        Ok(Stories { from: from.to_owned(), stories })
    }

    pub(super) fn len(&self) -> usize {
        self.stories.len()
    }

    /// The articles on happening number `number`, which begins on this day, with their ids and when they were seen.
    pub(super) fn happening(&self, number: usize, day: usize) -> Vec<(String, Article, Timestamp)> {
        let mut chance = Chance(0x5707_0000 + number as u64);
        let mut paragraphs: Vec<String> = Vec::new();
        let mut headline = String::new();
        for _ in 0..3 {
            let Some(story) = self.stories.get(chance.below(self.stories.len())) else { return Vec::new() };
            headline.clone_from(&story.headline);
            let from = chance.below(story.paragraphs.len());
            let some = story.paragraphs.iter().cycle().skip(from).take(story.paragraphs.len().min(8));
            paragraphs.extend(some.map(|paragraph| varied(paragraph, &mut chance)));
        }
        // Of ten happenings six are told once, few by a hundred.
        let count = match chance.below(1_000) {
            0..600 => 1,
            600..800 => 2,
            800..990 => 3 + chance.below(8),
            990..999 => 20 + chance.below(40),
            _ => 100 + chance.below(60),
        };
        let seen = Timestamp::UNIX_EPOCH;
        let mut all: Vec<(String, Article, Timestamp)> = Vec::with_capacity(count);
        for telling in 0..count {
            let copied = (chance.below(10) == 0)
                .then(|| all.last().map(|(_, article, _)| article.text.clone()))
                .flatten();
            let text = copied.unwrap_or_else(|| {
                let some: Vec<&String> = paragraphs.iter().filter(|_| chance.below(2) == 0).collect();
                let mut other = Chance(telling as u64);
                some.into_iter().map(|paragraph| varied(paragraph, &mut other)).collect::<Vec<_>>().join("\n")
            });
            let second = (day * 86_400 + chance.below(2 * 86_400)) as i64 + 1_700_000_000;
            let at = Timestamp::from_second(second).unwrap_or(seen);
            let article = Article {
                headline: Some(varied(&headline, &mut chance)),
                outlet: Some(chance.pick(OUTLETS).to_owned()),
                language: Some("en".to_owned()),
                published: at.to_string().parse().ok(),
                ..Article::verbatim(text)
            };
            all.push((format!("{number:08x}{telling:08x}"), article, at));
        }
        all
    }

    /// Article number `number`: a story with paragraphs dropped and shuffled, names and figures changed.
    pub(super) fn make(&self, number: usize) -> (Vec<u8>, Origin) {
        let mut chance = Chance(number as u64);
        let Some(story) = self.stories.get(number % self.stories.len().max(1)) else {
            return (Vec::new(), Origin::default());
        };
        let mut paragraphs: Vec<&String> =
            story.paragraphs.iter().filter(|_| story.paragraphs.len() < 3 || chance.below(6) > 0).collect();
        for at in (1..paragraphs.len()).rev() {
            if chance.below(3) == 0 {
                paragraphs.swap(at, chance.below(at + 1));
            }
        }
        let name = chance.name();
        let mut text =
            format!("{} {number}\n\nBy {}\n\n", varied(&story.headline, &mut chance), chance.name());
        text += &format!("{name} said on Monday that {} ships had left.\n\n", 2 + chance.below(90_000));
        for paragraph in paragraphs {
            text += &varied(paragraph, &mut chance);
            text += "\n\n";
        }
        let origin = Origin {
            label: Some(format!("made-{number}.txt")),
            url: Some(format!("https://news{}.example/{}/{number}", number % 40, 2000 + number % 26)),
            outlet: Some(chance.pick(OUTLETS).to_owned()),
            published: format!(
                "20{:02}-{:02}-{:02}",
                10 + chance.below(16),
                1 + chance.below(12),
                1 + chance.below(28)
            )
            .parse()
            .ok(),
            content_type: Some("text/plain".to_owned()),
            ..Origin::default()
        };
        (text.into_bytes(), origin)
    }
}

impl Story {
    fn of(headline: &str, text: &str) -> Self {
        let paragraphs = text.split('\n').map(str::trim).filter(|line| line.len() > 20).map(str::to_owned);
        Story { headline: headline.trim().to_owned(), paragraphs: paragraphs.collect() }
    }
}

/// The words with another number for about every second one, and another name for some.
fn varied(words: &str, chance: &mut Chance) -> String {
    let mut out = String::with_capacity(words.len() + 16);
    for (at, word) in words.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() < 7;
        let name = at > 0 && word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        match () {
            () if number && chance.below(2) == 0 => {
                out += &chance.below(10_usize.pow(word.len() as u32)).to_string()
            }
            () if name && word.starts_with(|c: char| c.is_ascii_uppercase()) && chance.below(4) == 0 => {
                out += chance.pick(LAST);
            }
            () => out += word,
        }
    }
    out
}

/// Chance that is the same every time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn pick(&mut self, from: &'static [&'static str]) -> &'static str {
        let at = self.below(from.len());
        from.get(at).copied().unwrap_or_default()
    }

    fn name(&mut self) -> String {
        format!("{} {}", self.pick(FIRST), self.pick(LAST))
    }
}
