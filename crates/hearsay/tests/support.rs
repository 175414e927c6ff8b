//! Runs the binary and finds the repository's files.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run left behind.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// The output, after a look at the exit code.
    pub(crate) fn done(self) -> String {
        assert_eq!(self.code, 0, "{}", self.err);
        self.out
    }
}

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// A file of `samples/`.
pub(crate) fn sample(name: &str) -> PathBuf {
    root().join("samples").join(name)
}

/// The binary, free of what the environment of the test says about colour and of the corrections of who runs it.
pub(crate) fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearsay"));
    command.env_remove("NO_COLOR").env_remove("COLUMNS").current_dir(root());
    uncorrected(&mut command);
    command
}

/// Keeps the corrections of who runs the test out of a command.
pub(crate) fn uncorrected(command: &mut Command) {
    command.env_remove("HEARSAY_CORRECTIONS").env("XDG_DATA_HOME", root().join("no-such-folder"));
}

/// Runs it without input.
pub(crate) fn hearsay<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Ran {
    fed(args, b"")
}

/// Runs it with `input` on standard input.
pub(crate) fn fed<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>, input: &[u8]) -> Ran {
    let mut command = binary();
    command.args(args);
    run(command, input)
}

/// Runs any command to its end.
pub(crate) fn run(mut command: Command, input: &[u8]) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut stdin = child.stdin.take().expect("it has an input");
    let input = input.to_vec();
    // It may end without reading all of it.
    let feeder = std::thread::spawn(move || stdin.write_all(&input).ok());
    let output = child.wait_with_output().expect("it ends");
    feeder.join().expect("the feeder ends");
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

/// The lines of JSON that a run printed.
pub(crate) fn json_lines(out: &str) -> Vec<serde_json::Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
}

/// Compares with a file of the repository; with `variable` set in the environment it writes the file instead.
pub(crate) fn compare(path: &Path, actual: &str, variable: &str) {
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected == actual {
        return;
    }
    if std::env::var_os(variable).is_some() {
        std::fs::write(path, actual).expect("the file can be written");
        return;
    }
    let at = expected.lines().zip(actual.lines()).take_while(|(one, other)| one == other).count();
    panic!(
        "{} is out of step from line {}\n  there: {}\n   here: {}\nIf the change is meant, run again with {variable}=1.",
        path.display(),
        at + 1,
        expected.lines().nth(at).unwrap_or("(end)"),
        actual.lines().nth(at).unwrap_or("(end)"),
    );
}
