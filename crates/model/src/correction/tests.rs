use super::*;
use crate::{
    Axes, CaveatCode, Directness, Entity, EntityKind, Event, Evidence, Figure, Mention, MentionKind, Notes,
    Source, SourceKind, Statement, StatementType, Status, Time, TimeType, Voice,
};
use proptest::collection::vec;
use proptest::prelude::{Strategy, any, proptest};

const TEXT: &str = "The council has closed the port. Two officials said the port was to reopen on Friday. \
    The council said more than 40 ships were waiting.";

fn span(text: &str, words: &str, nth: usize) -> Span {
    MarkKey::places(text, words)[nth - 1]
}

fn event(id: &str, trigger: Span, status: Status, statement: Option<&str>) -> Event {
    Event {
        status: Some(status),
        voice: if statement.is_some() { Voice::Source } else { Voice::Narrator },
        statement: statement.map(str::to_owned),
        axes: status.axes(),
        ..Event::bare(id.to_owned(), trigger, "do".to_owned(), Evidence::rule("rule/x", 0.5))
    }
}

fn statement(id: &str, text: &str, source: Span, cue: Span, content: Span) -> Statement {
    let words = source.words(text).to_owned();
    Statement {
        id: id.to_owned(),
        kind: StatementType::Speech,
        source: Source {
            span: Some(source),
            kind: SourceKind::UnnamedPerson,
            name: None,
            entity: None,
            role: None,
            count: None,
        },
        cue: Some(cue),
        content: vec![content],
        directness: Directness::Indirect,
        chain: vec!["Harbour Gazette".to_owned(), words],
        stance: None,
        evidence: Evidence::rule("rule/x", 0.5),
    }
}

/// What a desk might say of [`TEXT`].
fn notes() -> Notes {
    let at = |words, nth| span(TEXT, words, nth);
    let council = |nth| Mention {
        span: Span::new(at("The council", nth).start + 4, at("The council", nth).end),
        kind: MentionKind::Name,
        entity: Some("e1".to_owned()),
    };
    let mut reopen = event("v2", at("reopen", 1), Status::Planned, Some("s1"));
    reopen.when = Some(crate::When { value: None, span: Some(at("Friday", 1)) });
    Notes {
        sentences: vec![
            at("The council has closed the port.", 1),
            at("Two officials said the port was to reopen on Friday.", 1),
            at("The council said more than 40 ships were waiting.", 1),
        ],
        entities: vec![Entity {
            id: "e1".to_owned(),
            kind: EntityKind::Organisation,
            name: "council".to_owned(),
            names: vec!["council".to_owned()],
            country: None,
            sector: None,
        }],
        mentions: vec![council(1), council(2)],
        statements: vec![
            statement(
                "s1",
                TEXT,
                at("Two officials", 1),
                at("said", 1),
                at("the port was to reopen on Friday", 1),
            ),
            statement(
                "s2",
                TEXT,
                at("The council", 2),
                at("said", 2),
                at("more than 40 ships were waiting", 1),
            ),
        ],
        events: vec![event("v1", at("closed", 1), Status::Happened, None), reopen],
        figures: vec![Figure {
            id: "f1".to_owned(),
            span: at("more than 40", 1),
            value: 40.0,
            high: None,
            comparator: crate::Comparator::More,
            unit: None,
            counts: Some("ships".to_owned()),
            event: None,
            evidence: Evidence::rule("rule/x", 0.5),
        }],
        times: vec![Time {
            span: at("Friday", 1),
            kind: TimeType::Date,
            value: None,
            evidence: Evidence::rule("rule/x", 0.5),
        }],
        ..Notes::default()
    }
}

fn correction(kind: MarkKind, words: &str, nth: usize, act: Overrule, set: &[(Field, &str)]) -> Correction {
    let value = |value: &str| (value != "—").then(|| value.to_owned());
    Correction {
        id: "c1".to_owned(),
        article: ArticleKey::default(),
        mark: MarkKey::of(TEXT, kind, span(TEXT, words, nth)).unwrap(),
        act,
        set: set.iter().map(|(field, told)| (*field, value(told))).collect(),
        by: Some("R. Ortiz".to_owned()),
        because: None,
        at: Some("2026-03-04".parse().unwrap()),
    }
}

fn set(kind: MarkKind, words: &str, nth: usize, fields: &[(Field, &str)]) -> Correction {
    correction(kind, words, nth, Overrule::Set, fields)
}

/// The notes corrected, where nothing may go wrong.
fn corrected(corrections: &[Correction]) -> Notes {
    let mut notes = notes();
    assert_eq!(notes.correct(TEXT, corrections), []);
    notes
}

#[test]
fn a_status_is_overruled_with_its_axes_and_signed() {
    let fields = [(Field::Status, "planned"), (Field::Cue, "was to"), (Field::Actor, "Two officials")];
    let notes = corrected(&[set(MarkKind::Event, "closed", 1, &fields)]);
    let event = &notes.events[0];
    assert_eq!(event.status, Some(Status::Planned));
    assert_eq!(event.axes.status(), event.status);
    assert_eq!(event.evidence, Evidence { maker: "person/R. Ortiz".into(), confidence: 1.0 });
    assert!(event.evidence.is_person());
    let told = &notes.corrections[0];
    assert_eq!(
        told.in_words(),
        "status happened → planned; cue nothing → “was to”; actor nothing → “Two officials”"
    );
    assert_eq!(told.by_in_words(), "R. Ortiz on 2026-03-04");
    assert_eq!(told.mark.as_deref(), Some("v1"));
}

#[test]
fn a_field_can_be_emptied_and_of_two_corrections_the_later_decides() {
    let notes = corrected(&[
        set(MarkKind::Event, "closed", 1, &[(Field::Status, "planned")]),
        set(MarkKind::Event, "closed", 1, &[(Field::Status, "denied")]),
        set(MarkKind::Event, "reopen", 1, &[(Field::Status, "—")]),
    ]);
    assert_eq!(notes.events[0].status, Some(Status::Denied));
    assert_eq!(notes.corrections[1].in_words(), "status planned → denied");
    assert_eq!((notes.events[1].status, notes.events[1].axes), (None, Axes::UNKNOWN));
}

#[test]
fn words_are_looked_for_in_the_sentence_of_the_mark_first_and_bring_their_entity() {
    let notes = corrected(&[set(MarkKind::Event, "closed", 1, &[(Field::Target, "the port")])]);
    assert_eq!(notes.events[0].target.as_ref().unwrap().span, Some(span(TEXT, "the port", 1)));
    let notes = corrected(&[set(MarkKind::Event, "reopen", 1, &[(Field::Actor, "The council")])]);
    let actor = notes.events[1].actor.as_ref().unwrap();
    assert_eq!((actor.entity.as_deref(), actor.name.as_deref()), (Some("e1"), Some("council")));
}

#[test]
fn who_tells_an_event_follows_its_voice_and_its_statement() {
    let notes = corrected(&[set(MarkKind::Event, "reopen", 1, &[(Field::Voice, "narrator")])]);
    assert_eq!((notes.events[1].voice, &notes.events[1].statement), (Voice::Narrator, &None));
    let notes = corrected(&[
        set(MarkKind::Event, "reopen", 1, &[(Field::Voice, "narrator")]),
        set(MarkKind::Event, "reopen", 1, &[(Field::Voice, "source")]),
    ]);
    assert_eq!(notes.events[1].statement.as_deref(), Some("s1"));
    let notes = corrected(&[correction(MarkKind::Statement, "said", 1, Overrule::Drop, &[])]);
    assert_eq!((notes.statements.len(), notes.events[1].voice), (1, Voice::Narrator));
    assert_eq!(notes.corrections[0].in_words(), "taken away");
}

#[test]
fn another_source_has_another_kind_and_ends_the_chain() {
    let notes = corrected(&[set(MarkKind::Statement, "said", 1, &[(Field::Source, "The council")])]);
    let told = &notes.statements[0];
    assert_eq!((told.source.kind, told.source.name.as_deref()), (SourceKind::Organisation, Some("council")));
    assert_eq!(told.chain, ["Harbour Gazette", "council"]);
    let fields = [(Field::Source, "officials"), (Field::Count, "2..4"), (Field::Chain, "NBN < officials")];
    let notes = corrected(&[set(MarkKind::Statement, "Two officials", 1, &fields)]);
    let told = &notes.statements[0];
    assert_eq!((told.source.kind, told.source.count.unwrap().max), (SourceKind::UnnamedPerson, Some(4)));
    assert_eq!(told.chain, ["NBN", "officials"]);
    let nameless = [(Field::Name, "—"), (Field::Kind, "unnamed_person")];
    let notes = corrected(&[
        set(MarkKind::Statement, "said", 1, &[(Field::Source, "The council")]),
        set(MarkKind::Statement, "said", 1, &nameless),
    ]);
    let source = &notes.statements[0].source;
    assert_eq!((&source.name, &source.entity), (&None, &None));
    assert_eq!(notes.statements[0].chain, ["Harbour Gazette", "The council"]);
    // An office is not the one who speaks for it.
    let words = [(
        Field::Source,
        "closed the port. Two officials said the port was to reopen on Friday. The council",
    )];
    let notes = corrected(&[set(MarkKind::Statement, "said", 1, &words)]);
    assert_eq!(notes.statements[0].source.entity, None);
}

#[test]
fn figures_times_and_entities_are_corrected_with_what_hangs_on_them() {
    let fields = [(Field::Value, "41"), (Field::Comparator, "range"), (Field::High, "50")];
    let notes = corrected(&[
        set(MarkKind::Figure, "more than 40", 1, &fields),
        set(MarkKind::Time, "Friday", 1, &[(Field::Value, "2026-03-06")]),
        set(MarkKind::Entity, "council", 2, &[(Field::Name, "Norland Council"), (Field::Kind, "government")]),
    ]);
    assert_eq!((notes.figures[0].value, notes.figures[0].high), (41.0, Some(50.0)));
    assert_eq!(notes.events[1].when.as_ref().unwrap().value.as_deref(), Some("2026-03-06"));
    assert_eq!(notes.entities[0].names, ["Norland Council", "council"]);
    let mut gone = notes.clone();
    let drop = |kind, words| correction(kind, words, 1, Overrule::Drop, &[]);
    gone.correct(TEXT, &[drop(MarkKind::Time, "Friday"), drop(MarkKind::Entity, "council")]);
    assert_eq!((gone.times.len(), gone.entities.len(), gone.mentions.len()), (0, 0, 0));
    assert_eq!(gone.events[1].when, None);
}

#[test]
fn what_the_desk_missed_can_be_added_and_then_corrected() {
    let add = |kind, words, fields: &[_]| correction(kind, words, 1, Overrule::Add, fields);
    let notes = corrected(&[
        add(MarkKind::Event, "waiting", &[(Field::Status, "under_way"), (Field::Lemma, "wait")]),
        set(MarkKind::Event, "waiting", 1, &[(Field::Actor, "40 ships")]),
        add(
            MarkKind::Statement,
            "was to",
            &[(Field::Source, "Two officials"), (Field::Content, "reopen on Friday")],
        ),
        add(MarkKind::Figure, "Two", &[(Field::Value, "2"), (Field::Counts, "officials")]),
        add(MarkKind::Time, "Friday", &[(Field::Value, "2026-03-06"), (Field::Type, "DATE")]),
        add(MarkKind::Authority, "the port", &[(Field::Kind, "other")]),
    ]);
    let ids: Vec<&str> = notes.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["v1", "v2", "v3"]);
    assert_eq!(notes.events[2].statement.as_deref(), Some("s2"));
    assert!(notes.events[2].actor.is_some());
    assert_eq!(notes.statements[1].id, "s3");
    assert_eq!(notes.statements[1].chain, ["Two officials"]);
    assert_eq!((notes.times.len(), notes.figures[0].id.as_str()), (1, "f2"));
    assert!(notes.corrections[0].in_words().starts_with("added: status under way"));
}

#[test]
fn a_mark_is_found_again_in_a_text_that_has_changed() {
    let told = set(MarkKind::Statement, "said", 2, &[(Field::Kind, "organisation")]);
    let before = ["A storm is near. ", "“Never,” the mayor said. ", "The council said so twice. "];
    for added in before {
        let text = TEXT.replace("The council said", &format!("{added}The council said"));
        let mut notes = notes();
        let shift = |span: &mut Span, from: usize| {
            if span.start >= from {
                *span = span.shifted(added.len());
            }
        };
        let from = span(TEXT, "The council", 2).start;
        for statement in &mut notes.statements {
            shift(statement.cue.as_mut().unwrap(), from);
        }
        assert_eq!(notes.correct(&text, [&told]), [], "{added}");
        assert_eq!(notes.statements[1].source.kind, SourceKind::Organisation, "{added}");
        assert_eq!(notes.statements[0].source.kind, SourceKind::UnnamedPerson, "{added}");
    }
    let cleaned = "\u{feff}THE council  has closed the port. Two officials\u{a0}said the port was to reopen.";
    let key = set(MarkKind::Event, "closed", 1, &[(Field::Status, "planned")]).mark;
    let found = place::find(cleaned, &crate::CodePoints::new(cleaned), &key).unwrap();
    assert_eq!(found.words(cleaned), "closed");
    let key = set(MarkKind::Statement, "officials said", 1, &[]).mark;
    let found = place::find(cleaned, &crate::CodePoints::new(cleaned), &key).unwrap();
    assert_eq!(found.words(cleaned), "officials\u{a0}said");
}

#[test]
fn what_cannot_be_placed_changes_nothing_and_is_a_caveat() {
    let gone = TEXT.replace("The council said more than 40 ships were waiting.", "Ruiz said nothing.");
    let told = set(MarkKind::Statement, "said", 2, &[(Field::Kind, "organisation")]);
    let unmarked = set(MarkKind::Event, "waiting", 1, &[(Field::Status, "planned")]);
    let absent =
        set(MarkKind::Event, "closed", 1, &[(Field::Status, "planned"), (Field::Actor, "the mayor")]);
    for (text, told) in [(gone.as_str(), told), (TEXT, unmarked), (TEXT, absent)] {
        let mut after = notes();
        let caveats = after.correct(text, [&told]);
        assert_eq!(caveats[0].code, CaveatCode::CorrectionUnplaced);
        assert!(caveats[0].message.contains("c1"), "{}", caveats[0].message);
        assert_eq!(after, notes());
    }
}

#[test]
fn what_a_mark_cannot_say_is_told() {
    for (kind, act, fields, why) in [
        (MarkKind::Event, Overrule::Set, vec![(Field::Status, "plannd")], "none of: happened"),
        (MarkKind::Event, Overrule::Set, vec![(Field::Unit, "km")], "but status"),
        (MarkKind::Event, Overrule::Set, vec![(Field::When, "soon")], "2026-03"),
        (MarkKind::Event, Overrule::Set, vec![(Field::Lemma, "—")], "left empty"),
        (MarkKind::Event, Overrule::Set, vec![], "no field"),
        (MarkKind::Event, Overrule::Drop, vec![(Field::Status, "planned")], "taken away"),
        (MarkKind::Event, Overrule::Add, vec![(Field::Actor, "he")], "needs its status"),
        (MarkKind::Entity, Overrule::Add, vec![(Field::Name, "he")], "cannot add"),
        (MarkKind::Figure, Overrule::Set, vec![(Field::Value, "many")], "not a number"),
        (MarkKind::Figure, Overrule::Set, vec![(Field::Value, "inf")], "not a number"),
        (MarkKind::Statement, Overrule::Set, vec![(Field::Count, "4..2")], "not a count"),
        (MarkKind::Entity, Overrule::Set, vec![(Field::Country, "Mexico")], "three capitals"),
    ] {
        let told = correction(kind, "said", 1, act, &fields).check().unwrap_err();
        assert!(told.contains(why), "{told}");
    }
}

#[test]
fn a_correction_comes_back_from_json_and_may_leave_out_what_it_does_not_know() {
    let told = set(MarkKind::Event, "closed", 1, &[(Field::Status, "planned"), (Field::Cue, "—")]);
    let json = serde_json::to_string(&told).unwrap();
    assert_eq!(serde_json::from_str::<Correction>(&json).unwrap(), told);
    let short = r#"{"id":"c","article":{"id":"a"},"do":"drop","mark":
        {"kind":"event","words":"closed","start":4,"nth":1,"before":"","after":""}}"#;
    assert!(serde_json::from_str::<Correction>(short).unwrap().check().is_ok());
}

/// A text in which the words of the fixture come again and again, in any order, between letters of any width.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = vec![
        TEXT,
        "said ",
        "closed",
        "é“",
        "The council ",
        "reopen ",
        "Friday. ",
        "港 ",
        "more than 40",
        "\n\n",
    ];
    vec(proptest::sample::select(pieces), 0..12).prop_map(|all| all.concat())
}

fn any_correction() -> impl Strategy<Value = Correction> {
    let marks = vec![
        (MarkKind::Event, "closed", 1),
        (MarkKind::Event, "reopen", 1),
        (MarkKind::Statement, "said", 2),
        (MarkKind::Figure, "more than 40", 1),
        (MarkKind::Time, "Friday", 1),
        (MarkKind::Entity, "council", 1),
    ];
    let fields = vec![
        (Field::Status, "denied"),
        (Field::Cue, "was to"),
        (Field::Actor, "The council"),
        (Field::Source, "Two officials"),
        (Field::Content, "port"),
        (Field::Value, "7"),
        (Field::WhenWords, "Friday"),
        (Field::Name, "N"),
        (Field::Type, "DATE"),
        (Field::Cue, "—"),
    ];
    let mark = proptest::sample::select(marks);
    let fields = vec(proptest::sample::select(fields), 0..4);
    (mark, fields, 0..3_usize, any::<u16>()).prop_map(|((kind, words, nth), fields, act, start)| {
        let mut told = correction(kind, words, nth, Overrule::ALL[act], &fields);
        told.mark.start = usize::from(start);
        told
    })
}

proptest! {
    /// Whatever becomes of the text, every span that a correction makes lies on it.
    #[test]
    fn spans_stay_inside_the_text(text in any_text(), corrections in vec(any_correction(), 0..6)) {
        let whole = Notes { sentences: vec![Span::new(0, text.len())], ..Notes::default() };
        let fits = text.starts_with(TEXT);
        let mut notes = if fits { notes() } else { whole };
        let caveats = notes.correct(&text, &corrections);
        assert_eq!(caveats.len() + notes.corrections.len(), corrections.len());
        notes.clone().map_spans(
            &|span: Span| assert!(span.of(&text).is_some(), "{span:?}"),
            &|span: Span| assert!(span.of(&text).is_some(), "{span:?}"),
        );
        for figure in &notes.figures {
            assert!(figure.event.as_ref().is_none_or(|id| notes.events.iter().any(|event| event.id == *id)));
        }
        for event in &notes.events {
            let told = event.statement.as_ref();
            assert!(told.is_none_or(|id| notes.statements.iter().any(|statement| statement.id == *id)));
            assert_eq!(event.status, event.axes.status());
        }
    }
}
