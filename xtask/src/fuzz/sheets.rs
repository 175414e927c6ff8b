//! Good inputs that hold several articles, for bad ones to be made of.
//!
//! In: a target, a page · Out: seeds, or none where the target has files of its own · From: our own
//! Fails: never · Cost: nothing

use super::target::Target;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// The seeds of a target that reads containers.
pub(crate) fn of(target: Target, page: &str) -> Option<Vec<Vec<u8>>> {
    let text = |all: &[&str]| Some(all.iter().map(|one| one.as_bytes().to_vec()).collect());
    match target {
        Target::Feed => text(&[RSS, ATOM, JSON, RDF]),
        Target::Sitemap => text(&[SITEMAP, INDEX, OPML]),
        Target::Mhtml => Some(vec![mhtml(page).into_bytes(), mhtml(page).replace("\r\n", "\n").into_bytes()]),
        Target::Warc => {
            let records = [record("response", page), record("request", "GET /"), record("resource", page)];
            let packed = records.iter().flat_map(|record| gzip(record.as_bytes())).collect();
            let whole = records.concat().into_bytes();
            Some(vec![gzip(&whole), whole, packed])
        }
        Target::Robots => text(&[ROBOTS]),
        Target::Page | Target::Text | Target::Notes | Target::Copy => None,
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    // Writing to memory does not fail.
    packer.write_all(bytes).and_then(|()| packer.finish()).unwrap_or_default()
}

fn record(kind: &str, page: &str) -> String {
    let block =
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{page}");
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://gazette.example/1\r\nContent-Type: \
         application/http\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

fn mhtml(page: &str) -> String {
    format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x--y\"; start=\"<a@b>\"\r\n\r\n--x--y\r\n\
         Content-Type: text/html\r\nContent-ID: <a@b>\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n\
         --x--y\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nVGhlIHBvcnQ=\r\n--x--y--\r\n",
        page.replace('=', "=3D")
    )
}

const RSS: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?><!DOCTYPE rss [<!ENTITY a \"b\">]><rss version=\"2.0\" \
    xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>The Harbour Gazette</title>\
    <link>https://gazette.example/</link><item><title>Port &amp; crane &#8217; &nbsp;</title><link>/1</link><guid>1</guid>\
    <pubDate>Mon, 02 Mar 2026 08:00:00 PDT</pubDate><category>Port</category><description>&lt;p&gt;Shut.</description>\
    <content:encoded><![CDATA[<p>The port is shut, the council said.</p>]]></content:encoded></item></channel></rss>";

const ATOM: &str = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"https://gazette.example/\"><title>The Harbour \
    Gazette</title><link rel='self' href='f'/><entry><title type=\"html\">Port &amp;amp; crane</title><link href=\"1\"/>\
    <id>tag:1</id><published>2026-03-02T08:00:00Z</published><author><name>Ann Perry</name></author><content \
    type=\"xhtml\"><div><p>The port is shut.</p></div></content></entry></feed>";

const RDF: &str = "<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>\
    <title>G</title></channel><item rdf:about=\"https://gazette.example/1\"><title>Port</title><dc:date>2026-03-02</dc:date>\
    </item></rdf:RDF>";

const JSON: &str = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"G\",\"items\":[{\"id\":1,\"url\":\"/1\",\
    \"title\":\"Port\",\"date_published\":\"2026-03-02T08:00:00Z\",\"authors\":[{\"name\":\"Ann Perry\"}],\"content_text\":\
    \"The port is shut.\\n\\nSo it is.\"},{\"id\":\"2\",\"content_html\":\"<p>Shut.\"}]}";

const SITEMAP: &str = "<urlset xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\"><url><loc>https://gazette.example/1\
    </loc><lastmod>2026-03-02</lastmod><news:news><news:publication><news:name>G</news:name></news:publication>\
    <news:title>Port</news:title></news:news></url></urlset>";

const INDEX: &str =
    "<sitemapindex><sitemap><loc>https://gazette.example/s.xml</loc></sitemap></sitemapindex>";

const OPML: &str = "<opml version=\"2.0\"><body><outline text=\"Coast\"><outline text=\"G\" xmlUrl=\"https://gazette.example/f\" \
    htmlUrl=\"/\"/></outline></body></opml>";

const ROBOTS: &str = "# The Harbour Gazette\nUser-agent: *\nDisallow: /*.pdf$\nAllow: /news/*/open\nCrawl-delay: 2.5\n\n\
    User-agent: hearsay\nUser-agent: other/2\nDisallow: /caf%c3%a9\nDisallow: /*?print=*&x\nAllow: /$\n\
    Sitemap: https://gazette.example.org/map.xml\n";
