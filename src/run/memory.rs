//! What earlier runs saw, and what this one hands on: facts as they come, what was told once the user has the report.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;

use crate::check::{Ask, Outcome, Outcomes};
use crate::cli::{self, Judging, Settings};
use crate::history::{self, Past, Recorder, Sighting, Standing, Store, StoreError, Told};
use crate::link::{Address, Link, Target};
use crate::net::Guard;
use crate::text::without_userinfo;
use crate::verdict::{self, Class, Reason, Verdict};

use super::Streams;
use super::ask::Before;
use super::lines::Teller;
use super::silence::{self, Ear};

/// The links of each target.
pub(super) type Index<'a> = HashMap<Target, Vec<&'a Link>>;

/// Opens the store. A check does without one where it can't be used; the user is told, and what of the settings that makes vain.
pub(super) fn open(memory: &cli::Memory, streams: &mut Streams) -> Option<Store> {
    let store = memory.store.as_deref().and_then(|path| open_at(path, streams));
    let runs = memory.confirmation.runs;
    if store.is_none() && runs > cli::Memory::default().confirmation.runs {
        streams
            .warn(&format!("without a store no later run confirms a failure: each counts at once, not after {runs}"));
    }
    store
}

fn open_at(path: &Path, streams: &mut Streams) -> Option<Store> {
    match history::open(path) {
        Ok(opened) => {
            if let Some(warning) = opened.warning {
                streams.warn(&warning);
            }
            Some(opened.store)
        }
        Err(refusal) => {
            streams.warn(&format!("{refusal}; this run remembers nothing"));
            None
        }
    }
}

/// The links of each target.
pub(super) fn index(links: &[Link]) -> Index<'_> {
    let mut index = Index::new();
    for link in links {
        if let Some(url) = link.asked() {
            match index.get_mut(Target::name(url)) {
                Some(links) => links.push(link),
                None => drop(index.insert(Target::of(url), vec![link])),
            }
        }
    }
    index
}

/// Parts the questions whose answers are known, still fresh and fail no run from those that must be asked.
pub(super) fn recall(asks: Vec<Ask>, before: &Before, settings: &Settings, index: &Index<'_>) -> (Vec<Ask>, Outcomes) {
    let (memory, judging) = (&settings.memory, &settings.judging);
    let guard = Guard::new(settings.requests.allow_private.clone());
    let mut known = Outcomes::default();
    let asks = remind(asks, before.missing()).into_iter().filter(|ask| {
        let Some((seen, outcome, reason)) = fresh(ask, before.store.as_ref(), memory) else { return true };
        let links = index.get(&ask.target).map_or(&[][..], Vec::as_slice);
        let doubts = memory.freshness.of_doubts();
        let is_trusted = |link: &&Link| {
            let verdict = judged(link, &outcome, judging);
            is_fine(verdict.class)
                || is_doubt(&verdict, judging) && doubts.is_fresh(&ask.target, seen, Timestamp::now())
        };
        // What was in doubt mustn't be fine for want of what isn't stored.
        let was_doubt = Reason::from_code(&reason).is_some_and(|reason| reason.class() == Class::Suspicious);
        let is_same = || standing(links, &outcome, judging).is_some_and(|(_, verdict)| verdict.reason.code() == reason);
        // Another run may have been allowed more.
        let is_allowed = guard.inspect(ask.target.url()).is_ok();
        let trusted =
            is_allowed && has_places(&outcome, ask) && links.iter().all(is_trusted) && (!was_doubt || is_same());
        if trusted {
            known.insert(ask.target.clone(), Box::new(outcome));
        }
        !trusted
    });
    (asks.collect(), known)
}

/// The questions of which no fresh answer is known, good or not.
pub(super) fn unknown(asks: Vec<Ask>, before: &Before, memory: &cli::Memory) -> Vec<Ask> {
    let mut asks = remind(asks, before.missing());
    asks.retain(|ask| fresh(ask, before.store.as_ref(), memory).is_none());
    asks
}

/// What came of a target when it was last asked, when that was, and the code of its reason: if it wasn't long ago, and may be trusted.
fn fresh(ask: &Ask, store: Option<&Store>, memory: &cli::Memory) -> Option<(Timestamp, Outcome, String)> {
    let store = store.filter(|_| !memory.freshness.max_age.is_zero())?;
    let (seen, mut outcome, reason) = store.seen(&ask.target).ok()??;
    // Another run may have looked for places that this one doesn't.
    outcome.anchors.retain(|(name, _)| ask.fragments.contains(name));
    memory.freshness.is_fresh(&ask.target, seen, Timestamp::now()).then_some((seen, outcome, reason))
}

/// How long an earlier look counts as the first of two.
const STILL_MISSING: Duration = Duration::from_hours(14 * 24);

/// The targets that weren't there in an earlier run.
pub(super) fn missing(store: Option<&Store>) -> HashSet<String> {
    let reason = Reason::NotFound.code();
    store.and_then(|store| store.failing(reason, STILL_MISSING).ok()).unwrap_or_default()
}

/// Tells the questions about targets that are `missing`: they need no second look to be believed.
fn remind(mut asks: Vec<Ask>, missing: &HashSet<String>) -> Vec<Ask> {
    if !missing.is_empty() {
        for ask in &mut asks {
            ask.was_missing = missing.contains(&*without_userinfo(ask.target.as_str()));
        }
    }
    asks
}

/// Whether all the places that are wanted of a page were looked for.
pub(super) fn has_places(outcome: &Outcome, ask: &Ask) -> bool {
    ask.fragments.iter().all(|fragment| outcome.anchors.iter().any(|(name, _)| name == fragment))
}

/// Judges what a link asks for; of a flawed one, that is the address that was meant.
fn judged(link: &Link, outcome: &Outcome, judging: &Judging) -> Verdict {
    match (&link.address, link.asked()) {
        (Address::Flawed(_), Some(url)) => verdict::judge(&Link::to(url.clone()), Some(outcome), &judging.policy),
        _ => verdict::judge(link, Some(outcome), &judging.policy),
    }
}

fn is_fine(class: Class) -> bool {
    matches!(class, Class::Ok | Class::Redirected)
}

/// Whether a verdict is a doubt about a page that fails no run and won't pass by itself.
fn is_doubt(verdict: &Verdict, judging: &Judging) -> bool {
    verdict.class == Class::Suspicious && !verdict.reason.may_pass() && !judging.fails(verdict)
}

/// Writes what is seen into the store, as it is seen.
///
/// Whether a machine without network sees a dead world can't be told from one dead host, so what comes is held back for as long as that may be so.
pub(super) struct Witness<'a> {
    index: &'a Index<'a>,
    judging: &'a Judging,
    recorder: Option<Recorder>,
    teller: &'a Teller<'a>,
    held: Vec<(Sighting, Vec<String>)>,
    ear: Ear,
}

impl<'a> Witness<'a> {
    pub(super) fn new(
        store: Option<Store>,
        index: &'a Index<'a>,
        judging: &'a Judging,
        teller: &'a Teller<'a>,
    ) -> Self {
        let recorder = store.map(|store| Recorder::new(store, teller.on_noted()));
        Self { index, judging, recorder, teller, held: Vec::new(), ear: Ear::default() }
    }

    /// Takes note of an outcome.
    pub(super) fn see(&mut self, target: &Target, outcome: &Outcome) {
        let (Some(recorder), Some(links)) = (&self.recorder, self.index.get(target)) else { return };
        let Some((standing, verdict)) = standing(links, outcome, self.judging) else { return };
        let words = (verdict.class.name(), verdict.reason.code());
        let trusted = standing == Standing::Fine || is_doubt(&verdict, self.judging);
        let sighting = Sighting::of(target, outcome, standing, trusted, words);
        self.held.push((sighting, self.teller.names(target)));
        self.ear.hear(silence::evidence(outcome));
        if self.ear.trusts() {
            self.held.drain(..).for_each(|(sighting, names)| recorder.note(sighting, names));
        }
    }

    /// Waits until all is written. Without network, what was held back is forgotten.
    pub(super) fn finish(self, network: bool) -> (Option<Store>, Option<StoreError>) {
        let Some(recorder) = self.recorder else { return (None, None) };
        if network {
            self.held.into_iter().for_each(|(sighting, names)| recorder.note(sighting, names));
        }
        let (store, trouble) = recorder.finish();
        (Some(store), trouble)
    }
}

/// How a target stands as a whole, by the kindest of its links' verdicts: a place that is missing on a page is no fault of the page.
fn standing(links: &[&Link], outcome: &Outcome, judging: &Judging) -> Option<(Standing, Verdict)> {
    let rank = |class: Class| match class {
        Class::Ok | Class::Redirected => 0,
        Class::Suspicious => 1,
        Class::Unverified | Class::Skipped => 2,
        Class::Broken | Class::Invalid => 3,
    };
    let kindest = links.iter().map(|link| judged(link, outcome, judging)).min_by_key(|verdict| rank(verdict.class))?;
    let standing = match kindest.class {
        Class::Ok | Class::Redirected => Standing::Fine,
        Class::Broken | Class::Invalid | Class::Suspicious => Standing::Failing,
        Class::Unverified | Class::Skipped => Standing::Unclear,
    };
    Some((standing, kindest))
}

/// A few targets of different hosts that weren't asked because they are known: if all others are silent, they tell whether there is a network.
pub(super) fn samples(known: &Outcomes) -> Vec<Ask> {
    const MOST: usize = 3;
    let mut targets: Vec<&Target> = known.keys().collect();
    targets.sort_unstable();
    let mut hosts = BTreeSet::new();
    targets
        .into_iter()
        .filter(|target| hosts.insert(target.host()))
        .take(MOST)
        .map(|target| Ask::of(target.clone()))
        .collect()
}

/// What is known of the targets and links of a report.
#[derive(Debug, Default)]
pub(super) struct Memories {
    pasts: BTreeMap<Target, Past>,
    told: BTreeMap<String, Told>,
}

impl Memories {
    /// Reads them; none if the store fails.
    pub(super) fn of(store: &Store, links: &[Link], index: &Index<'_>, paths: &[&str]) -> Result<Self, StoreError> {
        let names: BTreeSet<String> = links.iter().map(|link| name(link, paths[link.document])).collect();
        Ok(Self { pasts: store.pasts(index.keys())?, told: store.told(names.iter().map(String::as_str))? })
    }

    /// What is known of the target of a link; nothing of a flawed link, whose own address is never asked.
    pub(super) fn past(&self, link: &Link) -> Option<&Past> {
        match &link.address {
            Address::Web(url) => self.pasts.get(Target::name(url)),
            _ => None,
        }
    }

    /// Whether nothing was asked before that time, to the millisecond that the store keeps.
    pub(super) fn begin_at(&self, time: Timestamp) -> bool {
        self.pasts.values().all(|past| past.first_asked.as_millisecond() >= time.as_millisecond())
    }

    pub(super) fn told(&self, link: &Link, path: &str) -> Told {
        self.told.get(&name(link, path)).cloned().unwrap_or_default()
    }
}

/// What a link is called in the store: by its address, wherever it stands; one that no browser can follow, by its place and words.
pub(super) fn name(link: &Link, path: &str) -> String {
    let name = match &link.address {
        Address::Web(url) => url.to_string(),
        _ => format!("{path}\n{}\n{}", link.href, link.text),
    };
    without_userinfo(&name).into_owned()
}

/// Remembers what the user has been told, and forgets what is old. That the store failed, or fails now, is told, too.
pub(super) fn hand_on(store: &mut Store, news: &[(String, Told)], trouble: Option<StoreError>, streams: &mut Streams) {
    let done = trouble.map_or(Ok(()), Err).and_then(|()| store.tell(news)).and_then(|()| store.prune());
    if let Err(error) = done {
        let path = store.path().display();
        streams.warn(&format!("the store {path} fails: {error}; later runs will not know all of this one"));
    }
}
