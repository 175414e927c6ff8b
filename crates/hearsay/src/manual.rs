//! What the binary tells of itself: completions, manual pages, and the JSON Schema of a reading.

use crate::args::Typed;
use crate::trouble::{Exit, Trouble};
use clap::CommandFactory;
use model::{Cited, Place, Reading};
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

/// `hearsay schema`.
pub(crate) fn schema() -> Result<Exit, Trouble> {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Reading<Cited, Place>>();
    let mut json = serde_json::to_vec_pretty(&schema).map_err(io::Error::from)?;
    json.push(b'\n');
    print(&json)
}

fn print(bytes: &[u8]) -> Result<Exit, Trouble> {
    io::stdout().lock().write_all(bytes)?;
    Ok(Exit::Done)
}
