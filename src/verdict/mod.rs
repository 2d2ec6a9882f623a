//! Verdicts: what an outcome means for a link. The only room that knows "bad".

mod access;
mod error_page;
mod farewell;
mod https;
mod judge;
mod known;
mod level;
mod media;
mod message;
mod moved;
mod naming;
mod news;
mod policy;
mod reason;
mod remarks;
#[cfg(test)]
mod samples;
mod sent_home;
mod sent_up;
mod site;
mod soft;
mod spelt;
mod status;
mod wall;

pub use https::twin;
pub use judge::judge;
pub use level::Level;
pub use news::{Change, Confirmation, News, weigh};
pub use policy::{Ignore, Policy, Rule};
pub use reason::{REASONS, Reason, ReasonText};
pub use remarks::remarks;
pub use status::of as reason_of_status;

use std::borrow::Cow;

/// How a link is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Whoever clicks doesn't get it.
    Broken,
    /// It can't work for any listener.
    Invalid,
    /// It answers, but most likely isn't what was meant.
    Suspicious,
    /// It works, but it moved.
    Redirected,
    /// A robot can't tell.
    Unverified,
    /// Whoever clicks gets what was meant.
    Ok,
    /// Not asked.
    Skipped,
}

impl Class {
    /// Every class, the gravest first.
    pub const ALL: [Self; 7] =
        [Self::Broken, Self::Invalid, Self::Suspicious, Self::Redirected, Self::Unverified, Self::Ok, Self::Skipped];

    /// The class of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }

    /// The name in reports and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Invalid => "invalid",
            Self::Suspicious => "suspicious",
            Self::Redirected => "redirected",
            Self::Unverified => "unverified",
            Self::Ok => "ok",
            Self::Skipped => "skipped",
        }
    }
}

/// The judgement of one link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The class.
    pub class: Class,
    /// Why, as a stable code.
    pub reason: Reason,
    /// What happened and what to do, in a sentence.
    pub message: Cow<'static, str>,
    /// Whether every hop was 301 or 308.
    pub permanent: bool,
    /// What to write instead, if that is clear.
    pub suggestion: Option<String>,
}
