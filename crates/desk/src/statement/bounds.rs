//! Where what the model tells of a statement oversteps the grammar: out of its part, out of its clause, into an auxiliary.
//!
//! In: the page, a learned cue or content · Out: the same, cut back, or nothing · From: own; on PolNeAR dev, where a
//! sourceless cue of nothing but auxiliaries is never right, linked F1 rises by .001 without such cues
//! Fails: where the grammar is misread too, the model's span stands · Cost: the tokens of one sentence

use crate::encoder::Hint;
use crate::page::Page;
use crate::syntax::{Tag, Token, Upos};
use model::{PartKind, Span};

/// Whether two spans begin in parts of one kind.
pub(super) fn one_part(page: &Page, one: Span, other: Span) -> bool {
    let part = |span: Span| page.line_at(span.start).map(|(_, line)| line.part);
    part(one) == part(other)
}

/// A content by the parts of the article that it stands in: no statement runs from the headline into the story.
pub(super) fn by_part(page: &Page, content: Hint) -> Vec<Hint> {
    let from = page.lines.partition_point(|line| line.sentence.span.end <= content.span.start);
    let mut pieces: Vec<(PartKind, Span)> = Vec::new();
    for line in page.lines.iter().skip(from).take_while(|l| l.sentence.span.start < content.span.end) {
        let here = line.sentence.span;
        let piece = Span::new(here.start.max(content.span.start), here.end.min(content.span.end));
        match pieces.last_mut().filter(|(part, _)| *part == line.part) {
            Some((_, last)) => *last = last.to(piece),
            None => pieces.push((line.part, piece)),
        }
    }
    if pieces.len() < 2 {
        return vec![content];
    }
    pieces.into_iter().map(|(_, span)| Hint { span, ..content }).collect()
}

/// Whether a cue is nothing but auxiliaries: "is", cut out of "is being questioned".
pub(super) fn only_helps(page: &Page, cue: Span) -> bool {
    let Some((_, line)) = page.line_at(cue.start) else { return false };
    let mut words = line.sentence.tokens.iter().filter(|t| cue.contains(t.span)).peekable();
    words.peek().is_some() && words.all(|t| matches!(t.upos, Upos::Aux | Upos::Part))
}

/// "The group that was said |to have planted one| denies it": what a relative clause tells in an infinitive ends where
/// the verb of the clause around it stands.
pub(super) fn within_relative(page: &Page, cue: Span, content: Span) -> Span {
    cut(page, cue, content).map_or(content, |end| Span::new(content.start, end))
}

fn cut(page: &Page, cue: Span, content: Span) -> Option<usize> {
    let tokens: &[Token] = &page.line_at(cue.start)?.1.sentence.tokens;
    let first = tokens.iter().position(|t| t.span.start >= cue.start)?;
    let low = |t: &Token| t.span.words(page.text).to_lowercase();
    let before = tokens.get(first.checked_sub(1)?)?;
    let relative =
        matches!(before.tag, Tag::Wdt | Tag::Wp) || low(before) == "that" && before.upos == Upos::Pron;
    let from = tokens.iter().position(|t| t.span.start >= content.start)?;
    if !relative || content.start < cue.end || low(tokens.get(from)?) != "to" {
        return None;
    }
    let infinitive = (from + 1..tokens.len()).find(|at| tokens[*at].tag == Tag::Vb)?;
    for at in infinitive + 1..tokens.len() {
        let here = &tokens[at];
        let opens = matches!(here.tag, Tag::Wdt | Tag::Wp | Tag::Wrb)
            || matches!(here.upos, Upos::Sconj | Upos::Punct | Upos::Cconj)
            || low(here) == "that";
        if here.span.end > content.end || opens {
            return None;
        }
        if matches!(here.tag, Tag::Vbz | Tag::Vbd | Tag::Vbp | Tag::Md) {
            return tokens.get(at - 1).map(|last| last.span.end);
        }
    }
    None
}
