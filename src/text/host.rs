//! Names of hosts: where they stand in addresses as those are written, and how they are compared, label by label.

use std::iter;

use memchr::memchr_iter;

/// What stands before the first two slashes and behind them, where a host is named: `https:` and `a.example/b` of `https://a.example/b`.
#[must_use]
pub fn split_at_slashes(href: &str) -> Option<(&str, &str)> {
    let bytes = href.as_bytes();
    let at = memchr_iter(b'/', bytes).find(|at| bytes.get(at + 1) == Some(&b'/'))?;
    Some((&href[..at], &href[at + 2..]))
}

/// The host that an address names, and what stands behind it: `a.example` and `/b` of `https://a.example/b`.
#[must_use]
pub fn host_and_rest(href: &str) -> Option<(&str, &str)> {
    let (_, named) = split_at_slashes(href)?;
    Some(named.split_at(named.find(['/', '?', '#', ':']).unwrap_or(named.len())))
}

/// An address without its scheme, if it has one: `a.example/b` of `https://a.example/b`.
#[must_use]
pub fn without_scheme(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, bare)| bare)
}

/// An address as far as its query or its fragment, whichever comes first: `/a` of `/a?b#c`.
#[must_use]
pub fn without_query(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

/// Whether `host` is `domain` or a name below it, as `www.example.com` is below `example.com`. Both are in one case.
#[must_use]
pub fn is_under(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|sub| sub.is_empty() || sub.ends_with('.'))
}

/// A name of a host and the names it is below, from the longest to the shortest.
pub fn and_above(host: &str) -> impl Iterator<Item = &str> {
    iter::successors(Some(host), |name| name.split_once('.').map(|(_, above)| above))
}

/// Top-level names that never leave a local network (RFC 6762, RFC 8375, ICANN's `internal`, and home routers).
const LOCAL: &[&str] = &["local", "lan", "internal", "home.arpa", "fritz.box", "localdomain"];

/// Whether a name is one that means something only in the network that gave it.
#[must_use]
pub fn is_local_name(name: &str) -> bool {
    LOCAL.iter().any(|top| is_under(name, top))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_whole_labels() {
        assert_eq!(and_above("a.b.example").collect::<Vec<_>>(), ["a.b.example", "b.example", "example"]);
        assert!(is_under("example.com", "example.com") && is_under("a.b.example.com", "example.com"));
        assert!(!is_under("notexample.com", "example.com") && !is_under("com", "example.com"));
    }

    #[test]
    fn a_host_stands_behind_two_slashes() {
        assert_eq!(host_and_rest("https://a.example/b//c"), Some(("a.example", "/b//c")));
        assert_eq!(host_and_rest("//a.example:80?x"), Some(("a.example", ":80?x")));
        assert_eq!(host_and_rest("//a.example"), Some(("a.example", "")));
        assert_eq!(host_and_rest("/b/c/"), None);
        assert_eq!(split_at_slashes("http://"), Some(("http:", "")));
        assert_eq!(["https://a.example//b", "a.example//b"].map(without_scheme), ["a.example//b"; 2]);
    }
}
