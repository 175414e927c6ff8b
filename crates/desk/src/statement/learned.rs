//! Where the learned spans and the rules' statements meet.
//!
//! In: the page with its hints, the rules' drafts · Out: drafts whose spans the model tells and whose traits the rules
//! From: linking by the nearest span, as PolNeAR's relations are (98.7 % of contents, 99.6 % of sources on gold spans)
//! Fails: without hints the rules' drafts stand · Cost: linear in spans; each looks at its neighbours only
//!
//! The model tells where sources, cues and contents are. The rules tell what hangs under what, so they give a cue the
//! source that it shares with another, the content of a cue inside another's content (PolNeAR has no such), what a
//! relative pronoun stands for, and through whom it came.

use super::{BAR, Draft, bounds};
use crate::encoder::Hint;
use crate::page::Page;
use model::{Span, StatementType};
use std::collections::HashSet;

/// Rules' statements that the model does not see are kept from this chance on, where their cue lies inside what
/// another statement says.
pub(super) const NESTED: f32 = 0.6;

/// A model less sure than this of its spans gives way to a rule that sees the same statement.
const DOUBTFUL: f32 = 0.65;

/// A model less sure than this of a statement that no rule sees is not heeded; without a cue it must be surer.
const ALONE: f32 = 0.5;
const CUELESS: f32 = 0.7;

/// How far a content may stand from its cue, in sentences.
const REACH: usize = 2;
/// Bytes between a further piece of content and what it hangs on, in one sentence and into the next: a word or two,
/// a mark or two. On PolNeAR dev anything up to fifteen words gave the same F1 within .002.
const BESIDE: usize = 12;
const NEXT: usize = 4;
/// Sources looked at on either side of a content without a cue.
const AROUND: usize = 3;

/// The statements of model and rules together.
pub(super) fn meet(page: &Page, rules: Vec<Draft>) -> Vec<Draft> {
    let hints = &page.hints;
    let Some(maker) = hints.by else { return rules };
    let lines = Lines::new(page);
    let cues = &hints.cues;
    let mut sources: Vec<Option<Hint>> = vec![None; cues.len()];
    for source in &hints.sources {
        let Some((cue, gap)) = lines.nearest(cues, source.span).filter(|(_, gap)| gap.0 <= 1) else {
            continue;
        };
        let taken = sources[cue].map(|s| lines.gap(cues[cue].span, s.span));
        if taken.is_none_or(|t| gap < t) {
            sources[cue] = Some(*source);
        }
    }
    let mut contents: Vec<Vec<Hint>> = vec![Vec::new(); cues.len()];
    let mut alone = Vec::new();
    for content in hints.contents.iter().flat_map(|content| bounds::by_part(page, *content)) {
        match lines.nearest(cues, content.span) {
            // A headline is told by no cue of the story.
            Some((cue, _)) if !bounds::one_part(page, cues[cue].span, content.span) => {}
            Some((cue, gap)) if gap.0 <= REACH => contents[cue].push(content),
            _ => alone.push(content),
        }
    }
    let mut rules = Rules::new(rules);
    let mut out = Vec::with_capacity(cues.len());
    for ((cue, source), near) in cues.iter().zip(&sources).zip(contents) {
        let rule = rules.take(cue.span);
        let (content, far) = lines.hanging_together(cue.span, *source, near);
        alone.extend(far);
        // "The mayor said … and warned …": a cue without a source of its own shares the last one before it.
        let before = hints.sources.partition_point(|s| s.span.end <= cue.span.start).checked_sub(1);
        let shared = before
            .and_then(|at| hints.sources.get(at))
            .filter(|s| lines.gap(s.span, cue.span).0 == 0)
            .map(|s| s.span);
        let own = source.map(|s| s.span);
        out.extend(joined(page, &lines, maker, *cue, (own, shared), &content, rule));
    }
    let taken: HashSet<Span> = sources.iter().flatten().map(|s| s.span).collect();
    for content in alone.into_iter().filter(|c| c.sure >= CUELESS) {
        // A content without a cue stands beside its source, or is none.
        let from = hints.sources.partition_point(|s| s.span.end <= content.span.start).saturating_sub(AROUND);
        let near = hints.sources.iter().skip(from).take(2 * AROUND).filter(|s| !taken.contains(&s.span));
        let near = near.map(|s| (lines.gap(s.span, content.span), s.span));
        if let Some((_, source)) = near.filter(|(gap, _)| gap.0 == 0).min() {
            let blank = Draft::told_by(maker, lines.of(content.span), often_right(content.sure));
            out.push(Draft { source: Some(source), content: vec![content.span], ..blank });
        }
    }
    let told = Told::new(out.iter().flat_map(|d| d.content.iter().copied()));
    let nested = rules.left().filter(|r| r.spoken && r.cue.is_some_and(|c| told.holds(c)));
    out.extend(nested);
    out
}

/// The rules' drafts in the order of their cues, each to be taken once.
struct Rules {
    starts: Vec<usize>,
    drafts: Vec<Option<Draft>>,
}

impl Rules {
    fn new(mut drafts: Vec<Draft>) -> Self {
        drafts.sort_by_key(|d| d.cue.map_or(0, |c| c.start));
        let starts = drafts.iter().map(|d| d.cue.map_or(0, |c| c.start)).collect();
        Rules { starts, drafts: drafts.into_iter().map(Some).collect() }
    }

    /// The draft whose cue shares words with this one: it begins inside it, or is one of the last before it.
    fn take(&mut self, cue: Span) -> Option<Draft> {
        let from = self.starts.partition_point(|s| *s < cue.start).saturating_sub(2);
        let to = self.starts.partition_point(|s| *s < cue.end);
        let mut near = self.drafts.get_mut(from..to)?.iter_mut();
        near.find(|d| d.as_ref().and_then(|d| d.cue).is_some_and(|c| c.touches(cue)))?.take()
    }

    fn left(self) -> impl Iterator<Item = Draft> {
        self.drafts.into_iter().flatten()
    }
}

/// What the statements say, to ask whether a cue stands inside.
pub(super) struct Told {
    /// Contents by their beginning, each with how far the ones up to it reach.
    reach: Vec<(usize, usize)>,
}

impl Told {
    pub(super) fn new(contents: impl Iterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = contents.collect();
        spans.sort();
        let mut far = 0;
        let reach = spans.into_iter().map(|s| {
            far = far.max(s.end);
            (s.start, far)
        });
        Told { reach: reach.collect() }
    }

    pub(super) fn holds(&self, cue: Span) -> bool {
        let at = self.reach.partition_point(|(start, _)| *start <= cue.start);
        at.checked_sub(1).and_then(|at| self.reach.get(at)).is_some_and(|(_, far)| *far >= cue.end)
    }
}

/// One cue of the model's with what stands nearest, and what the rules know of it. `sources`: its own, and the one
/// that it may share.
fn joined(
    page: &Page,
    lines: &Lines,
    maker: &'static str,
    cue: Hint,
    (own, shared): (Option<Span>, Option<Span>),
    content: &[Hint],
    rule: Option<Draft>,
) -> Option<Draft> {
    let kind = match page.hints.word(cue.span.start).map(|w| w.kind) {
        Some(("attitude", _)) => StatementType::Attitude,
        Some(("speech", _)) => StatementType::Speech,
        _ => rule.as_ref().map_or(StatementType::Speech, |r| r.kind),
    };
    if content.is_empty() {
        // A cue inside another's content, or one whose content the model did not see.
        return rule.filter(|r| r.rate >= BAR).map(|r| Draft { cue: Some(cue.span), kind, ..r });
    }
    let sure = content.iter().map(|c| c.sure).chain([cue.sure]).fold(1.0, f32::min);
    if sure < ALONE && rule.is_none() {
        return None;
    }
    let known = own.or(shared).or(rule.as_ref().and_then(|r| r.source));
    if known.is_none() && bounds::only_helps(page, cue.span) {
        return None;
    }
    let rate = often_right(sure);
    let mut spans: Vec<Span> =
        content.iter().filter_map(|c| trimmed(page.text, c.span)).map(|s| quoted(page.text, s)).collect();
    spans.iter_mut().for_each(|s| *s = bounds::within_relative(page, cue.span, *s));
    // "voiced support |for the merger": the rules know where a noun's content begins.
    let cue_of_rule = rule.as_ref().filter(|r| r.frame.starts_with("n-")).and_then(|r| r.cue);
    let split = cue_of_rule.filter(|c| c.contains(cue.span) && spans.iter().any(|s| s.touches(*c)));
    if let (Some(rule), Some(_)) = (&rule, split) {
        spans.clone_from(&rule.content);
    }
    if let Some(rule) = &rule {
        let same = rule.content.iter().any(|c| spans.iter().any(|s| s.touches(*c)));
        let doubtful = sure < DOUBTFUL && rule.rate >= NESTED;
        if same && doubtful || spans.is_empty() {
            spans.clone_from(&rule.content);
        }
    }
    if spans.is_empty() {
        return None;
    }
    let base = rule.unwrap_or_else(|| Draft {
        conveys: kind == StatementType::Speech,
        ..Draft::told_by(maker, lines.of(cue.span), rate)
    });
    let ruled = base.source.filter(|s| !spans.iter().any(|c| c.touches(*s)));
    // "officials quoted by the Gazette": the one behind "by" is not the one who said it.
    let own = own.map(|o| without_by(page.text, o)).filter(|o| !only_points(page.text, *o));
    let wider = ruled.filter(|r| {
        own.is_some_and(|o| r.contains(o) && r.start + "by ".len() < o.start && behind_by(page.text, o))
    });
    let source = wider.or(own).or(ruled).or(shared);
    let antecedent = base.antecedent.filter(|_| source == base.source);
    let source = source.and_then(|s| trimmed(page.text, s));
    let medium = base.cue.filter(|c| names_medium(page.text, *c, cue.span));
    let cue = split.or(medium).or_else(|| without_agent(page.text, trimmed(page.text, cue.span)?))?;
    let mut spans: Vec<Span> = spans.into_iter().filter_map(|s| behind(page.text, s, cue)).collect();
    let cue = with_preposition(page.text, cue, &mut spans);
    if spans.is_empty() {
        return None;
    }
    Some(Draft { kind, rate, source, antecedent, cue: Some(cue), content: spans, maker: Some(maker), ..base })
}

impl Draft {
    /// A statement that only the model knows of, still without words.
    fn told_by(maker: &'static str, line: usize, rate: f32) -> Self {
        Draft {
            line,
            kind: StatementType::Speech,
            frame: "learned",
            rate,
            source: None,
            antecedent: None,
            cue: None,
            content: Vec::new(),
            conveys: true,
            carries: false,
            shows: false,
            via: Vec::new(),
            through: None,
            inside: false,
            spoken: false,
            maker: Some(maker),
        }
    }
}

/// A lone "the" names nobody: the model lost the rest.
fn only_points(text: &str, source: Span) -> bool {
    matches!(source.words(text).to_lowercase().as_str(), "the" | "a" | "an" | "this" | "its" | "their")
}

/// The source without the "by" that leads to it.
fn without_by(text: &str, source: Span) -> Span {
    let cut = if source.words(text).starts_with("by ") { "by ".len() } else { 0 };
    Span::new(source.start + cut, source.end)
}

/// "voiced support |for| the merger": the preposition right behind a cue binds its content and belongs to the cue.
fn with_preposition(text: &str, cue: Span, spans: &mut [Span]) -> Span {
    let Some(first) = spans.first_mut().filter(|s| s.start > cue.end && s.start - cue.end <= 1) else {
        return cue;
    };
    let lead =
        ["for ", "of ", "about ", "against ", "over "].iter().find(|p| first.words(text).starts_with(**p));
    let Some(lead) = lead.filter(|l| first.len() > l.len()) else { return cue };
    let end = first.start + lead.len();
    *first = Span::new(end, first.end);
    Span::new(cue.start, end - 1)
}

/// Whether "by" leads to the span.
fn behind_by(text: &str, span: Span) -> bool {
    text.get(..span.start).is_some_and(|t| t.trim_end().ends_with(" by"))
}

/// Whether the rules' cue tells of the medium ("said in an interview"), beside which the model's is cut short or long.
fn names_medium(text: &str, rule: Span, model: Span) -> bool {
    const MEDIUM: [&str; 4] = [" in a ", " in an ", " on a ", " in the "];
    let words = rule.words(text);
    rule.start == model.start && rule.end != model.end && MEDIUM.iter().any(|m| words.contains(m))
}

/// The cue without the word that leads to its agent or go-between: "was reported |by", "said |through".
fn without_agent(text: &str, cue: Span) -> Option<Span> {
    let words = cue.words(text);
    let cut = [" by", " through", " via"].iter().find_map(|w| words.strip_suffix(w)).unwrap_or(words);
    trimmed(text, Span::new(cue.start, cue.start + cut.len()))
}

/// What of a content stands behind a cue that it shares words with: a word is cue or content, not both.
fn behind(text: &str, content: Span, cue: Span) -> Option<Span> {
    if content.start >= cue.start && content.start < cue.end && content.end > cue.end {
        return trimmed(text, Span::new(cue.end, content.end));
    }
    Some(content)
}

/// The span with the quotation mark right before it, where its own last one closes that.
fn quoted(text: &str, span: Span) -> Span {
    let words = span.words(text);
    let count = |mark: char| words.chars().filter(|c| *c == mark).count();
    let before = text.get(..span.start).and_then(|t| t.chars().next_back());
    let opens = match before {
        Some('“') => count('”') > count('“'),
        Some('"') => count('"') % 2 == 1 && words.ends_with('"'),
        _ => false,
    };
    let mark = before.filter(|_| opens).map_or(0, char::len_utf8);
    Span::new(span.start - mark, span.end)
}

/// How often a statement is right, source and content, whose least sure span the model is this sure of.
///
/// Read off on PolNeAR dev, where the model is surer than it should be: straight lines between these points.
fn often_right(sure: f32) -> f32 {
    const POINTS: [(f32, f32); 6] =
        [(0.0, 0.35), (0.6, 0.38), (0.7, 0.45), (0.8, 0.62), (0.9, 0.74), (1.0, 0.95)];
    let lines = POINTS.windows(2).find(|pair| sure <= pair[1].0).unwrap_or(&POINTS[4..]);
    let [(from, low), (to, high)] = [lines[0], lines[1]];
    low + (high - low) * ((sure - from) / (to - from)).clamp(0.0, 1.0)
}

/// The span without the commas, colons and dashes at its ends; nothing if no word is left.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let marks = |c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';' | '—' | '–');
    let words = span.words(text);
    let front = words.len() - words.trim_start_matches(marks).len();
    let whole = words.trim_matches(marks);
    let start = span.start + front;
    whole.chars().any(char::is_alphanumeric).then(|| Span::new(start, start + whole.len()))
}

/// Where sentences begin, to count how many lie between two spans.
struct Lines(Vec<usize>);

impl Lines {
    fn new(page: &Page) -> Self {
        Lines(page.lines.iter().map(|l| l.sentence.span.start).collect())
    }

    /// Of the contents nearest to a cue those that hang together with it, piece by piece, and the others.
    ///
    /// The nearest belongs to it; each further one must stand right beside what is taken already.
    fn hanging_together(&self, cue: Span, source: Option<Hint>, near: Vec<Hint>) -> (Vec<Hint>, Vec<Hint>) {
        let mut taken: Vec<Span> = [Some(cue), source.map(|s| s.span)].into_iter().flatten().collect();
        let mut rest = near;
        rest.sort_by_key(|c| self.gap(cue, c.span));
        let mut own: Vec<Hint> = Vec::new();
        while let Some(at) = rest.iter().position(|c| {
            let gap = taken.iter().map(|t| self.gap(*t, c.span)).min().unwrap_or((0, 0));
            let beside = gap.0 == 0 && gap.1 <= BESIDE || gap.0 == 1 && gap.1 <= NEXT;
            own.is_empty() && gap.0 <= 1 || beside
        }) {
            let piece = rest.remove(at);
            taken.push(piece.span);
            own.push(piece);
        }
        own.sort_by_key(|c| c.span.start);
        (own, rest)
    }

    /// Number of the sentence in which the span begins.
    fn of(&self, span: Span) -> usize {
        self.0.partition_point(|start| *start <= span.start).saturating_sub(1)
    }

    /// Sentences between two spans; 0 where they share one.
    fn apart(&self, a: Span, b: Span) -> usize {
        let last = |s: Span| self.0.partition_point(|start| *start < s.end).saturating_sub(1);
        let (first_a, first_b) = (self.of(a), self.of(b));
        first_b.saturating_sub(last(a)).max(first_a.saturating_sub(last(b)))
    }

    /// How far two spans stand apart: sentences first, then bytes.
    fn gap(&self, a: Span, b: Span) -> (usize, usize) {
        let bytes = b.start.saturating_sub(a.end).max(a.start.saturating_sub(b.end));
        (self.apart(a, b), bytes)
    }

    /// The cue nearest to the span, among the last ones before and the first ones after it.
    fn nearest(&self, cues: &[Hint], span: Span) -> Option<(usize, (usize, usize))> {
        let from = cues.partition_point(|c| c.span.end <= span.start);
        let to = cues.partition_point(|c| c.span.start < span.end);
        let around = from.saturating_sub(2)..(to + 2).min(cues.len());
        around.map(|at| (at, self.gap(cues[at].span, span))).min_by_key(|(at, gap)| (*gap, *at))
    }
}
