//! `aircheck check`: from sources to a report that can be acted on.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::check::{self, Event, Outcome, Outcomes};
use crate::cli::{Judging, Settings};
use crate::exit::Exit;
use crate::link::{Link, Target};
use crate::net;
use crate::progress::Progress;
use crate::report::{Judgement, Parts, Report, ReportLink, RunFacts};
use crate::verdict;

use super::notes::{self, Besides, Notes};
use super::{Streams, silence, write};

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
    let started = Timestamp::now();
    let net = net::stack(settings.requests.net());
    let mut progress = Progress::new(settings.reporting.progress && streams.watched);
    progress.says("reading the sources");
    let notes =
        notes::read(&settings.notes, &mut streams.input, &net, Besides { chapters: true, ..Besides::default() }).await;
    let asked = ask(&notes.links, settings, &net, &mut progress).await;
    progress.end();
    super::complain_of(&notes.sources, streams);
    let report = report(notes, &asked, settings, started);
    write::all(&report, &settings.reporting, streams)?;
    Ok(exit(&report))
}

/// Asks the web, until all is known or Ctrl-C says that it is enough.
pub(super) async fn ask(links: &[Link], settings: &Settings, net: &net::Stack, progress: &mut Progress) -> Asked {
    let options = settings.requests.check(settings.judging.anchors);
    let asks = check::asks(links, &options);
    let targets = asks.len();
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
    let mut outcomes = Outcomes::default();
    let interrupted = tokio::select! {
        () = check::check(asks, net, &options, &mut outcomes, on_event) => false,
        Ok(()) = tokio::signal::ctrl_c() => true,
    };
    Asked { outcomes, targets, interrupted }
}

/// One link of each target, to judge it while the others are still asked.
fn first_links(links: &[Link]) -> BTreeMap<Target, &Link> {
    links.iter().rev().filter_map(|link| Some((Target::of(link.asked()?), link))).collect()
}

fn report(notes: Notes, asked: &Asked, settings: &Settings, started: Timestamp) -> Report {
    let network = !silence::is_total(&asked.outcomes);
    let views = notes.links.iter().map(|link| {
        let judgement = if network { judgement(link, asked, &settings.judging) } else { Judgement::default() };
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
