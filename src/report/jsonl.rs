//! The report in JSON lines: one link a line, then one line with all else. Each line is what `json` holds at its place.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Serializer};

use super::json::Harmless;
use super::{Report, ReportEpisode, ReportSource, Summary};

/// The last line: a report without its links.
#[derive(Serialize)]
struct Ending<'a> {
    schema: &'static str,
    version: &'static str,
    started: &'a str,
    finished: &'a str,
    summary: &'a Summary,
    sources: &'a [ReportSource],
    episodes: &'a [ReportEpisode],
}

/// Writes every line.
///
/// # Errors
/// Only those of `out`.
pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for link in &report.links {
        line(link, out)?;
    }
    ending(report, out)
}

/// Writes the line that ends a report.
///
/// # Errors
/// Only those of `out`.
fn ending(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let Report { schema, version, started, finished, summary, sources, episodes, .. } = report;
    line(&Ending { schema, version, started, finished, summary, sources, episodes }, out)
}

fn line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Harmless(CompactFormatter)))?;
    writeln!(out)
}
