//! The notes as a platform gets them.

use std::collections::HashSet;

use url::Url;

use super::selector;
use super::table::Markup;
use crate::episode::dom::Dom;
use crate::episode::{Content, Episode, Fragment, LinkKind};
use crate::link::{Address, Form, Group, Hit, Link, html, markdown, text};
use crate::source::{Document, Kind, Origin};

/// The notes of one field.
pub(super) struct Notes {
    /// Its name; `None` for a draft.
    pub(super) field: Option<&'static str>,
    /// How long it is.
    pub(super) bytes: usize,
    /// Whether it is what a draft becomes.
    pub(super) made: bool,
    /// The addresses in it that a platform may make links of, in their order.
    pub(super) hits: Vec<Hit>,
    /// Links that stand in other fields only, and the first of these fields.
    pub(super) elsewhere: Vec<(String, &'static str)>,
    /// Its markup; `None` for plain text.
    dom: Option<Dom>,
}

impl Notes {
    pub(super) fn of(document: &Document, episode: &Episode, links: &[Link], field: &'static str) -> Option<Self> {
        let mut notes = match document.kind {
            Kind::Feed => of_feed(episode, links, field)?,
            Kind::Markdown | Kind::Text => of_draft(&episode.notes.last()?.content)?,
            Kind::Html if is_draft(document) => of_html(document.text.trim_end()),
            Kind::Html | Kind::Chapters | Kind::Sitemap => return None,
        };
        // What the podcast host appended isn't the editor's to mend, and a bare name is a link to hardly any app.
        let hosts = links.iter().filter(|link| link.group == Group::Host);
        let of_host: HashSet<&str> = hosts.map(|link| &*link.href).collect();
        notes.hits.retain(|hit| {
            hit.form != Form::Domain && may_lead_to_web(&hit.href) && !of_host.contains(hit.href.as_str())
        });
        Some(notes)
    }

    /// How many links there are, in all fields.
    pub(super) fn links(&self) -> usize {
        self.hits.len() + self.elsewhere.len()
    }

    /// The links of which not all stands before this byte.
    pub(super) fn beyond(&self, limit: usize) -> Vec<&Hit> {
        self.hits.iter().filter(|hit| hit.span.is_some_and(|span| span.end > limit)).collect()
    }

    pub(super) fn count(&self, markup: &Markup) -> usize {
        self.dom.as_ref().map_or(0, |dom| dom.select(&selector(markup)).len())
    }
}

/// Whether an HTML file holds notes and nothing else, to be pasted into a form: a page has more, and where it goes isn't known.
fn is_draft(document: &Document) -> bool {
    let is_page = |tag: &str| {
        let mut tags = document.text.as_bytes().windows(tag.len());
        tags.any(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
    };
    !matches!(document.origin, Origin::Url(_)) && !["<html", "<!doctype", "<head", "<body"].into_iter().any(is_page)
}

fn of_feed(episode: &Episode, links: &[Link], field: &'static str) -> Option<Notes> {
    let fragment = episode.notes.iter().find(|notes| notes.field == Some(field))?;
    let notes = match &fragment.content {
        Content::Html { text, .. } => of_html(text.trim_end()),
        Content::Text { text, .. } => of_text(text.trim_end()),
        Content::Markdown { .. } | Content::Nodes { .. } => return None,
    };
    let elsewhere = links.iter().filter_map(|link| elsewhere(link, &episode.notes, field)).collect();
    Some(Notes { field: Some(field), elsewhere, ..notes })
}

/// The address of a link that stands in other notes only, and the field of the first of them.
fn elsewhere(link: &Link, notes: &[Fragment], field: &str) -> Option<(String, &'static str)> {
    let Address::Web(url) = &link.address else { return None };
    let in_notes = |field: &&'static str| notes.iter().any(|fragment| fragment.field == Some(*field));
    let mut fields = link.places.iter().filter_map(|place| place.field).filter(in_notes).peekable();
    let first = *fields.peek()?;
    let own = link.kind == LinkKind::Notes && link.group != Group::Host;
    (own && !fields.any(|other| other == field)).then(|| (url.to_string(), first))
}

fn of_draft(content: &Content) -> Option<Notes> {
    match content {
        Content::Markdown { text, .. } => Some(Notes { made: true, ..of_html(markdown::rendered(text).trim_end()) }),
        Content::Text { text, .. } => Some(of_text(text.trim_end())),
        Content::Html { .. } | Content::Nodes { .. } => None,
    }
}

fn of_html(source: &str) -> Notes {
    let dom = Dom::fragment(source);
    let hits = html::mentions(source, &dom, &[dom.root().id()], &[]);
    Notes { field: None, bytes: source.len(), made: false, hits, elsewhere: Vec::new(), dom: Some(dom) }
}

fn of_text(source: &str) -> Notes {
    Notes { field: None, bytes: source.len(), made: false, hits: text::hits(source), elsewhere: Vec::new(), dom: None }
}

/// Whether an address is or was meant as one of the web; what is wrong with it is told elsewhere.
fn may_lead_to_web(href: &str) -> bool {
    let relative = !href.trim().is_empty() && !href.trim().starts_with('#');
    Url::parse(href.trim()).map_or(relative, |url| matches!(url.scheme(), "http" | "https"))
}
