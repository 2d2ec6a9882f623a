//! Whether there is a network at all: a run that hears nothing must not call everything dead.

use std::net::ToSocketAddrs;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::check::{End, Outcome, Outcomes};
use crate::net::{FailureKind, Guard};

/// Names that exist as long as the internet does: a root name server, and the domain of examples (RFC 2606 §3).
const LASTING: &[&str] = &["a.root-servers.net:443", "example.com:443"];

/// How long to wait for one of them to be found.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether something was asked and nothing at all was heard.
pub(super) fn is_total(outcomes: &Outcomes, is_proxied: bool) -> bool {
    is_proxied && is_all_of_proxy(outcomes) || is_total_unless(outcomes, knows_lasting_names)
}

/// The same, where `is_online` settles the doubt. Some systems say "no such name" of every name when there is no way out, so that a few dead
/// domains and a dead network look alike.
fn is_total_unless(outcomes: &Outcomes, is_online: impl FnOnce() -> bool) -> bool {
    is_all_silent(outcomes) && !is_online()
}

/// Whether nothing was heard but a proxy that doesn't do its work: where it makes no tunnel, answers that may be its own are no site's.
fn is_all_of_proxy(outcomes: &Outcomes) -> bool {
    let may_be = |outcome: &Outcome| match &outcome.walk.end {
        End::Answered { status, .. } => matches!(status, 403 | 502..=504),
        _ => evidence(outcome) != Evidence::Network,
    };
    blame(outcomes).is_some() && outcomes.values().all(|outcome| may_be(outcome))
}

/// What a proxy said that doesn't do its work, if one is to blame.
pub(super) fn blame(outcomes: &Outcomes) -> Option<&str> {
    outcomes.values().filter_map(|outcome| of_proxy(outcome)).min()
}

/// What a proxy said of one outcome.
fn of_proxy(outcome: &Outcome) -> Option<&str> {
    match &outcome.walk.end {
        End::Failed(failure) if failure.kind == FailureKind::Proxy => Some(&failure.detail),
        _ => None,
    }
}

/// Whether the network was asked and nothing was heard of it so far: not yet a reason to doubt it.
pub(super) fn is_all_silent(outcomes: &Outcomes) -> bool {
    let mut ear = Ear::default();
    for outcome in outcomes.values() {
        ear.hear(evidence(outcome));
    }
    ear.silence && !ear.network
}

/// What was heard of the network so far, from outcome to outcome.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ear {
    network: bool,
    silence: bool,
    nearby: bool,
}

impl Ear {
    /// Hears what came of a target.
    pub(super) fn hear(&mut self, evidence: Evidence) {
        match evidence {
            Evidence::Network => self.network = true,
            Evidence::Silence => self.silence = true,
            Evidence::None => self.nearby = true,
        }
    }

    /// Whether nothing speaks for a dead network: somebody answered, or so far nobody was asked who would need one.
    pub(super) fn trusts(self) -> bool {
        self.network || self.nearby && !self.silence
    }
}

/// What an outcome says of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// Somebody answered.
    Network,
    /// Nobody did, beyond, perhaps, a name server.
    Silence,
    /// It needed none: it was refused by its looks, or a machine nearby answered.
    None,
}

/// What an outcome says of the network.
pub(super) fn evidence(outcome: &Outcome) -> Evidence {
    let walk = &outcome.walk;
    match &walk.end {
        End::Failed(failure) if walk.hops.is_empty() && failure.kind.is_silence() => Evidence::Silence,
        _ if stays_nearby(outcome) => Evidence::None,
        _ => Evidence::Network,
    }
}

/// Whether all that was asked can be reached, if at all, without the public network.
fn stays_nearby(outcome: &Outcome) -> bool {
    let guard = Guard::new(Vec::new());
    let asked = outcome.walk.hops.iter().map(|hop| &hop.url).chain([&outcome.walk.last]);
    asked.into_iter().all(|url| guard.inspect(url).is_err())
}

/// Whether a name that must exist is found. Only names are looked up; nothing is sent to their hosts.
fn knows_lasting_names() -> bool {
    let (found, news) = mpsc::channel();
    for name in LASTING {
        let found = found.clone();
        // A thread that waits for a resolver longer than this run ends with the program; its word has no listener by then.
        thread::spawn(move || found.send(name.to_socket_addrs().is_ok_and(|mut found| found.next().is_some())).ok());
    }
    drop(found);
    std::iter::from_fn(|| news.recv_timeout(PATIENCE).ok()).any(|is_found| is_found)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::check::Trace;
    use crate::link::Target;
    use crate::net::{Failure, Hop, Turn};
    use url::Url;

    fn failed(kind: FailureKind, hops: Vec<Hop>) -> Outcome {
        let last = Url::parse("https://a.example/").unwrap();
        let walk = Trace { hops, last: last.into(), end: End::Failed(Failure::new(kind, "")) };
        let (looks, attempts, testimony, anchors) = Default::default();
        Outcome { walk, looks, attempts, testimony, anchors, elapsed: Duration::ZERO }
    }

    fn outcomes(list: impl IntoIterator<Item = Outcome>) -> Outcomes {
        let numbered = list.into_iter().enumerate();
        numbered
            .map(|(n, it)| (Target::of(&Url::parse(&format!("https://{n}.example/")).unwrap().into()), Box::new(it)))
            .collect()
    }

    #[test]
    fn dead_domains_alone_are_dead_where_lasting_names_are_known() {
        let silent = outcomes([failed(FailureKind::DnsNoName, vec![]), failed(FailureKind::ConnectTimeout, vec![])]);
        assert!(!is_total_unless(&silent, || true));
        assert!(is_total_unless(&silent, || false));
    }

    #[test]
    fn a_proxy_that_does_not_work_is_no_voice() {
        let proxy = || failed(FailureKind::Proxy, vec![]);
        assert!(is_total(&outcomes([proxy(), proxy()]), true));
        assert!(!is_all_of_proxy(&outcomes([proxy(), failed(FailureKind::Refused, vec![])])));
    }

    #[test]
    fn one_voice_is_enough() {
        let hop = Hop { url: Url::parse("https://b.example/").unwrap().into(), status: 301, turn: Turn::Location };
        for heard in [failed(FailureKind::Refused, vec![]), failed(FailureKind::DnsNoName, vec![hop])] {
            let outcomes = outcomes([failed(FailureKind::DnsNoName, vec![]), heard]);
            assert!(!is_total_unless(&outcomes, || unreachable!("there is no doubt")));
        }
        assert!(!is_total_unless(&Outcomes::default(), || unreachable!("nothing was asked")));
    }

    #[test]
    fn what_needs_no_network_proves_none() {
        let at = |url: &str, kind| {
            let mut outcome = failed(kind, vec![]);
            outcome.walk.last = Url::parse(url).unwrap().into();
            outcome
        };
        let near = || at("http://192.168.1.10/e.mp3", FailureKind::PrivateAddress);
        let port = || at("http://a.example:1/", FailureKind::BlockedPort);
        let dead = failed(FailureKind::DnsTemporary, vec![]);
        assert!(is_total_unless(&outcomes([near(), port(), dead]), || false));
        assert!(!is_total_unless(&outcomes([near(), port()]), || unreachable!("nobody was asked")));
        let hop = Hop { url: Url::parse("https://b.example/").unwrap().into(), status: 301, turn: Turn::Location };
        let led_home = Outcome { walk: Trace { hops: vec![hop], ..near().walk }, ..near() };
        assert_eq!(evidence(&led_home), Evidence::Network, "somebody led there");
        let mut ear = Ear::default();
        let trust = [Evidence::None, Evidence::Silence, Evidence::None, Evidence::Network].map(|evidence| {
            ear.hear(evidence);
            ear.trusts()
        });
        assert_eq!(trust, [true, false, false, true]);
    }
}
