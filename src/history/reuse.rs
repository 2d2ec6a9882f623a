//! How long what was seen may be trusted.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use jiff::Timestamp;

use crate::link::Target;

/// How long what was seen is trusted. The default is an hour: whoever mends a draft and checks again needn't wait for the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Freshness {
    /// The longest that a success is trusted.
    pub max_age: Duration,
}

/// The longest that a doubt is trusted: whoever has mended a page wants to see it mended.
const DOUBT: Duration = Duration::from_hours(1);

impl Default for Freshness {
    fn default() -> Self {
        Self { max_age: Duration::from_hours(1) }
    }
}

impl Freshness {
    /// The same for what is in doubt.
    #[must_use]
    pub fn of_doubts(self) -> Self {
        Self { max_age: self.max_age.min(DOUBT) }
    }

    /// Whether a target that was asked at `seen` needs no asking at `now`.
    ///
    /// Targets that were asked together don't expire together: each has a lifetime of its own, between half of `max_age` and all of it.
    #[must_use]
    pub fn is_fresh(self, target: &Target, seen: Timestamp, now: Timestamp) -> bool {
        let age = now.duration_since(seen);
        // A time that lies ahead of this machine's clock tells nothing.
        Duration::try_from(age).is_ok_and(|age| age < self.lifetime(target))
    }

    fn lifetime(self, target: &Target) -> Duration {
        let mut hasher = DefaultHasher::new();
        target.as_str().hash(&mut hasher);
        let share = u32::try_from(hasher.finish() % 1_000).expect("below 1000");
        self.max_age * (1_000 + share) / 2_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    const DAY: Freshness = Freshness { max_age: Duration::from_hours(24) };

    fn target(number: usize) -> Target {
        Target::of(&url::Url::parse(&format!("https://a.test/{number}")).unwrap().into())
    }

    fn fresh_after(hours: i64) -> usize {
        let seen = Timestamp::from_second(1_700_000_000).unwrap();
        (0..1_000).filter(|n| DAY.is_fresh(&target(*n), seen, seen + SignedDuration::from_hours(hours))).count()
    }

    #[test]
    fn successes_expire_one_after_the_other() {
        assert_eq!((fresh_after(11), fresh_after(24)), (1_000, 0));
        assert!((350..650).contains(&fresh_after(18)), "{}", fresh_after(18));
    }

    #[test]
    fn doubts_are_trusted_for_an_hour_at_most() {
        assert_eq!(DAY.of_doubts(), Freshness::default());
        assert_eq!(Freshness { max_age: Duration::ZERO }.of_doubts().max_age, Duration::ZERO);
    }

    #[test]
    fn a_time_in_the_future_is_not_trusted() {
        assert_eq!(fresh_after(-1), 0);
    }

    #[test]
    fn what_was_just_seen_is_trusted_by_default_and_nothing_where_no_age_is_allowed() {
        let now = Timestamp::now();
        assert!(Freshness::default().is_fresh(&target(1), now, now));
        assert!(!Freshness { max_age: Duration::ZERO }.is_fresh(&target(1), now, now));
    }
}
