//! The newsroom: one item in, one reading out. Here wire and desk meet; whatever goes wrong with one item ends here
//! as a caveat on its reading.

use crate::args::InputKind;
use crate::batch::{BadLine, Content, LONGEST_LINE, Order};
use crate::config::Outside;
use crate::corrections::Corrections;
use crate::door::Want;
use crate::inputs::{Item, lost};
use archive::ItemHash;
use desk::{Brief, Desk, Model};
use model::{Article, Caveat, CaveatCode, Notes, Origin, Reading};
use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Of a larger file only the beginning is loaded. It is twice what wire reads of one page, so wire still sees that
/// there was more and says so in a caveat.
const MOST_BYTES: u64 = 32 << 20;

/// The language that the desk marks (BCP 47 primary subtag).
const MARKED: &str = "en";

/// The language of which it marks the times alone.
const TIMES_ONLY: &str = "es";

/// Caveats that marking makes, and that marking anew makes anew.
const OF_THE_DESK: &[CaveatCode] = &[
    CaveatCode::LanguageNotMarked,
    CaveatCode::NoPublicationDate,
    CaveatCode::HeadlineBeyondBody,
    CaveatCode::AnswerBeyondBody,
    CaveatCode::StatusUnknown,
    CaveatCode::SentenceTooLong,
    CaveatCode::Failed,
];

/// What all items share. The desk is built once.
pub(crate) struct Newsroom {
    desk: Desk,
    outside: Outside,
    corrections: Corrections,
    keep_tokens: bool,
    marks: bool,
}

impl Newsroom {
    pub(crate) fn open(outside: Outside, model: Model, corrections: Corrections, keep_tokens: bool) -> Self {
        Newsroom { desk: Desk::new(model), outside, corrections, keep_tokens, marks: true }
    }

    /// The same newsroom, which only reads and leaves marking for later.
    pub(crate) fn without_marks(self) -> Self {
        Newsroom { marks: false, ..self }
    }

    /// Which desk marks here; `None` where none does.
    pub(crate) fn desk(&self) -> Option<&str> {
        self.marks.then(|| self.desk.version())
    }

    /// The item with its bytes, so that it can be told by them before it is read.
    pub(crate) fn load(&self, item: Item) -> Item {
        let loaded = |label: String, bytes: io::Result<Vec<u8>>| match bytes {
            Ok(bytes) => Item::Bytes { label, bytes },
            Err(error) => lost(label, &error),
        };
        match item {
            Item::File(path) => loaded(path.display().to_string(), File::open(&path).and_then(load)),
            Item::Stdin => loaded("-".to_owned(), load(io::stdin().lock())),
            Item::Address(address) => self.fetch(address),
            other => other,
        }
    }

    /// The item that lies at an address.
    fn fetch(&self, address: String) -> Item {
        let Some(door) = &self.outside.door else {
            let caveat = Caveat::new(
                CaveatCode::Unreadable,
                "Nothing is fetched here. Save the page and read the file.",
            );
            return Item::Lost { label: address, caveat };
        };
        match door.fetch(&address, Want::Page) {
            Ok(fetched) => Item::Fetched { label: address, fetched: Box::new(fetched) },
            Err(refusal) => {
                let message =
                    format!("{} was not fetched: {}. {}", refusal.address, refusal.why, refusal.remedy());
                Item::Lost { label: address, caveat: Caveat::new(CaveatCode::Unreadable, message) }
            }
        }
    }

    /// What tells this loaded item from others: its bytes and what was said of it. `None` for one that was lost.
    pub(crate) fn hash(&self, item: &Item) -> Option<ItemHash> {
        let outside = self.outside.origin("");
        let (bytes, origin) = match item {
            Item::Bytes { bytes, .. } => (bytes, &outside),
            Item::Fetched { fetched, .. } => (&fetched.body, &outside),
            Item::Line { line: Some(line), .. } => (line, &outside),
            Item::Enclosed(inside) => (&inside.enclosed.bytes, &inside.enclosed.origin),
            _ => return None,
        };
        let kind = format!("{:?}", self.outside.kind);
        let published = origin.published.map(|day| day.to_string());
        let fetched = match item {
            Item::Fetched { fetched, .. } => Some(fetched.url.as_str()),
            _ => None,
        };
        let said = [
            Some(kind.as_str()),
            origin.url.as_deref().or(fetched),
            origin.outlet.as_deref(),
            published.as_deref(),
        ];
        Some(ItemHash::of(bytes, &said))
    }

    /// Marks the article of a reading anew; a failure leaves it without notes and tells why.
    pub(crate) fn remark(&self, mut reading: Reading) -> Reading {
        // What the desk said before goes; what the wire said stays.
        reading.caveats.retain(|caveat| !OF_THE_DESK.contains(&caveat.code));
        reading.notes = None;
        self.mark(reading, &Brief::default())
    }

    /// Gives the corrections back.
    pub(crate) fn close(self) -> Corrections {
        self.corrections
    }

    /// Reads one item and marks it. Never fails and never panics: see the module's first lines.
    pub(crate) fn read_one(&self, item: Item) -> Reading {
        let label = item.label();
        let origin = self.outside.origin(&label);
        match item {
            Item::Lost { label, caveat } => Reading::failed(label, caveat),
            Item::File(_) | Item::Stdin | Item::Address(_) => self.read_one(self.load(item)),
            Item::Bytes { bytes, .. } => self.read_bytes(&bytes, &origin),
            Item::Fetched { fetched, .. } => {
                let url = origin.url.clone().or_else(|| Some(fetched.url.to_string()));
                self.read_bytes(&fetched.body, &Origin { url, content_type: fetched.content_type, ..origin })
            }
            Item::Enclosed(inside) => {
                let brief = Brief { keep_tokens: self.keep_tokens, ..Brief::default() };
                self.reading(&inside.enclosed.origin, &brief, || inside.enclosed.read())
            }
            Item::Line { number, line, .. } => self.read_line(number, line.as_deref(), origin),
        }
    }

    /// Reads the bytes of a page or text and marks it.
    pub(crate) fn read_bytes(&self, bytes: &[u8], origin: &Origin) -> Reading {
        let brief = Brief { keep_tokens: self.keep_tokens, ..Brief::default() };
        self.reading(origin, &brief, || match self.outside.kind {
            InputKind::Auto | InputKind::Jsonl => wire::read(bytes, origin),
            InputKind::Text => wire::read(bytes, &of_type(origin, "text/plain")),
            InputKind::Html => wire::read(bytes, &of_type(origin, "text/html")),
            InputKind::Body => match std::str::from_utf8(bytes) {
                Ok(body) => wire::read_body(body, origin),
                Err(_) => {
                    let mut reading = wire::read_body(&String::from_utf8_lossy(bytes), origin);
                    reading.caveats.push(Caveat::new(
                        CaveatCode::EncodingDamaged,
                        "The body is not UTF-8; bytes that do not fit were replaced. Convert it to UTF-8 first.",
                    ));
                    reading
                }
            },
        })
    }

    fn read_line(&self, number: usize, line: Option<&[u8]>, mut origin: Origin) -> Reading {
        let order = match line {
            Some(line) => Order::read(line, self.keep_tokens),
            None => Err(BadLine { id: None, why: format!("it is longer than {} MiB", LONGEST_LINE >> 20) }),
        };
        let order = match order {
            Ok(order) => order,
            Err(BadLine { id, why }) => {
                let message =
                    format!("Line {number} was not read: {why}. Put that line right and read it again.");
                let id = id.unwrap_or_else(|| format!("line-{number}"));
                return Reading::failed(id, Caveat::new(CaveatCode::BadLine, message));
            }
        };
        origin.id = order.id;
        origin.outlet = order.outlet.or(origin.outlet);
        origin.url = order.url.or(origin.url);
        let mut undated = None;
        match order.published {
            None => {}
            Some(Ok(day)) => origin.published = Some(day),
            Some(Err(words)) => {
                let message =
                    format!("\"published\" on line {number} is `{words}`, not a date like 2026-03-02.");
                undated = Some(Caveat::new(CaveatCode::DateUnreadable, message));
            }
        }
        let mut reading = self.reading(&origin, &order.brief, || match &order.content {
            Content::Html(page) => wire::read_html(page, &origin),
            Content::Text(text) => {
                wire::read(text.as_bytes(), &of_type(&origin, "text/plain; charset=utf-8"))
            }
            Content::Body(body) => wire::read_body(body, &origin),
        });
        reading.caveats.extend(undated);
        reading
    }

    /// Reads with `read`, then marks. A failure of the first loses the article, a failure of the second its notes.
    fn reading(&self, origin: &Origin, brief: &Brief, read: impl FnOnce() -> Reading) -> Reading {
        let id = origin.id.as_ref().or(origin.label.as_ref());
        match guarded(read) {
            Ok(reading) if self.marks => self.mark(reading, brief),
            Ok(reading) => reading,
            Err(caveat) => Reading::failed(id.map_or("", String::as_str), caveat),
        }
    }

    fn mark(&self, mut reading: Reading, brief: &Brief) -> Reading {
        let Some(article) = &reading.article else { return reading };
        if let Some(caveat) = not_marked(article) {
            reading.caveats.push(caveat);
            return reading;
        }
        match guarded(|| self.marked(&reading, article, brief)) {
            Ok((notes, unplaced)) => {
                let undated = undated(article, &notes);
                reading.caveats.extend(times_only(article));
                let mut reading = reading.with(notes);
                reading.caveats.extend(undated);
                reading.caveats.extend(unplaced);
                reading
            }
            Err(caveat) => {
                reading.caveats.push(caveat);
                reading
            }
        }
    }

    /// The desk's marks with the corrections of persons, and what follows from both; and a caveat for each correction
    /// that could not be placed.
    fn marked(&self, reading: &Reading, article: &Article, brief: &Brief) -> (Notes, Vec<Caveat>) {
        let mut notes = self.desk.marks(article, brief);
        let unplaced = notes.correct(&article.text, self.corrections.of(reading));
        desk::derive(article, &mut notes);
        (notes, unplaced)
    }
}

/// The caveat for a text in a language that the desk does not mark. A text of unknown language is marked.
fn not_marked(article: &Article) -> Option<Caveat> {
    let language = article.language.as_deref()?;
    (!is(language, MARKED) && !is(language, TIMES_ONLY)).then(|| {
        Caveat::new(
            CaveatCode::LanguageNotMarked,
            format!(
                "The text is in `{language}`; only English is marked. The article was kept without notes."
            ),
        )
    })
}

/// The caveat for a text of which the times alone are marked.
fn times_only(article: &Article) -> Option<Caveat> {
    let language = article.language.as_deref().filter(|language| is(language, TIMES_ONLY))?;
    let message = format!("The text is in `{language}`; only its expressions of time are marked.");
    Some(Caveat::new(CaveatCode::LanguageNotMarked, message))
}

/// Whether a language tag is of this primary language.
fn is(language: &str, primary: &str) -> bool {
    language.split(['-', '_']).next().is_some_and(|subtag| subtag.eq_ignore_ascii_case(primary))
}

/// The caveat for expressions of time that have no value because nobody said when the article was published.
fn undated(article: &Article, notes: &Notes) -> Option<Caveat> {
    let mut open = notes.times.iter().filter(|time| time.value.is_none());
    let first = open.next().filter(|_| article.published.is_none())?.span;
    let message = format!(
        "There is no publication date, so {} of {} expressions of time could not be resolved. Give it with --published.",
        1 + open.count(),
        notes.times.len()
    );
    Some(Caveat::at(CaveatCode::NoPublicationDate, message, first))
}

fn of_type(origin: &Origin, content_type: &str) -> Origin {
    Origin { content_type: Some(content_type.to_owned()), ..origin.clone() }
}

fn load(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

thread_local! {
    /// Whether this thread is inside [`guarded`].
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static LAST_PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// From now on a panic inside [`guarded`] is kept for the caveat of its item instead of being printed.
pub(crate) fn keep_panics_for_their_items() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if GUARDED.get() {
            LAST_PANIC.with(|last| last.replace(Some(panic.to_string().replace('\n', " "))));
        } else {
            usual(panic);
        }
    }));
}

/// Runs `work`; a panic in it becomes a caveat, so that it costs one item and no more.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Caveat> {
    GUARDED.set(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    done.map_err(|_| {
        let told = LAST_PANIC.with(RefCell::take).unwrap_or_else(|| "no more is known".to_owned());
        Caveat::new(CaveatCode::Failed, format!("Hearsay failed on this item ({told}). Please report it."))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_caveat() {
        keep_panics_for_their_items();
        let caveat = guarded(|| -> u8 { panic!("ink spilled") }).unwrap_err();
        assert_eq!(caveat.code, CaveatCode::Failed);
        assert!(caveat.message.contains("ink spilled"), "{}", caveat.message);
        assert!(guarded(|| 1).is_ok());
    }

    #[test]
    fn only_english_and_the_unknown_are_marked_and_the_times_of_spanish() {
        let mut article = Article::verbatim("text");
        for (language, marked) in [
            (None, true),
            (Some("en"), true),
            (Some("en-GB"), true),
            (Some("fr"), false),
            (Some("es-MX"), true),
        ] {
            article.language = language.map(str::to_owned);
            assert_eq!(not_marked(&article).is_none(), marked, "{language:?}");
            assert_eq!(times_only(&article).is_some(), language == Some("es-MX"), "{language:?}");
        }
    }
}
