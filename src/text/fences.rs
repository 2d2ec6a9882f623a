//! Fenced code in Markdown (CommonMark 0.31, 4.5), told line by line. Indentation isn't looked at: in a list, fences are as deep as its text.

/// Reads the lines of a text one after the other.
#[derive(Debug, Default)]
pub struct Fences<'a> {
    /// The marks that opened a block.
    open: Option<&'a str>,
}

impl<'a> Fences<'a> {
    /// Whether the next line is code, or a fence around some.
    pub fn hold(&mut self, line: &'a str) -> bool {
        let line = line.trim();
        let Some(open) = self.open else {
            self.open = opened(line);
            return self.open.is_some();
        };
        // A block ends with at least as many of its own marks, and nothing else.
        if marks(line) == line && line.starts_with(open) {
            self.open = None;
        }
        true
    }
}

/// The marks of a fence that opens a block. What stands behind backticks has none itself, or it is code within a line.
fn opened(line: &str) -> Option<&str> {
    let marks = marks(line);
    let within = marks.starts_with('`') && line[marks.len()..].contains('`');
    (marks.len() > 2 && !within).then_some(marks)
}

/// The marks that a line begins with: backticks or tildes.
fn marks(line: &str) -> &str {
    let mark = if line.starts_with('~') { '~' } else { '`' };
    &line[..line.len() - line.trim_start_matches(mark).len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> String {
        let mut fences = Fences::default();
        text.lines().filter(|line| !fences.hold(line)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_block_ends_with_its_own_marks() {
        assert_eq!(seen("a\n```sh\n~~~\nb\n```\nc"), "a|c");
        assert_eq!(seen("~~~~\n~~~\n``` \n~~~~ x\n  ~~~~~ \nc"), "c");
        assert_eq!(seen("```\nopen\n~~~"), "");
    }

    #[test]
    fn code_within_a_line_opens_nothing() {
        assert_eq!(seen("```a``` b\nc\n``\nd"), "```a``` b|c|``|d");
        assert_eq!(seen("~~~ `x`\nc\n~~~\nd"), "d");
    }
}
