//! The data languages of a document, as far as somebody who writes into it has to keep to them.

use super::front_matter::{self, Quoting};
use crate::source::{Document, Kind};
use crate::text::{Span, json_fault};

/// The strings of front matter, in order, with what their quotes ask for.
#[must_use]
pub fn strings(document: &Document) -> Vec<(Span, Quoting)> {
    let entries = match document.kind {
        Kind::Markdown => front_matter::read(&document.text).entries,
        _ => Vec::new(),
    };
    entries.iter().filter_map(|entry| Some((entry.whole()?, entry.quoting))).collect()
}

/// Whether all of a document is JSON.
#[must_use]
pub fn is_json(document: &Document) -> bool {
    matches!(document.kind, Kind::Feed | Kind::Chapters) && document.text.trim_start().starts_with(['{', '['])
}

/// The first byte at which a strict parser gives up. What is read here is often read nevertheless, but not everywhere.
#[must_use]
pub fn fault(document: &Document) -> Option<usize> {
    match document.kind {
        Kind::Markdown => front_matter::read(&document.text).fault.map(|fault| fault.at),
        _ if is_json(document) => json_fault(&document.text).map(|(at, _)| at),
        _ => None,
    }
}
