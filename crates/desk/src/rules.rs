//! Why a rule marked what it marked: the sentence that `hearsay explain` prints.
//!
//! In: a maker as it stands in the notes · Out: its explanation · From: `lexicon/rules.tsv` · Fails: an unknown
//! maker is `None` · Cost: one scan of the list

/// The explanation of a maker ("rule/cue-after", "model/full-1-…"), or `None` if nothing of this desk has that name.
pub fn why(maker: &str) -> Option<&'static str> {
    if maker.starts_with("model/") {
        return Some(MODEL);
    }
    RULES.lines().filter(|l| !l.starts_with('#')).find_map(|line| {
        let (name, why) = line.split_once('\t')?;
        (name == maker).then_some(why)
    })
}

const MODEL: &str = "A learned model told these words from the others in their sentences; docs/models.md says what it \
    learnt from and how often it is right. Rules told the rest of the mark.";

const RULES: &str = include_str!("../lexicon/rules.tsv");
