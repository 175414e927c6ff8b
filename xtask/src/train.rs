//! Trains the desk's grammar.
//!
//! In: `syntax/{ud_ewt,gum}/{train,dev}.conllu` of the gold · Out: `crates/desk/weights/syntax.bin`, and its scores
//! From: the treebanks; GUM without the genres under non-commercial licences · Fails: absent gold is an error
//! Cost: about ten minutes on one core

use crate::eval::{Room, syntax};
use crate::house;
use anyhow::{Result, bail};
use std::path::Path;

/// Trains, writes the weights and prints how often they are right.
pub(crate) fn run(gold: Option<&Path>) -> Result<bool> {
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
