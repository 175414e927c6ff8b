//! Every example runs, and has a page that says what it is for.

use crate::support::{root, run, uncorrected};
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn every_example_runs() {
    let mut ran = 0;
    let mut folders: Vec<_> =
        fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort_unstable();
    for folder in folders.iter().filter(|path| path.is_dir()) {
        assert!(folder.join("README.md").is_file(), "{} has no README.md", folder.display());
        let binary = Path::new(env!("CARGO_BIN_EXE_hearsay")).parent().unwrap().display();
        let scratch = tempfile::tempdir().unwrap();
        let mut command = Command::new("bash");
        let path = std::env::var("PATH").unwrap_or_default();
        command.arg("run.sh").current_dir(folder);
        command.env("PATH", format!("{binary}:{path}")).env("OUT", scratch.path());
        uncorrected(&mut command);
        let done = run(command, b"");
        assert_eq!(done.code, 0, "{}: {}{}", folder.display(), done.out, done.err);
        assert!(!done.out.is_empty(), "{} shows nothing", folder.display());
        ran += 1;
    }
    assert!(ran >= 3);
}
