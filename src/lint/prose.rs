//! The text that a listener sees, line by line.

use std::collections::HashSet;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use memchr::memmem;
use scraper::Node;

use super::Scene;
use crate::episode::Content;
use crate::episode::dom::Dom;
use crate::text::{Fences, SourceMap, Span};

/// A line of text, or what stands between two tags.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    place: Place<'a>,
}

/// Where a line stands. It is asked of few lines.
enum Place<'a> {
    /// In this text of a page, all of it.
    Of(&'a Dom, NodeId),
    /// At these bytes of a fragment, with the way back to the document.
    Within(&'a SourceMap, Span),
}

impl Line<'_> {
    /// The bytes in the document of a part of it.
    pub(super) fn span_of(&self, part: Span) -> Option<Span> {
        match &self.place {
            Place::Of(dom, node) => dom.text_place(*node, part),
            Place::Within(map, span) => map.to_file(part.shifted(span.start)),
        }
    }
}

/// The lines of all notes of an episode. Comments and blocks of code aren't seen.
pub(super) fn lines<'a>(scene: &Scene<'a>) -> Vec<Line<'a>> {
    let mut found = Vec::new();
    for fragment in &scene.episode.notes {
        match &fragment.content {
            Content::Markdown { text, map } => of_text(text, map, true, &mut found),
            Content::Text { text, map } => of_text(text, map, false, &mut found),
            Content::Html { text, map } => of_html(text, map, &mut found),
            Content::Nodes { dom, roots, without } => of_nodes(dom, roots, without, &mut found),
        }
    }
    found
}

/// The text nodes in some parts of a page, but for those in elements that don't count.
fn of_nodes<'a>(dom: &'a Dom, roots: &[NodeId], without: &[NodeId], into: &mut Vec<Line<'a>>) {
    let without: HashSet<NodeId> = without.iter().copied().collect();
    let counts = |id: NodeId| !without.contains(&id);
    let roots = roots.iter().filter_map(|id| dom.node(*id));
    for root in roots.filter(|root| root.ancestors().all(|above| counts(above.id()))) {
        let mut skipped: Option<NodeId> = None;
        for edge in root.traverse() {
            match (edge, skipped) {
                (Edge::Close(node), Some(id)) if node.id() == id => skipped = None,
                (_, Some(_)) | (Edge::Close(_), None) => {}
                (Edge::Open(node), None) => match node.value() {
                    Node::Text(text) => into.push(Line { text, place: Place::Of(dom, node.id()) }),
                    _ if !counts(node.id()) => skipped = Some(node.id()),
                    _ => {}
                },
            }
        }
    }
}

fn of_text<'a>(text: &'a str, map: &'a SourceMap, markdown: bool, into: &mut Vec<Line<'a>>) {
    let (mut at, mut fences, mut comment) = (0, Fences::default(), false);
    let commented =
        markdown && ["<!--", "-->"].iter().any(|mark| memmem::find(text.as_bytes(), mark.as_bytes()).is_some());
    for line in text.split_inclusive('\n') {
        let code = markdown && fences.hold(line);
        let hidden = code || comment || (commented && line.contains("<!--"));
        if commented {
            comment = match (line.rfind("<!--"), line.rfind("-->")) {
                (Some(opens), closes) => closes.is_none_or(|closes| closes < opens),
                (None, Some(_)) => false,
                (None, None) => comment,
            };
        }
        if !hidden {
            let text = line.trim_end();
            into.push(Line { text, place: Place::Within(map, Span::new(at, at + text.len())) });
        }
        at += line.len();
    }
}

/// What stands between tags; a comment counts as one.
fn of_html<'a>(text: &'a str, map: &'a SourceMap, into: &mut Vec<Line<'a>>) {
    let mut from = 0;
    while from < text.len() {
        let end = text[from..].find('<').map_or(text.len(), |at| from + at);
        if end > from {
            into.push(Line { text: &text[from..end], place: Place::Within(map, Span::new(from, end)) });
        }
        let closing = if text[end..].starts_with("<!--") { "-->" } else { ">" };
        from = text[end..].find(closing).map_or(text.len(), |at| end + at + closing.len());
    }
}
