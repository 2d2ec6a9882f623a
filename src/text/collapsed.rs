//! Text as a reader sees it: runs of white space are one blank.

use std::borrow::Cow;

/// The words of a text, one blank between them.
#[must_use]
pub fn collapsed(text: &str) -> String {
    collapse(text).into_owned()
}

/// The same, borrowed where it is so already, as most texts are.
#[must_use]
pub fn collapse(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if is_collapsed(text) {
        return text.into();
    }
    let mut collapsed = String::with_capacity(text.len());
    // Most texts are ASCII, where blanks are found byte by byte.
    if text.is_ascii() {
        text.split_ascii_whitespace().for_each(|word| push(&mut collapsed, word));
    } else {
        text.split_whitespace().for_each(|word| push(&mut collapsed, word));
    }
    collapsed.into()
}

/// Whether the words of a text without blanks at its ends are parted so. No byte ends this early: many are looked at together.
fn is_collapsed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let others = bytes.iter().fold(0, |others, byte| others | u8::from(matches!(byte, b'\t'..=b'\r')));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let twos = pairs.fold(0, |twos, (one, next)| twos | u8::from(*one == b' ') & u8::from(*next == b' '));
    others | twos == 0 && (text.is_ascii() || !text.chars().any(|c| !c.is_ascii() && c.is_whitespace()))
}

fn push(text: &mut String, word: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_white_space_are_one_blank() {
        assert_eq!(collapsed("  salt \r\n\tand\u{c}pepper "), "salt and pepper");
        assert_eq!(collapsed("\u{3000}塩と\u{a0} 胡椒\n"), "塩と 胡椒");
        assert_eq!(collapsed(" \n "), "");
    }
}
