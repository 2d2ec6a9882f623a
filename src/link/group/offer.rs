//! Codes that sponsors give to listeners: "20% off with code KELP".

use std::cell::LazyCell;
use std::sync::LazyLock;

use super::words::{CODES, PROMOTED, REDUCED};
use crate::text::PhraseBook;

/// Whether a text offers something cheaper to whoever knows a code: it says two of what the code is, what it brings, and that it is one for buyers.
pub(super) fn is_made(text: &str) -> bool {
    static BOOK: LazyLock<PhraseBook> = LazyLock::new(|| PhraseBook::new(PROMOTED));
    let names_code = names_code(text);
    let lower = LazyCell::new(|| text.to_lowercase());
    let is_promoted = BOOK.is_in(if text.is_ascii() { text } else { &lower });
    match (names_code, is_promoted) {
        (true, true) => true,
        (false, false) => false,
        _ => REDUCED.iter().any(|words| lower.contains(words)),
    }
}

/// Whether a text names a code: "the code KELP".
pub(super) fn names_code(text: &str) -> bool {
    let mut before = "";
    text.split_whitespace().any(|word| {
        let called = std::mem::replace(&mut before, word);
        is_code(word) && is_called(called)
    })
}

/// Whether a word says that the next one is a code.
fn is_called(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.len() < 20 && CODES.contains(&word.to_lowercase().as_str())
}

/// Whether a word is written as codes are: in capitals and digits.
fn is_code(word: &str) -> bool {
    if word.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    word.len() > 2
        && word.contains(|c: char| c.is_ascii_uppercase())
        && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_names_a_code_and_what_it_brings() {
        for text in [
            "Use code TOWER10 for 20% off",
            "15% off any kit with the code “SMALL”: x",
            "Spare 10 % mit dem Code: KELP",
            "Use promo code CROW at Shaker",
            "20% off with the promo code crow",
            "10 % de remise avec le code promo CORBEAU",
        ] {
            assert!(is_made(text), "{text}");
        }
        for text in [
            "The code NASA wrote",
            "A code review saves 20% of bugs",
            "20% off everything",
            "Code HTTP by hand",
            "A promo code scandal",
        ] {
            assert!(!is_made(text), "{text}");
        }
    }
}
