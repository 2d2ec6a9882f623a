//! Bytes to text, as browsers decide it: byte order mark, then what the transport says, then what the document says.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memmem;

use super::charset;

/// How far into a document a declaration of its charset is looked for, in bytes (WHATWG HTML, "prescan a byte stream").
const PRESCAN: usize = 1024;

/// Decoded text, and what is needed to write it back in the same spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without its byte order mark.
    pub text: String,
    /// The encoding that was used.
    pub encoding: &'static Encoding,
    /// Whether the bytes began with a byte order mark.
    pub bom: bool,
    /// Whether some bytes made no sense in that encoding and became U+FFFD.
    pub damaged: bool,
}

/// Decodes `bytes`. `declared` is the charset of the transport, such as that of a `Content-Type` header.
///
/// Never fails: bytes that make no sense become U+FFFD, as they do in a browser. Where nothing is declared, the text is UTF-8 if it can be, else what its
/// letters look like.
#[must_use]
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[length..], true);
    }
    let decoded = with(encoding_of(bytes, declared), bytes, false);
    if decoded.damaged { better(decoded, bytes) } else { decoded }
}

/// The encoding of bytes without a byte order mark.
fn encoding_of(bytes: &[u8], declared: Option<&str>) -> &'static Encoding {
    let named = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    named.or_else(|| prescan(bytes)).unwrap_or(UTF_8)
}

/// Decodes like [`decode`]. Bytes that are UTF-8 already, as most are, become the text without being copied.
#[must_use]
pub fn decode_owned(bytes: Vec<u8>, declared: Option<&str>) -> Decoded {
    if Encoding::for_bom(&bytes).is_some() || encoding_of(&bytes, declared) != UTF_8 {
        return decode(&bytes, declared);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, encoding: UTF_8, bom: false, damaged: false },
        Err(error) => decode(error.as_bytes(), declared),
    }
}

/// The text of bytes that are only read: not copied where they are UTF-8 already.
#[must_use]
pub fn decode_borrowed<'a>(bytes: &'a [u8], declared: Option<&str>) -> Cow<'a, str> {
    let is_plain = Encoding::for_bom(bytes).is_none() && encoding_of(bytes, declared) == UTF_8;
    let text = is_plain.then(|| std::str::from_utf8(bytes).ok()).flatten();
    text.map_or_else(|| Cow::Owned(decode(bytes, declared).text), Cow::Borrowed)
}

/// A declaration that doesn't fit the bytes is wrong more often than the bytes are: try UTF-8, then what the bytes look like.
fn better(first: Decoded, bytes: &[u8]) -> Decoded {
    if first.encoding != UTF_8 {
        return Some(with(UTF_8, bytes, false)).filter(|guess| !guess.damaged).unwrap_or(first);
    }
    let begins_well = || std::str::from_utf8(bytes).is_err_and(|error| error.valid_up_to() > bytes.len() / 2);
    let (read, lost) = beyond_ascii(&first.text);
    if read > 0 && (begins_well() || read >= FLAWED * lost) {
        return first;
    }
    let guess = with(charset::guess(bytes), bytes, false);
    if guess.damaged { with(WINDOWS_1252, bytes, false) } else { guess }
}

/// So many characters are read for each that is lost where a text is UTF-8 with a flaw, and not another encoding.
const FLAWED: usize = 3;

/// How many characters beyond ASCII were read well as UTF-8, and how many were lost.
fn beyond_ascii(text: &str) -> (usize, usize) {
    let lost = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    (text.chars().filter(|c| !c.is_ascii()).count() - lost, lost)
}

fn with(encoding: &'static Encoding, bytes: &[u8], bom: bool) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding, bom, damaged }
}

/// The charset that the document itself names, in `<meta charset>`, `<meta http-equiv>` or an XML declaration.
fn prescan(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(b"<\0") {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(b"\0<") {
        return Some(UTF_16BE);
    }
    let head = bytes[..bytes.len().min(PRESCAN)].to_ascii_lowercase();
    let label = declaration(&head)?;
    let encoding = Encoding::for_label(label)?;
    // A document whose ASCII declaration could be read isn't UTF-16, whatever it says (WHATWG HTML).
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

fn declaration(head: &[u8]) -> Option<&[u8]> {
    if head.starts_with(b"<?xml") {
        let end = memmem::find(head, b"?>")?;
        return value_after(&head[..end], b"encoding");
    }
    let mut from = 0;
    while let Some(at) = memmem::find(&head[from..], b"<meta") {
        let tag = &head[from + at..];
        let end = memmem::find(tag, b">").unwrap_or(tag.len());
        if let Some(label) = value_after(&tag[..end], b"charset") {
            return Some(label);
        }
        from += at + end.max(1);
    }
    None
}

/// The word behind `name=`, with or without quotes.
fn value_after<'a>(text: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let rest = text[memmem::find(text, name)? + name.len()..].trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest
        .iter()
        .position(|b| matches!(b, b'"' | b'\'' | b';' | b'>') || b.is_ascii_whitespace())
        .unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], declared: Option<&str>) -> String {
        let decoded = decode(bytes, declared);
        assert_eq!(decode_owned(bytes.to_vec(), declared), decoded);
        assert_eq!(decode_borrowed(bytes, declared), decoded.text);
        decoded.text
    }

    #[test]
    fn a_byte_order_mark_beats_everything() {
        let decoded = decode(b"\xEF\xBB\xBFcaf\xC3\xA9", Some("iso-8859-1"));
        assert_eq!((decoded.text.as_str(), decoded.bom), ("café", true));
        assert_eq!(text(b"\xFF\xFEh\0i\0", None), "hi");
    }

    #[test]
    fn the_transport_beats_the_document() {
        assert_eq!(text(b"<meta charset=utf-8>caf\xE9", Some("windows-1252")), "<meta charset=utf-8>café");
    }

    #[test]
    fn the_document_is_believed_where_nothing_else_speaks() {
        assert_eq!(text(b"<meta charset='shift_jis'>\x93\xFA", None), "<meta charset='shift_jis'>日");
        assert_eq!(
            text(b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\xFC", None),
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>ü"
        );
        assert_eq!(
            text(b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>\xC1", None).chars().last(),
            Some('а')
        );
    }

    #[test]
    fn a_wrong_declaration_gives_way_to_the_bytes() {
        assert_eq!(
            text("Über".as_bytes(), Some("us-ascii")).chars().count(),
            5,
            "ASCII is windows-1252 to browsers, which reads any byte"
        );
        assert_eq!(text(b"caf\xE9", Some("utf-8")), "café");
    }

    #[test]
    fn letters_tell_a_charset_that_nobody_names() {
        assert_eq!(text(b"\x8C\xF6\x8E\xAE\x81Fhttps://a.example/", None), "公式：https://a.example/");
        assert_eq!(text(b"\xD1\xF1\xFB\xEB\xEA\xE8: x", Some("utf-8")), "Ссылки: x");
    }

    #[test]
    fn one_bad_byte_does_not_change_the_encoding_of_a_utf8_text() {
        let mut bytes = "Überall Umlaute: ä, ö, ü, ß — und ein Fehler: ".as_bytes().to_vec();
        bytes.push(0xFF);
        let decoded = decode(&bytes, None);
        assert_eq!(decode_owned(bytes, None), decoded);
        assert!(decoded.damaged && decoded.text.starts_with("Überall Umlaute: ä"));
    }
}
