//! What is asked and what is answered.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_TYPE, LOCATION};
use url::Url;

use super::Failure;

/// What a request says of its sender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dress {
    /// The configured `User-Agent`.
    #[default]
    Usual,
    /// The headers of a browser.
    Browser,
    /// A plain program's name.
    Plain,
}

/// In which way a request is sent. The default is the usual way; the others are second looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent choices")]
pub struct Way {
    /// HTTP/1.1 only, on a connection of its own.
    pub http1: bool,
    /// IPv4 only.
    pub ipv4: bool,
    /// In which clothes.
    pub dress: Dress,
    /// With `Range: bytes=0-…`, for media.
    pub range: bool,
    /// Never again, whatever comes: the target was asked often enough.
    pub once: bool,
}

/// How much of the body is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// At most so many bytes, decompressed.
    pub bytes: usize,
    /// For at most so long after the headers.
    pub time: Duration,
}

impl Reading {
    /// Nothing of the body.
    pub const NOTHING: Self = Self { bytes: 0, time: Duration::ZERO };
}

/// A GET for one URL, one hop: the only method that is needed, as HEAD lies and what a body costs is bounded.
#[derive(Clone, Debug)]
pub struct Request {
    /// The URL; its fragment isn't sent.
    pub url: Arc<Url>,
    /// Headers beyond the usual ones: cookies of the chain, the user's own.
    pub headers: HeaderMap,
    /// How it is sent.
    pub way: Way,
    /// What is read of a page's body; of other media types it is no more than their first bytes.
    pub reading: Reading,
    /// Whether the body is read whatever its media type, as a source's is.
    pub any_type: bool,
    /// Whether a media file is expected, of which a few bytes tell enough.
    pub media: bool,
    /// How much asking the target may still cost. Waiting for a place or for a `Retry-After` isn't counted.
    pub budget: Duration,
}

/// How a body ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BodyEnd {
    /// All of it was read.
    Complete,
    /// Reading stopped at a limit: there is more.
    Cut,
    /// It broke off, or made no sense in its declared encoding.
    Broken,
    /// None of it was read.
    Unread,
}

impl Request {
    /// A GET for a page, in the usual way.
    #[must_use]
    pub fn get(url: impl Into<Arc<Url>>, reading: Reading, budget: Duration) -> Self {
        Self {
            url: url.into(),
            headers: HeaderMap::new(),
            way: Way::default(),
            reading,
            any_type: false,
            media: false,
            budget,
        }
    }
}

/// What was read of a body.
#[derive(Clone, Debug)]
pub struct Body {
    /// The bytes, decompressed.
    pub bytes: Bytes,
    /// How it ended.
    pub end: BodyEnd,
}

impl Body {
    /// A body of which nothing was read.
    #[must_use]
    pub fn unread() -> Self {
        Self { bytes: Bytes::new(), end: BodyEnd::Unread }
    }
}

/// No character of ASCII: bytes beyond are always encoded.
const NOT_ASCII: &percent_encoding::AsciiSet = &percent_encoding::AsciiSet::EMPTY;

/// The media types of most answers.
const COMMON_TYPES: &[&str] =
    &["text/html", "application/xhtml+xml", "application/json", "application/pdf", "audio/mpeg"];

/// An answer with a status line.
#[derive(Clone, Debug)]
pub struct Response {
    /// The URL that answered.
    pub url: Arc<Url>,
    /// The status code.
    pub status: u16,
    /// The header fields.
    pub headers: HeaderMap,
    /// What was read of the body.
    pub body: Body,
}

impl Response {
    /// A header's value, with bytes that aren't UTF-8 read as Latin-1 (RFC 9110 §5.5).
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        let bytes = self.headers.get(name)?.as_bytes();
        Some(latin1(bytes))
    }

    /// The `Location`, with bytes that aren't UTF-8 percent-encoded as they are: browsers send them on so.
    #[must_use]
    pub fn location(&self) -> Option<String> {
        let bytes = self.headers.get(LOCATION)?.as_bytes();
        let encoded = || percent_encoding::percent_encode(bytes, NOT_ASCII).to_string();
        Some(std::str::from_utf8(bytes).map_or_else(|_| encoded(), str::to_owned))
    }

    /// The media type without parameters, in lower case.
    #[must_use]
    pub fn media_type(&self) -> Option<Cow<'static, str>> {
        let value = self.headers.get(CONTENT_TYPE)?.as_bytes();
        let essence = value.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
        if let Some(known) = COMMON_TYPES.iter().find(|known| known.as_bytes().eq_ignore_ascii_case(essence)) {
            return Some((*known).into());
        }
        (!essence.is_empty()).then(|| latin1(essence).to_ascii_lowercase().into())
    }

    /// The `charset` parameter of the media type (RFC 9110 §8.3.2), without quotes.
    #[must_use]
    pub fn charset(&self) -> Option<String> {
        let value = self.header("content-type")?;
        let mut parameters = value.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
        let (_, named) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
        Some(named.trim().trim_matches(['"', '\'']).to_owned())
    }

    /// Whether a browser would show it as a page. Without a media type it is taken for one.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.media_type().is_none_or(|kind| matches!(&*kind, "text/html" | "application/xhtml+xml"))
    }
}

/// Bytes as text; those that aren't UTF-8 as Latin-1.
fn latin1(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect(), str::to_owned)
}

/// One request that was really sent, for the record.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// What was asked for.
    pub url: Arc<Url>,
    /// How it was sent.
    pub way: Way,
    /// From sending to the end of reading; waiting for a place isn't counted.
    pub elapsed: Duration,
    /// The status code, or what went wrong.
    pub result: Result<u16, Failure>,
}

/// What came of a request, and of all that was sent for it.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Every request that was sent, in order.
    pub attempts: Vec<Attempt>,
    /// The last word.
    pub end: Result<Response, Failure>,
}

impl Answer {
    /// An answer for which nothing was sent.
    #[must_use]
    pub fn unsent(failure: Failure) -> Self {
        Self { attempts: Vec::new(), end: Err(failure) }
    }

    /// The time that its requests took, without waiting.
    #[must_use]
    pub fn spent(&self) -> Duration {
        self.attempts.iter().map(|attempt| attempt.elapsed).sum()
    }

    /// The status code, if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.end.as_ref().ok().map(|response| response.status)
    }

    /// This answer, behind the requests that were sent before it.
    #[must_use]
    pub fn after(mut self, mut earlier: Vec<Attempt>) -> Self {
        earlier.append(&mut self.attempts);
        self.attempts = earlier;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn response(content_type: &[u8]) -> Response {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_bytes(content_type).unwrap())]);
        Response { url: Url::parse("http://a.example/").unwrap().into(), status: 200, headers, body: Body::unread() }
    }

    #[test]
    fn a_media_type_is_read_in_any_case_and_without_parameters() {
        let read = |value: &[u8]| {
            let response = response(value);
            (response.media_type().unwrap_or_default().into_owned(), response.is_page())
        };
        assert_eq!(read(b"Text/HTML ; charset=utf-8"), ("text/html".to_owned(), true));
        assert_eq!(read(b"application/XHTML+xml"), ("application/xhtml+xml".to_owned(), true));
        assert_eq!(read(b"Audio/X-M4A"), ("audio/x-m4a".to_owned(), false));
        assert_eq!(read(b" ;x"), (String::new(), true), "a browser looks for itself");
        assert_eq!(read(b"text/\xFC"), ("text/\u{fc}".to_owned(), false));
    }

    #[test]
    fn bytes_of_a_location_are_sent_on_as_they_came() {
        let location = |value: &[u8]| {
            let headers = HeaderMap::from_iter([(LOCATION, HeaderValue::from_bytes(value).unwrap())]);
            let location = Response { headers, ..response(b"") }.location().unwrap();
            Url::parse("http://a.example/x").unwrap().join(&location).unwrap().to_string()
        };
        assert_eq!(location(b"/caf\xE9s?a b"), "http://a.example/caf%E9s?a%20b");
        assert_eq!(location("/cafés".as_bytes()), "http://a.example/caf%C3%A9s");
        assert_eq!(location(b"/caf%e9s#\xE9"), "http://a.example/caf%e9s#%E9");
    }

    #[test]
    fn a_charset_is_read_with_and_without_quotes() {
        assert_eq!(response(b"text/html; charset=utf-8").charset().as_deref(), Some("utf-8"));
        assert_eq!(response(b"text/html;Charset=\"koi8-r\"; x=y").charset().as_deref(), Some("koi8-r"));
        assert_eq!(response(b"text/html").charset(), None);
    }
}
