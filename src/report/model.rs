//! The frozen view of a run that reports print: schema `aircheck/1`.
//!
//! Field names and meanings are a contract with scripts. Every field is always there; what isn't known is `null`.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::check::Share;
use crate::net::HostTimes;
use crate::verdict::{Class, Level, Reason};

use super::names::{self, Name};
use super::tally::Tally;
use super::{ReportPlatform, secrets};

/// The name of the schema.
pub(super) const SCHEMA: &str = "aircheck/1";

/// A whole run.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// `aircheck/1`.
    pub schema: &'static str,
    /// The version of aircheck.
    pub version: &'static str,
    /// When the run began (RFC 3339, UTC).
    pub started: String,
    /// When it ended.
    pub finished: String,
    /// Figures.
    pub summary: Summary,
    /// What was read, in the order in which the user named it; folders and globs in the order of their paths.
    pub sources: Vec<ReportSource>,
    /// Remarks about the settings of the run: ignores that have ended or hide nothing, what of a baseline is fixed.
    pub remarks: Vec<RunRemark>,
    /// The episodes, in the order of their sources.
    pub episodes: Vec<ReportEpisode>,
    /// The links, in the order of their episodes.
    pub links: Vec<ReportLink>,
    /// Where the time of the run went, for who watches it: other runs take other times.
    #[serde(skip)]
    pub hosts: Vec<HostTimes>,
}

/// What a report is made from.
#[derive(Debug)]
pub struct Parts {
    /// When the run began.
    pub started: Timestamp,
    /// What was read.
    pub sources: Vec<ReportSource>,
    /// Remarks about the settings of the run.
    pub remarks: Vec<RunRemark>,
    /// The episodes.
    pub episodes: Vec<ReportEpisode>,
    /// The links; with a judgement each if they were checked.
    pub links: Vec<ReportLink>,
    /// How many targets they have.
    pub targets: usize,
    /// How a check went; `None` where links were only listed.
    pub run: Option<RunFacts>,
}

/// How a check went as a whole.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct RunFacts {
    /// Whether Ctrl-C ended it early.
    pub interrupted: bool,
    /// Whether any host could be reached; if not, nothing was judged.
    pub network: bool,
    /// Which share of the links was judged, where several machines share the work: `{"part": 2, "of": 4}`.
    pub partition: Option<Share>,
    /// Whether no earlier run knew of these links, so that all news is against nothing (with a store).
    pub first_run: Option<bool>,
}

/// Figures of a run.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// How many sources were named or found.
    pub sources: usize,
    /// How many of them could not be read, or held no show notes.
    pub unread: usize,
    /// How many episodes they hold.
    pub episodes: usize,
    /// How many links the episodes have.
    pub links: usize,
    /// How many different URLs the links lead to.
    pub targets: usize,
    /// How they were judged; absent where links were only listed.
    #[serde(flatten)]
    pub counts: Option<Counts>,
}

/// How many links were judged how.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are the classes of the contract, explained at `verdict::Class`")]
pub struct Counts {
    pub broken: usize,
    pub invalid: usize,
    pub suspicious: usize,
    pub redirected: usize,
    pub unverified: usize,
    pub ok: usize,
    pub skipped: usize,
    /// Not judged: the run was interrupted, or there was no network.
    pub unchecked: usize,
    /// Not judged here: they belong to other parts.
    pub elsewhere: usize,
    /// How many make the run fail.
    pub failing: usize,
    /// How the check went.
    #[serde(flatten)]
    pub run: RunFacts,
}

/// A document, or a source that couldn't be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportSource {
    /// The path or URL.
    pub path: String,
    /// What it is: `html`, `feed`, `markdown`, `text`, `chapters`, `sitemap`.
    #[serde(deserialize_with = "names::source_kind")]
    pub kind: Option<Name>,
    /// How the notes of its first episode were found.
    #[serde(deserialize_with = "names::rule")]
    pub rule: Option<Name>,
    /// Why it couldn't be read.
    pub error: Option<String>,
}

/// A remark about the settings of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunRemark {
    /// A stable code: `ignore-ended`, `ignore-unused`, `baseline-fixed`, `baseline-unfit`.
    #[serde(deserialize_with = "names::settings")]
    pub code: Name,
    /// What is the matter and what to do, in a sentence.
    pub message: String,
    /// The file that says what the remark is about.
    pub source: String,
    /// Its line, from 1, if it has one.
    pub line: Option<u32>,
}

/// An episode.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportEpisode {
    /// A number that links refer to, from 1.
    pub id: usize,
    /// The path or URL of its source.
    pub source: String,
    /// Its title.
    pub title: Option<String>,
    /// Its number, as given.
    pub number: Option<String>,
    /// When it was published (ISO 8601).
    pub date: Option<String>,
    /// Its own page.
    pub page: Option<String>,
    /// Its guid.
    pub guid: Option<String>,
    /// How the notes were told from the rest of the page: `selected`, `known`, `heading`, `embedded`, `main-content`, `whole-page`;
    /// `null` where the format says what the notes are.
    #[serde(deserialize_with = "names::rule")]
    pub rule: Option<Name>,
    /// The selector, the heading or the name of the rule.
    pub rule_detail: Option<String>,
    /// Whether no sure sign of the notes was found, so that more may have been taken for them.
    pub fallback: bool,
    /// What had to be mended to read it.
    pub repairs: Vec<String>,
    /// Remarks about the episode as a whole.
    pub lints: Vec<ReportRemark>,
    /// What the platforms show of its notes; `null` where that can't be told, or more than one episode was read.
    pub platforms: Option<Vec<ReportPlatform>>,
}

/// A remark about an episode as a whole that needs no network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRemark {
    /// The code of the rule.
    #[serde(deserialize_with = "names::code")]
    pub code: Name,
    /// How much it weighs: `note`, `warning`, `error`.
    #[serde(deserialize_with = "names::level")]
    pub level: Name,
    /// Whether the user asked for it by its code, so that it is told to everybody.
    pub asked: bool,
    /// What is the matter and what to do, in a sentence.
    pub message: String,
    /// The line, from 1, if it has a place.
    pub line: Option<u32>,
    /// The column in characters, from 1, if it has a place.
    pub column: Option<u32>,
    /// Whether it makes the run fail.
    pub fails: bool,
}

/// A link.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportLink {
    /// The URL as a browser would ask for it; as written where no browser can.
    pub url: String,
    /// The address as written.
    pub href: String,
    /// What a listener clicks.
    pub text: String,
    /// The heading above it.
    pub section: Option<Arc<str>>,
    /// What it is for: `notes`, `chapter`, `enclosure` …
    #[serde(deserialize_with = "names::link_kind")]
    pub kind: Name,
    /// Whose it is: `show`, `editorial`, `sponsor`, `host`.
    #[serde(deserialize_with = "names::group")]
    pub group: Name,
    /// The number of its episode.
    pub episode: usize,
    /// The path or URL of its source.
    pub source: Arc<str>,
    /// The line of its first place, from 1.
    pub line: u32,
    /// The column in characters of its first place, from 1.
    pub column: u32,
    /// Every place.
    pub places: Vec<ReportPlace>,
    /// The fields of the check; absent where links were only listed.
    #[serde(flatten)]
    pub judgement: Option<Box<Judgement>>,
    /// Remarks that need no network.
    pub lints: Vec<Remark>,
    /// Why a check would leave it alone; absent where it wouldn't, or said so itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skipped: Option<Box<str>>,
}

/// A place of a link in its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPlace {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// One past the last column, where the place holds the address letter by letter.
    pub end_column: Option<u32>,
    /// The feed field or front matter key that holds it.
    pub field: Option<Cow<'static, str>>,
}

/// What a check says about a link.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Judgement {
    /// The class; `null` where it wasn't judged.
    pub verdict: Option<Class>,
    /// Why, as a stable code.
    pub reason: Option<Reason>,
    /// What happened and what to do, in a sentence.
    pub message: Option<Cow<'static, str>>,
    /// Whether every hop was 301 or 308.
    pub permanent: Option<bool>,
    /// The last status code.
    pub status: Option<u16>,
    /// Where the redirects led.
    pub final_url: Option<String>,
    /// What to write instead.
    pub suggestion: Option<String>,
    /// The redirects, in order.
    pub hops: Vec<ReportHop>,
    /// How many requests were sent.
    pub attempts: Option<usize>,
    /// From the first request to the last byte, waiting included.
    pub elapsed_ms: Option<u64>,
    /// Since when it fails (with a store).
    pub first_failed: Option<String>,
    /// When it was last fine (with a store).
    pub last_ok: Option<String>,
    /// Whether a failure counts yet (with a store).
    pub confirmed: Option<bool>,
    /// Against the last run: `new`, `known`, `recovered`, `moved` (with a store).
    #[serde(deserialize_with = "names::change")]
    pub change: Option<Name>,
    /// Whether it makes the run fail.
    pub fails: bool,
    /// Whether a baseline knows it (with a baseline).
    pub baseline: Option<bool>,
    /// How much the user lets its reason weigh, if that was said.
    pub level: Option<Level>,
    /// Whether another part of the run judges it.
    #[serde(skip)]
    pub elsewhere: bool,
}

/// A redirect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportHop {
    /// The URL that redirected.
    pub url: String,
    /// Its status code.
    pub status: u16,
}

/// A remark that needs no network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The code of the rule.
    #[serde(deserialize_with = "names::code")]
    pub code: Name,
    /// How much it weighs: `note`, `warning`, `error`.
    #[serde(deserialize_with = "names::level")]
    pub level: Name,
    /// Whether the user asked for it by its code, so that it is told to everybody.
    pub asked: bool,
    /// What to do.
    pub message: Cow<'static, str>,
    /// A better address.
    pub suggestion: Option<String>,
    /// Whether it makes the run fail.
    pub fails: bool,
    /// Whether a baseline knows it (with a baseline).
    pub baseline: Option<bool>,
}

impl Report {
    /// A report of a run that ends now.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let tally = Tally::of(&parts.links);
        Self::counted(parts, &tally)
    }

    /// The same where the links that were counted aren't among the parts: there are [`Views`](super::Views) that make them when they are written.
    #[must_use]
    pub fn counted(parts: Parts, tally: &Tally) -> Self {
        let summary = Summary::of(&parts, tally);
        let Parts { started, mut sources, mut remarks, mut episodes, mut links, .. } = parts;
        secrets::hide(&mut sources, &mut remarks, &mut episodes, &mut links);
        Self {
            schema: SCHEMA,
            version: env!("CARGO_PKG_VERSION"),
            started: started.to_string(),
            finished: Timestamp::now().to_string(),
            summary,
            sources,
            remarks,
            episodes,
            links,
            hosts: Vec::new(),
        }
    }

    /// The episode of a link.
    #[must_use]
    pub fn episode(&self, link: &ReportLink) -> Option<&ReportEpisode> {
        self.episodes.get(link.episode.checked_sub(1)?)
    }
}

impl Summary {
    fn of(parts: &Parts, tally: &Tally) -> Self {
        Self {
            sources: parts.sources.len(),
            unread: parts.sources.iter().filter(|source| source.error.is_some()).count(),
            episodes: parts.episodes.len(),
            links: tally.links,
            targets: parts.targets,
            counts: parts.run.map(|run| tally.counts(&parts.episodes, run)),
        }
    }
}

impl Counts {
    /// How many links were judged as `class`.
    #[must_use]
    pub fn of_class(&self, class: Class) -> usize {
        match class {
            Class::Broken => self.broken,
            Class::Invalid => self.invalid,
            Class::Suspicious => self.suspicious,
            Class::Redirected => self.redirected,
            Class::Unverified => self.unverified,
            Class::Ok => self.ok,
            Class::Skipped => self.skipped,
        }
    }
}
