//! Outcomes: everything that was seen when a target was asked. Facts, no judgement.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::Start;
use crate::net::{Attempt, BodyEnd, Failure, Hop};

/// What came of one target.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The walk on which a judgement rests: the best founded one.
    pub walk: Trace,
    /// Other looks that were taken, and what they saw.
    pub looks: Vec<Look>,
    /// Every request that was sent, in order.
    pub attempts: Vec<Attempt>,
    /// What the site's oracle says.
    pub testimony: Option<Box<Testimony>>,
    /// Which fragments the page has, for those that were asked for.
    pub anchors: Vec<(String, AnchorFact)>,
    /// From the first request to the last byte, waiting included.
    pub elapsed: Duration,
}

impl Outcome {
    /// Whether it comes from an earlier run: nothing was sent.
    #[must_use]
    pub fn is_of_earlier_run(&self) -> bool {
        self.attempts.is_empty() && matches!(self.walk.end, End::Answered { .. })
    }

    /// Forgets what no judgement needs, and gives back the room that lists have left.
    #[must_use]
    pub(super) fn compact(mut self) -> Self {
        if let End::Answered { page: Some(page), headers, .. } = &mut self.walk.end {
            if !page.title.is_empty() {
                page.text = String::new();
            }
            page.title.shrink_to_fit();
            page.text.shrink_to_fit();
            page.headings.iter_mut().for_each(String::shrink_to_fit);
            page.headings.shrink_to_fit();
            headers.shrink_to_fit();
        }
        self.attempts.shrink_to_fit();
        self.walk.hops.shrink_to_fit();
        self
    }

    /// The page at the end, if there is one.
    pub(super) fn page(&self) -> Option<&PageFacts> {
        match &self.walk.end {
            End::Answered { page, .. } => page.as_deref(),
            _ => None,
        }
    }

    /// Whether the page stands at a made-up address of its site as well.
    pub(super) fn is_same_as_made_up(&self) -> bool {
        self.page().is_some_and(|page| page.same_as_made_up)
    }
}

/// What a site says of one of its things, asked where it tells programs the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Testimony {
    /// The oracle's name.
    pub by: &'static str,
    /// What it says.
    pub says: Says,
}

/// What an oracle says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// It is there.
    There,
    /// It has been removed.
    Gone,
    /// It is there, but not for everyone.
    Private,
    /// Nothing, and why.
    Nothing(&'static str),
}

/// A second look.
#[derive(Clone, Debug)]
pub struct Look {
    /// In which way it was different, in words, such as `over HTTP/1.1`.
    pub how: &'static str,
    /// How it ended.
    pub end: End,
}

/// A walk along redirects, with what was seen on the page at its end.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The redirects, in order; empty where the target answered itself.
    pub hops: Vec<Hop>,
    /// The URL at the end, with the fragment that a browser would keep.
    pub last: Arc<Url>,
    /// What stood at the end.
    pub end: End,
}

/// What stood at the end of a walk.
#[derive(Clone, Debug)]
pub enum End {
    /// An answer.
    Answered {
        /// The status code.
        status: u16,
        /// The media type without parameters, in lower case.
        media_type: Option<Cow<'static, str>>,
        /// Header fields that tell who answered and why, by lower-case name.
        headers: Vec<(&'static str, Box<str>)>,
        /// How the body ended.
        body: BodyEnd,
        /// How it begins, if it isn't a page.
        start: Start,
        /// What was read of a page.
        page: Option<Box<PageFacts>>,
    },
    /// Not asked itself: the site's oracle says that it is there.
    Attested,
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

/// What was seen on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent observations")]
pub struct PageFacts {
    /// The title.
    pub title: String,
    /// The first headings, `h1` and `h2`.
    pub headings: Vec<String>,
    /// The number of characters of visible text that were read, without what stands on every page of a site, unless there is nothing else.
    pub text_length: usize,
    /// The beginning of that text. Of a page with a title it isn't kept.
    pub text: String,
    /// Whether there is a password field in it.
    pub password_field: bool,
    /// The number of scripts.
    pub scripts: usize,
    /// The number of elements with an `id` or anchors with a `name`.
    pub ids: usize,
    /// Whether it shows a picture, or plays something.
    pub shows_media: bool,
    /// Whether it links to, or plays, a file called like the one that was asked for.
    pub offers_file: bool,
    /// Whose challenge to robots it is, such as Cloudflare's.
    pub challenge: Option<&'static str>,
    /// What it says instead of content, and where.
    pub apology: Option<(Apology, Spot)>,
    /// The sentence or heading that says so.
    pub said: String,
    /// Whether what it says in its title or a heading is only the name of what it presents, such as an episode.
    pub is_name: bool,
    /// Whether the same page stands at an address that was made up.
    pub same_as_made_up: bool,
}

/// What a page says that stands in for what was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Apology {
    /// There is no such page.
    NotFound,
    /// It stands elsewhere now.
    Moved,
    /// A word of error pages, which others use as well.
    Oops,
    /// What was here is gone: a video, a post, a product.
    Removed,
    /// It isn't shown to everybody.
    Private,
    /// It isn't shown to visitors from here.
    GeoBlocked,
    /// The domain is for sale, or parked.
    ForSale,
    /// The hoster has closed the site.
    Suspended,
    /// A server without a site.
    DefaultPage,
    /// The site's own software has failed, or is being mended.
    OutOfOrder,
}

/// Where a page says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spot {
    /// In its title.
    Title,
    /// In its first headings.
    Heading,
    /// In the beginning of its text.
    Text,
    /// In its source, for programs.
    Source,
}

/// What is known of a fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnchorFact {
    /// The page has it.
    Found,
    /// The page was read to its end and doesn't have it.
    Missing,
    /// It can't be told: not a page, not read to the end, or made by scripts.
    Unknown,
}
