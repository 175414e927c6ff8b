//! Where a name is looked up and a connection is opened: to an address that was checked, and to no other.
//!
//! In: the host and port of a request · Out: an open connection, or which address is barred
//! From: the lookup of the machine, one answer a request · Fails: a name without a public address is refused
//! Cost: one lookup, on a thread of its own so that it too has a time limit
//!
//! The answer of the lookup is filtered once, and what passed is what is connected to; nobody asks a second time, so
//! a name that answers otherwise the next moment gains nothing. The connector checks again, as the last who can.

use super::target::Allowed;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;
use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, Either, NextTimeout, TcpConnector, Transport, TransportAdapter,
};

/// The most addresses of one name that are kept: what the client's list holds.
const MOST_ADDRESSES: usize = 16;

/// Finds the addresses of a name.
pub(crate) trait Lookup: std::fmt::Debug + Send + Sync + 'static {
    fn addresses(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>>;
}

/// The machine's own way.
#[derive(Debug)]
pub(crate) struct System;

impl Lookup for System {
    fn addresses(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        (host, port).to_socket_addrs().map(Iterator::collect)
    }
}

/// An address that was refused after the lookup.
#[derive(Debug)]
pub(crate) struct BarredAddress {
    pub(crate) address: IpAddr,
    pub(crate) what: &'static str,
}

impl std::fmt::Display for BarredAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} is {}", self.address, self.what)
    }
}

impl std::error::Error for BarredAddress {}

/// What both halves of the gate know.
#[derive(Clone, Debug)]
pub(crate) struct Gate {
    allowed: Arc<Allowed>,
    lookup: Arc<dyn Lookup>,
    /// A relay that was named on the command line or in the configuration; none is taken from the environment.
    proxy: Option<Relay>,
    /// Every address that was connected to, for the tests.
    #[cfg(test)]
    pub(crate) dialled: Arc<std::sync::Mutex<Vec<SocketAddr>>>,
}

/// A relay as a person named it: it may well be on the inner network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relay {
    pub(crate) host: String,
    pub(crate) port: u16,
}

impl Gate {
    pub(crate) fn new(allowed: Arc<Allowed>, lookup: Arc<dyn Lookup>, proxy: Option<Relay>) -> Self {
        Gate {
            allowed,
            lookup,
            proxy,
            #[cfg(test)]
            dialled: Arc::default(),
        }
    }

    fn looked_up(&self, host: &str, port: u16, within: NextTimeout) -> Result<Vec<SocketAddr>, Error> {
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        if let Ok(address) = bare.parse::<IpAddr>() {
            return Ok(vec![SocketAddr::new(address, port)]);
        }
        let (sender, receiver) = mpsc::sync_channel(1);
        let (lookup, name) = (Arc::clone(&self.lookup), host.to_owned());
        std::thread::Builder::new()
            .stack_size(256 << 10)
            .spawn(move || sender.send(lookup.addresses(&name, port)).ok())
            .map_err(Error::Io)?;
        match receiver.recv_timeout(*within.after) {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(_)) => Err(Error::HostNotFound),
            Err(_) => Err(Error::Timeout(ureq::Timeout::Resolve)),
        }
    }
}

fn host_and_port(uri: &Uri) -> Result<(&str, u16), Error> {
    let host = uri.host().ok_or(Error::HostNotFound)?;
    let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
    Ok((host, port))
}

impl Resolver for Gate {
    fn resolve(&self, uri: &Uri, _: &Config, within: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let (host, port) = host_and_port(uri)?;
        let mut passed = self.empty();
        let mut barred = None;
        for address in self.looked_up(host, port, within)? {
            match self.allowed.reach(host, address) {
                // The port is ours, whatever a lookup says.
                Ok(()) if address.port() == port && passed.len() < MOST_ADDRESSES => passed.push(address),
                Ok(()) => {}
                Err(what) => barred = Some(BarredAddress { address: address.ip(), what }),
            }
        }
        match barred {
            _ if !passed.is_empty() => Ok(passed),
            Some(barred) => Err(Error::Other(Box::new(barred))),
            None => Err(Error::HostNotFound),
        }
    }
}

impl<In: Transport> Connector<In> for Gate {
    type Out = Either<In, Opened>;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, Error> {
        if chained.is_some() {
            return Ok(chained.map(Either::A));
        }
        let (host, _) = host_and_port(details.uri)?;
        for address in &details.addrs {
            if let Err(what) = self.allowed.reach(host, *address) {
                return Err(Error::Other(Box::new(BarredAddress { address: address.ip(), what })));
            }
        }
        #[cfg(test)]
        if let Ok(mut dialled) = self.dialled.lock() {
            dialled.extend(details.addrs.iter());
        }
        match &self.proxy {
            None => Ok(open(details)?.map(Either::B)),
            Some(relay) => self.through(relay, details).map(|opened| opened.map(Either::B)),
        }
    }
}

fn open(details: &ConnectionDetails<'_>) -> Result<Option<Opened>, Error> {
    let opened = Connector::<()>::connect(&TcpConnector::default(), details, None)?;
    Ok(opened.map(|transport| Opened(Box::new(transport))))
}

impl Gate {
    /// Opens a way through the relay to the very address that was checked: the relay looks nothing up.
    fn through(&self, relay: &Relay, details: &ConnectionDetails<'_>) -> Result<Option<Opened>, Error> {
        let mut addrs = self.empty();
        for address in
            self.looked_up(&relay.host, relay.port, details.timeout)?.into_iter().take(MOST_ADDRESSES)
        {
            addrs.push(address);
        }
        let to_relay = ConnectionDetails {
            uri: details.uri,
            addrs,
            config: details.config,
            request_level: details.request_level,
            resolver: details.resolver,
            now: details.now,
            timeout: details.timeout,
            current_time: Arc::clone(&details.current_time),
            run_connector: Arc::clone(&details.run_connector),
            register_shutdown: Arc::clone(&details.register_shutdown),
        };
        let (Some(opened), Some(checked)) = (open(&to_relay)?, details.addrs.iter().next()) else {
            return Err(Error::ConnectionFailed);
        };
        let mut way = TransportAdapter::new(opened, Arc::clone(&details.current_time));
        way.set_timeout(details.timeout);
        io::Write::write_all(
            &mut way,
            format!("CONNECT {checked} HTTP/1.1\r\nHost: {checked}\r\n\r\n").as_bytes(),
        )?;
        io::Write::flush(&mut way)?;
        let mut answer = Vec::new();
        let mut byte = [0];
        // The relay's word is a few lines; one that talks on is no relay.
        while !answer.ends_with(b"\r\n\r\n")
            && answer.len() < 4096
            && io::Read::read(&mut way, &mut byte)? == 1
        {
            answer.extend(byte);
        }
        let first = String::from_utf8_lossy(&answer);
        if first.split(' ').nth(1) != Some("200") {
            let said = first.lines().next().unwrap_or_default().chars().take(80).collect();
            return Err(Error::ConnectProxyFailed(said));
        }
        Ok(Some(way.into_inner()))
    }
}

/// An open connection.
#[derive(Debug)]
pub(crate) struct Opened(Box<dyn Transport>);

impl Transport for Opened {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.0.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.0.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.0.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        self.0.is_open()
    }

    fn is_tls(&self) -> bool {
        self.0.is_tls()
    }
}

/// The time that a lookup may take: two tries of a lookup at the usual five seconds do not fit a visit.
pub(crate) const LOOKUP: Duration = Duration::from_secs(6);
