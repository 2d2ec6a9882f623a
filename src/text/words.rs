//! Words of a text, whatever stands between them.

/// The runs of letters and digits of a text.
pub fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> + Clone {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The same of a text in ASCII, and empty ones between its signs.
pub fn ascii_words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| !IS_OF_WORD[usize::from(*byte)])
}

/// Whether a byte is a letter or a digit in ASCII: looked up in one step.
static IS_OF_WORD: [bool; 256] = {
    let mut is_of_word = [false; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        is_of_word[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    is_of_word
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_blanks_part_words() {
        assert_eq!(words("– Löwe, 666_x.mp3 ").collect::<Vec<_>>(), ["Löwe", "666", "x", "mp3"]);
        assert_eq!(words("…").next(), None);
    }
}
