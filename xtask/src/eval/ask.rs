//! Does `ask` find the sentence that answers, and does it say so where none does?
//!
//! In: `evals/ask/questions.jsonl`, MEANTIME's English articles and the demo wire · Out: for each split and set: how
//! often the first sentence answers (a refusal counts as a miss), the same whatever is refused, how often a question
//! without an answer is refused, and how often one with an answer is
//! From: evals/ask/README.md · Fails: an answer whose words are not in its article is an error · Cost: 120 and some 40
//! articles marked once, some 300 ms a question

use super::room::Room;
use super::score::Score;
use crate::house;
use anyhow::{Context, Result, bail};
use model::jiff::Timestamp;
use model::jiff::civil::Date;
use model::{Answer, Article, CodePoints, Notes, Origin, Part, PartKind, Span, Stamp};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use story::Item;

/// Where the questions are, from the repository's root.
const QUESTIONS: &str = "evals/ask/questions.jsonl";

/// Those that are there to be learnt from, and never scored.
const TRAINING: &str = "evals/ask/training.jsonl";

/// The articles that these are asked of, by their ids.
const TRAINING_ARTICLES: &str = "evals/ask/basil-articles.txt";

/// Where the demo wire is.
const WIRE: &str = "crates/hearsay/demo";

/// The sets and splits, in the order in which they are told.
const SETS: [&str; 2] = ["meantime", "wire"];
const SPLITS: [&str; 2] = ["dev", "held-out"];

/// A question of the set.
#[derive(Deserialize)]
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) set: String,
    pub(crate) question: String,
    answers: Vec<Told>,
    pub(crate) split: String,
}

/// A sentence that answers, by its place or by its words.
#[derive(Deserialize)]
struct Told {
    article: String,
    start: Option<usize>,
    end: Option<usize>,
    words: Option<String>,
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    title: String,
    text: String,
}

/// An article of BASIL.
#[derive(Deserialize)]
struct Printed {
    id: String,
    url: String,
    date: String,
    title: String,
    text: String,
}

/// The articles of one set.
pub(crate) struct Shelf {
    held: Vec<(String, Article, Option<Notes>)>,
}

impl Shelf {
    /// The articles as the ranker takes them.
    pub(crate) fn items(&self) -> Vec<Item<'_>> {
        let mut items: Vec<Item<'_>> = self
            .held
            .iter()
            .map(|(id, article, notes)| Item {
                id,
                article,
                notes: notes.as_ref(),
                seen: Timestamp::UNIX_EPOCH,
            })
            .collect();
        items.sort_by(|one, other| one.place().cmp(&other.place()));
        items
    }
}

/// Both sets, marked.
pub(crate) fn shelves(room: &Room) -> Result<BTreeMap<String, Shelf>> {
    let gold: Vec<Gold> = room.lines("stories/meantime_en/articles.jsonl")?;
    let wikinews = room.each(&gold, |gold| {
        let article = wikinews(gold);
        let notes = room.mark_article(&gold.id, &article);
        (gold.id.clone(), article, notes)
    });
    let index = house::text(&house::root().join(WIRE).join("index.tsv"))?;
    let rows: Vec<Vec<&str>> =
        index.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    let wire = room.each(&rows, |row| -> Result<(String, Article, Option<Notes>)> {
        let [file, outlet, url, published, ..] = row.as_slice() else { bail!("index.tsv: {row:?}") };
        let path = house::root().join(WIRE).join("wire").join(file);
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let origin = Origin {
            id: Some((*file).to_owned()),
            outlet: Some((*outlet).to_owned()),
            url: Some((*url).to_owned()),
            published: published.parse().ok(),
            ..Origin::default()
        };
        let reading = room.read(&bytes, &origin).context("not read")?;
        Ok(((*file).to_owned(), reading.article.context("no article")?, reading.notes))
    });
    let wire = wire.into_iter().collect::<Result<Vec<_>>>()?;
    Ok([("meantime".to_owned(), Shelf { held: wikinews }), ("wire".to_owned(), Shelf { held: wire })].into())
}

/// The articles that the questions to be learnt from are asked of, marked.
pub(crate) fn training_shelf(room: &Room) -> Result<Shelf> {
    let wanted = house::text(&house::root().join(TRAINING_ARTICLES))?;
    let wanted: BTreeSet<&str> = wanted.lines().collect();
    let mut gold: Vec<Printed> = room.lines("stories/basil/articles.jsonl")?;
    gold.retain(|gold| wanted.contains(gold.id.as_str()));
    let held = room.each(&gold, |gold| {
        let mut article = Article::verbatim(gold.text.clone());
        article.headline = Some(gold.title.clone());
        article.language = Some("en".to_owned());
        article.url = Some(gold.url.clone());
        article.published = gold.date.parse().ok();
        let notes = room.mark_article(&gold.id, &article);
        (gold.id.clone(), article, notes)
    });
    Ok(Shelf { held })
}

/// An article of the gold: the first line is its headline, the second its date.
fn wikinews(gold: &Gold) -> Article {
    let mut article = Article::verbatim(gold.text.clone());
    article.headline = Some(gold.title.clone());
    article.language = Some("en".to_owned());
    let lines: Vec<Span> = article.paragraphs.iter().map(|paragraph| paragraph.span).collect();
    let (Some(first), Some(second), Some(last)) = (lines.first(), lines.get(1), lines.last()) else {
        return article;
    };
    article.published = Date::strptime("%B %d, %Y", second.words(&article.text)).ok().map(Stamp::day);
    let begin = if article.published.is_some() { lines.get(2) } else { Some(second) };
    article.parts = vec![Part { part: PartKind::Headline, span: *first }];
    if let Some(begin) = begin {
        article.parts.push(Part { part: PartKind::Body, span: begin.to(*last) });
        article.paragraphs.retain(|paragraph| paragraph.span.start >= begin.start);
    }
    article
}

/// The questions.
pub(crate) fn questions() -> Result<Vec<Asked>> {
    read(QUESTIONS)
}

/// The questions that are there to be learnt from.
pub(crate) fn training_questions() -> Result<Vec<Asked>> {
    read(TRAINING)
}

fn read(file: &str) -> Result<Vec<Asked>> {
    let path = house::root().join(file);
    let text = house::text(&path)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(n, line)| serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), n + 1)))
        .collect()
}

impl Asked {
    /// Whether something in the articles answers.
    pub(crate) fn has_answer(&self) -> bool {
        !self.answers.is_empty()
    }

    /// Whether a sentence is one that answers: it shares more than half of the shorter of the two.
    pub(crate) fn is_right(&self, item: &Item<'_>, sentence: Span) -> bool {
        self.answers.iter().filter(|told| told.article == item.id).any(|told| {
            told.spans(&item.article.text)
                .iter()
                .any(|span| 2 * span.overlap(sentence) > span.len().min(sentence.len()))
        })
    }

    /// An answer that is not in its article is a mistake of the set.
    fn check(&self, items: &[Item<'_>]) -> Result<()> {
        for told in &self.answers {
            let item = items.iter().find(|item| item.id == told.article);
            if item.is_none_or(|item| told.spans(&item.article.text).is_empty()) {
                bail!("{QUESTIONS}: {}: {} holds no such answer", self.id, told.article);
            }
        }
        Ok(())
    }
}

impl Told {
    fn spans(&self, text: &str) -> Vec<Span> {
        match (&self.words, self.start, self.end) {
            (Some(words), ..) => text
                .match_indices(words.as_str())
                .map(|(at, words)| Span::new(at, at + words.len()))
                .collect(),
            (None, Some(start), Some(end)) => vec![CodePoints::new(text).span(start, end)],
            _ => Vec::new(),
        }
    }
}

/// What became of the questions of one split and set.
#[derive(Clone, Copy, Default)]
struct Tally {
    /// With an answer: all, first sentence right and given, first sentence right given or not, refused.
    answerable: usize,
    right: usize,
    foremost: usize,
    refused: usize,
    /// Without one: all, and refused.
    unanswerable: usize,
    rightly: usize,
}

impl Tally {
    fn and(self, other: Tally) -> Tally {
        Tally {
            answerable: self.answerable + other.answerable,
            right: self.right + other.right,
            foremost: self.foremost + other.foremost,
            refused: self.refused + other.refused,
            unanswerable: self.unanswerable + other.unanswerable,
            rightly: self.rightly + other.rightly,
        }
    }
}

/// Scores the questions.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let shelves = shelves(room)?;
    let questions = questions()?;
    let mut items = BTreeMap::new();
    for (set, shelf) in &shelves {
        items.insert(set.as_str(), shelf.items());
    }
    // As `hearsay ask` has them.
    let roots = |items: &[Item<'_>]| story::lineage(items, &story::Boilerplate::default()).root_of_each();
    let rooted: BTreeMap<&str, Vec<usize>> = items.iter().map(|(set, items)| (*set, roots(items))).collect();
    for asked in &questions {
        asked.check(items.get(asked.set.as_str()).map_or(&[], Vec::as_slice))?;
    }
    let answers = room.each(&questions, |asked| {
        let items = items.get(asked.set.as_str()).map_or(&[][..], Vec::as_slice);
        let roots = rooted.get(asked.set.as_str()).map_or(&[][..], Vec::as_slice);
        story::ask(&asked.question, items, roots, 3, &desk::rerank)
    });
    let mut score = Score::default();
    let mut tallies: BTreeMap<(&str, &str), Tally> = BTreeMap::new();
    let mut sure = Vec::new();
    for (asked, answer) in questions.iter().zip(&answers) {
        let items = items.get(asked.set.as_str()).map_or(&[][..], Vec::as_slice);
        let tally = tallies.entry((asked.split.as_str(), asked.set.as_str())).or_default();
        let (right, words) = first(asked, answer, items);
        sure.push((answer.confidence, right));
        if asked.has_answer() {
            tally.answerable += 1;
            tally.foremost += usize::from(right);
            tally.right += usize::from(right && answer.stated);
            tally.refused += usize::from(!answer.stated);
        } else {
            tally.unanswerable += 1;
            tally.rightly += usize::from(!answer.stated);
        }
        let label = match (asked.has_answer(), answer.stated, right) {
            (true, true, true) | (false, false, _) => continue,
            (true, true, false) => "wrong sentence",
            (true, false, true) => "right sentence refused",
            (true, false, false) => "wrong sentence, and refused",
            (false, true, _) => "answered what is not stated",
        };
        // What is held out is not looked at.
        if asked.split == "dev" {
            let lacks = answer.nearest.as_ref().map(|near| near.lacks.as_str()).unwrap_or_default();
            score.case(
                label,
                format!("{} {}\n{:.2} {words}\n{lacks}", asked.id, asked.question, answer.confidence),
            );
        }
    }
    for split in SPLITS {
        let of = |set: &str| tallies.get(&(split, set)).copied().unwrap_or_default();
        let both = SETS.iter().map(|set| of(set)).fold(Tally::default(), Tally::and);
        let name = split.replace('-', "_");
        tell(&mut score, &name, both);
        for set in SETS {
            tell(&mut score, &format!("{name}_{set}"), of(set));
        }
    }
    score.calibration("calibration", &sure);
    Ok(score)
}

fn tell(score: &mut Score, name: &str, tally: Tally) {
    score.share(&format!("{name}_rank1"), tally.right, tally.answerable);
    score.share(&format!("{name}_rank1_unrefused"), tally.foremost, tally.answerable);
    score.share(&format!("{name}_refusal"), tally.rightly, tally.unanswerable);
    score.share_of_wrong(&format!("{name}_false_refusal"), tally.refused, tally.answerable);
}

/// Whether the first sentence, given or held to be the nearest miss, is right; and its words.
fn first(asked: &Asked, answer: &Answer, items: &[Item<'_>]) -> (bool, String) {
    let nearest = answer.nearest.as_ref().map(|near| &near.sentence);
    let Some(one) = answer.sentences.first().or(nearest) else { return (false, String::new()) };
    let id = answer.articles.get(one.sentence.article).map(|article| article.id.as_str());
    let Some(item) = items.iter().find(|item| Some(item.id) == id) else { return (false, String::new()) };
    let span = one.sentence.span;
    (asked.is_right(item, span), format!("[{}] {}", item.id, span.words(&item.article.text)))
}
