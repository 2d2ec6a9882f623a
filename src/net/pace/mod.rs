//! Politeness: a lane for every host, and a number of places for all of them together.
//!
//! A lane lets so many requests through at once, keeps a gap between them after a `429`, and closes for as long as a host asks for with `Retry-After`.
//! Waiting in a lane holds no place that another host could use.

mod state;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use foldhash::HashMap;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep};
use url::Url;

use self::state::{State, Turn};
use super::times::{HostTimes, Meter, Metered};
use super::{Answer, Exceptions, Failure, Http, Request};

/// How many requests may be under way, and how long a run waits.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// At once, to one host.
    pub host: usize,
    /// At once, in all.
    pub total: usize,
    /// The longest pause that a host may ask for.
    pub patience: Duration,
}

/// The decorator: every request waits for its host's lane, then for a place among all.
pub struct Pace<H> {
    inner: H,
    limits: Limits,
    exceptions: Exceptions,
    places: Semaphore,
    lanes: Mutex<HashMap<String, Arc<Lane>>>,
}

struct Lane {
    places: Semaphore,
    /// Held by the one request that finds out whether a silent host has woken up.
    alone: tokio::sync::Mutex<()>,
    state: Mutex<State>,
    meter: Meter,
}

impl Lane {
    fn new(places: usize, least: Duration) -> Self {
        let state = Mutex::new(State::keeping(least));
        Self { places: Semaphore::new(places), alone: tokio::sync::Mutex::default(), state, meter: Meter::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_silent(&self) -> bool {
        self.state().is_silent()
    }
}

impl<H: Http> Pace<H> {
    /// Puts lanes and places before `inner`.
    pub fn new(inner: H, limits: Limits, exceptions: Exceptions) -> Self {
        Self { inner, limits, exceptions, places: Semaphore::new(limits.total.max(1)), lanes: Mutex::default() }
    }

    /// Waits until a place among all is free, without taking it: whoever starts work only then never has more of it waiting than running.
    pub async fn ready(&self) {
        drop(self.places.acquire().await);
    }

    /// The number of requests that the host of `url` may have under way.
    pub fn host_limit(&self, url: &Url) -> usize {
        self.exceptions.concurrency(url).unwrap_or(self.limits.host).max(1)
    }

    /// Where the time of each host went since this was last asked; hosts that took none are left out.
    pub fn take_times(&self) -> Vec<HostTimes> {
        let lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        let times = lanes.iter().map(|(host, lane)| lane.meter.take(host));
        times.filter(|times| times.requests > 0 || !times.total().is_zero()).collect()
    }

    fn lane(&self, url: &Url) -> Arc<Lane> {
        let host = url.host_str().unwrap_or_default();
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lane) = lanes.get(host) {
            return Arc::clone(lane);
        }
        let least = self.exceptions.delay(url).unwrap_or_default();
        let lane = Arc::new(Lane::new(self.host_limit(url), least));
        lanes.insert(host.to_owned(), Arc::clone(&lane));
        lane
    }

    /// Waits until the lane is open and a place is free, in this order, and takes the place.
    async fn enter(&self, lane: &Lane) -> Result<Option<SemaphorePermit<'_>>, Failure> {
        loop {
            // A look before a place is taken, so that a closed lane holds none.
            if let Some(wait) = self.pause(lane) {
                sleep(wait).await;
                continue;
            }
            let place = self.places.acquire().await.ok();
            match lane.state().claim(Instant::now(), self.limits.patience) {
                Turn::Go => return Ok(place),
                Turn::Never(failure) => return Err(failure),
                Turn::Wait => {}
            }
        }
    }

    fn pause(&self, lane: &Lane) -> Option<Duration> {
        let wait = lane.state().wait(Instant::now());
        (!wait.is_zero() && wait <= self.limits.patience).then_some(wait)
    }

    async fn send_through(&self, lane: &Lane, request: Request, mut metered: Metered<'_>) -> Answer {
        match self.enter(lane).await {
            Err(failure) => Answer::unsent(failure),
            Ok(_place) => {
                metered.go();
                let url = Arc::clone(&request.url);
                let answer = self.inner.send(request).await;
                metered.answered(answer.attempts.len());
                lane.state().learn(&url, &answer, Instant::now());
                answer
            }
        }
    }
}

impl<H: Http> Http for Pace<H> {
    fn expect(&self, urls: &[Arc<Url>]) {
        self.inner.expect(urls);
    }

    async fn rest(&self, url: &Url, time: Duration) {
        let lane = self.lane(url);
        let _metered = lane.meter.wait();
        sleep(time).await;
    }

    async fn send(&self, request: Request) -> Answer {
        let lane = self.lane(&request.url);
        let metered = lane.meter.wait();
        let _place = lane.places.acquire().await;
        if lane.is_silent() {
            let _alone = lane.alone.lock().await;
            return self.send_through(&lane, request, metered).await;
        }
        self.send_through(&lane, request, metered).await
    }
}

#[cfg(test)]
mod tests {
    use super::state::{CALM, FIRST_GAP};
    use super::*;
    use crate::net::fake::Fake;
    use crate::net::{Applies, Exception, FailureKind, Retry};
    use futures::future::join_all;

    const LIMITS: Limits = Limits { host: 2, total: 3, patience: Duration::from_mins(1) };

    fn pace(fake: &Arc<Fake>) -> Pace<Arc<Fake>> {
        Pace::new(Arc::clone(fake), LIMITS, Exceptions::default())
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_gets_only_so_many_requests_at_once() {
        let fake = Fake::new(|_, _| Fake::status(200)).slow(Duration::from_secs(1)).into();
        let pace = pace(&fake);
        let started = Instant::now();
        join_all((0..6).map(|i| pace.send(Fake::get(&format!("http://a.example/{i}"))))).await;
        assert_eq!(fake.most_at_once("a.example"), 2);
        assert_eq!(started.elapsed(), Duration::from_secs(3));
    }

    #[tokio::test(start_paused = true)]
    async fn a_retry_after_closes_the_lane_of_its_host_only() {
        let fake: Arc<Fake> =
            Fake::new(
                |url, hit| {
                    if url == "http://a.example/" && hit == 0 { Fake::retry_after("30") } else { Fake::status(200) }
                },
            )
            .into();
        let pace = pace(&fake);
        let started = Instant::now();
        pace.send(Fake::get("http://a.example/")).await;
        pace.send(Fake::get("http://b.example/")).await;
        assert_eq!(started.elapsed(), Duration::ZERO);
        pace.send(Fake::get("http://a.example/next")).await;
        assert_eq!(started.elapsed(), Duration::from_secs(30));
    }

    #[tokio::test(start_paused = true)]
    async fn waiting_holds_no_place_that_others_could_use() {
        let fake: Arc<Fake> =
            Fake::new(|url, _| if url.contains("a.example") { Fake::retry_after("30") } else { Fake::status(200) })
                .into();
        let pace = pace(&fake);
        pace.send(Fake::get("http://a.example/")).await;
        let started = Instant::now();
        let waiting = join_all((0..9).map(|i| pace.send(Fake::get(&format!("http://a.example/{i}")))));
        let others = async {
            join_all((0..9).map(|i| pace.send(Fake::get(&format!("http://b{i}.example/"))))).await;
            started.elapsed()
        };
        tokio::pin!(waiting);
        tokio::select! {
            elapsed = others => assert_eq!(elapsed, Duration::ZERO),
            _ = &mut waiting => panic!("the closed lane was faster"),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn each_host_is_told_how_long_it_waited_and_worked() {
        let busy = |hit: usize| if hit == 0 { Fake::retry_after("30") } else { Fake::status(200) };
        let fake: Arc<Fake> =
            Fake::new(move |url, hit| if url.contains("a.example") { busy(hit) } else { Fake::status(200) })
                .slow(Duration::from_secs(1))
                .into();
        let pace = pace(&fake);
        pace.send(Fake::get("http://a.example/")).await;
        join_all((0..2).map(|i| pace.send(Fake::get(&format!("http://a.example/{i}"))))).await;
        join_all((0..4).map(|i| pace.send(Fake::get(&format!("http://b{i}.example/"))))).await;
        let mut times = pace.take_times();
        times.sort_by(|a, b| a.host.cmp(&b.host));
        let times: Vec<_> =
            times.iter().map(|it| (it.host.as_str(), it.requests, it.waiting, it.working.as_secs())).collect();
        let seconds = Duration::from_secs;
        assert_eq!(times[0], ("a.example", 3, seconds(30), 2), "two requests side by side work for one second");
        assert_eq!(times[3..], [("b2.example", 1, seconds(0), 1), ("b3.example", 1, seconds(1), 1)], "three places");
        assert!(pace.take_times().is_empty(), "it is told once");
    }

    #[tokio::test(start_paused = true)]
    async fn what_passes_before_a_host_is_asked_again_is_waiting() {
        let fake: Arc<Fake> = Fake::new(|_, hit| Fake::status(if hit < 2 { 503 } else { 200 })).into();
        let retry = Retry::new(pace(&fake), 2);
        let started = Instant::now();
        retry.send(Fake::get("http://a.example/")).await;
        let times = retry.inner().take_times();
        assert_eq!((times[0].requests, times[0].waiting), (3, started.elapsed()));
        assert!(times[0].waiting > Duration::from_secs(2), "{times:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_longer_than_the_run_has_patience() {
        let fake: Arc<Fake> = Fake::new(|_, _| Fake::retry_after("86400")).into();
        let pace = pace(&fake);
        pace.send(Fake::get("http://a.example/")).await;
        let answer = pace.send(Fake::get("http://a.example/next")).await;
        assert_eq!(answer.end.unwrap_err().kind, FailureKind::Closed);
        assert_eq!(fake.hits(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_silent_host_is_soon_left_alone() {
        let fake: Arc<Fake> = Fake::new(|_, _| Err(Failure::new(FailureKind::ResponseTimeout, "no answer")))
            .slow(Duration::from_secs(20))
            .into();
        let pace = pace(&fake);
        let started = Instant::now();
        let answers = join_all((0..50).map(|i| pace.send(Fake::get(&format!("http://a.example/{i}"))))).await;
        assert!(fake.hits() <= 8, "{} requests", fake.hits());
        assert!(started.elapsed() <= Duration::from_secs(100));
        assert_eq!(answers.last().unwrap().end.as_ref().unwrap_err().kind, FailureKind::HostSilent);
    }

    #[tokio::test(start_paused = true)]
    async fn requests_keep_a_gap_after_a_refusal() {
        let fake: Arc<Fake> =
            Fake::new(|_, hit| if hit == 0 { Fake::retry_after("1") } else { Fake::status(200) }).into();
        let pace = pace(&fake);
        pace.send(Fake::get("http://a.example/0")).await;
        let started = Instant::now();
        for i in 1..=5 {
            pace.send(Fake::get(&format!("http://a.example/{i}"))).await;
        }
        assert_eq!(started.elapsed(), Duration::from_secs(1) + 4 * FIRST_GAP);
    }

    #[tokio::test(start_paused = true)]
    async fn one_address_that_is_refused_slows_the_others_no_more_than_once() {
        let fake: Arc<Fake> =
            Fake::new(|url, _| if url.ends_with("/share") { Fake::retry_after("1") } else { Fake::status(200) }).into();
        let pace = pace(&fake);
        for round in 0..3 {
            pace.send(Fake::get("http://a.example/share")).await;
            pace.send(Fake::get(&format!("http://a.example/{round}"))).await;
        }
        let started = Instant::now();
        for i in 0..3 * CALM {
            pace.send(Fake::get(&format!("http://a.example/next/{i}"))).await;
        }
        assert_eq!(started.elapsed(), CALM * FIRST_GAP, "in the end they are asked as fast as ever");
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_may_have_a_pace_of_its_own() {
        let fake = Fake::new(|_, _| Fake::status(200)).slow(Duration::from_secs(1)).into();
        let slow = Exception {
            applies: Applies::to(|url| url.host_str() == Some("slow.example")),
            headers: Vec::new(),
            timeout: None,
            concurrency: Some(1),
            delay: Some(Duration::from_secs(5)),
        };
        let pace = Pace::new(Arc::clone(&fake), LIMITS, vec![slow].into());
        let started = Instant::now();
        join_all((0..3).map(|i| pace.send(Fake::get(&format!("http://slow.example/{i}"))))).await;
        assert_eq!((fake.most_at_once("slow.example"), started.elapsed()), (1, Duration::from_secs(11)));
        let started = Instant::now();
        join_all((0..2).map(|i| pace.send(Fake::get(&format!("http://a.example/{i}"))))).await;
        assert_eq!((fake.most_at_once("a.example"), started.elapsed()), (2, Duration::from_secs(1)));
    }
}
