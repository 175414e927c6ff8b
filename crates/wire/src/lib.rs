//! Here are bytes: what was published?

use model::{Origin, Reading};

/// Reads bytes of any kind. Never fails: what cannot be read is a caveat.
pub fn read(_bytes: &[u8], _origin: &Origin) -> Reading {
    Reading::failed("", model::Caveat::new(model::CaveatCode::Empty, "not built yet"))
}

/// Takes `text` verbatim as the article's text: every offset is an offset into what was given.
pub fn read_body(_text: &str, _origin: &Origin) -> Reading {
    Reading::failed("", model::Caveat::new(model::CaveatCode::Empty, "not built yet"))
}
