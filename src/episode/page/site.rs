//! The page's own site: links that stay on it are seldom what an editor points listeners to.

use std::collections::HashMap;

use url::Url;

use super::boilerplate::Drop;
use super::outline::Outline;
use crate::episode::dom::attr;
use crate::text::split_at_slashes;

/// The fewest links around a page by which its site is known.
const LEAST: usize = 3;

/// The hosts that are a page's own, without `www.`: the one it was fetched from, and the one that it names itself.
#[derive(Debug, Default)]
pub(super) struct Site {
    hosts: Vec<String>,
}

impl Site {
    /// The site of a page that is known by some addresses, or else by where the links around it lead.
    pub(super) fn of<'a>(addresses: impl IntoIterator<Item = &'a Url>, outline: &Outline<'_>) -> Self {
        let hosts: Vec<_> = addresses.into_iter().filter_map(Url::host_str).map(tidy).collect();
        if hosts.len() > 1 {
            Self { hosts }
        } else {
            Self { hosts: hosts.into_iter().chain(around(outline)).collect() }
        }
    }

    /// Whether an address stays on the site: one without a host, or with one of the site's.
    pub(super) fn is_own(&self, href: &str) -> bool {
        match host(href.trim()) {
            Some(host) => self.hosts.iter().any(|own| own.eq_ignore_ascii_case(without_www(host))),
            None => !has_other_scheme(href.trim()),
        }
    }
}

/// The host to which most links lead in what isn't notes: a page that was saved may not say where from.
fn around(outline: &Outline<'_>) -> Option<String> {
    let links = outline.items.iter().filter(|item| item.drop != Drop::Keep && item.element.name() == "a");
    let mut counts: HashMap<String, usize> = HashMap::new();
    for host in links.filter_map(|item| host(attr(item.element, "href")?.trim())) {
        *counts.entry(tidy(host)).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    counts.into_iter().find(|(_, count)| *count >= LEAST && *count * 2 > all).map(|(host, _)| host)
}

fn tidy(host: &str) -> String {
    without_www(host).to_ascii_lowercase()
}

/// The host that an address names.
fn host(href: &str) -> Option<&str> {
    let (scheme, rest) = split_at_slashes(href)?;
    let is_web = ["", "http:", "https:"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    is_web.then(|| {
        let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        host.split_once(':').map_or(host, |(host, _)| host)
    })
}

/// `mailto:ann@example.com`: not what merely holds a colon.
fn has_other_scheme(href: &str) -> bool {
    let scheme = href.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn without_www(host: &str) -> &str {
    host.get(..4).filter(|start| start.eq_ignore_ascii_case("www.")).map_or(host, |_| &host[4..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

    #[test]
    fn a_site_is_known_by_the_links_around_a_page() {
        let link = |host: &str| format!("<a href='https://{host}.example/1'>x</a>");
        let is_own = |around: &str| {
            let dom = Dom::page(&format!("<nav>{around}</nav><p>{}</p>", link("a").repeat(9)));
            Site::of([], &Outline::of(&dom)).is_own("https://show.example/2")
        };
        assert!(is_own(&format!("{}{}", link("show").repeat(3), link("a"))));
        assert!(
            !is_own(&link("show").repeat(2)) && !is_own(&format!("{}{}", link("show").repeat(3), link("a").repeat(3)))
        );
    }

    #[test]
    fn a_site_is_known_by_its_hosts() {
        let urls = ["https://www.show.example/1", "https://staging.example/1"].map(|url| Url::parse(url).unwrap());
        let dom = Dom::page("");
        let site = Site::of(&urls, &Outline::of(&dom));
        for href in [
            "/2",
            "2.html",
            "#x",
            "http://show.example/2",
            "//WWW.show.example",
            "https://a@staging.example:8/x",
            "/a//b",
        ] {
            assert!(site.is_own(href), "{href}");
        }
        for href in ["https://guest.example/", "//guest.example", "mailto:ann@show.example", "https://notshow.example"]
        {
            assert!(!site.is_own(href), "{href}");
        }
        assert!(Site::default().is_own("/2") && !Site::default().is_own("https://show.example/"));
    }
}
