//! One article as the rooms of this crate take it, and the words in it that all of them read.
//!
//! In: an article, its notes where it was marked, when it was first seen · Out: its place in time, its sentences
//! From: DESIGN section 1 · Fails: never; without notes sentences are cut at full stops · Cost: O(text)

use model::jiff::Timestamp;
use model::jiff::tz::Offset;
use model::{Article, Notes, PartKind, Span, StoryArticle};

/// One article of a list of articles.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// The article's id; no two of a list have the same.
    pub id: &'a str,
    /// What was published.
    pub article: &'a Article,
    /// What was marked on it.
    pub notes: Option<&'a Notes>,
    /// When it was first seen; used where the page prints no date.
    pub seen: Timestamp,
}

impl<'a> Item<'a> {
    /// When it was published, to the second, for putting articles in order: a day without a time counts as its
    /// beginning, a time without a zone as UTC, no date at all as when it was first seen.
    pub fn published(&self) -> Timestamp {
        let Some(stamp) = self.article.published else { return self.seen };
        let time = stamp.time.unwrap_or(model::jiff::civil::Time::midnight());
        stamp.offset.unwrap_or(Offset::UTC).to_timestamp(stamp.date.to_datetime(time)).unwrap_or(self.seen)
    }

    /// What articles are ordered by: when they were published, then their ids, so that no order depends on that of
    /// the input.
    pub fn place(&self) -> (Timestamp, &'a str) {
        (self.published(), self.id)
    }

    /// The sentences of the story itself, without headline, captions and printed questions.
    pub fn sentences(&self) -> Vec<Span> {
        let told = |span: &Span| {
            matches!(
                self.article.part_at(span.start),
                Some(PartKind::Body | PartKind::LiveEntry | PartKind::Deck)
            )
        };
        match self.notes {
            Some(notes) if !notes.sentences.is_empty() => {
                notes.sentences.iter().copied().filter(told).collect()
            }
            _ => cut(self.article),
        }
    }

    /// How a story names it.
    pub fn named(&self) -> StoryArticle {
        StoryArticle {
            id: self.id.to_owned(),
            url: self.article.url.clone(),
            outlet: self.article.outlet.clone(),
            headline: self.article.headline.clone(),
            published: self.article.published,
            language: self.article.language.clone(),
        }
    }
}

/// Sentences of an article that nobody marked: paragraphs cut behind a full stop, question or exclamation mark that a
/// space and no small letter follow.
fn cut(article: &Article) -> Vec<Span> {
    let mut sentences = Vec::new();
    for paragraph in &article.paragraphs {
        let words = paragraph.span.words(&article.text);
        let mut start = 0;
        let mut letters = words.char_indices().peekable();
        let mut ended = false;
        while let Some((at, letter)) = letters.next() {
            match letter {
                '.' | '!' | '?' => ended = true,
                '"' | '”' | '’' | '\'' | ')' if ended => {}
                _ if letter.is_whitespace() && ended => {
                    if letters.peek().is_none_or(|(_, next)| !next.is_lowercase()) {
                        sentences.push(Span::new(start, at).shifted(paragraph.span.start));
                        start = at;
                    }
                    ended = false;
                }
                _ => ended = false,
            }
        }
        sentences.push(Span::new(start, words.len()).shifted(paragraph.span.start));
    }
    sentences.into_iter().map(|span| span.trimmed(&article.text)).filter(|span| !span.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unmarked_article_is_cut_behind_its_full_stops() {
        let article =
            Article::verbatim("Ships wait. “No ban yet.” The port said 2.5 metres, approx. half.\nIt ends");
        let item = Item { id: "a", article: &article, notes: None, seen: Timestamp::UNIX_EPOCH };
        let cut: Vec<&str> = item.sentences().iter().map(|span| span.words(&article.text)).collect();
        assert_eq!(
            cut,
            ["Ships wait.", "“No ban yet.”", "The port said 2.5 metres, approx. half.", "It ends"]
        );
    }
}
