//! SoundCloud, by oEmbed.

use url::Url;

use super::{Oracle, When, oembed, segments};
use crate::check::outcome::Says;
use crate::net::Response;

pub(super) const SOUNDCLOUD: Oracle = Oracle {
    name: "soundcloud",
    endpoint: "https://soundcloud.com/oembed",
    hosts: &["soundcloud.com"],
    when: When::First,
    token: None,
    question,
    hear,
};

fn question(url: &Url, endpoint: &Url) -> Option<Url> {
    (segments(url).len() >= 2).then(|| oembed(url, endpoint))
}

/// 403 means that the track may not be embedded: it is there.
fn hear(answer: &Response) -> Says {
    match answer.status {
        200 | 403 => Says::There,
        404 => Says::Gone,
        _ => Says::Nothing("it gave no clear answer"),
    }
}
