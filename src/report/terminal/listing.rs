//! The links of each episode, as `aircheck links` lists them.

use std::io::{self, Write};

use super::super::finding::by_episode;
use super::super::{Report, ReportLink, plain};
use super::{FAINT, heading};

/// Writes every link with its place.
pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for (episode, links) in by_episode(report, |_| true) {
        heading(episode, out)?;
        for link in links {
            row(link, out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn row(link: &ReportLink, out: &mut dyn Write) -> io::Result<()> {
    let place = format!("{}:{}", link.line, link.column);
    let kind = if link.kind == "notes" { String::new() } else { format!(" ({})", link.kind) };
    writeln!(out, "  {FAINT}{place:>7}{FAINT:#}  {}{kind}", plain(&link.text))?;
    writeln!(out, "           {}", plain(&link.url))?;
    for lint in &link.lints {
        writeln!(out, "           {} [{}]", plain(&lint.message), lint.code)?;
    }
    Ok(())
}
