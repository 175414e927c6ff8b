//! The same guard in a network of its own, where 8.8.8.8 is a public address of this machine and everything private
//! has a canary. No packet leaves it. Where the system does not allow such a network, nothing is checked, and it says
//! so. TRUST S1 to S4.

use crate::fetch::page;
use crate::site::{Reply, Site};
use crate::support::{binary, run};
use std::io::Write;
use std::process::Command;

/// Addresses with a canary at port 80.
const INNER: &[&str] = &[
    "127.0.0.1",
    "169.254.169.254",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.0.1",
    "100.64.0.1",
    "198.18.0.1",
    "192.0.0.1",
    "[::1]",
    "[fd00:ec2::254]",
    "[fc00::1]",
];

/// What is tried, directly and by a redirect from the public page.
const TRIED: &[&str] = &[
    "http://127.0.0.1/",
    "http://localhost/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0.0.0.0/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::]/",
    "http://[64:ff9b::7f00:1]/",
    "http://127.0.0.1./",
    "http://8.8.8.8@127.0.0.1/",
    "http://169.254.169.254/",
    "http://[fd00:ec2::254]/",
    "http://metadata.google.internal/",
    "http://metadata.example.com/",
    "http://inner.example.com/",
    "http://inner.example.com./",
    "http://inner6.example.com/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://100.64.0.1/",
    "http://[fc00::1]/",
    "http://[fe80::1%25lo]/",
    "http://224.0.0.1/",
    "http://198.18.0.1/",
    "http://192.0.0.1/",
    "http://mapped.example.com/",
];

const NAMES: &str = "\
127.0.0.1 localhost
8.8.8.8 feeds.example.com mixed.example.com
10.0.0.1 mixed.example.com
127.0.0.1 inner.example.com
::1 inner6.example.com
::ffff:127.0.0.1 mapped.example.com
169.254.169.254 metadata.google.internal metadata.example.com
";

#[test]
fn nothing_private_is_reached_in_a_network_of_its_own() {
    let allowed = Command::new("unshare").args(["-Urnm", "ip", "link", "set", "lo", "up"]).status();
    if !allowed.is_ok_and(|status| status.success()) {
        let told = "not checked: this system allows no network of one's own (unshare -Urnm)";
        return writeln!(std::io::stderr(), "{told}").unwrap();
    }
    let folder = tempfile::TempDir::new().unwrap();
    let names = folder.path().join("hosts");
    std::fs::write(&names, NAMES).unwrap();
    let addresses: String = INNER
        .iter()
        .map(|address| address.trim_matches(['[', ']']))
        .filter(|address| !matches!(*address, "127.0.0.1" | "::1"))
        .map(|address| {
            let bits = if address.contains(':') { "128 nodad" } else { "32" };
            let (bits, rest) = bits.split_once(' ').unwrap_or((bits, ""));
            format!("ip addr add {address}/{bits} dev lo {rest}; ")
        })
        .collect();
    let script = format!(
        "ip link set lo up; ip addr add 8.8.8.8/32 dev lo; {addresses} mount --bind '{}' /etc/hosts; \
         exec '{}' --exact namespace::inside --nocapture",
        names.display(),
        std::env::current_exe().unwrap().display()
    );
    let inside = Command::new("unshare")
        .args(["-Urnm", "sh", "-c", &script])
        .env("HEARSAY_INSIDE", "1")
        .output()
        .unwrap();
    let told =
        String::from_utf8_lossy(&inside.stdout).into_owned() + &String::from_utf8_lossy(&inside.stderr);
    assert!(inside.status.success() && told.contains("inside: checked"), "{told}");
}

/// What the test above runs; alone it checks nothing.
#[test]
fn inside() {
    if std::env::var_os("HEARSAY_INSIDE").is_none() {
        return;
    }
    let canaries: Vec<Site> =
        INNER.iter().map(|address| Site::open(&format!("{address}:80"), |_| Reply::html("secret"))).collect();
    let public = Site::open("8.8.8.8:80", |asked| match asked.path.split_once('?') {
        Some(("/to", target)) => Reply::to(302, target),
        _ if asked.path == "/robots.txt" => Reply::status(404),
        _ => Reply::html(page("Hargate weighs a ban", "")),
    });
    let read = |urls: &[String]| {
        let mut command = binary();
        command
            .args(["read", "--format", "jsonl", "--model", "fast", "--delay", "0", "--timeout", "3"])
            .args(urls);
        run(command, b"")
    };
    // The guard lets the public page through, also where its name has a private address beside.
    let open = read(&["http://feeds.example.com/a".to_owned(), "http://mixed.example.com/b".to_owned()]);
    assert_eq!((open.code, open.out.matches("Hargate weighs a ban").count() > 1), (0, true), "{}", open.err);
    let direct: Vec<String> = TRIED.iter().map(|url| (*url).to_owned()).collect();
    let hops: Vec<String> = TRIED.iter().map(|url| format!("http://feeds.example.com/to?{url}")).collect();
    for urls in [direct, hops] {
        let ran = read(&urls);
        assert!(!ran.out.contains("secret"), "{}", ran.out);
        assert!(
            ran.err.contains(&format!("0 read, 0 of them with caveats, {} lost", urls.len())),
            "{}",
            ran.err
        );
    }
    let hit: Vec<_> =
        canaries.iter().filter(|canary| canary.connections() > 0).map(|canary| canary.address).collect();
    assert!(hit.is_empty(), "reached: {hit:?}");
    assert!(public.paths().len() > TRIED.len());
    writeln!(std::io::stdout(), "inside: checked").unwrap();
}
