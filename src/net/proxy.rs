//! Which proxies there are, and whether they can be reached: one that was named, or those of the environment.

use std::time::Duration;

use tokio::net::TcpStream;
use tokio::time::timeout;
use url::Url;

use super::{Failure, FailureKind};

/// Variables that name proxies, in lower case; upper case counts, too.
const VARIABLES: &[&str] = &["http_proxy", "https_proxy", "all_proxy"];

/// How long a proxy may take to be reached that seems to be down.
const PATIENCE: Duration = Duration::from_secs(2);

/// A proxy that requests may go through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Proxy {
    /// Its name or address. A proxy of one's own network has a private one, and may be connected to all the same.
    pub(super) host: String,
    port: u16,
}

/// The proxies.
pub(super) fn all(named: Option<&Url>) -> Vec<Proxy> {
    let of_environment = || {
        let variables = VARIABLES.iter().flat_map(|name| [(*name).to_owned(), name.to_ascii_uppercase()]);
        variables.filter_map(|name| std::env::var(name).ok()).filter_map(|value| Proxy::read(&value)).collect()
    };
    named.map_or_else(of_environment, |url| Proxy::read(url.as_str()).into_iter().collect())
}

/// Whether requests may go through a proxy: one that was named, or one of the environment.
#[must_use]
pub fn is_proxied(named: Option<&Url>) -> bool {
    !all(named).is_empty()
}

/// 407 (RFC 9110 §15.5.8): no site answers so.
pub(super) const WANTS_PASSWORD: u16 = 407;

/// Where a proxy is named.
const NAMED_BY: &str = "--proxy, or the variables http_proxy and https_proxy";

/// The failure of a proxy that lets in only who has a password.
pub(super) fn locked(proxies: &[Proxy]) -> Failure {
    let said =
        format!("{} asks for a user name and password ({WANTS_PASSWORD}): give them to {NAMED_BY}", shown(proxies));
    Failure::new(FailureKind::Proxy, said)
}

/// The failure of a proxy that was reached, as the client tells it.
fn failed(said: &str, proxies: &[Proxy]) -> Failure {
    let said = match said.trim_start_matches("tunnel error: ") {
        // The client keeps the status for itself.
        "unsuccessful" => "refuses to connect to the site".to_owned(),
        other => format!("failed ({other})"),
    };
    Failure::new(FailureKind::Proxy, format!("{} {said}: check {NAMED_BY}", shown(proxies)))
}

/// The names of the proxies, of which the client doesn't tell which it took. What is secret in their addresses was never kept.
fn shown(proxies: &[Proxy]) -> String {
    let mut names: Vec<String> = proxies.iter().map(|Proxy { host, port }| format!("{host}:{port}")).collect();
    names.sort();
    names.dedup();
    format!("the proxy {}", names.join(" or "))
}

/// A failure to connect, laid at the door of a proxy that can't be reached: the client tells it like one of the site itself.
/// One of the proxy gets words that help.
pub(super) async fn blamed(failure: Failure, proxies: &[Proxy]) -> Failure {
    use FailureKind as Kind;
    if matches!(failure.kind, Kind::Refused | Kind::Unreachable | Kind::ConnectTimeout | Kind::ResponseTimeout) {
        for proxy in proxies {
            if proxy.is_down().await {
                let name = shown(std::slice::from_ref(proxy));
                return Failure::new(Kind::Proxy, format!("{name} can't be reached ({failure}): check {NAMED_BY}"));
            }
        }
    }
    if failure.kind == Kind::Proxy {
        let is_locked = failure.detail.contains("authorization required");
        return if is_locked { locked(proxies) } else { failed(&failure.detail, proxies) };
    }
    failure
}

impl Proxy {
    /// A proxy as it is written, perhaps without its scheme.
    fn read(written: &str) -> Option<Self> {
        let whole = if written.contains("://") { written.to_owned() } else { format!("http://{written}") };
        let url = Url::parse(&whole).ok()?;
        let host = url.host_str().filter(|host| !host.is_empty())?;
        let usual = if url.scheme().starts_with("socks") { 1080 } else { 80 };
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        Some(Self { host, port: url.port_or_known_default().unwrap_or(usual) })
    }

    async fn is_down(&self) -> bool {
        let connected = timeout(PATIENCE, TcpStream::connect((self.host.as_str(), self.port))).await;
        !matches!(connected, Ok(Ok(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_are_read_with_and_without_scheme() {
        let read = |written: &str| Proxy::read(written).map(|proxy| (proxy.host, proxy.port));
        for (written, port) in [
            ("proxy.lan", 80),
            ("proxy.lan:3128", 3128),
            ("http://ann:b@proxy.lan:3128/", 3128),
            ("https://proxy.lan", 443),
            ("socks5://proxy.lan", 1080),
        ] {
            assert_eq!(read(written), Some(("proxy.lan".to_owned(), port)), "{written}");
        }
        assert_eq!(read("[::1]:8080"), Some(("::1".to_owned(), 8080)));
        assert_eq!(read(""), None);
    }

    #[tokio::test]
    async fn who_does_not_listen_is_to_blame() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let proxy = Proxy { host: "127.0.0.1".to_owned(), port: listener.local_addr().unwrap().port() };
        let refused = Failure::new(FailureKind::Refused, "refused");
        let kind = async || blamed(refused.clone(), std::slice::from_ref(&proxy)).await.kind;
        assert_eq!(kind().await, FailureKind::Refused, "it listens");
        drop(listener);
        assert_eq!(kind().await, FailureKind::Proxy);
        let told = async |detail: &str| {
            blamed(Failure::new(FailureKind::Proxy, detail), &[proxy.clone(), proxy.clone()]).await.detail
        };
        let name = format!("the proxy 127.0.0.1:{} ", proxy.port);
        assert_eq!(
            told("tunnel error: unsuccessful").await,
            format!("{name}refuses to connect to the site: check {NAMED_BY}")
        );
        let locked = told("tunnel error: proxy authorization required").await;
        assert!(locked.starts_with(&format!("{name}asks for a user name and password (407): ")), "{locked}");
        let gone = Failure::new(FailureKind::DnsNoName, "");
        assert_eq!(blamed(gone, std::slice::from_ref(&proxy)).await.kind, FailureKind::DnsNoName);
    }
}
