//! The links of each episode, as `aircheck links` lists them.

use std::io::{self, Write};

use super::super::finding::{by_episode, by_show, lints, remarks_of, shown_address};
use super::super::{Look, Report, ReportEpisode, ReportLink, plain};
use super::{FAINT, finding, heading, heading_of_show, level_style, wrap};

/// How far the lines below a link's first one are indented.
const INDENT: usize = 11;

/// Writes every link with its place.
pub(super) fn render(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for (source, links) in by_show(report, |_| true) {
        heading_of_show(source, out)?;
        links.iter().try_for_each(|link| row(link, look, out))?;
        writeln!(out)?;
    }
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
    let kind = if link.kind == "notes" { String::new() } else { format!("({})", link.kind) };
    let text = plain(&link.text);
    let words = [text.trim(), &kind].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
    let words = if words.is_empty() { finding::NO_TEXT } else { &words };
    writeln!(out, "  {FAINT}{place:>7}{FAINT:#}  {words}")?;
    writeln!(out, "{:INDENT$}{}", "", plain(shown_address(link)))?;
    if let Some(why) = &link.skipped {
        writeln!(out, "{:INDENT$}{FAINT}skipped: {}{FAINT:#}", "", plain(why))?;
    }
    for lint in lints(link, look.detail) {
        let said = format!("{} [{}]", plain(&lint.message), lint.code);
        wrap::write_marked(lint.level, level_style(lint.level), &said, INDENT, look.width, out)?;
    }
    Ok(())
}
