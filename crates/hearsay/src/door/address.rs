//! Which addresses are part of the public network.
//!
//! In: an IP address · Out: nothing, or what the range is that it lies in · From: the IANA registries of special
//! addresses, RFC 6890, row by row in `data/addresses.tsv` · Fails: never · Cost: some thirty comparisons

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;
use std::sync::OnceLock;

const TABLE: &str = include_str!("../../data/addresses.tsv");

/// Every address that begins with the same bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    first: IpAddr,
    /// How many bits count.
    bits: u32,
}

impl Range {
    pub(crate) fn holds(self, address: IpAddr) -> bool {
        match (self.first, address) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                (u32::from(first) ^ u32::from(address)).checked_shr(32 - self.bits).unwrap_or(0) == 0
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                (u128::from(first) ^ u128::from(address)).checked_shr(128 - self.bits).unwrap_or(0) == 0
            }
            _ => false,
        }
    }
}

impl FromStr for Range {
    type Err = ();

    /// Reads `10.0.0.0/8`, `fc00::/7`, or one address alone.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (first, bits) = text.split_once('/').map_or((text, None), |(first, bits)| (first, Some(bits)));
        let first: IpAddr = first.parse().map_err(|_| ())?;
        let most = if first.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), |bits| bits.parse().map_err(|_| ()))?;
        (bits <= most).then_some(Range { first, bits }).ok_or(())
    }
}

fn table() -> &'static [(Range, &'static str)] {
    static ROWS: OnceLock<Vec<(Range, &'static str)>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| {
            let mut cells = row.split('\t');
            Some((cells.next()?.parse().ok()?, cells.next()?))
        })
        .collect()
    })
}

/// What the address is, if it is not one of the public network.
///
/// An IPv4 address inside an IPv6 one, mapped or translated, is judged as what it leads to.
pub(crate) fn barred(address: IpAddr) -> Option<&'static str> {
    let address = match address {
        IpAddr::V6(v6) => led_to(v6).map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    };
    if let Some((_, what)) = table().iter().find(|(range, _)| range.holds(address)) {
        return Some(what);
    }
    match address {
        // What is not yet given out is no public address, RFC 4291: only 2000::/3 is.
        IpAddr::V6(v6) if v6.segments()[0] >> 13 != 1 => Some("kept for later"),
        _ => None,
    }
}

/// The IPv4 address that `::ffff:0:0/96` and `64:ff9b::/96` (RFC 6052) lead to.
fn led_to(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let last = |s: [u16; 8]| Ipv4Addr::from((u32::from(s[6]) << 16) | u32::from(s[7]));
    match address.segments() {
        s @ ([0, 0, 0, 0, 0, 0xffff, _, _] | [0x64, 0xff9b, 0, 0, 0, 0, _, _]) => Some(last(s)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{TABLE, barred, table};
    use std::net::IpAddr;

    #[test]
    fn every_row_of_the_table_is_read() {
        assert_eq!(table().len(), TABLE.lines().count() - 1);
        assert!(TABLE.lines().skip(1).all(|row| row.split('\t').count() == 3));
    }

    #[test]
    fn addresses_off_the_public_network_are_barred() {
        for address in [
            "127.0.0.1",
            "127.255.255.254",
            "0.0.0.0",
            "0.1.2.3",
            "::1",
            "::",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "::7f00:1",
            "169.254.169.254",
            "fd00:ec2::254",
            "168.63.129.16",
            "100.100.100.200",
            "10.0.0.1",
            "10.255.255.255",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "fc00::1",
            "fdff::1",
            "fe80::1",
            "febf::1",
            "224.0.0.1",
            "239.1.1.1",
            "ff02::1",
            "198.18.0.1",
            "198.19.255.255",
            "192.0.0.1",
            "192.0.0.192",
            "192.0.2.1",
            "198.51.100.7",
            "203.0.113.9",
            "240.0.0.1",
            "255.255.255.255",
            "2001:db8::1",
            "2002:7f00:1::",
            "2001:0:1::1",
            "64:ff9b:1::1",
            "100::1",
            "3fff::1",
            "5f00::1",
            "fec0::1",
            "4000::1",
            "1::1",
            "::ffff:10.0.0.1",
            "::ffff:0:127.0.0.1",
        ] {
            let parsed: IpAddr = address.parse().unwrap();
            assert!(barred(parsed).is_some(), "{address} is let through");
        }
    }

    #[test]
    fn addresses_of_the_public_network_are_not() {
        for address in [
            "8.8.8.8",
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "168.63.129.17",
            "2606:4700::1111",
            "2a00::1",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2001:4860::8888",
        ] {
            let parsed: IpAddr = address.parse().unwrap();
            assert_eq!(barred(parsed), None, "{address} is barred");
        }
    }
}
