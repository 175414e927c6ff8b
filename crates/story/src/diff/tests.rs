//! What is told differently, on marks made by hand; with the desk's marks it is tested where the two meet.

use super::diff;
use model::{
    Article, Comparator, Count, Directness, Event, EventTurn, Evidence, Figure, FigureTurn, Notes,
    ParagraphFate, Ref, Source, SourceKind, SourceTurn, Span, Statement, StatementType, Status, Voice,
};
use proptest::prelude::{ProptestConfig, prop, prop_assert, prop_assert_eq, proptest};

fn rule() -> Evidence {
    Evidence::rule("rule/test", 1.0)
}

/// Where `words` stand.
fn at(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

/// An article with a sentence a paragraph.
fn story(text: &str) -> (Article, Notes) {
    let article = Article::verbatim(text);
    let sentences = article.paragraphs.iter().map(|paragraph| paragraph.span).collect();
    (article, Notes { sentences, ..Notes::default() })
}

fn event(text: &str, words: &str, lemma: &str, actor: &str, status: Status) -> Event {
    let bare = Event::bare(format!("v-{words}"), at(text, words), lemma.to_owned(), rule());
    Event { actor: Some(Ref::words(at(text, actor))), status: Some(status), ..bare }
}

fn statement(text: &str, who: &str, kind: SourceKind, count: Option<Count>, what: &str) -> Statement {
    Statement {
        id: format!("s-{who}"),
        kind: StatementType::Speech,
        source: Source { span: Some(at(text, who)), kind, name: None, entity: None, role: None, count },
        cue: None,
        stance: None,
        content: vec![at(text, what)],
        directness: Directness::Indirect,
        chain: Vec::new(),
        evidence: rule(),
    }
}

fn figure(text: &str, words: &str, value: f64, counts: &str) -> Figure {
    Figure {
        id: format!("f-{words}"),
        span: at(text, words),
        value,
        high: None,
        comparator: Comparator::Equal,
        unit: None,
        counts: Some(counts.to_owned()),
        event: None,
        evidence: rule(),
    }
}

#[test]
fn a_status_that_changed_is_told_with_both_sentences() {
    let (a, mut of_a) = story("The city is weighing a ban.\nFog closed the airport.");
    let (b, mut of_b) = story("Fog closed the airport.\nThe city has ordered a ban on tankers.");
    of_a.events.push(event(&a.text, "ban", "ban", "The city", Status::Contemplated));
    of_a.events.push(event(&a.text, "closed", "close", "Fog", Status::Happened));
    of_b.events.push(event(&b.text, "closed", "close", "Fog", Status::Happened));
    of_b.events.push(event(&b.text, "ban", "ban", "The city", Status::Ordered));
    let told = diff(&a, &of_a, &b, &of_b);
    let [change] = told.events.as_slice() else { panic!("{:?}", told.events) };
    assert_eq!(change.turns, [EventTurn::Status]);
    let (one, other) = (change.a.as_ref().unwrap(), change.b.as_ref().unwrap());
    assert_eq!((one.status, other.status), (Some(Status::Contemplated), Some(Status::Ordered)));
    assert_eq!(one.sentence.unwrap().of(&a.text), Some("The city is weighing a ban."));
    assert_eq!(other.sentence.unwrap().of(&b.text), Some("The city has ordered a ban on tankers."));
}

#[test]
fn what_stands_in_both_word_for_word_is_told_alike_whatever_its_marks() {
    let (a, mut of_a) = story("The city is weighing a ban.");
    let (b, mut of_b) = story("The city is weighing a ban.\nMore followed.");
    of_a.events.push(event(&a.text, "ban", "ban", "The city", Status::Contemplated));
    of_b.events.push(event(&b.text, "ban", "ban", "The city", Status::Ordered));
    assert!(diff(&a, &of_a, &b, &of_b).events.is_empty());
}

#[test]
fn another_actor_is_another_event() {
    let (a, mut of_a) = story("The union struck the docks.");
    let (b, mut of_b) = story("The tanker struck a ferry.");
    of_a.events.push(event(&a.text, "struck", "strike", "The union", Status::Happened));
    of_b.events.push(event(&b.text, "struck", "strike", "The tanker", Status::Happened));
    let turns: Vec<_> =
        diff(&a, &of_a, &b, &of_b).events.into_iter().flat_map(|change| change.turns).collect();
    assert_eq!(turns, [EventTurn::OnlyA, EventTurn::OnlyB]);
}

#[test]
fn who_tells_it_is_part_of_the_telling() {
    let (a, mut of_a) = story("The crew ignored a warning.");
    let (b, mut of_b) = story("The crew ignored a warning, pilots said.");
    of_a.events.push(event(&a.text, "ignored", "ignore", "The crew", Status::Happened));
    let content = "The crew ignored a warning";
    of_b.statements.push(statement(&b.text, "pilots", SourceKind::UnnamedPerson, None, content));
    of_b.events.push(Event {
        voice: Voice::Source,
        statement: Some("s-pilots".to_owned()),
        ..event(&b.text, "ignored", "ignore", "The crew", Status::Happened)
    });
    let told = diff(&a, &of_a, &b, &of_b);
    assert_eq!(told.events[0].turns, [EventTurn::Voice]);
    assert_eq!(told.events[0].b.as_ref().unwrap().says, ["pilots"]);
}

#[test]
fn a_figure_of_the_same_thing_changed_and_the_same_figure_did_not() {
    let (a, mut of_a) = story("The storm killed 8 people.\nIt cut 30 roads here.");
    let (b, mut of_b) = story("The storm killed 11 people.\nIt cut 30 roads.");
    of_a.figures.extend([figure(&a.text, "8", 8.0, "people"), figure(&a.text, "30", 30.0, "roads")]);
    of_b.figures.extend([figure(&b.text, "11", 11.0, "people"), figure(&b.text, "30", 30.0, "roads")]);
    let told = diff(&a, &of_a, &b, &of_b).figures;
    let [change] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(change.turn, FigureTurn::Value);
    assert_eq!((change.a.as_ref().unwrap().value, change.b.as_ref().unwrap().value), (8.0, 11.0));
}

#[test]
fn sources_get_names_and_numbers() {
    let (a, mut of_a) = story("An official said the draft was ready to sign.\nTwo pilots said so as well.");
    let (b, mut of_b) = story("Mara Lindqvist said the draft was ready to sign.\nFour pilots said so.");
    let unnamed = SourceKind::UnnamedPerson;
    let draft = "the draft was ready to sign";
    of_a.statements.extend([
        statement(&a.text, "An official", unnamed, Some(Count::exactly(1)), draft),
        statement(&a.text, "Two pilots", unnamed, Some(Count::exactly(2)), "so"),
    ]);
    of_b.statements.extend([
        statement(&b.text, "Mara Lindqvist", SourceKind::NamedPerson, Some(Count::exactly(1)), draft),
        statement(&b.text, "Four pilots", unnamed, Some(Count::exactly(4)), "so"),
    ]);
    let turns: Vec<_> = diff(&a, &of_a, &b, &of_b).sources.into_iter().map(|change| change.turn).collect();
    assert_eq!(turns, [SourceTurn::Named, SourceTurn::Count]);
}

#[test]
fn paragraphs_are_added_dropped_moved_and_worded_anew() {
    let (a, of_a) = story(
        "One stays here.\nOne and a half.\nTwo goes far away.\nThree of the old ships sank.\nFour moves up.\nSix ends it.",
    );
    let (b, of_b) = story(
        "Four moves up.\nOne stays here.\nOne and a half.\nThree of the new ships sank.\nFive is quite new.\nSix ends it.",
    );
    let told = diff(&a, &of_a, &b, &of_b).paragraphs;
    let fates: Vec<_> = told.iter().map(|change| change.fate).collect();
    let (moved, dropped, changed, added) =
        (ParagraphFate::Moved, ParagraphFate::Dropped, ParagraphFate::Changed, ParagraphFate::Added);
    assert_eq!(fates, [moved, dropped, changed, added]);
    assert_eq!(told[2].words.dropped[0].of(&a.text), Some("old"));
    assert_eq!(told[2].words.added[0].of(&b.text), Some("new"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_two_texts_can_be_compared_and_a_text_is_like_itself(a in "[a-c é’\n.]{0,200}", b in "[a-c é’\n.]{0,200}") {
        let ((a, of_a), (b, of_b)) = (story(&a), story(&b));
        prop_assert!(diff(&a, &of_a, &a, &of_a).is_empty());
        let told = diff(&a, &of_a, &b, &of_b);
        for change in &told.paragraphs {
            prop_assert!(change.a.is_none_or(|span| span.of(&a.text).is_some()));
            prop_assert!(change.words.dropped.iter().all(|span| span.of(&a.text).is_some()));
            prop_assert!(change.words.added.iter().all(|span| span.of(&b.text).is_some()));
        }
    }

    #[test]
    fn what_came_is_what_goes_the_other_way(lines in prop::collection::vec("[a-d]{1,3}( [a-d]{1,3}){0,6}", 0..12), cut in 0_usize..12) {
        let (a, of_a) = story(&lines.join("\n"));
        let kept: Vec<_> = lines.iter().enumerate().filter(|(at, _)| *at != cut).map(|(_, line)| line.as_str()).collect();
        let (b, of_b) = story(&kept.join("\n"));
        let count = |told: &model::Differences, fate| told.paragraphs.iter().filter(|p| p.fate == fate).count();
        let (there, back) = (diff(&a, &of_a, &b, &of_b), diff(&b, &of_b, &a, &of_a));
        prop_assert_eq!(count(&there, ParagraphFate::Dropped), count(&back, ParagraphFate::Added));
    }
}
