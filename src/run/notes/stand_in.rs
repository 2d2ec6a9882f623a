//! A page on the web that stands in for an episode: a login, a challenge to robots, an apology. Its links are all fine, and none is one of the notes.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use crate::check::{self, End, Outcome, Start, Trace};
use crate::episode::{Episode, ScopeRule};
use crate::link::Link;
use crate::net::BodyEnd;
use crate::source::{Document, Kind, Origin};
use crate::verdict::{self, Class, Policy};

/// What to do where it is the episode.
const UNLESS: &str = "if these are the notes all the same, name the element that holds them with --select";

/// What a page says instead of an episode, as of any link that leads to it; `None` where notes were recognised, or nothing speaks against it.
pub(super) fn of(document: &Document, episodes: &[Episode]) -> Option<String> {
    let Origin::Url(last) = &document.origin else { return None };
    let guessed = |episode: &Episode| matches!(episode.rule, Some(ScopeRule::WholePage | ScopeRule::MainContent));
    if document.kind != Kind::Html || !episodes.iter().all(guessed) {
        return None;
    }
    let asked = document.hops.first().map_or_else(|| Arc::new(last.clone()), |hop| Arc::clone(&hop.url));
    let leads_here = if document.hops.is_empty() { String::new() } else { format!(" ({asked} leads here)") };
    let verdict = verdict::judge(&Link::to(asked), Some(&seen(document, last)), &Policy::default());
    let is_fine = matches!(verdict.class, Class::Ok | Class::Redirected);
    let says = verdict.reason.text().title;
    (!is_fine).then(|| format!("{says}{leads_here}; {UNLESS}"))
}

/// What a check would have seen.
fn seen(document: &Document, last: &Url) -> Outcome {
    let end = End::Answered {
        status: 200,
        media_type: Some(Cow::Borrowed("text/html")),
        headers: Vec::new(),
        body: BodyEnd::Complete,
        start: Start::Unknown,
        page: Some(Box::new(check::page_facts(&document.text, last))),
    };
    Outcome {
        walk: Trace { hops: document.hops.clone(), last: Arc::new(last.clone()), end },
        looks: Vec::new(),
        attempts: Vec::new(),
        testimony: None,
        anchors: Vec::new(),
        elapsed: Duration::ZERO,
    }
}
