//! Findings: each with its words, its address, its place, what happened and what to do.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::super::finding::{by_episode, by_show, is_reason, is_shown, lints, remarks_of, shown_address, suggestion};
use super::super::phrase::{begun, news_of, without_href};
use super::super::{Judgement, Look, Report, ReportEpisode, ReportHop, ReportLink, plain};
use super::{FAINT, LEAD, TITLE, class_style, heading, heading_of_show, lead, level_style, wrap};

/// How far the lines below a finding's first one are indented.
const INDENT: usize = 4;

/// How many redirects are shown before the middle ones are left out.
const HOPS_SHOWN: usize = 4;

/// What stands for the text of a link that has none.
pub(super) const NO_TEXT: &str = "(no text)";

/// As much of a heading as tells it from others, in columns.
const FEW_WORDS: usize = 20;

/// The groups in the order of the report, and their headings.
const GROUPS: &[(&str, Option<&str>)] =
    &[("editorial", None), ("sponsor", Some("Sponsor links")), ("host", Some("Added by the podcast host"))];

/// Writes the findings of shows themselves, then those of each episode that has any.
pub(super) fn render(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for (source, mut links) in by_show(report, |link| is_shown(link, look.detail)) {
        heading_of_show(source, out)?;
        links.sort_by_key(|link| (link.class().is_none(), link.class()));
        links.iter().try_for_each(|link| finding(report, link, look, out))?;
    }
    let told = |episode: &ReportEpisode| remarks_of(episode, look.detail).next().is_some();
    for (episode, mut links) in by_episode(report, told, |link| is_shown(link, look.detail)) {
        heading(episode, out)?;
        remarks(episode, look, out)?;
        links.sort_by_key(|link| (link.class().is_none(), link.class()));
        for (group, title) in GROUPS {
            let of_group: Vec<_> = links.iter().filter(|link| link.group == *group).collect();
            if let Some(title) = title.filter(|_| !of_group.is_empty()) {
                writeln!(out, "  {TITLE}{title}{TITLE:#}\n")?;
            }
            for link in of_group {
                finding(report, link, look, out)?;
            }
        }
    }
    Ok(())
}

/// What the rules say of the episode as a whole.
pub(super) fn remarks(episode: &ReportEpisode, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for remark in remarks_of(episode, look.detail) {
        let said = format!("{} [{}]", plain(&remark.message), remark.code);
        let mut lines = Vec::new();
        wrap::write_marked(remark.level, level_style(remark.level), &said, LEAD, look.width, &mut lines)?;
        write!(out, "{}", lead(remark.fails))?;
        out.write_all(&lines[LEAD..])?;
        if let (Some(line), Some(column)) = (remark.line, remark.column) {
            writeln!(out, "{:INDENT$}{FAINT}{}:{line}:{column}{FAINT:#}", "", plain(&episode.source))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn finding(report: &Report, link: &ReportLink, look: Look, out: &mut dyn Write) -> io::Result<()> {
    label(report, link, look, out)?;
    writeln!(out, "{:INDENT$}{}", "", plain(shown_address(link)))?;
    place(link, look, out)?;
    if let Some(judgement) = &link.judgement {
        hops(judgement, out)?;
        message(link, judgement, look, out)?;
    }
    for lint in lints(link, look.detail).filter(|lint| !is_reason(lint, link)) {
        let said = format!("{} [{}]", plain(without_addresses(&lint.message, link)), lint.code);
        wrap::write_marked(lint.level, level_style(lint.level), &said, INDENT, look.width, out)?;
    }
    if let Some(suggestion) = suggestion(link, look.detail).filter(|suggestion| !says(link, suggestion)) {
        writeln!(out, "{:INDENT$}write {TITLE}{}{TITLE:#}", "", plain(suggestion))?;
    }
    writeln!(out)
}

fn label(report: &Report, link: &ReportLink, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let (name, style) = link.class().map_or(("not checked", FAINT), |class| (class.name(), class_style(class)));
    let news = news_of(report, link).map(|news| format!(" ({news})")).unwrap_or_default();
    let room = look.width.saturating_sub(name.len() + news.len() + 4);
    let words = wrap::clip(&words(link), room);
    writeln!(out, "{}{style}{name}{style:#}{news}  {words}", lead(link.fails()))
}

/// What a listener clicks, or what stands for it.
fn words(link: &ReportLink) -> String {
    let text = plain(&link.text);
    match link.kind {
        _ if !text.trim().is_empty() => text.into_owned(),
        "notes" => NO_TEXT.to_owned(),
        kind => format!("({kind})"),
    }
}

fn place(link: &ReportLink, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let place = format!("{}:{}:{}", plain(&link.source), link.line, link.column);
    let section = link.section.as_deref().filter(|section| !section.is_empty());
    let under = section.map(|section| under(&plain(section), &place, look)).unwrap_or_default();
    writeln!(out, "{:INDENT$}{FAINT}{place}{under}{FAINT:#}", "")?;
    match &link.places[..] {
        [] | [_] => Ok(()),
        [_, others @ ..] => {
            let others: Vec<String> = others.iter().map(|place| format!("{}:{}", place.line, place.column)).collect();
            let shown = others.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = if others.len() > 5 { ", …" } else { "" };
            writeln!(out, "{:INDENT$}{FAINT}also at {shown}{more}{FAINT:#}", "")
        }
    }
}

/// Under which heading a link stands, behind its place; below it where there is no room for a few words.
fn under(section: &str, place: &str, look: Look) -> String {
    let room = look.width.saturating_sub(INDENT + "under “”".chars().count());
    let beside = room.saturating_sub(place.width() + 2);
    if section.width() <= beside || beside >= FEW_WORDS {
        format!(", under “{}”", wrap::clip(section, beside))
    } else {
        format!("\n{:INDENT$}under “{}”", "", wrap::clip(section, room))
    }
}

fn hops(judgement: &Judgement, out: &mut dyn Write) -> io::Result<()> {
    let hops = &judgement.hops;
    let ends = hops.iter().skip(1).map(|hop| hop.url.as_str()).chain(judgement.final_url.as_deref());
    let steps: Vec<(&ReportHop, &str)> = hops.iter().zip(ends).collect();
    let left_out = if steps.len() > HOPS_SHOWN { steps.len() - HOPS_SHOWN } else { 0 };
    for (index, (hop, to)) in steps.iter().enumerate() {
        if left_out > 0 && index == 2 {
            writeln!(out, "{:INDENT$}… {left_out} more", "")?;
        }
        if left_out > 0 && (2..2 + left_out).contains(&index) {
            continue;
        }
        writeln!(out, "{:INDENT$}{} → {}", "", hop.status, plain(to))?;
    }
    Ok(())
}

fn message(link: &ReportLink, judgement: &Judgement, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let (Some(message), Some(reason)) = (&judgement.message, judgement.reason) else { return Ok(()) };
    // What the remarks below add to the proposal stands here already, so that nobody reads two addresses to write.
    let best = before_proposal(link).zip(suggestion(link, look.detail)).map(|(said, best)| format!("{said}{best}"));
    wrap::write(&sentence(best.as_deref().unwrap_or(message), reason.code(), link), INDENT, look.width, out)
}

/// What the message says before the proposal, if it ends with that.
fn before_proposal(link: &ReportLink) -> Option<&str> {
    let judgement = link.judgement.as_ref()?;
    judgement.message.as_deref()?.strip_suffix(judgement.suggestion.as_deref()?)
}

/// A message as a sentence.
fn sentence(message: &str, code: &str, link: &ReportLink) -> String {
    format!("{} [{code}]", plain(&begun(without_addresses(message, link), link)))
}

/// A message without the addresses that the lines above show already.
fn without_addresses<'a>(message: &'a str, link: &ReportLink) -> &'a str {
    let end = link.judgement.as_ref().and_then(|judgement| judgement.final_url.as_deref()).unwrap_or_default();
    let said = without_href(message, link);
    said.strip_prefix(&format!("it redirects to {end}: ")).unwrap_or(said)
}

/// Whether some sentence names that address already.
fn says(link: &ReportLink, address: &str) -> bool {
    let message = link.judgement.as_ref().and_then(|judgement| judgement.message.as_deref());
    before_proposal(link).is_some()
        || message.into_iter().chain(link.lints.iter().map(|lint| &*lint.message)).any(|said| said.contains(address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::fixture::{checked, first, frozen, notes};
    use crate::report::{Detail, Format, render};
    use crate::verdict::Reason;

    fn written(width: usize) -> String {
        let bare = checked(notes("https://a.example/", "", 4), Reason::NotFound, |_| ());
        let long = "Everything that we talked about in this very long episode";
        let sections = ["Links", long].map(|section| ReportLink { section: Some(section.into()), ..bare.clone() });
        let mut bytes = Vec::new();
        let look = Look { width, detail: Detail::Findings };
        render(Format::Terminal, &frozen(sections.into(), vec![first()]), look, &mut bytes).unwrap();
        anstream::adapter::strip_str(std::str::from_utf8(&bytes).unwrap()).to_string()
    }

    #[test]
    fn headings_are_shortened_to_what_the_terminal_shows() {
        for (width, shown) in [
            (80, "    notes/12.html:4:20, under “Everything that we talked about in this very lo…”\n"),
            (40, "    notes/12.html:4:20\n    under “Everything that we talked a…”\n"),
            (40, "    notes/12.html:4:20, under “Links”\n"),
        ] {
            let text = written(width);
            assert!(text.contains(shown), "{text}");
            let of_links = text.lines().filter(|line| line.contains("under") || line.contains("12.html:4"));
            assert!(of_links.clone().count() > 1 && of_links.clone().all(|line| line.width() <= width), "{text}");
        }
    }

    #[test]
    fn a_link_without_text_says_so_and_no_line_ends_with_blanks() {
        let text = written(80);
        assert!(text.contains("! broken  (no text)\n") && text.lines().all(|line| line.trim_end() == line), "{text}");
    }
}
