//! Reads marked copy back.
//!
//! In: Markdown · Out: one [`Sample`] a fenced block whose info string begins with `copy`
//! From: the form in [`super`] · Fails: never; what cannot be read is a complaint of its sample · Cost: O(Markdown)

use super::{HEADER, Marked, Sample};
use model::Span;
use std::iter::Peekable;
use std::str::Chars;

/// Every marked sample of a Markdown file, in order. Other fenced blocks are passed over.
pub fn parse(markdown: &str) -> Vec<Sample> {
    let mut out = Vec::new();
    let mut heading = String::new();
    let mut state = State::Prose;
    for (at, line) in markdown.lines().enumerate() {
        let number = at + 1;
        let fence = line.trim_end().strip_prefix("```");
        state = match (state, fence) {
            (State::Prose, Some(info)) => {
                let mut words = info.trim_start_matches('`').split_whitespace();
                if words.next() == Some("copy") {
                    State::Copy(Box::new(Reader::new(Sample {
                        heading: heading.clone(),
                        line: number,
                        kinds: words.map(str::to_owned).collect(),
                        ..Sample::default()
                    })))
                } else {
                    State::Other
                }
            }
            (State::Prose, None) => {
                if let Some(words) = line.strip_prefix('#') {
                    words.trim_start_matches('#').trim().clone_into(&mut heading);
                }
                State::Prose
            }
            (State::Copy(reader), Some("")) => {
                out.push(reader.finish());
                State::Prose
            }
            (State::Other, Some("")) => State::Prose,
            (State::Copy(mut reader), _) => {
                reader.line(number, line);
                State::Copy(reader)
            }
            (State::Other, _) => State::Other,
        };
    }
    if let State::Copy(mut reader) = state {
        let opened = reader.sample.line;
        reader.sample.complaints.push(format!("line {opened}: the block is never closed; end it with ```"));
        out.push(reader.finish());
    }
    out
}

enum State {
    Prose,
    Other,
    Copy(Box<Reader>),
}

/// One block while it is read.
struct Reader {
    sample: Sample,
    /// Whether an empty line came after the last text line.
    parted: bool,
    /// The last text line and the columns before it that are no text.
    last: Option<(Span, usize)>,
    /// Marks that are to come from the line before.
    coming: Vec<usize>,
    /// Marks that go on under the next text line.
    going: Vec<usize>,
}

impl Reader {
    fn new(sample: Sample) -> Self {
        Reader { sample, parted: false, last: None, coming: Vec::new(), going: Vec::new() }
    }

    fn line(&mut self, number: usize, line: &str) {
        if line.trim().is_empty() {
            self.parted = true;
        } else if line.trim_start().starts_with('^') {
            if let Err(complaint) = self.mark(number, line) {
                self.sample.complaints.push(format!("line {number}: {complaint}"));
            }
        } else if self.last.is_some() || !self.header(number, line) {
            self.close();
            self.text(line);
        }
    }

    /// Ends a text line: what was to go on under it must have done so.
    fn close(&mut self) {
        for at in std::mem::replace(&mut self.coming, std::mem::take(&mut self.going)) {
            if let Some(mark) = self.sample.marks.get(at) {
                let complaint =
                    format!("line {}: `{}+` does not go on under the next text line", mark.line, mark.kind);
                self.sample.complaints.push(complaint);
            }
        }
    }

    /// The sample, read to its end.
    fn finish(mut self) -> Sample {
        self.close();
        self.close();
        self.sample
    }

    fn header(&mut self, number: usize, line: &str) -> bool {
        let Some((word, value)) = line.split_once(':').filter(|(word, _)| HEADER.contains(word)) else {
            return false;
        };
        let value = value.trim().to_owned();
        match word {
            "outlet" => self.sample.outlet = Some(value),
            "language" => self.sample.language = Some(value),
            _ => match value.parse() {
                Ok(stamp) => self.sample.published = Some(stamp),
                Err(error) => self.sample.complaints.push(format!("line {number}: {error}")),
            },
        }
        true
    }

    fn text(&mut self, line: &str) {
        let (words, extra) = match line.strip_prefix('\\') {
            Some(words) => (words, 1),
            None => (line, 0),
        };
        let text = &mut self.sample.text;
        if !text.is_empty() {
            text.push_str(if self.parted { "\n\n" } else { " " });
        }
        self.parted = false;
        let start = text.len();
        text.push_str(words);
        let span = Span::new(start, text.len());
        self.sample.sentences.push(span);
        self.last = Some((span, extra));
    }

    fn mark(&mut self, number: usize, line: &str) -> Result<(), String> {
        let (sentence, extra) = self.last.ok_or("carets with no text above them")?;
        let columns = line.chars().take_while(|c| c.is_whitespace()).count();
        let carets = line.trim_start().chars().take_while(|c| *c == '^').count();
        let start = columns.checked_sub(extra).ok_or("the carets begin before the text")?;
        let words = sentence.words(&self.sample.text);
        let edges: Vec<usize> = words.char_indices().map(|(at, _)| at).chain([words.len()]).collect();
        let (Some(from), Some(to)) = (edges.get(start), edges.get(start + carets)) else {
            return Err(format!("the carets go beyond the text, which has {} characters", edges.len() - 1));
        };
        let span = Span::new(sentence.start + from, sentence.start + to);
        let label = line.trim_start().trim_start_matches('^').trim();
        let mut words = label_words(label)?.into_iter();
        let kind = match words.next() {
            Some(Word { key: None, value }) => value,
            _ => {
                return Err(
                    "after the carets comes the kind of mark: source, cue, content, event…".to_owned()
                );
            }
        };
        let mut says: Vec<_> =
            words.map(|word| (word.key.unwrap_or_else(|| "kind".to_owned()), word.value)).collect();
        if says.iter().any(|(key, _)| key == "unnamed") && !says.iter().any(|(key, _)| key == "kind") {
            says.push(("kind".to_owned(), "unnamed_person".to_owned()));
        }
        let goes = kind.len() > 1 && kind.ends_with('+');
        let comes = kind.starts_with('+');
        let kind = kind.trim_matches('+').to_owned();
        let at = if comes {
            self.come(&kind, &says, span)?
        } else {
            self.sample.marks.push(Marked { kind, span, says, line: number });
            self.sample.marks.len() - 1
        };
        if goes {
            self.going.push(at);
        }
        Ok(())
    }

    /// Extends the first mark of this kind that is still to come from the line before.
    fn come(&mut self, kind: &str, says: &[(String, String)], span: Span) -> Result<usize, String> {
        let marks = &mut self.sample.marks;
        let same = |at: &usize| marks.get(*at).is_some_and(|mark| mark.kind == kind && mark.says == says);
        let place = self.coming.iter().position(same);
        let at = place.map(|place| self.coming.remove(place));
        match at.and_then(|at| Some((at, marks.get_mut(at)?))) {
            Some((at, mark)) => {
                mark.span = mark.span.to(span);
                Ok(at)
            }
            None => Err(format!("`+{kind}` comes from no `{kind}+` under the text line before")),
        }
    }
}

/// One word of a label: `value`, `key=value` or `key="value"`.
struct Word {
    key: Option<String>,
    value: String,
}

fn label_words(label: &str) -> Result<Vec<Word>, String> {
    let mut out = Vec::new();
    let mut chars = label.chars().peekable();
    while chars.next_if(|c| c.is_whitespace()).is_some() || chars.peek().is_some() {
        let mut first = String::new();
        while let Some(c) = chars.next_if(|c| !c.is_whitespace() && *c != '=') {
            first.push(c);
        }
        if chars.next_if_eq(&'=').is_none() {
            if !first.is_empty() {
                out.push(Word { key: None, value: first });
            }
            continue;
        }
        let value = if chars.next_if_eq(&'"').is_some() {
            quoted(&mut chars)?
        } else {
            std::iter::from_fn(|| chars.next_if(|c| !c.is_whitespace())).collect()
        };
        out.push(Word { key: Some(first), value });
    }
    Ok(out)
}

fn quoted(chars: &mut Peekable<Chars<'_>>) -> Result<String, String> {
    let mut value = String::new();
    while let Some(c) = chars.next() {
        match c {
            '"' => return Ok(value),
            '\\' => value.extend(chars.next()),
            c => value.push(c),
        }
    }
    Err("a quotation mark is not closed".to_owned())
}
