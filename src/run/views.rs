//! The views of the links of a check. They are made when somebody wants them: most reports tell of each link once, and a catalogue has hundreds of
//! thousands.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check;
use crate::cli::Settings;
use crate::history::Told;
use crate::link::Link;
use crate::report::{ReportLink, Tally, Views};
use crate::verdict;

use super::ask::Answers;
use super::{excuses, judged, memory};

/// What was read and what came of it.
pub(super) struct Seen<'a> {
    pub(super) links: &'a [Link],
    /// The names of their sources.
    pub(super) paths: Vec<Arc<str>>,
    pub(super) answers: &'a Answers,
    /// Archived copies, by the numbers of their links.
    pub(super) copies: BTreeMap<usize, String>,
    pub(super) settings: &'a Settings,
}

/// What is known of all links once each has been looked at.
#[derive(Default)]
pub(super) struct Sum {
    pub(super) tally: Tally,
    /// What the reader of the report is told about which link.
    pub(super) told: BTreeMap<String, Told>,
    /// The views, if they are wanted all at once.
    pub(super) views: Vec<ReportLink>,
}

impl Seen<'_> {
    /// Looks at each link once.
    pub(super) fn sum(&self, keep: bool) -> Sum {
        let room = if keep { self.links.len() } else { 0 };
        let mut sum = Sum { views: Vec::with_capacity(room), ..Sum::default() };
        for number in 0..self.links.len() {
            let (view, telling) = self.look_at(number);
            sum.tally.add(&view);
            let name = || memory::name(&self.links[number], &self.paths[self.links[number].document]);
            sum.told.extend(telling.map(|telling| (name(), telling)));
            if keep {
                sum.views.push(view);
            }
        }
        sum
    }

    fn look_at(&self, number: usize) -> (ReportLink, Option<Told>) {
        let link = &self.links[number];
        let path = &self.paths[link.document];
        let said = self.answers.said.get(&number).cloned();
        let (mut judgement, telling) = said.unwrap_or_else(|| judged::of(link, path, self.answers, self.settings));
        let outcome_at = |url: &_| check::outcome_at(&self.answers.outcomes, url);
        let (judged, moved) = (judgement.verdict, judgement.suggestion.as_deref());
        let lints = verdict::remarks(link, judged, moved, outcome_at, &self.settings.judging.policy);
        judgement.suggestion = judgement.suggestion.or_else(|| self.copies.get(&number).cloned());
        let view = excuses::view(ReportLink::of(link, lints, Arc::clone(path)), self.settings);
        (ReportLink { judgement: Some(Box::new(judgement)), ..view }, telling)
    }
}

impl Views for Seen<'_> {
    fn count(&self) -> usize {
        self.links.len()
    }

    fn view(&self, number: usize) -> ReportLink {
        self.look_at(number).0
    }
}
