//! The tree.

use std::borrow::Cow;

use super::build::build;
use super::entities::Entities;
use super::scan::Attribute;
use crate::text::{SourceMap, Span};

/// An XML document.
#[derive(Debug)]
pub struct Tree<'a> {
    pub(super) source: &'a str,
    pub(super) nodes: Vec<Entry<'a>>,
    /// What it declares for itself.
    pub(super) entities: Entities<'a>,
    /// What is wrong with it.
    pub flaws: Flaws,
}

/// What had to be passed over to read a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flaws {
    /// Where it was cut off: the first byte of what lacks its end.
    pub cut: Option<usize>,
    /// The first start tag without an end tag, by name and place.
    pub unclosed: Option<(String, usize)>,
    /// The first end tag without a start tag, by name and place.
    pub unopened: Option<(String, usize)>,
    /// Characters before the root element.
    pub before: Option<usize>,
    /// Characters after the root element.
    pub after: Option<usize>,
}

/// A node, linked to its neighbours by index.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) span: Span,
    /// The byte after the start tag, where the content begins.
    pub(super) inner_start: usize,
    pub(super) inner_end: usize,
    pub(super) parent: Option<usize>,
    pub(super) first_child: Option<usize>,
    pub(super) last_child: Option<usize>,
    pub(super) next: Option<usize>,
    pub(super) complete: bool,
}

#[derive(Debug)]
pub(super) enum Kind<'a> {
    Element { name: &'a str, attributes: Vec<Attribute<'a>> },
    Text,
    CData(Span),
}

/// A node below an element.
#[derive(Clone, Copy, Debug)]
pub enum Node<'t, 'a> {
    /// An element.
    Element(Element<'t, 'a>),
    /// Characters, references not decoded.
    Text(Span),
    /// What stands inside of a CDATA section.
    CData(Span),
}

/// An element.
#[derive(Clone, Copy, Debug)]
pub struct Element<'t, 'a> {
    tree: &'t Tree<'a>,
    index: usize,
}

impl<'a> Tree<'a> {
    /// Reads `source` once, in linear time.
    #[must_use]
    pub fn parse(source: &'a str) -> Self {
        build(source)
    }

    /// The outermost element.
    #[must_use]
    pub fn root(&self) -> Option<Element<'_, 'a>> {
        let index = self.nodes.iter().position(|node| matches!(node.kind, Kind::Element { .. }))?;
        Some(Element { tree: self, index })
    }

    /// Every element, in the order of the document.
    pub fn elements(&self) -> impl Iterator<Item = Element<'_, 'a>> {
        let is_element = |index: &usize| matches!(self.nodes[*index].kind, Kind::Element { .. });
        (0..self.nodes.len()).filter(is_element).map(|index| Element { tree: self, index })
    }
}

impl<'t, 'a> Element<'t, 'a> {
    fn entry(self) -> &'t Entry<'a> {
        &self.tree.nodes[self.index]
    }

    /// The name, with its prefix.
    #[must_use]
    pub fn name(self) -> &'a str {
        if let Kind::Element { name, .. } = self.entry().kind { name } else { "" }
    }

    /// The prefix of the name; empty without one.
    #[must_use]
    pub fn prefix(self) -> &'a str {
        self.name().split_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// The name without its prefix.
    #[must_use]
    pub fn local(self) -> &'a str {
        let name = self.name();
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// All bytes, tags included.
    #[must_use]
    pub fn span(self) -> Span {
        self.entry().span
    }

    /// The bytes between its tags.
    #[must_use]
    pub fn inner(self) -> Span {
        Span::new(self.entry().inner_start, self.entry().inner_end)
    }

    /// Whether its end was reached before the document was cut off.
    #[must_use]
    pub fn complete(self) -> bool {
        self.entry().complete
    }

    /// The element around it.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        self.entry().parent.map(|index| Self { tree: self.tree, index })
    }

    /// Its attributes.
    #[must_use]
    pub fn attributes(self) -> &'t [Attribute<'a>] {
        if let Kind::Element { attributes, .. } = &self.entry().kind { attributes } else { &[] }
    }

    /// The value of an attribute, references decoded.
    #[must_use]
    pub fn attribute(self, name: &str) -> Option<Cow<'a, str>> {
        let span = self.attribute_span(name)?;
        Some(self.tree.entities.unescape(&self.tree.source[span.range()]))
    }

    /// The bytes of an attribute's value.
    #[must_use]
    pub fn attribute_span(self, name: &str) -> Option<Span> {
        self.attributes().iter().find(|attribute| attribute.name == name).map(|attribute| attribute.span)
    }

    /// The nodes directly below.
    pub fn nodes(self) -> impl Iterator<Item = Node<'t, 'a>> {
        let next = move |index: &usize| self.tree.nodes[*index].next;
        std::iter::successors(self.entry().first_child, next).map(move |index| self.node(index))
    }

    fn node(self, index: usize) -> Node<'t, 'a> {
        let entry = &self.tree.nodes[index];
        match entry.kind {
            Kind::Element { .. } => Node::Element(Element { tree: self.tree, index }),
            Kind::Text => Node::Text(entry.span),
            Kind::CData(inner) => Node::CData(inner),
        }
    }

    /// The elements directly below.
    pub fn children(self) -> impl Iterator<Item = Element<'t, 'a>> {
        self.nodes().filter_map(|node| if let Node::Element(element) = node { Some(element) } else { None })
    }

    /// The elements below at any depth, in the order of the document.
    pub fn descendants(self) -> impl Iterator<Item = Self> {
        let end = self.span().end;
        let below =
            (self.index + 1..self.tree.nodes.len()).take_while(move |index| self.tree.nodes[*index].span.start < end);
        below.map(move |index| Self { tree: self.tree, index }).filter(|element| !element.name().is_empty())
    }

    /// The characters directly below, references decoded, and the way back to the file.
    #[must_use]
    pub fn mapped_text(self) -> (String, SourceMap) {
        let (mut text, mut map) = (String::new(), SourceMap::default());
        for node in self.nodes() {
            match node {
                Node::Text(span) => {
                    let raw = &self.tree.source[span.range()];
                    self.tree.entities.unescape_into(raw, span.start, &mut text, &mut map);
                }
                Node::CData(span) => {
                    text.push_str(&self.tree.source[span.range()]);
                    map.push_exact(span.start, span.len());
                }
                Node::Element(_) => {}
            }
        }
        (text, map)
    }

    /// The characters directly below, references decoded.
    #[must_use]
    pub fn text(self) -> String {
        self.mapped_text().0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The tree in one line: `name(children)`, characters in quotes.
    fn shape(source: &str) -> String {
        fn show(element: Element<'_, '_>, source: &str) -> String {
            let inside: Vec<String> = element
                .nodes()
                .map(|node| match node {
                    Node::Element(element) => show(element, source),
                    Node::Text(span) | Node::CData(span) => format!("{:?}", &source[span.range()]),
                })
                .collect();
            format!("{}({})", element.name(), inside.join(" "))
        }
        Tree::parse(source).root().map_or_else(String::new, |root| show(root, source))
    }

    #[test]
    fn a_sound_document_has_no_flaws() {
        let source = "<?xml version='1.0'?>\n<a><b x='1'>c<![CDATA[<d>]]></b><e/></a>\n<!-- cached -->\n";
        assert_eq!(shape(source), "a(b(\"c\" \"<d>\") e())");
        assert_eq!(Tree::parse(source).flaws, Flaws::default());
    }

    #[test]
    fn places_are_those_of_the_file() {
        let source = "<a><b>x &amp; y</b></a>";
        let tree = Tree::parse(source);
        let b = tree.elements().nth(1).unwrap();
        assert_eq!((&source[b.span().range()], &source[b.inner().range()]), ("<b>x &amp; y</b>", "x &amp; y"));
        let (text, map) = b.mapped_text();
        assert_eq!(text, "x & y");
        assert_eq!(map.to_file(Span::new(2, 3)), Some(Span::new(8, 13)));
        assert_eq!(b.parent().unwrap().name(), "a");
    }

    #[test]
    fn what_is_not_closed_ends_with_what_is_around_it() {
        let source = "<a><b><c>x</b><d/></e></a>";
        assert_eq!(shape(source), "a(b(c(\"x\")) d())");
        let flaws = Tree::parse(source).flaws;
        assert_eq!((flaws.unclosed.unwrap().0, flaws.unopened.unwrap().0), ("c".to_owned(), "e".to_owned()));
    }

    #[test]
    fn a_cut_leaves_its_elements_incomplete() {
        let source = "<a><b>1</b><b>2";
        let tree = Tree::parse(source);
        assert_eq!(tree.flaws.cut, Some(source.len()));
        let complete: Vec<bool> = tree.elements().map(Element::complete).collect();
        assert_eq!(complete, [false, true, false]);
        assert_eq!(Tree::parse("<a><b>1</b><b x='").flaws.cut, Some(11));
    }

    #[test]
    fn junk_around_the_root_is_told() {
        let flaws = Tree::parse("Warning: x <a></a> <b/>").flaws;
        assert_eq!((flaws.before, flaws.after), (Some(0), Some(19)));
        assert_eq!(Tree::parse("\n<?xml version='1.0'?><a/>").flaws.before, Some(0));
        assert_eq!(Tree::parse("<a/>\nbye").flaws.after, Some(4));
    }

    #[test]
    fn depth_and_entities_are_bounded() {
        let deep = "<a>".repeat(100_000);
        assert_eq!(Tree::parse(&deep).elements().count(), 100_000);
        let site = "<!DOCTYPE a [<!ENTITY b 'bbbb'>]><a x='&b;'>&b;&amp;<![CDATA[&b;]]></a>";
        let tree = Tree::parse(site);
        let root = tree.root().unwrap();
        assert_eq!((root.attribute("x").unwrap(), root.text()), ("bbbb".into(), "bbbb&&b;".to_owned()));
        let bomb = "<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;'>]><a>&c;</a>";
        assert_eq!(Tree::parse(bomb).root().unwrap().text(), "&c;");
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(source in "[<>/!\\[\\]CDAT?='\" a-cä:&;-]{0,80}") {
            let tree = Tree::parse(&source);
            for element in tree.elements() {
                let (text, map) = element.mapped_text();
                prop_assert_eq!(text.len(), map.len());
                prop_assert!(source.get(element.span().range()).is_some() && source.get(element.inner().range()).is_some());
            }
        }
    }
}
