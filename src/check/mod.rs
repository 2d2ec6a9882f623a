//! Checking: targets in, outcomes out. Facts only: whether an outcome is good or bad is for `verdict` to say.

mod anchor;
pub mod archive;
mod look;
mod markers;
mod markup;
mod oracle;
mod outcome;
mod page;
mod phrases;
mod queue;
mod share;
mod sibling;
mod sketch;
mod soft_404;
mod subject;
mod target;
mod turn;
mod visit;
mod window;

pub use oracle::{Endpoints, names as oracle_names};
pub use outcome::{AnchorFact, Apology, End, Look, Outcome, PageFacts, Says, Spot, Testimony, Trace};
pub use page::page_facts;
pub use share::Share;
pub use subject::Subject;
pub use visit::telling_field;

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::time::{Instant, MissedTickBehavior, interval_at};
use url::Url;

use crate::link::{Link, LinkKind, Target};
use crate::net::{Exceptions, Net};
use queue::Queue;
use target::Checker;
use window::Window;

/// How often hosts that are slow are given more to do at once.
const TICK: Duration = Duration::from_millis(250);

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
        self.exceptions.timeout(url).unwrap_or(self.timeout) * self.requests
    }
}

/// How targets are checked.
#[derive(Clone, Debug)]
pub struct Options {
    /// What asking one target may cost at most, second looks included. Waiting for a place or for a `Retry-After` isn't counted.
    pub budget: Budget,
    /// Whether places on pages are looked for.
    pub anchors: bool,
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

/// One question a target, whatever the number of its links.
#[must_use]
pub fn asks(links: &[Link], options: &Options) -> Vec<Ask> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut asks = Vec::new();
    for link in links {
        let Some(url) = link.asked() else { continue };
        let place = *places.entry(Target::name(url)).or_insert_with(|| {
            asks.push(Ask::about(Target::of(url), Subject::of(url)));
            asks.len() - 1
        });
        let ask = &mut asks[place];
        ask.subject.add(&link.text);
        ask.media |= link.kind.is_media() || link.kind == LinkKind::Transcript;
        if let Some(fragment) = url.fragment().filter(|_| options.anchors) {
            ask.fragments.insert(fragment.to_owned());
        }
    }
    asks.sort_unstable_by(|one, other| one.target.cmp(&other.target));
    asks
}

/// Asks for every target and writes what came of it into `outcomes`, as it comes: whoever stops this early keeps what is known.
pub async fn check(
    asks: Vec<Ask>,
    net: &impl Net,
    options: &Options,
    outcomes: &mut Outcomes,
    mut on_event: impl FnMut(Event<'_>),
) {
    on_event(Event::Started { targets: asks.len() });
    let checker = &Checker::new(net, options);
    let mut queue = Queue::new(asks, |url| net.host_limit(url));
    let (mut live, mut window) = (FuturesUnordered::new(), Window::new());
    let mut clock = interval_at(Instant::now() + TICK, TICK);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            Some((host, target, outcome)) = live.next(), if !live.is_empty() => {
                queue.done(host);
                window.done();
                on_event(Event::Settled(&target, &outcome));
                outcomes.insert(target, Box::new(outcome.compact()));
            }
            () = net.ready(), if queue.has_next() && window.has_room(live.len()) => {
                let Some((host, ask)) = queue.next() else { continue };
                on_event(Event::Asking(&ask.target));
                live.push(async move { (host, ask.target.clone(), checker.check(ask).await) });
            }
            _ = clock.tick(), if !live.is_empty() => {
                queue.tick();
                window.tick(live.len());
            }
            else => return,
        }
    }
}
