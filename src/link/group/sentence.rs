//! The sentence in which something stands.

use std::ops::Range;

/// A sentence reaches no farther than this to either side, in bytes.
const FAR: usize = 400;

/// Where the sentence of `text` stands that is around the byte `at`.
pub(super) fn around(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    let (first, last) = (text.ceil_char_boundary(at.saturating_sub(FAR)), text.floor_char_boundary(at + FAR));
    let ends = |place: &usize| may_end(text.as_bytes()[*place]);
    let before = (first..at).rev().filter(ends).filter_map(|place| end(text, place)).find(|end| *end <= at);
    let behind = (at..last).filter(ends).find_map(|place| end(text, place));
    let (start, end) = (before.unwrap_or(first), behind.unwrap_or(last).max(at));
    let said = text[start..end].trim_start();
    end - said.len()..end - said.len() + said.trim_end().len()
}

/// What ends a sentence wherever it stands, and what does before a blank.
const ALWAYS: [char; 4] = ['\n', '。', '！', '？'];
const BEFORE_BLANKS: [char; 4] = ['.', '!', '?', '…'];

/// Whether a character may end a sentence.
pub(super) fn may_be_end(c: char) -> bool {
    ALWAYS.contains(&c) || BEFORE_BLANKS.contains(&c)
}

/// Whether a byte may be the first of a character that ends a sentence.
fn may_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'.' | b'!' | b'?') || byte >= 0xe2
}

/// Where the sentence ends that ends with the character at `at`, if one does: a small letter goes on with it.
fn end(text: &str, at: usize) -> Option<usize> {
    let c = text[at..].chars().next()?;
    let behind = at + c.len_utf8();
    match c {
        c if ALWAYS.contains(&c) => Some(behind),
        c if BEFORE_BLANKS.contains(&c) => {
            let rest = &text[behind..];
            let next = rest.trim_start().chars().next();
            (rest.starts_with(char::is_whitespace) && next.is_none_or(|next| !next.is_lowercase())).then_some(behind)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn sentences_end_where_another_begins() {
        let text = "We read e.g. that of it. See a.example for more! この本。\nThe end";
        let around = |word: &str| &text[around(text, text.find(word).unwrap())];
        assert_eq!(around("We"), "We read e.g. that of it.");
        assert_eq!(around("that"), "We read e.g. that of it.");
        assert_eq!(around("more"), "See a.example for more!");
        assert_eq!(around("本"), "この本。");
        assert_eq!(around("end"), "The end");
    }
}
