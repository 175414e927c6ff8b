//! Each family of statements on sentences of our own.

use super::statements;
use crate::mention;
use crate::page::Page;
use crate::quotation::quotations;
use crate::syntax::Perceptron;
use model::{Article, Count, Directness, SourceKind, Stance, Statement, StatementType};

fn read(text: &str) -> Vec<Statement> {
    let article = Article::verbatim(text);
    let page = Page::new(&article, Perceptron::shipped(), None);
    let cast = mention::mentions(&page);
    let quoted = quotations(&page);
    let found = statements(&page, &cast, &quoted);
    for statement in &found {
        let spans = statement.content.iter().chain(&statement.cue).chain(&statement.source.span);
        assert!(spans.into_iter().all(|s| s.of(text).is_some_and(|w| !w.is_empty())), "{text}");
        assert!((0.0..=1.0).contains(&statement.evidence.confidence));
        assert!(
            crate::why(&statement.evidence.maker).is_some(),
            "{} is not explained",
            statement.evidence.maker
        );
    }
    found
}

/// Source, cue and content of every statement: `source | cue | content … content`.
fn told(text: &str) -> Vec<String> {
    let words = |s: &model::Span| s.words(text).to_owned();
    read(text)
        .iter()
        .map(|s| {
            let content: Vec<String> = s.content.iter().map(words).collect();
            let source = s.source.span.as_ref().map_or("-".to_owned(), words);
            format!("{source} | {} | {}", s.cue.as_ref().map_or("-".to_owned(), words), content.join(" … "))
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(told(text), expected, "{text}");
}

#[test]
fn a_quotation_has_its_cue_before_behind_or_inside() {
    check("“The wall holds,” said Ines Falk.", &["Ines Falk | said | “The wall holds,”"]);
    check("Falk said: “The wall holds.”", &["Falk | said | “The wall holds.”"]);
    check("“The wall,” Falk said, “will hold.”", &["Falk | said | “The wall,” … “will hold.”"]);
    check("\"The wall holds,\" Ms. Falk told reporters.", &["Ms. Falk | told | \"The wall holds,\""]);
}

#[test]
fn a_quotation_goes_on_in_the_same_and_in_the_next_paragraph() {
    check("“It holds,” Falk said. “It will stay.”", &["Falk | said | “It holds,” … “It will stay.”"]);
    check("Falk wrote: “It holds.\n\n“It will stay.”", &["Falk | wrote | “It holds. … “It will stay.”"]);
}

#[test]
fn a_lone_quotation_is_no_statement() {
    check("The “floating palace” left the harbour.", &[]);
    check("The “floating palace,” as tall as a church, left.", &[]);
}

#[test]
fn a_clause_is_indirect_with_and_without_that() {
    check("The council said that the ferry would stop.", &["The council | said | that the ferry would stop"]);
    check("Officials said the ferry would stop.", &["Officials | said | the ferry would stop"]);
    check("The ferry will stop, Brandt said on Monday.", &["Brandt | said | The ferry will stop"]);
    check(
        "According to the port authority, two berths are closed.",
        &["the port authority | According to | two berths are closed"],
    );
}

#[test]
fn subjects_are_shared_and_relative_pronouns_speak() {
    check(
        "Ruiz said the crane was safe and added that it would be repaired.",
        &["Ruiz | said | the crane was safe", "Ruiz | added | that it would be repaired"],
    );
    check(
        "Ruiz defended the crane, saying that it had been checked.",
        &["Ruiz | defended | the crane", "Ruiz | saying | that it had been checked"],
    );
    check("The port fired aides who said the crane was safe.", &["who | said | the crane was safe"]);
}

#[test]
fn infinitives_objects_and_prepositions_are_content() {
    check("The company vowed to reopen the berth.", &["The company | vowed | to reopen the berth"]);
    check("The union condemned the decision.", &["The union | condemned | the decision"]);
    check("Brandt called for an inquiry.", &["Brandt | called for | an inquiry"]);
}

#[test]
fn passives_credit_their_agent_or_nobody() {
    check("It was reported that the pilot had left.", &["- | was reported | that the pilot had left"]);
    check("He was told by an aide that the plan was dead.", &["an aide | was told | that the plan was dead"]);
}

#[track_caller]
fn one(text: &str) -> Statement {
    let mut found = read(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0)
}

#[test]
fn sources_are_of_kinds() {
    let kind = |text| one(text).source.kind;
    assert_eq!(kind("Ana Ruiz said the lock was open."), SourceKind::NamedPerson);
    assert_eq!(kind("Residents said the lock was open."), SourceKind::UnnamedPerson);
    assert_eq!(kind("The ministry said the lock was open."), SourceKind::Organisation);
    assert_eq!(kind("Reuters reported that the lock was open."), SourceKind::Outlet);
    assert_eq!(kind("The report found that the lock was open."), SourceKind::Document);
    assert_eq!(kind("It was reported that the lock was open."), SourceKind::Unknown);
}

#[test]
fn persons_are_counted() {
    let count = |text| one(text).source.count;
    let four = "Two current and two former officials confirmed that the plan exists.";
    assert_eq!(count(four), Some(Count::exactly(4)));
    assert_eq!(count("Residents said the lock was open."), Some(Count::at_least(2)));
    assert_eq!(count("Several lawmakers said the lock was open."), Some(Count::at_least(2)));
    assert_eq!(count("An official said the lock was open."), Some(Count::exactly(1)));
    assert_eq!(count("A dozen sailors said the lock was open."), Some(Count::exactly(12)));
    assert_eq!(count("At least three sailors said the lock was open."), Some(Count::at_least(3)));
    assert_eq!(count("Ana Ruiz said the lock was open."), Some(Count::exactly(1)));
    assert_eq!(count("The ministry said the lock was open."), None);
}

#[test]
fn chains_begin_with_whoever_passed_the_words_on() {
    let chains: Vec<Vec<String>> =
        read("According to Reuters, two officials have confirmed that the lock is closed.")
            .into_iter()
            .map(|s| s.chain)
            .collect();
    assert_eq!(chains, [vec!["Reuters"], vec!["Reuters", "two officials"]]);
    assert_eq!(one("An official told Reuters that the lock was closed.").chain, ["Reuters", "An official"]);
    let consulted = one("According to sources consulted by Reuters, the lock is closed.");
    assert_eq!(consulted.chain, ["Reuters", "sources consulted by Reuters"]);
}

#[test]
fn directness_and_type_are_told() {
    assert_eq!(one("“It holds,” Falk said.").directness, Directness::Direct);
    assert_eq!(one("Falk said it would hold.").directness, Directness::Indirect);
    assert_eq!(one("Falk said the wall was “a disgrace” to the town.").directness, Directness::Mixed);
    assert_eq!(one("Falk said it would hold.").kind, StatementType::Speech);
    assert_eq!(one("Many fishermen believe that the wall will fail.").kind, StatementType::Attitude);
}

#[test]
fn an_office_is_a_role() {
    let source = one("Harbour Minister Ana Ruiz said the lock was open.").source;
    assert_eq!(source.name.as_deref(), Some("Ana Ruiz"));
    assert_eq!(source.role.as_deref(), Some("Harbour Minister"));
}

#[test]
fn a_cue_takes_a_side_or_none() {
    let stance = |text| one(text).stance;
    assert_eq!(stance("The union condemned the decision."), Some(Stance::Against));
    assert_eq!(stance("The union welcomed the decision."), Some(Stance::For));
    assert_eq!(stance("The union did not support the decision."), Some(Stance::Against));
    assert_eq!(stance("The union said that the lock was open."), None);
}

#[test]
fn no_text_of_marks_panics_or_takes_long() {
    for unit in [
        "\"",
        "“",
        "' ",
        "“a” 'b' ",
        "he said that ",
        "“x,” he said. ",
        "“\n\n",
        "according to , ",
        "Reuters said, citing two aides, that ",
        "Reuters said it, citing two aides. ",
        "quoted a pilot as saying ",
        "officials quoted by Reuters said that ",
    ] {
        read(&unit.repeat(3000));
    }
}

#[test]
fn a_description_and_a_name_between_commas_speak() {
    assert_eq!(
        told("Brekke is to resign, his lawyer, Agnes Toll, confirmed on Friday in a call with reporters."),
        ["his lawyer, Agnes Toll | confirmed | Brekke is to resign"]
    );
    assert_eq!(
        told("Two ships have left the port, a spokesman for the navy, Nils Haug, announced on Monday."),
        ["a spokesman for the navy, Nils Haug | announced | Two ships have left the port"]
    );
}
