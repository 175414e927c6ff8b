//! Files and folders that are written: whole or not at all, under safe names.

use crate::support::{hearsay, sample};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use tempfile::tempdir;

const STORY: &str = "The council said on Monday that it had closed the port.\n";

fn read_to(inputs: &[&Path], more: &[&str], to: &OsStr) -> crate::support::Ran {
    let mut args: Vec<&OsStr> = vec!["read".as_ref()];
    args.extend(inputs.iter().map(|path| path.as_os_str()));
    args.extend(more.iter().map(OsStr::new));
    args.push("-o".as_ref());
    args.push(to);
    hearsay(args)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there").flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    names
}

#[test]
fn a_file_holds_what_standard_output_would() {
    let folder = tempdir().unwrap();
    let path = sample("harbour.txt");
    for format in ["text", "json", "jsonl", "html", "md", "csv"] {
        let to = folder.path().join(format!("out.{format}"));
        let ran = read_to(&[&path], &["--format", format], to.as_os_str());
        assert_eq!((ran.code, ran.out.as_str()), (0, ""));
        let shown = hearsay(["read".as_ref(), "--format".as_ref(), format.as_ref(), path.as_os_str()]).done();
        assert_eq!(fs::read_to_string(&to).unwrap(), shown, "{format}");
    }
    assert_eq!(names(folder.path()).len(), 6, "nothing is left over");
}

#[test]
fn a_folder_gets_one_file_an_input_under_a_safe_name() {
    let from = tempdir().unwrap();
    let to = tempdir().unwrap();
    fs::create_dir_all(from.path().join("sub")).unwrap();
    for name in
        ["Öl & Water!.txt", "sub/story.txt", "story.md", "..txt", &format!("{}.txt", "long".repeat(40))]
    {
        fs::write(from.path().join(name), STORY).unwrap();
    }
    let new = to.path().join("dossiers/");
    for (format, ending) in
        [("html", "html"), ("text", "txt"), ("json", "json"), ("csv", "csv"), ("md", "md")]
    {
        let ran = read_to(&[from.path()], &["--format", format], new.as_os_str());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let made: Vec<String> = names(&new).into_iter().filter(|name| name.ends_with(ending)).collect();
        assert_eq!(made.len(), 4, "{made:?}");
        for name in &made {
            let stem = name.strip_suffix(&format!(".{ending}")).unwrap();
            assert!(
                stem.len() <= 80
                    && stem.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            );
        }
        assert!(made.contains(&format!("story-2.{ending}")), "{made:?}");
        assert!(made.contains(&format!("l-water.{ending}")), "{made:?}");
    }
    let one = fs::read_to_string(new.join("story.json")).unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(&one).unwrap().is_object());
    let header = fs::read_to_string(new.join("story-2.csv")).unwrap();
    assert!(header.contains(','));
}

#[test]
fn several_pages_need_a_folder() {
    let path = sample("harbour.txt");
    let ran =
        hearsay(["read".as_ref(), "--format".as_ref(), "html".as_ref(), path.as_os_str(), path.as_os_str()]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("folder"), "{}", ran.err);
}

#[test]
fn a_batch_into_a_folder_is_named_by_its_ids() {
    let folder = tempdir().unwrap();
    let lines = folder.path().join("lines.jsonl");
    fs::write(
        &lines,
        "{\"id\":\"../A 1\",\"body\":\"The port closed.\"}\n{\"id\":\"b\",\"body\":\"The port closed.\"}\n",
    )
    .unwrap();
    let to = folder.path().join("out/");
    let ran = read_to(&[&lines], &["--format", "html"], to.as_os_str());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(names(&to), ["a-1.html", "b.html"]);
}

#[test]
fn an_old_file_stays_where_nothing_could_be_read() {
    let folder = tempdir().unwrap();
    let to = folder.path().join("out.txt");
    fs::write(&to, "old").unwrap();
    let empty = folder.path().join("empty.txt");
    fs::write(&empty, "").unwrap();
    let ran = read_to(&[&empty], &[], to.as_os_str());
    assert_eq!(ran.code, 1);
    assert_eq!(fs::read_to_string(&to).unwrap(), "old");
    assert_eq!(names(folder.path()), ["empty.txt", "out.txt"]);
}

#[test]
fn a_place_that_cannot_be_written_is_told_in_three_lines() {
    let path = sample("harbour.txt");
    let ran = read_to(&[&path], &[], "/nowhere/at/all/out.txt".as_ref());
    assert_eq!(ran.code, 2);
    assert_eq!(ran.err.lines().count(), 3, "{}", ran.err);
    assert!(ran.err.contains("/nowhere/at/all/out.txt"));
}
