//! The first bytes of phrases, and which phrases have them.

/// Bits of the set that lets go of most words.
const BITS: usize = 1 << 15;

/// Case in ASCII is this bit; that signs lose it, too, costs a second look at most.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// Which phrases of a book begin with which bytes.
#[derive(Debug)]
pub(super) struct Beginnings {
    /// Which bytes phrases begin with, in either case.
    firsts: [bool; 256],
    /// The keys of fewest bytes, as a set that may have more than was added (Bloom 1970).
    bits: Box<[u64]>,
    /// Whether some phrase has fewer than four bytes.
    has_short: bool,
    /// The keys of all phrases: a table with open addresses, at most half full.
    slots: Box<[Slot]>,
}

impl Beginnings {
    /// Those of phrases, which stand together if they have the same key.
    pub(super) fn of<'a>(phrases: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let slots = vec![Slot::default(); (2 * phrases.len()).next_power_of_two()];
        let bits = vec![0; BITS / 64].into();
        let mut of = Self { firsts: [false; 256], bits, has_short: false, slots: slots.into() };
        for (number, phrase) in (0..).zip(phrases) {
            of.add(number, phrase);
        }
        of
    }

    fn add(&mut self, number: u32, phrase: &str) {
        let key = key(phrase);
        let slot = self.slot(key);
        let slot = &mut self.slots[slot];
        let start = if slot.key == key { slot.start } else { number };
        *slot = Slot { key, start, end: number + 1 };
        let first = phrase.as_bytes()[0];
        for first in [first, first.to_ascii_uppercase()] {
            self.firsts[usize::from(first)] = true;
        }
        self.has_short |= phrase.len() < 4;
        let bit = bit(if phrase.len() < 4 { key } else { four(first_eight(phrase.as_bytes())) });
        self.bits[bit / 64] |= 1 << (bit % 64);
    }

    /// Whether a phrase may begin so: with this byte, and these eight.
    pub(super) fn may_be(&self, first: u8, begin: u64) -> bool {
        let has_short = || self.has_short && (self.has(two(begin)) || self.has(one(begin)));
        self.firsts[usize::from(first)] && (self.has(four(begin)) || has_short())
    }

    fn has(&self, key: u64) -> bool {
        let bit = bit(key);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// The phrases that have one of the keys of what begins so, those with more bytes of it first.
    pub(super) fn alike(&self, begin: u64) -> impl Iterator<Item = usize> + '_ {
        let keys = [begin, four(begin), two(begin), one(begin)];
        let count = if self.has_short { 4 } else { 2 };
        keys.into_iter().take(count).flat_map(|key| self.numbers(key))
    }

    fn numbers(&self, key: u64) -> impl Iterator<Item = usize> + use<> {
        let Slot { start, end, .. } = self.slots[self.slot(key)];
        (start..end).map(|number| number as usize)
    }

    /// Where a key stands, or would.
    fn slot(&self, key: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = bit(key) & last;
        while self.slots[slot].key != key && self.slots[slot].key != FREE {
            slot = (slot + 1) & last;
        }
        slot
    }
}

/// A key, and the numbers of the phrases that have it.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u64,
    start: u32,
    end: u32,
}

/// What no phrase is looked up by.
const FREE: u64 = 0;

/// What a phrase is looked up by: its first eight bytes, else its first four, two or one, as far as it has them.
pub(super) fn key(phrase: &str) -> u64 {
    let begin = first_eight(phrase.as_bytes());
    match phrase.len() {
        8.. => begin,
        4.. => four(begin),
        2.. => two(begin),
        _ => one(begin),
    }
}

/// The first eight of some bytes, in lower case, the first one lowest.
pub(super) fn first_eight(bytes: &[u8]) -> u64 {
    u64::from_le_bytes(eight(bytes)) | LOWER
}

/// The first eight of some bytes; zeros where there are fewer.
fn eight(bytes: &[u8]) -> [u8; 8] {
    bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [0; 8];
        eight[..bytes.len()].copy_from_slice(bytes);
        eight
    })
}

/// The first four of eight bytes, with zeros where no other key has them: so do all that follow.
fn four(begin: u64) -> u64 {
    begin << 32
}

fn two(begin: u64) -> u64 {
    begin << 48
}

fn one(begin: u64) -> u64 {
    begin << 56
}

/// The bit of a key (Fibonacci hashing, Knuth 6.4).
fn bit(key: u64) -> usize {
    let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - BITS.trailing_zeros());
    usize::try_from(hash).expect("few bits")
}
