//! One line a finding, `file:line:col: class: message [code]`, as the problem matchers of editors read it; one a link where links are only listed.

use std::io::{self, Write};

use super::finding::{Finding, findings, listed, shown_address};
use super::phrase::{extent, tally};
use super::{Detail, Look, Report, ReportLink, plain, remark};

/// Writes the findings, and nothing where all is well.
///
/// # Errors
/// Only those of `out`.
pub(super) fn render(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for remark in remark::remarks(report, look.detail) {
        writeln!(out, "{}", remark.line())?;
    }
    for link in listed(report) {
        writeln!(out, "{}", line_of_link(link))?;
    }
    for finding in findings(report, look.detail) {
        writeln!(out, "{}", line(&finding))?;
    }
    for remark in report.remarks.iter().filter(|_| look.detail > Detail::Failing) {
        let (source, line) = (plain(&remark.source), remark.line.unwrap_or(1));
        writeln!(out, "{source}:{line}:1: settings: {} [{}]", plain(&remark.message), remark.code)?;
    }
    for source in &report.sources {
        if let Some(error) = &source.error {
            writeln!(out, "{}:1:1: unread: {}", plain(&source.path), plain(error))?;
        }
    }
    if look.detail >= Detail::Everything {
        let tally = report.summary.counts.as_ref().map(|counts| format!(": {}", tally(counts)));
        writeln!(out, "{}{}", extent(report), tally.unwrap_or_default())?;
    }
    Ok(())
}

/// The line of a link about which nothing is said: its place, its purpose, its address, its text.
pub(super) fn line_of_link(link: &ReportLink) -> String {
    let purpose = if link.kind == "notes" { "link" } else { link.kind };
    let text = plain(&link.text);
    let text = if text.trim().is_empty() { String::new() } else { format!(": {}", text.trim()) };
    let skipped = link.skipped.as_deref().map(|why| format!(" (skipped: {})", plain(why))).unwrap_or_default();
    format!("{}: {purpose}: {}{text}{skipped}", place(link), plain(shown_address(link)))
}

fn place(link: &ReportLink) -> String {
    format!("{}:{}:{}", plain(&link.source), link.line, link.column)
}

/// What ends the line of a finding that makes the run fail. What stands before it is the same for all.
const FAILS: &str = " (fails the run)";

/// What ends the line of a finding, if anything.
pub(super) fn mark(fails: bool) -> &'static str {
    if fails { FAILS } else { "" }
}

/// The line of one finding.
pub(super) fn line(finding: &Finding<'_>) -> String {
    let Finding { link, class, code, message, .. } = finding;
    let place = place(link);
    let instead = finding.instead().map(|suggestion| format!(", write {}", plain(suggestion))).unwrap_or_default();
    let message = plain(message);
    let (address, message) = (plain(shown_address(link)), message.trim_end_matches('.'));
    format!("{place}: {class}: {address}: {message}{instead} [{code}]{}", mark(finding.fails()))
}
