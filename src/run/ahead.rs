//! Reading the sources while the links of those that were read first are asked already.

use std::io::{self, Write};

use tokio::select;

use crate::check::{Ask, Checks};
use crate::cli::Settings;
use crate::exit::Exit;
use crate::link;
use crate::net::Stack;
use crate::progress::Progress;

use super::ask::Before;
use super::interrupt::interrupted;
use super::notes::{self, Besides, Notes, Scout};
use super::{Streams, memory};

/// Reads the sources; `checks` go on meanwhile with what is read. `None` if Ctrl-C comes before all is read: what isn't known to be all can't be judged.
pub(super) async fn read(
    settings: &Settings,
    net: &Stack,
    besides: Besides,
    before: &Before,
    checks: &mut Checks<'_, Stack>,
    streams: &mut Streams,
) -> Option<Notes> {
    let (scout, mut told) = Scout::new(settings.judging.anchors);
    let besides = Besides { scout: Some(scout), ..besides };
    // Only questions that will be asked in any case.
    let wanted = |mut asks: Vec<Ask>| {
        asks.retain(|ask| settings.share.is_none_or(|share| share.has(&ask.target)));
        asks.retain(|ask| !before.known.contains_key(&ask.target));
        memory::unknown(asks, before, &settings.memory)
    };
    let reading = notes::read(&settings.notes, &mut streams.input, net, besides);
    let mut notes = select! {
        biased;
        notes = reading => notes,
        Ok(()) = interrupted() => return None,
        never = checks.ahead(&mut told, wanted) => match never {},
    };
    link::share_urls(&mut notes.links);
    Some(notes)
}

/// The progress of a run that begins to read its sources.
pub(super) fn progress(settings: &Settings, streams: &Streams) -> Progress {
    let progress = Progress::new(settings.reporting.progress && streams.watched);
    progress.says("reading the sources");
    progress
}

/// Tells that Ctrl-C came too early for a report.
///
/// # Errors
/// If standard error can't be written.
pub(super) fn tell_interrupted(progress: &Progress, streams: &mut Streams) -> io::Result<Exit> {
    progress.end();
    writeln!(streams.err, "interrupted while the sources were being read: nothing is judged")?;
    Ok(Exit::Interrupted)
}
