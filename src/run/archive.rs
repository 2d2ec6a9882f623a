//! Archived copies for links that are broken.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use crate::check::archive::{self, Copies, Found, Wish};
use crate::check::{self, Outcomes};
use crate::link::{Group, Link, Target};
use crate::net;
use crate::report::ReportEpisode;
use crate::text::counted;
use crate::verdict::{self, Class, Policy};

use super::Streams;

/// Looks for copies of the pages of broken links, near the days of their episodes; nowhere if `endpoint` is `None`.
pub(super) async fn copies(
    links: &[Link],
    episodes: &[ReportEpisode],
    outcomes: &Outcomes,
    policy: &Policy,
    endpoint: Option<&Url>,
    net: &net::Stack,
) -> Found {
    let Some(endpoint) = endpoint else { return Found::default() };
    let broken = links.iter().filter(|link| is_wanted(link, outcomes, policy));
    let wishes: BTreeSet<Wish> = broken.filter_map(|link| wish(link, episodes)).collect();
    archive::copies(wishes, endpoint, net).await
}

/// Tells once that the archive failed: a page without a suggestion may have a copy all the same.
pub(super) fn warn(found: &Found, endpoint: Option<&Url>, streams: &mut Streams) {
    if let Some(endpoint) = endpoint.filter(|_| found.failed > 0) {
        let (pages, why) = (counted(found.failed, "page"), &found.why);
        streams.warn(&format!("{endpoint}: the archive can't say whether it has copies of {pages}: {why}"));
    }
}

/// The copies of the pages of broken links, by the numbers of the links.
pub(super) fn by_link(links: &[Link], episodes: &[ReportEpisode], copies: &Copies) -> BTreeMap<usize, String> {
    if copies.is_empty() {
        return BTreeMap::new();
    }
    let copy = |(number, link)| Some((number, copy(link, episodes, copies)?.into()));
    links.iter().enumerate().filter_map(copy).collect()
}

/// The copy of a broken link's page.
pub(super) fn copy(link: &Link, episodes: &[ReportEpisode], copies: &Copies) -> Option<Url> {
    let mut copy = copies.get(&wish(link, episodes)?)?.clone();
    copy.set_fragment(link.asked()?.fragment());
    Some(copy)
}

/// Whether a copy would serve: of a page that is gone, not of audio, and not of what a sponsor or the host put there.
fn is_wanted(link: &Link, outcomes: &Outcomes, policy: &Policy) -> bool {
    let outcome = check::outcome_of(outcomes, link);
    let verdict = verdict::judge(link, outcome, policy);
    let is_own = matches!(link.group, Group::Show | Group::Editorial);
    outcome.is_some() && verdict.class == Class::Broken && is_own && !link.kind.is_media()
}

fn wish(link: &Link, episodes: &[ReportEpisode]) -> Option<Wish> {
    let date = episodes.get(link.episode).and_then(|episode| episode.date.as_deref());
    Some((Target::of(link.asked()?), date.and_then(|date| date.parse().ok())))
}
