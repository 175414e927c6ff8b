//! Any input as the items in it: a page is one, a feed or a WARC many.
//!
//! | file | what it opens |
//! |---|---|
//! | `gzip` | packed bytes, member by member, past damage |
//! | `stream` | decoded bytes with room to look ahead |
//! | `warc` | the records of a web archive |
//! | `http` | the answer of a server in a record |
//! | `mhtml` | a page saved with its parts |
//!
//! In: a reader, what is known from outside · Out: [`Enclosed`] one by one, and counts of what was left out
//! From: RFC 1952, ISO 28500 (WARC 0.18 to 1.1), RFC 9112, RFC 2557 · Fails: damage is counted and told; a reader that
//! breaks ends the items, and [`Skipped::stopped`] says why · Cost: linear; one item of at most 16 MiB in memory

mod gzip;
mod http;
mod mhtml;
mod stream;
mod warc;

use crate::decode::CAP;
use crate::feed::{self, Entry, Feed};
use crate::sniff::{self, Format};
use model::{Caveat, CaveatCode, Origin, Reading};
use std::io::{self, BufRead, Cursor, Read};
use stream::Stream;
use warc::{Record, Warc};

/// Bytes by which an input is told: sniffing looks at no more.
const HEAD: usize = 16 << 10;

/// More of an input that is one item is not kept: enough to see that there was more than is read.
const MOST: usize = CAP + (1 << 20);

/// Places of damage that are kept in words; the others are counted.
const MOST_NOTES: usize = 20;

/// Packed bytes in packed bytes: one is usual, two are a slip.
const DEEPEST: usize = 3;

/// One thing found in an input: the bytes of a page or a text, with what the input says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Enclosed {
    /// What [`crate::read`] reads.
    pub bytes: Vec<u8>,
    /// What is known of it. The label of one among many is the input's with `#` and its number, counted from 1.
    pub origin: Origin,
    /// What the container is to be blamed for; they belong to the reading of these bytes.
    pub caveats: Vec<Caveat>,
}

impl Enclosed {
    /// The reading of what is enclosed, with the container's caveats.
    pub fn read(&self) -> Reading {
        let mut reading = crate::read_with(&self.bytes, &self.origin, crate::Labeller::shipped());
        reading.caveats.extend(self.caveats.iter().cloned());
        reading
    }
}

/// What was left out of an input, in counts and words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Records of kinds that hold no page: requests, notes of the crawler, images, redirects.
    pub other_kinds: usize,
    /// Places where the input is damaged. What stands before and after was read.
    pub damaged: usize,
    /// Entries that a feed holds twice.
    pub repeated: usize,
    /// Where and how it is damaged; at most twenty places are kept.
    pub notes: Vec<String>,
    /// Why reading ended before the input did.
    pub stopped: Option<String>,
}

impl Skipped {
    fn damage(&mut self, note: String) {
        self.damaged += 1;
        if self.notes.len() < MOST_NOTES {
            self.notes.push(note);
        }
    }
}

/// What was looked at, and the rest.
type Input<R> = io::Chain<Cursor<Vec<u8>>, R>;

enum State<R> {
    Closed(Input<R>),
    Records(Box<Warc<Input<R>>>),
    Entries(Box<Feed>, std::vec::IntoIter<Entry>),
    One(Box<Enclosed>),
    Ended,
}

/// The items of an input, see [`open`].
pub struct Opened<R> {
    state: State<R>,
    origin: Origin,
    number: usize,
    skipped: Skipped,
}

/// Opens any input as the items in it, one by one. Never fails: an input that nobody reads is one item, and
/// [`crate::read`] says of it what it is.
pub fn open<R: BufRead>(mut reader: R, origin: Origin) -> Opened<R> {
    let mut skipped = Skipped::default();
    let (mut head, mut ended) = (Vec::new(), false);
    while head.len() < HEAD && stream::more(&mut reader, &mut head, &mut ended, &mut skipped) {}
    Opened { state: State::Closed(Cursor::new(head).chain(reader)), origin, number: 0, skipped }
}

/// Whether an input that begins so may hold more than one page or text, or holds one packed.
pub fn holds_many(head: &[u8], origin: &Origin) -> bool {
    is_warc(head, origin) || {
        let format = sniff::sniff(head, origin);
        matches!(format, Format::Feed | Format::Warc | Format::Mhtml | Format::Gzip)
    }
}

/// Whether it is called a web archive and may well be one whose beginning is damaged.
fn is_warc(head: &[u8], origin: &Origin) -> bool {
    let named = sniff::has_extension(origin, &["warc"]);
    let inside = || {
        [b"WARC/".as_slice(), b"\x1f\x8b\x08"].iter().any(|mark| memchr::memmem::find(head, mark).is_some())
    };
    named && inside()
}

/// Packed lines as lines: a gzip file of any number of members unpacked as it is read. Damage is an error of reading.
pub fn unpacked<R: BufRead>(reader: R) -> impl BufRead {
    io::BufReader::with_capacity(64 << 10, flate2::bufread::MultiGzDecoder::new(reader))
}

impl<R: BufRead> Opened<R> {
    /// Whether the input is one item and no more, as a page, a packed page or a page saved with its parts is.
    pub fn is_one(&mut self) -> bool {
        if let State::Closed(_) = &self.state
            && let State::Closed(input) = std::mem::replace(&mut self.state, State::Ended)
        {
            self.state = self.enter(input);
        }
        matches!(self.state, State::One(_))
    }

    /// What was left out so far; all of it once the items have ended.
    pub fn skipped(&self) -> &Skipped {
        &self.skipped
    }

    fn enter(&mut self, input: Input<R>) -> State<R> {
        let head = &input.get_ref().0.get_ref().clone();
        let format =
            if is_warc(head, &self.origin) { Format::Warc } else { sniff::sniff(head, &self.origin) };
        let packed = format == Format::Gzip
            || format == Format::Warc && memchr::memmem::find(head, b"WARC/").is_none();
        if !packed && format == Format::Warc {
            return State::Records(Box::new(Warc::of(Stream::plain(input))));
        }
        let named = sniff::has_extension(&self.origin, &["warc"]);
        let mut stream = if packed {
            Stream::packed(input, if named { b"WARC/" } else { b"" })
        } else {
            Stream::plain(input)
        };
        if packed {
            stream.want(HEAD, &mut self.skipped);
            if named || sniff::sniff(stream.rest(), &self.origin) == Format::Warc {
                stream.begin_members_with(b"WARC/");
                return State::Records(Box::new(Warc::of(stream)));
            }
        }
        let whole = stream.want(MOST, &mut self.skipped) || !stream.is_broken();
        let mut bytes = stream.into_rest();
        bytes.truncate(MOST);
        let mut caveats = Vec::new();
        if packed && bytes.is_empty() && self.skipped.damaged > 0 {
            // Nothing came out: the reading says so of the packed bytes.
            bytes.clone_from(head);
        } else if !whole {
            caveats.push(Caveat::new(
                CaveatCode::Damaged,
                "the packed file is damaged; what is before was read",
            ));
        }
        for _ in 1..DEEPEST {
            if !bytes.starts_with(b"\x1f\x8b\x08") {
                break;
            }
            let inner = http::gunzipped(&bytes);
            if inner.bytes.is_empty() {
                break;
            }
            if inner.damaged {
                self.skipped.damage("packed bytes in packed bytes are damaged".to_owned());
                caveats.push(Caveat::new(
                    CaveatCode::Damaged,
                    "the packed file is damaged; what is before was read",
                ));
            }
            bytes = inner.bytes;
        }
        self.whole(bytes, caveats)
    }

    /// An input that is in memory as a whole.
    fn whole(&mut self, bytes: Vec<u8>, mut caveats: Vec<Caveat>) -> State<R> {
        match sniff::sniff(&bytes, &self.origin) {
            Format::Feed => {
                let (feed, told) = feed::read_feed(&bytes, &self.origin);
                for caveat in told.iter().filter(|caveat| caveat.code == CaveatCode::Damaged) {
                    self.skipped.damage(caveat.message.clone());
                }
                let told_of_all = told.into_iter().filter(|caveat| {
                    matches!(caveat.code, CaveatCode::EncodingDamaged | CaveatCode::TooLarge)
                });
                caveats.extend(told_of_all);
                let mut feed = feed.unwrap_or_default();
                let mut entries = std::mem::take(&mut feed.entries);
                self.skipped.repeated = feed.repeated;
                let before = entries.len();
                entries.retain(|entry| {
                    entry.headline.is_some() || entry.summary.is_some() || entry.content_html.is_some()
                });
                self.skipped.other_kinds += before - entries.len();
                // What holds of the whole feed is told once.
                if let Some(first) = entries.first_mut() {
                    first.caveats.extend(caveats);
                    return State::Entries(Box::new(feed), entries.into_iter());
                }
                State::One(Box::new(Enclosed { bytes, origin: self.origin.clone(), caveats }))
            }
            Format::Mhtml => {
                let mut enclosed = mhtml::open(&bytes, self.origin.clone(), &mut self.skipped);
                enclosed.caveats.extend(caveats);
                State::One(Box::new(enclosed))
            }
            _ => State::One(Box::new(Enclosed { bytes, origin: self.origin.clone(), caveats })),
        }
    }

    /// The page in a record; `None` for one that holds none.
    fn page(&self, record: Record) -> Option<Enclosed> {
        let kind = record.field("warc-type").unwrap_or("response").to_ascii_lowercase();
        let url = record.field("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
        let block_type = record.field("content-type").unwrap_or_default().to_ascii_lowercase();
        let (cut, mended, number) = (record.cut, record.mended, record.number);
        let answer = match kind.as_str() {
            "response" if block_type.is_empty() || block_type.contains("http") => http::answer(&record.block),
            "resource" | "conversion" => http::Answer {
                status: 200,
                content_type: Some(block_type).filter(|told| !told.is_empty()),
                body: record.block,
                ..http::Answer::default()
            },
            _ => return None,
        };
        let robots = url.as_deref().is_some_and(|url| url.ends_with("/robots.txt"));
        if answer.status != 200
            || robots
            || answer.body.is_empty()
            || !may_be_page(answer.content_type.as_deref())
        {
            return None;
        }
        let mut caveats = Vec::new();
        if cut || answer.cut {
            let message =
                format!("record {number} holds more than {} MB; what is before was read", CAP >> 20);
            caveats.push(Caveat::new(CaveatCode::TooLarge, message));
        }
        if mended || answer.damaged {
            let message = format!("record {number} is damaged; what could be read of it was read");
            caveats.push(Caveat::new(CaveatCode::Damaged, message));
        }
        let origin = Origin {
            id: None,
            label: self.origin.label.as_ref().map(|label| format!("{label}#{number}")),
            url: url.filter(|url| url.starts_with("http")),
            content_type: answer.content_type,
            ..self.origin.clone()
        };
        Some(Enclosed { bytes: answer.body, origin, caveats })
    }
}

/// Whether a type may be that of a page or a text. What is not said, or said without thought, may be.
fn may_be_page(content_type: Option<&str>) -> bool {
    let Some(told) = content_type.map(str::to_ascii_lowercase) else { return true };
    let told = told.split([';', ',']).next().unwrap_or_default().trim();
    [
        "",
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/markdown",
        "application/octet-stream",
        "unk",
    ]
    .contains(&told)
}

impl<R: BufRead> Iterator for Opened<R> {
    type Item = Enclosed;

    fn next(&mut self) -> Option<Enclosed> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Closed(input) => self.state = self.enter(input),
                State::Records(mut records) => {
                    let record = records.next(&mut self.skipped)?;
                    self.state = State::Records(records);
                    match self.page(record) {
                        Some(page) => return Some(page),
                        None => self.skipped.other_kinds += 1,
                    }
                }
                State::Entries(feed, mut entries) => {
                    let entry = entries.next()?;
                    self.number += 1;
                    let page = feed::page::of(entry, &feed, &self.origin, self.number);
                    self.state = State::Entries(feed, entries);
                    if page.is_some() {
                        return page;
                    }
                    self.skipped.other_kinds += 1;
                }
                State::One(one) => return Some(*one),
                State::Ended => return None,
            }
        }
    }
}
