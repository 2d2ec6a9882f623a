//! Words of a text, whatever stands between them.

/// The runs of letters and digits of a text.
pub fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> + Clone {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_blanks_part_words() {
        assert_eq!(words("– Löwe, 666_x.mp3 ").collect::<Vec<_>>(), ["Löwe", "666", "x", "mp3"]);
        assert_eq!(words("…").next(), None);
    }
}
