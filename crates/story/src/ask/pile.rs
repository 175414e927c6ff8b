//! The sentences of the articles that are asked, with what the desk marked on each.
//!
//! In: articles with their notes · Out: [`Pile`]: sentences as numbers for stems, and marks by sentence · From: the notes
//! · Fails: an article without notes has sentences and no marks · Cost: O(words + marks)

use super::words::{self, Word};
use crate::item::Item;
use model::{EntityKind, MentionKind, Notes, Span, TimeType};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// All sentences, in the order of the articles.
#[derive(Debug, Default)]
pub(super) struct Pile {
    /// Stems by their numbers.
    pub(super) stems: Vec<String>,
    numbers: HashMap<String, u32>,
    pub(super) sentences: Vec<Sentence>,
    pub(super) articles: Vec<About>,
    /// In how many sentences a stem stands.
    pub(super) spread: Vec<u32>,
}

/// What is known of an article as a whole.
#[derive(Debug, Default)]
pub(super) struct About {
    /// Stems of headline and first sentence.
    pub(super) head: BTreeSet<u32>,
    /// All stems.
    pub(super) all: BTreeSet<u32>,
    /// The year, month and day of publication.
    pub(super) published: Option<(i16, i8, i8)>,
    /// Places of its sentences in the pile.
    pub(super) sentences: std::ops::Range<usize>,
}

/// One sentence.
#[derive(Debug)]
pub(super) struct Sentence {
    pub(super) article: usize,
    pub(super) span: Span,
    /// Stems in their order.
    pub(super) stems: Vec<u32>,
    /// Stems of the full names of those whom a pronoun, description or short name in it means.
    pub(super) meant: BTreeSet<u32>,
    pub(super) marks: Marks,
}

/// What the desk marked on a sentence.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) figure: bool,
    pub(super) date: bool,
    /// Values of dates that are told.
    pub(super) dates: Vec<String>,
    pub(super) clock: bool,
    pub(super) duration: bool,
    pub(super) authority: bool,
    /// Stems of each name in it, and whether it is a place.
    pub(super) names: Vec<(Vec<u32>, bool)>,
    pub(super) sources: Vec<Voice>,
    pub(super) events: Vec<Act>,
    /// Share of its letters in quotation.
    pub(super) quoted: f32,
}

/// Who says what stands in a sentence.
#[derive(Debug)]
pub(super) struct Voice {
    pub(super) who: BTreeSet<u32>,
    pub(super) known: bool,
    /// Place in the notes.
    pub(super) statement: usize,
}

/// What happens in a sentence.
#[derive(Debug)]
pub(super) struct Act {
    pub(super) lemma: u32,
    pub(super) with: BTreeSet<u32>,
    /// Place in the notes.
    pub(super) event: usize,
}

impl Pile {
    /// Lays the sentences of the articles out.
    pub(super) fn of(items: &[Item<'_>]) -> Self {
        let mut pile = Pile::default();
        for (article, item) in items.iter().enumerate() {
            pile.add(article, item);
        }
        pile.spread = vec![0; pile.stems.len()];
        for sentence in &pile.sentences {
            for stem in sentence.stems.iter().collect::<BTreeSet<_>>() {
                if let Some(count) = pile.spread.get_mut(*stem as usize) {
                    *count += 1;
                }
            }
        }
        pile
    }

    fn number(&mut self, stem: &str) -> u32 {
        if let Some(number) = self.numbers.get(stem) {
            return *number;
        }
        let number = self.stems.len() as u32;
        self.stems.push(stem.to_owned());
        self.numbers.insert(stem.to_owned(), number);
        number
    }

    fn numbered(&mut self, words: &[Word]) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(words.len());
        for word in words {
            numbers.push(self.number(&word.stem));
            if let Some(seat) = &word.seat {
                numbers.push(self.number(seat));
            }
        }
        numbers
    }

    fn of_words(&mut self, text: &str) -> Vec<u32> {
        let words = words::words(text, Span::new(0, text.len()));
        self.numbered(&words)
    }

    fn add(&mut self, article: usize, item: &Item<'_>) {
        let text = item.article.text.as_str();
        let spans = item.sentences();
        let begin = self.sentences.len();
        let mut about = About {
            published: item.article.published.map(|day| (day.date.year(), day.date.month(), day.date.day())),
            ..About::default()
        };
        for span in &spans {
            let words = words::words(text, *span);
            let stems = self.numbered(&words);
            about.all.extend(&stems);
            let counts = words.iter().any(Word::counts);
            self.sentences.push(Sentence {
                article,
                span: *span,
                stems,
                meant: BTreeSet::new(),
                marks: Marks {
                    quoted: quoted(span.words(text)),
                    figure: item.notes.is_none() && counts,
                    ..Marks::default()
                },
            });
        }
        about.sentences = begin..self.sentences.len();
        if let Some(headline) = &item.article.headline {
            about.head.extend(self.of_words(headline));
        }
        if let Some(lede) = self.sentences.get(begin) {
            about.head.extend(lede.stems.iter().copied());
        }
        about.all.extend(about.head.iter().copied());
        if let Some(notes) = item.notes {
            self.mark(begin, &spans, text, notes);
        }
        self.articles.push(about);
    }

    /// Lays the marks of the notes to their sentences.
    fn mark(&mut self, begin: usize, spans: &[Span], text: &str, notes: &Notes) {
        let at = |span: Span| -> Option<usize> {
            let after = spans.partition_point(|one| one.start <= span.start);
            let at = after.checked_sub(1)?;
            spans.get(at).filter(|one| one.touches(span)).map(|_| begin + at)
        };
        let mut names: HashMap<&str, (Vec<u32>, EntityKind)> = HashMap::new();
        for entity in &notes.entities {
            let stems = self.of_words(&entity.name);
            names.insert(entity.id.as_str(), (stems, entity.kind));
        }
        for mention in &notes.mentions {
            let Some(place) = at(mention.span) else { continue };
            let printed = self.of_words(mention.span.words(text));
            let entity = mention.entity.as_deref().and_then(|id| names.get(id));
            let Some(sentence) = self.sentences.get_mut(place) else { continue };
            if let Some((stems, _)) = entity {
                sentence.meant.extend(stems.iter().copied());
            }
            let is_place = entity.is_some_and(|(_, kind)| *kind == EntityKind::Place);
            if mention.kind == MentionKind::Name {
                sentence.marks.names.push((printed, is_place));
            } else if let Some((stems, _)) = entity {
                sentence.marks.names.push((stems.clone(), is_place));
            }
        }
        for figure in &notes.figures {
            if let Some(sentence) = at(figure.span).and_then(|place| self.sentences.get_mut(place)) {
                sentence.marks.figure = true;
            }
        }
        for time in &notes.times {
            let Some(sentence) = at(time.span).and_then(|place| self.sentences.get_mut(place)) else {
                continue;
            };
            match time.kind {
                TimeType::Date => sentence.marks.date = true,
                TimeType::Time => sentence.marks.clock = true,
                TimeType::Duration => sentence.marks.duration = true,
                TimeType::Set => {}
            }
            sentence.marks.dates.extend(time.value.clone());
        }
        for authority in &notes.authorities {
            if let Some(sentence) = at(authority.span).and_then(|place| self.sentences.get_mut(place)) {
                sentence.marks.authority = true;
            }
        }
        for (number, statement) in notes.statements.iter().enumerate() {
            let source = &statement.source;
            let mut told = source.span.map(|span| span.words(text).to_owned()).unwrap_or_default();
            for more in [&source.name, &source.role].into_iter().flatten() {
                told.push(' ');
                told += more;
            }
            let who: BTreeSet<u32> = self.of_words(&told).into_iter().collect();
            let known = source.span.is_some();
            let places: BTreeMap<usize, ()> = statement
                .content
                .iter()
                .flat_map(|span| self.within(begin, spans, *span))
                .map(|at| (at, ()))
                .collect();
            for place in places.into_keys() {
                if let Some(sentence) = self.sentences.get_mut(place) {
                    sentence.marks.sources.push(Voice { who: who.clone(), known, statement: number });
                }
            }
        }
        for (number, event) in notes.events.iter().enumerate() {
            let Some(place) = at(event.trigger) else { continue };
            let lemma = self.number(&words::stem(&event.lemma.to_lowercase()));
            let mut with = BTreeSet::new();
            for side in [&event.actor, &event.target, &event.recipient, &event.place].into_iter().flatten() {
                let printed = side.span.map(|span| span.words(text)).unwrap_or_default();
                with.extend(self.of_words(printed));
                if let Some(name) = &side.name {
                    with.extend(self.of_words(name));
                }
            }
            if let Some(sentence) = self.sentences.get_mut(place) {
                sentence.marks.events.push(Act { lemma, with, event: number });
            }
        }
    }

    /// The sentences that a span touches.
    fn within(&self, begin: usize, spans: &[Span], span: Span) -> Vec<usize> {
        let after = spans.partition_point(|one| one.end <= span.start);
        let all = spans.iter().enumerate().skip(after).take_while(|(_, one)| one.start < span.end);
        all.map(|(at, _)| begin + at).collect()
    }
}

/// Share of the letters that stand in quotation marks.
fn quoted(printed: &str) -> f32 {
    let (mut inside, mut within, mut all) = (false, 0_usize, 0_usize);
    for letter in printed.chars() {
        match letter {
            '“' | '«' => inside = true,
            '”' | '»' => inside = false,
            '"' => inside = !inside,
            _ => {
                all += 1;
                within += usize::from(inside);
            }
        }
    }
    within as f32 / all.max(1) as f32
}
