//! Whether there is a network at all: a run that hears nothing must not call everything dead.

use std::net::{Ipv4Addr, Ipv6Addr, UdpSocket};

use crate::check::{End, Outcome, Outcomes};
use crate::net::FailureKind;

/// Whether something was asked and nothing at all was heard.
pub(super) fn is_total(outcomes: &Outcomes) -> bool {
    !outcomes.is_empty() && outcomes.values().all(|outcome| is_silent(outcome, has_route))
}

/// Whether nothing was heard of a target, not even from a name server.
///
/// "No such name" is an answer of a name server, unless the system gives it for want of one, as it does on some systems where no way leads out.
fn is_silent(outcome: &Outcome, has_route: impl Fn() -> bool) -> bool {
    match &outcome.walk.end {
        End::Failed(failure) if !outcome.walk.hops.is_empty() || !failure.kind.is_silence() => false,
        End::Failed(failure) if matches!(failure.kind, FailureKind::DnsNoName | FailureKind::DnsNoAddress) => {
            !has_route()
        }
        End::Failed(_) => true,
        _ => false,
    }
}

/// Whether the system knows a way to the world. Nothing is sent: connecting a datagram socket only looks at the routing table.
/// The addresses are those of documentation (RFC 5737, RFC 3849).
fn has_route() -> bool {
    let v4 = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).and_then(|socket| socket.connect(("192.0.2.1", 443)));
    let v6 = UdpSocket::bind((Ipv6Addr::UNSPECIFIED, 0)).and_then(|socket| socket.connect(("2001:db8::1", 443)));
    v4.is_ok() || v6.is_ok()
}
