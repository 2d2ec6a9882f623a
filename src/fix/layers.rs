//! How often characters are escaped at the places of a document: what it is built of.

use crate::episode::{self, Content, Episode, Quoting};
use crate::source::{Document, Kind};
use crate::text::Span;

/// What a document is built of, as far as spelling goes.
#[derive(Debug)]
pub(super) struct Layers {
    kind: Kind,
    is_json: bool,
    /// Where CDATA sections stand, in order.
    cdata: Vec<Span>,
    /// Where notes in HTML stand that are held by something else, in order.
    html: Vec<Span>,
    /// The strings of front matter, in order.
    strings: Vec<(Span, Quoting)>,
}

impl Layers {
    pub(super) fn new(document: &Document, episodes: &[Episode]) -> Self {
        let mut html: Vec<Span> = episodes.iter().flat_map(|it| &it.notes).filter_map(|it| html(&it.content)).collect();
        html.sort_unstable();
        let mut strings = episode::strings(document);
        strings.sort_unstable_by_key(|(span, _)| *span);
        let is_json = episode::is_json(document);
        Self { kind: document.kind, is_json, cdata: sections(&document.text), html, strings }
    }

    /// How often `&` is escaped at a place, the most likely first. `raw` is what stands there.
    pub(super) fn references(&self, at: usize, raw: &str, in_attribute: bool) -> &'static [u8] {
        let in_html = covering(&self.html, |span| *span, at).is_some();
        let is_escaped = raw.contains("&amp;") || raw.contains("&#");
        let is_escaped_twice = raw.contains("&amp;amp;") || raw.contains("&amp;#");
        let is_unwrapped = self.is_json || covering(&self.cdata, |span| *span, at).is_some();
        match self.kind {
            Kind::Markdown if in_attribute || is_escaped => &[1, 0],
            Kind::Markdown => &[0, 1],
            Kind::Html => &[1, 0, 2],
            Kind::Feed | Kind::Sitemap if is_unwrapped && (in_html || is_escaped) => &[1, 0, 2],
            Kind::Feed | Kind::Sitemap if is_unwrapped => &[0, 1],
            Kind::Feed | Kind::Sitemap if in_html || is_escaped_twice => &[2, 1, 3],
            Kind::Feed | Kind::Sitemap => &[1, 2],
            Kind::Chapters if !self.is_json => &[1],
            Kind::Text | Kind::Chapters => &[0],
        }
    }

    /// What the quotes around a place ask for.
    pub(super) fn quoting(&self, at: usize) -> Quoting {
        let string = covering(&self.strings, |(span, _)| *span, at);
        if self.is_json { Quoting::Escaped } else { string.map_or(Quoting::Bare, |(_, quoting)| *quoting) }
    }
}

/// The one of some things in order whose span holds a byte.
fn covering<T>(all: &[T], span: impl Fn(&T) -> Span, at: usize) -> Option<&T> {
    let last = all[..all.partition_point(|it| span(it).start <= at)].last()?;
    (at < span(last).end).then_some(last)
}

/// Where notes stand that are HTML within something else.
fn html(content: &Content) -> Option<Span> {
    match content {
        Content::Html { map, .. } => map.to_file(Span::new(0, map.len())),
        Content::Nodes { .. } | Content::Markdown { .. } | Content::Text { .. } => None,
    }
}

/// The CDATA sections of a text, without their marks.
fn sections(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("<![CDATA[").map(|at| from + at + 9) {
        let end = text[start..].find("]]>").map_or(text.len(), |at| start + at);
        found.push(Span::new(start, end));
        from = end;
    }
    found
}
