//! What was published: headline, deck, outlet, byline, date, rights, image credit.
//!
//! In: the article's fields · Out: [`Masthead`] · From: DESIGN section 6
//! Fails: outlet, byline and date say so where they are absent; the rest is left out · Cost: O(fields)

use super::dates::date_in_words;
use crate::lookup::{Lookup, shown};

/// The head of a dossier.
pub(crate) struct Masthead {
    /// The headline, if there is one.
    pub(crate) headline: Option<String>,
    /// The line under it.
    pub(crate) deck: Option<String>,
    /// Outlet, byline, date, rights, image credit and the like, in that order, each fit to stand alone.
    pub(crate) facts: Vec<String>,
    /// The page's address as printed.
    pub(crate) url: Option<String>,
    /// What to say where there is no headline.
    pub(crate) empty: &'static str,
}

impl Masthead {
    /// Reads it off the article.
    pub(crate) fn of(lookup: &Lookup<'_>) -> Masthead {
        let Some(article) = lookup.article else {
            return Masthead {
                headline: None,
                deck: None,
                facts: vec![format!("Id {}", crate::printable::line(&lookup.reading.id))],
                url: None,
                empty: "No article could be read.",
            };
        };
        let field = |value: &Option<String>| value.as_deref().and_then(shown);
        let mut facts = vec![
            field(&article.outlet).unwrap_or_else(|| "outlet not stated".to_owned()),
            byline(&article.bylines),
            match article.published {
                Some(stamp) => date_in_words(stamp),
                None => "no date".to_owned(),
            },
        ];
        if let Some(stamp) = article.modified.filter(|m| Some(*m) != article.published) {
            facts.push(format!("changed {}", date_in_words(stamp)));
        }
        facts.extend(field(&article.dateline).map(|d| format!("dateline {d}")));
        facts.extend(field(&article.section).map(|s| format!("section {s}")));
        facts.extend(field(&article.rights));
        facts.extend(
            article.image.as_ref().and_then(|i| field(&i.credit)).map(|credit| format!("image: {credit}")),
        );
        facts.extend(article.paywalled.filter(|p| *p).map(|_| "behind a paywall".to_owned()));
        facts.extend(
            field(&article.language)
                .filter(|l| !l.to_ascii_lowercase().starts_with("en"))
                .map(|l| format!("language {l}")),
        );
        Masthead {
            headline: field(&article.headline),
            deck: field(&article.deck),
            facts,
            url: field(&article.url),
            empty: "No headline found.",
        }
    }
}

fn byline(names: &[String]) -> String {
    let names: Vec<_> = names.iter().filter_map(|n| shown(n)).collect();
    match names.as_slice() {
        [] => "no byline".to_owned(),
        [one] => format!("by {one}"),
        [most @ .., last] => format!("by {} and {last}", most.join(", ")),
    }
}
