//! One story, told: its articles with all that this crate finds in them.
//!
//! In: the articles of a story, its happenings, what is boilerplate · Out: [`Story`] · From: DESIGN sections 1 and 3 ·
//! Fails: never; what is missing is a caveat · Cost: that of lineage, claims and timeline

use crate::{Boilerplate, Item, claims, lineage, questions, timeline};
use model::{Caveat, CaveatCode, Happening, Lineage, Passage, STORY_SCHEMA, Story};
use std::collections::HashMap;

/// Tells the story of these articles under the id that gathering gave it. `happenings` says for each item, in the order
/// given, which happening of the story it belongs to, from 0.
///
/// ```
/// use model::Article;
/// use model::jiff::Timestamp;
///
/// let article = Article::verbatim("The port weighs a ban.");
/// let item = story::Item { id: "a1", article: &article, notes: None, seen: Timestamp::UNIX_EPOCH };
/// let told = story::tell("5707", &[item], &[0], &story::Boilerplate::default());
/// assert_eq!(told.lineage.independent, model::Count::exactly(1));
/// ```
pub fn tell(id: &str, items: &[Item<'_>], happenings: &[u32], boilerplate: &Boilerplate) -> Story {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|n| items.get(*n).map(Item::place));
    let in_order: Vec<Item<'_>> = order.iter().filter_map(|n| items.get(*n).copied()).collect();
    let of: Vec<u32> = order.iter().map(|n| happenings.get(*n).copied().unwrap_or(0)).collect();
    let lineage = lineage(&in_order, boilerplate);
    let claims = claims(&in_order, &lineage);
    let timeline = timeline(&in_order, &lineage);
    let questions = questions(&in_order, &lineage, &claims);
    Story {
        schema: STORY_SCHEMA.to_owned(),
        id: id.to_owned(),
        headline: headline(&in_order, &lineage),
        articles: in_order.iter().map(Item::named).collect(),
        happenings: told_apart(&in_order, &of),
        lineage,
        claims,
        timeline,
        questions,
        caveats: caveats(&in_order),
    }
}

/// The headline of the root that most articles lead to; of several the earliest, as items are in order.
fn headline(items: &[Item<'_>], lineage: &Lineage) -> Option<String> {
    let mut led = vec![0_usize; items.len()];
    let mut first_of: HashMap<usize, usize> = HashMap::new();
    for (node, root) in lineage.root_of_each().into_iter().enumerate().take(items.len()) {
        // Where the root is a report that is not held, the earliest article that has it stands for it.
        let held = if root < items.len() { root } else { *first_of.entry(root).or_insert(node) };
        if let Some(count) = led.get_mut(held) {
            *count += 1;
        }
    }
    let mut best: Option<(usize, &str)> = None;
    for (item, count) in items.iter().zip(led) {
        if let Some(headline) = item.article.headline.as_deref()
            && best.is_none_or(|(most, _)| count > most)
        {
            best = Some((count, headline));
        }
    }
    best.map(|(_, headline)| headline.to_owned())
}

/// The happenings, the earliest first.
fn told_apart(items: &[Item<'_>], of: &[u32]) -> Vec<Happening> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut all: Vec<Happening> = Vec::new();
    for (article, number) in of.iter().enumerate() {
        let place = numbers.iter().position(|known| known == number).unwrap_or_else(|| {
            numbers.push(*number);
            all.push(Happening::default());
            all.len() - 1
        });
        if let Some(happening) = all.get_mut(place) {
            happening.articles.push(article);
            if happening.headline.is_none() {
                happening.headline = items.get(article).and_then(|item| item.article.headline.clone());
            }
        }
    }
    all
}

fn caveats(items: &[Item<'_>]) -> Vec<Caveat<Passage>> {
    let mut caveats = Vec::new();
    let count = |what: fn(&Item<'_>) -> bool| items.iter().filter(|item| what(item)).count();
    let told = |n: usize| if n == 1 { "1 article is".to_owned() } else { format!("{n} articles are") };
    let unmarked = count(|item| item.notes.is_none());
    if unmarked > 0 {
        caveats.push(Caveat::new(
            CaveatCode::LanguageNotMarked,
            format!("{} not marked: claims, questions and credits are those of the others.", told(unmarked)),
        ));
    }
    let undated = count(|item| item.article.published.is_none());
    if undated > 0 {
        caveats.push(Caveat::new(
            CaveatCode::NoPublicationDate,
            format!("{} without a date of publication and stand where they were first seen.", told(undated)),
        ));
    }
    caveats
}
