//! Names of hosts, compared label by label.

use std::iter;

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
}
