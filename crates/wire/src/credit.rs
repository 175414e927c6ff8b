//! Captions and credits: who made the picture, told from what it shows.
//!
//! In: a line such as "Tankers at dawn. Photo: I. Falk/Coastline" · Out: caption and credit apart
//! From: picture lines on the pages of the gold; lists/furniture.tsv
//! Fails: a line without a credit's mark is `None` · Cost: one pass over the line's words

use crate::clean;
use crate::furniture::{self, Kind};

/// A picture line cut in two.
#[derive(Debug, PartialEq)]
pub(crate) struct Credited {
    pub(crate) caption: Option<String>,
    pub(crate) credit: String,
}

/// Longest picture line, in bytes; every word in it is tried as the credit's mark.
const LONGEST_LINE: usize = 1200;

/// Longest credit, in words.
const LONGEST: usize = 14;

/// Cuts a picture line at the mark of its credit: "Photo:", "Image ©", "(Photo by", "Credit:", "REUTERS/".
pub(crate) fn split(line: &str) -> Option<Credited> {
    marked(line, false)
}

/// Cuts a line that is known to stand under a picture: a bracket with an agency, or a name alone behind the last full
/// stop, is a credit there and would be none in running text.
pub(crate) fn split_caption(line: &str) -> Option<Credited> {
    let line = clean::line(line);
    if line.len() > LONGEST_LINE {
        return None;
    }
    bracketed(&line).or_else(|| closing(&line)).or_else(|| marked(&line, true))
}

fn marked(line: &str, captioned: bool) -> Option<Credited> {
    let line = clean::lined(line);
    if line.len() > LONGEST_LINE || clean::words(&line) > 120 {
        return None;
    }
    let at = starts(&line).find(|at| {
        let (Some(before), Some(rest)) = (line.get(..*at), line.get(*at..)) else { return false };
        (opens_segment(before, rest) || captioned && is_plain_mark(rest))
            && is_mark(rest)
            && clean::words(rest) <= LONGEST
    })?;
    let credit = bare(line.get(at..)?);
    let caption =
        line.get(..at)?.trim_end_matches([' ', '-', '–', '—', '|', '(', '[', '/', '·', ',', ':']).trim();
    let credit = (!credit.is_empty()).then_some(credit)?;
    Some(Credited { caption: (!caption.is_empty()).then(|| caption.to_owned()), credit })
}

/// "The wreck in March. (Ines Falk/Coastline)": a bracket at the end that names an agency, or makers by a stroke.
fn bracketed(line: &str) -> Option<Credited> {
    let inner = line.trim_end_matches(['.', ' ']).strip_suffix([')', ']'])?;
    let open = inner.rfind(['(', '['])?;
    let (before, inner) = (line.get(..open)?.trim_end(), inner.get(open + 1..)?.trim());
    let words = clean::words(inner);
    let capital = inner.starts_with(|c: char| !c.is_lowercase() && c.is_alphabetic());
    let word =
        |w: &str| furniture::has(Kind::Agency, w) && w.chars().filter(|c| c.is_uppercase()).count() > 0;
    let agency = inner.split([' ', '/', ',']).any(word);
    let stroke = inner.split_once('/').is_some_and(|(a, b)| {
        let upper = |s: &str| s.trim().starts_with(char::is_uppercase);
        upper(a) && upper(b)
    });
    let marked = inner.split([' ', ':', '：']).next().is_some_and(|w| furniture::has(Kind::Photo, w))
        && inner.contains([':', '=', '：']);
    let digits = inner.chars().any(|c| c.is_ascii_digit());
    let fits = (1..=LONGEST).contains(&words) && (marked || capital && !digits && (agency || stroke));
    if !fits || before.is_empty() {
        return None;
    }
    let credit = bare(inner);
    (!credit.is_empty()).then(|| Credited { caption: Some(before.to_owned()), credit })
}

/// What stands alone after the caption's end: "… in March. dpa", "… in March. | Ines Falk/Coastline", "… / I. Falk nuotr."
fn closing(line: &str) -> Option<Credited> {
    let cut = |at: usize, skip: usize| {
        let (caption, credit) = (line.get(..at)?.trim_end(), bare(line.get(at + skip..)?));
        (!caption.is_empty() && !credit.is_empty())
            .then(|| Credited { caption: Some(caption.to_owned()), credit })
    };
    // Lithuanian names the maker before the word for photograph.
    if line.trim_end_matches('.').ends_with(" nuotr") {
        return cut(line.find(" / ")?, 3);
    }
    if let Some(at) = line.rfind(" | ") {
        let (before, after) = (line.get(..at)?, line.get(at + 3..)?);
        let named = after.split_whitespace().all(|w| !w.starts_with(char::is_lowercase) || w.len() <= 4);
        if clean::ends_sentence(before) && named && clean::words(after) <= 6 {
            return cut(at, 3);
        }
    }
    let at = line.trim_end_matches('.').rfind(". ")?;
    let tail = line.get(at + 2..)?.trim_end_matches('.');
    let known = |w: &str| furniture::has(Kind::Agency, w) || furniture::has(Kind::Handed, w);
    let only = clean::words(tail) <= 2 && tail.split([' ', '/']).all(|w| !w.is_empty() && known(w));
    let caption = line.get(..=at)?;
    let credit = bare(tail);
    (only && !credit.is_empty()).then(|| Credited { caption: Some(caption.to_owned()), credit })
}

/// A credit without "©", "Photo:", "by" and brackets.
pub(crate) fn bare(credit: &str) -> String {
    let mut rest = credit.trim();
    loop {
        let before = rest;
        rest = rest.trim_start_matches([' ', '(', '[', '©', ':', '-', '–', '—', '|', '/', '=', '：', '@']);
        if let Some(tail) = rest.strip_prefix("(c)").or_else(|| rest.strip_prefix("(C)")) {
            rest = tail;
        }
        let first = rest.split([' ', ':', '©', '：', '=']).next().unwrap_or_default();
        let low = first.to_lowercase();
        let tail = rest.get(first.len()..).unwrap_or_default();
        let agency = tail.trim_start().starts_with('/');
        if !agency
            && !tail.trim().is_empty()
            && !is_name_of(first, tail)
            && (furniture::has(Kind::Photo, first)
                || ["by", "of", "file", "via", "handout", "von"].contains(&low.as_str()))
        {
            rest = tail;
        }
        if rest == before {
            break;
        }
    }
    let rest = rest.trim_end_matches([' ', ']', '|', '-', ';', ',']);
    let rest = if rest.contains('(') { rest } else { rest.trim_end_matches([')', ' ']) };
    let rest =
        if clean::ends_sentence(rest) && !rest.ends_with("Inc.") { rest.trim_end_matches('.') } else { rest };
    rest.trim().to_owned()
}

/// "Picture Alliance", "Image Source", "Foto Huebner": a credit that opens with a picture word as a name does.
fn is_name_of(first: &str, tail: &str) -> bool {
    let next = tail.trim_start().split([' ', '/', ',', '|']).next().unwrap_or_default().to_lowercase();
    first.eq_ignore_ascii_case("picture") && next.starts_with("alliance")
        || first.eq_ignore_ascii_case("image") && next == "source"
        || first.eq_ignore_ascii_case("source") && next == "image"
}

/// Where words start.
fn starts(line: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    line.char_indices().filter_map(move |(at, c)| {
        let letter = c.is_alphanumeric();
        let opens = letter || c == '©' || c == '(' || c == '[';
        let starts = opens && (!inside || c == '(' || c == '©');
        inside = letter || c == '\'' || c == '’';
        starts.then_some(at)
    })
}

/// A credit opens the line, a bracket, or what stands after a full stop, a dash or a bar.
fn opens_segment(before: &str, rest: &str) -> bool {
    let before = before.trim_end();
    // Most words stand behind another word.
    if before.as_bytes().last().is_some_and(|b| b.is_ascii_alphanumeric() || *b == b',')
        && !rest.starts_with(['(', '[', '©'])
    {
        return false;
    }
    before.is_empty()
        || rest.starts_with(['(', '[', '©'])
        || before.ends_with(['(', '[', '|', '·', '—', '–', ']', ')'])
        // After a stroke, where what stands before is a caption and not the maker's name.
        || before.ends_with('/') && clean::words(before) > 4
        || before.ends_with(" -")
        || before == "-"
        || clean::ends_sentence(before)
}

/// "Foto: Ines Falk" is a credit wherever it stands: a capital, a colon and a name.
fn is_plain_mark(rest: &str) -> bool {
    let Some((head, tail)) = rest.split_once(':') else { return false };
    head.starts_with(char::is_uppercase)
        && clean::words(head) <= 2
        && furniture::has(Kind::Photo, head.split(' ').next().unwrap_or_default())
        && !["Source", "Copyright", "Video", "Quelle", "Credit"].contains(&head)
        && tail.trim_start().starts_with(char::is_uppercase)
}

fn is_mark(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['(', '[', ' ']);
    if rest.starts_with('©') {
        return true;
    }
    let mut words = rest.split(' ');
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    let head = first.split([':', '/', '©', '：']).next().unwrap_or_default();
    let named = |s: &str| {
        s.trim_start_matches(['©', ' ', ':'])
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || !c.is_ascii())
    };
    let tail = rest.get(head.len()..).unwrap_or_default().trim_start();
    if furniture::has(Kind::Photo, head) {
        let low = second.to_lowercase();
        return tail.starts_with('©')
            || tail.starts_with([':', '/', '：'])
                && (named(tail.trim_start_matches([':', '/', ' '])) || tail.contains('.'))
            || ["by", "courtesy", "credit:", "credits:", "credit", "via", "provided", "출처", "="]
                .contains(&low.as_str());
    }
    let agency = furniture::has(Kind::Agency, head) && head.chars().next().is_some_and(char::is_uppercase);
    agency
        && (tail.starts_with('/')
            || furniture::has(Kind::Photo, second)
            || clean::words(rest) <= 3 && second.eq_ignore_ascii_case("images"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn caption_and_credit_apart() {
        for (line, caption, credit) in [
            ("Tankers at anchor - Image © harbour.example", "Tankers at anchor", "harbour.example"),
            (
                "Tankers at anchor off Hargate before dawn. Photo: Ines Falk/Coastline Pictures",
                "Tankers at anchor off Hargate before dawn.",
                "Ines Falk/Coastline Pictures",
            ),
            ("(Photo by Ines Falk)", "", "Ines Falk"),
            (
                "The wreck in March. (Photo by Ines Falk/Coastline)",
                "The wreck in March.",
                "Ines Falk/Coastline",
            ),
            ("Credit: Ines Falk", "", "Ines Falk"),
            ("The wreck | Photograph: Ines Falk", "The wreck", "Ines Falk"),
            ("The wreck in March. REUTERS/Ines Falk", "The wreck in March.", "REUTERS/Ines Falk"),
            ("The wreck © Ines Falk", "The wreck", "Ines Falk"),
            ("The wreck in March. (Ines Falk/Coastline)", "The wreck in March.", "Ines Falk/Coastline"),
            ("The wreck (Getty/AP)", "The wreck", "Getty/AP"),
            ("Das Wrack im März, Foto: Ines Falk", "Das Wrack im März", "Ines Falk"),
            ("The wreck in March. dpa", "The wreck in March.", "dpa"),
            ("The wreck in March. Supplied", "The wreck in March.", "Supplied"),
            ("Das Wrack im März. | Ines Falk/dpa", "Das Wrack im März.", "Ines Falk/dpa"),
            ("Laivas / I. Falk / LKT nuotr.", "Laivas", "I. Falk / LKT nuotr"),
            ("Image Credits: Ines Falk", "", "Ines Falk"),
        ] {
            let caption = (!caption.is_empty()).then(|| caption.to_owned());
            assert_eq!(split_caption(line), Some(Credited { caption, credit: credit.to_owned() }), "{line}");
        }
    }

    #[test]
    fn running_text_has_no_credit() {
        for line in [
            "He showed the image: a tanker on fire.",
            "The union gave credit to the mayor.",
            "Reuters reported on Monday that the port was shut.",
            "A photo by the pilot shows the wreck.",
            "The tanker (built in 1987) lay north of the pier.",
            "The tanker (centre) lay north of the pier (Hargate).",
            "He had one thing to say: nothing. Nobody laughed",
        ] {
            assert_eq!(split(line), None, "{line}");
            assert_eq!(split_caption(line), None, "{line}");
        }
    }
}
