//! One self-contained page that an editor can open and send around. It needs no network, and JavaScript only to search.

mod about;
mod age;
mod finding;
mod glossary;
mod overview;
mod plot;
mod text;

use std::collections::BTreeSet;
use std::io::{self, Write};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use ring::digest::{SHA256, digest};

use super::finding::{is_of_show, is_shown};
use super::phrase::{SHOW, episode_name};
use super::remark::{self, EpisodeRemark};
use super::{Detail, Report, ReportEpisode, ReportLink};
use crate::source::REPORT_MARK;
use crate::text::counted;
use text::html;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Writes the page.
///
/// # Errors
/// Only those of `out`.
pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    head(report, out)?;
    overview::write(report, out)?;
    writeln!(out, "<main>")?;
    plot::write(report, out)?;
    findings(report, out)?;
    writeln!(out, "</main>")?;
    foot(report, out)
}

fn head(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let (style, script) = (allowed(STYLE), allowed(SCRIPT));
    writeln!(out, "<!doctype html>\n{REPORT_MARK}\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {style}; script-src {script}; \
         base-uri 'none'; form-action 'none'\">"
    )?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(
        out,
        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">"
    )?;
    writeln!(out, "<title>{}</title>", html(&overview::headline(report)))?;
    writeln!(out, "<style>{STYLE}</style>\n</head>\n<body>")?;
    writeln!(out, "<a class=\"skip\" href=\"#findings\">Skip to the findings</a>")
}

/// The source expression that allows this text, and no other, inline (CSP Level 3 §2.3.1).
fn allowed(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(digest(&SHA256, text.as_bytes())))
}

/// The findings in four parts: those of the show itself, those of sponsors, by episode, and those that the podcast host appended.
fn findings(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let is_wanted = |link: &&ReportLink| link.judgement.is_none() || is_shown(link, Detail::Doubts);
    let shown: Vec<&ReportLink> = report.links.iter().filter(is_wanted).collect();
    writeln!(out, "<section id=\"findings\" aria-labelledby=\"findings-title\" tabindex=\"-1\">")?;
    let title = if report.summary.counts.is_some() { "Findings" } else { "Links" };
    writeln!(out, "<h2 id=\"findings-title\">{title}</h2>")?;
    let remarks: Vec<EpisodeRemark<'_>> = remark::remarks(report, Detail::Doubts).collect();
    let kinds = kinds(&remarks, &shown);
    if kinds.iter().all(|kinds| kinds == &["note"]) {
        writeln!(out, "<p class=\"calm\">Nothing was found that is worth your time.</p>")?;
    }
    if !kinds.is_empty() {
        overview::filters(&kinds, out)?;
        shows(report, &shown, out)?;
        sponsors(report, &shown, out)?;
        episodes(report, &shown, &remarks, out)?;
        appended(report, &shown, out)?;
    }
    writeln!(out, "</section>")
}

/// The editor's own links and the remarks, episode by episode. Links and remarks stand in the order of their episodes.
fn episodes(
    report: &Report,
    shown: &[&ReportLink],
    remarks: &[EpisodeRemark<'_>],
    out: &mut dyn Write,
) -> io::Result<()> {
    let (mut links, mut remarks) = (shown, remarks);
    for episode in &report.episodes {
        let (own, others) = links.split_at(links.partition_point(|link| link.episode <= episode.id));
        let (about, later) = remarks.split_at(remarks.partition_point(|remark| remark.episode.id <= episode.id));
        (links, remarks) = (others, later);
        let own: Vec<&ReportLink> = own.iter().filter(|link| link.group == "editorial").copied().collect();
        if !own.is_empty() || !about.is_empty() {
            group(&episode_title(episode), about, &own, report, out)?;
        }
    }
    Ok(())
}

fn shows(report: &Report, shown: &[&ReportLink], out: &mut dyn Write) -> io::Result<()> {
    let of_show: Vec<&ReportLink> = shown.iter().filter(|link| is_of_show(link)).copied().collect();
    if of_show.is_empty() {
        return Ok(());
    }
    let title = format!("<h3>{SHOW}</h3><p class=\"about\">These stand for all of it, not for one episode.</p>");
    group(&title, &[], &of_show, report, out)
}

fn sponsors(report: &Report, shown: &[&ReportLink], out: &mut dyn Write) -> io::Result<()> {
    let of_sponsors: Vec<&ReportLink> = shown.iter().filter(|link| link.group == "sponsor").copied().collect();
    if of_sponsors.is_empty() {
        return Ok(());
    }
    let title =
        "<h3>Sponsor links</h3><p class=\"about\">Money is attached to these, in whichever episode they stand.</p>";
    group(title, &[], &of_sponsors, report, out)
}

fn appended(report: &Report, shown: &[&ReportLink], out: &mut dyn Write) -> io::Result<()> {
    let of_host: Vec<&ReportLink> = shown.iter().filter(|link| link.group == "host").copied().collect();
    if of_host.is_empty() {
        return Ok(());
    }
    let title =
        "<h3>Added by the podcast host</h3><p class=\"about\">The host appends these; they are not yours to mend.</p>";
    group(title, &[], &of_host, report, out)
}

/// The heading of an episode: its name, its date and its page.
fn episode_title(episode: &ReportEpisode) -> String {
    let name = html(&episode_name(episode));
    let page = episode.page.as_deref().filter(|page| text::is_web(page));
    let name =
        page.map_or_else(|| format!("<bdi>{name}</bdi>"), |page| format!("<bdi>{}</bdi>", text::link(page, &name)));
    let date = episode.date.as_deref().map(|date| format!("<time>{}</time>", html(date))).unwrap_or_default();
    let repairs = if episode.repairs.is_empty() {
        String::new()
    } else {
        format!("Read after a repair: {}.", episode.repairs.join(", "))
    };
    let fallback =
        if episode.fallback { "No sure sign of where the notes begin: more may have been taken for them." } else { "" };
    let about = [html(&repairs), fallback.to_owned()].join(" ");
    let about = if about.trim().is_empty() { about } else { format!("<p class=\"about\">{}</p>", about.trim()) };
    format!("<h3>{name} {date}</h3>{about}")
}

fn group(
    title: &str,
    remarks: &[EpisodeRemark<'_>],
    links: &[&ReportLink],
    report: &Report,
    out: &mut dyn Write,
) -> io::Result<()> {
    let kinds: BTreeSet<&str> = kinds(remarks, links).into_iter().flatten().collect();
    let kinds = kinds.into_iter().collect::<Vec<_>>().join(" ");
    writeln!(out, "<section class=\"group\" data-kind=\"{kinds}\">{title}\n<ul>")?;
    for remark in remarks {
        finding::write_remark(remark, out)?;
    }
    let mut links = links.to_vec();
    links.sort_by_key(|link| (!link.fails(), link.class().is_none(), link.class()));
    for link in links {
        finding::write(link, report, out)?;
    }
    writeln!(out, "</ul></section>")
}

/// By what each of these findings is filtered. A group is seen for as long as one of its findings is.
fn kinds(remarks: &[EpisodeRemark<'_>], links: &[&ReportLink]) -> Vec<Vec<&'static str>> {
    let of_remarks = remarks.iter().map(|remark| vec![finding::kind_of_remark(remark)]);
    links.iter().map(|link| finding::kinds(link)).chain(of_remarks).collect()
}

fn foot(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    glossary::write(report, out)?;
    let (from, to) = (text::moment(&report.started), text::moment(&report.finished));
    let read = counted(report.summary.sources, "source");
    writeln!(out, "<footer><p>aircheck {} read {read} between {from} and {to}.</p></footer>", html(report.version))?;
    writeln!(out, "<script>{SCRIPT}</script>\n</body>\n</html>")
}

#[cfg(test)]
mod tests;
