//! From the scores of arcs to one tree a sentence.
//!
//! In: how much each word would hang under each other word, and under the root · Out: the projective tree with one
//! root whose scores sum highest · From: Eisner 1996, with the root chosen last (Koo and Collins 2010, section 2)
//! Fails: never; no words, no tree · Cost: cubic in the words of a sentence, which a window bounds at 126

/// Scores of one sentence: `arc(dep, head)` for words, `root(dep)` for the root.
pub(super) struct Arcs<'a> {
    /// Words of the sentence.
    pub count: usize,
    /// Score of word `.0` hanging under word `.1`; log-probabilities do.
    pub arc: &'a dyn Fn(usize, usize) -> f32,
    /// Score of the word being the root.
    pub root: &'a dyn Fn(usize) -> f32,
}

/// The head of every word; `None` is the root.
pub(super) fn tree(arcs: &Arcs) -> Vec<Option<usize>> {
    let n = arcs.count;
    let mut chart = Chart { n, cells: vec![Cell::default(); n * n] };
    for at in 0..n {
        *chart.at(at, at) = Cell { left: 0.0, right: 0.0, ..Cell::default() };
    }
    for width in 1..n {
        for from in 0..n - width {
            let to = from + width;
            chart.join(from, to, (arcs.arc)(from, to), (arcs.arc)(to, from));
        }
    }
    let whole = |root: usize| chart.get(0, root).left + chart.get(root, n - 1).right + (arcs.root)(root);
    let mut heads = vec![None; n];
    let best = (0..n).max_by(|a, b| whole(*a).total_cmp(&whole(*b)).then(b.cmp(a)));
    if let Some(root) = best {
        chart.left(0, root, &mut heads);
        chart.right(root, n - 1, &mut heads);
    }
    heads
}

/// The best spans from one word to another: complete ones headed at either end, and those that end in an arc.
#[derive(Clone, Copy)]
struct Cell {
    /// Complete, headed by the last word.
    left: f32,
    /// Complete, headed by the first word.
    right: f32,
    /// The first word hangs under the last.
    arc_left: f32,
    /// The last word hangs under the first.
    arc_right: f32,
    cut: u16,
    cut_left: u16,
    cut_right: u16,
}

impl Default for Cell {
    fn default() -> Self {
        let low = f32::NEG_INFINITY;
        Cell { left: low, right: low, arc_left: low, arc_right: low, cut: 0, cut_left: 0, cut_right: 0 }
    }
}

struct Chart {
    n: usize,
    cells: Vec<Cell>,
}

impl Chart {
    fn get(&self, from: usize, to: usize) -> Cell {
        self.cells.get(from * self.n + to).copied().unwrap_or_default()
    }

    fn at(&mut self, from: usize, to: usize) -> &mut Cell {
        let place = from * self.n + to;
        &mut self.cells[place]
    }

    /// Fills the cell: `under_last` is the score of the first word under the last, `under_first` the other way.
    fn join(&mut self, from: usize, to: usize, under_last: f32, under_first: f32) {
        let mut cell = Cell::default();
        let mut middle = f32::NEG_INFINITY;
        for at in from..to {
            let sum = self.get(from, at).right + self.get(at + 1, to).left;
            if sum > middle {
                (middle, cell.cut) = (sum, small(at));
            }
        }
        cell.arc_left = middle + under_last;
        cell.arc_right = middle + under_first;
        for at in from..to {
            let arc = if at == from { cell.arc_left } else { self.get(at, to).arc_left };
            let sum = self.get(from, at).left + arc;
            if sum > cell.left {
                (cell.left, cell.cut_left) = (sum, small(at));
            }
            let at = at + 1;
            let arc = if at == to { cell.arc_right } else { self.get(from, at).arc_right };
            let sum = arc + self.get(at, to).right;
            if sum > cell.right {
                (cell.right, cell.cut_right) = (sum, small(at));
            }
        }
        *self.at(from, to) = cell;
    }

    fn left(&self, from: usize, to: usize, heads: &mut [Option<usize>]) {
        if from < to {
            let at = usize::from(self.get(from, to).cut_left);
            self.left(from, at, heads);
            self.arc(at, to, false, heads);
        }
    }

    fn right(&self, from: usize, to: usize, heads: &mut [Option<usize>]) {
        if from < to {
            let at = usize::from(self.get(from, to).cut_right);
            self.arc(from, at, true, heads);
            self.right(at, to, heads);
        }
    }

    /// The span that ends in an arc: to the right, its last word hangs under its first.
    fn arc(&self, from: usize, to: usize, right: bool, heads: &mut [Option<usize>]) {
        let (dep, head) = if right { (to, from) } else { (from, to) };
        if let Some(slot) = heads.get_mut(dep) {
            *slot = Some(head);
        }
        let at = usize::from(self.get(from, to).cut);
        self.right(from, at, heads);
        self.left(at + 1, to, heads);
    }
}

fn small(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Arcs, tree};

    fn heads(scores: &[&[f32]]) -> Vec<Option<usize>> {
        let n = scores.len();
        tree(&Arcs { count: n, arc: &|d, h| scores[d][h], root: &|d| scores[d][n] })
    }

    #[test]
    fn one_root_even_where_two_words_ask_for_it() {
        // Both words prefer the root; one must hang under the other.
        assert_eq!(heads(&[&[0.0, -1.0, 5.0], &[-3.0, 0.0, 5.0]]), [Some(1), None]);
        assert_eq!(heads(&[&[0.0, 0.0]]), [None]);
        assert_eq!(heads(&[]), []);
    }

    #[test]
    fn the_best_tree_by_trying_all() {
        // Every projective tree over four words against the chart, on scores from a small generator.
        let mut seed = 7u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from(u8::try_from(seed >> 24).unwrap()) / 255.0
        };
        for _ in 0..50 {
            let scores: Vec<Vec<f32>> = (0..4).map(|_| (0..5).map(|_| next()).collect()).collect();
            let sum = |heads: &[Option<usize>]| -> f32 {
                heads.iter().enumerate().map(|(d, h)| scores[d][h.unwrap_or(4)]).sum()
            };
            let best = all_trees().into_iter().map(|t| sum(&t)).fold(f32::MIN, f32::max);
            let rows: Vec<&[f32]> = scores.iter().map(Vec::as_slice).collect();
            assert!((sum(&heads(&rows)) - best).abs() < 1e-5);
        }
    }

    fn all_trees() -> Vec<Vec<Option<usize>>> {
        let mut out = Vec::new();
        for code in 0..625usize {
            let heads: Vec<Option<usize>> =
                (0..4).map(|d| code / 5usize.pow(d) % 5).map(|h| (h < 4).then_some(h)).collect();
            if heads.iter().filter(|h| h.is_none()).count() == 1 && is_projective_tree(&heads) {
                out.push(heads);
            }
        }
        out
    }

    fn is_projective_tree(heads: &[Option<usize>]) -> bool {
        let above = |mut at: usize| {
            let mut path = vec![at];
            while let Some(h) = heads[at] {
                if path.contains(&h) {
                    return None;
                }
                path.push(h);
                at = h;
            }
            Some(path)
        };
        (0..heads.len()).all(|d| above(d).is_some())
            && heads.iter().enumerate().all(|(d, h)| {
                h.is_none_or(|h| {
                    (d.min(h)..d.max(h)).all(|m| above(m).is_some_and(|p| m == d || p.contains(&h)))
                })
            })
    }
}
