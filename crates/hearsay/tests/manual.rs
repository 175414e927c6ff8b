//! Help, manual pages and completions.

use crate::support::hearsay;

#[test]
fn help_is_there_for_every_command() {
    for args in [vec!["--help"], vec!["read", "--help"], vec!["explain", "--help"]] {
        let out = hearsay(&args).done();
        assert!(out.contains("Examples:"), "{out}");
        assert!(out.contains("hearsay read") || out.contains("hearsay explain"));
    }
    assert_eq!(hearsay(["read", "--no-such-flag"]).code, 2);
    assert_eq!(hearsay(Vec::<&str>::new()).code, 2);
    assert!(hearsay(["--version"]).done().starts_with("hearsay "));
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = hearsay(["completions", shell]).done();
        assert!(script.contains("explain"), "{shell}");
    }
}

#[test]
fn every_command_has_its_page() {
    for (args, name) in [
        (vec!["man"], ".TH hearsay 1"),
        (vec!["man", "read"], ".TH hearsay-read 1"),
        (vec!["man", "explain"], ".TH hearsay-explain 1"),
    ] {
        assert!(hearsay(&args).done().contains(name), "{name}");
    }
    let none = hearsay(["man", "bake"]);
    assert_eq!((none.code, none.err.lines().count()), (2, 3));
}
