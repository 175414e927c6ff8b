//! Readings of any shape: text of any script, marks that overlap, run off the text, or cut characters in half.

use crate::story;
use model::{Article, Caveat, CaveatCode, Paragraph, ParagraphKind, Part, PartKind, Reading, Span};
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

/// A text with what makes trouble: wide, combining, right-to-left and control characters, markup, line breaks.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(vec![
        "the port ",
        "closed",
        " on Friday. ",
        "“Never,” ",
        "said",
        "\n\n",
        "\n",
        "\r\n",
        " ",
        "\t",
        "é",
        "e\u{301}",
        "港口",
        "👩\u{200d}🚢",
        "❤\u{fe0f}",
        "שלום",
        "\u{202e}",
        "\u{1b}[31m",
        "\u{9b}1m",
        "\u{0}",
        "<b>",
        "</span>",
        "&amp;",
        "\"",
        "=1+1",
        "^^^",
        "```",
        "published: x",
        "\\",
        "| a | b |",
        "#",
        "\u{feff}",
        "supercalifragilisticexpialidocious",
    ]);
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Spans anywhere in or beyond a text of that length.
fn spans(length: usize) -> impl Strategy<Value = Vec<Span>> {
    vec((0..length + 5, 0..length + 5), 24..25)
        .prop_map(|all| all.into_iter().map(|(a, b)| Span::new(a.min(b), a.max(b))).collect())
}

/// A reading of that text with marks anywhere, in no order.
pub(crate) fn reading() -> impl Strategy<Value = Reading> {
    text().prop_flat_map(|text| {
        let length = text.len();
        (spans(length), any::<[bool; 4]>()).prop_map(move |(spans, on)| build(&text, &spans, on))
    })
}

fn build(text: &str, spans: &[Span], [marked, cut, parts, lines]: [bool; 4]) -> Reading {
    let mut reading = story::reading();
    let mut notes = reading.notes.take().unwrap();
    let mut next = spans.iter().copied().cycle();
    let mut span = || next.next().unwrap();
    let mut article = Article::verbatim(text.to_owned());
    if parts {
        let kinds = PartKind::ALL.iter().filter(|kind| !matches!(kind, PartKind::Headline | PartKind::Deck));
        article.parts = kinds.map(|part| Part { part: *part, span: span() }).collect();
    }
    if lines {
        article.paragraphs =
            ParagraphKind::ALL.iter().map(|kind| Paragraph { kind: *kind, span: span() }).collect();
    }
    notes.sentences = if cut {
        (0..7).map(|_| span()).collect()
    } else {
        article.paragraphs.iter().map(|p| p.span).collect()
    };
    for statement in &mut notes.statements {
        statement.source.span = Some(span());
        statement.cue = Some(span());
        statement.content = vec![span(), span()];
    }
    for event in &mut notes.events {
        event.trigger = span();
        event.cue = event.cue.map(|_| span());
        for reference in [&mut event.actor, &mut event.target, &mut event.place].into_iter().flatten() {
            reference.span = Some(span());
        }
    }
    notes.figures.iter_mut().for_each(|figure| figure.span = span());
    notes.authorities.iter_mut().for_each(|authority| authority.span = span());
    notes.positions.iter_mut().for_each(|position| position.proof = span());
    reading.caveats = vec![Caveat::at(CaveatCode::Failed, text, span())];
    reading.article = Some(article);
    reading.notes = marked.then_some(notes);
    reading
}
