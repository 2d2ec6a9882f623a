//! Measurement prefixes: hosts that count downloads and redirect to the media, whose address stands in their own path.
//!
//! `https://dts.podtrac.com/redirect.mp3/pdst.fm/e/media.example/1.mp3` goes through two of them. That a prefix redirects is its job.

use jiff::civil::{Date, date};
use url::Url;

use crate::text::is_under;

/// More prefixes than these in a row make Apple Podcasts give up (PRX, "enclosure prefix related redirects … four or less").
pub const MOST: usize = 4;

/// A measurement service.
#[derive(Debug, PartialEq, Eq)]
pub struct Prefix {
    /// Its domain; subdomains belong to it.
    pub domain: &'static str,
    /// What it is called.
    pub service: &'static str,
    /// Since when it doesn't answer any more.
    pub closed: Option<Date>,
}

/// The services that podcasts are known to use.
pub const PREFIXES: &[Prefix] = &[
    open("podtrac.com", "Podtrac"),
    open("blubrry.com", "Blubrry"),
    open("op3.dev", "OP3"),
    open("pdst.fm", "Podsights"),
    open("prfx.byspotify.com", "Spotify Ad Analytics"),
    open("mgln.ai", "Magellan AI"),
    open("pscrb.fm", "Podscribe"),
    open("verifi.podscribe.com", "Podscribe"),
    open("arttrk.com", "ArtsAI"),
    open("claritaspod.com", "Claritas"),
    open("clrtpod.com", "Claritas"),
    open("clrtpod.net", "Claritas"),
    open("pfx.vpixl.com", "Veritonic"),
    open("pfx.veritonicmetrics.com", "Veritonic"),
    open("growx.podkite.com", "Podkite"),
    open("tracking.swap.fm", "Swap.fm"),
    open("pdcn.co", "Podcorn"),
    open("gum.fm", "Gumball"),
    open("cohst.app", "CoHost"),
    open("tracking.feedpress.com", "FeedPress"),
    open("tracking.feedpress.it", "FeedPress"),
    open("r.zen.ai", "Zencastr"),
    closed("chrt.fm", "Chartable", date(2024, 12, 12)),
    closed("chtbl.com", "Chartable", date(2024, 12, 12)),
];

const fn open(domain: &'static str, service: &'static str) -> Prefix {
    Prefix { domain, service, closed: None }
}

const fn closed(domain: &'static str, service: &'static str, since: Date) -> Prefix {
    Prefix { domain, service, closed: Some(since) }
}

/// The prefixes that an enclosure's address goes through, in order; none where its own host is no prefix.
#[must_use]
pub fn stacked(url: &Url) -> Vec<&'static Prefix> {
    let Some(first) = url.host_str().and_then(by_host) else { return Vec::new() };
    let further = url.path().split('/').filter_map(by_host);
    std::iter::once(first).chain(further).collect()
}

/// Whether the host of a URL is that of a prefix.
#[must_use]
pub fn is_prefix(url: &Url) -> bool {
    url.host_str().and_then(by_host).is_some()
}

/// The prefix service of a host.
fn by_host(host: &str) -> Option<&'static Prefix> {
    let host = host.to_ascii_lowercase();
    PREFIXES.iter().find(|prefix| is_under(&host, prefix.domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn services(url: &str) -> Vec<&'static str> {
        stacked(&Url::parse(url).unwrap()).iter().map(|prefix| prefix.service).collect()
    }

    #[test]
    fn stacked_prefixes_are_told_apart() {
        let url = "https://dts.podtrac.com/redirect.mp3/chrt.fm/track/9EE2G/pdst.fm/e/rss.example/1.mp3";
        assert_eq!(services(url), ["Podtrac", "Chartable", "Podsights"]);
        assert_eq!(
            services("https://op3.dev/e,pg=1/https://Media.Blubrry.com/show/media.example/1.mp3"),
            ["OP3", "Blubrry"]
        );
        assert_eq!(services("https://media.example/podtrac.com/1.mp3"), [""; 0]);
        assert_eq!(services("https://notpodtrac.com/1.mp3"), [""; 0]);
    }

    #[test]
    fn the_table_names_each_domain_once() {
        let mut domains: Vec<_> = PREFIXES.iter().map(|prefix| prefix.domain).collect();
        domains.sort_unstable();
        assert!(domains.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
