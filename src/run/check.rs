//! `aircheck check`: from sources to a report that can be acted on.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use crate::check::archive::Copies;
use crate::cli::Settings;
use crate::exit::Exit;
use crate::history::Told;
use crate::link::Link;
use crate::net;
use crate::progress::Progress;
use crate::report::{Baseline, Parts, Report, ReportLink, RunFacts};
use crate::verdict;

use super::ask::{Asked, Before, ask};
use super::excuses;
use super::notes::{self, Besides, Notes};
use super::watch::Stamps;
use super::{Streams, archive, baseline, judged, memory, write};

/// Checks the links of the sources and writes the reports.
///
/// # Errors
/// If a report can't be written.
pub(super) async fn check(settings: &Settings, streams: &mut Streams) -> anyhow::Result<Exit> {
    write::prepare(&settings.reporting, &settings.notes.sources)?;
    let mut before = Before { store: memory::open(&settings.memory, streams), ..Before::default() };
    let net = net::stack(settings.requests.net());
    let baseline = settings.judging.baseline.as_ref();
    let baseline = baseline.map(|file| anyhow::Ok((file.clone(), baseline::read(file)?))).transpose()?;
    let is_watched = settings.watch && !settings.notes.sources.iter().any(|source| source == "-");
    loop {
        let (exit, stamps) = round(settings, &net, baseline.as_ref(), &mut before, streams).await?;
        if !is_watched || exit == Exit::Interrupted {
            return Ok(exit);
        }
        if !stamps.change(|| writeln!(streams.err, "watching; Ctrl-C ends")).await? {
            return Ok(Exit::Interrupted);
        }
    }
}

/// Reads, asks and reports once. `before` is what was learnt in earlier rounds.
async fn round(
    settings: &Settings,
    net: &net::Stack,
    baseline: Option<&(PathBuf, Baseline)>,
    before: &mut Before,
    streams: &mut Streams,
) -> anyhow::Result<(Exit, Stamps)> {
    let started = Timestamp::now();
    let mut progress = Progress::new(settings.reporting.progress && streams.watched);
    progress.says("reading the sources");
    let notes =
        notes::read(&settings.notes, &mut streams.input, net, Besides { chapters: true, ..Besides::default() }).await;
    let stamps = Stamps::of(&settings.notes.sources, &notes.sources);
    let mut begun = write::Begun::new(&settings.reporting)?;
    // What a baseline knows is seen once the report is whole.
    let streamed = settings.judging.baseline.is_none();
    let outs = if streamed { begun.outs(&settings.reporting, &mut streams.out) } else { Vec::new() };
    let mut asked = ask(&notes, settings, net, std::mem::take(before), &mut progress, outs).await?;
    begun.said = asked.said.keys().copied().collect();
    let (outcomes, policy) = (&asked.outcomes, &settings.judging.policy);
    let endpoint = settings.archive.as_ref().filter(|_| !asked.interrupted);
    let copies = archive::copies(&notes.links, &notes.episodes, outcomes, policy, endpoint, net).await;
    progress.end();
    super::complain_of(&notes.sources, streams);
    let (mut report, news) = report(notes, &mut asked, &copies, settings, started);
    report.hosts = net.take_times();
    if let Some((file, baseline)) = baseline {
        baseline.apply(&mut report, &file.display().to_string());
    }
    if !settings.watch {
        // Nobody needs them any more, and a report takes room, too.
        asked.outcomes.clear();
    }
    write::all(&report, &settings.reporting, begun, streams)?;
    if let Some(store) = asked.store.as_mut().filter(|_| asked.network) {
        memory::hand_on(store, &news, asked.trouble, streams);
    }
    *before = Before { known: asked.outcomes, store: asked.store };
    Ok((exit(&report), stamps))
}

/// Reads, asks and judges, and writes nothing: what is seen goes into the store, what is news stays news.
pub(super) async fn silently(settings: &Settings, streams: &mut Streams) -> anyhow::Result<Report> {
    let started = Timestamp::now();
    let net = net::stack(settings.requests.net());
    let before = Before { store: memory::open(&settings.memory, streams), ..Before::default() };
    let mut progress = Progress::new(settings.reporting.progress && streams.watched);
    progress.says("reading the sources");
    let besides = Besides { chapters: true, ..Besides::default() };
    let notes = notes::read(&settings.notes, &mut streams.input, &net, besides).await;
    let mut asked = ask(&notes, settings, &net, before, &mut progress, Vec::new()).await?;
    progress.end();
    super::complain_of(&notes.sources, streams);
    Ok(report(notes, &mut asked, &Copies::default(), settings, started).0)
}

/// The report, and what its reader has been told about which link.
fn report(
    notes: Notes,
    asked: &mut Asked,
    copies: &Copies,
    settings: &Settings,
    started: Timestamp,
) -> (Report, Vec<(String, Told)>) {
    let mut told = BTreeMap::new();
    let paths = notes.paths();
    let mut episodes = notes.episodes;
    excuses::weigh_episodes(&settings.judging.policy, &mut episodes);
    let remarks = excuses::about(&notes.links, asked, settings);
    let mut views = Vec::with_capacity(notes.links.len());
    // Each link goes when its view is there: a catalogue has hundreds of thousands.
    for (number, link) in notes.links.into_iter().enumerate() {
        let path = &paths[link.document];
        let said = asked.said.remove(&number);
        let (mut judgement, telling) = said.unwrap_or_else(|| judged::of(&link, path, asked, settings));
        let copy = || archive::copy(&link, &episodes, copies).map(String::from);
        judgement.suggestion = judgement.suggestion.or_else(copy);
        told.extend(telling.map(|telling| (memory::name(&link, path), telling)));
        let lints = verdict::remarks(&link, &asked.outcomes, &settings.judging.policy);
        let view = ReportLink::from_link(Link { lints, ..link }, Arc::clone(path));
        let view = excuses::view(view, &settings.judging.policy);
        views.push(ReportLink { judgement: Some(Box::new(judgement)), ..view });
    }
    if settings.share.is_some_and(|share| !share.is_first()) {
        // What is said of whole episodes is said by the first part.
        for episode in &mut episodes {
            episode.lints.clear();
            episode.platforms = None;
        }
    }
    let report = Report::new(Parts {
        started,
        links: views,
        targets: asked.targets,
        run: Some(RunFacts { interrupted: asked.interrupted, network: asked.network, partition: settings.share }),
        sources: notes.sources,
        remarks,
        episodes,
    });
    (report, told.into_iter().collect())
}

/// The exit code of a report: findings win over sources that couldn't be read.
pub(super) fn exit(report: &Report) -> Exit {
    let counts = report.summary.counts.as_ref();
    match counts {
        Some(counts) if counts.run.interrupted => Exit::Interrupted,
        Some(counts) if !counts.run.network => Exit::NoNetwork,
        Some(counts) if counts.failing > 0 => Exit::Findings,
        _ if report.summary.unread > 0 => Exit::Trouble,
        _ => Exit::Clean,
    }
}
