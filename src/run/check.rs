//! `aircheck check`: from sources to a report that can be acted on.

use std::collections::BTreeMap;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::check::{Checks, Outcomes};
use crate::cli::Settings;
use crate::exit::Exit;
use crate::history::Told;
use crate::net;
use crate::report::{Baseline, Parts, Report, RunFacts};

use super::ask::{Asked, Before, ask};
use super::excuses;
use super::notes::{Besides, Notes};
use super::views::Seen;
use super::watch::Stamps;
use super::{Streams, ahead, archive, baseline, complain, judged, memory, write};

/// Checks the links of the sources and writes the reports.
///
/// # Errors
/// If a report can't be written.
pub(super) async fn check(settings: &Settings, streams: &mut Streams) -> anyhow::Result<Exit> {
    write::prepare(&settings.reporting, &settings.notes.sources)?;
    let mut before = Before::of(memory::open(&settings.memory, streams));
    // Thousands of connections may be open at the end. The system closes them sooner than one by one.
    let net = ManuallyDrop::new(net::stack(settings.requests.net()));
    let baseline = settings.judging.baseline.as_ref();
    let baseline = baseline.map(|file| anyhow::Ok((file.clone(), baseline::read(file)?))).transpose()?;
    let is_watched = settings.watch && !settings.notes.sources.iter().any(|source| source == "-");
    loop {
        let stamps = is_watched.then(|| Stamps::of(&settings.notes));
        let exit = round(settings, &net, baseline.as_ref(), &mut before, streams).await?;
        let Some(stamps) = stamps.filter(|_| exit != Exit::Interrupted) else { return Ok(exit) };
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
) -> anyhow::Result<Exit> {
    let started = Timestamp::now();
    let mut progress = ahead::progress(settings, streams);
    let options = settings.requests.check();
    let mut checks = Checks::new(net, &options);
    let Some(mut notes) = read(settings, net, before, &mut checks, streams).await else {
        return Ok(ahead::tell_interrupted(&progress, streams)?);
    };
    let mut begun = write::Begun::new(&settings.reporting)?;
    // What a baseline knows is seen once the report is whole.
    let streamed = settings.judging.baseline.is_none();
    let outs = if streamed { begun.outs(&settings.reporting, &mut streams.out) } else { Vec::new() };
    let asked = ask(&notes, settings, checks, std::mem::take(before), &mut progress, outs).await?;
    begun.said = asked.answers.said.keys().copied().collect();
    let Asked { mut answers, mut store, trouble } = asked;
    let (outcomes, policy) = (&answers.outcomes, &settings.judging.policy);
    let endpoint = settings.archive.as_ref().filter(|_| !answers.interrupted);
    let found = archive::copies(&notes.links, &notes.episodes, outcomes, policy, endpoint, net).await;
    progress.end();
    archive::warn(&found, endpoint, streams);
    complain::of_run(settings, &notes, &answers, streams);
    let links = std::mem::take(&mut notes.links);
    let copies = archive::by_link(&links, &notes.episodes, &found.copies);
    let seen = Seen { links: &links, paths: notes.paths(), answers: &answers, copies, settings };
    let is_held = baseline.is_some() || !write::are_lists(&settings.reporting);
    let (mut report, told) = report(notes, &seen, is_held, started);
    report.hosts = net.take_times();
    if let Some((file, baseline)) = baseline {
        baseline.apply(&mut report, &file.display().to_string());
    }
    if is_held {
        // The views are all that is needed now, and take room themselves.
        drop(seen);
        drop(links);
        if !settings.watch {
            answers.outcomes = Outcomes::default();
        }
        write::all(&report, None, &settings.reporting, begun, streams)?;
    } else {
        write::all(&report, Some(&seen), &settings.reporting, begun, streams)?;
    }
    if let Some(store) = store.as_mut().filter(|_| answers.network) {
        memory::hand_on(store, &told, trouble, streams);
    }
    *before = Before::of(store);
    before.known = answers.outcomes;
    Ok(exit(&report))
}

/// What is to be checked; `checks` begin with it.
async fn read(
    settings: &Settings,
    net: &net::Stack,
    before: &Before,
    checks: &mut Checks<'_, net::Stack>,
    streams: &mut Streams,
) -> Option<Notes> {
    let besides = Besides { chapters: true, ..Besides::default() };
    ahead::read(settings, net, besides, before, checks, streams).await
}

/// Reads, asks and judges, and writes nothing: what is seen goes into the store, what is news stays news. Without a report,
/// how the program ends.
pub(super) async fn silently(settings: &Settings, streams: &mut Streams) -> anyhow::Result<Result<Report, Exit>> {
    let started = Timestamp::now();
    let net = net::stack(settings.requests.net());
    let before = Before::of(memory::open(&settings.memory, streams));
    let mut progress = ahead::progress(settings, streams);
    let options = settings.requests.check();
    let mut checks = Checks::new(&net, &options);
    let Some(mut notes) = read(settings, &net, &before, &mut checks, streams).await else {
        return Ok(Err(ahead::tell_interrupted(&progress, streams)?));
    };
    let answers = ask(&notes, settings, checks, before, &mut progress, Vec::new()).await?.answers;
    progress.end();
    complain::of_run(settings, &notes, &answers, streams);
    let links = std::mem::take(&mut notes.links);
    let seen = Seen { links: &links, paths: notes.paths(), answers: &answers, copies: BTreeMap::new(), settings };
    Ok(Ok(report(notes, &seen, true, started).0))
}

/// The report, with the views of all links if it is to hold them, and what its reader has been told about which link.
fn report(notes: Notes, seen: &Seen<'_>, is_held: bool, started: Timestamp) -> (Report, Vec<(String, Told)>) {
    let (answers, settings) = (seen.answers, seen.settings);
    let mut episodes = notes.episodes;
    excuses::weigh_episodes(settings, &mut episodes);
    if settings.share.is_some_and(|share| !share.is_first()) {
        // What is said of whole episodes is said by the first part.
        for episode in &mut episodes {
            episode.lints.clear();
            episode.platforms = None;
        }
    }
    let sum = seen.sum(is_held);
    let run = RunFacts {
        interrupted: answers.interrupted,
        network: !judged::lack_network(seen.links, answers),
        partition: settings.share,
        first_run: answers.memories.as_ref().map(|memories| memories.begin_at(started)),
    };
    let parts = Parts {
        started,
        links: sum.views,
        targets: answers.targets,
        run: Some(run),
        sources: notes.sources,
        remarks: excuses::about(seen.links, answers, settings),
        episodes,
    };
    (Report::counted(parts, &sum.tally), sum.told.into_iter().collect())
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
