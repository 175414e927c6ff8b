//! The promise to programs: the committed schema is the binary's, every reading fits it, and it can be read back.

use crate::support::{compare, fed, hearsay, root, sample};
use model::{Cited, Place, Reading};
use serde_json::Value;
use std::path::Path;

#[test]
fn the_committed_schemas_are_in_step() {
    assert_eq!(hearsay(["schema"]).done(), hearsay(["schema", "reading"]).done());
    for form in ["reading", "story", "answer"] {
        let path = root().join(format!("docs/schema/{form}-1.json"));
        compare(&path, &hearsay(["schema", form]).done(), "UPDATE_SCHEMA");
    }
}

/// Readings of every sort: whole, with tokens, verbatim, cut anywhere, lost.
fn readings() -> Vec<String> {
    let text = std::fs::read_to_string(sample("harbour.txt")).expect("the sample is there");
    let letters: Vec<char> = text.chars().collect();
    let mut all = vec![
        hearsay([
            "read".as_ref(),
            "--json".as_ref(),
            "--tokens".as_ref(),
            sample("harbour.html").as_os_str(),
        ])
        .done(),
        fed(["read", "--json", "--input", "body", "-"], text.as_bytes()).done(),
    ];
    let mut lines = String::from("{\"id\":\"empty\",\"body\":\"\"}\nno json\n");
    for cut in (0..letters.len()).step_by(97) {
        let piece: String = letters.iter().skip(cut).take(40 + cut).collect();
        lines += &format!("{}\n", serde_json::json!({"id": cut.to_string(), "text": piece}));
        let wide = piece.replace('e', "é").replace(". ", ".\u{1f5de} ");
        lines += &format!("{}\n", serde_json::json!({"id": cut.to_string(), "body": wide}));
    }
    all.extend(fed(["read", "--input", "jsonl", "-"], lines.as_bytes()).out.lines().map(str::to_owned));
    all
}

#[test]
fn readings_come_back_from_json_the_same() {
    for json in readings() {
        let edge: Reading<Cited, Place> = serde_json::from_str(&json).unwrap();
        let again = edge.to_bytes().to_edge();
        assert_eq!(edge, again);
        let written: Value = serde_json::to_value(&again).unwrap();
        assert_eq!(written, serde_json::from_str::<Value>(&json).unwrap());
    }
}

#[test]
fn readings_fit_the_schema() {
    let schema: Value = serde_json::from_str(&hearsay(["schema"]).done()).unwrap();
    for json in readings() {
        let reading: Value = serde_json::from_str(&json).unwrap();
        if let Err(complaint) = fits(&reading, &schema, &schema, Path::new("")) {
            panic!("{complaint}");
        }
    }
    let none = serde_json::json!({"schema": "hearsay/reading/1", "id": 7});
    assert!(fits(&none, &schema, &schema, Path::new("")).is_err());
}

/// As much of JSON Schema as the committed file uses; a keyword that is not known here fails the test.
fn fits(value: &Value, schema: &Value, root: &Value, at: &Path) -> Result<(), String> {
    let Some(rules) = schema.as_object() else { return Ok(()) };
    let place = at.display();
    for (keyword, rule) in rules {
        let ok = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "format" | "minimum" | "default" | "pattern" => {
                true
            }
            "$ref" => {
                let pointer = rule.as_str().unwrap_or_default().trim_start_matches('#');
                fits(value, root.pointer(pointer).ok_or("a reference to nothing")?, root, at)?;
                true
            }
            "type" => match rule {
                Value::Array(any) => any.iter().any(|one| is_of(value, one)),
                one => is_of(value, one),
            },
            "enum" => rule.as_array().is_some_and(|any| any.contains(value)),
            "const" => rule == value,
            "anyOf" | "oneOf" => {
                let fit = |one: &&Value| fits(value, one, root, at).is_ok();
                let count = rule.as_array().map_or(0, |any| any.iter().filter(fit).count());
                count == 1 || (count > 1 && keyword == "anyOf")
            }
            "required" => rule.as_array().is_some_and(|all| all.iter().all(|name| has(value, name))),
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    fits(item, rule, root, &at.join(index.to_string()))?;
                }
                true
            }
            "properties" => {
                for (name, own) in value.as_object().into_iter().flatten() {
                    let known = rule.get(name).ok_or(format!("{place}: `{name}` is not in the schema"))?;
                    fits(own, known, root, &at.join(name))?;
                }
                true
            }
            "additionalProperties" => {
                for (name, own) in value.as_object().into_iter().flatten() {
                    fits(own, rule, root, &at.join(name))?;
                }
                true
            }
            other => return Err(format!("{place}: this test does not know the keyword `{other}`")),
        };
        if !ok {
            return Err(format!("{place}: {value} does not fit {keyword}: {rule}"));
        }
    }
    Ok(())
}

fn has(value: &Value, name: &Value) -> bool {
    name.as_str().is_some_and(|name| value.get(name).is_some())
}

fn is_of(value: &Value, kind: &Value) -> bool {
    match kind.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        _ => false,
    }
}
