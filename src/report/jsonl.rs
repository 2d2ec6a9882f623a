//! The report in JSON lines: one link a line, then one line with all else. Each line is what `json` holds of the link; a check writes each as its
//! verdict comes, so that their order is that of the answers.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::CompactFormatter;

use super::json::value;
use super::links::Links;
use super::{Report, ReportEpisode, ReportLink, ReportSource, RunRemark, Summary, secrets};

/// The last line: a report without its links.
#[derive(Serialize)]
pub(super) struct Ending<'a> {
    schema: &'static str,
    version: &'static str,
    started: &'a str,
    finished: &'a str,
    summary: &'a Summary,
    sources: &'a [ReportSource],
    remarks: &'a [RunRemark],
    episodes: &'a [ReportEpisode],
}

impl<'a> Ending<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        let Report { schema, version, started, finished, summary, sources, remarks, episodes, .. } = report;
        Self { schema, version, started, finished, summary, sources, remarks, episodes }
    }
}

/// Writes the lines of the links that aren't `said` yet, by their places in the report, and the line that ends it.
///
/// # Errors
/// Only those of `out`.
pub(super) fn rest(report: &Report, links: Links<'_>, said: &BTreeSet<usize>, out: &mut dyn Write) -> io::Result<()> {
    for number in (0..links.count()).filter(|number| !said.contains(number)) {
        line(&*links.link(number), out)?;
    }
    ending(report, out)
}

/// Writes the line of one link before there is a report.
///
/// # Errors
/// Only those of `out`.
pub fn link(link: &ReportLink, out: &mut dyn Write) -> io::Result<()> {
    let mut link = link.clone();
    secrets::hide_in_link(&mut link);
    line(&link, out)
}

/// Writes the line that ends a report.
///
/// # Errors
/// Only those of `out`.
fn ending(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    line(&Ending::of(report), out)
}

fn line(line: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value(line, CompactFormatter, out)?;
    writeln!(out)
}
