//! Where events stand: what the two status sets share. Triggers paired, statuses counted, the table printed.
//!
//! In: gold triggers with status, found events · Out: counts and rows · From: DESIGN section 4; GUIDE of the sets
//! Fails: a status that is `None` where gold has one counts as wrong · Cost: O(events)

use super::score::{Better, Row, Score, ratio};
use super::words::pair;
use model::{Event, Span, Status};

/// For each gold trigger the found event that stands on it, one to one; the tighter trigger is preferred.
pub(crate) fn paired(gold: &[Span], found: &[Event]) -> Vec<Option<usize>> {
    pair(gold.len(), found.len(), |g, f| {
        let trigger = found.get(f)?.trigger;
        let common = gold.get(g)?.overlap(trigger);
        (common > 0).then(|| common as f64 / trigger.len().max(1) as f64)
    })
}

/// Gold statuses against found ones.
#[derive(Debug, Default)]
pub(crate) struct Confusion(Vec<(Status, Option<Status>)>);

impl Confusion {
    /// Counts one event that was found.
    pub(crate) fn add(&mut self, gold: Status, found: Option<Status>) {
        self.0.push((gold, found));
    }

    fn count(&self, test: impl Fn(Status, Option<Status>) -> bool) -> usize {
        self.0.iter().filter(|(g, f)| test(*g, *f)).count()
    }

    /// F1 of one status.
    fn f1(&self, status: Status) -> f64 {
        let hit = self.count(|g, f| g == status && f == Some(status));
        let both = self.count(|g, _| g == status) + self.count(|_, f| f == Some(status));
        ratio(2 * hit, both)
    }

    /// Adds accuracy, macro-F1 over `statuses` and the share told as happened; and the table.
    pub(crate) fn rows(&self, score: &mut Score, statuses: &[Status]) {
        let all = self.0.len();
        score.share("status_accuracy", self.count(|g, f| f == Some(g)), all);
        let sum: f64 = statuses.iter().map(|s| self.f1(*s)).sum();
        score.rows.push(Row {
            metric: "status_macro_f1".into(),
            value: if statuses.is_empty() { 0.0 } else { sum / statuses.len() as f64 },
            n: all,
            detail: format!("over {} statuses", statuses.len()),
            better: Better::Higher,
        });
        let not = self.count(|g, _| g != Status::Happened);
        let told = self.count(|g, f| g != Status::Happened && f == Some(Status::Happened));
        score.share_of_wrong("false_happened", told, not);
        score.notes.push(self.table());
    }

    /// Rows are gold, columns are found; the last column is F1.
    fn table(&self) -> String {
        let short = |s: Status| s.as_str().chars().take(5).collect::<String>();
        let mut out = String::from("    gold ↓ found →");
        Status::ALL.iter().for_each(|s| out.push_str(&format!(" {:>5}", short(*s))));
        out.push_str("  none    F1");
        for gold in Status::ALL {
            if self.count(|g, _| g == *gold) == 0 {
                continue;
            }
            out.push_str(&format!("\n    {:<14}", gold.as_str()));
            for found in Status::ALL.iter().map(|s| Some(*s)).chain([None]) {
                match self.count(|g, f| g == *gold && f == found) {
                    0 => out.push_str("     ·"),
                    n => out.push_str(&format!(" {n:>5}")),
                }
            }
            out.push_str(&format!("  {:.2}", self.f1(*gold)));
        }
        out
    }
}

/// The words of a status that may be unknown.
pub(crate) fn told(status: Option<Status>) -> &'static str {
    status.map_or("none", Status::as_str)
}

#[cfg(test)]
mod tests {
    use super::Confusion;
    use crate::eval::score::Score;
    use model::Status;

    #[test]
    fn a_small_table_by_hand() {
        let mut table = Confusion::default();
        table.add(Status::Happened, Some(Status::Happened));
        table.add(Status::Happened, None);
        table.add(Status::Planned, Some(Status::Happened));
        table.add(Status::Planned, Some(Status::Planned));
        let mut score = Score::default();
        table.rows(&mut score, &[Status::Happened, Status::Planned]);
        let value = |name: &str| score.rows.iter().find(|r| r.metric == name).unwrap().value;
        assert_eq!(value("status_accuracy"), 0.5);
        // Happened: 1 hit of 2 gold and 2 found, F1 .5; planned: 1 of 2 and 1, F1 2/3.
        assert!((value("status_macro_f1") - (0.5 + 2.0 / 3.0) / 2.0).abs() < 1e-12);
        assert_eq!(value("false_happened"), 0.5);
    }
}
