//! Admonitions of Material for Markdown: `!!! note "Title"` and `??? info`, with the lines below that are indented by four.

/// What opens one, and what in a list of Markdown has its text as deep. One that can be folded may be open.
const OPENERS: &[(&[u8], &[u8])] = &[(b"!!! ", b"-   "), (b"??? ", b"-   "), (b"???+ ", b"-   :")];

/// How deep the text of one is, in spaces.
const DEPTH: usize = 4;

/// Puts each line that opens an admonition as an item of a list, which holds the lines below it likewise. Other lines than `is_text` stay.
pub(super) fn as_items(bytes: &mut [u8], is_text: impl Fn(usize) -> bool) {
    let mut start = 0;
    while start < bytes.len() {
        let end = bytes[start..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| start + at + 1);
        if let Some((at, item)) = opener(&bytes[start..end])
            && is_text(start)
            && is_followed(&bytes[end..], at)
        {
            bytes[start + at..start + at + item.len()].copy_from_slice(item);
        }
        start = end;
    }
}

/// Where in a line an admonition is opened, and what stands for its opener.
fn opener(line: &[u8]) -> Option<(usize, &'static [u8])> {
    let at = indent(line);
    let (mark, item) = OPENERS.iter().find(|(mark, _)| line[at..].starts_with(mark))?;
    line.get(at + mark.len()).is_some_and(u8::is_ascii_alphabetic).then_some((at, *item))
}

/// Whether the next line that isn't blank is text of an admonition that is so deep.
fn is_followed(below: &[u8], depth: usize) -> bool {
    /// So many blank lines stand before it at most.
    const BLANK: usize = 3;
    let mut lines = below.split(|byte| *byte == b'\n').take(BLANK);
    lines
        .find(|line| !line.trim_ascii().is_empty())
        .is_some_and(|line| line[indent(line).min(depth)..].starts_with(b"\t") || indent(line) >= depth + DEPTH)
}

fn indent(line: &[u8]) -> usize {
    line.iter().take_while(|byte| **byte == b' ').count()
}

#[cfg(test)]
mod tests {
    use crate::link::markdown::hits;

    fn hrefs(source: &str) -> Vec<String> {
        hits(source).into_iter().map(|hit| hit.href).collect()
    }

    #[test]
    fn what_is_indented_below_an_admonition_is_its_text() {
        for opener in ["!!! note \"From the lab\"", "??? info", "???+ tip"] {
            let source = format!(
                "Text.\n\n{opener}\n    [A](https://a.example/)\n\n    - https://b.example/\n\n    https://c.example/\n\nEnd.\n\n    https://code.example/\n"
            );
            assert_eq!(hrefs(&source), ["https://a.example/", "https://b.example/", "https://c.example/"], "{opener}");
        }
    }

    #[test]
    fn marks_of_a_sentence_and_code_open_none() {
        let text = "Wow\n\n!!! such\n\n    https://code.example/\n";
        assert!(hrefs(&format!("```\n{text}```\n")).is_empty());
        assert!(hrefs("!!!such\n\n    https://code.example/\n").is_empty());
        assert_eq!(hrefs("!!! such\n\n[A](https://a.example/)"), ["https://a.example/"]);
    }
}
