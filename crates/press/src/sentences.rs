//! Which sentence does a span stand in? Sentences are numbered from 1 in the order of the notes.
//!
//! In: the notes' sentences, the article's parts · Out: a number, the words, the part · From: DESIGN section 6
//! Fails: a span that no sentence covers has no number · Cost: one sort, then a binary search a look-up

use model::{PartKind, Reading, Span};

/// The numbered sentences of one reading.
pub(crate) struct Sentences<'r> {
    text: &'r str,
    spans: &'r [Span],
    by_start: Vec<(Span, usize)>,
    parts: Vec<(Span, PartKind)>,
}

impl<'r> Sentences<'r> {
    /// The sentences of a reading; none where it has no notes.
    pub(crate) fn of(reading: &'r Reading) -> Self {
        let article = reading.article.as_ref();
        let text = article.map_or("", |a| a.text.as_str());
        let spans = match (article, &reading.notes) {
            (Some(_), Some(notes)) => notes.sentences.as_slice(),
            _ => &[],
        };
        let mut by_start: Vec<_> = spans.iter().enumerate().map(|(at, span)| (*span, at + 1)).collect();
        by_start.retain(|(span, _)| !span.is_empty() && span.of(text).is_some());
        by_start.sort_unstable();
        let mut parts: Vec<_> =
            article.map(|a| a.parts.iter().map(|p| (p.span, p.part)).collect()).unwrap_or_default();
        parts.sort_unstable();
        Sentences { text, spans, by_start, parts }
    }

    /// The number of the sentence that the span begins in.
    pub(crate) fn number(&self, span: Span) -> Option<usize> {
        let after = self.by_start.partition_point(|(s, _)| s.start <= span.start);
        let (sentence, number) = self.by_start.get(after.checked_sub(1)?)?;
        (span.start < sentence.end).then_some(*number)
    }

    /// Where sentence `number` stands.
    #[cfg(feature = "parquet")]
    pub(crate) fn span(&self, number: usize) -> Option<Span> {
        self.spans.get(number.checked_sub(1)?).copied()
    }

    /// The words of sentence `number`.
    pub(crate) fn words(&self, number: usize) -> Option<&'r str> {
        self.spans.get(number.checked_sub(1)?)?.of(self.text)
    }

    /// The part of the article that the span begins in.
    pub(crate) fn part(&self, span: Span) -> Option<PartKind> {
        let after = self.parts.partition_point(|(s, _)| s.start <= span.start);
        let (part, kind) = self.parts.get(after.checked_sub(1)?)?;
        (span.start < part.end).then_some(*kind)
    }

    /// Every sentence that fits the text, in text order, with its number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Span, usize)> {
        self.by_start.iter().copied()
    }

    /// How many sentences can be shown.
    pub(crate) fn len(&self) -> usize {
        self.by_start.len()
    }
}
