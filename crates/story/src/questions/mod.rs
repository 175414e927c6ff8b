//! What a reader of a story would ask, answered by its own sentences.
//!
//! In: the items of a story, its lineage, its claims · Out: [`StoryQuestion`]s, at most one of a kind and claim
//! From: the reporter's questions; what is not answered is the "not stated" of the story (DESIGN section 3)
//! Fails: never; a story without claims raises no question · Cost: O(sentences + tellings)
//!
//! - `wording`: a claim in the words of a question
//! - `cite`: the sentences that answer

mod cite;
mod wording;

#[cfg(test)]
mod tests;

use crate::Item;
use crate::claims::{Line, family_of, step};
use crate::words::Bag;
use cite::{Rooted, chosen, of_span, of_telling};
use model::{Asks, Claim, EntityKind, Lineage, Missing, Span, Stance, Status, StoryQuestion, Telling};
use std::sync::LazyLock;

/// By these words an article says that something is not known.
static UNKNOWN: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let rows = include_str!("../../lists/unknown.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split('\t').next()).collect()
});

/// Claims whose figures are asked for: the two that most roots tell with a figure.
const FIGURED: usize = 2;

/// An objection shares so many telling words with what it objects to. Own: one is a name of the story's, three miss
/// short sentences.
const SHARED: usize = 2;

/// What the story raises: what is planned and where that stands, on what authority, who says so, who objects, how many,
/// what is not known. A question that nothing answers is kept where it is asked of what is planned or weighed.
///
/// ```
/// use model::{Count, Lineage};
///
/// let nothing = Lineage { nodes: vec![], edges: vec![], shared_quotes: vec![], roots: vec![], independent: Count::exactly(0) };
/// assert!(story::questions(&[], &nothing, &[]).is_empty());
/// ```
pub fn questions(items: &[Item<'_>], lineage: &Lineage, claims: &[Claim]) -> Vec<StoryQuestion> {
    let desk = Desk { items, line: Line::of(items.len(), lineage), claims };
    let mut asked = Vec::new();
    if let Some(main) = desk.main() {
        asked.extend(desk.plans(main));
        asked.extend(desk.standing(main));
        asked.extend(desk.authority(main));
        asked.extend(desk.sources(main));
        asked.extend(desk.objections(main));
    }
    asked.extend(desk.figures());
    asked.extend(desk.unknown());
    asked
}

struct Desk<'q> {
    items: &'q [Item<'q>],
    line: Line,
    claims: &'q [Claim],
}

impl Desk<'_> {
    /// The claim that matters most of those that look ahead; where none does, the first that words can be put to.
    fn main(&self) -> Option<&Claim> {
        let acted = |claim: &&Claim| self.actor(claim).is_some() && wording::deed(claim).is_some();
        let ahead = self.claims.iter().filter(acted).find(|claim| looks_ahead(claim));
        ahead.or_else(|| self.claims.iter().find(|claim| acted(claim) || wording::noun(claim).is_some()))
    }

    /// Who does it, where that is somebody who can plan and be asked: a ferry that is about to leave is not.
    fn actor(&self, claim: &Claim) -> Option<wording::Actor> {
        let acts = |one: &Telling| {
            let article = one.sentence.article;
            let actor = cite::event(self.items, one).and_then(|event| event.actor.as_ref());
            let id = actor.and_then(|actor| actor.entity.as_deref());
            let notes = self.items.get(article).and_then(|item| item.notes);
            let entities = notes.into_iter().flat_map(|notes| &notes.entities);
            entities.filter(|entity| Some(entity.id.as_str()) == id).any(|entity| {
                use EntityKind::{Government, Group, Organisation, Person, Place};
                matches!(entity.kind, Person | Organisation | Group | Government | Place)
            })
        };
        claim.tellings.iter().any(acts).then(|| wording::actor(claim))?
    }

    fn cite<'c>(&self, claim: &Claim, tellings: impl Iterator<Item = &'c Telling>) -> Vec<Rooted> {
        tellings.map(|telling| of_telling(self.items, claim, telling)).collect()
    }

    /// A question with its answers; without answers only where it is asked of what is planned or weighed.
    fn ask(&self, asks: Asks, question: String, found: Vec<Rooted>, open: bool) -> Option<StoryQuestion> {
        let answers = chosen(found);
        (open || !answers.is_empty()).then_some(StoryQuestion { asks, question, answers })
    }

    fn plans(&self, main: &Claim) -> Option<StoryQuestion> {
        let actor = self.actor(main).filter(|_| looks_ahead(main))?;
        let verb = if actor.plural { "do" } else { "does" };
        let question = format!("What {verb} {} plan to do?", actor.name);
        // What is planned by the same, the claims that most roots tell first.
        let same = |claim: &&Claim| claim.id == main.id || (claim.actor == main.actor && looks_ahead(claim));
        let found = self.claims.iter().filter(same).flat_map(|claim| {
            self.cite(claim, claim.tellings.iter().filter(|one| one.status.is_some_and(is_ahead)))
        });
        self.ask(Asks::Plans, question, found.collect(), true)
    }

    fn standing(&self, main: &Claim) -> Option<StoryQuestion> {
        let question = match wording::deed(main) {
            Some(deed) if looks_ahead(main) => format!("Where does the plan to {deed} stand?"),
            _ => return None,
        };
        // The latest first; of one article what stands furthest.
        let mut tellings: Vec<&Telling> = main.tellings.iter().filter(|one| one.status.is_some()).collect();
        tellings.sort_by_key(|one| {
            std::cmp::Reverse((one.sentence.article, one.status.and_then(step).unwrap_or(0)))
        });
        self.ask(Asks::Standing, question, self.cite(main, tellings.into_iter()), true)
    }

    fn authority(&self, main: &Claim) -> Option<StoryQuestion> {
        let (actor, deed) = (self.actor(main)?, wording::deed(main)?);
        let done = main.tellings.iter().filter_map(|one| one.status.and_then(step)).max() >= Some(5);
        let would = if done { "did" } else { "would" };
        let question = format!("On what authority {would} {} {deed}?", actor.name);
        let mut found = Vec::new();
        for telling in &main.tellings {
            let event = cite::event(self.items, telling);
            if event.is_some_and(|event| event.authority.is_some()) {
                found.push(of_telling(self.items, main, telling));
            }
        }
        // Then what the articles that tell it name as authority anywhere.
        let mut articles: Vec<usize> = main.tellings.iter().map(|one| one.sentence.article).collect();
        articles.dedup();
        for article in articles {
            let notes = self.items.get(article).and_then(|item| item.notes);
            for authority in notes.into_iter().flat_map(|notes| &notes.authorities) {
                if let Some(sentence) = cite::sentence(self.items, article, authority.span) {
                    found.push(of_span(self.items, self.line.root(article), article, sentence));
                }
            }
        }
        self.ask(Asks::Authority, question, found, looks_ahead(main))
    }

    fn sources(&self, main: &Claim) -> Option<StoryQuestion> {
        let question = match (self.actor(main), wording::deed(main), wording::noun(main)) {
            (Some(actor), Some(deed), _) if looks_ahead(main) => {
                format!("Who says that {} may {deed}?", actor.name)
            }
            (Some(actor), Some(_), _) => format!("Who says what {} did?", actor.name),
            (_, _, Some(noun)) => format!("Who tells of {noun}?"),
            _ => return None,
        };
        let found = self.cite(main, main.tellings.iter().filter(|one| one.holder.is_some()));
        self.ask(Asks::Sources, question, found, looks_ahead(main))
    }

    fn objections(&self, main: &Claim) -> Option<StoryQuestion> {
        let question = match (wording::deed(main), wording::noun(main)) {
            (Some(deed), _) if looks_ahead(main) => format!("Who objects to the plan to {deed}?"),
            (_, Some(noun)) if looks_ahead(main) => format!("Who objects to {noun}?"),
            _ => return None,
        };
        // An objection is one to this where it shares its words, or calls it the plan.
        let bags: Vec<Bag> = main
            .tellings
            .iter()
            .filter_map(|one| {
                let item = self.items.get(one.sentence.article)?;
                Some(Bag::of(&item.article.text, one.sentence.span))
            })
            .collect();
        let plan = Bag::of_words(["plan", "plans", "move", "proposal", "order"].into_iter());
        let against = |one: &&Telling| matches!(one.status, Some(Status::Rejected | Status::Denied));
        let mut found = self.cite(main, main.tellings.iter().filter(against));
        for (article, item) in self.items.iter().enumerate() {
            let Some(notes) = item.notes else { continue };
            let positions = notes.positions.iter().filter(|one| one.stance == Stance::Against);
            let stands = positions.map(|one| one.proof);
            let stances = notes.statements.iter().filter(|one| one.stance == Some(Stance::Against));
            let stands = stands.chain(stances.filter_map(|one| one.cue));
            for span in stands {
                let Some(sentence) = cite::sentence(self.items, article, span) else { continue };
                let words = Bag::of(&item.article.text, sentence);
                if bags.iter().any(|bag| bag.shared(&words) >= SHARED) || words.shared(&plan) > 0 {
                    found.push(of_span(self.items, self.line.root(article), article, sentence));
                }
            }
        }
        self.ask(Asks::Objections, question, found, looks_ahead(main))
    }

    /// How many, of the claims that most roots tell with a figure.
    fn figures(&self) -> Vec<StoryQuestion> {
        let mut asked: Vec<StoryQuestion> = Vec::new();
        for claim in self.claims {
            let counted = claim.tellings.iter().flat_map(|one| &one.figures);
            let Some(counts) = counted.filter(|one| one.unit.is_none()).find_map(|one| one.counts.as_deref())
            else {
                continue;
            };
            let plain =
                counts.split(' ').count() <= 2 && counts.chars().all(|c| c.is_alphabetic() || c == ' ');
            if !plain || !counts.ends_with(['s', 'e', 'n']) {
                continue;
            }
            let question = match family_of(&claim.action) {
                Some("dies") => format!("How many {counts} died?"),
                _ if looks_ahead(claim) => format!("How many {counts} are at stake?"),
                _ => format!("How many {counts} were there?"),
            };
            if asked.iter().any(|one| one.question == question) {
                continue;
            }
            // The latest first: figures move.
            let tellings = claim.tellings.iter().rev().filter(|one| !one.figures.is_empty());
            asked.extend(self.ask(Asks::Figures, question, self.cite(claim, tellings), false));
            if asked.len() == FIGURED {
                break;
            }
        }
        asked
    }

    /// What articles say is not known, then what their main events lack.
    fn unknown(&self) -> Option<StoryQuestion> {
        let mut found = Vec::new();
        for (article, item) in self.items.iter().enumerate() {
            let root = self.line.root(article);
            for sentence in item.sentences().into_iter().filter(|one| says_unknown(&item.article.text, *one))
            {
                found.push(of_span(self.items, root, article, sentence));
            }
        }
        for claim in self.claims.iter().take(FIGURED) {
            let unsaid = |one: &&Telling| {
                let notes = self.items.get(one.sentence.article).and_then(|item| item.notes);
                let mut rows = notes.into_iter().flat_map(|notes| &notes.not_stated);
                let lacks = rows.any(|row| {
                    row.what != Missing::HowMany && Some(row.event.as_str()) == one.event.as_deref()
                });
                matches!(one.status, Some(Status::Possible | Status::Contemplated)) && lacks
            };
            found.extend(self.cite(claim, claim.tellings.iter().filter(unsaid)));
        }
        let open = self.main().is_some_and(looks_ahead);
        self.ask(Asks::Unknown, "What is not known?".to_owned(), found, open)
    }
}

/// Whether any telling says that it is intended, weighed or decided, and not yet done.
fn looks_ahead(claim: &Claim) -> bool {
    claim.tellings.iter().any(|one| one.status.is_some_and(is_ahead))
}

fn is_ahead(status: Status) -> bool {
    matches!(
        status,
        Status::Planned | Status::Contemplated | Status::Ordered | Status::Promised | Status::Threatened
    )
}

fn says_unknown(text: &str, sentence: Span) -> bool {
    let words = sentence.words(text).to_lowercase();
    let whole = |phrase: &str| {
        words.match_indices(phrase).any(|(at, _)| {
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            let before = words.get(..at).and_then(|before| before.chars().next_back());
            let behind = words.get(at + phrase.len()..).and_then(|behind| behind.chars().next());
            edge(before) && edge(behind)
        })
    };
    UNKNOWN.iter().any(|phrase| whole(phrase))
}
