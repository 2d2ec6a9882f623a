//! Text as a reader sees it: runs of white space are one blank.

/// White space of Unicode that ASCII's own list leaves out.
const VERTICAL_TAB: u8 = 0x0b;

/// The words of a text, one blank between them.
#[must_use]
pub fn collapsed(text: &str) -> String {
    let text = text.trim();
    if is_collapsed(text) {
        return text.to_owned();
    }
    let mut collapsed = String::with_capacity(text.len());
    // Most texts are ASCII, where blanks are found byte by byte.
    if text.is_ascii() {
        text.split_ascii_whitespace().for_each(|word| push(&mut collapsed, word));
    } else {
        text.split_whitespace().for_each(|word| push(&mut collapsed, word));
    }
    collapsed
}

/// Whether a text is so already, as most are.
fn is_collapsed(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        if byte.is_ascii_whitespace() && (byte != b' ' || before == b' ') || byte == VERTICAL_TAB {
            return false;
        }
        before = byte;
    }
    before != b' ' && (text.is_ascii() || !text.chars().any(|c| !c.is_ascii() && c.is_whitespace()))
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
