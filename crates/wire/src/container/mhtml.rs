//! A page saved with its parts: the page is taken, its pictures and styles are left.
//!
//! In: the bytes of an MHTML file · Out: the page, its address and type · From: RFC 2557, 2045, 2046, 2387; what
//! browsers save · Fails: a boundary that does not come again ends a part at the end of the file, with a caveat
//! Cost: one pass over the parts, one over the page

use super::warc::{blank_line, fields};
use super::{Enclosed, Skipped};
use memchr::memmem;
use model::{Caveat, CaveatCode, Origin};

/// Parts inside parts: a saved mail has two levels.
const DEEPEST: usize = 4;

/// No more parts are looked at; a page with a thousand pictures has as many.
const MOST_PARTS: usize = 5_000;

type Fields = Vec<(String, String)>;

struct Part<'b> {
    fields: Fields,
    body: &'b [u8],
}

/// Reads the page out of the file.
pub(crate) fn open(bytes: &[u8], origin: Origin, skipped: &mut Skipped) -> Enclosed {
    let whole = part(bytes);
    let mut caveats = Vec::new();
    let mut parts = Vec::new();
    let root = field(&whole.fields, "content-type").unwrap_or_default().to_owned();
    let start = parameter(&root, "start");
    let address = field(&whole.fields, "snapshot-content-location")
        .or(field(&whole.fields, "content-location"))
        .map(str::to_owned);
    if !spread(whole, 0, &mut parts) {
        let what = "the saved page has no end: its last part may be cut";
        skipped.damage(what.to_owned());
        caveats.push(Caveat::new(CaveatCode::Damaged, what));
    }
    let kind =
        |part: &Part<'_>| field(&part.fields, "content-type").unwrap_or("text/html").to_ascii_lowercase();
    let is = |name: &str, value: &Option<String>| {
        parts.iter().position(|part| value.is_some() && field(&part.fields, name) == value.as_deref())
    };
    let opens = |kinds: &str| parts.iter().position(|part| kind(part).starts_with(kinds));
    let chosen = is("content-id", &start)
        .or(is("content-location", &address))
        .filter(|at| parts.get(*at).is_some_and(|part| kind(part).starts_with("text/")))
        .or(opens("text/html"))
        .or(opens("application/xhtml"))
        .or(opens("text/plain"));
    let Some(page) = chosen.and_then(|at| parts.get(at)) else {
        caveats
            .push(Caveat::new(CaveatCode::NoBody, "the saved page holds no part that is a page or a text"));
        return Enclosed { bytes: Vec::new(), origin, caveats };
    };
    skipped.other_kinds += parts.len() - 1;
    let own = field(&page.fields, "content-location").map(str::to_owned);
    let url = [address, own].into_iter().flatten().find(|url| url.starts_with("http"));
    let origin = Origin {
        url: origin.url.or(url),
        content_type: field(&page.fields, "content-type").map(str::to_owned).or(Some("text/html".into())),
        ..origin
    };
    Enclosed { bytes: decoded(page), origin, caveats }
}

/// The parts without parts of their own, in order; `false` where the last boundary is missing.
fn spread<'b>(whole: Part<'b>, depth: usize, out: &mut Vec<Part<'b>>) -> bool {
    let kind = field(&whole.fields, "content-type").unwrap_or_default();
    let boundary = parameter(kind, "boundary").filter(|b| !b.is_empty() && b.len() <= 200);
    let Some(boundary) =
        boundary.filter(|_| kind.to_ascii_lowercase().starts_with("multipart/") && depth < DEEPEST)
    else {
        out.push(whole);
        return true;
    };
    let line = format!("--{boundary}");
    let mut begun: Option<usize> = None;
    let mut whole_parts = true;
    for at in memmem::find_iter(whole.body, line.as_bytes()) {
        if at > 0 && whole.body.get(at - 1) != Some(&b'\n') || out.len() >= MOST_PARTS {
            continue;
        }
        if let Some(from) = begun {
            let body = whole.body.get(from..at).unwrap_or_default();
            let body = body.strip_suffix(b"\r\n").or(body.strip_suffix(b"\n")).unwrap_or(body);
            whole_parts &= spread(part(body), depth + 1, out);
        }
        let after = at + line.len();
        if whole.body.get(after..).unwrap_or_default().starts_with(b"--") {
            return whole_parts;
        }
        begun = Some(
            after + memchr::memchr(b'\n', whole.body.get(after..).unwrap_or_default()).map_or(0, |n| n + 1),
        );
    }
    if let Some(rest) = begun.and_then(|from| whole.body.get(from..)).filter(|rest| !rest.is_empty()) {
        spread(part(rest), depth + 1, out);
    }
    false
}

fn part(bytes: &[u8]) -> Part<'_> {
    let at_once = bytes.starts_with(b"\n") || bytes.starts_with(b"\r\n");
    let end = if at_once { 0 } else { blank_line(bytes, 0).unwrap_or(bytes.len()) };
    let head = String::from_utf8_lossy(bytes.get(..end.min(64 << 10)).unwrap_or_default()).into_owned();
    Part { fields: fields(head.lines()), body: bytes.get(end..).unwrap_or_default() }
}

fn field<'p>(fields: &'p Fields, name: &str) -> Option<&'p str> {
    fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
}

/// A parameter of a field, without its quotes.
fn parameter(field: &str, name: &str) -> Option<String> {
    let lower = field.to_ascii_lowercase();
    let found = lower.match_indices(name).find(|(at, _)| {
        let open = lower.get(..*at).is_some_and(|before| before.trim_end().ends_with(';'));
        open && lower.get(at + name.len()..).is_some_and(|after| after.trim_start().starts_with('='))
    })?;
    let rest = field.get(found.0 + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().map(str::to_owned),
        None => rest.split([';', ' ', '\t']).next().map(str::to_owned),
    }
}

fn decoded(part: &Part<'_>) -> Vec<u8> {
    match field(&part.fields, "content-transfer-encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
        "quoted-printable" => unquoted(part.body),
        "base64" => from_base64(part.body),
        _ => part.body.to_vec(),
    }
}

/// Quoted-printable; what is not so written stays as it is.
fn unquoted(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(b'=', rest) {
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        let hex = |b: u8| char::from(b).to_digit(16);
        let line = rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let end = rest.get(line..).unwrap_or_default();
        if let Some(next) = end.strip_prefix(b"\r\n").or(end.strip_prefix(b"\n")) {
            rest = next;
        } else if let [one, two, next @ ..] = rest
            && let (Some(high), Some(low)) = (hex(*one), hex(*two))
        {
            out.push((high * 16 + low) as u8);
            rest = next;
        } else {
            out.push(b'=');
        }
    }
    out.extend_from_slice(rest);
    out
}

/// Base64; what is none of its letters is passed over.
fn from_base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for byte in bytes {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codings_of_mail_are_undone() {
        assert_eq!(unquoted(b"Caf=C3=A9 =\r\nis shut=21 a=b =\n."), "Café is shut! a=b .".as_bytes());
        assert_eq!(from_base64(b"VGhlIGhh\r\ncmJvdXI="), b"The harbour");
        assert_eq!(
            parameter("multipart/related; type=\"text/html\"; boundary=\"--=_x\"", "boundary").as_deref(),
            Some("--=_x")
        );
    }
}
