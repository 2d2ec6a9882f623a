//! Raw HTML in a block of its own.

use super::{Walk, comments, component};
use crate::link::{Hit, html};
use crate::text::Span;

impl Walk<'_> {
    pub(super) fn html(&mut self, at: Span) {
        self.directives.extend(comments(self.source, at));
        let raw = &self.source[at.range()];
        self.block.get_or_insert_default().push(self.source, raw, at);
    }

    pub(super) fn end_html(&mut self) {
        let Some(block) = self.block.take() else { return };
        for hit in html::block(&component::as_anchors(block.text())) {
            let span = hit.span.and_then(|span| block.to_source(span));
            self.add(Hit { span, ignored: None, ..hit });
        }
    }
}
