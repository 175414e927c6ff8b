//! What is said of a story, in which order: shared by its printed forms. An article is cited by its number in the list.
//!
//! In: a story and its texts · Out: [`StoryDossier`] · From: DESIGN sections 1 and 3
//! Fails: never; a section without rows says so in words · Cost: O(articles + tellings + words shown)

mod asked;
mod claims;
mod lineage;
mod timeline;

use super::dates::Calendar;
use super::statements::{count_in_words, kind_in_words};
use super::{Section, counted, from_to};
use crate::lookup::shown;
use crate::printable;
use crate::told::Told;
use model::{Passage, Source, Stamp, StoryArticle};

pub(crate) use asked::{Asked, NOT_ANSWERED};
pub(crate) use claims::{ChangeShown, ClaimShown, End, TellingShown};
pub(crate) use lineage::{Twig, letter, verb};
pub(crate) use timeline::Day;

/// Columns of a sentence that a row shows; the longest sentences of news are shorter, a broken text's are not.
const SENTENCE: usize = 480;
/// Columns of a name, an action or a figure.
const SHORT: usize = 90;

/// What to say where a section has nothing.
pub(crate) const NO_TAKING: &str = "No article is at hand.";
pub(crate) const NO_DAY: &str = "No date is told.";
pub(crate) const NO_CLAIM: &str = "No claim is told by two articles.";
pub(crate) const NO_QUESTION: &str = "The story raises no question that its sentences answer.";

/// A story as a reader sees it.
pub(crate) struct StoryDossier {
    /// Its headline.
    pub(crate) headline: Option<String>,
    /// What to say where there is none.
    pub(crate) empty: &'static str,
    /// The story's id.
    pub(crate) id: String,
    /// How many articles, of how many outlets, from when to when.
    pub(crate) facts: Vec<String>,
    /// How many independent sources: "2 to 3"; nothing where no one counted.
    pub(crate) independent: Option<String>,
    /// Offset from UTC of its first timed article, in seconds: where its days begin.
    pub(crate) offset: i64,
    /// The articles; number N is at place N − 1.
    pub(crate) articles: Vec<Listed>,
    /// Who took what from whom, takers beneath givers.
    pub(crate) lineage: Vec<Twig>,
    /// The dates that matter.
    pub(crate) days: Vec<Day>,
    /// What is claimed, and how that changed.
    pub(crate) claims: Vec<ClaimShown>,
    /// Quotes that several articles carry.
    pub(crate) quotes: Section,
    /// Questions and the sentences that answer them.
    pub(crate) questions: Vec<Asked>,
    /// What is doubtful.
    pub(crate) caveats: Section,
}

/// One article of the list.
pub(crate) struct Listed {
    /// Its outlet, or that it is not stated.
    pub(crate) outlet: String,
    /// When it was published, in short, or that there is no date.
    pub(crate) when: String,
    /// The same as a place in time.
    pub(crate) seconds: Option<i64>,
    /// Its headline.
    pub(crate) headline: Option<String>,
    /// Its address.
    pub(crate) url: Option<String>,
    /// Its language, where it is not English.
    pub(crate) language: Option<String>,
}

impl StoryDossier {
    /// "Independent sources: 2 to 3, as far as observed".
    pub(crate) fn independent_in_words(&self) -> String {
        match &self.independent {
            Some(count) => format!("Independent sources: {count}, as far as observed"),
            None => "Independent sources: not counted".to_owned(),
        }
    }

    /// Gathers what is said.
    pub(crate) fn of(told: &Told<'_>) -> StoryDossier {
        let story = told.story;
        let shelf = Shelf::of(told);
        let line = story.line();
        let claims = claims::claims(&shelf);
        let changes: usize = claims.iter().map(|claim| claim.changes.len()).sum();
        let mut facts = vec![counted(line.articles, "article", "articles")];
        facts.push(counted(line.outlets, "outlet", "outlets"));
        if let (Some(first), Some(last)) = (line.first, line.last) {
            facts.push(from_to(first.date, last.date));
        } else {
            facts.push("no date".to_owned());
        }
        if story.happenings.len() > 1 {
            facts.push(format!("{} happenings", story.happenings.len()));
        }
        if changes > 0 {
            facts.push(counted(changes, "change", "changes"));
        }
        StoryDossier {
            headline: story.headline.as_deref().and_then(shown),
            empty: "No headline found.",
            id: printable::line(&story.id),
            facts,
            independent: line.independent.and_then(count_in_words),
            offset: story
                .articles
                .iter()
                .find_map(|a| a.published?.offset)
                .map_or(0, |o| i64::from(o.seconds())),
            lineage: lineage::lineage(&shelf),
            days: timeline::days(&shelf),
            claims,
            quotes: asked::quotes(&shelf),
            questions: asked::questions(&shelf),
            caveats: asked::caveats(&shelf),
            articles: shelf.articles,
        }
    }
}

/// "2 independent", of roots.
fn roots_in_words(roots: usize) -> String {
    format!("{roots} independent")
}

/// A story's articles and their words.
struct Shelf<'a> {
    told: &'a Told<'a>,
    articles: Vec<Listed>,
}

impl<'a> Shelf<'a> {
    fn of(told: &'a Told<'a>) -> Self {
        let stamps = told.story.articles.iter().filter_map(|article| article.published);
        let calendar = Calendar::of(stamps);
        let articles = told.story.articles.iter().map(|article| listed(article, calendar)).collect();
        Shelf { told, articles }
    }

    /// An article's number, where it is in the list.
    fn number(&self, article: usize) -> Option<usize> {
        (article < self.articles.len()).then_some(article + 1)
    }

    /// The numbers of some articles, each once, in their order.
    fn numbers(&self, articles: impl Iterator<Item = usize>) -> Vec<usize> {
        let all: std::collections::BTreeSet<usize> = articles.filter_map(|one| self.number(one)).collect();
        all.into_iter().collect()
    }

    fn listed(&self, article: usize) -> Option<&Listed> {
        self.articles.get(article)
    }

    /// The words of a passage on one line.
    fn words(&self, passage: Passage) -> Option<String> {
        shown(passage.span.of(self.told.texts.get(passage.article)?)?)
    }

    /// The words of a passage as a quotation.
    fn quoted(&self, passage: Passage) -> String {
        match self.words(passage) {
            Some(words) => quoted(&words),
            None => "(words not at hand)".to_owned(),
        }
    }

    /// "Lina Marsh (named person)".
    fn source(&self, source: &Source<Passage>) -> String {
        let name = source.name.as_deref().and_then(shown).or_else(|| self.words(source.span?));
        let name = name.map(|name| printable::short(&name, SHORT));
        format!("{} ({})", name.as_deref().unwrap_or("source not stated"), kind_in_words(source))
    }
}

/// In quotation marks, unless there are some in the words.
fn quoted(words: &str) -> String {
    let words = printable::short(words, SENTENCE);
    if words.contains(['“', '”', '"', '«', '„']) { words } else { format!("“{words}”") }
}

fn listed(article: &StoryArticle, calendar: Calendar) -> Listed {
    let field = |value: &Option<String>| value.as_deref().and_then(shown);
    Listed {
        outlet: field(&article.outlet)
            .map_or_else(|| "outlet not stated".to_owned(), |outlet| printable::short(&outlet, SHORT)),
        when: article.published.map_or_else(|| "no date".to_owned(), |stamp| calendar.brief(stamp)),
        seconds: article.published.map(Stamp::seconds),
        headline: field(&article.headline),
        url: field(&article.url),
        language: field(&article.language).filter(|l| !l.to_ascii_lowercase().starts_with("en")),
    }
}
