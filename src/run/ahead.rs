//! Reading the sources while the links of those that were read first are asked already.

use tokio::select;

use crate::check::{Ask, Checks};
use crate::cli::Settings;
use crate::link;
use crate::net::Stack;

use super::ask::Before;
use super::notes::{self, Besides, Notes, Scout};
use super::{Streams, memory};

/// Reads the sources; `checks` go on meanwhile with what is read.
pub(super) async fn read(
    settings: &Settings,
    net: &Stack,
    besides: Besides,
    before: &Before,
    checks: &mut Checks<'_, Stack>,
    streams: &mut Streams,
) -> Notes {
    let (scout, mut told) = Scout::new(settings.judging.anchors);
    let besides = Besides { scout: Some(scout), ..besides };
    let reading = notes::read(&settings.notes, &mut streams.input, net, besides);
    let mut notes = select! {
        notes = reading => notes,
        () = checks.ahead(&mut told, |asks| wanted(asks, before, settings)) => unreachable!("asking ahead has no end"),
    };
    link::share_urls(&mut notes.links);
    notes
}

/// The questions that will be asked in any case.
fn wanted(mut asks: Vec<Ask>, before: &Before, settings: &Settings) -> Vec<Ask> {
    asks.retain(|ask| settings.share.is_none_or(|share| share.has(&ask.target)));
    asks.retain(|ask| !before.known.contains_key(&ask.target));
    memory::strange(asks, before.store.as_ref(), &settings.memory)
}
