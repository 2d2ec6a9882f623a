//! What a lane learns from its host's answers: when the next request may go.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;
use url::Url;

use crate::net::retry_after::retry_after;
use crate::net::{Answer, Failure, FailureKind, Response};

/// The gap after the first `429`; it doubles with every further one.
pub(super) const FIRST_GAP: Duration = Duration::from_millis(125);

/// The longest gap.
const LONGEST_GAP: Duration = Duration::from_secs(2);

/// After so many answers in a row that are none, the gap is halved.
pub(super) const CALM: u32 = 16;

/// How long a lane closes after a `429` that names no time; it doubles with every further one.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// After so many refusals in a row the host isn't asked any more.
const MOST_REFUSALS: u32 = 8;

/// After so many requests in a row without an answer, one more is tried alone, and then none.
const MOST_SILENT: u32 = 6;

/// What a lane knows of its host.
#[derive(Default)]
pub(super) struct State {
    closed_until: Option<Instant>,
    next: Option<Instant>,
    /// The gap that the user wants.
    least: Duration,
    /// The gap that the host asks for by refusing.
    gap: Duration,
    refusals: u32,
    /// What was refused last, and how often something else was answered since.
    refused: Option<Arc<Url>>,
    answered: u32,
    silent: u32,
}

/// What a lane says to a request.
pub(super) enum Turn {
    Go,
    Wait,
    Never(Failure),
}

impl State {
    /// One that keeps at least such a gap between requests.
    pub(super) fn keeping(least: Duration) -> Self {
        Self { least, ..Self::default() }
    }

    /// Whether the host should be asked by one request alone.
    pub(super) fn is_silent(&self) -> bool {
        self.silent >= MOST_SILENT
    }

    /// How long the next request has to wait.
    pub(super) fn wait(&self, now: Instant) -> Duration {
        let open = self.closed_until.into_iter().chain(self.next).max();
        open.map_or(Duration::ZERO, |open| open.saturating_duration_since(now))
    }

    /// Whether a request may go now; if so, the next one keeps the gap.
    pub(super) fn claim(&mut self, now: Instant, patience: Duration) -> Turn {
        if self.silent > MOST_SILENT {
            return Turn::Never(Failure::new(FailureKind::HostSilent, "the host answered none of many other requests"));
        }
        if self.refusals >= MOST_REFUSALS {
            return Turn::Never(Failure::new(FailureKind::Closed, "the host keeps refusing: too many requests"));
        }
        let wait = self.wait(now);
        if wait > patience {
            return Turn::Never(Failure::new(
                FailureKind::Closed,
                format!("the host asks to be left alone for {} more", in_words(wait)),
            ));
        }
        if wait.is_zero() {
            let gap = self.gap.max(self.least);
            self.next = (!gap.is_zero()).then(|| now + gap);
            return Turn::Go;
        }
        Turn::Wait
    }

    pub(super) fn learn(&mut self, url: &Arc<Url>, answer: &Answer, now: Instant) {
        match &answer.end {
            Ok(response) => {
                self.silent = 0;
                self.learn_answer(url, response, now);
            }
            Err(failure) if is_silence(failure.kind) => self.silent += 1,
            Err(_) => {}
        }
    }

    fn learn_answer(&mut self, url: &Arc<Url>, response: &Response, now: Instant) {
        let asked = matches!(response.status, 429 | 503).then(|| retry_after(response)).flatten();
        if response.status == 429 {
            self.refusals += 1;
            self.widen(url);
            self.close(now + asked.unwrap_or(FIRST_PAUSE * 2_u32.pow(self.refusals.min(5) - 1)));
        } else {
            self.refusals = 0;
            self.narrow();
            if let Some(pause) = asked {
                self.close(now + pause);
            }
        }
    }

    /// A request was refused. Where the host answers others meanwhile, it is that address which it doesn't give, not a pace that it can't keep.
    fn widen(&mut self, url: &Arc<Url>) {
        if self.refused.as_ref() != Some(url) || self.answered == 0 {
            self.gap = (self.gap * 2).clamp(FIRST_GAP, LONGEST_GAP);
        }
        self.refused = Some(Arc::clone(url));
        self.answered = 0;
    }

    /// A request was answered: after some of them, the host may be asked faster again.
    fn narrow(&mut self) {
        self.answered += 1;
        if self.answered.is_multiple_of(CALM) {
            let gap = self.gap / 2;
            self.gap = if gap < FIRST_GAP { Duration::ZERO } else { gap };
        }
    }

    fn close(&mut self, until: Instant) {
        self.closed_until = self.closed_until.max(Some(until));
    }
}

/// A time in the unit that people would say it in.
fn in_words(time: Duration) -> String {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    match time.as_secs() {
        seconds @ ..120 => format!("{seconds} s"),
        seconds @ 120..7200 => format!("{} min", seconds.div_ceil(MINUTE)),
        seconds => format!("{} h", seconds.div_ceil(HOUR)),
    }
}

fn is_silence(kind: FailureKind) -> bool {
    matches!(kind, FailureKind::ConnectTimeout | FailureKind::ResponseTimeout)
}
