//! The links of each episode, as `aircheck links` lists them.

use std::io::{self, Write};

use super::super::finding::{by_episode, lints, remarks_of};
use super::super::{Look, Report, ReportEpisode, ReportLink, plain};
use super::{FAINT, finding, heading};

/// Writes every link with its place.
pub(super) fn render(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let told = |episode: &ReportEpisode| remarks_of(episode, look.detail).next().is_some();
    for (episode, links) in by_episode(report, told, |_| true) {
        heading(episode, out)?;
        finding::remarks(episode, look, out)?;
        for link in links {
            row(link, look, out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn row(link: &ReportLink, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let place = format!("{}:{}", link.line, link.column);
    let kind = if link.kind == "notes" { String::new() } else { format!(" ({})", link.kind) };
    writeln!(out, "  {FAINT}{place:>7}{FAINT:#}  {}{kind}", plain(&link.text))?;
    writeln!(out, "           {}", plain(&link.url))?;
    for lint in lints(link, look.detail) {
        writeln!(out, "           {} [{}]", plain(&lint.message), lint.code)?;
    }
    Ok(())
}
