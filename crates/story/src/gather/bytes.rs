//! A print as bytes, as an archive keeps it.
//!
//! In: a print · Out: bytes that begin with their version, and back · From: LEB128 (DWARF) for numbers, rising lists as
//! steps · Fails: bytes of another version, cut short or with a rest are `None`: the print is made anew · Cost: O(bytes)

use super::print::{Print, Term};

/// Changes whenever a print of the same article would: with the form, the cutting of words, what is kept.
const VERSION: u8 = 1;

impl Print {
    /// The number of the form of [`Print::to_bytes`]: a print of another form is made anew.
    pub const FORM: u32 = VERSION as u32;

    /// The print as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(64 + self.terms.len() * 5);
        out.push(VERSION);
        number(&mut out, self.id.len() as u64);
        out.extend_from_slice(self.id.as_bytes());
        signed(&mut out, self.published);
        out.push(u8::from(self.told.is_some()));
        signed(&mut out, self.told.unwrap_or_default());
        number(&mut out, u64::from(self.outlet));
        number(&mut out, u64::from(self.language));
        rising(&mut out, self.terms.iter().map(|term| term.hash), self.terms.len());
        out.extend(self.terms.iter().map(|term| term.marks));
        rising(&mut out, self.actions.iter().copied(), self.actions.len());
        rising(&mut out, self.sketch.iter().copied(), self.sketch.len());
        out
    }

    /// The print that these bytes are; `None` of another version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = Rest(bytes);
        if rest.byte()? != VERSION {
            return None;
        }
        let length = usize::try_from(rest.number()?).ok()?;
        let id = std::str::from_utf8(rest.take(length)?).ok()?.to_owned();
        let published = rest.signed()?;
        let is_told = rest.byte()? == 1;
        let told = Some(rest.signed()?).filter(|_| is_told);
        let outlet = u32::try_from(rest.number()?).ok()?;
        let language = u32::try_from(rest.number()?).ok()?;
        let hashes = rest.rising()?;
        let marks = rest.take(hashes.len())?;
        let terms = hashes.into_iter().zip(marks).map(|(hash, marks)| Term { hash, marks: *marks }).collect();
        let actions = rest.rising()?;
        let sketch = rest.rising()?;
        rest.0.is_empty().then_some(Print { id, published, told, outlet, language, terms, actions, sketch })
    }
}

fn number(out: &mut Vec<u8>, mut number: u64) {
    while number > 127 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Zigzag: a year before 1970 stays short.
fn signed(out: &mut Vec<u8>, signed: i64) {
    number(out, ((signed << 1) ^ (signed >> 63)) as u64);
}

fn rising(out: &mut Vec<u8>, numbers: impl Iterator<Item = u32>, count: usize) {
    number(out, count as u64);
    let mut last = 0;
    for one in numbers {
        number(out, u64::from(one.wrapping_sub(last)));
        last = one;
    }
}

/// What of the bytes is not read yet.
struct Rest<'b>(&'b [u8]);

impl<'b> Rest<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).and_then(|taken| taken.first().copied())
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        self.number().map(|number| (number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn rising(&mut self) -> Option<Vec<u32>> {
        let count = usize::try_from(self.number()?).ok().filter(|count| *count <= self.0.len())?;
        let mut last = 0_u32;
        (0..count)
            .map(|_| {
                last = last.wrapping_add(u32::try_from(self.number()?).ok()?);
                Some(last)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Print;
    use crate::Item;
    use model::Article;
    use model::jiff::Timestamp;

    #[test]
    fn a_print_comes_back_from_its_bytes_and_damage_is_seen() {
        let article =
            Article::verbatim("The port of Hargate shut on 3 March, Mara Lindqvist said. ".repeat(40));
        let item = Item { id: "a", article: &article, notes: None, seen: Timestamp::UNIX_EPOCH };
        let print = Print::of(&item);
        let bytes = print.to_bytes();
        assert_eq!(Print::from_bytes(&bytes).as_ref(), Some(&print));
        for end in 0..bytes.len() {
            assert_eq!(Print::from_bytes(&bytes[..end]), None);
        }
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x55;
            // Whatever comes of it, nothing breaks.
            let _ = Print::from_bytes(&bytes);
        }
    }
}
