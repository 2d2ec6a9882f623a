//! `aircheck explain`: what a reason code means, or everything that is known about one link.

use std::io::{self, Write};
use std::time::Duration;

use anstyle::Style;
use anyhow::bail;
use url::Url;

use crate::check::{self, AnchorFact, Ask, End, Outcome, Outcomes, PageFacts};
use crate::cli::{Judging, Requests};
use crate::exit::Exit;
use crate::link::{Link, Target};
use crate::net::{self, Attempt, Dress, Turn, Way};
use crate::report::plain;
use crate::verdict::{self, REASONS, Reason, ReasonText, Verdict};

use super::{Streams, silence};

const TITLE: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// Explains a code or a URL.
///
/// # Errors
/// If `subject` is neither, or standard output can't be written.
pub(super) fn explain(subject: &str, requests: &Requests, streams: &mut Streams) -> anyhow::Result<Exit> {
    let exit = match (Reason::from_code(subject), Url::parse(subject)) {
        (Some(code), _) => {
            reason(code, &mut streams.out)?;
            Exit::Clean
        }
        (None, Ok(url)) if matches!(url.scheme(), "http" | "https") => {
            super::runtime()?.block_on(link(&url, requests, streams))?
        }
        _ => bail!("{subject}: neither an http(s) URL nor a reason code; the codes are:\n{}", codes()),
    };
    streams.out.flush()?;
    Ok(exit)
}

/// Writes the long help of a reason.
fn reason(reason: Reason, out: &mut dyn Write) -> io::Result<()> {
    let ReasonText { code, class, title, help, .. } = reason.text();
    writeln!(out, "{TITLE}{code}{TITLE:#} ({})\n{title}\n\n{help}", class.name())
}

fn codes() -> String {
    REASONS.iter().map(|entry| entry.code).collect::<Vec<_>>().join(", ")
}

async fn link(url: &Url, requests: &Requests, streams: &mut Streams) -> anyhow::Result<Exit> {
    let net = net::stack(requests.net());
    let link = Link::to(url.clone());
    let options = requests.check(true);
    let asks: Vec<Ask> = check::asks(std::slice::from_ref(&link), &options);
    let mut outcomes = Outcomes::default();
    check::check(asks, &net, &options, &mut outcomes, |_| ()).await;
    let out = &mut streams.out;
    let outcome = outcomes.get(&Target::of(url));
    if let Some(outcome) = outcome {
        walk(outcome, out)?;
        attempts(outcome, out)?;
    }
    if silence::is_total(&outcomes) {
        writeln!(out, "No network: no host could be reached, so nothing is judged.")?;
        return Ok(Exit::NoNetwork);
    }
    let judging = Judging::default();
    let verdict = verdict::judge(&link, outcome, &judging.policy);
    judgement(&verdict, out)?;
    Ok(if judging.fail_on.contains(&verdict.class) { Exit::Findings } else { Exit::Clean })
}

/// Every redirect, and what stood at the end.
fn walk(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{TITLE}The way{TITLE:#}")?;
    for hop in &outcome.walk.hops {
        let how = match hop.turn {
            Turn::Location => "",
            Turn::Refresh => " (refresh)",
            Turn::Script => " (script)",
        };
        writeln!(out, "  {}  {}{how}", hop.status, plain(hop.url.as_str()))?;
    }
    end(outcome, out)?;
    for (name, fact) in &outcome.anchors {
        let fact = match fact {
            AnchorFact::Found => "found on the page",
            AnchorFact::Missing => "not on the page",
            AnchorFact::Unknown => "can't be told",
        };
        writeln!(out, "       #{}: {fact}", plain(name))?;
    }
    writeln!(out)
}

fn end(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    let last = plain(outcome.walk.last.as_str());
    match &outcome.walk.end {
        End::Answered { status, media_type, headers, page, .. } => {
            let media_type = media_type.as_deref().unwrap_or("no media type");
            writeln!(out, "  {status}  {last}\n       {}", plain(media_type))?;
            for (name, value) in headers {
                writeln!(out, "       {FAINT}{}: {}{FAINT:#}", plain(name), plain(value))?;
            }
            page.as_deref().map_or(Ok(()), |page| facts(page, out))
        }
        End::Attested => {
            writeln!(out, "  ---  {last}\n       not asked itself: its site says by its interface that it is there")
        }
        End::Failed(failure) => writeln!(out, "  ---  {last}\n       {}", plain(&failure.detail)),
        End::Loop => writeln!(out, "  ---  {last}\n       the redirects go in circles"),
        End::TooManyHops => writeln!(out, "  ---  {last}\n       more redirects than a browser follows"),
        End::BadLocation(location) => {
            let location = location.as_deref().unwrap_or("nowhere");
            writeln!(out, "  ---  {last}\n       redirects to {}", plain(location))
        }
        End::LeavesWeb(location) => writeln!(out, "  ---  {last}\n       leaves the web for {}", plain(location)),
    }
}

fn facts(page: &PageFacts, out: &mut dyn Write) -> io::Result<()> {
    if !page.title.is_empty() {
        writeln!(out, "       title: {}", plain(&page.title))?;
    }
    if let Some(heading) = page.headings.first() {
        writeln!(out, "       heading: {}", plain(heading))?;
    }
    if let Some(whose) = page.challenge {
        writeln!(out, "       a challenge to robots: {whose}")?;
    }
    Ok(())
}

/// Every request that was sent.
fn attempts(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    let waited = outcome.elapsed.saturating_sub(outcome.attempts.iter().map(|attempt| attempt.elapsed).sum());
    writeln!(out, "{TITLE}The requests{TITLE:#}")?;
    for Attempt { method, way, elapsed, result, .. } in &outcome.attempts {
        let result = match result {
            Ok(status) => status.to_string(),
            Err(failure) => plain(&failure.detail).into_owned(),
        };
        writeln!(out, "  {:<4} {:>7}  {result}{}", method.name(), milliseconds(*elapsed), manner(*way))?;
    }
    writeln!(out, "  {} in all, {} of it waiting\n", milliseconds(outcome.elapsed), milliseconds(waited))
}

/// In which way a request was out of the ordinary.
fn manner(way: Way) -> String {
    let words = [
        (way.http1, "over HTTP/1.1"),
        (way.ipv4, "over IPv4"),
        (way.range, "a few bytes only"),
        (way.dress == Dress::Browser, "as a browser"),
        (way.dress == Dress::Plain, "as a plain program"),
    ];
    let words: Vec<&str> = words.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
    if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) }
}

fn milliseconds(time: Duration) -> String {
    format!("{} ms", time.as_millis())
}

fn judgement(verdict: &Verdict, out: &mut dyn Write) -> io::Result<()> {
    let ReasonText { code, title, help, .. } = verdict.reason.text();
    writeln!(out, "{TITLE}The judgement{TITLE:#}\n  {}: {title} [{code}]", verdict.class.name())?;
    writeln!(out, "  {}", plain(&verdict.message))?;
    if let Some(suggestion) = &verdict.suggestion {
        writeln!(out, "  write {}", plain(suggestion))?;
    }
    writeln!(out, "\n{help}")
}
