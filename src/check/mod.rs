//! Checking: targets in, outcomes out. Facts only: whether an outcome is good or bad is for `verdict` to say.

mod about;
mod anchor;
mod app;
pub mod archive;
mod bare;
mod cards;
mod checks;
mod closed;
mod dealer;
mod farewell;
mod fnv;
mod furniture;
mod guards;
mod hidden;
mod inside;
mod likeness;
mod look;
mod markers;
mod oracle;
mod outcome;
mod page;
mod phrases;
mod placeholder;
mod queue;
mod rest;
mod seen;
mod sense;
mod share;
mod sibling;
mod sketch;
mod soft_404;
mod sought;
mod start;
mod subject;
mod takeover;
mod target;
mod turn;
mod visit;
mod window;
mod withdrawn;
mod work;

pub use checks::{Checks, check};
pub use farewell::is_farewell;
pub use guards::{is_challenge, is_guarded};
pub use markers::{CONSENT, LOGIN};
pub use oracle::{Endpoints, names as oracle_names};
pub use outcome::{AnchorFact, Apology, End, Look, Outcome, PageFacts, Says, Spot, Testimony, Trace};
pub use phrases::apology_in;
pub use seen::page_facts;
pub(crate) use sense::BARS;
pub use share::Share;
pub use start::Start;
pub use subject::Subject;
pub use visit::telling_field;

use std::collections::BTreeSet;
use std::time::Duration;

use foldhash::HashMap;
use url::Url;

use crate::link::{Link, LinkKind, Target};
use crate::net::Exceptions;

/// What is asked about one target.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The target.
    pub target: Target,
    /// The fragments of all its links, as in their URLs, without `#`.
    pub fragments: BTreeSet<String>,
    /// Whether it is a media file: a few bytes tell enough.
    pub media: bool,
    /// What its page should speak of.
    pub subject: Subject,
    /// Whether an earlier run was told in two ways that it isn't there: if one look says so again, that is the second one.
    pub was_missing: bool,
}

impl Ask {
    /// A question about a target as such.
    #[must_use]
    pub fn of(target: Target) -> Self {
        let subject = Subject::of(target.url());
        Self::about(target, subject)
    }

    fn about(target: Target, subject: Subject) -> Self {
        Self { target, fragments: BTreeSet::new(), media: false, subject, was_missing: false }
    }

    /// Whether what came of `asked`, the same question for some of its links, is an answer to this one, which is for all of them.
    fn is_answered_by(&self, asked: &Self, outcome: &Outcome) -> bool {
        // What links say matters where it wasn't met, or where they said nothing.
        let is_met = !asked.subject.is_empty() && !outcome.is_same_as_made_up();
        let is_place = |fragment: &&String| anchor::place(fragment).is_some();
        let has_places = || self.fragments.iter().filter(is_place).all(|place| asked.fragments.contains(place));
        let is_page = outcome.page().is_some();
        self.media == asked.media && (!is_page || (is_met || self.subject == asked.subject) && has_places())
    }
}

/// What came of each target. Boxed, so that the table is small while it grows.
pub type Outcomes = HashMap<Target, Box<Outcome>>;

/// What came of the target of a URL.
#[must_use]
pub fn outcome_at<'a>(outcomes: &'a Outcomes, url: &Url) -> Option<&'a Outcome> {
    outcomes.get(Target::name(url)).map(|outcome| &**outcome)
}

/// What came of what a link asks for; nothing of one that asks for nothing.
#[must_use]
pub fn outcome_of<'a>(outcomes: &'a Outcomes, link: &Link) -> Option<&'a Outcome> {
    outcome_at(outcomes, link.asked()?)
}

/// How long asking a target may take.
#[derive(Clone, Debug)]
pub struct Budget {
    /// How long one request may take.
    pub timeout: Duration,
    /// Where another time holds.
    pub exceptions: Exceptions,
    /// How many requests may take that long.
    pub requests: u32,
}

impl Budget {
    /// For one target, second looks included.
    pub(crate) fn of(&self, url: &Url) -> Duration {
        self.of_one(url) * self.requests
    }

    /// For one request.
    pub(crate) fn of_one(&self, url: &Url) -> Duration {
        self.exceptions.timeout(url).unwrap_or(self.timeout)
    }
}

/// How targets are checked.
#[derive(Clone, Debug)]
pub struct Options {
    /// What asking one target may cost at most, second looks included. Waiting for a place or for a `Retry-After` isn't counted.
    pub budget: Budget,
    /// Oracles that are asked somewhere else than usual, or not at all.
    pub oracles: Endpoints,
}

/// What happens while targets are checked, for a progress bar or a streaming report.
#[derive(Debug)]
pub enum Event<'a> {
    /// So many targets will be asked.
    Started {
        /// How many.
        targets: usize,
    },
    /// A target is being asked now.
    Asking(&'a Target),
    /// A target is settled.
    Settled(&'a Target, &'a Outcome),
}

/// One question a target, whatever the number of its links. With `anchors`, places on pages are looked for.
#[must_use]
pub fn asks(links: &[Link], anchors: bool) -> Vec<Ask> {
    let mut places: HashMap<&str, usize> = HashMap::default();
    // As many as there may be: room that isn't used costs nothing, but moving to more would.
    let mut asks = Vec::with_capacity(links.len());
    for link in links {
        let Some(url) = link.asked() else { continue };
        let place = *places.entry(Target::name(url)).or_insert_with(|| {
            asks.push(Ask::about(Target::of(url), Subject::of(url)));
            asks.len() - 1
        });
        let ask = &mut asks[place];
        ask.subject.add(&link.text);
        ask.media |= link.kind.is_media() || link.kind == LinkKind::Transcript;
        if let Some(fragment) = url.fragment().filter(|_| anchors) {
            ask.fragments.insert(fragment.to_owned());
        }
    }
    asks.sort_unstable_by(|one, other| one.target.cmp(&other.target));
    asks
}
