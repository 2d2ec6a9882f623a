//! Which links the user wants to be asked: `--include` and `--exclude`.

use super::Link;
use crate::text::is_under;

/// Patterns of links. `*` stands for any text; a pattern without `*` and `/` is a host, with all that is on it and below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Without any, all links are wanted.
    pub include: Vec<String>,
    /// These are skipped, even if they are included.
    pub exclude: Vec<String>,
}

impl Filter {
    /// Marks the links that aren't wanted as ignored, with the reason.
    pub fn apply(&self, links: &mut [Link]) {
        if self.include.is_empty() && self.exclude.is_empty() {
            return;
        }
        for link in links.iter_mut().filter(|link| link.ignored.is_none()) {
            let Some(url) = link.asked().map(ToString::to_string) else { continue };
            link.ignored = self.refusal(&url);
        }
    }

    fn refusal(&self, url: &str) -> Option<String> {
        if let Some(pattern) = self.exclude.iter().find(|pattern| fits(pattern, url)) {
            return Some(format!("excluded by {pattern}"));
        }
        let wanted = self.include.is_empty() || self.include.iter().any(|pattern| fits(pattern, url));
        (!wanted).then(|| "not included".to_owned())
    }
}

fn fits(pattern: &str, url: &str) -> bool {
    let bare = url.split_once("://").map_or(url, |(_, bare)| bare);
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

    #[test]
    fn a_host_means_all_that_is_on_it_and_below_it() {
        for url in ["https://example.com/a", "https://www.example.com/", "http://example.com:8080/?q"] {
            assert!(fits("example.com", url), "{url}");
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
    fn what_is_not_wanted_says_why() {
        let filter = Filter { include: vec!["a.com".to_owned()], exclude: vec!["a.com/x*".to_owned()] };
        let mut links =
            ["https://a.com/", "https://a.com/x1", "https://b.com/"].map(|url| Link::to(url.parse().unwrap()));
        filter.apply(&mut links);
        let why = links.map(|link| link.ignored);
        assert_eq!(why, [None, Some("excluded by a.com/x*".to_owned()), Some("not included".to_owned())]);
    }
}
