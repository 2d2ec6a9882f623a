//! How the program ends: every exit code, in one place.

use std::process::ExitCode;

/// What the exit code tells a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Nothing to act on.
    Clean = 0,
    /// Something to act on: a link of a class that `--fail-on` names. Findings win over `Trouble`.
    Findings = 1,
    /// Wrong usage, or a source that could not be read or held no show notes.
    Trouble = 2,
    /// Nothing could be judged: no host was reached at all.
    NoNetwork = 3,
    /// Ctrl-C, or SIGTERM: the report holds what was known by then (128 + SIGINT, as shells count).
    Interrupted = 130,
}

impl Exit {
    /// The code itself.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
