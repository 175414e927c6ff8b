//! Structured data: JSON-LD on the page, told as the fields that an article needs.
//!
//! In: the scripts of type `application/ld+json` · Out: [`Told`] · From: schema.org NewsArticle, FAQPage; JSON-LD 1.1
//! Fails: a script that is no JSON, even after its line breaks and comment marks are mended, is left out with a caveat
//! Cost: one parse a script; nesting past 128 counts as broken

use super::parse;
use super::tree::ROOT;
use crate::carrier::{Asked, Block, Noted, Post};
use crate::{clean, dates, notices};
use model::{Caveat, CaveatCode, NoticeKind, ParagraphKind};
use serde_json::{Map, Value};
use std::collections::HashMap;

type Object = Map<String, Value>;

/// What the structured data says.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub(crate) headline: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) image: Option<String>,
    pub(crate) caption: Option<String>,
    pub(crate) credit: Option<String>,
    pub(crate) free: Option<bool>,
    pub(crate) body: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) rights: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) asked: Vec<Asked>,
    /// Posts of a live page, in the data's order.
    pub(crate) live: Vec<Post>,
    pub(crate) notices: Vec<Noted>,
    /// Organisations whose copy it is.
    pub(crate) sources: Vec<String>,
    /// Authors that the data calls organisations.
    pub(crate) organisations: Vec<String>,
}

/// Reads every script.
pub(crate) fn read(scripts: &[&str], caveats: &mut Vec<Caveat>) -> Told {
    let mut values = Vec::new();
    let mut broken = 0;
    for script in scripts {
        match value(script) {
            Some(value) => values.push(value),
            None => broken += usize::from(!script.trim().is_empty()),
        }
    }
    if broken > 0 {
        let message = format!("{broken} of {} JSON-LD scripts are no JSON and were left out", scripts.len());
        caveats.push(Caveat::new(CaveatCode::StructuredDataBroken, message));
    }
    let mut objects = Vec::new();
    for value in &values {
        roots(value, &mut objects);
    }
    let named: HashMap<&str, &Object> = objects
        .iter()
        .filter_map(|o| Some((o.get("@id")?.as_str()?, *o)))
        .filter(|(_, o)| o.len() > 1)
        .collect();
    let mut told = Told::default();
    let articles = || objects.iter().filter(|o| is_article(o));
    for article in articles().filter(|o| o.contains_key("headline")).chain(articles()).take(2) {
        let other = told.headline.is_some()
            && plain(article, "headline")
                .is_some_and(|h| told.headline.as_ref().is_none_or(|own| !clean::same(own, &h)));
        if !other {
            tell(article, &named, &mut told);
        }
    }
    for object in &objects {
        if is(object, &["FAQPage", "QAPage"]) {
            asked(object, &mut told.asked);
        }
    }
    // Weaker places: the page's own dates, the site's name.
    for object in &objects {
        if is(object, &["WebPage", "CollectionPage", "ItemPage"]) && told.published.is_none() {
            told.published = plain(object, "datePublished");
            told.modified = told.modified.take().or_else(|| plain(object, "dateModified"));
        }
        if is(object, &["WebSite", "NewsMediaOrganization", "Organization"]) && told.publisher.is_none() {
            told.publisher = plain(object, "name");
        }
    }
    told
}

fn value(script: &str) -> Option<Value> {
    let trimmed = script.trim().trim_start_matches('\u{feff}');
    if let Ok(value) = serde_json::from_str(trimmed) {
        return Some(value);
    }
    // Comment marks around it, line breaks inside strings, a comma or a semicolon too many: seen on real pages.
    let open = trimmed.find(['{', '['])?;
    let close = trimmed.rfind(['}', ']'])?;
    let mended: String =
        trimmed.get(open..=close)?.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&mended).or_else(|_| serde_json::from_str(&without_spare_commas(&mended))).ok()
}

fn without_spare_commas(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in json.chars() {
        if !quoted && matches!(c, '}' | ']') {
            let kept = out.trim_end().len();
            if out.trim_end().ends_with(',') {
                out.truncate(kept - 1);
            }
        }
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}

/// The objects that speak of this page: at the top, in lists, in `@graph` and `mainEntity`.
fn roots<'v>(value: &'v Value, objects: &mut Vec<&'v Object>) {
    let mut stack = vec![value];
    while let Some(value) = stack.pop() {
        match value {
            Value::Array(list) => stack.extend(list.iter().rev()),
            Value::Object(object) => {
                objects.push(object);
                let inner = ["@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "subjectOf"];
                stack.extend(inner.iter().rev().filter_map(|key| object.get(*key)));
            }
            _ => {}
        }
    }
}

fn types(object: &Object) -> impl Iterator<Item = &str> {
    let list: &[Value] = match object.get("@type") {
        Some(Value::Array(list)) => list,
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    list.iter().filter_map(Value::as_str).map(|t| t.rsplit(['/', ':']).next().unwrap_or(t))
}

fn is(object: &Object, names: &[&str]) -> bool {
    types(object).any(|t| names.contains(&t))
}

fn is_article(object: &Object) -> bool {
    types(object)
        .any(|t| t.ends_with("Article") || t.ends_with("BlogPosting") || matches!(t, "Report" | "NewsStory"))
}

fn tell(article: &Object, named: &HashMap<&str, &Object>, told: &mut Told) {
    fn set<T>(place: &mut Option<T>, value: Option<T>) {
        if place.is_none() {
            *place = value;
        }
    }
    set(&mut told.headline, plain(article, "headline"));
    set(
        &mut told.description,
        plain(article, "alternativeHeadline").or_else(|| plain(article, "description")),
    );
    set(&mut told.published, plain(article, "datePublished"));
    set(&mut told.modified, plain(article, "dateModified"));
    set(&mut told.section, plain(article, "articleSection"));
    set(&mut told.language, plain(article, "inLanguage"));
    set(&mut told.rights, plain(article, "copyrightNotice"));
    set(&mut told.url, plain(article, "url").filter(|u| u.starts_with("http")));
    set(
        &mut told.body,
        article
            .get("articleBody")
            .and_then(Value::as_str)
            .map(|b| b.split('\n').map(text).collect::<Vec<_>>().join("\n")),
    );
    set(&mut told.free, free(article));
    if told.live.is_empty() {
        told.live = each(article.get("liveBlogUpdate")).filter_map(post).collect();
    }
    if told.notices.is_empty() {
        told.notices = each(article.get("correction")).filter_map(correction).collect();
    }
    for key in ["sourceOrganization", "isBasedOn"] {
        if let (Some(value), true) = (article.get(key), told.sources.is_empty()) {
            names(value, named, &mut told.sources);
        }
    }
    if told.authors.is_empty() {
        for key in ["author", "creator"] {
            if let (Some(value), true) = (article.get(key), told.authors.is_empty()) {
                names(value, named, &mut told.authors);
                told.organisations = each(Some(value))
                    .filter_map(|author| Some(resolved(author.as_object()?, named)))
                    .filter(|author| types(author).any(|t| t.ends_with("Organization")))
                    .filter_map(|author| plain(author, "name"))
                    .collect();
            }
        }
    }
    if let (Some(value), None) = (article.get("publisher"), &told.publisher) {
        let mut publishers = Vec::new();
        names(value, named, &mut publishers);
        told.publisher = publishers.into_iter().next();
    }
    if let (Some(value), None) = (article.get("image"), &told.image) {
        let first = value.as_array().and_then(|a| a.first()).unwrap_or(value);
        let object = first.as_object().map(|o| resolved(o, named));
        told.image = first.as_str().map(str::to_owned).or_else(|| {
            object
                .and_then(|o| plain(o, "url").or_else(|| plain(o, "contentUrl")).or_else(|| plain(o, "@id")))
        });
        told.image = told.image.take().filter(|u| u.starts_with("http"));
        told.caption = object.and_then(|o| plain(o, "caption"));
        told.credit = object.and_then(|o| {
            let holder = || o.get("author").or_else(|| o.get("creator")).or_else(|| o.get("copyrightHolder"));
            plain(o, "creditText").or_else(|| plain(o, "copyrightNotice")).or_else(|| {
                let mut makers = Vec::new();
                names(holder()?, named, &mut makers);
                (!makers.is_empty()).then(|| makers.join(", "))
            })
        });
    }
}

/// One value or a list of them.
fn each(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let list: &[Value] = match value {
        Some(Value::Array(list)) => list,
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    list.iter()
}

/// Whether it is free to read: as it says of itself, else as it says of its parts.
fn free(article: &Object) -> Option<bool> {
    let own = article.get("isAccessibleForFree").and_then(truth);
    let parts: Vec<bool> = each(article.get("hasPart"))
        .filter_map(|part| truth(part.as_object()?.get("isAccessibleForFree")?))
        .collect();
    own.or_else(|| (!parts.is_empty()).then(|| parts.iter().all(|free| *free)))
}

fn post(value: &Value) -> Option<Post> {
    let object = value.as_object()?;
    let body = object.get("articleBody").and_then(Value::as_str).unwrap_or_default();
    let body: Vec<Block> =
        paragraphs(body).into_iter().map(|text| Block { kind: ParagraphKind::Paragraph, text }).collect();
    let headline = plain(object, "headline").filter(|h| !body.iter().any(|b| clean::same(&b.text, h)));
    let published = plain(object, "datePublished").and_then(|d| dates::first(&d)).map(|p| p.stamp);
    (!body.is_empty() || headline.is_some()).then_some(Post { headline, published, body })
}

/// A correction as the data gives it: words, or a comment with words and a day.
fn correction(value: &Value) -> Option<Noted> {
    let object = value.as_object();
    let words = value.as_str().map(text).or_else(|| plain(object?, "text"))?;
    let mut noted = notices::noted(&words, Some(NoticeKind::Correction))?;
    let day = object.and_then(|o| plain(o, "datePublished")).and_then(|d| dates::first(&d));
    noted.date = day.map(|p| p.stamp).or(noted.date);
    Some(noted)
}

/// The paragraphs of a text in JSON: lines, or blocks where it holds HTML.
pub(crate) fn paragraphs(json: &str) -> Vec<String> {
    let mut json = json.to_owned();
    // Escaped twice: the tags show only once the entities are read.
    if json.contains("&lt;") {
        json = json.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&quot;", "\"");
    }
    for mark in ["</p>", "<br>", "<br/>", "<br />", "</li>", "</div>", "</h2>", "</h3>"] {
        json = json.replace(mark, &format!("{mark}\n"));
    }
    json.split('\n').map(text).filter(|line| !line.is_empty()).collect()
}

fn resolved<'v>(object: &'v Object, named: &HashMap<&str, &'v Object>) -> &'v Object {
    let id = object.get("@id").and_then(Value::as_str);
    if object.contains_key("name") || object.contains_key("url") {
        return object;
    }
    id.and_then(|id| named.get(id)).copied().unwrap_or(object)
}

/// Names of persons and organisations, however deep the lists are nested.
fn names(value: &Value, named: &HashMap<&str, &Object>, out: &mut Vec<String>) {
    let mut stack = vec![value];
    while let Some(value) = stack.pop() {
        match value {
            Value::String(name) => out.push(text(name)),
            Value::Array(list) => stack.extend(list.iter().rev()),
            Value::Object(object) => {
                let object = resolved(object, named);
                match object.get("name") {
                    Some(name @ (Value::Array(_) | Value::String(_))) => stack.push(name),
                    _ => stack.extend(object.get("@list")),
                }
            }
            _ => {}
        }
    }
}

fn asked(page: &Object, out: &mut Vec<Asked>) {
    let list: &[Value] = match page.get("mainEntity") {
        Some(Value::Array(list)) => list,
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    for question in list.iter().take(200).filter_map(Value::as_object) {
        let answer =
            question.get("acceptedAnswer").map(|a| a.as_array().and_then(|a| a.first()).unwrap_or(a));
        let answer = answer.and_then(Value::as_object).and_then(|a| a.get("text")).and_then(Value::as_str);
        if let Some(question) = plain(question, "name") {
            out.push(Asked { question, answer: answer.map(paragraphs).unwrap_or_default() });
        }
    }
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(b) => Some(*b),
        Value::String(s) if s.eq_ignore_ascii_case("true") => Some(true),
        Value::String(s) if s.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

fn plain(object: &Object, key: &str) -> Option<String> {
    let value = object.get(key)?;
    let value = value.as_array().and_then(|a| a.first()).unwrap_or(value);
    let value = value.as_object().and_then(|o| o.get("name").or_else(|| o.get("@value"))).unwrap_or(value);
    value.as_str().map(text).filter(|t| !t.is_empty())
}

/// Without tags and entities: some sites write HTML into JSON.
pub(crate) fn text(json: &str) -> String {
    if json.contains(['<', '&']) {
        let (tree, _) = parse::parse(json);
        let words = tree.words(ROOT);
        if words.contains("&#") || words.contains("&amp;") || words.contains("&quot;") {
            return parse::parse(&words).0.words(ROOT); // escaped twice
        }
        return words;
    }
    clean::line(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(script: &str) -> (Told, usize) {
        let mut caveats = Vec::new();
        let told = read(&[script], &mut caveats);
        (told, caveats.len())
    }

    #[test]
    fn a_graph_with_references() {
        let (told, _) = told(
            r##"{"@graph":[{"@type":"NewsArticle","headline":"Port &amp; pier shut","author":{"@id":"#p"},"isAccessibleForFree":"False",
            "image":{"@id":"#i"}},{"@type":"Person","@id":"#p","name":"Ole Berg"},
            {"@type":"ImageObject","@id":"#i","url":"https://x.example/i.jpg","caption":"The wreck"}]}"##,
        );
        assert_eq!(told.headline.as_deref(), Some("Port & pier shut"));
        assert_eq!(told.authors, ["Ole Berg"]);
        assert_eq!(told.free, Some(false));
        assert_eq!(
            (told.image.as_deref(), told.caption.as_deref()),
            (Some("https://x.example/i.jpg"), Some("The wreck"))
        );
    }

    #[test]
    fn nested_lists_of_authors() {
        let (told, _) = told(
            r#"[{"@type":["Article","Report"],"headline":"x","author":[[{"name":["Ole Berg","Ana Cruz"]}],"Li Wei"]}]"#,
        );
        assert_eq!(told.authors, ["Ole Berg", "Ana Cruz", "Li Wei"]);
    }

    #[test]
    fn small_breaks_are_mended_and_large_ones_are_caveats() {
        let (read, caveats) = told("<!-- {\"@type\":\"NewsArticle\",\"headline\":\"Port\nshut\",} -->");
        assert_eq!((read.headline.as_deref(), caveats), (Some("Port shut"), 0));
        let (read, caveats) = told(r#"{"@type":"NewsArticle","headline":"Port "shut""}"#);
        assert_eq!((read.headline, caveats), (None, 1));
        let (_, caveats) = told(&"[".repeat(100_000));
        assert_eq!(caveats, 1);
    }
}
