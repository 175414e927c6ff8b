//! What the weights of `ask` are learnt from.
//!
//! In: the dev and the training questions of `evals/ask` and their articles, marked · Out: one JSON object a question: its candidates,
//! each with its signs and whether it answers · From: `training/ask.py` reads it · Fails: as the scorer does · Cost: as
//! the scorer

use crate::eval::{Room, ask};
use anyhow::Result;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

/// Prints the candidates. What is held out is left out.
pub(crate) fn run(gold: Option<&Path>, model: desk::Model) -> Result<bool> {
    let room = Room::open(gold, model)?;
    let mut shelves = ask::shelves(&room)?;
    shelves.insert("basil".to_owned(), ask::training_shelf(&room)?);
    let items: BTreeMap<&str, Vec<story::Item<'_>>> =
        shelves.iter().map(|(set, shelf)| (set.as_str(), shelf.items())).collect();
    println!("{}", json!({ "signs": story::ask_signs(), "desk": model.name() }));
    let questions = ask::questions()?.into_iter().chain(ask::training_questions()?);
    for asked in questions.filter(|asked| asked.split != "held-out") {
        let items = items.get(asked.set.as_str()).map_or(&[][..], Vec::as_slice);
        let trials: Vec<_> = story::trials(&asked.question, items, &desk::rerank)
            .into_iter()
            .filter_map(|trial| {
                let item = items.get(trial.item)?;
                let right = asked.is_right(item, trial.span);
                Some(json!({
                    "right": right,
                    "article": item.id,
                    "signs": trial.signs,
                    "words": trial.span.words(&item.article.text),
                }))
            })
            .collect();
        let (id, set, question) = (&asked.id, &asked.set, &asked.question);
        println!(
            "{}",
            json!({ "id": id, "set": set, "question": question, "answered": asked.has_answer(), "trials": trials })
        );
    }
    Ok(true)
}
