//! Prints what the judge of gathering is trained on, for training/gather.py.
//!
//! In: `stories/{ecbplus,basil,allsides,meantime_en,meantime_es}` · Out: a line a pair: kind, the folds of both, 1 where
//! they are one happening, the features · From: decision 0010 · Fails: without gold · Cost: 9,000 prints, gathered once
//!
//! BASIL's articles are compared with the stream of allsides too: who is near in time and tells of something else. A
//! pair of the two that is much alike may well be one happening, and nobody says so: it is left out where it is near in
//! time; two weeks apart it is one story and two happenings (set `later`).

use crate::eval::Room;
use crate::eval::gathering::{Set, cross};
use anyhow::Result;
use desk::Model;
use std::path::Path;
use story::{FEATURE_NAMES, Likeness, compared};

/// Likeness of all words from which on a pair of BASIL and allsides may be one happening.
const MAY_BE_ONE: f32 = 0.25;

/// Logarithm of days, one added, from which on articles that are alike tell of two happenings: BASIL's on one are nearer.
const LATER: f32 = 2.3;

pub(crate) fn run(gold: Option<&Path>) -> Result<bool> {
    let room = Room::open(gold, Model::Fast)?;
    println!("# set\tkind\tfold\tfold\tone\t{}", FEATURE_NAMES.join("\t"));
    let ecb = Set::open(&room, "stories/ecbplus/articles.jsonl", "en")?;
    let (golds, folds) = (ecb.gold(), ecb.folds());
    for (a, b, likeness) in compared(&ecb.prints) {
        line("ecbplus", [folds[a], folds[b]], golds[a] == golds[b], &likeness);
    }
    let basil = Set::open(&room, "stories/basil/articles.jsonl", "en")?;
    let (golds, folds) = (basil.gold(), basil.folds());
    let mut stream = basil.prints.clone();
    stream.extend(Set::open(&room, "stories/allsides/articles.jsonl.gz", "en")?.prints);
    for (a, b, likeness) in compared(&stream) {
        let (a, b) = (a.min(b), a.max(b));
        match (golds.get(a), golds.get(b)) {
            (Some(x), Some(y)) => line("basil", [folds[a], folds[b]], x == y, &likeness),
            (Some(_), None) if likeness.features[0] < MAY_BE_ONE => {
                line("stream", [folds[a], folds[a]], false, &likeness);
            }
            (Some(_), None) if likeness.features[6] > LATER => {
                line("later", [folds[a], folds[a]], false, &likeness);
            }
            _ => {}
        }
    }
    let (english, spanish, pairs) = cross(&room)?;
    let ids: Vec<&str> = english.ids().into_iter().chain(spanish.ids()).collect();
    let folds: Vec<usize> = english.folds_by_id().into_iter().chain(spanish.folds_by_id()).collect();
    for (a, b, likeness) in pairs.iter().filter(|(_, _, likeness)| likeness.foreign) {
        line("meantime", [folds[*a], folds[*b]], ids[*a] == ids[*b], likeness);
    }
    Ok(true)
}

fn line(set: &str, folds: [usize; 2], one: bool, likeness: &Likeness) {
    let kind = if likeness.foreign { "foreign" } else { "same" };
    let features: Vec<String> = likeness.features.iter().map(|x| format!("{x:.5}")).collect();
    println!("{set}\t{kind}\t{}\t{}\t{}\t{}", folds[0], folds[1], u8::from(one), features.join("\t"));
}
