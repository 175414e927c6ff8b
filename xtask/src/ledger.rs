//! The ledger: one row a recorded run, accuracy and speed side by side, so that what one buys with the other shows.
//!
//! In: the kind of run and its figures by column name · Out: one more row of `evals/ledger.csv`
//! From: DESIGN section 9 · Fails: a file whose header is not a beginning of ours is an error, never rewritten
//! Cost: the file is read and written once

use crate::house;
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// Columns of the ledger, in order. New ones go to the end; none is ever renamed, moved or dropped.
/// A column that holds a `/` is the metric of that key.
pub(crate) const COLUMNS: &[&str] = &[
    "date",
    "commit",
    "kind",
    "model",
    "statements/polnear_dev/source_overlap_f1",
    "statements/polnear_dev/cue_overlap_f1",
    "statements/polnear_dev/content_overlap_f1",
    "statements/polnear_dev/linked_f1",
    "statements/news/kind_accuracy",
    "status/news/trigger_recall",
    "status/news/trigger_precision",
    "status/news/status_accuracy",
    "status/news/status_macro_f1",
    "status/news/false_happened",
    "status/news/actor_overlap",
    "status/challenge/focus_right",
    "status/challenge/false_happened",
    "times/timeml_dev/span_overlap_f1",
    "times/timeml_dev/value_f1",
    "pages/fundus_en/body_f1",
    "pages/fundus_en/headline",
    "pages/fundus_all/body_f1",
    "syntax/ewt_dev/upos",
    "syntax/ewt_dev/las",
    "seed/article/checks",
    "copy/desk/right",
    "articles_per_s",
    "mb_per_s",
    "peak_mb",
    "machine",
    "articles_600_words_per_s",
    "statements/polnear_dev/source_exact_f1",
    "statements/polnear_dev/cue_exact_f1",
    "statements/polnear_dev/content_spans_exact_f1",
    "statements/polnear_dev/linked_of_found",
    "statements/polnear_dev/calibration_error",
    "statements/cue_types/type_accuracy",
    "statements/factappeal_dev/accuracy_of_found",
    "status/matres_dev/head_macro_f1",
    "names/uner_dev/names_exact_f1",
    "names/re3d_dev/phrases_exact_f1",
    "syntax/ewt_raw/las_f1",
    "syntax/gum_dev/upos",
    "syntax/gum_dev/las",
];

/// Appends one row. `figures` are pairs of column and value; columns without a figure stay empty.
pub(crate) fn append(path: &Path, kind: &str, model: &str, figures: &[(String, String)]) -> Result<()> {
    let mut cells = vec![String::new(); COLUMNS.len()];
    let own =
        [("date", today()), ("commit", commit()), ("kind", kind.to_owned()), ("model", model.to_owned())];
    let given = own.iter().map(|(c, v)| (*c, v)).chain(figures.iter().map(|(c, v)| (c.as_str(), v)));
    for (column, value) in given {
        if let Some(cell) = COLUMNS.iter().position(|c| *c == column).and_then(|at| cells.get_mut(at)) {
            *cell = value.replace([',', '\n'], ";");
        }
    }
    let old = if path.is_file() { house::text(path)? } else { String::new() };
    let mut whole = widened(&old)?;
    whole.push_str(&cells.join(","));
    whole.push('\n');
    std::fs::write(path, whole)?;
    Ok(())
}

/// The old rows under today's header, each padded to its width.
fn widened(old: &str) -> Result<String> {
    let mut lines = old.lines();
    let header: Vec<&str> = lines.next().map(|h| h.split(',').collect()).unwrap_or_default();
    if !COLUMNS.starts_with(&header) {
        bail!(
            "evals/ledger.csv has columns that xtask/src/ledger.rs does not know: columns are only ever appended"
        );
    }
    let mut whole = COLUMNS.join(",");
    whole.push('\n');
    for line in lines.filter(|l| !l.is_empty()) {
        whole.push_str(line);
        whole.push_str(&",".repeat(COLUMNS.len().saturating_sub(line.split(',').count())));
        whole.push('\n');
    }
    Ok(whole)
}

/// Today's date in UTC: a ledger has a clock, a desk has none.
fn today() -> String {
    let now = model::jiff::Timestamp::now().to_string();
    now.chars().take("2026-03-02".len()).collect()
}

/// The commit that stands checked out, with a `+` where the tree has changes; empty outside a repository.
fn commit() -> String {
    let git = |args: &[&str]| {
        let out = Command::new("git").current_dir(house::root()).args(args).output().ok()?;
        out.status.success().then(|| String::from_utf8_lossy(&out.stdout).trim().to_owned())
    };
    let Some(hash) = git(&["rev-parse", "--short", "HEAD"]) else { return String::new() };
    let changed = git(&["status", "--porcelain", "--untracked-files=no"]).is_some_and(|s| !s.is_empty());
    if changed { hash + "+" } else { hash }
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, widened};

    #[test]
    fn an_older_ledger_is_padded_and_a_strange_one_refused() {
        let old = "date,commit\n2026-03-02,abc\n";
        let new = widened(old).unwrap();
        let rows: Vec<&str> = new.lines().collect();
        assert_eq!(rows[0], COLUMNS.join(","));
        assert_eq!(rows[1].split(',').count(), COLUMNS.len());
        assert!(rows[1].starts_with("2026-03-02,abc,"));
        assert!(widened("day,commit\n").is_err());
        assert_eq!(widened("").unwrap().lines().count(), 1);
    }
}
