//! The edits of a file as a unified diff, from the edits themselves: no search, so time is linear.

use crate::text::Span;

/// How many lines are shown around a change.
const CONTEXT: usize = 3;

/// A line of a diff, without its line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// `@@ -1,4 +1,4 @@`: the first line and the number of lines, old and new.
    Hunk {
        /// First line and length in the old text.
        old: (usize, usize),
        /// First line and length in the new text.
        new: (usize, usize),
    },
    /// In both texts.
    Both(&'a [u8]),
    /// In the old text only.
    Old(&'a [u8]),
    /// In the new text only.
    New(&'a [u8]),
    /// The line above has no line end.
    NoEnd,
}

/// Bytes that are replaced, and how many stand there then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The bytes in the old file.
    pub old: Span,
    /// The number of bytes in the new one.
    pub new: usize,
}

/// A stretch of lines that is replaced: first line and one past the last, counted from 0.
#[derive(Clone, Copy, Debug)]
struct Change {
    old: (usize, usize),
    new: (usize, usize),
}

/// The diff between two files of which the second is the first with `cuts`, which are in order. A line ends with the byte LF, whatever the encoding
/// is, as for whoever applies a diff.
#[must_use]
pub fn lines<'a>(old: &'a [u8], new: &'a [u8], cuts: &[Cut]) -> Vec<Line<'a>> {
    let (old, new) = (split(old), split(new));
    let mut all = Vec::new();
    for hunk in hunks(&changes(&old, &new, cuts)) {
        write_hunk(&hunk, &old, &new, &mut all);
    }
    all
}

/// Lines with their ends, each with the byte at which it begins.
fn split(file: &[u8]) -> Vec<(usize, &[u8])> {
    let mut at = 0;
    let with_place = |line: &'_ [u8]| {
        at += line.len();
        at - line.len()
    };
    let lines = || file.split_inclusive(|byte| *byte == b'\n');
    let starts: Vec<usize> = lines().map(with_place).collect();
    starts.into_iter().zip(lines()).collect()
}

fn changes(old: &[(usize, &[u8])], new: &[(usize, &[u8])], cuts: &[Cut]) -> Vec<Change> {
    let line = |lines: &[(usize, &[u8])], at: usize| lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
    let mut all: Vec<Change> = Vec::new();
    let mut grown = 0_isize;
    for cut in cuts {
        let start = cut.old.start.saturating_add_signed(grown);
        let (first, last) = (line(old, cut.old.start), line(old, cut.old.end - 1));
        let (new_first, new_last) = (line(new, start), line(new, start + cut.new - 1));
        grown += cut.new.cast_signed() - cut.old.len().cast_signed();
        match all.last_mut() {
            Some(before) if before.old.1 > first => {
                before.old.1 = before.old.1.max(last + 1);
                before.new.1 = before.new.1.max(new_last + 1);
            }
            _ => all.push(Change { old: (first, last + 1), new: (new_first, new_last + 1) }),
        }
    }
    all
}

/// Changes that are near each other are shown together.
fn hunks(changes: &[Change]) -> Vec<Vec<Change>> {
    let mut all: Vec<Vec<Change>> = Vec::new();
    for change in changes {
        match all.last_mut() {
            Some(hunk) if hunk.last().is_some_and(|last| change.old.0 <= last.old.1 + 2 * CONTEXT) => {
                hunk.push(*change);
            }
            _ => all.push(vec![*change]),
        }
    }
    all
}

fn write_hunk<'a>(hunk: &[Change], old: &[(usize, &'a [u8])], new: &[(usize, &'a [u8])], into: &mut Vec<Line<'a>>) {
    let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { return };
    let lead = first.old.0.min(CONTEXT);
    let trail = (old.len() - last.old.1).min(CONTEXT);
    let (start, end) = (first.old.0 - lead, last.old.1 + trail);
    let (new_start, new_end) = (first.new.0 - lead, last.new.1 + trail);
    into.push(Line::Hunk { old: (start + 1, end - start), new: (new_start + 1, new_end - new_start) });
    let mut at = start;
    for change in hunk {
        push(&old[at..change.old.0], Line::Both, into);
        push(&old[change.old.0..change.old.1], Line::Old, into);
        push(&new[change.new.0..change.new.1], Line::New, into);
        at = change.old.1;
    }
    push(&old[at..end], Line::Both, into);
}

fn push<'a>(lines: &[(usize, &'a [u8])], kind: impl Fn(&'a [u8]) -> Line<'a>, into: &mut Vec<Line<'a>>) {
    for (_, line) in lines {
        into.push(kind(line.strip_suffix(b"\n").unwrap_or(line)));
        if !line.ends_with(b"\n") {
            into.push(Line::NoEnd);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn diff(old: &str, word: &str, by: &str) -> String {
        let cut = |at: usize| Cut { old: Span::new(at, at + word.len()), new: by.len() };
        let cuts: Vec<Cut> = old.match_indices(word).map(|(at, _)| cut(at)).collect();
        let text = String::from_utf8_lossy;
        let new = old.replace(word, by);
        let show = |line: Line<'_>| match line {
            Line::Hunk { old, new } => format!("@@ -{},{} +{},{} @@\n", old.0, old.1, new.0, new.1),
            Line::Both(line) => format!(" {}\n", text(line)),
            Line::Old(line) => format!("-{}\n", text(line)),
            Line::New(line) => format!("+{}\n", text(line)),
            Line::NoEnd => "\\ No newline at end of file\n".to_owned(),
        };
        lines(old.as_bytes(), new.as_bytes(), &cuts).into_iter().map(show).collect::<Vec<_>>().concat()
    }

    #[test]
    fn changes_are_shown_with_their_surroundings() {
        let shown = diff("1\n2\n3\n4\nx\n5\n6\n7\n8", "x", "yy");
        assert_eq!(shown, "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-x\n+yy\n 5\n 6\n 7\n");
        assert_eq!(
            diff("a x", "x", "y"),
            "@@ -1,1 +1,1 @@\n-a x\n\\ No newline at end of file\n+a y\n\\ No newline at end of file\n"
        );
    }

    #[test]
    fn an_address_over_several_lines_becomes_one() {
        assert_eq!(diff("<a\nx\ny>\n", "x\ny", "z"), "@@ -1,3 +1,2 @@\n <a\n-x\n-y>\n+z>\n");
    }

    proptest! {
        #[test]
        fn it_is_what_a_search_for_differences_finds(old in "[a\nx]{0,60}") {
            let expected = similar::TextDiff::from_lines(&old, old.replace('x', "yy")).unified_diff().to_string();
            let ours = diff(&old, "x", "yy");
            // A hunk of one line is `-1` there and `-1,1` here: both are right.
            let count = |text: &str, sign: char| text.lines().filter(|line| line.starts_with(sign)).count();
            for sign in ['-', '+', ' ', '@', '\\'] {
                prop_assert_eq!(count(&ours, sign), count(&expected, sign), "{}\n{}", ours, expected);
            }
        }
    }
}
