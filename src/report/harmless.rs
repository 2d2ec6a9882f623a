//! JSON in which every character is escaped that could steer a terminal, or begin a command to a runner that reads logs, so that values stay exact and
//! `cat` is safe. Such characters stand in strings only: what is written is looked over as a whole, not string by string.

use std::io::{self, Write};

use super::plain::steers;

/// As much is looked over at once, in bytes.
const CHUNK: usize = 64 * 1024;

/// Bytes that are passed over together.
const BLOCK: usize = 64;

/// The only character of ASCII that JSON doesn't ask to be escaped and a terminal obeys.
const DELETE: u8 = 0x7f;

/// What begins commands to runners wherever it stands in a line, written twice; `::` does so at the beginning of one only, where no string is.
const COMMAND: u8 = b'#';

/// Hands JSON on, harmless.
pub(super) struct Harmless<W: Write> {
    inner: W,
    held: Vec<u8>,
}

impl<W: Write> Harmless<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, held: Vec::with_capacity(CHUNK) }
    }

    /// Hands on what is left.
    ///
    /// # Errors
    /// Only those of the writer behind it.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.hand_on(self.held.len())
    }

    /// Hands on all but the end, which may be a part of something.
    #[cold]
    fn hand_on_whole(&mut self) -> io::Result<()> {
        let ends = |byte: &u8| byte.is_ascii() && *byte != COMMAND;
        let whole = self.held.iter().rposition(ends).map_or(0, |at| at + 1);
        self.hand_on(whole)
    }

    /// Hands on the first bytes, which end with a character.
    fn hand_on(&mut self, length: usize) -> io::Result<()> {
        let text = str::from_utf8(&self.held[..length]).map_err(io::Error::other)?;
        let (mut from, mut at) = (0, 0);
        while let Some(ahead) = suspect(&text.as_bytes()[at..]) {
            let mut rest = text[at + ahead..].chars();
            let Some(c) = rest.next() else { break };
            let next = length - rest.as_str().len();
            if steers(c) || c == '#' && rest.as_str().starts_with('#') {
                self.inner.write_all(&text.as_bytes()[from..at + ahead])?;
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(self.inner, "\\u{unit:04x}")?;
                }
                from = next;
            }
            at = next;
        }
        self.inner.write_all(&text.as_bytes()[from..])?;
        self.held.drain(..length);
        Ok(())
    }
}

impl<W: Write> Write for Harmless<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    // JSON comes in millions of small pieces.
    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.held.extend_from_slice(bytes);
        if self.held.len() < CHUNK { Ok(()) } else { self.hand_on_whole() }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_on(self.held.len())?;
        self.inner.flush()
    }
}

/// Where the first byte stands that may have to be escaped: hardly any block of bytes has one.
fn suspect(bytes: &[u8]) -> Option<usize> {
    let is_suspect = |byte: &u8| *byte >= DELETE || *byte == COMMAND;
    // All of a block is looked at, which a processor does at once.
    let has_none = |block: &&[u8]| !block.iter().fold(false, |any, byte| any | is_suspect(byte));
    let passed: usize = bytes.chunks(BLOCK).take_while(has_none).map(<[u8]>::len).sum();
    bytes[passed..].iter().position(is_suspect).map(|at| passed + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is written of a string that comes in two pieces.
    fn written(text: &str, at: usize) -> String {
        let json = serde_json::to_string(text).unwrap();
        let mut bytes = Vec::new();
        let mut out = Harmless::new(&mut bytes);
        let (head, tail) = json.as_bytes().split_at(at.min(json.len()));
        out.write_all(head).unwrap();
        out.write_all(tail).unwrap();
        out.finish().unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn what_is_escaped_is_read_as_it_was() {
        let text = "x ##[add-mask]y ### a\u{9b}b\u{202e}c\u{e0041}\x1bd#\u{7f} — ü #";
        let written = written(text, 7);
        assert!(!written.contains("##") && !written.contains(steers), "{written}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }

    #[test]
    fn what_stands_where_chunks_meet_is_seen() {
        for around in CHUNK - 6..CHUNK + 6 {
            for text in ["##", "\u{202e}", "ü\u{9b}", "#\u{7f}#"] {
                let text = format!("{}{text}{}", "x".repeat(around), "y".repeat(CHUNK));
                let written = written(&text, around + 2);
                assert!(!written.contains("##") && !written.contains(steers));
                assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_steers_and_nothing_is_lost(text in "(#|[a-z ]{0,70}|\u{7f}|\u{202e}|–|ü|\u{e0041}|\\PC){0,20}", at in 0..100_usize) {
            let written = written(&text, at);
            prop_assert!(!written.contains("##") && !written.contains(steers));
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }
    }
}
