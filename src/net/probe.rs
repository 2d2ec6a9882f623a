//! How a URL is asked: a page by one GET, a media file by a GET for its first bytes.
//!
//! HEAD lies in both directions (`405` for living pages, `200` for dead ones), so it isn't used. Ranges lie too, but only by refusing:
//! whenever a ranged GET isn't plainly good, a plain GET follows, whose body is dropped after the headers.

use std::time::Duration;

use super::{Answer, Http, Request, Response};

/// The cheap question's own budget, so that a server that hangs on ranges leaves time for the plain one.
const RANGE_BUDGET: Duration = Duration::from_secs(8);

/// The decorator: asks for a few bytes first where a media file is expected.
#[derive(Debug)]
pub struct Probe<H> {
    inner: H,
}

impl<H: Http> Probe<H> {
    /// Puts the cheap question before `inner`.
    pub fn new(inner: H) -> Self {
        Self { inner }
    }

    /// The layer below.
    pub fn inner(&self) -> &H {
        &self.inner
    }
}

impl<H: Http> Http for Probe<H> {
    async fn send(&self, mut request: Request) -> Answer {
        if request.any_type || !(request.media || has_media_name(request.url.path())) {
            return self.inner.send(request).await;
        }
        let mut ranged = request.clone();
        ranged.way.range = true;
        ranged.budget = request.budget.min(RANGE_BUDGET);
        let answer = self.inner.send(ranged).await;
        if answer.end.as_ref().is_ok_and(is_plain) || answer.end.as_ref().is_err_and(|failure| !failure.kind.may_pass())
        {
            return answer;
        }
        request.budget = request.budget.saturating_sub(answer.spent());
        self.inner.send(request).await.after(answer.attempts)
    }
}

/// Answers that a plain GET would not change: content, and redirects. Of a page, a piece isn't enough.
fn is_plain(response: &Response) -> bool {
    matches!(response.status, 206 if !response.is_page())
        || matches!(response.status, 200 | 301 | 302 | 303 | 307 | 308 | 410 | 429)
}

/// Whether a path ends like a file that is played or downloaded, not read.
fn has_media_name(path: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "mp3", "m4a", "m4b", "aac", "ogg", "oga", "opus", "flac", "wav", "mp4", "m4v", "mov", "webm", "mkv", "avi",
        "zip", "gz", "7z", "dmg", "exe", "iso", "pdf", "epub", "torrent",
    ];
    let ending = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::fake::Fake;
    use std::sync::Arc;

    async fn ranges(url: &str, ranged: u16) -> Vec<bool> {
        ranges_of("audio/mpeg", url, ranged).await
    }

    async fn ranges_of(kind: &'static str, url: &str, ranged: u16) -> Vec<bool> {
        let fake = Arc::new(Fake::of_requests(move |request| {
            Fake::with_headers(if request.way.range { ranged } else { 200 }, &[("content-type", kind)])
        }));
        let answer = Probe::new(fake).send(Fake::get(url)).await;
        answer.attempts.iter().map(|attempt| attempt.way.range).collect()
    }

    #[tokio::test]
    async fn a_page_is_asked_once_and_whole() {
        assert_eq!(ranges("http://a.example/page", 206).await, [false]);
        assert_eq!(ranges("http://a.example/a.mp3/page", 206).await, [false]);
    }

    #[tokio::test]
    async fn media_are_asked_for_a_few_bytes() {
        assert_eq!(ranges("http://a.example/1.MP3?x", 206).await, [true]);
        assert_eq!(ranges("http://a.example/1.mp3", 200).await, [true]);
    }

    #[tokio::test]
    async fn of_a_page_that_is_called_like_media_a_piece_is_not_enough() {
        assert_eq!(ranges_of("text/html", "http://a.example/File:1.mp3", 206).await, [true, false]);
        assert_eq!(ranges_of("text/html", "http://a.example/File:1.mp3", 200).await, [true]);
    }

    #[tokio::test]
    async fn a_refused_range_is_no_verdict() {
        for status in [416, 403, 404, 400, 501] {
            assert_eq!(ranges("http://a.example/1.mp3", status).await, [true, false], "{status}");
        }
    }
}
