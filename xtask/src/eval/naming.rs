//! Is a source named or unnamed? FactAppeal, web news.
//!
//! In: `attribution/factappeal/dev.jsonl` · Out: accuracy on the sources found, and the share of sources found
//! From: Morlan et al. 2025 · Fails: a source that no statement credits is not found · Cost: about 480 sentences

use super::room::Room;
use super::score::Score;
use anyhow::Result;
use model::{CodePoints, Source, SourceKind};
use serde::Deserialize;

#[derive(Deserialize)]
struct Item {
    id: String,
    text: String,
    spans: Vec<Marked>,
}

#[derive(Deserialize)]
struct Marked {
    start: usize,
    end: usize,
    label: String,
    mods: Vec<String>,
}

/// Scores the set.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let items: Vec<Item> = room.lines("attribution/factappeal/dev.jsonl")?;
    let outcomes = room.each(&items, |item| {
        let map = CodePoints::new(&item.text);
        let notes = room.mark(&item.id, &item.text, None);
        let sources = item.spans.iter().filter(|s| s.label == "Source");
        let judged = sources.map(|s| {
            let span = map.span(s.start, s.end);
            let credits = notes.statements.iter().filter_map(|st| Some((st.source.span?.overlap(span), st)));
            let best = credits.filter(|(shared, _)| *shared > 0).max_by_key(|(shared, _)| *shared);
            let named = s.mods.iter().any(|m| m == "Named");
            (named, best.map(|(_, st)| is_named(&st.source)), span)
        });
        judged.collect::<Vec<_>>()
    });
    let mut score = Score::default();
    let (mut right, mut found, mut all) = (0, 0, 0);
    for (item, judged) in items.iter().zip(outcomes) {
        for (named, told, span) in judged {
            all += 1;
            found += usize::from(told.is_some());
            right += usize::from(told == Some(named));
            if told != Some(named) {
                let say = |named: bool| if named { "named" } else { "unnamed" };
                let label = format!("{} told as {}", say(named), told.map_or("no source", say));
                score.case(label, format!("«{}» in: {}", span.words(&item.text), item.text));
            }
        }
    }
    score.share("accuracy_of_found", right, found);
    score.share("sources_found", found, all);
    Ok(score)
}

/// "Police" and "a report" are an organisation and a document without a name.
fn is_named(source: &Source) -> bool {
    source.name.is_some() && source.kind != SourceKind::UnnamedPerson
}
