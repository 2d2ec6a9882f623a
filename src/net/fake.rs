//! A stand-in for the network, for tests of the layers above it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};
use tokio::time::sleep;

use super::{
    Answer, Attempt, Body, Exceptions, Failure, Follow, Http, Limits, Pace, Probe, Reading, Request, Response, Retry,
};

type Says = dyn Fn(&Request, usize) -> Result<Response, Failure> + Send + Sync;

/// Answers as a closure says, on tokio's clock.
pub(crate) struct Fake {
    says: Box<Says>,
    slow: Duration,
    hits: AtomicUsize,
    /// For each host, how many requests are under way and how many were at most.
    at_once: Mutex<HashMap<String, (usize, usize)>>,
}

impl Fake {
    /// Answers by URL and by the number of requests before.
    pub(crate) fn new(says: impl Fn(&str, usize) -> Result<Response, Failure> + Send + Sync + 'static) -> Self {
        Self::of(move |request, hit| says(request.url.as_str(), hit))
    }

    /// Answers by the whole request.
    pub(crate) fn of_requests(says: impl Fn(&Request) -> Result<Response, Failure> + Send + Sync + 'static) -> Self {
        Self::of(move |request, _| says(request))
    }

    fn of(says: impl Fn(&Request, usize) -> Result<Response, Failure> + Send + Sync + 'static) -> Self {
        Self { says: Box::new(says), slow: Duration::ZERO, hits: AtomicUsize::new(0), at_once: Mutex::default() }
    }

    /// Takes so long for every answer.
    pub(crate) fn slow(mut self, time: Duration) -> Self {
        self.slow = time;
        self
    }

    pub(crate) fn hits(&self) -> usize {
        self.hits.load(Ordering::SeqCst)
    }

    pub(crate) fn most_at_once(&self, host: &str) -> usize {
        self.at_once.lock().unwrap().get(host).map_or(0, |(_, most)| *most)
    }

    /// The layers that lie over it in a check, without retries.
    pub(crate) fn stack(fake: &Arc<Self>) -> Follow<Probe<Retry<Pace<Arc<Self>>>>> {
        let limits = Limits { total: 8, host: 8, patience: Duration::from_mins(1) };
        Follow::new(Probe::new(Retry::new(Pace::new(Arc::clone(fake), limits, Exceptions::default()), 0)))
    }

    pub(crate) fn get(url: &str) -> Request {
        Request::get(
            url::Url::parse(url).unwrap(),
            Reading { bytes: 1 << 16, time: Duration::from_secs(5) },
            Duration::from_mins(1),
        )
    }

    pub(crate) fn status(status: u16) -> Result<Response, Failure> {
        Self::with_headers(status, &[])
    }

    pub(crate) fn retry_after(value: &str) -> Result<Response, Failure> {
        Self::with_headers(429, &[("retry-after", value)])
    }

    #[allow(clippy::unnecessary_wraps, reason = "it stands beside failures in the same closures")]
    pub(crate) fn with_headers(status: u16, fields: &[(&str, &str)]) -> Result<Response, Failure> {
        let mut headers = HeaderMap::new();
        for (name, value) in fields {
            headers.append(name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap());
        }
        Ok(Response {
            url: url::Url::parse("http://fake.example/").unwrap().into(),
            status,
            headers,
            body: Body::unread(),
        })
    }

    fn count(&self, host: &str, by: isize) {
        let mut at_once = self.at_once.lock().unwrap();
        let (now, most) = at_once.entry(host.to_owned()).or_default();
        *now = now.checked_add_signed(by).unwrap();
        *most = (*most).max(*now);
    }
}

impl Http for Arc<Fake> {
    async fn send(&self, request: Request) -> Answer {
        let host = request.url.host_str().unwrap().to_owned();
        self.count(&host, 1);
        let hit = self.hits.fetch_add(1, Ordering::SeqCst);
        sleep(self.slow).await;
        self.count(&host, -1);
        let end = (self.says)(&request, hit).map(|response| Response { url: request.url.clone(), ..response });
        let result = end.as_ref().map(|response| response.status).map_err(Clone::clone);
        let attempt = Attempt { url: request.url.clone(), way: request.way, elapsed: self.slow, result };
        Answer { attempts: vec![attempt], end }
    }
}
