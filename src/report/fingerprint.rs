//! What makes a finding the same finding in the next run, though lines have moved: its episode, its address and its code.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ring::digest::{SHA256, digest};

use super::ReportEpisode;
use super::finding::Finding;
use super::remark::EpisodeRemark;

/// The name and version of the recipe; another recipe needs another name (SARIF §3.27.17).
pub(super) const NAME: &str = "aircheck/v1";

/// Counts findings that are alike, so that no two have the same fingerprint.
#[derive(Default)]
pub(super) struct Fingerprints {
    seen: BTreeMap<String, usize>,
}

impl Fingerprints {
    /// The fingerprint of a finding of that episode.
    pub(super) fn of(&mut self, episode: Option<&ReportEpisode>, finding: &Finding<'_>) -> String {
        let identity = episode.map_or(unprefixed(&finding.link.source), identity);
        self.of_parts(&[identity, &finding.link.href, finding.link.kind, finding.code])
    }

    /// The fingerprint of a remark about an episode.
    pub(super) fn of_remark(&mut self, remark: &EpisodeRemark<'_>) -> String {
        self.of_parts(&[identity(remark.episode), "episode", remark.code])
    }

    fn of_parts(&mut self, parts: &[&str]) -> String {
        let print = hex(digest(&SHA256, parts.join("\0").as_bytes()).as_ref());
        let number = self.seen.entry(print.clone()).or_insert(0);
        *number += 1;
        format!("{print}:{number}")
    }
}

/// What an episode is called wherever its notes stand: by its guid, else its page, else its source.
pub(super) fn identity(episode: &ReportEpisode) -> &str {
    episode.guid.as_ref().or(episode.page.as_ref()).map_or_else(|| unprefixed(&episode.source), String::as_str)
}

/// The path of a source without a `./` that means nothing.
pub(super) fn unprefixed(source: &str) -> &str {
    source.trim_start_matches("./")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().take(16).fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").ok();
        hex
    })
}
