//! Text and places in it: no domain, no I/O.
//!
//! A *span* is a range of bytes in decoded text, a *position* is the line and column that an editor
//! shows for it, and a *source map* leads from a piece of notes back to the file that holds it.

mod accents;
mod charset;
mod collapsed;
mod counted;
mod decode;
mod escapes;
mod fences;
mod host;
pub mod html;
pub mod json;
mod json_fault;
mod lines;
mod nearest;
mod pattern;
mod phrase_book;
mod positions;
mod reference;
mod source_map;
mod span;
mod unnumbered;
mod userinfo;
mod words;
pub mod xml;

pub use accents::{without_accent, written_out};
pub use collapsed::{collapse, collapsed};
pub use counted::counted;
pub use decode::{Decoded, decode, decode_borrowed, decode_owned};
pub use escapes::unescape_with;
pub use fences::Fences;
pub use host::{and_above, host_and_rest, is_local_name, is_under, split_at_slashes, without_query, without_scheme};
pub use json_fault::json_fault;
pub use lines::Lines;
pub use nearest::nearest;
pub use pattern::Pattern;
pub use phrase_book::PhraseBook;
pub use reference::{unescape, unescape_into};
pub use source_map::SourceMap;
pub use span::{Position, Span};
pub use unnumbered::unnumbered;
pub use userinfo::{address_without_userinfo, without_userinfo};
pub use words::{ascii_starts, blank_words, words};
