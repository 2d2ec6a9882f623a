//! Output without colours, for whatever is no terminal.

use std::io::{self, Write};

use anstream::adapter::StripBytes;

/// What begins every escape sequence of a terminal (ECMA-48 §5.3).
const ESCAPE: u8 = 0x1B;

/// Leaves escape sequences out. Text without any, such as JSON, goes through as it is.
#[derive(Debug)]
pub(super) struct Colourless<W> {
    inner: W,
    state: StripBytes,
}

impl<W: Write> Colourless<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, state: StripBytes::default() }
    }
}

impl<W: Write> Write for Colourless<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.state == StripBytes::default() && memchr::memchr(ESCAPE, bytes).is_none() {
            return self.inner.write(bytes);
        }
        for shown in self.state.strip_next(bytes) {
            self.inner.write_all(shown)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_left_out_wherever_the_pieces_are_cut() {
        let text = "one \x1b[1;31mred\x1b[0m — two\n";
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            let mut out = Colourless::new(Vec::new());
            out.write_all(&text.as_bytes()[..at]).unwrap();
            out.write_all(&text.as_bytes()[at..]).unwrap();
            assert_eq!(String::from_utf8(out.inner).unwrap(), "one red — two\n", "cut at {at}");
        }
    }
}
