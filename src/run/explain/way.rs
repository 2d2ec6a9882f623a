//! The way of a link: every redirect, and what stood at the end.

use std::io::{self, Write};
use std::time::Duration;

use url::Url;

use super::{FAINT, TITLE, masked};
use crate::check::{AnchorFact, End, Outcome, PageFacts, Says};
use crate::net::{Failure, Turn};
use crate::report::plain;

/// Writes the way.
pub(super) fn write(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{TITLE}The way{TITLE:#}")?;
    for hop in &outcome.walk.hops {
        let how = match hop.turn {
            Turn::Location => "",
            Turn::Refresh => " (refresh)",
            Turn::Script => " (script)",
        };
        step(&hop.status.to_string(), outcome, &hop.url, how, out)?;
    }
    end(outcome, out)?;
    for (name, fact) in &outcome.anchors {
        let fact = match fact {
            AnchorFact::Found => "found on the page",
            AnchorFact::Missing => "not on the page",
            AnchorFact::Unknown => "can't be told",
        };
        detail(&format!("#{}: {fact}", plain(name)), out)?;
    }
    if let Some(testimony) = &outcome.testimony {
        let says = match testimony.says {
            Says::There => "it is there",
            Says::Gone => "it has been removed",
            Says::Private => "it is not for everyone",
            Says::Nothing(why) => why,
        };
        detail(&format!("{} says: {says}", testimony.by), out)?;
    }
    writeln!(out)
}

/// One address on the way, with the time that asking it took.
fn step(status: &str, outcome: &Outcome, url: &Url, how: &str, out: &mut dyn Write) -> io::Result<()> {
    let bare = |url: &Url| Url::parse(url.as_str().split('#').next().unwrap_or_default()).ok();
    let asked = bare(url);
    let times = outcome.attempts.iter().filter(|attempt| bare(&attempt.url) == asked).map(|attempt| attempt.elapsed);
    let time: Duration = times.sum();
    writeln!(out, "  {status:<3} {:>6} ms  {}{how}", time.as_millis(), masked(url.as_str()))
}

fn detail(text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "                 {text}")
}

fn end(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    let last = &outcome.walk.last;
    let End::Answered { status, media_type, headers, page, .. } = &outcome.walk.end else {
        step("---", outcome, last, "", out)?;
        return detail(&masked(&without_answer(&outcome.walk.end)), out);
    };
    step(&status.to_string(), outcome, last, "", out)?;
    detail(&plain(media_type.as_deref().unwrap_or("no media type")), out)?;
    for (name, value) in headers {
        detail(&format!("{FAINT}{}: {}{FAINT:#}", plain(name), plain(value)), out)?;
    }
    page.as_deref().map_or(Ok(()), |page| facts(page, out))
}

/// What stood at the end instead of an answer.
pub(super) fn without_answer(end: &End) -> String {
    match end {
        End::Answered { status, .. } => status.to_string(),
        End::Attested => "not asked itself: the site says elsewhere that it is there".to_owned(),
        End::Failed(Failure { detail, .. }) => detail.clone(),
        End::Loop => "the redirects go in circles".to_owned(),
        End::TooManyHops => "more redirects than a browser follows".to_owned(),
        End::BadLocation(location) => format!("redirects to {}", location.as_deref().unwrap_or("nowhere")),
        End::LeavesWeb(location) => format!("leaves the web for {location}"),
    }
}

fn facts(page: &PageFacts, out: &mut dyn Write) -> io::Result<()> {
    if !page.title.is_empty() {
        detail(&format!("title: {}", plain(&page.title)), out)?;
    }
    if let Some(heading) = page.headings.first() {
        detail(&format!("heading: {}", plain(heading)), out)?;
    }
    if let Some(whose) = page.challenge {
        detail(&format!("a challenge to robots: {whose}"), out)?;
    }
    Ok(())
}
