//! Several reports as one: the parts of a check that machines shared, and reports of different sources.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::read::Written;
use super::{Judgement, Parts, Report, ReportLink, RunFacts};
use crate::check::Share;

/// Why reports don't join.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// No report at all.
    #[error("there is no report among the files")]
    Nothing,
    /// Parts of different splits.
    #[error("parts of different splits don't join: one is {0}, another is {1}")]
    Splits(Share, Share),
    /// A part twice.
    #[error("part {0} is there twice")]
    Twice(Share),
    /// One report of a whole check twice.
    #[error("one report is there twice: of the check of {source_name} that began at {started}")]
    Same {
        /// What was checked, by the name of the first source.
        source_name: String,
        /// When the check began.
        started: Timestamp,
    },
    /// Parts that read different things.
    #[error(
        "part {0} read other links than part {1}: give each part the same sources, such as one feed that was downloaded before the split"
    )]
    Sources(Share, Share),
}

/// Joins reports to one, and names the parts that are missing: their links stand in it unjudged. Reports that are no parts follow each other.
///
/// # Errors
/// If they are parts that don't belong together.
pub fn merge(reports: Vec<Written>) -> Result<(Report, Vec<Share>), MergeError> {
    let finished = reports.iter().map(|report| report.finished).max().ok_or(MergeError::Nothing)?;
    let mut parts: BTreeMap<Share, Parts> = BTreeMap::new();
    let mut wholes: Vec<Parts> = Vec::new();
    let mut known = BTreeSet::new();
    for Written { parts: report, finished } in reports {
        match report.run.and_then(|run| run.partition) {
            Some(share) if parts.contains_key(&share) => return Err(MergeError::Twice(share)),
            Some(share) => drop(parts.insert(share, report)),
            None => {
                let sources: Vec<String> = report.sources.iter().map(|source| source.path.clone()).collect();
                let source_name = sources.first().cloned().unwrap_or_default();
                if !known.insert((report.started, finished, sources)) {
                    return Err(MergeError::Same { source_name, started: report.started });
                }
                wholes.push(report);
            }
        }
    }
    let missing = missing(&parts)?;
    let whole = overlaid(parts)?;
    let joined = whole.into_iter().chain(wholes).reduce(appended).ok_or(MergeError::Nothing)?;
    let report = Report { finished: finished.to_string(), ..Report::new(joined) };
    Ok((report, missing))
}

fn missing(parts: &BTreeMap<Share, Parts>) -> Result<Vec<Share>, MergeError> {
    let Some((first, _)) = parts.first_key_value() else { return Ok(Vec::new()) };
    if let Some(other) = parts.keys().find(|share| share.of != first.of) {
        return Err(MergeError::Splits(*first, *other));
    }
    let all: BTreeSet<Share> = (1..=first.of).map(|part| Share { part, ..*first }).collect();
    Ok(all.into_iter().filter(|share| !parts.contains_key(share)).collect())
}

/// The parts of one check: each link as the part judged it whose it is.
fn overlaid(parts: BTreeMap<Share, Parts>) -> Result<Option<Parts>, MergeError> {
    let mut parts = parts.into_iter();
    let Some((first, mut all)) = parts.next() else { return Ok(None) };
    for (share, part) in parts {
        let same = all.links.len() == part.links.len() && all.links.iter().zip(&part.links).all(|(a, b)| is_same(a, b));
        if !same || all.episodes.len() != part.episodes.len() || all.sources.len() != part.sources.len() {
            return Err(MergeError::Sources(share, first));
        }
        for (link, other) in all.links.iter_mut().zip(part.links) {
            if link.class().is_none() {
                *link = other;
            }
        }
        all.started = all.started.min(part.started);
        all.targets += part.targets;
        all.run = both(all.run, part.run);
    }
    all.run = all.run.map(|run| RunFacts { partition: None, ..run });
    Ok(Some(all))
}

fn is_same(one: &ReportLink, other: &ReportLink) -> bool {
    let place = |link: &ReportLink| (link.episode, link.line, link.column);
    place(one) == place(other) && one.href == other.href && one.url == other.url && one.source == other.source
}

fn both(one: Option<RunFacts>, other: Option<RunFacts>) -> Option<RunFacts> {
    let (one, other) = (one?, other?);
    Some(RunFacts {
        interrupted: one.interrupted || other.interrupted,
        network: one.network && other.network,
        partition: one.partition,
        first_run: one.first_run.zip(other.first_run).map(|(one, other)| one && other),
    })
}

/// Reports of different sources, one after the other.
fn appended(mut all: Parts, next: Parts) -> Parts {
    let first = all.episodes.len();
    for mut episode in next.episodes {
        episode.id += first;
        all.episodes.push(episode);
    }
    for mut link in next.links {
        link.episode += first;
        all.links.push(link);
    }
    all.sources.extend(next.sources);
    all.remarks.extend(next.remarks);
    all.started = all.started.min(next.started);
    all.targets += next.targets;
    all.run = both(all.run, next.run);
    all
}

impl Judgement {
    /// That another part of the run judges the link.
    #[must_use]
    pub fn elsewhere() -> Self {
        Self { elsewhere: true, ..Self::default() }
    }
}
