//! The article with its grammar: what every mark reads.
//!
//! In: an article and an encoder · Out: [`Page`] · From: DESIGN section 2 · Fails: never; a text without sentences
//! is a page without sentences · Cost: one pass of the encoder

use crate::encoder::{Cut, Encoded, Encoder, Hints};
use crate::headline_case;
use crate::syntax::{self, Sentence};
use model::{Article, Caveat, CaveatCode, ParagraphKind, PartKind, Span, Stamp, Token};
use std::borrow::Cow;

/// Words of a sentence that is still read as one. Beyond it the grammar is only pieced together, and rules that ask
/// for what governs what would be wrong, and slow.
pub(crate) const LONGEST: usize = 400;

/// One sentence in its place.
pub(crate) struct Line {
    /// The sentence with its tokens and tree.
    pub sentence: Sentence,
    /// Which part of the article it stands in.
    pub part: PartKind,
    /// Number of its paragraph within the page (every part counts its own).
    pub paragraph: usize,
    /// Whether it is a heading inside the body.
    pub subhead: bool,
}

/// The article with its grammar.
pub(crate) struct Page<'a> {
    /// The article as published.
    pub article: &'a Article,
    /// Its one text.
    pub text: &'a str,
    /// Its sentences in reading order.
    pub lines: Vec<Line>,
    /// What learned heads say of it.
    pub hints: Hints,
    /// The publication date: the desk's "today".
    pub today: Option<Stamp>,
}

impl<'a> Page<'a> {
    /// The line whose sentence covers a byte, and its number.
    pub(crate) fn line_at(&self, byte: usize) -> Option<(usize, &Line)> {
        let at = self.lines.partition_point(|line| line.sentence.span.start <= byte).checked_sub(1)?;
        let line = self.lines.get(at)?;
        (byte < line.sentence.span.end).then_some((at, line))
    }

    /// Cuts every part into sentences and asks the encoder for their grammar. `fixed` tokens, where given, are taken
    /// as they are.
    pub(crate) fn new(article: &'a Article, encoder: &dyn Encoder, fixed: Option<&[Span]>) -> Self {
        let text = article.text.as_str();
        let mut cuts = Vec::new();
        let mut places = Vec::new();
        for (paragraph, (stretch, part, subhead)) in stretches(article).into_iter().enumerate() {
            for (span, n) in syntax::sentences(text, stretch).into_iter().zip(0..) {
                let tokens = match fixed {
                    None => syntax::tokens(text, span),
                    Some(tokens) => tokens.iter().copied().filter(|t| span.contains(*t)).collect(),
                };
                cuts.push(Cut { span, opens: n == 0, tokens });
                places.push((part, paragraph, subhead));
            }
        }
        let read = match fixed {
            None => headline_case::lowered(article),
            Some(_) => Cow::Borrowed(text),
        };
        let Encoded { mut sentences, hints } = encoder.encode(&read, &cuts);
        sentences.iter_mut().for_each(syntax::mend);
        let lines = sentences
            .into_iter()
            .zip(places)
            .map(|(sentence, (part, paragraph, subhead))| Line { sentence, part, paragraph, subhead })
            .collect();
        Page { article, text, lines, hints, today: article.published }
    }

    /// Every token with its grammar; heads count through the whole page, −1 is a root.
    pub(crate) fn tokens(&self) -> Vec<Token> {
        let mut out = Vec::new();
        for line in &self.lines {
            let base = out.len();
            out.extend(line.sentence.tokens.iter().map(|t| Token {
                span: t.span,
                upos: t.upos.as_str().to_owned(),
                head: t.head.map_or(-1, |h| i64::try_from(base + h).unwrap_or(-1)),
                rel: t.rel.as_str().to_owned(),
            }));
        }
        out
    }

    /// The sentences that are short enough to be read, with their numbers.
    pub(crate) fn readable(&self) -> impl Iterator<Item = (usize, &Line)> {
        self.lines.iter().enumerate().filter(|(_, l)| l.sentence.tokens.len() <= LONGEST)
    }

    /// A caveat for the first sentence that is too long to be read.
    pub(crate) fn too_long(&self) -> Option<Caveat> {
        let line = self.lines.iter().find(|l| l.sentence.tokens.len() > LONGEST)?;
        let words = line.sentence.tokens.len();
        Some(Caveat::at(
            CaveatCode::SentenceTooLong,
            format!(
                "a sentence of {words} words is too long to be read: only names, times and figures are marked in it"
            ),
            line.sentence.span,
        ))
    }

    /// The sentences alone.
    pub(crate) fn sentence_spans(&self) -> Vec<Span> {
        self.lines.iter().map(|l| l.sentence.span).collect()
    }
}

/// The stretches that sentences never cross: paragraphs of the body and of live posts, and every other part whole.
pub(crate) fn stretches(article: &Article) -> Vec<(Span, PartKind, bool)> {
    let mut out = Vec::new();
    for part in &article.parts {
        if !matches!(part.part, PartKind::Body | PartKind::LiveEntry) {
            out.push((part.span, part.part, false));
            continue;
        }
        let inside = article.paragraphs.iter().filter(|p| part.span.contains(p.span));
        out.extend(inside.map(|p| (p.span, part.part, p.kind == ParagraphKind::Subhead)));
    }
    out
}
