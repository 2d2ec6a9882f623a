//! From html5gum's tokenizer, which knows places, to html5ever's tree builder, which knows HTML.

use std::convert::Infallible;

use ego_tree::NodeId;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use html5gum::{Emitter, Error, State};

use super::TagPlace;
use super::gathered::{Gathered, of_bytes};
use super::nesting::{Nesting, Passage};
use super::sink::{Chunk, PlacedSink, is_link};
use crate::text::Span;

/// So many attributes of one tag are read.
const MOST_ATTRIBUTES: usize = 128;

/// How far before a decoded character reference its `&` is looked for, in bytes. Names have up to 32.
const LONGEST_REFERENCE: usize = 40;

/// A tag, comment or doctype that is being read.
#[derive(Debug, Default)]
struct Current {
    start: usize,
    is_end: bool,
    self_closing: bool,
    name: Vec<u8>,
    attributes: Vec<Attribute>,
    duplicates: bool,
    href: Option<Span>,
}

impl Current {
    /// Begins another tag, which starts where it was said last.
    fn begin(&mut self, is_end: bool) {
        self.name.clear();
        self.attributes.clear();
        (self.is_end, self.self_closing, self.duplicates, self.href) = (is_end, false, false, None);
    }
}

/// The doctype's parts; html5ever tells quirks from them.
#[derive(Debug, Default)]
struct DoctypeParts {
    name: Vec<u8>,
    public_id: Option<Vec<u8>>,
    system_id: Option<Vec<u8>>,
    force_quirks: bool,
}

/// Feeds the tree builder.
pub(super) struct Bridge<'a> {
    source: &'a str,
    /// The source again, to share its parts with the tree.
    whole: StrTendril,
    builder: &'a TreeBuilder<NodeId, PlacedSink>,
    position: usize,
    text: Gathered,
    chunks: Vec<Chunk>,
    current: Current,
    attribute: Vec<u8>,
    value: Gathered,
    value_start: usize,
    in_attribute: bool,
    comment: Vec<u8>,
    doctype: DoctypeParts,
    last_start_tag: Vec<u8>,
    nesting: Nesting,
}

impl<'a> Bridge<'a> {
    pub(super) fn new(source: &'a str, builder: &'a TreeBuilder<NodeId, PlacedSink>) -> Self {
        Self {
            source,
            whole: StrTendril::from_slice(source),
            builder,
            position: 0,
            text: Gathered::default(),
            chunks: Vec::new(),
            current: Current::default(),
            attribute: Vec::new(),
            value: Gathered::default(),
            value_start: 0,
            in_attribute: false,
            comment: Vec::new(),
            doctype: DoctypeParts::default(),
            last_start_tag: Vec::new(),
            nesting: Nesting::default(),
        }
    }

    fn send(&self, token: Token) -> Option<State> {
        if self.builder.sink.is_full() {
            return None;
        }
        match self.builder.process_token(token, 1) {
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
            TokenSinkResult::RawData(RawKind::ScriptData | RawKind::ScriptDataEscaped(_)) => Some(State::ScriptData),
            TokenSinkResult::Continue | TokenSinkResult::Script(_) | TokenSinkResult::EncodingIndicator(_) => None,
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

    /// Appends to the text, and notes where that comes from.
    fn push_text(&mut self, text: &[u8]) {
        let at = self.text.len();
        let exact = self.text.push(text, self.source, self.position) || text == b"\n";
        let start = self.position.saturating_sub(text.len());
        let (source, length) = if exact { (start, text.len()) } else { self.reference_before(self.position) };
        match self.chunks.last_mut() {
            Some(last) if exact && last.exact && last.source + last.length == source => last.length += length,
            _ => self.chunks.push(Chunk { at, source, length, exact }),
        }
    }

    /// The place of the character reference that ends at `end`.
    fn reference_before(&self, end: usize) -> (usize, usize) {
        let end = end.min(self.source.len());
        let from = end.saturating_sub(LONGEST_REFERENCE);
        let start = self.source.as_bytes()[from..end].iter().rposition(|b| *b == b'&').map_or(end, |at| from + at);
        (start, end - start)
    }

    fn finish_attribute(&mut self) {
        if !std::mem::take(&mut self.in_attribute) || self.attribute.is_empty() {
            return;
        }
        let name = local_name(&self.attribute);
        let known = self.current.attributes.iter().any(|attr| attr.name.local == name);
        self.current.duplicates |= known;
        if !known && self.current.attributes.len() < MOST_ATTRIBUTES {
            if matches!(name, local_name!("href") | local_name!("xlink:href")) && self.current.href.is_none() {
                self.current.href = Some(self.value_span());
            }
            let value = self.value.take(&self.whole);
            self.current.attributes.push(Attribute { name: QualName::new(None, ns!(), name), value });
        }
        self.attribute.clear();
        self.value.clear();
    }

    /// The bytes between the quotes of the attribute value that was just read.
    fn value_span(&self) -> Span {
        let bytes = self.source.as_bytes();
        let start = self.value_start.min(bytes.len());
        let quote = start.checked_sub(1).map(|before| bytes[before]).filter(|b| matches!(b, b'"' | b'\''));
        let ends = |b: &u8| quote.map_or(b.is_ascii_whitespace() || *b == b'>', |quote| *b == quote);
        let length = if self.value.is_empty() { 0 } else { bytes[start..].iter().position(ends).unwrap_or(0) };
        Span::new(start, start + length)
    }

    fn start_tag(&mut self) -> Option<State> {
        let name = local_name(&self.current.name);
        std::mem::swap(&mut self.last_start_tag, &mut self.current.name);
        if is_link(&name) {
            let place = TagPlace { tag: Span::new(self.current.start, self.position), href: self.current.href };
            self.current.attributes.push(self.builder.sink.stamp(place));
        }
        // They are copied to no more room than they need, and that of the buffer is kept: most tags have one or two.
        let attrs: Vec<Attribute> = self.current.attributes.drain(..).collect();
        let self_closing = self.current.self_closing;
        if self.nesting.start(&name, self_closing) == Passage::Drop {
            return None;
        }
        let had_duplicate_attributes = self.current.duplicates;
        self.send(Token::TagToken(Tag { kind: TagKind::StartTag, name, self_closing, attrs, had_duplicate_attributes }))
    }

    fn end_tag(&mut self) {
        let name = local_name(&self.current.name);
        self.last_start_tag.clear();
        if self.nesting.end(&name) == Passage::Pass {
            let (self_closing, had_duplicate_attributes) = (false, false);
            let tag = Tag { kind: TagKind::EndTag, name, self_closing, attrs: Vec::new(), had_duplicate_attributes };
            self.send(Token::TagToken(tag));
        }
    }
}

fn local_name(bytes: &[u8]) -> LocalName {
    match std::str::from_utf8(bytes) {
        Ok(name) => LocalName::from(name),
        Err(_) => LocalName::from(&*String::from_utf8_lossy(bytes)),
    }
}

impl Emitter for Bridge<'_> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, last: Option<&[u8]>) {
        self.last_start_tag = last.unwrap_or_default().to_vec();
    }

    fn emit_eof(&mut self) {
        self.flush_text();
        self.send(Token::EOFToken);
        self.builder.end();
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, text: &[u8]) {
        if text == b"\0" {
            self.flush_text();
            self.send(Token::NullCharacterToken);
        } else if !text.is_empty() {
            self.push_text(text);
        }
    }

    fn start_open_tag(&mut self) {
        self.current.start = self.position.saturating_sub(1);
    }

    fn init_start_tag(&mut self) {
        self.current.begin(false);
    }

    fn init_end_tag(&mut self) {
        self.current.begin(true);
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.current.name.extend_from_slice(name);
    }

    fn set_self_closing(&mut self) {
        self.current.self_closing = true;
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.finish_attribute();
        self.flush_text();
        if self.current.is_end {
            self.end_tag();
            return None;
        }
        self.start_tag()
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.current.is_end && !self.last_start_tag.is_empty() && self.current.name == self.last_start_tag
    }

    fn init_attribute(&mut self) {
        self.finish_attribute();
        self.in_attribute = true;
        self.value_start = self.position;
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute.extend_from_slice(name);
        self.value_start = self.position;
    }

    fn init_attribute_value(&mut self) {
        self.value_start = self.position;
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.value.push(value, self.source, self.position);
    }

    fn init_comment(&mut self) {
        self.comment.clear();
    }

    fn push_comment(&mut self, text: &[u8]) {
        self.comment.extend_from_slice(text);
    }

    fn emit_current_comment(&mut self) {
        self.flush_text();
        self.send(Token::CommentToken(of_bytes(&self.comment)));
    }

    fn init_doctype(&mut self) {
        self.doctype = DoctypeParts::default();
    }

    fn push_doctype_name(&mut self, name: &[u8]) {
        self.doctype.name.extend_from_slice(name);
    }

    fn set_force_quirks(&mut self) {
        self.doctype.force_quirks = true;
    }

    fn set_doctype_public_identifier(&mut self, value: &[u8]) {
        self.doctype.public_id = Some(value.to_vec());
    }

    fn set_doctype_system_identifier(&mut self, value: &[u8]) {
        self.doctype.system_id = Some(value.to_vec());
    }

    fn push_doctype_public_identifier(&mut self, text: &[u8]) {
        self.doctype.public_id.get_or_insert_default().extend_from_slice(text);
    }

    fn push_doctype_system_identifier(&mut self, text: &[u8]) {
        self.doctype.system_id.get_or_insert_default().extend_from_slice(text);
    }

    fn emit_current_doctype(&mut self) {
        self.flush_text();
        let parts = std::mem::take(&mut self.doctype);
        self.send(Token::DoctypeToken(Doctype {
            name: (!parts.name.is_empty()).then(|| of_bytes(&parts.name)),
            public_id: parts.public_id.as_deref().map(of_bytes),
            system_id: parts.system_id.as_deref().map(of_bytes),
            force_quirks: parts.force_quirks,
        }));
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }
}
