//! Tokens to a tree, whatever is missing.

use super::entities::Entities;
use super::scan::{Scanner, Tag, Token};
use super::tree::{Entry, Flaws, Kind, Tree};
use crate::text::Span;

/// How deep elements may be nested; deeper ones become siblings.
const DEPTH: usize = 200;

/// Reads `source` once, in linear time.
pub(super) fn build(source: &str) -> Tree<'_> {
    let tree = Tree { source, nodes: Vec::new(), entities: Entities::default(), flaws: Flaws::default() };
    let mut builder = Builder { tree, open: Vec::new(), root: None, is_declared: false };
    for token in Scanner::new(source) {
        builder.take(token);
    }
    builder.finish()
}

struct Builder<'a> {
    tree: Tree<'a>,
    /// The elements that aren't closed yet, the outermost first.
    open: Vec<usize>,
    root: Option<usize>,
    /// Whether a document type was read.
    is_declared: bool,
}

impl<'a> Builder<'a> {
    fn take(&mut self, token: Token<'a>) {
        match token {
            Token::Start(tag) => self.start(tag),
            Token::End { name, span } => self.end(name, span),
            Token::Text(span) => self.characters(Kind::Text, span),
            Token::CData { inner, span } => self.characters(Kind::CData(inner), span),
            Token::Declaration(span) => self.declaration(span),
            Token::Other(_) => {}
            Token::Cut(at) => self.tree.flaws.cut = Some(at),
        }
    }

    /// The first one counts, before the root element (XML 1.0 §2.8).
    fn declaration(&mut self, span: Span) {
        if self.root.is_none() && !self.is_declared {
            self.is_declared = true;
            self.tree.entities = Entities::read(&self.tree.source[span.range()], self.tree.source);
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        if self.open.is_empty() && self.root.is_some() {
            self.tree.flaws.after.get_or_insert(tag.span.start);
        }
        let Tag { name, attributes, span, empty } = tag;
        let index = self.push(Kind::Element { name, attributes }, span);
        self.root.get_or_insert(index);
        if !empty && self.open.len() < DEPTH {
            self.tree.nodes[index].complete = false;
            self.open.push(index);
        }
    }

    fn end(&mut self, name: &str, span: Span) {
        let Some(at) = self.open.iter().rposition(|index| self.name(*index) == name) else {
            self.tree.flaws.unopened.get_or_insert_with(|| (name.to_owned(), span.start));
            return;
        };
        if let Some(inner) = self.open.get(at + 1) {
            let flaw = (self.name(*inner).to_owned(), self.tree.nodes[*inner].span.start);
            self.tree.flaws.unclosed.get_or_insert(flaw);
        }
        let closed = self.open.split_off(at);
        for index in &closed {
            let entry = &mut self.tree.nodes[*index];
            entry.inner_end = span.start;
            entry.span.end = span.start;
            entry.complete = true;
        }
        self.tree.nodes[closed[0]].span.end = span.end;
    }

    fn name(&self, index: usize) -> &'a str {
        if let Kind::Element { name, .. } = self.tree.nodes[index].kind { name } else { "" }
    }

    fn characters(&mut self, kind: Kind<'a>, span: Span) {
        let blank = self.tree.source[span.range()].trim().is_empty();
        // A declaration stands at the very start or is none (XML 1.0 §2.8).
        let harmless = blank && !(span.start == 0 && self.tree.source[span.end..].starts_with("<?xml"));
        if !self.open.is_empty() {
            self.push(kind, span);
        } else if !harmless && self.root.is_none() {
            self.tree.flaws.before.get_or_insert(span.start);
        } else if !blank {
            self.tree.flaws.after.get_or_insert(span.start);
        }
    }

    fn push(&mut self, kind: Kind<'a>, span: Span) -> usize {
        let index = self.tree.nodes.len();
        let parent = self.open.last().copied();
        self.tree.nodes.push(Entry {
            kind,
            span,
            inner_start: span.end,
            inner_end: span.end,
            parent,
            first_child: None,
            last_child: None,
            next: None,
            complete: true,
        });
        if let Some(parent) = parent {
            let before = self.tree.nodes[parent].last_child.replace(index);
            match before {
                Some(before) => self.tree.nodes[before].next = Some(index),
                None => self.tree.nodes[parent].first_child = Some(index),
            }
        }
        index
    }

    fn finish(mut self) -> Tree<'a> {
        let end = self.tree.source.len();
        for index in &self.open {
            self.tree.nodes[*index].inner_end = end;
            self.tree.nodes[*index].span.end = end;
        }
        if !self.open.is_empty() {
            self.tree.flaws.cut.get_or_insert(end);
        }
        self.tree
    }
}
