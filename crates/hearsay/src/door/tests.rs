//! The door against sites on loopback. TRUST S1 to S10, I4, I12, N1 name the hazards.

#[path = "../../tests/site.rs"]
mod site;

use super::gate::Lookup;
use super::{Allowed, Door, Fetched, Kind, Manner, Refusal, Relay, Step, Validators, Visit, Want, target};
use flate2::Compression;
use site::{Reply, Site};
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

fn manner(hosts: &[String]) -> Manner {
    Manner {
        allowed: Allowed(hosts.iter().map(|host| host.parse().unwrap()).collect()),
        proxy: None,
        contact: Some("mailto:desk@gazette.example.org".to_owned()),
        delay: Duration::ZERO,
        visit: Duration::from_secs(3),
    }
}

/// A door that reaches these sites and nothing else of this machine.
fn door(sites: &[&Site]) -> Door {
    Door::open(manner(&sites.iter().map(|site| site.address.to_string()).collect::<Vec<_>>()))
}

fn page(site: &Site, path: &str) -> Result<Fetched, Refusal> {
    door(&[site]).fetch(&site.url(path), Want::Page)
}

fn kind(got: Result<Fetched, Refusal>) -> Kind {
    got.expect_err("nothing is fetched").kind
}

/// A site of one answer, without a robots.txt.
fn always(reply: Reply) -> Site {
    Site::anywhere(move |asked| match asked.path.as_str() {
        "/robots.txt" => Reply::status(404),
        _ => reply.clone(),
    })
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// This machine, its network and what else is not public, in thirty spellings. No name among them.
const INNER: &[&str] = &[
    "http://127.0.0.1:PORT/",
    "http://127.1:PORT/",
    "http://2130706433:PORT/",
    "http://0x7f000001:PORT/",
    "http://0177.0.0.1:PORT/",
    "http://0.0.0.0:PORT/",
    "http://[::1]:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://[::]:PORT/",
    "http://[64:ff9b::7f00:1]:PORT/",
    "http://127.0.0.1.:PORT/",
    "http://localhost:PORT/",
    "http://localhost.:PORT/",
    "http://x@127.0.0.1:PORT/",
    "http://8.8.8.8@127.0.0.1:PORT/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/",
    "http://metadata.google.internal/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://100.64.0.1/",
    "http://[fc00::1]/",
    "http://[fe80::1%25lo]/",
    "http://224.0.0.1/",
    "http://198.18.0.1/",
    "http://192.0.0.1/",
    "file:///etc/passwd",
    "ftp://127.0.0.1:PORT/",
    "gopher://127.0.0.1:PORT/",
    "data:text/html,x",
    "javascript:alert(1)",
];

fn inner(canary: &Site) -> Vec<String> {
    INNER.iter().map(|asked| asked.replace("PORT", &canary.address.port().to_string())).collect()
}

#[test]
fn nothing_of_this_machine_is_reached_in_any_spelling() {
    let canary = always(Reply::html("secret"));
    let door = Door::open(manner(&[]));
    for asked in inner(&canary) {
        let refusal = door.fetch(&asked, Want::Page).expect_err(&asked);
        assert!(!refusal.why.is_empty() && !refusal.remedy().is_empty());
    }
    assert_eq!(canary.connections(), 0);
}

#[test]
fn nothing_of_this_machine_is_reached_by_a_redirect_in_any_spelling() {
    let canary = always(Reply::html("secret"));
    for asked in inner(&canary) {
        for hops in [0, 4] {
            let to = asked.clone();
            let site =
                Site::anywhere(move |asked| match asked.path.strip_prefix("/hop/").map(str::parse::<u32>) {
                    Some(Ok(n)) if n < hops => Reply::to(302, &format!("/hop/{}", n + 1)),
                    Some(Ok(_)) => Reply::to(302, &to),
                    _ => Reply::status(404),
                });
            let refusal = page(&site, "/hop/0").expect_err(&asked);
            assert!(refusal.why.contains("it sends on to"), "{refusal:?}");
        }
    }
    assert_eq!(canary.connections(), 0);
}

#[test]
fn a_page_that_asks_a_browser_to_go_elsewhere_is_left_where_it_is() {
    let canary = always(Reply::html("secret"));
    let body = format!("<meta http-equiv=refresh content='0;url={0}'><img src='{0}'>", canary.url("/"));
    let site = always(Reply::html(body.clone()).with("Refresh", &format!("0;url={}", canary.url("/"))));
    assert_eq!(page(&site, "/").unwrap().body, body.as_bytes());
    assert_eq!(canary.connections(), 0);
}

#[test]
fn rules_that_lie_on_this_machine_are_not_fetched_either() {
    let canary = always(Reply::html("secret"));
    let to = canary.url("/robots.txt");
    let site = Site::anywhere(move |_| Reply::to(301, &to));
    assert_eq!(kind(page(&site, "/")), Kind::Barred);
    assert_eq!((canary.connections(), site.paths().len()), (0, 0));
}

/// Answers otherwise each time: outside, inside, both in either order.
#[derive(Debug)]
struct Rebinding(AtomicUsize);

impl Lookup for Rebinding {
    fn addresses(&self, _: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        let outside = SocketAddr::from(([127, 0, 0, 2], port));
        let inside = SocketAddr::from(([127, 0, 0, 1], port));
        let inside6 = SocketAddr::from(([0, 0, 0, 0, 0, 0xffff, 0x7f00, 1], port));
        Ok(match self.0.fetch_add(1, Ordering::Relaxed) % 5 {
            0 => vec![outside],
            1 => vec![inside],
            2 => vec![inside, outside],
            3 => vec![outside, inside6, inside],
            _ => vec![inside6, inside],
        })
    }
}

#[test]
fn a_name_that_answers_otherwise_each_time_leads_only_to_checked_addresses() {
    let outside = Site::open("127.0.0.2:0", |_| Reply::html("outside"));
    let port = outside.address.port();
    let canary = Site::open(&format!("127.0.0.1:{port}"), |_| Reply::html("secret"));
    // 127.0.0.2 stands for the public network here.
    let manner = manner(&[format!("127.0.0.2/32:{port}")]);
    let (door, gate) = Door::with(manner, Arc::new(Rebinding(AtomicUsize::new(0))));
    let url = target(&format!("http://feeds.example.org:{port}/"), None, &door.allowed).unwrap();
    let mut barred = 0;
    for _ in 0..1000 {
        let mut visit = Visit::new(url.clone(), Want::Page, Validators::default());
        loop {
            match visit.step(&door) {
                Ok(Step::Again) => {}
                Ok(Step::Done(fetched)) => break assert_eq!(fetched.body, b"outside"),
                Err(refusal) => {
                    barred += 1;
                    break assert_eq!(refusal.kind, Kind::Barred);
                }
            }
        }
    }
    let dialled = gate.dialled.lock().unwrap();
    assert!(
        dialled.len() > 500 && dialled.iter().all(|address| *address == outside.address),
        "{}",
        dialled.len()
    );
    assert!(barred >= 300 && canary.connections() == 0);
}

#[test]
fn round_in_a_circle_too_many_hops_and_hops_to_nowhere_end() {
    let clock = Instant::now();
    let site = Site::anywhere(|asked| match asked.path.as_str() {
        "/robots.txt" => Reply::status(404),
        "/a" => Reply::to(302, "/b"),
        "/b" => Reply::to(302, "/a"),
        "/self" => Reply::to(301, "/self#here"),
        "/nowhere" => Reply::status(302),
        "/five" => Reply::to(302, "/4"),
        "/1" => Reply::html("there"),
        path => match path.trim_start_matches('/').parse::<u32>() {
            Ok(n) => Reply::to(302, &format!("/{}", if n < 10 { n - 1 } else { n + 1 })),
            Err(_) => Reply::to(302, "/1000"),
        },
    });
    for path in ["/a", "/self", "/nowhere", "/long"] {
        assert_eq!(kind(page(&site, path)), Kind::Hops, "{path}");
    }
    let before = site.paths().len();
    assert_eq!(kind(page(&site, "/long")), Kind::Hops);
    assert_eq!(site.paths().len() - before, 6, "five hops are followed and no more");
    assert_eq!(page(&site, "/five").unwrap().body, b"there");
    assert!(clock.elapsed() < Duration::from_secs(2));
}

#[test]
fn no_cookie_password_or_referrer_is_sent_here_or_after_a_redirect() {
    let other = always(Reply::html("there"));
    let to = other.url("/there");
    let site = Site::anywhere(move |asked| match asked.path.as_str() {
        "/robots.txt" => Reply::status(404),
        _ => Reply::to(302, &to).with("Set-Cookie", "id=1; Path=/").with("WWW-Authenticate", "Basic realm=x"),
    });
    let door = door(&[&site, &other]);
    for _ in 0..2 {
        assert_eq!(door.fetch(&site.url("/"), Want::Page).unwrap().body, b"there");
    }
    for asked in site.asked().into_iter().chain(other.asked()) {
        let sent: Vec<&str> = asked.headers.keys().map(String::as_str).collect();
        assert_eq!(sent, ["accept", "accept-encoding", "host", "user-agent"], "{asked:?}");
        let agent = &asked.headers["user-agent"];
        assert!(
            agent.starts_with("hearsay/") && agent.contains("+mailto:desk@gazette.example.org"),
            "{agent}"
        );
        assert_eq!(asked.method, "GET");
    }
    let secret = site.url("/").replace("http://", "http://mara:secret@");
    let refusal = door.fetch(&secret, Want::Page).unwrap_err();
    assert_eq!(refusal.kind, Kind::Credentials);
    assert!(!refusal.line().contains("secret"), "{}", refusal.line());
}

#[test]
fn moved_for_good_only_if_every_hop_says_so() {
    let site = Site::anywhere(|asked| match asked.path.as_str() {
        "/robots.txt" => Reply::status(404),
        "/old" => Reply::to(301, "/older"),
        "/older" => Reply::to(308, "/new"),
        "/for-now" => Reply::to(301, "/then"),
        "/then" => Reply::to(302, "/new"),
        _ => Reply::html("x"),
    });
    let moved = |path| page(&site, path).unwrap().moved_to.map(|url| url.path().to_owned());
    assert_eq!((moved("/old"), moved("/for-now"), moved("/new")), (Some("/new".to_owned()), None, None));
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let site = Site::anywhere(|asked| match asked.headers.get("if-none-match").map(String::as_str) {
        _ if asked.path == "/robots.txt" => Reply::status(404),
        Some("\"v1\"") if asked.headers["if-modified-since"].starts_with("Mon") => Reply::status(304),
        _ => Reply::html("x").with("ETag", "\"v1\"").with("Last-Modified", "Mon, 02 Mar 2026 12:00:00 GMT"),
    });
    let door = door(&[&site]);
    let first = door.fetch(&site.url("/feed"), Want::Feed).unwrap();
    assert!(!first.unchanged && first.validators.etag.as_deref() == Some("\"v1\""));
    let mut visit = Visit::new(first.url, Want::Feed, first.validators);
    match visit.step(&door).unwrap() {
        Step::Done(again) => assert!(again.unchanged && again.body.is_empty()),
        Step::Again => panic!("the rules are known"),
    }
}

#[test]
fn bombs_endless_bodies_and_huge_heads_end_at_a_limit_that_is_named() {
    let zeros = vec![0; 256 << 20];
    let bomb = gzip(&zeros);
    drop(zeros);
    for (name, body) in [("gzip", bomb.clone()), ("gzip, gzip", gzip(&bomb))] {
        let site = always(Reply::html(body).with("Content-Encoding", name));
        let clock = Instant::now();
        let refusal = page(&site, "/").unwrap_err();
        assert_eq!(refusal.kind, Kind::Large);
        assert!(refusal.why.contains("16 MiB"), "{refusal:?}");
        assert!(clock.elapsed() < Duration::from_secs(3), "{name}");
        let feed = door(&[&site]).fetch(&site.url("/"), Want::Feed).unwrap_err();
        assert!(feed.why.contains("15 MiB"), "{feed:?}");
    }
    assert_eq!(kind(page(&always(Reply::endless("x".repeat(4096))), "/")), Kind::Large);
    let head = format!("HTTP/1.1 200 OK\r\n{}", "X-Long: 1234567890\r\n".repeat(20_000));
    assert!(matches!(kind(page(&always(Reply::raw(head)), "/")), Kind::Large | Kind::Garbled));
    assert_eq!(kind(page(&always(Reply::html("x").with("Content-Encoding", "rot13")), "/")), Kind::Packed);
}

#[test]
fn silence_and_a_drip_end_in_time() {
    for (name, reply) in [("silence", Reply::silence()), ("drip", Reply::drip(Duration::from_millis(100)))] {
        let clock = Instant::now();
        assert_eq!(kind(page(&always(reply), "/")), Kind::Slow, "{name}");
        assert!((2..5).contains(&clock.elapsed().as_secs()), "{name}: {:?}", clock.elapsed());
    }
}

#[test]
fn answers_that_are_none_are_told() {
    for raw in [
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort",
        "SSH-2.0-x\r\n\r\n",
        "HTTP/9.9 1 2\r\n\r\n",
    ] {
        let kind = kind(page(&always(Reply::raw(raw)), "/"));
        assert!(matches!(kind, Kind::Garbled | Kind::Connection | Kind::Packed), "{raw:?}: {kind:?}");
    }
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let door = Door::open(manner(&[nobody.to_string()]));
    assert_eq!(kind(door.fetch(&format!("http://{nobody}/"), Want::Page)), Kind::Connection);
    for (status, wait) in [(404, None), (410, None), (503, Some(7)), (429, Some(7)), (500, None)] {
        let reply = Reply::status(status);
        let reply = if wait.is_some() { reply.with("Retry-After", "7") } else { reply };
        let refusal = page(&always(reply), "/").unwrap_err();
        assert_eq!((refusal.kind, refusal.again_in.map(|wait| wait.as_secs())), (Kind::Status(status), wait));
    }
}

#[test]
fn what_robots_txt_forbids_is_not_fetched() {
    let rules = |reply: Reply| {
        Site::anywhere(move |asked| match asked.path.as_str() {
            "/robots.txt" => reply.clone(),
            "/moved-robots" => Reply::ok("text/plain", "User-agent: *\nDisallow: /private"),
            _ => Reply::html("x"),
        })
    };
    let text = |body: &str| Reply::ok("text/plain", body);
    let huge = format!("User-agent: *\nDisallow: /private\n{}", "# nothing\n".repeat(500_000));
    for (name, reply, private) in [
        ("forbidden", text("User-agent: *\nDisallow: /private"), Some(Kind::Robots)),
        ("moved", Reply::to(301, "/moved-robots"), Some(Kind::Robots)),
        ("5 MB", text(&huge), Some(Kind::Robots)),
        ("packed", text("").with("X", "y"), None),
        ("for others", text("User-agent: otherbot\nDisallow: /"), None),
        ("not there", Reply::status(404), None),
        ("not for us", Reply::status(403), None),
        ("in trouble", Reply::status(500), Some(Kind::RobotsAway)),
        ("too often", Reply::status(429), Some(Kind::RobotsAway)),
        ("round and round", Reply::to(302, "/robots.txt"), None),
    ] {
        let site = rules(reply);
        let got = page(&site, "/private/a?b=1");
        assert_eq!(got.as_ref().err().map(|refusal| refusal.kind), private, "{name}: {got:?}");
        if private.is_some() {
            assert_eq!(site.paths().iter().filter(|path| path.starts_with("/private")).count(), 0, "{name}");
        }
        let open = page(&site, "/open");
        assert_eq!(open.is_ok(), private != Some(Kind::RobotsAway), "{name}: {open:?}");
    }
}

#[test]
fn rules_are_asked_once_heeded_after_a_redirect_and_kept_for_the_next_run() {
    let site = Site::anywhere(|asked| match asked.path.as_str() {
        "/robots.txt" => Reply::ok("text/plain", "User-agent: hearsay\nCrawl-delay: 500\nDisallow: /private"),
        "/away" => Reply::to(302, "/private"),
        _ => Reply::html("x"),
    });
    let first = door(&[&site]);
    assert!(first.fetch(&site.url("/a"), Want::Page).is_ok());
    let url = target(&site.url("/"), None, &first.allowed).unwrap();
    assert_eq!(
        first.delay_at(&url),
        Duration::from_secs(120),
        "a wish above two minutes is granted two minutes"
    );
    let learnt = first.learnt_rules();
    assert_eq!((learnt.len(), first.learnt_rules().len()), (1, 0));
    let second = door(&[&site]);
    second.knew_rules(&learnt[0].0, &learnt[0].1);
    assert_eq!(kind(second.fetch(&site.url("/away"), Want::Page)), Kind::Robots);
    let robots = site.asked().iter().filter(|asked| asked.path == "/robots.txt").count();
    assert_eq!((robots, site.paths()), (1, vec!["/a".to_owned(), "/away".to_owned()]));
    // What claims to be from tomorrow, or to hold for years, is asked for anew.
    let mut odd = learnt[0].1.clone();
    odd.expires += Duration::from_secs(1 << 30);
    let third = door(&[&site]);
    third.knew_rules(&learnt[0].0, &odd);
    assert_eq!(third.rules.of(&url).map(|_| ()), None);
}

#[test]
fn one_host_is_visited_by_one_at_a_time_with_a_rest_between() {
    let site = always(Reply::html("x"));
    let delay = Duration::from_millis(120);
    let door = Door::open(Manner { delay, ..manner(&[site.address.to_string()]) });
    std::thread::scope(|scope| {
        for n in 0..4 {
            let (door, url) = (&door, site.url(&format!("/{n}")));
            scope.spawn(move || assert!(door.fetch(&url, Want::Page).is_ok()));
        }
    });
    let mut times: Vec<Instant> =
        site.asked().iter().filter(|asked| asked.path != "/robots.txt").map(|asked| asked.at).collect();
    times.sort_unstable();
    assert!(site.most_at_once() == 1 && times.len() == 4);
    assert!(times.windows(2).skip(1).all(|two| two[1] - two[0] >= delay.mul_f64(0.95)), "{times:?}");
}

/// A relay that opens ways to where it is told, and remembers the words.
fn relay() -> (SocketAddr, Arc<std::sync::Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let told: Arc<std::sync::Mutex<Vec<String>>> = Arc::default();
    let words = Arc::clone(&told);
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && client.read(&mut byte).is_ok_and(|n| n == 1) {
                head.push(byte[0]);
            }
            let head = String::from_utf8_lossy(&head).into_owned();
            let to = head.split(' ').nth(1).unwrap_or_default().to_owned();
            words.lock().unwrap().push(head);
            let Ok(mut server) = TcpStream::connect(to) else { continue };
            client.write_all(b"HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n").unwrap();
            let (mut from, mut back) = (client.try_clone().unwrap(), server.try_clone().unwrap());
            std::thread::spawn(move || io::copy(&mut from, &mut back));
            std::thread::spawn(move || io::copy(&mut server, &mut client));
        }
    });
    (address, told)
}

#[test]
fn a_relay_that_was_named_is_used_and_the_target_is_still_checked() {
    let site = always(Reply::html("behind the relay"));
    let canary = always(Reply::html("secret"));
    let (at, told) = relay();
    let proxy = Some(Relay { host: at.ip().to_string(), port: at.port() });
    let door = Door::open(Manner { proxy, ..manner(&[site.address.to_string()]) });
    assert_eq!(door.fetch(&site.url("/"), Want::Page).unwrap().body, b"behind the relay");
    let words = told.lock().unwrap().clone();
    assert!(words.iter().all(|word| word.starts_with(&format!("CONNECT {} ", site.address))), "{words:?}");
    assert_eq!(kind(door.fetch(&canary.url("/"), Want::Page)), Kind::Barred);
    assert_eq!(told.lock().unwrap().len(), words.len());
}
