//! Targets: what is asked of the web.

use std::fmt;
use std::sync::Arc;

use url::{Position, Url};

/// A URL without its fragment, path and query byte for byte as a browser sends them.
///
/// Two links have one target exactly when a browser would send the same request for both: host case and default ports don't matter, a query or a
/// trailing slash does (RFC 3986 §6.2.2, WHATWG URL).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target(Arc<str>);

impl Target {
    /// The target of an `http` or `https` URL.
    #[must_use]
    pub fn of(url: &Url) -> Self {
        Self(Self::part(url).into())
    }

    /// The part of a URL that is its target.
    #[must_use]
    pub fn part(url: &Url) -> &str {
        &url[..Position::AfterQuery]
    }

    /// The URL as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The URL, parsed.
    ///
    /// # Panics
    /// Never: a target is made from a URL only.
    #[must_use]
    pub fn url(&self) -> Url {
        Url::parse(&self.0).expect("a target is made from a URL")
    }

    /// The host, for pacing and for reports.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        let authority = rest.split(['/', '?']).next().unwrap_or("");
        authority.rsplit('@').next().unwrap_or("")
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Target({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn target(text: &str) -> Target {
        Target::of(&Url::parse(text).unwrap())
    }

    #[test]
    fn only_what_a_browser_ignores_is_ignored() {
        assert_eq!(target("HTTPS://Example.COM:443/A#part"), target("https://example.com/A"));
        assert_ne!(target("https://example.com/a"), target("https://example.com/a/"));
        assert_ne!(target("https://example.com/?v=1"), target("https://example.com/?v=2"));
        assert_ne!(target("https://example.com/%2F"), target("https://example.com//"));
    }

    #[test]
    fn the_host_is_named_with_its_port() {
        assert_eq!(target("http://u:p@Example.com:8080/x").host(), "example.com:8080");
        assert_eq!(target("http://example.com?x").host(), "example.com");
    }

    proptest! {
        #[test]
        fn a_target_of_a_target_is_itself(path in "[a-z%0-9/äöü|\\[\\] ]{0,30}", query in "[a-z=&%+ ]{0,20}", fragment in "[a-z]{0,5}") {
            let Ok(url) = Url::parse(&format!("https://example.com/{path}?{query}#{fragment}")) else { return Ok(()) };
            let once = Target::of(&url);
            prop_assert_eq!(Target::of(&once.url()), once);
        }
    }
}
