//! Redirects, walked by hand: every hop is guarded, paced and recorded at its own host, and cookies live no longer than the walk.

use std::sync::Arc;

use http::header::{AUTHORIZATION, COOKIE, HeaderValue, SET_COOKIE};
use reqwest::cookie::{CookieStore, Jar};
use url::Url;

use super::walk::{Hop, Turn, Walk, WalkEnd};
use super::{Attempt, Http, Request, Response};

/// As many redirects as browsers follow (WHATWG Fetch, "HTTP-redirect fetch", step 5).
const MOST_HOPS: usize = 20;

/// Follows redirects through the layers below.
#[derive(Debug)]
pub struct Follow<H> {
    inner: H,
}

/// The state of a walk under way.
struct Journey {
    request: Request,
    /// The fragment of the first URL that had one, as browsers keep it.
    fragment: Option<String>,
    hops: Vec<Hop>,
    attempts: Vec<Attempt>,
    /// The cookies of the walk, once there are any.
    jar: Option<Jar>,
    /// What was asked, and with which cookies.
    seen: Vec<(Arc<Url>, Option<HeaderValue>)>,
}

impl<H: Http> Follow<H> {
    /// Follows redirects through `inner`.
    pub fn new(inner: H) -> Self {
        Self { inner }
    }

    /// The layer below.
    pub fn inner(&self) -> &H {
        &self.inner
    }

    /// Walks from the request's URL to where its redirects lead.
    pub async fn walk(&self, request: Request) -> Walk {
        let mut journey = Journey::new(request);
        loop {
            if let Some(end) = journey.stop() {
                return journey.end(end);
            }
            let answer = self.inner.send(journey.request.clone()).await;
            journey.request.budget = journey.request.budget.saturating_sub(answer.spent());
            journey.attempts.extend(answer.attempts);
            let response = match answer.end {
                Ok(response) => response,
                Err(failure) => return journey.end(WalkEnd::Failed(failure)),
            };
            if !is_redirect(response.status) {
                return journey.end(WalkEnd::Answered(Box::new(response)));
            }
            if let Some(end) = journey.turn(&response) {
                return journey.end(end);
            }
        }
    }
}

/// The five status codes that browsers follow (WHATWG Fetch, "redirect status").
fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

impl Journey {
    fn new(request: Request) -> Self {
        let fragment = request.url.fragment().map(str::to_owned);
        let (hops, attempts) = (Vec::new(), Vec::new());
        Self { request, fragment, hops, attempts, jar: None, seen: Vec::new() }
    }

    /// Ends a walk that goes in circles or on for ever. The same URL with other cookies is no circle.
    fn stop(&mut self) -> Option<WalkEnd> {
        let cookies = self.jar.as_ref().and_then(|jar| jar.cookies(&self.request.url));
        if !self.hops.is_empty() {
            self.request.headers.remove(COOKIE);
        }
        if let Some(cookies) = &cookies {
            self.request.headers.insert(COOKIE, cookies.clone());
        }
        let asked = (Arc::clone(&self.request.url), cookies);
        if self.seen.contains(&asked) {
            return Some(WalkEnd::Loop);
        }
        self.seen.push(asked);
        (self.hops.len() > MOST_HOPS).then_some(WalkEnd::TooManyHops)
    }

    /// Takes the turn of a redirect; the end if it leads nowhere.
    fn turn(&mut self, response: &Response) -> Option<WalkEnd> {
        for cookie in response.headers.get_all(SET_COOKIE) {
            if let Ok(cookie) = cookie.to_str() {
                self.jar.get_or_insert_default().add_cookie_str(cookie, &response.url);
            }
        }
        let mut next = match destination(response) {
            Ok(next) => next,
            Err(end) => {
                self.record(response);
                return Some(end);
            }
        };
        self.record(response);
        if let Some(fragment) = next.fragment() {
            self.fragment = Some(fragment.to_owned());
        }
        next.set_fragment(None);
        if next.origin() != self.request.url.origin() {
            // It was meant for the site that was asked. What belongs to another site is added where that is asked.
            self.request.headers.remove(AUTHORIZATION);
        }
        self.request.url = next.into();
        None
    }

    fn record(&mut self, response: &Response) {
        self.hops.push(Hop { url: response.url.clone(), status: response.status, turn: Turn::Location });
    }

    fn end(self, end: WalkEnd) -> Walk {
        let mut last = self.request.url;
        if last.fragment() != self.fragment.as_deref() {
            Arc::make_mut(&mut last).set_fragment(self.fragment.as_deref());
        }
        Walk { hops: self.hops, attempts: self.attempts, last, end }
    }
}

/// Where a redirect leads, resolved as browsers do (WHATWG Fetch, "location URL").
fn destination(response: &Response) -> Result<Url, WalkEnd> {
    let Some(location) = response.location() else { return Err(WalkEnd::BadLocation(None)) };
    if location.trim().is_empty() {
        return Err(WalkEnd::BadLocation(Some(location)));
    }
    match response.url.join(&location) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url),
        Ok(url) if matches!(url.scheme(), "about" | "blob" | "data" | "file" | "javascript") => {
            Err(WalkEnd::BadLocation(Some(location)))
        }
        Ok(url) => Err(WalkEnd::LeavesWeb(url.into())),
        Err(_) => Err(WalkEnd::BadLocation(Some(location))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::fake::Fake;
    use std::sync::Arc;

    type Say = fn(&str, &Request) -> (u16, Vec<(&'static str, &'static str)>);

    async fn walk(url: &str, say: Say) -> (Walk, Arc<Fake>) {
        let fake = Arc::new(Fake::of_requests(move |request| {
            let (status, headers) = say(request.url.as_str(), request);
            Fake::with_headers(status, &headers)
        }));
        (Follow::new(Arc::clone(&fake)).walk(Fake::get(url)).await, fake)
    }

    fn statuses(walk: &Walk) -> Vec<u16> {
        walk.hops.iter().map(|hop| hop.status).collect()
    }

    #[tokio::test]
    async fn every_hop_is_kept() {
        let (walk, _) = walk("http://a.example/1#part", |url, _| match url {
            "http://a.example/1#part" => (301, vec![("location", "/2")]),
            "http://a.example/2" => (302, vec![("location", "//b.example/3")]),
            _ => (200, vec![]),
        })
        .await;
        assert_eq!(statuses(&walk), [301, 302]);
        assert_eq!(walk.last.as_str(), "http://b.example/3#part");
        assert!(matches!(walk.end, WalkEnd::Answered(response) if response.status == 200));
    }

    #[tokio::test]
    async fn a_fragment_of_the_location_wins() {
        let (walk, _) = walk("http://a.example/#old", |url, _| match url {
            "http://a.example/#old" => (301, vec![("location", "/x#new")]),
            _ => (200, vec![]),
        })
        .await;
        assert_eq!(walk.last.as_str(), "http://a.example/x#new");
    }

    #[tokio::test]
    async fn circles_end() {
        let (walk, fake) = walk("http://a.example/a", |url, _| {
            (302, vec![("location", if url.ends_with("/a") { "/b" } else { "/a" })])
        })
        .await;
        assert!(matches!(walk.end, WalkEnd::Loop));
        assert_eq!(fake.hits(), 2);
    }

    #[tokio::test]
    async fn the_same_url_with_a_cookie_is_no_circle() {
        let (walk, _) = walk("http://a.example/", |_, request| match request.headers.get(COOKIE) {
            None => (302, vec![("location", "/"), ("set-cookie", "seen=1")]),
            Some(_) => (200, vec![]),
        })
        .await;
        assert!(matches!(walk.end, WalkEnd::Answered(_)));
    }

    #[tokio::test]
    async fn cookies_stay_with_their_host() {
        let (walk, _) = walk("http://a.example/", |url, request| match url {
            "http://a.example/" => (302, vec![("location", "http://b.example/"), ("set-cookie", "secret=1")]),
            _ if request.headers.contains_key(COOKIE) => (500, vec![]),
            _ => (200, vec![]),
        })
        .await;
        assert!(matches!(walk.end, WalkEnd::Answered(response) if response.status == 200));
    }

    #[tokio::test]
    async fn a_token_stays_with_its_site() {
        let asked = async |to: &'static str| {
            let fake = Fake::of_requests(move |request| match request.url.path() {
                "/" => Fake::with_headers(302, &[("location", to)]),
                _ => Fake::with_headers(if request.headers.contains_key(AUTHORIZATION) { 200 } else { 401 }, &[]),
            });
            let mut request = Fake::get("https://a.example/");
            request.headers.insert(AUTHORIZATION, HeaderValue::from_static("Bearer 1"));
            match Follow::new(Arc::new(fake)).walk(request).await.end {
                WalkEnd::Answered(response) => response.status,
                _ => 0,
            }
        };
        assert_eq!(asked("/x").await, 200);
        for elsewhere in ["https://b.example/x", "http://a.example/x", "https://a.example:8443/x"] {
            assert_eq!(asked(elsewhere).await, 401, "{elsewhere}");
        }
    }

    #[tokio::test]
    async fn a_walk_without_end_is_ended() {
        let (walk, fake) = walk("http://a.example/", |url, _| {
            let longer: &'static str = Box::leak(format!("{url}x").into_boxed_str());
            (302, vec![("location", longer)])
        })
        .await;
        assert!(matches!(walk.end, WalkEnd::TooManyHops));
        assert_eq!(fake.hits(), MOST_HOPS + 1);
    }

    #[tokio::test]
    async fn a_location_that_leads_nowhere_is_told() {
        let end = async |location: &'static str| {
            let fake = Fake::of_requests(move |_| Fake::with_headers(302, &[("location", location)]));
            Follow::new(Arc::new(fake)).walk(Fake::get("http://a.example/x")).await.end
        };
        assert!(matches!(end("http://").await, WalkEnd::BadLocation(Some(_))));
        assert!(matches!(end("").await, WalkEnd::BadLocation(_)));
        assert!(matches!(end("javascript:alert(1)").await, WalkEnd::BadLocation(_)));
        assert!(matches!(end("podcasts://a.example/x").await, WalkEnd::LeavesWeb(_)));
    }
}
