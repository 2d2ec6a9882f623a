//! Fixing: verdicts become byte edits in the user's own files.
//!
//! ```text
//! link + outcome ─▶ wanted address ─▶ spellings for its place ─▶ mended text, read again ─▶ diff, bytes
//! ```
//!
//! Only the bytes of an address change. A spelling is chosen by what stands around the place and then proved: the mended
//! document is read again, and the address must come out at that very place.

mod bytes;
mod change;
pub mod diff;
mod error;
mod guard;
mod layers;
mod mend;
mod spelling;
#[cfg(test)]
mod tests;
mod write;

pub use bytes::{Files, files};
pub use change::{Wanted, wanted};
pub use error::FixError;
pub use mend::{Edit, Mended, Refusal, mend};
pub use write::{verify, write};

use crate::{episode, link};

/// How documents are read, so that a mended one is read in the same way.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How notes are found.
    pub episode: episode::Options,
    /// Which links are wanted.
    pub link: link::Options,
}
