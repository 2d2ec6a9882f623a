//! Tags and their attributes (WHATWG HTML §13.2.5.8 to §13.2.5.40).

use std::borrow::Cow;

use memchr::memchr;

use super::{Holds, Span, Tag, Visitor, Written};

/// Reads the start tag at `at`: its name, where it ends, and what its element holds. `None` where the source ends first.
pub(super) fn start<'a>(
    source: &'a str,
    at: usize,
    visitor: &mut impl Visitor,
) -> Option<(Cow<'a, str>, usize, Holds)> {
    let (name, behind) = name(source, at + 1);
    let end = attributes(source, behind, |attribute, value| visitor.attribute(&name, attribute, value))?;
    let holds = visitor.open(Tag { name: &name, place: Span::new(at, end.behind), self_closing: end.self_closing });
    Some((name, end.behind, holds))
}

/// Reads the end tag at `at`, and tells where it ends.
pub(super) fn end(source: &str, at: usize, visitor: &mut impl Visitor) -> usize {
    let (name, behind) = name(source, at + 2);
    let Some(end) = attributes(source, behind, |_, _| {}) else { return source.len() };
    visitor.close(&name);
    end.behind
}

/// Kinds of bytes that tags are made of, as bits.
const SPACE: u8 = 1;
const SLASH: u8 = 2;
const CLOSE: u8 = 4;
const EQUALS: u8 = 8;
const UPPER: u8 = 16;

/// What ends the name of a tag, and that of an attribute if there is no value.
const ENDS_NAME: u8 = SPACE | SLASH | CLOSE;

/// The kind of every byte: it is looked up in one step.
static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0_u8;
    loop {
        kinds[byte as usize] = kind(byte);
        if byte == u8::MAX {
            break kinds;
        }
        byte += 1;
    }
};

const fn kind(byte: u8) -> u8 {
    match byte {
        b'/' => SLASH,
        b'>' => CLOSE,
        b'=' => EQUALS,
        _ if byte.is_ascii_whitespace() => SPACE,
        _ if byte.is_ascii_uppercase() => UPPER,
        _ => 0,
    }
}

/// Whether a byte is of one of these kinds.
fn is(byte: u8, kinds: u8) -> bool {
    KINDS[usize::from(byte)] & kinds != 0
}

/// Whether the name of a tag ends with this byte.
pub(super) fn ends_name(byte: u8) -> bool {
    is(byte, ENDS_NAME)
}

/// The name of a tag in lower case, and where it ends.
fn name(source: &str, at: usize) -> (Cow<'_, str>, usize) {
    let mut seen = 0;
    let ends = |byte: &u8| {
        let kind = KINDS[usize::from(*byte)];
        seen |= kind;
        kind & ENDS_NAME != 0
    };
    let end = source.as_bytes()[at..].iter().position(ends).map_or(source.len(), |length| at + length);
    let name = &source[at..end];
    let is_lower = seen & UPPER == 0;
    (if is_lower { Cow::Borrowed(name) } else { Cow::Owned(name.to_ascii_lowercase()) }, end)
}

/// The end of a tag.
struct End {
    /// One past its `>`.
    behind: usize,
    /// Whether a `/` stands directly before that.
    self_closing: bool,
}

/// Reads the attributes from `at` on, up to the end of the tag if it has one.
fn attributes(source: &str, mut at: usize, mut tell: impl FnMut(&str, Written<'_>)) -> Option<End> {
    let bytes = source.as_bytes();
    let skip = |at: usize, kinds: u8| at + length_of(&bytes[at..], kinds);
    loop {
        let start = skip(at, SPACE | SLASH);
        if *bytes.get(start)? == b'>' {
            return Some(End { behind: start + 1, self_closing: start > at && bytes[start - 1] == b'/' });
        }
        // A name may begin with `=`.
        let end = start + 1 + length_until(&bytes[start + 1..], ENDS_NAME | EQUALS);
        let name = &source[start..end];
        at = skip(end, SPACE);
        let mut value = Written { raw: "", at };
        if bytes.get(at) == Some(&b'=') {
            (value, at) = value_at(source, skip(at + 1, SPACE))?;
        }
        tell(name, value);
    }
}

/// The value that begins at `at`, and where what follows it begins.
fn value_at(source: &str, at: usize) -> Option<(Written<'_>, usize)> {
    let rest = &source.as_bytes()[at..];
    if let quote @ (b'"' | b'\'') = *rest.first()? {
        let length = memchr(quote, &rest[1..])?;
        return Some((Written { raw: &source[at + 1..at + 1 + length], at: at + 1 }, at + length + 2));
    }
    let length = length_until(rest, SPACE | CLOSE);
    Some((Written { raw: &source[at..at + length], at }, at + length))
}

/// How many bytes stand before the first of one of these kinds.
fn length_until(bytes: &[u8], kinds: u8) -> usize {
    bytes.iter().position(|byte| is(*byte, kinds)).unwrap_or(bytes.len())
}

/// How many bytes of these kinds stand at the beginning.
fn length_of(bytes: &[u8], kinds: u8) -> usize {
    bytes.iter().position(|byte| !is(*byte, kinds)).unwrap_or(bytes.len())
}
