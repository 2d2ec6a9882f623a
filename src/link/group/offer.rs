//! Codes that sponsors give to listeners: "20% off with code KELP".

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::sponsor::finder;
use super::words::{CODES, REDUCED};

/// Whether a text offers something cheaper to whoever knows a code.
pub(super) fn is_one(text: &str) -> bool {
    static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| finder(CODES));
    if !FINDER.is_match(text) {
        return false;
    }
    let mut words = text.split_whitespace().peekable();
    let mut names_code = false;
    while let Some(word) = words.next() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        names_code |= word.len() < 20
            && CODES.contains(&word.to_lowercase().as_str())
            && words.peek().is_some_and(|next| is_code(next));
    }
    names_code && {
        let text = text.to_lowercase();
        REDUCED.iter().any(|words| text.contains(words))
    }
}

/// Whether a word is written as codes are: in capitals and digits.
fn is_code(word: &str) -> bool {
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
        ] {
            assert!(is_one(text), "{text}");
        }
        for text in
            ["The code NASA wrote", "A code review saves 20% of bugs", "20% off everything", "Code HTTP by hand"]
        {
            assert!(!is_one(text), "{text}");
        }
    }
}
