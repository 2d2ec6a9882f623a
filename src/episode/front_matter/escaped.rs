//! The escapes of double-quoted strings (YAML 1.2 §5.7, TOML 1.1 "String"): those of JSON, and more.

use crate::text::{SourceMap, unescape_with};

/// Decodes the inside of a double-quoted string, which begins at `start` of the file. What is no escape stays as it is.
pub(super) fn decode(raw: &str, start: usize) -> (String, SourceMap) {
    unescape_with(raw, start, escape)
}

/// The escape at the start of `raw`: its length, and what it stands for. A line break that is escaped joins two lines.
fn escape(raw: &str) -> (usize, Option<char>) {
    let Some(letter) = raw[1..].chars().next() else { return (1, Some('\\')) };
    let decoded = match letter {
        'x' => return numbered(raw, 2),
        'u' => return numbered(raw, 4),
        'U' => return numbered(raw, 8),
        '\n' | '\r' => return (raw.len() - raw[1..].trim_start().len(), None),
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        ' ' | '"' | '/' | '\\' => letter,
        _ => return (1, Some('\\')),
    };
    (2, Some(decoded))
}

/// A character by its number in so many hexadecimal digits.
fn numbered(raw: &str, digits: usize) -> (usize, Option<char>) {
    let number = raw.get(2..2 + digits).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let decoded = number.and_then(|number| char::from_u32(u32::from_str_radix(number, 16).ok()?));
    decoded.map_or((1, Some('\\')), |decoded| (2 + digits, Some(decoded)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use proptest::prelude::*;

    #[test]
    fn every_escape_is_decoded() {
        let raw = r#"\0\a\b\t\n\v\f\r\e\N\_\L\P\ \"\/\\\x41\u00e9\U0001f600\y\u12 "#;
        let wanted = "\0\u{7}\u{8}\t\n\u{b}\u{c}\r\u{1b}\u{85}\u{a0}\u{2028}\u{2029} \"/\\Aé😀\\y\\u12 ";
        assert_eq!(decode(raw, 0).0, wanted);
        assert_eq!(decode("https://a.example/\\\n    b", 0).0, "https://a.example/b");
    }

    proptest! {
        #[test]
        fn places_lead_back(raw in "[\\\\xuU0-9aé\n ]{0,30}") {
            let (text, map) = decode(&raw, 7);
            prop_assert_eq!(text.len(), map.len());
            prop_assert!(map.to_file(Span::new(0, text.len())).is_none_or(|span| span.end <= 7 + raw.len()));
        }
    }
}
