//! What the outlet published, cleaned. One `text` carries headline, deck, captions, body, questions and answers
//! in reading order, each once, a blank line between; every fact elsewhere is a span into it.

use crate::closed::closed;
use crate::{Span, Stamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where the bytes came from and what is known of them from outside. Never guessed from a clock.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// The id the caller gave, echoed in the reading.
    pub id: Option<String>,
    /// A file name, `-`, or any label; used in messages and to tell formats apart by extension.
    pub label: Option<String>,
    /// The page's address, if the caller knows it.
    pub url: Option<String>,
    /// The outlet, if the caller knows it (wins over what the page says).
    pub outlet: Option<String>,
    /// The publication date, if the caller knows it (wins over what the page says).
    pub published: Option<Stamp>,
    /// The HTTP `Content-Type`, charset parameter included.
    pub content_type: Option<String>,
}

/// What was published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Article<S = Span, P = Span> {
    /// The page's own address (canonical where given).
    pub url: Option<String>,
    /// Who published.
    pub outlet: Option<String>,
    /// The headline as printed.
    pub headline: Option<String>,
    /// The line or two under the headline.
    pub deck: Option<String>,
    /// The writers, one name each, without "By".
    pub bylines: Vec<String>,
    /// Where and by which agency the story was filed, as printed ("HARGATE (Reuters)").
    pub dateline: Option<String>,
    /// When it was first published, with the zone only if the page gives one.
    pub published: Option<Stamp>,
    /// When it was last changed.
    pub modified: Option<Stamp>,
    /// BCP 47 language of the text ("en").
    pub language: Option<String>,
    /// The outlet's section ("World").
    pub section: Option<String>,
    /// The leading image.
    pub image: Option<Image>,
    /// The rights line ("© The Harbour Gazette 2026").
    pub rights: Option<String>,
    /// Whether the outlet says that it is behind a paywall; `None` where it does not say.
    pub paywalled: Option<bool>,
    /// The carrier: all published words in reading order.
    pub text: String,
    /// Which stretch of `text` is which, in order, without overlap.
    pub parts: Vec<Part<P>>,
    /// The paragraphs of the body and of live posts.
    pub paragraphs: Vec<Paragraph<P>>,
    /// Questions printed with the article and their answers.
    pub key_questions: Vec<KeyQuestion<S>>,
    /// Corrections, clarifications, notes of change and of the editors, in reading order.
    #[serde(default = "Vec::<Notice<S>>::new")]
    pub notices: Vec<Notice<S>>,
    /// News agencies whose copy it is or that contributed, each once by its usual name ("Reuters", "AP", "dpa");
    /// `from` says whether dateline, byline, the story's end or structured data told so.
    #[serde(default = "Vec::<String>::new")]
    pub agencies: Vec<String>,
    /// The dated posts of a live page, in the page's order; each is a `live_entry` of `parts`.
    #[serde(default = "Vec::<LivePost<P>>::new")]
    pub live: Vec<LivePost<P>>,
    /// For each field, the places of the input that it was found in, best first ("h1", "json-ld", "line 2").
    pub from: BTreeMap<String, Vec<String>>,
}

impl Article {
    /// An article that is all body: `text` verbatim, cut into paragraphs at line breaks. Every offset is an offset
    /// into what was given.
    pub fn verbatim(text: impl Into<String>) -> Self {
        let text = text.into();
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.len()).trimmed(&text);
            if !span.is_empty() {
                paragraphs.push(Paragraph { span, kind: ParagraphKind::Paragraph });
            }
            at += line.len();
        }
        let parts = match (paragraphs.first(), paragraphs.last()) {
            (Some(first), Some(last)) => vec![Part { part: PartKind::Body, span: first.span.to(last.span) }],
            _ => Vec::new(),
        };
        Article {
            url: None,
            outlet: None,
            headline: None,
            deck: None,
            bylines: Vec::new(),
            dateline: None,
            published: None,
            modified: None,
            language: None,
            section: None,
            image: None,
            rights: None,
            paywalled: None,
            text,
            parts,
            paragraphs,
            key_questions: Vec::new(),
            notices: Vec::new(),
            agencies: Vec::new(),
            live: Vec::new(),
            from: BTreeMap::new(),
        }
    }

    /// The part that covers byte `at`.
    pub fn part_at(&self, at: usize) -> Option<PartKind> {
        self.parts.iter().find(|p| p.span.start <= at && at < p.span.end).map(|p| p.part)
    }
}

impl<S, P> Article<S, P> {
    /// The same article with every span mapped: `cite` for spans that show their words, `place` for the others.
    pub fn map_spans<T, Q>(self, cite: &impl Fn(S) -> T, place: &impl Fn(P) -> Q) -> Article<T, Q> {
        Article {
            parts: self.parts.into_iter().map(|p| Part { part: p.part, span: place(p.span) }).collect(),
            paragraphs: self
                .paragraphs
                .into_iter()
                .map(|p| Paragraph { kind: p.kind, span: place(p.span) })
                .collect(),
            key_questions: self
                .key_questions
                .into_iter()
                .map(|q| KeyQuestion {
                    question: cite(q.question),
                    answer: q.answer.map(cite),
                    support: q.support.into_iter().map(cite).collect(),
                    beyond_body: q.beyond_body.into_iter().map(cite).collect(),
                })
                .collect(),
            notices: self
                .notices
                .into_iter()
                .map(|n| Notice { kind: n.kind, text: n.text, span: n.span.map(cite), date: n.date })
                .collect(),
            agencies: self.agencies,
            live: self
                .live
                .into_iter()
                .map(|l| LivePost { span: place(l.span), headline: l.headline, published: l.published })
                .collect(),
            url: self.url,
            outlet: self.outlet,
            headline: self.headline,
            deck: self.deck,
            bylines: self.bylines,
            dateline: self.dateline,
            published: self.published,
            modified: self.modified,
            language: self.language,
            section: self.section,
            image: self.image,
            rights: self.rights,
            paywalled: self.paywalled,
            text: self.text,
            from: self.from,
        }
    }
}

closed! {
    /// What an outlet says about its own story.
    NoticeKind {
        /// Something was wrong and is put right.
        Correction = "correction",
        /// Something could be misread and is made plain.
        Clarification = "clarification",
        /// Something was added or changed.
        Update = "update",
        /// Anything else that the editors say of the story.
        EditorsNote = "editors_note",
    }
}

/// A correction, a note of change, a note of the editors. Exactly one of `span` and `text` says where its words are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Notice<S = Span> {
    /// Which.
    pub kind: NoticeKind,
    /// Its words, where they stand in the story.
    pub span: Option<S>,
    /// Its words, where they stand outside the story.
    pub text: Option<String>,
    /// The day that it gives; its time and zone only if printed.
    pub date: Option<Stamp>,
}

/// One dated post of a live page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct LivePost<P = Span> {
    /// The whole post in `text`, its headline with it.
    #[serde(flatten)]
    pub span: P,
    /// Its own headline, if it has one; the words stand at the start of the post.
    pub headline: Option<String>,
    /// When it was posted; `None` where only the clock is printed and the day is not known.
    pub published: Option<Stamp>,
}

/// The leading image; its caption also stands in `text`, its credit does not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Image {
    /// The image's address.
    pub url: Option<String>,
    /// What the picture shows.
    pub caption: Option<String>,
    /// Who made or owns it, without "©" or "Photo:".
    pub credit: Option<String>,
}

closed! {
    /// What a stretch of `text` is.
    PartKind {
        /// The headline.
        Headline = "headline",
        /// The line under it.
        Deck = "deck",
        /// An image's caption.
        Caption = "caption",
        /// The story itself.
        Body = "body",
        /// A printed key question.
        Question = "question",
        /// Its printed answer.
        Answer = "answer",
        /// One dated post of a live page.
        LiveEntry = "live_entry",
    }
}

/// One labelled stretch of `text`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Part<P = Span> {
    /// Which.
    pub part: PartKind,
    /// Where; in JSON its `start` and `end` stand beside `part`.
    #[serde(flatten)]
    pub span: P,
}

closed! {
    /// What a paragraph of the body is.
    ParagraphKind {
        /// Running text.
        Paragraph = "paragraph",
        /// A heading inside the body.
        Subhead = "subhead",
        /// One item of a list.
        ListItem = "list_item",
        /// A block quotation.
        Quote = "quote",
        /// One row of a table, cells joined by " | ".
        TableRow = "table_row",
    }
}

/// One paragraph of the body.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Paragraph<P = Span> {
    /// Where.
    #[serde(flatten)]
    pub span: P,
    /// Which kind.
    pub kind: ParagraphKind,
}

/// A question printed with the article and its printed answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct KeyQuestion<S = Span> {
    /// The question.
    pub question: S,
    /// The printed answer; `None` where the page prints a question alone.
    pub answer: Option<S>,
    /// Body sentences that say what the answer says; filled by the desk.
    pub support: Vec<S>,
    /// Words of the answer that say more than the body does; filled by the desk.
    pub beyond_body: Vec<S>,
}
