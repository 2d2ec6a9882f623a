//! History: what earlier runs saw of each target, in one SQLite file.
//!
//! The store holds *facts* by target (when it was last fine, since when it fails, in how many runs in a row, where it last led) and what was *told* about
//! each link. What is good and what is bad, the caller says: this room knows no reasons.
//!
//! It may be lost at any time without harm: it is a memory, not a source. So nothing that goes wrong with it stops a check, a run that is killed loses nothing that
//! was written, and two runs may use it at once. User names, passwords and request headers never get into it.

mod facts;
mod join;
mod open;
mod reader;
mod recorder;
mod reuse;
mod schema;
mod sighting;
mod store;
#[cfg(test)]
mod tests;
mod told;

pub use open::{Opened, Refusal, open, read};
pub use reader::Row;
pub use recorder::{Noted, OnNoted, Recorder};
pub use reuse::Freshness;
pub use sighting::{Sighting, Standing};
pub use store::{Store, StoreError};
pub use told::Told;

use jiff::Timestamp;

/// What is known of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// When it was first asked.
    pub first_asked: Timestamp,
    /// When it was last asked.
    pub last_asked: Timestamp,
    /// When it was last fine.
    pub last_ok: Option<Timestamp>,
    /// The failures since then, if it fails.
    pub failing: Option<Streak>,
    /// How it was last judged: class and reason code.
    pub class: String,
    /// The reason code.
    pub reason: String,
    /// Where it led when it was last fine.
    pub final_url: Option<String>,
}

/// Failures in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Streak {
    /// The first.
    pub first: Timestamp,
    /// The last.
    pub last: Timestamp,
    /// In how many runs.
    pub runs: u32,
}
