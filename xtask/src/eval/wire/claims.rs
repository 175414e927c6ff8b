//! What is told, and how it changed: changes, tellings with their statuses, holders and figures; and the days that matter.

use super::super::room::Room;
use super::super::score::{Score, Tally};
use super::Wire;
use super::key::{KeyChange, KeyClaim, KeyDay, KeyTelling, Stand};
use anyhow::Result;
use model::{Claim, ClaimChange, ClaimTurn, PartKind, Span, Telling, TimelineDay};
use std::collections::BTreeMap;
use story::Item;

/// A telling of a claim that was found: place of the claim, place of the telling in it.
type Place = (usize, usize);

/// Scores claims.
pub(in super::super) fn score(room: &Room) -> Result<Score> {
    let wire = Wire::open(room)?;
    let mut score = Score::default();
    let mut changes = Tally::default();
    let mut counts = Counts::default();
    let mut timeline = Tally::default();
    for story in &wire.key.stories {
        let (items, numbers) = wire.items(&story.articles);
        let lineage = wire.lineage(&items);
        let claims = story::claims(&items, &lineage);
        let told = ToldStory { wire: &wire, items: &items, numbers: &numbers, claims: &claims };
        let gold: Vec<&KeyClaim> =
            wire.key.claims.iter().filter(|claim| claim.story == story.story).collect();
        changes = changes.and(told.changes(&gold, &mut score));
        gold.iter().for_each(|claim| told.tellings(claim, &mut counts, &mut score));
        let of_story = days(&wire, &story.story, &story::timeline(&items, &lineage), &mut score);
        timeline = timeline.and(of_story);
    }
    score.f1("changes", changes);
    score.share("tellings", counts.found, counts.tellings);
    score.share("together", counts.together, counts.found);
    score.share("status", counts.status, counts.found);
    score.share("holder", counts.holder, counts.holders);
    score.share("figure", counts.figure, counts.figures);
    score.f1("days", timeline);
    Ok(score)
}

/// Days of one story: of those found as many of the greatest weight as the key has, what it may have left out.
fn days(wire: &Wire, story: &str, found: &[TimelineDay], score: &mut Score) -> Tally {
    let of = |days: &'_ [KeyDay]| -> Vec<(String, String)> {
        let own = days.iter().filter(|day| day.story == story);
        own.map(|day| (day.day.clone(), day.what.clone())).collect()
    };
    let (gold, may) = (of(&wire.key.timeline), of(&wire.key.timeline_may));
    let mut told: Vec<&TimelineDay> =
        found.iter().filter(|one| !may.iter().any(|(day, _)| *day == one.day)).collect();
    told.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.day.cmp(&b.day)));
    told.truncate(gold.len());
    let (has, missed): (Vec<_>, Vec<_>) =
        gold.iter().partition(|(day, _)| told.iter().any(|one| one.day == *day));
    missed.iter().for_each(|(day, what)| score.case("day missed", format!("{story} {day}: {what}")));
    let wrong = told.iter().filter(|one| !gold.iter().any(|(day, _)| *day == one.day));
    wrong.for_each(|one| score.case("day that does not matter", format!("{story} {}", one.day)));
    Tally::new(has.len(), gold.len(), told.len())
}

/// What was counted of tellings.
#[derive(Default)]
struct Counts {
    tellings: usize,
    found: usize,
    /// Of those found, how many stand in the claim that most of their key's claim stand in.
    together: usize,
    status: usize,
    holders: usize,
    holder: usize,
    figures: usize,
    figure: usize,
}

/// The claims of one story as they were found.
struct ToldStory<'t> {
    wire: &'t Wire,
    items: &'t [Item<'t>],
    numbers: &'t [&'t str],
    claims: &'t [Claim],
}

impl ToldStory<'_> {
    fn number(&self, article: usize) -> &str {
        self.numbers.get(article).copied().unwrap_or_default()
    }

    /// Changes, one to one.
    fn changes(&self, gold: &[&KeyClaim], score: &mut Score) -> Tally {
        let all = self.claims.iter().flat_map(|claim| claim.changes.iter().map(move |one| (claim, one)));
        let found: Vec<(&Claim, &ClaimChange)> = all.collect();
        let mut free = vec![true; found.len()];
        let mut hits = 0;
        let wanted: Vec<(&KeyClaim, &KeyChange)> =
            gold.iter().flat_map(|claim| claim.changes.iter().map(move |one| (*claim, one))).collect();
        for (claim, change) in &wanted {
            let at = found
                .iter()
                .enumerate()
                .position(|(at, (told, one))| free[at] && self.is_same(change, told, one));
            match at {
                Some(at) => {
                    free[at] = false;
                    hits += 1;
                }
                None => score.case("change missed", format!("{}: {}", claim.claim, said(change))),
            }
        }
        let may: Vec<&KeyChange> = gold.iter().flat_map(|claim| &claim.may).collect();
        let mut counted = hits;
        for (claim, change) in found.iter().zip(&free).filter(|(_, free)| **free).map(|(one, _)| one) {
            if may.iter().any(|one| self.is_same(one, claim, change)) {
                continue;
            }
            counted += 1;
            score.case("change that the key does not have", self.shown(claim, change));
        }
        Tally::new(hits, wanted.len(), counted)
    }

    fn is_same(&self, gold: &KeyChange, claim: &Claim, change: &ClaimChange) -> bool {
        let (Some(from), Some(to)) = (claim.tellings.get(change.from), claim.tellings.get(change.to)) else {
            return false;
        };
        gold.turn == change.turn.as_str()
            && gold.from == self.number(from.sentence.article)
            && gold.to == self.number(to.sentence.article)
            && (!matches!(change.turn, ClaimTurn::Status | ClaimTurn::Figure | ClaimTurn::OnTheRecord)
                || stands(&gold.before, &change.before, from) && stands(&gold.after, &change.after, to))
    }

    fn shown(&self, claim: &Claim, change: &ClaimChange) -> String {
        let sentence = |at: usize| {
            let Some(telling) = claim.tellings.get(at) else { return String::new() };
            let article = telling.sentence.article;
            let text = self.items.get(article).map_or("", |item| item.article.text.as_str());
            format!("{} {}", self.number(article), telling.sentence.span.words(text).replace('\n', " "))
        };
        format!(
            "{} → {} → {}: {} {} → {}\n{}\n{}",
            claim.actor.as_deref().unwrap_or("-"),
            claim.action,
            claim.object.as_deref().unwrap_or("-"),
            change.turn,
            change.before,
            change.after,
            sentence(change.from),
            sentence(change.to)
        )
    }

    /// Tellings of one claim of the key: found, in one claim, with the right status, holder and figure.
    fn tellings(&self, claim: &KeyClaim, counts: &mut Counts, score: &mut Score) {
        let places: Vec<Vec<Place>> = claim.tellings.iter().map(|one| self.places(one)).collect();
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for of_one in &places {
            let mut claims: Vec<usize> = of_one.iter().map(|(claim, _)| *claim).collect();
            claims.dedup();
            claims.into_iter().for_each(|claim| *votes.entry(claim).or_default() += 1);
        }
        let main = votes.iter().max_by_key(|(claim, votes)| (**votes, std::cmp::Reverse(**claim)));
        let main = main.map(|(claim, _)| *claim);
        for (gold, places) in claim.tellings.iter().zip(&places) {
            counts.tellings += 1;
            let words = format!("{}: {} “{}”", claim.claim, self.wire.named(&gold.article), gold.words);
            let of_main = places.iter().filter(|(claim, _)| Some(*claim) == main);
            // Several holders may tell it in these words.
            let likely =
                of_main.clone().find(|place| self.status_is(gold, **place)).or(of_main.clone().next());
            counts.together += usize::from(likely.is_some());
            let Some(place) = likely.or(places.first()).copied() else {
                score.case("telling missed", words);
                continue;
            };
            counts.found += 1;
            if likely.is_none() {
                score.case("telling in another claim", words.clone());
            }
            let Some(telling) = self.telling(place) else { continue };
            if self.status_is(gold, place) {
                counts.status += 1;
            } else {
                let told = telling.status.map_or("none", |status| status.as_str());
                score.case(format!("{} told as {told}", gold.status.join("|")), words.clone());
            }
            self.holder(gold, telling, counts, score, &words);
            if let Some(value) = gold.figure {
                counts.figures += 1;
                if telling.figures.iter().any(|figure| is_number(figure.value, value)) {
                    counts.figure += 1;
                } else {
                    score.case("figure missed", words.clone());
                }
            }
        }
    }

    fn holder(
        &self,
        gold: &KeyTelling,
        telling: &Telling,
        counts: &mut Counts,
        score: &mut Score,
        words: &str,
    ) {
        if gold.holder.is_empty() {
            return;
        }
        counts.holders += 1;
        let kind = telling.holder.as_ref().map(|holder| holder.kind.as_str());
        if kind.is_some_and(|kind| gold.holder.iter().any(|one| one == kind)) {
            counts.holder += 1;
        } else {
            let label = format!("holder {} told as {}", gold.holder.join("|"), kind.unwrap_or("none"));
            score.case(label, words.to_owned());
        }
    }

    fn telling(&self, (claim, telling): Place) -> Option<&Telling> {
        self.claims.get(claim)?.tellings.get(telling)
    }

    fn status_is(&self, gold: &KeyTelling, place: Place) -> bool {
        let status = self.telling(place).and_then(|telling| telling.status);
        status.is_some_and(|status| gold.status.iter().any(|one| one == status.as_str()))
    }

    /// Where the telling stands: those whose event has its head word among the key's words.
    fn places(&self, gold: &KeyTelling) -> Vec<Place> {
        let Some(article) = self.numbers.iter().position(|number| *number == gold.article) else {
            return Vec::new();
        };
        let Some(item) = self.items.get(article) else { return Vec::new() };
        let Some(span) = in_body(item, &gold.words) else { return Vec::new() };
        let mut places = Vec::new();
        for (n, claim) in self.claims.iter().enumerate() {
            for (k, telling) in claim.tellings.iter().enumerate() {
                let event = item
                    .notes
                    .and_then(|notes| {
                        notes.events.iter().find(|event| Some(&event.id) == telling.event.as_ref())
                    })
                    .map(|event| event.trigger);
                let holds = |trigger: Span| span.start <= trigger.start && trigger.end <= span.end;
                if telling.sentence.article == article && event.is_some_and(holds) {
                    places.push((n, k));
                }
            }
        }
        places
    }
}

/// Where these words stand first in the story's own paragraphs.
fn in_body(item: &Item<'_>, words: &str) -> Option<Span> {
    let text = &item.article.text;
    text.match_indices(words)
        .map(|(start, _)| Span::new(start, start + words.len()))
        .find(|span| item.article.part_at(span.start) == Some(PartKind::Body))
}

/// Whether this is what stands there: one of the words, or the number as a figure of the telling.
fn stands(gold: &Stand, told: &str, telling: &Telling) -> bool {
    match gold {
        Stand::Words(words) => words.iter().any(|one| one == told),
        Stand::Figure(value) => telling.figures.iter().any(|figure| is_number(figure.value, *value)),
    }
}

fn is_number(told: f64, gold: f64) -> bool {
    (told - gold).abs() <= 1e-6 * gold.abs()
}

/// A change of the key, for the eye.
fn said(change: &KeyChange) -> String {
    let stand = |stand: &Stand| match stand {
        Stand::Figure(value) => value.to_string(),
        Stand::Words(words) => words.join("|"),
    };
    let (before, after) = (stand(&change.before), stand(&change.after));
    format!("{} {before} → {after}, {} → {}", change.turn, change.from, change.to)
}
