//! `hearsay watch` against sites on loopback. TRUST I10, I12, I13, N1 name the hazards.

use crate::fetch::page;
use crate::site::{Asked, Reply, Site};
use crate::support::{Ran, binary, run};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// An archive in a folder of its own, and how it is watched.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Desk { folder: TempDir::new().expect("a folder can be made") }
    }

    fn watch(&self, allow: &str, args: &[&str]) -> Ran {
        let mut command = binary();
        command.args(["watch", "--archive"]).arg(self.folder.path().join("a.db"));
        command.args(["--allow-host", allow, "--model", "fast", "-v"]).args(args);
        run(command, b"")
    }

    fn once(&self, site: &Site, args: &[&str]) -> Ran {
        let mut all = vec!["--once", "--delay", "0", "--timeout", "3"];
        all.extend(args);
        let ran = self.watch(&site.address.to_string(), &all);
        assert!(ran.code <= 1, "{}", ran.err);
        ran
    }

    fn list(&self) -> String {
        let mut command = binary();
        command.args(["watch", "--list", "--archive"]).arg(self.folder.path().join("a.db"));
        run(command, b"").done()
    }

    fn articles(&self) -> Vec<String> {
        let mut command = binary();
        command
            .args(["search", "--json", "--limit", "100", "--archive"])
            .arg(self.folder.path().join("a.db"));
        command.arg("lorries");
        let ran = run(command, b"");
        assert!(ran.code <= 1, "{}", ran.err);
        let found = ran.out;
        let mut all: Vec<String> = found
            .split("\"headline\":")
            .skip(1)
            .filter_map(|rest| rest.split('"').nth(1).map(str::to_owned))
            .collect();
        all.sort_unstable();
        all
    }
}

/// A feed of these entries: path and headline.
fn feed(site: &str, entries: &[(&str, &str)], extra: &str) -> String {
    let items: String = entries
        .iter()
        .map(|(path, headline)| {
            format!(
                "<item><title>{headline}</title><link>http://{site}{path}</link><guid>{path}</guid>\
                 <description>Two port officials spoke of {headline}, and of the harbour of Hargate, which is large.</description></item>"
            )
        })
        .collect();
    format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>The Harbour Gazette</title>\
         <link>http://{site}/</link>{extra}{items}</channel></rss>"
    )
}

fn host(asked: &Asked) -> String {
    asked.headers["host"].clone()
}

/// A site with a feed of three articles that knows what has not changed.
fn gazette() -> Site {
    Site::anywhere(|asked| match asked.path.as_str() {
        "/robots.txt" => Reply::status(404),
        path if path.starts_with("/feed.xml") => match asked.headers.get("if-none-match") {
            Some(_) => Reply::status(304),
            None => {
                let body =
                    feed(&host(asked), &[("/1", "Ban one"), ("/2", "Ban two"), ("/3", "Ban three")], "");
                Reply::ok("application/rss+xml", body).with("ETag", "\"x\"")
            }
        },
        "/" => Reply::html(
            "<head><link rel=alternate type='application/rss+xml' href='/feed.xml'></head><p>Home",
        ),
        path => Reply::html(page(
            match path {
                "/1" => "Ban one",
                "/2" => "Ban two",
                _ => "Ban three",
            },
            path,
        )),
    })
}

#[test]
fn what_a_feed_announces_is_filed_once() {
    let (site, desk) = (gazette(), Desk::new());
    let first = desk.once(&site, &[&site.url("/feed.xml")]);
    assert!(first.err.contains("articles: 3 new"), "{}", first.err);
    assert_eq!(desk.articles(), ["Ban one", "Ban three", "Ban two"]);
    let before = site.paths().len();
    // Without a name the feeds that the archive knows are asked; the server says that nothing has changed.
    let second = desk.once(&site, &[]);
    assert!(second.err.contains("1 unchanged") && second.err.contains("articles: 0 new"), "{}", second.err);
    assert_eq!(site.paths()[before..], ["/feed.xml"]);
    assert_eq!(site.most_at_once(), 1);
    assert_eq!(site.asked().iter().filter(|asked| asked.path == "/robots.txt").count(), 1, "kept for a day");
}

#[test]
fn a_site_names_its_feed_and_a_list_names_many() {
    let (site, desk) = (gazette(), Desk::new());
    let found = desk.once(&site, &["--feed-only", &site.url("/")]);
    assert!(found.err.contains("names the feed"), "{}", found.err);
    assert!(desk.list().contains("/feed.xml") && !desk.list().contains(&format!("{}\n", site.url("/"))));
    let list = desk.folder.path().join("feeds.opml");
    let outline = format!(
        "<opml version='2.0'><body><outline text='A'><outline xmlUrl='{}'/></outline></body></opml>",
        site.url("/feed.xml")
    );
    std::fs::write(&list, outline).unwrap();
    let other = Desk::new();
    let ran = other.once(&site, &[list.to_str().unwrap()]);
    assert!(ran.err.contains("articles: 3 new"), "{}", ran.err);
    let forgotten = other.watch("127.0.0.1", &["--forget", &site.url("/feed.xml")]);
    assert_eq!(forgotten.code, 0, "{}", forgotten.err);
}

#[test]
fn with_feed_only_no_page_is_fetched() {
    let (site, desk) = (gazette(), Desk::new());
    let ran = desk.once(&site, &["--feed-only", &site.url("/feed.xml")]);
    assert!(ran.err.contains("articles: 3 new"), "{}", ran.err);
    assert_eq!(site.paths(), ["/feed.xml"]);
    assert!(site.asked().iter().all(|asked| asked.method == "GET"));
}

#[test]
fn what_is_left_for_the_next_visit_comes_then() {
    let (site, desk) = (gazette(), Desk::new());
    let feed = site.url("/feed.xml");
    for (round, told) in
        [(1, "2 left for the next visit"), (2, "1 left for the next visit"), (3, "articles: 1 new")]
    {
        let ran = desk.once(&site, &["--limit", "1", &feed]);
        assert!(ran.err.contains(told) && ran.err.contains("articles: 1 new"), "round {round}: {}", ran.err);
    }
    assert!(desk.once(&site, &[&feed]).err.contains("1 unchanged"));
}

#[test]
fn a_page_that_fails_for_now_is_fetched_the_next_time_although_the_feed_has_not_changed() {
    let broken = Arc::new(AtomicUsize::new(1));
    let switch = Arc::clone(&broken);
    let site = Site::anywhere(move |asked| match asked.path.as_str() {
        "/robots.txt" => Reply::status(404),
        "/feed.xml" if asked.headers.contains_key("if-none-match") => Reply::status(304),
        "/feed.xml" => Reply::ok("application/rss+xml", feed(&host(asked), &[("/1", "Ban one")], ""))
            .with("ETag", "\"x\""),
        _ if switch.load(Ordering::Relaxed) == 1 => Reply::status(503),
        _ => Reply::html(page("Ban one", "")),
    });
    let desk = Desk::new();
    assert!(desk.once(&site, &[&site.url("/feed.xml")]).err.contains("1 lost"));
    broken.store(0, Ordering::Relaxed);
    assert!(desk.once(&site, &[]).err.contains("articles: 1 new"));
    assert!(desk.once(&site, &[]).err.contains("1 unchanged"));
}

#[test]
fn ids_and_dates_that_change_make_no_new_articles_and_one_link_is_fetched_once() {
    let round = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&round);
    let site = Site::anywhere(move |asked| match asked.path.as_str() {
        "/robots.txt" => Reply::status(404),
        "/feed.xml" => {
            let n = count.fetch_add(1, Ordering::Relaxed);
            let site = host(asked);
            let item = |path: &str, headline: &str, guid: String| {
                format!(
                    "<item><title>{headline}</title><link>http://{site}{path}</link>{guid}<pubDate>Mon, 02 Mar 2099 12:00:{:02} GMT</pubDate></item>",
                    n % 60
                )
            };
            let items = [
                item("/1?utm_source=rss", "Ban one", format!("<guid>{n}</guid>")),
                item("/2", "Ban two", "<guid>same</guid>".to_owned()),
                item("/3", "Ban three", "<guid>same</guid>".to_owned()),
                item("/live", "Ban live", String::new()),
                item("/live", "Ban still live", String::new()),
            ];
            Reply::ok(
                "application/rss+xml",
                format!("<rss version='2.0'><channel><title>G</title>{}</channel></rss>", items.concat()),
            )
        }
        path => Reply::html(page(
            &format!("Ban {}", path.split('?').next().unwrap()),
            path.split('?').next().unwrap(),
        )),
    });
    let desk = Desk::new();
    for round in 0..6 {
        let ran = desk.once(&site, &[&site.url("/feed.xml")]);
        let new = if round == 0 { "articles: 4 new" } else { "articles: 0 new" };
        assert!(ran.err.contains(new), "round {round}: {}", ran.err);
    }
    assert_eq!(desk.articles().len(), 4);
    let pages = |start: &str| site.paths().iter().filter(|path| path.starts_with(start)).count();
    assert_eq!((pages("/1"), pages("/2"), pages("/3")), (1, 1, 1));
}

#[test]
fn a_moved_feed_is_asked_where_it_is_and_a_gone_one_no_more() {
    let site = Site::anywhere(|asked| match asked.path.as_str() {
        "/robots.txt" => Reply::status(404),
        "/old.xml" => Reply::to(301, "/new.xml"),
        "/new.xml" => Reply::ok("application/rss+xml", feed(&host(asked), &[], "")),
        "/gone.xml" => Reply::status(410),
        _ => Reply::status(503).with("Retry-After", "86400"),
    });
    let desk = Desk::new();
    let ran = desk.once(&site, &[&site.url("/old.xml"), &site.url("/gone.xml"), &site.url("/busy.xml")]);
    assert!(ran.err.contains("has moved to") && ran.err.contains("gone for good"), "{}", ran.err);
    let list = desk.list();
    assert!(list.contains("moved to") && list.contains("gone for good") && list.contains("503"), "{list}");
    let before = site.paths().len();
    let again = desk.once(&site, &[]);
    assert_eq!(site.paths()[before..], ["/new.xml"], "{}", again.err);
    assert!(again.err.contains("1 not due yet after a failure"), "{}", again.err);
}

#[test]
fn a_page_that_asks_not_to_be_kept_is_not_and_one_that_is_forbidden_is_not_fetched() {
    let site = Site::anywhere(|asked| match asked.path.as_str() {
        "/robots.txt" => Reply::ok("text/plain", "User-agent: hearsay\nDisallow: /no"),
        "/feed.xml" => {
            let entries =
                [("/no/1", "Ban one"), ("/head", "Ban two"), ("/meta", "Ban three"), ("/yes", "Ban four")];
            Reply::ok("application/rss+xml", feed(&host(asked), &entries, ""))
        }
        "/head" => Reply::html(page("Ban two", "")).with("X-Robots-Tag", "noindex"),
        "/meta" => Reply::html(
            page("Ban three", "").replace("</head>", "<meta name=robots content='noarchive'></head>"),
        ),
        _ => Reply::html(page("Ban four", "")),
    });
    let desk = Desk::new();
    let ran = desk.once(&site, &[&site.url("/feed.xml")]);
    assert!(
        ran.err.contains("articles: 1 new") && ran.err.contains("2 that ask not to be kept"),
        "{}",
        ran.err
    );
    assert_eq!(desk.articles(), ["Ban four"]);
    assert!(!site.paths().contains(&"/no/1".to_owned()));
}

#[test]
fn feeds_that_are_none_are_failures_of_their_own() {
    let site = Site::anywhere(|asked| match asked.path.as_str() {
        "/robots.txt" => Reply::status(404),
        "/page" => Reply::html("<p>no feed, and none named"),
        "/huge" => Reply::endless("<rss><channel><item><title>x</title></item>".repeat(100)),
        "/silent" => Reply::silence(),
        "/drip" => Reply::drip(Duration::from_millis(200)),
        "/good.xml" => Reply::ok("application/rss+xml", feed(&host(asked), &[("/1", "Ban one")], "")),
        "/1" => Reply::html(page("Ban one", "")),
        _ => Reply::status(500),
    });
    let desk = Desk::new();
    let urls: Vec<String> = ["/page", "/huge", "/silent", "/drip", "/broken", "/good.xml"]
        .iter()
        .map(|path| site.url(path))
        .collect();
    let ran = desk.once(&site, &urls.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(ran.err.contains("feeds: 1 answered, 0 unchanged, 5 failed"), "{}", ran.err);
    assert!(ran.err.contains("articles: 1 new") && ran.err.contains("15 MiB"), "{}", ran.err);
    let none = desk.watch("127.0.0.1", &["--once", "http://10.0.0.1/feed.xml"]);
    assert!(none.code == 2 && none.err.lines().count() == 3, "{}", none.err);
}

/// The time until the last good feed was asked, with this many of a hundred feeds hanging, broken and failing.
fn round(bad: usize) -> (Duration, usize, String) {
    let good = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&good);
    // One site that answers at each address of 127.0.1.0/24: as many hosts.
    let site = Site::open("0.0.0.0:0", move |asked| {
        let host = host(asked);
        let number: usize =
            host.split([':', '.']).nth(3).and_then(|last| last.parse().ok()).unwrap_or_default();
        match (asked.path.as_str(), number) {
            ("/robots.txt", _) => Reply::status(404),
            (_, n) if n <= bad => Reply::silence(),
            (_, n) if n <= 2 * bad => Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n<rss"),
            (_, n) if n <= 3 * bad => Reply::status(500),
            _ => {
                seen.lock().expect("no thread has failed").push(Instant::now());
                Reply::ok("application/rss+xml", feed(&host, &[("/1", "Ban one")], ""))
            }
        }
    });
    let port = site.address.port();
    let urls: Vec<String> = (1..=100).map(|n| format!("http://127.0.1.{n}:{port}/feed.xml")).collect();
    let mut args = vec!["--once", "--feed-only", "--delay", "0", "--timeout", "5"];
    args.extend(urls.iter().map(String::as_str));
    let desk = Desk::new();
    let clock = Instant::now();
    let ran = desk.watch(&format!("127.0.0.0/8:{port}"), &args);
    let times = good.lock().expect("no thread has failed");
    let last = times.iter().max().map_or(clock.elapsed(), |last| *last - clock);
    (last, times.len(), ran.err)
}

#[test]
fn feeds_that_hang_hold_up_no_other() {
    let (clean, all, told) = round(0);
    assert_eq!(all, 100, "{told}");
    let (held_up, rest, told) = round(10);
    assert_eq!(rest, 70, "{told}");
    assert!(told.contains("feeds: 70 answered, 0 unchanged, 30 failed"), "{told}");
    // A second of grace: both rounds are short, and the machine may be busy.
    assert!(held_up <= 2 * clean + Duration::from_secs(1), "{held_up:?} with ten hanging, {clean:?} without");
}

#[test]
fn a_host_is_asked_one_thing_at_a_time_and_rests_between() {
    let (site, desk) = (gazette(), Desk::new());
    let feeds = [site.url("/feed.xml"), site.url("/feed.xml?b")];
    let delay = Duration::from_millis(300);
    let ran = desk.watch(&site.address.to_string(), &["--once", "--delay", "0.3", &feeds[0], &feeds[1]]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mut times: Vec<Instant> = site.asked().iter().map(|asked| asked.at).collect();
    times.sort_unstable();
    assert!(times.len() >= 6 && site.most_at_once() == 1);
    // Robots.txt too is a request.
    assert!(times.windows(2).all(|two| two[1] - two[0] >= delay.mul_f64(0.95)), "{times:?}");
}

#[cfg(unix)]
#[test]
fn it_watches_until_it_is_told_to_stop_and_loses_nothing() {
    let (site, desk) = (gazette(), Desk::new());
    let mut command = binary();
    command.args(["watch", "--archive"]).arg(desk.folder.path().join("a.db"));
    command.args([
        "--allow-host",
        &site.address.to_string(),
        "--model",
        "fast",
        "--delay",
        "0",
        &site.url("/feed.xml"),
    ]);
    let mut child = command.stderr(std::process::Stdio::piped()).spawn().unwrap();
    let clock = Instant::now();
    while site.paths().len() < 4 && clock.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let pid = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    let ended = child.wait().unwrap();
    let mut told = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut told).unwrap();
    assert!(ended.code() == Some(0) && told.contains("stopped"), "{told}");
    desk.once(&site, &[]);
    assert_eq!(desk.articles().len(), 3);
}
