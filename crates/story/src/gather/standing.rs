//! Which of the new groups is which of the stories that stood: ids stay.
//!
//! In: groups of article ids, the stories that stood · Out: an id for each group, and what became of ids that vanished
//! From: own: most articles in common, the greatest first · Fails: never · Cost: O(articles log articles)

use crate::hash::hash64;
use std::collections::{BTreeMap, BTreeSet};

/// A story as it stood after an earlier gathering.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Its id.
    pub id: String,
    /// The ids of its articles.
    pub articles: Vec<String>,
}

/// A story that went into another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The id that stood.
    pub id: String,
    /// The id of the story that holds most of its articles now; `None` where none of them is in any story.
    pub merged_into: Option<String>,
}

/// An id for each group, and the ids that vanished, in order. Groups and their articles are in the order of time.
pub(super) fn ids(groups: &[Vec<&str>], standing: &[Standing]) -> (Vec<String>, Vec<Merged>) {
    let mut of_article: BTreeMap<&str, usize> = BTreeMap::new();
    for (group, articles) in groups.iter().enumerate() {
        of_article.extend(articles.iter().map(|article| (*article, group)));
    }
    let mut shared: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for story in standing {
        for article in story.articles.iter().collect::<BTreeSet<_>>() {
            if let Some(group) = of_article.get(article.as_str()) {
                *shared.entry((&story.id, *group)).or_default() += 1;
            }
        }
    }
    let mut offers: Vec<(usize, &str, usize)> =
        shared.iter().map(|((id, group), count)| (*count, *id, *group)).collect();
    offers.sort_unstable_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut ids: Vec<Option<String>> = vec![None; groups.len()];
    let mut kept: BTreeSet<&str> = BTreeSet::new();
    for (_, id, group) in &offers {
        if let Some(free) = ids.get_mut(*group).filter(|id| id.is_none())
            && kept.insert(id)
        {
            *free = Some((*id).to_owned());
        }
    }
    let mut taken: BTreeSet<String> = standing.iter().map(|story| story.id.clone()).collect();
    let ids: Vec<String> = ids
        .into_iter()
        .zip(groups)
        .map(|(id, articles)| {
            id.unwrap_or_else(|| {
                let id = fresh(articles, &taken);
                taken.insert(id.clone());
                id
            })
        })
        .collect();
    let mut gone: BTreeMap<&str, Option<String>> = BTreeMap::new();
    for story in standing.iter().filter(|story| !kept.contains(story.id.as_str())) {
        let largest = offers.iter().find(|(_, id, _)| *id == story.id);
        gone.insert(&story.id, largest.and_then(|(_, _, group)| ids.get(*group).cloned()));
    }
    let merged = gone.into_iter().map(|(id, merged_into)| Merged { id: id.to_owned(), merged_into });
    (ids, merged.collect())
}

/// The id of a new story: a hash of its first article's id, or of that and a count where the id is taken.
fn fresh(articles: &[&str], taken: &BTreeSet<String>) -> String {
    let first = articles.first().copied().unwrap_or_default();
    let id = |count: usize| format!("{:016x}", hash64(format!("story {count} {first}").as_bytes()));
    (0..).map(id).find(|id| !taken.contains(id)).unwrap_or_default()
}
