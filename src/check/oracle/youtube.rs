//! YouTube: a page says 200 whether the video is there or not; oEmbed tells.

use url::Url;

use super::{Oracle, When, is_on, oembed, segments};
use crate::check::outcome::Says;
use crate::net::Response;

pub(super) const YOUTUBE: Oracle = Oracle {
    name: "youtube",
    endpoint: "https://www.youtube.com/oembed",
    hosts: &["youtube.com", "youtu.be"],
    when: When::First,
    token: None,
    question,
    hear,
};

fn question(url: &Url, endpoint: &Url) -> Option<Url> {
    let path = segments(url);
    let is_video = match path.as_slice() {
        ["watch"] => url.query_pairs().any(|(name, value)| name == "v" && !value.is_empty()),
        ["shorts" | "live" | "embed", _] => true,
        ["playlist"] => url.query_pairs().any(|(name, _)| name == "list"),
        [_] => is_on(url, "youtu.be"),
        _ => false,
    };
    is_video.then(|| oembed(url, endpoint))
}

/// 401 means that the video may not be embedded: it is there.
fn hear(answer: &Response) -> Says {
    match answer.status {
        200 | 401 => Says::There,
        403 => Says::Private,
        400 | 404 => Says::Gone,
        _ => Says::Nothing("it gave no clear answer"),
    }
}
