//! Where the time of each host went: waiting for its turn, or with requests under way.
//!
//! The seconds are those of a clock on the wall, however many requests run beside each other, so that they can be held against the seconds of the run.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// What one host took of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostTimes {
    /// The host, without its port.
    pub host: String,
    /// How many requests were sent to it.
    pub requests: usize,
    /// How long requests waited for their turn while none was under way: for the end of a pause or a gap, or for a place among all.
    pub waiting: Duration,
    /// How long at least one request was under way.
    pub working: Duration,
}

impl HostTimes {
    /// The two together: at no moment does a host do both.
    #[must_use]
    pub fn total(&self) -> Duration {
        self.waiting + self.working
    }
}

/// Counts the time of one host.
#[derive(Debug, Default)]
pub(super) struct Meter(Mutex<Count>);

#[derive(Debug, Default)]
struct Count {
    /// Requests that wait now.
    waiters: usize,
    /// Requests that are under way now.
    workers: usize,
    /// Up to when all is counted.
    until: Option<Instant>,
    requests: usize,
    waiting: Duration,
    working: Duration,
}

impl Count {
    /// Counts the time since the last change.
    fn advance(&mut self, now: Instant) {
        let passed = now - self.until.unwrap_or(now);
        if self.workers > 0 {
            self.working += passed;
        } else if self.waiters > 0 {
            self.waiting += passed;
        }
        self.until = Some(now);
    }
}

impl Meter {
    fn advanced(&self) -> MutexGuard<'_, Count> {
        let mut count = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        count.advance(Instant::now());
        count
    }

    /// A request begins to wait.
    pub(super) fn wait(&self) -> Metered<'_> {
        self.advanced().waiters += 1;
        Metered { meter: self, sent: None }
    }

    /// What was counted since this was last asked.
    pub(super) fn take(&self, host: &str) -> HostTimes {
        let mut count = self.advanced();
        HostTimes {
            host: host.to_owned(),
            requests: std::mem::take(&mut count.requests),
            waiting: std::mem::take(&mut count.waiting),
            working: std::mem::take(&mut count.working),
        }
    }
}

/// A request on the meter, until it is dropped: a request that is given up counts as far as it came.
pub(super) struct Metered<'a> {
    meter: &'a Meter,
    /// How many requests went out for it; `None` while it waits.
    sent: Option<usize>,
}

impl Metered<'_> {
    /// It has waited long enough and goes out.
    pub(super) fn go(&mut self) {
        if self.sent.is_none() {
            let mut count = self.meter.advanced();
            count.waiters -= 1;
            count.workers += 1;
            self.sent = Some(1);
        }
    }

    /// An answer has come, for so many requests: none where a layer below refused, several where it asked again.
    pub(super) fn answered(&mut self, requests: usize) {
        self.sent = Some(requests);
    }
}

impl Drop for Metered<'_> {
    fn drop(&mut self) {
        let mut count = self.meter.advanced();
        match self.sent {
            None => count.waiters -= 1,
            Some(requests) => {
                count.workers -= 1;
                count.requests += requests;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::advance;

    const SECOND: Duration = Duration::from_secs(1);

    fn taken(meter: &Meter) -> (usize, u64, u64) {
        let HostTimes { requests, waiting, working, .. } = meter.take("a.example");
        (requests, waiting.as_secs(), working.as_secs())
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_that_works_does_not_wait() {
        let meter = Meter::default();
        let (mut first, second) = (meter.wait(), meter.wait());
        advance(2 * SECOND).await;
        first.go();
        advance(3 * SECOND).await;
        first.answered(1);
        drop(first);
        advance(4 * SECOND).await;
        drop(second);
        advance(5 * SECOND).await;
        assert_eq!(taken(&meter), (1, 6, 3), "the second one never went");
        assert_eq!(taken(&meter), (0, 0, 0), "it is told once");
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_given_up_counts_as_far_as_it_came() {
        let meter = Meter::default();
        let mut hanging = meter.wait();
        hanging.go();
        advance(7 * SECOND).await;
        assert_eq!(taken(&meter), (0, 0, 7), "it is still under way");
        advance(SECOND).await;
        drop(hanging);
        assert_eq!(taken(&meter), (1, 0, 1));
    }
}
