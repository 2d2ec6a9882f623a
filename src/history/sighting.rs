//! What a run saw of a target, in the form in which it is stored.

use jiff::Timestamp;

use super::facts;
use crate::check::Outcome;
use crate::link::Target;
use crate::text::without_userinfo;

/// How the judge sees a target as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Whoever clicks gets what was meant.
    Fine,
    /// Whoever clicks doesn't.
    Failing,
    /// It can't be told: this neither ends nor prolongs a row of failures.
    Unclear,
}

/// What a run saw of a target.
#[derive(Clone, Debug)]
pub struct Sighting {
    pub(super) target: Target,
    pub(super) at: i64,
    pub(super) standing: Standing,
    pub(super) class: &'static str,
    pub(super) reason: &'static str,
    pub(super) final_url: Option<String>,
    pub(super) facts: Option<String>,
}

impl Sighting {
    /// What is worth storing of an outcome; `class` and `reason` are the judge's words for it. Of what isn't `trusted` for a while, it can't be
    /// judged again what was seen.
    #[must_use]
    pub fn of(
        target: &Target,
        outcome: &Outcome,
        standing: Standing,
        trusted: bool,
        (class, reason): (&'static str, &'static str),
    ) -> Self {
        let fine = standing == Standing::Fine;
        Self {
            target: target.clone(),
            at: Timestamp::now().as_millisecond(),
            standing,
            class,
            reason,
            final_url: fine.then(|| without_userinfo(outcome.walk.last.as_str()).into_owned()),
            facts: if trusted { facts::write(outcome) } else { None },
        }
    }
}

/// The name of a target in the store.
pub(super) fn key(target: &Target) -> String {
    without_userinfo(target.as_str()).into_owned()
}
