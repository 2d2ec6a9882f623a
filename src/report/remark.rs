//! Remarks about episodes as a whole: what the rules say of no single link. The formats share this view of them.

use super::finding::{Level, remarks_of};
use super::{Detail, Report, ReportEpisode, compact, plain};

/// One thing that is to be said of an episode.
#[derive(Clone, Copy, Debug)]
pub(super) struct EpisodeRemark<'a> {
    pub(super) episode: &'a ReportEpisode,
    pub(super) level: Level,
    /// The code of the rule.
    pub(super) code: &'static str,
    /// What is the matter and what to do.
    pub(super) message: &'a str,
    /// Line and column, if it has a place.
    pub(super) place: Option<(u32, u32)>,
}

/// All of them at that level of detail, in the order of the episodes.
pub(super) fn remarks(report: &Report, detail: Detail) -> impl Iterator<Item = EpisodeRemark<'_>> {
    report.episodes.iter().flat_map(move |episode| of(episode, detail))
}

/// Those about one episode.
pub(super) fn of(episode: &ReportEpisode, detail: Detail) -> impl Iterator<Item = EpisodeRemark<'_>> {
    remarks_of(episode, detail).map(move |remark| EpisodeRemark {
        episode,
        level: match remark.level {
            _ if remark.fails => Level::Error,
            "note" => Level::Note,
            _ => Level::Warning,
        },
        code: remark.code,
        message: &remark.message,
        place: remark.line.zip(remark.column),
    })
}

impl EpisodeRemark<'_> {
    /// The place, and the beginning of the file for what has none, as tools want one.
    pub(super) fn line_and_column(&self) -> (u32, u32) {
        self.place.unwrap_or((1, 1))
    }

    /// `file:line:column: lint: message [code]`, and whether it fails the run; harmless in a terminal.
    pub(super) fn line(&self) -> String {
        let (line, column) = self.line_and_column();
        let message = plain(self.message);
        format!(
            "{}:{line}:{column}: lint: {} [{}]{}",
            plain(&self.episode.source),
            message.trim_end_matches('.'),
            self.code,
            compact::mark(self.level == Level::Error)
        )
    }
}
