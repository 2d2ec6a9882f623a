//! What holds for some addresses only: headers, a time-out, a pace of their own.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderName, HeaderValue};
use url::Url;

/// Which addresses.
#[derive(Clone)]
pub struct Applies(Arc<dyn Fn(&Url) -> bool + Send + Sync>);

impl Applies {
    /// Those of which `which` says so.
    pub fn to(which: impl Fn(&Url) -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(which))
    }
}

impl fmt::Debug for Applies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Applies(..)")
    }
}

/// What holds for some addresses. It is looked at for every hop anew.
#[derive(Clone, Debug)]
pub struct Exception {
    /// Which addresses. Where `concurrency` or `delay` are set, all of a host or none.
    pub applies: Applies,
    /// Headers of their requests.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// How long one request may take.
    pub timeout: Option<Duration>,
    /// Requests at the same time to one host.
    pub concurrency: Option<usize>,
    /// From the beginning of one request to a host to that of the next, at least.
    pub delay: Option<Duration>,
}

/// Exceptions in the order in which they are written; where two of them say the same of an address, the later one holds.
#[derive(Clone, Debug, Default)]
pub struct Exceptions(Vec<Exception>);

impl From<Vec<Exception>> for Exceptions {
    fn from(exceptions: Vec<Exception>) -> Self {
        Self(exceptions)
    }
}

impl Exceptions {
    fn of<'a>(&'a self, url: &'a Url) -> impl DoubleEndedIterator<Item = &'a Exception> {
        self.0.iter().filter(|exception| (exception.applies.0)(url))
    }

    /// The headers of requests for an address.
    pub(super) fn headers<'a>(&'a self, url: &'a Url) -> impl Iterator<Item = &'a (HeaderName, HeaderValue)> {
        self.of(url).flat_map(|exception| &exception.headers)
    }

    /// How long a request for an address may take, if that is special.
    #[must_use]
    pub fn timeout(&self, url: &Url) -> Option<Duration> {
        self.of(url).rev().find_map(|exception| exception.timeout)
    }

    pub(super) fn concurrency(&self, url: &Url) -> Option<usize> {
        self.of(url).rev().find_map(|exception| exception.concurrency)
    }

    pub(super) fn delay(&self, url: &Url) -> Option<Duration> {
        self.of(url).rev().find_map(|exception| exception.delay)
    }
}
