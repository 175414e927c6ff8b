//! Feeds of every kind, whole, odd and hostile (I5, I10, I11, I12).

use model::{CaveatCode, Origin};
use std::time::Instant;
use wire::{Entry, Feed, links_to_feeds, read_feed, read_opml};

fn origin() -> Origin {
    Origin { url: Some("https://gazette.example/feeds/news.xml".into()), ..Origin::default() }
}

fn feed(text: &str) -> Feed {
    read_feed(text.as_bytes(), &origin()).0.unwrap_or_else(|| panic!("no feed: {text:.200}"))
}

fn codes(text: &str) -> Vec<CaveatCode> {
    read_feed(text.as_bytes(), &origin()).1.iter().map(|c| c.code).collect()
}

fn rss(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>The Harbour Gazette</title>\
         <link>https://gazette.example/</link><language>en</language>{items}</channel></rss>"
    )
}

const STORY: &str = "<p>The council of Hargate said on Monday that the port stays shut until the crane is mended, and that \
    no ship will leave before the storm has passed.</p><p>Mara Lindqvist, who runs the harbour, said that two crews were \
    at work by night. She asked owners to keep their boats inside the wall, and to come for them by Friday.</p>";

fn same(entry: &Entry) {
    assert_eq!(entry.url.as_deref(), Some("https://gazette.example/news/port"));
    assert_eq!(entry.headline.as_deref(), Some("Port & crane: “shut”"));
    assert_eq!(entry.published.unwrap().to_string(), "2026-03-02T08:00:00Z");
    assert_eq!(entry.bylines, ["Mara Lindqvist"]);
    assert_eq!(entry.categories, ["Harbour"]);
    assert_eq!(entry.content_html.as_deref(), Some(STORY));
    assert!(entry.caveats.is_empty());
}

#[test]
fn each_kind_of_feed_tells_the_same_story() {
    let two = rss(&format!(
        "<item><title>Port &amp; crane: &#8220;shut&#8221;</title><link>/news/port</link><guid>a1</guid>\
         <pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate><dc:creator>Mara Lindqvist</dc:creator>\
         <category>Harbour</category><description>Shut.</description><content:encoded><![CDATA[{STORY}]]></content:encoded></item>"
    ));
    let one = format!(
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" \
         xmlns:d=\"http://purl.org/dc/elements/1.1/\" xmlns:c=\"http://purl.org/rss/1.0/modules/content/\">\
         <channel rdf:about=\"x\"><title>The Harbour Gazette</title><link>https://gazette.example/</link></channel>\
         <item rdf:about=\"https://gazette.example/news/port\"><title>Port &amp; crane: “shut”</title>\
         <link>https://gazette.example/news/port</link><d:date>2026-03-02T08:00:00Z</d:date><d:creator>Mara Lindqvist</d:creator>\
         <d:subject>Harbour</d:subject><description>Shut.</description><c:encoded><![CDATA[{STORY}]]></c:encoded></item></rdf:RDF>"
    );
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>The Harbour Gazette</title>\
         <link rel=\"self\" href=\"/feeds/atom.xml\"/><link href=\"https://gazette.example/\"/><updated>2026-03-02T09:00:00Z</updated>\
         <entry><title type=\"html\">Port &amp;amp; crane: &amp;ldquo;shut&amp;rdquo;</title>\
         <link rel=\"enclosure\" href=\"https://gazette.example/a.mp3\"/><link href=\"/news/port\"/><id>tag:1</id>\
         <published>2026-03-02T08:00:00Z</published><author><name>Mara Lindqvist</name><uri>x</uri></author>\
         <category term=\"h\" label=\"Harbour\"/><summary>Shut.</summary>\
         <content type=\"html\">{}</content></entry></feed>",
        STORY.replace('<', "&lt;").replace('>', "&gt;")
    );
    let xhtml = atom.replace(
        &format!("<content type=\"html\">{}</content>", STORY.replace('<', "&lt;").replace('>', "&gt;")),
        &format!("<content type=\"xhtml\">{STORY}</content>"),
    );
    let prefixed = "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\"><a:title>The Harbour Gazette</a:title><a:entry>\
        <a:title>Port</a:title><a:link href=\"https://gazette.example/p\"/></a:entry></a:feed>";
    let json = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "The Harbour Gazette", "home_page_url": "https://gazette.example/",
        "items": [{"id": 7, "url": "/news/port", "title": "Port & crane: “shut”", "date_published": "2026-03-02T08:00:00Z",
            "authors": [{"name": "Mara Lindqvist"}], "tags": ["Harbour"], "summary": "Shut.", "content_html": STORY}]
    })
    .to_string();
    for (name, text) in
        [("rss 2.0", &two), ("rss 1.0", &one), ("atom", &atom), ("atom xhtml", &xhtml), ("json", &json)]
    {
        let feed = feed(text);
        assert_eq!(feed.headline.as_deref(), Some("The Harbour Gazette"), "{name}");
        assert_eq!(feed.outlet_url.as_deref(), Some("https://gazette.example/"), "{name}");
        assert_eq!(feed.entries.len(), 1, "{name}");
        assert_eq!(codes(text), [], "{name}");
        same(&feed.entries[0]);
    }
    assert_eq!(feed(&atom).url.as_deref(), Some("https://gazette.example/feeds/atom.xml"));
    assert_eq!(feed(prefixed).entries[0].url.as_deref(), Some("https://gazette.example/p"));
}

#[test]
fn news_sitemaps_and_their_indexes_are_read() {
    let map = feed(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:n=\"http://www.google.com/schemas/sitemap-news/0.9\" \
         xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\"><url><loc> https://gazette.example/a?x=1&amp;y=2 </loc>\
         <lastmod>2026-03-02</lastmod><n:news><n:publication><n:name>The Harbour Gazette</n:name><n:language>en</n:language>\
         </n:publication><n:publication_date>2026-03-01T07:00+01:00</n:publication_date><n:title>Port shut</n:title>\
         <n:keywords>port, crane</n:keywords></n:news><image:image><image:loc>https://gazette.example/x.jpg</image:loc>\
         </image:image></url><url><loc>https://gazette.example/b</loc></url></urlset>",
    );
    let first = &map.entries[0];
    assert_eq!(first.url.as_deref(), Some("https://gazette.example/a?x=1&y=2"));
    assert_eq!(
        (first.headline.as_deref(), first.outlet.as_deref()),
        (Some("Port shut"), Some("The Harbour Gazette"))
    );
    assert_eq!(first.published.unwrap().to_string(), "2026-03-01T07:00:00+01:00");
    assert_eq!(first.modified.unwrap().to_string(), "2026-03-02");
    assert_eq!(first.categories, ["port", "crane"]);
    assert_eq!(map.entries.len(), 2);
    let index = feed(
        "<sitemapindex><sitemap><loc>https://gazette.example/1.xml</loc></sitemap><sitemap><lastmod>2026</lastmod>\
         <loc>/2.xml.gz</loc></sitemap></sitemapindex>",
    );
    assert_eq!(index.sitemaps, ["https://gazette.example/1.xml", "https://gazette.example/2.xml.gz"]);
}

#[test]
fn nothing_is_expanded_and_nothing_outside_is_read() {
    let mut lol = String::from("<!DOCTYPE rss [<!ENTITY lol0 \"lol\">");
    for n in 1..10 {
        lol += &format!("<!ENTITY lol{n} \"{}\">", format!("&lol{};", n - 1).repeat(10));
    }
    lol += "<!ENTITY canary SYSTEM \"file:///etc/hostname\"><!ENTITY % more SYSTEM \"http://127.0.0.1:9/x.dtd\"> %more;]>";
    let begun = Instant::now();
    let item = "<item><title>A &lol9; &canary; story</title><link>https://gazette.example/1</link></item>";
    for root in [rss(item), item.replace("item>", "entry>").replace("<entry>", "<feed><entry>") + "</feed>"] {
        let text =
            format!("<?xml version=\"1.0\"?>{lol}{}", root.trim_start_matches("<?xml version=\"1.0\"?>\n"));
        let feed = feed(&text);
        assert_eq!(feed.entries[0].headline.as_deref(), Some("A &lol9; &canary; story"));
    }
    let (list, _) = read_opml(
        format!("{lol}<opml><body><outline text=\"&lol9;\" xmlUrl=\"https://g.example/f\"/></body></opml>")
            .as_bytes(),
    );
    assert_eq!(list[0].headline.as_deref(), Some("&lol9;"));
    // Quadratic blow-up: one long entity, many times.
    let long = format!("<!DOCTYPE rss [<!ENTITY a \"{}\">]>", "a".repeat(60_000));
    let text = long
        + &rss(&format!("<item><title>{}</title></item>", "&a;".repeat(60_000)))
            .replace("<?xml version=\"1.0\"?>\n", "");
    assert!(feed(&text).entries[0].headline.as_ref().unwrap().len() <= 180_000);
    assert!(begun.elapsed().as_secs_f32() < 2.0, "{:?}", begun.elapsed());
}

#[test]
fn a_feed_with_200_000_ampersands_is_read() {
    let text = rss(&format!(
        "<item><title>{}</title><description>{}</description></item>",
        "A &amp; B",
        "&amp; ".repeat(200_000)
    ));
    let feed = feed(&text);
    assert_eq!(feed.entries[0].headline.as_deref(), Some("A & B"));
    assert!(codes(&text).is_empty());
    let said = feed.entries[0].content_html.as_ref().or(feed.entries[0].summary.as_ref()).unwrap();
    assert_eq!(said.matches('&').count(), 200_000);
}

#[test]
fn damaged_feeds_are_read_as_far_as_they_go() {
    let item =
        |n: usize| format!("<item><title>Story {n}</title><link>https://gazette.example/{n}</link></item>");
    let whole = rss(&(item(1) + &item(2) + &item(3)));
    let headlines = |text: &str| -> Vec<String> {
        feed(text).entries.into_iter().map(|e| e.headline.unwrap_or_default()).collect()
    };
    let cut = whole.get(..whole.find("Story 3").unwrap() + 7).unwrap();
    assert_eq!(headlines(cut), ["Story 1", "Story 2", "Story 3"]);
    assert_eq!(codes(cut), [CaveatCode::Damaged]);
    for (name, text) in [
        ("white space first", format!("\n\n  {whole}")),
        ("a mark first", format!("\u{feff}{whole}")),
        ("an entity of HTML", whole.replace("Story 1", "Story&nbsp;1")),
        ("an item never closed", whole.replacen("</item>", "", 1)),
        (
            "a title never closed",
            whole.replacen("</title><link>https://gazette.example/2", "<link>https://gazette.example/2", 1),
        ),
        ("a bare ampersand", whole.replace("https://gazette.example/1", "https://gazette.example/1?a&b<")),
        (
            "raw HTML",
            whole.replace(
                "</link></item>",
                "</link><description><p>Shut <br> <b>now</p></description></item>",
            ),
        ),
        ("upper case", whole.replace("item>", "ITEM>")),
        ("control letters", whole.replace("Story", "\u{b}Story")),
    ] {
        let seen = headlines(&text);
        assert_eq!(seen.len(), 3, "{name}: {seen:?}");
        assert!(seen[0].contains('1') && seen[2] == "Story 3", "{name}: {seen:?}");
    }
    // Wrong encodings.
    let latin: Vec<u8> = whole.replace("Story 1", "Caf\u{e9}").chars().map(|c| c as u8).collect();
    let (read, caveats) = read_feed(&latin, &origin());
    assert_eq!(read.unwrap().entries[0].headline.as_deref(), Some("Café"));
    assert!(!caveats.is_empty());
    let declared =
        [b"<?xml version=\"1.0\" encoding=\"windows-1251\"?>".as_slice(), &whole.as_bytes()[21..]].concat();
    let declared: Vec<u8> = String::from_utf8(declared)
        .unwrap()
        .replace("Story 1", "Порт")
        .chars()
        .map(|c| if c as u32 >= 0x410 { (c as u32 - 0x410 + 0xc0) as u8 } else { c as u8 })
        .collect();
    assert_eq!(read_feed(&declared, &origin()).0.unwrap().entries[0].headline.as_deref(), Some("Порт"));
    // JSON that ends too early.
    let json = "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"G\",\"items\":[{\"id\":\"1\",\"title\":\"Story 1\"},{\"id\":\"2\",\"ti";
    assert_eq!(headlines(json), ["Story 1"]);
    assert_eq!(codes(json), [CaveatCode::Damaged]);
}

#[test]
fn what_is_no_feed_says_what_it_is() {
    for (text, word) in [
        ("<!DOCTYPE html><html><body><p>Not found</p></body></html>", "web page"),
        ("<opml version=\"2.0\"><body/></opml>", "list of feeds"),
        ("The port is shut.", "no feed"),
        ("", "nothing was given"),
        ("{\"a\":1}", "JSON"),
    ] {
        let (feed, caveats) = read_feed(text.as_bytes(), &origin());
        assert!(feed.is_none(), "{text}");
        assert!(caveats[0].message.contains(word), "{text}: {}", caveats[0].message);
    }
}

#[test]
fn the_same_thing_counts_once_and_other_things_are_never_one() {
    let item = |guid: &str, link: &str, title: &str, said: &str| {
        format!(
            "<item><guid isPermaLink=\"false\">{guid}</guid><link>{link}</link><title>{title}</title><description>{said}</description></item>"
        )
    };
    let count = |items: &[String]| feed(&rss(&items.concat())).entries.len();
    let at = "https://gazette.example/1";
    assert_eq!(
        count(&[item("a", at, "One", "x"), item("a", "https://gazette.example/2", "Two", "y")]),
        2,
        "one id, two stories"
    );
    assert_eq!(count(&[item("a", at, "One", "x"), item("b", at, "One", "x")]), 1, "the id changes");
    assert_eq!(
        count(&[item("a", at, "One", "x"), item("a", "http://gazette.example/1", "One", "x")]),
        1,
        "http and https"
    );
    assert_eq!(
        count(&[
            item("a", at, "One", "x"),
            item("a", "https://gazette.example/1?utm_source=rss", "One", "x")
        ]),
        1
    );
    assert_eq!(
        count(&[item("", at, "One", "x"), item("", at, "Two", "x"), item("", at, "Two", "y")]),
        3,
        "one link, many stories"
    );
    assert_eq!(
        count(&[
            item("a", "https://gazette.example/?p=1", "Live", "x"),
            item("b", "https://gazette.example/?p=2", "Live", "x")
        ]),
        2
    );
    assert_eq!(
        count(&[item("a", at, "One", STORY), item("b", "https://gazette.example/9", "One", STORY)]),
        1,
        "long content twice"
    );
    let two = feed(&rss(&(item("a", at, "One", "x") + &item("b", at, "One", "x"))));
    assert_eq!(two.repeated, 1);
    // Twenty polls of a feed whose ids change each time: the entries are the same but for the id.
    let polls: Vec<Vec<Entry>> = (0..20)
        .map(|poll| {
            let items: String = (0..5)
                .map(|n| item(&format!("{poll}-{n}"), &format!("{at}{n}"), &format!("Story {n}"), "x"))
                .collect();
            feed(&rss(&items)).entries.into_iter().map(|entry| Entry { guid: None, ..entry }).collect()
        })
        .collect();
    assert!(polls.iter().all(|poll| *poll == polls[0] && poll.len() == 5));
}

#[test]
fn a_date_that_is_none_stays_absent_and_one_far_ahead_is_told() {
    let dated = |date: &str| {
        let text = rss(&format!(
            "<lastBuildDate>Mon, 02 Mar 2026 08:00:00 GMT</lastBuildDate><item><title>A</title><pubDate>{date}</pubDate></item>"
        ));
        feed(&text).entries.remove(0)
    };
    let mut good = 0;
    for day in 1..=28 {
        for (form, zone) in [
            ("Mon, {:02} Mar 2026 08:05:00 ", "GMT"),
            ("{:02} Mar 2026 08:05 ", "+0100"),
            ("2026-03-{:02}T08:05:00", "Z"),
            ("2026-03-{:02}", ""),
            ("Monday, {:02} March 2026 08:05:00 ", "PDT"),
            ("2026-03-{:02} 08:05:00", ""),
        ] {
            let words = form.replace("{:02}", &format!("{day:02}")) + zone;
            let entry = dated(&words);
            assert_eq!(entry.published.map(|s| s.date.day()), Some(day), "{words}");
            good += 1;
        }
    }
    assert!(good >= 160);
    for none in [
        "now",
        "today",
        "31 Feb 2026",
        "Mon, 31 Feb 2026 08:00:00 GMT",
        "0000-00-00",
        "0000-01-01T00:00:00Z",
        "2026-13-01",
        "2026-02-30T10:00:00Z",
        "1",
        "99999999999",
        "-1",
        "Thu, 01 Jan 0001 00:00:00 GMT",
        "2026-03-02T25:00:00Z",
        "03/04/2026",
        "soon",
        "yesterday 10:00",
    ] {
        let entry = dated(none);
        assert_eq!(entry.published, None, "{none}");
        assert_eq!(entry.caveats[0].code, CaveatCode::DateUnreadable, "{none}");
    }
    let ahead = dated("Fri, 02 Jan 2099 08:00:00 GMT");
    assert_eq!(ahead.published.unwrap().date.year(), 2099);
    assert_eq!(ahead.caveats[0].code, CaveatCode::DateDoubtful);
    assert!(ahead.lies_ahead("2026-03-02".parse().unwrap()));
    assert!(dated("Mon, 02 Mar 2026 20:00:00 GMT").caveats.is_empty());
    assert_eq!(dated("").published, None);
}

#[test]
fn a_huge_or_deep_feed_is_read_in_time() {
    let begun = Instant::now();
    let items: String = (0..100_000).map(|n| format!("<item><title>Story {n}</title></item>")).collect();
    let text = rss(&items);
    let (read, caveats) = read_feed(text.as_bytes(), &origin());
    assert_eq!(read.unwrap().entries.len(), 50_000);
    assert!(caveats.iter().any(|c| c.code == CaveatCode::TooLarge));
    for hostile in [
        "<a>".repeat(100_000),
        "<a \"".repeat(100_000),
        "<a b='".repeat(100_000),
        "<!--".repeat(100_000),
        "<![CDATA[".repeat(100_000),
        "<!DOCTYPE a [\"".repeat(50_000),
        "<item>".repeat(100_000),
        "<item><title>".repeat(50_000),
        "<item><author><name>".repeat(50_000),
        "&".repeat(300_000),
        "</item>".repeat(100_000),
        "<sitemap><loc>".repeat(50_000),
    ] {
        let one = Instant::now();
        let _ = read_feed(rss(&hostile).as_bytes(), &origin());
        let _ = read_feed(
            rss(&format!("<item><title>A</title><description>{hostile}</description></item>")).as_bytes(),
            &origin(),
        );
        let _ = read_opml(format!("<opml><body>{hostile}").as_bytes());
        let _ = links_to_feeds(hostile.as_bytes(), &origin());
        assert!(one.elapsed().as_secs_f32() < 4.0, "{:?} for {:.30}", one.elapsed(), hostile);
    }
    let outlines = "<outline text='a'>".repeat(100_000) + "<outline xmlUrl='https://g.example/f'/>";
    assert_eq!(read_opml(format!("<opml><body>{outlines}").as_bytes()).0.len(), 1);
    assert!(begun.elapsed().as_secs_f32() < 60.0);
}

#[test]
fn lists_of_feeds_keep_their_folders() {
    let (list, caveats) = read_opml(
        b"<?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>Mine</title></head><body><outline text=\"Coast\">\
          <outline text=\"Ports\"><outline type=\"rss\" text=\"Gazette\" title=\"The Harbour Gazette\" \
          xmlUrl=\"https://gazette.example/f?a=1&amp;b=2\" htmlUrl=\"https://gazette.example/\"/></outline>\
          <outline text='Post' xmlUrl='http://post.example/rss'></outline></outline>\
          <outline text=\"Bad\" xmlUrl=\"file:///etc/passwd\"/><outline text=\"Again\" xmlUrl=\"http://post.example/rss\"/>\
          <outline text=\"Last\" xmlUrl=\"https://last.example/x\"/></body></opml>",
    );
    assert!(caveats.is_empty());
    let told: Vec<_> =
        list.iter().map(|s| (s.url.as_str(), s.headline.as_deref(), s.folder.as_deref())).collect();
    assert_eq!(
        told,
        [
            ("https://gazette.example/f?a=1&b=2", Some("The Harbour Gazette"), Some("Coast/Ports")),
            ("http://post.example/rss", Some("Post"), Some("Coast")),
            ("https://last.example/x", Some("Last"), None),
        ]
    );
    assert_eq!(list[0].outlet_url.as_deref(), Some("https://gazette.example/"));
    assert_eq!(read_opml(b"<html>").1[0].code, CaveatCode::UnsupportedFormat);
    assert_eq!(
        read_opml(b"<opml><body><outline xmlUrl='https://a.example/'/>").1[0].code,
        CaveatCode::Damaged
    );
}

#[test]
fn a_page_names_its_feeds() {
    let page = b"<!doctype html><head><base href='/en/'><link rel=alternate type='application/rss+xml' href='feed.xml'>\
        <LINK REL='alternate home' TYPE='application/atom+xml; charset=utf-8' HREF=\"//gazette.example/atom\"><link rel=stylesheet href=x.css>\
        <link rel=alternate hreflang=fr href=/fr><link rel=alternate type=application/feed+json href='/f.json?a=1&amp;b=2'>\
        <link rel=alternate type=application/rss+xml href=javascript:alert(1)><link rel=alternate type=application/rss+xml href=feed.xml>";
    assert_eq!(
        links_to_feeds(page, &origin()),
        [
            "https://gazette.example/en/feed.xml",
            "https://gazette.example/atom",
            "https://gazette.example/f.json?a=1&b=2"
        ]
    );
}
