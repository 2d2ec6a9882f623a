//! How many links were judged how, counted as they come.

use super::{Counts, ReportEpisode, ReportLink, RunFacts};
use crate::verdict::Class;

/// The links that were counted so far.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub(super) links: usize,
    classes: [usize; Class::ALL.len()],
    unchecked: usize,
    elsewhere: usize,
    failing: usize,
}

impl Tally {
    /// Counts links.
    #[must_use]
    pub fn of(links: &[ReportLink]) -> Self {
        let mut tally = Self::default();
        for link in links {
            tally.add(link);
        }
        tally
    }

    /// So many links that nobody has judged.
    #[must_use]
    pub fn unjudged(links: usize) -> Self {
        Self { links, unchecked: links, ..Self::default() }
    }

    /// Counts a link.
    pub fn add(&mut self, link: &ReportLink) {
        self.links += 1;
        match link.class() {
            Some(class) => self.classes[class as usize] += 1,
            None if link.is_elsewhere() => self.elsewhere += 1,
            None => self.unchecked += 1,
        }
        self.failing += usize::from(link.fails());
    }

    /// The figures of a run with these links and episodes.
    pub(super) fn counts(&self, episodes: &[ReportEpisode], run: RunFacts) -> Counts {
        let failing_episodes = episodes.iter().flat_map(|episode| &episode.lints).filter(|remark| remark.fails).count();
        let count = |class: Class| self.classes[class as usize];
        Counts {
            broken: count(Class::Broken),
            invalid: count(Class::Invalid),
            suspicious: count(Class::Suspicious),
            redirected: count(Class::Redirected),
            unverified: count(Class::Unverified),
            ok: count(Class::Ok),
            skipped: count(Class::Skipped),
            unchecked: self.unchecked,
            elsewhere: self.elsewhere,
            failing: self.failing + failing_episodes,
            run,
        }
    }
}
