//! Phrases that several formats use.

use super::{Counts, Report, ReportEpisode, plain};
use crate::verdict::Class;

/// `1 link`, `2 links`.
pub(super) fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// The number and the title of an episode; its source where it has no title. Harmless in a terminal.
pub(super) fn episode_name(episode: &ReportEpisode) -> String {
    let Some(title) = episode.title.as_deref().filter(|title| !title.trim().is_empty()) else {
        return plain(&episode.source).into_owned();
    };
    let number = episode.number.as_deref().filter(|number| !title.contains(*number));
    let number = number.map(|number| format!("{}: ", plain(number))).unwrap_or_default();
    number + &plain(title)
}

/// How much was read: `7 links in 1 episode`.
pub(super) fn extent(report: &Report) -> String {
    let summary = &report.summary;
    format!("{} in {}", counted(summary.links, "link"), counted(summary.episodes, "episode"))
}

/// `2 broken, 1 unverified`; classes without links are left out.
pub(super) fn tally(counts: &Counts) -> String {
    let of_class = |class: &Class| (counts.of_class(*class), class.name());
    let tally = Class::ALL.iter().map(of_class).chain([(counts.unchecked, "not checked")]);
    let tally: Vec<String> =
        tally.filter(|(number, _)| *number > 0).map(|(number, name)| format!("{number} {name}")).collect();
    if tally.is_empty() { "nothing to check".to_owned() } else { tally.join(", ") }
}

/// Why links weren't judged, if there are such.
pub(super) fn unchecked(counts: &Counts) -> Option<String> {
    if !counts.run.network {
        return Some(format!("No network: no host could be reached, so {} not judged.", were(counts.unchecked)));
    }
    (counts.unchecked > 0).then(|| format!("Interrupted: {} not checked.", were(counts.unchecked)))
}

fn were(links: usize) -> String {
    format!("{} {}", counted(links, "link"), if links == 1 { "was" } else { "were" })
}
