//! The one carrier: pieces of a story laid out as `Article.text`, each once, a blank line between.
//!
//! In: a [`Draft`] · Out: an [`Article`] whose spans all fit its text · From: DESIGN section 2
//! Fails: never; a piece without words is left out · Cost: one pass over the pieces

use crate::clean;
use model::{
    Article, Image, KeyQuestion, LivePost, Notice, NoticeKind, Origin, Paragraph, ParagraphKind, Part,
    PartKind, Span, Stamp,
};
use std::collections::BTreeMap;

/// One paragraph of the body before it has a place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Block {
    pub(crate) kind: ParagraphKind,
    pub(crate) text: String,
}

/// A printed question and the paragraphs of its answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Asked {
    pub(crate) question: String,
    pub(crate) answer: Vec<String>,
}

/// A correction or a note, before it is known where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Noted {
    pub(crate) kind: NoticeKind,
    pub(crate) text: String,
    pub(crate) date: Option<Stamp>,
}

/// One post of a live page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Post {
    pub(crate) headline: Option<String>,
    pub(crate) published: Option<Stamp>,
    pub(crate) body: Vec<Block>,
}

/// What was found, before it is laid out.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) deck: Option<String>,
    pub(crate) bylines: Vec<String>,
    pub(crate) dateline: Option<String>,
    pub(crate) published: Option<Stamp>,
    pub(crate) modified: Option<Stamp>,
    pub(crate) language: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) image: Option<Image>,
    pub(crate) rights: Option<String>,
    pub(crate) paywalled: Option<bool>,
    /// Captions of the pictures after the leading one.
    pub(crate) captions: Vec<String>,
    pub(crate) body: Vec<Block>,
    pub(crate) questions: Vec<Asked>,
    pub(crate) live: Vec<Post>,
    pub(crate) notices: Vec<Noted>,
    pub(crate) agencies: Vec<String>,
    pub(crate) from: BTreeMap<String, Vec<String>>,
}

impl Draft {
    /// Notes where a field was found, best place first.
    pub(crate) fn found(&mut self, field: &str, place: impl Into<String>) {
        let places = self.from.entry(field.to_owned()).or_default();
        let place = place.into();
        if !places.contains(&place) {
            places.push(place);
        }
    }

    /// What the caller knows wins over what the page says.
    pub(crate) fn told(&mut self, origin: &Origin) {
        if let Some(outlet) = &origin.outlet {
            self.outlet = Some(outlet.clone());
            self.from.insert("outlet".to_owned(), vec!["origin".to_owned()]);
        }
        if let Some(published) = origin.published {
            self.published = Some(published);
            self.from.insert("published".to_owned(), vec!["origin".to_owned()]);
        }
        if self.url.is_none() && origin.url.is_some() {
            self.url.clone_from(&origin.url);
            self.from.insert("url".to_owned(), vec!["origin".to_owned()]);
        }
    }

    /// Lays the pieces out.
    pub(crate) fn lay(self) -> Article {
        let mut sheet = Sheet::default();
        if let Some(headline) = &self.headline {
            sheet.part(PartKind::Headline, headline);
        }
        if let Some(deck) = &self.deck {
            sheet.part(PartKind::Deck, deck);
        }
        if let Some(caption) = self.image.as_ref().and_then(|i| i.caption.as_ref()) {
            sheet.part(PartKind::Caption, caption);
        }
        let mut paragraphs = Vec::with_capacity(self.body.len());
        for block in &self.body {
            if let Some(span) = sheet.set(&block.text) {
                paragraphs.push(Paragraph { span, kind: block.kind });
            }
        }
        if let (Some(first), Some(last)) = (paragraphs.first(), paragraphs.last()) {
            sheet.parts.push(Part { part: PartKind::Body, span: first.span.to(last.span) });
        }
        let live = self.live.iter().filter_map(|post| sheet.post(post, &mut paragraphs)).collect();
        for caption in &self.captions {
            sheet.part(PartKind::Caption, caption);
        }
        let mut key_questions = Vec::with_capacity(self.questions.len());
        for asked in &self.questions {
            let Some(question) = sheet.part(PartKind::Question, &asked.question) else { continue };
            let spans: Vec<Span> = asked.answer.iter().filter_map(|p| sheet.set(p)).collect();
            let answer = match (spans.first(), spans.last()) {
                (Some(first), Some(last)) => Some(first.to(*last)),
                _ => None,
            };
            if let Some(span) = answer {
                sheet.parts.push(Part { part: PartKind::Answer, span });
            }
            key_questions.push(KeyQuestion {
                question,
                answer,
                support: Vec::new(),
                beyond_body: Vec::new(),
            });
        }
        let notices = self
            .notices
            .into_iter()
            .map(|noted| {
                let own = |p: &&Paragraph| clean::same(p.span.words(&sheet.text), &noted.text);
                let span = paragraphs.iter().find(own).map(|p| p.span);
                let text = if span.is_none() { Some(noted.text) } else { None };
                Notice { kind: noted.kind, span, text, date: noted.date }
            })
            .collect();
        Article {
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
            text: sheet.text,
            parts: sheet.parts,
            paragraphs,
            key_questions,
            notices,
            agencies: self.agencies,
            live,
            from: self.from,
        }
    }
}

#[derive(Default)]
struct Sheet {
    text: String,
    parts: Vec<Part>,
}

impl Sheet {
    fn set(&mut self, words: &str) -> Option<Span> {
        let words = clean::line(words);
        if words.is_empty() {
            return None;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(&words);
        Some(Span::new(start, self.text.len()))
    }

    /// One post: its headline as a subhead, then its paragraphs.
    fn post(&mut self, post: &Post, paragraphs: &mut Vec<Paragraph>) -> Option<LivePost> {
        let from = paragraphs.len();
        if let Some(span) = post.headline.as_ref().and_then(|h| self.set(h)) {
            paragraphs.push(Paragraph { span, kind: ParagraphKind::Subhead });
        }
        for block in &post.body {
            if let Some(span) = self.set(&block.text) {
                paragraphs.push(Paragraph { span, kind: block.kind });
            }
        }
        let own = paragraphs.get(from..)?;
        let span = own.first()?.span.to(own.last()?.span);
        self.parts.push(Part { part: PartKind::LiveEntry, span });
        Some(LivePost { span, headline: post.headline.clone(), published: post.published })
    }

    fn part(&mut self, part: PartKind, words: &str) -> Option<Span> {
        let span = self.set(words)?;
        self.parts.push(Part { part, span });
        Some(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_stand_in_reading_order_with_a_blank_line_between() {
        let draft = Draft {
            headline: Some("Ban weighed".to_owned()),
            image: Some(Image { caption: Some("A tanker".to_owned()), ..Image::default() }),
            body: ["One.", " ", "Two."]
                .map(|t| Block { kind: ParagraphKind::Paragraph, text: t.to_owned() })
                .to_vec(),
            questions: vec![Asked {
                question: "Why?".to_owned(),
                answer: vec!["So.".into(), "And so.".into()],
            }],
            ..Draft::default()
        };
        let article = draft.lay();
        assert_eq!(article.text, "Ban weighed\n\nA tanker\n\nOne.\n\nTwo.\n\nWhy?\n\nSo.\n\nAnd so.");
        let parts: Vec<_> =
            article.parts.iter().map(|p| (p.part.as_str(), p.span.words(&article.text))).collect();
        assert_eq!(
            parts,
            [
                ("headline", "Ban weighed"),
                ("caption", "A tanker"),
                ("body", "One.\n\nTwo."),
                ("question", "Why?"),
                ("answer", "So.\n\nAnd so.")
            ]
        );
        assert_eq!(article.paragraphs.len(), 2);
    }
}
