//! Apple Podcasts, by the iTunes lookup: its pages answer programs with errors at random.

use url::Url;

use super::{Oracle, When, segments};
use crate::check::outcome::Says;
use crate::net::Response;

pub(super) const APPLE_PODCASTS: Oracle = Oracle {
    name: "apple-podcasts",
    endpoint: "https://itunes.apple.com/lookup",
    hosts: &["podcasts.apple.com", "itunes.apple.com"],
    when: When::Refused,
    token: None,
    question,
    hear,
};

fn question(url: &Url, endpoint: &Url) -> Option<Url> {
    let path = segments(url);
    let id =
        path.iter().find_map(|part| part.strip_prefix("id")).filter(|id| id.bytes().all(|b| b.is_ascii_digit()))?;
    let mut question = endpoint.clone();
    question.query_pairs_mut().append_pair("id", id);
    Some(question)
}

fn hear(answer: &Response) -> Says {
    let results: Option<serde_json::Value> = serde_json::from_slice(&answer.body.bytes).ok();
    match results.and_then(|results| results.get("resultCount")?.as_u64()) {
        Some(0) => Says::Gone,
        Some(_) if answer.status == 200 => Says::There,
        _ => Says::Nothing("it gave no clear answer"),
    }
}
