//! The report for people: what to act on, episode by episode, then one line that sums up.

mod finding;
mod listing;
mod summary;
mod wrap;

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Look, Report, ReportEpisode, ReportLink, plain};
use crate::verdict::Class;

/// The name of an episode.
const TITLE: Style = Style::new().bold();
/// What is there to be found again, not to be read.
const FAINT: Style = Style::new().dimmed();

/// Writes the report.
pub(super) fn render(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if report.summary.counts.is_some() {
        finding::render(report, look, out)?;
        summary::of_check(report, look, out)
    } else {
        listing::render(report, out)?;
        summary::of_listing(report, look, out)
    }
}

/// Each episode with those of its links that `wanted` picks; episodes without any are left out.
fn by_episode(
    report: &Report,
    wanted: impl Fn(&ReportLink) -> bool,
) -> impl Iterator<Item = (&ReportEpisode, Vec<&ReportLink>)> {
    let mut rest = report.links.as_slice();
    report.episodes.iter().filter_map(move |episode| {
        let end = rest.iter().position(|link| link.episode != episode.id).unwrap_or(rest.len());
        let (own, others) = rest.split_at(end);
        rest = others;
        let picked: Vec<&ReportLink> = own.iter().filter(|link| wanted(link)).collect();
        (!picked.is_empty()).then_some((episode, picked))
    })
}

/// The episode's name, and the source that holds it.
fn heading(episode: &ReportEpisode, out: &mut dyn Write) -> io::Result<()> {
    let source = plain(&episode.source);
    let Some(title) = episode.title.as_deref().filter(|title| !title.trim().is_empty()) else {
        return writeln!(out, "{TITLE}{source}{TITLE:#}\n");
    };
    let number = episode.number.as_deref().filter(|number| !title.contains(*number));
    let number = number.map(|number| format!("{}: ", plain(number))).unwrap_or_default();
    writeln!(out, "{TITLE}{number}{}{TITLE:#}\n{FAINT}{source}{FAINT:#}\n", plain(title))
}

fn class_style(class: Class) -> Style {
    let color = match class {
        Class::Broken | Class::Invalid => AnsiColor::Red,
        Class::Suspicious => AnsiColor::Yellow,
        Class::Redirected => AnsiColor::Cyan,
        Class::Unverified => AnsiColor::Blue,
        Class::Ok => AnsiColor::Green,
        Class::Skipped => return FAINT,
    };
    Style::new().bold().fg_color(Some(color.into()))
}

/// `1 link`, `2 links`.
fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
