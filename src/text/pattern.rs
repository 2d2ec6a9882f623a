//! Patterns of URLs, as users write them on the command line and in the configuration.

use super::{is_under, without_scheme};

/// A pattern of URLs. `*` stands for any text; a pattern without `*` and `/` is a host, with all that is on it and below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(String);

impl From<&str> for Pattern {
    fn from(text: &str) -> Self {
        let mut text = text.to_owned();
        let end = end_of_host(&text);
        text[..end].make_ascii_lowercase();
        Self(text)
    }
}

/// Where the scheme and the host end, in which case doesn't matter. A star may stand for more than a part of them: only one before a dot and a slash doesn't.
fn end_of_host(text: &str) -> usize {
    let scheme = text.find("://").filter(|at| text[..*at].bytes().all(|byte| byte.is_ascii_alphabetic()));
    let start = scheme.map_or(0, |at| at + "://".len());
    let host = &text[start..];
    let (star, name) = host.strip_prefix("*.").map_or((0, host), |name| ("*.".len(), name));
    match name.find(['*', '/']) {
        Some(at) if star == 0 || name[at..].starts_with('/') => start + star + at,
        None if star == 0 => text.len(),
        _ => start,
    }
}

impl Pattern {
    /// The pattern as written, but for the case of its host.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `url` fits. What stands behind its `#` counts only where the pattern has a `#`, too.
    #[must_use]
    pub fn fits(&self, url: &str) -> bool {
        fits(&self.0, url) || (!self.0.contains('#') && url.split_once('#').is_some_and(|(url, _)| fits(&self.0, url)))
    }

    /// The host, if the pattern means all of one: `example.com`, `https://example.com/*`.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        let bare = without_scheme(&self.0);
        let host = bare.strip_suffix("/*").unwrap_or(bare);
        (!host.is_empty() && !host.contains(['*', '/', '?', '#'])).then_some(host)
    }
}

fn fits(pattern: &str, url: &str) -> bool {
    let bare = without_scheme(url);
    if pattern.contains(['*', '/']) {
        return matches(pattern, url) || matches(pattern, bare);
    }
    let host = bare.split(['/', '?', '#']).next().unwrap_or(bare);
    let host = host.rsplit('@').next().unwrap_or(host);
    is_under(host, pattern) || host.rsplit_once(':').is_some_and(|(name, _)| is_under(name, pattern))
}

/// Whether `text` is `pattern`, where `*` stands for any text. Each part is looked for once, from the left: linear but for the look-ups.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(pattern: &str, url: &str) -> bool {
        Pattern::from(pattern).fits(url)
    }

    #[test]
    fn a_host_means_all_that_is_on_it_and_below_it() {
        for url in ["https://example.com/a", "https://www.example.com/", "http://example.com:8080/?q"] {
            assert!(fits("Example.com", url), "{url}");
        }
        assert!(!fits("example.com", "https://notexample.com/") && !fits("example.com", "https://a.com/example.com"));
    }

    #[test]
    fn a_star_is_any_text() {
        assert!(fits("https://*.example.com/*", "https://www.example.com/a/b?c#d"));
        assert!(fits("example.com/private/*", "https://example.com/private/x"));
        assert!(fits("*/edit", "https://example.com/a/edit"));
        assert!(!fits("*/edit", "https://example.com/a/edit/1"));
        assert!(!fits("https://a.com/", "https://a.com/b"), "no star, no more text");
        assert!(!fits("ab*ba", "aba"), "parts don't overlap");
    }

    #[test]
    fn the_case_of_a_host_does_not_matter_that_of_a_path_does() {
        for pattern in
            ["Shop.example/*", "HTTPS://Shop.Example/A", "Shop.Example*", "*.Example/A", "https://*.EXAMPLE/*", "*/A"]
        {
            assert!(fits(pattern, "https://shop.example/A") || fits(pattern, "https://a.shop.example/A"), "{pattern}");
        }
        assert!(!fits("shop.example/a", "https://shop.example/A"));
        assert!(fits("*.PDF", "https://shop.example/a.PDF") && fits("*Shop*", "https://a.example/Shop"));
        assert!(fits("*/x?u=HTTP://a", "https://a.example/x?u=HTTP://a"));
    }

    #[test]
    fn a_place_on_a_page_belongs_to_the_page() {
        assert!(
            fits("https://a.com/x", "https://a.com/x#part") && fits("https://a.com/x#part", "https://a.com/x#part")
        );
        assert!(!fits("https://a.com/x#other", "https://a.com/x#part"));
    }

    #[test]
    fn patterns_of_whole_hosts_are_known() {
        for (pattern, host) in [
            ("example.com", Some("example.com")),
            ("https://example.com/*", Some("example.com")),
            ("127.0.0.1:8080", Some("127.0.0.1:8080")),
            ("https://example.com/a/*", None),
            ("*.example.com", None),
            ("https://example.com/", None),
        ] {
            assert_eq!(Pattern::from(pattern).host(), host, "{pattern}");
        }
    }
}
