//! What is seen on a page.

/// How much visible text is kept, in bytes.
pub(super) const KEPT_TEXT: usize = 600;

/// What is seen on a page, or on a part of it.
#[derive(Debug, Default)]
pub(super) struct Visible {
    /// The beginning of the text.
    pub(super) text: String,
    /// Whether there is more.
    pub(super) has_more: bool,
    /// The length of all of it, in characters.
    pub(super) length: usize,
    pub(super) password_field: bool,
    /// How much its forms ask for.
    pub(super) asks: usize,
    pub(super) in_cards: usize,
}

impl Visible {
    /// Adds a word of so many characters; an empty one is counted, and not kept.
    pub(super) fn add(&mut self, word: &str, length: usize, is_card: bool) {
        self.length += length + 1;
        self.in_cards += if is_card { length + 1 } else { 0 };
        if self.text.len() + word.len() >= KEPT_TEXT {
            self.has_more = true;
        } else if !word.is_empty() {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
    }
}

/// The length of a word in letters: a character of Chinese, Japanese or Korean says as much as two.
pub(super) fn letters(word: &str) -> usize {
    word.chars().map(|c| if c as u32 >= 0x2E80 { 2 } else { 1 }).sum()
}
