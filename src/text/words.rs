//! Words of a text, whatever stands between them.

use std::iter;

use super::positions::{bits, positions};

/// The runs of letters and digits of a text.
pub fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> + Clone {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The same of a text in ASCII.
pub fn ascii_words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut edges = positions(text, |chunk, before| {
        let words = bits(chunk, |byte| byte.is_ascii_alphanumeric());
        words ^ (words << 1 | u64::from(before.is_ascii_alphanumeric()))
    });
    iter::from_fn(move || {
        let start = edges.next()?;
        Some(&text[start..edges.next().unwrap_or(text.len())])
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
            let found: Vec<&str> = ascii_words(text.as_bytes()).map(|word| str::from_utf8(word).unwrap()).collect();
            prop_assert_eq!(found, words(&text).collect::<Vec<_>>());
        }
    }
}
