//! Character references: `&amp;`, `&#38;`, `&nbsp;`.

use std::borrow::Cow;

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::memchr;

use super::{SourceMap, Span};

/// The longest reference that is looked for, in bytes: HTML's longest name has 33.
const LONGEST: usize = 40;

/// Decodes every reference that ends with a semicolon and is known to XML or HTML; anything else stays as it is.
///
/// Podcast apps read feeds with lenient parsers that know HTML's names too (WHATWG HTML §13.5), although XML has five of its own only.
#[must_use]
pub fn unescape(raw: &str) -> Cow<'_, str> {
    if memchr(b'&', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    unescape_into(raw, 0, &mut text, &mut SourceMap::default());
    Cow::Owned(text)
}

/// Decodes like [`unescape`], appends the result to `text`, and notes in `map` where in the file it stands; `raw` starts at `start` there.
pub fn unescape_into(raw: &str, start: usize, text: &mut String, map: &mut SourceMap) {
    let mut plain = 0;
    let mut from = 0;
    while let Some(ampersand) = raw[from..].find('&').map(|at| from + at) {
        from = ampersand + 1;
        let Some((length, decoded)) = reference(&raw[ampersand..]) else { continue };
        text.push_str(&raw[plain..ampersand]);
        map.push_exact(start + plain, ampersand - plain);
        let before = text.len();
        text.extend(decoded);
        map.push_spelt(Span::new(ampersand, ampersand + length).shifted(start), text.len() - before);
        plain = ampersand + length;
        from = plain;
    }
    text.push_str(&raw[plain..]);
    map.push_exact(start + plain, raw.len() - plain);
}

/// The characters that a reference stands for.
pub(super) type Decoded = std::iter::Flatten<std::array::IntoIter<Option<char>, 2>>;

/// The reference at the start of `text`: its length, and what it stands for.
fn reference(text: &str) -> Option<(usize, Decoded)> {
    let bytes = text.as_bytes();
    let end = bytes[..bytes.len().min(LONGEST)].iter().position(|b| *b == b';')?;
    let name = &text[1..end];
    let characters = match name.strip_prefix('#') {
        Some(number) => [Some(numeric(number)?), None],
        None => named(&text[1..=end]).filter(|[first, _]| first.is_some())?,
    };
    Some((end + 1, characters.into_iter().flatten()))
}

/// What a name of HTML stands for, the semicolon included where it has one; nothing where it is only the beginning of one.
pub(super) fn named(name: &str) -> Option<[Option<char>; 2]> {
    let (first, second) = *NAMED_ENTITIES.get(name)?;
    Some([first, second].map(|code| char::from_u32(code).filter(|c| *c != '\0')))
}

fn numeric(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) if hex.bytes().all(|b| b.is_ascii_hexdigit()) => u32::from_str_radix(hex, 16).ok()?,
        None if number.bytes().all(|b| b.is_ascii_digit()) => number.parse().ok()?,
        _ => return None,
    };
    Some(character(code))
}

/// The character that a number stands for (WHATWG HTML §13.2.5.80).
pub(super) fn character(code: u32) -> char {
    let replaced = code.checked_sub(0x80).and_then(|at| C1_REPLACEMENTS.get(at as usize).copied().flatten());
    let sound = char::from_u32(code).filter(|c| *c != '\0');
    replaced.or(sound).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_xml_and_html_and_numbers_are_decoded() {
        assert_eq!(unescape("a &amp; b&nbsp;c &#38; &#x26; &eacute;"), "a & b\u{a0}c & & é");
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in ["Q&A with Ann", "?a=1&copy=2", "AT&T;", "&", "&;", "&#;", "&#xZZ;", "& amp;", "&no\u{e9};"] {
            assert_eq!(unescape(text), text);
        }
    }

    #[test]
    fn numbers_that_are_no_characters_are_read_as_browsers_do() {
        assert_eq!(unescape("it&#146;s"), "it\u{2019}s");
        assert_eq!(unescape("&#xD800;&#0;"), "\u{fffd}\u{fffd}");
        assert_eq!(unescape("&#99999999999;"), "&#99999999999;");
    }

    #[test]
    fn one_layer_only_is_taken_off() {
        assert_eq!(unescape("&amp;amp;"), "&amp;");
    }

    #[test]
    fn the_map_leads_back_behind_references() {
        let (mut text, mut map) = (String::new(), SourceMap::default());
        unescape_into("a &lt;b&gt; c", 100, &mut text, &mut map);
        assert_eq!(text, "a <b> c");
        assert_eq!(map.to_file(Span::new(3, 4)), Some(Span::new(106, 107)));
        assert_eq!(map.to_file(Span::new(2, 5)), Some(Span::new(102, 111)));
        assert_eq!(map.to_file(Span::new(6, 7)), Some(Span::new(112, 113)));
    }

    proptest! {
        #[test]
        fn the_map_is_as_long_as_the_text(raw in "[&#;a-zäx0-9 ]{0,60}") {
            let (mut text, mut map) = (String::new(), SourceMap::default());
            unescape_into(&raw, 0, &mut text, &mut map);
            prop_assert_eq!(map.len(), text.len());
        }
    }
}
