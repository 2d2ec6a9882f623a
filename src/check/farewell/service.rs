//! A service by the host of an address, and the hosts at which it speaks itself.

use url::Url;

/// A service with the domain of a host.
pub(super) struct Service<'a> {
    /// Its domain: `sunset.example`.
    domain: &'a str,
    /// The names of what it has there, and its own: `podcasts`, `sunset`.
    pub(super) labels: Vec<&'a str>,
    /// Its name, run together.
    pub(super) name: String,
}

/// What the hosts are called at which a service speaks itself; others have those who use it.
const OWN: &[&str] = &[
    "www",
    "home",
    "about",
    "blog",
    "news",
    "press",
    "help",
    "support",
    "faq",
    "info",
    "status",
    "community",
    "forum",
    "updates",
    "hello",
    "goodbye",
];

/// What hosts are called that lead on to what others wrote.
const LEADING: &[&str] = &["news", "link", "links", "on", "go", "click", "share", "short", "url", "out"];

/// What hosts are called at which episodes are heard.
const PLAYERS: &[&str] = &["podcast", "podcasts", "pod", "player", "play", "listen", "episodes"];

impl<'a> Service<'a> {
    pub(super) fn of(url: &'a Url) -> Option<Self> {
        /// `co.uk`, `com.au`.
        const SECOND: usize = 3;
        const SHORTEST: usize = 3;
        let host = url.domain()?;
        let mut labels: Vec<&str> = host.split('.').collect();
        let top = labels.pop()?;
        if top.len() == 2 && labels.len() > 1 && labels.last().is_some_and(|label| label.len() <= SECOND) {
            labels.pop();
        }
        let own = *labels.last()?;
        let before: usize = labels[..labels.len() - 1].iter().map(|label| label.len() + 1).sum();
        let name = own.replace('-', "");
        (name.len() >= SHORTEST).then_some(Self { domain: &host[before..], labels, name })
    }

    /// Whether an address is on its domain.
    pub(super) fn has(&self, url: &Url) -> bool {
        self.before(url).is_some()
    }

    /// What stands before its domain in the host of an address: `blog`.
    fn before<'u>(&self, url: &'u Url) -> Option<&'u str> {
        let rest = url.domain()?.strip_suffix(self.domain)?;
        if rest.is_empty() { Some(rest) } else { rest.strip_suffix('.') }
    }

    /// Whether the service speaks at an address itself: at its domain, but for what an account has there, or at another with its name.
    pub(super) fn speaks_at(&self, url: &Url) -> bool {
        let is_account = || url.path().starts_with("/@") || url.path().starts_with("/~");
        match self.before(url) {
            Some(before) => is_own(before) && !is_account(),
            None => labels(url).skip(1).any(|label| label.split('-').any(|part| part == self.name)),
        }
    }

    /// Whether a redirect leads from the service to what somebody else wrote: from its domain to the site of one who uses it, from a host that only leads
    /// on, to an episode.
    pub(super) fn is_of_others(&self, url: &Url, last: &Url) -> bool {
        let leads_on = || labels(url).any(|label| LEADING.contains(&label));
        match self.before(last) {
            Some(before) => self.before(url).is_some_and(is_own) && !is_own(before),
            None => leads_on() || labels(last).any(|label| PLAYERS.contains(&label)),
        }
    }
}

/// The parts of a host's name, the last one first.
fn labels(url: &Url) -> impl Iterator<Item = &str> {
    url.domain().unwrap_or_default().rsplit('.')
}

/// Whether what stands before a domain is nothing, or what a service calls hosts of its own: `www`, `blog3`.
fn is_own(before: &str) -> bool {
    before.is_empty() || OWN.contains(&before.trim_end_matches(|c: char| c.is_ascii_digit()))
}
