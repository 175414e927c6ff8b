//! Are the articles on one happening gathered, and only they? ECB+, BASIL in a stream of news, and across languages.
//!
//! In: `stories/{ecbplus,basil,allsides,meantime_en,meantime_es}` · Out: B³ by judges that have not seen what they are
//! scored on, and by the one that ships · From: B³ by Bagga, Baldwin 1998; ECB+ by Cybulska, Vossen 2014; BASIL by Fan et
//! al. 2019 · Fails: nothing is marked here: the stream is too long, and notes change little (decision 0010)
//! Cost: prints of 9,000 articles, gathered six times

use super::room::Room;
use super::score::{Score, Tally};
use anyhow::{Context, Result};
use model::jiff::Timestamp;
use model::{Article, Paragraph, ParagraphKind, Part, PartKind, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use story::{Gathered, Item, Judge, Likeness, Print, compared, gather_by};

/// Folds of the cross-validation.
pub(crate) const FOLDS: usize = 5;

/// An article of these sets.
#[derive(Deserialize)]
pub(crate) struct Doc {
    id: String,
    url: Option<String>,
    date: Option<String>,
    title: String,
    text: String,
    /// Articles on one happening have the same.
    cluster: Option<String>,
    /// Topic of ECB+: two happenings that are easily taken for one.
    topic: Option<String>,
    source: Option<String>,
}

impl Doc {
    /// The raw text as an article. Its first line often says the headline again.
    fn article(&self, language: &str) -> Article {
        let headline = self.title.trim();
        let mut text = headline.to_owned();
        let mut parts = vec![Part { part: PartKind::Headline, span: Span::new(0, text.len()) }];
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        for line in self.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if paragraphs.is_empty() && line == headline {
                continue;
            }
            text.push_str("\n\n");
            let start = text.len();
            text.push_str(line);
            paragraphs.push(Paragraph { span: Span::new(start, text.len()), kind: ParagraphKind::Paragraph });
        }
        if let (Some(first), Some(last)) = (paragraphs.first(), paragraphs.last()) {
            parts.push(Part { part: PartKind::Body, span: first.span.to(last.span) });
        }
        Article {
            url: self.url.clone(),
            headline: Some(headline.to_owned()),
            outlet: self.source.clone(),
            published: self.date.as_deref().and_then(|date| date.parse().ok()),
            language: Some(language.to_owned()),
            text,
            parts,
            paragraphs,
            ..Article::verbatim("")
        }
    }
}

/// A set of articles with their prints.
pub(crate) struct Set {
    docs: Vec<Doc>,
    pub(crate) prints: Vec<Print>,
}

impl Set {
    pub(crate) fn open(room: &Room, file: &str, language: &str) -> Result<Set> {
        let bytes = room.bytes(file)?;
        let text = std::str::from_utf8(&bytes).with_context(|| format!("{file} is no text"))?;
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let docs: Vec<Doc> = lines
            .map(|(n, line)| serde_json::from_str(line).with_context(|| format!("{file}:{}", n + 1)))
            .collect::<Result<_>>()?;
        let places: Vec<usize> = (0..docs.len()).collect();
        let prints = room.each(&places, |at| {
            let doc = &docs[*at];
            let article = doc.article(language);
            // One id stands twice in BASIL, and MEANTIME's in both languages.
            let id = format!("{}#{at}{language}", doc.id);
            Print::of(&Item { id: &id, article: &article, notes: None, seen: Timestamp::UNIX_EPOCH })
        });
        Ok(Set { docs, prints })
    }

    /// The happening of each article.
    pub(crate) fn gold(&self) -> Vec<&str> {
        self.docs.iter().map(|doc| doc.cluster.as_deref().unwrap_or_default()).collect()
    }

    /// The fold of each article: topics of ECB+, else happenings, else ids, in turn.
    pub(crate) fn folds(&self) -> Vec<usize> {
        let keys: Vec<&str> = self
            .docs
            .iter()
            .map(|doc| doc.topic.as_deref().or(doc.cluster.as_deref()).unwrap_or(&doc.id))
            .collect();
        in_turn(&keys)
    }

    /// The fold of each article by its id: what is one article in two languages is in one.
    pub(crate) fn folds_by_id(&self) -> Vec<usize> {
        in_turn(&self.ids())
    }

    pub(crate) fn ids(&self) -> Vec<&str> {
        self.docs.iter().map(|doc| doc.id.as_str()).collect()
    }
}

fn in_turn(keys: &[&str]) -> Vec<usize> {
    let different: BTreeSet<&str> = keys.iter().copied().collect();
    let turn: BTreeMap<&str, usize> =
        different.into_iter().enumerate().map(|(at, key)| (key, at % FOLDS)).collect();
    keys.iter().map(|key| turn.get(key).copied().unwrap_or_default()).collect()
}

/// The happening that each print was gathered in.
fn happenings(gathered: &Gathered, count: usize) -> Vec<usize> {
    let mut out = vec![usize::MAX; count];
    let all = gathered.stories.iter().flat_map(|story| story.happenings.iter().map(move |one| (story, one)));
    for (number, (story, happening)) in all.enumerate() {
        happening.iter().for_each(|at| out[story.articles[*at]] = number);
    }
    out
}

/// Sums of B³ over some articles: how pure the group of each is, and how complete.
#[derive(Clone, Copy, Default)]
struct Cubed {
    precision: f64,
    recall: f64,
    count: usize,
}

impl Cubed {
    /// Over the articles of `on`; groups and gold are those of all.
    fn of(found: &[usize], gold: &[&str], on: impl Fn(usize) -> bool) -> Self {
        let (mut groups, mut golds, mut both) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (group, gold) in found.iter().zip(gold) {
            *groups.entry(*group).or_insert(0.0) += 1.0;
            *golds.entry(*gold).or_insert(0.0) += 1.0;
            *both.entry((*group, *gold)).or_insert(0.0) += 1.0;
        }
        let mut sums = Cubed::default();
        for (_, (group, gold)) in found.iter().zip(gold).enumerate().filter(|(at, _)| on(*at)) {
            sums.precision += both[&(*group, *gold)] / groups[group];
            sums.recall += both[&(*group, *gold)] / golds[gold];
            sums.count += 1;
        }
        sums
    }

    fn and(self, other: Cubed) -> Cubed {
        Cubed {
            precision: self.precision + other.precision,
            recall: self.recall + other.recall,
            count: self.count + other.count,
        }
    }

    fn row(self, score: &mut Score, metric: &str) {
        let n = self.count.max(1) as f64;
        let (p, r) = (self.precision / n, self.recall / n);
        score.figure(metric, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }, self.count);
        score.rows.iter_mut().last().into_iter().for_each(|row| row.detail = format!("P {p:.3} R {r:.3}"));
    }
}

/// B³ of the first `gold.len()` prints: each fold by the judge that has not seen it, then all by the one that ships.
fn rows(score: &mut Score, set: &str, prints: &[Print], gold: &[&str], folds: &[usize]) {
    let found = |judge: &Judge| {
        let mut found = happenings(&gather_by(judge, prints, &[]), prints.len());
        found.truncate(gold.len());
        found
    };
    let blind = (0..FOLDS)
        .map(|fold| Cubed::of(&found(&Judge::without(fold)), gold, |at| folds[at] == fold))
        .fold(Cubed::default(), Cubed::and);
    blind.row(score, &format!("{set}b3"));
    let shipped = found(&Judge::shipped());
    Cubed::of(&shipped, gold, |_| true).row(score, &format!("{set}b3_seen"));
    let mut groups: BTreeMap<usize, BTreeMap<&str, usize>> = BTreeMap::new();
    for (group, gold) in shipped.iter().zip(gold) {
        *groups.entry(*group).or_default().entry(gold).or_default() += 1;
    }
    for golds in groups.values().filter(|golds| golds.len() > 1) {
        let told: Vec<String> = golds.iter().map(|(gold, count)| format!("{count} of {gold}")).collect();
        score.case("one group", told.join(", "));
    }
}

/// ECB+: subtopics, of which two a topic are of one kind. Undated but for what the texts print.
pub(crate) fn score_ecbplus(room: &Room) -> Result<Score> {
    let set = Set::open(room, "stories/ecbplus/articles.jsonl", "en")?;
    let mut score = Score::default();
    rows(&mut score, "", &set.prints, &set.gold(), &set.folds());
    Ok(score)
}

/// BASIL's articles among the 8,081 of allsides: all are gathered together, then BASIL's alone are scored, their groups
/// without what else is in them.
pub(crate) fn score_basil(room: &Room) -> Result<Score> {
    let set = Set::open(room, "stories/basil/articles.jsonl", "en")?;
    let mut stream = set.prints.clone();
    stream.extend(Set::open(room, "stories/allsides/articles.jsonl.gz", "en")?.prints);
    let mut score = Score::default();
    rows(&mut score, "", &stream, &set.gold(), &set.folds());
    rows(&mut score, "alone_", &set.prints, &set.gold(), &set.folds());
    let gathered = gather_by(&Judge::shipped(), &stream, &[]);
    let largest = |sizes: &mut dyn Iterator<Item = usize>| sizes.max().unwrap_or_default();
    score.notes.push(format!(
        "    {} articles in {} stories (the largest has {}) of {} happenings (the largest has {})",
        stream.len(),
        gathered.stories.len(),
        largest(&mut gathered.stories.iter().map(|s| s.articles.len())),
        gathered.stories.iter().map(|s| s.happenings.len()).sum::<usize>(),
        largest(&mut gathered.stories.iter().flat_map(|s| &s.happenings).map(Vec::len)),
    ));
    Ok(score)
}

/// MEANTIME: each article of the Spanish Wikinews against all of the English, by names, figures and days alone.
pub(crate) fn score_cross(room: &Room) -> Result<Score> {
    let (english, spanish, all) = cross(room)?;
    let (en, es) = (english.ids(), spanish.ids());
    let folds = spanish.folds_by_id();
    let mut best: BTreeMap<usize, (f32, usize)> = BTreeMap::new();
    let mut tally = Tally { gold: es.len(), ..Tally::default() };
    for (a, b, likeness) in all.iter().filter(|(_, _, likeness)| likeness.foreign) {
        let (e, s) = (*a.min(b), *a.max(b) - en.len());
        let chance = Judge::without(folds[s]).chance(likeness);
        if best.get(&s).is_none_or(|(before, _)| chance > *before) {
            best.insert(s, (chance, e));
        }
        if chance >= 0.5 {
            tally.found += 1;
            tally.hit += usize::from(en[e] == es[s]);
            tally.right = tally.hit;
        }
    }
    let mut score = Score::default();
    let right = best.iter().filter(|(s, (_, e))| en[*e] == es[**s]).count();
    score.share("recall_at_1", right, es.len());
    score.f1("pairs_f1", tally);
    Ok(score)
}

/// Two places in a list of prints, and how alike they are.
pub(crate) type Pair = (usize, usize, Likeness);

/// Both languages of MEANTIME, and their pairs; places of the Spanish come after the English.
pub(crate) fn cross(room: &Room) -> Result<(Set, Set, Vec<Pair>)> {
    let english = Set::open(room, "stories/meantime_en/articles.jsonl", "en")?;
    let spanish = Set::open(room, "stories/meantime_es/articles.jsonl", "es")?;
    let both: Vec<Print> = english.prints.iter().chain(&spanish.prints).cloned().collect();
    let pairs = compared(&both);
    Ok((english, spanish, pairs))
}

#[cfg(test)]
mod tests {
    use super::Cubed;

    #[test]
    fn b_cubed_of_a_small_case() {
        // Groups {a a b} {b}: purity 2/3 2/3 1/3 1, completeness 1 1 1/2 1/2.
        let sums = Cubed::of(&[0, 0, 0, 1], &["a", "a", "b", "b"], |_| true);
        assert!((sums.precision - 8.0 / 3.0).abs() < 1e-12);
        assert!((sums.recall - 3.0).abs() < 1e-12);
    }
}
