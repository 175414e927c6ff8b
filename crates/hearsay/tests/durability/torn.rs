//! TRUST D3: the power goes, and the last bytes of the log with it.

use super::made::{Chance, Place, acknowledged};
use super::rounds;
use std::fs::{OpenOptions, copy, metadata};
use std::process::Command;
use std::time::Duration;

/// Articles of a round: several batches, so that there is a log to be torn.
const ARTICLES: usize = 4000;

#[test]
fn a_torn_log_opens_as_what_was_stored_a_moment_before() {
    let usual = Place::usual_millis(ARTICLES);
    let mut torn = 0;
    for seed in 0..rounds(10) {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::new(folder.path(), 0, ARTICLES);
        let said = folder.path().join("said");
        let mut chance = Chance(seed);
        let mut child = place.start(&said);
        std::thread::sleep(Duration::from_millis(usual / 4 + chance.below(usual)));
        // The disk as it is at one moment: nothing is written while it is copied.
        signal("-STOP", child.id());
        std::fs::create_dir(folder.path().join("copy")).unwrap();
        let there = Place::new(&folder.path().join("copy"), 0, ARTICLES);
        for ending in ["", "-wal"] {
            let name = |archive: &std::path::Path| format!("{}{ending}", archive.display());
            copy(name(&place.archive), name(&there.archive)).ok();
        }
        let before = acknowledged(&said).len();
        child.kill().ok();
        child.wait().unwrap();
        let log = format!("{}-wal", there.archive.display());
        if let Ok(length) = metadata(&log).map(|log| log.len()) {
            let cut = 1 + chance.below(4096);
            let file = OpenOptions::new().write(true).open(&log).unwrap();
            file.set_len(length.saturating_sub(cut)).unwrap();
            torn += u64::from(length > 0);
        }
        if !there.archive.exists() || metadata(&there.archive).unwrap().len() == 0 {
            continue;
        }
        // What the log held last may be gone with its bytes, what was before it is not, and all is in step.
        let stored = there.stored();
        assert!(stored.values().all(|times| *times == 1));
        assert!(stored.len() + 1000 >= before, "seed {seed}: {} of {before} are left", stored.len());
        if !stored.is_empty() {
            assert_eq!(there.found("tanker"), stored.len(), "seed {seed}");
            there.is_sound();
        }
        // And it goes on from there.
        assert_eq!(crate::support::run(there.add(), b"").code, 0, "seed {seed}");
        there.is_whole(0..ARTICLES);
    }
    assert!(torn > 0, "no round had a log to tear");
}

fn signal(which: &str, process: u32) {
    Command::new("kill").args([which, &process.to_string()]).status().unwrap();
}
