//! What the binary tells of itself: completions, manual pages, and the JSON Schemas of what it prints.

use crate::args::{Form, Typed};
use crate::trouble::{Exit, Trouble};
use clap::CommandFactory;
use model::{ANSWER_SCHEMA, Answer, Cited, Place, Reading, SCHEMA, STORY_SCHEMA, Story};
use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use std::io::{self, Write};

/// `hearsay completions SHELL`.
pub(crate) fn completions(shell: clap_complete::Shell) -> Result<Exit, Trouble> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Typed::command(), "hearsay", &mut script);
    print(&script)
}

/// `hearsay man [COMMAND]`.
pub(crate) fn man(command: Option<&str>) -> Result<Exit, Trouble> {
    let mut all = Typed::command();
    all.build();
    let page = match command {
        None => all,
        Some(name) => match all.find_subcommand(name) {
            Some(found) => found.clone(),
            None => {
                return Err(Trouble::new(
                    format!("hearsay has no command `{name}`"),
                    "There is a page for each command and no other.",
                    "`hearsay --help` lists the commands.",
                ));
            }
        },
    };
    let mut roff = Vec::new();
    clap_mangen::Man::new(page).render(&mut roff)?;
    print(&roff)
}

/// `hearsay schema [FORM]`.
pub(crate) fn schema(form: Form) -> Result<Exit, Trouble> {
    let settings =
        SchemaSettings::draft2020_12().for_serialize().with_transform(RecursiveTransform(in_json_words));
    let made = settings.into_generator();
    let (mut schema, name) = match form {
        Form::Reading => (made.into_root_schema_for::<Reading<Cited, Place>>(), SCHEMA),
        Form::Story => (made.into_root_schema_for::<Story<Cited>>(), STORY_SCHEMA),
        Form::Answer => (made.into_root_schema_for::<Answer<Cited>>(), ANSWER_SCHEMA),
    };
    schema.insert("title".to_owned(), name.into());
    if let Some(property) = schema.pointer_mut("/properties/schema") {
        *property = serde_json::json!({ "description": "The name and version of this form.", "const": name });
    }
    let mut json = serde_json::to_vec_pretty(&schema).map_err(io::Error::from)?;
    json.push(b'\n');
    print(&json)
}

/// The descriptions are written in Rust for who reads the code; here they speak to who reads the JSON.
fn in_json_words(schema: &mut Schema) {
    if let Some(serde_json::Value::String(told)) = schema.get_mut("description") {
        *told = told.replace("`None`", "null").replace("0.0..=1.0", "from 0 to 1");
        // What is said of type parameters is of no use here.
        if let Some((first, _)) = told.split_once(" `S` is ") {
            *told = first.to_owned();
        }
    }
}

fn print(bytes: &[u8]) -> Result<Exit, Trouble> {
    io::stdout().lock().write_all(bytes)?;
    Ok(Exit::Done)
}
