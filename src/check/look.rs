//! Second looks: before anything is called broken, it is asked in another way and at another moment.

use std::time::Duration;

use super::guards::is_challenge;
use super::visit::Visit;
use super::{End, PageFacts, Start};
use crate::net::{BodyEnd, Dress, FailureKind, Way};

/// The moment between two looks.
pub(super) const PAUSE: Duration = Duration::from_secs(1);

/// Another way to look, and its name in the report. What may pass was asked again already, so that one request is enough.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glasses {
    pub(super) way: Way,
    pub(super) how: &'static str,
}

const AS_BROWSER: Glasses = Glasses {
    way: Way { dress: Dress::Browser, http1: false, ipv4: false, range: false, once: true },
    how: "with a browser's headers",
};
const AS_PROGRAM: Glasses = Glasses {
    way: Way { dress: Dress::Plain, http1: true, ipv4: false, range: false, once: true },
    how: "as a plain program, over HTTP/1.1",
};
const AFRESH: Glasses = Glasses {
    way: Way { dress: Dress::Browser, http1: true, ipv4: false, range: false, once: true },
    how: "on a new connection over HTTP/1.1, with a browser's headers",
};
const OVER_IPV4: Glasses = Glasses {
    way: Way { dress: Dress::Usual, http1: true, ipv4: true, range: false, once: true },
    how: "over IPv4 and HTTP/1.1",
};

/// How to look a third time, if two looks went in circles: some sites send robots round and round, others whoever has no cookie.
pub(super) fn once_more(visit: &Visit) -> Option<Glasses> {
    matches!(visit.trace.end, End::Loop).then_some(AS_BROWSER)
}

/// How to look again, if what was seen is doubtful.
pub(super) fn again(visit: &Visit) -> Option<Glasses> {
    match &visit.trace.end {
        End::Answered { status: 200, start: Start::Nothing, .. } | End::BadLocation(_) => Some(AS_BROWSER),
        End::Answered { status, headers, page, body, .. } => again_after(*status, headers, page.as_deref(), *body),
        End::Failed(failure) => again_after_failure(failure.kind),
        End::Loop | End::TooManyHops => Some(AS_PROGRAM),
        End::LeavesWeb(_) | End::Attested => None,
    }
}

fn again_after(status: u16, headers: &[(&str, Box<str>)], page: Option<&PageFacts>, body: BodyEnd) -> Option<Glasses> {
    let is_wall = page.is_some_and(|page| page.challenge.is_some()) || is_challenge(headers);
    match status {
        _ if is_wall => None,
        200..300 if body == BodyEnd::Broken => Some(AFRESH),
        200..300 if status == 200 && page.is_some_and(|page| page.text_length == 0) && body == BodyEnd::Complete => {
            Some(AS_BROWSER)
        }
        // Plain answers: content, a password, gone for good, a limit.
        200..300 | 401 | 402 | 407 | 410 | 429 | 451 | 999 => None,
        304 | 400.. => Some(AS_BROWSER),
        _ => None,
    }
}

fn again_after_failure(kind: FailureKind) -> Option<Glasses> {
    match kind {
        FailureKind::Unreachable | FailureKind::ConnectTimeout => Some(OVER_IPV4),
        FailureKind::NotHttp
        | FailureKind::Http2
        | FailureKind::Reset
        | FailureKind::Other
        | FailureKind::TlsProtocol
        | FailureKind::TlsNotTls => Some(AFRESH),
        _ => None,
    }
}

/// Whether the second of two visits tells more than the first.
///
/// Whoever gets the content is right about it; a wall says more than an error does, since it shows that robots are answered differently.
pub(super) fn is_better(first: &Visit, second: &Visit) -> bool {
    rank(second) > rank(first)
}

fn rank(visit: &Visit) -> u8 {
    match &visit.trace.end {
        End::LeavesWeb(_) => 3,
        End::Answered { status, page, body, start, .. } => match status {
            _ if page.as_ref().is_some_and(|page| page.challenge.is_some()) => 2,
            200..300 if *body == BodyEnd::Broken || page.as_ref().is_some_and(|page| page.text_length == 0) => 2,
            200..300 if *start == Start::Nothing => 2,
            200..300 => 4,
            401 | 403 | 429 | 999 => 2,
            _ => 1,
        },
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_challenge_needs_no_second_look() {
        let again = |status, field: &'static str| again_after(status, &[(field, "x".into())], None, BodyEnd::Complete);
        for status in [403, 404, 503] {
            assert!(again(status, "cf-mitigated").is_none(), "{status}");
            assert!(again(status, "x-sucuri-id").is_some() && again(status, "x-datadome").is_some(), "{status}");
        }
    }
}
