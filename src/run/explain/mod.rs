//! `aircheck explain`: what a reason code means, or everything that is known about one link.

mod remarks;
mod requests;
mod way;

use std::io::{self, Write};
use std::sync::Arc;

use anstyle::Style;
use anyhow::bail;
use url::Url;

use crate::check::{self, Ask, Outcomes};
use crate::cli::{Judging, Notes, Requests};
use crate::exit::Exit;
use crate::link::{Address, Form, Link, resolve};
use crate::lint::{self, Rule};
use crate::net;
use crate::report::{no_network, plain, wrapped};
use crate::text::nearest;
use crate::verdict::{self, REASONS, Reason, ReasonText, Verdict};

use super::{Streams, excuses, masked, silence};

const TITLE: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// How far the judgement is indented.
const INDENT: usize = 2;

/// Where all codes are.
const LIST: &str = "`aircheck explain` alone lists all codes.";

/// Explains a code or a URL; without either, lists the codes.
///
/// # Errors
/// If `subject` is neither, or standard output can't be written.
pub(super) fn explain(
    subject: Option<&str>,
    notes: &Notes,
    judging: &Judging,
    requests: &Requests,
    streams: &mut Streams,
) -> anyhow::Result<Exit> {
    let Some(subject) = subject else {
        list(&mut streams.out)?;
        streams.out.flush()?;
        return Ok(Exit::Clean);
    };
    let lower = subject.to_ascii_lowercase();
    let subject = if lint::rule(&lower).is_some() || Reason::from_code(&lower).is_some() { &lower } else { subject };
    if let Some(rule) = lint::rule(subject).filter(|_| Reason::from_code(subject).is_none()) {
        of_rule(rule, streams)?;
        streams.out.flush()?;
        return Ok(Exit::Clean);
    }
    let of_status =
        || subject.parse().ok().filter(|status| (100..1000).contains(status)).and_then(verdict::reason_of_status);
    let exit = match (Reason::from_code(subject).or_else(of_status), Url::parse(subject)) {
        (Some(code), _) => {
            reason(code, streams)?;
            Exit::Clean
        }
        (None, Ok(url)) if matches!(url.scheme(), "http" | "https") => {
            super::wait(link(wanted(typed(subject, &url), notes), notes, judging, requests, streams))?
        }
        _ if subject.contains('.') || subject.contains("://") => match meant(subject) {
            Some(url) => bail!("{subject}: no http(s) URL; did you mean {url}?"),
            None => bail!("{subject}: no http(s) URL; a URL begins with https://"),
        },
        _ => match nearest(subject, &codes()) {
            Some(near) => bail!("{subject}: neither an http(s) URL nor a code; did you mean {near}? {LIST}"),
            None => bail!("{subject:?}: neither an http(s) URL nor a code such as not-found. {LIST}"),
        },
    };
    streams.out.flush()?;
    Ok(exit)
}

/// The URL that was most likely meant by what is none: `htp://a.example`, `a.example/x`.
fn meant(subject: &str) -> Option<Arc<Url>> {
    match resolve::resolve(subject, Form::Link, None) {
        Address::Flawed(flaw) => flaw.mended,
        _ => None,
    }
}

/// Writes the long help of a reason.
fn reason(reason: Reason, streams: &mut Streams) -> io::Result<()> {
    let ReasonText { code, class, title, help, .. } = reason.text();
    writeln!(streams.out, "{TITLE}{code}{TITLE:#} ({})\n{title}\n", class.name())?;
    paragraph(help, streams)
}

/// Writes the long help of a rule.
fn of_rule(rule: &Rule, streams: &mut Streams) -> io::Result<()> {
    let Rule { code, level, on, title, help, .. } = rule;
    let off = if *on { "" } else { ", off by default" };
    writeln!(streams.out, "{TITLE}{code}{TITLE:#} ({}{off})\n{title}\n", level.name())?;
    paragraph(help, streams)
}

fn paragraph(text: &str, streams: &mut Streams) -> io::Result<()> {
    wrapped(&plain(text), streams.width).iter().try_for_each(|line| writeln!(streams.out, "{line}"))
}

/// Every code with its meaning in one line: the reasons, then the rules that are none.
fn titles() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rules = lint::RULES.iter().filter(|rule| Reason::from_code(rule.code).is_none());
    let rules = rules.map(|rule| (rule.code, rule.title));
    REASONS.iter().map(|reason| (reason.code, reason.title)).chain(rules)
}

fn codes() -> Vec<&'static str> {
    titles().map(|(code, _)| code).collect()
}

fn list(out: &mut dyn Write) -> io::Result<()> {
    let width = titles().map(|(code, _)| code.len()).max().unwrap_or(0);
    titles().try_for_each(|(code, title)| writeln!(out, "{TITLE}{code}{TITLE:#}{:1$}  {title}", "", width - code.len()))
}

/// The link that was typed: with an address in which something is wrong if `check` would say so.
fn typed(subject: &str, url: &Url) -> Link {
    match resolve::resolve(subject, Form::Link, None) {
        address @ Address::Flawed(_) => Link { address, ..Link::to(url.clone()) },
        _ => Link::to(url.clone()),
    }
}

/// The same link, marked as ignored where a check would leave it alone.
fn wanted(link: Link, notes: &Notes) -> Link {
    let mut links = [link];
    notes.filter().apply(&mut links);
    let [link] = links;
    link
}

async fn link(
    link: Link,
    notes: &Notes,
    judging: &Judging,
    requests: &Requests,
    streams: &mut Streams,
) -> anyhow::Result<Exit> {
    let net = net::stack(requests.net());
    let options = requests.check();
    let asks: Vec<Ask> = check::asks(std::slice::from_ref(&link), true);
    let mut outcomes = Outcomes::default();
    check::check(asks, &net, &options, &mut outcomes, |_| ()).await;
    let out = &mut streams.out;
    let outcome = check::outcome_of(&outcomes, &link);
    if let Some(outcome) = outcome {
        way::write(outcome, out)?;
        requests::write(outcome, out)?;
    }
    if silence::is_total(&outcomes, net::is_proxied(requests.proxy.as_ref())) {
        paragraph(&no_network("nothing is judged"), streams)?;
        return Ok(Exit::NoNetwork);
    }
    let judged = verdict::judge(&link, outcome, &judging.policy);
    let verdict = excuses::excused(&link, judged, &judging.policy);
    judgement(&verdict, streams)?;
    let remarks = remarks::remarks(link, &verdict, &outcomes, judging, &notes.lint());
    remarks::write(&remarks, streams)?;
    let fails = judging.fails(&verdict) || remarks.iter().any(|remark| remark.fails);
    Ok(if fails { Exit::Findings } else { Exit::Clean })
}

fn judgement(verdict: &Verdict, streams: &mut Streams) -> io::Result<()> {
    let ReasonText { code, title, help, .. } = verdict.reason.text();
    writeln!(streams.out, "{TITLE}The judgement{TITLE:#}")?;
    let said = format!("{}: {title} [{code}]", verdict.class.name());
    let message = masked(&verdict.message);
    let more = (verdict.message != *title).then_some(&message);
    let instead = verdict.suggestion.as_deref().filter(|better| !verdict.message.contains(better)).map(masked);
    let instead = instead.map(|better| format!("write {better}"));
    for said in std::iter::once(&said).chain(more).chain(&instead) {
        for line in wrapped(said, streams.width.saturating_sub(INDENT)) {
            writeln!(streams.out, "{:INDENT$}{line}", "")?;
        }
    }
    writeln!(streams.out)?;
    paragraph(help, streams)
}
