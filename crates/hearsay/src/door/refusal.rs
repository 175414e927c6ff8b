//! Why something was not fetched: what happened, why, and what to do, for a person.

use crate::trouble::Trouble;
use std::time::Duration;

/// What kind of refusal it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// No address of the web.
    BadAddress,
    /// Neither http nor https.
    Scheme,
    /// A name or password stands in it.
    Credentials,
    /// A port that is not for the web.
    Port,
    /// Off the public network.
    Barred,
    /// From https to http.
    Downgrade,
    /// Round in a circle, or too many hops.
    Hops,
    /// robots.txt says no.
    Robots,
    /// robots.txt cannot be had for now, so all is forbidden for now.
    RobotsAway,
    /// The name is unknown.
    NoName,
    /// No connection, or it broke.
    Connection,
    /// The certificate is not in order.
    Certificate,
    /// Took too long.
    Slow,
    /// Larger than is read.
    Large,
    /// Packed in a way that is not read, or badly.
    Packed,
    /// No proper answer.
    Garbled,
    /// The answer is a number that is no success.
    Status(u16),
}

/// Something that was not fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) kind: Kind,
    /// The address in question.
    pub(crate) address: String,
    /// Why, as half a sentence.
    pub(crate) why: String,
    /// How long the server asked to be left alone.
    pub(crate) again_in: Option<Duration>,
}

impl Refusal {
    pub(crate) fn new(kind: Kind, address: &str, why: impl Into<String>) -> Self {
        Refusal { kind, address: address.to_owned(), why: why.into(), again_in: None }
    }

    /// What a person can do about it.
    pub(crate) fn remedy(&self) -> &'static str {
        match self.kind {
            Kind::BadAddress => "Give a full address, like https://gazette.example.org/news/ban.html.",
            Kind::Scheme => "Give an address that begins with https:// or http://.",
            Kind::Credentials => {
                "Save the page with your browser and read the file: hearsay sends no passwords."
            }
            Kind::Port => "If it is a news server of yours, allow it: --allow-host HOST:PORT.",
            Kind::Barred => "If it is a server of your own network, allow it: --allow-host HOST:PORT.",
            Kind::Downgrade => "Give the http:// address itself if you trust the way to it.",
            Kind::Hops => "Open the address in a browser and give the one where it ends.",
            Kind::Robots => "Respect it, or save the page with your browser and read the file.",
            Kind::RobotsAway => {
                "Try again later: until the site's rules can be read, nothing of it is fetched."
            }
            Kind::NoName => "Check the name, and whether this machine is connected.",
            Kind::Connection => "Check the address, and whether this machine is connected; or try later.",
            Kind::Certificate => "Check this machine's clock and the site in a browser; nothing was sent.",
            Kind::Slow => "Try again later, or save the page with your browser and read the file.",
            Kind::Large => "Save it with your browser and read the file, or take a smaller part of it.",
            Kind::Packed | Kind::Garbled => {
                "Open it in a browser; if it is whole there, save it and read the file."
            }
            Kind::Status(401..=403) => {
                "Open it in a browser: it may want a login. Save it and read the file."
            }
            Kind::Status(404 | 410) => "Check the address; the page may have moved or be gone.",
            Kind::Status(429) => "Wait, then ask less often: --delay 30.",
            Kind::Status(_) => "Try again later.",
        }
    }

    /// In one line, for a list or a message.
    pub(crate) fn line(&self) -> String {
        format!("{}: {}", self.address, self.why)
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Trouble::new(format!("{} was not fetched", refusal.address), sentence(&refusal.why), refusal.remedy())
    }
}

/// Half a sentence made whole.
fn sentence(why: &str) -> String {
    let mut letters = why.chars();
    let first = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}
