//! Trains the desk's grammar, and which words tell of an event.
//!
//! In: of the gold, `syntax/{ud_ewt,gum}/{train,dev}.conllu`, or `status/news` and `status/challenge.jsonl`
//! Out: `crates/desk/weights/syntax.bin` or `telling.tsv`, and their scores · From: the treebanks, GUM without the genres
//! under non-commercial licences; the project's status gold · Fails: absent gold is an error
//! Cost: about ten minutes on one core for the grammar, two for the other

use crate::eval::{Room, challenge, news, syntax};
use crate::house;
use anyhow::{Result, bail};
use desk::event::telling::train::Lesson;
use std::path::Path;

/// Trains, writes the weights and prints how often they are right.
pub(crate) fn grammar(gold: Option<&Path>) -> Result<bool> {
    let room = Room::open(gold, desk::Model::Fast)?;
    let read = |part: &str| -> Result<Vec<String>> {
        let mut texts = Vec::new();
        for bank in ["ud_ewt", "gum"] {
            let file = format!("syntax/{bank}/{part}.conllu");
            if !room.has(&file) {
                bail!("the gold holds no {file}: name its folder with --gold DIR");
            }
            texts.push(syntax::permitted(&house::text(&room.path(&file))?));
        }
        Ok(texts)
    };
    let (train, dev) = (read("train")?, read("dev")?);
    let borrowed =
        |texts: &'static [String]| -> Vec<&'static str> { texts.iter().map(String::as_str).collect() };
    // The texts live as long as the run does.
    let (train, dev) = (borrowed(train.leak()), borrowed(dev.leak()));
    let (bytes, report) = desk::syntax::train::train(&train, &dev);
    println!("{report}");
    let path = house::root().join("crates/desk/weights/syntax.bin");
    std::fs::write(&path, bytes)?;
    println!("weights written to {}; a model card stands beside them", house::short(&path));
    Ok(true)
}

/// Trains which words tell of an event, for both models at once.
pub(crate) fn telling(gold: Option<&Path>) -> Result<bool> {
    let room = Room::open(gold, desk::Model::Full)?;
    let lessons: Vec<Lesson> = news::lessons(&room)?.into_iter().chain(challenge::lessons(&room)?).collect();
    let encoders: Vec<_> = desk::Model::ALL.iter().map(|m| m.encoder()).collect();
    let (weights, report) = desk::event::telling::train::train(&encoders, &lessons);
    print!("{report}");
    let path = house::root().join("crates/desk/weights/telling.tsv");
    std::fs::write(&path, weights)?;
    println!("weights written to {}", house::short(&path));
    Ok(true)
}
