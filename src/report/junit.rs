//! The report as JUnit XML: a test suite an episode and one a show, a test case a link. What makes the run fail is a failure, what a
//! robot can't tell is skipped.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::finding::{
    Finding, Level, by_episode, by_show, is_known, is_verdict_shown, remarks, shown_address, verdict,
};
use super::phrase::{SHOW, episode_name, news_of, settings_remark, unchecked};
use super::{Detail, Report, ReportEpisode, ReportLink, ReportSource, RunRemark, plain, remark};
use crate::verdict::Class;

/// What a CI system counts.
#[derive(Clone, Copy, Default)]
struct Tally {
    tests: usize,
    failures: usize,
    skipped: usize,
    milliseconds: u64,
}

/// Writes the document.
///
/// # Errors
/// Only those of `out`.
pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let unread: Vec<&ReportSource> = report.sources.iter().filter(|source| source.error.is_some()).collect();
    let mut all = Tally::of(report.links.iter().filter(|link| !link.is_elsewhere()));
    let remarked = |episode: &&ReportEpisode| is_remarked(episode);
    all.tests += unread.len() + report.remarks.len() + report.episodes.iter().filter(remarked).count();
    all.failures += report.episodes.iter().filter(|episode| has_failed(episode)).count();
    let offline = report.summary.counts.as_ref().filter(|counts| !counts.run.network).and_then(unchecked);
    all.tests += usize::from(offline.is_some());
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"aircheck\"{}>", all.attributes(unread.len() + usize::from(offline.is_some())))?;
    for (source, links) in by_show(report, |link| !link.is_elsewhere()) {
        show(report, source, &links, out)?;
    }
    for (episode, links) in by_episode(report, is_remarked, |link| !link.is_elsewhere()) {
        suite(report, episode, &links, out)?;
    }
    sources(&unread, out)?;
    if let Some(says) = offline {
        network(&says, out)?;
    }
    settings(&report.remarks, out)?;
    writeln!(out, "</testsuites>")
}

/// Whether something about the episode as a whole makes the run fail.
fn has_failed(episode: &ReportEpisode) -> bool {
    episode.lints.iter().any(|remark| remark.fails)
}

impl Tally {
    fn of<'a>(links: impl Iterator<Item = &'a ReportLink>) -> Self {
        links.fold(Self::default(), |tally, link| Self {
            tests: tally.tests + 1,
            failures: tally.failures + usize::from(link.fails()),
            skipped: tally.skipped + usize::from(is_skipped(link)),
            milliseconds: tally.milliseconds.saturating_add(elapsed(link)),
        })
    }

    fn attributes(self, errors: usize) -> String {
        let Self { tests, failures, skipped, milliseconds } = self;
        let time = seconds(milliseconds);
        format!(" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\" time=\"{time}\"")
    }
}

fn elapsed(link: &ReportLink) -> u64 {
    link.judgement.as_ref().and_then(|judgement| judgement.elapsed_ms).unwrap_or(0)
}

fn seconds(milliseconds: u64) -> String {
    format!("{}.{:03}", milliseconds / 1000, milliseconds % 1000)
}

/// Not asked, not judged, or not to be judged by a robot; where links were only listed, nothing is skipped.
fn is_skipped(link: &ReportLink) -> bool {
    let undecided = matches!(link.class(), None | Some(Class::Unverified | Class::Skipped));
    link.judgement.is_some() && undecided && !link.fails()
}

fn suite(report: &Report, episode: &ReportEpisode, links: &[&ReportLink], out: &mut dyn Write) -> io::Result<()> {
    let mut counts = Tally::of(links.iter().copied());
    counts.tests += usize::from(is_remarked(episode));
    counts.failures += usize::from(has_failed(episode));
    let counts = counts.attributes(0);
    let name = xml(&episode_name(episode));
    writeln!(out, "  <testsuite name=\"{name}\"{counts} timestamp=\"{}\">", xml(&report.started))?;
    for link in links {
        test_case(report, link, out)?;
    }
    if is_remarked(episode) {
        whole(episode, out)?;
    }
    writeln!(out, "  </testsuite>")
}

fn show(report: &Report, source: &str, links: &[&ReportLink], out: &mut dyn Write) -> io::Result<()> {
    let (name, counts) = (xml(&format!("{SHOW}: {source}")), Tally::of(links.iter().copied()).attributes(0));
    writeln!(out, "  <testsuite name=\"{name}\"{counts} timestamp=\"{}\">", xml(&report.started))?;
    links.iter().try_for_each(|link| test_case(report, link, out))?;
    writeln!(out, "  </testsuite>")
}

fn is_remarked(episode: &ReportEpisode) -> bool {
    !episode.lints.is_empty()
}

/// What is said of the episode as a whole: a test that passes, unless a remark was given the level of an error.
fn whole(episode: &ReportEpisode, out: &mut dyn Write) -> io::Result<()> {
    let remarks: Vec<_> = remark::of(episode, Detail::Everything).collect();
    let file = xml(&episode.source);
    let line = remarks.first().map_or(1, |remark| remark.line_and_column().0);
    let place = format!("classname=\"{file}\" file=\"{file}\" line=\"{line}\"");
    let lines: Vec<String> = remarks.iter().map(|remark| xml(&remark.line())).collect();
    writeln!(out, "    <testcase name=\"the episode as a whole\" {place} time=\"0.000\">")?;
    if let Some(remark) = remarks.iter().find(|remark| remark.level == Level::Error) {
        writeln!(out, "      <failure type=\"{}\" message=\"{}\"/>", remark.code, xml(remark.message))?;
    }
    writeln!(out, "      <system-out>{}</system-out>\n    </testcase>", lines.join("\n"))
}

fn test_case(report: &Report, link: &ReportLink, out: &mut dyn Write) -> io::Result<()> {
    let (name, file, time) = (xml(&case_name(link)), xml(&link.source), seconds(elapsed(link)));
    let place = format!("classname=\"{file}\" file=\"{file}\" line=\"{}\"", link.line);
    write!(out, "    <testcase name=\"{name}\" {place} time=\"{time}\"")?;
    match inner(report, link) {
        inner if inner.is_empty() => writeln!(out, "/>"),
        inner => writeln!(out, ">\n{inner}    </testcase>"),
    }
}

fn case_name(link: &ReportLink) -> String {
    let address = shown_address(link);
    if link.text.is_empty() || link.text == address {
        address.to_owned()
    } else {
        format!("{} · {address}", link.text)
    }
}

fn inner(report: &Report, link: &ReportLink) -> String {
    let mut inner = String::new();
    let verdict = verdict(link);
    let is_told = is_verdict_shown(link, Detail::Findings) || is_known(link);
    let told = verdict.filter(|_| !link.fails() && !is_skipped(link) && is_told);
    let failure = failure(link);
    if let Some(finding) = &failure {
        let (message, code) = (xml(finding.message), finding.code);
        let news = news_of(report, link).map(|news| format!("\n{news} since the last run")).unwrap_or_default();
        let text = xml(&(details(finding) + &news));
        writeln!(inner, "      <failure type=\"{code}\" message=\"{message}\">{text}</failure>").ok();
    } else if is_skipped(link) {
        let message = verdict.map_or("not checked", |finding| finding.message);
        writeln!(inner, "      <skipped message=\"{}\"/>", xml(message)).ok();
    }
    let is_new = |finding: &Finding<'_>| failure.as_ref().is_none_or(|failure| failure.code != finding.code);
    let others = told.into_iter().chain(remarks(link, Detail::Everything)).filter(is_new);
    let out: Vec<String> = others.map(|finding| xml(&details(&finding))).collect();
    if !out.is_empty() {
        writeln!(inner, "      <system-out>{}</system-out>", out.join("\n")).ok();
    }
    inner
}

/// Why a link makes the run fail: its verdict, or else a remark.
fn failure(link: &ReportLink) -> Option<Finding<'_>> {
    let mut all = verdict(link).into_iter().chain(remarks(link, Detail::Failing));
    all.find(|finding| finding.level == Level::Error)
}

/// Everything about a finding, in lines.
fn details(finding: &Finding<'_>) -> String {
    let Finding { link, class, code, message, .. } = finding;
    let mut lines = vec![format!("{class}: {} [{code}]", plain(message))];
    lines.push(format!("at {}:{}:{}", plain(&link.source), link.line, link.column));
    for hop in link.judgement.iter().flat_map(|judgement| &judgement.hops) {
        lines.push(format!("{} at {}", hop.status, plain(&hop.url)));
    }
    if let Some(end) = link.judgement.as_ref().and_then(|judgement| judgement.final_url.as_deref()) {
        lines.push(format!("ends at {}", plain(end)));
    }
    lines.extend(finding.instead().map(|suggestion| format!("write {}", plain(suggestion))));
    lines.join("\n")
}

fn sources(unread: &[&ReportSource], out: &mut dyn Write) -> io::Result<()> {
    if unread.is_empty() {
        return Ok(());
    }
    let number = unread.len();
    writeln!(
        out,
        "  <testsuite name=\"sources\" tests=\"{number}\" failures=\"0\" errors=\"{number}\" skipped=\"0\">"
    )?;
    for source in unread {
        let (path, error) = (xml(&source.path), xml(source.error.as_deref().unwrap_or_default()));
        writeln!(out, "    <testcase name=\"{path}\" classname=\"{path}\">")?;
        writeln!(out, "      <error type=\"unread\" message=\"{error}\"/>\n    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

/// That there was none: a report in which all is skipped would look as if all were well.
fn network(says: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  <testsuite name=\"network\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">")?;
    writeln!(out, "    <testcase name=\"the network\" classname=\"network\">")?;
    writeln!(out, "      <error type=\"no-network\" message=\"{}\"/>", xml(says))?;
    writeln!(out, "    </testcase>\n  </testsuite>")
}

/// What of the settings is out of date: a test each, which passes.
fn settings(remarks: &[RunRemark], out: &mut dyn Write) -> io::Result<()> {
    if remarks.is_empty() {
        return Ok(());
    }
    let number = remarks.len();
    writeln!(out, "  <testsuite name=\"settings\" tests=\"{number}\" failures=\"0\" errors=\"0\" skipped=\"0\">")?;
    for remark in remarks {
        let (code, file, line) = (remark.code, xml(&remark.source), remark.line.unwrap_or(1));
        writeln!(out, "    <testcase name=\"{code}\" classname=\"{file}\" file=\"{file}\" line=\"{line}\">")?;
        writeln!(out, "      <system-out>{}</system-out>\n    </testcase>", xml(&settings_remark(remark)))?;
    }
    writeln!(out, "  </testsuite>")
}

/// `text` for an attribute or the content of an element. What XML 1.0 §2.2 doesn't allow at all is shown as an escape.
fn xml(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| plain(line).into_owned()).collect();
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in lines.join("\n").chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => escaped.extend(c.escape_unicode()),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn only_characters_of_xml_are_left(text in any::<String>()) {
            let allowed = |c: char| c == '\n' || (c >= ' ' && c != '\u{FFFE}' && c != '\u{FFFF}');
            prop_assert!(xml(&text).chars().all(|c| allowed(c) && !"<>\"".contains(c)));
        }
    }
}
