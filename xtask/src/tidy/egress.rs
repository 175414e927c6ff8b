//! One door to the network: no file but those of the door opens a connection or names the HTTP crate.
//!
//! In: the Rust sources · Out: faults · From: TRUST S7 · Fails: never · Cost: one scan

use super::{Fault, File};

/// The folder of the door.
const DOOR: &str = "crates/hearsay/src/door/";

/// Words by which a program reaches the network. Each is cut in two so that this file does not hold it.
const WAYS: &[&str] = &[
    concat!("Tcp", "Stream"),
    concat!("Udp", "Socket"),
    concat!("ToSocket", "Addrs"),
    concat!("ur", "eq::"),
    concat!("req", "west::"),
    concat!("hy", "per::"),
    concat!("rust", "ls::"),
];

/// Checks every source but tests, which serve and ask on loopback.
pub(crate) fn check(sources: &[File]) -> Vec<Fault> {
    let own = sources.iter().filter(|file| file.name.contains("/src/") && !file.name.starts_with(DOOR));
    own.flat_map(|file| {
        file.text.lines().enumerate().filter_map(move |(at, line)| {
            let way = WAYS.iter().find(|way| line.contains(**way))?;
            Some(
                file.fault(
                    at,
                    format!("`{way}`: only the door ({DOOR}) reaches the network; ask it to fetch"),
                ),
            )
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::File;

    #[test]
    fn the_door_alone_names_the_ways_out() {
        let file = |name: &str| File {
            name: name.into(),
            text: format!("use std::net::{};\n", concat!("Tcp", "Stream")),
        };
        assert_eq!(check(&[file("crates/hearsay/src/watch/work.rs")]).len(), 1);
        assert_eq!(check(&[file("crates/wire/src/x.rs")]).len(), 1);
        assert!(
            check(&[file("crates/hearsay/src/door/gate.rs"), file("crates/hearsay/tests/site.rs")])
                .is_empty()
        );
    }
}
