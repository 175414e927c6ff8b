//! Feeds: every dialect says the same, and what is broken in one costs no more than itself.

use model::{CaveatCode, Origin};
use std::time::Instant;
use wire::{Feed, open, read, read_feed};

fn feed(text: &str) -> Feed {
    let origin = Origin { url: Some("https://gazette.example/feed".into()), ..Origin::default() };
    read_feed(text.as_bytes(), &origin).0.expect("a feed")
}

const RSS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Gazette</title><link>https://gazette.example/</link><atom:link rel="self" href="https://gazette.example/feed"/>
<ttl>30</ttl><image><title>Logo</title><link>https://gazette.example/logo</link></image>
<item><title>Hargate Weighs a &amp;#8220;Night Ban&amp;#8221;</title><link>/ban</link><guid isPermaLink="false">g-1</guid>
<pubDate>Tue, 03 Mar 2026 08:15:00 +0100</pubDate><dc:creator>Mara Lindqvist and Tomas Beyer</dc:creator><category>Port</category>
<description>&lt;p&gt;The city is considering it.&lt;/p&gt;</description><media:content url="x.jpg"><media:title>Not this</media:title></media:content></item>
</channel></rss>"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Harbour Gazette</title>
<link rel="self" href="https://gazette.example/feed"/><link href="https://gazette.example/"/>
<entry><title type="html">Hargate Weighs a “Night Ban”</title><link rel="enclosure" href="/a.mp3"/><link rel="alternate" type="text/html" href="/ban"/>
<id>g-1</id><published>2026-03-03T08:15:00+01:00</published><updated>2026-03-03T09:00:00+01:00</updated>
<author><name>Mara Lindqvist</name><uri>https://x.example</uri></author><author><name>Tomas Beyer</name></author><category term="Port"/>
<summary type="html">&lt;p&gt;The city is considering it.&lt;/p&gt;</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The city is <b>considering</b> it.</p></div></content></entry></feed>"#;

const JSON: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"The Harbour Gazette","home_page_url":"https://gazette.example/",
"items":[{"id":"g-1","url":"/ban","title":"Hargate Weighs a “Night Ban”","date_published":"2026-03-03T08:15:00+01:00",
"authors":[{"name":"Mara Lindqvist"},{"name":"Tomas Beyer"}],"tags":["Port"],"summary":"The city is considering it."},7]}"#;

#[test]
fn every_dialect_says_the_same() {
    for text in [RSS, ATOM, JSON] {
        let feed = feed(text);
        assert_eq!(feed.headline.as_deref(), Some("The Harbour Gazette"));
        assert_eq!(feed.outlet_url.as_deref(), Some("https://gazette.example/"));
        let [entry] = feed.entries.as_slice() else { panic!("{:?}", feed.entries) };
        assert_eq!(entry.url.as_deref(), Some("https://gazette.example/ban"));
        assert_eq!(entry.guid.as_deref(), Some("g-1"));
        assert_eq!(entry.headline.as_deref(), Some("Hargate Weighs a “Night Ban”"));
        assert_eq!(entry.bylines, ["Mara Lindqvist", "Tomas Beyer"]);
        assert_eq!(entry.categories, ["Port"]);
        assert_eq!(entry.published.map(|p| p.to_string()).as_deref(), Some("2026-03-03T08:15:00+01:00"));
        assert!(entry.summary.as_deref().is_some_and(|s| s.contains("The city is considering it.")));
    }
    let content = feed(ATOM).entries[0].content_html.clone().unwrap_or_default();
    assert!(content.contains("<b>considering</b>") && content.trim_end().ends_with("</div>"), "{content}");
}

#[test]
fn sitemaps_are_feeds_too() {
    let text = r#"<urlset xmlns="x"><url><loc>https://gazette.example/ban</loc><lastmod>2026-03-04</lastmod><news:news>
        <news:publication><news:name>The Harbour Gazette</news:name><news:language>en</news:language></news:publication>
        <news:publication_date>2026-03-03</news:publication_date><news:title>Night Ban</news:title></news:news></url>
        <url><loc>https://gazette.example/two</loc></url></urlset>"#;
    let map = feed(text);
    assert_eq!(map.entries.len(), 2);
    assert_eq!(map.entries[0].headline.as_deref(), Some("Night Ban"));
    assert_eq!(map.entries[0].outlet.as_deref(), Some("The Harbour Gazette"));
    assert_eq!(map.entries[0].published.map(|p| p.to_string()).as_deref(), Some("2026-03-03"));
    let index =
        feed("<sitemapindex><sitemap><loc>https://gazette.example/a.xml</loc></sitemap></sitemapindex>");
    assert_eq!((index.entries.len(), index.sitemaps), (0, vec!["https://gazette.example/a.xml".to_owned()]));
}

#[test]
fn the_same_entry_twice_is_one_and_one_guid_on_two_articles_is_two() {
    let item = |guid: &str, link: &str, words: &str| {
        format!("<item><title>{words}</title><guid>{guid}</guid><link>{link}</link></item>")
    };
    let text = format!(
        "<rss><channel>{}{}{}{}</channel></rss>",
        item("1", "https://a.example/1", "One"),
        item("2", "https://a.example/1", "One"),
        item("1", "https://a.example/2", "Two"),
        item("3", "https://a.example/1", "One, corrected")
    );
    let headlines: Vec<String> = feed(&text).entries.into_iter().filter_map(|e| e.headline).collect();
    assert_eq!(headlines, ["One", "Two", "One, corrected"]);
}

#[test]
fn a_broken_feed_is_read_around_its_breaks() {
    let text = "\n  <rss><channel><title>Gazette</title><item><title>One</title></item><item><title>Two & more</titel></item><item><title>Three</title><!-x</item>\
        <item><title>Four</title></item><item><title>Fi";
    let (feed, caveats) = read_feed(text.as_bytes(), &Origin::default());
    let headlines: Vec<String> =
        feed.expect("a feed").entries.into_iter().filter_map(|e| e.headline).collect();
    assert!(["One", "Four"].iter().all(|h| headlines.iter().any(|own| own == h)), "{headlines:?}");
    assert!(caveats.iter().any(|c| c.code == CaveatCode::Damaged));
    let (none, caveats) = read_feed(b"<html><body>Not found</body></html>", &Origin::default());
    assert!(none.is_none() && caveats[0].message.contains("web page"), "{caveats:?}");
}

#[test]
fn bombs_do_not_go_off_and_a_legal_giant_is_read() {
    let mut lol = String::from("<!DOCTYPE rss [<!ENTITY l0 \"lol\">");
    for n in 1..10 {
        lol += &format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10));
    }
    lol += "<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>a &l9; &x;</title></item></channel></rss>";
    let clock = Instant::now();
    assert_eq!(feed(&lol).entries[0].headline.as_deref(), Some("a &l9; &x;"));
    assert!(clock.elapsed().as_millis() < 1000);
    let legal = format!(
        "<rss><channel><item><title>One</title><description>{}</description></item></channel></rss>",
        "&amp;".repeat(200_000)
    );
    assert_eq!(feed(&legal).entries[0].summary.as_deref().map(str::len), Some(200_000));
    let deep = format!(
        "<rss><channel><item><title>One</title>{}{}</item></channel></rss>",
        "<x>".repeat(100_000),
        "</x>".repeat(100_000)
    );
    assert_eq!(feed(&deep).entries[0].headline.as_deref(), Some("One"));
}

#[test]
fn dates_are_read_or_absent_never_now() {
    for (written, day) in [
        ("Tue, 03 Mar 2026 08:15:00 GMT", Some("2026-03-03")),
        ("Tue, 3 Mar 2026 08:15 PDT", Some("2026-03-03")),
        ("2026-03-03T08:15:00Z", Some("2026-03-03")),
        ("3 March 2026", Some("2026-03-03")),
        ("31 Feb 2026", None),
        ("0000-00-00", None),
        ("yesterday", None),
        ("", None),
    ] {
        let text = format!(
            "<rss><channel><item><title>One</title><pubDate>{written}</pubDate></item></channel></rss>"
        );
        let found = feed(&text).entries[0].published.map(|p| p.date.to_string());
        assert_eq!(found.as_deref(), day, "{written}");
    }
}

#[test]
fn an_entry_is_read_as_an_article_and_a_summary_says_that_it_is_one() {
    let story =
        "<p>The city of Hargate is considering a night ban on oil tankers, two officials said on Monday.</p>"
            .repeat(6);
    let story = story.replace("Monday.</p><p>", "Monday, adding detail.</p><p>");
    let text = format!(
        "<rss><channel><title>The Harbour Gazette</title><item><title>Night Ban Weighed</title><link>https://gazette.example/ban</link>\
         <dc:creator>Mara Lindqvist</dc:creator><pubDate>Tue, 03 Mar 2026 08:15:00 GMT</pubDate><content:encoded><![CDATA[{story}]]></content:encoded></item>\
         <item><title>Short</title><link>https://gazette.example/s</link><description>Only a line.</description></item></channel></rss>"
    );
    let origin = Origin { label: Some("feed.xml".into()), ..Origin::default() };
    let items: Vec<_> = open(text.as_bytes(), origin).collect();
    assert_eq!(items.len(), 2);
    let article = read(&items[0].bytes, &items[0].origin).article.expect("an article");
    assert_eq!(article.headline.as_deref(), Some("Night Ban Weighed"));
    assert_eq!(article.bylines, ["Mara Lindqvist"]);
    assert_eq!(article.outlet.as_deref(), Some("The Harbour Gazette"));
    assert_eq!(article.url.as_deref(), Some("https://gazette.example/ban"));
    assert!(article.text.contains("considering a night ban"));
    assert!(items[0].caveats.is_empty());
    assert_eq!(items[1].caveats[0].code, CaveatCode::SummaryOnly);
    assert_eq!(items[1].origin.label.as_deref(), Some("feed.xml#2"));
}
