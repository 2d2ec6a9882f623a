//! Raw HTML within a line: `<a href>` opens a link, `<code>` shows code.

use html5gum::{Token, Tokenizer};
use pulldown_cmark::LinkType;

use super::{OpenLink, Walk, comments, component};
use crate::link::{Form, Hit};
use crate::text::Span;

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
    let token = Tokenizer::new(tag).next()?.ok()?;
    let Token::StartTag(start) = token else { return None };
    let value = start.attributes.get(&b"href"[..])?;
    let href = String::from_utf8_lossy(value).into_owned();
    let span = value_span(tag);
    Some((href, span))
}

/// Where the value of the first `href` stands in a tag, without its quotes.
fn value_span(tag: &str) -> Option<Span> {
    let lower = tag.to_ascii_lowercase();
    let mut from = 2;
    loop {
        let name = from + lower.get(from..)?.find("href")?;
        from = name + 4;
        let rest = tag[from..].trim_start();
        let named = lower[..name].ends_with(|c: char| c.is_ascii_whitespace() || c == '/' || c == '"' || c == '\'');
        let Some(value) = rest.strip_prefix('=').filter(|_| named) else { continue };
        let value = value.trim_start();
        let start = tag.len() - value.len();
        return Some(match value.chars().next()? {
            quote @ ('"' | '\'') => Span::new(start + 1, start + 1 + value[1..].find(quote)?),
            _ => Span::new(start, start + value.find(|c: char| c.is_ascii_whitespace() || c == '>')?),
        });
    }
}
