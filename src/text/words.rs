//! Words of a text, whatever stands between them.

use std::iter;

use super::positions::{behind_words, bits, positions};

/// The runs of letters and digits of a text.
pub fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> + Clone {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Where the same begin in a text in ASCII.
pub fn ascii_starts(text: &[u8]) -> impl Iterator<Item = usize> {
    positions(text, |chunk, before| {
        let words = bits(chunk, |byte| byte.is_ascii_alphanumeric());
        words & !behind_words(words, before)
    })
}

/// What stands between the blanks of a text that has no other white space.
pub fn blank_words(text: &str) -> impl Iterator<Item = &str> {
    let blanks = positions(text.as_bytes(), |chunk, _| bits(chunk, |byte| byte == b' '));
    let mut start = 0;
    blanks.chain(iter::once(text.len())).map(move |end| &text[std::mem::replace(&mut start, end + 1)..end])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn signs_and_blanks_part_words() {
        assert_eq!(words("– Löwe, 666_x.mp3 ").collect::<Vec<_>>(), ["Löwe", "666", "x", "mp3"]);
        assert_eq!(words("…").next(), None);
        assert_eq!(blank_words("Löwe, 666").collect::<Vec<_>>(), ["Löwe,", "666"]);
        assert_eq!(blank_words("").collect::<Vec<_>>(), [""]);
    }

    proptest! {
            #[test]
    fn those_in_ascii_are_the_same(text in "[a-z0-9 .]{0,150}") {
                let each: Vec<usize> = words(&text).map(|word| word.as_ptr() as usize - text.as_ptr() as usize).collect();
                prop_assert_eq!(ascii_starts(text.as_bytes()).collect::<Vec<_>>(), each);
            }
        }
}
