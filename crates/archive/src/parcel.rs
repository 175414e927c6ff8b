//! A reading made ready to be filed. All that costs time is done here, on as many threads as there are; the one
//! writer has only to write.
//!
//! In: a reading and what is known of it from outside · Out: [`Parcel`] · From: `pack`, `rows`, `identity` · Fails:
//! a reading without an article is no parcel · Cost: about a millisecond

use crate::address::address;
use crate::done::ItemHash;
use crate::identity::{self, Content};
use crate::rows::Rows;
use crate::{pack, rows};
use model::Reading;
use model::jiff::Timestamp;

/// What is known of a reading from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The input it was read from; noted as done when the parcel is filed. `None` for what is to be read again each
    /// time.
    pub item: Option<ItemHash>,
    /// Where the bytes came from, for people: a path, an address, a batch and its line.
    pub origin: String,
    /// Which desk marked it (`Desk::version`); `None` where none did.
    pub desk: Option<String>,
    /// When it was seen. The archive reads no clock.
    pub seen: Timestamp,
}

/// A reading, packed and looked through.
#[derive(Clone, Debug)]
pub struct Parcel {
    pub(crate) facts: Facts,
    pub(crate) id: String,
    pub(crate) address: Option<String>,
    /// The address as printed, where it is not `https://` and `address`.
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) day: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) content: Content,
    pub(crate) text: String,
    pub(crate) packed_text: Vec<u8>,
    pub(crate) packed_reading: Vec<u8>,
    pub(crate) rows: Rows,
}

impl Parcel {
    /// Makes the parcel; `None` for a reading without an article, which there is nothing to keep of.
    pub fn of(mut reading: Reading, facts: Facts) -> Option<Self> {
        let rows = rows::Rows::of(&reading);
        let article = reading.article.as_mut()?;
        let text = std::mem::take(&mut article.text);
        let address = article.url.as_deref().and_then(address);
        let content = identity::content(article.headline.as_deref(), &text);
        let url = article.url.clone().filter(|url| is_other(url, address.as_deref()));
        let outlet = article.outlet.clone();
        let headline = article.headline.clone();
        let day = article.published.map(|published| published.date.to_string());
        let language = article.language.as_deref().map(str::to_ascii_lowercase);
        // The nouns of `model` are plain data, which serde_json always writes.
        let json = serde_json::to_vec(&reading).ok()?;
        Some(Parcel {
            id: identity::id(address.as_deref(), outlet.as_deref(), &content),
            packed_text: pack::pack(text.as_bytes()),
            packed_reading: pack::pack(&json),
            facts,
            url,
            address,
            outlet,
            headline,
            day,
            language,
            content,
            text,
            rows,
        })
    }

    /// How much memory it takes, about.
    pub fn bytes(&self) -> usize {
        self.text.len() + self.packed_text.len() + self.packed_reading.len() + 100 * self.rows.events.len()
    }
}

/// Whether a page's address has to be kept beside its key.
fn is_other(url: &str, address: Option<&str>) -> bool {
    address.is_some_and(|address| url.strip_prefix("https://") != Some(address))
}

/// The reading that was packed; `None` where the bytes are damaged.
pub(crate) fn opened(packed_text: &[u8], packed_reading: &[u8]) -> Option<Reading> {
    let mut reading: Reading = serde_json::from_slice(&pack::unpack(packed_reading)?).ok()?;
    reading.article.as_mut()?.text = String::from_utf8(pack::unpack(packed_text)?).ok()?;
    Some(reading)
}
