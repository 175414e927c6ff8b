//! Who said it: source, kind and number of persons, cue, content.
//!
//! In: the statements in text order · Out: one row a statement · From: DESIGN sections 3 and 6
//! Fails: a source or cue that is not told is named as such or left out · Cost: O(statements)

use super::{Detail, Piece, Role, Row, Section, maker, sign_of};
use crate::lookup::{Lookup, shown};
use crate::printable;
use model::{Count, Directness, Source, SourceKind, Statement};

/// Columns of content that a row shows; the sentence beside it shows the rest.
const SHORT: usize = 160;

/// The section.
pub(super) fn who_said_it(lookup: &Lookup<'_>) -> Section {
    let statements = lookup.notes.map(|n| n.statements.as_slice()).unwrap_or_default();
    let empty = "No statement found.";
    let rows = statements.iter().map(|statement| row(lookup, statement)).collect();
    Section { rows, ..Section::bare("who-said-it", "Who said it", empty) }
}

fn row(lookup: &Lookup<'_>, statement: &Statement) -> Row {
    let source = &statement.source;
    let mut kind = kind_in_words(source);
    if let Some(role) = source.role.as_deref().and_then(shown) {
        kind = format!("{kind}, {role}");
    }
    let mut line = vec![Piece::new(Role::Who, lookup.speaker_in_words(source)), Piece::new(Role::Kind, kind)];
    if let Some(cue) = statement.cue.and_then(|span| lookup.words(span)) {
        let at = if leads(statement, &cue) { 0 } else { line.len() };
        line.insert(at, Piece::new(Role::Cue, cue));
    }
    line.push(Piece::new(Role::Plain, ":"));
    line.push(Piece::new(Role::Words, content(lookup, statement)));

    let mut details = Vec::new();
    let chain = lookup.chain(statement);
    if chain.len() > 1 {
        details.push(Detail::new("chain:", chain.join(" ← ")));
    }
    let printed = source.span.and_then(|span| lookup.words(span));
    if let (Some(printed), Some(name)) = (printed, source.name.as_deref().and_then(shown))
        && !printed.contains(&name)
    {
        details.push(Detail::new("printed as", format!("“{printed}”")));
    }
    let first = statement.cue.or(source.span).or(statement.content.first().copied());
    let sentence = first.and_then(|span| lookup.sentences.number(span));
    let mut more: Vec<_> = statement.content.iter().filter_map(|s| lookup.sentences.number(*s)).collect();
    more.retain(|n| Some(*n) != sentence);
    more.dedup();
    if !more.is_empty() {
        details.push(Detail::proved("goes on in", "", more));
    }
    details.extend(sign_of(&statement.evidence));
    Row { line, details, sentence, maker: maker(&statement.evidence), ..Row::default() }
}

/// Whether the cue reads before its source as it stands before it in the text: "according to the ministry",
/// "confirmed by the ministry"; but not "said the minister", where who spoke comes first in a row.
fn leads(statement: &Statement, cue: &str) -> bool {
    const TURNED_TO_THE_SOURCE: [&str; 4] = ["to", "by", "from", "per"];
    let before = match (statement.cue, statement.source.span) {
        (Some(cue), Some(source)) => cue.end <= source.start,
        _ => false,
    };
    let last = cue.rsplit(' ').next().map(str::to_lowercase);
    before && last.is_some_and(|last| TURNED_TO_THE_SOURCE.contains(&last.as_str()))
}

/// What is attributed, short, in quotation marks where it is all quotation.
fn content(lookup: &Lookup<'_>, statement: &Statement) -> String {
    let pieces: Vec<_> = statement.content.iter().filter_map(|span| lookup.words(*span)).collect();
    if pieces.is_empty() {
        return "(content not marked)".to_owned();
    }
    let words = printable::short(&pieces.join(" … "), SHORT);
    let quoted = words.starts_with(['“', '"', '‘', '\'', '«', '„']);
    if statement.directness == Directness::Direct && !quoted { format!("“{words}”") } else { words }
}

/// "named person", "unnamed, 2", "unnamed, 2 or more", "organisation".
pub(crate) fn kind_in_words<S>(source: &Source<S>) -> String {
    match source.kind {
        SourceKind::NamedPerson => "named person".to_owned(),
        SourceKind::UnnamedPerson => match source.count.and_then(count_in_words) {
            Some(count) => format!("unnamed, {count}"),
            None => "unnamed, number not stated".to_owned(),
        },
        SourceKind::Unknown => "unknown".to_owned(),
        other => other.as_str().to_owned(),
    }
}

/// "2", "2 to 3", "2 or more"; nothing where nothing is known.
pub(crate) fn count_in_words(count: Count) -> Option<String> {
    match (count.min, count.max) {
        (min, Some(max)) if min == max => Some(format!("{min}")),
        (min, Some(max)) => Some(format!("{min} to {max}")),
        (0, None) => None,
        (min, None) => Some(format!("{min} or more")),
    }
}
