//! Articles on one happening, and what they tell together. Every line of it points at words of one of its articles.

use crate::closed::closed;
use crate::{
    Caveat, Cited, Claim, ClaimChange, CodePoints, Count, Lineage, Source, Span, Stamp, Status, Voice,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The name and version of the JSON form.
pub const STORY_SCHEMA: &str = "hearsay/story/1";

/// The name and version of the JSON form of a list of stories.
pub const STORIES_SCHEMA: &str = "hearsay/stories/1";

/// Words of one article of a list of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Passage<S = Span> {
    /// Place of the article in `articles`, from 0.
    pub article: usize,
    /// The words, in the text of that article.
    #[serde(flatten)]
    pub span: S,
}

/// Articles on one happening or on several that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Story<S = Span> {
    /// Always [`STORY_SCHEMA`].
    pub schema: String,
    /// The story's own id, which stays while articles join it.
    pub id: String,
    /// The headline of the article that stands for the story: the earliest root with the most in common with the rest.
    pub headline: Option<String>,
    /// Its articles, the earliest first.
    pub articles: Vec<StoryArticle>,
    /// The happenings in it: events in the sense of a day's news, the earliest first. Each article is in exactly one.
    pub happenings: Vec<Happening>,
    /// Who took what from whom.
    pub lineage: Lineage<S>,
    /// What is told, followed across the articles; what most roots tell, first.
    pub claims: Vec<Claim<S>>,
    /// The dates that matter, in calendar order.
    pub timeline: Vec<TimelineDay<S>>,
    /// What a reader of the story would ask.
    pub questions: Vec<StoryQuestion<S>>,
    /// What is doubtful, or could not be told.
    pub caveats: Vec<Caveat<Passage<S>>>,
}

/// An article as a story names it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct StoryArticle {
    /// The article's id.
    pub id: String,
    /// Its address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// When it was published, as printed.
    pub published: Option<Stamp>,
    /// BCP 47 language.
    pub language: Option<String>,
}

/// The articles on one happening of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Happening {
    /// Places in `articles`, the earliest first.
    pub articles: Vec<usize>,
    /// The headline of the earliest.
    pub headline: Option<String>,
}

/// One date of a story's timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct TimelineDay<S = Span> {
    /// The day ("2026-03-02"), or the month or year where no more is told ("2026-03").
    pub day: String,
    /// Articles that mention it: places in `articles`.
    pub articles: Vec<usize>,
    /// How many roots of the lineage mention it.
    pub roots: usize,
    /// The furthest that an event of this date is told to have come.
    pub status: Option<Status>,
    /// How much the date matters beside the others, 0.0..=1.0, in JSON rounded to two decimals.
    #[serde(serialize_with = "crate::evidence::two_decimals")]
    pub weight: f32,
    /// One or two sentences, from the earliest root.
    pub sentences: Vec<Passage<S>>,
}

closed! {
    /// What a key question of a story asks for.
    Asks {
        /// What is planned, and by whom.
        Plans = "plans",
        /// Where it stands.
        Standing = "standing",
        /// On what authority.
        Authority = "authority",
        /// Who says so.
        Sources = "sources",
        /// Who objects.
        Objections = "objections",
        /// How many.
        Figures = "figures",
        /// What is not known.
        Unknown = "unknown",
    }
}

/// A question that the story raises, answered by its sentences alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct StoryQuestion<S = Span> {
    /// What it asks for.
    pub asks: Asks,
    /// The question in words, made from the story's own names and actions.
    pub question: String,
    /// The sentences that answer it, best first; empty where nothing in the story does.
    pub answers: Vec<CitedSentence<S>>,
}

/// A sentence that answers, with what the desk marked on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CitedSentence<S = Span> {
    /// The sentence.
    pub sentence: Passage<S>,
    /// Id of the event in that article that it rests on.
    pub event: Option<String>,
    /// Where that event stands.
    pub status: Option<Status>,
    /// Who tells it.
    pub voice: Option<Voice>,
    /// Who it is from, where a source tells it.
    pub source: Option<Source<Passage<S>>>,
    /// Through whom it reached the article, outermost first, the source last.
    pub chain: Vec<String>,
    /// How many roots of the lineage tell the same.
    pub roots: usize,
}

/// A story as a list of stories names it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct StoryLine {
    /// The story's id.
    pub id: String,
    /// Its headline.
    pub headline: Option<String>,
    /// When its first dated article was published.
    pub first: Option<Stamp>,
    /// When its last dated article was published.
    pub last: Option<Stamp>,
    /// How many articles.
    pub articles: usize,
    /// How many outlets they are of, as far as they name them.
    pub outlets: usize,
    /// How many independent roots, as far as observed; `None` where no one looked.
    pub independent: Option<Count>,
    /// Where its claims last stood, each status once, in the order of the claims.
    pub statuses: Vec<Status>,
    /// The latest change of a claim in words: "contemplated → ordered".
    pub change: Option<String>,
    /// Id of the story that it became part of.
    pub merged_into: Option<String>,
}

/// A list of stories, the newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Stories {
    /// Always [`STORIES_SCHEMA`].
    pub schema: String,
    /// How many there are, those that are not listed here included.
    pub total: u64,
    /// The stories.
    pub stories: Vec<StoryLine>,
}

impl Stories {
    /// The lines in order: whose last article is the newest, first; then by id. Without a date, last.
    pub fn of(mut stories: Vec<StoryLine>) -> Self {
        stories.sort_by(|a, b| {
            let newest = |line: &StoryLine| line.last.map(Stamp::seconds);
            newest(b).cmp(&newest(a)).then_with(|| a.id.cmp(&b.id))
        });
        Stories { schema: STORIES_SCHEMA.to_owned(), total: stories.len() as u64, stories }
    }
}

impl<S> Passage<S> {
    /// The passage with its span mapped by the article it stands in.
    pub fn map_spans<T>(self, cite: &impl Fn(usize, S) -> T) -> Passage<T> {
        Passage { article: self.article, span: cite(self.article, self.span) }
    }
}

impl<S> CitedSentence<S> {
    /// The same sentence with every span mapped.
    pub fn map_spans<T>(self, cite: &impl Fn(usize, S) -> T) -> CitedSentence<T> {
        CitedSentence {
            sentence: self.sentence.map_spans(cite),
            event: self.event,
            status: self.status,
            voice: self.voice,
            source: self
                .source
                .map(|source| source.map_spans(&|passage: Passage<S>| passage.map_spans(cite))),
            chain: self.chain,
            roots: self.roots,
        }
    }
}

impl<S> Story<S> {
    /// The story as a list names it.
    pub fn line(&self) -> StoryLine {
        let dated = || self.articles.iter().filter_map(|article| article.published);
        let outlets: BTreeSet<&str> = self.articles.iter().filter_map(|a| a.outlet.as_deref()).collect();
        let mut statuses = Vec::new();
        for status in self.claims.iter().filter_map(|claim| claim.tellings.last()?.status) {
            if !statuses.contains(&status) {
                statuses.push(status);
            }
        }
        // Articles stand in the order of time; of changes that one article shows, the first claim's counts.
        let mut latest: Option<(usize, &ClaimChange)> = None;
        for claim in &self.claims {
            for change in &claim.changes {
                let Some(telling) = claim.tellings.get(change.to) else { continue };
                if latest.is_none_or(|(article, _)| telling.sentence.article > article) {
                    latest = Some((telling.sentence.article, change));
                }
            }
        }
        StoryLine {
            id: self.id.clone(),
            headline: self.headline.clone(),
            first: dated().min_by_key(|stamp| stamp.seconds()),
            last: dated().max_by_key(|stamp| stamp.seconds()),
            articles: self.articles.len(),
            outlets: outlets.len(),
            independent: (!self.articles.is_empty()).then_some(self.lineage.independent),
            statuses,
            change: latest.map(|(_, change)| change.in_words()),
            merged_into: None,
        }
    }

    /// The same story with every span mapped by the article that it stands in.
    pub fn map_spans<T>(self, cite: &impl Fn(usize, S) -> T) -> Story<T> {
        let days = self.timeline.into_iter().map(|day| TimelineDay {
            sentences: day.sentences.into_iter().map(|one| one.map_spans(cite)).collect(),
            day: day.day,
            articles: day.articles,
            roots: day.roots,
            status: day.status,
            weight: day.weight,
        });
        let questions = self.questions.into_iter().map(|question| StoryQuestion {
            asks: question.asks,
            question: question.question,
            answers: question.answers.into_iter().map(|one| one.map_spans(cite)).collect(),
        });
        let caveats = self.caveats.into_iter();
        Story {
            timeline: days.collect(),
            questions: questions.collect(),
            caveats: caveats.map(|c| c.map_spans(&|passage: Passage<S>| passage.map_spans(cite))).collect(),
            lineage: self.lineage.map_spans(cite),
            claims: self.claims.into_iter().map(|claim| claim.map_spans(cite)).collect(),
            schema: self.schema,
            id: self.id,
            headline: self.headline,
            articles: self.articles,
            happenings: self.happenings,
        }
    }
}

impl Story {
    /// The public form: spans in code points with their words. `texts` are those of `articles`, in their order.
    pub fn to_edge(&self, texts: &[&str]) -> Story<Cited> {
        let points = Texts::of(texts);
        self.clone().map_spans(&|article, span| points.cite(article, span))
    }
}

/// The texts of a list of articles, to cite from.
#[derive(Debug)]
pub struct Texts<'t> {
    points: Vec<CodePoints<'t>>,
}

impl<'t> Texts<'t> {
    /// Counts once over each text.
    pub fn of(texts: &[&'t str]) -> Self {
        Texts { points: texts.iter().map(|text| CodePoints::new(text)).collect() }
    }

    /// The span in code points with its words; nothing of an article that is not in the list.
    pub fn cite(&self, article: usize, span: Span) -> Cited {
        match self.points.get(article) {
            Some(points) => points.cite(span),
            None => Cited { start: 0, end: 0, text: String::new() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_the_newest_first_whatever_the_zone_and_the_undated_last() {
        let line = |id: &str, last: Option<&str>| StoryLine {
            id: id.to_owned(),
            last: last.map(|stamp| stamp.parse().unwrap()),
            ..StoryLine::default()
        };
        let list = Stories::of(vec![
            line("undated", None),
            line("earlier", Some("2026-03-02T10:00:00+05:00")),
            line("later", Some("2026-03-02T09:00:00Z")),
            line("also-later", Some("2026-03-02T09:00:00Z")),
        ]);
        let ids: Vec<_> = list.stories.iter().map(|line| line.id.as_str()).collect();
        assert_eq!(ids, ["also-later", "later", "earlier", "undated"]);
    }
}
