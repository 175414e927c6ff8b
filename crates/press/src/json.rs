//! A reading as JSON: the one public promise.
//!
//! In: a reading · Out: `hearsay/reading/1`, spans in code points with their words · From: DESIGN section 5
//! Fails: never; a number that JSON has no form for is `null` · Cost: O(text + marks)

use model::{Caveat, CaveatCode, Reading};

/// The reading on one line, without a line break at the end.
pub fn reading(reading: &Reading) -> String {
    serde_json::to_string(&reading.to_edge()).unwrap_or_else(|error| lost(reading, &error))
}

/// The reading over many lines, for people, without a line break at the end.
pub fn pretty(reading: &Reading) -> String {
    serde_json::to_string_pretty(&reading.to_edge()).unwrap_or_else(|error| lost(reading, &error))
}

/// No reading is known that cannot be written; should one be found, its line is still there and says why.
fn lost(reading: &Reading, error: &serde_json::Error) -> String {
    let message = format!("the reading could not be written as JSON: {error}");
    let failed: Reading = Reading::failed(reading.id.clone(), Caveat::new(CaveatCode::Failed, message));
    serde_json::to_string(&failed).unwrap_or_default()
}
