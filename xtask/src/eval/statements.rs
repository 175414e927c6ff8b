//! Who said what: sources, cues, contents, and whether they hang together. PolNeAR, news of 2016.
//!
//! In: `attribution/polnear/dev.jsonl` · Out: exact and overlap F1 of source, cue and content over all statements,
//! and of whole statements · From: PolNeAR (Newell, Margolin and Ruths 2018); overlap is half the words of both
//! Fails: a text that cannot be marked counts as one without statements · Cost: 84 texts marked

use super::room::{Points, Room, spans, words};
use super::score::{Score, Tally};
use super::words::{WordSet, Words, half_shared, pair, tallies};
use anyhow::Result;
use model::{CodePoints, Notes, Span};
use serde::Deserialize;

/// An article of PolNeAR.
#[derive(Deserialize)]
pub(super) struct Doc {
    pub id: String,
    pub date: String,
    pub text: String,
    pub attributions: Vec<Attribution>,
}

/// Who is credited with what, each in one or more stretches.
#[derive(Deserialize)]
pub(super) struct Attribution {
    pub source: Vec<Points>,
    pub cue: Vec<Points>,
    pub content: Vec<Points>,
}

/// One statement, gold or found, as spans and as words.
struct Said {
    spans: [Vec<Span>; 3],
    words: [WordSet; 3],
}

const PARTS: [&str; 3] = ["source", "cue", "content"];

impl Said {
    fn new(text: &Words, spans: [Vec<Span>; 3]) -> Self {
        let words = [text.under(&spans[0]), text.under(&spans[1]), text.under(&spans[2])];
        Said { spans, words }
    }

    fn shown(&self, text: &str) -> String {
        let part = |at: usize| format!("{}: {}", PARTS[at], words(text, &self.spans[at]));
        format!("{} | {} | {}", part(0), part(1), part(2))
    }

    /// How well two statements agree in source and content: both by half, or both without a source.
    fn linked(&self, other: &Said) -> Option<f64> {
        let content = half_shared(&self.words[2], &other.words[2])?;
        let source = match (self.words[0].is_empty(), other.words[0].is_empty()) {
            (true, true) => 1.0,
            _ => half_shared(&self.words[0], &other.words[0])?,
        };
        Some(source + content)
    }
}

struct Outcome {
    exact: [Tally; 3],
    overlap: [Tally; 3],
    linked: Tally,
    /// Every stretch of content by itself, exact and overlapping.
    pieces: [Tally; 2],
    /// Of the statements whose cue is found, those that are linked right.
    of_found: (usize, usize),
    /// Confidence of each found statement, and whether it is linked right.
    sure: Vec<(f32, bool)>,
    cases: Vec<(String, String)>,
}

/// Scores the set.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let docs: Vec<Doc> = room.lines("attribution/polnear/dev.jsonl")?;
    let outcomes = room.each(&docs, |doc| {
        let notes = room.mark(&doc.id, &doc.text, Some(&doc.date));
        one(doc, &notes)
    });
    let mut score = Score::default();
    for (at, part) in PARTS.iter().enumerate() {
        let sum = |pick: fn(&Outcome) -> &[Tally; 3]| {
            outcomes.iter().map(|o| pick(o)[at]).fold(Tally::default(), Tally::and)
        };
        score.f1(&format!("{part}_exact_f1"), sum(|o| &o.exact));
        score.f1(&format!("{part}_overlap_f1"), sum(|o| &o.overlap));
    }
    score.f1("linked_f1", outcomes.iter().map(|o| o.linked).fold(Tally::default(), Tally::and));
    for (at, name) in ["exact", "overlap"].into_iter().enumerate() {
        let all = outcomes.iter().map(|o| o.pieces[at]).fold(Tally::default(), Tally::and);
        score.f1(&format!("content_spans_{name}_f1"), all);
    }
    let found = outcomes.iter().fold((0, 0), |a, o| (a.0 + o.of_found.0, a.1 + o.of_found.1));
    score.share("linked_of_found", found.0, found.1);
    let sure: Vec<(f32, bool)> = outcomes.iter().flat_map(|o| o.sure.iter().copied()).collect();
    score.calibration("calibration_error", &sure);
    for (doc, outcome) in docs.iter().zip(outcomes) {
        score.cases_of(&doc.id, outcome.cases);
    }
    Ok(score)
}

fn one(doc: &Doc, notes: &Notes) -> Outcome {
    let map = CodePoints::new(&doc.text);
    let text = Words::of(&doc.text);
    let gold: Vec<Said> = doc
        .attributions
        .iter()
        .map(|a| Said::new(&text, [spans(&map, &a.source), spans(&map, &a.cue), spans(&map, &a.content)]))
        .collect();
    let found: Vec<Said> = notes
        .statements
        .iter()
        .map(|s| {
            Said::new(
                &text,
                [s.source.span.into_iter().collect(), s.cue.into_iter().collect(), s.content.clone()],
            )
        })
        .collect();
    let mut exact = [Tally::default(); 3];
    let mut overlap = [Tally::default(); 3];
    for at in 0..PARTS.len() {
        let sets = |said: &[Said]| said.iter().map(|s| s.words[at].clone()).collect::<Vec<_>>();
        (exact[at], overlap[at]) = tallies(&mut sets(&gold), &mut sets(&found));
    }
    let pairs = pair(gold.len(), found.len(), |g, f| gold[g].linked(&found[f]));
    let linked = Tally::new(pairs.iter().flatten().count(), gold.len(), found.len());
    let each = |said: &[Said]| -> Vec<_> {
        said.iter()
            .flat_map(|s| s.spans[2].iter().map(|p| text.under(&[*p])))
            .filter(|w| !w.is_empty())
            .collect()
    };
    let (piece_exact, piece_overlap) = tallies(&mut each(&gold), &mut each(&found));
    let cued = pair(gold.len(), found.len(), |g, f| half_shared(&gold[g].words[1], &found[f].words[1]));
    let of_found = cued.iter().enumerate().filter_map(|(g, f)| Some(gold[g].linked(&found[(*f)?]).is_some()));
    let of_found = of_found.fold((0, 0), |a, right| (a.0 + usize::from(right), a.1 + 1));
    let sure = notes.statements.iter().zip(0..);
    let sure = sure.map(|(s, at)| (s.evidence.confidence, pairs.contains(&Some(at)))).collect();
    Outcome {
        exact,
        overlap,
        linked,
        pieces: [piece_exact, piece_overlap],
        of_found,
        sure,
        cases: cases(&doc.text, &gold, &found, &pairs),
    }
}

/// What went wrong with each gold statement that is not linked, and each found one that stands alone.
fn cases(text: &str, gold: &[Said], found: &[Said], pairs: &[Option<usize>]) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for (g, pair) in gold.iter().zip(pairs) {
        if pair.is_some() {
            continue;
        }
        let near = found.iter().max_by_key(|f| {
            let by = |at: usize| super::words::shared(&g.words[at], &f.words[at]);
            3 * by(0) + 4 * by(1) + by(2)
        });
        let near = near.filter(|f| (0..3).any(|at| super::words::shared(&g.words[at], &f.words[at]) > 0));
        let Some(near) = near else {
            out.push(("missed".to_owned(), g.shown(text)));
            continue;
        };
        let wrong: Vec<_> = [0, 2]
            .into_iter()
            .filter(|at| half_shared(&g.words[*at], &near.words[*at]).is_none())
            .filter(|at| !(g.words[*at].is_empty() && near.words[*at].is_empty()))
            .map(|at| PARTS[at])
            .collect();
        let label = if wrong.is_empty() {
            "taken twice".to_owned()
        } else {
            format!("wrong {}", wrong.join(" and "))
        };
        out.push((label, format!("gold  {}\nfound {}", g.shown(text), near.shown(text))));
    }
    for (at, f) in found.iter().enumerate() {
        let near = gold.iter().any(|g| super::words::shared(&g.words[2], &f.words[2]) > 0);
        if !pairs.contains(&Some(at)) && !near {
            out.push(("extra".to_owned(), f.shown(text)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Attribution, Doc, one};
    use crate::eval::score::Tally;
    use model::{Count, Directness, Evidence, Notes, Source, SourceKind, Span, Statement, StatementType};

    const TEXT: &str =
        "The mayor said the port would close. “It stays open,” two officials told the Gazette.";

    fn at(part: &str) -> Span {
        let start = TEXT.find(part).unwrap();
        Span::new(start, start + part.len())
    }

    fn points(part: &str) -> Vec<[usize; 2]> {
        let span = at(part);
        let before = |byte: usize| TEXT.get(..byte).unwrap().chars().count();
        vec![[before(span.start), before(span.end)]]
    }

    fn found(source: &str, cue: &str, content: &str) -> Statement {
        Statement {
            id: "s1".into(),
            kind: StatementType::Speech,
            source: Source {
                span: Some(at(source)),
                kind: SourceKind::NamedPerson,
                name: None,
                entity: None,
                role: None,
                count: Some(Count::exactly(1)),
            },
            cue: Some(at(cue)),
            content: vec![at(content)],
            stance: None,
            directness: Directness::Indirect,
            chain: vec![],
            evidence: Evidence::rule("rule/test", 1.0),
        }
    }

    #[test]
    fn a_small_page_scored_by_hand() {
        let gold = |source, cue, content| Attribution {
            source: points(source),
            cue: points(cue),
            content: points(content),
        };
        let doc = Doc {
            id: "own".into(),
            date: "2026-03-02".into(),
            text: TEXT.into(),
            attributions: vec![
                gold("The mayor", "said", "the port would close"),
                gold("two officials", "told", "“It stays open,”"),
            ],
        };
        let notes = Notes {
            // The first is right but for one word of the source; the second has the wrong source.
            statements: vec![
                found("mayor", "said", "the port would close"),
                found("the Gazette", "told", "It stays open"),
            ],
            ..Notes::default()
        };
        let outcome = one(&doc, &notes);
        assert_eq!(outcome.exact, [Tally::new(0, 2, 2), Tally::new(2, 2, 2), Tally::new(2, 2, 2)]);
        assert_eq!(outcome.overlap, [Tally::new(1, 2, 2), Tally::new(2, 2, 2), Tally::new(2, 2, 2)]);
        assert_eq!(outcome.linked, Tally::new(1, 2, 2));
        assert_eq!(outcome.cases.len(), 1);
        assert_eq!(outcome.cases[0].0, "wrong source");
    }
}
