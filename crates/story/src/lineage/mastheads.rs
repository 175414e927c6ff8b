//! Whose name it is: outlets and news agencies, however they are printed.
//!
//! In: a name or an address · Out: one key for all forms of a name, whether it is an agency's, who owns it
//! From: lists/mastheads.tsv · Fails: a name that is not listed is its own key · Cost: a look-up

use std::collections::HashMap;
use std::sync::LazyLock;

/// What is known of an outlet.
pub(super) struct Masthead {
    /// As it is usually printed.
    pub(super) name: &'static str,
    /// Whether other outlets print its copy.
    pub(super) agency: bool,
    /// Who owns it, where several mastheads have one owner.
    pub(super) owner: Option<&'static str>,
}

struct Lists {
    known: HashMap<String, Masthead>,
    /// Other forms of a name, to its key.
    also: HashMap<String, String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { known: HashMap::new(), also: HashMap::new() };
    for line in include_str!("../../lists/mastheads.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(name), Some(kind)) = (columns.next(), columns.next()) else { continue };
        let owner = columns.next().filter(|owner| !owner.is_empty());
        let key = bare(name);
        for form in columns.next().unwrap_or("").split('|').filter(|form| !form.is_empty()) {
            lists.also.insert(form.to_owned(), key.clone());
        }
        lists.known.insert(key, Masthead { name, agency: kind == "agency", owner });
    }
    lists
});

/// Words at the end of a name by which an agency tells that it is one.
const AGENCY_WORDS: &[&str] =
    &["news agency", "press agency", "newswire", "news wire", "wire service", "wire", "press association"];

/// One key for all forms of an outlet's name: "The Harbour Gazette" and "Harbour Gazette" have the same.
pub(crate) fn masthead(name: &str) -> String {
    let bare = bare(name);
    match LISTS.also.get(&bare) {
        Some(key) => key.clone(),
        None => bare,
    }
}

/// What is known of the outlet with this key.
pub(super) fn known(key: &str) -> Option<&'static Masthead> {
    LISTS.known.get(key)
}

/// Whether the outlet with this key sells its copy to others.
pub(super) fn is_agency(key: &str) -> bool {
    known(key).map_or_else(
        || AGENCY_WORDS.iter().any(|end| key.strip_suffix(end).is_some_and(|rest| rest.ends_with(' '))),
        |known| known.agency,
    )
}

/// Whose the outlet with this key is: its owner's key, or its own.
pub(super) fn owner(key: &str) -> &str {
    known(key).and_then(|known| known.owner).unwrap_or(key)
}

/// All keys and other forms that are listed, each with its key.
pub(super) fn listed() -> impl Iterator<Item = (&'static str, &'static str)> {
    let own = LISTS.known.keys().map(|key| (key.as_str(), key.as_str()));
    own.chain(LISTS.also.iter().map(|(form, key)| (form.as_str(), key.as_str())))
}

/// The host of an address without "www" and the like, of which two articles of one outlet mostly have the same.
pub(super) fn site(url: &str) -> Option<String> {
    let behind = url.split_once("://")?.1;
    let host = behind.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// Small letters, single spaces, no marks, no leading "the", no ".com".
fn bare(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            '\'' | '’' => {}
            _ if letter.is_alphanumeric() => out.extend(letter.to_lowercase()),
            _ if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    let out = out.trim_end();
    let out = out.strip_suffix(" com").unwrap_or(out);
    out.strip_prefix("the ").unwrap_or(out).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_outlet_has_one_key() {
        assert_eq!(masthead("The Harbour Gazette"), masthead("Harbour  Gazette"));
        assert_eq!(masthead("Associated Press"), masthead("the AP"));
        assert_eq!(masthead("MailOnline"), masthead("Daily Mail"));
        assert_ne!(masthead("Harbour Gazette"), masthead("Hargate Courier"));
        assert!(is_agency(&masthead("Agence France-Presse")) && is_agency(&masthead("Northern Newswire")));
        assert!(is_agency("northern news agency") && !is_agency("harbour gazette"));
        assert_eq!(owner("cnbc"), owner("msnbc"));
        assert_eq!(site("https://www.gazette.example/a?b"), Some("gazette.example".into()));
        assert_eq!(site("nowhere"), None);
    }
}
