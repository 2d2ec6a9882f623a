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

mod failure;
mod message;
mod walk;

pub use failure::{Failure, FailureKind};
pub use message::{Answer, Attempt, Body, BodyEnd, Method, Reading, Request, Response, Way};
pub use walk::{Hop, Turn, Walk, WalkEnd};

/// Something that answers HTTP requests: the client, or a decorator around one.
pub trait Http: Send + Sync {
    /// Sends `request` and reads as much of the answer as it asks for. Never fails as such: what went wrong is part of the answer.
    fn send(&self, request: Request) -> impl Future<Output = Answer> + Send;
}
