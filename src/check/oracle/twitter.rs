//! X, once Twitter, by oEmbed: its pages tell programs what they like.

use url::Url;

use super::{Oracle, When, oembed, segments};
use crate::check::outcome::Says;
use crate::net::Response;

pub(super) const TWITTER: Oracle = Oracle {
    name: "twitter",
    endpoint: "https://publish.twitter.com/oembed",
    hosts: &["twitter.com", "x.com"],
    when: When::First,
    token: None,
    question,
    hear,
};

fn question(url: &Url, endpoint: &Url) -> Option<Url> {
    let path = segments(url);
    let is_post = matches!(path.as_slice(), [_, "status", id, ..] if id.bytes().all(|byte| byte.is_ascii_digit()));
    is_post.then(|| oembed(url, endpoint))
}

fn hear(answer: &Response) -> Says {
    match answer.status {
        200 => Says::There,
        404 => Says::Gone,
        403 => Says::Private,
        _ => Says::Nothing("it gave no clear answer"),
    }
}
