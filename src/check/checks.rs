//! All targets of a run, from the first question to the last outcome.
//!
//! Those of sources that were read early are asked while later ones are still being read. What a later source adds to a question, such as a place on its
//! page, is seldom more than the answer tells already; where it is, the question is asked again.

use std::convert::Infallible;
use std::future::pending;
use std::rc::Rc;
use std::time::Duration;

use foldhash::HashMap;
use futures::StreamExt;
use futures::future::LocalBoxFuture;
use futures::stream::FuturesUnordered;
use tokio::sync::mpsc::{Receiver, UnboundedReceiver};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

use super::queue::Queue;
use super::rest::{Rest, Resting};
use super::target::Checker;
use super::window::Window;
use super::{Ask, Event, Options, Outcome, Outcomes};
use crate::link::Target;
use crate::net::Net;

/// How often hosts that are slow are given more to do at once.
const TICK: Duration = Duration::from_millis(250);

/// As many targets are asked in a tick while sources are still being read. More would take room that reading gives back in a moment, and connections to hosts
/// that are asked again later, when all their targets are known.
const MOST_AHEAD: usize = 16;

/// The targets of a run, those that are being asked among them.
pub struct Checks<'a, N> {
    net: &'a N,
    checker: Rc<Checker<'a, N>>,
    queue: Queue,
    /// Which targets rest.
    rests: UnboundedReceiver<Rest>,
    resting: usize,
    window: Window,
    clock: Interval,
    live: FuturesUnordered<LocalBoxFuture<'a, Checked>>,
    early: Early,
}

/// What was asked, and what came of it.
type Checked = (Ask, Box<Outcome>);

/// What is asked before all sources are read.
#[derive(Debug, Default)]
struct Early {
    /// The targets that were heard of, and whether they are under way or settled.
    heard: HashMap<Target, bool>,
    settled: Vec<Checked>,
}

/// What happens next.
enum Step {
    Begun(Target),
    Settled(Checked),
    /// A target began to rest, or ended.
    Rested,
    /// Some time has passed.
    Ticked,
}

/// Asks for every target and writes what came of it into `outcomes`, as it comes: whoever stops this early keeps what is known.
pub async fn check(
    asks: Vec<Ask>,
    net: &impl Net,
    options: &Options,
    outcomes: &mut Outcomes,
    on_event: impl FnMut(Event<'_>),
) {
    Checks::new(net, options).all(asks, outcomes, on_event).await;
}

impl<'a, N: Net> Checks<'a, N> {
    /// None yet.
    #[must_use]
    pub fn new(net: &'a N, options: &'a Options) -> Self {
        let mut clock = interval_at(Instant::now() + TICK, TICK);
        clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (resting, rests) = Resting::new();
        let checker = Rc::new(Checker::new(net, options, resting));
        let (queue, window, live, early) = (Queue::default(), Window::new(), FuturesUnordered::new(), Early::default());
        Self { net, checker, queue, rests, resting: 0, window, clock, live, early }
    }

    /// Asks those targets that are heard of and `wanted`, a few at a time, for as long as this is polled: it doesn't end. Whoever drops it loses nothing.
    pub async fn ahead(&mut self, heard: &mut Receiver<Vec<Ask>>, wanted: impl Fn(Vec<Ask>) -> Vec<Ask>) -> Infallible {
        let mut left = MOST_AHEAD;
        loop {
            let is_idle = !self.queue.has_next();
            let most = if left > 0 { MOST_AHEAD } else { 0 };
            tokio::select! {
                biased;
                Some(step) = self.step(most) => match step {
                    Step::Begun(target) => {
                        left -= 1;
                        self.early.heard.insert(target, true);
                    }
                    Step::Settled(checked) => self.early.settled.push(checked),
                    Step::Rested => {}
                    Step::Ticked => left = MOST_AHEAD,
                },
                Some(asks) = heard.recv(), if is_idle => {
                    let mut asks = wanted(asks);
                    asks.retain(|ask| !self.early.heard.contains_key(&ask.target));
                    self.early.heard.extend(asks.iter().map(|ask| (ask.target.clone(), false)));
                    self.add(asks);
                }
                else => pending().await,
            }
        }
    }

    /// Asks for every target and writes what came of it into `outcomes`, as it comes: whoever stops this early keeps what is known. What was asked ahead
    /// comes first.
    pub async fn all(&mut self, mut asks: Vec<Ask>, outcomes: &mut Outcomes, mut on_event: impl FnMut(Event<'_>)) {
        on_event(Event::Started { targets: asks.len() });
        let Early { heard, settled } = std::mem::take(&mut self.early);
        let early = asks.extract_if(.., |ask| heard.get(&ask.target).is_some_and(|is_begun| *is_begun));
        let mut early: HashMap<Target, Ask> = early.map(|ask| (ask.target.clone(), ask)).collect();
        for target in early.keys() {
            on_event(Event::Asking(target));
        }
        self.queue.forget();
        self.add(asks);
        self.queue.line_up();
        // A tick that comes sooner would find that little was settled.
        self.clock.reset();
        for checked in settled {
            self.settle(checked, &mut early, outcomes, &mut on_event);
        }
        while let Some(step) = self.step(usize::MAX).await {
            match step {
                Step::Begun(target) => on_event(Event::Asking(&target)),
                Step::Settled(checked) => self.settle(checked, &mut early, outcomes, &mut on_event),
                Step::Rested | Step::Ticked => {}
            }
        }
    }

    /// Takes what came of a question; one of `early`, the whole questions of those that were asked ahead, may have to be asked again.
    fn settle(
        &mut self,
        (ask, outcome): Checked,
        early: &mut HashMap<Target, Ask>,
        outcomes: &mut Outcomes,
        on_event: &mut impl FnMut(Event<'_>),
    ) {
        match early.remove(&ask.target) {
            Some(whole) if !whole.is_answered_by(&ask, &outcome) => self.add(vec![whole]),
            _ => {
                on_event(Event::Settled(&ask.target, &outcome));
                outcomes.insert(ask.target, outcome);
            }
        }
    }

    /// Waits for what happens next, with no more than `most` targets under way; `None` when all is settled.
    async fn step(&mut self, most: usize) -> Option<Step> {
        self.note_rests();
        let under_way = self.live.len() - self.resting;
        let has_next = self.queue.has_next() && under_way < most && self.window.has_room(under_way);
        tokio::select! {
            biased;
            Some(checked) = self.live.next(), if !self.live.is_empty() => {
                self.note_rests();
                self.queue.done(checked.0.target.host());
                self.window.done();
                Some(Step::Settled(checked))
            }
            () = self.net.ready(), if has_next => Some(self.begin()),
            Some(rest) = self.rests.recv(), if !self.live.is_empty() => {
                self.note(&rest);
                Some(Step::Rested)
            }
            _ = self.clock.tick(), if under_way > 0 || most == 0 => {
                self.queue.tick();
                self.window.tick(under_way);
                Some(Step::Ticked)
            }
            else => None,
        }
    }

    /// Takes note of rests that began or ended: of each target before it is settled.
    fn note_rests(&mut self) {
        while let Ok(rest) = self.rests.try_recv() {
            self.note(&rest);
        }
    }

    fn note(&mut self, rest: &Rest) {
        match rest {
            Rest::Begun(host) => {
                self.resting += 1;
                self.queue.rest(host);
            }
            Rest::Over(host) => {
                self.resting -= 1;
                self.queue.wake(host);
            }
        }
    }

    /// Begins with the next target.
    fn begin(&mut self) -> Step {
        let foreseen = self.queue.foreseen();
        if !foreseen.is_empty() {
            self.net.expect(&foreseen);
        }
        let Some(ask) = self.queue.next() else { return Step::Ticked };
        let (target, checker) = (ask.target.clone(), Rc::clone(&self.checker));
        self.live.push(Box::pin(async move {
            let outcome = checker.check(&ask).await.compact();
            (ask, Box::new(outcome))
        }));
        Step::Begun(target)
    }

    fn add(&mut self, asks: Vec<Ask>) {
        self.queue.add(asks, |url| self.net.host_limit(url));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use http::{HeaderMap, HeaderValue};
    use tokio::sync::mpsc::channel;
    use url::Url;

    use super::*;
    use crate::check::{Budget, Endpoints, asks};
    use crate::link::Link;
    use crate::net::fake::Fake;
    use crate::net::{Body, BodyEnd, Exceptions, Response};

    /// Sites that show one page at every address; that of `long` has much to say.
    fn web() -> Arc<Fake> {
        Arc::new(Fake::new(|url, _| {
            let headers = HeaderMap::from_iter([(http::header::CONTENT_TYPE, HeaderValue::from_static("text/html"))]);
            let text = if url.contains("//long") { "Bends and hitches. ".repeat(50) } else { "Bends.".to_owned() };
            let body = Body { bytes: format!("<title>Knots</title><p>{text}").into(), end: BodyEnd::Complete };
            Ok(Response { url: Url::parse(url).unwrap().into(), status: 200, headers, body })
        }))
    }

    fn link(url: &str, text: &str) -> Link {
        Link { text: text.into(), ..Link::to(Url::parse(url).unwrap()) }
    }

    /// How many requests it takes to ask of the first links ahead, and then of all.
    async fn requests(first: &[Link], all: &[Link]) -> [usize; 2] {
        let fake = web();
        let net = Fake::stack(&fake);
        let budget = Budget { timeout: Duration::from_secs(9), exceptions: Exceptions::default(), requests: 4 };
        let options = Options { budget, oracles: Endpoints::new() };
        let mut checks = Checks::new(&net, &options);
        let (sender, mut heard) = channel(1);
        sender.send(asks(first, true)).await.unwrap();
        tokio::select! {
            never = checks.ahead(&mut heard, |asks| asks) => match never {},
            () = tokio::time::sleep(Duration::from_mins(1)) => {}
        }
        let before = fake.hits();
        let (mut outcomes, mut settled) = (Outcomes::default(), 0);
        let count = |event: Event<'_>| settled += usize::from(matches!(event, Event::Settled(..)));
        checks.all(asks(all, true), &mut outcomes, count).await;
        assert!(asks(all, true).iter().all(|ask| outcomes.contains_key(&ask.target)));
        assert_eq!(settled, outcomes.len(), "each is settled once");
        [before, fake.hits()]
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_asked_ahead_is_not_asked_again() {
        let links = [link("http://a.example/1", "Knots"), link("http://b.example/1", "Bends")];
        assert_eq!(requests(&links[..1], &links).await, [2, 4], "each page and a made-up one of its site");
    }

    #[tokio::test(start_paused = true)]
    async fn another_name_for_a_link_matters_only_where_a_site_shows_one_page_everywhere() {
        let links = [link("http://a.example/1", "Knots"), link("http://a.example/1", "Kelp forests")];
        let [before, after] = requests(&links[..1], &links).await;
        assert_eq!(after, before + 1);
    }

    #[tokio::test(start_paused = true)]
    async fn where_a_link_said_nothing_another_may_say_what_its_page_lacks() {
        let links = [link("http://long.example/1", "here"), link("http://long.example/1", "Kelp forests")];
        assert_eq!(requests(&links[..1], &links).await, [1, 3], "the page again, and a made-up one");
        let links = [link("http://long.example/1", "Knots"), link("http://long.example/1", "Kelp forests")];
        assert_eq!(requests(&links[..1], &links).await, [1, 1]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_place_that_is_heard_of_late_is_looked_for() {
        let links = ["", "#bowline", "#top"].map(|place| link(&format!("http://a.example/1{place}"), "Knots"));
        let [before, after] = requests(&links[..1], &links[..2]).await;
        assert_eq!(after, before + 1);
        let [before, after] = requests(&links[1..2], &[links[0].clone(), links[2].clone()]).await;
        assert_eq!(after, before, "neither a place that isn't wanted any more nor the page as such is looked for");
        let other = link("http://b.example/1", "Knots");
        let [before, after] = requests(&links, &[other]).await;
        assert_eq!((before, after), (2, 4), "a target that isn't wanted any more is no harm");
    }
}
