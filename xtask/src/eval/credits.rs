//! Who is credited, and how: source kind, how many persons, through whom, and full names. Twenty news articles.
//!
//! In: `status/news/{articles,gold}.jsonl` · Out: recall by cue and source, and accuracies on those found
//! From: the set's GUIDE, section B; its `organisation` covers our `outlet`, a `pronoun` is scored by the name it
//! stands for · Fails: what the two annotators give differently is not scored · Cost: 20 texts marked

use super::news::Article;
use super::room::{Points, Room};
use super::score::{Score, Tally};
use super::words::{pair, spelled};
use anyhow::Result;
use model::{CodePoints, SourceKind, Span, Statement, StatementType};
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
struct Gold {
    id: String,
    statements: Vec<GoldStatement>,
}

#[derive(Deserialize)]
struct GoldStatement {
    sent: String,
    cue: Points,
    source: Option<Points>,
    kind: Option<String>,
    directness: Option<String>,
    count_min: Option<u32>,
    via: Option<String>,
    resolved: Option<String>,
}

#[derive(Default)]
struct Outcome {
    found: Tally,
    kind: (usize, usize),
    count: (usize, usize),
    via: (usize, usize),
    no_via: (usize, usize),
    name: (usize, usize),
    direct: (usize, usize),
    cases: Vec<(String, String)>,
}

/// Scores the set.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let articles: Vec<Article> = room.lines("status/news/articles.jsonl")?;
    let gold: Vec<Gold> = room.lines("status/news/gold.jsonl")?;
    let by_id: HashMap<&str, &Gold> = gold.iter().map(|g| (g.id.as_str(), g)).collect();
    let outcomes = room.each(&articles, |article| {
        let notes = room.mark(&article.id, &article.text, Some(&article.published));
        by_id.get(article.id.as_str()).map(|g| one(article, g, &notes.statements)).unwrap_or_default()
    });
    let mut score = Score::default();
    let found = outcomes.iter().map(|o| o.found).fold(Tally::default(), Tally::and);
    score.share("recall", found.hit, found.gold);
    score.share("precision", found.right, found.found);
    let sum = |pick: fn(&Outcome) -> (usize, usize)| {
        outcomes.iter().map(pick).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1))
    };
    for (name, (part, of)) in [
        ("kind_accuracy", sum(|o| o.kind)),
        ("count_min_accuracy", sum(|o| o.count)),
        ("via_right", sum(|o| o.via)),
        ("no_via_right", sum(|o| o.no_via)),
        ("name_resolved", sum(|o| o.name)),
        ("directness_accuracy", sum(|o| o.direct)),
    ] {
        score.share(name, part, of);
    }
    for (article, outcome) in articles.iter().zip(outcomes) {
        score.cases_of(&article.id, outcome.cases);
    }
    Ok(score)
}

fn one(article: &Article, gold: &Gold, all: &[Statement]) -> Outcome {
    let map = CodePoints::new(&article.text);
    let byte = |p: Points| map.span(p[0], p[1]);
    // The guide marks what is expressed, not what is thought.
    let found: Vec<&Statement> = all.iter().filter(|s| s.kind == StatementType::Speech).collect();
    let pairs = pair(gold.statements.len(), found.len(), |g, f| {
        agreement(byte(gold.statements[g].cue), gold.statements[g].source.map(byte), found[f])
    });
    let hit = pairs.iter().flatten().count();
    let mut out =
        Outcome { found: Tally::new(hit, gold.statements.len(), found.len()), ..Outcome::default() };
    for (statement, pair) in gold.statements.iter().zip(&pairs) {
        let at: usize = statement.sent.trim_start_matches('s').parse().unwrap_or(usize::MAX);
        let line = article.sentences.get(at).map_or("", |p| byte(*p).words(&article.text));
        let cue = byte(statement.cue).words(&article.text);
        let source = statement.source.map_or("", |s| byte(s).words(&article.text));
        let Some(got) = pair.and_then(|f| found.get(f)) else {
            out.cases.push(("missed".into(), format!("«{source}» «{cue}» in: {line}")));
            continue;
        };
        let mut check = |tally: &mut (usize, usize), label: &str, right: bool, had: String| {
            *tally = (tally.0 + usize::from(right), tally.1 + 1);
            if !right {
                out.cases.push((label.to_owned(), format!("«{source}» «{cue}» found {had} in: {line}")));
            }
        };
        let kind = statement.kind.as_deref();
        if let Some(right) = kind.and_then(|k| kind_right(k, got.source.kind)) {
            let label = format!("kind: {} told as {}", kind.unwrap_or(""), got.source.kind);
            check(&mut out.kind, &label, right, got.source.kind.to_string());
        }
        let person = kind.is_some_and(|k| k.ends_with("_person"));
        if let Some(count) = statement.count_min.filter(|_| person) {
            let had = got.source.count.map(|c| c.min);
            check(&mut out.count, "count", had == Some(count), format!("{had:?} for {count}"));
        }
        let chain = got.chain.join(" ← ");
        match &statement.via {
            Some(via) => check(&mut out.via, "via", same_name(via, &chain), format!("[{chain}] for {via}")),
            None => check(&mut out.no_via, "via where none is", got.chain.len() < 2, format!("[{chain}]")),
        }
        if let Some(name) = &statement.resolved {
            let had = got.source.name.clone().unwrap_or_default();
            check(&mut out.name, "name", same_name(name, &had), format!("«{had}» for «{name}»"));
        }
        if let Some(directness) = &statement.directness {
            let had = got.directness.as_str();
            check(&mut out.direct, "directness", had == directness, format!("{had} for {directness}"));
        }
    }
    for (at, f) in found.iter().enumerate().filter(|(at, _)| !pairs.contains(&Some(*at))) {
        let part = |s: Option<Span>| s.map_or("", |s| s.words(&article.text)).to_owned();
        let home = f.cue.or(f.source.span).or(f.content.first().copied());
        let line = article.sentences.iter().map(|p| byte(*p)).find(|s| home.is_some_and(|h| s.touches(h)));
        let line = line.map_or("", |l| l.words(&article.text));
        let why =
            format!("{at}: «{}» «{}» ({}) in: {line}", part(f.source.span), part(f.cue), f.evidence.maker);
        out.cases.push(("extra".into(), why));
    }
    out
}

/// Whether a found statement is the gold one: the cues touch, and so do the sources, or there is none in both.
fn agreement(cue: Span, source: Option<Span>, found: &Statement) -> Option<f64> {
    let cues = found.cue.map_or(0, |c| c.overlap(cue));
    let sources = match (source, found.source.span) {
        (Some(gold), Some(own)) => gold.overlap(own),
        (None, None) => 1,
        _ => 0,
    };
    (cues > 0 && sources > 0).then_some((cues + sources) as f64)
}

/// Whether our kind is what the guide's word means; `None` where its word says nothing of the kind.
fn kind_right(gold: &str, found: SourceKind) -> Option<bool> {
    let accepted: &[SourceKind] = match gold {
        "named_person" => &[SourceKind::NamedPerson],
        "unnamed_person" => &[SourceKind::UnnamedPerson],
        "organisation" => &[SourceKind::Organisation, SourceKind::Outlet],
        "document" => &[SourceKind::Document],
        "none" => &[SourceKind::Unknown],
        _ => return None,
    };
    Some(accepted.contains(&found))
}

/// Whether `found` holds the last word of `name`: "Ann Perry" for "Mayor Perry".
fn same_name(name: &str, found: &str) -> bool {
    let own = spelled(found);
    spelled(name).last().is_some_and(|last| own.contains(last))
}

#[cfg(test)]
mod tests {
    use super::{kind_right, same_name};
    use model::SourceKind;

    #[test]
    fn the_guides_words_and_ours() {
        assert_eq!(kind_right("organisation", SourceKind::Outlet), Some(true));
        assert_eq!(kind_right("none", SourceKind::NamedPerson), Some(false));
        assert_eq!(kind_right("pronoun", SourceKind::NamedPerson), None);
    }

    #[test]
    fn a_name_is_the_same_by_its_last_word() {
        assert!(same_name("the Harbour Gazette", "Harbour Gazette ← two officials"));
        assert!(!same_name("Ann Perry", "Ann"));
        assert!(!same_name("Ann Perry", ""));
    }
}
