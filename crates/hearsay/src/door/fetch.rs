//! One request, one answer. No other place in the program speaks to the network.
//!
//! In: an address that `target` let through, with what is known of it · Out: the answer with its body, or a refusal
//! From: RFC 9110 and 9112 by `ureq` · Fails: a refusal that names the limit
//! Cost: at most the cap in memory and the given time
//!
//! No redirect is followed here, no cookie kept, no password or referrer sent, no connection kept open, no proxy taken
//! from the environment.

use super::coding::{ACCEPTED, Most, Spoilt, unpacked};
use super::gate::{BarredAddress, Gate, LOOKUP};
use super::refusal::{Kind, Refusal};
use std::time::{Duration, Instant};
use ureq::config::Config;
use ureq::http::{HeaderMap, header};
use ureq::unversioned::transport::{Connector, RustlsConnector};
use ureq::{Agent, Error, Timeout};
use url::Url;

/// The time that a connection may take to open.
const CONNECT: Duration = Duration::from_secs(6);

/// The lines above the body may take this much: four times what servers themselves accept.
const MOST_HEADER: usize = 32 << 10;

/// Asks, by one client for all.
#[derive(Clone, Debug)]
pub(crate) struct Client(Agent);

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ask<'a> {
    pub(crate) url: &'a Url,
    /// What kinds of content are wanted.
    pub(crate) accept: &'static str,
    /// What the server said the last time, given back so that it may answer "unchanged".
    pub(crate) etag: Option<&'a str>,
    pub(crate) last_modified: Option<&'a str>,
    /// How much of the body, unpacked.
    pub(crate) most: Most,
    pub(crate) within: Duration,
}

/// What was answered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) etag: Option<String>,
    pub(crate) last_modified: Option<String>,
    pub(crate) location: Option<String>,
    pub(crate) retry_after: Option<String>,
    /// Every `X-Robots-Tag`, joined by commas.
    pub(crate) robots_tag: Option<String>,
    /// Empty unless the status is a success.
    pub(crate) body: Vec<u8>,
}

impl Client {
    pub(crate) fn new(gate: Gate, agent: &str) -> Self {
        let config = Config::builder()
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .save_redirect_history(false)
            .http_status_as_error(false)
            .user_agent(agent)
            .accept_encoding(ACCEPTED)
            .max_idle_connections(0)
            .max_idle_connections_per_host(0)
            .max_response_header_size(MOST_HEADER)
            .timeout_resolve(Some(LOOKUP))
            .timeout_connect(Some(CONNECT))
            .build();
        let connector = Connector::<()>::chain(gate.clone(), RustlsConnector::default());
        Client(Agent::with_parts(config, connector, gate))
    }

    pub(crate) fn ask(&self, ask: &Ask<'_>) -> Result<Answer, Refusal> {
        let until = Instant::now() + ask.within;
        let refuse = |kind, why: String| Refusal::new(kind, ask.url.as_str(), why);
        let mut request = self.0.get(ask.url.as_str()).header(header::ACCEPT, ask.accept);
        if let Some(etag) = ask.etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(since) = ask.last_modified {
            request = request.header(header::IF_MODIFIED_SINCE, since);
        }
        let answer = request
            .config()
            .timeout_global(Some(ask.within))
            .build()
            .call()
            .map_err(|error| told(ask, &error))?;
        let headers = answer.headers();
        let codings = joined(headers, header::CONTENT_ENCODING.as_str()).unwrap_or_default();
        let mut answered = Answer {
            status: answer.status().as_u16(),
            content_type: joined(headers, header::CONTENT_TYPE.as_str()),
            etag: joined(headers, header::ETAG.as_str()),
            last_modified: joined(headers, header::LAST_MODIFIED.as_str()),
            location: joined(headers, header::LOCATION.as_str()),
            retry_after: joined(headers, header::RETRY_AFTER.as_str()),
            robots_tag: joined(headers, "x-robots-tag"),
            body: Vec::new(),
        };
        if (200..300).contains(&answered.status) {
            let body = answer.into_body().into_reader();
            answered.body = unpacked(body, &codings, ask.most, until).map_err(|spoilt| match spoilt {
                Spoilt::Large => {
                    refuse(Kind::Large, format!("it is larger than {} MiB unpacked", ask.most.bytes() >> 20))
                }
                Spoilt::Slow(why) => {
                    refuse(Kind::Slow, format!("{why}; a visit may take {} seconds", super::VISIT.as_secs()))
                }
                Spoilt::Coding(why) | Spoilt::Broken(why) => refuse(Kind::Packed, why),
            })?;
        }
        Ok(answered)
    }
}

/// The values of a header, those that are text.
fn joined(headers: &HeaderMap, name: &str) -> Option<String> {
    let values: Vec<&str> = headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

/// What went wrong, told.
fn told(ask: &Ask<'_>, error: &Error) -> Refusal {
    let (kind, why) = match error {
        Error::Other(inner) => match inner.downcast_ref::<BarredAddress>() {
            Some(barred) => (Kind::Barred, barred.to_string()),
            None => (Kind::Garbled, inner.to_string()),
        },
        Error::HostNotFound => (Kind::NoName, "its host has no address".to_owned()),
        Error::Timeout(Timeout::Resolve) => {
            (Kind::NoName, "its host's address could not be found in time".to_owned())
        }
        Error::Timeout(Timeout::Connect) => {
            (Kind::Slow, format!("no connection was made in {} seconds", CONNECT.as_secs()))
        }
        Error::Timeout(_) => {
            (Kind::Slow, format!("it did not answer in {} seconds", ask.within.as_secs_f32().ceil()))
        }
        Error::Rustls(error) => (Kind::Certificate, format!("the secure connection failed: {error}")),
        Error::Tls(why) => (Kind::Certificate, format!("the secure connection failed: {why}")),
        Error::LargeResponseHeader(..) => {
            (Kind::Large, format!("the lines above its body take more than {} KiB", MOST_HEADER >> 10))
        }
        Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            (Kind::Connection, "nothing listens there".to_owned())
        }
        Error::Io(error)
            if error.get_ref().is_some_and(|inner| inner.to_string().contains("certificate")) =>
        {
            (Kind::Certificate, format!("the secure connection failed: {error}"))
        }
        Error::Io(error) => (Kind::Connection, format!("the connection failed: {error}")),
        Error::ConnectProxyFailed(said) => (Kind::Connection, format!("the proxy refused: {said}")),
        Error::BadUri(_) | Error::Http(_) => (Kind::BadAddress, format!("it cannot be asked for: {error}")),
        other => (Kind::Garbled, format!("the answer was no proper one: {other}")),
    };
    Refusal::new(kind, ask.url.as_str(), why)
}
