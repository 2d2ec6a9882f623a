//! Refuses addresses that a stranger's link must not reach: everything that isn't globally routable.
//!
//! Names are judged by the addresses they resolve to, at the moment of connecting, so that a name can't change its mind in between; literal
//! addresses, `localhost` and ports that browsers refuse are judged before anything is sent.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use ipnet::IpNet;
use url::{Host, Url};

use super::{Answer, Failure, FailureKind, Http, Request};

/// Ports on which browsers never speak HTTP (WHATWG Fetch, "port blocking").
const BAD_PORTS: &[u16] = &[
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109,
    110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531,
    532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060,
    5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
];

/// Which addresses may be asked.
#[derive(Debug, Default)]
pub struct Guard {
    allowed: Vec<IpNet>,
}

impl Guard {
    /// A guard that lets global addresses pass, and those of `allowed`.
    #[must_use]
    pub fn new(allowed: Vec<IpNet>) -> Self {
        Self { allowed }
    }

    /// Whether an address may be asked.
    #[must_use]
    pub fn allows(&self, ip: IpAddr) -> bool {
        let ip = embedded(ip);
        is_global(ip) || self.allowed.iter().any(|net| net.contains(&ip))
    }

    /// Refuses what can be refused by the look of the URL: literal addresses, `localhost`, blocked ports.
    ///
    /// # Errors
    /// [`FailureKind::PrivateAddress`] or [`FailureKind::BlockedPort`].
    pub fn inspect(&self, url: &Url) -> Result<(), Failure> {
        if let Some(port) = url.port().filter(|port| BAD_PORTS.contains(port)) {
            return Err(Failure::new(FailureKind::BlockedPort, format!("browsers refuse port {port}")));
        }
        let ip = match url.host() {
            Some(Host::Ipv4(ip)) => IpAddr::V4(ip),
            Some(Host::Ipv6(ip)) => IpAddr::V6(ip),
            Some(Host::Domain(name)) if is_localhost(name) => IpAddr::V4(Ipv4Addr::LOCALHOST),
            _ => return Ok(()),
        };
        if self.allows(ip) { Ok(()) } else { Err(refusal(url.host_str().unwrap_or_default(), ip)) }
    }

    /// Those addresses of `name` that may be asked.
    ///
    /// # Errors
    /// [`FailureKind::PrivateAddress`] if there is none.
    pub fn filter(&self, name: &str, found: Vec<IpAddr>) -> Result<Vec<IpAddr>, Failure> {
        let first = found.first().copied();
        let allowed: Vec<IpAddr> = found.into_iter().filter(|ip| self.allows(*ip)).collect();
        match first {
            Some(ip) if allowed.is_empty() => Err(refusal(name, ip)),
            _ => Ok(allowed),
        }
    }
}

fn refusal(host: &str, ip: IpAddr) -> Failure {
    let of = if host.trim_matches(['[', ']']) == ip.to_string() { host.to_owned() } else { format!("{host} ({ip})") };
    Failure::new(FailureKind::PrivateAddress, format!("{of} isn't a public address"))
}

/// Names that always mean the own machine (RFC 6761 §6.3).
fn is_localhost(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    name == "localhost" || name.ends_with(".localhost")
}

/// The IPv4 address inside an IPv6 one that carries it: mapped, compatible, NAT64, 6to4.
fn embedded(ip: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = ip else { return ip };
    let s = v6.segments();
    let last = || v4(s[6], s[7]);
    match s {
        [0, 0, 0, 0, 0, 0xffff, ..] | [0x64, 0xff9b, 0, 0, 0, 0, ..] => IpAddr::V4(last()),
        [0, 0, 0, 0, 0, 0, high, low] if high != 0 || low > 1 => IpAddr::V4(last()),
        [0x2002, high, low, ..] => IpAddr::V4(v4(high, low)),
        _ => ip,
    }
}

fn v4(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from((u32::from(high) << 16) | u32::from(low))
}

/// Whether an address is globally reachable (IANA special-purpose address registries).
fn is_global(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_global_v4(ip),
        IpAddr::V6(ip) => is_global_v6(ip),
    }
}

fn is_global_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let reserved = a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19));
    let special =
        ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_multicast() || ip.is_documentation();
    !reserved && !special
}

fn is_global_v6(ip: Ipv6Addr) -> bool {
    let s = ip.segments();
    let special = ip.is_unspecified() || ip.is_loopback() || ip.is_multicast();
    let local = (s[0] & 0xfe00) == 0xfc00 || (s[0] & 0xffc0) == 0xfe80 || (s[0] & 0xffc0) == 0xfec0;
    let reserved = s[0] == 0x0100
        || (s[0] == 0x64 && s[1] == 0xff9b)
        || (s[0] == 0x2001 && (s[1] < 0x200 || s[1] == 0xdb8))
        || (s[0] == 0x3fff && s[1] < 0x1000)
        || s[0] == 0x5f00;
    !special && !local && !reserved
}

/// The decorator: judges each request's URL before it goes on.
#[derive(Debug)]
pub struct Guarded<H> {
    guard: Arc<Guard>,
    inner: H,
}

impl<H: Http> Guarded<H> {
    /// Puts `guard` before `inner`.
    pub fn new(guard: Arc<Guard>, inner: H) -> Self {
        Self { guard, inner }
    }
}

impl<H: Http> Http for Guarded<H> {
    fn expect(&self, urls: &[Arc<Url>]) {
        self.inner.expect(urls);
    }

    async fn send(&self, request: Request) -> Answer {
        match self.guard.inspect(&request.url) {
            Ok(()) => self.inner.send(request).await,
            Err(failure) => Answer::unsent(failure),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(ip: &str) -> bool {
        Guard::default().allows(ip.parse().unwrap())
    }

    #[test]
    fn global_addresses_pass() {
        for ip in ["8.8.8.8", "1.1.1.1", "172.15.0.1", "100.63.0.1", "192.0.1.1", "2606:4700::1111", "64:ff9b::808:808"]
        {
            assert!(allows(ip), "{ip}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.7",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "198.18.0.1",
            "240.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "2001:db8::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::10.0.0.1",
            "2002:7f00:1::",
            "fec0::1",
        ] {
            assert!(!allows(ip), "{ip}");
        }
    }

    #[test]
    fn a_range_can_be_opened() {
        let guard = Guard::new(vec!["127.0.0.0/8".parse().unwrap()]);
        assert!(guard.allows("127.1.2.3".parse().unwrap()));
        assert!(guard.allows("::ffff:127.0.0.1".parse().unwrap()));
        assert!(!guard.allows("10.0.0.1".parse().unwrap()));
    }

    fn inspect(url: &str) -> Option<FailureKind> {
        Guard::default().inspect(&Url::parse(url).unwrap()).err().map(|failure| failure.kind)
    }

    #[test]
    fn literal_hosts_are_judged_in_every_spelling() {
        for url in [
            "http://2130706433/",
            "http://0x7f.1/",
            "http://[::ffff:7f00:1]/",
            "http://localhost/",
            "http://a.localhost./",
        ] {
            assert_eq!(inspect(url), Some(FailureKind::PrivateAddress), "{url}");
        }
        assert_eq!(inspect("http://example.com/"), None);
        assert_eq!(inspect("http://localhost.example.com/"), None);
    }

    #[test]
    fn ports_that_browsers_refuse_are_refused() {
        assert_eq!(inspect("http://example.com:25/"), Some(FailureKind::BlockedPort));
        assert_eq!(inspect("http://example.com:8080/"), None);
    }

    #[test]
    fn a_name_keeps_its_public_addresses() {
        let guard = Guard::default();
        let found = vec!["10.0.0.1".parse().unwrap(), "8.8.8.8".parse().unwrap()];
        assert_eq!(guard.filter("mixed.example", found).unwrap().len(), 1);
        let failure = guard.filter("nas.example", vec!["10.0.0.1".parse().unwrap()]).unwrap_err();
        assert_eq!(failure.detail, "nas.example (10.0.0.1) isn't a public address");
    }
}
