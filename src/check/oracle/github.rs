//! GitHub, by its API, where a token is at hand: with one, a repository that the page denies to strangers can be told from one that is gone.

use url::Url;

use super::{Oracle, When, segments};
use crate::check::outcome::Says;
use crate::net::Response;

pub(super) const GITHUB: Oracle = Oracle {
    name: "github",
    endpoint: "https://api.github.com/repos/",
    hosts: &["github.com"],
    when: When::Refused,
    token: Some("GITHUB_TOKEN"),
    question,
    hear,
};

fn question(url: &Url, endpoint: &Url) -> Option<Url> {
    let path = segments(url);
    let [owner, repository, ..] = path.as_slice() else { return None };
    let mut question = endpoint.clone();
    // Joined, `http:` for an owner would be an address of its own.
    question.path_segments_mut().ok()?.pop_if_empty().extend([owner, repository]);
    Some(question)
}

/// A repository that is there doesn't prove that the file is; one that isn't may be private.
fn hear(answer: &Response) -> Says {
    match answer.status {
        200 if is_private(answer) => Says::Private,
        200 => Says::Nothing("the repository is there"),
        404 => Says::Nothing("the repository is private or gone"),
        _ => Says::Nothing("it gave no clear answer"),
    }
}

fn is_private(answer: &Response) -> bool {
    let facts: Option<serde_json::Value> = serde_json::from_slice(&answer.body.bytes).ok();
    facts.and_then(|facts| facts.get("private")?.as_bool()).unwrap_or(false)
}
