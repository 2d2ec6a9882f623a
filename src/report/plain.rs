//! Text from outside, made harmless for a terminal and for the log of a CI runner.

use std::borrow::Cow;

/// `text` without anything that could steer a terminal or turn the order of the letters around it.
///
/// Control characters (C0, DEL, C1), bidirectional controls (UAX #9 §2), line separators and invisible formatting
/// characters are shown as `\u{202e}`; line breaks and tabs become blanks. Joiners stay: Persian and emoji need them.
///
/// A CI runner obeys lines of a log that begin with `::`, and `##[`, `##vso[` or `##teamcity[` anywhere in a line. A word
/// that begins so loses its first character to an escape, as any word may come to stand at the beginning of a line.
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) && !text.contains("::") && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '\n' | '\r' | '\t' => shown.push(' '),
            c if steers(c) || begins_command(&text[at..], before) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
        before = c;
    }
    Cow::Owned(shown)
}

/// Whether a CI runner could take what follows for a command.
fn begins_command(rest: &str, before: char) -> bool {
    let names_runner = |rest: &str| rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with('[');
    rest.strip_prefix("##").is_some_and(names_runner)
        || (rest.starts_with("::") && (before.is_whitespace() || steers(before)))
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
        assert!(matches!(plain("Größe — 日本語 👩‍💻 العربية می‌خواهم"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_log_is_no_place_for_commands() {
        assert_eq!(plain("::error::x"), "\\u{3a}:error::x");
        assert_eq!(plain("a ::stop-commands::b\n::c"), "a \\u{3a}:stop-commands::b \\u{3a}:c");
        assert_eq!(plain("x ##[add-mask]y"), "x \\u{23}#[add-mask]y");
        assert_eq!(
            plain("##vso[task.setvariable]x ##teamcity[y]"),
            "\\u{23}#vso[task.setvariable]x \\u{23}#teamcity[y]"
        );
        assert!(matches!(plain("std::vector, C#, ## [x]"), Cow::Owned(text) if text == "std::vector, C#, ## [x]"));
    }

    proptest! {
        #[test]
        fn nothing_that_steers_is_left(text in any::<String>()) {
            prop_assert!(!plain(&text).chars().any(steers));
        }
    }
}
