//! Text from outside, made harmless for a terminal.

use std::borrow::Cow;

/// `text` without anything that could steer a terminal or turn the order of the letters around it.
///
/// Control characters (C0, DEL, C1), bidirectional controls (UAX #9 §2), line separators and invisible formatting
/// characters are shown as `\u{202e}`; line breaks and tabs become blanks. Joiners stay: Persian and emoji need them.
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => shown.push(' '),
            c if steers(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Whether a character acts on its surroundings instead of being seen.
pub(super) fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' |
            '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escape_sequences_are_shown_and_not_obeyed() {
        assert_eq!(plain("a\x1b[31mred\u{9b}2J"), "a\\u{1b}[31mred\\u{9b}2J");
        assert_eq!(plain("evil\u{202e}txt.exe"), "evil\\u{202e}txt.exe");
        assert_eq!(plain("two\r\nlines\tand"), "two  lines and");
    }

    #[test]
    fn honest_text_is_left_alone() {
        assert!(matches!(plain("CSS ::before ##[x] Größe — 日本語 👩‍💻 العربية می‌خواهم"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn nothing_that_steers_is_left(text in any::<String>()) {
            prop_assert!(!plain(&text).chars().any(steers));
        }
    }
}
