//! Training the syntax weights: `cargo xtask train`.
//!
//! In: the text of CoNLL-U files, for training and for scoring · Out: the bytes of `weights/syntax.bin`, [`Report`]
//! From: averaged perceptron with a dynamic oracle (Goldberg and Nivre 2013), tags by five-fold jackknife
//! Fails: never; no sentences yield empty weights · Cost: about ten minutes on one core, 2 GB

use std::collections::BTreeSet;

use super::arcs::{Move, State, cost};
use super::conllu::{self, Gold};
use super::form::Form;
use super::labels::{Rel, Tag, Upos};
use super::learner::{Dice, Learner};
use super::parser::{self, Judge, Node, best_step};
use super::tagger::{self, best};
use super::weights::{self, Scores};
use super::{MAGIC, Perceptron, node};

/// Rounds over the training sentences: more than these did not help on the development sets.
const TAG_ROUNDS: usize = 8;
const PARSE_ROUNDS: usize = 12;
/// Parts of the jackknife.
const FOLDS: usize = 5;
/// From this round on the parser follows its own mistakes, nine times in ten.
const EXPLORE_FROM: usize = 1;

/// What a training run yields beside the weights.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Scores on each development set, in the order given.
    pub dev: Vec<Score>,
    /// Sentences trained on.
    pub sentences: usize,
    /// Size of the weights file in bytes.
    pub bytes: usize,
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for score in &self.dev {
            writeln!(f, "{score}")?;
        }
        write!(f, "trained on {} sentences; {} bytes", self.sentences, self.bytes)
    }
}

/// How often the weights are right on one development set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// Sentences.
    pub sentences: usize,
    /// Words.
    pub words: usize,
    /// Words with the right part of speech.
    pub upos: usize,
    /// Words with the right Penn tag.
    pub xpos: usize,
    /// Words with the right lemma (letter case aside).
    pub lemma: usize,
    /// Words with the right head.
    pub heads: usize,
    /// Words with the right head and relation.
    pub arcs: usize,
}

impl Score {
    /// A share of the words in per cent.
    pub fn percent(&self, of: usize) -> f64 {
        100.0 * of as f64 / self.words.max(1) as f64
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [upos, xpos, lemma, heads, arcs] =
            [self.upos, self.xpos, self.lemma, self.heads, self.arcs].map(|count| self.percent(count));
        write!(
            f,
            "{} sentences, {} words: UPOS {upos:.2} XPOS {xpos:.2} lemma {lemma:.2} UAS {heads:.2} LAS {arcs:.2}",
            self.sentences, self.words
        )
    }
}

/// Scores the encoder on gold tokens.
pub fn score(encoder: &Perceptron, conllu: &str) -> Score {
    let mut report = Score::default();
    for gold in conllu::read(conllu) {
        let spans: Vec<_> = gold.words.iter().map(|word| word.span).collect();
        let all = model::Span::new(0, gold.text.len());
        let read = encoder.parse(&gold.text, all, &spans);
        report.sentences += 1;
        for (token, word) in read.tokens.iter().zip(&gold.words) {
            let head_right = token.head.unwrap_or(gold.words.len()) == word.head;
            report.words += 1;
            report.upos += usize::from(token.upos == word.upos);
            report.xpos += usize::from(token.tag == word.tag);
            report.lemma += usize::from(token.lemma.to_lowercase() == word.lemma.to_lowercase());
            report.heads += usize::from(head_right);
            report.arcs += usize::from(head_right && token.rel == word.rel);
        }
    }
    report
}

/// Trains on `conllu` and scores on each file of `dev`. The same input gives the same bytes.
pub fn train(conllu: &[&str], dev: &[&str]) -> (Vec<u8>, Report) {
    let golds: Vec<Gold> = conllu.iter().flat_map(|file| conllu::read(file)).collect();
    let pairs = pairs(&golds);
    let forms: Vec<Vec<Form>> =
        golds.iter().map(|gold| gold.words.iter().map(|word| Form::new(&word.form)).collect()).collect();
    let tags: Vec<Vec<u8>> = golds
        .iter()
        .map(|gold| gold.words.iter().map(|word| number(&pairs, word.upos, word.tag)).collect())
        .collect();

    let mut predicted: Vec<Vec<u8>> = vec![Vec::new(); golds.len()];
    for fold in 0..FOLDS {
        let others: Vec<usize> = (0..golds.len()).filter(|at| at % FOLDS != fold).collect();
        let learner = averaged(&train_tagger(&forms, &tags, &others, pairs.len()), &TAG_CUT);
        for at in (fold..golds.len()).step_by(FOLDS) {
            predicted[at] = tagger::tag(&forms[at], pairs.len(), &mut &learner, |_, _, _, _| {});
        }
    }
    let all: Vec<usize> = (0..golds.len()).collect();
    let tagger = train_tagger(&forms, &tags, &all, pairs.len());

    let nodes: Vec<Vec<Node>> = golds
        .iter()
        .zip(&predicted)
        .zip(&forms)
        .map(|((gold, predicted), forms)| {
            let mut nodes: Vec<Node> = (gold.words.iter().zip(predicted).zip(forms))
                .map(|((word, pair), form)| {
                    let (upos, tag) = pairs[usize::from(*pair)];
                    let lemma = super::lemma::lemma(&word.form, upos, tag);
                    node(form, &lemma, *pair, upos)
                })
                .collect();
            parser::look_ahead(&mut nodes);
            nodes
        })
        .collect();
    let (steps, rels) = train_parser(&golds, &nodes);
    let bytes = pack(
        &pairs,
        [
            tagger.averages(TAG_CUT.0, TAG_CUT.1, TAG_CUT.2),
            narrowed(steps.averages(STEP_CUT.0, STEP_CUT.1, STEP_CUT.2)),
            rels.averages(REL_CUT.0, REL_CUT.1, REL_CUT.2),
        ],
    );
    let encoder = Perceptron::read(&bytes).unwrap_or_default();
    let report = Report {
        dev: dev.iter().map(|file| score(&encoder, file)).collect(),
        sentences: golds.len(),
        bytes: bytes.len(),
    };
    (bytes, report)
}

/// Scale, least corrections, least weight: what is written of a learner.
///
/// The sweep that chose them, bytes and LAS on EWT dev: everything 39.0 MB 81.8 · seen twice or thrice 8.8 MB 81.1
/// · the same without light weights (these numbers) 5.8 MB 80.7 · seen four times instead 5.0 MB 80.4. To drop
/// light weights costs less than to drop rare ones.
type Cut = (i64, u32, i32);
const TAG_CUT: Cut = (16, 2, 10);
const STEP_CUT: Cut = (8, 3, 13);
const REL_CUT: Cut = (16, 2, 16);

/// The pairs of part of speech and Penn tag that occur at least three times.
fn pairs(golds: &[Gold]) -> Vec<(Upos, Tag)> {
    let mut counts = std::collections::BTreeMap::new();
    for word in golds.iter().flat_map(|gold| &gold.words) {
        *counts.entry((word.upos, word.tag)).or_insert(0) += 1;
    }
    counts.into_iter().filter(|(_, count)| *count >= 3).map(|(pair, _)| pair).take(240).collect()
}

fn number(pairs: &[(Upos, Tag)], upos: Upos, tag: Tag) -> u8 {
    let exact = pairs.iter().position(|pair| *pair == (upos, tag));
    exact.or_else(|| pairs.iter().position(|pair| pair.0 == upos)).unwrap_or(0) as u8
}

fn averaged(learner: &Learner, cut: &Cut) -> weights::Table {
    let mut bytes = Vec::new();
    weights::write(&learner.averages(cut.0, cut.1, cut.2), &mut bytes);
    weights::Table::read(&mut weights::Reader::new(&bytes), false).unwrap_or_default()
}

fn train_tagger(forms: &[Vec<Form>], tags: &[Vec<u8>], chosen: &[usize], pairs: usize) -> Learner {
    let mut learner = Learner::default();
    let mut dice = Dice(0x5eed);
    for _ in 0..TAG_ROUNDS {
        for at in dice.order(chosen.len()) {
            let (forms, tags) = (&forms[chosen[at]], &tags[chosen[at]]);
            tagger::tag(forms, pairs, &mut learner, |learner, at, keys, choice| {
                learner.tick();
                learner.correct(keys, tags[at], choice);
            });
        }
    }
    learner
}

/// The judge that learns while the parser runs.
struct Pupil<'g> {
    steps: &'g mut Learner,
    rels: &'g mut Learner,
    dice: &'g mut Dice,
    gold: &'g Gold,
    heads: Vec<usize>,
    explores: bool,
    scores: Vec<i32>,
}

impl Judge for Pupil<'_> {
    fn step(&mut self, state: &State, keys: &[u32]) -> Move {
        let mut scores = [0; 3];
        self.steps.score(keys, &mut scores);
        let guess = best_step(state, &scores, |_| true);
        let costs = Move::ALL.map(|step| cost(state, step, &self.heads));
        let allowed = Move::ALL.into_iter().filter(|step| state.allows(*step));
        let least = allowed.map(|step| costs[step as usize]).min().unwrap_or(0);
        let right = best_step(state, &scores, |step| costs[step as usize] == least);
        self.steps.tick();
        if costs[guess as usize] > least {
            self.steps.correct(keys, right as u8, guess as u8);
        }
        if self.explores && self.dice.under(10) > 0 { guess } else { right }
    }

    fn rel(&mut self, head: usize, child: usize, keys: &[u32]) -> Rel {
        self.scores.resize(Rel::ALL.len(), 0);
        self.rels.score(keys, &mut self.scores);
        let guess = best(&self.scores);
        let word = &self.gold.words[child];
        // Of an arc that should not be there, nothing is learnt about its name.
        if word.head == head {
            self.rels.tick();
            self.rels.correct(keys, word.rel as u8, guess);
        }
        Rel::numbered(guess).unwrap_or(Rel::Dep)
    }
}

fn train_parser(golds: &[Gold], nodes: &[Vec<Node>]) -> (Learner, Learner) {
    let (mut steps, mut rels) = (Learner::default(), Learner::default());
    let mut dice = Dice(0xa11ce);
    for round in 0..PARSE_ROUNDS {
        for at in dice.order(golds.len()) {
            let gold = &golds[at];
            let mut pupil = Pupil {
                steps: &mut steps,
                rels: &mut rels,
                dice: &mut dice,
                gold,
                heads: gold.words.iter().map(|word| word.head).collect(),
                explores: round >= EXPLORE_FROM,
                scores: Vec::new(),
            };
            parser::parse(&nodes[at], &mut pupil);
        }
    }
    (steps, rels)
}

/// The weights of the moves are kept in ten bits.
fn narrowed(mut features: Vec<weights::Feature>) -> Vec<weights::Feature> {
    let most = weights::NARROW_MOST;
    for (_, weight) in features.iter_mut().flat_map(|(_, cells)| cells) {
        *weight = (*weight).clamp(-most, most);
    }
    features
}

fn pack(pairs: &[(Upos, Tag)], tables: [Vec<weights::Feature>; 3]) -> Vec<u8> {
    let mut body = vec![pairs.len() as u8];
    for (upos, tag) in pairs {
        body.extend([*upos as u8, *tag as u8]);
    }
    for table in &tables {
        weights::write(table, &mut body);
    }
    // The version names the content: other weights, other version.
    let version = format!("syntax-1-{:08x}", super::form::text_hash(body.iter().copied()));
    let mut bytes = MAGIC.to_vec();
    bytes.push(version.len() as u8);
    bytes.extend(version.bytes());
    bytes.extend(body);
    bytes
}

/// Words whose lemma the rules miss, as rows for `lexicon/lemmas.tsv`.
pub fn irregular(conllu: &[&str]) -> Vec<String> {
    let mut counts = std::collections::BTreeMap::new();
    for word in conllu.iter().flat_map(|file| conllu::read(file)).flat_map(|gold| gold.words) {
        let plain = word.form.chars().all(|letter| letter.is_alphabetic() || "'’.-".contains(letter));
        if word.upos != Upos::Propn && plain && word.rel != Rel::Goeswith {
            let lower = word.form.to_lowercase().replace(['’', '‘'], "'");
            *counts.entry((lower, word.tag, word.upos, word.lemma)).or_insert(0) += 1;
        }
    }
    let mut rows = BTreeSet::new();
    let mut best: std::collections::BTreeMap<(String, Tag), (usize, Upos, String)> = Default::default();
    for ((lower, tag, upos, lemma), count) in counts {
        let held = best.entry((lower, tag)).or_insert((0, upos, String::new()));
        if count > held.0 {
            *held = (count, upos, lemma);
        }
    }
    for ((lower, tag), (count, upos, lemma)) in best {
        let regular = super::lemma::regular(lower.clone(), &lower, upos, tag);
        // Names, foreign words and abbreviations have no rule to miss; what is seen once may be a slip of the pen.
        let inflects =
            !matches!(tag, Tag::Nnp | Tag::Nnps | Tag::Fw | Tag::Gw | Tag::Cd | Tag::Ls | Tag::Xx | Tag::Sym)
                && upos != Upos::X
                && !lower.ends_with('.');
        if inflects && regular != lemma.to_lowercase() && count >= 2 {
            rows.insert(format!("{lower}\t{tag}\t{lemma}\tud_ewt+gum train"));
        }
    }
    rows.into_iter().collect()
}
