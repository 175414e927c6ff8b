//! Floors and ceilings: what each figure must not fall under, or rise over.
//!
//! In: `evals/floors.toml` and measured rows · Out: verdicts; the file with floors raised
//! From: DESIGN section 9 · Fails: a file that is no such TOML is an error · Cost: nothing
//!
//! Floors rise by `--record` and fall only by `--lower-floors`.

use super::score::{Better, Row};
use crate::house;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// How far under the measured figure its floor is set: a handful of cases in the larger sets, so that an unrelated
/// change of one does not stop the house.
const MARGIN: f64 = 0.005;

/// The bounds that figures are held to, by key.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Floors {
    #[serde(default)]
    floors: BTreeMap<String, f64>,
    #[serde(default)]
    ceilings: BTreeMap<String, f64>,
}

/// What a bound says of a figure.
pub(crate) struct Verdict {
    /// Whether it holds; a figure without a bound holds.
    pub holds: bool,
    /// In words.
    pub says: String,
}

impl Floors {
    /// Reads the file; an absent one holds no floors.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        if !path.is_file() {
            return Ok(Floors::default());
        }
        toml::from_str(&house::text(path)?)
            .with_context(|| format!("{} is not as xtask wrote it", path.display()))
    }

    /// Writes the file.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let head = "# Floors: a figure under its floor, or over its ceiling, fails `cargo xtask eval` and CI.\n\
                    # Written by `cargo xtask eval --record` (they only rise) and `--lower-floors` (they may fall).\n\n";
        std::fs::write(path, head.to_owned() + &toml::to_string(self)?)?;
        Ok(())
    }

    /// What the bound says of a measured row.
    pub(crate) fn verdict(&self, key: &str, row: &Row) -> Verdict {
        let (bounds, name) = match row.better {
            Better::Higher => (&self.floors, "floor"),
            Better::Lower => (&self.ceilings, "ceiling"),
        };
        let Some(bound) = bounds.get(key).copied() else {
            return Verdict { holds: true, says: String::new() };
        };
        let holds = match row.better {
            Better::Higher => row.value >= bound,
            Better::Lower => row.value <= bound,
        };
        let says = if holds { format!("{name} {bound:.3}") } else { format!("BROKEN: {name} {bound:.3}") };
        Verdict { holds, says }
    }

    /// The keys with a bound in one `mark/set`.
    pub(crate) fn of(&self, set: &str) -> Vec<String> {
        let prefix = format!("{set}/");
        self.floors.keys().chain(self.ceilings.keys()).filter(|k| k.starts_with(&prefix)).cloned().collect()
    }

    /// Moves the bound to what is measured, less the margin: for the better, or either way if `lower`.
    pub(crate) fn measured(&mut self, key: &str, row: &Row, lower: bool) {
        let (bounds, new) = match row.better {
            Better::Higher => (&mut self.floors, (row.value - MARGIN).max(0.0)),
            Better::Lower => (&mut self.ceilings, (row.value + MARGIN).min(1.0)),
        };
        let new = (new * 1000.0).round() / 1000.0;
        let bound = bounds.entry(key.to_owned()).or_insert(new);
        let better = match row.better {
            Better::Higher => new > *bound,
            Better::Lower => new < *bound,
        };
        if better || lower {
            *bound = new;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Floors;
    use crate::eval::score::{Better, Row};

    fn row(value: f64, better: Better) -> Row {
        Row { metric: "m".into(), value, n: 10, detail: String::new(), better }
    }

    #[test]
    fn floors_rise_by_themselves_and_fall_only_when_told() {
        let mut floors = Floors::default();
        floors.measured("a/b/m", &row(0.8, Better::Higher), false);
        assert!(floors.verdict("a/b/m", &row(0.795, Better::Higher)).holds);
        assert!(!floors.verdict("a/b/m", &row(0.79, Better::Higher)).holds);
        floors.measured("a/b/m", &row(0.7, Better::Higher), false);
        assert!(!floors.verdict("a/b/m", &row(0.7, Better::Higher)).holds);
        floors.measured("a/b/m", &row(0.7, Better::Higher), true);
        assert!(floors.verdict("a/b/m", &row(0.7, Better::Higher)).holds);
    }

    #[test]
    fn a_ceiling_is_the_other_way_round() {
        let mut floors = Floors::default();
        floors.measured("a/b/m", &row(0.2, Better::Lower), false);
        assert!(!floors.verdict("a/b/m", &row(0.3, Better::Lower)).holds);
        floors.measured("a/b/m", &row(0.1, Better::Lower), false);
        assert!(!floors.verdict("a/b/m", &row(0.2, Better::Lower)).holds);
        assert_eq!(floors.of("a/b"), ["a/b/m"]);
        assert_eq!(floors.of("a/bc"), [] as [&str; 0]);
    }
}
