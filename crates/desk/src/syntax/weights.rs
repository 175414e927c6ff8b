//! The shipped weights: a compact file and the table it is read into.
//!
//! In: the bytes of `weights/syntax.bin` · Out: [`Table`]s that add the scores of a feature to every class
//! From: averaged perceptron weights, scaled to whole numbers by `train.rs`
//! Fails: [`Reader`] yields `None` on a file that is cut short · Cost: O(file) once; O(1) a feature

/// Scores of one feature: a class and its weight, packed as `class << 24 | weight as u24`.
type Cell = u32;

/// An open-addressing table from feature key to the weights of the classes it speaks for.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// Key, and where its cells start and how many there are (`start << 8 | count`); a count of 0 is a free slot.
    slots: Vec<(u32, u32)>,
    cells: Vec<Cell>,
    shift: u32,
}

impl Table {
    /// Reads the table that [`write`] wrote.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let features = reader.number()? as usize;
        // A file cannot hold more features than bytes: a damaged count must not ask for all memory.
        if features > reader.rest.len() {
            return None;
        }
        let bits = usize::BITS - (features * 2).max(16).leading_zeros();
        let mut table =
            Table { slots: vec![(0, 0); 1 << bits], cells: Vec::with_capacity(features * 2), shift: 32 - bits };
        let mut key = 0u32;
        for _ in 0..features {
            key = key.wrapping_add(reader.number()?);
            let count = reader.byte()?;
            let start = table.cells.len() as u32;
            for _ in 0..count {
                let class = reader.byte()?;
                let weight = unzigzag(reader.number()?);
                table.cells.push(u32::from(class) << 24 | (weight as u32 & 0x00ff_ffff));
            }
            table.insert(key, start << 8 | u32::from(count));
        }
        Some(table)
    }

    fn insert(&mut self, key: u32, place: u32) {
        let mask = self.slots.len() - 1;
        let mut at = self.home(key);
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.1 & 0xff == 0 {
                *slot = (key, place);
                return;
            }
            at = (at + 1) & mask;
        }
    }

    fn home(&self, key: u32) -> usize {
        (key.wrapping_mul(0x9e37_79b1) >> self.shift) as usize
    }

    /// Adds what the feature says to `scores`.
    pub(crate) fn add(&self, key: u32, scores: &mut [i32]) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = self.home(key);
        while let Some(&(found, place)) = self.slots.get(at) {
            let count = (place & 0xff) as usize;
            if count == 0 {
                return;
            }
            if found == key {
                let start = (place >> 8) as usize;
                for cell in self.cells.get(start..start + count).unwrap_or_default() {
                    if let Some(score) = scores.get_mut((cell >> 24) as usize) {
                        // Shifted up and down again to carry the sign of the 24-bit weight.
                        *score += (cell << 8) as i32 >> 8;
                    }
                }
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

/// What scores features: the shipped table, or a learner in training.
pub(crate) trait Scores {
    /// Adds what each feature says to the scores of the classes.
    fn score(&self, keys: &[u32], scores: &mut [i32]);
}

impl Scores for Table {
    fn score(&self, keys: &[u32], scores: &mut [i32]) {
        scores.fill(0);
        for key in keys {
            self.add(*key, scores);
        }
    }
}

/// Reads numbers off a byte string.
#[derive(Debug)]
pub(crate) struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    /// A reader at the start of `bytes`.
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Reader { rest: bytes }
    }

    /// The next byte.
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// The next `count` bytes.
    pub(crate) fn bytes(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// The next number: seven bits a byte, lowest first.
    pub(crate) fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

fn unzigzag(number: u32) -> i32 {
    (number >> 1) as i32 ^ -((number & 1) as i32)
}

/// One feature of a table to be written: its key and the weights of its classes.
#[cfg(any(test, feature = "train"))]
pub(crate) type Feature = (u32, Vec<(u8, i32)>);

/// Writes features, sorted by key, in the form [`Table::read`] reads.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write(features: &[Feature], out: &mut Vec<u8>) {
    write_number(features.len() as u32, out);
    let mut last = 0;
    for (key, cells) in features {
        write_number(key - last, out);
        last = *key;
        out.push(cells.len() as u8);
        for (class, weight) in cells {
            out.push(*class);
            write_number(((weight << 1) ^ (weight >> 31)) as u32, out);
        }
    }
}

#[cfg(any(test, feature = "train"))]
fn write_number(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::{Reader, Scores, Table, write};

    #[test]
    fn a_table_reads_back() {
        let features = vec![(7, vec![(0, 5), (2, -300)]), (900_000, vec![(1, -1)])];
        let mut bytes = Vec::new();
        write(&features, &mut bytes);
        let table = Table::read(&mut Reader::new(&bytes)).expect("just written");
        let mut scores = [0; 3];
        table.score(&[7, 900_000, 13], &mut scores);
        assert_eq!(scores, [5, -1, -300]);
    }

    #[test]
    fn a_cut_file_is_none() {
        let mut bytes = Vec::new();
        write(&[(7, vec![(0, 5)]), (8, vec![(1, 1)])], &mut bytes);
        bytes.pop();
        assert!(Table::read(&mut Reader::new(&bytes)).is_none());
        assert!(Table::read(&mut Reader::new(&[0xff; 9])).is_none());
    }
}
