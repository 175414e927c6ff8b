//! Events and statements as CSV, one row each, nothing folded or shortened.
//!
//! In: a reading · Out: RFC 4180 rows: UTF-8, CRLF, quoted where needed; a cell of the article that a spreadsheet
//! would run as a formula gets an apostrophe in front, numbers of ours stay numbers
//! From: RFC 4180; OWASP, "CSV Injection" · Fails: never; what is not known is an empty cell · Cost: O(marks)

use crate::lookup::{Lookup, shown};
use model::{CodePoints, Codes, Reading, Span, Statement, Voice};

/// The columns of [`events_rows`].
const EVENT_COLUMNS: &[&str] = &[
    "id",
    "article_id",
    "outlet",
    "published",
    "url",
    "headline",
    "status",
    "polarity",
    "certainty",
    "time",
    "act",
    "voice",
    "says",
    "chain",
    "actor",
    "action",
    "class",
    "plover",
    "mode",
    "cameo",
    "actor_country",
    "actor_sector",
    "target_country",
    "target_sector",
    "target",
    "recipient",
    "place",
    "when",
    "when_value",
    "trigger",
    "cue",
    "sentence",
    "start",
    "end",
    "sentence_text",
    "confidence",
    "maker",
];

/// The columns of [`statements_rows`].
const STATEMENT_COLUMNS: &[&str] = &[
    "id",
    "article_id",
    "outlet",
    "published",
    "url",
    "headline",
    "type",
    "source",
    "source_words",
    "source_kind",
    "role",
    "count_min",
    "count_max",
    "cue",
    "content",
    "directness",
    "chain",
    "sentence",
    "start",
    "end",
    "sentence_text",
    "confidence",
    "maker",
];

/// The header row of the events, with its CRLF.
pub fn events_header() -> String {
    header(EVENT_COLUMNS)
}

/// One row an event, each with its CRLF; `start` and `end` are the trigger's, in code points into `article.text`.
pub fn events_rows(reading: &Reading) -> String {
    let lookup = Lookup::of(reading);
    let points = CodePoints::new(lookup.text);
    let mut out = String::new();
    for event in lookup.notes.map(|n| n.events.as_slice()).unwrap_or_default() {
        let statement = if event.voice == Voice::Source { lookup.statement(event) } else { None };
        let reference = |r: &Option<model::Ref>| r.as_ref().and_then(|r| lookup.name(r));
        let mut row = Cells::default();
        row.words(&event.id);
        published(&mut row, &lookup);
        row.known(event.status);
        row.known(Some(event.axes.polarity));
        row.known(Some(event.axes.certainty));
        row.known(Some(event.axes.time));
        row.known(Some(event.axes.act));
        row.known(Some(event.voice));
        row.maybe(statement.and_then(|s| lookup.speaker(&s.source)));
        row.maybe(statement.map(|s| links(&lookup, s)));
        row.maybe(reference(&event.actor));
        row.words(&event.lemma);
        row.known(event.class);
        codes(&mut row, event.codes.as_ref());
        row.maybe(reference(&event.target));
        row.maybe(reference(&event.recipient));
        row.maybe(reference(&event.place));
        row.maybe(event.when.as_ref().and_then(|w| lookup.words(w.span?)));
        row.maybe(event.when.as_ref().and_then(|w| w.value.clone()));
        row.maybe(lookup.words(event.trigger));
        row.maybe(event.cue.and_then(|c| lookup.words(c)));
        place(&mut row, &lookup, &points, Some(event.trigger));
        row.number(format!("{:.2}", event.evidence.confidence));
        row.words(&event.evidence.maker);
        row.end(&mut out);
    }
    out
}

/// The header row of the statements, with its CRLF.
pub fn statements_header() -> String {
    header(STATEMENT_COLUMNS)
}

/// One row a statement, each with its CRLF; `start` and `end` are those of its cue, else of its source, else of its
/// content, in code points into `article.text`.
pub fn statements_rows(reading: &Reading) -> String {
    let lookup = Lookup::of(reading);
    let points = CodePoints::new(lookup.text);
    let mut out = String::new();
    for statement in lookup.notes.map(|n| n.statements.as_slice()).unwrap_or_default() {
        let source = &statement.source;
        let content: Vec<_> = statement.content.iter().filter_map(|s| lookup.words(*s)).collect();
        let mut row = Cells::default();
        row.words(&statement.id);
        published(&mut row, &lookup);
        row.known(Some(statement.kind));
        row.maybe(lookup.speaker(source));
        row.maybe(source.span.and_then(|s| lookup.words(s)));
        row.known(Some(source.kind));
        row.maybe(source.role.clone());
        row.number(source.count.map(|c| c.min.to_string()).unwrap_or_default());
        row.number(source.count.and_then(|c| c.max).map(|max| max.to_string()).unwrap_or_default());
        row.maybe(statement.cue.and_then(|c| lookup.words(c)));
        row.words(&content.join(" … "));
        row.known(Some(statement.directness));
        row.maybe(Some(links(&lookup, statement)));
        let stands = statement.cue.or(source.span).or(statement.content.first().copied());
        place(&mut row, &lookup, &points, stands);
        row.number(format!("{:.2}", statement.evidence.confidence));
        row.words(&statement.evidence.maker);
        row.end(&mut out);
    }
    out
}

/// Article id, outlet, published, url, headline.
pub(crate) fn published(row: &mut Cells, lookup: &Lookup<'_>) {
    row.words(&lookup.reading.id);
    let article = lookup.article;
    row.maybe(article.and_then(|a| a.outlet.clone()));
    row.known(article.and_then(|a| a.published));
    row.maybe(article.and_then(|a| a.url.clone()));
    row.maybe(article.and_then(|a| a.headline.clone()));
}

/// Category, mode, CAMEO code; country and sector of both sides.
fn codes(row: &mut Cells, codes: Option<&Codes>) {
    let known = |word: Option<&Option<String>>| word.and_then(Clone::clone);
    row.maybe(known(codes.map(|c| &c.plover)));
    row.maybe(known(codes.map(|c| &c.mode)));
    row.maybe(known(codes.map(|c| &c.cameo)));
    for party in [codes.and_then(|c| c.actor.as_ref()), codes.and_then(|c| c.target.as_ref())] {
        row.maybe(known(party.map(|p| &p.country)));
        row.maybe(known(party.map(|p| &p.sector)));
    }
}

/// Sentence number, start, end, sentence.
fn place(row: &mut Cells, lookup: &Lookup<'_>, points: &CodePoints<'_>, span: Option<Span>) {
    let number = span.and_then(|s| lookup.sentences.number(s));
    row.number(number.map(|n| n.to_string()).unwrap_or_default());
    row.number(span.map(|s| points.before(s.start).to_string()).unwrap_or_default());
    row.number(span.map(|s| points.before(s.end).to_string()).unwrap_or_default());
    row.maybe(number.and_then(|n| lookup.sentences.words(n)).and_then(shown));
}

fn links(lookup: &Lookup<'_>, statement: &Statement) -> String {
    if statement.chain.is_empty() {
        return lookup.speaker(&statement.source).unwrap_or_default();
    }
    lookup.chain(statement).join(" ← ")
}

pub(crate) fn header(columns: &[&str]) -> String {
    format!("{}\r\n", columns.join(","))
}

/// The cells of one row.
#[derive(Default)]
pub(crate) struct Cells {
    line: String,
    count: usize,
}

impl Cells {
    /// A number of ours.
    pub(crate) fn number(&mut self, digits: impl AsRef<str>) {
        self.cell(digits.as_ref());
    }

    /// A word of a closed list, or a date.
    pub(crate) fn known(&mut self, word: Option<impl ToString>) {
        self.cell(&word.map(|w| w.to_string()).unwrap_or_default());
    }

    /// Words of the article, if any.
    pub(crate) fn maybe(&mut self, words: Option<String>) {
        self.words(&words.unwrap_or_default());
    }

    /// Words of the article or of the caller.
    pub(crate) fn words(&mut self, words: &str) {
        let mut clean: String = words
            .chars()
            .filter(|c| matches!(c, '\n' | '\r' | '\t') || !crate::printable::hidden(*c))
            .collect();
        // Full-width forms count too: some spreadsheets fold them.
        if clean.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
            clean.insert(0, '\'');
        }
        self.cell(&clean);
    }

    fn cell(&mut self, words: &str) {
        if self.count > 0 {
            self.line.push(',');
        }
        self.count += 1;
        if words.contains(['"', ',', '\n', '\r']) || words.starts_with(' ') || words.ends_with(' ') {
            self.line.push('"');
            self.line.push_str(&words.replace('"', "\"\""));
            self.line.push('"');
        } else {
            self.line.push_str(words);
        }
    }

    pub(crate) fn end(self, out: &mut String) {
        out.push_str(&self.line);
        out.push_str("\r\n");
    }
}
