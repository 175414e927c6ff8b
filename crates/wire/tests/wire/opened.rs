//! One door: what an input of any kind is opened as, whatever it is called.

use crate::warcs::gzip;
use model::{CaveatCode, Origin, Reading};
use wire::{Enclosed, Skipped, open, read};

fn opened(bytes: &[u8], label: &str) -> (Vec<Enclosed>, Skipped) {
    let mut opened = open(bytes, Origin { label: Some(label.into()), ..Origin::default() });
    let found = opened.by_ref().collect();
    (found, opened.skipped().clone())
}

fn only(bytes: &[u8], label: &str) -> Reading {
    let (found, _) = opened(bytes, label);
    assert_eq!(found.len(), 1, "{label}");
    let reading = found[0].read();
    super::sound(&reading);
    reading
}

const PAGE: &str = "<!DOCTYPE html><html><head><title>Port shut</title></head><body><article><h1>Port of Hargate shut</h1>\
    <p>The council of Hargate said on Monday that the port stays shut until the crane is mended.</p>\
    <p>No ship has left it since the storm, Mara Lindqvist said, and none will before Friday.</p></article></body></html>";

#[test]
fn a_page_is_one_item_packed_or_not_whatever_it_is_called() {
    for label in ["a.html", "a.html.gz", "a.gz", "a.txt", "a.warc.gz.html", "-", "a.xml"] {
        for bytes in [PAGE.as_bytes().to_vec(), gzip(PAGE.as_bytes())] {
            let article = only(&bytes, label).article.unwrap();
            assert_eq!(article.headline.as_deref(), Some("Port of Hargate shut"), "{label}");
        }
    }
    let origin = Origin::default();
    assert_eq!(read(&gzip(PAGE.as_bytes()), &origin).article, read(PAGE.as_bytes(), &origin).article);
    let mut cut = gzip(PAGE.repeat(200).as_bytes());
    cut.truncate(cut.len() - 20);
    let reading = only(&cut, "a.html.gz");
    assert!(reading.caveats.iter().any(|c| c.code == CaveatCode::Damaged));
}

fn entry(n: usize, content: &str) -> String {
    format!(
        "<item><title>Story {n} of the port</title><link>https://gazette.example/{n}</link><pubDate>Mon, 02 Mar 2026 08:00:00 \
         GMT</pubDate><author>desk@gazette.example (Mara Lindqvist)</author><description>The port is shut, in short {n}.</description>{content}</item>"
    )
}

#[test]
fn a_feed_gives_an_item_an_entry_and_says_where_the_article_is_missing() {
    let story = "<p>The council of Hargate said on Monday that the port stays shut until the crane is mended, and that no \
        ship will leave before the storm has passed.</p><p>Mara Lindqvist, who runs the harbour, said that two crews were \
        at work by night. She asked owners to keep their boats inside the wall, and to come for them by Friday.</p>";
    let feed = format!(
        "<rss><channel><title>The Harbour Gazette</title>{}{}{}</channel></rss>",
        entry(1, &format!("<content:encoded><![CDATA[{story}]]></content:encoded>")),
        entry(2, ""),
        entry(2, ""),
    );
    for (bytes, label) in [
        (feed.clone().into_bytes(), "feed.xml"),
        (gzip(feed.as_bytes()), "feed.html"),
        (feed.into_bytes(), "a.txt"),
    ] {
        let (found, skipped) = opened(&bytes, label);
        assert_eq!((found.len(), skipped.repeated), (2, 1), "{label}");
        assert_eq!(found[0].origin.label.as_deref(), Some(format!("{label}#1").as_str()));
        let full = found[0].read();
        super::sound(&full);
        let article = full.article.unwrap();
        assert_eq!(article.headline.as_deref(), Some("Story 1 of the port"));
        assert_eq!(article.outlet.as_deref(), Some("The Harbour Gazette"));
        assert_eq!(article.url.as_deref(), Some("https://gazette.example/1"));
        assert_eq!(article.published.unwrap().to_string(), "2026-03-02T08:00:00Z");
        assert_eq!(article.bylines, ["Mara Lindqvist"]);
        assert_eq!(article.paragraphs.len(), 2, "{}", article.text);
        assert!(!full.caveats.iter().any(|c| c.code == CaveatCode::SummaryOnly));
        let short = found[1].read();
        assert!(short.caveats.iter().any(|c| c.code == CaveatCode::SummaryOnly));
        assert!(short.article.unwrap().text.contains("in short 2"), "{label}");
    }
}

#[test]
fn addresses_alone_and_lists_of_feeds_say_what_they_are() {
    let map = "<urlset><url><loc>https://gazette.example/1</loc></url><url><loc>https://gazette.example/2</loc></url></urlset>";
    let (found, skipped) = opened(map.as_bytes(), "sitemap.xml");
    assert_eq!((found.len(), skipped.other_kinds), (1, 2));
    assert!(found[0].read().caveats[0].message.contains("addresses alone"));
    let list = only(
        b"<opml version='2.0'><body><outline xmlUrl='https://gazette.example/f'/></body></opml>",
        "feeds.opml",
    );
    assert!(list.article.is_none() && list.caveats[0].message.contains("watch"));
    assert!(only(b"", "a.warc").caveats.iter().any(|c| c.code == CaveatCode::Empty));
    assert!(only(b"\x1f\x8b\x08\0", "a.gz").caveats.iter().any(|c| c.code == CaveatCode::NotText));
}

#[test]
fn a_page_saved_with_its_parts_gives_the_page() {
    let quoted =
        PAGE.replace('=', "=3D").replace("crane", "cr=\r\nane").replace("Lindqvist", "Lindqvist =C3=A9");
    let saved = |start: &str, coding: &str, page: &str| {
        format!(
            "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://gazette.example/port\r\nSubject: Port\r\nDate: Mon, 9 Mar \
             2026 08:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";{start}\r\n\t\
             boundary=\"----Multi--x\"\r\n\r\n\r\n------Multi--x\r\nContent-Type: text/css\r\nContent-Location: cid:css@x\r\n\r\np {{ }}\r\n\
             ------Multi--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-ID: <page@x>\r\nContent-Transfer-Encoding: {coding}\r\n\
             Content-Location: https://gazette.example/port\r\n\r\n{page}\r\n------Multi--x\r\nContent-Type: image/png\r\n\
             Content-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n------Multi--x--\r\n"
        )
    };
    let base64 = {
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = String::new();
        for three in PAGE.as_bytes().chunks(3) {
            let bits =
                three.iter().fold(0u32, |bits, b| bits << 8 | u32::from(*b)) << (8 * (3 - three.len()));
            (0..4).for_each(|n| match n <= three.len() {
                true => out.push(char::from(letters[(bits >> (18 - 6 * n) & 63) as usize])),
                false => out.push('='),
            });
        }
        out
    };
    for (file, name) in [
        (saved("", "quoted-printable", &quoted), "quoted"),
        (saved("\r\n\tstart=\"<page@x>\";", "base64", &base64), "base64"),
        (saved("", "8bit", PAGE), "as it is"),
        (saved("", "8bit", PAGE).replace("\r\n", "\n"), "line feeds"),
    ] {
        for label in ["a.mhtml", "a.html", "a.txt", "x"] {
            let article = only(file.as_bytes(), label).article.unwrap();
            assert_eq!(article.headline.as_deref(), Some("Port of Hargate shut"), "{name} {label}");
            assert_eq!(article.url.as_deref(), Some("https://gazette.example/port"), "{name}");
            assert_eq!(article.published, None, "the date of saving is no date of publication");
            assert!(article.text.contains("until the crane is mended"), "{name}: {}", article.text);
        }
    }
    let whole = saved("", "8bit", PAGE);
    let cut = whole.get(..whole.find("No ship").unwrap() + 60).unwrap();
    let reading = only(cut.as_bytes(), "a.mhtml");
    assert!(reading.article.is_some() && reading.caveats.iter().any(|c| c.code == CaveatCode::Damaged));
}

#[test]
fn markdown_gives_its_front_matter_and_its_words() {
    let text = "---\ntitle: \"Port of Hargate shut\"\nauthors:\n  - Mara Lindqvist\n  - Ole Berg\ndate: 2026-03-02T08:00:00Z\nurl: \
        https://gazette.example/port\noutlet: The Harbour Gazette\nlastmod: 2026-03-03\ndraft: false\n---\n\nThe council of [Hargate](https://hargate.example/x) \
        said on Monday that the port stays **shut** until the crane is mended.\n\n## What is shut\n\n- the *north* berth, which is the longest\n- the crane of the south berth\n\n> No ship has left it since \
        the storm, Mara Lindqvist said.\n\n![A crane](crane.jpg)\n\nNone will before Friday, she said.\n";
    let reading = only(text.as_bytes(), "port.md");
    let article = reading.article.unwrap();
    assert_eq!(article.headline.as_deref(), Some("Port of Hargate shut"));
    assert_eq!(article.bylines, ["Mara Lindqvist", "Ole Berg"]);
    assert_eq!(article.published.unwrap().to_string(), "2026-03-02T08:00:00Z");
    assert_eq!(article.modified.unwrap().to_string(), "2026-03-03");
    assert_eq!(article.outlet.as_deref(), Some("The Harbour Gazette"));
    assert_eq!(article.url.as_deref(), Some("https://gazette.example/port"));
    assert_eq!(article.from["headline"], ["front matter"]);
    assert!(
        article.text.contains("The council of Hargate said on Monday that the port stays shut"),
        "{}",
        article.text
    );
    for gone in ["](", "**", "draft", "crane.jpg", "---", "> "] {
        assert!(!article.text.contains(gone), "{gone}: {}", article.text);
    }
    let kinds: Vec<_> = article.paragraphs.iter().map(|p| p.kind.as_str()).collect();
    assert_eq!(
        kinds,
        ["paragraph", "subhead", "list_item", "list_item", "quote", "paragraph"],
        "{}",
        article.text
    );
    // Without front matter; and a rule that opens none.
    let plain = only(b"# Port shut\n\nThe port of Hargate is shut until the crane is mended, the council said on Monday.\n", "x");
    assert_eq!(plain.article.unwrap().headline.as_deref(), Some("Port shut"));
    let rule = only(b"---\nThe port of Hargate is shut until the crane is mended, said the council: it is broken.\n\n---\nEnd of it all.\n", "x.md");
    assert!(rule.article.unwrap().text.contains("is shut until the crane"));
}

#[test]
fn cut_anywhere_nothing_panics() {
    let feed = format!(
        "<rss><channel><title>G</title>{}</channel></rss>",
        entry(1, "<content:encoded>é&amp;</content:encoded>")
    );
    let mail = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>é</p>\n--x--\n";
    let warc =
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 27\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>Shut\r\n\r\n";
    for whole in [
        feed.into_bytes(),
        mail.into(),
        warc.into(),
        gzip(warc.as_bytes()),
        b"---\ntitle: a\n---\nThe port.".to_vec(),
    ] {
        for end in 0..whole.len() {
            for label in ["x", "x.warc", "x.warc.gz", "x.mht", "x.md"] {
                let (found, skipped) = opened(&whole[..end], label);
                found.iter().for_each(|one| super::sound(&one.read()));
                assert!(!found.is_empty() || skipped.damaged + skipped.other_kinds > 0, "{label} {end}");
            }
        }
    }
}
