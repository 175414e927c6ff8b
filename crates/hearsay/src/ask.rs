//! `hearsay ask`: the sentences that answer a question, out of files or of the archive.

use crate::args::{AskArgs, Since};
use crate::config::{self, Outside};
use crate::corrections::Corrections;
use crate::gather::item;
use crate::in_order::in_order;
use crate::inputs::{Found, Item};
use crate::messages;
use crate::newsroom::Newsroom;
use crate::recall::recalled;
use crate::trouble::{Exit, Trouble};
use archive::{Access, Archive};
use model::jiff::Timestamp;
use model::jiff::civil::Date;
use model::{Article, Reading};
use std::collections::HashSet;
use std::io::{self, Write};

/// How many articles of the archive are looked through: room for many on one thing, at some tens of milliseconds. It was
/// not swept; evals/ask asks all of its articles at once.
const MOST_ARTICLES: usize = 30;

/// Carries it out.
pub(crate) fn ask(typed: AskArgs) -> Result<Exit, Trouble> {
    let question = typed.question.trim().to_owned();
    if !question.chars().any(char::is_alphanumeric) {
        return Err(Trouble::new(
            "no question was asked",
            "The question has no words.",
            "Write it in quotation marks: hearsay ask \"Who ordered the ban?\"",
        ));
    }
    let (json, limit, style) = (typed.json, usize::from(typed.limit), typed.screen.style());
    let from_files = !typed.inputs.is_empty();
    let since = typed.since.map(Since::day);
    let mut held = if from_files { read(typed)? } else { kept(&question, &typed)? };
    // A day that is not printed is no day before another.
    held.retain(|one| since.is_none_or(|since| one.day().is_none_or(|day| day >= since)));
    if held.is_empty() {
        messages::line(match (from_files, since) {
            (true, None) => "Nothing to ask: no article could be read.",
            (true, Some(_)) => "Nothing to ask: no article is of that day or later.",
            (false, _) => "Nothing to ask: no article of the archive has words of the question.",
        });
        return Ok(Exit::Nothing);
    }
    let mut items: Vec<story::Item<'_>> =
        held.iter().filter_map(|one| item(&one.reading.id, &one.reading, one.seen)).collect();
    items.sort_by(|one, other| one.place().cmp(&other.place()));
    items.dedup_by(|one, other| one.id == other.id);
    // Copies have one voice.
    let roots = story::lineage(&items, &story::Boilerplate::default()).root_of_each();
    let answer = story::ask(&question, &items, &roots, limit, &desk::rerank);
    let texts: Vec<&str> = answer.articles.iter().map(|article| text_of(&items, &article.id)).collect();
    let shown = if json {
        press::json::answer(&answer, &texts) + "\n"
    } else {
        press::text::answer(&answer, &texts, items.len(), &style)
    };
    let mut out = io::stdout().lock();
    out.write_all(shown.as_bytes())?;
    out.flush()?;
    Ok(if answer.stated { Exit::Done } else { Exit::Nothing })
}

fn text_of<'i>(items: &[story::Item<'i>], id: &str) -> &'i str {
    items.iter().find(|item| item.id == id).map_or("", |item| item.article.text.as_str())
}

/// An article that is asked.
struct Held {
    reading: Reading,
    seen: Timestamp,
}

impl Held {
    fn article(&self) -> Option<&Article> {
        self.reading.article.as_ref()
    }

    fn day(&self) -> Option<Date> {
        Some(self.article()?.published?.date)
    }
}

/// The articles of the files that were named, read and marked.
fn read(typed: AskArgs) -> Result<Vec<Held>, Trouble> {
    let inputs = config::inputs(typed.inputs)?;
    let outside = Outside::meant(typed.outside)?;
    let corrections = Corrections::to_honour(typed.corrections)?;
    let found = Found::among(&inputs, &outside);
    let newsroom = Newsroom::open(outside, typed.model.size(), corrections, false);
    let mut held: Vec<Held> = Vec::new();
    let mut ids = HashSet::new();
    in_order(
        found.items(),
        config::threads(None),
        |item: Item| (item.label(), newsroom.read_one(item)),
        |(label, reading)| -> Result<(), Trouble> {
            if reading.article.is_none() {
                let why = reading.caveats.last().map_or("no more is known", |caveat| caveat.message.as_str());
                messages::line(&format!("{label}: {why}"));
            } else if ids.insert(reading.id.clone()) {
                // What is read now was not seen before; files without a date stand first, by their ids.
                held.push(Held { reading, seen: Timestamp::UNIX_EPOCH });
            }
            Ok(())
        },
    )?;
    Ok(held)
}

/// The articles of the archive that fit the question's words best.
fn kept(question: &str, typed: &AskArgs) -> Result<Vec<Held>, Trouble> {
    let archive = Archive::open(&typed.archive.path()?, Access::Read)?;
    let corrections = Corrections::to_honour(typed.corrections.clone())?;
    let keys = archive.likely(&story::looked_for(question), typed.since.map(Since::day), MOST_ARTICLES)?;
    let mut held = Vec::new();
    for key in keys {
        // One that was removed in the meantime is none.
        if let Some(kept) = archive.fetch_at(key)? {
            let seen = kept.seen;
            let reading = recalled(kept, &corrections);
            if reading.article.is_some() {
                held.push(Held { reading, seen });
            }
        }
    }
    Ok(held)
}
