//! Feeds: RSS, Atom and JSON Feed, told apart by what they hold.
//!
//! Each item is an episode. Its notes are all fields that podcast apps show, each a fragment of its own, because apps disagree about which they show:
//! `content:encoded`, `description`, `itunes:summary`, Atom's `content` and `summary`, JSON's `content_html` and `content_text`. What belongs to the
//! show and not to an episode (its page, its funding, its hosts) goes with the newest episode, so that it is asked for once.

mod comments;
mod item;
mod json;
mod markup;
mod podcast;
mod repairs;
mod shortened;
mod space;
mod xml;

use super::{Episode, EpisodeError};
use crate::source::Document;

/// Reads a feed.
///
/// # Errors
/// If it breaks off ([`EpisodeError::CutOff`] holds the episodes before that), holds comments, or is no feed.
pub fn read(document: &Document) -> Result<Vec<Episode>, EpisodeError> {
    let is_json = document.text.trim_start().starts_with(['{', '[']);
    if is_json { json::read(document) } else { xml::read(document) }
}

#[cfg(test)]
mod tests;
