//! XML as a tree whose nodes know where they stand, read as leniently as podcast apps read it.
//!
//! Nothing is refused: a stray `&` or `<` is a character, an end tag without a start is passed over, an element that isn't closed ends with the one
//! around it. Of what a document type declares, only entities are used that are plain text and few, so that none can blow it up. A text
//! that is cut off yields what stands before the cut.

mod build;
mod entities;
mod scan;
mod tree;

pub use scan::Attribute;
pub use tree::{Element, Flaws, Node, Tree};
