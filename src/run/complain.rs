//! What is told on standard error, whatever the report's format is.

use super::ask::Answers;
use super::notes::Notes;
use super::{Streams, silence, vain};
use crate::cli::Settings;
use crate::report::ReportSource;

/// Tells what a run that has asked the web could not do, and which of its options fit nothing.
pub(super) fn of_run(settings: &Settings, notes: &Notes, answers: &Answers, streams: &mut Streams) {
    of_sources(&notes.sources, streams);
    of_proxy(answers, streams);
    vain::warn(&settings.notes, notes, streams);
}

/// Names the sources that couldn't be read.
pub(super) fn of_sources(sources: &[ReportSource], streams: &mut Streams) {
    for source in sources {
        if let Some(error) = &source.error {
            streams.complain(&format!("{}: {error}", source.path));
        }
    }
}

/// Tells what the proxy said where it is the proxy that keeps the run from the network.
fn of_proxy(answers: &Answers, streams: &mut Streams) {
    if let Some(said) = silence::blame(&answers.outcomes).filter(|_| !answers.network) {
        streams.complain(said);
    }
}
