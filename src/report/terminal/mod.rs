//! The report for people: what to act on, episode by episode, then one line that sums up.

mod finding;
mod hosts;
mod listing;
mod platforms;
mod summary;
mod wrap;

pub use wrap::lines as wrapped;

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::phrase::{SHOW, episode_name};
use super::{Look, Report, ReportEpisode, plain};
use crate::verdict::Class;

/// The name of an episode.
const TITLE: Style = Style::new().bold();
/// What is there to be found again, not to be read.
const FAINT: Style = Style::new().dimmed();

/// Writes the report.
pub(super) fn render(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if report.summary.counts.is_some() {
        finding::render(report, look, out)?;
        platforms::render(report, look, out)?;
        summary::of_check(report, look, out)
    } else {
        listing::render(report, look, out)?;
        summary::of_listing(report, look, out)
    }
}

/// The episode's name, and the source that holds it.
fn heading(episode: &ReportEpisode, out: &mut dyn Write) -> io::Result<()> {
    let (name, source) = (episode_name(episode), plain(&episode.source));
    let below = if name == source { String::new() } else { format!("{FAINT}{source}{FAINT:#}\n") };
    writeln!(out, "{TITLE}{name}{TITLE:#}\n{below}")
}

/// The same over the links of the show itself.
fn heading_of_show(source: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{TITLE}{SHOW}{TITLE:#}\n{FAINT}{}{FAINT:#}\n", plain(source))
}

/// How far the first line of a finding is indented.
const LEAD: usize = 2;

/// What stands before a finding: a mark if it makes the run fail, so that these are found at a glance.
fn lead(fails: bool) -> String {
    if !fails {
        return " ".repeat(LEAD);
    }
    let style = level_style("error").bold();
    format!("{style}{FAILS}{style:#} ")
}

/// The mark of what makes the run fail.
const FAILS: &str = "!";

/// A remark's level stands out by its colour, and as a word.
fn level_style(level: &str) -> Style {
    let color = match level {
        "error" => AnsiColor::Red,
        "warning" => AnsiColor::Yellow,
        _ => AnsiColor::Cyan,
    };
    Style::new().fg_color(Some(color.into()))
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
