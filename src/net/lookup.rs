//! The addresses of a name, by the system's own resolver.

use std::net::{IpAddr, Ipv6Addr, UdpSocket};

use dns_lookup::{AddrFamily, AddrInfoHints, LookupError, LookupErrorKind, SockType};

use super::{Failure, FailureKind};

/// Somewhere behind a default route: a root name server.
const FAR_AWAY: Ipv6Addr = Ipv6Addr::new(0x2001, 0x503, 0xba3e, 0, 0, 0, 2, 0x30);

/// Whether this machine has a way to public IPv6 addresses, which runners of CI seldom have. Nothing is sent: to connect a UDP socket only looks for a route.
pub(super) fn has_ipv6() -> bool {
    has_way_to(FAR_AWAY)
}

fn has_way_to(ip: Ipv6Addr) -> bool {
    UdpSocket::bind((Ipv6Addr::UNSPECIFIED, 0)).is_ok_and(|socket| socket.connect((ip, 53)).is_ok())
}

/// Asks the system. Without IPv6 a name's IPv4 addresses are enough, so that name servers are asked once instead of twice.
///
/// # Errors
/// Where the name has no address that this machine can reach.
pub(super) fn ask_system(name: &str, has_ipv6: bool) -> Result<Vec<IpAddr>, Failure> {
    if !has_ipv6 && let Some(found) = over_ipv4(name) {
        return Ok(found);
    }
    let found = dns_lookup::lookup_host(name).map_err(|error| classify(name, &error))?.collect();
    reachable(name, found, |ip| has_ipv6 || has_way_to(ip))
}

fn over_ipv4(name: &str) -> Option<Vec<IpAddr>> {
    let hints = AddrInfoHints {
        address: AddrFamily::Inet.into(),
        socktype: SockType::Stream.into(),
        ..AddrInfoHints::default()
    };
    let found = dns_lookup::getaddrinfo(Some(name), None, Some(hints)).ok()?;
    let found: Vec<IpAddr> = found.flatten().map(|address| address.sockaddr.ip()).collect();
    (!found.is_empty()).then_some(found)
}

fn reachable(name: &str, found: Vec<IpAddr>, has_way_to: impl Fn(Ipv6Addr) -> bool) -> Result<Vec<IpAddr>, Failure> {
    if found.is_empty() {
        return Err(Failure::new(FailureKind::DnsNoAddress, format!("{name} has no address")));
    }
    if found.iter().all(|ip| matches!(ip, IpAddr::V6(ip) if !has_way_to(*ip))) {
        let detail = format!("{name} has IPv6 addresses only, and this machine has no IPv6");
        return Err(Failure::new(FailureKind::NoIpv6, detail));
    }
    Ok(found)
}

fn classify(name: &str, error: &LookupError) -> Failure {
    match error.kind() {
        LookupErrorKind::NoName => Failure::new(FailureKind::DnsNoName, format!("the name {name} doesn't exist")),
        LookupErrorKind::NoData => Failure::new(FailureKind::DnsNoAddress, format!("{name} has no address")),
        _ => Failure::new(FailureKind::DnsTemporary, format!("the name servers of {name} gave no answer")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_with_ipv6_alone_is_out_of_reach_of_a_machine_without() {
        let of = |found: &[&str], has_way: bool| {
            let found = found.iter().map(|ip| ip.parse().unwrap()).collect();
            reachable("a.example", found, |ip| has_way || ip.is_loopback()).map_err(|failure| failure.kind)
        };
        assert_eq!(of(&["2606:4700::1"], false), Err(FailureKind::NoIpv6));
        assert!(of(&["2606:4700::1"], true).is_ok() && of(&["2606:4700::1", "1.1.1.1"], false).is_ok());
        assert!(of(&["::1"], false).is_ok(), "the own machine has a way to itself");
        assert_eq!(of(&[], true), Err(FailureKind::DnsNoAddress));
    }

    #[test]
    fn the_own_machine_is_found_with_and_without_ipv6() {
        for has_ipv6 in [false, true] {
            let found = ask_system("localhost", has_ipv6).unwrap();
            assert!(!found.is_empty() && found.iter().all(IpAddr::is_loopback), "{found:?}");
        }
    }
}
