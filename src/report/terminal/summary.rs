//! What it all comes to.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use anstyle::Style;
use url::Url;

use super::super::finding::{has_known, is_shown};
use super::super::phrase::{self, extent, settings_remark, unchecked};
use super::super::{Counts, Detail, Look, Report, ReportLink, plain};
use super::{FAILS, class_style, hosts, wrap};
use crate::text::counted;
use crate::verdict::Class;

/// How many names are given before the rest is counted.
const NAMES: usize = 5;

/// The lines below a check.
pub(super) fn of_check(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let Some(counts) = &report.summary.counts else { return Ok(()) };
    if look.detail == Detail::Failing {
        return Ok(());
    }
    if look.detail >= Detail::Doubts {
        hosts::render(report, look, out)?;
    }
    let mended = mended(report).filter(|_| look.detail >= Detail::Doubts);
    let remarks = [
        recovered(report),
        known(report, look),
        unverified(report, counts, look),
        fallbacks(report),
        mended,
        unchecked(counts),
    ];
    for remark in remarks.into_iter().flatten() {
        wrap::write(&remark, 0, look.width, out)?;
    }
    for remark in &report.remarks {
        wrap::write(&settings_remark(remark), 0, look.width, out)?;
    }
    unread(report, out)?;
    verdicts(report, counts, look, out)?;
    failing(counts, look, out)
}

/// The line below a list.
pub(super) fn of_listing(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for remark in [fallbacks(report), mended(report)].into_iter().flatten() {
        wrap::write(&remark, 0, look.width, out)?;
    }
    unread(report, out)?;
    writeln!(out, "{}", extent(report))
}

fn verdicts(report: &Report, counts: &Counts, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let extent = extent(report);
    if counts.ok > 0 && counts.ok == report.summary.links {
        let style = class_style(Class::Ok);
        return writeln!(out, "{extent}: {style}all ok{style:#}{}", if counts.failing > 0 { ", but" } else { "" });
    }
    let numbers: Vec<(String, Style)> = phrase::numbers(counts)
        .into_iter()
        .map(|(number, name, class)| (format!("{number} {name}"), class.map_or_else(Style::new, class_style)))
        .collect();
    let length: usize = numbers.iter().map(|(said, _)| 2 + said.len()).sum();
    // What doesn't fit behind the extent stands below it, in as many lines as it takes.
    let mut column = if extent.len() + length > look.width { look.width } else { extent.len() + 1 };
    write!(out, "{extent}{}", if numbers.is_empty() { "" } else { ":" })?;
    for (index, (said, style)) in numbers.iter().enumerate() {
        let comma = if index + 1 < numbers.len() { "," } else { "" };
        let fits = column + 1 + said.len() + comma.len() <= look.width;
        let gap = if fits { " " } else { "\n  " };
        column = if fits { column + 1 } else { 2 } + said.len() + comma.len();
        write!(out, "{gap}{style}{said}{style:#}{comma}")?;
    }
    writeln!(out)
}

/// How many findings make the run fail, and how they are found above.
fn failing(counts: &Counts, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if counts.failing == 0 {
        return Ok(());
    }
    let fail = if counts.failing == 1 { "fails" } else { "fail" };
    let said = format!("{} to act on, marked with {FAILS}: {fail} the run", counts.failing);
    wrap::write(&said, 0, look.width, out)
}

/// What was told as trouble and is fine again: told once.
fn recovered(report: &Report) -> Option<String> {
    let is_back = |link: &&ReportLink| link.change() == Some("recovered");
    let urls: BTreeSet<&str> = report.links.iter().filter(is_back).map(|link| link.url.as_str()).collect();
    (!urls.is_empty()).then(|| format!("Fine again: {}", listed(urls.iter().map(|url| plain(url).into_owned()))))
}

/// What a baseline knows isn't listed.
fn known(report: &Report, look: Look) -> Option<String> {
    let is_listed = look.detail >= Detail::Doubts;
    let folded = |link: &&ReportLink| has_known(link) && (is_listed || !is_shown(link, look.detail));
    let known = report.links.iter().filter(folded).count();
    let listed = if is_listed { "" } else { " -v lists them." };
    (known > 0).then(|| format!("Known from the baseline: {}.{listed}", counted(known, "link")))
}

/// Where a robot can't tell, a person can: which hosts.
fn unverified(report: &Report, counts: &Counts, look: Look) -> Option<String> {
    if counts.unverified == 0 || look.detail >= Detail::Doubts {
        return None;
    }
    let mut hosts: BTreeMap<String, usize> = BTreeMap::new();
    // Those that fail the run are listed.
    for link in report.links.iter().filter(|link| link.class() == Some(Class::Unverified) && !link.fails()) {
        *hosts.entry(host(&link.url)).or_default() += 1;
    }
    let mut hosts: Vec<(String, usize)> = hosts.into_iter().collect();
    hosts.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    let names = hosts.iter().map(|(host, number)| format!("{} ({number})", plain(host)));
    (!hosts.is_empty()).then(|| format!("A robot can't tell, a person can: {}. -v lists them.", listed(names)))
}

fn host(url: &str) -> String {
    let url = Url::parse(url).ok();
    let host = url.as_ref().and_then(Url::host_str).unwrap_or("?");
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

fn fallbacks(report: &Report) -> Option<String> {
    let mut main = Vec::new();
    let mut whole = Vec::new();
    // Of what holds no link, nothing too much was taken.
    let linked: BTreeSet<usize> = report.links.iter().map(|link| link.episode).collect();
    for episode in report.episodes.iter().filter(|episode| episode.fallback && linked.contains(&episode.id)) {
        let into = if episode.rule == Some("main-content") { &mut main } else { &mut whole };
        into.push(plain(&episode.source).into_owned());
    }
    let sentence = |what: &str, sources: Vec<String>| {
        (!sources.is_empty())
            .then(|| format!("No sign of where the notes begin; {what}: {}.", listed(sources.into_iter())))
    };
    let sentences: Vec<String> =
        [sentence("the main text was taken", main), sentence("the whole page was taken", whole)]
            .into_iter()
            .flatten()
            .collect();
    (!sentences.is_empty()).then(|| sentences.join(" ") + " --select CSS names the notes.")
}

/// What had to be mended to read a source: an app that is less forgiving may not read it at all.
fn mended(report: &Report) -> Option<String> {
    let mut sources: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for episode in &report.episodes {
        let said = sources.entry(&episode.source).or_default();
        for repair in episode.repairs.iter().map(|repair| plain(repair).into_owned()) {
            if !said.contains(&repair) {
                said.push(repair);
            }
        }
    }
    let faulty = sources.into_iter().filter(|(_, repairs)| !repairs.is_empty());
    let sentences = faulty.map(|(source, repairs)| format!("{} ({})", plain(source), listed(repairs.into_iter())));
    let sentences: Vec<String> = sentences.collect();
    (!sentences.is_empty()).then(|| format!("Mended to be read: {}.", listed(sentences.into_iter())))
}

fn unread(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    phrase::unread(report).map_or(Ok(()), |said| writeln!(out, "{said}"))
}

/// The first few names, and how many more there are.
fn listed(names: impl ExactSizeIterator<Item = String>) -> String {
    let more = names.len().saturating_sub(NAMES);
    let shown = names.take(NAMES).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::fixture;

    /// The lines that sum up `number` links of each class, without colours.
    fn said(number: usize, width: usize) -> String {
        let mut report = fixture::report();
        report.summary.links = 7 * number;
        let counts = report.summary.counts.as_mut().unwrap();
        let Counts { broken, invalid, suspicious, redirected, unverified, ok, skipped, .. } = counts;
        for class in [broken, invalid, suspicious, redirected, unverified, ok, skipped] {
            *class = number;
        }
        let (counts, mut out) = (report.summary.counts.clone().unwrap(), anstream::StripStream::new(Vec::new()));
        verdicts(&report, &counts, Look { width, detail: Detail::Findings }, &mut out).unwrap();
        String::from_utf8(out.into_inner()).unwrap()
    }

    #[test]
    fn what_a_robot_cannot_tell_is_named_unless_it_is_listed() {
        let mut report = fixture::report();
        let look = Look { width: 80, detail: Detail::Findings };
        let counts = report.summary.counts.clone().unwrap();
        assert!(unverified(&report, &counts, look).is_some_and(|said| said.contains("-v lists them")));
        for link in report.links.iter_mut().filter(|link| link.class() == Some(Class::Unverified)) {
            link.judgement.as_mut().unwrap().fails = true;
        }
        assert_eq!(unverified(&report, &counts, look), None);
    }

    #[test]
    fn every_line_of_the_sum_fits() {
        let lines = "7 links in 2 episodes:\n  1 broken, 1 invalid, 1 suspicious, 1 redirected, 1 unverified, 1 ok,\n  1 skipped, 1 not checked\n";
        assert_eq!(said(1, 80), lines);
        for (number, width) in [(10, 80), (100, 80), (12_345, 80), (1, 40), (1, 20)] {
            let said = said(number, width);
            assert!(said.lines().all(|line| line.len() <= width || line.ends_with(':')), "{said}");
            assert!(Class::ALL.iter().all(|class| said.contains(&format!("{number} {}", class.name()))), "{said}");
        }
        assert_eq!(said(1, 200).lines().count(), 1);
    }
}
