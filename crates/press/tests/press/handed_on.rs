//! What is handed on: CSV that no spreadsheet runs, JSON that comes back, marked copy that is a test as it stands.

use crate::{any, story};
use model::{ActionClass, Cited, Codes, Party, Place, Reading, Span};
use press::copy::{Sample, parse, show};
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};

/// RFC 4180, strictly.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let (mut row, mut cell) = (Vec::new(), String::new());
    let mut chars = csv.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if cell.is_empty() => loop {
                match chars.next().expect("a quoted cell ends") {
                    '"' if chars.next_if_eq(&'"').is_some() => cell.push('"'),
                    '"' => {
                        assert!(
                            matches!(chars.peek(), Some(',' | '\r')),
                            "after a quoted cell: {:?}",
                            chars.peek()
                        );
                        break;
                    }
                    c => cell.push(c),
                }
            },
            ',' => row.push(std::mem::take(&mut cell)),
            '\r' => {
                assert_eq!(chars.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '"' | '\n' => panic!("a bare {c:?}"),
            c => cell.push(c),
        }
    }
    assert!(cell.is_empty() && row.is_empty(), "the last row does not end");
    rows
}

#[test]
fn csv_has_a_row_an_event_and_a_cell_a_column() {
    let reading = story::reading();
    let notes = reading.notes.as_ref().unwrap();
    let events = rows(&(press::csv::events_header() + &press::csv::events_rows(&reading)));
    assert_eq!(events.len(), notes.events.len() + 1);
    assert!(events.iter().all(|row| row.len() == events[0].len()));
    let statements = rows(&(press::csv::statements_header() + &press::csv::statements_rows(&reading)));
    assert_eq!(statements.len(), notes.statements.len() + 1);
    assert!(statements.iter().all(|row| row.len() == statements[0].len()));
    // Offsets are code points of the trigger.
    let text: Vec<char> = reading.article.as_ref().unwrap().text.chars().collect();
    let column = |name: &str| events[0].iter().position(|own| own == name).unwrap();
    for row in &events[1..] {
        let (start, end): (usize, usize) =
            (row[column("start")].parse().unwrap(), row[column("end")].parse().unwrap());
        assert_eq!(text[start..end].iter().collect::<String>(), row[column("trigger")]);
    }
}

#[test]
fn coded_events_have_an_actor_a_code_and_their_words() {
    let mut reading = story::reading();
    let text: Vec<char> = reading.article.as_ref().unwrap().text.chars().collect();
    assert_eq!(press::coded::rows(&reading), "", "without codes there is no row");
    let events = &mut reading.notes.as_mut().unwrap().events;
    let norland = || Some(Party { country: Some("NOR".into()), sector: Some("GOV".into()) });
    for event in events.iter_mut() {
        event.class = Some(ActionClass::Restrict);
        event.codes = Some(Codes {
            plover: Some("COERCE".into()),
            mode: Some("restrict".into()),
            cameo: Some("172".into()),
            actor: norland(),
            target: None,
        });
    }
    let acted = events.iter().filter(|e| !e.turned() && e.actor.is_some()).count();
    let coded = rows(&(press::coded::header_row() + &press::coded::rows(&reading)));
    assert!(acted > 0 && coded.len() > acted && coded.iter().all(|row| row.len() == coded[0].len()));
    let column = |name: &str| coded[0].iter().position(|own| own == name).unwrap();
    for row in &coded[1..] {
        assert!(!row[column("actor")].is_empty());
        let told = ["plover", "mode", "cameo_root", "actor_country", "actor_sector", "target_country"]
            .map(|name| row[column(name)].as_str());
        assert_eq!(told, ["COERCE", "restrict", "17", "NOR", "GOV", ""]);
        let place = |name: &str| row[column(name)].parse::<usize>().unwrap();
        let words = text[place("trigger_start")..place("trigger_end")].iter().collect::<String>();
        assert_eq!(words, row[column("trigger")]);
    }
}

#[test]
fn no_cell_is_a_formula() {
    for words in [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1",
        "=HYPERLINK(\"http://x\",\"y\")",
        "-2+3\",\"=1",
    ] {
        let mut reading = story::reading();
        reading.id = words.to_owned();
        let article = reading.article.as_mut().unwrap();
        article.headline = Some(words.to_owned());
        article.outlet = Some(words.to_owned());
        for event in &mut reading.notes.as_mut().unwrap().events {
            event.codes = Some(Codes {
                plover: Some(words.to_owned()),
                mode: Some(words.to_owned()),
                cameo: None,
                actor: Some(Party { country: Some(words.to_owned()), sector: None }),
                target: None,
            });
            event.lemma = words.to_owned();
        }
        for row in rows(
            &(press::csv::events_rows(&reading)
                + &press::csv::statements_rows(&reading)
                + &press::coded::rows(&reading)),
        ) {
            for cell in row {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{cell:?}");
            }
        }
    }
}

#[test]
fn json_is_one_line_and_comes_back() {
    let reading = story::reading();
    let line = press::json::reading(&reading);
    assert!(!line.contains('\n'));
    let back: Reading<Cited, Place> = serde_json::from_str(&line).unwrap();
    let mut back = back.to_bytes();
    // JSON keeps two decimals of a confidence.
    let notes = back.notes.as_mut().unwrap();
    let own = reading.notes.as_ref().unwrap();
    for (event, own) in notes.events.iter_mut().zip(&own.events) {
        assert!((event.evidence.confidence - own.evidence.confidence).abs() < 0.006);
        event.evidence = own.evidence.clone();
    }
    assert_eq!(notes.events, own.events);
    let pretty: Reading<Cited, Place> = serde_json::from_str(&press::json::pretty(&reading)).unwrap();
    assert_eq!(pretty.article, serde_json::from_str::<Reading<Cited, Place>>(&line).unwrap().article);
}

/// The marks that a sample of this reading should list, as (kind, words, place).
fn expected(reading: &Reading) -> Vec<(String, Span)> {
    let notes = reading.notes.as_ref().unwrap();
    let mut out = Vec::new();
    let mut add = |kind: &str, span: Span| out.push((kind.to_owned(), span));
    for statement in &notes.statements {
        statement.source.span.into_iter().for_each(|span| add("source", span));
        statement.cue.into_iter().for_each(|span| add("cue", span));
        statement.content.iter().for_each(|span| add("content", *span));
    }
    notes.events.iter().for_each(|event| add("event", event.trigger));
    notes.figures.iter().for_each(|figure| add("figure", figure.span));
    notes.times.iter().for_each(|time| add("time", time.span));
    notes.authorities.iter().for_each(|authority| add("authority", authority.span));
    notes.positions.iter().for_each(|position| add("position", position.proof));
    out.sort();
    out
}

fn listed(sample: &Sample) -> Vec<(String, Span)> {
    let mut out: Vec<_> = sample.marks.iter().map(|mark| (mark.kind.clone(), mark.span)).collect();
    out.sort();
    out
}

#[test]
fn marked_copy_comes_back() {
    let mut reading = story::reading();
    // A quotation that runs over three sentences and a paragraph break, twice over.
    let notes = reading.notes.as_mut().unwrap();
    let long = notes.sentences[5].to(notes.sentences[8]);
    notes.statements[0].content = vec![long];
    notes.statements[1].content = vec![Span::new(long.start + 4, notes.sentences[6].end)];
    let samples = parse(&format!("# Harbour\n\nSome prose.\n\n{}", show(&reading)));
    let [sample] = samples.as_slice() else { panic!("{samples:?}") };
    let article = reading.article.as_ref().unwrap();
    assert_eq!(sample.complaints, Vec::<String>::new());
    assert_eq!((sample.heading.as_str(), sample.line), ("Harbour", 5));
    assert_eq!(sample.text, article.text);
    assert_eq!(sample.sentences, reading.notes.as_ref().unwrap().sentences);
    assert_eq!(sample.published, article.published);
    assert_eq!(sample.outlet, article.outlet);
    assert_eq!(listed(sample), expected(&reading));
    assert!(sample.lists("cue") && sample.lists("event") && !sample.lists("mention"));

    let officials = sample.marks.iter().find(|mark| mark.get("via").is_some()).unwrap();
    assert_eq!(officials.get("unnamed"), Some("2"));
    assert_eq!(officials.get("kind"), Some("unnamed_person"));
    assert_eq!(officials.get("via"), Some("the Harbour Gazette"));
    let denied = sample.marks.iter().find(|mark| mark.get("status") == Some("denied")).unwrap();
    assert_eq!((denied.get("cue"), denied.get("actor")), (Some("denied planning"), Some("The mayor")));
}

#[test]
fn a_line_that_looks_like_a_mark_keeps_its_words() {
    let text = "^ marks the spot.\n\n```\n\n\\o/ they cheered.\n\npublished: never.\n\nBoth “\"” and “\\”.";
    let mut reading = story::reading();
    let mut article = model::Article::verbatim(text);
    article.published = None;
    let notes = reading.notes.as_mut().unwrap();
    notes.sentences = article.paragraphs.iter().map(|p| p.span).collect();
    let event = notes.events[0].clone();
    let whole = notes.sentences.clone();
    *notes = model::Notes { sentences: whole.clone(), ..model::Notes::default() };
    notes.events = whole
        .iter()
        .map(|span| model::Event {
            trigger: *span,
            cue: Some(*span),
            actor: None,
            target: None,
            ..event.clone()
        })
        .collect();
    reading.article = Some(article);
    let samples = parse(&show(&reading));
    assert_eq!(samples.len(), 1);
    assert_eq!(samples[0].complaints, Vec::<String>::new());
    assert_eq!(samples[0].text, text);
    assert_eq!(samples[0].marks.iter().map(|mark| mark.span).collect::<Vec<_>>(), whole);
    assert_eq!(samples[0].marks[4].get("cue"), Some("Both “\"” and “\\”."));
}

#[test]
fn what_cannot_be_read_is_a_complaint_with_its_line() {
    for (copy, complaint) in [
        ("^^^ cue\n", "line 2: carets with no text above them"),
        ("The port.\n          ^^ cue\n", "line 3: the carets go beyond the text, which has 9 characters"),
        ("The port.\n^^^\n", "line 3: after the carets comes the kind of mark"),
        ("The port.\n^^^ event cue=\"x\n", "line 3: a quotation mark is not closed"),
        ("The port.\n^^^ +content\n", "line 3: `+content` comes from no `content+`"),
        ("The port.\n^^^ content+\nIt closed.\n", "line 3: `content+` does not go on"),
        ("The port.\n^^^ content+\n", "line 3: `content+` does not go on"),
        ("published: soon\nThe port.\n", "line 2: `soon` is not a date"),
    ] {
        let samples = parse(&format!("```copy event\n{copy}```\n"));
        let complaints = samples[0].complaints.join("\n");
        assert!(complaints.starts_with(complaint), "{copy:?} gives {complaints:?}");
    }
    assert!(parse("```copy event\nThe port.\n")[0].complaints[0].contains("never closed"));
    assert_eq!(parse("```rust\n```copy\n```\n# a\n```text\n```\n"), Vec::new());
}

#[test]
fn the_example_in_the_manual_is_read_as_it_says() {
    let manual: String = include_str!("../../src/copy.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("//!"))
        .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
        .collect();
    let (_, example) = manual.split_once("````text\n").unwrap();
    let samples = parse(example.split_once("````").unwrap().0);
    let [sample] = samples.as_slice() else { panic!("{samples:?}") };
    assert_eq!(sample.complaints, Vec::<String>::new());
    let marks: Vec<_> = sample.marks.iter().map(|m| (m.kind.as_str(), m.span.words(&sample.text))).collect();
    let content = "the ban was being weighed";
    let source = "Two port officials";
    assert_eq!(marks, [("source", source), ("cue", "said"), ("content", content), ("event", "weighed")]);
}

#[test]
fn a_fence_lists_only_the_kinds_it_names() {
    let fence = press::copy::fence(&story::reading(), &["figure"]);
    let sample = &parse(&fence)[0];
    assert_eq!(sample.kinds, ["figure"]);
    assert!(sample.marks.iter().all(|mark| mark.kind == "figure"));
    assert_eq!(sample.marks.len(), 2);
    assert_eq!(sample.marks[0].get("comparator"), Some(">"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_reading_can_be_handed_on(reading in any::reading()) {
        rows(&(press::csv::events_rows(&reading) + &press::csv::statements_rows(&reading)));
        prop_assert!(serde_json::from_str::<Reading<Cited, Place>>(&press::json::reading(&reading)).is_ok());
        let shown = show(&reading);
        prop_assert!(shown.chars().all(|c| c == '\n' || !c.is_control()));
        let samples = parse(&shown);
        prop_assert_eq!(samples.len(), 1);
        prop_assert_eq!(&samples[0].complaints, &Vec::<String>::new());
        // Shown once and read back, the words are the same.
        let own: String = reading.article.iter().flat_map(|a| a.text.chars()).filter(|c| c.is_alphanumeric()).collect();
        let back: String = samples[0].text.chars().filter(|c| c.is_alphanumeric()).collect();
        prop_assert_eq!(back, own);
    }
}
