//! Whether a link has moved, and what to write instead.
//!
//! The replacement is the end of the leading run of permanent redirects, with the original fragment, and only if the whole chain ends well: never a login, a
//! consent page, an error page, a session, or the home page of a deep link. Those whose job it is to redirect are never told to change.

use url::Url;

use super::{Reason, error_page, known, sent_home, sent_up, site, wall};
use crate::check::Outcome;
use crate::link::home::is_home;
use crate::link::{Group, Link};
use crate::net::{Hop, Turn};

/// What a chain of redirects amounts to.
#[derive(Clone, Debug, Default)]
pub(super) struct Move {
    /// Whether every hop was 301 or 308, and there was one.
    pub(super) permanent: bool,
    /// The end of the leading permanent run, if it may be written instead.
    pub(super) replacement: Option<Url>,
    sort: Sort,
}

/// What sort of redirect it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Sort {
    /// There was no hop.
    #[default]
    None,
    /// The address is meant to redirect.
    Meant,
    /// It hardly changes the address.
    Trivial,
    /// Any other.
    Plain,
}

/// Reads the chain that began at `url`.
pub(super) fn of(link: &Link, url: &Url, outcome: &Outcome) -> Move {
    let walk = &outcome.walk;
    if walk.hops.is_empty() {
        return Move::default();
    }
    let run = walk.hops.iter().take_while(|hop| is_permanent(hop)).count();
    let end = walk.hops.get(run).map_or(&walk.last, |hop| &hop.url);
    let end = with_fragment(end, url, &walk.last);
    let redirector = known::is_redirector(url);
    let permanent = run > 0 && run == walk.hops.len();
    let may_be_written = run > 0 && !redirector && end != *url && is_fit(link, &end, url, outcome);
    Move {
        permanent,
        sort: match () {
            () if redirector => Sort::Meant,
            () if is_trivial(url, &end) => Sort::Trivial,
            () => Sort::Plain,
        },
        replacement: may_be_written.then_some(end),
    }
}

impl Move {
    /// The reason of a link whose chain ends well.
    pub(super) fn reason(&self, link: &Link) -> Reason {
        match (&self.replacement, self.sort) {
            (_, Sort::None) => Reason::Ok,
            (_, Sort::Meant) => Reason::Redirector,
            (None, _) if !self.permanent => Reason::TemporaryRedirect,
            (_, Sort::Trivial) => Reason::TrivialRedirect,
            (Some(end), Sort::Plain) => self.reason_of_move(link, end),
            // It leads to somebody's home page for good, as vanity addresses do.
            (None, Sort::Plain) => Reason::Redirector,
        }
    }

    fn reason_of_move(&self, link: &Link, end: &Url) -> Reason {
        let is_meant = link.kind.is_media() || (link.group == Group::Sponsor && leaves_site(link, end));
        match self.permanent {
            _ if is_meant => Reason::Redirector,
            true => Reason::MovedPermanently,
            false => Reason::MovedPartly,
        }
    }
}

pub(super) fn is_permanent(hop: &Hop) -> bool {
    matches!(hop.status, 301 | 308) && hop.turn == Turn::Location
}

/// The fragment that a browser would keep: that of the last `Location` that had one, else the link's own.
fn with_fragment(end: &Url, url: &Url, last: &Url) -> Url {
    let mut end = end.clone();
    if end.fragment().is_none() {
        let same_page = end.as_str() == last.as_str().split('#').next().unwrap_or_default();
        end.set_fragment(last.fragment().filter(|_| same_page).or(url.fragment()));
    }
    end
}

/// Whether an address may be written into notes for ever.
fn is_fit(link: &Link, end: &Url, url: &Url, outcome: &Outcome) -> bool {
    let is_left = end.path() == "/" && !is_home(url) || sent_home::gives_way(url, end);
    let is_meant = || sent_home::has_place(outcome) || sent_home::is_site_of(url, end);
    let is_lost = is_left && !is_meant() || sent_up::of(link, url, outcome);
    let is_detour = wall::is_login(end) || wall::is_consent(end) || error_page::is_sent_there(link, url, end);
    !is_lost && !is_detour && !has_session(end) && end.username().is_empty()
}

/// Parameters that belong to one visit (RFC 6265 knows none of them; sites do).
fn has_session(url: &Url) -> bool {
    url.path().to_ascii_lowercase().contains(";jsessionid=") || url.query_pairs().any(|(name, _)| is_session(&name))
}

/// Whether a parameter belongs to one visit.
pub(super) fn is_session(name: &str) -> bool {
    const SESSIONS: &[&str] = &[
        "phpsessid",
        "jsessionid",
        "sessionid",
        "session_id",
        "sid",
        "token",
        "expires",
        "signature",
        "x-amz-signature",
        "awsaccesskeyid",
        "key-pair-id",
        "hdnts",
        "policy",
    ];
    SESSIONS.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether two addresses differ only in a slash at the end, in case, in what a home page is called, or in added parameters for statistics.
fn is_trivial(url: &Url, end: &Url) -> bool {
    if url.scheme() != end.scheme() || url.host_str() != end.host_str() || url.port() != end.port() {
        return false;
    }
    let path = |url: &Url| url.path().trim_end_matches('/').to_lowercase();
    let query = |url: &Url| -> Vec<(String, String)> {
        url.query_pairs()
            .filter(|(name, _)| !is_statistics(name))
            .map(|(n, v)| (n.into_owned(), v.into_owned()))
            .collect()
    };
    (path(url) == path(end) || is_home(url) && is_home(end)) && query(url) == query(end)
}

/// Whether a parameter only counts visitors.
pub(super) fn is_statistics(name: &str) -> bool {
    name.starts_with("utm_") || matches!(name, "fbclid" | "gclid" | "ref" | "mc_cid" | "mc_eid" | "_ga")
}

/// A sponsor's address that leads elsewhere is meant to: it counts who came from the show.
fn leaves_site(link: &Link, end: &Url) -> bool {
    link.asked().is_some_and(|url| site::host(url) != site::host(end))
        || end.query_pairs().any(|(name, _)| is_statistics(&name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::samples::{link, ok_after, url};

    fn replacement(from: &str, hops: &[(u16, &str)]) -> Option<String> {
        of(&link(from, "A page"), &url(from), &ok_after(from, hops)).replacement.map(|url| url.to_string())
    }

    #[test]
    fn the_replacement_is_the_end_of_the_permanent_run() {
        assert_eq!(
            replacement("http://a.test/x", &[(301, "https://a.test/x"), (308, "https://b.test/y")]).as_deref(),
            Some("https://b.test/y")
        );
        assert_eq!(
            replacement("http://a.test/x", &[(301, "https://a.test/x"), (302, "https://b.test/y")]).as_deref(),
            Some("https://a.test/x")
        );
        assert_eq!(replacement("http://a.test/x", &[(302, "https://a.test/x"), (301, "https://b.test/y")]), None);
    }

    #[test]
    fn the_fragment_is_kept() {
        assert_eq!(
            replacement("http://a.test/x#p", &[(301, "https://a.test/x")]).as_deref(),
            Some("https://a.test/x#p")
        );
        assert_eq!(
            replacement("http://a.test/x#p", &[(301, "https://a.test/y"), (302, "https://a.test/z#q")]).as_deref(),
            Some("https://a.test/y#p")
        );
    }

    #[test]
    fn detours_and_sessions_are_never_written() {
        for end in [
            "https://a.test/login?next=x",
            "https://a.test/",
            "https://a.test/404.html",
            "https://a.test/y?PHPSESSID=1",
            "https://consent.a.test/m?continue=x",
        ] {
            assert_eq!(replacement("https://a.test/x/y", &[(301, end)]), None, "{end}");
        }
        assert_eq!(replacement("https://bit.ly/x", &[(301, "https://a.test/y")]), None);
    }

    #[test]
    fn a_permanent_redirect_to_another_home_page_is_written_where_the_address_names_it() {
        let of = |from: &str| {
            let (link, to) = (link(from, "the page"), "https://ann.test/");
            let moved = of(&link, &url(from), &ok_after(from, &[(301, to)]));
            (moved.reason(&link), moved.replacement.is_some())
        };
        assert_eq!(of("http://uni.test/~ann/"), (Reason::MovedPermanently, true));
        assert_eq!(of("http://uni.test/x7k"), (Reason::Redirector, false));
    }

    #[test]
    fn a_chain_is_permanent_only_as_a_whole() {
        let permanent = |hops: &[(u16, &str)]| {
            of(&link("http://a.test/x", "A page"), &url("http://a.test/x"), &ok_after("http://a.test/x", hops))
                .permanent
        };
        assert!(permanent(&[(301, "http://a.test/y"), (308, "http://a.test/z")]));
        assert!(!permanent(&[(301, "http://a.test/y"), (302, "http://a.test/z")]));
        assert!(!permanent(&[]));
    }

    #[test]
    fn slashes_and_statistics_are_trivial() {
        assert!(is_trivial(&url("https://a.test/x"), &url("https://a.test/X/?utm_source=y")));
        assert!(!is_trivial(&url("http://a.test/x"), &url("https://a.test/x")));
        assert!(!is_trivial(&url("https://a.test/x?id=1"), &url("https://a.test/x?id=2")));
    }
}
