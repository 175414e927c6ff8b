//! Who is quoted as saying: "state media quoted a pilot as saying …", "a pilot was quoted by Reuters as saying …".
//!
//! In: the page, the drafts · Out: the statement of the one quoted, inside that of the one who quotes; or, in the
//! passive, one statement with the outlet in its chain · From: PolNeAR takes the quoter for the source and all behind
//! for the content, which holds the inner statement · Fails: without words between "quoted" and "as" nobody is quoted
//! Cost: linear in the text; a sentence with the pattern looks at its own drafts

use super::Draft;
use super::cue;
use super::reach;
use super::source;
use super::tree::Ground;
use super::verb;
use super::via;
use crate::mention::Cast;
use crate::page::{LONGEST, Page};
use crate::quotation::Quotation;
use crate::syntax::Tag;
use model::{Span, StatementType};

/// Tokens between "quoted" and "as saying" at most: a name with an office and an apposition.
const WIDEST: usize = 25;

/// How often "quote" attributes with an object, on PolNeAR train; see `lexicon/cues.tsv`.
const RATE: f32 = 0.86;

/// Puts the statements of those who are quoted as saying something in the place of what was made of the words.
pub(super) fn relay(page: &Page, cast: &Cast, outer: &[Quotation], drafts: &mut Vec<Draft>) {
    let mut from = 0;
    let mut found: Vec<Relayed> = Vec::new();
    for (line, number) in page.lines.iter().zip(0..) {
        let tokens = &line.sentence.tokens;
        let quotes = |at: &usize| tokens.get(*at).is_some_and(|t| t.lemma == "quote");
        if tokens.len() > LONGEST || !(0..tokens.len()).any(|at| quotes(&at)) {
            continue;
        }
        let g = Ground::new(page, tokens, number, outer, &mut from);
        found.extend((0..g.len()).filter(quotes).filter_map(|at| relayed(page, cast, &g, at)));
    }
    let stretches: Vec<Span> = found.iter().map(|r| r.cues).collect();
    let replaced = |cue: Span| {
        stretches.get(stretches.partition_point(|s| s.end <= cue.start)).is_some_and(|s| s.touches(cue))
    };
    drafts.retain(|d| !d.cue.is_some_and(replaced));
    drafts.extend(found.into_iter().flat_map(|r| r.drafts));
}

struct Relayed {
    /// From "quoted" to "saying".
    cues: Span,
    drafts: Vec<Draft>,
}

/// What is relayed by the "quoted" at token `at`.
fn relayed(page: &Page, cast: &Cast, g: &Ground, at: usize) -> Option<Relayed> {
    let saying = (at + 2..(at + WIDEST).min(g.len()))
        .find(|s| g.tag(*s) == Tag::Vbg && g.is(s - 1, "as") && cue::row_of(g.lemma(*s), "verb").is_some())?;
    let plain = g.quote(at).is_none() && g.quote(saying).is_none();
    let group = cue::group(g, at);
    let mut first = saying + 1;
    while g.any(first, &[",", ":"]) {
        first += 1;
    }
    let end = g.without_stops(first, g.len().checked_sub(1)?);
    let last = Some(reach::limit(g, saying)).filter(|l| *l > first).unwrap_or(end);
    let content = g.span(first, last).filter(|_| plain)?;
    let draft = |source: Option<Span>, cue: Option<Span>, content: Span, via: Vec<Span>| Draft {
        line: g.line,
        kind: StatementType::Speech,
        frame: "cited",
        rate: RATE,
        source,
        antecedent: None,
        cue,
        content: vec![content],
        conveys: true,
        carries: false,
        shows: false,
        via,
        through: None,
        inside: false,
        spoken: false,
        maker: None,
    };
    let speaker = source::subject(g, at).or_else(|| source::phrase_before(g, group.0));
    let speaker = speaker.and_then(|w| g.span(w.first, w.last));
    let cues = g.span(group.0, saying)?;
    if verb::is_passive(g, at) {
        let via = via::outlet_between(page, cast, g, group.1 + 1, saying - 2);
        let quoted = draft(speaker, g.span(group.0, group.1), content, via.into_iter().collect());
        return speaker.map(|_| Relayed { cues, drafts: vec![quoted] });
    }
    let last = g.without_stops(group.1 + 1, saying.checked_sub(2)?);
    let quoted = g.span(group.1 + 1, last)?;
    let outer = draft(speaker, g.span(group.0, group.1), quoted.to(content), Vec::new());
    let inner = draft(Some(quoted), g.span(saying, saying), content, Vec::new());
    Some(Relayed { cues, drafts: vec![outer, inner] })
}
