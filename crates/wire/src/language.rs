//! Which language the text is in.
//!
//! In: the body, and what the page declares · Out: a BCP 47 tag, or nothing · From: whatlang 0.18 (trigrams and script)
//! Fails: too short or unsure a text has no language · Cost: one pass over the first [`REACH`] characters

use whatlang::Lang;

/// Characters looked at; more does not change the verdict.
const REACH: usize = 2000;

/// Characters that decide it where the page declares the same language: of the gold's 1,643 pages the verdict on
/// [`REACH`] differs on none.
const SURE: usize = 500;

/// Letters that a verdict needs; below, trigrams tell Dutch from English no better than a coin.
const SHORTEST: usize = 40;

/// The language of the text; `declared` is kept, region and all, unless the text is plainly another.
pub(crate) fn of(text: &str, declared: Option<&str>) -> Option<String> {
    let declared = declared.map(str::trim).filter(|d| is_tag(d));
    let head: String = text.chars().take(REACH).collect();
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    let info = if letters < SHORTEST { None } else { detect(&head, declared) };
    // Long texts are told apart almost always; short ones only where the detector itself is sure.
    let info = info.filter(|i| i.is_reliable() || letters > 400);
    let detected = info.as_ref().map(|i| tag(i.lang()));
    match (declared, detected) {
        (Some(declared), Some(detected)) => {
            let base = declared.split('-').next().unwrap_or(declared).to_ascii_lowercase();
            let near =
                base == detected || matches!((base.as_str(), detected), ("no" | "nn", "nb") | ("nb", "da"));
            let sure = info.is_some_and(|i| i.is_reliable()) && letters > 200;
            Some(if near || !sure { canonical(declared) } else { detected.to_owned() })
        }
        (Some(declared), None) => Some(canonical(declared)),
        (None, detected) => detected.map(str::to_owned),
    }
}

/// The verdict on the beginning where the page declares the same; else on the whole.
fn detect(head: &str, declared: Option<&str>) -> Option<whatlang::Info> {
    let end = head.char_indices().nth(SURE).map_or(head.len(), |(at, _)| at);
    let told = |info: &whatlang::Info| {
        info.is_reliable()
            && declared.and_then(|d| d.get(..2)).is_some_and(|d| d.eq_ignore_ascii_case(tag(info.lang())))
    };
    let beginning = head.get(..end).filter(|_| declared.is_some()).and_then(whatlang::detect).filter(told);
    beginning.or_else(|| whatlang::detect(head))
}

fn is_tag(tag: &str) -> bool {
    let base = tag.split(['-', '_']).next().unwrap_or_default();
    (2..=3).contains(&base.len())
        && tag.len() <= 20
        && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// "en_gb" → "en-GB".
fn canonical(tag: &str) -> String {
    let mut parts = tag.split(['-', '_']);
    let mut out = parts.next().unwrap_or_default().to_ascii_lowercase();
    for part in parts {
        out.push('-');
        out.push_str(&if part.len() == 2 { part.to_ascii_uppercase() } else { part.to_owned() });
    }
    out
}

/// ISO 639-1 where there is one: BCP 47 asks for the shorter code.
fn tag(lang: Lang) -> &'static str {
    const TAGS: &str = include_str!("../lists/languages.tsv");
    let code = lang.code();
    TAGS.lines()
        .filter_map(|l| l.split_once('\t'))
        .find(|(long, _)| *long == code)
        .map_or(code, |(_, short)| short.split('\t').next().unwrap_or(short))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "The council has yet to decide, and no closure of the harbour is planned for now, the mayor \
        said on Monday after she had met the leaders of the dockers and of the shipping firms in the town hall.";

    #[test]
    fn the_text_decides_where_it_is_long_enough() {
        assert_eq!(of(ENGLISH, None).as_deref(), Some("en"));
        assert_eq!(of("Shut.", None), None);
        assert_eq!(of("", None), None);
        let german = "Der Stadtrat hat noch nicht entschieden, und eine Schließung des Hafens ist vorerst nicht geplant, \
            sagte die Bürgermeisterin am Montag nach einem Treffen mit den Hafenarbeitern und den Reedereien im Rathaus \
            der Stadt, an dem auch der Minister für Verkehr teilnahm und zu dem viele Zuhörer gekommen waren.";
        assert_eq!(of(german, Some("en")).as_deref(), Some("de"));
    }

    #[test]
    fn the_declared_region_is_kept() {
        assert_eq!(of(ENGLISH, Some("en_gb")).as_deref(), Some("en-GB"));
        assert_eq!(of("Shut.", Some("fr")).as_deref(), Some("fr"));
        assert_eq!(of("Shut.", Some("{{lang}}")), None);
    }
}
