//! What a verdict means against what was seen and told before: whether a failure counts yet, and whether it is news.

use std::time::Duration;

use jiff::Timestamp;

use super::{Class, Verdict};
use crate::history::{Past, Streak, Told};

/// When a failure that may pass counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// After so many failing runs in a row.
    pub runs: u32,
    /// With at least so much time between the first and the last of them.
    pub apart: Duration,
}

impl Default for Confirmation {
    fn default() -> Self {
        Self { runs: 1, apart: Duration::ZERO }
    }
}

/// What is different from the last run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Trouble that is told for the first time.
    New,
    /// Trouble or a move that was told before.
    Known,
    /// It was told as trouble, and is fine again.
    Recovered,
    /// It has moved for good since it was last seen in its place.
    Moved,
}

impl Change {
    /// The name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Known => "known",
            Self::Recovered => "recovered",
            Self::Moved => "moved",
        }
    }
}

/// A verdict against the past.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Since when it fails.
    pub first_failed: Option<Timestamp>,
    /// When it was last fine.
    pub last_ok: Option<Timestamp>,
    /// Whether a failure counts; `None` for what is no failure.
    pub confirmed: Option<bool>,
    /// What is different.
    pub change: Option<Change>,
    /// What the user has been told once this report is read; `None` where that is nothing new.
    pub telling: Option<Told>,
}

/// Weighs a verdict against the past of its target, this run included, and what was told about the link.
#[must_use]
pub fn weigh(verdict: &Verdict, past: Option<&Past>, told: &Told, rule: Confirmation) -> News {
    let failing = past.and_then(|past| past.failing);
    let news = News { last_ok: past.and_then(|past| past.last_ok), ..News::default() };
    match verdict.class {
        class @ (Class::Broken | Class::Invalid | Class::Suspicious) => {
            // Who was told that a page is doubtful wasn't told that it is dead.
            let is_told = class_told(told).is_some_and(|before| before <= class);
            let confirmed = !verdict.reason.may_pass() || is_told || has_lasted(failing, rule);
            let news = News { first_failed: failing.map(|streak| streak.first), confirmed: Some(confirmed), ..news };
            if confirmed { trouble(&news, class, told) } else { news }
        }
        Class::Ok | Class::Redirected if told.trouble.is_some() => {
            News { change: Some(Change::Recovered), telling: Some(Told::default()), ..news }
        }
        Class::Redirected if told.moved => News { change: Some(Change::Known), telling: Some(told.clone()), ..news },
        Class::Redirected => {
            let telling = Told { moved: true, ..Told::default() };
            News { change: Some(Change::Moved), telling: Some(telling), ..news }
        }
        Class::Ok => News { telling: told.moved.then(Told::default), ..news },
        Class::Unverified | Class::Skipped => news,
    }
}

/// Trouble is told once, and once more if it gets graver.
fn trouble(news: &News, class: Class, told: &Told) -> News {
    let (change, gravest) = match class_told(told) {
        Some(before) if before <= class => (Change::Known, before),
        _ => (Change::New, class),
    };
    let telling = Told { trouble: Some(gravest.name().to_owned()), moved: told.moved };
    News { change: Some(change), telling: Some(telling), ..news.clone() }
}

/// The class of the trouble that was told.
fn class_told(told: &Told) -> Option<Class> {
    told.trouble.as_deref().and_then(Class::from_name)
}

fn has_lasted(failing: Option<Streak>, rule: Confirmation) -> bool {
    let Some(streak) = failing else { return rule.runs <= 1 && rule.apart.is_zero() };
    let apart = Duration::try_from(streak.last.duration_since(streak.first)).unwrap_or_default();
    streak.runs >= rule.runs && apart >= rule.apart
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Reason;

    const DAY: i64 = 86_400;
    const TWICE: Confirmation = Confirmation { runs: 2, apart: Duration::from_hours(20) };

    fn verdict(reason: Reason) -> Verdict {
        Verdict { class: reason.class(), reason, message: "".into(), permanent: false, suggestion: None }
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + seconds).unwrap()
    }

    fn past(runs: u32, seconds: i64) -> Past {
        let failing = (runs > 0).then(|| Streak { first: at(0), last: at(seconds), runs });
        Past {
            first_asked: at(-DAY),
            last_asked: at(seconds),
            last_ok: Some(at(-DAY)),
            failing,
            class: String::new(),
            reason: String::new(),
            final_url: None,
        }
    }

    fn told(trouble: Option<Class>, moved: bool) -> Told {
        Told { trouble: trouble.map(|class| class.name().to_owned()), moved }
    }

    fn weighed(reason: Reason, past: &Past, told: &Told) -> (Option<bool>, Option<Change>) {
        let news = weigh(&verdict(reason), Some(past), told, TWICE);
        (news.confirmed, news.change)
    }

    #[test]
    fn what_may_pass_counts_after_enough_runs_far_enough_apart() {
        let quiet = Told::default();
        for (past, counts) in [(past(1, 0), false), (past(2, 600), false), (past(2, DAY), true), (past(1, DAY), false)]
        {
            let change = counts.then_some(Change::New);
            assert_eq!(weighed(Reason::ServerError, &past, &quiet), (Some(counts), change), "{past:?}");
        }
    }

    #[test]
    fn who_was_told_of_a_doubt_was_not_told_of_a_death() {
        let doubted = told(Some(Class::Suspicious), false);
        assert_eq!(weighed(Reason::ServerError, &past(1, 0), &doubted).0, Some(false));
        assert_eq!(weighed(Reason::ServerError, &past(2, DAY), &doubted).0, Some(true));
        assert_eq!(weighed(Reason::OutOfOrder, &past(1, 0), &doubted).0, Some(true));
    }

    #[test]
    fn what_is_certain_counts_at_once() {
        for reason in [Reason::NotFound, Reason::Gone, Reason::DomainGone, Reason::MissingScheme] {
            assert_eq!(weighed(reason, &past(1, 0), &Told::default()), (Some(true), Some(Change::New)), "{reason:?}");
        }
    }

    #[test]
    fn one_run_is_enough_by_default_and_without_a_memory() {
        let rule = Confirmation::default();
        assert_eq!(weigh(&verdict(Reason::Timeout), Some(&past(1, 0)), &Told::default(), rule).confirmed, Some(true));
        assert_eq!(weigh(&verdict(Reason::Timeout), None, &Told::default(), rule).confirmed, Some(true));
        assert_eq!(weigh(&verdict(Reason::Timeout), None, &Told::default(), TWICE).confirmed, Some(false));
    }

    #[test]
    fn trouble_that_was_told_stays_confirmed_and_is_no_news() {
        let before = told(Some(Class::Broken), false);
        assert_eq!(weighed(Reason::ServerError, &past(1, 0), &before), (Some(true), Some(Change::Known)));
        assert_eq!(weighed(Reason::SoftNotFound, &past(1, 0), &before), (Some(true), Some(Change::Known)));
        let milder = told(Some(Class::Suspicious), false);
        assert_eq!(weighed(Reason::NotFound, &past(3, DAY), &milder), (Some(true), Some(Change::New)));
    }

    #[test]
    fn a_recovery_is_told_only_of_what_was_told() {
        let news = weigh(&verdict(Reason::Ok), Some(&past(0, 0)), &told(Some(Class::Broken), false), TWICE);
        assert_eq!((news.change, news.telling), (Some(Change::Recovered), Some(Told::default())));
        assert_eq!(weighed(Reason::Ok, &past(0, 0), &Told::default()), (None, None));
        assert_eq!(weighed(Reason::BotWall, &past(1, 0), &told(Some(Class::Broken), false)), (None, None));
    }

    #[test]
    fn a_move_is_told_once_and_once_more_if_it_was_taken_back() {
        assert_eq!(weighed(Reason::MovedPermanently, &past(0, 0), &Told::default()).1, Some(Change::Moved));
        assert_eq!(weighed(Reason::MovedPermanently, &past(0, 0), &told(None, true)).1, Some(Change::Known));
        let back = weigh(&verdict(Reason::Ok), Some(&past(0, 0)), &told(None, true), TWICE);
        assert_eq!((back.change, back.telling), (None, Some(Told::default())));
    }

    #[test]
    fn dates_come_from_the_past() {
        let news = weigh(&verdict(Reason::NotFound), Some(&past(3, DAY)), &Told::default(), TWICE);
        assert_eq!((news.first_failed, news.last_ok), (Some(at(0)), Some(at(-DAY))));
    }
}
