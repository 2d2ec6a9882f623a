//! Where the links of a report come from: a catalogue has hundreds of thousands, and who writes each of them once need not hold their views all at once.

use std::borrow::Cow;

use super::{ReportLink, secrets};

/// Makes the views of links, one at a time.
pub trait Views: Sync {
    /// How many there are.
    fn count(&self) -> usize;

    /// The view of the link at that place among them.
    fn view(&self, number: usize) -> ReportLink;
}

/// The links of a report.
#[derive(Clone, Copy)]
pub(super) enum Links<'a> {
    /// They are there.
    Held(&'a [ReportLink]),
    /// They are made one by one.
    Made(&'a dyn Views),
}

impl<'a> Links<'a> {
    pub(super) fn count(self) -> usize {
        match self {
            Self::Held(links) => links.len(),
            Self::Made(views) => views.count(),
        }
    }

    pub(super) fn link(self, number: usize) -> Cow<'a, ReportLink> {
        match self {
            Self::Held(links) => Cow::Borrowed(&links[number]),
            Self::Made(views) => {
                let mut link = views.view(number);
                secrets::hide_in_link(&mut link);
                Cow::Owned(link)
            }
        }
    }
}
