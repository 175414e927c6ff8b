//! `hearsay read`: find the items, read them, show the readings, count.

use crate::config::{Destination, Input, ReadPlan, Shape, Talk};
use crate::corrections::Corrections;
use crate::in_order::in_order;
use crate::inputs::{Found, Item};
use crate::messages::Messages;
use crate::newsroom::{Newsroom, guarded};
use crate::output::Output;
use crate::trouble::{Exit, Trouble};
use model::{CaveatCode, Reading};
use std::io::IsTerminal;

/// Carries out the plan.
pub(crate) fn read(plan: ReadPlan) -> Result<Exit, Trouble> {
    let mut found = Found::among(&plan.inputs, &plan.outside);
    let alone = is_alone(&plan) && found.is_one();
    let on_terminal = plan.to == Destination::Stdout && std::io::stdout().is_terminal();
    let messages = Messages::open(plan.talk, found.count(), on_terminal);
    for path in &found.skipped {
        messages.detail(&format!("skipped {}: no kind of file that is read", path.display()));
    }
    if found.is_empty() {
        let told = nothing_found(&plan.inputs, found.skipped.len());
        crate::messages::line(&told.to_string());
        return Ok(Exit::Nothing);
    }
    let corrections = Corrections::open(&plan.corrections)?;
    corrections.complaints.iter().for_each(|complaint| messages.say(complaint));
    let skipped = found.skipped.len();
    let left_out = found.left_out.clone();
    let mut output = Output::open(plan.to, plan.shape, alone)?;
    let newsroom = Newsroom::open(plan.outside, plan.model, corrections, plan.keep_tokens);
    let each_alone = output.each_alone();
    let mut tally = Tally::default();
    in_order(
        found.items(),
        plan.threads,
        |item: Item| {
            let label = item.label();
            let stem = item.stem();
            let (reading, text) = shown(newsroom.read_one(item), plan.shape, each_alone);
            let name = stem.unwrap_or_else(|| reading.id.clone());
            Shown { name, text, fate: Fate::of(label, reading) }
        },
        |shown| {
            messages.one_more();
            tally.count(&shown.fate, &messages, alone);
            match shown.text {
                Some(text) => output.write(&shown.name, &text),
                None => Ok(()),
            }
        },
    )?;
    output.close()?;
    messages.bar_done();
    if let Ok(left_out) = left_out.lock() {
        left_out.notes.iter().for_each(|note| messages.detail(note));
        left_out.told().iter().for_each(|told| messages.say(told));
    }
    tally.close(&messages, alone, skipped, plan.talk)
}

/// The reading with its looks. Should they fail, that too costs one item and no more.
fn shown(reading: Reading, shape: Shape, alone: bool) -> (Reading, Option<String>) {
    match guarded(|| shape.show(&reading, alone)) {
        Ok(text) => (reading, text),
        Err(caveat) => {
            let failed = Reading::failed(reading.id, caveat);
            let text = guarded(|| shape.show(&failed, alone)).ok().flatten();
            (failed, text)
        }
    }
}

/// Whether one article is all there can be: one input, and it is neither a folder nor a batch.
fn is_alone(plan: &ReadPlan) -> bool {
    match plan.inputs.as_slice() {
        [Input::Path(path)] if path.is_dir() => false,
        [input] => !plan.outside.is_batch(input),
        _ => false,
    }
}

/// One reading on its way from the thread that made it to the output.
struct Shown {
    name: String,
    text: Option<String>,
    fate: Fate,
}

/// What became of one item.
struct Fate {
    label: String,
    read: bool,
    caveats: Vec<(CaveatCode, String)>,
}

impl Fate {
    fn of(label: String, reading: Reading) -> Self {
        let caveats = reading.caveats.into_iter().map(|caveat| (caveat.code, caveat.message)).collect();
        Fate { label, read: reading.article.is_some(), caveats }
    }
}

/// How the items fared.
#[derive(Default)]
struct Tally {
    read: usize,
    with_caveats: usize,
    lost: usize,
    /// The first input that could not be opened, and why.
    unreadable: Option<(String, String)>,
    /// Why the last item was lost.
    last_lost: Option<(String, String)>,
}

impl Tally {
    fn count(&mut self, fate: &Fate, messages: &Messages, alone: bool) {
        if fate.read {
            self.read += 1;
            self.with_caveats += usize::from(!fate.caveats.is_empty());
        } else {
            self.lost += 1;
        }
        for (code, message) in &fate.caveats {
            // A message about a line names the line itself.
            let place = match code {
                CaveatCode::BadLine => fate.label.rsplit_once(" line ").map_or("", |(batch, _)| batch),
                _ => &fate.label,
            };
            let told = if message.contains(place) {
                format!("{message} [{code}]")
            } else {
                format!("{place}: {message} [{code}]")
            };
            match fate.read {
                true => messages.detail(&told),
                // Of a single input this is the error that the command ends with.
                false if !alone => messages.say(&told),
                false => {}
            }
            if !fate.read {
                self.last_lost = Some((fate.label.clone(), message.clone()));
                if *code == CaveatCode::Unreadable {
                    self.unreadable.get_or_insert_with(|| (fate.label.clone(), message.clone()));
                }
            }
        }
    }

    fn close(self, messages: &Messages, alone: bool, skipped: usize, talk: Talk) -> Result<Exit, Trouble> {
        if !alone {
            let Tally { read, with_caveats, lost, .. } = self;
            let mut told = format!("{read} read, {with_caveats} of them with caveats, {lost} lost");
            if skipped > 0 {
                told += &format!("; {skipped} of other kinds or hidden skipped");
            }
            messages.say(&told);
        }
        if self.read > 0 {
            return Ok(Exit::Done);
        }
        if let Some((label, why)) = self.unreadable {
            let remedy = match label.contains("://") {
                true => {
                    "Or save the page with your browser and read the file; docs/fetching.md says what is refused."
                }
                false => "Name a file or a folder that is there; `hearsay read --help` has examples.",
            };
            return Err(Trouble::new(format!("nothing could be read from {label}"), why, remedy));
        }
        if let (true, Some((label, why))) = (alone && talk != Talk::Quiet, self.last_lost) {
            crate::messages::line(&format!("{label} could not be read: {why}"));
        }
        Ok(Exit::Nothing)
    }
}

pub(crate) fn nothing_found(inputs: &[Input], skipped: usize) -> Trouble {
    let folders: Vec<String> = inputs
        .iter()
        .map(|input| match input {
            Input::Path(path) => path.display().to_string(),
            Input::Address(address) => address.clone(),
            Input::Stdin => "-".to_owned(),
        })
        .collect();
    let why = match skipped {
        0 => "The folder holds no files.".to_owned(),
        n => format!("None of its {n} entries is text or a web page, or all are hidden."),
    };
    Trouble::new(
        format!("nothing to read in {}", folders.join(", ")),
        why,
        "Name the files themselves, or a folder with .txt, .md, .html, .xml or .warc files.",
    )
}
