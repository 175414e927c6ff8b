//! Which articles belong together: B³ of stories and of happenings, over the whole wire at once.

use super::super::room::Room;
use super::super::score::Score;
use super::Wire;
use anyhow::Result;
use std::collections::BTreeMap;
use story::{Item, Print};

/// Scores gathering.
pub(in super::super) fn score(room: &Room) -> Result<Score> {
    let wire = Wire::open(room)?;
    let items: Vec<Item<'_>> = wire.read.iter().filter_map(|read| read.item()).collect();
    let prints: Vec<Print> = items.iter().map(Print::of).collect();
    let gathered = story::gather(&prints, &[]);
    let number = |at: &usize| wire.read.get(*at).map(|read| read.number.clone());
    let mut stories: Vec<Vec<String>> = Vec::new();
    let mut happenings: Vec<Vec<String>> = Vec::new();
    for story in &gathered.stories {
        stories.push(story.articles.iter().filter_map(number).collect());
        happenings.extend(story.happenings.iter().map(|happening| {
            happening.iter().filter_map(|place| story.articles.get(*place).and_then(number)).collect()
        }));
    }
    let apart = wire.key.apart.iter().map(|number| vec![number.clone()]);
    let gold_stories: Vec<Vec<String>> =
        wire.key.stories.iter().map(|story| story.articles.clone()).chain(apart.clone()).collect();
    let gold_happenings: Vec<Vec<String>> =
        wire.key.stories.iter().flat_map(|story| story.happenings.clone()).chain(apart).collect();
    let mut score = Score::default();
    for (metric, gold, found) in
        [("stories_b3", &gold_stories, &stories), ("happenings_b3", &gold_happenings, &happenings)]
    {
        score.figure(metric, b_cubed(gold, found), wire.read.len());
        if sorted(gold) != sorted(found) {
            for group in sorted(found).iter().filter(|group| !sorted(gold).contains(group)) {
                score.case(format!("{metric}: another group"), group.join(" "));
            }
        }
    }
    Ok(score)
}

fn sorted(groups: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut groups: Vec<Vec<String>> = groups
        .iter()
        .map(|group| {
            let mut group = group.clone();
            group.sort();
            group
        })
        .collect();
    groups.sort();
    groups
}

/// F1 of B³ precision and recall (Bagga and Baldwin 1998), each article counting once. What stands in no group found is
/// a group of its own.
fn b_cubed(gold: &[Vec<String>], found: &[Vec<String>]) -> f64 {
    let places = |groups: &[Vec<String>]| -> BTreeMap<String, usize> {
        groups
            .iter()
            .enumerate()
            .flat_map(|(n, group)| group.iter().map(move |one| (one.clone(), n)))
            .collect()
    };
    let (of_gold, of_found) = (places(gold), places(found));
    let (mut precision, mut recall) = (0.0, 0.0);
    for (article, own) in &of_gold {
        let truth = gold.get(*own).map_or(&[][..], Vec::as_slice);
        let alone = [article.clone()];
        let told = match of_found.get(article).and_then(|place| found.get(*place)) {
            Some(group) => group.as_slice(),
            None => &alone[..],
        };
        let both = truth.iter().filter(|one| told.contains(one)).count() as f64;
        precision += both / told.len() as f64;
        recall += both / truth.len() as f64;
    }
    let all = of_gold.len().max(1) as f64;
    let (precision, recall) = (precision / all, recall / all);
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::b_cubed;

    #[test]
    fn b_cubed_of_a_small_case() {
        let groups = |names: &[&[&str]]| -> Vec<Vec<String>> {
            names.iter().map(|group| group.iter().map(|one| (*one).to_owned()).collect()).collect()
        };
        let gold = groups(&[&["a", "b"], &["c"]]);
        assert!((b_cubed(&gold, &gold) - 1.0).abs() < 1e-12);
        // All in one: precision (2/3 + 2/3 + 1/3) / 3, recall 1.
        let precision = 5.0 / 9.0;
        let all = b_cubed(&gold, &groups(&[&["a", "b", "c"]]));
        assert!((all - 2.0 * precision / (1.0 + precision)).abs() < 1e-12);
        // Nothing found: each alone, precision 1, recall (1/2 + 1/2 + 1) / 3.
        let recall = 2.0 / 3.0;
        assert!((b_cubed(&gold, &[]) - 2.0 * recall / (1.0 + recall)).abs() < 1e-12);
    }
}
