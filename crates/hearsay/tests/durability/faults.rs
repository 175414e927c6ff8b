//! TRUST D4 and D5: a disk that is full, a disk that fails.

use super::made::{Place, acknowledged, url, write_batch};
use super::rounds;
use crate::support::{Ran, run};
use std::path::Path;
use std::process::Command;

#[allow(clippy::print_stdout)] // a note to whoever runs the test
/// Whether a program can be started here with these arguments; a note where it cannot.
fn can(program: &str, args: &[&str]) -> bool {
    let done = Command::new(program).args(args).output();
    let can = done.is_ok_and(|done| done.status.success());
    if !can {
        println!("skipped: `{program} {}` does not work here", args.join(" "));
    }
    can
}

fn bash(script: &str, folder: &Path) -> Ran {
    let mut command = Command::new("unshare");
    command.args(["-Urm", "bash", "-c", script]).current_dir(folder);
    command.env("PATH", format!("{}:{}", own_folder(), std::env::var("PATH").unwrap_or_default()));
    crate::support::uncorrected(&mut command);
    run(command, b"")
}

fn own_folder() -> String {
    Path::new(env!("CARGO_BIN_EXE_hearsay")).parent().unwrap().display().to_string()
}

#[test]
fn a_full_disk_is_told_and_what_is_stored_stays_of_use() {
    if !can("unshare", &["-Urm", "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", "/mnt"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("disk")).unwrap();
    write_batch(&folder.path().join("batch.jsonl"), 0, 6000);
    // In a file system of 8 MB that only this script sees.
    let ran = bash(
        r#"
        mount -t tmpfs -o size=8m tmpfs disk
        a="--archive disk/archive.db"
        hearsay add $a --no-marks batch.jsonl 2> said; echo "add $?"; cat said >&2
        hearsay search $a tanker --json > found; echo "search $?"
        hearsay export $a --format jsonl 2> /dev/null | wc -l
        hearsay remove $a --yes https://gazette.example/3 >&2; echo "remove $?"
        mount -o remount,size=400m disk
        hearsay add $a --no-marks batch.jsonl >&2; echo "again $?"
        hearsay export $a --format jsonl 2> /dev/null | wc -l
        hearsay doctor $a >&2; echo "doctor $?"
        "#,
        folder.path(),
    );
    let told: Vec<&str> = ran.out.lines().collect();
    let [add, search, stored, remove, again, all, doctor] = told.as_slice() else {
        panic!("{}{}", ran.out, ran.err)
    };
    assert_eq!(
        [*add, *search, *remove, *again, *doctor],
        ["add 2", "search 0", "remove 0", "again 0", "doctor 0"],
        "{}",
        ran.err
    );
    assert!(ran.err.contains("disk full") && ran.err.contains("stored"), "{}", ran.err);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    let stored: usize = stored.trim().parse().unwrap();
    assert!(stored > 100 && stored < 6000, "{stored} stored");
    // The number in the message is the number in the archive.
    assert!(ran.err.contains(&format!("{stored} stored")), "{}", ran.err);
    // The removed one is added again, for its input is named again.
    assert_eq!(all.trim(), "6000");
}

#[test]
fn a_write_that_fails_is_never_told_as_stored() {
    if !can("strace", &["-f", "-e", "inject=fsync:error=EIO:when=1", "true"]) {
        return;
    }
    for call in ["fsync,fdatasync", "pwrite64"] {
        let mut failed = 0;
        for when in 1..=rounds(4) {
            let folder = tempfile::tempdir().unwrap();
            let place = Place::new(folder.path(), 0, 40);
            let add = place.add();
            let mut command = Command::new("strace");
            let inject = format!("inject={call}:error=EIO:when={when}");
            command
                .args(["-f", "-qq", "-o", "/dev/null", "-e", &inject])
                .arg(add.get_program())
                .args(add.get_args());
            crate::support::uncorrected(&mut command);
            let ran = run(command, b"");
            failed += u64::from(ran.code == 2);
            let said = folder.path().join("said");
            std::fs::write(&said, &ran.err).unwrap();
            let acknowledged = acknowledged(&said);
            assert!(ran.code == 0 || ran.code == 2, "{call} {when}: {} {}", ran.code, ran.err);
            let stored = if place.archive.exists() && !acknowledged.is_empty() {
                place.stored()
            } else {
                Default::default()
            };
            for number in &acknowledged {
                assert!(
                    stored.contains_key(&url(number - 1)),
                    "{call} {when}: {number} was acknowledged and is lost"
                );
            }
            assert!(ran.code != 0 || acknowledged.len() == 40, "{call} {when}: done, but not all");
            assert_eq!(run(place.add(), b"").code, 0, "{call} {when}: does not go on");
            place.is_whole(0..40);
        }
        assert!(failed > 0, "no fault of {call} reached the program");
    }
}
