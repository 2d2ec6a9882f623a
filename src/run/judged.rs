//! The judgement of one link, as reports show it: what was seen, then what that means against the past.

use crate::check::{self, Outcome, Share};
use crate::cli::{Judging, Settings};
use crate::history::{Past, Told};
use crate::link::{Address, Link, Target};
use crate::report::Judgement;
use crate::verdict::{self, Verdict};

use super::ask::Answers;
use super::excuses;
use super::silence::{self, Evidence};

/// A judgement, and what it tells the user.
pub(super) type Judged = (Judgement, Option<Told>);

/// The judgement of a link; none where an interrupted run hadn't come to it. Without network, only what needs none is judged.
pub(super) fn of(link: &Link, path: &str, answers: &Answers, settings: &Settings) -> Judged {
    // Without network, a machine nearby may have answered all the same.
    let is_heard = |outcome: &&Outcome| answers.network || silence::evidence(outcome) != Evidence::Silence;
    let outcome = check::outcome_of(&answers.outcomes, link).filter(is_heard);
    if !is_own(link, settings.share) {
        return (Judgement::elsewhere(), None);
    }
    // A flaw is none of the web's.
    let needs_network = matches!(link.address, Address::Web(_));
    let is_cut_off = answers.interrupted || needs_network && !answers.network;
    if is_cut_off && outcome.is_none() && link.asked().is_some() {
        return Judged::default();
    }
    let (verdict, judgement) = draft(link, outcome, &settings.judging);
    match &answers.memories {
        Some(memories) => weighed(&verdict, judgement, memories.past(link), &memories.told(link, path), settings),
        None => (judgement, None),
    }
}

/// Whether there was no network, and any link would have needed one: what is only guessed for an address with a flaw needs none.
pub(super) fn lack_network(links: &[Link], answers: &Answers) -> bool {
    let is_nearby = |outcome: &Outcome| silence::evidence(outcome) == Evidence::None;
    let needs = |link: &Link| !check::outcome_of(&answers.outcomes, link).is_some_and(is_nearby);
    !answers.network && links.iter().any(|link| matches!(link.address, Address::Web(_)) && needs(link))
}

/// Whether a link is to be judged here: by the share that has its target, or by the first one if it has none.
pub(super) fn is_own(link: &Link, share: Option<Share>) -> bool {
    let Some(share) = share else { return true };
    link.asked().map_or(share.is_first(), |url| share.has(&Target::of(url)))
}

/// What was seen, judged without the past.
pub(super) fn draft(link: &Link, outcome: Option<&Outcome>, judging: &Judging) -> (Verdict, Judgement) {
    let verdict = excuses::excused(link, verdict::judge(link, outcome, &judging.policy), &judging.policy);
    let level = judging.policy.levels.get(verdict.reason.code()).copied();
    let judgement = Judgement { level, ..Judgement::of(link, &verdict, outcome, judging.fails(&verdict)) };
    (verdict, judgement)
}

/// The same against the past.
pub(super) fn weighed(
    verdict: &Verdict,
    judgement: Judgement,
    past: Option<&Past>,
    told: &Told,
    settings: &Settings,
) -> Judged {
    let news = verdict::weigh(verdict, past, told, settings.memory.confirmation);
    (judgement.against(&news), news.telling)
}
