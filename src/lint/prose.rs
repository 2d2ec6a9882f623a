//! The text that a listener sees, line by line.

use super::Scene;
use crate::episode::Content;
use crate::text::{SourceMap, Span};

/// A line of text, or what stands between two tags.
pub(super) struct Line {
    pub(super) text: String,
    /// Its bytes in the document.
    pub(super) span: Option<Span>,
}

/// The lines of all notes of an episode. Comments and blocks of code aren't seen.
pub(super) fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let mut found = Vec::new();
    for fragment in &scene.episode.notes {
        match &fragment.content {
            Content::Markdown { text, map } => of_text(text, map, true, &mut found),
            Content::Text { text, map } => of_text(text, map, false, &mut found),
            Content::Html { text, map } => of_html(text, map, &mut found),
            Content::Nodes { dom, roots, without } => {
                for root in roots.iter().filter_map(|id| dom.node(*id)) {
                    let shown = root
                        .descendants()
                        .filter(|node| !node.ancestors().take(64).any(|above| without.contains(&above.id())));
                    for (node, text) in shown.filter_map(|node| Some((node.id(), node.value().as_text()?))) {
                        let span = dom.text_place(node, Span::new(0, text.len()));
                        found.push(Line { text: text.to_string(), span });
                    }
                }
            }
        }
    }
    found
}

fn of_text(text: &str, map: &SourceMap, markdown: bool, into: &mut Vec<Line>) {
    let (mut at, mut code, mut comment) = (0, false, false);
    for line in text.split_inclusive('\n') {
        let fence = markdown && (line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~"));
        code ^= fence;
        let hidden = code || fence || comment || (markdown && line.contains("<!--"));
        if markdown {
            comment = match (line.rfind("<!--"), line.rfind("-->")) {
                (Some(opens), closes) => closes.is_none_or(|closes| closes < opens),
                (None, Some(_)) => false,
                (None, None) => comment,
            };
        }
        if !hidden {
            into.push(Line {
                text: line.trim_end().to_owned(),
                span: map.to_file(Span::new(at, at + line.trim_end().len())),
            });
        }
        at += line.len();
    }
}

/// What stands between tags; a comment counts as one.
fn of_html(text: &str, map: &SourceMap, into: &mut Vec<Line>) {
    let mut from = 0;
    while from < text.len() {
        let end = text[from..].find('<').map_or(text.len(), |at| from + at);
        if end > from {
            into.push(Line { text: text[from..end].to_owned(), span: map.to_file(Span::new(from, end)) });
        }
        let closing = if text[end..].starts_with("<!--") { "-->" } else { ">" };
        from = text[end..].find(closing).map_or(text.len(), |at| end + at + closing.len());
    }
}
