//! What an outlet says of its own report: that it takes it back.
//!
//! In: a claim, the items · Out: the same claim with the telling that takes it back, and that change
//! From: `lists/taken_back.tsv`, own; `Article.notices` as wire read them
//! Fails: a report that is taken back without a word of what it said is not known by its words
//! Cost: O(sentences of the outlet's later articles)

use super::party::read_as;
use super::turns::change;
use crate::Item;
use crate::words::{Bag, words};
use model::{Claim, ClaimTurn, NoticeKind, Passage, Span, Telling, Voice};

/// What an outlet says when it takes a report back, and what it calls that.
static LIST: &str = include_str!("../../lists/taken_back.tsv");

/// How many words of the claim's sentences the notice and the sentence after it must have: one names the thing, two the
/// thing told of it. Own.
const ALIKE: usize = 2;

/// Adds the telling that takes the claim back, with its change.
pub(super) fn take_back(items: &[Item<'_>], claim: &mut Claim) {
    let mut found: Option<(usize, usize, Span)> = None;
    'tellings: for (from, one) in claim.tellings.iter().enumerate() {
        let Some(item) = items.get(one.sentence.article) else { continue };
        let Some(outlet) = item.article.outlet.as_deref() else { continue };
        let told = Bag::of(&item.article.text, one.sentence.span);
        for (later, other) in items.iter().enumerate().skip(one.sentence.article + 1) {
            if other.article.outlet.as_deref() != Some(outlet) {
                continue;
            }
            if let Some(span) = withdrawal(other, &told) {
                found = Some((from, later, span));
                break 'tellings;
            }
        }
    }
    let Some((from, article, span)) = found else { return };
    // A telling of the article that stands in those words shows it; else the words are a telling of their own.
    let stands = claim.tellings.iter().position(|one| {
        one.sentence.article == article
            && (span.touches(one.sentence.span) || one.sentence.span.touches(span))
    });
    let to = stands.unwrap_or_else(|| {
        let root = claim.tellings.get(from).map_or(article, |one| one.root);
        let telling = Telling {
            sentence: Passage { article, span },
            event: event_in(items, article, span),
            status: None,
            cue: None,
            voice: Voice::Narrator,
            holder: None,
            figures: Vec::new(),
            root,
        };
        let place = claim
            .tellings
            .partition_point(|one| (one.sentence.article, one.sentence.span.start) <= (article, span.start));
        claim.tellings.insert(place, telling);
        place
    });
    let before = claim.tellings.get(from).and_then(|one| one.status).map_or("", model::Status::as_str);
    claim.changes.push(change(ClaimTurn::Withdrawn, from, to, before, "withdrawn"));
}

/// The words of `item` that take back what `told` says.
fn withdrawal(item: &Item<'_>, told: &Bag) -> Option<Span> {
    let text = item.article.text.as_str();
    let sentences = item.sentences();
    let notices = item.article.notices.iter().filter_map(|notice| {
        matches!(notice.kind, NoticeKind::Correction | NoticeKind::EditorsNote).then_some(notice.span?)
    });
    let spans = sentences.iter().zip(sentences.iter().skip(1).map(Some).chain([None]));
    let spoken = spans.map(|(one, next)| (*one, next.map_or(*one, |next| one.to(*next))));
    let all = spoken.chain(notices.map(|span| (span, span)));
    let about = |with: Span| Bag::of(text, with).shared(told) >= ALIKE;
    all.filter(|(span, with)| takes_back(text, *span) && about(*with)).map(|(span, _)| span).next()
}

/// Whether a sentence takes a report back: a word of each kind of the list, the deed before or behind the thing.
fn takes_back(text: &str, span: Span) -> bool {
    let words: Vec<String> = words(text, span).iter().map(|word| read_as(word.text)).collect();
    let has = |kind: &str| {
        let rows = LIST.lines().filter(|line| !line.starts_with('#'));
        let listed = rows.filter_map(|row| row.split_once('\t')).filter(|(of, _)| *of == kind);
        let listed: Vec<&str> =
            listed.flat_map(|(_, rest)| rest.split('\t').next().unwrap_or_default().split(' ')).collect();
        words.iter().any(|word| listed.contains(&word.as_str()))
    };
    has("deed") && has("report") && has("whose")
}

/// The first event of those words, by its id; `None` where nothing is marked there.
fn event_in(items: &[Item<'_>], article: usize, span: Span) -> Option<String> {
    let notes = items.get(article).and_then(|item| item.notes);
    let mut events = notes.into_iter().flat_map(|notes| &notes.events);
    events.find(|event| span.contains(event.trigger)).map(|event| event.id.clone())
}
