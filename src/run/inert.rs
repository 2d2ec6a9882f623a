//! Output that no runner of a CI system obeys, for whatever is no terminal: it may end up in a log.

use std::borrow::Cow;
use std::io::{self, Write};

use memchr::{memmem, memrchr};

use crate::report::{COMMANDS, inert, inert_within};

/// Hands lines on once they are whole, or when it is flushed.
#[derive(Debug)]
pub(super) struct Inert<W: Write> {
    inner: W,
    /// What isn't a whole line yet.
    rest: Vec<u8>,
    /// Whether the beginning of that line was handed on already.
    is_within: bool,
}

impl<W: Write> Inert<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, rest: Vec::new(), is_within: false }
    }

    /// Hands text on, what is left alone in as few pieces as can be.
    fn hand_on(&mut self, text: &[u8]) -> io::Result<()> {
        if !may_hold_commands(text) {
            self.is_within = text.last().map_or(self.is_within, |byte| *byte != b'\n');
            return self.inner.write_all(text);
        }
        let (mut from, mut at) = (0, 0);
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            let read = String::from_utf8_lossy(line);
            let shown = if self.is_within { inert_within(&read) } else { inert(&read) };
            if let Cow::Owned(shown) = shown {
                self.inner.write_all(&text[from..at])?;
                self.inner.write_all(shown.as_bytes())?;
                from = at + line.len();
            }
            at += line.len();
            self.is_within = !line.ends_with(b"\n");
        }
        self.inner.write_all(&text[from..])
    }

    fn hand_on_rest(&mut self) -> io::Result<()> {
        let rest = std::mem::take(&mut self.rest);
        self.hand_on(&rest)
    }
}

/// Whether anything in a text is like the beginning of a command, which hardly any text has.
fn may_hold_commands(text: &[u8]) -> bool {
    COMMANDS.iter().any(|begin| memmem::find(text, begin).is_some())
}

impl<W: Write> Write for Inert<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let whole = memrchr(b'\n', bytes).map_or(0, |at| at + 1);
        if whole > 0 && self.rest.is_empty() {
            self.hand_on(&bytes[..whole])?;
        } else if whole > 0 {
            self.rest.extend_from_slice(&bytes[..whole]);
            self.hand_on_rest()?;
        }
        self.rest.extend_from_slice(&bytes[whole..]);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_on_rest()?;
        self.inner.flush()
    }
}

impl<W: Write> Drop for Inert<W> {
    fn drop(&mut self) {
        self.hand_on_rest().ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes out of text that comes in two pieces.
    fn shown(text: &str, at: usize) -> String {
        let mut bytes = Vec::new();
        let mut out = Inert::new(&mut bytes);
        out.write_all(&text.as_bytes()[..at]).unwrap();
        out.write_all(&text.as_bytes()[at..]).unwrap();
        drop(out);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn no_line_is_a_command_wherever_the_pieces_are_cut() {
        let text = "CSS ::before — ü\n ::error::x\n::add-mask::y\nx ##[z]\n::end";
        for at in 0..=text.len() {
            let expected = "CSS ::before — ü\n \\u{3a}:error::x\n\\u{3a}:add-mask::y\nx \\u{23}#[z]\n\\u{3a}:end";
            assert_eq!(shown(text, at), expected, "cut at {at}");
        }
    }

    #[test]
    fn who_is_asked_sees_the_question_before_the_line_ends() {
        let mut bytes = Vec::new();
        let mut out = Inert::new(&mut bytes);
        out.write_all(b"really? ").unwrap();
        out.flush().unwrap();
        out.write_all(b"::no\n").unwrap();
        drop(out);
        assert_eq!(bytes, b"really? ::no\n");
    }
}
