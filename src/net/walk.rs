//! Walks along redirects, as they were seen.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use url::Url;

use super::{Attempt, Failure, Response};

/// A redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The URL that redirected.
    pub url: Arc<Url>,
    /// The status code; 200 for a redirect in the page.
    pub status: u16,
    /// How it redirected.
    pub turn: Turn,
}

/// How a hop leads on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// A `Location` header (RFC 9110 §15.4).
    Location,
    /// `<meta http-equiv=refresh>` or a `Refresh` header.
    Refresh,
    /// A script that does nothing else.
    Script,
}

/// A walk from one URL to where its redirects lead.
#[derive(Clone, Debug)]
pub struct Walk {
    /// The redirects, in order; empty where the URL answered itself.
    pub hops: Vec<Hop>,
    /// Every request that was sent, in order.
    pub attempts: Vec<Attempt>,
    /// The URL at the end, with the fragment that a browser would keep.
    pub last: Arc<Url>,
    /// What stood at the end.
    pub end: WalkEnd,
}

/// What stood at the end of a walk.
#[derive(Clone, Debug)]
pub enum WalkEnd {
    /// An answer that isn't a redirect.
    Answered(Box<Response>),
    /// No answer.
    Failed(Failure),
    /// The redirects go in circles.
    Loop,
    /// More redirects than a browser follows.
    TooManyHops,
    /// A redirect without a usable target; the `Location` as far as there was one.
    BadLocation(Option<String>),
    /// A redirect out of the web, such as `itms-apps:`.
    LeavesWeb(String),
}
