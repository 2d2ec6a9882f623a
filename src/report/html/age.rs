//! How links have fared by the age of their episode.

use jiff::civil::Date;

use super::super::{Report, ReportLink};
use crate::verdict::Class;

/// The most steps of age that a plot has room for.
const MOST: usize = 12;

/// How long a bucket may be.
const STEPS: &[Step] = &[
    Step { days: 30, name: "month", number: 1, unit: "mo" },
    Step { days: 91, name: "quarter", number: 3, unit: "mo" },
    Step { days: 365, name: "year", number: 1, unit: "y" },
    Step { days: 730, name: "two years", number: 2, unit: "y" },
    Step { days: 1826, name: "five years", number: 5, unit: "y" },
];

/// The length of a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    days: i64,
    /// What it is called.
    pub(super) name: &'static str,
    number: usize,
    unit: &'static str,
}

impl Step {
    /// How old the episodes of a bucket are at least.
    pub(super) fn label(self, bucket: usize) -> String {
        if bucket == 0 { "new".to_owned() } else { format!("{} {}", bucket * self.number, self.unit) }
    }
}

/// The links of episodes of about the same age.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bucket {
    /// Links that could be judged.
    pub(super) links: usize,
    /// Those that are broken, invalid or suspicious.
    pub(super) dead: usize,
    /// Those that moved.
    pub(super) moved: usize,
}

/// Buckets from the youngest to the oldest.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ages {
    /// How long one bucket is.
    pub(super) step: Step,
    /// The buckets, without gaps.
    pub(super) buckets: Vec<Bucket>,
}

/// The ages of a report's links; `None` where fewer than two buckets would have any.
pub(super) fn of(report: &Report) -> Option<Ages> {
    let today = date(&report.started)?;
    let ages: Vec<Option<i64>> = report.episodes.iter().map(|episode| age(today, episode.date.as_deref()?)).collect();
    let judged = |link: &&ReportLink| !matches!(link.class(), None | Some(Class::Unverified | Class::Skipped));
    let links = report.links.iter().filter(judged);
    let links: Vec<(i64, Class)> =
        links.filter_map(|link| Some(((*ages.get(link.episode - 1)?)?, link.class()?))).collect();
    let oldest = links.iter().map(|(age, _)| *age).max()?;
    let fits = |step: &&Step| usize::try_from(oldest / step.days).is_ok_and(|last| last < MOST);
    let step = STEPS.iter().find(fits).copied()?;
    let mut buckets = vec![Bucket::default(); usize::try_from(oldest / step.days).ok()? + 1];
    for (age, class) in links {
        buckets[usize::try_from(age / step.days).ok()?].count(class);
    }
    (buckets.iter().filter(|bucket| bucket.links > 0).count() > 1).then_some(Ages { step, buckets })
}

impl Bucket {
    fn count(&mut self, class: Class) {
        self.links += 1;
        match class {
            Class::Broken | Class::Invalid | Class::Suspicious => self.dead += 1,
            Class::Redirected => self.moved += 1,
            Class::Unverified | Class::Ok | Class::Skipped => (),
        }
    }

    /// The dead links, in tenths of a per cent.
    pub(super) fn dead_share(self) -> usize {
        self.dead * 1000 / self.links.max(1)
    }

    /// The moved links, in tenths of a per cent.
    pub(super) fn moved_share(self) -> usize {
        self.moved * 1000 / self.links.max(1)
    }
}

fn date(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// Days since then; an episode of tomorrow is new today.
fn age(today: Date, published: &str) -> Option<i64> {
    let days = date(published)?.until(today).ok()?.get_days();
    Some(i64::from(days).max(0))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::fixture;
    use super::*;

    #[test]
    fn links_are_counted_by_the_age_of_their_episode() {
        let ages = of(&fixture::report()).unwrap();
        assert_eq!((ages.step.name, ages.step.label(8), ages.buckets.len()), ("quarter", "24 mo".to_owned(), 9));
        assert_eq!(ages.buckets[0], Bucket { links: 5, dead: 3, moved: 1 });
        assert_eq!(ages.buckets[8], Bucket { links: 3, dead: 3, moved: 0 });
    }

    #[test]
    fn without_dates_there_is_nothing_to_plot() {
        let mut report = fixture::report();
        report.episodes[1].date = Some("last spring".to_owned());
        assert_eq!(of(&report), None);
    }

    #[test]
    fn what_is_yet_to_come_is_new() {
        assert_eq!(age("2026-03-05".parse().unwrap(), "2026-04-01T10:00:00Z"), Some(0));
    }
}
