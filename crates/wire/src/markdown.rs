//! Markdown: front matter, then text with its marks.
//!
//! In: decoded text · Out: a [`Draft`] and caveats · From: CommonMark 0.31; front matter as site generators write it
//! (YAML between `---`, TOML between `+++`) · Fails: a line of front matter that is no plain `key: value` is left out
//! Cost: one pass over the front matter, then that of [`crate::plain`], which reads the marks

use crate::carrier::Draft;
use crate::{byline, clean, dates, plain};
use model::{Caveat, CaveatCode, Stamp};

/// Lines that front matter may have.
const LONGEST: usize = 200;

/// Reads the text of one article.
pub(crate) fn read(text: &str, caveats: &mut Vec<Caveat>) -> Draft {
    let text = text.trim_start_matches('\u{feff}');
    let (matter, rest) = split(text).unwrap_or((Vec::new(), text));
    let body = without_pictures(rest);
    let mut draft = plain::read(&body, caveats);
    for (key, values) in matter {
        let line = clean::line(&values.join(", "));
        if !line.is_empty() {
            told(&mut draft, &key, line, &values, caveats);
        }
    }
    if draft.headline.is_some() {
        caveats.retain(|caveat| caveat.code != CaveatCode::NoHeadline);
    }
    draft
}

/// Front matter says it: it wins over what stands in the text.
fn told(draft: &mut Draft, key: &str, line: String, values: &[String], caveats: &mut Vec<Caveat>) {
    let field = match key {
        "title" | "headline" => {
            let printed = draft.headline.replace(line.clone());
            // What looked like the headline is the first line of the body, where it is another one.
            if let Some(printed) = printed.filter(|printed| !clean::same(printed, &line)) {
                let text = printed;
                let kind = model::ParagraphKind::Subhead;
                draft.body.insert(0, crate::carrier::Block { kind, text });
            }
            "headline"
        }
        "author" | "authors" | "byline" | "by" => {
            let names: Vec<String> = values.iter().flat_map(|value| byline::names(value)).collect();
            if names.is_empty() {
                return;
            }
            draft.bylines = names;
            "bylines"
        }
        "date" | "published" | "pubdate" | "publishdate" | "publish_date" => {
            let Some(stamp) = date(&line, caveats) else { return };
            draft.published = Some(stamp);
            "published"
        }
        "updated" | "modified" | "lastmod" | "last_modified_at" => {
            let Some(stamp) = date(&line, caveats) else { return };
            draft.modified = Some(stamp);
            "modified"
        }
        "deck" | "subtitle" | "subhead" | "standfirst" | "dek" => {
            draft.deck = Some(line);
            "deck"
        }
        "outlet" | "publication" | "publisher" => {
            draft.outlet = Some(line);
            "outlet"
        }
        "url" | "canonical" | "canonical_url" | "link" => {
            if !line.starts_with("http://") && !line.starts_with("https://") {
                return;
            }
            draft.url = Some(line);
            "url"
        }
        "lang" | "language" => {
            draft.language = Some(line);
            "language"
        }
        "section" | "category" => {
            draft.section = Some(line);
            "section"
        }
        _ => return,
    };
    draft.from.insert(field.to_owned(), vec!["front matter".to_owned()]);
}

fn date(line: &str, caveats: &mut Vec<Caveat>) -> Option<Stamp> {
    let stamp = line.parse().ok().or_else(|| dates::first(line).map(|printed| printed.stamp));
    if stamp.is_none() {
        let message = format!("the date `{line}` of the front matter cannot be read; it stays absent");
        caveats.push(Caveat::new(CaveatCode::DateUnreadable, message));
    }
    stamp
}

type Matter = Vec<(String, Vec<String>)>;

/// The front matter, and what follows it.
fn split(text: &str) -> Option<(Matter, &str)> {
    let (first, mut rest) = text.split_once('\n')?;
    let fence = first.trim_end();
    let mark = match fence {
        "---" => ':',
        "+++" => '=',
        _ => return None,
    };
    let mut matter: Matter = Vec::new();
    for _ in 0..LONGEST {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        if line.trim_end() == fence || line.trim_end() == "..." {
            return (!matter.is_empty()).then_some((matter, after));
        }
        if after.is_empty() {
            return None;
        }
        rest = after;
        let item = line.trim_start().strip_prefix("- ").filter(|_| mark == ':');
        if let (Some(item), Some((_, values))) = (item, matter.last_mut()) {
            // "- name: Mara Lindqvist" is one author of a list.
            values.push(bare(item.strip_prefix("name:").unwrap_or(item)));
        } else if let Some((key, value)) = line.split_once(mark).filter(|(key, _)| is_key(key)) {
            matter.push((key.trim().to_ascii_lowercase(), listed(value)));
        } else if !line.trim().is_empty() && matter.is_empty() {
            // A rule over running text opens no front matter.
            return None;
        }
    }
    None
}

/// One word, not indented: a sentence with a colon is no key.
fn is_key(key: &str) -> bool {
    let key = key.trim_end();
    !key.is_empty() && !key.starts_with('#') && !key.contains(char::is_whitespace)
}

/// The values of `[one, "two"]`, or the one that is there.
fn listed(value: &str) -> Vec<String> {
    let value = value.trim();
    match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        Some(list) => list.split(',').map(bare).filter(|value| !value.is_empty()).collect(),
        None => Some(bare(value)).filter(|value| !value.is_empty()).into_iter().collect(),
    }
}

fn bare(value: &str) -> String {
    let value = value.trim();
    let quoted = |quote: char| value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote));
    quoted('"').or(quoted('\'')).unwrap_or(value).trim().to_owned()
}

/// The text without `![…](…)` and without the fences around code; both are no words of the article.
fn without_pictures(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fenced = false;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        let mut rest = line;
        while let Some((before, after)) = rest.split_once("![") {
            let end = after.split_once("](").and_then(|(_, address)| address.split_once(')'));
            let Some((_, behind)) = end else { break };
            out.push_str(before);
            rest = behind;
        }
        out.push_str(rest);
    }
    out
}
