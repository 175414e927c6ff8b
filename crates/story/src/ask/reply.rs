//! The answer: one sentence for each root, with where its event stands and who says it.
//!
//! In: the sentences, best first · Out: [`Answer`] · From: the notes of each sentence · Fails: never · Cost: O(candidates²)

use super::lacks;
use super::laid::Laid;
use super::pile::Sentence;
use super::weigh::{self, Weighed};
use crate::item::Item;
use model::{ANSWER_SCHEMA, Answer, CitedSentence, NearMiss, Passage, Source, Span};
use std::collections::BTreeSet;

/// Two sentences that share this much of their words are taken to tell the same; not swept.
const SAME: f32 = 0.6;

/// Puts the answer together.
pub(super) fn reply(
    question: &str,
    items: &[Item<'_>],
    roots: &[usize],
    most: usize,
    laid: &Laid<'_>,
    weighed: &[Weighed],
) -> Answer {
    let mut answer = Answer {
        schema: ANSWER_SCHEMA.to_owned(),
        question: question.to_owned(),
        stated: false,
        confidence: 0.0,
        articles: Vec::new(),
        sentences: Vec::new(),
        nearest: None,
    };
    let Some(first) = weighed.first() else { return answer };
    let room = Room { items, roots, laid, weighed };
    answer.confidence = weigh::likely(first);
    answer.stated = answer.confidence >= weigh::enough();
    let mut cited: Vec<usize> = Vec::new();
    let mut sentences: Vec<CitedSentence> = Vec::new();
    let mut seen = BTreeSet::new();
    for one in weighed {
        if sentences.len() >= most.max(1) || (!answer.stated && !sentences.is_empty()) {
            break;
        }
        let Some(sentence) = laid.pile.sentences.get(one.at) else { continue };
        if !sentences.is_empty() && !weigh::stands_beside(first, one) {
            continue;
        }
        if seen.insert(room.root(sentence.article)) {
            sentences.push(room.cite(one.at, sentence, &mut cited));
        }
    }
    answer.articles = cited.iter().filter_map(|at| items.get(*at)).map(Item::named).collect();
    if answer.stated {
        answer.sentences = sentences;
    } else {
        let lacks = lacks::lacks(laid, first.at);
        answer.nearest = sentences.into_iter().next().map(|sentence| NearMiss { sentence, lacks });
    }
    answer
}

struct Room<'r> {
    items: &'r [Item<'r>],
    roots: &'r [usize],
    laid: &'r Laid<'r>,
    weighed: &'r [Weighed],
}

impl Room<'_> {
    fn root(&self, article: usize) -> usize {
        self.roots.get(article).copied().unwrap_or(article)
    }

    fn sentence(&self, at: usize) -> Option<&Sentence> {
        self.laid.pile.sentences.get(at)
    }

    /// Whether two sentences tell the same in about the same words.
    fn same(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.sentence(one), self.sentence(other)) else { return false };
        let (one, other): (BTreeSet<_>, BTreeSet<_>) =
            (one.stems.iter().collect(), other.stems.iter().collect());
        let both = one.intersection(&other).count() as f32;
        both / (one.len() + other.len() - both as usize).max(1) as f32 >= SAME
    }

    /// How many roots tell it.
    fn told(&self, at: usize) -> usize {
        let same = self.weighed.iter().filter(|other| other.at == at || self.same(at, other.at));
        let articles = same.filter_map(|other| self.sentence(other.at)).map(|sentence| sentence.article);
        articles.map(|article| self.root(article)).collect::<BTreeSet<_>>().len().max(1)
    }

    fn cite(&self, at: usize, sentence: &Sentence, cited: &mut Vec<usize>) -> CitedSentence {
        let article = cited.iter().position(|one| *one == sentence.article).unwrap_or_else(|| {
            cited.push(sentence.article);
            cited.len() - 1
        });
        let notes = self.items.get(sentence.article).and_then(|item| item.notes);
        let event = self.laid.foremost(sentence).and_then(|at| notes?.events.get(at));
        let own = event.and_then(|event| {
            let id = event.statement.as_ref()?;
            notes?.statements.iter().find(|statement| statement.id == *id)
        });
        let told = || {
            sentence
                .marks
                .sources
                .iter()
                .find(|voice| voice.known)
                .and_then(|voice| notes?.statements.get(voice.statement))
        };
        let statement = own.or_else(told);
        let passage = |span: Span| Passage { article, span };
        let source: Option<Source<Passage>> =
            statement.map(|statement| statement.source.clone().map_spans(&passage));
        CitedSentence {
            sentence: passage(sentence.span),
            event: event.map(|event| event.id.clone()),
            status: event.and_then(|event| event.status),
            voice: event.map(|event| event.voice),
            source,
            chain: statement.map(|statement| statement.chain.clone()).unwrap_or_default(),
            roots: self.told(at),
        }
    }
}
