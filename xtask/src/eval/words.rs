//! Words of a text, which marks hold which, and the pairing of gold marks with found ones.
//!
//! In: a text and spans · Out: sets of word numbers; one-to-one pairs · From: Kuhn's algorithm for the pairing
//! Fails: a span without a word is an empty set · Cost: O(text); pairing O(gold × candidates)

use super::score::Tally;
use model::Span;

/// The words of one text: runs of letters and digits, by byte span. Quote marks and full stops are no words, so a
/// mark that takes or leaves them is the same mark.
pub(crate) struct Words(Vec<Span>);

/// The numbers of the words that a mark holds, ascending.
pub(crate) type WordSet = Vec<usize>;

impl Words {
    /// Cuts the text.
    pub(crate) fn of(text: &str) -> Self {
        let mut words = Vec::new();
        let mut begun = None;
        for (at, c) in text.char_indices() {
            match (c.is_alphanumeric(), begun) {
                (true, None) => begun = Some(at),
                (false, Some(start)) => {
                    words.push(Span::new(start, at));
                    begun = None;
                }
                _ => {}
            }
        }
        words.extend(begun.map(|start| Span::new(start, text.len())));
        Words(words)
    }

    /// The words under these spans: one mark may be several.
    pub(crate) fn under(&self, spans: &[Span]) -> WordSet {
        let mut set = Vec::new();
        for span in spans {
            let from = self.0.partition_point(|w| w.end <= span.start);
            let inside = self.0.iter().enumerate().skip(from).take_while(|(_, w)| w.start < span.end);
            set.extend(inside.map(|(at, _)| at));
        }
        set.sort_unstable();
        set.dedup();
        set
    }
}

/// The words of a short string, in small letters.
pub(crate) fn spelled(text: &str) -> Vec<String> {
    Words::of(text).0.iter().map(|w| w.words(text).to_lowercase()).collect()
}

/// How many words two marks share.
pub(crate) fn shared(a: &[usize], b: &[usize]) -> usize {
    let (small, large) = if a.len() < b.len() { (a, b) } else { (b, a) };
    small.iter().filter(|w| large.binary_search(w).is_ok()).count()
}

/// How alike two marks are, if they share at least half the words of each: shared words over all words.
pub(crate) fn half_shared(a: &[usize], b: &[usize]) -> Option<f64> {
    let common = shared(a, b);
    let enough = common > 0 && 2 * common >= a.len() && 2 * common >= b.len();
    enough.then(|| common as f64 / (a.len() + b.len() - common) as f64)
}

/// For each gold mark the found mark that it is paired with, one to one, as many pairs as can be; a gold mark
/// prefers the candidate with the higher score.
pub(crate) fn pair(
    gold: usize,
    found: usize,
    score: impl Fn(usize, usize) -> Option<f64>,
) -> Vec<Option<usize>> {
    let candidates: Vec<Vec<usize>> = (0..gold)
        .map(|g| {
            let mut own: Vec<(f64, usize)> = (0..found).filter_map(|f| Some((score(g, f)?, f))).collect();
            own.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            own.into_iter().map(|(_, f)| f).collect()
        })
        .collect();
    let mut taken: Vec<Option<usize>> = vec![None; found];
    for g in 0..gold {
        seat(g, &candidates, &mut taken, &mut vec![false; found]);
    }
    let mut pairs = vec![None; gold];
    for (f, g) in taken.into_iter().enumerate() {
        if let Some(g) = g {
            pairs[g] = Some(f);
        }
    }
    pairs
}

fn seat(g: usize, candidates: &[Vec<usize>], taken: &mut [Option<usize>], tried: &mut [bool]) -> bool {
    // A free seat first, so that nobody moves without need.
    let free = candidates[g].iter().find(|f| taken[**f].is_none()).copied();
    if let Some(f) = free {
        taken[f] = Some(g);
        return true;
    }
    for f in candidates[g].iter().copied() {
        if std::mem::replace(&mut tried[f], true) {
            continue;
        }
        if taken[f].is_none_or(|other| seat(other, candidates, taken, tried)) {
            taken[f] = Some(g);
            return true;
        }
    }
    false
}

/// Counts of two lists of marks, each distinct mark once: exactly the same words, and half shared, one to one.
pub(crate) fn tallies(gold: &mut Vec<WordSet>, found: &mut Vec<WordSet>) -> (Tally, Tally) {
    for list in [&mut *gold, &mut *found] {
        list.retain(|set| !set.is_empty());
        list.sort();
        list.dedup();
    }
    let exact = gold.iter().filter(|set| found.binary_search(set).is_ok()).count();
    let pairs = pair(gold.len(), found.len(), |g, f| half_shared(&gold[g], &found[f]));
    let half = pairs.iter().flatten().count();
    (Tally::new(exact, gold.len(), found.len()), Tally::new(half, gold.len(), found.len()))
}

#[cfg(test)]
mod tests {
    use super::{Words, half_shared, pair, tallies};
    use crate::eval::score::Tally;
    use model::Span;

    const TEXT: &str = "“The port is closed,” the mayor said. “It stays so.”";

    fn set(words: &Words, part: &str) -> Vec<usize> {
        let start = TEXT.find(part).unwrap();
        words.under(&[Span::new(start, start + part.len())])
    }

    #[test]
    fn quote_marks_are_no_words() {
        let words = Words::of(TEXT);
        assert_eq!(set(&words, "“The port is closed,”"), set(&words, "The port is closed"));
        assert_eq!(set(&words, "the mayor"), [4, 5]);
        assert_eq!(set(&words, ".”"), [] as [usize; 0]);
    }

    #[test]
    fn half_of_both_is_asked() {
        assert_eq!(half_shared(&[1, 2, 3, 4], &[3, 4]), Some(0.5));
        assert_eq!(half_shared(&[1, 2, 3, 4, 5], &[4, 5]), None);
        assert_eq!(half_shared(&[1, 2], &[2, 3, 4, 5, 6]), None);
        assert_eq!(half_shared(&[], &[]), None);
    }

    #[test]
    fn pairs_are_as_many_as_can_be() {
        // Gold 0 likes both, gold 1 only the first: gold 0 must make room.
        let likes = [[Some(0.9), Some(0.1)], [Some(0.5), None]];
        assert_eq!(pair(2, 2, |g, f| likes[g][f]), [Some(1), Some(0)]);
    }

    #[test]
    fn a_mark_counts_once_however_often_it_is_named() {
        let words = Words::of(TEXT);
        let mayor = set(&words, "the mayor");
        let mut gold = vec![mayor.clone(), mayor.clone(), set(&words, "It stays so")];
        let mut found = vec![mayor, set(&words, "stays so")];
        let (exact, half) = tallies(&mut gold, &mut found);
        assert_eq!(exact, Tally::new(1, 2, 2));
        assert_eq!(half, Tally::new(2, 2, 2));
    }
}
