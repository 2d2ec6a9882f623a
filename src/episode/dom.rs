//! A parsed page whose elements know where they stand in the source.

/// A page.
#[derive(Debug)]
pub struct Dom;
