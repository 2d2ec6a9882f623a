//! Findings: what of a link is worth a line, and how much it matters. The formats share these choices.

use super::{Detail, Remark, Report, ReportEpisode, ReportLink, ReportRemark};
use crate::lint;
use crate::verdict::{self, Class, Reason};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// It makes the run fail.
    Error,
    /// It is wrong, but fails nothing.
    Warning,
    /// It could be better, or isn't sure yet.
    Note,
}

/// One thing that is to be said of a link: its verdict, or a remark that needed no network.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finding<'a> {
    /// The link.
    pub(super) link: &'a ReportLink,
    /// How much it matters.
    pub(super) level: Level,
    /// The class of the verdict, `lint` for a remark.
    pub(super) class: &'static str,
    /// The code of the reason or of the rule.
    pub(super) code: &'static str,
    /// What happened and what to do.
    pub(super) message: &'a str,
    /// What to write instead.
    pub(super) suggestion: Option<&'a str>,
    /// Whether a baseline knows it, where there is one.
    pub(super) baseline: Option<bool>,
}

impl<'a> Finding<'a> {
    /// What to write instead, unless the message names it.
    pub(super) fn instead(&self) -> Option<&'a str> {
        self.suggestion.filter(|suggestion| !self.message.contains(suggestion))
    }

    /// Whether it makes the run fail; where links are only listed, nothing does.
    pub(super) fn fails(&self) -> bool {
        self.level == Level::Error && self.link.judgement.is_some()
    }
}

/// What a code means: in one line, and at length.
pub(super) fn text_of(code: &str) -> (&str, &str) {
    let of_reason = Reason::from_code(code).map(|reason| (reason.text().title, reason.text().help));
    of_reason.or_else(|| lint::rule(code).map(|rule| (rule.title, rule.help))).unwrap_or((code, code))
}

/// Everything that is to be said at that level of detail, in the order of the links.
pub(super) fn findings(report: &Report, detail: Detail) -> impl Iterator<Item = Finding<'_>> {
    report.links.iter().filter(move |link| is_shown(link, detail)).flat_map(move |link| {
        let verdict = verdict(link).filter(|_| is_verdict_shown(link, detail));
        verdict.into_iter().chain(remarks(link, detail))
    })
}

/// The links of a report that only lists them.
pub(super) fn listed(report: &Report) -> &[ReportLink] {
    if report.summary.counts.is_none() { &report.links } else { &[] }
}

/// Everything that is worth acting on, also what a baseline knows, in the order of the links.
pub(super) fn findings_and_known(report: &Report) -> impl Iterator<Item = Finding<'_>> {
    report.links.iter().flat_map(findings_of)
}

/// What of a link is worth acting on, also what a baseline knows.
pub(super) fn findings_of(link: &ReportLink) -> impl Iterator<Item = Finding<'_>> {
    let verdict = verdict(link).filter(|_| is_finding(link, Detail::Findings));
    let lints = lints_and_known(link, Detail::Findings).filter(|remark| !is_reason(remark, link));
    verdict.into_iter().chain(lints.map(|lint| of_lint(link, lint)))
}

/// What the check says of a link, if it was judged.
pub(super) fn verdict(link: &ReportLink) -> Option<Finding<'_>> {
    let judgement = link.judgement.as_ref()?;
    Some(Finding {
        link,
        level: level(link),
        class: judgement.verdict?.name(),
        code: judgement.reason?.code(),
        message: judgement.message.as_deref().unwrap_or_default(),
        suggestion: judgement.suggestion.as_deref(),
        baseline: judgement.baseline,
    })
}

/// What the rules say of a link, beyond its verdict.
pub(super) fn remarks(link: &ReportLink, detail: Detail) -> impl Iterator<Item = Finding<'_>> {
    lints(link, detail).filter(|remark| !is_reason(remark, link)).map(move |lint| of_lint(link, lint))
}

fn of_lint<'a>(link: &'a ReportLink, remark: &'a Remark) -> Finding<'a> {
    Finding {
        link,
        level: match remark.level {
            _ if remark.fails => Level::Error,
            _ if is_known_lint(remark) => Level::Note,
            // Where links are only listed, no verdict tells of the defects of addresses.
            "error" if link.judgement.is_none() => Level::Error,
            "note" => Level::Note,
            _ => Level::Warning,
        },
        class: "lint",
        code: remark.code,
        message: &remark.message,
        suggestion: remark.suggestion.as_deref(),
        baseline: remark.baseline,
    }
}

fn level(link: &ReportLink) -> Level {
    let Some(judgement) = &link.judgement else { return Level::Note };
    let confirmed = judgement.confirmed;
    match link.class() {
        _ if judgement.fails => Level::Error,
        _ if is_known(link) => Level::Note,
        _ if judgement.level == Some(verdict::Level::Warning) => Level::Warning,
        _ if judgement.level.is_some() => Level::Note,
        Some(Class::Broken | Class::Invalid | Class::Suspicious) if confirmed != Some(false) => Level::Warning,
        _ => Level::Note,
    }
}

/// Whether a link is worth a reader's time.
pub(super) fn is_shown(link: &ReportLink, detail: Detail) -> bool {
    is_verdict_shown(link, detail) || lints(link, detail).next().is_some()
}

/// The remarks about a link that are worth a reader's time. A note is for those who ask for it or for more, and so is what a baseline knows.
pub(super) fn lints(link: &ReportLink, detail: Detail) -> impl Iterator<Item = &Remark> {
    lints_and_known(link, detail).filter(move |lint| detail >= Detail::Doubts || !is_known_lint(lint))
}

fn lints_and_known(link: &ReportLink, detail: Detail) -> impl Iterator<Item = &Remark> {
    link.lints
        .iter()
        .filter(move |lint| (lint.fails || is_told(lint.level, lint.asked, detail)) && !link.is_elsewhere())
}

/// The remarks about an episode that are worth a reader's time.
pub(super) fn remarks_of(episode: &ReportEpisode, detail: Detail) -> impl Iterator<Item = &ReportRemark> {
    episode.lints.iter().filter(move |lint| lint.fails || is_told(lint.level, lint.asked, detail))
}

fn is_told(level: &str, asked: bool, detail: Detail) -> bool {
    detail > Detail::Failing && (level != "note" || asked || detail >= Detail::Doubts)
}

fn is_known_lint(lint: &Remark) -> bool {
    lint.baseline == Some(true)
}

/// Whether a baseline knows something about a link, its verdict or a remark.
pub(super) fn has_known(link: &ReportLink) -> bool {
    is_known(link) || link.lints.iter().any(is_known_lint)
}

/// Whether a baseline knows the trouble of a link.
pub(super) fn is_known(link: &ReportLink) -> bool {
    link.judgement.as_ref().is_some_and(|judgement| judgement.baseline == Some(true))
}

/// Whether the verdict of a link is worth a reader's time. What a baseline knows is for those who ask for more.
pub(super) fn is_verdict_shown(link: &ReportLink, detail: Detail) -> bool {
    is_finding(link, detail) && (detail >= Detail::Doubts || !is_known(link))
}

/// Whether the verdict of a link is a finding. A redirect is where there is something better to write.
fn is_finding(link: &ReportLink, detail: Detail) -> bool {
    if link.is_elsewhere() {
        return false;
    }
    let judgement = link.judgement.as_ref();
    let level = judgement.and_then(|judgement| judgement.level);
    let found = match link.class() {
        _ if level == Some(verdict::Level::Warning) => true,
        Some(Class::Broken | Class::Invalid | Class::Suspicious) => true,
        Some(Class::Redirected) => {
            detail >= Detail::Doubts || judgement.is_some_and(|judgement| judgement.suggestion.is_some())
        }
        Some(Class::Unverified) => detail >= Detail::Doubts,
        None | Some(Class::Ok | Class::Skipped) => detail >= Detail::Everything,
    };
    judgement.is_some_and(|judgement| judgement.fails) || (detail > Detail::Failing && found)
}

/// Each episode with those of its own links that `wanted` picks; episodes without any are left out, unless something is `told` about them.
pub(super) fn by_episode(
    report: &Report,
    told: impl Fn(&ReportEpisode) -> bool,
    wanted: impl Fn(&ReportLink) -> bool,
) -> impl Iterator<Item = (&ReportEpisode, Vec<&ReportLink>)> {
    let mut rest = report.links.as_slice();
    report.episodes.iter().filter_map(move |episode| {
        let end = rest.iter().position(|link| link.episode != episode.id).unwrap_or(rest.len());
        let (own, others) = rest.split_at(end);
        rest = others;
        let picked: Vec<&ReportLink> = own.iter().filter(|link| !is_of_show(link) && wanted(link)).collect();
        (!picked.is_empty() || told(episode)).then_some((episode, picked))
    })
}

/// The links of shows themselves that `wanted` picks, by their sources.
pub(super) fn by_show(report: &Report, wanted: impl Fn(&ReportLink) -> bool) -> Vec<(&str, Vec<&ReportLink>)> {
    let picked: Vec<&ReportLink> = report.links.iter().filter(|link| is_of_show(link) && wanted(link)).collect();
    let sources = picked.chunk_by(|one, other| one.source == other.source);
    sources.map(|links| (&*links[0].source, links.to_vec())).collect()
}

/// Whether a link is the show's own, and only goes with its episode.
pub(super) fn is_of_show(link: &ReportLink) -> bool {
    link.group == "show"
}

/// Whether the verdict is the remark's own.
pub(super) fn is_reason(remark: &Remark, link: &ReportLink) -> bool {
    let reason = link.judgement.as_ref().and_then(|judgement| judgement.reason);
    reason.is_some_and(|reason| reason.code() == remark.code)
}

/// What the editor wrote where a browser can make nothing, or something else, of it.
pub(super) fn shown_address(link: &ReportLink) -> &str {
    let shown =
        if link.class() == Some(Class::Invalid) && !link.href.trim().is_empty() { &link.href } else { &link.url };
    if shown.trim().is_empty() { "(no address)" } else { shown }
}

/// What to write instead, said once. What a remark proposes of a link that works is built upon all that was proposed before.
pub(super) fn suggestion(link: &ReportLink, detail: Detail) -> Option<&str> {
    let judged = link.judgement.as_ref().and_then(|judgement| judgement.suggestion.as_deref());
    let remarked = lints(link, detail).filter_map(|lint| lint.suggestion.as_deref()).last();
    if link.class() == Some(Class::Redirected) { remarked.or(judged) } else { judged.or(remarked) }
}
