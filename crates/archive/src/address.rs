//! An address without what does not tell pages apart.
//!
//! In: a URL as printed or typed · Out: the key under which its article is found · From: RFC 3986 section 6; the list
//! `lists/tracking.tsv` · Fails: what is no http(s) address is `None` · Cost: one pass

use std::sync::LazyLock;

/// Parameters that say where a reader came from and not what the page is; a name that ends in `*` stands for all that
/// begin so.
static TRACKING: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("../lists/tracking.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .filter(|name| !name.is_empty())
        .collect()
});

/// The key of an address: `example.org/news/ban?id=7` for `HTTP://Example.org:80/news/ban?utm_source=x&id=7#top`.
/// Scheme, default port, user, fragment and tracking parameters are dropped, the host is in lower case; `www.` and the
/// order of the other parameters stay, since some servers tell pages apart by them.
pub fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let port = match scheme {
        _ if scheme.eq_ignore_ascii_case("http") => ":80",
        _ if scheme.eq_ignore_ascii_case("https") => ":443",
        _ => return None,
    };
    // A fragment that begins with `!` is the page of some older sites.
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end)?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host).to_lowercase();
    let host = host.strip_suffix(port).unwrap_or(&host);
    let host = host.strip_suffix('.').unwrap_or(host);
    if host.is_empty() || host.contains(char::is_whitespace) {
        return None;
    }
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let kept: Vec<&str> = query.split('&').filter(|one| !one.is_empty() && !is_tracking(one)).collect();
    let mut key = format!("{host}{}", if path.is_empty() { "/" } else { path });
    if !kept.is_empty() {
        key.push('?');
        key += &kept.join("&");
    }
    if fragment.starts_with('!') {
        key.push('#');
        key += fragment;
    }
    Some(key)
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    TRACKING.iter().any(|known| match known.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == *known,
    })
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn what_does_not_tell_pages_apart_is_dropped() {
        for (url, key) in [
            ("HTTP://Example.org:80/news/ban?utm_source=x&id=7#top", "example.org/news/ban?id=7"),
            ("https://example.org/news/ban?id=7&fbclid=abc", "example.org/news/ban?id=7"),
            ("https://www.example.org", "www.example.org/"),
            ("https://user:pw@example.org./a/", "example.org/a/"),
            ("https://example.org:8443/a?", "example.org:8443/a"),
            ("https://example.org/#!/story/9", "example.org/#!/story/9"),
            ("https://example.org?b=2&a=1", "example.org/?b=2&a=1"),
        ] {
            assert_eq!(address(url).as_deref(), Some(key), "{url}");
        }
    }

    #[test]
    fn what_is_no_page_has_no_key() {
        for url in [
            "",
            "harbour",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://",
            "http:///a",
            "https://a b/",
        ] {
            assert_eq!(address(url), None, "{url}");
        }
    }
}
