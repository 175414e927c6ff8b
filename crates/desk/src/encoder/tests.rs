//! Weights and code agree with the Python that trained them, and with themselves.

use super::decode::{Labels, decode};
use super::network::{Matrix, Network, Student};
use super::rerank;
use super::reranker::Pair;
use super::window::windows;
use super::{Cut, Model, fast, full};
use crate::syntax::{sentences, tokens};
use model::{Candidate, CodePoints, Span};

/// Our own text, its words, and every seventh score that Python got (`training/agree.py`).
static AGREED: &str = include_str!("../../tests/agree.json");

fn close(name: &str, own: &[f32], theirs: &serde_json::Value, within: f32) {
    let theirs: Vec<f32> = theirs.as_array().unwrap().iter().map(|x| x.as_f64().unwrap() as f32).collect();
    assert_eq!(own.len(), theirs.len(), "{name}");
    let largest = theirs.iter().fold(0.0f32, |a, b| a.max(b.abs()));
    let worst = own.iter().zip(&theirs).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    assert!(worst <= within * largest, "{name}: {worst} apart, the largest score is {largest}");
}

/// The likeliest label of every head and word is Python's.
fn same_labels(scores: &Matrix, words: usize, heads: &str, theirs: &serde_json::Value) {
    let mut from = 0;
    let heads = heads.lines().skip(1).filter(|l| !l.starts_with("rel\t"));
    for (line, best) in heads.zip(theirs.as_array().unwrap()) {
        let count = line.split('\t').count() - 1;
        let own: Vec<usize> = (0..words).map(|at| argmax(&scores.row(at)[from..from + count])).collect();
        let theirs: Vec<usize> = serde_json::from_value(best.clone()).unwrap();
        assert_eq!(own, theirs, "{}", line.split('\t').next().unwrap());
        from += count;
    }
}

fn argmax(row: &[f32]) -> usize {
    (0..row.len()).max_by(|a, b| row[*a].total_cmp(&row[*b])).unwrap()
}

fn thin(matrix: &Matrix, rows: usize) -> Vec<f32> {
    (0..rows).flat_map(|at| matrix.row(at).to_vec()).step_by(7).collect()
}

/// The sample's cuts: sentences begin at the words that it names.
fn agreed() -> (serde_json::Value, String, Vec<Cut>) {
    let sample: serde_json::Value = serde_json::from_str(AGREED).unwrap();
    let text = sample["text"].as_str().unwrap().to_owned();
    let points = CodePoints::new(&text);
    let number = |v: &serde_json::Value| usize::try_from(v.as_u64().unwrap()).unwrap();
    let words: Vec<Span> = sample["words"]
        .as_array()
        .unwrap()
        .iter()
        .map(|w| points.span(number(&w[0]), number(&w[1])))
        .collect();
    let mut firsts: Vec<usize> = sample["sentences"].as_array().unwrap().iter().map(number).collect();
    firsts.push(words.len());
    let cut = |w: &[usize]| {
        let own = words[w[0]..w[1]].to_vec();
        Cut { span: own[0].to(own[own.len() - 1]), opens: w[0] == 0, tokens: own }
    };
    let cuts = firsts.windows(2).map(cut).collect();
    (sample, text, cuts)
}

#[test]
fn rust_and_python_read_full_alike() {
    let (sample, text, cuts) = agreed();
    let all = windows(&text, &cuts);
    let [(_, window)] = all.as_slice() else { panic!("the sample is one window") };
    let numbers = |key: &str| -> Vec<i64> { serde_json::from_value(sample[key].clone()).unwrap() };
    assert_eq!(window.ids.iter().map(|n| i64::from(*n)).collect::<Vec<_>>(), numbers("ids"));
    assert_eq!(window.written.iter().map(|n| i64::from(*n)).collect::<Vec<_>>(), numbers("written"));
    let network = Network::load(full::WINDOW, full::RELS).expect("the weights load");
    let scores = network.read(window).expect("the network runs");
    let rows = window.first.len() + 1;
    // One int8 step, which either runtime may round either way, is worth up to a hundredth.
    close("tags", &thin(&scores.tags, rows), &sample["full"]["tags"], 1e-2);
    close("arcs", &thin(&scores.arcs, rows), &sample["full"]["arcs"], 1e-2);
    same_labels(&scores.tags, rows - 1, full::HEADS, &sample["full"]["best"]);
    let heads: Vec<usize> = serde_json::from_value(sample["full"]["heads"].clone()).unwrap();
    assert_eq!((0..rows - 1).map(|at| argmax(scores.arcs.row(at))).collect::<Vec<_>>(), heads);
    let labels = Labels::read(full::HEADS.split_once('\n').unwrap().1).unwrap();
    let decoded = decode(&network, &labels, window, &scores);
    assert_eq!(decoded.words.len(), window.first.len());
    assert!(decoded.words.iter().filter(|w| w.head.is_none()).count() == 3, "one root a sentence");
}

#[test]
fn rust_and_python_read_fast_alike() {
    let (sample, text, cuts) = agreed();
    let words = fast::words(&text, &cuts);
    let theirs: Vec<[i32; 5]> = serde_json::from_value(sample["fast"]["rows"].clone()).unwrap();
    assert_eq!(words, theirs);
    let student = Student::load(fast::STUDENT).expect("the weights load");
    let scores = student.read(std::array::from_fn(|at| words.iter().map(|w| w[at]).collect())).unwrap();
    close("tags", &thin(&scores, words.len()), &sample["fast"]["tags"], 1e-3);
    same_labels(&scores, words.len(), fast::HEADS, &sample["fast"]["best"]);
}

fn cuts(text: &str) -> Vec<Cut> {
    let spans = sentences(text, Span::new(0, text.len()));
    spans.into_iter().map(|span| Cut { span, opens: false, tokens: tokens(text, span) }).collect()
}

#[test]
fn both_sizes_give_trees_and_hints() {
    let text = "The ministry said on Monday that it is considering a ban. “Nothing is decided,” Ana Ruiz told reporters.";
    for model in Model::ALL {
        let read = model.encoder().encode(text, &cuts(text));
        assert_eq!(read.sentences.len(), 2, "{}", model.name());
        assert_eq!(read.hints.by, Some(model.encoder().version()));
        let said =
            |hints: &[super::Hint]| hints.iter().map(|h| h.span.words(text).to_owned()).collect::<Vec<_>>();
        assert!(said(&read.hints.cues).iter().any(|c| c.contains("said")), "{:?}", said(&read.hints.cues));
        assert!(
            said(&read.hints.sources).contains(&"The ministry".to_owned()),
            "{:?}",
            said(&read.hints.sources)
        );
        assert_eq!(read.hints.words.len(), read.sentences.iter().map(|s| s.tokens.len()).sum::<usize>());
    }
}

#[test]
fn neighbours_change_nothing() {
    // What stands in other windows, and what was read before, leaves a window's trees as they are.
    let one =
        "The port closed after the storm, and two officials said it would not reopen before May. ".repeat(7);
    let other = "Nobody was hurt. ".repeat(60);
    for model in Model::ALL {
        let alone = model.encoder().encode(&one, &cuts(&one));
        let both = format!("{one}{other}");
        let beside = model.encoder().encode(&both, &cuts(&both));
        let (a, b) = (&alone.sentences[..4], &beside.sentences[..4]);
        assert_eq!(a, b, "{}", model.name());
        let again = model.encoder().encode(&one, &cuts(&one));
        assert_eq!(again.sentences, alone.sentences);
        assert_eq!(again.hints.cues, alone.hints.cues);
    }
}

#[test]
fn any_text_is_read() {
    for text in
        ["", " ", "\u{0}", "\u{200b}\u{200b}", "🙂 🙂", "a", "…", &"x".repeat(5000), &"no stop ".repeat(900)]
    {
        for model in Model::ALL {
            let cuts = cuts(text);
            let read = model.encoder().encode(text, &cuts);
            assert_eq!(read.sentences.len(), cuts.len());
            for (sentence, cut) in read.sentences.iter().zip(&cuts) {
                assert_eq!(sentence.tokens.len(), cut.tokens.len());
                assert!(
                    sentence.tokens.is_empty()
                        || sentence.tokens.iter().filter(|t| t.head.is_none()).count() == 1
                );
            }
        }
    }
}

#[test]
fn rust_and_python_rerank_alike() {
    let sample: serde_json::Value = serde_json::from_str(AGREED).unwrap();
    let told = &sample["rerank"];
    let words = |key: &str| told[key].as_str().unwrap();
    let candidate =
        Candidate { sentence: words("sentence"), before: words("before"), headline: words("headline") };
    let pair = Pair::of(&super::reranker::first(words("question"), 32), &candidate);
    let numbers = |key: &str| -> Vec<i32> { serde_json::from_value(told[key].clone()).unwrap() };
    assert_eq!((pair.ids, pair.kinds), (numbers("ids"), numbers("kinds")));
    let bare = Candidate { before: "", headline: " ", ..candidate };
    let scores = rerank(words("question"), &[candidate, bare, candidate]);
    let theirs = told["score"].as_f64().unwrap() as f32;
    // On 80 pairs the two runtimes were up to .3 apart, by int8 steps rounded either way; scores spread by 3.9.
    assert!((scores[0] - theirs).abs() < 0.4, "{} for {theirs}", scores[0]);
    assert_eq!(scores[0].to_bits(), scores[2].to_bits(), "neighbours change nothing");
    assert!(scores[1] != scores[0] && rerank("", &[bare]).len() == 1 && rerank("Who?", &[]).is_empty());
}

#[test]
fn many_may_rerank_at_once() {
    use rayon::prelude::{IntoParallelIterator, ParallelIterator};
    // The first of them loads the network while the others wait for it; a worker that waits begins nothing else.
    let candidate = Candidate { sentence: "The port stays open.", before: "", headline: "Port" };
    let scores: Vec<Vec<f32>> =
        (0..16).into_par_iter().map(|_| rerank("Is the port shut?", &[candidate; 3])).collect();
    assert!(scores.iter().all(|one| one.len() == 3 && one == &scores[0]));
}
