//! One target, from the first request to its outcome.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::look::{self, Glasses};
use super::sibling::Siblings;
use super::visit::{Visit, visit};
use super::{Ask, End, Look, Options, Outcome, anchor};
use crate::net::{Attempt, Net, Way};

/// Checks targets, and remembers what one of them teaches about its site.
pub(super) struct Checker<'a, N> {
    net: &'a N,
    options: Options,
    siblings: Siblings,
    /// Hosts that gave a browser the same error as a robot: their errors are believed.
    candid: Mutex<HashSet<String>>,
}

impl<'a, N: Net> Checker<'a, N> {
    pub(super) fn new(net: &'a N, options: Options) -> Self {
        Self { net, options, siblings: Siblings::default(), candid: Mutex::default() }
    }

    pub(super) async fn check(&self, ask: Ask) -> Outcome {
        let started = Instant::now();
        let first = visit(self.net, &ask, Way::default(), self.options.budget).await;
        let (mut best, looks, earlier) = self.look_again(&ask, first).await;
        let left = self.left(&earlier, &best);
        if self.siblings.same(self.net, &ask, &best, left).await {
            mark_as_made_up(&mut best.trace.end);
        }
        let mut attempts = earlier;
        attempts.append(&mut best.attempts);
        let anchors = anchor::facts(&ask.fragments, best.page.as_ref(), best.body_end());
        Outcome { walk: best.trace, looks, attempts, anchors, elapsed: started.elapsed() }
    }

    fn left(&self, earlier: &[Attempt], best: &Visit) -> Duration {
        let spent = earlier.iter().chain(&best.attempts).map(|attempt| attempt.elapsed).sum();
        self.options.budget.saturating_sub(spent)
    }

    /// A second look where the first is doubtful. Gives the better visit, the other one's end, and its attempts.
    async fn look_again(&self, ask: &Ask, first: Visit) -> (Visit, Vec<Look>, Vec<Attempt>) {
        let left = self.left(&[], &first);
        let Some(glasses) = look::again(&first).filter(|_| !left.is_zero() && !self.is_candid(&first)) else {
            return (first, Vec::new(), Vec::new());
        };
        sleep(look::PAUSE).await;
        let second = visit(self.net, ask, glasses.way, left).await;
        self.learn(&first, &second);
        Self::choose(first, second, glasses)
    }

    fn choose(mut first: Visit, mut second: Visit, glasses: Glasses) -> (Visit, Vec<Look>, Vec<Attempt>) {
        if look::is_better(&first, &second) {
            let look = Look { how: "at first", end: first.trace.end };
            return (second, vec![look], first.attempts);
        }
        let look = Look { how: glasses.how, end: second.trace.end };
        first.attempts.append(&mut second.attempts);
        (first, vec![look], Vec::new())
    }

    fn is_candid(&self, seen: &Visit) -> bool {
        seen.status() == Some(404) && self.candid_hosts().contains(seen.trace.last.host_str().unwrap_or_default())
    }

    fn learn(&self, first: &Visit, second: &Visit) {
        if first.status() == Some(404) && second.status() == Some(404) {
            self.candid_hosts().insert(first.trace.last.host_str().unwrap_or_default().to_owned());
        }
    }

    fn candid_hosts(&self) -> std::sync::MutexGuard<'_, HashSet<String>> {
        self.candid.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn mark_as_made_up(end: &mut End) {
    if let End::Answered { page: Some(page), .. } = end {
        page.same_as_made_up = true;
    }
}
