//! What a scorer gives: rows of figures, notes to print, and the cases that went wrong.
//!
//! In: counts · Out: [`Row`]s and [`Case`]s · From: precision, recall and F1 as usual
//! Fails: a share of nothing is 0 with n = 0 · Cost: O(cases)

/// One figure of one set.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The last part of the key.
    pub metric: String,
    /// The figure, mostly 0..=1.
    pub value: f64,
    /// How many gold cases stand behind it.
    pub n: usize,
    /// Precision and recall, or counts, for the eye.
    pub detail: String,
    /// Which way is better.
    pub better: Better,
}

/// Which way a figure is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Better {
    /// Held by a floor.
    Higher,
    /// Held by a ceiling.
    Lower,
}

/// One case that went wrong.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// What went wrong ("missed", "planned told as happened").
    pub label: String,
    /// The words, and where.
    pub text: String,
}

/// What a scorer gives.
#[derive(Debug, Default)]
pub(crate) struct Score {
    /// The figures, in printing order.
    pub rows: Vec<Row>,
    /// Tables and remarks, printed as they are.
    pub notes: Vec<String>,
    /// What went wrong, in the order of the set.
    pub cases: Vec<Case>,
}

impl Score {
    /// Adds F1 with its precision and recall.
    pub(crate) fn f1(&mut self, metric: &str, tally: Tally) {
        let detail = format!("P {:.3} R {:.3}", tally.precision(), tally.recall());
        self.rows.push(Row {
            metric: metric.into(),
            value: tally.f1(),
            n: tally.gold,
            detail,
            better: Better::Higher,
        });
    }

    /// Adds a share; more is better.
    pub(crate) fn share(&mut self, metric: &str, part: usize, of: usize) {
        self.rows.push(Row {
            metric: metric.into(),
            value: ratio(part, of),
            n: of,
            detail: format!("{part}/{of}"),
            better: Better::Higher,
        });
    }

    /// Adds a share; less is better.
    pub(crate) fn share_of_wrong(&mut self, metric: &str, part: usize, of: usize) {
        self.share(metric, part, of);
        self.rows.iter_mut().last().into_iter().for_each(|row| row.better = Better::Lower);
    }

    /// Adds a plain figure; more is better.
    pub(crate) fn figure(&mut self, metric: &str, value: f64, n: usize) {
        self.rows.push(Row {
            metric: metric.into(),
            value,
            n,
            detail: String::new(),
            better: Better::Higher,
        });
    }

    /// Adds the expected calibration error: how far confidence stands from the share that is right, over ten bins of
    /// confidence weighed by their size (Guo et al. 2017). Less is better.
    pub(crate) fn calibration(&mut self, metric: &str, marks: &[(f32, bool)]) {
        let mut bins = [(0usize, 0.0f64, 0usize); 10];
        for (confidence, right) in marks {
            let bin = ((confidence * 10.0) as usize).min(9);
            bins[bin].0 += 1;
            bins[bin].1 += f64::from(*confidence);
            bins[bin].2 += usize::from(*right);
        }
        let error: f64 = bins.iter().map(|(_, sum, right)| (sum - *right as f64).abs()).sum();
        self.figure(metric, error / (marks.len().max(1) as f64), marks.len());
        self.rows.iter_mut().last().into_iter().for_each(|row| {
            row.better = Better::Lower;
            let shares = bins
                .iter()
                .filter(|b| b.0 > 0)
                .map(|(n, sum, right)| format!("{:.2}→{:.2}", sum / *n as f64, *right as f64 / *n as f64));
            row.detail = shares.collect::<Vec<_>>().join(" ");
        });
    }

    /// Adds a case that went wrong.
    pub(crate) fn case(&mut self, label: impl Into<String>, text: impl Into<String>) {
        self.cases.push(Case { label: label.into(), text: text.into() });
    }

    /// Adds what went wrong in one text: label and case, each under the text's name.
    pub(crate) fn cases_of(&mut self, name: &str, cases: Vec<(String, String)>) {
        cases.into_iter().for_each(|(label, text)| self.case(label, format!("{name}\n{text}")));
    }

    /// Prints how many cases each label has, and `count` of them drawn by `seed`.
    pub(crate) fn show_cases(&self, count: usize, like: &str, seed: u64) {
        if count == 0 {
            return;
        }
        let asked: Vec<&Case> =
            self.cases.iter().filter(|c| c.label.contains(like) || c.text.contains(like)).collect();
        let mut by_label: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        asked.iter().for_each(|c| *by_label.entry(&c.label).or_default() += 1);
        let mut labels: Vec<_> = by_label.into_iter().collect();
        labels.sort_by_key(|(label, n)| (std::cmp::Reverse(*n), *label));
        labels.iter().take(24).for_each(|(label, n)| println!("  {n:>5} × {label}"));
        let mut drawn: Vec<(u64, usize)> = (0..asked.len()).map(|i| (mixed(seed, i as u64), i)).collect();
        drawn.sort_unstable();
        for (_, at) in drawn.into_iter().take(count) {
            if let Some(case) = asked.get(at) {
                println!("  [{}]\n      {}", case.label, case.text.replace('\n', "\n      "));
            }
        }
    }
}

/// A number drawn from a seed and a place (splitmix64).
fn mixed(seed: u64, at: u64) -> u64 {
    let mut z = seed.wrapping_add(at.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Counts behind an F1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Gold marks that were found.
    pub hit: usize,
    /// Gold marks.
    pub gold: usize,
    /// Found marks that are right.
    pub right: usize,
    /// Found marks.
    pub found: usize,
}

impl Tally {
    /// One-to-one matches: as many found marks are right as gold marks are found.
    pub(crate) fn new(hit: usize, gold: usize, found: usize) -> Self {
        Tally { hit, gold, right: hit, found }
    }

    /// The counts of two sets together.
    pub(crate) fn and(self, other: Tally) -> Tally {
        Tally {
            hit: self.hit + other.hit,
            gold: self.gold + other.gold,
            right: self.right + other.right,
            found: self.found + other.found,
        }
    }

    pub(crate) fn precision(self) -> f64 {
        ratio(self.right, self.found)
    }

    pub(crate) fn recall(self) -> f64 {
        ratio(self.hit, self.gold)
    }

    /// Harmonic mean of precision and recall; 0 where both are.
    pub(crate) fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

/// A share; 0 of nothing is 0.
pub(crate) fn ratio(part: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { part as f64 / of as f64 }
}

#[cfg(test)]
mod tests {
    use super::{Score, Tally};

    #[test]
    fn f1_of_a_small_case() {
        // 2 of 3 gold marks found, by 2 of 4 found marks: P .5, R .667, F1 4/7.
        let tally = Tally::new(2, 3, 4);
        assert!((tally.f1() - 4.0 / 7.0).abs() < 1e-12);
        assert_eq!(Tally::default().f1(), 0.0);
        assert_eq!(tally.and(Tally::new(1, 1, 1)), Tally::new(3, 4, 5));
    }

    #[test]
    fn a_share_of_nothing_is_zero_with_no_cases() {
        let mut score = Score::default();
        score.share("found", 0, 0);
        assert_eq!((score.rows[0].value, score.rows[0].n), (0.0, 0));
    }
}
