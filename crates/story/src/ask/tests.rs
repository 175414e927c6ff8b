//! Questions of the recurring fixture's kind, without a desk: articles of a few lines, and marks where they matter.

use super::{ask, looked_for, trials};
use crate::item::Item;
use model::jiff::Timestamp;
use model::{
    Article, Candidate, Directness, Evidence, Notes, Source, SourceKind, Span, Statement, StatementType,
};

const WEIGHED: &str = "The city is weighing a night ban on large ships.\nTwo port officials said a draft had reached the mayor.\n\
    The ban would keep 40 ships a week out of the harbour.\nMara Lindqvist, a pilot, said she was glad.\n\
    The regatta was called off because of rain.";

fn article(text: &str, headline: &str) -> Article {
    let mut article = Article::verbatim(text);
    article.headline = Some(headline.to_owned());
    article
}

fn items<'a>(articles: &'a [(&'a str, Article)]) -> Vec<Item<'a>> {
    let item =
        |(id, article): &'a (&str, Article)| Item { id, article, notes: None, seen: Timestamp::UNIX_EPOCH };
    articles.iter().map(item).collect()
}

/// No network: the words and marks decide.
fn words_alone(_: &str, _: &[Candidate<'_>]) -> Vec<f32> {
    Vec::new()
}

fn first<'t>(question: &str, text: &'t str) -> &'t str {
    let articles = [("a", article(text, "City weighs ban"))];
    let items = items(&articles);
    let best = trials(question, &items, &words_alone).into_iter().next();
    best.map_or("", |best| best.span.words(text))
}

#[test]
fn the_sentence_with_the_words_and_the_kind_stands_first() {
    for (question, meant) in [
        ("How many ships would the ban keep out?", "The ban would keep 40"),
        ("Why was the regatta called off?", "The regatta"),
        ("What did Mara Lindqvist say?", "Mara Lindqvist"),
        ("Is the city weighing a ban?", "The city"),
    ] {
        let found = first(question, WEIGHED);
        assert!(found.starts_with(meant), "{question}: {found}");
    }
}

#[test]
fn copies_have_one_voice() {
    let articles = [
        ("a", article(WEIGHED, "City weighs ban")),
        ("b", article(WEIGHED, "Ban weighed")),
        ("c", article("In Northfield the city is weighing a night ban on large ships.", "Northfield, too")),
    ];
    let items = items(&articles);
    let question = "Which city is weighing a night ban on large ships?";
    let copied = ask(question, &items, &[0, 0, 2], 9, &words_alone);
    let all = copied.sentences.iter().chain(copied.nearest.iter().map(|near| &near.sentence));
    assert!(all.clone().count() >= 1 && copied.sentences.len() <= 2);
    assert!(all.clone().all(|one| one.roots == 2), "{copied:?}");
    let apart = ask(question, &items, &[], 9, &words_alone);
    let all = apart.sentences.iter().chain(apart.nearest.iter().map(|near| &near.sentence));
    assert!(all.clone().all(|one| one.roots == 3), "{apart:?}");
}

#[test]
fn the_source_and_its_chain_go_along() {
    let text = "A draft has reached the mayor, two port officials said.";
    let held = article(text, "Draft");
    let at = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let notes = Notes {
        sentences: vec![Span::new(0, text.len())],
        statements: vec![Statement {
            id: "s1".to_owned(),
            kind: StatementType::Speech,
            source: Source {
                span: Some(at("two port officials")),
                kind: SourceKind::UnnamedPerson,
                name: None,
                entity: None,
                role: None,
                count: None,
            },
            cue: Some(at("said")),
            stance: None,
            content: vec![at("A draft has reached the mayor")],
            directness: Directness::Indirect,
            chain: vec!["Harbour Radio".to_owned(), "two port officials".to_owned()],
            evidence: Evidence { confidence: 0.9, maker: "rule/test".into() },
        }],
        ..Notes::default()
    };
    let item = Item { id: "a", article: &held, notes: Some(&notes), seen: Timestamp::UNIX_EPOCH };
    let answer = ask("Who said that a draft has reached the mayor?", &[item], &[], 1, &words_alone);
    let one = answer.sentences.first().or(answer.nearest.as_ref().map(|near| &near.sentence)).unwrap();
    assert_eq!(one.chain, ["Harbour Radio", "two port officials"]);
    assert_eq!(
        one.source.as_ref().and_then(|source| source.span).unwrap().span.words(text),
        "two port officials"
    );
}

#[test]
fn nothing_to_ask_and_nothing_asked_are_not_stated() {
    let articles = [("a", article(WEIGHED, "City weighs ban")), ("b", article("", ""))];
    for question in ["", "?", "the of", "Who won the chess cup in Ostrava?", "“\u{0}🙂"] {
        let answer = ask(question, &items(&articles), &[7], 0, &words_alone);
        assert!(!answer.stated, "{question}: {answer:?}");
    }
    assert!(!ask("Who?", &[], &[], 3, &words_alone).stated);
    assert!(looked_for("the of").is_empty());
}

#[test]
fn the_same_question_has_the_same_answer() {
    let articles = [("a", article(WEIGHED, "City weighs ban")), ("b", article(WEIGHED, "Ban weighed"))];
    let answer = || ask("Who weighs a ban?", &items(&articles), &[], 3, &words_alone);
    assert_eq!(answer(), answer());
}
