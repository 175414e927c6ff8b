//! How the network is used, as it is typed.

use crate::door::{Allowed, AllowedHost, Manner, Relay, VISIT};
use crate::trouble::Trouble;
use clap::Args;
use std::time::Duration;

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Network")]
pub(crate) struct NetworkArgs {
    /// Seconds between two visits to one host; a robots.txt may ask for more, up to 120
    #[arg(long, value_name = "SECONDS", default_value_t = 9.0, value_parser = seconds)]
    delay: f64,
    /// Seconds that fetching one page or feed may take
    #[arg(long, value_name = "SECONDS", default_value_t = VISIT.as_secs_f64(), value_parser = seconds)]
    timeout: f64,
    /// Reach this host though it is not public, like intranet.example:8080 or 10.0.0.0/8; may be repeated.
    /// HEARSAY_ALLOW_HOST holds a list with commas
    #[arg(long, value_name = "HOST[:PORT]")]
    allow_host: Vec<AllowedHost>,
    /// Go through this HTTP proxy; the environment's HTTP_PROXY is not heeded
    #[arg(long, value_name = "HOST:PORT", value_parser = relay)]
    proxy: Option<Relay>,
    /// Your mail address or page, told to every server that is asked. HEARSAY_CONTACT names it for good
    #[arg(long, value_name = "WHO")]
    contact: Option<String>,
}

impl NetworkArgs {
    /// What is meant, with what the environment says.
    pub(crate) fn manner(self) -> Result<Manner, Trouble> {
        let set = |name| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        let mut allowed = self.allow_host;
        for host in set("HEARSAY_ALLOW_HOST").iter().flat_map(|list| list.split(',')) {
            allowed.push(host.parse().map_err(|why| {
                Trouble::new("HEARSAY_ALLOW_HOST cannot be read", why, "Put it right, or unset it.")
            })?);
        }
        Ok(Manner {
            allowed: Allowed(allowed),
            proxy: self.proxy,
            contact: self.contact.or_else(|| set("HEARSAY_CONTACT")),
            delay: Duration::from_secs_f64(self.delay),
            visit: Duration::from_secs_f64(self.timeout),
        })
    }
}

/// Up to an hour; 0 is for servers of one's own.
fn seconds(typed: &str) -> Result<f64, String> {
    match typed.parse::<f64>() {
        Ok(seconds) if (0.0..=3600.0).contains(&seconds) => Ok(seconds),
        _ => Err("a number of seconds from 0 to 3600 is wanted".to_owned()),
    }
}

fn relay(typed: &str) -> Result<Relay, String> {
    let bare = typed.strip_prefix("http://").unwrap_or(typed).trim_end_matches('/');
    let told = || format!("`{typed}` is not a proxy like proxy.example:3128");
    let (host, port) = bare.rsplit_once(':').ok_or_else(told)?;
    match port.parse() {
        Ok(port) if !host.is_empty() && !host.contains(['@', '/']) => {
            Ok(Relay { host: host.to_owned(), port })
        }
        _ => Err(told()),
    }
}
