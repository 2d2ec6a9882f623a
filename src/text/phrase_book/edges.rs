//! Where in a text phrases may begin.

use crate::text::positions::{Chunk, Positions, bits, positions};

/// Where a word begins, or what is no part of one stands; blanks only if phrases begin with them, which few do.
pub(super) fn edges(text: &[u8], at_blanks: bool) -> Edges<'_> {
    positions(text, if at_blanks { with_blanks } else { without_blanks })
}

pub(super) type Edges<'a> = Positions<'a, fn(&Chunk, u8) -> u64>;

fn with_blanks(chunk: &Chunk, before: u8) -> u64 {
    let words = bits(chunk, |byte| byte.is_ascii_alphanumeric());
    !words | !(words << 1 | u64::from(before.is_ascii_alphanumeric()))
}

fn without_blanks(chunk: &Chunk, before: u8) -> u64 {
    with_blanks(chunk, before) & !bits(chunk, is_blank)
}

/// Whether a byte is white space, or a control character, with which no phrase begins.
pub(super) fn is_blank(byte: u8) -> bool {
    byte <= b' '
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
            let begins = |at: &usize| !is_word(*at) || *at == 0 || !is_word(at - 1);
            let each: Vec<usize> = (0..bytes.len()).filter(begins).collect();
            prop_assert_eq!(edges(bytes, true).collect::<Vec<_>>(), each.clone());
            let most: Vec<usize> = each.into_iter().filter(|at| !is_blank(bytes[*at])).collect();
            prop_assert_eq!(edges(bytes, false).collect::<Vec<_>>(), most);
        }
    }
}
