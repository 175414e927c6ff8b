//! What a site's robots.txt allows.
//!
//! In: the bytes of a robots.txt · Out: [`Robots`], which is asked address by address
//! From: RFC 9309; `Crawl-delay` and `Sitemap` as they are in use · Fails: never; a line of no known kind is left out
//! Cost: linear in the file, of which 500 KiB count; a question costs pattern length times path length at most

use std::time::Duration;

/// As much of the file as counts: RFC 9309, section 2.5, lets no reader stop before.
pub const MOST_ROBOTS: usize = 500 << 10;

/// The rules that hold for one reader.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    rules: Vec<Rule>,
    /// How long to wait between two requests, where the file asks for it. Never negative, never above a day.
    pub delay: Option<Duration>,
    /// The addresses of site maps as they stand, in order, whoever reads.
    pub sitemaps: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
struct Rule {
    allows: bool,
    pattern: Vec<u8>,
}

/// One line: what is said, and the value.
enum Line<'t> {
    Agent(&'t str),
    Rule(bool, &'t str),
    Delay(&'t str),
    Sitemap(&'t str),
}

impl Robots {
    /// Reads the file for a reader of this name, like `hearsay`. Groups that name it count; where none does, those of
    /// `*`; where there are none either, all is allowed.
    pub fn read(bytes: &[u8], agent: &str) -> Self {
        let bytes = bytes.get(..MOST_ROBOTS).unwrap_or(bytes);
        let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
        let mut own = Robots::default();
        let mut all = Robots::default();
        let mut named = false;
        let mut sitemaps = Vec::new();
        // Whom the group speaks to, and whether its list of names is over.
        let (mut to_own, mut to_all, mut in_rules) = (false, false, false);
        for line in text.split(['\n', '\r']).filter_map(parsed) {
            match line {
                Line::Agent(name) => {
                    if std::mem::take(&mut in_rules) {
                        (to_own, to_all) = (false, false);
                    }
                    to_own |= product(name).eq_ignore_ascii_case(agent);
                    to_all |= name.starts_with('*');
                    named |= to_own;
                }
                Line::Rule(allows, path) => {
                    in_rules = true;
                    // An empty pattern matches nothing, and so says nothing.
                    if !path.is_empty() {
                        let rule = Rule { allows, pattern: plain(path.as_bytes()) };
                        own.rules.extend(to_own.then(|| rule.clone()));
                        all.rules.extend(to_all.then_some(rule));
                    }
                }
                Line::Delay(value) => {
                    in_rules = true;
                    let delay = seconds(value);
                    own.delay = delay.filter(|_| to_own).or(own.delay);
                    all.delay = delay.filter(|_| to_all).or(all.delay);
                }
                Line::Sitemap(address) => sitemaps.push(address.to_owned()),
            }
        }
        Robots { sitemaps, ..if named { own } else { all } }
    }

    /// Everything is forbidden: what holds while the file cannot be had.
    pub fn closed() -> Self {
        let all = Rule { allows: false, pattern: b"/".to_vec() };
        Robots { rules: vec![all], ..Robots::default() }
    }

    /// Whether the path, with its query, may be fetched. The longest pattern that matches decides; of two as long, the
    /// one that allows.
    pub fn allows(&self, path: &str) -> bool {
        let path = plain(path.as_bytes());
        if path == b"/robots.txt" {
            return true;
        }
        let matching = self.rules.iter().filter(|rule| fits(&rule.pattern, &path));
        matching.max_by_key(|rule| (rule.pattern.len(), rule.allows)).is_none_or(|rule| rule.allows)
    }
}

fn parsed(line: &str) -> Option<Line<'_>> {
    let line = line.split_once('#').map_or(line, |(before, _)| before);
    let (key, value) = line.split_once(':')?;
    let value = value.trim();
    match key.trim().to_ascii_lowercase().as_str() {
        "user-agent" | "useragent" | "user agent" => Some(Line::Agent(value)),
        "allow" => Some(Line::Rule(true, value)),
        // Misspelt as other readers have seen it misspelt; who writes it means it.
        "disallow" | "dissallow" | "dissalow" | "disalow" | "diasllow" | "disallaw" => {
            Some(Line::Rule(false, value))
        }
        "crawl-delay" => Some(Line::Delay(value)),
        "sitemap" => (!value.is_empty()).then_some(Line::Sitemap(value)),
        _ => None,
    }
}

/// The letters, `-` and `_` that a name begins with: RFC 9309, section 2.2.1.
fn product(name: &str) -> &str {
    let end = name.find(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '-' | '_'))).unwrap_or(name.len());
    name.get(..end).unwrap_or_default()
}

fn seconds(value: &str) -> Option<Duration> {
    /// Who asks for more than a day asks not to be read.
    const MOST: f64 = 86_400.0;
    let seconds: f64 = value.parse().ok()?;
    (seconds.is_finite() && seconds >= 0.0).then(|| Duration::from_secs_f64(seconds.min(MOST)))
}

/// The one form in which paths are compared: letters that need no `%` stand as themselves, all else as `%XX` in
/// capitals; `*`, `$` and `/` keep their meaning apart from `%2A`, `%24` and `%2F`.
fn plain(path: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(path.len());
    let mut bytes = path.iter().copied().enumerate();
    while let Some((at, byte)) = bytes.next() {
        let coded = (byte == b'%')
            .then(|| Some((hex(*path.get(at + 1)?)? << 4) | hex(*path.get(at + 2)?)?))
            .flatten();
        match coded {
            Some(coded) => {
                bytes.nth(1);
                match coded.is_ascii_alphanumeric() || matches!(coded, b'-' | b'.' | b'_' | b'~') {
                    true => out.push(coded),
                    false => percent(&mut out, coded),
                }
            }
            None if byte.is_ascii_graphic() => out.push(byte),
            None => percent(&mut out, byte),
        }
    }
    out
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

fn percent(out: &mut Vec<u8>, byte: u8) {
    let digit = |value: u8| b"0123456789ABCDEF".get(usize::from(value)).copied().unwrap_or(b'0');
    out.extend([b'%', digit(byte >> 4), digit(byte & 15)]);
}

/// Whether the pattern matches from the beginning; `*` is any stretch, a last `$` the end.
///
/// A pattern is a list of pieces between stars, each found as early as can be: no step back is ever needed.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, to_end) = pattern.strip_suffix(b"$").map_or((pattern, false), |pattern| (pattern, true));
    let mut pieces = pattern.split(|byte| *byte == b'*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let pieces: Vec<&[u8]> = pieces.collect();
    let Some((last, between)) = pieces.split_last() else { return !to_end || rest.is_empty() };
    for piece in between {
        match memchr::memmem::find(rest, piece) {
            Some(at) => rest = rest.get(at + piece.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    if to_end { rest.ends_with(last) } else { memchr::memmem::find(rest, last).is_some() }
}

#[cfg(test)]
mod tests {
    use super::{MOST_ROBOTS, Robots};
    use proptest::prelude::{any, proptest};
    use std::time::Duration;

    fn allows(robots: &str, path: &str) -> bool {
        Robots::read(robots.as_bytes(), "hearsay").allows(path)
    }

    #[test]
    fn the_longest_pattern_decides_and_of_two_as_long_the_one_that_allows() {
        let robots = "User-agent: *\nDisallow: /news\nAllow: /news/open\nDisallow: /news/open/not\nAllow: /x\nDisallow: /x";
        assert!(
            !allows(robots, "/news/a") && allows(robots, "/news/open/a") && !allows(robots, "/news/open/not")
        );
        assert!(allows(robots, "/x") && allows(robots, "/") && allows(robots, "/other"));
    }

    #[test]
    fn a_group_of_its_own_counts_alone_and_groups_of_one_name_are_one() {
        let robots = "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /a\n\nUser-Agent: Hearsay/2.0\n\
            Disallow: /b\nUser-agent: HEARSAY\nUser-agent: third\nDisallow: /c # no more\n";
        assert!(
            allows(robots, "/a") && !allows(robots, "/b") && !allows(robots, "/c") && allows(robots, "/d")
        );
        assert!(allows("User-agent: hearsaying\nDisallow: /", "/a"));
        assert!(allows("User-agent: *\nDisallow: /\nUser-agent: hearsay\nDisallow:", "/a"));
        assert!(!allows("User-agent: *\n\nDisallow: /", "/a"), "a blank line ends no group");
        assert!(allows("Disallow: /", "/a"), "rules before any name speak to nobody");
        assert!(allows("", "/a"));
    }

    #[test]
    fn stars_and_the_end_mark() {
        let robots = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?print=\nDisallow: /a/*/b\nDisallow: /end$\nDisallow: /*/*x*y$";
        assert!(!allows(robots, "/z/q.pdf") && allows(robots, "/z/q.pdf?x") && !allows(robots, "/q?print=1"));
        assert!(
            !allows(robots, "/a/z/b/c")
                && allows(robots, "/a/b")
                && !allows(robots, "/end")
                && allows(robots, "/ends")
        );
        assert!(!allows(robots, "/q/1x2xy") && allows(robots, "/q/1x2xyz"));
        assert!(!allows("User-agent: *\nDisallow: *", "/a") && !allows("User-agent: *\nDisallow: /$", "/"));
    }

    #[test]
    fn one_letter_has_one_form() {
        let robots = "User-agent: *\nDisallow: /caf%c3%a9\nDisallow: /b\u{fc}cher\nDisallow: /%7Emara\nDisallow: /s%2Ft";
        assert!(
            !allows(robots, "/café") && !allows(robots, "/caf%C3%A9") && !allows(robots, "/b%c3%bccher/1")
        );
        assert!(!allows(robots, "/~mara/") && allows(robots, "/s/t") && !allows(robots, "/s%2ft"));
        assert!(
            allows("User-agent: *\nDisallow: /a%2Ab", "/axb")
                && !allows("User-agent: *\nDisallow: /a%2Ab", "/a%2ab")
        );
    }

    #[test]
    fn delays_and_site_maps() {
        let robots = "Sitemap: https://gazette.example.org/map.xml\nUser-agent: *\nCrawl-delay: 2.5\nDisallow: /a\nSITEMAP:/b.xml";
        let read = Robots::read(robots.as_bytes(), "hearsay");
        assert_eq!(read.delay, Some(Duration::from_millis(2500)));
        assert_eq!(read.sitemaps, ["https://gazette.example.org/map.xml", "/b.xml"]);
        for (value, delay) in
            [("-1", None), ("x", None), ("NaN", None), ("inf", None), ("1e30", Some(86_400))]
        {
            let read = Robots::read(format!("User-agent: *\nCrawl-delay: {value}").as_bytes(), "hearsay");
            assert_eq!(read.delay, delay.map(Duration::from_secs), "{value}");
        }
    }

    #[test]
    fn line_ends_of_every_system_a_mark_and_bytes_that_are_no_text() {
        assert!(!allows("\u{feff}User-agent: *\rDisallow: /a\r", "/a"));
        assert!(!Robots::read(b"User-agent: *\r\nDisallow: /a\xff\r\nDisallow: /b", "hearsay").allows("/b"));
        assert!(allows("<html><body>User-agent of what: no</body></html>", "/a"));
    }

    #[test]
    fn what_stands_past_the_cap_does_not_count() {
        let mut long = b"User-agent: *\nDisallow: /a\n".to_vec();
        long.resize(MOST_ROBOTS, b'\n');
        long.extend(b"Disallow: /b\n");
        let read = Robots::read(&long, "hearsay");
        assert!(!read.allows("/a") && read.allows("/b"));
        assert!(!Robots::closed().allows("/a") && Robots::closed().allows("/robots.txt"));
    }

    #[test]
    fn many_stars_take_no_longer() {
        // With steps back this would not end.
        let robots = format!("User-agent: *\nDisallow: /{}b", "*a".repeat(50_000));
        assert!(allows(&robots, &format!("/{}", "a".repeat(100_000))));
    }

    proptest! {
        #[test]
        fn no_file_and_no_path_is_too_odd(bytes in any::<Vec<u8>>(), path in any::<String>()) {
            Robots::read(&bytes, "hearsay").allows(&path);
        }
    }
}
