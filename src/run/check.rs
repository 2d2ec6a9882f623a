//! `aircheck check`: from sources to a report that can be acted on.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::check::archive::Copies;
use crate::check::{self, Ask, Event, Outcome, Outcomes};
use crate::cli::{Judging, Settings};
use crate::exit::Exit;
use crate::link::{Link, Target};
use crate::net;
use crate::progress::Progress;
use crate::report::{Judgement, Parts, Report, ReportLink, RunFacts};
use crate::verdict;

use super::notes::{self, Besides, Notes};
use super::watch::Stamps;
use super::{Streams, archive, silence, write};

/// What came of the asking.
pub(super) struct Asked {
    pub(super) outcomes: Outcomes,
    targets: usize,
    pub(super) interrupted: bool,
}

/// Checks the links of the sources and writes the reports.
///
/// # Errors
/// If a report can't be written.
pub(super) async fn check(settings: &Settings, streams: &mut Streams) -> anyhow::Result<Exit> {
    write::prepare(&settings.reporting)?;
    let net = net::stack(settings.requests.net());
    let mut known = Outcomes::default();
    let is_watched = settings.watch && !settings.notes.sources.iter().any(|source| source == "-");
    loop {
        let (exit, stamps) = round(settings, &net, &mut known, streams).await?;
        if !is_watched || exit == Exit::Interrupted {
            return Ok(exit);
        }
        writeln!(streams.err, "watching; Ctrl-C ends")?;
        if !stamps.change().await {
            return Ok(exit);
        }
    }
}

/// Reads, asks and reports once. `known` is what was learnt in earlier rounds.
async fn round(
    settings: &Settings,
    net: &net::Stack,
    known: &mut Outcomes,
    streams: &mut Streams,
) -> anyhow::Result<(Exit, Stamps)> {
    let started = Timestamp::now();
    let mut progress = Progress::new(settings.reporting.progress && streams.watched);
    progress.says("reading the sources");
    let notes =
        notes::read(&settings.notes, &mut streams.input, net, Besides { chapters: true, ..Besides::default() }).await;
    let stamps = Stamps::of(&settings.notes.sources, &notes.sources);
    let asked = ask(&notes.links, settings, net, &mut progress, std::mem::take(known)).await;
    let (outcomes, policy) = (&asked.outcomes, &settings.judging.policy);
    let endpoint = settings.archive.as_ref().filter(|_| !asked.interrupted);
    let copies = archive::copies(&notes.links, &notes.episodes, outcomes, policy, endpoint, net).await;
    progress.end();
    super::complain_of(&notes.sources, streams);
    let report = report(notes, &asked, &copies, settings, started);
    write::all(&report, &settings.reporting, streams)?;
    *known = asked.outcomes;
    Ok((exit(&report), stamps))
}

/// Asks the web, until all is known or Ctrl-C says that it is enough.
///
/// What is `known` isn't asked again.
pub(super) async fn ask(
    links: &[Link],
    settings: &Settings,
    net: &net::Stack,
    progress: &mut Progress,
    known: Outcomes,
) -> Asked {
    let options = settings.requests.check(settings.judging.anchors);
    let mut asks = check::asks(links, &options);
    let targets = asks.len();
    asks.retain(|ask| !is_known(ask, &known));
    let by_target = if progress.is_shown() { first_links(links) } else { BTreeMap::new() };
    let on_event = |event: Event<'_>| {
        let findings = match &event {
            Event::Settled(target, outcome) => {
                by_target.get(target).is_some_and(|link| fails(link, Some(outcome), &settings.judging))
            }
            Event::Started { .. } | Event::Asking(_) => false,
        };
        progress.on(&event, findings);
    };
    let mut outcomes = known;
    let interrupted = tokio::select! {
        () = check::check(asks, net, &options, &mut outcomes, on_event) => false,
        Ok(()) = tokio::signal::ctrl_c() => true,
    };
    Asked { outcomes, targets, interrupted }
}

/// Whether a target was asked, and all the fragments that are wanted of it were looked for.
fn is_known(ask: &Ask, known: &Outcomes) -> bool {
    let has = |outcome: &Outcome, fragment: &String| outcome.anchors.iter().any(|(name, _)| name == fragment);
    known.get(&ask.target).is_some_and(|outcome| ask.fragments.iter().all(|fragment| has(outcome, fragment)))
}

/// One link of each target, to judge it while the others are still asked.
fn first_links(links: &[Link]) -> BTreeMap<Target, &Link> {
    links.iter().rev().filter_map(|link| Some((Target::of(link.asked()?), link))).collect()
}

fn report(notes: Notes, asked: &Asked, copies: &Copies, settings: &Settings, started: Timestamp) -> Report {
    let network = !silence::is_total(&asked.outcomes);
    let views = notes.links.iter().map(|link| {
        let mut judgement = if network { judgement(link, asked, &settings.judging) } else { Judgement::default() };
        let copy = || archive::copy(link, &notes.episodes, copies).map(String::from);
        judgement.suggestion = judgement.suggestion.or_else(copy);
        let view = ReportLink::of(link, &notes.sources[link.document].path);
        ReportLink { judgement: Some(judgement), ..view }
    });
    Report::new(Parts {
        started,
        links: views.collect(),
        targets: asked.targets,
        run: Some(RunFacts { interrupted: asked.interrupted, network }),
        sources: notes.sources,
        episodes: notes.episodes,
    })
}

/// The judgement of a link; none where an interrupted run hadn't come to it.
fn judgement(link: &Link, asked: &Asked, judging: &Judging) -> Judgement {
    let outcome = link.asked().and_then(|url| asked.outcomes.get(&Target::of(url)));
    if asked.interrupted && outcome.is_none() && link.asked().is_some() {
        return Judgement::default();
    }
    let verdict = verdict::judge(link, outcome, &judging.policy);
    Judgement::of(link, &verdict, outcome, judging.fail_on.contains(&verdict.class))
}

fn fails(link: &Link, outcome: Option<&Outcome>, judging: &Judging) -> bool {
    judging.fail_on.contains(&verdict::judge(link, outcome, &judging.policy).class)
}

/// The exit code of a report: findings win over sources that couldn't be read.
fn exit(report: &Report) -> Exit {
    let counts = report.summary.counts.as_ref();
    match counts {
        Some(counts) if counts.run.interrupted => Exit::Interrupted,
        Some(counts) if !counts.run.network => Exit::NoNetwork,
        Some(counts) if counts.failing > 0 => Exit::Findings,
        _ if report.summary.unread > 0 => Exit::Trouble,
        _ => Exit::Clean,
    }
}
