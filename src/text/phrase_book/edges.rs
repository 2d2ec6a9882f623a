//! Where in a text phrases may begin.

use crate::text::positions::{Chunk, Positions, behind_words, bits, positions};

/// Where a word begins, or what is no part of one and no blank stands.
pub(super) fn edges(text: &[u8]) -> Edges<'_> {
    positions(text, marks)
}

pub(super) type Edges<'a> = Positions<'a, fn(&Chunk, u8) -> u64>;

fn marks(chunk: &Chunk, before: u8) -> u64 {
    let words = bits(chunk, |byte| byte.is_ascii_alphanumeric());
    let blanks = bits(chunk, |byte| byte <= b' ');
    words & !behind_words(words, before) | !(words | blanks)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn they_are_found_as_byte_by_byte(text in "[a-zA-Z0-9 .,_é\n<{@`\\[/:]{0,150}") {
            let bytes = text.as_bytes();
            let is_word = |at: usize| bytes[at].is_ascii_alphanumeric();
            let begins = |at: &usize| if is_word(*at) { *at == 0 || !is_word(at - 1) } else { bytes[*at] > b' ' };
            let each: Vec<usize> = (0..bytes.len()).filter(begins).collect();
            prop_assert_eq!(edges(bytes).collect::<Vec<_>>(), each);
        }
    }
}
