//! `hearsay add`: read, mark, keep. Items are read and marked on all cores, one thread writes, and no more is in memory
//! than keeps both busy.

use crate::args::AddArgs;
use crate::config::{Outside, Talk, inputs, threads};
use crate::corrections::Corrections;
use crate::in_order::in_order;
use crate::inputs::{Found, Item};
use crate::intake::{AHEAD, write};
use crate::messages::Messages;
use crate::newsroom::{Newsroom, guarded};
use crate::trouble::{Exit, Trouble};
use archive::{Access, Archive, Facts, Fate, Filed, Parcel};
use model::jiff::Timestamp;
use model::{Caveat, CaveatCode};
use std::sync::Mutex;
use std::sync::mpsc::sync_channel;

/// Carries it out.
pub(crate) fn add(typed: AddArgs) -> Result<Exit, Trouble> {
    let named = inputs(typed.inputs)?;
    let outside = Outside::meant(typed.outside)?;
    let talk = Talk::meant(typed.quiet, typed.verbose);
    let found = Found::among(&named, &outside);
    let messages = Messages::open(talk, found.count(), false);
    for path in &found.skipped {
        messages.detail(&format!("skipped {}: no kind of file that is read", path.display()));
    }
    if found.is_empty() {
        crate::messages::line(&crate::read::nothing_found(&named, found.skipped.len()).to_string());
        return Ok(Exit::Nothing);
    }
    let path = typed.archive.path()?;
    let mut archive = Archive::open(&path, Access::Write)?;
    // What is done is looked up beside the writer.
    let done = Mutex::new(Archive::open(&path, Access::Read)?);
    // Corrections are laid over when an article is shown, so that taking one back needs no second reading.
    let newsroom = Newsroom::open(outside, typed.model.size(), Corrections::default(), false);
    let newsroom = if typed.no_marks { newsroom.without_marks() } else { newsroom };
    let left_out = found.left_out.clone();
    let mut tally = Tally::default();
    let (handed_in, parcels) = sync_channel(AHEAD);
    let written = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut counted = Counted::default();
            let written = write(&mut archive, &parcels, |label: String, filed| {
                messages.one_more();
                messages.detail(&format!("{label}: {}", told(&filed)));
                counted.count(&filed);
            });
            // Whoever still hands in must not wait for ever.
            drop(parcels);
            (written, counted)
        });
        let went = in_order(
            found.items(),
            threads(typed.threads),
            |item| work(&newsroom, &done, item),
            |work| {
                match work {
                    Work::Read { label, parcel, caveats } => {
                        tally.with_caveats += usize::from(!caveats.is_empty());
                        caveats.iter().for_each(|caveat| messages.detail(&line(&label, caveat)));
                        return handed_in.send((*parcel, label)).map_err(|_| ());
                    }
                    Work::Done { label } => {
                        tally.done += 1;
                        messages.detail(&format!("{label}: done before"));
                    }
                    Work::Lost { label, caveats } => {
                        tally.lost += 1;
                        tally.unreadable |=
                            caveats.iter().any(|caveat| caveat.code == CaveatCode::Unreadable);
                        caveats.iter().for_each(|caveat| messages.say(&line(&label, caveat)));
                    }
                    Work::Failed(error) => {
                        tally.failed.get_or_insert(error);
                        return Err(());
                    }
                }
                messages.one_more();
                Ok(())
            },
        );
        drop(handed_in);
        let (written, counted) = writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        // Where the writer failed, its error tells why the rest was not read.
        went.ok();
        tally.counted = counted;
        written
    });
    messages.bar_done();
    if let Ok(left_out) = left_out.lock() {
        left_out.notes.iter().for_each(|note| messages.detail(note));
        left_out.told().iter().for_each(|told| messages.say(told));
    }
    messages.say(&tally.told());
    if let Some(error) = written.err().or(tally.failed.take()) {
        return Err(error.into());
    }
    Ok(match tally.counted.all() + tally.done {
        0 if tally.unreadable => Exit::Error,
        0 => Exit::Nothing,
        _ => Exit::Done,
    })
}

/// What became of an item before it is written.
enum Work {
    /// It was read.
    Read { label: String, parcel: Box<Parcel>, caveats: Vec<Caveat> },
    /// It is in the archive already, as the same bytes.
    Done { label: String },
    /// It could not be read.
    Lost { label: String, caveats: Vec<Caveat> },
    /// The archive could not be asked.
    Failed(archive::Error),
}

/// All that is done with an item on a thread of its own.
fn work(newsroom: &Newsroom, done: &Mutex<Archive>, item: Item) -> Work {
    let label = item.label();
    let item = newsroom.load(item);
    let hash = newsroom.hash(&item);
    if let Some(hash) = &hash {
        let asked = done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).done(hash);
        match asked {
            Ok(None) => {}
            Ok(Some(_)) => return Work::Done { label },
            Err(error) => return Work::Failed(error),
        }
    }
    let reading = newsroom.read_one(item);
    let caveats = reading.caveats.clone();
    let facts = Facts {
        item: hash,
        origin: label.clone(),
        desk: newsroom.desk().map(str::to_owned),
        seen: Timestamp::now(),
    };
    match guarded(|| Parcel::of(reading, facts)) {
        Ok(Some(parcel)) => Work::Read { label, parcel: Box::new(parcel), caveats },
        Ok(None) => Work::Lost { label, caveats },
        Err(caveat) => Work::Lost { label, caveats: vec![caveat] },
    }
}

fn line(label: &str, caveat: &Caveat) -> String {
    let Caveat { code, message, .. } = caveat;
    match (code, message.contains(label)) {
        (CaveatCode::BadLine, _) => {
            let batch = label.rsplit_once(" line ").map_or("", |(batch, _)| batch);
            format!("{batch}: {message} [{code}]")
        }
        (_, true) => format!("{message} [{code}]"),
        (_, false) => format!("{label}: {message} [{code}]"),
    }
}

fn told(filed: &Filed) -> String {
    let Filed { id, version, fate } = filed;
    match fate {
        Fate::New => format!("new, {id}"),
        Fate::Version => format!("version {version} of {id}"),
        Fate::Known => format!("known, {id}"),
    }
}

/// What was written.
#[derive(Default)]
struct Counted {
    new: usize,
    versions: usize,
    known: usize,
}

impl Counted {
    fn count(&mut self, filed: &Filed) {
        match filed.fate {
            Fate::New => self.new += 1,
            Fate::Version => self.versions += 1,
            Fate::Known => self.known += 1,
        }
    }

    fn all(&self) -> usize {
        self.new + self.versions + self.known
    }
}

/// How the items fared.
#[derive(Default)]
struct Tally {
    counted: Counted,
    done: usize,
    with_caveats: usize,
    lost: usize,
    /// Whether something that was named could not be opened.
    unreadable: bool,
    failed: Option<archive::Error>,
}

impl Tally {
    fn told(&self) -> String {
        let Tally { counted: Counted { new, versions, known }, done, with_caveats, lost, .. } = self;
        format!(
            "{new} new, {versions} new versions, {known} known, {done} done before, {lost} lost; {with_caveats} with caveats"
        )
    }
}
