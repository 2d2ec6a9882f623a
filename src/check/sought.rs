//! The words of a subject, as they are looked for in the texts of a page, thousands of words at a time.

use smallvec::SmallVec;

use super::subject::{SHORTEST, STEM, beginning, stem_of};
use crate::text::{ascii_starts, words};

/// The words of a subject.
pub(super) struct Sought<'a> {
    words: SmallVec<[&'a str; 16]>,
    /// The keys of those that are in ASCII.
    keys: SmallVec<[(u64, &'a str); 16]>,
    /// With what they begin, see [`beginning`].
    begins: u32,
}

impl<'a> Sought<'a> {
    pub(super) fn of(words: impl Iterator<Item = &'a str>, begins: u32) -> Self {
        let words: SmallVec<[&str; 16]> = words.collect();
        let keys = words.iter().filter(|word| word.is_ascii()).map(|word| (key(word.as_bytes()), *word)).collect();
        Self { words, keys, begins }
    }

    /// Notes those that a text has.
    pub(super) fn look_for(&self, text: &str, seen: &mut Vec<&'a str>) {
        if self.begins == 0 {
            return;
        }
        if text.is_ascii() { self.look_for_keys(text.as_bytes(), seen) } else { self.look_for_stems(text, seen) }
    }

    fn look_for_keys(&self, text: &[u8], seen: &mut Vec<&'a str>) {
        // Most words of a page begin otherwise: they aren't looked at any closer.
        let rests = ascii_starts(text).map(|at| &text[at..]).filter(|rest| self.begins & beginning(rest) != 0);
        for word in rests.map(begun) {
            if word.len() >= SHORTEST {
                let found = key(word);
                note(seen, self.keys.iter().find(|(key, _)| *key == found).map(|(_, word)| *word));
            }
        }
    }

    fn look_for_stems(&self, text: &str, seen: &mut Vec<&'a str>) {
        let mut stem = String::with_capacity(4 * STEM);
        let may_be = |word: &&str| word.len() >= SHORTEST && self.begins & beginning(word.as_bytes()) != 0;
        for word in words(text).filter(may_be) {
            stem.clear();
            stem.extend(stem_of(word));
            note(seen, self.words.iter().copied().find(|wanted| *wanted == stem));
        }
    }
}

/// The word that begins here in ASCII, as far as it matters.
fn begun(text: &[u8]) -> &[u8] {
    let text = &text[..text.len().min(STEM)];
    let length = text.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(text.len());
    &text[..length]
}

/// The beginning of a word in ASCII letters and digits as a number, in either case the same.
fn key(word: &[u8]) -> u64 {
    const LOWER: u8 = 0x20;
    word.iter().take(STEM).fold(0, |key, byte| key << 8 | u64::from(byte | LOWER))
}

fn note<'a>(seen: &mut Vec<&'a str>, word: Option<&'a str>) {
    seen.extend(word.filter(|word| !seen.contains(word)));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn digits_and_letters_in_both_cases_have_keys() {
        assert_eq!(key(b"Kelp"), key(b"kELP"));
        assert_eq!(key(b"forests"), key(b"Forest"));
        assert_ne!(key(b"kelp"), key(b"kelps"));
        assert_ne!(key(b"p123"), key(b"p124"));
    }

    proptest! {
        #[test]
        fn keys_find_what_stems_find(wanted in "[a-c]{4,6}( [a-c]{4,6}){0,3}", text in "[a-cA-C0-1 .,_-]{0,60}") {
            let words = || wanted.split(' ');
            let sought = Sought::of(words(), words().fold(0, |begins, word| begins | beginning(word.as_bytes())));
            let (mut by_key, mut by_stem) = (Vec::new(), Vec::new());
            sought.look_for_keys(text.as_bytes(), &mut by_key);
            sought.look_for_stems(&text, &mut by_stem);
            prop_assert_eq!(by_key, by_stem);
        }
    }
}
