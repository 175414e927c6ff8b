//! Lemmas: the dictionary form of a word, by its tag.
//!
//! In: word, part of speech, Penn tag · Out: lemma · From: `lexicon/lemmas.tsv`, rules for regular inflection
//! Fails: never; a word that no rule knows is its own lemma, lower-cased · Cost: one look-up, O(letters)

use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

use super::labels::{Tag, Upos};

static LEXICON: &str = include_str!("../../lexicon/lemmas.tsv");

/// Longer words are their own lemma: no inflected word is this long.
const LONGEST: usize = 48;

fn lexicon() -> &'static HashMap<(&'static str, Tag), &'static str> {
    static READ: OnceLock<HashMap<(&str, Tag), &str>> = OnceLock::new();
    READ.get_or_init(|| {
        let entry = |line: &'static str| {
            let mut columns = line.split('\t');
            let (form, tag, lemma) = (columns.next()?, columns.next()?, columns.next()?);
            Some(((form, Tag::named(tag)?), lemma))
        };
        LEXICON.lines().filter(|line| !line.starts_with('#')).filter_map(entry).collect()
    })
}

/// The lemma of `word`; a proper noun's is the word itself.
pub(crate) fn lemma(word: &str, upos: Upos, tag: Tag) -> String {
    if upos == Upos::Propn || word.len() > LONGEST {
        return word.to_owned();
    }
    let lower = word.to_lowercase().replace(['’', '‘'], "'");
    match lexicon().get(&(lower.as_str(), tag)) {
        Some(lemma) => (*lemma).to_owned(),
        None => regular(lower, word, upos, tag),
    }
}

/// The lemma by rule alone.
pub(crate) fn regular(lower: String, word: &str, upos: Upos, tag: Tag) -> String {
    let found = match tag {
        Tag::Nns => plural(&lower),
        Tag::Vbz => third_person(&lower),
        Tag::Vbd | Tag::Vbn if upos == Upos::Verb => past(&lower),
        Tag::Vbg if upos == Upos::Verb => lower.strip_suffix("ing").map(restore),
        Tag::Jjr | Tag::Rbr => lower.strip_suffix("er").map(degree),
        Tag::Jjs | Tag::Rbs => lower.strip_suffix("est").map(degree),
        // Abbreviations such as "TV" stay as they are written.
        Tag::Nn if is_acronym(word) => Some(word.to_owned()),
        _ => None,
    };
    found.unwrap_or(lower)
}

fn is_acronym(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(|letter| letter.is_uppercase() || letter == '.')
}

fn plural(word: &str) -> Option<String> {
    if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return None;
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(if stem.len() > 1 { format!("{stem}y") } else { format!("{stem}ie") });
    }
    for (ending, kept) in [
        ("sses", "ss"),
        ("shes", "sh"),
        ("ches", "ch"),
        ("xes", "x"),
        ("zzes", "zz"),
        ("oes", "o"),
        ("men", "man"),
    ] {
        if let Some(stem) = word.strip_suffix(ending) {
            return Some(format!("{stem}{kept}"));
        }
    }
    word.strip_suffix("'s").or_else(|| word.strip_suffix('s')).map(str::to_owned)
}

fn third_person(word: &str) -> Option<String> {
    if word.ends_with("ss") {
        return None;
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(if stem.len() > 1 { format!("{stem}y") } else { format!("{stem}ie") });
    }
    for ending in ["sses", "shes", "ches", "xes", "zzes", "oes"] {
        if word.ends_with(ending) {
            return word.strip_suffix("es").map(str::to_owned);
        }
    }
    word.strip_suffix('s').map(str::to_owned)
}

fn past(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("ied") {
        return Some(if stem.len() > 1 { format!("{stem}y") } else { format!("{stem}ie") });
    }
    if let Some(stem) = word.strip_suffix("eed") {
        return Some(format!("{stem}ee"));
    }
    word.strip_suffix("ed").map(restore)
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Endings of stems that lost an "e", by their last letter, where one vowel stands before it; `true` for all.
/// Longer endings win over the default; found by trying them on the verbs of the training treebanks.
fn lost_e(stem: &str, groups: usize) -> bool {
    let letters: Vec<char> = stem.chars().rev().take(3).collect();
    let at = |back: usize| letters.get(back).copied().unwrap_or(' ');
    let (last, before, third) = (at(0), at(1), at(2));
    let ends = |endings: &[&str]| endings.iter().any(|ending| stem.ends_with(ending));
    let single = (is_vowel(before) || before == 'y')
        && (!is_vowel(third) || ends(&["uir", "uot", "uid", "uad", "uar"]));
    let short = groups == 1;
    match last {
        'c' | 'v' | 'u' | 'z' => true,
        's' => {
            !ends(&["ss", "focus", "ias", "nus"])
                && (is_vowel(before) || matches!(before, 'n' | 'r' | 'p' | 'l'))
        }
        'g' => match before {
            'n' => {
                ends(&["eng", "hing", "ring"]) && groups > 1
                    || ends(&["ung", "rang"])
                    || ends(&["ang"]) && stem.len() > 4
            }
            'd' | 'r' | 'a' | 'l' | 'e' | 'i' | 'u' => stem.len() > 2,
            _ => false,
        },
        'h' => before == 't' && is_vowel(third) && matches!(third, 'a' | 'o' | 'e'),
        'l' if !is_vowel(before) => {
            matches!(before, 'b' | 'd' | 'g' | 'k' | 'p' | 't' | 'f' | 'c' | 's' | 'z' | 'y')
        }
        't' => {
            ends(&["iat", "uat", "creat", "lineat", "rmeat"])
                || single
                    && match before {
                        'a' => !ends(&["combat", "format"]),
                        'u' => !ends(&["put", "but"]) || ends(&["disput", "comput", "tribut"]),
                        'o' => ends(&["vot", "mot", "quot", "not", "dot"]),
                        'i' => {
                            ends(&["cit", "vit", "gnit", "unit", "writ", "spit", "bit"])
                                && !ends(&["icit", "orbit", "hibit", "habit"])
                        }
                        'e' => ends(&["plet", "delet", "mpet"]),
                        _ => false,
                    }
        }
        'd' => single && !ends(&["ed"]) || ends(&["ced", "mped", "rsed"]),
        'r' => {
            single
                && match before {
                    'e' => ends(&["rfer", "dher", "oher"]),
                    'o' => short && !ends(&["for"]) || ends(&["plor", "gnor", "stor", "dor"]),
                    _ => !ends(&["lar", "mur"]) || ends(&["clar"]),
                }
        }
        'n' => {
            single
                && match before {
                    'e' => ends(&["rven", "nven"]),
                    'o' => short || ends(&["pon", "phon", "thron"]),
                    'a' => short,
                    _ => true,
                }
        }
        'm' => single && (before != 'o' || ends(&["com"])) && before != 'e',
        'k' => single && before != 'e',
        'p' => single && (matches!(before, 'a' | 'u' | 'y') || short) && before != 'e',
        'b' => single && matches!(before, 'i' | 'o' | 'u'),
        'l' => single && (matches!(before, 'i' | 'u' | 'y') || short || ends(&["sol", "nhal"])),
        _ => false,
    }
}

/// A stem that lost "ed" or "ing": undoubles "planned", gives "e" back to "decided".
fn restore(stem: &str) -> String {
    let mut groups = 0;
    let mut in_vowels = false;
    for letter in stem.chars() {
        let vowel = is_vowel(letter) || letter == 'y' && groups == 0;
        groups += usize::from(vowel && !in_vowels);
        in_vowels = vowel;
    }
    if groups == 0 {
        return stem.to_owned();
    }
    let mut back = stem.chars().rev();
    let (last, before) = (back.next().unwrap_or(' '), back.next().unwrap_or(' '));
    if last == before && !is_vowel(last) {
        let keeps = match last {
            's' | 'z' | 'f' => true,
            'l' => {
                groups == 1
                    || ["stall", "fill", "call", "kill", "nroll"].iter().any(|end| stem.ends_with(end))
            }
            _ => stem.len() <= 3,
        };
        let kept = stem.chars().count() - usize::from(!keeps);
        return stem.chars().take(kept).collect();
    }
    if lost_e(stem, groups) { format!("{stem}e") } else { stem.to_owned() }
}

fn degree(stem: &str) -> String {
    if let Some(root) = stem.strip_suffix('i') {
        return format!("{root}y");
    }
    let letters: Vec<char> = stem.chars().collect();
    match letters.as_slice() {
        [.., a, b] if a == b && !is_vowel(*a) && !matches!(a, 'l' | 's') => {
            letters.iter().take(letters.len() - 1).collect()
        }
        [.., a, b]
            if matches!(b, 'g' | 's' | 'c' | 'v' | 'r' | 't' | 'd') && is_vowel(*a) && letters.len() <= 4 =>
        {
            format!("{stem}e")
        }
        _ => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::lemma;
    use crate::syntax::labels::{Tag, Upos};

    #[test]
    fn regular_inflection() {
        for (word, tag, expected) in [
            ("planned", Tag::Vbd, "plan"),
            ("decided", Tag::Vbd, "decide"),
            ("denied", Tag::Vbd, "deny"),
            ("agreed", Tag::Vbn, "agree"),
            ("passed", Tag::Vbd, "pass"),
            ("considering", Tag::Vbg, "consider"),
            ("weighing", Tag::Vbg, "weigh"),
            ("striking", Tag::Vbg, "strike"),
            ("announces", Tag::Vbz, "announce"),
            ("rejected", Tag::Vbd, "reject"),
            ("designated", Tag::Vbn, "designate"),
            ("walked", Tag::Vbd, "walk"),
        ] {
            assert_eq!(lemma(word, Upos::Verb, tag), expected, "{word}");
        }
        assert_eq!(lemma("Ministries", Upos::Noun, Tag::Nns), "ministry");
        assert_eq!(lemma("Kestrels", Upos::Propn, Tag::Nnps), "Kestrels");
        assert_eq!(lemma("heaviest", Upos::Adj, Tag::Jjs), "heavy");
    }

    #[test]
    fn irregular_words_come_from_the_lexicon() {
        assert_eq!(lemma("Said", Upos::Verb, Tag::Vbd), "say");
        assert_eq!(lemma("held", Upos::Verb, Tag::Vbn), "hold");
        assert_eq!(lemma("n’t", Upos::Part, Tag::Rb), "not");
        assert_eq!(lemma("was", Upos::Aux, Tag::Vbd), "be");
    }
}
