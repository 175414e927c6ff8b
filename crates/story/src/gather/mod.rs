//! Which articles tell of one happening, and which happenings are one story.
//!
//! In: a [`Print`] of each article, the stories that stood · Out: [`Gathered`]
//! From: topic detection (Allan et al. 1998), average link; decision 0010 · Fails: never; nothing is a story of its own
//! Cost: near O(articles): each is compared with a bounded number of others near in time

// What is remembered of an article, and how.
mod bytes;
mod day;
mod print;
mod words;

// How alike two are.
mod likeness;
mod weigh;

// Who is compared, who is the same, who belongs together.
mod copies;
mod link;
mod near;

// Ids that stay.
mod standing;

#[cfg(test)]
mod tests;

pub use likeness::{FEATURE_NAMES, FEATURES, Judge, Likeness};
pub use print::Print;
pub use standing::{Merged, Standing};

use std::collections::BTreeMap;
use weigh::Vector;

/// Stories of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// The stories, by their first article. Each print is in exactly one.
    pub stories: Vec<Gathering>,
    /// Stories that stood and are no more, by their ids.
    pub merged: Vec<Merged>,
}

/// Articles that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathering {
    /// The story's id: the one it had, or a new one.
    pub id: String,
    /// Places of its prints in the list that was given, the earliest first.
    pub articles: Vec<usize>,
    /// The happenings in it, by their first: places in `articles`, rising. Each article is in exactly one.
    pub happenings: Vec<Vec<usize>>,
}

/// Gathers the articles into stories. The order of the prints does not matter; no two have the same id.
///
/// ```
/// use model::Article;
/// use model::jiff::Timestamp;
/// use story::{Item, Print, gather};
///
/// let told = ["The port of Hargate will ban tankers, its council said.", "Hargate's council bans tankers from its port."];
/// let articles = told.map(Article::verbatim);
/// let item = |at: usize| Item { id: ["a", "b"][at], article: &articles[at], notes: None, seen: Timestamp::UNIX_EPOCH };
/// let gathered = gather(&[Print::of(&item(0)), Print::of(&item(1))], &[]);
/// assert!(gathered.stories.iter().map(|story| story.articles.len()).sum::<usize>() == 2);
/// ```
pub fn gather(prints: &[Print], standing: &[Standing]) -> Gathered {
    gather_by(&Judge::shipped(), prints, standing)
}

/// The same by another judge: for training and cross-validation.
pub fn gather_by(judge: &Judge, prints: &[Print], standing: &[Standing]) -> Gathered {
    let sorted = Sorted::of(prints);
    let pairs: Vec<(usize, usize, Likeness)> = sorted.pairs().collect();
    let chances = |chance: &dyn Fn(&Likeness) -> f32| -> Vec<(usize, usize, f32)> {
        let all = pairs.iter().map(|(a, b, likeness)| (*a, *b, chance(likeness)));
        all.filter(|(_, _, chance)| *chance > LEAST).collect()
    };
    let happenings = link::groups(
        &vec![1.0; sorted.firsts.len()],
        &chances(&|likeness| judge.happening_chance(likeness)),
        judge.happening,
    );
    // Stories are made of whole happenings.
    let mut sizes = vec![0.0; sorted.firsts.len()];
    happenings.iter().for_each(|happening| sizes[*happening] += 1.0);
    let mut sums: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for (a, b, chance) in chances(&|likeness| judge.story_chance(likeness)) {
        let (a, b) = (happenings[a].min(happenings[b]), happenings[a].max(happenings[b]));
        if a != b {
            *sums.entry((a, b)).or_default() += chance;
        }
    }
    let sums: Vec<(usize, usize, f32)> = sums.into_iter().map(|((a, b), sum)| (a, b, sum)).collect();
    let groups = link::groups(&sizes, &sums, judge.story);
    let stories: Vec<usize> = happenings.iter().map(|happening| groups[*happening]).collect();
    sorted.gathered(&happenings, &stories, standing)
}

/// A chance below counts as none: it would move a mean of groups by less than the second decimal.
const LEAST: f32 = 0.005;

/// Pairs of places in `prints` that gathering compares, with how alike they are: what a judge is trained on.
pub fn compared(prints: &[Print]) -> Vec<(usize, usize, Likeness)> {
    let sorted = Sorted::of(prints);
    sorted.pairs().map(|(a, b, likeness)| (sorted.place(a), sorted.place(b), likeness)).collect()
}

/// Prints in their order, copies behind their first.
struct Sorted<'p> {
    /// Places in the list that was given.
    order: Vec<usize>,
    prints: Vec<&'p Print>,
    /// Places in `prints` of those that are no copies.
    firsts: Vec<usize>,
    /// For each of `prints` its first's place in `firsts`.
    of: Vec<usize>,
    vectors: Vec<Vector>,
    words: usize,
}

impl<'p> Sorted<'p> {
    fn of(given: &'p [Print]) -> Self {
        let mut order: Vec<usize> = (0..given.len()).collect();
        order.sort_by_key(|at| given.get(*at).map(|print| (print.told, print.published, print.id.as_str())));
        let prints: Vec<&Print> = order.iter().filter_map(|at| given.get(*at)).collect();
        let first_of = copies::firsts(&prints);
        let mut firsts = Vec::new();
        let mut of: Vec<usize> = Vec::with_capacity(prints.len());
        for (at, first) in first_of.iter().enumerate() {
            if at == *first {
                firsts.push(at);
                of.push(firsts.len() - 1);
            } else {
                of.push(of.get(*first).copied().unwrap_or_default());
            }
        }
        let leaders: Vec<&Print> = firsts.iter().filter_map(|at| prints.get(*at).copied()).collect();
        let (vectors, known) = weigh::weigh(&leaders);
        Sorted { order, prints, firsts, of, vectors, words: known.len() }
    }

    /// Pairs of places in `firsts` with how alike they are.
    fn pairs(&self) -> impl Iterator<Item = (usize, usize, Likeness)> + '_ {
        let leaders: Vec<&Print> =
            self.firsts.iter().filter_map(|at| self.prints.get(*at).copied()).collect();
        let pairs = near::pairs(&leaders, &self.vectors, self.words);
        pairs.into_iter().filter_map(move |(a, b)| {
            let one = |at: usize| Some((*leaders.get(at)?, self.vectors.get(at)?));
            Some((a, b, likeness::likeness(one(a)?, one(b)?)))
        })
    }

    /// The place in the list that was given of one of `firsts`.
    fn place(&self, first: usize) -> usize {
        self.firsts.get(first).and_then(|at| self.order.get(*at)).copied().unwrap_or_default()
    }

    fn gathered(&self, happenings: &[usize], stories: &[usize], standing: &[Standing]) -> Gathered {
        let group = |groups: &[usize], at: usize| {
            self.of.get(at).and_then(|first| groups.get(*first)).copied().unwrap_or_default()
        };
        // The order of a story is that of `Item::place`, whatever day an article prints on its first lines.
        let mut places: Vec<usize> = (0..self.prints.len()).collect();
        places.sort_by_key(|at| self.prints.get(*at).map(|print| (print.published, print.id.as_str())));
        let story_of: Vec<usize> = places.iter().map(|at| group(stories, *at)).collect();
        let members: Vec<Vec<usize>> = link::members(&story_of)
            .into_iter()
            .map(|story| story.into_iter().filter_map(|place| places.get(place)).copied().collect())
            .collect();
        let ids_of: Vec<Vec<&str>> = members
            .iter()
            .map(|articles| {
                articles.iter().filter_map(|at| self.prints.get(*at)).map(|print| print.id.as_str()).collect()
            })
            .collect();
        let (ids, merged) = standing::ids(&ids_of, standing);
        let stories = members.iter().zip(ids).map(|(articles, id)| {
            let groups: Vec<usize> = articles.iter().map(|at| group(happenings, *at)).collect();
            Gathering {
                id,
                articles: articles.iter().filter_map(|at| self.order.get(*at)).copied().collect(),
                happenings: link::members(&groups),
            }
        });
        Gathered { stories: stories.collect(), merged }
    }
}
