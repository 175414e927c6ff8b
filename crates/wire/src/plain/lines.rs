//! Lines of a text file to units: paragraphs joined again where they were wrapped, Markdown's marks read.
//!
//! In: decoded text · Out: [`Unit`]s in order · From: CommonMark 0.31 (the marks that news copy uses), Project Gutenberg
//! style wrapping · Fails: what is no mark stays as it is · Cost: one pass over the lines

use crate::clean;
use model::ParagraphKind;

/// A paragraph or a line that stands alone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unit {
    pub(crate) text: String,
    /// What the marks say; `Paragraph` where there are none.
    pub(crate) kind: ParagraphKind,
    /// Heading level by "#", 0 for none.
    pub(crate) level: usize,
    /// The line of the input, from 1.
    pub(crate) line: usize,
}

/// Widest line that can be a wrapped one.
const WIDEST: usize = 120;

/// Longest `[text](address)`, in characters.
const LONGEST_LINK: usize = 600;

struct Line {
    text: String,
    kind: ParagraphKind,
    level: usize,
    number: usize,
    /// A blank line stands before it.
    apart: bool,
    /// It stands alone whatever its neighbours are.
    alone: bool,
}

/// Cuts the text into units; `alone` names lines that never join their neighbours.
pub(crate) fn units(text: &str, alone: impl Fn(&str) -> bool) -> Vec<Unit> {
    let lines = lines(text, alone);
    let width = wrapped_at(&lines);
    let mut units: Vec<Unit> = Vec::new();
    let mut open = false;
    for (at, line) in lines.iter().enumerate() {
        let joins = open && !line.apart && !line.alone && line.kind == ParagraphKind::Paragraph;
        match units.last_mut() {
            Some(unit) if joins => {
                let spaced = !unit.text.ends_with('-') || unit.text.ends_with(" -");
                let dense = |c: Option<char>| c.is_some_and(|c| ('\u{2e80}'..'\u{ac00}').contains(&c));
                if spaced && !(dense(unit.text.chars().next_back()) && dense(line.text.chars().next())) {
                    unit.text.push(' ');
                }
                unit.text.push_str(&line.text);
            }
            _ => units.push(Unit {
                text: line.text.clone(),
                kind: line.kind,
                level: line.level,
                line: line.number,
            }),
        }
        // The next line goes on with this paragraph where its first word would not have fitted here.
        open = !line.alone
            && width.is_some_and(|width| lines.get(at + 1).is_some_and(|next| is_full(line, next, width)));
    }
    units
}

fn is_full(line: &Line, next: &Line, width: usize) -> bool {
    let first = next.text.split(' ').next().unwrap_or_default().chars().count();
    let length = line.text.chars().count();
    length + 1 + first + 3 > width && length <= WIDEST
}

/// The width at which the file is wrapped: most breaks inside its groups are forced ones.
fn wrapped_at(lines: &[Line]) -> Option<usize> {
    let width = lines.iter().map(|l| l.text.chars().count()).max().unwrap_or(0);
    if !(30..=WIDEST).contains(&width) {
        return None;
    }
    let (mut forced, mut free, mut sentences) = (0, 0, 0);
    for pair in lines.windows(2) {
        if let [line, next] = pair {
            if next.apart || line.alone || next.alone {
                continue;
            }
            let full = is_full(line, next, width);
            forced += usize::from(full);
            free += usize::from(!full);
            sentences += usize::from(full && clean::ends_sentence(&line.text));
        }
    }
    (forced >= 2 && forced > free * 2 && sentences * 2 < forced).then_some(width)
}

fn lines(text: &str, alone: impl Fn(&str) -> bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut apart = true;
    for (number, raw) in text.split('\n').flat_map(|l| l.split('\r')).enumerate() {
        let read = clean::line(raw);
        if read.is_empty() || is_ruler(&read) {
            apart = true;
            continue;
        }
        let (kind, level, text) = marks(&read);
        let alone = kind != ParagraphKind::Paragraph || alone(&text);
        let apart_now = std::mem::replace(&mut apart, kind == ParagraphKind::Subhead);
        lines.push(Line { text, kind, level, number: number + 1, apart: apart_now, alone });
    }
    lines
}

/// `---`, `***`, `===`: a line drawn across the page.
fn is_ruler(line: &str) -> bool {
    line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '*' | '=' | '_' | ' ' | '#' | '~'))
}

fn marks(line: &str) -> (ParagraphKind, usize, String) {
    let hashes = line.chars().take_while(|c| *c == '#').count();
    if (1..=6).contains(&hashes)
        && let Some(rest) = line.get(hashes..).and_then(|r| r.strip_prefix(' '))
    {
        return (ParagraphKind::Subhead, hashes, inline(rest.trim_end_matches(['#', ' '])));
    }
    for mark in ["- ", "* ", "• ", "· ", "▪ ", "‣ "] {
        if let Some(rest) = line.strip_prefix(mark) {
            return (ParagraphKind::ListItem, 0, inline(rest));
        }
    }
    if let Some(rest) = line.strip_prefix("> ") {
        return (ParagraphKind::Quote, 0, inline(rest));
    }
    let bold = line.strip_prefix("**").and_then(|l| l.strip_suffix("**")).filter(|l| !l.contains("**"));
    match bold {
        Some(rest) if clean::words(rest) <= 14 => (ParagraphKind::Subhead, 2, inline(rest)),
        _ => (ParagraphKind::Paragraph, 0, inline(line)),
    }
}

/// Without `**`, `__` and the addresses of `[text](address)`.
fn inline(line: &str) -> String {
    let line = if line.matches("**").count() >= 2 { line.replace("**", "") } else { line.to_owned() };
    let line = if line.matches("__").count() >= 2 { line.replace("__", "") } else { line };
    let mut out = String::with_capacity(line.len());
    let mut rest = line.as_str();
    while let Some((before, after)) = rest.split_once('[') {
        // A link's words and address are short; looking no further keeps this linear.
        let reach = after.char_indices().nth(LONGEST_LINK).map_or(after.len(), |(at, _)| at);
        let link = after.get(..reach).and_then(|near| {
            let (text, tail) = near.split_once("](")?;
            let (address, _) = tail.split_once(')')?;
            Some((text, (address, after.get(text.len() + address.len() + 3..)?)))
        });
        match link {
            Some((text, (address, tail))) if !text.contains(['[', ']']) && !address.contains(' ') => {
                out.push_str(before.strip_suffix('!').unwrap_or(before));
                out.push_str(text);
                rest = tail;
            }
            _ => {
                out.push_str(before);
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        units(text, |_| false).into_iter().map(|u| u.text).collect()
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The council has yet to decide on the ban, and no closure\nof the harbour is planned for now, the \
            officials said on\nMonday.\n\nThe union warned that its members would walk out if the\nnight shifts were \
            cut.\n";
        assert_eq!(
            texts(text),
            [
                "The council has yet to decide on the ban, and no closure of the harbour is planned for now, the \
                 officials said on Monday.",
                "The union warned that its members would walk out if the night shifts were cut."
            ]
        );
    }

    #[test]
    fn one_paragraph_a_line_stays_so() {
        let text = "Port shut\nThe council closed the port on Monday after the ferry had sunk, the mayor said in the evening.\nShips \
            were sent to the outer docks, where they will wait until Friday at least, the mayor said.";
        assert_eq!(texts(text).len(), 3);
        assert_eq!(texts("Port shut\r\nNo one hurt\r\n").len(), 2);
    }

    #[test]
    fn marks_are_read() {
        let read = units(
            "# Port shut\n\n## Why\n\n- one\n- two\n\n> quoted\n\nSee [the map](https://x.example/m) **now**",
            |_| false,
        );
        let kinds: Vec<_> = read.iter().map(|u| (u.kind.as_str(), u.level, u.text.as_str())).collect();
        assert_eq!(
            kinds,
            [
                ("subhead", 1, "Port shut"),
                ("subhead", 2, "Why"),
                ("list_item", 0, "one"),
                ("list_item", 0, "two"),
                ("quote", 0, "quoted"),
                ("paragraph", 0, "See the map now")
            ]
        );
    }
}
