//! Links in Markdown: CommonMark with GitHub's tables, footnotes and bare addresses, and raw HTML in it.
//!
//! The parser tells the bytes of each construct; a bare address is none to it, so the text between is put together
//! again and read by `text`, as GitHub does it: before `_` and `*` become emphasis. The place of a reference link is
//! its definition, because that is what an editor changes.

mod admonition;
mod aside;
mod block;
mod block_html;
mod component;
mod container;
mod destination;
mod extension;
mod inline_html;
mod label;
mod obsidian;
mod rendered;
mod run;
mod template;

pub use rendered::rendered;

use pulldown_cmark::{CowStr, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

use self::aside::Aside;
use self::label::Labels;
use self::run::Run;
use super::directive::{self, Directive};
use super::{Form, Group, Hit};
use crate::text::Span;

/// The links of `source`, in its order. Spans are those of `source`.
#[must_use]
pub fn hits(source: &str) -> Vec<Hit> {
    let sponsored = container::sponsored(source);
    let source = &*extension::known(source);
    let mut events = Parser::new_ext(source, options()).into_offset_iter();
    let mut walk = Walk { source, sponsored, ..Walk::default() };
    while let Some((event, range)) = events.next() {
        walk.read(&event, Span::from(range), &events);
    }
    walk.end_block();
    // A footnote is told where it stands, a reference where it is defined: neither is the order of reading.
    let mut hits = walk.hits;
    if !walk.directives.is_empty() {
        hits.sort_by_key(|hit| hit.span.map(|span| span.start));
        directive::apply(&walk.directives, &mut hits);
    }
    hits
}

/// Comments of `source` that speak to aircheck.
#[must_use]
pub fn directives(source: &str) -> Vec<Directive> {
    if directive::scan(source).is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(source, options()).into_offset_iter() {
        if let Event::Html(_) | Event::InlineHtml(_) = event {
            found.extend(comments(source, Span::from(range)));
        }
    }
    found
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

fn comments(source: &str, at: Span) -> impl Iterator<Item = Directive> {
    let found = if source[at.range()].contains("<!--") { directive::scan(&source[at.range()]) } else { Vec::new() };
    found.into_iter().map(move |directive| Directive { span: directive.span.shifted(at.start), ..directive })
}

/// Whether a template engine fills the address in: what stands here isn't what a listener gets.
fn is_template(href: &str) -> bool {
    ["{{", "{%", "<%", "${"].iter().any(|mark| href.contains(mark)) || href.starts_with('{')
}

/// A link that is open.
struct OpenLink {
    /// Its place among the hits; `None` if it doesn't count.
    hit: Option<usize>,
    /// Whether it is an `<a>`, which ends with `</a>`.
    raw: bool,
    /// The whole construct.
    span: Span,
    /// Where its text ends, as far as it was read.
    text_end: usize,
    kind: LinkType,
}

/// A walk over the events of the parser.
#[derive(Default)]
struct Walk<'a> {
    source: &'a str,
    hits: Vec<Hit>,
    directives: Vec<Directive>,
    links: Vec<OpenLink>,
    labels: Labels,
    run: Run,
    /// A block of raw HTML, as far as it was read.
    block: Option<Run>,
    aside: Aside,
    /// Containers of sponsors.
    sponsored: Vec<Span>,
    /// Where what is read begins.
    at: usize,
    /// Open images, code blocks and raw elements that show code or nothing.
    images: usize,
    verbatim: usize,
    /// The end of a formula, or of code of MDX, that is being skipped.
    skipped: Option<usize>,
}

impl Walk<'_> {
    fn read(&mut self, event: &Event<'_>, at: Span, events: &OffsetIter<'_>) {
        if self.skipped.is_some_and(|end| at.start < end) {
            return;
        }
        self.at = at.start;
        match event {
            Event::Start(tag) => self.start(tag, at, events),
            Event::End(tag) => self.end(*tag, at),
            Event::Text(text) => self.text(text, at),
            Event::Code(code) => {
                self.labels.push(code);
                self.run_out();
            }
            Event::SoftBreak | Event::HardBreak => {
                self.labels.end_line(*event == Event::HardBreak);
                self.run_out();
            }
            Event::Html(_) => self.html(at),
            Event::Rule => self.labels.rule(),
            Event::InlineHtml(tag) => self.inline_html(tag, at),
            _ => self.run_out(),
        }
        if let Some(link) = self
            .links
            .last_mut()
            .filter(|link| link.span.end >= at.end && !matches!(event, Event::Start(Tag::Link { .. })))
        {
            link.text_end = link.text_end.max(at.end);
        }
    }

    fn text(&mut self, text: &str, at: Span) {
        if self.block.is_some() {
            return self.html(at);
        }
        self.labels.push(text);
        if self.links.is_empty() && self.images == 0 && self.verbatim == 0 {
            self.run.push(self.source, text, at);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: Span, events: &OffsetIter<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => self.delimiter(tag, at),
            Tag::Link { link_type, dest_url, id, .. } => {
                self.run_out();
                let defined =
                    events.reference_definitions().get(id).map(|definition| Span::from(definition.span.clone()));
                self.open_link(*link_type, dest_url, at, defined);
            }
            Tag::Image { .. } => {
                self.run_out();
                self.images += 1;
            }
            Tag::HtmlBlock => self.block = Some(Run::default()),
            _ => self.start_block(tag, at),
        }
    }

    fn start_block(&mut self, tag: &Tag<'_>, at: Span) {
        self.end_block();
        match tag {
            Tag::CodeBlock(_) => self.verbatim += 1,
            Tag::Paragraph => {
                let text = self.source[at.range()].trim();
                let is_formula = text.len() > 4 && text.starts_with("$$") && text.ends_with("$$");
                if is_formula || component::is_code(text) {
                    self.skipped = Some(at.end);
                    return;
                }
            }
            _ => {}
        }
        self.labels.start(tag);
    }

    fn end(&mut self, tag: TagEnd, at: Span) {
        match tag {
            TagEnd::Emphasis => self.closing(at, 1),
            TagEnd::Strong => self.closing(at, 2),
            TagEnd::Strikethrough => self.closing(at, tildes(&self.source[at.range()])),
            TagEnd::Link => self.close_link(false),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::HtmlBlock => self.end_html(),
            _ => {
                self.end_block();
                for (link, group) in self.labels.end(tag, &self.hits) {
                    self.hits[link].group = self.hits[link].group.max(group);
                }
                if let TagEnd::Heading(level) = tag {
                    let is_first = self.source[..at.start].trim().is_empty();
                    self.aside.read(level, self.labels.section().as_deref(), is_first);
                }
            }
        }
    }

    /// Puts the mark that opens emphasis back into the text, where a bare address may go on over it.
    fn delimiter(&mut self, tag: &Tag<'_>, at: Span) {
        let length = match tag {
            Tag::Emphasis => 1,
            Tag::Strong => 2,
            _ => tildes(&self.source[at.range()]),
        };
        self.labels.bold(matches!(tag, Tag::Strong), true);
        self.mark(Span::new(at.start, at.start + length));
    }

    fn closing(&mut self, at: Span, length: usize) {
        self.labels.bold(length == 2, false);
        self.mark(Span::new(at.end.saturating_sub(length), at.end));
    }

    fn mark(&mut self, at: Span) {
        if let Some(mark) =
            self.source.get(at.range()).filter(|_| self.links.is_empty() && self.images == 0 && self.verbatim == 0)
        {
            self.run.push(self.source, mark, at);
        }
    }

    fn open_link(&mut self, kind: LinkType, href: &CowStr<'_>, at: Span, defined: Option<Span>) {
        let (href, span) = match kind {
            LinkType::Autolink => (href.to_string(), Some(Span::new(at.start + 1, at.end - 1))),
            LinkType::Email => (format!("mailto:{href}"), Some(Span::new(at.start + 1, at.end - 1))),
            _ => (href.to_string(), defined.and_then(|definition| destination::of_definition(self.source, definition))),
        };
        let hit = self.add(Hit::new(href, span, Form::Link));
        self.links.push(OpenLink { hit, raw: false, span: at, text_end: at.start + 1, kind });
        self.labels.start_link();
    }

    fn close_link(&mut self, raw: bool) {
        let Some(link) = self.links.pop_if(|link| link.raw == raw) else { return };
        let text = self.labels.end_link();
        let Some(hit) = link.hit else { return };
        self.hits[hit].text = text;
        if link.kind == LinkType::Inline && !raw {
            self.hits[hit].span = destination::of_inline(self.source, Span::new(link.text_end, link.span.end));
        }
    }

    /// Adds a link, if it counts; its place among the hits.
    fn add(&mut self, hit: Hit) -> Option<usize> {
        if self.aside.is_open() || is_template(&hit.href) {
            return None;
        }
        let section = hit.section.or_else(|| self.labels.section());
        let place = hit.span.filter(|_| hit.form != Form::Link).map_or(self.at, |span| span.start);
        let group = if container::holds(&self.sponsored, place) { Some(Group::Sponsor) } else { self.labels.group() };
        self.labels.note(self.hits.len(), &hit.text);
        self.hits.push(Hit { section, group: group.unwrap_or(hit.group), ..hit });
        Some(self.hits.len() - 1)
    }

    /// The end of a stretch of text: finds the bare addresses in it.
    fn run_out(&mut self) {
        for hit in std::mem::take(&mut self.run).hits() {
            self.add(hit);
        }
    }

    /// The end of a block, where everything inline ends too.
    fn end_block(&mut self) {
        self.run_out();
        while self.links.last().is_some_and(|link| link.raw) {
            self.close_link(true);
        }
        self.verbatim = 0;
    }
}

/// How many `~` a text begins with, two at most.
fn tildes(text: &str) -> usize {
    text.bytes().take(2).take_while(|byte| *byte == b'~').count()
}

#[cfg(test)]
mod tests;
