//! Annotations at file and line, as commands to a GitHub workflow's runner.
//!
//! GitHub shows ten annotations of each level a step and drops the rest without a word, so the gravest come first, a
//! target is told once, and what is left over stands in a folded part of the log.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::finding::{Finding, Level, findings, listed, shown_address, text_of};
use super::phrase::{episode_name, extent, news_of, tally, unchecked, unread};
use super::remark::{self, EpisodeRemark};
use super::{Detail, Look, Report, ReportLink, ReportSource, compact, inert, plain};
use crate::text::counted;

/// How many annotations of one level GitHub shows a step.
const SHOWN: usize = 10;

/// How many more places of a finding are named before the rest is counted.
const PLACES: usize = 10;

/// A finding, and the links of which it is told, too.
struct Told<'a> {
    finding: Finding<'a>,
    more: Vec<&'a ReportLink>,
}

/// What is to be said: with an annotation if there is room, else in a line.
struct Entry {
    level: Level,
    annotation: String,
    line: String,
}

/// Writes the commands, and a line that sums up.
///
/// # Errors
/// Only those of `out`.
pub(super) fn render(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let entries = entries(report, look.detail.min(Detail::Findings));
    let unread: Vec<&ReportSource> = report.sources.iter().filter(|source| source.error.is_some()).collect();
    let mut rest = Vec::new();
    for source in &unread {
        writeln!(out, "{}", unread_source(source))?;
    }
    for remark in &report.remarks {
        let line = remark.line.map(|line| format!(",line={line}")).unwrap_or_default();
        let lines = [format!("{} [{}]", remark.message, remark.code)];
        writeln!(out, "::notice title=settings,file={}{line}::{}", property(&remark.source), data(&lines))?;
    }
    for level in [Level::Error, Level::Warning, Level::Note] {
        let room = if level == Level::Error { SHOWN.saturating_sub(unread.len()) } else { SHOWN };
        for (index, entry) in entries.iter().filter(|entry| entry.level == level).enumerate() {
            if index < room { writeln!(out, "{}", entry.annotation)? } else { rest.push(entry) }
        }
    }
    let rest: Vec<&str> = rest.iter().map(|entry| &*entry.line).collect();
    folded(&format!("{} without an annotation", counted(rest.len(), "more finding")), &rest, out)?;
    let links: Vec<String> = listed(report).iter().map(compact::line_of_link).collect();
    folded(&counted(links.len(), "link"), &links, out)?;
    sum(report, out)
}

fn entries(report: &Report, detail: Detail) -> Vec<Entry> {
    let of_link = |told: Told<'_>| Entry {
        level: told.finding.level,
        annotation: annotation(report, &told),
        line: compact::line(&told.finding),
    };
    let of_episode = |remark: EpisodeRemark<'_>| Entry {
        level: remark.level,
        annotation: annotation_of_remark(&remark),
        line: remark.line(),
    };
    let links = told_once(report, detail).into_iter().map(of_link);
    links.chain(remark::remarks(report, detail).map(of_episode)).collect()
}

/// Each finding of a target once, at the first of its places.
fn told_once(report: &Report, detail: Detail) -> Vec<Told<'_>> {
    let mut told: Vec<Told<'_>> = Vec::new();
    let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in findings(report, detail) {
        let key = (shown_address(finding.link), finding.code);
        if let Some(index) = known.get(&key) {
            told[*index].more.push(finding.link);
        } else {
            known.insert(key, told.len());
            told.push(Told { finding, more: Vec::new() });
        }
    }
    told
}

fn annotation(report: &Report, told: &Told<'_>) -> String {
    let Finding { link, level, class, code, message, .. } = told.finding;
    let (title, _) = text_of(code);
    let news = news_of(report, link).map(|news| format!(", {news}")).unwrap_or_default();
    let mut lines = vec![shown_address(link).to_owned(), format!("{message} [{code}]")];
    lines.extend(told.finding.instead().map(|suggestion| format!("Write {suggestion}")));
    if !told.more.is_empty() {
        lines.push(places(&told.more));
    }
    command_at(level, &format!("{class}{news}: {title}"), &link.source, (link.line, link.column), lines)
}

/// Where else it stands: `It stands in 2 more places: a.md:3, b.md:7`.
fn places(links: &[&ReportLink]) -> String {
    let named = links.iter().take(PLACES).map(|link| format!("{}:{}", link.source, link.line));
    let named = named.collect::<Vec<_>>().join(", ");
    let rest = links.len().saturating_sub(PLACES);
    let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    format!("It stands in {}: {named}{rest}", counted(links.len(), "more place"))
}

fn annotation_of_remark(remark: &EpisodeRemark<'_>) -> String {
    let (title, _) = text_of(remark.code);
    let lines = vec![episode_name(remark.episode), format!("{} [{}]", remark.message, remark.code)];
    command_at(remark.level, &format!("lint: {title}"), &remark.episode.source, remark.line_and_column(), lines)
}

fn command_at(level: Level, title: &str, source: &str, (line, column): (u32, u32), mut lines: Vec<String>) -> String {
    let mut place = format!(",file={},line={line},col={column}", property(source));
    if !is_file(source) {
        lines.push(format!("At {source}:{line}:{column}"));
        place.clear();
    }
    format!("::{} title={}{place}::{}", command(level), property(title), data(&lines))
}

fn unread_source(source: &ReportSource) -> String {
    let lines = [source.path.clone(), source.error.clone().unwrap_or_default()];
    let place = if is_file(&source.path) { format!(",file={}", property(&source.path)) } else { String::new() };
    let title = if source.has_no_notes() { "no show notes" } else { "source not read" };
    format!("::error title={title}{place}::{}", data(&lines))
}

/// Annotations stand at files of the repository; other places are told in words.
fn is_file(source: &str) -> bool {
    !source.contains("://") && source != "(stdin)"
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    }
}

/// The message of a command; its lines are joined by an escaped line break.
fn data(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| plain(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

/// The value of a property of a command (actions/toolkit, `escapeProperty`).
fn property(text: &str) -> String {
    plain(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}

/// What GitHub would drop or has no annotation for, in a folded part of the log.
fn folded(title: &str, lines: &[impl AsRef<str>], out: &mut dyn Write) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "::group::{title}")?;
    for line in lines {
        writeln!(out, "{}", inert(line.as_ref()))?;
    }
    writeln!(out, "::endgroup::")
}

fn sum(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let Some(counts) = &report.summary.counts else { return writeln!(out, "{}", extent(report)) };
    if let Some(remark) = unchecked(counts) {
        writeln!(out, "{remark}")?;
    }
    if let Some(remark) = unread(report) {
        writeln!(out, "{remark}")?;
    }
    writeln!(out, "{}: {}", extent(report), tally(counts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::fixture::notes;

    #[test]
    fn the_first_places_are_named_and_the_rest_is_counted() {
        let links: Vec<ReportLink> = (1..=12).map(|line| notes("https://a.example/", "", line)).collect();
        let said = |number: usize| places(&links[..number].iter().collect::<Vec<_>>());
        assert_eq!(said(1), "It stands in 1 more place: notes/12.html:1");
        assert!(said(12).starts_with("It stands in 12 more places: notes/12.html:1, notes/12.html:2, "));
        assert!(said(12).ends_with(", notes/12.html:10 and 2 more"), "{}", said(12));
    }
}
