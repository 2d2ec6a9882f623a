//! Telling of links while the rest is still being read, so that they are asked already.

use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::check::{self, Ask};
use crate::link::Link;

/// How many documents are told of before who asks has taken the first: what is read faster than it is asked is asked with all the rest.
const AHEAD: usize = 4;

/// As many links of one document are told of.
const MOST_LINKS: usize = 256;

/// Tells of the links of documents that were read.
#[derive(Clone, Debug)]
pub(in crate::run) struct Scout {
    sender: Sender<Vec<Ask>>,
    anchors: bool,
}

impl Scout {
    /// One who tells, and who is told. With `anchors`, places on pages are looked for.
    pub(in crate::run) fn new(anchors: bool) -> (Self, Receiver<Vec<Ask>>) {
        let (sender, told) = channel(AHEAD);
        (Self { sender, anchors }, told)
    }

    /// Tells of the links of a document, unless nobody has the time for more.
    pub(super) fn tell(&self, links: &[Link]) {
        if links.is_empty() {
            return;
        }
        if let Ok(place) = self.sender.try_reserve() {
            place.send(check::asks(&links[..links.len().min(MOST_LINKS)], self.anchors));
        }
    }
}
