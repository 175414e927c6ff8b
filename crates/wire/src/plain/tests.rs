use super::*;
use crate::carrier::Asked;

fn read_(text: &str) -> (Draft, Vec<CaveatCode>) {
    let mut caveats = Vec::new();
    let draft = read(text, &mut caveats);
    (draft, caveats.into_iter().map(|c| c.code).collect())
}

fn body_of(draft: &Draft) -> Vec<(&str, &str)> {
    draft.body.iter().map(|b| (b.kind.as_str(), b.text.as_str())).collect()
}

const LEDE: &str =
    "The council of Hargate closed the inner harbour on Monday after a ferry had sunk near the mole.";
const MORE: &str =
    "Ships were sent to the outer docks, where they will wait until Friday, the mayor said in the evening.";

#[test]
fn a_bare_article_is_headline_and_body() {
    let (draft, caveats) = read_(&format!("Port shut\n\n{LEDE}\n\n{MORE}\n"));
    assert_eq!(draft.headline.as_deref(), Some("Port shut"));
    assert_eq!(body_of(&draft), [("paragraph", LEDE), ("paragraph", MORE)]);
    assert_eq!((draft.outlet, draft.published, draft.bylines.len()), (None, None, 0));
    assert!(caveats.is_empty());
}

#[test]
fn running_text_alone_has_no_headline_and_says_so() {
    let (draft, caveats) = read_(&format!("{LEDE}\n{MORE}"));
    assert_eq!(draft.headline, None);
    assert_eq!(draft.body.len(), 2);
    assert_eq!(caveats, [CaveatCode::NoHeadline]);
}

#[test]
fn a_full_head_in_other_orders() {
    let text = format!(
        "THE DAILY TIDE\nPort shut after ferry sinks\nCouncil acts within the hour; inquiry to follow\nBy Ole Berg and \
         Ana Cruz\nPublished: 3 March 2026, 14:05 GMT | Updated: 4 March 2026\n\nHARGATE, Northland (Coast Press) — {LEDE}\n\n{MORE}"
    );
    let (draft, caveats) = read_(&text);
    assert_eq!(draft.outlet.as_deref(), Some("THE DAILY TIDE"));
    assert_eq!(draft.headline.as_deref(), Some("Port shut after ferry sinks"));
    assert_eq!(draft.deck.as_deref(), Some("Council acts within the hour; inquiry to follow"));
    assert_eq!(draft.bylines, ["Ole Berg", "Ana Cruz"]);
    assert_eq!(draft.published.unwrap().to_string(), "2026-03-03T14:05:00Z");
    assert_eq!(draft.modified.unwrap().to_string(), "2026-03-04");
    assert_eq!(draft.dateline.as_deref(), Some("HARGATE, Northland (Coast Press)"));
    assert_eq!(body_of(&draft), [("paragraph", LEDE), ("paragraph", MORE)]);
    assert!(caveats.is_empty(), "{caveats:?}");
}

#[test]
fn a_deck_with_a_full_stop_stands_before_the_date_line() {
    let deck = "The council acted within the hour of the news, and an inquiry is to follow in spring.";
    let (draft, _) =
        read_(&format!("Port shut\n\n{deck}\n\nOle Berg, Staff writer | 3 March 2026\n\n{LEDE}\n\n{MORE}"));
    assert_eq!(draft.deck.as_deref(), Some(deck));
    assert_eq!(draft.bylines, ["Ole Berg"]);
    assert_eq!(draft.body.len(), 2);
}

#[test]
fn an_ambiguous_date_stays_absent() {
    let (draft, caveats) = read_(&format!("Port shut\n\nPublished 03/04/2026\n\n{LEDE}"));
    assert_eq!(draft.published, None);
    assert_eq!(caveats, [CaveatCode::DateUnreadable]);
    assert_eq!(body_of(&draft), [("paragraph", LEDE)]);
}

#[test]
fn subheads_pictures_share_lines_and_sign_offs() {
    let text = format!(
        "Port shut\n\n{LEDE}\n\nShare this article\n\nWhat comes next\n\n{MORE}\n\nThe wreck at low water. Photo: Ana \
         Cruz/Coast Press\n\n{LEDE}\n\n(Reporting by Ole Berg; Editing by Ana Cruz)\n\n© 2026 Coast Press"
    );
    let (draft, _) = read_(&text);
    assert_eq!(
        body_of(&draft),
        [("paragraph", LEDE), ("subhead", "What comes next"), ("paragraph", MORE), ("paragraph", LEDE)]
    );
    assert_eq!(draft.bylines, ["Ole Berg", "Ana Cruz"]);
    assert_eq!(draft.image.unwrap().caption.as_deref(), Some("The wreck at low water."));
    assert_eq!(draft.rights.as_deref(), Some("© 2026 Coast Press"));
}

#[test]
fn questions_with_and_without_a_heading() {
    let asked = |q: &str, a: &str| Asked { question: q.into(), answer: vec![a.into()] };
    for heading in ["FAQ\n\n", ""] {
        let text = format!(
            "Port shut\n\n{LEDE}\n\n{MORE}\n\n{LEDE}\n\n{heading}Why was it shut?\n\nA ferry sank.\n\nUntil when?\n\nUntil Friday.\n"
        );
        let (draft, _) = read_(&text);
        assert_eq!(
            draft.questions,
            [asked("Why was it shut?", "A ferry sank."), asked("Until when?", "Until Friday.")]
        );
        assert_eq!(draft.body.len(), 3, "{heading:?}");
    }
}

#[test]
fn a_question_inside_the_story_is_a_subhead() {
    let text = format!("Port shut\n\n{LEDE}\n\nWhy was it shut?\n\n{MORE}\n\n{LEDE}\n\n{MORE}\n\n{LEDE}");
    let (draft, _) = read_(&text);
    assert!(draft.questions.is_empty());
    assert_eq!(draft.body.len(), 6);
}

#[test]
fn markdown_reads_as_text() {
    let text = format!(
        "# Port shut\n\n*By Ole Berg*\n\n{LEDE}\n\n## The ships\n\n- one ferry\n- two tankers\n\n{MORE}"
    );
    let (draft, _) = read_(&text);
    assert_eq!(draft.headline.as_deref(), Some("Port shut"));
    let kinds: Vec<_> = draft.body.iter().map(|b| b.kind.as_str()).collect();
    assert_eq!(kinds, ["paragraph", "subhead", "list_item", "list_item", "paragraph"]);
}

#[test]
fn datelines_open_paragraphs_and_are_no_part_of_them() {
    assert_eq!(dateline("HARGATE — The port is shut."), Some(("HARGATE", "The port is shut.")));
    assert_eq!(
        dateline("Hargate (Coast Press) - The port is shut."),
        Some(("Hargate (Coast Press)", "The port is shut."))
    );
    assert_eq!(
        dateline("SAINT-OLAF, Northland, March 3 (CP) -- It is shut now.").map(|d| d.0),
        Some("SAINT-OLAF, Northland, March 3 (CP)")
    );
    assert_eq!(dateline("Brandt — the mayor — said so."), None);
    assert_eq!(dateline("The port is shut — for now."), None);
}
