//! Checking: targets in, outcomes out. Facts only: whether an outcome is good or bad is for `verdict` to say.

mod outcome;

pub use outcome::{AnchorFact, End, Look, Outcome, PageFacts, Trace};

use std::collections::BTreeSet;

use crate::link::Target;

/// What is asked about one target.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The target.
    pub target: Target,
    /// The fragments of all its links, as in their URLs, without `#`.
    pub fragments: BTreeSet<String>,
    /// Whether it is a media file: a few bytes tell enough.
    pub media: bool,
}

/// What happens while targets are checked, for a progress bar or a streaming report.
#[derive(Debug)]
pub enum Event<'a> {
    /// So many targets will be asked.
    Started {
        /// How many.
        targets: usize,
    },
    /// A target is being asked now.
    Asking(&'a Target),
    /// A target is settled.
    Settled(&'a Target, &'a Outcome),
}
