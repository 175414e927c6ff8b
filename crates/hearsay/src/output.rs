//! Where readings go: standard output, one file, or a folder with a file for each. A file is there whole or not at
//! all: it is written beside its place under another name and then renamed.

use crate::config::{Destination, Shape};
use crate::trouble::Trouble;
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Longest file name that is made, without its ending.
const LONGEST_NAME: usize = 80;

/// An open destination.
pub(crate) struct Output {
    shape: Shape,
    /// Whether there is one reading and no more, by what was named.
    alone: bool,
    sink: Sink,
    written: usize,
}

enum Sink {
    Stdout(io::StdoutLock<'static>),
    File { file: NamedTempFile, to: PathBuf },
    Folder { folder: PathBuf, taken: HashSet<String> },
}

impl Output {
    pub(crate) fn open(to: Destination, shape: Shape, alone: bool) -> Result<Self, Trouble> {
        if shape == Shape::Html && !alone && !matches!(to, Destination::Folder(_)) {
            return Err(Trouble::new(
                "several web pages do not fit into one file",
                "--format html makes one page an article.",
                "Name a folder that ends in /, like -o dossiers/.",
            ));
        }
        let sink = match to {
            Destination::Stdout => Sink::Stdout(io::stdout().lock()),
            Destination::File(to) => Sink::File { file: beside(&to)?, to },
            Destination::Folder(folder) => {
                std::fs::create_dir_all(&folder).map_err(|error| Trouble::writing(&folder, &error))?;
                Sink::Folder { folder, taken: HashSet::new() }
            }
        };
        let mut output = Output { shape, alone, sink, written: 0 };
        let opening = shape.opening(alone);
        output.put(opening.as_bytes())?;
        Ok(output)
    }

    /// Whether every reading gets a file of its own, and so stands alone in it.
    pub(crate) fn each_alone(&self) -> bool {
        self.alone || matches!(self.sink, Sink::Folder { .. })
    }

    /// Writes one reading, as [`Shape::show`] gave it. `name` is what its file is named after in a folder.
    pub(crate) fn write(&mut self, name: &str, shown: &str) -> Result<(), Trouble> {
        let first = self.written == 0;
        self.written += 1;
        if let Sink::Folder { folder, taken } = &mut self.sink {
            let to = folder.join(format!("{}.{}", free_name(name, taken), self.shape.ending()));
            let mut file = beside(&to)?;
            let all = [&self.shape.opening(true), shown, self.shape.closing(true)].concat();
            file.write_all(all.as_bytes()).map_err(|error| Trouble::writing(&to, &error))?;
            return keep(file, &to);
        }
        self.put(self.shape.between(self.alone, first).as_bytes())?;
        self.put(shown.as_bytes())?;
        match &mut self.sink {
            Sink::Stdout(out) => Ok(out.flush()?),
            _ => Ok(()),
        }
    }

    /// Ends the output; only now a file takes its name. Where nothing was read there is no file, save an empty array.
    pub(crate) fn close(mut self) -> Result<(), Trouble> {
        let closing = self.shape.closing(self.alone);
        if self.written == 0 && closing.is_empty() && matches!(self.sink, Sink::File { .. }) {
            return Ok(());
        }
        self.put(closing.as_bytes())?;
        match self.sink {
            Sink::Stdout(mut out) => Ok(out.flush()?),
            Sink::File { file, to } => keep(file, &to),
            Sink::Folder { .. } => Ok(()),
        }
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        match &mut self.sink {
            Sink::Stdout(out) => Ok(out.write_all(bytes)?),
            Sink::File { file, to } => file.write_all(bytes).map_err(|error| Trouble::writing(to, &error)),
            Sink::Folder { .. } => Ok(()),
        }
    }
}

/// A file in the folder of `to`, under a name of its own; it goes away unless it is kept.
pub(crate) fn beside(to: &Path) -> Result<NamedTempFile, Trouble> {
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hearsay-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What any new file gets: the umask takes away what the user does not want.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder).map_err(|error| Trouble::writing(to, &error))
}

pub(crate) fn keep(file: NamedTempFile, to: &Path) -> Result<(), Trouble> {
    file.as_file().sync_all().map_err(|error| Trouble::writing(to, &error))?;
    file.persist(to).map(drop).map_err(|error| Trouble::writing(to, &error.error))
}

/// A file name made of `[a-z0-9-]`, at most [`LONGEST_NAME`] long, that no earlier reading has taken.
fn free_name(name: &str, taken: &mut HashSet<String>) -> String {
    let plain = plain_name(name);
    let mut free = plain.clone();
    let mut count = 1;
    while !taken.insert(free.clone()) {
        count += 1;
        let number = format!("-{count}");
        let room = LONGEST_NAME - number.len();
        let kept: String = plain.chars().take(room).collect();
        free = kept.trim_end_matches('-').to_owned() + &number;
    }
    free
}

fn plain_name(name: &str) -> String {
    let mut plain = String::new();
    for letter in name.chars() {
        if plain.len() == LONGEST_NAME {
            break;
        }
        if letter.is_ascii_alphanumeric() {
            plain.push(letter.to_ascii_lowercase());
        } else if !plain.is_empty() && !plain.ends_with('-') {
            plain.push('-');
        }
    }
    let plain = plain.trim_end_matches('-');
    // Names of devices on Windows.
    let device = ["con", "prn", "aux", "nul"].contains(&plain)
        || (plain.len() == 4 && (plain.starts_with("com") || plain.starts_with("lpt")));
    match plain {
        "" => "reading".to_owned(),
        _ if device => format!("reading-{plain}"),
        _ => plain.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_short_and_taken_once() {
        let mut taken = HashSet::new();
        for (given, made) in [
            ("Harbour Ban, 2nd try", "harbour-ban-2nd-try"),
            ("harbour ban — 2nd try", "harbour-ban-2nd-try-2"),
            ("../../etc/passwd", "etc-passwd"),
            ("\u{202e}\0", "reading"),
            ("CON", "reading-con"),
        ] {
            assert_eq!(free_name(given, &mut taken), made);
        }
        let long = "x".repeat(300);
        for _ in 0..12 {
            assert_eq!(free_name(&long, &mut taken).len(), LONGEST_NAME);
        }
    }
}
