//! The kinds of column that a table is made of, and how one is filled.
//!
//! In: values, a row at a time · Out: an Arrow array · From: Arrow's columnar format: structs and lists for spans
//! Fails: a value of another kind than its column counts as absent · Cost: O(values)

use arrow_array::builder::{BooleanBuilder, Float32Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{Array, ArrayRef, ListArray, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field, Fields};
use model::Cited;
use std::sync::Arc;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// UTF-8 words.
    Text,
    /// A whole number.
    Count,
    /// 0.0 to 1.0.
    Share,
    /// Yes or no.
    Flag,
    /// `{start, end, text}`: code points into the article's text, and the words.
    Span,
    /// A list of words.
    Texts,
    /// A list of `{kind, start, end}`: labelled stretches of the article's text.
    Places,
}

/// What stands in one cell.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Nothing is known.
    None,
    Text(String),
    Count(i64),
    Share(f32),
    Flag(bool),
    Span(Cited),
    Texts(Vec<String>),
    Places(Vec<(&'static str, i64, i64)>),
}

impl Value {
    /// Words, if any.
    pub(super) fn words(words: Option<impl ToString>) -> Self {
        words.map_or(Value::None, |words| Value::Text(words.to_string()))
    }

    /// A number, if any.
    pub(super) fn count(count: Option<usize>) -> Self {
        count.and_then(|count| i64::try_from(count).ok()).map_or(Value::None, Value::Count)
    }

    /// Memory that it takes, about.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Value::Text(text) => text.len(),
            Value::Span(span) => 16 + span.text.len(),
            Value::Texts(texts) => texts.iter().map(String::len).sum(),
            Value::Places(places) => 24 * places.len(),
            _ => 8,
        }
    }
}

impl Kind {
    /// The field of the schema.
    pub(super) fn field(self, name: &str) -> Field {
        Field::new(name, self.data_type(), true)
    }

    fn data_type(self) -> DataType {
        match self {
            Kind::Text => DataType::Utf8,
            Kind::Count => DataType::Int64,
            Kind::Share => DataType::Float32,
            Kind::Flag => DataType::Boolean,
            Kind::Span => DataType::Struct(span_fields()),
            Kind::Texts => DataType::new_list(DataType::Utf8, true),
            Kind::Places => DataType::new_list(DataType::Struct(place_fields()), true),
        }
    }

    /// An empty column.
    pub(super) fn column(self) -> Column {
        match self {
            Kind::Text => Column::Text(StringBuilder::new()),
            Kind::Count => Column::Count(Int64Builder::new()),
            Kind::Share => Column::Share(Float32Builder::new()),
            Kind::Flag => Column::Flag(BooleanBuilder::new()),
            Kind::Span => Column::Span(Structs::default()),
            Kind::Texts => Column::Texts(ListBuilder::new(StringBuilder::new())),
            Kind::Places => Column::Places { lengths: Vec::new(), places: Structs::default() },
        }
    }
}

fn span_fields() -> Fields {
    let number = |name: &str| Field::new(name, DataType::Int64, true);
    vec![number("start"), number("end"), Field::new("text", DataType::Utf8, true)].into()
}

fn place_fields() -> Fields {
    let number = |name: &str| Field::new(name, DataType::Int64, true);
    vec![Field::new("kind", DataType::Utf8, true), number("start"), number("end")].into()
}

/// A column being filled.
pub(super) enum Column {
    Text(StringBuilder),
    Count(Int64Builder),
    Share(Float32Builder),
    Flag(BooleanBuilder),
    Span(Structs),
    Texts(ListBuilder<StringBuilder>),
    Places { lengths: Vec<usize>, places: Structs },
}

/// Start, end and words of many stretches, absent ones too.
#[derive(Default)]
pub(super) struct Structs {
    start: Int64Builder,
    end: Int64Builder,
    words: StringBuilder,
    there: Vec<bool>,
}

impl Structs {
    fn push(&mut self, stretch: Option<(i64, i64, &str)>) {
        self.start.append_option(stretch.map(|it| it.0));
        self.end.append_option(stretch.map(|it| it.1));
        self.words.append_option(stretch.map(|it| it.2));
        self.there.push(stretch.is_some());
    }

    /// Start, end, words, and which are there.
    fn finish(&mut self) -> (ArrayRef, ArrayRef, ArrayRef, NullBuffer) {
        let there = NullBuffer::from(std::mem::take(&mut self.there));
        (Arc::new(self.start.finish()), Arc::new(self.end.finish()), Arc::new(self.words.finish()), there)
    }
}

impl Column {
    /// Adds a cell.
    pub(super) fn push(&mut self, value: Value) {
        match (self, value) {
            (Column::Text(column), Value::Text(text)) => column.append_value(text),
            (Column::Text(column), _) => column.append_null(),
            (Column::Count(column), Value::Count(count)) => column.append_value(count),
            (Column::Count(column), _) => column.append_null(),
            (Column::Share(column), Value::Share(share)) => column.append_value(share),
            (Column::Share(column), _) => column.append_null(),
            (Column::Flag(column), Value::Flag(flag)) => column.append_value(flag),
            (Column::Flag(column), _) => column.append_null(),
            (Column::Span(column), Value::Span(span)) => {
                let place = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
                column.push(Some((place(span.start), place(span.end), &span.text)));
            }
            (Column::Span(column), _) => column.push(None),
            (Column::Texts(column), Value::Texts(texts)) => {
                texts.iter().for_each(|text| column.values().append_value(text));
                column.append(true);
            }
            // A list of nothing is an empty list.
            (Column::Texts(column), _) => column.append(true),
            (Column::Places { lengths, places }, Value::Places(stretches)) => {
                lengths.push(stretches.len());
                stretches.iter().for_each(|(kind, start, end)| places.push(Some((*start, *end, kind))));
            }
            (Column::Places { lengths, .. }, _) => lengths.push(0),
        }
    }

    /// The cells so far; the column is empty again.
    pub(super) fn finish(&mut self) -> ArrayRef {
        match self {
            Column::Text(column) => Arc::new(column.finish()),
            Column::Count(column) => Arc::new(column.finish()),
            Column::Share(column) => Arc::new(column.finish()),
            Column::Flag(column) => Arc::new(column.finish()),
            Column::Span(column) => {
                let (start, end, text, there) = column.finish();
                Arc::new(StructArray::new(span_fields(), vec![start, end, text], Some(there)))
            }
            Column::Texts(column) => Arc::new(column.finish()),
            Column::Places { lengths, places } => {
                let (start, end, kind, there) = places.finish();
                let places = StructArray::new(place_fields(), vec![kind, start, end], Some(there));
                let item = Field::new_list_field(places.data_type().clone(), true);
                let offsets = OffsetBuffer::from_lengths(std::mem::take(lengths));
                Arc::new(ListArray::new(Arc::new(item), offsets, Arc::new(places), None))
            }
        }
    }
}
