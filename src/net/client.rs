//! The innermost layer: one request on the wire by reqwest, its redirects and retries switched off, its body read within bounds.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_ENCODING, HeaderMap, HeaderName, HeaderValue,
    RANGE, USER_AGENT,
};
use rustls::ClientConfig;
use tokio::time::{Instant, timeout};
use url::{Position, Url};

use super::classify::classify;
use super::files::Idle;
use super::generations::{Generations, Lease};
use super::guard::Guard;
use super::proxy::{self, Proxy};
use super::resolve::Resolver;
use super::tls::{self, Authority, LazyVerifier};
use super::{
    Answer, Attempt, Body, BodyEnd, Credentials, Dress, Exceptions, Failure, FailureKind, Http, Reading, Request,
    Response, Way,
};
use super::{body, deflate};

/// What a client says of itself by default. Some servers refuse names with "bot", "check", "crawl", "link" or "spider" in them, or without the
/// `Mozilla/5.0` that every browser sends; listeners aren't served by that, so it has neither.
pub const DEFAULT_USER_AGENT: &str =
    concat!("Mozilla/5.0 (compatible; airchk/", env!("CARGO_PKG_VERSION"), "; podcast show notes)");

/// What a browser says of itself, for second looks.
const BROWSER_USER_AGENT: &str =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

/// What a program says of itself that doesn't pretend to be anything else.
const PLAIN_USER_AGENT: &str = concat!("airchk/", env!("CARGO_PKG_VERSION"));

/// What a browser accepts when someone clicks a link.
const BROWSER_ACCEPT: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/// Header fields that a server may send: many more than any does. Room for all of them is made for each answer.
const MAX_HEADERS: usize = 512;

/// The `Range` of what tells a file from something else: [`body::FILE_START`] bytes.
const FIRST_BYTES: HeaderValue = HeaderValue::from_static("bytes=0-255");

/// The longest time to wait for a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A header that the user adds, for one host and those below it or for all.
#[derive(Clone, Debug)]
pub struct HostHeader {
    /// The host that gets it; all if `None`.
    pub host: Option<String>,
    /// The field name.
    pub name: HeaderName,
    /// The field value.
    pub value: HeaderValue,
}

impl HostHeader {
    fn is_for(&self, host: &str) -> bool {
        let Some(wanted) = &self.host else { return true };
        host.eq_ignore_ascii_case(wanted)
            || wanted.strip_prefix("*.").is_some_and(|domain| host.ends_with(&format!(".{domain}")))
    }
}

/// How the client speaks.
#[derive(Clone, Debug)]
pub struct ClientSettings {
    /// For one request, until its headers have come.
    pub timeout: Duration,
    /// `User-Agent`.
    pub user_agent: HeaderValue,
    /// Headers of the user.
    pub headers: Vec<HostHeader>,
    /// The proxy of every request, whatever the environment says.
    pub proxy: Option<Url>,
    /// Authorities that are trusted besides the platform's.
    pub authorities: Vec<Authority>,
    /// Credentials, each for its own host.
    pub credentials: Vec<Credentials>,
    /// Idle connections that are kept for a host, as far as there are descriptors for them.
    pub idle: usize,
}

/// reqwest, in each way in which a request may be sent.
pub struct Client {
    settings: ClientSettings,
    exceptions: Exceptions,
    guard: Arc<Guard>,
    /// The proxies that requests may go through, which look names up themselves.
    proxies: Vec<Proxy>,
    resolver: Arc<Resolver>,
    verifier: Arc<LazyVerifier>,
    tls: OnceLock<ClientConfig>,
    usual: Generations<reqwest::Client>,
    http1: OnceLock<Result<reqwest::Client, Failure>>,
    ipv4: OnceLock<Result<reqwest::Client, Failure>>,
    both: OnceLock<Result<reqwest::Client, Failure>>,
}

impl Client {
    /// A client that connects only where `guard` allows it, and keeps no more connections than are `idle`.
    #[must_use]
    pub(super) fn new(settings: ClientSettings, exceptions: Exceptions, guard: Arc<Guard>, idle: Idle) -> Self {
        let proxies = proxy::all(settings.proxy.as_ref());
        let names = proxies.iter().map(|proxy| proxy.host.clone()).collect();
        let verifier = LazyVerifier::trusting(settings.authorities.clone());
        Self {
            usual: Generations::new(idle),
            settings,
            exceptions,
            resolver: Arc::new(Resolver::system(Arc::clone(&guard), names)),
            proxies,
            guard,
            verifier: Arc::new(verifier),
            tls: OnceLock::new(),
            http1: OnceLock::new(),
            ipv4: OnceLock::new(),
            both: OnceLock::new(),
        }
    }

    pub(super) fn verifier(&self) -> &LazyVerifier {
        &self.verifier
    }

    /// Behind a proxy, refuses names that this machine knows to be private.
    async fn refuse_private(&self, url: &Url) -> Result<(), Failure> {
        if self.proxies.is_empty() { Ok(()) } else { self.resolver.refuse_private(url).await }
    }

    /// The body at `url`, if it is there and no longer than `most` bytes. Guarded, not paced: for what belongs to another request.
    pub(super) async fn fetch(&self, url: Url, most: usize) -> Option<Vec<u8>> {
        self.guard.inspect(&url).ok()?;
        self.refuse_private(&url).await.ok()?;
        let client = self.client(Way::default(), &url).ok()?;
        let mut answer = client.get(url).send().await.ok()?;
        if answer.status() != http::StatusCode::OK {
            return None;
        }
        let body = body::read(&mut answer, most + 1, self.settings.timeout).await;
        (body.end == BodyEnd::Complete).then(|| body.bytes.into())
    }

    fn client(&self, way: Way, url: &Url) -> Result<Lease<reqwest::Client>, Failure> {
        let cell = match (way.http1, way.ipv4) {
            (false, false) => {
                return self.usual.client(&url[..Position::BeforePath], |each| self.build(way, each));
            }
            (true, false) => &self.http1,
            (false, true) => &self.ipv4,
            (true, true) => &self.both,
        };
        cell.get_or_init(|| self.build(way, 0)).clone().map(Lease::of)
    }

    /// What TLS is spoken by; shared by all clients of a kind, so that sessions are resumed (RFC 8446 §2.2).
    fn tls(&self, way: Way) -> ClientConfig {
        if way.http1 {
            return tls::config(Arc::clone(&self.verifier), &["http/1.1"]);
        }
        self.tls.get_or_init(|| tls::config(Arc::clone(&self.verifier), &["h2", "http/1.1"])).clone()
    }

    /// A client that keeps as many connections as are `idle` for a host.
    fn build(&self, way: Way, idle: usize) -> Result<reqwest::Client, Failure> {
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            // It knows one of the two formats of that name only.
            .no_deflate()
            .tls_backend_preconfigured(self.tls(way))
            .dns_resolver(Arc::clone(&self.resolver))
            .connect_timeout(CONNECT_TIMEOUT.min(self.settings.timeout))
            .pool_max_idle_per_host(idle)
            .pool_idle_timeout(Duration::from_secs(30))
            // Each request has its own limit of time.
            .tcp_keepalive(None)
            .tcp_keepalive_interval(None)
            .tcp_keepalive_retries(None)
            .tcp_user_timeout(None)
            .http09_responses()
            .http1_max_headers(MAX_HEADERS)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .http1_ignore_invalid_headers_in_responses(true)
            .http1_allow_spaces_after_header_name_in_responses(true);
        if let Some(proxy) = &self.settings.proxy {
            builder = builder.proxy(reqwest::Proxy::all(proxy.clone()).map_err(|error| classify(&error))?);
        }
        if way.http1 {
            builder = builder.http1_only();
        }
        if way.ipv4 {
            builder = builder.local_address(std::net::IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED));
        }
        builder.build().map_err(|error| classify(&error))
    }

    fn headers(&self, request: &Request) -> HeaderMap {
        let mut headers = HeaderMap::with_capacity(8);
        headers.insert(ACCEPT, HeaderValue::from_static(BROWSER_ACCEPT));
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("en,*;q=0.5"));
        headers.insert(USER_AGENT, self.settings.user_agent.clone());
        match request.way.dress {
            Dress::Usual => {}
            Dress::Browser => browser_headers(&mut headers),
            Dress::Plain => drop(headers.insert(USER_AGENT, HeaderValue::from_static(PLAIN_USER_AGENT))),
        }
        if request.way.range {
            headers.insert(RANGE, FIRST_BYTES);
        } else {
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, deflate, br, zstd"));
        }
        let host = request.url.host_str().unwrap_or_default();
        for header in self.settings.headers.iter().filter(|header| header.is_for(host)) {
            headers.insert(header.name.clone(), header.value.clone());
        }
        for (name, value) in self.exceptions.headers(&request.url) {
            headers.insert(name.clone(), value.clone());
        }
        if let Some(value) = self.settings.credentials.iter().find_map(|it| it.for_url(&request.url)) {
            headers.insert(AUTHORIZATION, value.clone());
        }
        headers.extend(request.headers.clone());
        headers
    }

    async fn ask(&self, request: &Request) -> Result<Response, Failure> {
        self.refuse_private(&request.url).await?;
        let client = self.client(request.way, &request.url)?;
        let sent = client.get(Url::clone(&request.url)).headers(self.headers(request)).send();
        let usual = self.exceptions.timeout(&request.url).unwrap_or(self.settings.timeout);
        let limit = usual.min(request.budget);
        let late = || Failure::new(FailureKind::ResponseTimeout, format!("no answer within {} s", usual.as_secs_f32()));
        let answer = timeout(limit, sent).await.map_err(|_| late())?.map_err(|error| classify(&error))?;
        if answer.version() == http::Version::HTTP_09 {
            return read_without_headers(answer, request).await;
        }
        Ok(read(answer, request).await)
    }
}

/// An answer without an HTTP status line: only that of a radio stream makes sense (`ICY 200 OK`, as streaming servers of the nineties say).
async fn read_without_headers(mut answer: reqwest::Response, request: &Request) -> Result<Response, Failure> {
    let body = body::read(&mut answer, 64, request.reading.time.max(Duration::from_secs(1))).await;
    let line = String::from_utf8_lossy(&body.bytes).into_owned();
    let status = line.strip_prefix("ICY ").and_then(|rest| rest.get(..3)).and_then(|code| code.parse().ok());
    let status = status.ok_or_else(|| Failure::new(FailureKind::NotHttp, "the answer isn't HTTP"))?;
    let headers = HeaderMap::from_iter([(http::header::CONTENT_TYPE, HeaderValue::from_static("audio/mpeg"))]);
    Ok(Response { url: request.url.clone(), status, headers, body: Body::unread() })
}

/// The headers by which a browser's click differs from a program's request (Fetch Metadata).
fn browser_headers(headers: &mut HeaderMap) {
    headers.insert(USER_AGENT, HeaderValue::from_static(BROWSER_USER_AGENT));
    for (name, value) in [
        ("upgrade-insecure-requests", "1"),
        ("sec-fetch-dest", "document"),
        ("sec-fetch-mode", "navigate"),
        ("sec-fetch-site", "none"),
        ("sec-fetch-user", "?1"),
        ("accept-language", "en-US,en;q=0.9"),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
}

/// Takes over the headers, and as much of the body as is wanted.
async fn read(mut answer: reqwest::Response, request: &Request) -> Response {
    let mut response = Response {
        url: request.url.clone(),
        status: answer.status().as_u16(),
        headers: std::mem::take(answer.headers_mut()),
        body: Body::unread(),
    };
    let Reading { bytes, time } = body::wanted(&response, request);
    if bytes > 0 {
        response.body = body::read(&mut answer, bytes, time).await;
        if response.headers.get(CONTENT_ENCODING).is_some_and(|coding| deflate::is_named(coding.as_bytes())) {
            response.body = deflate::unpacked(&response.body, bytes);
        }
    }
    response
}

impl Http for Client {
    fn expect(&self, urls: &[Arc<Url>]) {
        let names = urls.iter().filter_map(|url| url.domain()).map(str::to_owned);
        // A proxy looks names up itself.
        if self.proxies.is_empty() {
            self.resolver.expect(names);
        }
    }

    async fn send(&self, request: Request) -> Answer {
        let started = Instant::now();
        let end = match self.ask(&request).await {
            end if self.proxies.is_empty() => end,
            Err(failure) => Err(proxy::blamed(failure, &self.proxies).await),
            Ok(response) if response.status == proxy::WANTS_PASSWORD => Err(proxy::locked(&self.proxies)),
            Ok(response) => Ok(response),
        };
        let result = end.as_ref().map(|response| response.status).map_err(Clone::clone);
        let attempt = Attempt { url: request.url.clone(), way: request.way, elapsed: started.elapsed(), result };
        Answer { attempts: vec![attempt], end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_agent_has_no_word_that_servers_refuse() {
        let name = DEFAULT_USER_AGENT.to_ascii_lowercase();
        for word in ["link", "check", "bot", "crawl", "spider"] {
            assert!(!name.contains(word), "{word}");
        }
    }

    #[test]
    fn a_users_header_goes_to_its_host_only() {
        let header = |host: Option<&str>| HostHeader {
            host: host.map(str::to_owned),
            name: HeaderName::from_static("authorization"),
            value: HeaderValue::from_static("x"),
        };
        assert!(header(Some("a.example")).is_for("A.example"));
        assert!(!header(Some("a.example")).is_for("b.a.example"));
        assert!(header(Some("*.a.example")).is_for("b.a.example"));
        assert!(!header(Some("*.a.example")).is_for("ba.example"));
        assert!(header(None).is_for("anything.example"));
    }
}
