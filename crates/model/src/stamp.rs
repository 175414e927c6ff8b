//! When something was published: a civil date, with time and zone only where the page gives them.
//!
//! In: ISO 8601 / RFC 3339 · Out: [`Stamp`] · From: ISO 8601 · Fails: anything else is `Err`, never "now" · Cost: O(1)

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use std::fmt;
use std::str::FromStr;

/// A date, perhaps a time, perhaps an offset from UTC. Nothing is filled in that was not printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// The calendar day as printed, in the zone of the page.
    pub date: Date,
    /// The time of day, if printed.
    pub time: Option<Time>,
    /// The offset from UTC, if printed.
    pub offset: Option<Offset>,
}

impl Stamp {
    /// A day alone.
    pub fn day(date: Date) -> Self {
        Stamp { date, time: None, offset: None }
    }

    /// Its place in time, in seconds since 1970, for putting stamps in order: a day without a time counts as its
    /// beginning, a time without a zone as UTC.
    pub fn seconds(self) -> i64 {
        let time = self.time.unwrap_or(Time::midnight());
        let utc = Offset::UTC.to_timestamp(self.date.to_datetime(time)).map_or(i64::MIN, |at| at.as_second());
        utc.saturating_sub(i64::from(self.offset.map_or(0, Offset::seconds)))
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        match self.offset.map(Offset::seconds) {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(seconds) => {
                let (sign, size) = if seconds < 0 { ('-', -seconds) } else { ('+', seconds) };
                write!(f, "{sign}{:02}:{:02}", size / 3600, size / 60 % 60)
            }
        }
    }
}

impl FromStr for Stamp {
    type Err = String;

    /// Reads `2026-03-02`, `2026-03-02T14:05`, with seconds, a fraction, a space for the `T`, `Z`, `+01:00`, `+0100`.
    fn from_str(text: &str) -> Result<Self, String> {
        let fail = || format!("`{text}` is not a date like 2026-03-02 or 2026-03-02T14:05:00+01:00");
        let text_ = text.trim();
        let (day, rest) = match text_.find(['T', 't', ' ']) {
            Some(at) => text_.split_at_checked(at).ok_or_else(fail)?,
            None => (text_, ""),
        };
        let date: Date = day.parse().map_err(|_| fail())?;
        let clock = rest.trim_start_matches(['T', 't', ' ']);
        if clock.is_empty() {
            return if rest.is_empty() { Ok(Stamp::day(date)) } else { Err(fail()) };
        }
        let zone_at = clock.find(['Z', 'z', '+', '-']).unwrap_or(clock.len());
        let (clock, zone) = clock.split_at_checked(zone_at).ok_or_else(fail)?;
        let time: Time = clock.trim().parse().map_err(|_| fail())?;
        let offset = if zone.is_empty() { None } else { Some(offset(zone).ok_or_else(fail)?) };
        Ok(Stamp { date, time: Some(time), offset })
    }
}

fn offset(zone: &str) -> Option<Offset> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(Offset::UTC);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits: String = zone.chars().skip(1).filter(|c| *c != ':').collect();
    let number: i32 = digits.parse().ok()?;
    let (hours, minutes) = match digits.len() {
        1 | 2 => (number, 0),
        3 | 4 => (number / 100, number % 100),
        _ => return None,
    };
    (minutes < 60).then(|| Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok())?
}

impl serde::Serialize for Stamp {
    fn serialize<W: serde::Serializer>(&self, out: W) -> Result<W::Ok, W::Error> {
        out.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Stamp {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Stamp {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Stamp".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?)?$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Stamp;

    #[test]
    fn keeps_what_is_printed_and_no_more() {
        for (given, kept) in [
            ("2026-03-02", "2026-03-02"),
            ("2026-03-02T14:05", "2026-03-02T14:05:00"),
            ("2026-03-02 14:05:09.123Z", "2026-03-02T14:05:09Z"),
            ("2026-03-02T14:05:09+0530", "2026-03-02T14:05:09+05:30"),
            ("2026-03-02T14:05:09-08:00", "2026-03-02T14:05:09-08:00"),
        ] {
            assert_eq!(given.parse::<Stamp>().map(|s| s.to_string()), Ok(kept.to_owned()), "{given}");
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for bad in [
            "",
            "now",
            "2026-02-31",
            "02/03/2026",
            "2026-03-02T99:00",
            "2026-03-02T",
            "2026-03-02T10:00+01:99",
        ] {
            assert!(bad.parse::<Stamp>().is_err(), "{bad}");
        }
    }
}
