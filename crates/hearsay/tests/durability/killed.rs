//! TRUST D1, D2 and D10: killed in the middle of adding and of exporting.

use super::made::{Chance, Place, acknowledged, url};
use super::rounds;
use crate::support::run;
use std::time::{Duration, Instant};

/// Articles of a round: several batches, so that there is a middle to be killed in.
const ARTICLES: usize = 3000;

#[test]
fn killed_while_adding_nothing_acknowledged_is_lost_and_nothing_is_double() {
    let usual = Place::usual_millis(ARTICLES);
    let mut killed = 0;
    for seed in 0..rounds(20) {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::new(folder.path(), 0, ARTICLES);
        let mut chance = Chance(seed);
        let said = folder.path().join("said");
        let mut kills = 0;
        loop {
            let mut child = place.start(&said);
            // The first kills come early, the later ones leave time to get done.
            std::thread::sleep(Duration::from_millis(5 + chance.below(usual + usual / 2 * kills)));
            let ended = child.try_wait().unwrap();
            child.kill().ok();
            let code = child.wait().unwrap().code();
            if ended.is_some() {
                assert_eq!(code, Some(0), "seed {seed}: {}", std::fs::read_to_string(&said).unwrap());
                break;
            }
            kills += 1;
            killed += 1;
            let acknowledged = acknowledged(&said);
            if place.archive.exists() {
                let clock = Instant::now();
                let ran = place.run(["search", "tanker", "--json"]);
                // An archive that was killed in its first moments may have no form yet.
                assert!(ran.code < 2 || acknowledged.is_empty(), "seed {seed}: {}", ran.err);
                assert!(
                    clock.elapsed() < Duration::from_secs(2),
                    "seed {seed}: recovery took {:?}",
                    clock.elapsed()
                );
            }
            if !acknowledged.is_empty() {
                let stored = place.stored();
                for number in acknowledged {
                    assert!(
                        stored.contains_key(&url(number - 1)),
                        "seed {seed}: article {number} was acknowledged and is lost"
                    );
                }
            }
        }
        place.is_whole(0..ARTICLES);
    }
    assert!(killed >= rounds(20) / 2, "{killed} kills are no trial");
}

#[test]
fn a_killed_export_leaves_the_old_file_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::new(folder.path(), 0, 600);
    assert_eq!(run(place.add(), b"").code, 0);
    let mut forms = vec!["csv", "jsonl"];
    if place.run(["export", "--help"]).out.contains("parquet") {
        forms.push("parquet");
    }
    for form in forms {
        let to = folder.path().join("out");
        let export = || {
            let mut command = place.command(["export", "-q", "--rows", "articles", "--format", form]);
            if form == "jsonl" {
                command = place.command(["export", "-q", "--format", form]);
            }
            command.arg("-o").arg(&to);
            command
        };
        assert_eq!(run(export(), b"").code, 0);
        let new = std::fs::read(&to).unwrap();
        let mut chance = Chance(7);
        for _ in 0..rounds(7) {
            std::fs::write(&to, "old").unwrap();
            let mut child = export().spawn().unwrap();
            std::thread::sleep(Duration::from_millis(chance.below(250)));
            child.kill().ok();
            child.wait().unwrap();
            let there = std::fs::read(&to).unwrap();
            assert!(there == b"old" || there == new, "{form}: a part of the export is left");
        }
    }
}
