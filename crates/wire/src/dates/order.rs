//! Which of two numbers is the day: what a page's language tells of 03/04/2026.
//!
//! In: a language tag · Out: [`Order`] · From: CLDR 48 date patterns · Fails: "en" alone tells nothing · Cost: none

/// Which number comes first where a date is set as 03/04/2026; it is asked for only where the page tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// 3 April.
    Day,
    /// March 4.
    Month,
}

/// The order that a language tag tells: the United States set the month first, all others the day. "en" alone is none.
pub(crate) fn order(tag: &str) -> Option<Order> {
    let mut parts = tag.trim().split(['-', '_']);
    let (base, region) = (parts.next()?.to_ascii_lowercase(), parts.next().map(str::to_ascii_uppercase));
    match (base.as_str(), region.as_deref()) {
        ("", _) | ("en", None) => None,
        ("en", Some("US" | "PH")) => Some(Order::Month),
        _ => Some(Order::Day),
    }
}
