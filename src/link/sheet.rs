//! What of an episode is read for its links. Most notes are text, which threads can share; parts of a page are not.

use scraper::Selector;
use url::Url;

use super::{Hit, html, markdown, plain};
use crate::episode::{Content, Episode, Fragment, Mention};
use crate::source::Document;
use crate::text::{SourceMap, Span};

/// An episode whose notes are text.
pub(super) struct Sheet<'a> {
    pub(super) pieces: Vec<Piece<'a>>,
    pub(super) mentions: &'a [Mention],
}

/// A fragment that is text.
pub(super) struct Piece<'a> {
    pub(super) field: Option<&'static str>,
    pub(super) base: Option<&'a Url>,
    markup: Markup,
    text: &'a str,
    map: &'a SourceMap,
}

/// How the text is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Markup {
    Html,
    Markdown,
    Plain,
}

impl<'a> Sheet<'a> {
    /// That of an episode; none where parts of a page are among its notes.
    pub(super) fn of(episode: &'a Episode) -> Option<Self> {
        let pieces = episode.notes.iter().map(Piece::of).collect::<Option<_>>()?;
        Some(Self { pieces, mentions: &episode.mentions })
    }
}

impl<'a> Piece<'a> {
    fn of(fragment: &'a Fragment) -> Option<Self> {
        let (markup, text, map) = parts(&fragment.content)?;
        Some(Self { field: fragment.field, base: fragment.base.as_ref(), markup, text, map })
    }

    pub(super) fn is_markdown(&self) -> bool {
        self.markup == Markup::Markdown
    }

    /// The hits, each with its bytes in the document.
    pub(super) fn hits(&self, ignore: &[Selector]) -> Vec<(Hit, Option<Span>)> {
        mapped(self.markup, self.text, self.map, ignore)
    }
}

/// The hits of a fragment, each with its bytes in the document.
pub(super) fn hits(document: &Document, content: &Content, ignore: &[Selector]) -> Vec<(Hit, Option<Span>)> {
    if let Content::Nodes { dom, roots, without } = content {
        let found = html::mentions(&document.text, dom, roots, without);
        return found.into_iter().map(|hit| (hit.span, hit)).map(|(span, hit)| (hit, span)).collect();
    }
    parts(content).map(|(markup, text, map)| mapped(markup, text, map, ignore)).unwrap_or_default()
}

fn parts(content: &Content) -> Option<(Markup, &str, &SourceMap)> {
    match content {
        Content::Nodes { .. } => None,
        Content::Html { text, map } => Some((Markup::Html, text, map)),
        Content::Markdown { text, map } => Some((Markup::Markdown, text, map)),
        Content::Text { text, map } => Some((Markup::Plain, text, map)),
    }
}

fn mapped(markup: Markup, text: &str, map: &SourceMap, ignore: &[Selector]) -> Vec<(Hit, Option<Span>)> {
    let hits = match markup {
        Markup::Html => html::hits(text, ignore),
        Markup::Markdown => markdown::hits(text),
        Markup::Plain => plain::hits(text),
    };
    let place = |hit: Hit| {
        let span = hit.span.and_then(|span| map.to_file(span));
        (hit, span)
    };
    hits.into_iter().map(place).collect()
}
