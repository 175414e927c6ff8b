//! Training which words tell of an event: `cargo xtask train --telling`.
//!
//! In: texts with the words that readers marked · Out: the text of `weights/telling.tsv`, and how often it is right on
//! texts that it was not trained on · From: logistic regression with an L2 penalty, AdaGrad (Duchi et al. 2011)
//! Fails: never; without texts the weights are empty · Cost: a minute, most of it reading

use super::{LIKELY, candidate, features};
use crate::encoder::Encoder;
use crate::event::named;
use crate::event::status::Setting;
use crate::grammar::Grammar;
use crate::page::Page;
use model::{Article, Span};
use std::collections::{BTreeMap, HashMap};

/// Parts of the cross-validation.
const FOLDS: usize = 5;
/// Strength of the penalty, for losses summed over the words: weaker and stronger ones (3, 30) were no better.
const PENALTY: f32 = 10.0;
/// Rounds over all words; the loss no longer falls after two hundred.
const ROUNDS: usize = 300;

/// A text and the words in it that readers marked as events.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The set it is from, for the report.
    pub set: &'static str,
    /// The text.
    pub article: Article,
    /// What all readers marked.
    pub told: Vec<Span>,
    /// What only some marked: left out.
    pub open: Vec<Span>,
}

/// One word to learn from.
struct Word {
    said: Vec<(usize, f32)>,
    told: bool,
    lesson: usize,
}

/// Learns from the lessons as each of the encoders reads them; gives the weights and a report.
pub fn train(encoders: &[&dyn Encoder], lessons: &[Lesson]) -> (String, String) {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_encoder = Vec::new();
    let mut missed: HashMap<(usize, usize), usize> = HashMap::new();
    for (which, encoder) in encoders.iter().enumerate() {
        let mut words = Vec::new();
        for (number, lesson) in lessons.iter().enumerate() {
            let before = words.len();
            read(*encoder, lesson, number, &mut names, &mut words);
            let told = words.iter().skip(before).filter(|w: &&Word| w.told).count();
            missed.insert((which, number), lesson.told.len().saturating_sub(told));
        }
        by_encoder.push(words);
    }
    let size = names.len();
    let mut report = String::new();
    let mut outcomes: HashMap<(usize, &str), [usize; 3]> = HashMap::new();
    for fold in 0..FOLDS {
        let inside = |w: &&Word| w.lesson % FOLDS != fold;
        let weights = learn(&by_encoder.iter().flatten().filter(inside).collect::<Vec<_>>(), size);
        for (which, words) in by_encoder.iter().enumerate() {
            for word in words.iter().filter(|w| !inside(w)) {
                let Some(lesson) = lessons.get(word.lesson) else { continue };
                let entry = outcomes.entry((which, lesson.set)).or_default();
                let found = probability(&weights, &word.said) >= LIKELY;
                entry[0] += usize::from(found && word.told);
                entry[1] += usize::from(found);
                entry[2] += usize::from(word.told);
            }
        }
    }
    let mut rows: Vec<_> = outcomes.into_iter().collect();
    rows.sort();
    for ((which, set), [right, found, told]) in rows {
        let version = encoders.get(which).map_or("", |e| e.version());
        let lost: usize = lessons
            .iter()
            .enumerate()
            .filter(|(_, l)| l.set == set)
            .filter_map(|(n, _)| missed.get(&(which, n)))
            .sum();
        report += &format!(
            "{set} as {version} reads it, each text by weights from the others: recall {:.3} precision {:.3}\n",
            right as f32 / (told + lost).max(1) as f32,
            right as f32 / found.max(1) as f32,
        );
    }
    let weights = learn(&by_encoder.iter().flatten().collect::<Vec<_>>(), size);
    let mut tsv = String::from(
        "# How much each feature says for an event (desk/src/event/telling.rs), learnt by `cargo xtask train --telling`.\n\
         # source of every row: the project's status gold.\n# feature\tweight\n",
    );
    for (name, at) in &names {
        let weight = weights.get(*at).copied().unwrap_or(0.0);
        if weight.abs() >= 0.005 {
            tsv += &format!("{name}\t{weight:.2}\n");
        }
    }
    (tsv, report)
}

/// The words of one lesson.
fn read(
    encoder: &dyn Encoder,
    lesson: &Lesson,
    number: usize,
    names: &mut BTreeMap<String, usize>,
    words: &mut Vec<Word>,
) {
    let page = Page::new(&lesson.article, encoder, None);
    let times = crate::when::times(&page);
    for (_, line) in page.readable() {
        let grammar = Grammar::new(page.text, &line.sentence);
        let named = named(&grammar, &Setting::new(&page, line, &grammar, &times));
        let rule: Vec<usize> = named.into_iter().map(|(at, _)| at).collect();
        for at in (0..grammar.len()).filter(|at| candidate(&grammar, *at)) {
            let span = grammar.span(at);
            let told = lesson.told.contains(&span);
            if !told && lesson.open.iter().any(|s| s.touches(span)) {
                continue;
            }
            let mut said = Vec::new();
            features(&grammar, &page.hints, &rule, at, &mut |parts, value| {
                let next = names.len();
                said.push((*names.entry(parts.concat()).or_insert(next), value));
            });
            words.push(Word { said, told, lesson: number });
        }
    }
}

fn probability(weights: &[f32], said: &[(usize, f32)]) -> f32 {
    let sum: f32 = said.iter().filter_map(|(f, value)| Some(value * weights.get(*f)?)).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Full-batch descent with a step of its own for each weight.
fn learn(words: &[&Word], size: usize) -> Vec<f32> {
    let mut weights = vec![0.0_f32; size];
    let mut squares = vec![1e-6_f32; size];
    for _ in 0..ROUNDS {
        let mut slope: Vec<f32> = weights.iter().map(|w| w * PENALTY).collect();
        for word in words {
            let error = probability(&weights, &word.said) - if word.told { 1.0 } else { 0.0 };
            for (f, value) in &word.said {
                if let Some(slot) = slope.get_mut(*f) {
                    *slot += error * value;
                }
            }
        }
        for ((weight, square), slope) in weights.iter_mut().zip(&mut squares).zip(&slope) {
            *square += slope * slope;
            *weight -= 0.5 * slope / square.sqrt();
        }
    }
    weights
}
