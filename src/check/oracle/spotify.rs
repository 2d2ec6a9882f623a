//! Spotify, by oEmbed: its pages are the same application for everything.

use url::Url;

use super::{Oracle, When, oembed, segments};
use crate::check::outcome::Says;
use crate::net::Response;

pub(super) const SPOTIFY: Oracle = Oracle {
    name: "spotify",
    endpoint: "https://open.spotify.com/oembed",
    hosts: &["open.spotify.com"],
    when: When::First,
    token: None,
    question,
    hear,
};

fn question(url: &Url, endpoint: &Url) -> Option<Url> {
    const THINGS: &[&str] = &["episode", "show", "track", "album", "playlist", "artist"];
    let path = segments(url);
    let is_thing = path.iter().zip(path.iter().skip(1)).any(|(kind, id)| THINGS.contains(kind) && !id.is_empty());
    is_thing.then(|| oembed(url, endpoint))
}

fn hear(answer: &Response) -> Says {
    match answer.status {
        200 => Says::There,
        404 => Says::Gone,
        _ => Says::Nothing("it gave no clear answer"),
    }
}
