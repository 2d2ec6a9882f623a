//! Asking again what may pass: time-outs, resets, temporary DNS failures, `408`, `429`, `5xx`.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use url::Url;

use super::{Answer, Attempt, Dress, FailureKind, Http, Request, Response};

/// The first wait; it triples with every try.
const FIRST_WAIT: Duration = Duration::from_millis(700);

/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(15);

/// Further tries that a `429` gets: its host's lane makes each of them wait, so it is never asked too early.
const PATIENT_TRIES: u32 = 3;

/// The decorator: sends a request again while that may help.
#[derive(Debug)]
pub struct Retry<H> {
    inner: H,
    retries: u32,
}

/// What to do about an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    /// It stands.
    Stop,
    /// Again, after a wait.
    Again(Duration),
    /// Again on a new connection that speaks HTTP/1.1, after a wait.
    Afresh(Duration),
}

impl<H: Http> Retry<H> {
    /// Sends what may pass up to `retries` times more through `inner`.
    pub fn new(inner: H, retries: u32) -> Self {
        Self { inner, retries }
    }

    /// The layer below.
    pub fn inner(&self) -> &H {
        &self.inner
    }
}

impl<H: Http> Http for Retry<H> {
    async fn send(&self, mut request: Request) -> Answer {
        let budget = request.budget;
        let mut attempts = Vec::new();
        for tries in 1.. {
            let answer = self.inner.send(request.clone()).await.after(attempts);
            request.budget = budget.saturating_sub(answer.spent());
            let retries = if request.way.once { 0 } else { self.retries };
            let decision = decide(&answer, tries, retries, &request.url);
            if decision == Decision::Stop || request.budget.is_zero() {
                return answer;
            }
            attempts = answer.attempts;
            match decision {
                Decision::Afresh(wait) => {
                    request.way.http1 = true;
                    if answer_timed_out(&attempts) {
                        request.way.dress = Dress::Browser;
                    }
                    self.inner.rest(&request.url, wait).await;
                }
                Decision::Again(wait) => self.inner.rest(&request.url, wait).await,
                Decision::Stop => {}
            }
        }
        unreachable!("the loop ends by returning")
    }
}

/// Whether the last attempt had no answer in time: some servers keep programs waiting for ever.
fn answer_timed_out(attempts: &[Attempt]) -> bool {
    let last = attempts.last().and_then(|attempt| attempt.result.as_ref().err());
    last.is_some_and(|failure| failure.kind == FailureKind::ResponseTimeout)
}

fn decide(answer: &Answer, tries: u32, retries: u32, url: &Url) -> Decision {
    match &answer.end {
        Ok(response) => decide_status(response, tries, retries, url),
        Err(failure) => decide_failure(failure.kind, tries, retries, url),
    }
}

fn decide_status(response: &Response, tries: u32, retries: u32, url: &Url) -> Decision {
    match response.status {
        429 if retries > 0 && tries <= retries + PATIENT_TRIES => Decision::Again(Duration::ZERO),
        408 | 425 | 500 | 502 | 503 | 504 | 520..=524 if tries <= retries => Decision::Again(wait(tries, url)),
        421 if tries <= retries => Decision::Afresh(Duration::ZERO),
        _ => Decision::Stop,
    }
}

fn decide_failure(kind: FailureKind, tries: u32, retries: u32, url: &Url) -> Decision {
    if !(kind.may_pass() || kind == FailureKind::DnsNoName) || tries > retries {
        return Decision::Stop;
    }
    match kind {
        // A time-out has cost the most already, and a name that isn't there stays so: one more try each.
        FailureKind::ConnectTimeout | FailureKind::ResponseTimeout | FailureKind::DnsNoName if tries > 1 => {
            Decision::Stop
        }
        // A kept connection that the server had closed: nothing was wrong but the moment.
        FailureKind::Reset if tries == 1 => Decision::Afresh(Duration::ZERO),
        FailureKind::DnsTemporary => Decision::Again(wait(tries, url) * 2),
        FailureKind::DnsNoName | FailureKind::Refused | FailureKind::Unreachable => Decision::Again(wait(tries, url)),
        _ => Decision::Afresh(wait(tries, url)),
    }
}

/// Grows with every try; spread by the URL, so that links that failed together don't come back together.
fn wait(tries: u32, url: &Url) -> Duration {
    let mut hasher = DefaultHasher::new();
    (url.as_str(), tries).hash(&mut hasher);
    let spread = u32::try_from(hasher.finish() % 50).expect("below 50");
    let longest = FIRST_WAIT.saturating_mul(3_u32.saturating_pow(tries - 1)).min(LONGEST_WAIT);
    longest * (75 + spread) / 100
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::fake::Fake;
    use crate::net::{Failure, Way};
    use std::sync::Arc;
    use tokio::time::Instant;

    async fn send(fake: Fake) -> (Answer, Arc<Fake>) {
        let fake = Arc::new(fake);
        let answer = Retry::new(Arc::clone(&fake), 2).send(Fake::get("http://a.example/")).await;
        (answer, fake)
    }

    fn failing(kind: FailureKind) -> Fake {
        Fake::new(move |_, _| Err(Failure::new(kind, "as told")))
    }

    #[tokio::test(start_paused = true)]
    async fn what_passes_is_asked_again() {
        let (answer, _) = send(Fake::new(|_, hit| Fake::status(if hit < 2 { 503 } else { 200 }))).await;
        assert_eq!(answer.status(), Some(200));
        assert_eq!(answer.attempts.iter().map(|a| a.result.clone().unwrap()).collect::<Vec<_>>(), [503, 503, 200]);
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_certain_is_asked_once() {
        for fake in [failing(FailureKind::TlsExpired), failing(FailureKind::PrivateAddress)] {
            assert_eq!(send(fake).await.1.hits(), 1);
        }
        for status in [404, 410, 403, 200, 301] {
            assert_eq!(send(Fake::new(move |_, _| Fake::status(status))).await.1.hits(), 1, "{status}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_reset_is_asked_again_at_once_on_a_connection_of_its_own() {
        let started = Instant::now();
        let (answer, _) =
            send(Fake::new(
                |_, hit| {
                    if hit == 0 { Err(Failure::new(FailureKind::Reset, "reset")) } else { Fake::status(200) }
                },
            ))
            .await;
        assert_eq!(answer.attempts[1].way, Way { http1: true, ..Way::default() });
        assert_eq!(started.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn a_time_out_gets_one_more_try() {
        assert_eq!(send(failing(FailureKind::ResponseTimeout)).await.1.hits(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn waits_grow_and_end() {
        let started = Instant::now();
        let (answer, fake) = send(Fake::new(|_, _| Fake::status(500))).await;
        assert_eq!((answer.status(), fake.hits()), (Some(500), 3));
        assert!(started.elapsed() > FIRST_WAIT * 3 && started.elapsed() < FIRST_WAIT * 6, "{:?}", started.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn a_spent_budget_ends_it() {
        let fake = Arc::new(Fake::new(|_, _| Fake::status(500)).slow(Duration::from_secs(40)));
        Retry::new(Arc::clone(&fake), 9).send(Fake::get("http://a.example/")).await;
        assert_eq!(fake.hits(), 2, "the budget of the request is 60 s");
    }
}
