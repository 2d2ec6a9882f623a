//! What sites write into Markdown that its parser doesn't know, put so that it does: byte for byte as long, so that every place stays what it is.

use std::borrow::Cow;

use super::{admonition, component, obsidian, template};
use crate::text::{Fences, Span};

/// Marks without which a text has nothing of that.
const MARKS: &[&str] = &["{%", "{{", "{#", "{/*", "={", "%%", "!!! ", "??? ", "???+ "];

/// A text as its parser should see it.
pub(super) fn known(source: &str) -> Cow<'_, str> {
    if !MARKS.iter().any(|mark| source.contains(mark)) {
        return Cow::Borrowed(source);
    }
    let code = Code::of(source);
    let mut bytes = source.as_bytes().to_vec();
    for hidden in template::hidden(source, &code).into_iter().chain(obsidian::comments(source, &code)) {
        blank(&mut bytes, hidden);
    }
    let is_text = |at: usize| !code.holds(source, at);
    component::unbrace(&mut bytes, source, is_text);
    admonition::as_items(&mut bytes, is_text);
    String::from_utf8(bytes).map_or(Cow::Borrowed(source), Cow::Owned)
}

/// A line begins with no more white space than this, in bytes.
const INDENT: usize = 64;

/// Blanks what stands there; lines stay lines, and what follows on the last is no deeper for it: a form feed is white space, and indents nothing.
fn blank(bytes: &mut [u8], at: Span) {
    let shown = bytes[at.range()].iter_mut().filter(|byte| !matches!(**byte, b'\n' | b'\r'));
    shown.for_each(|byte| *byte = b' ');
    let near = at.start.saturating_sub(INDENT);
    let line = bytes[near..at.end].iter().rposition(|byte| *byte == b'\n').map_or(near, |end| near + end + 1);
    let rest = bytes[at.end..].iter().take_while(|byte| **byte != b'\n');
    if bytes[line..at.end].iter().all(u8::is_ascii_whitespace) && !rest.copied().all(|byte| byte.is_ascii_whitespace())
    {
        bytes[line.max(at.start)] = b'\x0c';
    }
}

/// The fenced blocks of code of a text, as far as they stand in no quote.
pub(super) struct Code(Vec<Span>);

impl Code {
    pub(super) fn of(source: &str) -> Self {
        let (mut blocks, mut open, mut at) = (Vec::new(), None, 0);
        let mut fences = Fences::default();
        for line in source.split_inclusive('\n') {
            if fences.hold(line) {
                open = open.or(Some(at));
            } else if let Some(start) = open.take() {
                blocks.push(Span::new(start, at));
            }
            at += line.len();
        }
        blocks.extend(open.map(|start| Span::new(start, at)));
        Self(blocks)
    }

    /// Whether what stands there is code; a backtick before it opens some within a line.
    pub(super) fn holds(&self, source: &str, at: usize) -> bool {
        let next = self.0.partition_point(|block| block.end <= at);
        source[..at].ends_with('`') || self.0.get(next).is_some_and(|block| block.start <= at)
    }
}
