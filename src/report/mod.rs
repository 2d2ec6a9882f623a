//! Reports: one frozen view of a run, and one pure function a format that writes it.

mod json;
mod model;
mod plain;
mod terminal;
mod view;

pub use model::{
    Counts, Judgement, Parts, Remark, Report, ReportEpisode, ReportHop, ReportLink, ReportPlace, ReportSource,
    RunFacts, Summary,
};
pub use plain::plain;

use std::io::{self, Write};

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Terminal,
    /// One JSON document, schema `aircheck/1`.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: &[Self] = &[Self::Terminal, Self::Json];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Json => "json",
        }
    }

    /// The endings of file names, in lower case, that mean this format.
    #[must_use]
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Terminal => &["txt"],
            Self::Json => &["json"],
        }
    }
}

/// What a reader wants to see. Machine formats are always complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The number of columns.
    pub width: usize,
    /// How much is said.
    pub detail: Detail,
}

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Only what makes the run fail.
    Failing,
    /// What is worth acting on.
    Findings,
    /// Also what a robot can't judge.
    Doubts,
    /// Every link.
    Everything,
}

/// Writes `report` to `out`. Terminal reports hold ANSI colours; who doesn't want them strips them on the way.
///
/// # Errors
/// Only those of `out`.
pub fn render(format: Format, report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Terminal => terminal::render(report, look, out),
        Format::Json => json::render(report, out),
    }
}
