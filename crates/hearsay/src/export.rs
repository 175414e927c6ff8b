//! `hearsay export`: the archive, or what a search finds in it, in a form for other programs. Articles are read, shown
//! and let go one by one, so that memory does not grow with the archive.

use crate::args::{ExportArgs, ExportFormat, ExportRows};
use crate::messages;
use crate::output::{beside, keep};
use crate::trouble::{Exit, Trouble};
use archive::{Access, Archive, Kept, Key, Query};
use model::Reading;
#[cfg(feature = "parquet")]
use press::parquet::{Table, Tabulator};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use tempfile::NamedTempFile;

/// Articles that are fetched at once. A hundred readings are some megabytes.
const AT_ONCE: usize = 100;

/// Carries it out.
pub(crate) fn export(typed: ExportArgs) -> Result<Exit, Trouble> {
    if typed.format == ExportFormat::Jsonl && typed.rows.is_some() {
        return Err(Trouble::new(
            "--rows is only for tables",
            "A line of JSON is a whole reading.",
            "Add --format csv or parquet, or leave --rows out.",
        ));
    }
    let to = typed.output.filter(|path| path.as_os_str() != "-");
    #[cfg(feature = "parquet")]
    if typed.format == ExportFormat::Parquet && to.is_none() && io::stdout().is_terminal() {
        return Err(Trouble::new(
            "Parquet is nothing to look at",
            "It is made of bytes that a terminal cannot show.",
            "Name a file with -o, like -o events.parquet.",
        ));
    }
    let archive = Archive::open(&typed.archive.path()?, Access::Read)?;
    let mut articles = Articles::asked_for(&archive, &typed.query.join(" "))?;
    let (mut count, mut lost) = (0_usize, 0_usize);
    let mut sink = Sink::open(to, typed.format, typed.rows.unwrap_or(ExportRows::Events))?;
    while let Some(kept) = articles.next_one()? {
        match kept {
            Ok(kept) => {
                // In the archive an article is called by the archive's id, whatever its input called it.
                sink.add(&Reading { id: kept.id, ..kept.reading })?;
                count += 1;
            }
            Err(error) => {
                messages::line(&error.to_string());
                lost += 1;
            }
        }
    }
    if count == 0 {
        // No file: an empty one would look like an answer.
        if !typed.quiet {
            messages::line("Nothing to export: no article was found.");
        }
        return Ok(Exit::Nothing);
    }
    sink.close()?;
    if !typed.quiet {
        let damaged = if lost > 0 { format!(", {lost} could not be read") } else { String::new() };
        messages::line(&format!("{count} exported{damaged}"));
    }
    Ok(if lost > 0 { Exit::Error } else { Exit::Done })
}

/// The articles that were asked for, some in memory at a time.
struct Articles<'a> {
    archive: &'a Archive,
    asked: Asked,
}

enum Asked {
    All { after: Option<Key>, page: std::vec::IntoIter<archive::Result<Kept>>, ended: bool },
    These(std::vec::IntoIter<Key>),
}

impl<'a> Articles<'a> {
    fn asked_for(archive: &'a Archive, line: &str) -> Result<Self, Trouble> {
        if line.trim().is_empty() {
            let asked = Asked::All { after: None, page: Vec::new().into_iter(), ended: false };
            return Ok(Articles { archive, asked });
        }
        let query = Query::parse(line).map_err(|complaint| {
            Trouble::new(
                format!("cannot understand `{line}`"),
                complaint.to_string(),
                "`hearsay search --help` tells how a query is written.",
            )
        })?;
        Ok(Articles { archive, asked: Asked::These(archive.matching(&query)?.into_iter()) })
    }

    /// The next article; an article that is damaged is an error in its place.
    fn next_one(&mut self) -> Result<Option<archive::Result<Kept>>, Trouble> {
        match &mut self.asked {
            Asked::These(keys) => {
                for key in keys {
                    match self.archive.fetch_at(key) {
                        // Removed in the meantime.
                        Ok(None) => {}
                        Ok(Some(kept)) => return Ok(Some(Ok(kept))),
                        Err(error) => return Ok(Some(Err(error))),
                    }
                }
                Ok(None)
            }
            Asked::All { after, page, ended } => loop {
                if let Some(next) = page.next() {
                    return Ok(Some(next));
                }
                if *ended {
                    return Ok(None);
                }
                let next = self.archive.after(*after, AT_ONCE)?;
                let last = next.iter().rev().find_map(|one| one.as_ref().ok().map(|kept| kept.key));
                // A page without one sound article would begin again and again.
                *ended = next.is_empty() || last.is_none();
                (*after, *page) = (last, next.into_iter());
            },
        }
    }
}

/// Where it goes, and in which form.
struct Sink {
    form: Form,
    to: Option<PathBuf>,
}

enum Form {
    Jsonl(BufWriter<Place>),
    Csv(ExportRows, BufWriter<Place>),
    #[cfg(feature = "parquet")]
    Parquet(Box<Tabulator<BufWriter<Place>>>),
}

/// Standard output, or a file that has not got its name yet.
enum Place {
    Stdout(io::Stdout),
    File(NamedTempFile),
}

impl Write for Place {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Place::Stdout(out) => out.write(bytes),
            Place::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Place::Stdout(out) => out.flush(),
            Place::File(file) => file.flush(),
        }
    }
}

impl Sink {
    fn open(to: Option<PathBuf>, format: ExportFormat, rows: ExportRows) -> Result<Self, Trouble> {
        let place = match &to {
            None => Place::Stdout(io::stdout()),
            Some(path) => Place::File(beside(path)?),
        };
        let out = BufWriter::with_capacity(1 << 16, place);
        let form = match format {
            ExportFormat::Jsonl => Form::Jsonl(out),
            ExportFormat::Csv => Form::Csv(rows, out),
            #[cfg(feature = "parquet")]
            ExportFormat::Parquet => {
                let opened = Tabulator::open(out, table(rows)).map_err(|error| unwritten(to.as_ref(), error));
                Form::Parquet(Box::new(opened?))
            }
        };
        let mut sink = Sink { form, to };
        if let Form::Csv(rows, out) = &mut sink.form {
            let header = match rows {
                ExportRows::Events => press::csv::events_header(),
                ExportRows::Statements => press::csv::statements_header(),
                ExportRows::Coded => press::coded::header_row(),
                ExportRows::Articles => press::articles::header_row(),
            };
            out.write_all(header.as_bytes()).map_err(|error| unwritten(sink.to.as_ref(), error.into()))?;
        }
        Ok(sink)
    }

    fn add(&mut self, reading: &Reading) -> Result<(), Trouble> {
        let written: Result<(), press::Error> = match &mut self.form {
            Form::Jsonl(out) => {
                let line = press::json::reading(reading) + "\n";
                out.write_all(line.as_bytes()).map_err(Into::into)
            }
            Form::Csv(rows, out) => {
                let rows = match rows {
                    ExportRows::Events => press::csv::events_rows(reading),
                    ExportRows::Statements => press::csv::statements_rows(reading),
                    ExportRows::Coded => press::coded::rows(reading),
                    ExportRows::Articles => press::articles::rows(reading),
                };
                out.write_all(rows.as_bytes()).map_err(Into::into)
            }
            #[cfg(feature = "parquet")]
            Form::Parquet(table) => table.add(reading),
        };
        written.map_err(|error| unwritten(self.to.as_ref(), error))
    }

    /// Ends it; only now a file takes its name.
    fn close(self) -> Result<(), Trouble> {
        let to = self.to;
        let out = match self.form {
            Form::Jsonl(out) | Form::Csv(_, out) => out,
            #[cfg(feature = "parquet")]
            Form::Parquet(table) => table.close().map_err(|error| unwritten(to.as_ref(), error))?,
        };
        let place = out.into_inner().map_err(|error| unwritten(to.as_ref(), error.into_error().into()))?;
        match (place, &to) {
            (Place::File(file), Some(to)) => keep(file, to),
            (Place::Stdout(mut out), _) => Ok(out.flush()?),
            (Place::File(_), None) => Ok(()),
        }
    }
}

#[cfg(feature = "parquet")]
fn table(rows: ExportRows) -> Table {
    match rows {
        ExportRows::Events => Table::Events,
        ExportRows::Statements => Table::Statements,
        ExportRows::Coded => Table::Coded,
        ExportRows::Articles => Table::Articles,
    }
}

/// What went wrong on the way to the file or to standard output.
fn unwritten(to: Option<&PathBuf>, error: press::Error) -> Trouble {
    match (error, to) {
        (press::Error::Writing(error), Some(to)) => Trouble::writing(to, &error),
        (press::Error::Writing(error), None) => error.into(),
        (error, _) => {
            Trouble::new("the export stopped", error.to_string(), "Export as --format jsonl meanwhile.")
        }
    }
}
