//! From our tokenizer, which knows places, to html5ever's tree builder, which knows HTML.

use std::borrow::Cow;

use ego_tree::NodeId;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{Attribute, QualName, local_name, ns};

use super::TagPlace;
use super::doctype::doctype;
use super::gathered::{Gathered, part};
use super::local_names::LocalNames;
use super::nesting::{Nesting, Passage};
use super::sink::{Chunk, PlacedSink, is_link};
use crate::text::Span;
use crate::text::html::{self, Holds, Piece, Place, Visitor, Written};

/// So many attributes of one tag are read.
const MOST_ATTRIBUTES: usize = 128;

/// Feeds the tree builder.
pub(super) struct Bridge<'a> {
    /// The source, to share its parts with the tree.
    whole: StrTendril,
    builder: &'a TreeBuilder<NodeId, PlacedSink>,
    text: Gathered,
    chunks: Vec<Chunk>,
    /// Of the start tag that is being read.
    attributes: Vec<Attribute>,
    has_duplicates: bool,
    href: Option<Span>,
    /// What the element holds whose start tag was read last.
    holds: Holds,
    nesting: Nesting,
    names: LocalNames,
}

impl<'a> Bridge<'a> {
    pub(super) fn new(source: &str, builder: &'a TreeBuilder<NodeId, PlacedSink>) -> Self {
        Self {
            whole: StrTendril::from_slice(source),
            builder,
            text: Gathered::default(),
            chunks: Vec::new(),
            attributes: Vec::new(),
            has_duplicates: false,
            href: None,
            holds: Holds::Markup,
            nesting: Nesting::default(),
            names: LocalNames::default(),
        }
    }

    /// Reads the source, which is all of it.
    pub(super) fn read(mut self, source: &str) {
        html::read(source, &mut self);
        self.flush_text();
        self.send(Token::EOFToken);
        self.builder.end();
    }

    fn send(&self, token: Token) -> Holds {
        if self.builder.sink.is_full() {
            return Holds::Markup;
        }
        match self.builder.process_token(token, 1) {
            TokenSinkResult::Plaintext => Holds::Rest,
            TokenSinkResult::RawData(RawKind::Rcdata) => Holds::Text,
            TokenSinkResult::RawData(RawKind::Rawtext) => Holds::RawText,
            TokenSinkResult::RawData(RawKind::ScriptData | RawKind::ScriptDataEscaped(_)) => Holds::Script,
            TokenSinkResult::Continue | TokenSinkResult::Script(_) | TokenSinkResult::EncodingIndicator(_) => {
                Holds::Markup
            }
        }
    }

    fn flush_text(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let text = self.text.take(&self.whole);
        self.builder.sink.expect(text.clone(), &mut self.chunks);
        self.send(Token::CharacterTokens(text));
    }

    fn push_text(&mut self, text: Written<'_>, place: Place) {
        html::pieces(text.raw, place, |piece| self.push_piece(piece, text.at));
    }

    /// Appends to the text, and notes where that comes from.
    fn push_piece(&mut self, piece: Piece<'_>, start: usize) {
        if piece.text.as_bytes() == b"\0" {
            self.flush_text();
            self.send(Token::NullCharacterToken);
            return;
        }
        let (at, source) = (self.text.len(), start + piece.at);
        let exact = self.text.push(piece.text, Span::new(source, source + piece.length), piece.exact, &self.whole);
        match self.chunks.last_mut() {
            Some(last) if exact && last.exact && last.source + last.length == source => last.length += piece.length,
            _ => self.chunks.push(Chunk { at, source, length: piece.length, exact }),
        }
    }

    fn value(&self, value: Written<'_>) -> StrTendril {
        match html::decode(value.raw, Place::Attribute) {
            Cow::Borrowed(text) => part(&self.whole, Span::new(value.at, value.at + text.len())),
            Cow::Owned(text) => StrTendril::from_slice(&text),
        }
    }
}

impl Visitor for Bridge<'_> {
    fn attribute(&mut self, _: &str, name: &str, value: Written<'_>) {
        let name = self.names.of(name);
        let is_known = self.attributes.iter().any(|own| own.name.local == name);
        self.has_duplicates |= is_known;
        if is_known || self.attributes.len() >= MOST_ATTRIBUTES {
            return;
        }
        if matches!(name, local_name!("href") | local_name!("xlink:href")) && self.href.is_none() {
            self.href = Some(Span::new(value.at, value.at + value.raw.len()));
        }
        let value = self.value(value);
        self.attributes.push(Attribute { name: QualName::new(None, ns!(), name), value });
    }

    fn open(&mut self, tag: html::Tag<'_>) -> Holds {
        self.flush_text();
        let name = self.names.of(tag.name);
        let href = self.href.take();
        if is_link(&name) {
            self.attributes.push(self.builder.sink.stamp(TagPlace { tag: tag.place, href }));
        }
        // They are copied to no more room than they need, and that of the buffer is kept: most tags have one or two.
        let attrs: Vec<Attribute> = self.attributes.drain(..).collect();
        let had_duplicate_attributes = std::mem::take(&mut self.has_duplicates);
        let self_closing = tag.self_closing;
        self.holds = if self.nesting.start(&name, self_closing) == Passage::Drop {
            Holds::Markup
        } else {
            let kind = TagKind::StartTag;
            self.send(Token::TagToken(Tag { kind, name, self_closing, attrs, had_duplicate_attributes }))
        };
        self.holds
    }

    fn close(&mut self, name: &str) {
        self.flush_text();
        self.holds = Holds::Markup;
        let name = self.names.of(name);
        if self.nesting.end(&name) == Passage::Pass {
            let (self_closing, had_duplicate_attributes) = (false, false);
            let tag = Tag { kind: TagKind::EndTag, name, self_closing, attrs: Vec::new(), had_duplicate_attributes };
            self.send(Token::TagToken(tag));
        }
    }

    fn text(&mut self, text: Written<'_>) {
        self.push_text(
            text,
            match self.holds {
                Holds::Markup => Place::Markup,
                Holds::Text => Place::Text,
                Holds::RawText | Holds::Script | Holds::Rest => Place::RawText,
            },
        );
    }

    fn character_data(&mut self, text: Written<'_>) {
        self.push_text(text, Place::RawText);
    }

    fn comment(&mut self, text: &str) {
        self.flush_text();
        self.send(Token::CommentToken(StrTendril::from_slice(&html::decode(text, Place::RawText))));
    }

    fn doctype(&mut self, text: &str) {
        self.flush_text();
        self.send(Token::DoctypeToken(doctype(text)));
    }

    fn is_foreign(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn has_seen_enough(&self) -> bool {
        self.builder.sink.is_full()
    }
}
