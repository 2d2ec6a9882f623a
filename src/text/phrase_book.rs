//! Many phrases at once, found where words begin.
//!
//! Most words begin no phrase, which one look at their first bytes in a small table tells: a text is passed over several times faster than by an automaton, and
//! the table is built in no time. Scripts without blanks between words, and letters beyond ASCII, may begin a phrase anywhere.

use std::cmp::Ordering;
use std::ops::Range;

/// The first bytes of a phrase by which it is looked up: all eight, or fewer of a short one.
const KEYS: [usize; 3] = [8, 4, 2];

/// Bits of the table.
const BITS: usize = 1 << 15;

/// Case in ASCII is this bit; that signs lose it, too, costs a second look at most.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// Phrases that are looked for together. ASCII letters count in any case.
#[derive(Debug)]
pub struct PhraseBook {
    /// In the order of their bytes.
    phrases: Vec<Phrase>,
    /// The first bytes of phrases, hashed.
    table: Box<[u64]>,
    /// Which lengths of [`KEYS`] there are.
    lengths: Vec<usize>,
    /// The bytes with which phrases begin.
    first: [bool; 256],
}

#[derive(Debug)]
struct Phrase {
    text: &'static str,
    /// Its place among those that were given.
    place: usize,
    /// The longest other phrase with which it begins.
    within: Option<usize>,
}

impl PhraseBook {
    /// A book of phrases, which are in lower case.
    ///
    /// # Panics
    /// If a phrase has fewer than two bytes, or capitals.
    #[must_use]
    pub fn new(phrases: impl IntoIterator<Item = &'static str>) -> Self {
        let of = |(place, text)| Phrase { text, place, within: None };
        let mut phrases: Vec<Phrase> = phrases.into_iter().enumerate().map(of).collect();
        phrases.sort_by_key(|phrase| phrase.text);
        for at in 1..phrases.len() {
            let mut before = Some(at - 1);
            while let Some(other) = before.filter(|other| !phrases[at].text.starts_with(phrases[*other].text)) {
                before = phrases[other].within;
            }
            phrases[at].within = before;
        }
        let mut book =
            Self { phrases: Vec::new(), table: vec![0; BITS / 64].into(), lengths: Vec::new(), first: [false; 256] };
        for Phrase { text, .. } in &phrases {
            assert!(!text.bytes().any(|byte| byte.is_ascii_uppercase()), "{text:?} isn't in lower case");
            let first = text.as_bytes()[0];
            book.first[usize::from(first)] = true;
            book.first[usize::from(first.to_ascii_uppercase())] = true;
            let bit = bit(begin(text.as_bytes(), 0), key(text));
            book.table[bit / 64] |= 1 << (bit % 64);
        }
        let is_key = |length: &usize| phrases.iter().any(|phrase| key(phrase.text) == *length);
        book.lengths = KEYS.into_iter().filter(is_key).collect();
        book.phrases = phrases;
        book
    }

    /// All phrases in a text, each as its place in the book and its range, those that stand within others among them.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
        self.beginnings(text).flat_map(move |start| {
            let hits = std::iter::successors(self.longest(&text.as_bytes()[start..]), |at| self.phrases[*at].within);
            hits.map(move |at| {
                let Phrase { text, place, .. } = self.phrases[at];
                (place, start..start + text.len())
            })
        })
    }

    /// Whether a text has any of the phrases.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }

    /// Where phrases may begin.
    fn beginnings<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let bytes = text.as_bytes();
        let mut is_within = false;
        let places = bytes.iter().enumerate().filter(move |(_, byte)| {
            let is_alphanumeric = byte.is_ascii_alphanumeric();
            let begins = !(is_alphanumeric && is_within);
            is_within = is_alphanumeric;
            begins && self.first[usize::from(**byte)]
        });
        places.map(|(at, _)| at).filter(move |at| self.may_begin(bytes, *at))
    }

    fn may_begin(&self, bytes: &[u8], at: usize) -> bool {
        let begin = begin(bytes, at);
        self.lengths.iter().any(|length| {
            let bit = bit(begin, *length);
            self.table[bit / 64] >> (bit % 64) & 1 == 1
        })
    }

    /// The longest phrase with which these bytes begin.
    fn longest(&self, bytes: &[u8]) -> Option<usize> {
        let after = self.phrases.partition_point(|phrase| order(phrase.text.as_bytes(), bytes).is_le());
        let mut last = after.checked_sub(1);
        while let Some(at) = last.filter(|at| !begins_with(bytes, self.phrases[*at].text)) {
            last = self.phrases[at].within;
        }
        last
    }
}

/// The length of the key of a phrase.
fn key(text: &str) -> usize {
    KEYS.into_iter().find(|length| *length <= text.len()).expect("a phrase has two bytes")
}

/// The first eight bytes from a place on, in lower case; zeros where there are fewer.
fn begin(bytes: &[u8], at: usize) -> u64 {
    let bytes = &bytes[at..];
    let eight = bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [0; 8];
        eight[..bytes.len()].copy_from_slice(bytes);
        eight
    });
    u64::from_le_bytes(eight) | LOWER
}

/// The place in the table of the first bytes of a phrase (Fibonacci hashing, Knuth 6.4).
fn bit(begin: u64, length: usize) -> usize {
    let key = begin << (64 - 8 * length);
    usize::try_from(key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - BITS.trailing_zeros())).expect("few bits")
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
    ];

    fn found(text: &str) -> Vec<(&'static str, usize)> {
        let book = PhraseBook::new(BOOK.iter().copied());
        let mut found: Vec<_> = book.find(text).map(|(place, at)| (BOOK[place], at.start)).collect();
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
