//! Addresses: made absolute, and the feeds that a page names.
//!
//! In: a page's bytes, its address · Out: addresses of feeds · From: RSS Autodiscovery, WHATWG HTML 4.6.7, RFC 3986
//! section 5.2 · Fails: an address that is neither http nor https is absent · Cost: one pass

use super::markup::{Mark, Marks, attribute};
use crate::decode;
use model::Origin;

/// The addresses of the feeds that a page names (`link rel=alternate`), absolute, in the page's order, each once.
pub fn links_to_feeds(bytes: &[u8], origin: &Origin) -> Vec<String> {
    let page = decode::decode(bytes, origin.content_type.as_deref(), true).text;
    let mut base = origin.url.clone();
    let mut found: Vec<String> = Vec::new();
    for mark in Marks::of(&page) {
        let Mark::Open { name, attributes, .. } = mark else { continue };
        if name.eq_ignore_ascii_case("base")
            && let Some(told) = attribute(attributes, "href")
        {
            base = absolute(&told, base.as_deref()).or(base);
        }
        if !name.eq_ignore_ascii_case("link") {
            continue;
        }
        let told = |name: &str| attribute(attributes, name).unwrap_or_default().trim().to_ascii_lowercase();
        let named = told("rel").split_ascii_whitespace().any(|rel| rel == "alternate" || rel == "feed");
        let kind = told("type");
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let feed =
            ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"]
                .contains(&kind)
                || (["text/xml", "application/xml", "application/json", "text/rss+xml"].contains(&kind)
                    && ["feed", "rss", "atom"].iter().any(|word| told("href").contains(word)));
        let Some(url) = attribute(attributes, "href").filter(|_| named && feed) else { continue };
        if let Some(url) = absolute(&url, base.as_deref())
            && !found.contains(&url)
            && found.len() < MOST_LINKS
        {
            found.push(url);
        }
    }
    found
}

/// More feeds than any page should name: a guess.
const MOST_LINKS: usize = 100;

/// The address as `http` or `https` in full; `None` for other schemes, and for a relative one without a base.
pub(crate) fn absolute(link: &str, base: Option<&str>) -> Option<String> {
    let link: String = link.trim().chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
    if link.is_empty() || link.len() > 4096 {
        return None;
    }
    if let Some((scheme, rest)) = link.split_once(':')
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
        && !rest.is_empty()
    {
        let scheme = scheme.to_ascii_lowercase();
        let web = matches!(scheme.as_str(), "http" | "https");
        let host = rest.strip_prefix("//").is_some_and(|host| !host.starts_with('/') && !host.is_empty());
        return (web && host).then(|| format!("{scheme}:{rest}"));
    }
    let base = base?;
    let (scheme, rest) = base.split_once("://")?;
    let (host, path) = rest.split_at_checked(rest.find(['/', '?', '#']).unwrap_or(rest.len()))?;
    let site = format!("{scheme}://{host}");
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if let Some(rest) = link.strip_prefix("//") {
        return Some(format!("{scheme}://{rest}"));
    }
    if link.starts_with('#') {
        return Some(format!("{site}{path}{link}"));
    }
    if link.starts_with('/') {
        return Some(format!("{site}{}", tidy(&link)));
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    if link.starts_with('?') {
        return Some(format!("{site}{}{link}", if path.is_empty() { "/" } else { path }));
    }
    Some(format!("{site}{}", tidy(&format!("{folder}/{link}"))))
}

/// The path without `.` and `..`.
fn tidy(path: &str) -> String {
    let (path, query) =
        path.split_at_checked(path.find(['?', '#']).unwrap_or(path.len())).unwrap_or((path, ""));
    let mut kept: Vec<&str> = Vec::new();
    let steps: Vec<&str> = path.split('/').skip(1).collect();
    for (at, step) in steps.iter().enumerate() {
        match *step {
            "." | ".." => {
                if *step == ".." {
                    kept.pop();
                }
                if at + 1 == steps.len() {
                    kept.push("");
                }
            }
            step => kept.push(step),
        }
    }
    format!("/{}{query}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn addresses_are_made_absolute_and_other_schemes_are_none() {
        let base = Some("https://gazette.example/news/feed.xml?x=1");
        for (link, whole) in [
            ("a.html", Some("https://gazette.example/news/a.html")),
            ("/a?b#c", Some("https://gazette.example/a?b#c")),
            ("../a/./b", Some("https://gazette.example/a/b")),
            ("//img.example/x", Some("https://img.example/x")),
            (" HTTPS://gazette.example/\n a ", Some("https://gazette.example/ a")),
            ("javascript:alert(1)", None),
            ("file:///etc/hosts", None),
            ("http:///x", None),
            ("", None),
        ] {
            assert_eq!(absolute(link, base).as_deref(), whole, "{link}");
        }
        assert_eq!(absolute("/a", None), None);
    }
}
