//! TRUST D6: two programs write at once, others read and export meanwhile.

use super::made::{Place, write_batch};
use super::rounds;
use std::process::Stdio;
use std::time::Duration;

#[test]
fn two_writers_a_reader_and_an_export_share_one_archive() {
    let half = usize::try_from(1000 * rounds(1).min(5)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let place = Place::new(folder.path(), 0, 2 * half);
    let other = Place { batch: folder.path().join("other.jsonl"), ..Place::new(folder.path(), 0, 2 * half) };
    write_batch(&other.batch, half, 3 * half);
    let start = |place: &Place| {
        place.add().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let (one, two) = (start(&place), start(&other));
    let mut writers = vec![one, two]
        .into_iter()
        .map(|child| std::thread::spawn(|| child.wait_with_output().unwrap()))
        .collect::<Vec<_>>();
    let mut last = 0;
    while writers.iter().any(|writer| !writer.is_finished()) {
        std::thread::sleep(Duration::from_millis(50));
        if !place.archive.exists() {
            continue;
        }
        let ran = place.run(["search", "tanker", "--json"]);
        assert!(!ran.err.contains("locked") && !ran.err.contains("busy"), "{}", ran.err);
        // Right at the start the file is there and has no form yet.
        if ran.code == 0 {
            let stored = place.stored();
            assert!(stored.len() >= last, "articles went away");
            last = stored.len();
        }
    }
    for writer in writers.drain(..) {
        let done = writer.join().unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(0), "{said}");
        assert!(!said.contains("locked"), "{said}");
    }
    place.is_whole(0..3 * half);
}
