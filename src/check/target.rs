//! One target, from the first request to its outcome.

use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use foldhash::HashSet;
use tokio::time::{Instant, sleep, timeout};
use url::Url;

use super::look::{self, Glasses};
use super::oracle::{self, Heard, When};
use super::rest::Resting;
use super::sibling::Siblings;
use super::visit::{Visit, visit};
use super::{Ask, End, Look, Options, Outcome, Says, Trace, anchor, markers};
use crate::net::{Attempt, Net, Way};

/// An answer that takes no longer comes at once.
const AT_ONCE: Duration = Duration::from_millis(50);

/// Checks targets, and remembers what one of them teaches about its site.
pub(super) struct Checker<'a, N> {
    net: &'a N,
    options: &'a Options,
    resting: Resting,
    siblings: Siblings,
    /// Hosts that gave a browser the same error as a robot: their errors are believed.
    candid: Mutex<HashSet<String>>,
}

impl<'a, N: Net> Checker<'a, N> {
    pub(super) fn new(net: &'a N, options: &'a Options, resting: Resting) -> Self {
        Self { net, options, resting, siblings: Siblings::default(), candid: Mutex::default() }
    }

    pub(super) async fn check(&self, ask: &Ask) -> Outcome {
        let started = Instant::now();
        let url = Arc::clone(ask.target.url());
        let first = self.hear(&url, When::First).await;
        if first.as_ref().is_some_and(|heard| heard.testimony.says == Says::There) {
            return attested(url, first, started);
        }
        let mut outcome = self.look(ask, &url).await;
        let heard =
            if first.is_none() && is_refusal(&outcome.walk.end) { self.hear(&url, When::Refused).await } else { first };
        if let Some(heard) = heard {
            outcome.testimony = Some(Box::new(heard.testimony));
            outcome.attempts.extend(heard.attempts);
        }
        Outcome { elapsed: started.elapsed(), ..outcome }
    }

    async fn hear(&self, url: &Url, when: When) -> Option<Heard> {
        oracle::ask(self.net, url, when, &self.options.oracles, self.options.budget.of(url)).await
    }

    /// Visits the target itself.
    async fn look(&self, ask: &Ask, url: &Arc<Url>) -> Outcome {
        let budget = self.options.budget.of(url);
        let first = visit(self.net, ask, url, Way::default(), budget).await;
        let (mut best, looks, earlier) = self.look_again(ask, url, first).await;
        if self.is_same_as_made_up(ask, &best).await {
            mark_as_made_up(&mut best);
        }
        let mut attempts = earlier;
        attempts.append(&mut best.attempts);
        let mut anchors = anchor::facts(&ask.fragments, best.page.as_ref(), best.body_end());
        let arrived = anchor::arrived(best.trace.last.fragment(), best.page.as_ref());
        anchors.extend(arrived.filter(|(name, _)| !ask.fragments.contains(name)));
        Outcome { walk: best.trace, looks, attempts, testimony: None, anchors, elapsed: Duration::ZERO }
    }

    /// Whether the page that was seen stands at a made-up address as well.
    async fn is_same_as_made_up(&self, ask: &Ask, seen: &Visit) -> bool {
        let Some(question) = self.siblings.question(seen) else { return false };
        let mut asked = pin!(question.answer(self.net, &self.options.budget));
        // Others on the host needn't wait until it has told, unless it tells at once: they would open further connections.
        match timeout(AT_ONCE, &mut asked).await {
            Ok(is_same) => is_same,
            Err(_) => self.resting.during(ask.target.host(), asked).await,
        }
    }

    /// A second look where the first is doubtful, and a third where both went in circles. Gives the best visit, the other ones' ends, and the attempts
    /// before it.
    async fn look_again(&self, ask: &Ask, url: &Arc<Url>, first: Visit) -> (Visit, Vec<Look>, Vec<Attempt>) {
        let mut seen = (first, Vec::new(), Vec::new());
        for choose in [look::again, look::once_more] {
            let left = left(self.options.budget.of(url), &seen.2, &seen.0);
            let is_known = seen.0.status() == Some(404) && (ask.was_missing || self.is_candid(&seen.0));
            let Some(glasses) = choose(&seen.0).filter(|_| !left.is_zero() && !is_known) else { break };
            self.resting.during(ask.target.host(), sleep(look::PAUSE)).await;
            let next = visit(self.net, ask, url, glasses.way, left).await;
            self.learn(&seen.0, &next);
            seen = Self::choose(seen, next, glasses);
        }
        seen
    }

    /// The better of two visits.
    fn choose(
        (mut best, mut looks, mut attempts): (Visit, Vec<Look>, Vec<Attempt>),
        mut next: Visit,
        glasses: Glasses,
    ) -> (Visit, Vec<Look>, Vec<Attempt>) {
        if look::is_better(&best, &next) {
            looks.push(Look { how: "at first", end: best.trace.end });
            attempts.append(&mut best.attempts);
            return (next, looks, attempts);
        }
        looks.push(Look { how: glasses.how, end: next.trace.end });
        best.attempts.append(&mut next.attempts);
        (best, looks, attempts)
    }

    fn is_candid(&self, seen: &Visit) -> bool {
        self.candid_hosts().contains(seen.trace.last.host_str().unwrap_or_default())
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

/// What is left of a budget after these requests.
fn left(budget: Duration, earlier: &[Attempt], best: &Visit) -> Duration {
    budget.saturating_sub(earlier.iter().chain(&best.attempts).map(|attempt| attempt.elapsed).sum())
}

/// Notes that a page stands at every address: as no page, or as a wall.
fn mark_as_made_up(seen: &mut Visit) {
    let asker = seen.page.as_ref().and_then(markers::asker_everywhere);
    if let End::Answered { page: Some(page), .. } = &mut seen.trace.end {
        page.challenge = page.challenge.or(asker);
        page.same_as_made_up = asker.is_none();
    }
}

/// What is known of a target that only its site's oracle was asked about.
fn attested(url: Arc<Url>, heard: Option<Heard>, started: Instant) -> Outcome {
    let (testimony, attempts) =
        heard.map_or((None, Vec::new()), |heard| (Some(Box::new(heard.testimony)), heard.attempts));
    let walk = Trace { hops: Vec::new(), last: url, end: End::Attested };
    Outcome { walk, looks: Vec::new(), attempts, testimony, anchors: Vec::new(), elapsed: started.elapsed() }
}

/// Whether a page was refused or failed, so that somebody else should be asked.
fn is_refusal(end: &End) -> bool {
    matches!(end, End::Answered { status: 400.., .. } | End::Failed(_))
}
