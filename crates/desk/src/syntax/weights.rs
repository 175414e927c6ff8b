//! The shipped weights: a compact file and the table it is read into.
//!
//! In: the bytes of `weights/syntax.bin` · Out: [`Table`]s that add the scores of a feature to every class
//! From: averaged perceptron weights, scaled to whole numbers by `train.rs`
//! Fails: [`Reader`] yields `None` on a file that is cut short · Cost: O(file) once; O(1) a feature

/// Score of one class, packed as `class << 24 | weight as 24 bits`.
type Cell = u32;

/// An open-addressing table from feature key to the weights of the classes it speaks for.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// Key and place; a place of 0 is a free slot. In a narrow table the place holds the weights of three
    /// classes, ten bits each, under a high bit that is always set; in a wide one it says where the cells
    /// start and how many there are (`start << 8 | count`).
    slots: Vec<(u32, u32)>,
    cells: Vec<Cell>,
    shift: u32,
    narrow: bool,
}

/// Most classes of a narrow table, and the bits of each weight.
const NARROW: u8 = 3;
const NARROW_BITS: u32 = 10;

/// Largest weight of a narrow table.
#[cfg(any(test, feature = "train"))]
pub(crate) const NARROW_MOST: i32 = (1 << (NARROW_BITS - 1)) - 1;

/// Keys looked up side by side, so that the memory answers them side by side.
const SIDE_BY_SIDE: usize = 64;

impl Table {
    /// Reads the table that [`write`] wrote; `narrow` where no class is above 2 and no weight above 511.
    pub(crate) fn read(reader: &mut Reader<'_>, narrow: bool) -> Option<Self> {
        let features = reader.number()? as usize;
        // A file cannot hold more features than bytes: a damaged count must not ask for all memory.
        if features > reader.rest.len() {
            return None;
        }
        let bits = usize::BITS - (features * 2).max(16).leading_zeros();
        let mut table =
            Table { slots: vec![(0, 0); 1 << bits], cells: Vec::new(), shift: u32::BITS - bits, narrow };
        if !narrow {
            table.cells.reserve(features * 2);
        }
        let mut key = 0u32;
        for _ in 0..features {
            key = key.wrapping_add(reader.number()?);
            let count = reader.byte()?;
            let start = table.cells.len() as u32;
            let mut packed = 1 << 31;
            for _ in 0..count {
                let class = reader.byte()?;
                let weight = unzigzag(reader.number()?) as u32;
                if !narrow {
                    table.cells.push(u32::from(class) << 24 | (weight & 0x00ff_ffff));
                } else if class < NARROW {
                    packed |= (weight & ((1 << NARROW_BITS) - 1)) << (u32::from(class) * NARROW_BITS);
                }
            }
            table.insert(key, if narrow { packed } else { start << 8 | u32::from(count) });
        }
        Some(table)
    }

    fn insert(&mut self, key: u32, place: u32) {
        let mask = self.slots.len() - 1;
        let mut at = self.home(key);
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.1 == 0 {
                *slot = (key, place);
                return;
            }
            at = (at + 1) & mask;
        }
    }

    fn home(&self, key: u32) -> usize {
        (key.wrapping_mul(0x9e37_79b1) >> self.shift) as usize
    }

    /// The place of `key`, which is not at home; 0 if it is nowhere.
    fn probe(&self, key: u32) -> u32 {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = self.home(key);
        loop {
            at = (at + 1) & mask;
            match self.slots.get(at) {
                Some((found, place)) if *found == key || *place == 0 => return *place,
                Some(_) => {}
                None => return 0,
            }
        }
    }

    /// Adds what a place says to `scores`.
    fn add(&self, place: u32, scores: &mut [i32]) {
        if self.narrow {
            for (class, score) in (0..).zip(scores.iter_mut().take(usize::from(NARROW))) {
                // Shifted up and down again to carry the sign of the short weight.
                let up = u32::BITS - NARROW_BITS;
                *score += (((place >> (class * NARROW_BITS)) << up) as i32) >> up;
            }
            return;
        }
        let (start, count) = ((place >> 8) as usize, (place & 0xff) as usize);
        for cell in self.cells.get(start..start + count).unwrap_or_default() {
            if let Some(score) = scores.get_mut((cell >> 24) as usize) {
                *score += (cell << 8) as i32 >> 8;
            }
        }
    }
}

/// What scores features: the shipped table, or a learner in training.
pub(crate) trait Scores {
    /// Adds what each feature says to the scores of the classes.
    fn score(&self, keys: &[u32], scores: &mut [i32]);
}

impl<S: Scores> Scores for &S {
    fn score(&self, keys: &[u32], scores: &mut [i32]) {
        (*self).score(keys, scores);
    }
}

impl Scores for Table {
    fn score(&self, keys: &[u32], scores: &mut [i32]) {
        scores.fill(0);
        for keys in keys.chunks(SIDE_BY_SIDE) {
            let mut homes = [(0, 0); SIDE_BY_SIDE];
            for (home, key) in homes.iter_mut().zip(keys) {
                *home = self.slots.get(self.home(*key)).copied().unwrap_or_default();
            }
            for (&(found, place), key) in homes.iter().zip(keys) {
                if place != 0 {
                    let place = if found == *key { place } else { self.probe(*key) };
                    if place != 0 {
                        self.add(place, scores);
                    }
                }
            }
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
        for narrow in [false, true] {
            let table = Table::read(&mut Reader::new(&bytes), narrow).expect("just written");
            let mut scores = [0; 3];
            table.score(&[7, 900_000, 13], &mut scores);
            assert_eq!(scores, [5, -1, -300]);
        }
    }

    #[test]
    fn a_cut_file_is_none() {
        let mut bytes = Vec::new();
        write(&[(7, vec![(0, 5)]), (8, vec![(1, 1)])], &mut bytes);
        bytes.pop();
        assert!(Table::read(&mut Reader::new(&bytes), false).is_none());
        assert!(Table::read(&mut Reader::new(&[0xff; 9]), false).is_none());
    }
}
