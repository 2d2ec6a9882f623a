//! What the platforms show of an episode: for reports on a single one.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Report;
use crate::lint::platform::Showing;

/// What a platform shows of an episode's notes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPlatform {
    /// Its name.
    pub name: Cow<'static, str>,
    /// When that was last seen to be so: `2024-05`, `2019`.
    pub as_of: Cow<'static, str>,
    /// The field of the feed that it shows; `null` for a draft.
    pub field: Option<Cow<'static, str>>,
    /// How long that is, markup included.
    pub bytes: usize,
    /// How many bytes are shown; `null` where that isn't known.
    pub limit: Option<usize>,
    /// How many links the notes have.
    pub links: usize,
    /// How many of them don't reach its listeners.
    pub lost_links: usize,
    /// What doesn't reach its listeners, and what to do: a sentence each.
    pub lost: Vec<String>,
    /// What is shown as plain text: `headings`, `tables`.
    pub plain: Vec<Cow<'static, str>>,
    /// Whether only those who ask for more are told.
    pub minor: bool,
}

impl ReportPlatform {
    /// The view of what a platform shows.
    #[must_use]
    pub fn of(showing: Showing) -> Self {
        Self {
            name: showing.platform.into(),
            as_of: showing.as_of.into(),
            field: showing.field.map(Cow::Borrowed),
            bytes: showing.bytes,
            limit: showing.limit,
            links: showing.links,
            lost_links: showing.lost_links,
            lost: showing.lost,
            plain: showing.plain.into_iter().map(Cow::Borrowed).collect(),
            minor: showing.minor,
        }
    }
}

/// The platforms of a report on a single episode.
pub(super) fn platforms(report: &Report) -> &[ReportPlatform] {
    match &report.episodes[..] {
        [episode] => episode.platforms.as_deref().unwrap_or_default(),
        _ => &[],
    }
}

/// What is lost on some platforms, each loss once: their names, and the sentence. Minor ones are for those who ask for more.
pub(super) fn losses(report: &Report, minor: bool) -> Vec<(String, &str)> {
    let mut losses: Vec<(String, &str)> = Vec::new();
    for platform in platforms(report).iter().filter(|platform| minor || !platform.minor) {
        for sentence in &platform.lost {
            match losses.iter_mut().find(|(_, known)| known == sentence) {
                Some((names, _)) => names.extend([", ", &platform.name]),
                None => losses.push((platform.name.to_string(), sentence)),
            }
        }
    }
    losses
}
