//! What is seen on a page.

/// How much visible text is kept, in bytes.
pub(super) const KEPT_TEXT: usize = 600;

/// Less room than this isn't filled with short words, in bytes.
const LAST_WORD: usize = 8;

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
    /// Adds a word of so many characters, or words with one blank between them; an empty one is counted, and not kept.
    pub(super) fn add(&mut self, word: &str, length: usize, is_card: bool) {
        self.length += length + 1;
        self.in_cards += if is_card { length + 1 } else { 0 };
        if self.text.len() + word.len().max(LAST_WORD) >= KEPT_TEXT {
            self.has_more = true;
        } else if !word.is_empty() {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
    }

    /// Whether all words of a text would be kept.
    pub(super) fn has_room_for(&self, text: &str) -> bool {
        self.text.len() + text.len() + LAST_WORD < KEPT_TEXT
    }

    /// Whether there is more, and no further word will be kept.
    pub(super) fn is_full(&self) -> bool {
        self.has_more && self.text.len() + LAST_WORD >= KEPT_TEXT
    }
}

/// The length of a text in letters: a character of Chinese, Japanese or Korean says as much as two.
pub(super) fn letters(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(|c| if c as u32 >= 0x2E80 { 2 } else { 1 }).sum()
}
