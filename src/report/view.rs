//! From the values of the flow to the frozen view of them.

use crate::check::{End, Outcome};
use crate::episode::{Episode, ScopeRule};
use crate::link::{Group, Link, Lint, Place};
use crate::lint;
use crate::source::{Kind, SourceError};
use crate::text::Position;
use crate::verdict::{Change, Class, News, Verdict};
use std::borrow::Cow;
use std::sync::Arc;

use url::Url;

use super::phrase::NO_NOTES;
use super::{Judgement, Remark, ReportEpisode, ReportHop, ReportLink, ReportPlace, ReportRemark, ReportSource};

impl ReportSource {
    /// Whether it was read and holds nothing to check.
    pub(super) fn has_no_notes(&self) -> bool {
        self.error.as_deref() == Some(NO_NOTES)
    }

    /// The view of a document that was read.
    #[must_use]
    pub fn read(path: &str, kind: Kind) -> Self {
        Self { path: path.to_owned(), kind: Some(kind_name(kind)), rule: None, error: None }
    }

    /// The view of a source that holds nothing, and need not.
    #[must_use]
    pub fn empty(path: String) -> Self {
        Self { path, kind: None, rule: None, error: None }
    }

    /// The view of a source that couldn't be read.
    #[must_use]
    pub fn failed(error: &SourceError) -> Self {
        let path = error.name().to_owned();
        let message = error.to_string();
        let message = message.strip_prefix(&format!("{path}: ")).unwrap_or(&message).to_owned();
        Self { path, kind: None, rule: None, error: Some(message) }
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Html => "html",
        Kind::Feed => "feed",
        Kind::Markdown => "markdown",
        Kind::Text => "text",
        Kind::Chapters => "chapters",
        Kind::Sitemap => "sitemap",
    }
}

impl ReportEpisode {
    /// The view of an episode. Its number is given when all sources are read; `whole_page` says that the user asked for whole pages.
    #[must_use]
    pub fn of(episode: &Episode, source: &str, whole_page: bool) -> Self {
        let rule = episode.rule.as_ref().map(rule_name);
        Self {
            id: 0,
            source: source.to_owned(),
            title: episode.title.clone(),
            number: episode.number.clone(),
            date: episode.date.map(|date| date.to_string()),
            page: episode.page.as_ref().map(ToString::to_string),
            guid: episode.guid.clone(),
            rule: rule.as_ref().map(|(name, _)| *name),
            rule_detail: rule.and_then(|(_, detail)| detail),
            fallback: !whole_page && matches!(episode.rule, Some(ScopeRule::MainContent | ScopeRule::WholePage)),
            repairs: episode.repairs.clone(),
            lints: Vec::new(),
            platforms: None,
        }
    }
}

fn rule_name(rule: &ScopeRule) -> (&'static str, Option<String>) {
    match rule {
        ScopeRule::Selected(selector) => ("selected", Some(selector.clone())),
        ScopeRule::Known(selector) => ("known", Some((*selector).to_owned())),
        ScopeRule::Heading(heading) => ("heading", Some(heading.clone())),
        ScopeRule::Embedded(name) => ("embedded", Some((*name).to_owned())),
        ScopeRule::MainContent => ("main-content", None),
        ScopeRule::WholePage => ("whole-page", None),
    }
}

impl ReportLink {
    /// The view of a link in the source of that path, with these remarks.
    #[must_use]
    pub fn of(link: &Link, lints: Vec<Lint>, source: Arc<str>) -> Self {
        let places: Vec<ReportPlace> = link.places.iter().map(|place| ReportPlace::of(place, &link.href)).collect();
        let first = places.first();
        Self {
            kind: link.kind.name(),
            group: group_name(link.group),
            episode: link.episode + 1,
            source,
            line: first.map_or(1, |place| place.line),
            column: first.map_or(1, |place| place.column),
            places,
            judgement: None,
            lints: lints.into_iter().map(Remark::from_lint).collect(),
            url: link.address.url(&link.href).to_owned(),
            href: link.href.to_string(),
            text: link.text.to_string(),
            section: link.section.clone(),
            skipped: None,
        }
    }

    /// Its class, if it was judged.
    #[must_use]
    pub fn class(&self) -> Option<Class> {
        self.judgement.as_ref()?.verdict
    }

    /// What has become of it since the last run, where a store knows.
    pub(super) fn change(&self) -> Option<&'static str> {
        self.judgement.as_ref()?.change
    }

    /// Whether another part of the run judges it.
    #[must_use]
    pub fn is_elsewhere(&self) -> bool {
        self.judgement.as_ref().is_some_and(|judgement| judgement.elsewhere)
    }

    /// Whether it makes the run fail.
    #[must_use]
    pub fn fails(&self) -> bool {
        self.judgement.as_ref().is_some_and(|judgement| judgement.fails) || self.lints.iter().any(|remark| remark.fails)
    }
}

fn group_name(group: Group) -> &'static str {
    match group {
        Group::Show => "show",
        Group::Editorial => "editorial",
        Group::Sponsor => "sponsor",
        Group::Host => "host",
    }
}

impl ReportPlace {
    fn of(place: &Place, href: &str) -> Self {
        let Position { line, column } = place.position;
        Self { line, column, end_column: end_column(place, href), field: place.field.map(Cow::Borrowed) }
    }
}

/// Where the address ends, if the bytes of the place are those of the address: then nothing in it is escaped.
fn end_column(place: &Place, href: &str) -> Option<u32> {
    let literal = place.span.is_some_and(|span| span.len() == href.len()) && !has_controls(href);
    let length = u32::try_from(href.chars().count()).ok().filter(|_| literal)?;
    place.position.column.checked_add(length)
}

fn has_controls(text: &str) -> bool {
    if text.is_ascii() { text.bytes().any(|byte| byte.is_ascii_control()) } else { text.contains(char::is_control) }
}

impl ReportRemark {
    /// The view of what a rule says about an episode.
    #[must_use]
    pub fn of(remark: &lint::Remark) -> Self {
        let level = lint::rule(remark.code).map_or(lint::Level::Note, |rule| rule.level).name();
        let (line, column) = remark.position.map(|position| (position.line, position.column)).unzip();
        Self { code: remark.code, level, asked: false, message: remark.message.clone(), line, column, fails: false }
    }
}

impl Remark {
    fn from_lint(lint: Lint) -> Self {
        let level = lint::level_of(lint.code).name();
        Self {
            code: lint.code,
            level,
            asked: false,
            message: lint.message,
            suggestion: lint.suggestion,
            fails: false,
            baseline: None,
        }
    }
}

impl Judgement {
    /// The view of a verdict and of what it rests on.
    #[must_use]
    pub fn of(link: &Link, verdict: &Verdict, outcome: Option<&Outcome>, fails: bool) -> Self {
        let judged = Self {
            verdict: Some(verdict.class),
            reason: Some(verdict.reason),
            message: Some(verdict.message.clone()),
            permanent: Some(verdict.permanent),
            suggestion: verdict.suggestion.clone(),
            fails,
            ..Self::default()
        };
        match outcome {
            Some(outcome) => judged.with(link, outcome),
            None => judged,
        }
    }

    /// The same against the past. A failure that isn't confirmed says so and doesn't make the run fail.
    #[must_use]
    pub fn against(self, news: &News) -> Self {
        let unconfirmed = news.confirmed == Some(false);
        let message = match (self.message, news.first_failed) {
            (Some(message), Some(since)) if unconfirmed => {
                Some(format!("failing since {}, not yet confirmed: {message}", since.strftime("%Y-%m-%d")).into())
            }
            (Some(message), None) if unconfirmed => Some(format!("not yet confirmed: {message}").into()),
            (message, _) => message,
        };
        Self {
            message,
            first_failed: news.first_failed.map(|time| time.to_string()),
            last_ok: news.last_ok.map(|time| time.to_string()),
            confirmed: news.confirmed,
            change: news.change.map(Change::name),
            fails: self.fails && !unconfirmed,
            ..self
        }
    }

    fn with(self, link: &Link, outcome: &Outcome) -> Self {
        let walk = &outcome.walk;
        let hops: Vec<ReportHop> =
            walk.hops.iter().map(|hop| ReportHop { url: hop.url.to_string(), status: hop.status }).collect();
        Self {
            status: last_status(&walk.end).or_else(|| hops.last().map(|hop| hop.status)),
            final_url: arrival(&walk.last, &walk.end, link.asked()),
            hops,
            attempts: Some(outcome.attempts.len()),
            elapsed_ms: Some(u64::try_from(outcome.elapsed.as_millis()).unwrap_or(u64::MAX)),
            message: self.message.map(|message| with_age(message, self.verdict, outcome)),
            ..self
        }
    }
}

/// Says of a doubt that it isn't of this run: whoever has mended the page must know how to see it.
fn with_age(message: Cow<'static, str>, class: Option<Class>, outcome: &Outcome) -> Cow<'static, str> {
    if class == Some(Class::Suspicious) && outcome.is_of_earlier_run() {
        return format!("{message} (seen by a run within the last hour; --max-age 0 asks again)").into();
    }
    message
}

/// Where a listener arrives: a target has no fragment, so the link's own is carried along (WHATWG Fetch, "location URL").
fn with_fragment(last: &Url, asked: Option<&Arc<Url>>) -> String {
    match asked.and_then(|url| url.fragment()) {
        Some(fragment) if last.fragment().is_none() => format!("{last}#{fragment}"),
        _ => last.to_string(),
    }
}

/// Where the way ends, also where that is no address of the web: else a redirect would seem to lead to itself.
fn arrival(last: &Url, end: &End, asked: Option<&Arc<Url>>) -> Option<String> {
    match end {
        End::LeavesWeb(location) => Some(location.clone()),
        End::BadLocation(location) => location.clone().filter(|location| !location.trim().is_empty()),
        _ => Some(with_fragment(last, asked)),
    }
}

fn last_status(end: &End) -> Option<u16> {
    match end {
        End::Answered { status, .. } => Some(*status),
        _ => None,
    }
}
