//! Options that fit nothing: a run that leaves out all it was to check is no green one, and who reads the warning may see the slip.

use crate::cli;
use crate::episode::onward::Follow;
use crate::link::{EXCLUDED, Link, NOT_INCLUDED};

use super::Streams;
use super::notes::Notes;

/// Warns of them.
pub(super) fn warn(wanted: &cli::Notes, notes: &Notes, streams: &mut Streams) {
    let said = [of_since(wanted, notes), of_patterns(wanted, notes), of_kinds(wanted, notes), of_follow(wanted, notes)];
    said.iter().flatten().for_each(|said| streams.warn(said));
}

fn of_since(wanted: &cli::Notes, notes: &Notes) -> Option<String> {
    let day = wanted.cut.since.filter(|_| notes.episodes.is_empty() && is_read(notes, &[]))?;
    Some(format!("--since {day}: no episode is of this day or later"))
}

fn of_patterns(wanted: &cli::Notes, notes: &Notes) -> Option<String> {
    let links = &notes.links;
    let is_not_included = |link: &Link| link.ignored.as_deref() == Some(NOT_INCLUDED);
    let is_excluded = |link: &Link| link.ignored.as_ref().is_some_and(|why| why.starts_with(EXCLUDED));
    let (include, exclude) = (wanted.include.join(", "), wanted.exclude.join(", "));
    if links.is_empty() {
        return None;
    }
    if links.iter().all(is_not_included) {
        return Some(format!("no link matches --include {include}: all are skipped"));
    }
    if links.iter().all(is_excluded) {
        return Some(format!("every link matches --exclude {exclude}: all are skipped"));
    }
    if links.iter().all(|link| is_not_included(link) || is_excluded(link)) {
        return Some(format!("--include {include} and --exclude {exclude} leave no link: all are skipped"));
    }
    // What else is skipped may match, too. A pattern of the file is for the whole show, not for each draft of it.
    let is_idle = wanted.exclude_typed && !links.iter().any(|link| link.ignored.is_some() && !is_not_included(link));
    is_idle.then(|| format!("no link matches --exclude {exclude}"))
}

fn of_kinds(wanted: &cli::Notes, notes: &Notes) -> Option<String> {
    let is_vain = !wanted.kinds.is_empty() && notes.links.is_empty() && is_read(notes, &[]);
    let kinds: Vec<&str> = wanted.kinds.iter().map(|kind| kind.name()).collect();
    is_vain.then(|| format!("no link is of --kind {}", kinds.join(", ")))
}

fn of_follow(wanted: &cli::Notes, notes: &Notes) -> Option<String> {
    let is_vain = !wanted.follow.is_empty() && notes.led_to == 0 && is_read(notes, &[]);
    let patterns: Vec<&str> = wanted.follow.iter().map(Follow::pattern).collect();
    let patterns = patterns.join(", ");
    is_vain.then(|| match () {
        () if !has_kind(notes, &["html", "sitemap"]) => {
            format!("--follow {patterns} leads to no page: it is for lists of episodes and sitemaps, and there is none")
        }
        () if !has_kind(notes, &["html"]) => format!("--follow {patterns} leads to no page: the sitemap names none that matches"),
        () if is_nowhere(wanted, notes) => format!(
            "--follow {patterns} leads to no page: where the list stands on the web isn't known; --base-url tells it"
        ),
        () => format!(
            "--follow {patterns} leads to no page: no link to the same site matches; what was read counts as notes itself"
        ),
    })
}

/// Whether nobody says at which address the pages stand; then none of their links is one to the same site.
fn is_nowhere(wanted: &cli::Notes, notes: &Notes) -> bool {
    let is_page = |kind: Option<&str>| kind == Some("html");
    let mut pages = notes.sources.iter().filter(|source| is_page(source.kind));
    wanted.base_url.is_none() && pages.all(|page| !page.path.contains("://"))
}

/// Whether a source is of one of these kinds, also one that couldn't be read or is of no use.
fn has_kind(notes: &Notes, kinds: &[&str]) -> bool {
    notes.sources.iter().any(|source| source.kind.is_some_and(|kind| kinds.contains(&kind)))
}

/// Whether a source of one of these kinds could be read; of any, where none is named.
fn is_read(notes: &Notes, kinds: &[&str]) -> bool {
    let mut read = notes.sources.iter().filter(|source| source.error.is_none()).filter_map(|source| source.kind);
    read.any(|kind| kinds.is_empty() || kinds.contains(&kind))
}
