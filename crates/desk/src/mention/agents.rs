//! What kind of actor a noun or a name's word tells, and which nouns are persons.
//!
//! In: words · Out: a sector, or whether they mean a person · From: `lexicon/agents.tsv`,
//! `lexicon/source_nouns.tsv`, `lexicon/acting_verbs.tsv` · Fails: an unlisted word tells nothing
//! Cost: one look-up a word, three for a phrase

use super::kinds::Kinds;
use crate::lexicon;
use rustc_hash::FxHashMap as HashMap;
use std::collections::HashSet;
use std::sync::OnceLock;

/// The lists of agents.
pub(super) struct Agents {
    sectors: HashMap<&'static str, &'static str>,
    persons: HashSet<&'static str>,
    papers: HashSet<&'static str>,
    acting: HashSet<&'static str>,
}

impl Agents {
    /// The shipped lists, read once.
    pub(super) fn shipped() -> &'static Agents {
        static READ: OnceLock<Agents> = OnceLock::new();
        READ.get_or_init(|| {
            let two = |row: Vec<&'static str>| Some((*row.first()?, *row.get(1)?));
            let nouns = || lexicon::rows(include_str!("../../lexicon/source_nouns.tsv")).filter_map(two);
            let of = |kind: &str| nouns().filter(|(_, own)| *own == kind).map(|(noun, _)| noun).collect();
            let acting = lexicon::rows(include_str!("../../lexicon/acting_verbs.tsv"));
            Agents {
                sectors: lexicon::rows(include_str!("../../lexicon/agents.tsv")).filter_map(two).collect(),
                persons: of("person"),
                papers: of("document"),
                acting: acting.filter_map(|row| row.first().copied()).collect(),
            }
        })
    }

    /// The sector of exactly these words, singular or plural.
    fn sector(&self, words: &str) -> Option<&'static str> {
        let one = || self.sectors.get(words.strip_suffix('s')?);
        self.sectors.get(words).or_else(one).copied()
    }

    /// The sector that a phrase tells by its last telling words: "riot police officers", "Ministry of Ports".
    pub(super) fn tell(&self, phrase: &str) -> Option<&'static str> {
        let lower = phrase.to_lowercase();
        let words: Vec<&str> = lower.split_whitespace().map(|w| w.trim_matches(['.', ','])).collect();
        (0..words.len()).rev().find_map(|last| {
            (1..=3.min(last + 1))
                .rev()
                .find_map(|count| self.sector(&words.get(last + 1 - count..=last)?.join(" ")))
        })
    }

    /// Whether the lemma means a person: an office, or a noun that speaks in the news.
    pub(super) fn is_person(&self, lemma: &str) -> bool {
        self.persons.contains(lemma) || Kinds::shipped().title(lemma).is_some()
    }

    /// Whether the lemma means something written or shown that says things: "report", "letter".
    pub(super) fn is_paper(&self, lemma: &str) -> bool {
        self.papers.contains(lemma)
    }

    /// Whether governments do this and cities do not.
    pub(super) fn acts(&self, lemma: &str) -> bool {
        self.acting.contains(lemma)
    }
}

#[cfg(test)]
mod tests {
    use super::Agents;

    #[test]
    fn the_last_telling_words_decide() {
        let list = Agents::shipped();
        let told = |words: &str| list.tell(words).unwrap_or("");
        assert_eq!(told("Ministry of Ports"), "GOV");
        assert_eq!(told("the defence ministry"), "MIL");
        assert_eq!(told("riot police"), "COP");
        assert_eq!(told("Norland Fishing Union"), "LAB");
        assert_eq!(told("two rebels"), "REB");
        assert_eq!(told("the weather"), "");
    }
}
