//! Whether a page asks not to be kept or found.
//!
//! In: the `X-Robots-Tag` of an answer and its page · Out: the wish · From: the robots meta tag and header as search
//! engines document them; neither is a standard · Fails: never · Cost: one scan of the page's first 64 KiB

use super::NAME;

/// The head of a page ends well within this.
const HEAD: usize = 64 << 10;

/// The words that ask it.
const WISHES: &[&str] = &["noindex", "noarchive", "none"];

/// The wish, as the page or its server words it, if it has one.
pub(crate) fn asks_not_to_be_kept(robots_tag: Option<&str>, page: &[u8]) -> Option<&'static str> {
    robots_tag.and_then(in_header).or_else(|| in_page(page))
}

/// `X-Robots-Tag: noindex`, or with a reader's name before: `otherbot: noindex, hearsay: noarchive`.
fn in_header(value: &str) -> Option<&'static str> {
    let mut ours = true;
    for part in value.split(',') {
        let mut word = part.trim();
        if let Some((name, rest)) = word.split_once(':')
            && !name.contains(' ')
            && !matches!(
                name.to_ascii_lowercase().as_str(),
                "unavailable_after" | "max-snippet" | "max-image-preview"
            )
        {
            ours = name.eq_ignore_ascii_case(NAME) || name == "*";
            word = rest.trim();
        }
        if let (true, Some(wish)) = (ours, wish(word)) {
            return Some(wish);
        }
    }
    None
}

fn wish(word: &str) -> Option<&'static str> {
    WISHES.iter().find(|wish| wish.eq_ignore_ascii_case(word.trim())).copied()
}

/// `<meta name="robots" content="noindex">`, or with our name for `robots`.
fn in_page(page: &[u8]) -> Option<&'static str> {
    let head = String::from_utf8_lossy(page.get(..HEAD).unwrap_or(page)).to_ascii_lowercase();
    head.split("<meta").skip(1).find_map(|rest| {
        let tag = rest.split('>').next().unwrap_or_default();
        let name = attribute(tag, "name")?;
        (name == "robots" || name == NAME).then(|| attribute(tag, "content"))??.split(',').find_map(wish)
    })
}

/// The value of an attribute of a tag in small letters.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, after) = tag.match_indices(name).find_map(|(at, _)| {
        let before = tag.get(..at)?.chars().next_back()?;
        let after = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?;
        (before.is_whitespace() || matches!(before, '"' | '\'' | '/')).then_some((at, after.trim_start()))
    })?;
    match after.chars().next()? {
        quote @ ('"' | '\'') => after.get(1..)?.split(quote).next().map(str::trim),
        _ => after.split(|c: char| c.is_whitespace()).next(),
    }
}

#[cfg(test)]
mod tests {
    use super::asks_not_to_be_kept;

    #[test]
    fn the_header_is_heeded_for_all_and_for_us() {
        for (value, wish) in [
            ("noindex", Some("noindex")),
            ("all", None),
            ("NoArchive, nofollow", Some("noarchive")),
            ("otherbot: noindex, nofollow", None),
            ("otherbot: noindex, hearsay: none", Some("none")),
            ("unavailable_after: 25 Jun 2030 15:00:00 PST, noindex", Some("noindex")),
            ("nofollow, max-snippet: 20", None),
            ("", None),
        ] {
            assert_eq!(asks_not_to_be_kept(Some(value), b""), wish, "{value}");
        }
    }

    #[test]
    fn the_page_is_heeded() {
        for (page, wish) in [
            (r#"<meta name="robots" content="index, noarchive">"#, Some("noarchive")),
            (r#"<META CONTENT='NOINDEX' NAME=robots>"#, Some("noindex")),
            (r#"<meta name="hearsay" content="none"/>"#, Some("none")),
            (r#"<meta name="googlebot" content="noindex">"#, None),
            (r#"<meta name="robots" content="max-image-preview:large">"#, None),
            (r#"<meta name="description" content="noindex"><meta name="robots">"#, None),
            ("<meta", None),
            ("noindex", None),
        ] {
            assert_eq!(asks_not_to_be_kept(None, page.as_bytes()), wish, "{page}");
        }
    }
}
