//! What an address names as it is written, before it is resolved.

use memchr::memchr_iter;

/// What stands before the first two slashes and behind them, where a host is named: `https:` and `a.example/b` of `https://a.example/b`.
pub(super) fn split_at_slashes(href: &str) -> Option<(&str, &str)> {
    let bytes = href.as_bytes();
    let at = memchr_iter(b'/', bytes).find(|at| bytes.get(at + 1) == Some(&b'/'))?;
    Some((&href[..at], &href[at + 2..]))
}

/// The host that an address names, and what stands behind it: `a.example` and `/b` of `https://a.example/b`.
pub(super) fn host_and_rest(href: &str) -> Option<(&str, &str)> {
    let (_, named) = split_at_slashes(href)?;
    Some(named.split_at(named.find(['/', '?', '#', ':']).unwrap_or(named.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_stands_behind_two_slashes() {
        assert_eq!(host_and_rest("https://a.example/b//c"), Some(("a.example", "/b//c")));
        assert_eq!(host_and_rest("//a.example:80?x"), Some(("a.example", ":80?x")));
        assert_eq!(host_and_rest("//a.example"), Some(("a.example", "")));
        assert_eq!(host_and_rest("/b/c/"), None);
        assert_eq!(split_at_slashes("http://"), Some(("http:", "")));
    }
}
