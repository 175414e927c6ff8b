//! The command line as it is meant: one step from what was typed to what is to be done, with every contradiction
//! told here and nowhere later.

use crate::args::{Colour, CorrectionsArgs, Format, InputKind, LooksArgs, OutsideArgs, ReadArgs, Rows};
use crate::corrections;
use crate::door::Door;
use crate::trouble::Trouble;
use model::Origin;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What `hearsay read` is to do.
pub(crate) struct ReadPlan {
    pub(crate) inputs: Vec<Input>,
    pub(crate) outside: Outside,
    pub(crate) model: desk::Model,
    pub(crate) corrections: CorrectionsFile,
    pub(crate) keep_tokens: bool,
    pub(crate) shape: Shape,
    pub(crate) to: Destination,
    pub(crate) threads: usize,
    pub(crate) talk: Talk,
}

/// An input as it was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    Stdin,
    Path(PathBuf),
    /// A page on the web.
    Address(String),
}

/// What is known of every input from outside.
#[derive(Clone, Debug)]
pub(crate) struct Outside {
    pub(crate) kind: InputKind,
    origin: Origin,
    /// By which addresses are fetched.
    pub(crate) door: Option<Arc<Door>>,
}

/// The file of corrections.
#[derive(Clone, Debug)]
pub(crate) struct CorrectionsFile {
    /// Where it is; `None` where none is to be honoured, or there is no place for one.
    pub(crate) path: Option<PathBuf>,
    /// Whether it has to be there.
    pub(crate) is_there: bool,
}

/// What comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Text { width: u16, colour: bool },
    Json,
    Jsonl,
    Html,
    Markdown,
    Csv(Rows),
    MarkedCopy,
}

/// Where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    Stdout,
    File(PathBuf),
    Folder(PathBuf),
}

/// How much is said on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Talk {
    Quiet,
    Plain,
    Verbose,
}

impl ReadPlan {
    pub(crate) fn meant(typed: ReadArgs) -> Result<Self, Trouble> {
        let inputs = inputs(typed.inputs)?;
        let outside = Outside::meant(typed.outside)?;
        let batch = inputs.iter().any(|input| outside.is_batch(input));
        let keep_tokens = typed.tokens;
        let show = typed.looks.show;
        let (shape, to) = looks(typed.looks, batch)?;
        if keep_tokens && (show || !matches!(shape, Shape::Json | Shape::Jsonl)) {
            return Err(Trouble::new(
                "--tokens is only for JSON",
                "No other format shows tokens.",
                "Add --format json or jsonl, or leave --tokens out.",
            ));
        }
        let threads = threads(typed.threads);
        let talk = Talk::meant(typed.quiet, typed.verbose);
        Ok(ReadPlan {
            inputs,
            outside,
            model: typed.model.size(),
            corrections: CorrectionsFile::to_honour(typed.corrections),
            keep_tokens,
            shape,
            to,
            threads,
            talk,
        })
    }
}

impl Talk {
    pub(crate) fn meant(quiet: bool, verbose: bool) -> Self {
        match (quiet, verbose) {
            (true, _) => Talk::Quiet,
            (_, true) => Talk::Verbose,
            _ => Talk::Plain,
        }
    }
}

/// How many items are read at once: as many as there are cores, if nothing else was said.
pub(crate) fn threads(typed: Option<u16>) -> usize {
    match typed {
        Some(n) => usize::from(n),
        None => std::thread::available_parallelism().map_or(1, |n| n.get()),
    }
}

/// How readings look and where they go. `batch`: whether there may be many.
pub(crate) fn looks(typed: LooksArgs, batch: bool) -> Result<(Shape, Destination), Trouble> {
    let format = match typed.format {
        _ if typed.json => Format::Json,
        Some(format) => format,
        None if batch => Format::Jsonl,
        None => Format::Text,
    };
    if typed.rows.is_some() && format != Format::Csv {
        return Err(Trouble::new(
            "--rows is only for tables",
            "Only --format csv has rows to choose.",
            "Add --format csv, or leave --rows out.",
        ));
    }
    let to = destination(typed.output);
    let shape = if typed.show {
        Shape::MarkedCopy
    } else {
        match format {
            Format::Text => Shape::Text {
                width: typed.width.unwrap_or_else(|| usual_width(&to)),
                colour: wants_colour(typed.color, &to),
            },
            Format::Json => Shape::Json,
            Format::Jsonl => Shape::Jsonl,
            Format::Html => Shape::Html,
            Format::Md => Shape::Markdown,
            Format::Csv => Shape::Csv(typed.rows.unwrap_or(Rows::Events)),
        }
    };
    Ok((shape, to))
}

impl CorrectionsFile {
    /// The file whose corrections a reading honours. One that was named has to be there.
    pub(crate) fn to_honour(typed: CorrectionsArgs) -> Self {
        let named = typed.corrections.is_some();
        let path =
            if typed.no_corrections { None } else { typed.corrections.or_else(CorrectionsFile::usual) };
        CorrectionsFile { path, is_there: named }
    }

    /// The file to which corrections are added; it is made where it is not there.
    pub(crate) fn to_add_to(named: Option<PathBuf>) -> Self {
        CorrectionsFile { path: named.or_else(CorrectionsFile::usual), is_there: false }
    }

    fn usual() -> Option<PathBuf> {
        let told = std::env::var_os("HEARSAY_CORRECTIONS").filter(|path| !path.is_empty());
        told.map(PathBuf::from).or_else(corrections::usual_path)
    }
}

impl Outside {
    pub(crate) fn meant(typed: OutsideArgs) -> Result<Self, Trouble> {
        let origin =
            Origin { url: typed.url, outlet: typed.outlet, published: typed.published, ..Origin::default() };
        let door = Arc::new(Door::open(typed.network.manner()?));
        Ok(Outside { kind: typed.kind, origin, door: Some(door) })
    }

    /// Nothing is known from outside, and nothing is fetched.
    pub(crate) fn unknown() -> Self {
        Outside { kind: InputKind::Auto, origin: Origin::default(), door: None }
    }

    /// The origin of an input with this label.
    pub(crate) fn origin(&self, label: &str) -> Origin {
        Origin { label: Some(label.to_owned()), ..self.origin.clone() }
    }

    /// Whether what an input is, is found out from its content: then one may hold many.
    pub(crate) fn is_open(&self) -> bool {
        self.kind == InputKind::Auto
    }

    /// Whether the input holds many articles, one a line: it was said, or its name ends in `.jsonl`.
    pub(crate) fn is_batch(&self, input: &Input) -> bool {
        match self.kind {
            InputKind::Jsonl => true,
            InputKind::Auto => match input {
                Input::Path(path) if has_ending(path, &["gz"]) => {
                    has_ending(&path.with_extension(""), &["jsonl", "ndjson"])
                }
                Input::Path(path) => has_ending(path, &["jsonl", "ndjson"]),
                Input::Stdin | Input::Address(_) => false,
            },
            _ => false,
        }
    }
}

/// The input that was named on the command line.
pub(crate) fn input(named: PathBuf) -> Result<Input, Trouble> {
    let told = named.to_string_lossy();
    let scheme = told.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("http" | "https") => Ok(Input::Address(told.into_owned())),
        Some("ftp" | "file" | "gopher") => Err(Trouble::new(
            format!("{told} is not fetched"),
            "Only addresses that begin with https:// or http:// are.",
            "Name the file itself, without file://, or fetch it yourself.",
        )),
        _ => Ok(if told == "-" { Input::Stdin } else { Input::Path(named) }),
    }
}

pub(crate) fn inputs(named: Vec<PathBuf>) -> Result<Vec<Input>, Trouble> {
    if !named.is_empty() {
        let inputs = named.into_iter().map(input).collect::<Result<Vec<_>, _>>()?;
        if inputs.iter().filter(|input| **input == Input::Stdin).count() > 1 {
            return Err(Trouble::new(
                "- stands twice",
                "Standard input can be read once.",
                "Leave one of the two out.",
            ));
        }
        return Ok(inputs);
    }
    if std::io::stdin().is_terminal() {
        return Err(Trouble::new(
            "nothing to read",
            "No input was named, and standard input is the keyboard.",
            "Name a file or a folder, or pipe text in; `hearsay read --help` has examples.",
        ));
    }
    Ok(vec![Input::Stdin])
}

/// Where output goes by its name: nothing or `-` is standard output, what exists as a folder or ends in / is one.
pub(crate) fn destination(output: Option<PathBuf>) -> Destination {
    match output {
        None => Destination::Stdout,
        Some(path) if path.as_os_str() == "-" => Destination::Stdout,
        Some(path) if path.is_dir() || path.to_string_lossy().ends_with(['/', '\\']) => {
            Destination::Folder(path)
        }
        Some(path) => Destination::File(path),
    }
}

/// Columns where none were asked for: the terminal's up to 100, and 100 where there is no terminal.
pub(crate) fn usual_width(to: &Destination) -> u16 {
    const WIDEST: u16 = 100;
    const NARROWEST: u16 = 40;
    if *to != Destination::Stdout {
        return WIDEST;
    }
    terminal_size::terminal_size_of(std::io::stdout())
        .map_or(WIDEST, |(terminal_size::Width(columns), _)| columns.clamp(NARROWEST, WIDEST))
}

/// Columns of what is printed to standard output by commands that have no other place to print to: the terminal's up
/// to 100, and 80 where there is no terminal.
pub(crate) fn width_on_screen() -> u16 {
    if std::io::stdout().is_terminal() { usual_width(&Destination::Stdout) } else { 80 }
}

pub(crate) fn wants_colour(typed: Colour, to: &Destination) -> bool {
    match typed {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            *to == Destination::Stdout && std::io::stdout().is_terminal() && !refused
        }
    }
}

/// Whether the name of `path` ends in a dot and one of `endings`, in any case.
pub(crate) fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension()
        .and_then(|own| own.to_str())
        .is_some_and(|own| endings.iter().any(|ending| own.eq_ignore_ascii_case(ending)))
}
