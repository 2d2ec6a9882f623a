//! A visit: a walk along redirects, those of pages included, and what was seen at its end.

use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::page::{self, Page};
use super::turn::turn;
use super::{Apology, Ask, End, PageFacts, Spot, Subject, Trace, anchor, soft_404, start, takeover, work};
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
    let telling = |name: &&'static str| Some((*name, response.header(name)?.into()));
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
    let mut page = page::read(&text, anchors, subject);
    let is_taken = takeover::has_taken(&page, subject, &response.url);
    page.facts.apology = match () {
        () if page.parked || takeover::is_all_advertisements(&page, &response.url) => {
            Some((Apology::ForSale, Spot::Title))
        }
        // However long it is.
        () if is_taken => Some((Apology::ForSale, Spot::Source)),
        () => page.facts.apology.or_else(|| soft_404::apology(&page.facts)),
    };
    // Beside a player or a price, it tells of something else that was removed.
    let has_more = page.plays || page.sells;
    page.facts.apology = page.facts.apology.filter(|said| !has_more || *said != (Apology::Removed, Spot::Text));
    if is_plain_notice(&page.facts) {
        page.facts.text_length -= page.in_cards;
    }
    page.facts.is_name = !page.parked
        && matches!(page.facts.apology, Some((_, Spot::Title | Spot::Heading)))
        && work::is_called_so(&text);
    Some(page)
}

/// Whether both title and first heading say that there is nothing: cards below are no more than an offer to go on from there.
fn is_plain_notice(facts: &PageFacts) -> bool {
    let says = |name: &str| matches!(soft_404::of_name(name), Some(Apology::NotFound | Apology::Removed));
    says(&facts.title) && facts.headings.first().is_some_and(|heading| says(heading))
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::*;
    use crate::link::Target;
    use crate::net::Body;
    use crate::net::fake::Fake;

    fn seen(html: &str) -> PageFacts {
        let headers = HeaderMap::from_iter([(http::header::CONTENT_TYPE, HeaderValue::from_static("text/html"))]);
        let body = Body { bytes: html.to_owned().into(), end: BodyEnd::Complete };
        let url = Arc::new(Url::parse("http://a.example/x").unwrap());
        let response = Response { url, status: 200, headers, body };
        read_page(&response, false, &Subject::default()).unwrap().facts
    }

    #[test]
    fn cards_below_a_notice_are_not_much_else_to_say() {
        let cards = format!("<h3><a href=/1>Salt roads</a></h3><p>{}</p>", "The river froze early. ".repeat(99));
        let gone = seen(&format!("<title>Page not found</title><h1>Page not found</h1><p>Sorry.</p>{cards}"));
        assert_eq!(gone.text_length, "Page not found Sorry. ".len());
        let list = seen(&format!("<title>Essays</title><h1>Page not found</h1>{cards}"));
        assert!(list.text_length > 2_000);
    }

    #[test]
    fn beside_a_price_something_else_was_removed() {
        let said = "<h1>Partitas</h1><p>The CD is no longer available. The album can be bought below.</p>";
        assert_eq!(seen(said).apology, Some((Apology::Removed, Spot::Text)));
        assert_eq!(seen(&format!("{said}<button>FLAC 9 €</button>")).apology, None);
        assert!(seen(&format!("{said}<a href=/2><h3>Suites</h3> 9 €</a>")).apology.is_some(), "that of another thing");
    }

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
