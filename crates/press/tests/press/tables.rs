//! Tables: Parquet holds what CSV holds, with spans that point into the text.

use super::story::reading as story;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, RecordBatch};
use model::Reading;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use press::parquet::{Table, Tabulator};

/// The table of some readings, read back, and the name of its schema.
fn table(table: Table, readings: &[Reading]) -> (Vec<RecordBatch>, String) {
    let mut writer = Tabulator::open(Vec::new(), table).unwrap();
    readings.iter().for_each(|reading| writer.add(reading).unwrap());
    let bytes = bytes::Bytes::from(writer.close().unwrap());
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes).unwrap();
    let about = reader.metadata().file_metadata().key_value_metadata().unwrap();
    let name = about.iter().find(|one| one.key == "hearsay.schema").unwrap().value.clone().unwrap();
    (reader.build().unwrap().map(Result::unwrap).collect(), name)
}

fn rows(batches: &[RecordBatch]) -> usize {
    batches.iter().map(RecordBatch::num_rows).sum()
}

#[test]
fn parquet_has_the_rows_of_csv() {
    let reading = story();
    for (kind, csv) in [
        (Table::Events, press::csv::events_rows(&reading)),
        (Table::Statements, press::csv::statements_rows(&reading)),
        (Table::Coded, press::coded::rows(&reading)),
        (Table::Articles, press::articles::rows(&reading).replace("\n\n", " ")),
    ] {
        let (batches, name) = table(kind, std::slice::from_ref(&reading));
        assert_eq!(rows(&batches), csv.matches("\r\n").count(), "{kind:?}");
        assert_eq!(name, kind.schema_name());
    }
}

#[test]
fn spans_are_code_points_of_the_text_and_their_words() {
    let reading = story();
    let text: Vec<char> = reading.article.as_ref().unwrap().text.chars().collect();
    let (batches, _) = table(Table::Events, std::slice::from_ref(&reading));
    let mut held = 0;
    for batch in &batches {
        for name in ["trigger", "cue", "sentence", "actor_words"] {
            let column = batch.column_by_name(name).unwrap().as_struct();
            let (start, end) =
                (column.column(0).as_primitive::<Int64Type>(), column.column(1).as_primitive::<Int64Type>());
            let words = column.column(2).as_string::<i32>();
            for row in (0..column.len()).filter(|row| column.is_valid(*row)) {
                let place = |at: i64| usize::try_from(at).unwrap();
                let stretch: String = text[place(start.value(row))..place(end.value(row))].iter().collect();
                assert_eq!(stretch, words.value(row));
                held += 1;
            }
        }
    }
    assert!(held > 5);
}

#[test]
fn many_rows_go_in_several_groups_and_none_is_lost() {
    let readings = vec![story(); 3000];
    let one = rows(&table(Table::Events, &readings[..1]).0);
    assert_eq!(rows(&table(Table::Events, &readings).0), 3000 * one);
    assert_eq!(rows(&table(Table::Articles, &readings).0), 3000);
}

#[test]
fn a_table_of_nothing_is_a_table() {
    let (batches, name) = table(Table::Statements, &[]);
    assert_eq!((rows(&batches), name.as_str()), (0, "hearsay/statements/1"));
}

#[test]
fn words_of_an_article_stay_words_in_parquet_and_are_made_harmless_in_csv() {
    let mut reading = story();
    reading.article.as_mut().unwrap().headline = Some("=HYPERLINK(\"x\")".to_owned());
    let (batches, _) = table(Table::Articles, std::slice::from_ref(&reading));
    assert_eq!(
        batches[0].column_by_name("headline").unwrap().as_string::<i32>().value(0),
        "=HYPERLINK(\"x\")"
    );
    assert!(press::articles::rows(&reading).contains("\"'=HYPERLINK(\"\"x\"\")\""));
}
