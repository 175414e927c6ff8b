//! What may be asked for: an address of the web without a password in it, at a port of the web.
//!
//! In: an address as it stands in a command, a feed or a redirect · Out: the parsed address, or a refusal
//! From: the URL standard by `url`; `data/names.tsv`, `data/ports.tsv` · Fails: a refusal says which rule it broke
//! Cost: one parse
//!
//! Every spelling of an IP address (`127.1`, `0x7f000001`, `2130706433`, `0177.0.0.1`, `127.0.0.1.`) comes out of the
//! parse in its one plain form, so that `address` sees what the machine would.

use super::address::{Range, barred};
use super::refusal::{Kind, Refusal};
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::sync::OnceLock;
use url::{Host, Url};

/// The longest address that is asked for. Browsers agree on no number; servers refuse above 8 KiB.
const LONGEST: usize = 8 << 10;

const NAMES: &str = include_str!("../../data/names.tsv");
const PORTS: &str = include_str!("../../data/ports.tsv");

/// Hosts that a person has allowed although they are not of the public network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Allowed(pub(crate) Vec<AllowedHost>);

/// One of them, as typed after `--allow-host`: `HOST`, `HOST:PORT`, `10.0.0.0/8`, `10.0.0.0/8:8080`, `[::1]:8080`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AllowedHost {
    who: Who,
    /// Without one, 80 and 443 are meant.
    port: Option<u16>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Who {
    Name(String),
    Range(Range),
}

impl FromStr for AllowedHost {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fail =
            || format!("`{text}` is not a host like intranet.example:8080, 10.0.0.0/8 or [fd00::1]:8080");
        let text = text.trim();
        // An IPv6 address alone has colons of its own.
        if let Ok(range) = text.parse() {
            return Ok(AllowedHost { who: Who::Range(range), port: None });
        }
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse().map_err(|_| fail())?)),
            None => (text, None),
        };
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        if let Ok(range) = bare.parse() {
            return Ok(AllowedHost { who: Who::Range(range), port });
        }
        match Host::parse(host) {
            Ok(Host::Domain(name)) => Ok(AllowedHost { who: Who::Name(plain_name(&name).to_owned()), port }),
            Ok(Host::Ipv4(one)) => {
                Ok(AllowedHost { who: Who::Range(alone(one.into()).ok_or_else(fail)?), port })
            }
            _ => Err(fail()),
        }
    }
}

fn alone(address: IpAddr) -> Option<Range> {
    address.to_string().parse().ok()
}

impl AllowedHost {
    fn port_fits(&self, port: u16) -> bool {
        self.port.map_or(matches!(port, 80 | 443), |allowed| allowed == port)
    }
}

impl Allowed {
    /// Whether a request to `host` may connect to `address`; if not, what the address is.
    pub(crate) fn reach(&self, host: &str, address: SocketAddr) -> Result<(), &'static str> {
        match barred(address.ip()) {
            None => Ok(()),
            Some(_) if self.names(host, Some(address.ip()), address.port()) => Ok(()),
            Some(what) => Err(what),
        }
    }

    fn names(&self, host: &str, address: Option<IpAddr>, port: u16) -> bool {
        let host = plain_name(host);
        self.0.iter().filter(|allowed| allowed.port_fits(port)).any(|allowed| match &allowed.who {
            Who::Name(name) => name.eq_ignore_ascii_case(host),
            Who::Range(range) => address.is_some_and(|address| range.holds(address)),
        })
    }
}

/// A name without the dot that may end it.
fn plain_name(name: &str) -> &str {
    name.strip_suffix('.').unwrap_or(name)
}

/// Reads what was asked for, with `base` where it may be relative to a page.
pub(crate) fn target(asked: &str, base: Option<&Url>, allowed: &Allowed) -> Result<Url, Refusal> {
    let shown = shortened(asked);
    let refuse = |kind, why: String| Err(Refusal::new(kind, &shown, why));
    if asked.len() > LONGEST {
        return refuse(Kind::BadAddress, format!("it is longer than {} KiB", LONGEST >> 10));
    }
    let parsed = base.map_or_else(|| Url::parse(asked), |base| base.join(asked));
    let mut url = match parsed {
        Ok(url) => url,
        Err(error) => return refuse(Kind::BadAddress, format!("it is no address of the web: {error}")),
    };
    if !matches!(url.scheme(), "http" | "https") {
        return refuse(
            Kind::Scheme,
            format!("`{}:` is not fetched, only http: and https: are", url.scheme()),
        );
    }
    if !url.username().is_empty() || url.password().is_some() {
        // What is told is read by others too: without the password.
        let bare =
            url.set_username("").and_then(|()| url.set_password(None)).map(|()| shortened(url.as_str()));
        let why = "it holds a name or password before an @";
        return Err(Refusal::new(Kind::Credentials, bare.as_deref().unwrap_or("the address"), why));
    }
    url.set_fragment(None);
    let port = url.port_or_known_default().unwrap_or(0);
    match url.host() {
        None => return refuse(Kind::BadAddress, "it names no host".to_owned()),
        Some(Host::Domain(name)) => {
            let by_name = allowed.names(name, None, port);
            if let (Some(what), false) = (inner_name(name), by_name) {
                return refuse(Kind::Barred, format!("the name {name} is for {what}"));
            }
            if let (Some(what), false) = (closed_port(port), by_name || allowed.any_range_at(port)) {
                return refuse(Kind::Port, format!("port {port} is for {what}, not for the web"));
            }
        }
        Some(Host::Ipv4(address)) => judge(&url, address.into(), port, allowed)?,
        Some(Host::Ipv6(address)) => judge(&url, address.into(), port, allowed)?,
    }
    Ok(url)
}

/// The same for a host that is written as an IP address: it never reaches a lookup.
fn judge(url: &Url, address: IpAddr, port: u16, allowed: &Allowed) -> Result<(), Refusal> {
    let named = allowed.names(url.host_str().unwrap_or_default(), Some(address), port);
    match (barred(address), closed_port(port)) {
        _ if named => Ok(()),
        (Some(what), _) => Err(Refusal::new(Kind::Barred, url.as_str(), format!("{address} is {what}"))),
        (None, Some(what)) => {
            Err(Refusal::new(Kind::Port, url.as_str(), format!("port {port} is for {what}, not for the web")))
        }
        (None, None) => Ok(()),
    }
}

impl Allowed {
    /// Whether some allowed range is to be reached at this port; which address a name has is known later.
    fn any_range_at(&self, port: u16) -> bool {
        self.0.iter().any(|allowed| allowed.port == Some(port) && matches!(allowed.who, Who::Range(_)))
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|row| {
        let mut cells = row.split('\t');
        Some((cells.next()?, cells.next()?))
    })
}

/// What a name is for, if it never leads to the public network.
fn inner_name(name: &str) -> Option<&'static str> {
    let name = plain_name(name).to_ascii_lowercase();
    let found = rows(NAMES).find(|(ending, _)| {
        name.strip_suffix(ending).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    });
    found.map(|(_, what)| what)
}

/// What a port is for, if it is not for the web.
fn closed_port(port: u16) -> Option<&'static str> {
    static CLOSED: OnceLock<Vec<(u16, &'static str)>> = OnceLock::new();
    let closed = CLOSED
        .get_or_init(|| rows(PORTS).filter_map(|(port, what)| Some((port.parse().ok()?, what))).collect());
    match port {
        80 | 443 => None,
        0..1024 => Some("another service"),
        _ => closed.iter().find(|(one, _)| *one == port).map(|(_, what)| *what),
    }
}

/// An address short enough for a message.
fn shortened(asked: &str) -> String {
    match asked.char_indices().nth(200) {
        Some((at, _)) => format!("{}…", asked.get(..at).unwrap_or_default()),
        None => asked.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Allowed, AllowedHost, target};
    use crate::door::refusal::Kind;

    fn kind(asked: &str) -> Option<Kind> {
        target(asked, None, &Allowed::default()).err().map(|refusal| refusal.kind)
    }

    fn allowing(hosts: &[&str]) -> Allowed {
        Allowed(hosts.iter().map(|host| host.parse().unwrap()).collect())
    }

    #[test]
    fn this_machine_is_refused_in_every_spelling() {
        for asked in [
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
            "http://localhost./",
            "http://x.localhost/",
            "http://①②⑦.0.0.1/",
            "http://LOCALHOST/",
            "http://0x7f.1/",
            "http://0/",
            "http://%31%32%37.0.0.1/",
            "http://metadata.google.internal/",
            "http://169.254.169.254/",
            "http://[fd00:ec2::254]/",
            "http://printer.local/",
        ] {
            assert_eq!(kind(asked), Some(Kind::Barred), "{asked}");
        }
    }

    #[test]
    fn names_before_an_at_other_schemes_and_other_ports_are_refused() {
        assert_eq!(kind("http://8.8.8.8@127.0.0.1/"), Some(Kind::Credentials));
        assert_eq!(kind("http://mara:secret@gazette.example.org/"), Some(Kind::Credentials));
        for asked in [
            "file:///etc/passwd",
            "ftp://a.example/",
            "gopher://a.example/",
            "data:text/html,x",
            "javascript:1",
        ] {
            assert_eq!(kind(asked), Some(Kind::Scheme), "{asked}");
        }
        for asked in [
            "http://a.example.org:22/",
            "http://a.example.org:25/",
            "https://8.8.8.8:6379/",
            "http://8.8.8.8:1/",
        ] {
            assert_eq!(kind(asked), Some(Kind::Port), "{asked}");
        }
        for asked in ["", "nonsense", "http://", "http://[fe80::1%25lo]/", "http://a b/", "//a.example.org/"]
        {
            assert_eq!(kind(asked), Some(Kind::BadAddress), "{asked}");
        }
        assert_eq!(kind(&format!("http://a.example.org/{}", "x".repeat(9000))), Some(Kind::BadAddress));
    }

    #[test]
    fn the_public_web_is_let_through() {
        for asked in [
            "https://gazette.example.org/news?x=1#top",
            "http://8.8.8.8/",
            "http://a.example.org:8080/",
            "https://bücher.example.org/",
            "http://[2606:4700::1111]/",
            "https://a.example.org./",
        ] {
            assert_eq!(kind(asked), None, "{asked}");
        }
    }

    #[test]
    fn what_a_person_allows_is_that_host_at_that_port() {
        let allowed =
            allowing(&["127.0.0.1:8080", "intranet.local", "10.0.0.0/8:9000", "[fd00::1]:81", "192.168.1.1"]);
        let may = |asked: &str| target(asked, None, &allowed).is_ok();
        assert!(may("http://127.0.0.1:8080/") && !may("http://127.0.0.1/") && !may("http://127.0.0.2:8080/"));
        assert!(may("http://127.1:8080/"), "the same address in another spelling");
        assert!(
            may("http://Intranet.local/")
                && may("https://intranet.local/")
                && !may("http://intranet.local:81/")
        );
        assert!(may("http://10.1.2.3:9000/") && !may("http://10.1.2.3/") && may("http://[fd00::1]:81/"));
        assert!(may("http://192.168.1.1/") && !may("http://192.168.1.2/"));
        let at = |address: &str| allowed.reach("intranet.local", address.parse().unwrap()).is_ok();
        assert!(at("10.9.9.9:80") && !at("10.9.9.9:22"));
        assert!("300.1.1.1/40".parse::<AllowedHost>().is_err() && "a b".parse::<AllowedHost>().is_err());
    }
}
