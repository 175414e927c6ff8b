//! The page: well formed whatever the marks are, and nothing of the article is ever markup.

use crate::{any, page, story};
use model::{Article, Reading, Span};
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use serde_json::Value;
use std::collections::{BTreeSet, HashSet};

pub(crate) const PAYLOADS: [&str; 30] = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "\" onfocus=\"alert(1)\" autofocus=\"",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "https://x.example/\"onclick=\"alert(1)",
    "http://x.example/<script>",
    "https://x.example/\u{a0}onclick=alert(1)",
    "<!-- --><b>",
    "--><script>alert(1)</script><!--",
    "<![CDATA[<script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<iframe src=//x.example></iframe>",
    "<base href=//x.example>",
    "<meta http-equiv=refresh content=0>",
    "{{constructor.constructor('alert(1)')()}}",
    "\u{0}<scr\u{0}ipt>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
    "\u{202e}<script>\u{2066}",
    "]]></article></main><aside onclick=alert(1)>",
    "en\" onload=\"alert(1)",
];

fn checked(reading: &Reading) -> page::Page {
    let html = press::html::dossier(reading);
    let page = page::read(&html).unwrap_or_else(|error| panic!("{error}\n{html}"));
    let mut seen = HashSet::new();
    assert!(page.ids.iter().all(|id| seen.insert(id)), "an id stands twice: {:?}", page.ids);
    for link in &page.links {
        match link.strip_prefix('#') {
            Some(id) => assert!(page.ids.iter().any(|own| own == id), "{link} leads nowhere"),
            None => assert!(link.starts_with("https://") || link.starts_with("http://"), "{link}"),
        }
    }
    page
}

#[test]
fn the_story_is_a_well_formed_page_with_headings_in_order() {
    let page = checked(&story::reading());
    assert_eq!(page.headings.first(), Some(&1));
    assert_eq!(page.headings.iter().filter(|level| **level == 1).count(), 1);
    assert!(page.headings.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{:?}", page.headings);
    let html = press::html::dossier(&story::reading());
    for refused in ["<script", "<img", "<link", "@import", "url(", "<iframe", "<form"] {
        assert!(!html.contains(refused), "{refused}");
    }
}

#[test]
fn the_words_of_the_article_stand_on_the_page_once_and_in_order() {
    let reading = story::reading();
    assert_eq!(squeezed(&checked(&reading).article), squeezed(&reading.article.unwrap().text));
}

#[test]
fn every_row_leads_to_its_sentence_and_back() {
    let page = checked(&story::reading());
    for id in
        ["n1", "n23", "how-sure-1", "who-said-it-10", "law-1", "figures-2", "positions-1", "not-stated-3"]
    {
        assert!(page.ids.iter().any(|own| own == id), "{id}");
    }
    for row in page.ids.iter().filter(|id| id.starts_with("how-sure-")) {
        assert!(page.links.iter().any(|link| link.strip_prefix('#') == Some(row)), "no way back to {row}");
    }
}

#[test]
fn no_payload_in_any_field_becomes_markup() {
    let whole = serde_json::to_value(story::reading()).unwrap();
    let mut fields = BTreeSet::new();
    names(&whole, &mut String::new(), &mut fields);
    // Closed word lists and dates refuse a payload by themselves.
    fields.retain(|field| serde_json::from_value::<Reading>(with(&whole, &[field], PAYLOADS[0])).is_ok());
    assert!(fields.len() > 30, "{fields:?}");
    for payload in PAYLOADS {
        // With the text its own, so that all rows stand; then with the text a payload, so that all spans are off.
        for text in [false, true] {
            let fields: Vec<_> = fields.iter().filter(|field| text || *field != ".article.text").collect();
            let reading: Reading = serde_json::from_value(with(&whole, &fields, payload)).unwrap();
            checked(&reading);
            let markdown = press::markdown::dossier(&reading);
            assert!(
                !markdown.contains('<') && !markdown.contains("](") && !markdown.contains("://"),
                "{markdown}"
            );
        }
    }
}

#[test]
fn no_payload_under_marks_that_cut_it_becomes_markup() {
    let story = story::reading();
    for payload in PAYLOADS {
        let mut reading = story.clone();
        let article = reading.article.as_mut().unwrap();
        *article = Article { text: payload.repeat(3), ..Article::verbatim(payload.repeat(3)) };
        let text = article.text.clone();
        let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let notes = reading.notes.as_mut().unwrap();
        notes.sentences = vec![Span::new(0, text.len())];
        for (at, event) in notes.events.iter_mut().enumerate() {
            let from = edges[at % edges.len()];
            event.trigger = Span::new(from, edges[(at + 3) % edges.len()].max(from));
            event.cue = Some(Span::new(0, edges[at % edges.len()]));
        }
        let page = checked(&reading);
        assert_eq!(squeezed(&page.article), squeezed(&text));
    }
}

#[test]
fn only_web_addresses_are_links() {
    let mut reading = story::reading();
    for (url, links) in
        [("https://a.example/?q=1&r=2", true), ("HTTP://a.example", true), ("//a.example", false)]
    {
        reading.article.as_mut().unwrap().url = Some(url.to_owned());
        let html = press::html::dossier(&reading);
        assert_eq!(html.contains("class=\"url\" href="), links, "{url}");
    }
}

#[test]
fn twenty_thousand_marks_over_the_whole_text_stay_linear() {
    let mut reading = story::reading();
    let notes = reading.notes.as_mut().unwrap();
    let whole = Span::new(0, notes.sentences.last().unwrap().end);
    let statement = notes.statements[0].clone();
    notes.statements = (0..20_000)
        .map(|at| model::Statement { id: format!("s{at}"), content: vec![whole], ..statement.clone() })
        .collect();
    // The page is as long as its rows, not their square.
    assert!(press::html::dossier(&reading).len() < 40_000_000);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn overlapping_marks_make_a_well_formed_page(reading in any::reading()) {
        let html = press::html::dossier(&reading);
        let page = page::read(&html);
        prop_assert!(page.is_ok(), "{:?}", page.err());
        let own = reading.article.as_ref().map(|a| squeezed(&a.text)).unwrap_or_default();
        prop_assert_eq!(squeezed(&page.unwrap().article), own);
    }
}

/// The words that can be shown, without white space.
fn squeezed(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}')
            || matches!(c, '\u{e0000}'..='\u{e007f}')
            || u32::from(c) & 0xfffe == 0xfffe
    };
    text.chars().filter(|c| !c.is_whitespace() && !hidden(*c)).collect()
}

/// The paths of all strings, list places left out.
pub(crate) fn names(value: &Value, path: &mut String, out: &mut BTreeSet<String>) {
    visit(value, path, &mut |path| {
        out.insert(path.to_owned());
    });
}

fn visit(value: &Value, path: &mut String, found: &mut impl FnMut(&str)) {
    match value {
        Value::String(_) => found(path),
        Value::Array(all) => all.iter().for_each(|one| visit(one, path, found)),
        Value::Object(all) => {
            for (key, one) in all {
                let kept = path.len();
                path.push('.');
                path.push_str(key);
                visit(one, path, found);
                path.truncate(kept);
            }
        }
        _ => {}
    }
}

/// The value with every string at these paths replaced.
pub(crate) fn with(value: &Value, fields: &[&String], payload: &str) -> Value {
    let mut value = value.clone();
    for field in fields {
        replace(&mut value, &mut String::new(), field, payload);
    }
    value
}

fn replace(value: &mut Value, path: &mut String, field: &str, payload: &str) {
    match value {
        Value::String(words) if path == field => payload.clone_into(words),
        Value::Array(all) => all.iter_mut().for_each(|one| replace(one, path, field, payload)),
        Value::Object(all) => {
            for (key, one) in all.iter_mut() {
                let kept = path.len();
                path.push('.');
                path.push_str(key);
                replace(one, path, field, payload);
                path.truncate(kept);
            }
        }
        _ => {}
    }
}
