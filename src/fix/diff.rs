//! The edits of a document as a unified diff, from the edits themselves: no search, so time is linear.

use super::mend::Edit;

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
    Both(&'a str),
    /// In the old text only.
    Old(&'a str),
    /// In the new text only.
    New(&'a str),
    /// The line above has no line end.
    NoEnd,
}

/// A stretch of lines that is replaced: first line and one past the last, counted from 0.
#[derive(Clone, Copy, Debug)]
struct Change {
    old: (usize, usize),
    new: (usize, usize),
}

/// The diff between two texts of which the second is the first with `edits`.
#[must_use]
pub fn lines<'a>(old: &'a str, new: &'a str, edits: &[Edit]) -> Vec<Line<'a>> {
    let (old, new) = (split(old), split(new));
    let mut all = Vec::new();
    for hunk in hunks(&changes(&old, &new, edits)) {
        write_hunk(&hunk, &old, &new, &mut all);
    }
    all
}

/// Lines with their ends, each with the byte at which it begins.
fn split(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let with_place = |line: &'_ str| {
        at += line.len();
        at - line.len()
    };
    let starts: Vec<usize> = text.split_inclusive('\n').map(with_place).collect();
    starts.into_iter().zip(text.split_inclusive('\n')).collect()
}

fn changes(old: &[(usize, &str)], new: &[(usize, &str)], edits: &[Edit]) -> Vec<Change> {
    let line = |lines: &[(usize, &str)], at: usize| lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
    let mut all: Vec<Change> = Vec::new();
    let mut grown = 0_isize;
    for edit in edits {
        let start = edit.span.start.saturating_add_signed(grown);
        let (first, last) = (line(old, edit.span.start), line(old, edit.span.end - 1));
        let (new_first, new_last) = (line(new, start), line(new, start + edit.new.len() - 1));
        grown += edit.new.len().cast_signed() - edit.span.len().cast_signed();
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

fn write_hunk<'a>(hunk: &[Change], old: &[(usize, &'a str)], new: &[(usize, &'a str)], into: &mut Vec<Line<'a>>) {
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

fn push<'a>(lines: &[(usize, &'a str)], kind: impl Fn(&'a str) -> Line<'a>, into: &mut Vec<Line<'a>>) {
    for (_, line) in lines {
        into.push(kind(line.strip_suffix('\n').unwrap_or(line)));
        if !line.ends_with('\n') {
            into.push(Line::NoEnd);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use crate::verdict::Reason;
    use proptest::prelude::*;

    fn diff(old: &str, word: &str, by: &str) -> String {
        let edit = |at: usize| Edit {
            span: Span::new(at, at + word.len()),
            new: by.to_owned(),
            reason: Reason::MovedPermanently,
        };
        let edits: Vec<Edit> = old.match_indices(word).map(|(at, _)| edit(at)).collect();
        let new = old.replace(word, by);
        let show = |line: Line<'_>| match line {
            Line::Hunk { old, new } => format!("@@ -{},{} +{},{} @@\n", old.0, old.1, new.0, new.1),
            Line::Both(text) => format!(" {text}\n"),
            Line::Old(text) => format!("-{text}\n"),
            Line::New(text) => format!("+{text}\n"),
            Line::NoEnd => "\\ No newline at end of file\n".to_owned(),
        };
        lines(old, &new, &edits).into_iter().map(show).collect::<Vec<_>>().concat()
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
