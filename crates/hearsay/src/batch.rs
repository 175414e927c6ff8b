//! The batch contract: one JSON object a line in, one reading a line out.
//!
//! A line is `{"id", "outlet"?, "url"?, "published"?}` with one of `"html"`, `"text"` or `"body"`; beside `body`
//! it may hold `"tokens": [[start, end], …]` and `"pair": {"source": [s, e], "target": [s, e]}` in code points.
//! Members of other names are left alone. A line that is none of this becomes a reading with the caveat `bad_line`.

use crate::inputs::{Item, lost};
use desk::Brief;
use model::{CodePoints, Span, Stamp};
use serde::Deserialize;
use serde_json::Value;
use std::io::BufRead;
use std::sync::Arc;

/// A line longer than this is not kept: four times the largest page that is read whole, for JSON writes some letters
/// with six.
pub(crate) const LONGEST_LINE: usize = 64 << 20;

/// The lines of a batch, blank ones left out.
pub(crate) struct Lines<R> {
    from: R,
    of: Arc<str>,
    number: usize,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn of(label: &str, from: R) -> Self {
        Lines { from, of: label.into(), number: 0, ended: false }
    }

    /// Reads up to the next line end, which is dropped. `None` at the end of input.
    fn next_line(&mut self) -> std::io::Result<Option<Option<Vec<u8>>>> {
        let mut line = Vec::new();
        let mut too_long = false;
        let mut any = false;
        loop {
            let here = self.from.fill_buf()?;
            if here.is_empty() {
                break;
            }
            any = true;
            let end = here.iter().position(|byte| *byte == b'\n');
            let taken = end.unwrap_or(here.len());
            too_long |= line.len() + taken > LONGEST_LINE;
            if too_long {
                line = Vec::new();
            } else {
                line.extend_from_slice(here.get(..taken).unwrap_or_default());
            }
            self.from.consume(taken + usize::from(end.is_some()));
            if end.is_some() {
                break;
            }
        }
        Ok(any.then_some((!too_long).then_some(line)))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.ended {
            self.number += 1;
            match self.next_line() {
                Ok(None) => self.ended = true,
                Ok(Some(Some(line))) if line.trim_ascii().is_empty() => {}
                Ok(Some(line)) => return Some(Item::Line { of: self.of.clone(), number: self.number, line }),
                Err(error) => {
                    self.ended = true;
                    return Some(lost(format!("{} from line {}", self.of, self.number), &error));
                }
            }
        }
        None
    }
}

/// A line as it is meant.
#[derive(Debug)]
pub(crate) struct Order {
    pub(crate) id: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
    /// The date, or the words that are no date.
    pub(crate) published: Option<Result<Stamp, String>>,
    pub(crate) content: Content,
    pub(crate) brief: Brief,
}

/// What is to be read.
#[derive(Debug)]
pub(crate) enum Content {
    Html(String),
    Text(String),
    Body(String),
}

/// What is wrong with a line, and its id if that much could be read.
#[derive(Debug)]
pub(crate) struct BadLine {
    pub(crate) id: Option<String>,
    pub(crate) why: String,
}

#[derive(Deserialize)]
struct Typed {
    id: Option<Value>,
    outlet: Option<String>,
    url: Option<String>,
    published: Option<String>,
    html: Option<String>,
    text: Option<String>,
    body: Option<String>,
    tokens: Option<Vec<(usize, usize)>>,
    pair: Option<Pair>,
}

#[derive(Deserialize)]
struct Pair {
    source: (usize, usize),
    target: (usize, usize),
}

impl Order {
    /// Reads one line.
    pub(crate) fn read(line: &[u8], keep_tokens: bool) -> Result<Self, BadLine> {
        let typed: Typed = match serde_json::from_slice(line) {
            Ok(typed) => typed,
            Err(error) => return Err(BadLine { id: id_alone(line), why: unlike(line, &error) }),
        };
        let bad = |id: &Option<String>, why: &str| BadLine { id: id.clone(), why: why.to_owned() };
        let id = match typed.id {
            None | Some(Value::Null) => None,
            Some(Value::String(id)) => Some(id),
            Some(Value::Number(id)) => Some(id.to_string()),
            Some(_) => return Err(bad(&None, "\"id\" must be a string")),
        };
        let content = match (typed.html, typed.text, typed.body) {
            (Some(html), None, None) => Content::Html(html),
            (None, Some(text), None) => Content::Text(text),
            (None, None, Some(body)) => Content::Body(body),
            (None, None, None) => return Err(bad(&id, "it has none of \"html\", \"text\" and \"body\"")),
            _ => return Err(bad(&id, "it has more than one of \"html\", \"text\" and \"body\"")),
        };
        let brief = match (&content, typed.tokens, typed.pair) {
            (_, None, None) => Brief { keep_tokens, ..Brief::default() },
            (Content::Body(body), tokens, pair) => {
                let points = Points { map: CodePoints::new(body), count: body.chars().count() };
                let tokens = tokens.map(|tokens| points.tokens(&tokens)).transpose();
                let tokens = tokens.map_err(|why| bad(&id, &why))?;
                let pair = match pair {
                    None => None,
                    Some(pair) => Some((
                        points.span(pair.source).map_err(|why| bad(&id, &why))?,
                        points.span(pair.target).map_err(|why| bad(&id, &why))?,
                    )),
                };
                Brief { keep_tokens, tokens, pair }
            }
            _ => {
                return Err(bad(
                    &id,
                    "\"tokens\" and \"pair\" are places in \"body\", which it does not have",
                ));
            }
        };
        Ok(Order {
            id,
            outlet: typed.outlet,
            url: typed.url,
            published: typed.published.map(|day| day.parse::<Stamp>().map_err(|_| day)),
            content,
            brief,
        })
    }
}

struct Points<'t> {
    map: CodePoints<'t>,
    count: usize,
}

impl Points<'_> {
    fn span(&self, (start, end): (usize, usize)) -> Result<Span, String> {
        if start < end && end <= self.count {
            return Ok(self.map.span(start, end));
        }
        Err(format!("[{start}, {end}] is no place in a body of {} code points", self.count))
    }

    fn tokens(&self, places: &[(usize, usize)]) -> Result<Vec<Span>, String> {
        let apart = places.windows(2).all(|two| matches!(two, [one, next] if one.1 <= next.0));
        if !apart {
            return Err("\"tokens\" must stand in order and not overlap".to_owned());
        }
        places.iter().map(|place| self.span(*place)).collect()
    }
}

/// The id of a line that is JSON but not the object it should be.
fn id_alone(line: &[u8]) -> Option<String> {
    let value: Value = serde_json::from_slice(line).ok()?;
    value.get("id")?.as_str().map(str::to_owned)
}

/// Why the line could not be read, without the "line 1" that the parser would count.
fn unlike(line: &[u8], error: &serde_json::Error) -> String {
    if std::str::from_utf8(line).is_err() {
        return "it is not UTF-8".to_owned();
    }
    let told = error.to_string();
    let told = told.split(" at line ").next().unwrap_or_default();
    match error.classify() {
        serde_json::error::Category::Eof => "it is not JSON: it ends too early".to_owned(),
        serde_json::error::Category::Data => format!("{told} (column {})", error.column()),
        _ => format!("it is not JSON: {told} (column {})", error.column()),
    }
}
