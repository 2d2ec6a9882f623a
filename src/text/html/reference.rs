//! What a text that is written in HTML says: character references as browsers read them (WHATWG HTML §13.2.5.72), line ends, and zero bytes.

use std::borrow::Cow;

use memchr::memchr3;

use crate::text::reference::{Decoded, character, named};

/// Where a text stands, which decides how it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Between tags. Zero bytes stay: what they mean depends on the element.
    Markup,
    /// In an element that holds nothing but text.
    Text,
    /// The same without character references, as in a script.
    RawText,
    /// In an attribute's value, where `&copy=` is no reference.
    Attribute,
}

/// A piece of a text.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// What it says.
    pub text: &'a str,
    /// Its first byte in what is written.
    pub at: usize,
    /// The bytes that write it.
    pub length: usize,
    /// Whether they are what it says.
    pub exact: bool,
}

/// What is written, read.
#[must_use]
pub fn decode(raw: &str, place: Place) -> Cow<'_, str> {
    if next(raw, 0).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    pieces(raw, place, |piece| text.push_str(piece.text));
    Cow::Owned(text)
}

/// Tells the pieces of what is written, in their order. Most texts are one, which says what it spells.
pub fn pieces(raw: &str, place: Place, mut tell: impl FnMut(Piece<'_>)) {
    let mut plain = 0;
    let mut from = 0;
    while let Some(at) = next(raw, from) {
        let mut buffer = String::new();
        let Some(length) = special(&raw[at..], place, &mut buffer) else {
            from = at + 1;
            continue;
        };
        if plain < at {
            tell(Piece { text: &raw[plain..at], at: plain, length: at - plain, exact: true });
        }
        if !buffer.is_empty() {
            tell(Piece { text: &buffer, at, length, exact: false });
        }
        plain = at + length;
        from = plain;
    }
    if plain < raw.len() {
        tell(Piece { text: &raw[plain..], at: plain, length: raw.len() - plain, exact: true });
    }
}

/// Where the next byte stands that may say something else than itself.
fn next(raw: &str, from: usize) -> Option<usize> {
    memchr3(b'&', b'\r', b'\0', &raw.as_bytes()[from..]).map(|found| from + found)
}

/// What begins with such a byte: how many bytes write it, and in `into` what it says. `None` where it says itself.
fn special(rest: &str, place: Place, into: &mut String) -> Option<usize> {
    match rest.as_bytes()[0] {
        // The line feed behind it stands for both.
        b'\r' if rest.as_bytes().get(1) == Some(&b'\n') => Some(1),
        b'\r' => {
            into.push('\n');
            Some(1)
        }
        b'\0' => {
            into.push(if place == Place::Markup { '\0' } else { char::REPLACEMENT_CHARACTER });
            Some(1)
        }
        _ if place == Place::RawText => None,
        _ => {
            let (length, decoded) = reference(rest, place)?;
            into.extend(decoded);
            Some(length)
        }
    }
}

/// The character reference that a text begins with, its semicolon or not: its length, and what it stands for.
fn reference(rest: &str, place: Place) -> Option<(usize, Decoded)> {
    if let Some(number) = rest.strip_prefix("&#") {
        return numeric(number).map(|(length, found)| (length + 2, [Some(found), None].into_iter().flatten()));
    }
    let (length, characters) = longest_name(rest)?;
    let ends = rest.as_bytes()[length - 1] == b';';
    let goes_on = rest.as_bytes().get(length).is_some_and(|byte| *byte == b'=' || byte.is_ascii_alphanumeric());
    (ends || place != Place::Attribute || !goes_on).then(|| (length, characters.into_iter().flatten()))
}

/// The longest name behind an ampersand: their length together, and what it stands for.
fn longest_name(rest: &str) -> Option<(usize, [Option<char>; 2])> {
    let bytes = rest.as_bytes();
    let mut found = None;
    for end in 2..=bytes.len() {
        let last = bytes[end - 1];
        if !last.is_ascii_alphanumeric() && last != b';' {
            break;
        }
        // The table knows the beginnings of its names, too.
        match named(&rest[1..end]) {
            None => break,
            Some([None, _]) => {}
            Some(characters) => found = Some((end, characters)),
        }
    }
    found
}

/// The number behind `&#`: its length with its semicolon, and the character.
fn numeric(number: &str) -> Option<(usize, char)> {
    let (radix, digits) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (16, digits),
        None => (10, number),
    };
    let count = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    if count == 0 {
        return None;
    }
    let code = u32::from_str_radix(&digits[..count], radix).unwrap_or(u32::MAX);
    let semicolon = usize::from(digits[count..].starts_with(';'));
    Some((number.len() - digits.len() + count + semicolon, character(code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_browsers_do() {
        let text = |raw| decode(raw, Place::Text).into_owned();
        assert_eq!(text("a &amp; b &AMP c &copy2 &notin; &notit; &lt"), "a & b & c ©2 ∉ ¬it; <");
        assert_eq!(
            text("&#38;&#x26&#X26;&#146;&#0;&#xD800;&#99999999999;&#;&#x;&"),
            "&&&\u{2019}\u{fffd}\u{fffd}\u{fffd}&#;&#x;&"
        );
        assert_eq!(text("&NotEqualTilde;|&nGt;"), "≂̸|≫⃒");
    }

    #[test]
    fn an_address_with_ampersands_stays_in_an_attribute() {
        let value = |raw| decode(raw, Place::Attribute).into_owned();
        assert_eq!(value("?a=1&copy=2&amp;reg=3&para4&lt;&copy"), "?a=1&copy=2&reg=3&para4<©");
    }

    #[test]
    fn line_ends_and_zero_bytes_are_read() {
        assert_eq!(decode("a\r\nb\rc\r", Place::RawText), "a\nb\nc\n");
        assert_eq!(decode("a\0&amp;", Place::RawText), "a\u{fffd}&amp;");
        assert_eq!(decode("a\0&amp;", Place::Markup), "a\0&");
        assert!(matches!(decode("plain", Place::Markup), Cow::Borrowed(_)));
    }
}
