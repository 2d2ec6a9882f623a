//! Asking the web for what earlier runs didn't leave, and handing on what is seen.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::io::{self, Write};

use crate::check::{self, Checks, Event, Outcome, Outcomes};
use crate::cli::{Judging, Settings};
use crate::history::{Store, StoreError};
use crate::link::Link;
use crate::net::{Stack, is_proxied};
use crate::progress::Progress;
use crate::verdict;

use super::lines::{self, Said};
use super::memory::{self, Memories, Witness};
use super::notes::Notes;
use super::silence;

/// What came of the asking.
pub(super) struct Asked {
    pub(super) answers: Answers,
    /// The store, as far as there is one.
    pub(super) store: Option<Store>,
    /// Why the store failed.
    pub(super) trouble: Option<StoreError>,
}

/// What links are judged by.
pub(super) struct Answers {
    pub(super) outcomes: Outcomes,
    /// How many targets there are, asked or known.
    pub(super) targets: usize,
    pub(super) interrupted: bool,
    /// Whether there is a network, as far as one was needed.
    pub(super) network: bool,
    /// What the store knows after this run; `None` where each link stands for itself.
    pub(super) memories: Option<Memories>,
    /// What was said of links already, line by line.
    pub(super) said: Said,
}

/// What is known before anything is asked.
#[derive(Debug, Default)]
pub(super) struct Before {
    /// What this program learnt itself, a moment ago: it isn't asked again, good or bad.
    pub(super) known: Outcomes,
    /// What earlier runs saw.
    pub(super) store: Option<Store>,
    missing: OnceCell<HashSet<String>>,
}

impl Before {
    /// Nothing but what a store has, if there is one.
    pub(super) fn of(store: Option<Store>) -> Self {
        Self { store, ..Self::default() }
    }

    /// The targets that weren't there in an earlier run; looked up once.
    pub(super) fn missing(&self) -> &HashSet<String> {
        self.missing.get_or_init(|| memory::missing(self.store.as_ref()))
    }
}

/// Asks with `checks`, which may have begun, until all is known or Ctrl-C says that it is enough. The lines of links go to `outs` as their verdicts come.
///
/// # Errors
/// If a line can't be written: nobody is there any more to read the rest.
pub(super) async fn ask<'a>(
    notes: &'a Notes,
    settings: &'a Settings,
    mut checks: Checks<'_, Stack>,
    mut before: Before,
    progress: &mut Progress,
    outs: Vec<&'a mut dyn Write>,
) -> io::Result<Asked> {
    let judging = &settings.judging;
    let mut asks = check::asks(&notes.links, judging.anchors);
    asks.retain(|ask| settings.share.is_none_or(|share| share.has(&ask.target)));
    let targets = asks.len();
    asks.retain(|ask| !before.known.get(&ask.target).is_some_and(|known| memory::has_places(known, ask)));
    for ask in &asks {
        before.known.remove(&ask.target);
    }
    // Only a store and who watches want to know the links of a target.
    let wants_links = before.store.is_some() || progress.is_shown();
    let index = if wants_links { memory::index(&notes.links) } else { memory::Index::new() };
    let (asks, known) = memory::recall(asks, &before, settings, &index);

    let (teller, mut lines) = lines::between(notes, settings, outs, before.store.is_some());
    let memories = || remember(notes, &index, before.store.as_ref(), None).ok().flatten();
    lines.begin(|target| known.get(target).or_else(|| before.known.get(target)).map(|outcome| &**outcome), memories);
    let mut witness = Witness::new(before.store, &index, judging, &teller);
    let mut on_event = |event: Event<'_>| {
        let mut finding = false;
        if let Event::Settled(target, outcome) = &event {
            teller.settled(target, outcome);
            witness.see(target, outcome);
            let link = index.get(*target).and_then(|links| links.first());
            finding = progress.is_shown() && link.is_some_and(|link| fails(link, outcome, judging));
        }
        progress.on(&event, finding);
    };
    let mut outcomes = before.known;
    let work = async {
        checks.all(asks, &mut outcomes, &mut on_event).await;
        if silence::is_all_silent(&outcomes) {
            // They only tell whether there is a network: of each more is known than they ask.
            checks.all(memory::samples(&known), &mut outcomes, |_| {}).await;
        }
    };
    let ended = lines.during(work).await;
    // What they know of sites would take room beside the report.
    drop(checks);
    let network = !silence::is_total(&outcomes, is_proxied(settings.requests.proxy.as_ref()));
    let (store, trouble) = witness.finish(network);
    let interrupted = ended?;
    let said = lines.end()?;
    let memories = remember(notes, &index, store.as_ref(), trouble);
    let (memories, trouble) = memories.map_or_else(|trouble| (None, Some(trouble)), |memories| (memories, None));
    outcomes.extend(known);
    let answers = Answers { outcomes, targets, interrupted, network, memories, said };
    Ok(Asked { answers, store, trouble })
}

fn fails(link: &Link, outcome: &Outcome, judging: &Judging) -> bool {
    judging.fails(&verdict::judge(link, Some(outcome), &judging.policy))
}

/// What the store knows now.
fn remember(
    notes: &Notes,
    index: &memory::Index<'_>,
    store: Option<&Store>,
    trouble: Option<StoreError>,
) -> Result<Option<Memories>, StoreError> {
    let Some(store) = store else { return Ok(None) };
    if let Some(trouble) = trouble {
        return Err(trouble);
    }
    let paths: Vec<&str> = notes.sources.iter().map(|source| source.path.as_str()).collect();
    Memories::of(store, &notes.links, index, &paths).map(Some)
}
