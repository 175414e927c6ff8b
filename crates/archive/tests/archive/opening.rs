//! What opens, what does not, and who waits for whom.

use crate::stories::{Story, assert_sound, ban, regatta, with};
use archive::{Access, Archive, Error, Fate, Parcel};
use std::path::Path;

fn opened(path: &Path) -> Error {
    Archive::open(path, Access::Write).unwrap_err()
}

#[test]
fn what_is_no_archive_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "The Harbour Gazette, 2 March. ".repeat(100)).unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(opened(&path), Error::NotAnArchive { .. }));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let missing = folder.path().join("none.db");
    assert!(matches!(Archive::open(&missing, Access::Read), Err(Error::Missing { .. })));
    assert!(!missing.exists());
    let blocked = path.join("archive.db");
    assert!(matches!(opened(&blocked), Error::CannotOpen { .. }));
}

#[test]
fn other_sqlite_files_and_newer_archives_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE recipe (name TEXT)").unwrap();
    drop(other);
    assert!(matches!(opened(&path), Error::NotAnArchive { .. }));
    let house = with(&[ban()]);
    let path = house.archive.path().to_owned();
    drop(house.archive);
    let newer = rusqlite::Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    let told = opened(&path);
    assert!(matches!(told, Error::Newer { theirs: 99, .. }), "{told}");
    assert!(told.to_string().contains("newer program"));
}

#[test]
#[cfg(unix)]
fn the_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let house = with(&[ban()]);
    let mode = std::fs::metadata(house.archive.path()).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}

#[test]
fn two_writers_and_a_reader_share_one_file() {
    let house = with(&[]);
    let path = house.archive.path().to_owned();
    let stories: Vec<Story> = (0..120)
        .map(|number| Story {
            url: Some(Box::leak(format!("https://gazette.example/{number}").into_boxed_str())),
            body: format!("Ship number {number} was turned away. {}", ban().body),
            ..ban()
        })
        .collect();
    let write = |reversed: bool| {
        let mut archive = Archive::open(&path, Access::Write).unwrap();
        let mut order: Vec<&Story> = stories.iter().collect();
        if reversed {
            order.reverse();
        }
        let mut new = 0;
        for batch in order.chunks(7) {
            let parcels: Vec<Parcel> = batch.iter().map(|story| story.parcel()).collect();
            new += archive.file(&parcels).unwrap().iter().filter(|filed| filed.fate == Fate::New).count();
        }
        new
    };
    let read = || {
        let archive = Archive::open(&path, Access::Read).unwrap();
        let query = archive::Query::parse("ban").unwrap();
        let mut last = 0;
        for _ in 0..50 {
            let now = archive.matching(&query).unwrap().len();
            assert!(now >= last);
            last = now;
        }
    };
    let new: usize = std::thread::scope(|all| {
        let one = all.spawn(|| write(false));
        let other = all.spawn(|| write(true));
        all.spawn(read);
        one.join().unwrap() + other.join().unwrap()
    });
    assert_eq!(new, 120);
    let mut archive = Archive::open(&path, Access::Write).unwrap();
    assert_eq!(archive.size().unwrap().articles, 120);
    assert_sound(&mut archive);
}

#[test]
fn a_log_that_was_torn_off_leaves_a_prefix_of_what_was_filed() {
    let mut house = with(&[ban()]);
    house.archive.file(&[regatta().parcel()]).unwrap();
    let path = house.archive.path();
    let log = path.with_file_name("archive.db-wal");
    let whole = std::fs::metadata(&log).unwrap().len();
    for torn in [0, 1, 24, 100, 4096, 5000, whole / 2, whole] {
        let copy = house.folder.path().join(format!("copy-{torn}"));
        std::fs::create_dir(&copy).unwrap();
        std::fs::copy(path, copy.join("archive.db")).unwrap();
        let bytes = std::fs::read(&log).unwrap();
        std::fs::write(copy.join("archive.db-wal"), bytes.get(..bytes.len() - torn as usize).unwrap())
            .unwrap();
        let mut archive = Archive::open(&copy.join("archive.db"), Access::Write).unwrap();
        assert!(archive.size().unwrap().articles <= 2);
        assert_sound(&mut archive);
        let filed = archive.file(&[ban().parcel(), regatta().parcel()]).unwrap();
        assert_eq!(filed.len(), 2);
        assert_eq!(archive.size().unwrap().articles, 2, "{torn} bytes torn off");
    }
}

#[test]
fn an_archive_of_the_first_form_is_brought_to_the_newest() {
    let house = with(&[ban(), regatta()]);
    let path = house.archive.path().to_owned();
    drop(house.archive);
    let older = rusqlite::Connection::open(&path).unwrap();
    older
        .execute_batch(
            "DROP TRIGGER print_of_an_older_version; DROP TRIGGER print_of_older_marks;
             DROP TABLE print; DROP TABLE member; DROP TABLE story; DROP TABLE learnt;
             PRAGMA user_version = 1",
        )
        .unwrap();
    drop(older);
    // For reading, too: nothing else could read it.
    let archive = Archive::open(&path, Access::Read).unwrap();
    assert_eq!(archive.count_unprinted(1).unwrap(), 2);
    drop(archive);
    let mut archive = Archive::open(&path, Access::Write).unwrap();
    assert_eq!(archive.size().unwrap().articles, 2);
    assert_sound(&mut archive);
}
