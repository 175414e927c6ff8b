//! The article's fields, on small pages of our own: pictures, dates, writers, notices, agencies, live posts, paywalls.

use super::{codes, sound};
use model::{Article, CaveatCode, NoticeKind, Origin, PartKind, Reading};

const STORY: &str = "<p>The city of Hargate is weighing a night ban on tankers in its inner harbour, two port officials \
    said on Monday, after a ferry and a tanker came within forty metres of each other in thick fog.</p>\
    <p>The council has made no decision, and none is planned before Thursday, when the harbour committee is to hear the \
    pilots, the ferry lines and the dockers' union on what a ban would mean for them.</p>";

fn reading(head: &str, body: &str) -> Reading {
    let page = format!(
        "<!doctype html><html lang=en-GB><head><title>City weighs ban | The Harbour Gazette</title>\
         <meta property=og:site_name content='The Harbour Gazette'>{head}</head><body><main><article>\
         <h1>City weighs ban</h1>{body}</article></main></body></html>"
    );
    let reading = wire::read_html(&page, &Origin::default());
    sound(&reading);
    reading
}

fn article(head: &str, body: &str) -> Article {
    reading(head, body).article.unwrap()
}

#[test]
fn the_leading_picture_with_caption_and_credit() {
    for (picture, caption, credit) in [
        (
            "<figure><img src=a.jpg><figcaption>The wreck in March. <span class=credit>Ines Falk/Coastline</span></figcaption></figure>",
            Some("The wreck in March."),
            Some("Ines Falk/Coastline"),
        ),
        (
            "<figure><img src=a.jpg><figcaption>The wreck in March. (Ines Falk/Coastline)</figcaption></figure>",
            Some("The wreck in March."),
            Some("Ines Falk/Coastline"),
        ),
        (
            "<div class=lead-image><img src=a.jpg><p class=image-caption>Das Wrack im März</p><p class=image-copyright>© Ines Falk</p></div>",
            Some("Das Wrack im März"),
            Some("Ines Falk"),
        ),
        (
            "<div class=wp-caption><img src=a.jpg><p class=wp-caption-text>El buque en marzo. Foto: Ines Falk</p></div>",
            Some("El buque en marzo."),
            Some("Ines Falk"),
        ),
        (
            "<div><picture><img src=a.jpg></picture><div class=x1>The wreck in March</div><div class=x2>Photo: Ines Falk</div></div>",
            Some("The wreck in March"),
            Some("Ines Falk"),
        ),
        ("<figure><img src=a.jpg><figcaption>© Ines Falk</figcaption></figure>", None, Some("Ines Falk")),
        ("<figure><img src=a.jpg alt='A wreck'></figure>", None, None),
    ] {
        let image = article("<meta property=og:image content='https://gazette.example/a.jpg'><meta property=og:image:alt content='A tanker on the rocks'>", &format!("{picture}{STORY}")).image.unwrap();
        assert_eq!((image.caption.as_deref(), image.credit.as_deref()), (caption, credit), "{picture}");
    }
}

#[test]
fn a_portrait_is_no_leading_picture() {
    let body = format!(
        "<div class=author-box><figure class=avatar><img src=m.jpg><figcaption>By Mara Lindqvist</figcaption></figure></div>{STORY}"
    );
    let image = article("", &body).image;
    assert!(image.is_none_or(|i| i.caption.is_none()));
}

#[test]
fn the_day_is_one_of_publication_never_one_of_change() {
    let changed = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"City weighs ban","dateModified":"2026-03-09"}</script>"#;
    assert_eq!(article(changed, STORY).published, None);
    let printed = format!("<p>Updated 9 March 2026</p><p>Published 4 March 2026, 10:05</p>{STORY}");
    assert_eq!(article("", &printed).published.unwrap().to_string(), "2026-03-04T10:05:00");
    let ambiguous = format!("<span class=date>03/04/2026</span>{STORY}");
    assert_eq!(article("", &ambiguous).published.unwrap().to_string(), "2026-04-03");
}

#[test]
fn an_address_tells_the_outlets_own_day() {
    let head = r#"<link rel=canonical href="https://gazette.example/2026/03/04/ban">
        <script type="application/ld+json">{"@type":"NewsArticle","headline":"City weighs ban","datePublished":["2026-03-05T01:28:00Z"]}</script>"#;
    let own = article(head, STORY);
    assert_eq!(own.published.unwrap().to_string(), "2026-03-04");
    let shown = format!("<time>4 March 2026, 20:28</time>{STORY}");
    let own = article(head, &shown);
    assert_eq!(own.published.unwrap().to_string(), "2026-03-04T20:28:00-05:00");
    assert_eq!(own.from["published"], ["url", "json-ld", "time"]);
}

#[test]
fn persons_before_organisations() {
    let head = r##"<script type="application/ld+json">{"@type":"NewsArticle","headline":"City weighs ban",
        "author":[{"@type":"Organization","name":"Harbour Media Desk"}]}</script>"##;
    assert_eq!(
        article(head, &format!("<p class=byline>By Mara Lindqvist and Ole Berg in Hargate</p>{STORY}"))
            .bylines,
        ["Mara Lindqvist", "Ole Berg"]
    );
    assert_eq!(article(head, STORY).bylines, ["Harbour Media Desk"]);
}

#[test]
fn a_kicker_inside_the_headline_is_no_part_of_it() {
    let page = "<html><head><meta property=og:title content='City weighs a night ban on tankers'></head><body><article>\
        <h1><span>Harbour</span> <span>City weighs a night ban on tankers</span></h1>";
    let reading = wire::read_html(&format!("{page}{STORY}</article></body></html>"), &Origin::default());
    assert_eq!(reading.article.unwrap().headline.as_deref(), Some("City weighs a night ban on tankers"));
}

#[test]
fn notices_in_the_story_and_outside_it() {
    let head = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"City weighs ban",
        "correction":{"@type":"CorrectionComment","text":"The ship is the Corvina.","datePublished":"2026-03-06"}}</script>"#;
    let body = format!(
        "{STORY}<p>Correction, 5 March 2026: An earlier version of this article gave the wrong pier. It is the north pier.</p>"
    );
    let own = article(head, &body);
    let told: Vec<_> = own
        .notices
        .iter()
        .map(|n| {
            let words = n.span.map_or(n.text.as_deref().unwrap_or_default(), |s| s.words(&own.text));
            (n.kind, words.split(' ').next().unwrap(), n.date.unwrap().to_string())
        })
        .collect();
    let mut told = told;
    told.sort_by(|a, b| a.2.cmp(&b.2));
    assert_eq!(
        told,
        [
            (NoticeKind::Correction, "Correction,", "2026-03-05".to_owned()),
            (NoticeKind::Correction, "The", "2026-03-06".to_owned())
        ]
    );
    assert!(own.notices.iter().any(|n| n.span.is_some()) && own.notices.iter().any(|n| n.text.is_some()));
    assert_eq!(own.from["notices"].len(), 2);
}

#[test]
fn agencies_of_dateline_byline_and_closing_line() {
    let body = format!(
        "<p class=byline>By Mara Lindqvist</p>{}<p>With files from The Canadian Press</p>",
        STORY.replacen("<p>", "<p>HARGATE, March 3 (Reuters) - ", 1)
    );
    let own = article("", &body);
    assert_eq!(own.dateline.as_deref(), Some("HARGATE, March 3 (Reuters)"));
    assert_eq!(own.agencies, ["The Canadian Press", "Reuters"]);
    assert_eq!(own.from["agencies"], ["body", "dateline"]);
    let text = "City weighs ban\n\nHARGATE (AP) — The city of Hargate is weighing a night ban on tankers in its inner harbour.\n\nThe ministry told Reuters that nothing was decided.\n";
    let own = wire::read(text.as_bytes(), &Origin::default()).article.unwrap();
    assert_eq!(own.agencies, ["AP"]);
}

#[test]
fn live_posts_with_their_times() {
    let posts = "<div class=live-post><time datetime=2026-03-04T20:10Z>20:10</time><h3>Council meets</h3><p>The council has gone into its chamber, and the doors are shut behind it.</p></div>\
        <div class=live-post><time datetime=2026-03-04T19:40Z>19:40</time><h3>Pilots arrive</h3><p>Two pilots have come to the hall with a chart.</p></div>";
    let own = article(
        "<meta property=article:published_time content=2026-03-04T19:00Z>",
        &format!("{STORY}{posts}"),
    );
    let told: Vec<_> =
        own.live.iter().map(|l| (l.headline.as_deref().unwrap(), l.published.unwrap().to_string())).collect();
    assert_eq!(
        told,
        [
            ("Council meets", "2026-03-04T20:10:00Z".to_owned()),
            ("Pilots arrive", "2026-03-04T19:40:00Z".to_owned())
        ]
    );
    assert_eq!(own.parts.iter().filter(|p| p.part == PartKind::LiveEntry).count(), 2);
    assert!(own.live[0].span.words(&own.text).starts_with("Council meets\n\nThe council has gone"));
    let body = own.parts.iter().find(|p| p.part == PartKind::Body).unwrap();
    assert!(!body.span.words(&own.text).contains("chamber"));
}

#[test]
fn live_posts_that_only_the_data_has() {
    let head = r#"<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"City weighs ban","liveBlogUpdate":[
        {"@type":"BlogPosting","headline":"Council meets","datePublished":"2026-03-04T20:10:00+01:00","articleBody":"<p>The doors are shut.</p><p>Nobody speaks.</p>"},
        {"@type":"BlogPosting","datePublished":"2026-03-04T19:40:00+01:00","articleBody":"Two pilots have come."}]}</script>"#;
    let own = article(head, STORY);
    assert_eq!(own.live.len(), 2);
    assert_eq!(own.live[0].span.words(&own.text), "Council meets\n\nThe doors are shut.\n\nNobody speaks.");
    assert_eq!(own.from["live"], ["json-ld"]);
}

#[test]
fn paywalls_as_the_page_marks_them() {
    for (head, paid) in [
        (
            r#"<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>"#,
            Some(true),
        ),
        (
            r#"<script type="application/ld+json">{"@type":"NewsArticle","hasPart":[{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".paid"}]}</script>"#,
            Some(true),
        ),
        ("<meta property=article:content_tier content=free>", Some(false)),
        ("<meta name=access content=premium>", Some(true)),
        ("", None),
    ] {
        assert_eq!(article(head, STORY).paywalled, paid, "{head}");
    }
}

#[test]
fn what_data_and_page_tell_apart_is_a_caveat() {
    let head = r#"<meta name=author content="Ana Cruz"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Pilots strike over night shifts in spring",
        "author":{"@type":"Person","name":"Mara Lindqvist"},"datePublished":"2026-03-04"}</script><meta name=pubdate content=2026-02-01>"#;
    let reading = reading(head, STORY);
    assert_eq!(codes(&reading), [CaveatCode::FieldConflict; 3]);
}
