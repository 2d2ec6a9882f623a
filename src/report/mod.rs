//! Reports: one frozen view of a run, and one pure function a format that writes it.

mod baseline;
mod compact;
mod csv;
mod finding;
mod fingerprint;
mod github;
mod harmless;
mod html;
mod json;
mod jsonl;
mod junit;
mod lanes;
mod links;
mod markdown;
mod merge;
mod model;
mod names;
mod phrase;
mod plain;
mod platform;
mod read;
mod remark;
mod rows;
mod runner;
mod sarif;
mod secrets;
mod tally;
mod terminal;
#[cfg(test)]
mod tests;
mod view;

pub use baseline::{Baseline, BaselineError, Difference};
pub use json::document as write_json;
pub use jsonl::link as write_line;
pub use links::Views;
pub use merge::{MergeError, merge};
pub use model::{
    Counts, Judgement, Parts, Remark, Report, ReportEpisode, ReportHop, ReportLink, ReportPlace, ReportRemark,
    ReportSource, RunFacts, RunRemark, Summary,
};
pub use phrase::{NO_NOTES, no_network};
pub use plain::plain;
pub use platform::ReportPlatform;
pub use read::{ReadError, Written, read};
pub use runner::{COMMANDS, inert, inert_within};
pub use tally::Tally;
pub use terminal::wrapped;

use std::collections::BTreeSet;
use std::io::{self, Write};

use links::Links;

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Terminal,
    /// One JSON document, schema `aircheck/1`.
    Json,
    /// One JSON object a line: the links, then all else.
    JsonLines,
    /// Test cases, for the test reports of CI systems.
    Junit,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// A summary in Markdown, for a job or an issue.
    Markdown,
    /// One self-contained page.
    Html,
    /// Annotations of a GitHub workflow.
    Github,
    /// A table, one link a row.
    Csv,
    /// One line a finding, for editors.
    Compact,
}

/// Every format: its name, and the endings of file names, in lower case, that mean it.
const FORMATS: &[(Format, &str, &[&str])] = &[
    (Format::Terminal, "terminal", &["txt"]),
    (Format::Json, "json", &["json"]),
    (Format::JsonLines, "jsonl", &["jsonl", "ndjson"]),
    (Format::Junit, "junit", &["xml"]),
    (Format::Sarif, "sarif", &["sarif"]),
    (Format::Markdown, "markdown", &["md"]),
    (Format::Html, "html", &["html", "htm"]),
    (Format::Github, "github", &[]),
    (Format::Csv, "csv", &["csv"]),
    (Format::Compact, "compact", &[]),
];

impl Format {
    /// Every format.
    pub fn all() -> impl Iterator<Item = Self> {
        FORMATS.iter().map(|(format, ..)| *format)
    }

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        FORMATS[self as usize].1
    }

    /// Whether it can be written without holding the links: they are written as they are, one after the other.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Self::Json | Self::JsonLines)
    }

    /// Whether it is written for people, so that it says in words what a run comes to.
    #[must_use]
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Terminal | Self::Github | Self::Markdown)
    }

    /// The endings of file names, in lower case, that mean this format.
    #[must_use]
    pub fn endings(self) -> &'static [&'static str] {
        FORMATS[self as usize].2
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
    debug_assert_eq!(report.links.len(), report.summary.links, "a report without its links can only be listed");
    match format {
        Format::Terminal => terminal::render(report, look, out),
        Format::Json | Format::JsonLines => render_list(format, report, None, &BTreeSet::new(), out),
        Format::Junit => junit::render(report, out),
        Format::Sarif => sarif::render(report, out),
        Format::Markdown => markdown::render(report, look, out),
        Format::Html => html::render(report, out),
        Format::Github => github::render(report, look, out),
        Format::Csv => csv::render(report, out),
        Format::Compact => compact::render(report, look, out),
    }
}

/// Writes a report in JSON or JSON lines ([`Format::is_list`]), with those links that `views` makes where the report doesn't hold them. In JSON lines, the links
/// that were `said` already are left out, by their places in the report.
///
/// # Errors
/// Only those of `out`.
pub fn render_list(
    format: Format,
    report: &Report,
    views: Option<&dyn Views>,
    said: &BTreeSet<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    debug_assert!(format.is_list(), "others need the links all at once");
    let links = views.map_or(Links::Held(&report.links), Links::Made);
    if format == Format::JsonLines { jsonl::rest(report, links, said, out) } else { json::render(report, links, out) }
}
