//! Links in HTML: `a[href]`, `area[href]`, and URLs in the text that a listener sees.

mod card;
mod groups;
mod joint;
mod label;
mod scope;
mod spoken;
mod stanza;

use std::collections::HashSet;
use std::sync::Arc;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Node, Selector};

use self::joint::Run;
use self::scope::Scope;
use self::spoken::Spoken;
use self::stanza::Stanzas;
use super::group::{self, Words};
use super::{Form, Group, Hit, directive, text};
use crate::episode::dom::{Dom, attr, is_wiki_mark};
use crate::episode::page::{is_sponsors, not_notes};
use crate::text::Span;

/// Elements whose content isn't shown as text of the page; nothing in them counts.
const HIDDEN: &[&str] = &[
    "applet", "audio", "canvas", "datalist", "head", "iframe", "math", "noembed", "noframes", "noscript", "object",
    "option", "script", "select", "style", "template", "textarea", "title", "video",
];

/// Elements that show code: their links count, URLs in their text don't.
const VERBATIM: &[&str] = &["button", "code", "kbd", "listing", "plaintext", "pre", "samp", "tt", "var", "xmp"];

/// How much of a paragraph is looked at for words such as "Sponsored by", in bytes.
const PARAGRAPH: usize = 1000;

/// How much is kept of the names that a page gives itself, in bytes: each host in its text is looked for in them.
const OWN_NAMES: usize = 2_000;

/// The links in notes that stand on their own, such as those of a feed, but for those in ignored elements and in what plugins append. Spans are those of
/// `source`.
#[must_use]
pub fn hits(source: &str, ignore: &[Selector]) -> Vec<Hit> {
    let dom = Dom::fragment(source);
    let ignored = ignore.iter().flat_map(|selector| dom.select(selector)).map(|it| it.id());
    let without: Vec<NodeId> = ignored.chain(not_notes(&dom)).collect();
    mentions(source, &dom, &[dom.root().id()], &without)
}

/// Every link in a block of HTML that an author has written.
#[must_use]
pub fn block(source: &str) -> Vec<Hit> {
    let dom = Dom::fragment(source);
    mentions(source, &dom, &[dom.root().id()], &[])
}

/// The links in some parts of a page, in document order. Spans are those of `source`, the text that was parsed.
#[must_use]
pub fn mentions(source: &str, dom: &Dom, roots: &[NodeId], without: &[NodeId]) -> Vec<Hit> {
    let without = without.iter().copied().collect();
    let mut walk = Walk {
        source,
        dom,
        without: &without,
        scope: Scope::default(),
        before: None,
        bare: None,
        groups: Vec::new(),
        spoken: Spoken::default(),
        stanzas: Stanzas::default(),
        own: own_names(dom),
        joined: HashSet::new(),
        hits: Vec::new(),
    };
    for root in roots.iter().filter_map(|id| dom.node(*id)) {
        walk.subtree(root);
    }
    let mut hits = walk.hits;
    directive::apply(&directive::scan(source), &mut hits);
    hits
}

/// A walk over the notes in document order.
struct Walk<'a> {
    source: &'a str,
    dom: &'a Dom,
    without: &'a HashSet<NodeId>,
    scope: Scope,
    /// The heading that holds behind a list which a paragraph announces.
    before: Option<Arc<str>>,
    /// How many hits there were at a heading without any sign of one: it stands over one block.
    bare: Option<usize>,
    /// Open blocks that say whose their links are.
    groups: Vec<(NodeId, Group)>,
    spoken: Spoken,
    stanzas: Stanzas,
    /// What the page calls itself, in lower case: a show may bear the name of a host.
    own: String,
    /// Texts that were read together with one before them.
    joined: HashSet<NodeId>,
    hits: Vec<Hit>,
}

/// Whether text or links stand right in a node, in no block of their own.
fn has_loose_text(node: NodeRef<'_, Node>) -> bool {
    node.children().any(|child| match child.value() {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(element) => !label::breaks(element.name()),
        _ => false,
    })
}

fn is_entry(node: NodeRef<'_, Node>) -> bool {
    let is_li = |node: NodeRef<'_, Node>| node.value().as_element().is_some_and(|element| element.name() == "li");
    std::iter::once(node).chain(node.ancestors()).take(4).any(is_li)
}

/// How many elements are open around a node that change what its text means.
#[derive(Default)]
struct Around {
    links: usize,
    verbatim: usize,
}

impl Walk<'_> {
    fn subtree(&mut self, root: NodeRef<'_, Node>) {
        if has_loose_text(root) {
            // The parser puts a fragment into an element of its own.
            self.stanzas.read(root.first_child().filter(|_| !root.value().is_element()).unwrap_or(root));
            if !Words::of(&label::text_of(root, PARAGRAPH)).is_empty() {
                self.spoken.listen(root);
            }
        }
        let mut around = Around::default();
        let mut skipped: Option<NodeId> = None;
        for edge in root.traverse() {
            match (edge, skipped) {
                (Edge::Close(node), Some(id)) if node.id() == id => skipped = None,
                (_, Some(_)) => {}
                (Edge::Open(node), None) => skipped = self.open(node, &mut around),
                (Edge::Close(node), None) => self.close(node, &mut around),
            }
        }
    }

    /// Reads a node; its id if all below it is to be skipped.
    fn open(&mut self, node: NodeRef<'_, Node>, around: &mut Around) -> Option<NodeId> {
        if self.stanzas.begins_credit(node.id()) {
            self.scope.end_sponsors();
        }
        self.groups.extend(self.stanzas.group(node.id()).map(|group| (node.id(), group)));
        match node.value() {
            Node::Text(seen) if around.links == 0 && around.verbatim == 0 => {
                self.read_lines(node, seen);
                self.read_text(node, seen);
            }
            Node::Element(element) => {
                let name = element.name();
                if HIDDEN.contains(&name) || self.without.contains(&node.id()) || is_wiki_mark(element) {
                    return Some(node.id());
                }
                if let Some(href) = href(element, name) {
                    self.read_link(node, element, href);
                    around.links += 1;
                }
                around.verbatim += usize::from(VERBATIM.contains(&name));
                if name == "hr" {
                    self.scope.end_sponsors();
                }
                if self.scope.card().is_some_and(|(card, links)| card::ends_at(node, card, &self.hits[links..])) {
                    self.scope.end_card();
                }
                self.scope.enter(node.id(), element);
                if let Some(tab) = label::tab(element) {
                    self.scope.begin(tab, self.hits.len());
                }
                if is_sponsors(element) && label::text_of(node, PARAGRAPH).len() < PARAGRAPH {
                    self.groups.push((node.id(), Group::Sponsor));
                }
                if label::may_speak(node, name) {
                    self.read_block(node);
                }
            }
            _ => {}
        }
        None
    }

    fn close(&mut self, node: NodeRef<'_, Node>, around: &mut Around) {
        let Some(element) = node.value().as_element() else {
            self.leave(node);
            return;
        };
        let name = element.name();
        around.links -= usize::from(href(element, name).is_some());
        around.verbatim -= usize::from(VERBATIM.contains(&name));
        if let Some(section) = label::heading(node, name, self.scope.said()) {
            self.scope.begin(&section, self.hits.len());
        } else if let Some((line, card)) = card::line(node, name).zip(node.parent()) {
            self.scope.begin_card(&line, self.hits.len(), card.id());
        } else if label::is_pane(element) {
            self.scope.go_back(None);
        } else if self.scope.is_of_sponsors() && label::ends_announced(node) {
            self.scope.go_back(self.before.take());
        }
        self.scope.leave(node, self.hits.len());
        self.leave(node);
    }

    /// Closes what a node says of its links; a block may say it, and stand in a stanza that does.
    fn leave(&mut self, node: NodeRef<'_, Node>) {
        while self.groups.pop_if(|(id, _)| *id == node.id()).is_some() {}
    }

    fn read_block(&mut self, node: NodeRef<'_, Node>) {
        let text = label::text_of(node, PARAGRAPH);
        let is_next = self.bare.is_some_and(|hits| hits < self.hits.len()) && !is_entry(node);
        if self.bare.take_if(|_| is_next).is_some() {
            self.scope.end_sponsors();
        }
        let announced = || label::announcement(node, &text).filter(|said| group::announces(said, self.scope.said()));
        if let Some(section) = label::paragraph(node, &text).or_else(announced) {
            self.before = self.scope.begin(&section, self.hits.len());
            self.bare = label::is_bare(node, &text).then_some(self.hits.len());
        } else if group::leaves(self.scope.said(), &text) {
            self.scope.go_back(None);
        }
        let words = Words::of(&text);
        let group = if self.stanzas.read(node) { None } else { group::of_paragraph(&text, &words) };
        let is_footer = || group::is_footer(&text);
        self.groups.extend(group.or_else(|| is_footer().then_some(Group::Host)).map(|group| (node.id(), group)));
        if self.groups.is_empty() && !words.is_empty() {
            self.spoken.listen(node);
        }
    }

    /// Whose a link is that stands at `at` of this node.
    fn group(&self, node: NodeId, at: usize) -> Group {
        let said = || self.spoken.group(node, at, &self.own);
        self.groups.last().map(|(_, group)| *group).or_else(said).unwrap_or(Group::Editorial)
    }

    fn read_link(&mut self, node: NodeRef<'_, Node>, element: &Element, href: &str) {
        if label::is_mark(node, href) || label::is_control(element, href) {
            return;
        }
        let span = self.dom.place(node.id()).and_then(|place| place.href).map(|span| trimmed(self.source, span));
        let text = label::link_text(node);
        if let Some(known) = self.hits.iter_mut().rev().take(8).find(|hit| span.is_some() && hit.span == span) {
            // The parser made two elements of one tag (WHATWG HTML, "adoption agency algorithm").
            if known.text.is_empty() {
                known.text = text;
            }
            return;
        }
        let is_paid = has_rel(element, "sponsored") || is_sponsors(element);
        let group = if is_paid { Group::Sponsor } else { self.group(node.id(), 0) };
        let section = card::heading_in(node).map(Arc::from).or_else(|| self.scope.section());
        self.hits.push(Hit { text, section, group, ..Hit::new(href, span, Form::Link) });
    }

    /// Reads lines of text in no block of their own, one of which may stand above others: `SPONSORS<br>…<br>LINKS<br>…`.
    fn read_lines(&mut self, node: NodeRef<'_, Node>, seen: &str) {
        for said in label::lines(node, seen) {
            if group::announces(said, self.scope.said()) {
                self.scope.begin(said, self.hits.len());
            } else if group::leaves(self.scope.said(), said) {
                self.scope.go_back(None);
            }
        }
    }

    fn read_text(&mut self, node: NodeRef<'_, Node>, seen: &str) {
        if self.joined.contains(&node.id()) {
            return;
        }
        let run = joint::run(node, seen);
        let text = run.as_ref().map_or(seen, |run| &run.text);
        if !text.contains('.') {
            return;
        }
        for hit in text::hits(text) {
            if hit.form == Form::Domain && self.own.contains(&hit.href.to_lowercase()) {
                continue;
            }
            let group = self.group(node.id(), hit.span.map_or(0, |span| span.start));
            let span = hit.span.and_then(|span| match &run {
                None => self.dom.text_place(node.id(), span),
                Some(run) => run.place(self.dom, span),
            });
            let section = self.scope.section();
            self.hits.push(Hit { section, span, group, ..hit });
        }
        self.joined.extend(run.into_iter().flat_map(Run::others));
    }
}

/// The names that a page gives itself in its head.
fn own_names(dom: &Dom) -> String {
    let mut names = String::new();
    for node in dom.root().descendants().take(2000) {
        let Some(element) = node.value().as_element() else { continue };
        let known = ["og:title", "og:site_name", "application-name", "author"];
        let name = attr(element, "property").or_else(|| attr(element, "name")).unwrap_or_default();
        match element.name() {
            "title" => names
                .extend(node.children().filter_map(|child| child.value().as_text()).map(|text| text.to_lowercase())),
            "meta" if known.contains(&name) => names.extend(attr(element, "content").map(str::to_lowercase)),
            "body" => break,
            _ => continue,
        }
        names.push('\n');
    }
    names.truncate(names.floor_char_boundary(OWN_NAMES));
    names
}

/// The address of a link element; an SVG link may spell it `xlink:href`.
fn href<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    if !matches!(name, "a" | "area") {
        return None;
    }
    attr(element, "href").or_else(|| element.attrs().find_map(|(name, value)| (name == "href").then_some(value)))
}

fn has_rel(element: &Element, word: &str) -> bool {
    attr(element, "rel").is_some_and(|rel| rel.split_ascii_whitespace().any(|token| token.eq_ignore_ascii_case(word)))
}

/// A span without the white space around what it covers, which browsers ignore.
fn trimmed(source: &str, span: Span) -> Span {
    let value = source.get(span.range()).unwrap_or_default();
    let start = span.start + (value.len() - value.trim_ascii_start().len());
    Span::new(start, start + value.trim_ascii().len())
}

#[cfg(test)]
mod tests;
