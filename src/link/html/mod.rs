//! Links in HTML: `a[href]`, `area[href]`, and URLs in the text that a listener sees.

mod label;

use std::collections::HashSet;
use std::sync::Arc;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Node, Selector};

use super::{Form, Group, Hit, directive, group, text};
use crate::episode::dom::{Dom, attr, is_wiki_mark};
use crate::episode::page::not_notes;
use crate::text::Span;

/// Elements whose content isn't shown as text of the page; nothing in them counts.
const HIDDEN: &[&str] = &[
    "applet", "audio", "canvas", "datalist", "head", "iframe", "math", "noembed", "noframes", "noscript", "object",
    "option", "script", "select", "style", "template", "textarea", "title", "video",
];

/// Elements that show code: their links count, URLs in their text don't.
const VERBATIM: &[&str] = &["button", "code", "kbd", "listing", "plaintext", "pre", "samp", "tt", "var", "xmp"];

/// How much of a paragraph is looked at for words such as "Sponsored by", in bytes.
const PARAGRAPH: usize = 400;

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
        section: None,
        groups: Vec::new(),
        own: own_names(dom),
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
    section: Option<Arc<str>>,
    /// Open blocks that say whose their links are.
    groups: Vec<(NodeId, Group)>,
    /// What the page calls itself, in lower case: a show may bear the name of a host.
    own: String,
    hits: Vec<Hit>,
}

/// How many elements are open around a node that change what its text means.
#[derive(Default)]
struct Around {
    links: usize,
    verbatim: usize,
}

impl Walk<'_> {
    fn subtree(&mut self, root: NodeRef<'_, Node>) {
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
        match node.value() {
            Node::Text(seen) if around.links == 0 && around.verbatim == 0 => self.read_text(node.id(), seen),
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
                self.section = label::tab(element).map(Into::into).or_else(|| self.section.take());
                if label::may_speak(node, name) {
                    self.read_block(node);
                }
            }
            _ => {}
        }
        None
    }

    fn close(&mut self, node: NodeRef<'_, Node>, around: &mut Around) {
        let Some(element) = node.value().as_element() else { return };
        let name = element.name();
        around.links -= usize::from(href(element, name).is_some());
        around.verbatim -= usize::from(VERBATIM.contains(&name));
        if let Some(section) = label::heading(node, name) {
            self.section = Some(section.into());
        } else if label::is_pane(element) {
            self.section = None;
        }
        self.groups.pop_if(|(id, _)| *id == node.id());
    }

    fn read_block(&mut self, node: NodeRef<'_, Node>) {
        if let Some(section) = label::paragraph(node) {
            self.section = Some(section.into());
        }
        let text = label::text_of(node, PARAGRAPH);
        let group = group::of_paragraph(&text);
        let is_footer = || group::is_footer(&text);
        self.groups.extend(group.or_else(|| is_footer().then_some(Group::Host)).map(|group| (node.id(), group)));
    }

    /// Whose links are that stand here.
    fn group(&self) -> Group {
        self.groups.last().map_or(Group::Editorial, |(_, group)| *group)
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
        let group = if has_rel(element, "sponsored") { Group::Sponsor } else { self.group() };
        let section = self.section.clone();
        self.hits.push(Hit { text, section, group, ..Hit::new(href, span, Form::Link) });
    }

    fn read_text(&mut self, node: NodeId, seen: &str) {
        if !seen.contains('.') {
            return;
        }
        for hit in text::hits(seen) {
            if hit.form == Form::Domain && self.own.contains(&hit.href.to_lowercase()) {
                continue;
            }
            let span = hit.span.and_then(|span| self.dom.text_place(node, span));
            let (section, group) = (self.section.clone(), self.group());
            self.hits.push(Hit { section, span, group, ..hit });
        }
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
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<String> {
        hits(source, &[])
            .into_iter()
            .map(|hit| format!("{}|{}|{}", hit.section.unwrap_or_default(), hit.href, hit.text))
            .collect()
    }

    #[test]
    fn links_have_their_text_and_the_heading_above() {
        let source = "<p>By <a href=/a>the <b>first</b>\n one</a></p><h3>Links:</h3><ul><li><a href='b?x&amp;y'><img alt=Logo src=x></a></ul><p><strong>Sponsors</strong></p><p><a href=c></a></p><dl><dt>Books<dd><a href=d>D</a></dl>";
        assert_eq!(found(source), ["|/a|the first one", "Links|b?x&y|Logo", "Sponsors|c|", "Books|d|D"]);
    }

    #[test]
    fn a_bold_line_and_a_line_before_a_list_are_headings() {
        let source = "<p><b>Guests</b><br><a href=a>A</a></p><p>Episode links:</p><ul><li><a href=b>B</a></li></ul><p><b>Ann</b> wrote <a href=c>C</a></p>";
        assert_eq!(found(source), ["Guests|a|A", "Episode links|b|B", "Episode links|c|C"]);
    }

    #[test]
    fn a_bold_line_above_a_list_is_a_heading_wherever_it_stands() {
        let source = "<div>We talk.<br><br><strong>Tools</strong></div><ul><li><a href=a>A</a></li></ul><strong>Books</strong><ul><li><a href=b>B</a></li></ul><p>So <b>bold</b></p><ul><li><a href=c>C</a></li></ul>";
        assert_eq!(found(source), ["Tools|a|A", "Books|b|B", "Books|c|C"]);
    }

    #[test]
    fn signs_beside_headings_and_jumps_to_footnotes_are_no_links() {
        let source = "<h2>Links <a href='#links'>¶</a></h2><a href=a>A</a><sup><a href='#fn1'>[1]</a></sup><h2><a href='#books'></a>Books#</h2><a href=b>B</a> <a href='#fnref1'>↩</a> <a href='#t=1:20'>1:20</a> <a href='#more'>More</a>";
        let expected = ["Links|a|A", "Books|b|B", "Books|#t=1:20|1:20", "Books|#more|More"];
        assert_eq!(found(source), expected);
    }

    #[test]
    fn buttons_that_open_a_part_of_the_page_are_no_links() {
        let source = "<h4><a role=button href='#a'>Guests</a></h4><a href=a>A</a><a data-bs-toggle=collapse href='#b'>Books</a><a aria-expanded=false href=b>B</a>";
        assert_eq!(found(source), ["Guests|a|A", "Guests|b|B"]);
    }

    #[test]
    fn what_a_wiki_writes_beside_a_heading_is_none_of_it() {
        let source =
            "<h2>Links<span class='mw-editsection'><span>[</span><a href=/edit>edit</a>]</span></h2><a href=a>A</a>";
        assert_eq!(found(source), ["Links|a|A"]);
    }

    #[test]
    fn only_text_that_is_seen_and_no_code_is_searched_for_urls() {
        let source = "https://a.example/ <a href=https://b.example/>https://c.example/</a> <code>https://d.example/ <a href=https://e.example/>E</a></code><script>https://f.example/</script><!-- https://g.example/ --><textarea>https://h.example/</textarea><template><a href=https://i.example/>I</a></template><noscript><a href=https://j.example/></noscript>";
        let expected = [
            "|https://a.example/|https://a.example/",
            "|https://b.example/|https://c.example/",
            "|https://e.example/|E",
        ];
        assert_eq!(found(source), expected);
    }

    #[test]
    fn spans_cover_the_address_alone() {
        let source = "<a href=' https://a.example/?x&amp;y=1\n'>A</a> see https://b.example/?x&amp;y=1.";
        let spelt: Vec<_> = hits(source, &[]).iter().map(|hit| &source[hit.span.unwrap().range()]).collect();
        assert_eq!(spelt, ["https://a.example/?x&amp;y=1", "https://b.example/?x&amp;y=1"]);
    }

    #[test]
    fn sponsors_are_told_by_rel_and_by_words() {
        let source =
            "<p>Sponsored by <a href=a>A</a></p><p><a rel='nofollow sponsored' href=b>B</a> <a href=c>C</a></p>";
        let flags: Vec<_> = hits(source, &[]).iter().map(|hit| hit.group == Group::Sponsor).collect();
        assert_eq!(flags, [true, true, false]);
    }

    #[test]
    fn a_page_may_bear_the_name_of_a_host() {
        let texts = |title: &str| {
            let source = format!("<title>{title}</title><body><p>This is knots.com");
            let dom = Dom::page(&source);
            mentions(&source, &dom, &[dom.root().id()], &[]).len()
        };
        assert_eq!((texts("The Knots.com show"), texts("Knots")), (0, 1));
        assert_eq!(texts(&format!("{}knots.com", "The show ".repeat(OWN_NAMES))), 1);
    }

    #[test]
    fn a_link_that_the_parser_cloned_is_one_hit() {
        assert_eq!(found("<p><a href=https://a.example/><p>text</p></a>"), ["|https://a.example/|text"]);
    }
}
