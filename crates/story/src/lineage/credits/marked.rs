//! Credits that the desk has marked: an outlet as the source of a statement, or one through whom it came.
//!
//! In: an item with its notes, its sentences, the names of outlets · Out: [`Credit`]s · From: DESIGN section 5, `chain` ·
//! Fails: never; an item without notes has none · Cost: O(statements)

use super::{Credit, MARKED, Names};
use crate::Item;
use crate::lineage::mastheads::masthead;
use crate::lineage::tokens::tokens;
use crate::lineage::words;
use model::{EntityKind, SourceKind, Span};
use std::collections::HashSet;

/// Credits by the desk's statements: an outlet as the source, or one through whom it came.
pub(super) fn marked(item: &Item<'_>, sentences: &[Span], names: &Names) -> Vec<Credit> {
    let Some(notes) = item.notes else { return Vec::new() };
    let outlets: HashSet<String> = notes
        .entities
        .iter()
        .filter(|entity| entity.kind == EntityKind::Outlet)
        .flat_map(|entity| entity.names.iter().map(|name| masthead(name)))
        .collect();
    let is_outlet = |name: &str| {
        let key = masthead(name);
        let listed =
            || names.0.values().flatten().any(|(words, known)| *known == key || words.join(" ") == key);
        name.starts_with(|c: char| !c.is_lowercase()) && (outlets.contains(&key) || listed())
    };
    let mut credits = Vec::new();
    for statement in &notes.statements {
        let last = statement.chain.len().saturating_sub(1);
        let by_outlet = statement.source.kind == SourceKind::Outlet;
        let mut through = statement
            .chain
            .iter()
            .enumerate()
            .filter(|(n, link)| (*n < last || by_outlet) && is_outlet(link))
            .map(|(_, link)| link.as_str());
        let Some(name) = through.next() else { continue };
        let Some(span) = statement.source.span.or(statement.cue) else { continue };
        let line = sentences.partition_point(|sentence| sentence.end <= span.start);
        let Some(sentence) = sentences.get(line).filter(|sentence| sentence.touches(span)) else { continue };
        let key = masthead(name);
        let printed = tokens(&item.article.text, *sentence);
        let named = (0..printed.len()).find_map(|at| {
            let (_, end) = names.at(&printed, at).filter(|(found, _)| *found == key)?;
            Some(printed.get(at)?.span.to(printed.get(end - 1)?.span))
        });
        credits.push(Credit {
            outlet: key.clone(),
            name: name.to_owned(),
            line,
            words: words::of(name),
            span: named.unwrap_or_else(|| statement.cue.map_or(span, |cue| span.to(cue))),
            weight: MARKED * statement.evidence.confidence.max(0.5),
            through: through.map(|name| (masthead(name), name.to_owned())).find(|(inner, _)| *inner != key),
        });
    }
    credits
}
