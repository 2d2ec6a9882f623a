//! Sources on the web, fetched through the same polite stack as the links.

use std::sync::Arc;

use http::{HeaderValue, header};
use url::Url;

use super::{Document, Hints, Options, Origin, SourceError, bounded, document, kind};
use crate::net::{BodyEnd, FailureKind, Follow, Http, Reading, Request, Response, Walk, WalkEnd};

/// What a source may be, best first.
const ACCEPT: &str = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.8";

/// Reads the document at `url`, after redirects.
pub(super) async fn fetch<H: Http>(url: Url, options: &Options, fetcher: &Follow<H>) -> Result<Document, SourceError> {
    let reading = Reading { bytes: options.largest.saturating_add(1), time: options.budget };
    let mut request = Request::get(url, reading, options.budget);
    request.any_type = true;
    request.headers.insert(header::ACCEPT, HeaderValue::from_static(ACCEPT));
    let Walk { last, hops, end, .. } = fetcher.walk(request).await;
    let last = Arc::unwrap_or_clone(last);
    let detail = match end {
        WalkEnd::Answered(response) if (200..300).contains(&response.status) => {
            return read(last, &response, options).map(|document| document.after(hops));
        }
        WalkEnd::Answered(response) => return Err(SourceError::Status { url: last, status: response.status }),
        WalkEnd::Failed(failure) if failure.kind == FailureKind::PrivateAddress => {
            format!("{}; if it is meant, name it with --allow-private", failure.detail)
        }
        WalkEnd::Failed(failure) => failure.detail,
        WalkEnd::Loop => "it redirects in circles".to_owned(),
        WalkEnd::TooManyHops => "it redirects too often".to_owned(),
        WalkEnd::BadLocation(_) => "it redirects to nowhere".to_owned(),
        WalkEnd::LeavesWeb(to) => format!("it redirects to {to}, which is not on the web"),
    };
    Err(SourceError::NoAnswer { url: last, detail })
}

fn read(mut url: Url, response: &Response, options: &Options) -> Result<Document, SourceError> {
    url.set_fragment(None);
    if response.body.end == BodyEnd::Broken {
        return Err(SourceError::NoAnswer { url, detail: "the answer broke off".to_owned() });
    }
    let bytes = bounded(&mut &*response.body.bytes, response.body.bytes.len(), options.largest, url.as_str())?;
    if response.body.end == BodyEnd::Cut {
        return Err(SourceError::NoAnswer { url, detail: "the answer took too long".to_owned() });
    }
    let hints = Hints {
        kind: kind::of_response(response.media_type().as_deref(), url.path()),
        charset: response.charset(),
        url: Some(url.clone()),
    };
    document(Origin::Url(url), bytes, options, &hints)
}
