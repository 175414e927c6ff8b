//! The article as a page prints it: blocks in reading order, each cut at its sentences, nothing left out.
//!
//! In: parts, paragraphs and sentences · Out: blocks that do not overlap, pieces that do not overlap
//! From: DESIGN section 2 (one carrier) · Fails: words outside every part are a paragraph; spans that overlap are
//! clipped · Cost: O(text + parts + paragraphs + sentences)

use model::{Article, ParagraphKind, PartKind, Span};

/// One block of the page.
pub(super) struct Block {
    /// Where.
    pub(super) span: Span,
    /// The part it belongs to; `None` for words outside every part.
    pub(super) part: Option<PartKind>,
    /// Which kind.
    pub(super) kind: ParagraphKind,
}

/// One piece of a block: a sentence, or words between sentences.
pub(super) struct Piece {
    /// Where.
    pub(super) span: Span,
    /// The sentence's number.
    pub(super) number: Option<usize>,
    /// Whether the sentence begins here; one that runs on from the block before does not.
    pub(super) begins: bool,
}

/// Every block with words in it.
pub(super) fn blocks(article: &Article) -> Vec<Block> {
    let text = article.text.as_str();
    let parts = in_order(text, article.parts.iter().map(|p| (p.span, p.part)));
    let paragraphs = in_order(text, article.paragraphs.iter().map(|p| (p.span, p.kind)));
    let mut rest = paragraphs.into_iter().peekable();
    let mut out = Vec::new();
    for (region, part) in covered(Span::new(0, text.len()), parts) {
        // The paragraphs that begin in this region; one that runs beyond it is cut at its end.
        let mut own = Vec::new();
        while let Some((span, kind)) = rest.next_if(|(span, _)| span.start < region.end) {
            let clipped = Span::new(span.start.max(region.start), span.end.min(region.end));
            if !clipped.is_empty() {
                own.push((clipped, kind));
            }
        }
        for (span, kind) in covered(region, own) {
            match kind {
                Some(kind) => push(&mut out, text, Block { span, part, kind }),
                None => lines(&mut out, text, span, part),
            }
        }
    }
    out
}

/// The block cut at its sentences. `next` is the first sentence not yet printed whole, `begun` counts those begun.
pub(super) fn pieces(
    block: Span,
    sentences: &[(Span, usize)],
    next: &mut usize,
    begun: &mut usize,
) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = block.start;
    while let Some((sentence, number)) = sentences.get(*next).copied() {
        if sentence.start >= block.end {
            break;
        }
        let start = sentence.start.max(at);
        let end = sentence.end.min(block.end).max(start);
        if start > at {
            out.push(Piece { span: Span::new(at, start), number: None, begins: false });
        }
        out.push(Piece { span: Span::new(start, end), number: Some(number), begins: *begun <= *next });
        *begun = *next + 1;
        at = end;
        if sentence.end > block.end {
            break;
        }
        *next += 1;
    }
    if at < block.end {
        out.push(Piece { span: Span::new(at, block.end), number: None, begins: false });
    }
    out
}

/// Spans that fit the text, in order, clipped so that none overlaps the one before.
fn in_order<K: Copy>(text: &str, spans: impl Iterator<Item = (Span, K)>) -> Vec<(Span, K)> {
    let mut all: Vec<_> = spans.filter(|(span, _)| !span.is_empty() && span.of(text).is_some()).collect();
    all.sort_by_key(|(span, _)| *span);
    let mut at = 0;
    for (span, _) in &mut all {
        *span = Span::new(span.start.max(at), span.end);
        at = at.max(span.end);
    }
    all.retain(|(span, _)| !span.is_empty());
    all
}

/// The whole of `region`, stretch by stretch: those given, and those between them.
fn covered<K: Copy>(region: Span, given: Vec<(Span, K)>) -> Vec<(Span, Option<K>)> {
    let mut out = Vec::with_capacity(given.len() * 2 + 1);
    let mut at = region.start;
    for (span, kind) in given {
        if span.start > at {
            out.push((Span::new(at, span.start), None));
        }
        out.push((span, Some(kind)));
        at = span.end;
    }
    if at < region.end {
        out.push((Span::new(at, region.end), None));
    }
    out
}

/// Words outside every paragraph: a block a line.
fn lines(out: &mut Vec<Block>, text: &str, span: Span, part: Option<PartKind>) {
    let mut at = span.start;
    for line in span.words(text).split_inclusive('\n') {
        let own = Span::new(at, at + line.len());
        at += line.len();
        push(out, text, Block { span: own, part, kind: ParagraphKind::Paragraph });
    }
}

fn push(out: &mut Vec<Block>, text: &str, block: Block) {
    let span = block.span.trimmed(text);
    if !span.is_empty() {
        out.push(Block { span, ..block });
    }
}
