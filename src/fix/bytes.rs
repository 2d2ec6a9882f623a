//! Text back to the bytes that it was read from.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::diff::Cut;
use super::mend::Mended;
use crate::source::Document;
use crate::text::Span;

/// A file before and after, as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// What stands there.
    pub old: Vec<u8>,
    /// What is to stand there.
    pub new: Vec<u8>,
    /// What is different, in order.
    pub cuts: Vec<Cut>,
}

/// A mended document as bytes in its own encoding; `None` where they don't follow from its text, piece by piece.
#[must_use]
pub fn files(document: &Document, mended: &Mended) -> Option<Files> {
    let empty = of("", document)?.len();
    let length = |text: &str| of(text, document).map(|bytes| bytes.len() - empty);
    let (mut cuts, mut from, mut at, mut grown) = (Vec::new(), 0, empty, 0_isize);
    for edit in &mended.edits {
        let start = at + length(&document.text[from..edit.span.start])?;
        at = start + length(&document.text[edit.span.range()])?;
        let cut = Cut { old: Span::new(start, at), new: length(&edit.new)? };
        grown += cut.new.cast_signed() - cut.old.len().cast_signed();
        cuts.push(cut);
        from = edit.span.end;
    }
    let (old, new) = (of(&document.text, document)?, of(&mended.text, document)?);
    let is_whole =
        at + length(&document.text[from..])? == old.len() && old.len().saturating_add_signed(grown) == new.len();
    is_whole.then_some(Files { old, new, cuts })
}

/// The bytes of `text` in the encoding of a document, with its byte order mark; `None` where the encoding lacks a character.
///
/// The Encoding Standard has no encoder for UTF-16, so that is done here.
pub(super) fn of(text: &str, document: &Document) -> Option<Vec<u8>> {
    let (encoding, bom) = (document.encoding, document.bom);
    if encoding == UTF_16LE {
        return Some(utf16(text, bom, u16::to_le_bytes));
    }
    if encoding == UTF_16BE {
        return Some(utf16(text, bom, u16::to_be_bytes));
    }
    let mark: &[u8] = if bom && encoding == UTF_8 { b"\xEF\xBB\xBF" } else { b"" };
    encoded(text, encoding).map(|bytes| [mark, &bytes].concat())
}

fn encoded(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let (bytes, _, unmappable) = encoding.encode(text);
    (!unmappable).then(|| bytes.into_owned())
}

fn utf16(text: &str, bom: bool, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = bom.then_some(0xFEFF);
    mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Kind, Origin};
    use crate::text::decode;
    use proptest::prelude::*;

    fn again(bytes: &[u8]) -> Option<Vec<u8>> {
        let document = Document::new(Origin::Stdin, Kind::Text, decode(bytes, None), None);
        of(&document.text, &document)
    }

    #[test]
    fn every_encoding_is_written_as_it_was_read() {
        let cases: [&[u8]; 6] = [
            "naïve — ü".as_bytes(),
            b"\xEF\xBB\xBFbom",
            b"\xFF\xFEh\0i\0",
            b"\xFE\xFF\0h\0i",
            b"caf\xE9",
            b"<meta charset=shift_jis>\x93\xFA\x96\x7B",
        ];
        for bytes in cases {
            assert_eq!(again(bytes).as_deref(), Some(bytes), "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn text_in_utf8_always_comes_back(text in "[^\0]*") {
            prop_assume!(!text.starts_with('\u{feff}'));
            prop_assert_eq!(again(text.as_bytes()).is_some_and(|bytes| bytes == text.as_bytes()) || text.contains("charset") || text.starts_with("<?xml"), true);
        }
    }
}
