//! Reads a page back, strictly: every tag known, every attribute known and quoted, every element closed in order.

/// Elements that a dossier may hold.
const TAGS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "a",
    "div",
    "span",
    "main",
    "article",
    "header",
    "h1",
    "h2",
    "h3",
    "p",
    "b",
    "i",
    "ul",
    "li",
    "blockquote",
    "aside",
    "nav",
    "section",
    "footer",
    "figure",
    "figcaption",
    "details",
    "summary",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "svg",
    "desc",
    "path",
    "circle",
    "text",
];
/// Attributes that they may have.
const ATTRIBUTES: &[&str] = &[
    "lang",
    "dir",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "id",
    "href",
    "rel",
    "role",
    "tabindex",
    "title",
    "aria-label",
    "aria-hidden",
    "scope",
    "viewBox",
    "d",
    "cx",
    "cy",
    "r",
    "x",
    "y",
];

/// What was read: the words of the article column that are the article's, and the ids and links of the page.
#[derive(Default)]
pub(crate) struct Page {
    pub(crate) article: String,
    pub(crate) ids: Vec<String>,
    pub(crate) links: Vec<String>,
    pub(crate) headings: Vec<u8>,
}

struct Open {
    tag: String,
    /// Whether its words are ours and not the article's.
    ours: bool,
}

/// Reads the page or says what is wrong with it.
pub(crate) fn read(html: &str) -> Result<Page, String> {
    let mut rest = html.strip_prefix("<!DOCTYPE html>").ok_or("no doctype")?;
    let mut page = Page::default();
    let mut open: Vec<Open> = Vec::new();
    while let Some(at) = rest.find('<') {
        text(&mut page, &open, &rest[..at])?;
        let (tag, after) = rest[at + 1..].split_once('>').ok_or("a tag does not end")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let last = open.pop().ok_or(format!("</{name}> closes nothing"))?;
            if last.tag != name {
                return Err(format!("</{name}> closes <{}>", last.tag));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !TAGS.contains(&name) {
            return Err(format!("unknown element <{tag}>"));
        }
        if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse().ok()) {
            page.headings.push(level);
        }
        let attributes = read_attributes(attributes)?;
        let is = |key: &str, value: &str| attributes.iter().any(|(k, v)| *k == key && *v == value);
        let starts = |key: &str, value: &str| {
            attributes.iter().any(|(k, v)| *k == key && v.split(' ').next() == Some(value))
        };
        let ours = (is("lang", "en") && name != "html") || starts("class", "n");
        for (key, value) in &attributes {
            match *key {
                "id" => page.ids.push((*value).to_owned()),
                "href" => page.links.push((*value).to_owned()),
                _ => {}
            }
        }
        if name == "style" {
            let (_, after) = rest.split_once("</style>").ok_or("no end of style")?;
            rest = after;
        } else if name != "meta" {
            open.push(Open { tag: name.to_owned(), ours });
        }
    }
    text(&mut page, &open, rest)?;
    if open.is_empty() { Ok(page) } else { Err(format!("{} elements stay open", open.len())) }
}

fn text(page: &mut Page, open: &[Open], words: &str) -> Result<(), String> {
    if words.contains('>') {
        return Err(format!("a bare > in {words:?}"));
    }
    if let Some(c) = words.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r')) {
        return Err(format!("control character {c:?}"));
    }
    if open.iter().any(|o| o.tag == "article") && !open.iter().any(|o| o.ours) {
        page.article.push_str(&unescaped(words)?);
    }
    Ok(())
}

fn read_attributes(mut rest: &str) -> Result<Vec<(&str, &str)>, String> {
    let mut out: Vec<(&str, &str)> = Vec::new();
    while !rest.is_empty() {
        let (key, after) =
            rest.split_once("=\"").ok_or(format!("an attribute without a quoted value: {rest:?}"))?;
        let (value, after) = after.split_once('"').ok_or("an attribute's value does not end")?;
        if !ATTRIBUTES.contains(&key) || out.iter().any(|(known, _)| *known == key) {
            return Err(format!("attribute {key:?}"));
        }
        if value.contains('<') {
            return Err(format!("a bare < in {value:?}"));
        }
        unescaped(value)?;
        out.push((key, value));
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    Ok(out)
}

/// The words with the four escapes of a page resolved; any other ampersand is an error.
pub(crate) fn unescaped(words: &str) -> Result<String, String> {
    let mut pieces = words.split('&');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once(';').ok_or(format!("a bare & before {piece:?}"))?;
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            _ => return Err(format!("unknown escape &{name};")),
        });
        out.push_str(rest);
    }
    Ok(out)
}
