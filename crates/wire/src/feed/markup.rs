//! The marks of XML, tolerantly: tags, text and marked sections, and nothing that could grow.
//!
//! In: decoded text · Out: [`Mark`]s in order · From: XML 1.0; the names of characters are HTML's
//! Fails: never; a `<` that opens no tag is text, an entity that nobody declared stays as it is written
//! Cost: one pass; no entity of a document is ever expanded, its DTD is passed over
//!
//! Our own rather than `quick-xml`: raw HTML in a description, a stray `<` and an attribute without quotes have to
//! be read past here, and a strict reader takes them for errors. How often feeds have them was not counted.

pub(crate) use crate::html::decoded;
use std::borrow::Cow;

/// One mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Mark<'s> {
    /// `<name attributes>`; `empty` for `<name/>`.
    Open { name: &'s str, attributes: &'s str, empty: bool },
    /// `</name>`
    Close { name: &'s str },
    /// Text as written, entities not decoded.
    Text(&'s str),
    /// A marked section, to be taken as it is.
    Cdata(&'s str),
}

/// Ends that are looked for ahead. One that was not found is not looked for again.
const ENDS: [&str; 5] = ["-->", "]]>", "?>", "\"", "'"];

/// The marks of a text.
#[derive(Clone, Debug)]
pub(crate) struct Marks<'s> {
    text: &'s str,
    at: usize,
    absent: [bool; 5],
}

impl<'s> Marks<'s> {
    pub(crate) fn of(text: &'s str) -> Self {
        Marks { text, at: 0, absent: [false; 5] }
    }

    /// Where the next mark begins.
    pub(crate) fn place(&self) -> usize {
        self.at
    }

    /// Goes back to a place where a mark began.
    pub(crate) fn back_to(&mut self, place: usize) {
        self.at = place;
    }

    /// What is written from `start` to where the next mark begins.
    pub(crate) fn written(&self, start: usize) -> &'s str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Where `ENDS[end]` stands at or after `from`.
    fn find(&mut self, end: usize, from: usize) -> Option<usize> {
        let absent = self.absent.get_mut(end)?;
        if *absent {
            return None;
        }
        let what = ENDS.get(end)?;
        let found = memchr::memmem::find(self.text.as_bytes().get(from..)?, what.as_bytes());
        *absent = found.is_none();
        found.map(|at| at + from)
    }

    /// Where the tag that opens at `from` ends, and where the next mark begins; quotes are heeded.
    fn tag_end(&mut self, from: usize) -> Option<(usize, usize)> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        loop {
            let next = bytes.get(at..)?.iter().position(|b| matches!(b, b'>' | b'"' | b'\'' | b'<'))? + at;
            match bytes.get(next)? {
                b'>' => return Some((next, next + 1)),
                // A tag that was never closed.
                b'<' => return Some((next, next)),
                quote => {
                    // A quote opens a value after `=` alone.
                    let before = bytes.get(from..next)?.trim_ascii_end().last();
                    let end = if *quote == b'"' { 3 } else { 4 };
                    at = match before {
                        Some(b'=') => self.find(end, next + 1).map_or(next + 1, |at| at + 1),
                        _ => next + 1,
                    };
                }
            }
        }
    }

    /// Past `<!DOCTYPE … [ … ]>`.
    fn past_declaration(&mut self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let (mut at, mut depth) = (from, 0usize);
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'[' => depth += 1,
                b']' => depth = depth.saturating_sub(1),
                b'>' if depth == 0 => return at + 1,
                b'"' => at = self.find(3, at + 1).unwrap_or(at),
                b'\'' => at = self.find(4, at + 1).unwrap_or(at),
                b'<' if bytes.get(at..).is_some_and(|rest| rest.starts_with(b"<!--")) => {
                    at = self.find(0, at + 4).map_or(at, |end| end + 2);
                }
                _ => {}
            }
            at += 1;
        }
        memchr::memchr(b'>', bytes.get(from..).unwrap_or_default()).map_or(bytes.len(), |end| from + end + 1)
    }
}

impl<'s> Iterator for Marks<'s> {
    type Item = Mark<'s>;

    fn next(&mut self) -> Option<Mark<'s>> {
        loop {
            let start = self.at;
            let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
            let length = rest.len();
            if !rest.starts_with('<') {
                let end = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(length);
                self.at += end;
                return rest.get(..end).map(Mark::Text);
            }
            if rest.starts_with("<!--") {
                self.at = self.find(0, start + 4).map_or(start + 4, |end| end + 3);
            } else if rest.starts_with("<![CDATA[") {
                let end = self.find(1, start + 9);
                self.at = end.map_or(start + length, |end| end + 3);
                return self.text.get(start + 9..end.unwrap_or(start + length)).map(Mark::Cdata);
            } else if rest.starts_with("<?") {
                self.at = self.find(2, start + 2).map_or(start + 2, |end| end + 2);
            } else if rest.starts_with("<!") {
                self.at = self.past_declaration(start + 2);
            } else if rest.starts_with("</") {
                let end = rest.bytes().position(|b| b == b'>').unwrap_or(length);
                self.at = (start + end + 1).min(start + length);
                return rest.get(2..end).map(|name| Mark::Close { name: name.trim() });
            } else if rest
                .as_bytes()
                .get(1)
                .is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_' || *b >= 0x80)
            {
                let (end, next) = self.tag_end(start + 1).unwrap_or((start + length, start + length));
                self.at = next;
                let inside = self.text.get(start + 1..end)?;
                let empty = inside.ends_with('/');
                let inside = inside.strip_suffix('/').unwrap_or(inside);
                let cut = inside.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inside.len());
                let (name, attributes) = inside.split_at_checked(cut)?;
                return Some(Mark::Open { name, attributes, empty });
            } else {
                // No tag: the mark is a letter.
                self.at += 1;
                return rest.get(..1).map(Mark::Text);
            }
        }
    }
}

/// The value of an attribute, entities decoded. Names are compared without regard to case.
pub(crate) fn attribute<'s>(attributes: &'s str, name: &str) -> Option<Cow<'s, str>> {
    self::attributes(attributes)
        .find(|(own, _)| own.eq_ignore_ascii_case(name))
        .map(|(_, value)| decoded(value))
}

/// Attributes as they are written, with and without quotes.
pub(crate) fn attributes(written: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = written;
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let cut = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
            let (name, after) = rest.split_at_checked(cut)?;
            let Some(value) = after.trim_start().strip_prefix('=') else {
                rest = after;
                continue;
            };
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, after) = match quote {
                Some(quote) => {
                    let inside = value.get(1..)?;
                    inside.split_once(quote).unwrap_or((inside, ""))
                }
                None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
            };
            rest = after;
            return Some((name, value));
        }
    })
}

/// The words of a stretch of HTML.
pub(crate) fn words(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut mute = false;
    for mark in Marks::of(html) {
        match mark {
            Mark::Text(_) | Mark::Cdata(_) if mute => {}
            Mark::Text(text) | Mark::Cdata(text) => crate::clean::append(&mut out, &decoded(text)),
            Mark::Open { name, empty, .. } => {
                mute |= !empty && ["script", "style"].iter().any(|m| name.eq_ignore_ascii_case(m));
                space(&mut out, name);
            }
            Mark::Close { name } => {
                mute &= !["script", "style"].iter().any(|m| name.eq_ignore_ascii_case(m));
                space(&mut out, name);
            }
        }
    }
    crate::clean::line(&out)
}

/// Tags that stand inside a word or between words leave no space; all others do.
fn space(out: &mut String, name: &str) {
    let inside =
        ["a", "abbr", "b", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u"];
    if !inside.iter().any(|own| name.eq_ignore_ascii_case(own)) {
        crate::clean::append(out, " ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_type_is_passed_over_and_its_entities_stay_unexpanded() {
        let text =
            "<!DOCTYPE x [<!ENTITY a \"]>&b;\"><!ENTITY b SYSTEM 'file:///x'>]><x>&a;&amp;&#8217;&nbsp;</x>";
        let marks: Vec<Mark<'_>> = Marks::of(text).collect();
        assert_eq!(marks.len(), 3, "{marks:?}");
        assert_eq!(marks[1], Mark::Text("&a;&amp;&#8217;&nbsp;"));
        assert_eq!(decoded("&a;&amp;&#8217;&nbsp;&#xD800;&amp;lt;"), "&a;&’\u{a0}\u{fffd}&lt;");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        let marks: Vec<Mark<'_>> = Marks::of("5 < 6 <b x=\"a>b\" y=c/>").collect();
        assert_eq!(marks.len(), 4, "{marks:?}");
        assert!(matches!(marks[3], Mark::Open { name: "b", empty: true, .. }), "{marks:?}");
        let Mark::Open { attributes: a, .. } = marks[3] else { return };
        assert_eq!(attribute(a, "X").as_deref(), Some("a>b"));
        assert_eq!(attribute(a, "y").as_deref(), Some("c"));
        assert_eq!(words("<p>Night <b>ban</b>ned</p><p>5 < 6 &ndash; yes"), "Night banned 5 < 6 – yes");
    }
}
