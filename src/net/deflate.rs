//! `Content-Encoding: deflate`: zlib's format by the standard (RFC 9110 §8.4.1.2), the bare one by servers that read it another way. Browsers take both.

use std::io::Read;

use bytes::Bytes;
use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::{Body, BodyEnd};

/// Whether a `Content-Encoding` is this one.
pub(super) fn is_named(coding: &[u8]) -> bool {
    coding.trim_ascii().eq_ignore_ascii_case(b"deflate")
}

/// A body as it was before it was compressed, up to `limit` bytes.
pub(super) fn unpacked(body: &Body, limit: usize) -> Body {
    if begins_as_zlib(&body.bytes) {
        read(ZlibDecoder::new(&*body.bytes), body.end, limit)
    } else {
        read(DeflateDecoder::new(&*body.bytes), body.end, limit)
    }
}

/// Whether bytes begin with zlib's header (RFC 1950 §2.2): the method, and a sum that can be divided.
fn begins_as_zlib(bytes: &[u8]) -> bool {
    let [first, second, ..] = bytes else { return false };
    first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31)
}

fn read(decoder: impl Read, end: BodyEnd, limit: usize) -> Body {
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX);
    let is_whole = decoder.take(most).read_to_end(&mut bytes).is_ok();
    let end = match end {
        _ if bytes.len() >= limit => BodyEnd::Cut,
        BodyEnd::Complete if !is_whole => BodyEnd::Broken,
        end => end,
    };
    Body { bytes: Bytes::from(bytes), end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::read::{DeflateEncoder, ZlibEncoder};

    const TEXT: &str = "The ferry stayed on the north bank until March. ";

    fn packed(wrapped: bool) -> Vec<u8> {
        let mut packed = Vec::new();
        let (text, level) = (TEXT.repeat(50), Compression::default());
        let read = if wrapped {
            ZlibEncoder::new(text.as_bytes(), level).read_to_end(&mut packed)
        } else {
            DeflateEncoder::new(text.as_bytes(), level).read_to_end(&mut packed)
        };
        read.unwrap();
        packed
    }

    fn unpacked(bytes: &[u8], end: BodyEnd, limit: usize) -> (String, BodyEnd) {
        let body = super::unpacked(&Body { bytes: Bytes::copy_from_slice(bytes), end }, limit);
        (String::from_utf8(body.bytes.into()).unwrap(), body.end)
    }

    #[test]
    fn both_formats_are_read_within_bounds() {
        for wrapped in [true, false] {
            assert_eq!(unpacked(&packed(wrapped), BodyEnd::Complete, 9_999), (TEXT.repeat(50), BodyEnd::Complete));
            assert_eq!(unpacked(&packed(wrapped), BodyEnd::Complete, 9), (TEXT[..9].to_owned(), BodyEnd::Cut));
        }
    }

    #[test]
    fn what_is_cut_or_no_such_format_is_told() {
        let whole = packed(true);
        let (text, end) = unpacked(&whole[..whole.len() - 8], BodyEnd::Cut, 9_999);
        assert!(TEXT.repeat(50).starts_with(&text) && end == BodyEnd::Cut);
        assert_eq!(unpacked(b"<title>Ply</title>", BodyEnd::Complete, 9_999).1, BodyEnd::Broken);
    }
}
