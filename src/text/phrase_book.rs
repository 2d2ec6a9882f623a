//! Many phrases at once, found where words begin.
//!
//! Most words begin no phrase, which one look at their first bytes in a small table tells: a text is passed over several times faster than by an automaton, and
//! the table is built in no time. Scripts without blanks between words, and letters beyond ASCII, may begin a phrase anywhere.

use std::cmp::Ordering;
use std::ops::Range;

/// Bits of the table.
const BITS: usize = 1 << 15;

/// Bytes that are looked at together.
const CHUNK: usize = 64;

/// Case in ASCII is this bit; that signs lose it, too, costs a second look at most.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// A byte that begins a phrase.
const FIRST: u8 = 1;

/// A letter or digit in ASCII.
const WORD: u8 = 2;

/// Phrases that are looked for together, each with what it means. ASCII letters count in any case.
#[derive(Debug)]
pub struct PhraseBook<M = ()> {
    /// In the order of their bytes.
    phrases: Vec<Phrase<M>>,
    /// The first eight bytes of each, the first one highest.
    keys: Vec<u64>,
    beginnings: Beginnings,
    /// What each byte may be, as [`FIRST`] and [`WORD`].
    kinds: [u8; 256],
}

#[derive(Debug)]
struct Phrase<M> {
    text: &'static str,
    meaning: M,
    /// The longest other phrase with which it begins.
    within: Option<usize>,
}

impl PhraseBook {
    /// A book of phrases, which are in lower case.
    ///
    /// # Panics
    /// If a phrase is empty, or has capitals.
    #[must_use]
    pub fn new(phrases: &[&'static str]) -> Self {
        Self::of([((), phrases)])
    }
}

impl<M: Copy> PhraseBook<M> {
    /// A book of tables of phrases, which are in lower case; those of a table mean the same.
    ///
    /// # Panics
    /// If a phrase is empty, or has capitals.
    #[must_use]
    pub fn of<'a>(tables: impl IntoIterator<Item = (M, &'a [&'static str])>) -> Self {
        let of = |(meaning, table): (M, &'a [&'static str])| {
            table.iter().map(move |text| Phrase { text, meaning, within: None })
        };
        let mut phrases: Vec<Phrase<M>> = tables.into_iter().flat_map(of).collect();
        phrases.sort_by_key(|phrase| phrase.text);
        for at in 1..phrases.len() {
            let mut before = Some(at - 1);
            while let Some(other) = before.filter(|other| !phrases[at].text.starts_with(phrases[*other].text)) {
                before = phrases[other].within;
            }
            phrases[at].within = before;
        }
        let mut book =
            Self { phrases: Vec::new(), keys: Vec::new(), beginnings: Beginnings::default(), kinds: kinds() };
        for Phrase { text, .. } in &phrases {
            assert!(!text.bytes().any(|byte| byte.is_ascii_uppercase()), "{text:?} isn't in lower case");
            let first = text.as_bytes()[0];
            book.kinds[usize::from(first)] |= FIRST;
            book.kinds[usize::from(first.to_ascii_uppercase())] |= FIRST;
            book.beginnings.add(text);
            book.keys.push(key(text.as_bytes()));
        }
        Self { phrases, ..book }
    }

    /// All phrases in a text, each as what it means and where it stands, those that stand within others among them.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (M, Range<usize>)> + 'a {
        let chunk = self.begins_in(text.as_bytes().chunks(CHUNK).next().unwrap_or_default(), false);
        Hits { book: self, text: text.as_bytes(), start: 0, chunk, at: 0, hit: None }
    }

    /// Whether a text has any of the phrases.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }

    /// Whether a text begins with any of the phrases.
    #[must_use]
    pub fn begins(&self, text: &str) -> bool {
        self.beginnings.may_be(first_eight(text.as_bytes())) && self.longest(text.as_bytes()).is_some()
    }

    /// Which of at most 64 bytes begin a word, or are no part of one, and begin a phrase; `is_within` is whether the byte before is a part of a word.
    fn begins_in(&self, bytes: &[u8], is_within: bool) -> u64 {
        let (mut firsts, mut words) = (0, 0);
        for (at, byte) in bytes.iter().enumerate() {
            let kind = self.kinds[usize::from(*byte)];
            firsts |= u64::from(kind & FIRST) << at;
            words |= u64::from(kind >> 1) << at;
        }
        firsts & !(words & (words << 1 | u64::from(is_within)))
    }

    /// The longest phrase with which these bytes begin.
    fn longest(&self, bytes: &[u8]) -> Option<usize> {
        let key = key(bytes);
        let start = self.keys.partition_point(|other| *other < key);
        let same = self.keys[start..].partition_point(|other| *other == key);
        let alike = &self.phrases[start..start + same];
        let after = start + alike.partition_point(|phrase| order(phrase.text.as_bytes(), bytes).is_le());
        let mut last = after.checked_sub(1);
        while let Some(at) = last.filter(|at| !begins_with(bytes, self.phrases[*at].text)) {
            last = self.phrases[at].within;
        }
        last
    }
}

fn kinds() -> [u8; 256] {
    std::array::from_fn(|byte| u8::try_from(byte).map_or(0, |byte| u8::from(byte.is_ascii_alphanumeric()) * WORD))
}

/// The phrases in a text.
struct Hits<'a, M> {
    book: &'a PhraseBook<M>,
    text: &'a [u8],
    /// Where the chunk that is looked at begins.
    start: usize,
    /// Where in it phrases may begin, from the next on, as bits.
    chunk: u64,
    /// Where the phrase under way begins, and which it is.
    at: usize,
    hit: Option<usize>,
}

impl<M: Copy> Iterator for Hits<'_, M> {
    type Item = (M, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(hit) = self.hit {
                let Phrase { text, meaning, within } = self.book.phrases[hit];
                self.hit = within;
                return Some((meaning, self.at..self.at + text.len()));
            }
            while self.chunk == 0 {
                self.start += CHUNK;
                let chunk = self.text.get(self.start..)?;
                let is_within = self.text[self.start - 1].is_ascii_alphanumeric();
                self.chunk = self.book.begins_in(&chunk[..chunk.len().min(CHUNK)], is_within);
            }
            self.at = self.start + self.chunk.trailing_zeros() as usize;
            self.chunk &= self.chunk - 1;
            let rest = &self.text[self.at..];
            if self.book.beginnings.may_be(first_eight(rest)) {
                self.hit = self.book.longest(rest);
            }
        }
    }
}

/// The first bytes of phrases, as a set that may have more than was added (Bloom 1970).
#[derive(Debug)]
struct Beginnings {
    bits: Box<[u64]>,
    /// Whether some phrase has fewer than four bytes.
    has_short: bool,
}

impl Default for Beginnings {
    fn default() -> Self {
        Self { bits: vec![0; BITS / 64].into(), has_short: false }
    }
}

impl Beginnings {
    fn add(&mut self, phrase: &str) {
        let begin = first_eight(phrase.as_bytes());
        match phrase.len() {
            0 => panic!("a phrase is empty"),
            short @ 1..4 => {
                self.has_short = true;
                self.set(if short == 1 { one(begin) } else { two(begin) });
            }
            4..8 => [four(begin), !four(begin)].into_iter().for_each(|key| self.set(key)),
            8.. => [four(begin), begin].into_iter().for_each(|key| self.set(key)),
        }
    }

    /// Whether a phrase may begin so. Four bytes let go of most words, and eight of most others.
    fn may_be(&self, begin: u64) -> bool {
        let four = four(begin);
        self.has(four) && (self.has(begin) || self.has(!four))
            || self.has_short && (self.has(two(begin)) || self.has(one(begin)))
    }

    fn set(&mut self, key: u64) {
        let bit = bit(key);
        self.bits[bit / 64] |= 1 << (bit % 64);
    }

    fn has(&self, key: u64) -> bool {
        let bit = bit(key);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// The first eight of some bytes, in lower case, the first one lowest.
fn first_eight(bytes: &[u8]) -> u64 {
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

/// The first four of eight bytes. Those of all phrases end with zeros here.
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

/// The first eight of some bytes, in lower case, the first one highest: in the same order as the bytes.
fn key(bytes: &[u8]) -> u64 {
    u64::from_be_bytes(eight(bytes).map(|byte| byte.to_ascii_lowercase()))
}

/// How a phrase and a text are in order, where ASCII letters of the text count as small ones.
fn order(phrase: &[u8], text: &[u8]) -> Ordering {
    phrase.iter().copied().cmp(text.iter().map(u8::to_ascii_lowercase))
}

fn begins_with(bytes: &[u8], phrase: &str) -> bool {
    bytes.get(..phrase.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(phrase.as_bytes()))
}

#[cfg(test)]
mod tests {
    use std::slice;

    use super::*;
    use proptest::prelude::*;

    const BOOK: &[&str] = &[
        "page not found",
        "page",
        "404",
        "not found",
        "no",
        "nicht da",
        "страница удалена",
        "удалена",
        "ページ",
        "ジ",
        "¡vaya",
        "x",
    ];

    fn found(text: &str) -> Vec<(&'static str, usize)> {
        let book = PhraseBook::of(BOOK.iter().map(|phrase| (*phrase, slice::from_ref(phrase))));
        let mut found: Vec<_> = book.find(text).map(|(phrase, at)| (phrase, at.start)).collect();
        found.sort_unstable_by_key(|(phrase, at)| (*at, phrase.len()));
        found
    }

    #[test]
    fn phrases_are_found_within_others_and_in_any_case() {
        assert_eq!(
            found("404: Page NOT found"),
            [("404", 0), ("page", 5), ("page not found", 5), ("no", 10), ("not found", 10)]
        );
        assert_eq!(found("Страница удалена".to_lowercase().as_str()), [("страница удалена", 0), ("удалена", 17)]);
        assert_eq!(found("このページ"), [("ページ", 6), ("ジ", 12)]);
        assert_eq!(found("oh, ¡Vaya"), [("¡vaya", 4)]);
    }

    #[test]
    fn phrases_begin_where_words_do() {
        assert_eq!(found("homepage, 1404, piano"), []);
        assert_eq!(found("pa"), []);
        assert_eq!(found(""), []);
    }

    proptest! {
        #[test]
        fn they_are_found_as_by_looking_for_each(text in "([Pp]age| |not|found|[0-9]|no|nicht da|удалена|ページ|é|x){0,12}") {
            let lower = text.to_ascii_lowercase();
            let begins = |at: usize| {
                let (before, after) = (lower.as_bytes().get(at.wrapping_sub(1)), lower.as_bytes().get(at));
                !(before.is_some_and(u8::is_ascii_alphanumeric) && after.is_some_and(u8::is_ascii_alphanumeric))
            };
            let lower = lower.as_str();
            let places = || (0..lower.len()).filter(|at| lower.is_char_boundary(*at) && begins(*at));
            let of = |phrase: &&'static str| {
                let phrase = *phrase;
                places().filter(move |at| lower[*at..].starts_with(phrase)).map(move |at| (phrase, at)).collect::<Vec<_>>()
            };
            let mut each: Vec<_> = BOOK.iter().flat_map(of).collect();
            each.sort_unstable_by_key(|(phrase, at)| (*at, phrase.len()));
            prop_assert_eq!(found(&text), each);
        }
    }
}
