//! Telling of links while the rest is still being read, so that they are asked already.

use tokio::sync::mpsc::{Receiver, Sender, channel};
use url::Url;

use super::part::Part;
use crate::check::{self, Ask};
use crate::link::Target;

/// How many documents are told of before who asks has taken the first: what is read faster than it is asked is asked with all the rest.
const MOST_TOLD: usize = 4;

/// A document with more links isn't told of: there are few others to be read meanwhile.
const MOST_LINKS: usize = 512;

/// Tells of the links of documents that were read.
#[derive(Clone, Debug)]
pub(in crate::run) struct Scout {
    sender: Sender<Vec<Ask>>,
    anchors: bool,
}

impl Scout {
    /// One who tells, and who is told. With `anchors`, places on pages are looked for.
    pub(in crate::run) fn new(anchors: bool) -> (Self, Receiver<Vec<Ask>>) {
        let (sender, told) = channel(MOST_TOLD);
        (Self { sender, anchors }, told)
    }

    /// Tells of the links of a document, unless nobody has the time for more. Those to the site that it comes from have to wait: its other pages may still
    /// have to be read.
    pub(super) fn tell(&self, part: &Part) {
        if part.links.is_empty() || part.links.len() > MOST_LINKS {
            return;
        }
        let Ok(place) = self.sender.try_reserve() else { return };
        let pages = part.episodes.iter().filter_map(|episode| episode.page.as_deref());
        let own = std::iter::once(part.source.path.as_str()).chain(pages).filter_map(|url| Url::parse(url).ok());
        let own: Vec<Target> = own.filter(Url::has_host).map(|url| Target::of(&url.into())).collect();
        let mut asks = check::asks(&part.links, self.anchors);
        asks.retain(|ask| own.iter().all(|own| own.host() != ask.target.host()));
        place.send(asks);
    }
}
