//! Raw HTML within a line: `<a href>` opens a link, `<code>` shows code.

use pulldown_cmark::LinkType;

use super::{OpenLink, Walk, comments, component};
use crate::link::{Form, Hit};
use crate::text::Span;
use crate::text::html::{self, Holds, Place, Tag, Visitor, Written};

/// Elements whose text is code, or isn't shown.
const VERBATIM: &[&str] = &["code", "kbd", "pre", "samp", "script", "style", "template", "textarea", "tt", "var"];

impl Walk<'_> {
    pub(super) fn inline_html(&mut self, tag: &str, at: Span) {
        self.directives.extend(comments(self.source, at));
        self.run_out();
        let name = name_of(tag);
        match (name.as_str(), tag.starts_with("</")) {
            ("a", false) => self.open_anchor(tag, at),
            ("a", true) => self.close_link(true),
            ("br", _) => self.labels.push(" "),
            (_, false) if component::is_link(tag) => {
                self.open_anchor(tag, at);
                if tag.ends_with("/>") {
                    self.close_link(true);
                }
            }
            (_, true) if tag[2..].starts_with(|c: char| c.is_ascii_uppercase()) => self.close_link(true),
            (name, false) if VERBATIM.contains(&name) => self.verbatim += 1,
            (name, true) if VERBATIM.contains(&name) => self.verbatim = self.verbatim.saturating_sub(1),
            _ => {}
        }
    }

    fn open_anchor(&mut self, tag: &str, at: Span) {
        // A browser closes an open `<a>` where another begins.
        self.close_link(true);
        let Some((href, span)) = href_of(&component::as_anchors(tag)) else { return };
        if !self.links.is_empty() {
            return;
        }
        let span = span.map(|span| span.shifted(at.start));
        let hit = self.add(Hit::new(href, span, Form::Link));
        self.links.push(OpenLink { hit, raw: true, span: at, text_end: at.end, kind: LinkType::Inline });
        self.labels.start_link();
    }
}

/// The name of a tag in lower case.
fn name_of(tag: &str) -> String {
    let name = tag.trim_start_matches(['<', '/']);
    name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())].to_ascii_lowercase()
}

/// The `href` of a tag and the bytes of its value.
fn href_of(tag: &str) -> Option<(String, Option<Span>)> {
    let mut first = First::default();
    html::read(tag, &mut first);
    first.href
}

/// Keeps the first `href` of a start tag.
#[derive(Default)]
struct First {
    href: Option<(String, Option<Span>)>,
}

impl Visitor for First {
    fn attribute(&mut self, _: &str, name: &str, value: Written<'_>) {
        if self.href.is_none() && name.eq_ignore_ascii_case("href") {
            let span = Span::new(value.at, value.at + value.raw.len());
            self.href = Some((html::decode(value.raw, Place::Attribute).into_owned(), Some(span)));
        }
    }

    fn open(&mut self, tag: Tag<'_>) -> Holds {
        Holds::of(tag.name)
    }

    fn close(&mut self, _: &str) {}

    fn text(&mut self, _: Written<'_>) {}
}
