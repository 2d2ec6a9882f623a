//! A visit: a walk along redirects, those of pages included, and what was seen at its end.

use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::page::Page;
use super::turn::turn;
use super::{Ask, End, Subject, Trace, anchor, seen, start};
use crate::net::{Attempt, BodyEnd, Hop, Net, Reading, Request, Response, Turn, WalkEnd, Way};
use crate::text;

/// As many redirects of pages as are followed.
const MOST_TURNS: usize = 4;

/// What is read of a page to judge it: title, headings and the beginning of its text.
const GLANCE: Reading = Reading { bytes: 64 * 1024, time: Duration::from_secs(3) };

/// What is read of a page to look for a place on it.
const WHOLE: Reading = Reading { bytes: 4 * 1024 * 1024, time: Duration::from_secs(20) };

/// Header fields that tell who answered and why.
const TELLING: &[&str] = &[
    "server",
    "via",
    "cf-mitigated",
    "cf-ray",
    "x-amzn-waf-action",
    "x-sucuri-id",
    "x-datadome",
    "x-iinfo",
    "x-cdn",
    "retry-after",
    "www-authenticate",
    "x-vercel-mitigated",
    "sg-captcha",
    "x-kpsdk-ct",
    "x-dd-b",
    "x-robots-tag",
];

/// The name of a header field that tells who answered and why, if it is one.
#[must_use]
pub fn telling_field(name: &str) -> Option<&'static str> {
    TELLING.iter().copied().find(|known| *known == name)
}

/// What came of a visit.
#[derive(Debug)]
pub(super) struct Visit {
    pub(super) trace: Trace,
    pub(super) attempts: Vec<Attempt>,
    /// The page at the end, with its anchors.
    pub(super) page: Option<Page>,
}

impl Visit {
    /// The status code at the end, if there was an answer.
    pub(super) fn status(&self) -> Option<u16> {
        match self.trace.end {
            End::Answered { status, .. } => Some(status),
            _ => None,
        }
    }

    /// How the body at the end ended.
    pub(super) fn body_end(&self) -> BodyEnd {
        match self.trace.end {
            End::Answered { body, .. } => body,
            _ => BodyEnd::Unread,
        }
    }
}

/// Visits a target, which is at `url`, in the given way, within `budget`.
pub(super) async fn visit(net: &impl Net, asked: &Ask, url: &Arc<Url>, way: Way, budget: Duration) -> Visit {
    let anchors = asked.fragments.iter().any(|fragment| anchor::place(fragment).is_some());
    let reading = if anchors { WHOLE } else { GLANCE };
    let mut request = Request::get(url.clone(), reading, budget);
    request.media = asked.media;
    request.way = way;
    let (mut hops, mut attempts) = (Vec::new(), Vec::new());
    loop {
        let walk = net.walk(request.clone()).await;
        let spent: Duration = walk.attempts.iter().map(|attempt| attempt.elapsed).sum();
        request.budget = request.budget.saturating_sub(spent);
        attempts.extend(walk.attempts);
        hops.extend(walk.hops);
        // A redirect may lead to a place.
        let anchors = anchors || walk.last.fragment().is_some();
        let (end, at_end, onward) = arrive(walk.end, anchors, &asked.subject);
        if let Some((hop, url)) = onward.filter(|_| turns(&hops) < MOST_TURNS && !request.budget.is_zero()) {
            let circles = hops.iter().filter(|known: &&Hop| known.url == hop.url).count();
            hops.push(hop);
            if circles < 2 {
                request.url = url.into();
                continue;
            }
            return Visit { trace: Trace { hops, last: walk.last, end: End::Loop }, attempts, page: None };
        }
        return Visit { trace: Trace { hops, last: walk.last, end }, attempts, page: at_end };
    }
}

/// How many redirects were those of pages.
fn turns(hops: &[Hop]) -> usize {
    hops.iter().filter(|hop| hop.turn != Turn::Location).count()
}

/// What stands at the end of a walk, the page if it is one, and where it leads on.
fn arrive(end: WalkEnd, anchors: bool, subject: &Subject) -> (End, Option<Page>, Option<(Hop, Url)>) {
    let response = match end {
        WalkEnd::Answered(response) => response,
        WalkEnd::Failed(failure) => return (End::Failed(failure), None, None),
        WalkEnd::Loop => return (End::Loop, None, None),
        WalkEnd::TooManyHops => return (End::TooManyHops, None, None),
        WalkEnd::BadLocation(location) => return (End::BadLocation(location), None, None),
        WalkEnd::LeavesWeb(url) => return (End::LeavesWeb(url), None, None),
    };
    let page = read_page(&response, anchors, subject);
    let is_fine = (200..300).contains(&response.status);
    let next = page.as_ref().filter(|_| is_fine).and_then(|page| turn(&response, page));
    let hop = |turn| Hop { url: response.url.clone(), status: response.status, turn };
    let next = next.map(|(how, url)| (hop(how), url));
    (answered(&response, page.as_ref()), page, next)
}

fn answered(response: &Response, page: Option<&Page>) -> End {
    // An answer has few fields: each is compared sooner than a table of them is asked sixteen times.
    let has = |name: &str| response.headers.keys().any(|field| field.as_str() == name);
    let telling = |name: &&'static str| if has(name) { Some((*name, response.header(name)?.into())) } else { None };
    End::Answered {
        status: response.status,
        media_type: response.media_type(),
        headers: TELLING.iter().filter_map(telling).collect(),
        body: response.body.end,
        start: start::of(response),
        page: page.map(|page| Box::new(page.facts.clone())),
    }
}

fn read_page(response: &Response, anchors: bool, subject: &Subject) -> Option<Page> {
    if !response.is_page() || response.body.end == BodyEnd::Unread {
        return None;
    }
    let text = text::decode_borrowed(&response.body.bytes, response.charset().as_deref());
    Some(seen::page(&text, &response.url, anchors, subject))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Target;
    use crate::net::Body;
    use crate::net::fake::Fake;

    #[tokio::test(start_paused = true)]
    async fn a_page_that_leads_on_for_ever_is_left() {
        let fake = Arc::new(Fake::new(|_, hit| {
            let html = format!("<meta http-equiv=refresh content='0; url=/{hit}'>");
            let body = Body { bytes: html.into(), end: BodyEnd::Complete };
            Ok(Response { body, ..Fake::with_headers(200, &[("content-type", "text/html")])? })
        }));
        let url = Arc::new(Url::parse("http://a.example/x").unwrap());
        let ask = Ask::of(Target::of(&url));
        let seen = visit(&Fake::stack(&fake), &ask, &url, Way::default(), Duration::from_mins(1)).await;
        assert_eq!((fake.hits(), seen.trace.hops.len()), (MOST_TURNS + 1, MOST_TURNS));
    }
}
