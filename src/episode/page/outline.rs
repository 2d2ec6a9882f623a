//! A page's elements in document order, with what is needed to tell notes from the rest: subtree ranges, amounts of text, what is boilerplate.

use std::ops::Range;
use std::rc::Rc;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use html5ever::{LocalName, local_name};
use scraper::Node;
use scraper::node::Element;

use super::boilerplate::{self, Drop};
use super::names::{self, Names};
use crate::episode::dom::{Dom, attr, is_in_wiki_mark};
use crate::text::collapsed;

/// So many characters a link counts for that shows a picture instead of text.
const PICTURE: usize = 12;

/// Whether elements of that name show nothing, or nothing of the page.
fn is_hidden(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("head")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("object")
            | local_name!("script")
            | local_name!("style")
            | local_name!("template")
            | local_name!("textarea")
            | local_name!("title")
    )
}

/// Whether elements of that name say something of the page as a whole.
fn is_head(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("base") | local_name!("link") | local_name!("meta") | local_name!("script") | local_name!("title")
    )
}

/// One element.
#[derive(Debug)]
pub(super) struct Item<'a> {
    /// Its node in the tree.
    pub(super) node: NodeRef<'a, Node>,
    pub(super) element: &'a Element,
    /// The words in its classes and its id.
    pub(super) names: Rc<Names>,
    /// The index of its parent; its own for the first.
    pub(super) parent: usize,
    /// One past the index of its last descendant.
    pub(super) end: usize,
    /// Whether it is, or stands in, something that isn't notes.
    pub(super) drop: Drop,
    /// Characters of text that are its own, not its children's; a picture in a link counts for some.
    text: usize,
    /// Those of them that stand in a link.
    link_text: usize,
}

/// The elements of a page in document order.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    pub(super) items: Vec<Item<'a>>,
    /// Elements such as `<meta>`, in document order; they stand among what shows nothing.
    heads: Vec<NodeRef<'a, Node>>,
    /// Kept characters before each item, and before the end.
    kept: Vec<usize>,
    /// Those of them that stand in links.
    kept_links: Vec<usize>,
}

impl<'a> Outline<'a> {
    /// Reads the elements of a page.
    pub(super) fn of(dom: &'a Dom) -> Self {
        let (mut items, heads) = collect(dom);
        boilerplate::mark(&mut items);
        let mut outline = Self { items, heads, kept: Vec::new(), kept_links: Vec::new() };
        outline.count();
        outline
    }

    /// Counts the text that is kept.
    fn count(&mut self) {
        let room = self.items.len() + 1;
        let (mut kept, mut kept_links) = (Vec::with_capacity(room), Vec::with_capacity(room));
        kept.push(0);
        kept_links.push(0);
        for (at, item) in self.items.iter().enumerate() {
            let counts = item.drop == Drop::Keep;
            kept.push(kept[at] + if counts { item.text } else { 0 });
            kept_links.push(kept_links[at] + if counts { item.link_text } else { 0 });
        }
        (self.kept, self.kept_links) = (kept, kept_links);
    }

    /// Marks the elements that stand wholly in some ranges as no notes.
    pub(super) fn leave_out(&mut self, parts: &[Range<usize>]) {
        for part in parts {
            let inside = self.items[part.clone()].iter_mut().filter(|item| item.end <= part.end);
            inside.for_each(|item| item.drop = Drop::Hard);
        }
        if !parts.is_empty() {
            self.count();
        }
    }

    /// Characters of text in an element but for some ranges, which may overlap.
    pub(super) fn text_without(&self, at: usize, parts: &[Range<usize>]) -> usize {
        let mut sorted: Vec<&Range<usize>> = parts.iter().collect();
        sorted.sort_unstable_by_key(|part| part.start);
        let (mut text, mut until) = (self.text(at), 0);
        for part in sorted.into_iter().filter(|part| part.end <= self.items[at].end) {
            text -= self.text_between(part.start.max(until).min(part.end), part.end);
            until = until.max(part.end);
        }
        text
    }

    /// The elements of that name, which is `meta` or another that says something of the page as a whole.
    pub(super) fn heads(&self, name: &str) -> impl Iterator<Item = NodeRef<'a, Node>> {
        self.heads.iter().copied().filter(move |node| node.value().as_element().is_some_and(|it| it.name() == name))
    }

    /// Characters of text in an element, boilerplate apart.
    pub(super) fn text(&self, at: usize) -> usize {
        self.text_between(at, self.items[at].end)
    }

    /// Characters of text in links in an element, boilerplate apart.
    pub(super) fn link_text(&self, at: usize) -> usize {
        self.kept_links[self.items[at].end] - self.kept_links[at]
    }

    /// Characters of text in an element that are in no link, boilerplate apart.
    pub(super) fn prose(&self, at: usize) -> usize {
        self.text(at).saturating_sub(self.link_text(at))
    }

    /// The links in an element, or the one that it is.
    pub(super) fn links(&self, at: usize) -> impl Iterator<Item = usize> {
        (at..self.items[at].end).filter(|at| self.items[*at].element.name() == "a")
    }

    /// Where the links in an element lead, boilerplate among them.
    pub(super) fn hrefs(&self, at: usize) -> impl Iterator<Item = &str> {
        self.links(at).filter_map(|link| attr(self.items[link].element, "href"))
    }

    /// An element and all that it stands in, up to the root.
    pub(super) fn upwards(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(at), |at| Some(self.items[*at].parent).filter(|next| next != at))
    }

    /// Whether two elements are built alike: of one name, with the same classes.
    pub(super) fn are_alike(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.items[one].element, self.items[other].element);
        one.name() == other.name() && attr(one, "class") == attr(other, "class")
    }

    /// Characters of text in the elements from `start` up to `end`.
    pub(super) fn text_between(&self, start: usize, end: usize) -> usize {
        self.kept[end] - self.kept[start]
    }

    /// Characters of text in an element, boilerplate included.
    pub(super) fn all_text(&self, at: usize) -> usize {
        all_text(&self.items, at)
    }

    /// Whether an element shows any text, boilerplate included.
    pub(super) fn has_any_text(&self, at: usize) -> bool {
        self.items[at..self.items[at].end].iter().any(|item| item.text > 0)
    }

    /// The indices of an element's children.
    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        children(&self.items, at)
    }

    /// The index of the first element of that name.
    pub(super) fn first(&self, name: &str) -> Option<usize> {
        self.items.iter().position(|item| item.element.name() == name)
    }

    /// The indices of an element's next siblings.
    pub(super) fn siblings_behind(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        siblings_behind(&self.items, at)
    }

    /// Whether an element stands in another, or is it.
    pub(super) fn is_within(&self, at: usize, outer: usize) -> bool {
        outer <= at && at < self.items[outer].end
    }

    /// Elements without those that stand in others of them.
    pub(super) fn outermost(&self, found: &[usize]) -> Vec<usize> {
        let mut outer: Vec<usize> = Vec::new();
        for at in found {
            if outer.last().is_none_or(|last| !self.is_within(*at, *last)) {
                outer.push(*at);
            }
        }
        outer
    }

    /// What stands in an element and isn't notes: the outermost elements that are dropped at least as firmly as `drop`.
    pub(super) fn dropped_in(&self, at: usize, drop: Drop) -> Vec<NodeId> {
        let dropped = self.topmost(at + 1..self.items[at].end, |at| self.items[at].drop >= drop);
        dropped.into_iter().map(|at| self.items[at].node.id()).collect()
    }

    /// Those elements of a range that are such, without what stands in them.
    pub(super) fn topmost(&self, range: Range<usize>, is_one: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = range.start;
        while at < range.end {
            if is_one(at) {
                found.push(at);
                at = self.items[at].end;
            } else {
                at += 1;
            }
        }
        found
    }

    /// Whether links in an element lead anywhere.
    pub(super) fn has_links(&self, at: usize) -> bool {
        self.items[at..self.items[at].end].iter().any(|item| {
            item.drop == Drop::Keep
                && item.element.name() == "a"
                && attr(item.element, "href").is_some_and(|href| href.contains("//"))
        })
    }
}

/// The indices of an element's children.
pub(super) fn children(items: &[Item<'_>], at: usize) -> impl Iterator<Item = usize> {
    from_on(items, at + 1, items[at].end)
}

/// The indices of an element's next siblings.
pub(super) fn siblings_behind(items: &[Item<'_>], at: usize) -> impl Iterator<Item = usize> {
    from_on(items, items[at].end, items[items[at].parent].end)
}

/// An element and its next siblings, up to the `end` of what they stand in.
fn from_on(items: &[Item<'_>], first: usize, end: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(first), |next| items.get(*next).map(|item| item.end)).take_while(move |at| *at < end)
}

/// Characters of text in an element, boilerplate included.
pub(super) fn all_text(items: &[Item<'_>], at: usize) -> usize {
    items[at..items[at].end].iter().map(|item| item.text).sum()
}

/// Those of them that stand in links.
pub(super) fn all_link_text(items: &[Item<'_>], at: usize) -> usize {
    items[at..items[at].end].iter().map(|item| item.link_text).sum()
}

/// The text of an element that says a few words, white space collapsed: of its first `nodes` nodes. `None` if that is more than `most` bytes.
pub(super) fn few_words(node: NodeRef<'_, Node>, nodes: usize, most: usize) -> Option<String> {
    let mut text = String::new();
    for inner in node.descendants().take(nodes) {
        let Some(part) = inner.value().as_text().filter(|_| !is_in_wiki_mark(inner)) else { continue };
        text.push_str(part);
        if text.len() > most {
            return None;
        }
    }
    Some(collapsed(&text))
}

/// How many bytes of a text aren't blanks; a comparison each, so that many are counted in one step.
fn shown(text: &str) -> usize {
    let count = |part: &[u8]| usize::from(part.iter().map(|byte| u8::from(*byte > b' ')).sum::<u8>());
    text.as_bytes().chunks(usize::from(u8::MAX)).map(count).sum()
}

fn collect(dom: &Dom) -> (Vec<Item<'_>>, Vec<NodeRef<'_, Node>>) {
    let mut items: Vec<Item<'_>> = Vec::with_capacity(dom.elements());
    let mut heads = Vec::new();
    let mut known = names::Known::default();
    let mut open: Vec<usize> = Vec::new();
    let mut links = 0;
    let mut hidden: Option<NodeId> = None;
    for edge in dom.root().traverse() {
        if let Edge::Open(node) = edge
            && node.value().as_element().is_some_and(|element| is_head(&element.name.local))
        {
            heads.push(node);
        }
        match (edge, hidden) {
            (Edge::Close(node), Some(id)) if node.id() == id => hidden = None,
            (_, Some(_)) => {}
            (Edge::Open(node), None) => match node.value() {
                Node::Element(element) if is_hidden(&element.name.local) => hidden = Some(node.id()),
                Node::Element(element) => {
                    links += usize::from(element.name() == "a");
                    let parent = open.last().copied().unwrap_or(0);
                    open.push(items.len());
                    let names = known.of(element);
                    let picture = element.name() == "img" && links > 0 || element.name() == "area";
                    let text = if picture { PICTURE } else { 0 };
                    items.push(Item { node, element, names, parent, end: 0, drop: Drop::Keep, text, link_text: text });
                }
                Node::Text(text) => {
                    if let Some(item) = open.last().and_then(|at| items.get_mut(*at)) {
                        let length = shown(text);
                        item.text += length;
                        item.link_text += if links > 0 { length } else { 0 };
                    }
                }
                _ => {}
            },
            (Edge::Close(node), None) => {
                if let Some(element) = node.value().as_element() {
                    links -= usize::from(element.name() == "a");
                    if let Some(at) = open.pop() {
                        items[at].end = items.len();
                    }
                }
            }
        }
    }
    (items, heads)
}
