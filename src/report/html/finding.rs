//! One link that is worth a look: its words, its address, what happened, what to write, and the way there.

use std::io::{self, Write};

use super::super::finding::{Finding, Level, is_of_show, is_verdict_shown, remarks, shown_address, verdict};
use super::super::phrase::{begun, capitalised, episode_name, news_of, without_href};
use super::super::remark::EpisodeRemark;
use super::super::{Detail, Judgement, Report, ReportLink};
use super::text::{address, html, is_web, link as anchor, moment, prose};
use crate::text::counted;
use crate::verdict::Class;

/// By what a finding is filtered, what it is called first: its class, `lint` where there is a remark on it, `link` where it is only listed, `note` where
/// something is said of it that is for those who ask for more. Never empty.
pub(super) fn kinds(link: &ReportLink) -> Vec<&'static str> {
    let class = link.class().filter(|_| is_verdict_shown(link, Detail::Doubts)).map(Class::name);
    let has = |is_note: bool| remarks(link, Detail::Everything).any(|it| (it.level == Level::Note) == is_note);
    let told = [("lint", has(false)), ("link", link.judgement.is_none()), ("note", has(true))];
    let told = told.into_iter().filter(|(_, is_so)| *is_so).map(|(kind, _)| kind);
    let kinds: Vec<&str> = class.into_iter().chain(told).collect();
    if kinds.is_empty() { vec!["note"] } else { kinds }
}

/// The same of a remark about an episode.
pub(super) fn kind_of_remark(remark: &EpisodeRemark<'_>) -> &'static str {
    if remark.level == Level::Note { "note" } else { "lint" }
}

/// Writes the list item.
pub(super) fn write(link: &ReportLink, report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let kinds = kinds(link);
    let kind = kinds[0];
    writeln!(out, "<li class=\"finding {kind}\" data-kind=\"{}\">", kinds.join(" "))?;
    let name = name(kind);
    writeln!(out, "<p class=\"what\"><b class=\"tag\">{name}</b> {}{}</p>", label(link), marks(report, link))?;
    if !link.text.trim().is_empty() {
        writeln!(out, "<p class=\"address\">{}</p>", address(shown_address(link)))?;
    }
    sentences(link, out)?;
    if let Some(judgement) = &link.judgement {
        way(judgement, out)?;
    }
    writeln!(out, "<p class=\"place\">{}</p></li>", place(link, report))
}

/// Writes the list item of a remark about an episode as a whole.
pub(super) fn write_remark(remark: &EpisodeRemark<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (code, kind) = (html(remark.code), kind_of_remark(remark));
    writeln!(out, "<li class=\"finding {kind}\" data-kind=\"{kind}\">")?;
    writeln!(
        out,
        "<p class=\"what\"><b class=\"tag\">{}</b> The episode as a whole{}</p>",
        name(kind),
        if remark.level == Level::Error { FAILS } else { "" }
    )?;
    writeln!(
        out,
        "<p class=\"says\">{} <a class=\"code\" href=\"#{code}\">{code}</a></p>",
        prose(&capitalised(remark.message))
    )?;
    let place = remark.place.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
    writeln!(out, "<p class=\"place\"><bdi>{}</bdi>{place}</p></li>", html(&remark.episode.source))
}

/// What readers call a kind of finding.
pub(super) fn name(kind: &str) -> &str {
    if kind == "lint" { "remark" } else { kind }
}

/// What a listener clicks; without words, the address.
fn label(link: &ReportLink) -> String {
    let shown = shown_address(link);
    let words = if link.text.trim().is_empty() { shown } else { &link.text };
    let words = format!("<bdi>{}</bdi>", html(words));
    if is_web(shown) { anchor(shown, &words) } else { words }
}

/// What a glance should catch: whether it fails the run, news, doubt, and what kind of link it is.
fn marks(report: &Report, link: &ReportLink) -> String {
    let judgement = link.judgement.as_ref();
    let change = news_of(report, link);
    let unsure = judgement.filter(|judgement| judgement.confirmed == Some(false)).map(|_| "not yet confirmed");
    let kind = Some(link.kind).filter(|kind| *kind != "notes");
    let marks = [change, unsure, kind].into_iter().flatten();
    let marks: Vec<String> = marks.map(|mark| format!(" <span class=\"mark\">{}</span>", html(mark))).collect();
    let fails = if link.fails() { FAILS } else { "" };
    format!("{fails}{}", marks.concat())
}

/// The mark of what fails the run.
const FAILS: &str = " <span class=\"mark fails\">fails the run</span>";

fn sentences(link: &ReportLink, out: &mut dyn Write) -> io::Result<()> {
    let judged = verdict(link).filter(|_| is_verdict_shown(link, Detail::Doubts));
    let judged = judged.into_iter().map(|judged| ("says", judged));
    let class = |remark: &Finding<'_>| if remark.level == Level::Note { "says note" } else { "says" };
    let remarks = remarks(link, Detail::Everything).map(|remark| (class(&remark), remark));
    for (class, Finding { message, code, suggestion, .. }) in judged.chain(remarks) {
        let code = html(code);
        let sentence = with_address(&begun(without_href(message, link), link), suggestion);
        writeln!(out, "<p class=\"{class}\">{sentence} <a class=\"code\" href=\"#{code}\">{code}</a></p>")?;
    }
    Ok(())
}

/// The sentence, in which the address to write is easy to find and to copy.
fn with_address(message: &str, suggestion: Option<&str>) -> String {
    let Some(suggestion) = suggestion.filter(|suggestion| !suggestion.is_empty()) else { return prose(message) };
    let address = format!("<code class=\"better\">{}</code>", html(suggestion));
    match message.split_once(suggestion) {
        Some((before, after)) => {
            // It may stand between backticks already.
            let quoted = before.strip_suffix('`').zip(after.strip_prefix('`'));
            let (before, after) = quoted.unwrap_or((before, after));
            format!("{}{address}{}", prose(before), prose(after))
        }
        None => format!("{} Write {address}", prose(message)),
    }
}

/// The redirects, on demand.
fn way(judgement: &Judgement, out: &mut dyn Write) -> io::Result<()> {
    if judgement.hops.is_empty() {
        return Ok(());
    }
    writeln!(out, "<details><summary>{}</summary><ol>", counted(judgement.hops.len(), "redirect"))?;
    for hop in &judgement.hops {
        writeln!(out, "<li><b>{}</b> {}</li>", hop.status, address(&hop.url))?;
    }
    let status =
        judgement.status.filter(|status| !(300..400).contains(status)).map_or("end".to_owned(), |it| it.to_string());
    if let Some(end) = &judgement.final_url {
        writeln!(out, "<li><b>{status}</b> {}</li>", address(end))?;
    }
    writeln!(out, "</ol></details>")
}

fn place(link: &ReportLink, report: &Report) -> String {
    let mut parts = vec![format!("<bdi>{}</bdi>:{}:{}", html(&link.source), link.line, link.column)];
    let others = link.places.len().saturating_sub(1);
    if others > 0 {
        parts.push(format!("and {}", counted(others, "more place")));
    }
    let section = link.section.as_deref().filter(|section| !section.trim().is_empty());
    parts.extend(section.map(|section| format!("under “<bdi>{}</bdi>”", html(section))));
    if link.group != "editorial" && !is_of_show(link) {
        let episode = report.episode(link).map(|episode| html(&episode_name(episode)));
        parts.extend(episode.map(|name| format!("in <bdi>{name}</bdi>")));
    }
    parts.extend(times(link.judgement.as_deref()));
    parts.join(" · ")
}

fn times(judgement: Option<&Judgement>) -> Vec<String> {
    let since =
        judgement.and_then(|it| it.first_failed.as_deref()).map(|time| format!("failing since {}", moment(time)));
    let fine = judgement.and_then(|it| it.last_ok.as_deref()).map(|time| format!("last fine {}", moment(time)));
    since.into_iter().chain(fine).collect()
}
