//! Baselines: trouble that is known already, by the fingerprints of its findings. It is reported as known and makes no run fail.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::finding::{Finding, findings_of};
use super::fingerprint::{Fingerprints, identity, unprefixed};
use super::{Report, ReportLink, RunRemark, Tally};
use crate::verdict::{Class, Reason};

/// The name of the schema.
const SCHEMA: &str = "aircheck-baseline/1";

/// What is said before a message that is known.
const KNOWN: &str = "known from the baseline: ";

/// How many addresses a remark names.
const NAMED: usize = 3;

/// What is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    schema: String,
    entries: Vec<Entry>,
}

/// One finding. In the order of the fields, so that a file that changes little has few lines that differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    source: String,
    episode: String,
    url: String,
    reason: String,
    fingerprint: String,
}

/// Why a file is no baseline.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// It isn't JSON, or not of this form.
    #[error("not a baseline")]
    Form(#[from] serde_json::Error),
    /// It has another schema.
    #[error("its schema is {0:?}, not {SCHEMA:?}")]
    Schema(String),
}

/// What a baseline knows that a report doesn't find any more, and the other way round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Entries of the new one only.
    pub added: usize,
    /// Entries of the old one only.
    pub dropped: usize,
}

impl Baseline {
    /// The trouble of a report: what fails or is suspicious. Failures that may still pass are left out, and counted; those that an `old` one
    /// knows have lasted.
    #[must_use]
    pub fn of(report: &Report, old: Option<&Self>) -> (Self, usize) {
        let known = old.map(Self::fingerprints).unwrap_or_default();
        let trouble = found(report).into_iter().filter(|(_, finding, _)| is_trouble(finding));
        let (passing, lasting): (Vec<_>, Vec<_>) =
            trouble.partition(|(_, finding, print)| may_still_pass(report, finding) && !known.contains(print.as_str()));
        let mut entries: Vec<Entry> =
            lasting.into_iter().map(|(_, finding, fingerprint)| entry(report, &finding, fingerprint)).collect();
        entries.sort();
        (Self { schema: SCHEMA.to_owned(), entries }, passing.len())
    }

    /// Takes over what an `old` one knows of episodes that weren't read, and tells how much that is. What a source that was read as a whole doesn't
    /// hold any more is gone.
    pub fn keep(&mut self, old: &Self, report: &Report, is_whole: bool) -> usize {
        let episodes: BTreeSet<&str> = report.episodes.iter().map(identity).collect();
        let sources: BTreeSet<&str> = report.sources.iter().map(|source| unprefixed(&source.path)).collect();
        let was_read = |entry: &Entry| {
            episodes.contains(&*entry.episode) || is_whole && sources.contains(unprefixed(&entry.source))
        };
        let before = self.entries.len();
        self.entries.extend(old.entries.iter().filter(|entry| !was_read(entry)).cloned());
        self.entries.sort();
        self.entries.len() - before
    }

    /// Reads a file.
    ///
    /// # Errors
    /// If it is none.
    pub fn read(bytes: &[u8]) -> Result<Self, BaselineError> {
        let baseline: Self = serde_json::from_slice(bytes)?;
        if baseline.schema == SCHEMA { Ok(baseline) } else { Err(BaselineError::Schema(baseline.schema)) }
    }

    /// The text of its file: the same for the same findings.
    ///
    /// # Panics
    /// Never: texts are always JSON.
    #[must_use]
    pub fn write(&self) -> String {
        serde_json::to_string_pretty(self).expect("texts are JSON") + "\n"
    }

    /// How many findings it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What is different from an `old` one.
    #[must_use]
    pub fn against(&self, old: &Self) -> Difference {
        let (new, old) = (self.fingerprints(), old.fingerprints());
        Difference { added: new.difference(&old).count(), dropped: old.difference(&new).count() }
    }

    fn fingerprints(&self) -> BTreeSet<&str> {
        self.entries.iter().map(|entry| entry.fingerprint.as_str()).collect()
    }

    /// Marks in a report what is known, so that it doesn't make the run fail, and remarks on what of `file` is fixed.
    pub fn apply(&self, report: &mut Report, file: &str) {
        let known = self.fingerprints();
        let marks: Vec<(usize, &'static str, bool)> = found(report)
            .into_iter()
            .map(|(index, finding, print)| (index, finding.code, known.contains(print.as_str())))
            .collect();
        report.remarks.extend(self.fixed(report, file).or_else(|| self.misnamed(report, file)));
        for link in &mut report.links {
            if let Some(judgement) = link.judgement.as_mut().filter(|judgement| judgement.verdict.is_some()) {
                judgement.baseline = Some(false);
            }
            for remark in &mut link.lints {
                remark.baseline = Some(false);
            }
        }
        for (index, code, _) in marks.into_iter().filter(|(_, _, is_known)| *is_known) {
            mark(&mut report.links[index], code);
        }
        let counts = report.summary.counts.take();
        report.summary.counts = counts.map(|counts| Tally::of(&report.links).counts(&report.episodes, counts.run));
    }

    /// A remark where no entry is about what was read, and one would be if its source were named in another way.
    fn misnamed(&self, report: &Report, file: &str) -> Option<RunRemark> {
        let read: BTreeSet<&str> = report.episodes.iter().map(identity).collect();
        if self.entries.iter().any(|entry| read.contains(&*entry.episode)) {
            return None;
        }
        let is_below = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with('/'));
        let twin = |entry: &Entry| {
            let is_it = |name: &&&str| is_below(name, &entry.episode) || is_below(&entry.episode, name);
            Some((entry.episode.clone(), *read.iter().find(is_it)?))
        };
        let (known, named) = self.entries.iter().find_map(twin)?;
        let message = format!(
            "it knows {known}, which is named {named} here: name the sources as `aircheck baseline` was told to"
        );
        Some(RunRemark { code: "baseline-unfit", message, source: file.to_owned(), line: None })
    }

    /// A remark on the entries whose links are fine or gone from their episodes. Episodes that weren't read say nothing.
    fn fixed(&self, report: &Report, file: &str) -> Option<RunRemark> {
        let read: BTreeSet<&str> = report.episodes.iter().map(identity).collect();
        let mut left: BTreeMap<(&str, &str), bool> = BTreeMap::new();
        for link in &report.links {
            let episode = report.episode(link).map_or(&*link.source, identity);
            let is_remarked = link.lints.iter().any(|remark| remark.fails);
            let works = matches!(link.class(), Some(Class::Ok | Class::Redirected)) && !is_remarked;
            *left.entry((episode, link.url.as_str())).or_insert(true) &= works;
        }
        let is_fixed = |entry: &&Entry| {
            read.contains(&*entry.episode) && *left.get(&(&entry.episode, &entry.url)).unwrap_or(&true)
        };
        let urls: Vec<&str> = self.entries.iter().filter(is_fixed).map(|entry| entry.url.as_str()).collect();
        if urls.is_empty() {
            return None;
        }
        let more = urls.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let named = urls.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        let message = format!("fixed, and needed no more: {named}{more}; `aircheck baseline` writes it anew");
        Some(RunRemark { code: "baseline-fixed", message, source: file.to_owned(), line: None })
    }
}

/// Every finding about a link with the link's number and its own fingerprint.
fn found(report: &Report) -> Vec<(usize, Finding<'_>, String)> {
    let mut fingerprints = Fingerprints::default();
    let links = report.links.iter().enumerate();
    let findings = links.flat_map(|(index, link)| findings_of(link).map(move |finding| (index, finding)));
    findings.map(|(index, it)| (index, it, fingerprints.of(report.episode(it.link), &it))).collect()
}

fn is_trouble(finding: &Finding<'_>) -> bool {
    let judgement = finding.link.judgement.as_ref();
    if finding.class == "lint" {
        return finding.link.lints.iter().any(|remark| remark.fails && remark.code == finding.code);
    }
    let grave = matches!(finding.link.class(), Some(Class::Broken | Class::Invalid | Class::Suspicious));
    judgement.is_some_and(|it| it.fails || (grave && it.confirmed != Some(false)))
}

/// Whether a failure may pass by itself, and no earlier run saw it: to write it down would excuse for ever what was down for a moment.
fn may_still_pass(report: &Report, finding: &Finding<'_>) -> bool {
    let Some(judgement) = finding.link.judgement.as_ref().filter(|_| finding.class != "lint") else { return false };
    let time = |text: &str| text.parse::<Timestamp>().ok().map(Timestamp::as_millisecond);
    let first = judgement.first_failed.as_deref().and_then(time);
    let has_lasted = first.zip(time(&report.started)).is_some_and(|(first, started)| first < started);
    judgement.reason.is_some_and(Reason::may_pass) && !has_lasted
}

fn entry(report: &Report, finding: &Finding<'_>, fingerprint: String) -> Entry {
    let link = finding.link;
    Entry {
        source: link.source.to_string(),
        episode: report.episode(link).map_or(&*link.source, identity).to_owned(),
        url: link.url.clone(),
        reason: finding.code.to_owned(),
        fingerprint,
    }
}

fn mark(link: &mut ReportLink, code: &str) {
    for remark in link.lints.iter_mut().filter(|remark| remark.code == code) {
        remark.fails = false;
        remark.baseline = Some(true);
        remark.message = format!("{KNOWN}{}", remark.message).into();
    }
    let judgement = link.judgement.as_mut();
    let Some(judgement) = judgement.filter(|it| it.reason.is_some_and(|reason| reason.code() == code)) else { return };
    judgement.fails = false;
    judgement.baseline = Some(true);
    judgement.message = judgement.message.take().map(|message| format!("{KNOWN}{message}").into());
}

#[cfg(test)]
mod tests {
    use super::super::finding::{findings, is_shown};
    use super::super::tests::fixture;
    use super::super::{Detail, Remark};
    use super::*;

    #[test]
    fn what_is_known_fails_nothing() {
        let mut report = fixture::report();
        let (baseline, _) = Baseline::of(&report, None);
        assert_eq!(baseline.len(), 5, "{baseline:?}");
        assert!(report.summary.counts.as_ref().unwrap().failing > 0);
        Baseline::read(baseline.write().as_bytes()).unwrap().apply(&mut report, "known.json");
        assert_eq!(report.summary.counts.as_ref().unwrap().failing, 0);
        let broken = report.links[0].judgement.as_ref().unwrap();
        assert_eq!(broken.baseline, Some(true));
        assert!(broken.message.as_ref().unwrap().starts_with("known from the baseline: "));
        assert!(report.remarks.iter().all(|remark| remark.code != "baseline-fixed"), "{:?}", report.remarks);
    }

    #[test]
    fn new_trouble_fails_and_what_is_fixed_is_told() {
        let mut report = fixture::report();
        let mut baseline = Baseline::of(&report, None).0;
        let known = baseline.entries.iter().position(|entry| entry.url == "https://guest.example/dana").unwrap();
        let mut fixed = baseline.entries.remove(known);
        fixed.url = "https://plain.example/now-gone".to_owned();
        let mut unread = fixed.clone();
        unread.episode = "an episode that wasn't read".to_owned();
        baseline.entries.extend([fixed, unread]);
        for entry in baseline.entries.iter_mut().rev().take(2) {
            entry.fingerprint = "0:1".to_owned();
        }
        baseline.apply(&mut report, "known.json");
        assert!(report.summary.counts.as_ref().unwrap().failing > 0);
        let remark = report.remarks.last().unwrap();
        assert_eq!((remark.code, remark.source.as_str()), ("baseline-fixed", "known.json"));
        assert!(remark.message.contains("https://plain.example/now-gone;"), "{}", remark.message);
    }

    #[test]
    fn a_source_that_is_named_in_another_way_is_told() {
        let mut report = fixture::report();
        let mut baseline = Baseline::of(&report, None).0;
        baseline.entries.retain(|entry| entry.episode == "notes/11.md");
        assert!(!baseline.is_empty());
        report.episodes.retain(|episode| episode.source == "notes/11.md");
        report.links.retain(|link| &*link.source == "notes/11.md");
        let code = |source: &str| {
            let mut report = report.clone();
            report.episodes.iter_mut().for_each(|episode| episode.source = source.to_owned());
            baseline.apply(&mut report, "known.json");
            report.remarks.iter().map(|remark| remark.code).find(|code| code.starts_with("baseline"))
        };
        assert_eq!(code("/home/ann/notes/11.md"), Some("baseline-unfit"));
        assert_eq!(code("11.md"), Some("baseline-unfit"));
        assert_eq!(code("./notes/11.md"), None);
        assert_eq!(code("notes/12.md"), None, "another episode");
    }

    #[test]
    fn a_baseline_says_what_changed() {
        let report = fixture::report();
        let (new, mut old) = (Baseline::of(&report, None).0, Baseline::of(&report, None).0);
        assert_eq!(new.against(&old), Difference::default());
        old.entries.truncate(2);
        assert_eq!(new.against(&old), Difference { added: new.len() - 2, dropped: 0 });
        assert_eq!(old.against(&new), Difference { added: 0, dropped: new.len() - 2 });
    }

    #[test]
    fn what_was_not_read_is_kept() {
        let whole = fixture::report();
        let (old, _) = Baseline::of(&whole, None);
        let mut part = fixture::report();
        part.episodes.truncate(1);
        part.links.retain(|link| link.episode == 1);
        let of_second = old.entries.iter().filter(|entry| entry.episode == "notes/11.md").count();
        let mut new = Baseline::of(&part, None).0;
        assert_eq!((new.keep(&old, &part, false), &new), (of_second, &old), "an episode that was cut");
        let mut new = Baseline::of(&part, None).0;
        assert_eq!(new.keep(&old, &part, true), 0, "an episode that is gone");
        part.sources.retain(|source| source.path != "notes/11.md");
        assert_eq!((new.keep(&old, &part, true), &new), (of_second, &old), "a source that was not named");
    }

    #[test]
    fn a_failure_that_may_pass_is_written_down_once_it_has_lasted() {
        let mut report = fixture::report();
        report.links[0] =
            fixture::checked(report.links[0].clone(), Reason::ServerError, |it| it.confirmed = Some(true));
        let before = Baseline::of(&fixture::report(), None).0;
        let (new, left_out) = Baseline::of(&report, None);
        assert_eq!((new.len(), left_out, new.against(&before).dropped), (4, 1, 1));
        let seen = |report: &mut Report, at: &str| {
            report.links[0].judgement.as_mut().unwrap().first_failed = Some(at.to_owned());
            Baseline::of(report, None).0.len()
        };
        assert_eq!(seen(&mut report, "2026-03-05T06:00:00.5Z"), 4, "by this run");
        assert_eq!(seen(&mut report, "2026-03-04T06:00:00Z"), 5, "by an earlier one");
    }

    #[test]
    fn remarks_that_are_known_are_folded_as_verdicts_are() {
        let mut report = fixture::report();
        let lint = |code: &'static str| Remark {
            code,
            level: "error",
            asked: false,
            message: "why".into(),
            suggestion: None,
            fails: true,
            baseline: None,
        };
        report.links[2].lints = vec![lint("mistyped-scheme")];
        report.links[6].lints = vec![lint("insecure-http")];
        Baseline::of(&report, None).0.apply(&mut report, "known.json");
        let shown = |detail| findings(&report, detail).filter(|finding| finding.baseline == Some(true)).count();
        assert_eq!((shown(Detail::Findings), shown(Detail::Doubts)), (0, 6));
        let links: Vec<bool> = [2, 6].map(|index| is_shown(&report.links[index], Detail::Findings)).into();
        assert_eq!(links, [false, false]);
    }

    #[test]
    fn other_files_are_refused() {
        for wrong in ["", "{}", "[]", r#"{"schema": "aircheck/1", "entries": []}"#] {
            assert!(Baseline::read(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}
