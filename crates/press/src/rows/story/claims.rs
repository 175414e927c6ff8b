//! What is claimed: where it last stood, who holds it, each telling of it, and what changed between two tellings.
//!
//! In: the claims of a story · Out: one [`ClaimShown`] each · From: DESIGN sections 3 and 4
//! Fails: a change between tellings that are not there is left out · Cost: O(tellings)

use super::{SHORT, Shelf};
use crate::lookup::shown;
use crate::printable;
use crate::rows::{Detail, Piece, Role, Row, Standing, counted};
use model::{Claim, ClaimChange, ClaimTurn, Status, Telling, Voice};
use std::collections::BTreeSet;

/// One claim.
pub(crate) struct ClaimShown {
    /// Where it last stood; actor → action → object; where, how often it is told, on whose word.
    pub(crate) row: Row,
    /// What changed, in order.
    pub(crate) changes: Vec<ChangeShown>,
    /// Its tellings, the earliest first.
    pub(crate) tellings: Vec<TellingShown>,
}

/// One telling.
pub(crate) struct TellingShown {
    /// The article's number.
    pub(crate) number: Option<usize>,
    /// Its outlet, or that the article is not at hand.
    pub(crate) outlet: String,
    /// When it was published, in short.
    pub(crate) when: Option<String>,
    /// Where it stands.
    pub(crate) standing: Standing,
    /// On whose word: "Lina Marsh (named person)", or the outlet's own.
    pub(crate) word: String,
    /// Its figures, as printed.
    pub(crate) figures: Vec<String>,
    /// The sentence.
    pub(crate) sentence: String,
}

/// A change.
pub(crate) struct ChangeShown {
    /// What kind of change: "Denied".
    pub(crate) kind: &'static str,
    /// What stood before and after: a status, or words.
    pub(crate) before: End,
    /// After.
    pub(crate) after: End,
    /// Places of the two tellings.
    pub(crate) tellings: [usize; 2],
}

/// One end of a change.
pub(crate) enum End {
    /// A status.
    Stands(Standing),
    /// A figure, a kind of source.
    Words(String),
}

impl TellingShown {
    /// "North Sea Radio, 2 Mar 2026, 09:00".
    pub(crate) fn by(&self) -> String {
        self.when.as_ref().map_or_else(|| self.outlet.clone(), |when| format!("{}, {when}", self.outlet))
    }
}

/// The claims in the order of the story.
pub(super) fn claims(shelf: &Shelf<'_>) -> Vec<ClaimShown> {
    shelf.told.story.claims.iter().map(|claim| shown_claim(shelf, claim)).collect()
}

fn shown_claim(shelf: &Shelf<'_>, claim: &Claim) -> ClaimShown {
    let short = |words: &str| shown(words).map(|words| printable::short(&words, SHORT));
    let field = |words: &Option<String>| words.as_deref().and_then(short);
    let actor = field(&claim.actor);
    let mut line = vec![match actor {
        Some(actor) => Piece::new(Role::Who, actor),
        None => Piece::new(Role::Kind, "actor not stated"),
    }];
    line.push(Piece::new(Role::Arrow, "→"));
    line.push(Piece::new(Role::Action, short(&claim.action).unwrap_or_else(|| "…".to_owned())));
    if let Some(object) = field(&claim.object) {
        line.push(Piece::new(Role::Arrow, "→"));
        line.push(Piece::new(Role::Who, object));
    }

    let mut details = Vec::new();
    details.extend(field(&claim.place).map(|place| Detail::new("where:", place)));
    let articles = shelf.numbers(claim.tellings.iter().map(|telling| telling.sentence.article));
    let roots: BTreeSet<usize> = claim.tellings.iter().map(|telling| telling.root).collect();
    let told = counted(claim.tellings.len(), "telling", "tellings");
    let of = counted(articles.len(), "article", "articles");
    details.push(Detail::new("", format!("{told} in {of}, {} independent", roots.len())));
    let mut words: Vec<String> = Vec::new();
    for telling in claim.tellings.iter().filter(|telling| telling.voice == Voice::Source) {
        let word = word_of(shelf, telling);
        if !words.contains(&word) {
            words.push(word);
        }
    }
    details.extend((!words.is_empty()).then(|| Detail::new("on the word of", listed(&words))));
    let own = claim.tellings.iter().filter(|telling| telling.voice == Voice::Narrator);
    let own = shelf.numbers(own.map(|telling| telling.sentence.article));
    details.extend((!own.is_empty()).then(|| Detail::proved("in the outlet’s own voice:", "", own)));

    let last = claim.tellings.last();
    ClaimShown {
        row: Row {
            standing: last.map(|telling| Standing(telling.status)),
            line,
            details,
            sentence: last.and_then(|telling| shelf.number(telling.sentence.article)),
            maker: None,
        },
        changes: claim.changes.iter().filter_map(|change| shown_change(claim, change)).collect(),
        tellings: claim.tellings.iter().map(|telling| shown_telling(shelf, telling)).collect(),
    }
}

/// The first few of them, and how many more.
fn listed(words: &[String]) -> String {
    const FEW: usize = 4;
    let mut out = words.iter().take(FEW).cloned().collect::<Vec<_>>().join(", ");
    if words.len() > FEW {
        out.push_str(&format!(" and {} more", words.len() - FEW));
    }
    out
}

fn word_of(shelf: &Shelf<'_>, telling: &Telling) -> String {
    match (telling.voice, &telling.holder) {
        (Voice::Narrator, _) => "the outlet itself".to_owned(),
        (Voice::Source, Some(holder)) => shelf.source(holder),
        (Voice::Source, None) => "a source not stated".to_owned(),
    }
}

fn shown_telling(shelf: &Shelf<'_>, telling: &Telling) -> TellingShown {
    let article = telling.sentence.article;
    let figures = telling.figures.iter().filter_map(|figure| {
        let printed = shelf.words(figure.span)?;
        let counts =
            figure.counts.as_deref().and_then(shown).filter(|counts| !printed.contains(counts.as_str()));
        let words = counts.map_or_else(|| printed.clone(), |counts| format!("{printed} {counts}"));
        Some(printable::short(&words, SHORT))
    });
    let listed = shelf.listed(article);
    TellingShown {
        number: shelf.number(article),
        outlet: listed.map_or_else(|| "article not at hand".to_owned(), |listed| listed.outlet.clone()),
        when: listed.map(|listed| listed.when.clone()),
        standing: Standing(telling.status),
        word: word_of(shelf, telling),
        figures: figures.collect(),
        sentence: shelf.quoted(telling.sentence),
    }
}

fn shown_change(claim: &Claim, change: &ClaimChange) -> Option<ChangeShown> {
    claim.tellings.get(change.from).and(claim.tellings.get(change.to))?;
    Some(ChangeShown {
        kind: match change.turn {
            ClaimTurn::Status => "Stands elsewhere",
            ClaimTurn::Figure => "Another figure",
            ClaimTurn::OnTheRecord => "Now on the record",
            ClaimTurn::Denied => "Denied",
            ClaimTurn::Withdrawn => "Withdrawn",
        },
        before: end(&change.before),
        after: end(&change.after),
        tellings: [change.from, change.to],
    })
}

/// A status by its word; everything else as it is told, without underscores of ours.
fn end(told: &str) -> End {
    match told.parse::<Status>() {
        Ok(status) => End::Stands(Standing(Some(status))),
        Err(_) => {
            let words = shown(told).map(|words| printable::short(&words.replace('_', " "), SHORT));
            End::Words(words.unwrap_or_else(|| "not stated".to_owned()))
        }
    }
}
