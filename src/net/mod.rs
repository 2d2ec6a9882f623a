//! HTTP as this tool needs it, as a stack of decorators around one client.
//!
//! ```text
//! follow ▸ probe ▸ retry ▸ pace ▸ guard ▸ client
//! ```
//!
//! *follow* walks redirects by hand, so that every hop is guarded, paced and recorded at its own host; *probe* decides how a hop is asked (a small
//! range for media, one GET for a page); *retry* asks again what may pass; *pace* waits for the host's lane and then for a place among all
//! requests; *guard* refuses addresses that a stranger's link must not reach; *client* is reqwest.
//!
//! Everything here is fact. Nothing knows what a broken link is.

mod body;
mod chain;
mod classify;
mod client;
mod credentials;
mod deflate;
mod exception;
mod failure;
#[cfg(test)]
pub(crate) mod fake;
mod files;
mod follow;
mod generations;
mod guard;
mod lookup;
mod message;
mod pace;
mod probe;
mod proxy;
mod resolve;
mod retry;
mod retry_after;
mod times;
mod tls;
mod vouched;
mod walk;

use std::sync::Arc;
use std::time::Duration;

use url::Url;

use files::Idle;

pub use chain::Chained;
pub use client::{Client, ClientSettings, DEFAULT_USER_AGENT, HostHeader};
pub use credentials::Credentials;
pub use exception::{Applies, Exception, Exceptions};
pub use failure::{Failure, FailureKind};
pub use follow::Follow;
pub use guard::{Guard, Guarded};
pub use message::{Answer, Attempt, Body, BodyEnd, Dress, Reading, Request, Response, Way};
pub use pace::{Limits, Pace};
pub use probe::Probe;
pub use proxy::is_proxied;
pub use retry::Retry;
pub use times::HostTimes;
pub use tls::{Authority, authorities};
pub use walk::{Hop, Turn, Walk, WalkEnd};

/// Something that answers HTTP requests: the client, or a decorator around one.
pub trait Http: Send + Sync {
    /// Sends `request` and reads as much of the answer as it asks for. Never fails as such: what went wrong is part of the answer.
    fn send(&self, request: Request) -> impl Future<Output = Answer> + Send;

    /// Prepares for requests to the hosts of these URLs, which will come soon.
    fn expect(&self, _urls: &[Arc<Url>]) {}

    /// Lets the host of `url` rest before it is asked again. Who counts the time of hosts counts this, too.
    fn rest(&self, _url: &Url, time: Duration) -> impl Future<Output = ()> + Send {
        tokio::time::sleep(time)
    }
}

/// What a check needs of the net: walks, and to know when there is room for one more.
pub trait Net: Sync {
    /// Walks from the request's URL to where its redirects lead.
    fn walk(&self, request: Request) -> impl Future<Output = Walk> + Send;

    /// Waits until a request could go out at once.
    fn ready(&self) -> impl Future<Output = ()> + Send;

    /// How many requests to the host of `url` may be under way.
    fn host_limit(&self, url: &Url) -> usize;

    /// Prepares for requests to the hosts of these URLs, which will come soon.
    fn expect(&self, urls: &[Arc<Url>]);
}

impl<H: Http> Net for Follow<Probe<Retry<Pace<H>>>> {
    fn walk(&self, request: Request) -> impl Future<Output = Walk> + Send {
        Self::walk(self, request)
    }

    fn ready(&self) -> impl Future<Output = ()> + Send {
        self.inner().inner().inner().ready()
    }

    fn host_limit(&self, url: &Url) -> usize {
        self.inner().inner().inner().host_limit(url)
    }

    fn expect(&self, urls: &[Arc<Url>]) {
        self.inner().inner().inner().expect(urls);
    }
}

impl<H: Http> Follow<Probe<Retry<Pace<H>>>> {
    /// Where the time of each host went since this was last asked.
    pub fn take_times(&self) -> Vec<HostTimes> {
        self.inner().inner().inner().take_times()
    }
}

/// The whole stack, outermost layer first.
pub type Stack = Follow<Probe<Retry<Pace<Guarded<Chained>>>>>;

/// What the stack is built from.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How the client speaks.
    pub client: ClientSettings,
    /// Ranges of addresses that may be asked although they aren't global.
    pub allow_private: Vec<ipnet::IpNet>,
    /// How many requests may be under way.
    pub limits: Limits,
    /// What holds for some addresses only.
    pub exceptions: Exceptions,
    /// How often a request that may pass is sent again.
    pub retries: u32,
}

/// Builds the stack. Nothing is opened or read until the first request.
#[must_use]
pub fn stack(settings: Settings) -> Stack {
    let guard = Arc::new(Guard::new(settings.allow_private));
    let files = files::open();
    let limits = Limits { total: files::places(settings.limits.total, files), ..settings.limits };
    let idle = Idle::beside(limits.total, settings.client.idle, files);
    let client = Client::new(settings.client, settings.exceptions.clone(), Arc::clone(&guard), idle);
    Follow::new(Probe::new(Retry::new(
        Pace::new(Guarded::new(guard, Chained::new(client)), limits, settings.exceptions),
        settings.retries,
    )))
}
