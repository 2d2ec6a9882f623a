//! A stretch of text, put together from what the parser cut apart, with the way back to the source.

use super::super::{Hit, text};
use crate::text::{SourceMap, Span};

/// A stretch of text.
#[derive(Default)]
pub(super) struct Run {
    text: String,
    map: SourceMap,
}

impl Run {
    /// Appends `text`, which stands at `at` of `source`, spelt so or with escapes.
    pub(super) fn push(&mut self, source: &str, text: &str, at: Span) {
        if source.get(at.range()) == Some(text) {
            self.map.push_exact(at.start, text.len());
        } else {
            self.map.push_spelt(at, text.len());
        }
        self.text.push_str(text);
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the source that spell a span of the text.
    pub(super) fn to_source(&self, span: Span) -> Option<Span> {
        self.map.to_file(span)
    }

    /// The bare addresses in it, with their places in the source.
    pub(super) fn hits(self) -> impl Iterator<Item = Hit> {
        let found =
            if self.text.contains('.') || self.text.contains("://") { text::hits(&self.text) } else { Vec::new() };
        found.into_iter().map(move |hit| Hit { span: hit.span.and_then(|span| self.map.to_file(span)), ..hit })
    }
}
