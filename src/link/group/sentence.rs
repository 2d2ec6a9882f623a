//! The sentence in which something stands.

/// A sentence reaches no farther than this to either side, in bytes.
const FAR: usize = 400;

/// The sentence of `text` around the byte `at`.
pub(super) fn around(text: &str, at: usize) -> &str {
    let at = text.floor_char_boundary(at);
    let (first, last) = (text.ceil_char_boundary(at.saturating_sub(FAR)), text.floor_char_boundary(at + FAR));
    let mut before = text[first..at].char_indices().rev().filter_map(|(place, c)| end(text, first + place, c));
    let before = before.find(|end| *end <= at);
    let behind = text[at..last].char_indices().find_map(|(place, c)| end(text, at + place, c));
    text[before.unwrap_or(first)..behind.unwrap_or(last).max(at)].trim()
}

/// Where the sentence ends that ends with this character, if one does: a small letter goes on with it.
fn end(text: &str, at: usize, c: char) -> Option<usize> {
    let behind = at + c.len_utf8();
    match c {
        '\n' | '。' | '！' | '？' => Some(behind),
        '.' | '!' | '?' | '…' => {
            let rest = &text[behind..];
            let next = rest.trim_start().chars().next();
            (rest.starts_with(char::is_whitespace) && next.is_none_or(|next| !next.is_lowercase())).then_some(behind)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_another_begins() {
        let text = "We read e.g. that of it. See a.example for more! この本。\nThe end";
        let around = |word: &str| around(text, text.find(word).unwrap());
        assert_eq!(around("We"), "We read e.g. that of it.");
        assert_eq!(around("that"), "We read e.g. that of it.");
        assert_eq!(around("more"), "See a.example for more!");
        assert_eq!(around("本"), "この本。");
        assert_eq!(around("end"), "The end");
    }
}
