//! A story in every form: the words of each section, within the width, well formed, and nothing of it steers anything.

use crate::many::{Fixture, empty, fixture, long};
use crate::{any, golden, html, page};
use model::{Cited, Count, LineageEdge, LineageNode, Span, Status, Stories, Story, StoryLine};
use press::text::Style;
use proptest::prelude::{ProptestConfig, prop_assert, proptest};
use serde_json::Value;
use std::collections::{BTreeSet, HashSet};
use unicode_width::UnicodeWidthStr;

const PLAIN: Style = Style { width: 80, colour: false };

fn text(fixture: &Fixture) -> String {
    fixture.told(|told| press::text::story(told, &PLAIN))
}

/// The page, read back strictly: no id twice, no link that leads nowhere.
fn checked(fixture: &Fixture) -> String {
    let html = fixture.told(press::html::story);
    let page = page::read(&html).unwrap_or_else(|error| panic!("{error}\n{html}"));
    let ids: HashSet<&String> = page.ids.iter().collect();
    assert_eq!(ids.len(), page.ids.len(), "an id stands twice: {:?}", page.ids);
    for link in &page.links {
        match link.strip_prefix('#') {
            Some(id) => assert!(ids.contains(&id.to_owned()), "{link} leads nowhere"),
            None => assert!(link.starts_with("https://") || link.starts_with("http://"), "{link}"),
        }
    }
    assert_eq!(page.headings.iter().filter(|level| **level == 1).count(), 1);
    assert!(page.headings.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{:?}", page.headings);
    html
}

fn has(text: &str, all: &[&str]) {
    for words in all {
        assert!(text.contains(words), "{words:?} is not in\n{text}");
    }
}

#[test]
fn the_goldens_hold() {
    let story = fixture();
    golden("basin.txt", &text(&story));
    golden("basin.html", &checked(&story));
    golden("basin.md", &story.told(press::markdown::story));
}

#[test]
fn the_terminal_tells_who_took_what_what_changed_and_when() {
    let text = text(&fixture());
    has(
        &text,
        &[
            "Independent sources: 2 to 3, as far as observed\n",
            "7 articles · 5 outlets · 1 to 3 March 2026 · 2 happenings · 3 changes\n",
            "\n  ├─ [2] North Sea Radio · 1 Mar 2026, 09:40 · credits [1]\n",
            "\n  │  └─ [4] Tidewater Post · 1 Mar 2026, 13:30 · prints the wire copy of [3]\n",
            "\n  └─ [6] The Harbour Gazette · 3 Mar 2026, 18:20 · updates [1]\n",
            "\n  Channel Nine report, not in the archive\n  └─ [5] Vale Courier",
            "\n  2 March 2026 · ¬ denied · 1 independent · 1 article\n    [5]  “The mayor denied",
            "\n  ◆ ordered  the Hargate council → close → the west basin\n",
            "\n    Denied: ○ contemplated → ¬ denied\n",
            "\n    Another figure: 8 → 11\n      [1]  The Harbour Gazette, 1 Mar 2026, 08:10: “At least 8 dockers",
            "Tom Reed-Okafor: “Nobody was warned,”\n       carried by [1] [3]\n",
            "says The Harbour Gazette ← two port officials",
            "When will the west basin open again?\n    Not stated in these articles.\n",
            "one event’s status could not be told (status unknown)",
        ],
    );
}

#[test]
fn every_form_names_every_article_and_both_sentences_of_a_change() {
    let story = fixture();
    let (page, markdown) = (checked(&story), story.told(press::markdown::story));
    for form in [&page, &markdown] {
        has(
            form,
            &[
                "The number of dockers hurt rose to 11.",
                "At least 8 dockers were hurt on Friday.",
                "not in the archive",
            ],
        );
        for article in &story.story.articles {
            has(form, &[article.headline.as_deref().unwrap()]);
        }
    }
    // What is drawn is also said, and told by shape and letter.
    has(
        &page,
        &[
            "role=\"img\"",
            "<title>",
            "<desc>",
            "2 March 2026, denied, 1 independent",
            "5 Vale Courier, 2 Mar 2026, 07:00, credits Channel Nine",
        ],
    );
}

#[test]
fn an_empty_story_says_so_in_every_section() {
    let story = empty();
    for form in [text(&story), checked(&story), story.told(press::markdown::story)] {
        has(
            &form,
            &[
                "No headline found.",
                "not counted",
                "No article is at hand.",
                "No date is told.",
                "No claim is told by two articles.",
                "No quote stands in two articles on their own.",
                "The story raises no question that its sentences answer.",
                "None.",
            ],
        );
    }
}

#[test]
fn json_is_the_story_with_its_words() {
    let story = fixture();
    let back: Story<Cited> = serde_json::from_str(&story.told(press::json::story)).unwrap();
    assert_eq!(back.claims[1].tellings[1].sentence.span.text, "The number of dockers hurt rose to 11.");
    assert_eq!(back.lineage.roots, [0, 7]);
}

#[test]
fn a_story_of_three_hundred_articles_is_short_and_loses_none() {
    let story = long(293);
    let text = text(&story);
    has(&text, &["and 193 more copies", "and 92 more on their own", "[300]"]);
    let (tree, _) = text.split_once("\nTimeline\n").unwrap();
    assert!(tree.lines().count() < 40, "{tree}");
    let page = checked(&story);
    assert!(page.contains("id=\"a300\"") && page.len() < 2_000_000);
}

#[test]
fn no_drawing_is_longer_than_its_rows_and_no_chain_too_deep_to_draw() {
    let mut story = long(300);
    let lineage = &mut story.story.lineage;
    // Every article updates the one before it.
    let edge = lineage.edges[0].clone();
    lineage.edges = (1..307).map(|taker| LineageEdge { taker, giver: taker - 1, ..edge.clone() }).collect();
    let text = text(&story);
    assert!(text.lines().all(|line| line.width() <= 80));
    has(&text, &["credits [306]"]);
    has(&checked(&story), &["the first 60 of"]);
}

#[test]
fn a_lineage_that_runs_in_circles_or_nowhere_is_shown_all_the_same() {
    let mut story = fixture();
    let edge = story.story.lineage.edges[0].clone();
    for (taker, giver) in [(0, 6), (2, 2), (1, 5), (99, 0), (3, 99)] {
        story.story.lineage.edges.push(LineageEdge { taker, giver, ..edge.clone() });
    }
    story.story.lineage.nodes.push(LineageNode { article: Some(99), outlet: None });
    story.story.timeline[0].day = "the day before".to_owned();
    story.story.timeline[1].sentences[0].article = 99;
    story.story.claims[0].changes[0].to = 99;
    let text = text(&story);
    (1..=7).for_each(|number| has(&text, &[&format!("[{number}]")]));
    has(&text, &["the day before", "(words not at hand)"]);
    checked(&story);
}

#[test]
fn no_payload_in_any_field_becomes_markup() {
    let whole = serde_json::to_value(fixture().story).unwrap();
    let mut fields = BTreeSet::new();
    html::names(&whole, &mut String::new(), &mut fields);
    fields.retain(|field| serde_json::from_value::<Story>(html::with(&whole, &[field], "x")).is_ok());
    assert!(fields.len() > 20, "{fields:?}");
    let fields: Vec<&String> = fields.iter().collect();
    for payload in html::PAYLOADS {
        let mut story = fixture();
        story.story = serde_json::from_value(html::with(&whole, &fields, payload)).unwrap();
        for texts in [false, true] {
            if texts {
                let all = story.texts.iter().map(|text| payload.repeat(text.len() / payload.len() + 1));
                story.texts = all.collect();
            }
            checked(&story);
            let markdown = story.told(press::markdown::story);
            assert!(
                !markdown.contains('<') && !markdown.contains("](") && !markdown.contains("://"),
                "{markdown}"
            );
            let text = text(&story);
            assert!(text.lines().all(|line| line.width() <= 80), "{text}");
            assert!(
                text.chars().all(|c| c == '\n' || !c.is_control())
                    && !text.contains(['\u{202e}', '\u{2066}'])
            );
        }
    }
}

fn line(id: &str, last: &str) -> StoryLine {
    StoryLine {
        id: id.to_owned(),
        headline: Some(format!("Headline of {id}")),
        first: Some("2026-03-01".parse().unwrap()),
        last: Some(last.parse().unwrap()),
        articles: 7,
        outlets: 5,
        independent: Some(Count { min: 2, max: Some(3) }),
        statuses: vec![Status::Ordered, Status::Denied],
        change: Some("contemplated → ordered".to_owned()),
        merged_into: None,
    }
}

#[test]
fn a_list_of_stories_has_three_lines_each_and_the_newest_first() {
    let stories = Stories::of(vec![
        StoryLine { merged_into: Some("basin".to_owned()), change: None, ..line("older", "2026-03-02") },
        line("basin", "2026-03-03"),
    ]);
    let text = press::text::stories(&stories, &PLAIN);
    assert_eq!(
        text,
        "Headline of basin\n  1 to 3 March 2026 · 7 articles · 5 outlets · 2 to 3 independent · basin\n  ◆ ordered · ¬ denied · \
         changed: contemplated → ordered\n\nHeadline of older\n  1 to 2 March 2026 · 7 articles · 5 outlets · 2 to 3 \
         independent · older\n  ◆ ordered · ¬ denied · now part of basin\n"
    );
    assert_eq!(press::text::stories(&Stories::of(Vec::new()), &PLAIN), "No story.\n");
    let json: Value = serde_json::from_str(&press::json::stories(&stories)).unwrap();
    assert_eq!(
        (json["schema"].as_str(), json["stories"][0]["id"].as_str()),
        (Some("hearsay/stories/1"), Some("basin"))
    );
}

#[test]
fn a_story_is_listed_by_its_own_facts() {
    let own = fixture().story.line();
    assert_eq!((own.articles, own.outlets, own.change.as_deref()), (7, 5, Some("contemplated → ordered")));
    assert_eq!(own.statuses, [Status::Ordered, Status::Happened]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn any_texts_under_any_spans_are_shown_within_the_width(words in any::text(), cut in 0usize..90, width in 40usize..120) {
        let mut story = fixture();
        story.story.headline = Some(words.clone());
        for text in &mut story.texts {
            *text = words.clone();
        }
        for claim in &mut story.story.claims {
            claim.actor = Some(words.clone());
            for (at, telling) in claim.tellings.iter_mut().enumerate() {
                telling.sentence.span = Span::new(at.min(cut), cut);
            }
        }
        for article in &mut story.story.articles {
            article.outlet = Some(words.clone());
            article.headline = Some(words.clone());
        }
        let plain = story.told(|told| press::text::story(told, &Style { width, colour: false }));
        for line in plain.lines() {
            prop_assert!(line.width() <= width, "{}: {:?}", width, line);
        }
        prop_assert!(plain.chars().all(|c| c == '\n' || !c.is_control()));
        let read = page::read(&story.told(press::html::story));
        prop_assert!(read.is_ok(), "{:?}", read.err());
    }
}
