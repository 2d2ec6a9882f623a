//! Targets: what is asked of the web.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use url::{Position, Url};

/// A URL without its fragment, path and query byte for byte as a browser sends them.
///
/// Two links have one target exactly when a browser would send the same request for both: host case and default ports don't matter, a query or a
/// trailing slash does (RFC 3986 §6.2.2, WHATWG URL).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target(Arc<Url>);

impl Target {
    /// The target of an `http` or `https` URL.
    #[must_use]
    pub fn of(url: &Arc<Url>) -> Self {
        if url.fragment().is_none() {
            return Self(Arc::clone(url));
        }
        let mut whole = Url::clone(url);
        whole.set_fragment(None);
        Self(whole.into())
    }

    /// What the target of a URL is looked up by in a map of targets, without making one.
    #[must_use]
    pub fn name(url: &Url) -> &str {
        &url[..Position::AfterQuery]
    }

    /// The URL as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The URL.
    #[must_use]
    pub fn url(&self) -> &Arc<Url> {
        &self.0
    }

    /// The host, for pacing and for reports.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.0[Position::BeforeHost..Position::AfterPort]
    }
}

impl Borrow<str> for Target {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
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
        Target::of(&Arc::new(Url::parse(text).unwrap()))
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
            let once = Target::of(&url.into());
            prop_assert_eq!(Target::of(once.url()), once);
        }
    }
}
