//! scraper's tree sink, and beside it where each piece of the tree stands in the source.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use ego_tree::{NodeId, NodeRef};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use scraper::{HtmlTreeSink, Node};

use super::{Html, TagPlace, TextPiece};

/// The name of the attribute that carries a link's place through the tree builder, which clones elements. No document can spell it.
const STAMP: &str = "\0";

/// The bytes of source that make a stretch of text, as most pages have it.
const BYTES_PER_TEXT: usize = 64;

/// How many elements a byte of source may make before the rest is left out; markup that isn't hostile stays below a third.
const ELEMENTS_PER_BYTES: usize = 2;

/// A stretch of a character token: where it starts in the token, and where in the source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    pub(super) at: usize,
    pub(super) source: usize,
    /// Bytes in the source.
    pub(super) length: usize,
    /// Whether the source spells it as it is.
    pub(super) exact: bool,
}

/// The character token that the tree builder holds.
#[derive(Debug, Default)]
struct Pending {
    text: StrTendril,
    chunks: Vec<Chunk>,
    used: usize,
}

/// A sink that knows places.
#[derive(Debug)]
pub(super) struct PlacedSink {
    inner: HtmlTreeSink,
    pending: RefCell<Pending>,
    stamps: RefCell<Vec<TagPlace>>,
    tags: RefCell<Vec<(NodeId, TagPlace)>>,
    texts: RefCell<Vec<TextPiece>>,
    elements: Cell<usize>,
    most_elements: usize,
}

/// What a finished sink leaves.
pub(super) struct Placed {
    pub(super) html: Html,
    pub(super) tags: Vec<(NodeId, TagPlace)>,
    pub(super) texts: Vec<TextPiece>,
    pub(super) elements: usize,
}

impl PlacedSink {
    pub(super) fn new(html: Html, source_length: usize) -> Self {
        Self {
            inner: HtmlTreeSink::new(html),
            pending: RefCell::default(),
            stamps: RefCell::default(),
            tags: RefCell::default(),
            texts: RefCell::new(Vec::with_capacity(source_length / BYTES_PER_TEXT)),
            elements: Cell::new(0),
            most_elements: source_length / ELEMENTS_PER_BYTES + 1000,
        }
    }

    /// Whether more elements were made than any honest source makes.
    pub(super) fn is_full(&self) -> bool {
        self.elements.get() > self.most_elements
    }

    /// The attribute that marks a tag as standing at `place`.
    pub(super) fn stamp(&self, place: TagPlace) -> Attribute {
        let mut stamps = self.stamps.borrow_mut();
        stamps.push(place);
        let value = StrTendril::from((stamps.len() - 1).to_string());
        Attribute { name: QualName::new(None, ns!(), LocalName::from(STAMP)), value }
    }

    /// Announces the character token that comes next; leaves no chunks, but room for others.
    pub(super) fn expect(&self, text: StrTendril, chunks: &mut Vec<Chunk>) {
        let mut pending = self.pending.borrow_mut();
        std::mem::swap(&mut pending.chunks, chunks);
        chunks.clear();
        (pending.text, pending.used) = (text, 0);
    }

    fn unstamp(&self, name: &LocalName, attrs: &mut Vec<Attribute>) -> Option<TagPlace> {
        if !is_link(name) {
            return None;
        }
        let at = attrs.iter().position(|attr| &*attr.name.local == STAMP)?;
        let index: usize = attrs.remove(at).value.parse().ok()?;
        self.stamps.borrow().get(index).copied()
    }

    /// Notes where text stands that was appended at the end of a text node.
    fn note_text(&self, node: Option<NodeRef<'_, Node>>, text: &str) {
        let Some((id, whole)) = node.and_then(|node| Some((node.id(), node.value().as_text()?))) else { return };
        let mut pending = self.pending.borrow_mut();
        if let Some(from) = pending.take(text) {
            pending.pieces(from, text.len(), id, whole.len() - text.len(), &mut self.texts.borrow_mut());
        }
    }
}

/// Whether an element of that name is a link, whose place is told.
pub(super) fn is_link(name: &LocalName) -> bool {
    matches!(*name, local_name!("a") | local_name!("area"))
}

impl Pending {
    /// Where `text` starts in the token, of which the tree builder may have left out white space.
    fn take(&mut self, text: &str) -> Option<usize> {
        // Most often it is all of it.
        if self.used == 0 && text.len() == self.text.len() && std::ptr::eq(text.as_ptr(), self.text.as_ptr()) {
            self.used = text.len();
            return Some(0);
        }
        let mut patience = 8;
        while !self.text[self.used..].starts_with(text) {
            let next = self.text[self.used..].chars().next()?;
            let solid = !text.starts_with(|c: char| c.is_ascii_whitespace());
            patience -= i32::from(!solid);
            if !next.is_ascii_whitespace() || patience == 0 {
                return None;
            }
            self.used += 1;
        }
        let from = self.used;
        self.used += text.len();
        Some(from)
    }

    fn pieces(&self, from: usize, length: usize, node: NodeId, offset: usize, into: &mut Vec<TextPiece>) {
        let first = self.chunks.partition_point(|chunk| chunk.at <= from).saturating_sub(1);
        let ends = self.chunks.iter().skip(first + 1).map(|chunk| chunk.at).chain([self.text.len()]);
        for (chunk, end) in self.chunks[first..].iter().zip(ends) {
            if chunk.at >= from + length {
                break;
            }
            let skipped = from.saturating_sub(chunk.at);
            let at = offset + (chunk.at + skipped).saturating_sub(from);
            let (source, bytes) = if chunk.exact {
                (chunk.source + skipped, end.min(from + length) - chunk.at - skipped)
            } else {
                (chunk.source, chunk.length)
            };
            into.push(TextPiece { node, at, source, length: bytes, exact: chunk.exact });
        }
    }
}

impl TreeSink for PlacedSink {
    type Handle = NodeId;
    type Output = Placed;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Placed {
        let mut texts = self.texts.into_inner();
        if !texts.is_sorted_by_key(|piece| (piece.node, piece.at)) {
            texts.sort_by_key(|piece| (piece.node, piece.at));
        }
        let elements = self.elements.get();
        Placed { html: self.inner.finish(), tags: self.tags.into_inner(), texts, elements }
    }

    /// Faults in markup are not our business, and there may be millions.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.inner.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.inner.elem_name(target)
    }

    fn create_element(&self, name: QualName, mut attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let place = self.unstamp(&name.local, &mut attrs);
        self.elements.set(self.elements.get() + 1);
        let node = self.inner.create_element(name, attrs, flags);
        if let Some(place) = place {
            self.tags.borrow_mut().push((node, place));
        }
        node
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.inner.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.inner.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let NodeOrText::AppendText(text) = child else { return self.inner.append(parent, child) };
        self.inner.append(parent, NodeOrText::AppendText(text.clone()));
        let html = self.inner.0.borrow();
        self.note_text(html.tree.get(*parent).and_then(|parent| parent.last_child()), &text);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.inner.0.borrow().tree.get(*element).is_some_and(|node| node.parent().is_some());
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        self.inner.append_doctype_to_document(name, public_id, system_id);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.inner.get_template_contents(target)
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.inner.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let NodeOrText::AppendText(text) = child else { return self.inner.append_before_sibling(sibling, child) };
        self.inner.append_before_sibling(sibling, NodeOrText::AppendText(text.clone()));
        let html = self.inner.0.borrow();
        self.note_text(html.tree.get(*sibling).and_then(|sibling| sibling.prev_sibling()), &text);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.inner.add_attrs_if_missing(target, attrs);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.inner.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.inner.reparent_children(node, new_parent);
    }
}
