//! Where what is read stands: without a tree, an element ends where as many of its kind have ended as have begun.

/// Whether what is read stands in one of certain elements.
#[derive(Debug, Default)]
pub(super) struct Inside {
    /// The kind of the outermost one.
    pub(super) tag: String,
    /// How many of its kind are open; none outside of it.
    depth: usize,
}

impl Inside {
    pub(super) fn is_on(&self) -> bool {
        self.depth > 0
    }

    /// An element begins; outside of others it may be one of those that count.
    pub(super) fn open(&mut self, tag: &str, counts: impl FnOnce() -> bool) {
        if self.depth > 0 {
            self.depth += usize::from(self.tag == tag);
        } else if counts() {
            self.depth = 1;
            self.tag.clear();
            self.tag.push_str(tag);
        }
    }

    /// An element ends.
    pub(super) fn close(&mut self, tag: &str) {
        self.depth -= usize::from(self.depth > 0 && self.tag == tag);
    }

    /// It has ended, whatever is still open.
    pub(super) fn leave(&mut self) {
        self.depth = 0;
    }
}
