//! Dates that the page does not show: the day in its address, a value in its scripts, a day in its picture's address.
//!
//! In: an address, the page's source · Out: stamps · From: addresses and scripts on pages of htmldate's evaluation
//! Fails: a month alone is no day; a key that does not speak of publication is passed over · Cost: one pass over the source,
//! where nothing else is found

use super::scan::Scan;
use crate::dates;
use model::Stamp;

/// Bytes of scripts that are searched for a date where the page shows none.
const SCRIPTS: usize = 2_000_000;

/// `/2026/03/03/`, `2026-03-03`, `20260303` in the page's own address; an archive's address holds the page's behind it.
pub(crate) fn day_in_address(url: &str) -> Option<Stamp> {
    let url = url.rfind("http").and_then(|at| url.get(at..)).unwrap_or(url);
    let path = url.split(['?', '#']).next()?.splitn(4, '/').nth(3)?;
    let bytes = path.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    for at in 0..bytes.len() {
        if !digit(at) || at > 0 && (digit(at - 1) || bytes.get(at - 1).is_some_and(u8::is_ascii_alphabetic)) {
            continue;
        }
        let run = bytes.iter().skip(at).take_while(|b| b.is_ascii_digit()).count();
        let number = |from: usize, to: usize| path.get(from..to)?.parse::<i16>().ok();
        let day = if run == 8 {
            (number(at, at + 4), number(at + 4, at + 6), number(at + 6, at + 8))
        } else if run == 4 {
            let mut parts = [None; 2];
            let mut next = at + 4;
            for part in &mut parts {
                let joined = bytes.get(next).is_some_and(|b| b"/-_.".contains(b));
                let digits = bytes.iter().skip(next + 1).take_while(|b| b.is_ascii_digit()).count();
                if joined && (1..=2).contains(&digits) {
                    *part = number(next + 1, next + 1 + digits);
                    next += 1 + digits;
                }
            }
            (number(at, at + 4), parts[0], parts[1])
        } else {
            continue;
        };
        if let (Some(year @ 1990..=2100), Some(month), Some(day)) = day
            && let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day))
            && let Ok(date) = model::jiff::civil::Date::new(year, month, day)
        {
            return Some(Stamp::day(date));
        }
    }
    None
}

/// Where the page shows no date: the one in its scripts' data, else the day in its leading picture's address.
pub(super) fn hidden<'p>(page: &str, scan: &Scan<'_>) -> Vec<(&'p str, Stamp)> {
    let end = (0..=SCRIPTS.min(page.len())).rev().find(|at| page.is_char_boundary(*at)).unwrap_or(0);
    if let Some(stamp) = page.get(..end).and_then(in_script) {
        return vec![("script", stamp)];
    }
    let image = scan.meta(&["og:image", "twitter:image"]).and_then(day_in_address);
    image.map(|stamp| ("image", stamp)).into_iter().collect()
}

/// The value of a key such as `"publishedAt": "2026-03-03T10:05"` in a script that is no JSON-LD.
fn in_script(text: &str) -> Option<Stamp> {
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(text.as_bytes().get(from..)?, b"ubli") {
        let at = from + at;
        from = at + 4;
        let Some(rest) = text.get(at..).map(|r| r.get(..90).unwrap_or(r)) else { continue };
        let Some(end) = rest.find(['"', '\'', ':', '=']) else { continue };
        let key = rest.get(..end).unwrap_or_default();
        if end > 24 || key.contains(' ') || key.to_ascii_lowercase().contains("er") {
            continue; // "publisher"
        }
        let value = rest.get(end..).unwrap_or_default().trim_start_matches(['"', '\'', ':', '=', ' ', '\\']);
        if !value.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let value = value.split(['"', '\'', ',', '}']).next().unwrap_or_default().trim_end_matches('\\');
        let stamp = dates::first(value).map(|p| p.stamp);
        if let Some(stamp) = stamp.filter(|s| (1995..=2100).contains(&s.date.year())) {
            return Some(stamp);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_addresses() {
        for (url, day) in [
            ("https://gazette.example/2026/03/04/harbour-ban", Some("2026-03-04")),
            ("https://gazette.example/2026/3/4/harbour-ban", Some("2026-03-04")),
            ("https://gazette.example/news/20260304/harbour", Some("2026-03-04")),
            ("https://gazette.example/harbour-ban-2026-03-04", Some("2026-03-04")),
            (
                "https://archive.example/web/20120216182711/http://gazette.example/a-2012-02-14",
                Some("2012-02-14"),
            ),
            ("https://archive.example/web/20120216182711/http://gazette.example/ban", None),
            ("https://gazette.example/2026/03/harbour", None),
            ("https://gazette.example/ban-10450304", None),
            ("https://gazette.example/a?day=2026-03-04", None),
            ("https://2026-03-04.example/ban", None),
        ] {
            assert_eq!(day_in_address(url).map(|s| s.to_string()).as_deref(), day, "{url}");
        }
    }

    #[test]
    fn a_date_in_a_script() {
        assert_eq!(
            in_script(r#"var a={"publisher":"x","publishedAt":"2026-03-04T10:05:00"}"#)
                .unwrap()
                .date
                .to_string(),
            "2026-03-04"
        );
        assert_eq!(in_script("publish the 2026-03-04 list"), None);
    }
}
