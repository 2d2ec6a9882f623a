//! A table in CSV (RFC 4180) for spreadsheets: one link a row, then one remark about an episode a row, then what couldn't be read.

use std::borrow::Cow;
use std::io::{self, Write};

use super::finding::{Level, is_of_show};
use super::remark::{self, EpisodeRemark};
use super::{Detail, Judgement, Report, ReportEpisode, ReportLink, ReportSource, plain};

const COLUMNS: &[&str] = &[
    "verdict",
    "reason",
    "message",
    "url",
    "href",
    "text",
    "suggestion",
    "status",
    "final_url",
    "redirects",
    "permanent",
    "fails",
    "confirmed",
    "change",
    "first_failed",
    "last_ok",
    "episode",
    "number",
    "date",
    "section",
    "kind",
    "group",
    "source",
    "line",
    "column",
    "attempts",
    "elapsed_ms",
    "lints",
];

/// Writes the table. What is unknown is empty.
///
/// # Errors
/// Only those of `out`.
pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    for link in report.links.iter().filter(|link| !link.is_elsewhere()) {
        let cells = judged(link).into_iter().chain(placed(link, report.episode(link).filter(|_| !is_of_show(link))));
        table.write_record(tame(cells))?;
    }
    for remark in remark::remarks(report, Detail::Everything) {
        table.write_record(tame(remarked(&remark)))?;
    }
    for source in &report.sources {
        if let Some(error) = &source.error {
            table.write_record(tame(unread(source, error)))?;
        }
    }
    table.flush()
}

/// Cells as they may stand in a table.
fn tame(cells: impl IntoIterator<Item = String>) -> Vec<String> {
    cells.into_iter().map(|cell| harmless(&cell).into_owned()).collect()
}

/// The cells of a source that couldn't be read, or only in part.
fn unread(source: &ReportSource, error: &str) -> Vec<String> {
    let cell = |name: &&str| match *name {
        "verdict" => "unread",
        "message" => error,
        "kind" => "source",
        "source" => &source.path,
        _ => "",
    };
    COLUMNS.iter().map(cell).map(str::to_owned).collect()
}

/// The cells of a remark about an episode, in the columns that it has something for.
fn remarked(remark: &EpisodeRemark<'_>) -> Vec<String> {
    let episode = remark.episode;
    let (line, column) = remark.place.unzip();
    let cell = |name: &&str| match *name {
        "verdict" => "lint".to_owned(),
        "reason" | "lints" => remark.code.to_owned(),
        "message" => remark.message.to_owned(),
        "fails" => (remark.level == Level::Error).to_string(),
        "episode" => episode.title.clone().unwrap_or_default(),
        "number" => episode.number.clone().unwrap_or_default(),
        "date" => episode.date.clone().unwrap_or_default(),
        "kind" => "episode".to_owned(),
        "source" => episode.source.clone(),
        "line" => shown(line),
        "column" => shown(column),
        _ => String::new(),
    };
    COLUMNS.iter().map(cell).collect()
}

fn judged(link: &ReportLink) -> [String; 16] {
    let unknown = Judgement::default();
    let judgement = link.judgement.as_deref().unwrap_or(&unknown);
    [
        judgement.verdict.map(|class| class.name().to_owned()).unwrap_or_default(),
        judgement.reason.map(|reason| reason.code().to_owned()).unwrap_or_default(),
        judgement.message.clone().unwrap_or_default().into_owned(),
        link.url.clone(),
        link.href.clone(),
        link.text.clone(),
        judgement.suggestion.clone().unwrap_or_default(),
        shown(judgement.status),
        judgement.final_url.clone().unwrap_or_default(),
        judgement.verdict.map(|_| judgement.hops.len().to_string()).unwrap_or_default(),
        shown(judgement.permanent),
        shown(judgement.verdict.map(|_| link.fails())),
        shown(judgement.confirmed),
        judgement.change.unwrap_or_default().to_owned(),
        judgement.first_failed.clone().unwrap_or_default(),
        judgement.last_ok.clone().unwrap_or_default(),
    ]
}

fn placed(link: &ReportLink, episode: Option<&ReportEpisode>) -> [String; 12] {
    let judgement = link.judgement.as_ref();
    let of_episode =
        |field: fn(&ReportEpisode) -> &Option<String>| episode.and_then(|it| field(it).clone()).unwrap_or_default();
    [
        of_episode(|episode| &episode.title),
        of_episode(|episode| &episode.number),
        of_episode(|episode| &episode.date),
        link.section.as_deref().unwrap_or_default().to_owned(),
        link.kind.to_owned(),
        link.group.to_owned(),
        link.source.to_string(),
        link.line.to_string(),
        link.column.to_string(),
        shown(judgement.and_then(|judgement| judgement.attempts)),
        shown(judgement.and_then(|judgement| judgement.elapsed_ms)),
        link.lints.iter().map(|lint| lint.code).collect::<Vec<_>>().join(" "),
    ]
}

fn shown(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula, and in which nothing is invisible.
///
/// Spreadsheets compute cells that begin with one of these characters, some after blanks, some in full width; an
/// apostrophe in front says that it is text (OWASP, CSV injection).
fn harmless(cell: &str) -> Cow<'_, str> {
    let formula = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%']);
    let cell = plain(cell);
    if formula { Cow::Owned(format!("'{cell}")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=cmd()", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"] {
            assert!(harmless(cell).starts_with('\''), "{cell:?}");
        }
        assert_eq!(harmless("https://a.example/?a=1+1"), "https://a.example/?a=1+1");
    }
}
