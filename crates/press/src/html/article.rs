//! The annotated article: headline, facts, how to read it, and every sentence with its number and marks.
//!
//! In: the article, the marks · Out: markup of one column · From: DESIGN section 6
//! Fails: without an article the page says why · Cost: O(text + marks)

use super::blocks::{self, Block};
use super::ink::{Inks, Stretch};
use super::{band, row_id, sentence_id, standing};
use crate::lookup::Lookup;
use crate::printable;
use crate::rows::{Dossier, Masthead};
use maud::{Markup, html};
use model::{Article, ParagraphKind, PartKind, Span};
use std::collections::HashMap;

/// The column of the article.
pub(super) fn annotated(lookup: &Lookup<'_>, dossier: &Dossier) -> Markup {
    let masthead = &dossier.masthead;
    let Some(article) = lookup.article else {
        return html! {
            header { h1 { (masthead.empty) } (facts(masthead)) }
            @if let Some(unmarked) = dossier.unmarked { p.legend { (unmarked) } }
        };
    };
    let mut column = Column {
        lookup,
        inks: Inks::of(lookup, dossier),
        sentences: lookup.sentences.iter().collect(),
        next: 0,
        begun: 0,
        backs: backs(dossier),
    };
    let blocks = blocks::blocks(article);
    let is_head = |b: &Block| matches!(b.part, Some(PartKind::Headline | PartKind::Deck));
    let head = blocks.iter().take_while(|block| is_head(block)).count();
    let (head, rest) = blocks.split_at_checked(head).unwrap_or((&[], &blocks));
    let headed = head.iter().any(|block| block.part == Some(PartKind::Headline));
    html! {
        article lang=[language(article)] dir="auto" {
            header {
                @if !headed {
                    @match &masthead.headline {
                        Some(headline) => h1 { (headline) },
                        None => h1 lang="en" { (masthead.empty) },
                    }
                }
                @for (at, block) in head.iter().enumerate() { (column.head(block, at == 0)) }
                (facts(masthead))
            }
            @match dossier.unmarked {
                Some(unmarked) => p.legend lang="en" { (unmarked) },
                None => (legend(article)),
            }
            div.text { (column.body(rest)) }
        }
    }
}

/// The dots between facts are drawn by the style, so that no line begins with one.
fn facts(masthead: &Masthead) -> Markup {
    html! {
        p.facts lang="en" {
            @for fact in &masthead.facts { span { (fact) } " " }
            @if let Some(url) = &masthead.url {
                span {
                    @if is_web(url) {
                        a.url href=(url) rel="noopener noreferrer nofollow" { (url) }
                    } @else { span.url { (url) } }
                }
            }
        }
    }
}

fn legend(article: &Article) -> Markup {
    let beyond = article.key_questions.iter().any(|question| !question.beyond_body.is_empty());
    html! {
        p.legend lang="en" {
            b { "How to read it: " }
            span.named { "said by a named person" } ", "
            span.unnamed { "by unnamed persons" } ", "
            span.impersonal { "by an organisation, outlet or document" } ", "
            span.unsourced { "source not told" } " · "
            span.source { "who says it" } " · "
            span.cue.from.to { "words that attribute" } " · "
            span.deciding.from.to { "words that decide" } " "
            span.st.open { "○ the status" } " of "
            span.trigger { "what is told" } " · "
            span.figure { "figure" } " · "
            span.law { "law" }
            @if beyond { " · " span.beyond { "more than the body says" } }
        }
    }
}

/// The column while it is printed, front to end.
struct Column<'l, 'r> {
    lookup: &'l Lookup<'r>,
    inks: Inks,
    sentences: Vec<(Span, usize)>,
    next: usize,
    begun: usize,
    backs: HashMap<usize, Vec<Back>>,
}

/// The ways back from a sentence to rows of one name.
struct Back {
    label: String,
    hrefs: Vec<String>,
}

impl Column<'_, '_> {
    fn head(&mut self, block: &Block, first: bool) -> Markup {
        let words = self.words(block.span);
        match block.part {
            Some(PartKind::Headline) if first => html! { h1 { (words) } },
            _ => html! { p.deck { (words) } },
        }
    }

    fn body(&mut self, blocks: &[Block]) -> Markup {
        let mut asked = false;
        html! {
            @for group in blocks.chunk_by(|a, b| is_item(a) && is_item(b) && a.part == b.part) {
                @if group.iter().any(is_item) {
                    ul { @for item in group { li { (self.words(item.span)) } } }
                } @else {
                    @for block in group {
                        @if block.part == Some(PartKind::Question) && !std::mem::replace(&mut asked, true) {
                            h2 lang="en" { "Key questions" }
                        }
                        (self.block(block))
                    }
                }
            }
        }
    }

    fn block(&mut self, block: &Block) -> Markup {
        let words = self.words(block.span);
        match (block.part, block.kind) {
            (Some(PartKind::Question), _) => html! { h3.question { (words) } },
            (Some(PartKind::Answer), _) => html! { p.answer { (words) } },
            (Some(PartKind::Headline), _) => html! { h2 { (words) } },
            (Some(PartKind::Deck), _) => html! { p.deck { (words) } },
            (Some(PartKind::Caption), _) => {
                html! { p.caption { span.tag lang="en" { "Caption" } " " (words) } }
            }
            (_, ParagraphKind::Subhead) => html! { h2 { (words) } },
            (_, ParagraphKind::Quote) => html! { blockquote { p { (words) } } },
            (_, ParagraphKind::TableRow) => html! { p.table { (words) } },
            (_, ParagraphKind::Paragraph | ParagraphKind::ListItem) => html! { p { (words) } },
        }
    }

    /// The words of a block, sentence by sentence; the first number hangs in the margin.
    fn words(&mut self, block: Span) -> Markup {
        let pieces = blocks::pieces(block, &self.sentences, &mut self.next, &mut self.begun);
        let first = pieces.iter().position(|piece| piece.begins);
        html! {
            @for (at, piece) in pieces.iter().enumerate() {
                @match piece.number {
                    Some(number) => {
                        span.s id=[piece.begins.then(|| sentence_id(number))] {
                            @if piece.begins { (number_mark(number, first == Some(at))) }
                            (self.stretches(piece.span))
                            @if piece.begins { (self.back(number)) }
                        }
                    }
                    None => (self.stretches(piece.span)),
                }
            }
        }
    }

    fn stretches(&mut self, span: Span) -> Markup {
        let stretches = self.inks.stretches(span);
        html! { @for stretch in &stretches { (self.stretch(stretch)) } }
    }

    fn stretch(&self, stretch: &Stretch) -> Markup {
        let words = printable::stretch(stretch.span.words(self.lookup.text));
        html! {
            @match stretch.row {
                Some((slug, number)) => a class=(stretch.classes) href={ "#" (row_id(slug, number)) } { (words) },
                None if stretch.classes.is_empty() => (words),
                None => span class=(stretch.classes) { (words) },
            }
            @for (status, row) in &stretch.labels {
                a.st.(band(*status)) lang="en" href={ "#" (row_id("how-sure", *row)) } { (standing(*status)) }
            }
        }
    }

    /// The ways back to the rows that rest on a sentence; shown where the sentence is lit.
    fn back(&mut self, number: usize) -> Markup {
        let Some(backs) = self.backs.remove(&number) else { return html! {} };
        html! {
            span.back lang="en" {
                span aria-hidden="true" { "↩" }
                @for back in &backs {
                    @for (at, href) in back.hrefs.iter().enumerate() {
                        " " a href=(href) { @if at == 0 { (back.label) } @else { (at + 1) } }
                    }
                }
            }
        }
    }
}

fn number_mark(number: usize, hangs: bool) -> Markup {
    let class = if hangs { "n hangs" } else { "n" };
    html! { a class=(class) href={ "#" (sentence_id(number)) } aria-label={ "Sentence " (number) } { (number) } }
}

/// For each sentence, the rows that rest on it.
fn backs(dossier: &Dossier) -> HashMap<usize, Vec<Back>> {
    let mut out: HashMap<usize, Vec<Back>> = HashMap::new();
    for section in &dossier.sections {
        for (at, row) in section.rows.iter().enumerate() {
            let label = match row.standing {
                Some(standing) => format!("{} {}", standing.sign(), standing.label()),
                None => section.heading.to_lowercase(),
            };
            for number in row.sentences() {
                let href = format!("#{}", row_id(section.slug, at + 1));
                let backs = out.entry(number).or_default();
                // Rows come section by section and status by status, so those of one name follow one another.
                match backs.last_mut() {
                    Some(last) if last.label == label => last.hrefs.push(href),
                    _ => backs.push(Back { label: label.clone(), hrefs: vec![href] }),
                }
            }
        }
    }
    out
}

fn is_item(block: &Block) -> bool {
    block.kind == ParagraphKind::ListItem
        && matches!(block.part, Some(PartKind::Body | PartKind::LiveEntry) | None)
}

/// The article's language, where it is a language tag.
fn language(article: &Article) -> Option<&str> {
    let is_tag = |tag: &&str| {
        !tag.is_empty() && tag.len() <= 35 && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    article.language.as_deref().filter(is_tag)
}

/// Whether an address may be followed.
pub(super) fn is_web(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")) && !url.contains(char::is_whitespace)
}
