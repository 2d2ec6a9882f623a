//! The inline directives of an episode's notes, as rules look at them.

use std::collections::BTreeSet;

use super::Scene;
use crate::episode::{Content, Fragment};
use crate::link::directive::{self, Directive};
use crate::link::markdown;
use crate::text::Span;

/// A directive, and its bytes in the document.
pub(super) type Placed = (Directive, Option<Span>);

/// The directives of each fragment. Those that several parts of a page stand around are told once.
pub(super) fn of<'a>(scene: &'a Scene<'_>) -> &'a [Vec<Placed>] {
    scene.directives.get_or_init(|| read(scene))
}

fn read(scene: &Scene<'_>) -> Vec<Vec<Placed>> {
    let mut seen = BTreeSet::new();
    let mut fragments: Vec<_> = scene.episode.notes.iter().map(|fragment| of_fragment(scene, fragment)).collect();
    for fragment in &mut fragments {
        fragment.retain(|(_, span)| span.is_none_or(|span| seen.insert(span)));
    }
    fragments
}

fn of_fragment(scene: &Scene<'_>, fragment: &Fragment) -> Vec<Placed> {
    let (directives, map) = match &fragment.content {
        Content::Markdown { text, map } => (markdown::directives(text), Some(map)),
        Content::Html { text, map } => (directive::scan(text), Some(map)),
        Content::Nodes { .. } => (directive::scan(&scene.document.text), None),
        Content::Text { .. } => (Vec::new(), None),
    };
    let placed = |directive: Directive| {
        let span = map.map_or(Some(directive.span), |map| map.to_file(directive.span));
        (directive, span)
    };
    directives.into_iter().map(placed).collect()
}
