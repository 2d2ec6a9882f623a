//! Vimeo, by oEmbed.

use url::Url;

use super::{Oracle, When, oembed, segments};
use crate::check::outcome::Says;
use crate::net::Response;

pub(super) const VIMEO: Oracle = Oracle {
    name: "vimeo",
    endpoint: "https://vimeo.com/api/oembed.json",
    hosts: &["vimeo.com"],
    when: When::First,
    token: None,
    question,
    hear,
};

fn question(url: &Url, endpoint: &Url) -> Option<Url> {
    let has_number = segments(url).iter().any(|part| part.len() > 3 && part.bytes().all(|byte| byte.is_ascii_digit()));
    has_number.then(|| oembed(url, endpoint))
}

/// 403 means that the video is shown on chosen sites only.
fn hear(answer: &Response) -> Says {
    match answer.status {
        200 => Says::There,
        404 => Says::Gone,
        _ => Says::Nothing("it gave no clear answer"),
    }
}
