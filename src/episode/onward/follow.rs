//! A page that lists episodes: which of its links lead to them.

use std::sync::LazyLock;

use globset::{Glob, GlobMatcher};
use scraper::Selector;
use url::Url;

use super::once;
use crate::episode::dom::Dom;
use crate::source::Document;

static ANCHORS: LazyLock<Selector> =
    LazyLock::new(|| Selector::parse("a[href], area[href]").expect("this selector is sound"));

/// Which links of a list are followed: `*` stands for any text. A pattern that begins with `/` is compared with the path, any other with the URL.
#[derive(Clone, Debug)]
pub struct Follow {
    matcher: GlobMatcher,
    path_only: bool,
}

/// A pattern that can't be read.
#[derive(Debug, thiserror::Error)]
#[error("`{pattern}` isn't a pattern: {why}")]
pub struct FollowError {
    pattern: String,
    why: String,
}

impl Follow {
    /// A pattern.
    ///
    /// # Errors
    /// If its brackets don't match.
    pub fn new(pattern: &str) -> Result<Self, FollowError> {
        let glob = Glob::new(pattern);
        let glob = glob.map_err(|e| FollowError { pattern: pattern.to_owned(), why: e.kind().to_string() })?;
        Ok(Self { matcher: glob.compile_matcher(), path_only: pattern.starts_with('/') })
    }

    /// As it was written.
    #[must_use]
    pub fn pattern(&self) -> &str {
        self.matcher.glob().glob()
    }

    /// Whether a URL is followed.
    #[must_use]
    pub fn matches(&self, url: &Url) -> bool {
        if !self.path_only {
            return self.matcher.is_match(url.as_str());
        }
        self.matcher.is_match(url.path())
            || url.query().is_some_and(|query| self.matcher.is_match(format!("{}?{query}", url.path())))
    }
}

/// The links of a page that lead to episodes: on the same site, matching one of the patterns, each once, in the order of the page.
pub fn links(document: &Document, patterns: &[Follow]) -> Vec<Url> {
    let dom = Dom::page(&document.text);
    let base = dom.base(document.base.as_ref());
    let Some(site) = document.base.as_ref().or(base.as_ref()).and_then(site) else { return Vec::new() };
    let anchors = dom.select(&ANCHORS);
    let hrefs = anchors.iter().filter_map(|anchor| anchor.value().attr("href"));
    let urls = once(hrefs.filter_map(|href| base.as_ref()?.join(href.trim()).ok()));
    let wanted = |url: &Url| {
        let itself = document.base.as_ref().is_some_and(|own| own.path() == url.path() && own.query() == url.query());
        self::site(url).as_deref() == Some(&site) && !itself && patterns.iter().any(|pattern| pattern.matches(url))
    };
    urls.into_iter().filter(wanted).collect()
}

/// What is one site: the host without `www.`, and the port.
fn site(url: &Url) -> Option<String> {
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = url.host_str()?;
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    Some(format!("{}{port}", host.strip_prefix("www.").unwrap_or(host)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Kind, Origin};

    const LIST: &str = r#"<nav><a href="/about">About</a></nav>
        <a href="/episodes/2">Two</a> <a href="episodes/1#notes">One</a> <a href="/episodes/2#play">Two again</a>
        <a href="https://www.show.example/episodes/3?x=1">Three</a> <a href="https://other.example/episodes/4">Four</a>
        <a href="/episodes/">All</a> <a href="mailto:x@show.example">Mail</a> <a href="http://[">?</a>"#;

    fn followed(pattern: &str, base: Option<&str>) -> Vec<String> {
        let base = base.map(|base| Url::parse(base).unwrap());
        let document = Document::from_text(Origin::Stdin, Kind::Html, LIST.to_owned(), base);
        links(&document, &[Follow::new(pattern).unwrap()]).iter().map(Url::to_string).collect()
    }

    #[test]
    fn links_of_the_same_site_that_match_are_followed_once() {
        let expected = [
            "https://show.example/episodes/2",
            "https://show.example/episodes/1",
            "https://www.show.example/episodes/3?x=1",
        ];
        assert_eq!(followed("/episodes/?*", Some("https://show.example/")), expected);
        assert_eq!(followed("https://show.example/episodes/?", Some("https://show.example/")), expected[..2]);
    }

    #[test]
    fn the_list_itself_is_not_followed() {
        assert_eq!(followed("/episodes/", Some("https://show.example/episodes/")), [""; 0]);
    }

    #[test]
    fn without_an_address_nothing_can_be_followed() {
        assert_eq!(followed("*", None), [""; 0]);
    }

    #[test]
    fn a_bad_pattern_is_told() {
        let message = Follow::new("/a[").unwrap_err().to_string();
        assert!(message.starts_with("`/a[` isn't a pattern: "), "{message}");
    }
}
