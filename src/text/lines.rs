//! Byte offsets to lines and columns, in logarithmic time even where a file is a single line of megabytes.

use memchr::memchr2_iter;

use super::Position;

/// How many bytes lie between two counts of characters.
const BLOCK: usize = 1024;

/// Where the lines of a text start, and how many characters precede every block of it.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<usize>,
    /// Characters before byte `i * BLOCK`; empty where all text is ASCII and counting is subtraction.
    characters: Vec<usize>,
}

impl Lines {
    /// Reads `text` once. A line ends with LF, CRLF or a lone CR.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            let ends = bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
            if ends {
                starts.push(at + 1);
            }
        }
        Self { starts, characters: if text.is_ascii() { Vec::new() } else { count_blocks(bytes) } }
    }

    /// The place of byte `offset` of `text`, the text that these lines were made from.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let column = self.characters_before(text, offset) - self.characters_before(text, start) + 1;
        Position { line: small(line), column: small(column) }
    }

    fn characters_before(&self, text: &str, offset: usize) -> usize {
        if self.characters.is_empty() {
            return offset;
        }
        let block = offset / BLOCK;
        self.characters[block] + count(&text.as_bytes()[block * BLOCK..offset])
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Characters that begin in these bytes: every byte that doesn't continue one.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

fn count_blocks(bytes: &[u8]) -> Vec<usize> {
    let mut sums = vec![0];
    let mut sum = 0;
    for block in bytes.chunks(BLOCK) {
        sum += count(block);
        sums.push(sum);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: usize) -> (u32, u32) {
        let position = Lines::new(text).position(text, offset);
        (position.line, position.column)
    }

    #[test]
    fn every_kind_of_line_end_starts_a_line() {
        let text = "one\ntwo\r\nthree\rfour";
        assert_eq!(at(text, 0), (1, 1));
        assert_eq!(at(text, text.find("two").unwrap()), (2, 1));
        assert_eq!(at(text, text.find("three").unwrap()), (3, 1));
        assert_eq!(at(text, text.find("ur").unwrap()), (4, 3));
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(at("Überblick: x", "Überblick: ".len()), (1, 12));
        assert_eq!(at("日本\n語x", "日本\n語".len()), (2, 2));
    }

    #[test]
    fn a_long_line_counts_across_blocks() {
        let text = "ä".repeat(5 * BLOCK) + "x";
        assert_eq!(at(&text, text.len() - 1), (1, u32::try_from(5 * BLOCK).unwrap() + 1));
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        assert_eq!(at("ab", 9), (1, 3));
    }
}
