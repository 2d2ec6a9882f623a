//! Sources: what the user names, and the documents that they lead to.

mod document;

pub use document::{Document, Kind, Origin};
