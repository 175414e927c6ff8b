//! What is said of a reading, in which order: sections of rows, printed alike as text, HTML and Markdown.
//!
//! In: a reading · Out: [`Dossier`] · From: DESIGN section 6
//! Fails: never; a section without rows says so in words · Cost: O(marks log sentences)

mod backing;
mod caveats;
mod corrections;
mod dates;
mod events;
mod masthead;
mod origins;
mod questions;
mod statements;
pub(crate) mod story;

use crate::lookup::Lookup;
use model::{Evidence, Status};

pub(crate) use dates::{brief_date, from_to};
pub(crate) use masthead::Masthead;
pub(crate) use statements::count_in_words;

/// A reading as a reader sees it.
pub(crate) struct Dossier {
    /// Headline, outlet, byline, date…
    pub(crate) masthead: Masthead,
    /// What to say where nothing was marked.
    pub(crate) unmarked: Option<&'static str>,
    /// The sections in reading order. All are there, empty or not; where nothing was marked, those with rows and the
    /// caveats.
    pub(crate) sections: Vec<Section>,
    /// For each event of the notes, the number of its row in "How sure".
    pub(crate) row_of_event: Vec<usize>,
}

/// One section.
pub(crate) struct Section {
    /// Its name in addresses ("how-sure").
    pub(crate) slug: &'static str,
    /// Its name for people ("How sure").
    pub(crate) heading: &'static str,
    /// At a glance, before the rows, a line each.
    pub(crate) glance: Vec<String>,
    /// How many rows stand where, in the order of the rows; only in "How sure".
    pub(crate) tally: Vec<(Standing, usize)>,
    /// The rows; a row's number is its place here, from 1.
    pub(crate) rows: Vec<Row>,
    /// What to say where there are none.
    pub(crate) empty: &'static str,
}

/// One row: a main line, details, and the sentences it rests on.
#[derive(Default)]
pub(crate) struct Row {
    /// Where the event stands; only in "How sure".
    pub(crate) standing: Option<Standing>,
    /// The main line.
    pub(crate) line: Vec<Piece>,
    /// What else is told.
    pub(crate) details: Vec<Detail>,
    /// The sentence that it rests on, by its number; of a story, the article, by its number in the list.
    pub(crate) sentence: Option<usize>,
    /// Who marked it and how surely ("rule/cue-after, 0.91").
    pub(crate) maker: Option<String>,
}

/// One piece of a main line; the printers join pieces with spaces, save before a colon.
pub(crate) struct Piece {
    /// What it is.
    pub(crate) role: Role,
    /// The words.
    pub(crate) words: String,
}

/// What a piece of a main line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// A person or thing.
    Who,
    /// What is done.
    Action,
    /// An arrow between the two.
    Arrow,
    /// A kind or a number of ours, in parentheses.
    Kind,
    /// Words that attribute.
    Cue,
    /// Words of the article.
    Words,
    /// Words of ours; a colon closes up to what stands before it.
    Plain,
}

/// One thing told beside the main line: "where: Hargate", "says Lina Marsh", "answered in the body: yes [5]".
pub(crate) struct Detail {
    /// What it is, with its colon if it takes one; `""` where the words speak for themselves.
    pub(crate) label: &'static str,
    /// The words.
    pub(crate) words: String,
    /// Sentences that prove it.
    pub(crate) sentences: Vec<usize>,
}

impl Section {
    /// A section without rows.
    fn bare(slug: &'static str, heading: &'static str, empty: &'static str) -> Section {
        Section { slug, heading, glance: Vec::new(), tally: Vec::new(), rows: Vec::new(), empty }
    }
}

/// A status, known or not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Standing(pub(crate) Option<Status>);

/// The five bands that statuses fall into, for spacing and colour; never the only sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Band {
    /// Happened, under way.
    Done,
    /// Ordered, planned.
    Decided,
    /// Contemplated, possible, conditional.
    Open,
    /// Promised, threatened, demanded.
    Word,
    /// Attempted, not happened, denied, rejected.
    Not,
    /// Not known.
    Unknown,
}

impl Standing {
    /// The sign.
    pub(crate) fn sign(self) -> &'static str {
        self.0.map_or("–", Status::sign)
    }

    /// The word.
    pub(crate) fn label(self) -> &'static str {
        self.0.map_or("not known", Status::label)
    }

    /// Its place in "How sure": the order of the design, the unknown last.
    pub(crate) fn rank(self) -> usize {
        self.0.and_then(|s| Status::ALL.iter().position(|other| *other == s)).unwrap_or(Status::ALL.len())
    }

    /// Its band.
    pub(crate) fn band(self) -> Band {
        let Some(status) = self.0 else { return Band::Unknown };
        match status {
            Status::Happened | Status::UnderWay => Band::Done,
            Status::Ordered | Status::Planned => Band::Decided,
            Status::Contemplated | Status::Possible | Status::Conditional => Band::Open,
            Status::Promised | Status::Threatened | Status::Demanded => Band::Word,
            Status::Attempted | Status::NotHappened | Status::Denied | Status::Rejected => Band::Not,
        }
    }
}

impl Piece {
    /// A piece.
    pub(crate) fn new(role: Role, words: impl Into<String>) -> Self {
        Piece { role, words: words.into() }
    }

    /// Whether a space stands before it, save at the start of a line.
    pub(crate) fn spaced(&self) -> bool {
        self.words != ":"
    }

    /// The words as plain text: a kind in parentheses.
    pub(crate) fn plain(&self) -> String {
        if self.role == Role::Kind { format!("({})", self.words) } else { self.words.clone() }
    }
}

impl Detail {
    /// A detail without proof of its own.
    pub(crate) fn new(label: &'static str, words: impl Into<String>) -> Self {
        Detail { label, words: words.into(), sentences: Vec::new() }
    }

    /// A detail with the sentences that prove it.
    pub(crate) fn proved(label: &'static str, words: impl Into<String>, sentences: Vec<usize>) -> Self {
        Detail { label, words: words.into(), sentences }
    }
}

impl Row {
    /// The sentences that the row and its details rest on, each once, in the order they are printed.
    pub(crate) fn sentences(&self) -> Vec<usize> {
        let mut all: Vec<usize> = Vec::new();
        let told =
            self.sentence.into_iter().chain(self.details.iter().flat_map(|d| d.sentences.iter().copied()));
        let mut seen = std::collections::HashSet::new();
        all.extend(told.filter(|n| seen.insert(*n)));
        all
    }
}

impl Dossier {
    /// Gathers what is said.
    pub(crate) fn of(lookup: &Lookup<'_>) -> Dossier {
        let (how_sure, row_of_event) = events::how_sure(lookup);
        let mut sections = vec![
            origins::where_from(lookup),
            how_sure,
            statements::who_said_it(lookup),
            backing::law(lookup),
            backing::figures(lookup),
            backing::positions(lookup),
            questions::key_questions(lookup),
            events::not_stated(lookup),
            caveats::caveats(lookup),
        ];
        // Where nobody corrected anything there is nothing to say of it.
        sections.extend(corrections::corrections(lookup));
        // An empty section means that someone looked and found nothing; here no one looked.
        let unmarked = match (lookup.article, lookup.notes) {
            (_, Some(_)) => None,
            (Some(_), None) => {
                Some("Not marked: no one looked for who said it, how sure, and what is missing.")
            }
            (None, None) => Some("There is nothing to mark."),
        };
        if unmarked.is_some() {
            sections.retain(|section| !section.rows.is_empty() || section.slug == "caveats");
        }
        Dossier { masthead: Masthead::of(lookup), unmarked, sections, row_of_event }
    }
}

/// The sign of a row that a person set right; the section "Corrected" tells what it overrules.
fn sign_of(evidence: &Evidence) -> Option<Detail> {
    evidence.is_person().then(|| Detail::new("", "✎ corrected"))
}

/// Who marked it and how surely.
fn maker(evidence: &Evidence) -> Option<String> {
    let name = crate::lookup::shown(&evidence.maker)?;
    Some(format!("{name}, {:.2}", evidence.confidence))
}

/// `one` or `many` as the number asks, with the number.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
