//! Where corrections are kept: a file of JSON Lines that is only ever added to. Taking one back adds a line, too.
//!
//! Each line is written in one piece at the end of the file, so that two who write at once do not mix their lines, and
//! nobody's earlier line is ever touched. A line that cannot be read is told by its number; the others are honoured.

use crate::args::CorrectionsArgs;
use crate::config::CorrectionsFile;
use crate::messages;
use crate::trouble::Trouble;
use model::{ArticleKey, Correction, Reading, Stamp};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::fs::OpenOptions;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A line of the file.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Entry {
    /// A correction taken back.
    Undo(Undo),
    /// A correction.
    Made(Box<Correction>),
}

impl Entry {
    /// Reads one line; the error tells what is wrong with it.
    fn read(line: &[u8]) -> Result<Self, String> {
        let told = |error: serde_json::Error| {
            let told = error.to_string();
            told.split(" at line ").next().unwrap_or_default().to_owned()
        };
        let value: serde_json::Value =
            serde_json::from_slice(line).map_err(|error| format!("it is not JSON: {}", told(error)))?;
        if value.get("undo").is_some() {
            return serde_json::from_value(value).map(Entry::Undo).map_err(told);
        }
        let correction: Correction = serde_json::from_value(value).map_err(told)?;
        correction.check()?;
        Ok(Entry::Made(Box::new(correction)))
    }
}

/// A correction taken back.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Undo {
    /// Id of the correction.
    pub(crate) undo: String,
    /// Who takes it back.
    #[serde(default)]
    pub(crate) by: Option<String>,
    /// Why.
    #[serde(default)]
    pub(crate) because: Option<String>,
    /// When.
    #[serde(default)]
    pub(crate) at: Option<Stamp>,
}

/// The corrections that hold.
#[derive(Debug, Default)]
pub(crate) struct Corrections {
    /// In the order in which they were made, those taken back left out.
    all: Vec<Correction>,
    by_id: HashMap<String, Vec<usize>>,
    by_url: HashMap<String, Vec<usize>>,
    by_face: HashMap<(String, String, String), Vec<usize>>,
    /// Ids of corrections that were taken back.
    undone: HashSet<String>,
    /// What is wrong with lines that cannot be read.
    pub(crate) complaints: Vec<String>,
}

impl Corrections {
    /// The corrections that a command honours by its flags; what is wrong with their file is said.
    pub(crate) fn to_honour(typed: CorrectionsArgs) -> Result<Self, Trouble> {
        let corrections = Corrections::open(&CorrectionsFile::to_honour(typed))?;
        corrections.complaints.iter().for_each(|complaint| messages::line(complaint));
        Ok(corrections)
    }

    /// Reads the file.
    pub(crate) fn open(file: &CorrectionsFile) -> Result<Self, Trouble> {
        let Some(path) = &file.path else { return Ok(Corrections::default()) };
        match std::fs::read(path) {
            Ok(bytes) => Ok(Corrections::read(&bytes, path)),
            Err(error) if error.kind() == io::ErrorKind::NotFound && !file.is_there => {
                Ok(Corrections::default())
            }
            Err(error) => Err(Trouble::new(
                format!("the corrections in {} cannot be read", path.display()),
                error.to_string(),
                "Name another file with --corrections, or leave them out with --no-corrections.",
            )),
        }
    }

    fn read(bytes: &[u8], path: &Path) -> Self {
        let mut made = Vec::new();
        let mut kept = Corrections::default();
        for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            match Entry::read(line) {
                Ok(Entry::Made(correction)) => made.push(*correction),
                Ok(Entry::Undo(entry)) => {
                    made.retain(|correction| correction.id != entry.undo);
                    kept.undone.insert(entry.undo);
                }
                Err(why) => kept.complaints.push(format!(
                    "{} line {} is not honoured: {why}. Put that line right or delete it.",
                    path.display(),
                    at + 1
                )),
            }
        }
        for (at, correction) in made.iter().enumerate() {
            let key = &correction.article;
            kept.by_id.entry(key.id.clone()).or_default().push(at);
            if let Some(url) = &key.url {
                kept.by_url.entry(url.clone()).or_default().push(at);
            }
            if let Some(face) = face(key) {
                kept.by_face.entry(face).or_default().push(at);
            }
        }
        kept.all = made;
        kept
    }

    /// The corrections of this article, in the order in which they were made.
    pub(crate) fn of(&self, reading: &Reading) -> Vec<&Correction> {
        if self.all.is_empty() {
            return Vec::new();
        }
        let key = ArticleKey::of(reading);
        let by_id = self.by_id.get(&key.id);
        let by_url = key.url.as_ref().and_then(|url| self.by_url.get(url));
        let by_face = face(&key).and_then(|face| self.by_face.get(&face));
        let mut places: Vec<usize> =
            [by_id, by_url, by_face].into_iter().flatten().flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|at| self.all.get(at)).collect()
    }

    /// All that hold.
    pub(crate) fn all(&self) -> &[Correction] {
        &self.all
    }

    /// The correction of this id, if it holds.
    pub(crate) fn find(&self, id: &str) -> Option<&Correction> {
        self.all.iter().find(|correction| correction.id == id)
    }

    /// Whether the correction of this id was taken back.
    pub(crate) fn is_undone(&self, id: &str) -> bool {
        self.undone.contains(id)
    }

    /// An id for a new correction: made of what it says, so that no counter has to be shared, and free.
    pub(crate) fn free_id(&self, correction: &Correction) -> String {
        let told = serde_json::to_string(correction).unwrap_or_default();
        let mut salt = 0_u32;
        loop {
            let hash = fnv(format!("{told}{salt}").as_bytes());
            let id = format!("c{:010x}", hash & 0xff_ffff_ffff);
            if self.find(&id).is_none() && !self.is_undone(&id) {
                return id;
            }
            salt += 1;
        }
    }
}

fn face(key: &ArticleKey) -> Option<(String, String, String)> {
    key.face().map(|(outlet, headline, day)| (outlet.to_owned(), headline.to_owned(), day))
}

/// FNV-1a, 64 bits: the same on every machine and in every version, which an id in an example has to be.
fn fnv(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

/// Adds a line to the file, which is made with its folders where it is not there.
pub(crate) fn add(path: &Path, entry: &Entry) -> Result<(), Trouble> {
    let line = serde_json::to_string(entry).map_err(io::Error::from)?;
    append(path, &line).map_err(|error| {
        Trouble::new(
            format!("cannot write {}", path.display()),
            error.to_string(),
            "Choose another file with --corrections, or make room or rights for this one.",
        )
    })
}

fn append(path: &Path, line: &str) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().create(true).read(true).append(true).open(path)?;
    let mut whole = String::with_capacity(line.len() + 2);
    // A line that was torn, by a crash or an editor, must not take this one with it.
    if file.seek(SeekFrom::End(0))? > 0 {
        let mut last = [0];
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            whole.push('\n');
        }
    }
    whole.push_str(line);
    whole.push('\n');
    file.write_all(whole.as_bytes())?;
    file.sync_all()
}

/// Where corrections are kept if nobody says otherwise: `$XDG_DATA_HOME`, else the folder that stands for it.
pub(crate) fn usual_path() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let data = set("XDG_DATA_HOME").or_else(|| {
        let (name, below) = if cfg!(windows) { ("APPDATA", "") } else { ("HOME", ".local/share") };
        Some(set(name)?.join(below))
    });
    Some(data?.join("hearsay").join("corrections.jsonl"))
}
