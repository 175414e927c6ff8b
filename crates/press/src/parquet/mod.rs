//! Readings as a table in Parquet: one row an event, a statement, a coded event or an article, nothing shortened.
//!
//! In: readings, some at a time · Out: a Parquet file, its schema's name and version in its metadata
//! From: Apache Parquet 2; Arrow 59; DESIGN section 5 (spans in code points with their words)
//! Fails: where the place that is written to fails; a reading without an article or without notes has no rows
//! Cost: O(marks); memory for one row group of at most [`ROWS_AT_ONCE`] rows

mod columns;
mod rows;

use crate::error::Error;
use crate::lookup::Lookup;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{Field, Schema, SchemaRef};
use columns::{Column, Value};
use model::Reading;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use std::io::Write;
use std::sync::Arc;

/// Rows of a row group. A reader takes one group at a time into memory; 8,192 events with their sentences are 5 MB.
const ROWS_AT_ONCE: usize = 8192;

/// Bytes of words in a row group, for tables of whole articles.
const BYTES_AT_ONCE: usize = 16 << 20;

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// One row an event.
    Events,
    /// One row a statement.
    Statements,
    /// One row an event with an actor and a code of PLOVER and CAMEO.
    Coded,
    /// One row an article, its text with it.
    Articles,
}

impl Table {
    /// The name and version that stand in the file's metadata as `hearsay.schema`.
    pub fn schema_name(self) -> &'static str {
        match self {
            Table::Events => "hearsay/events/1",
            Table::Statements => "hearsay/statements/1",
            Table::Coded => "hearsay/coded/1",
            Table::Articles => "hearsay/articles/1",
        }
    }
}

/// A Parquet file being written.
pub struct Tabulator<W: Write + Send> {
    table: Table,
    schema: SchemaRef,
    writer: ArrowWriter<W>,
    columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

impl<W: Write + Send> Tabulator<W> {
    /// Opens the table; `out` is to be a place of its own, to be renamed when [`Tabulator::close`] has returned.
    ///
    /// # Errors
    /// [`Error::Writing`].
    pub fn open(out: W, table: Table) -> Result<Self, Error> {
        let kinds = rows::kinds(table);
        let fields: Vec<Field> = kinds.iter().map(|(name, kind)| kind.field(name)).collect();
        let schema = Arc::new(Schema::new(fields));
        // In the file's own metadata, where every reader of Parquet looks, not in Arrow's alone.
        let name = KeyValue::new("hearsay.schema".to_owned(), table.schema_name().to_owned());
        let properties = WriterProperties::builder()
            .set_key_value_metadata(Some(vec![name]))
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(ROWS_AT_ONCE))
            .set_created_by(format!("hearsay {}", env!("CARGO_PKG_VERSION")))
            .build();
        let writer = ArrowWriter::try_new(out, schema.clone(), Some(properties)).map_err(told)?;
        let columns = kinds.iter().map(|(_, kind)| kind.column()).collect();
        Ok(Tabulator { table, schema, writer, columns, rows: 0, bytes: 0 })
    }

    /// Adds the rows of one reading.
    ///
    /// # Errors
    /// [`Error::Writing`].
    pub fn add(&mut self, reading: &Reading) -> Result<(), Error> {
        let lookup = Lookup::of(reading);
        for row in rows::rows(self.table, &lookup) {
            self.bytes += row.iter().map(Value::bytes).sum::<usize>();
            for (column, value) in self.columns.iter_mut().zip(row) {
                column.push(value);
            }
            self.rows += 1;
            if self.rows == ROWS_AT_ONCE || self.bytes >= BYTES_AT_ONCE {
                self.group()?;
            }
        }
        Ok(())
    }

    /// Writes what is left and the end of the file, and gives the place back.
    ///
    /// # Errors
    /// [`Error::Writing`].
    pub fn close(mut self) -> Result<W, Error> {
        self.group()?;
        self.writer.into_inner().map_err(told)
    }

    /// Writes the rows so far as a row group.
    fn group(&mut self) -> Result<(), Error> {
        if self.rows == 0 {
            return Ok(());
        }
        let arrays: Vec<ArrayRef> = self.columns.iter_mut().map(Column::finish).collect();
        let batch = RecordBatch::try_new(self.schema.clone(), arrays);
        let batch = batch.map_err(|error| Error::Making(error.to_string()))?;
        (self.rows, self.bytes) = (0, 0);
        self.writer.write(&batch).map_err(told)?;
        self.writer.flush().map_err(told)
    }
}

fn told(error: ParquetError) -> Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<std::io::Error>() {
            Ok(inner) => Error::Writing(*inner),
            Err(inner) => Error::Making(inner.to_string()),
        },
        other => Error::Making(other.to_string()),
    }
}
