//! Faults are found, and put right where they can be.

use crate::stories::{assert_sound, ban, regatta, with};
use archive::{Access, Archive, FaultKind};

/// Changes the file behind the archive's back.
fn spoil(path: &std::path::Path, sql: &str) {
    let raw = rusqlite::Connection::open(path).unwrap();
    raw.pragma_update(None, "foreign_keys", false).unwrap();
    raw.execute_batch(sql).unwrap();
}

fn kinds(archive: &mut Archive) -> Vec<FaultKind> {
    let faults = archive.check().unwrap();
    faults.iter().map(|fault| fault.kind).filter(|kind| *kind != FaultKind::Room).collect()
}

fn found_and_mended(sql: &str, kind: FaultKind) -> Archive {
    let house = with(&[ban(), regatta()]);
    let path = house.archive.path().to_owned();
    drop(house.archive);
    spoil(&path, sql);
    let mut archive = Archive::open(&path, Access::Write).unwrap();
    let found = kinds(&mut archive);
    assert!(found.contains(&kind), "{found:?}");
    let faults = archive.check().unwrap();
    let mended = archive.mend(&faults).unwrap();
    assert!(!mended.done.is_empty());
    assert_sound(&mut archive);
    // The folder goes away here; the open file does not.
    archive
}

#[test]
fn an_index_of_words_that_lacks_an_article_is_built_anew() {
    let archive = found_and_mended(
        "DELETE FROM words_docsize WHERE id = 1; DELETE FROM words_data WHERE id > 10;",
        FaultKind::Words,
    );
    let query = archive::Query::parse("ban").unwrap();
    assert_eq!(archive.matching(&query).unwrap().len(), 1);
}

#[test]
fn rows_that_point_nowhere_are_dropped() {
    let archive = found_and_mended("DELETE FROM article WHERE key = 1;", FaultKind::Orphans);
    assert_eq!(archive.size().unwrap().versions, 1);
}

#[test]
fn an_article_without_its_latest_version_falls_back() {
    let archive = found_and_mended("UPDATE article SET latest = 5 WHERE key = 1;", FaultKind::Orphans);
    assert_eq!(archive.size().unwrap().articles, 2);
}

#[test]
fn a_text_that_cannot_be_unpacked_is_told_and_dropped() {
    let archive =
        found_and_mended("UPDATE version SET text = x'0142' WHERE article = 1;", FaultKind::Reading);
    assert_eq!(archive.size().unwrap().articles, 1);
}

#[test]
#[cfg(unix)]
fn a_file_that_others_may_write_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let mut house = with(&[ban()]);
    std::fs::set_permissions(house.archive.path(), std::fs::Permissions::from_mode(0o666)).unwrap();
    assert_eq!(kinds(&mut house.archive), [FaultKind::Rights]);
    let faults = house.archive.check().unwrap();
    house.archive.mend(&faults).unwrap();
    assert_sound(&mut house.archive);
}
