//! Links to a page that lead to a home page now.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use url::Url;

use super::moved::is_statistics;
use super::naming::{has_long_name, is_file, is_of_folder, name, names_page, says_why, segments};
use super::{known, site};
use crate::check::{AnchorFact, End, Outcome};
use crate::link::home::is_home;
use crate::link::{Group, Link};
use crate::text::words;

/// Words of links that name nobody, in lower case.
const EMPTY: &[&str] = &[
    "the", "a", "an", "our", "my", "his", "her", "their", "your", "this", "that", "to", "of", "on", "for", "at", "by",
    "and", "here", "more", "read", "website", "site", "page", "book", "shop", "article", "blog", "show", "der", "die",
    "das", "den", "mein", "unser", "seine", "ihre", "zum", "zur", "le", "la", "les", "el", "los", "il", "lo", "de",
    "du", "het", "een", "en", "et", "y", "e", "und",
];

/// Words that end addresses and name a kind of page, whatever site has it.
const SHELVES: &[&str] = &[
    "podcast", "podcasts", "episodes", "shows", "radio", "news", "about", "contact", "team", "events", "store",
    "music", "video", "videos", "press", "support", "archive", "welcome",
];

/// A word with fewer characters names nobody for sure.
const SHORTEST: usize = 4;

/// Whether a link to a page now leads to a site's home page. A short path may be meant to; a home page may send to its language.
pub(super) fn of(link: &Link, url: &Url, outcome: &Outcome) -> bool {
    let last = &outcome.walk.last;
    let is_home_by_number = is_home(url) && (is_called_home(&link.text) || site::is_name(url, &link.text));
    if !gives_way(url, last) || is_home_by_number || has_place(outcome) || is_named_site(link, url, outcome) {
        return false;
    }
    if known::is_redirector(url) {
        return known::is_redirectors_own(url, last);
    }
    let permanent = outcome.walk.hops.iter().all(|hop| matches!(hop.status, 301 | 308));
    let is_same_site = site::host(url) == site::host(last);
    // A show's own path to somebody else may have a long name, too.
    let is_named = || is_home(url) || is_file(url) || (is_same_site && has_long_name(url));
    let is_lost = permanent && depth(url) == 1 && is_same_site;
    // `/go/brand` leads to a sponsor for now.
    let is_sent_on = !permanent && !is_same_site && is_campaign(link, url, last);
    is_lost || (depth(url) >= 2 && !is_sent_on) || (is_named() && !is_campaign(link, url, last))
}

/// Whether the redirect leads to a place that is there: a site became one page.
pub(super) fn has_place(outcome: &Outcome) -> bool {
    let place = outcome.walk.last.fragment();
    place.is_some_and(|place| outcome.anchors.iter().any(|(name, fact)| name == place && *fact == AnchorFact::Found))
}

/// Whether another site's home page is that of whom the link, or the end of its address, names: an author's page leads to the author's own site.
fn is_named_site(link: &Link, url: &Url, outcome: &Outcome) -> bool {
    let last = &outcome.walk.last;
    let (title, first) = match &outcome.walk.end {
        End::Answered { page: Some(page), .. } => {
            (page.title.to_lowercase(), page.headings.first().map(String::as_str))
        }
        _ => Default::default(),
    };
    let is_told = |name: &str| {
        let name = name.to_lowercase();
        let names = |word: &&str| word.chars().any(char::is_alphabetic) && !EMPTY.contains(word);
        words(&name).filter(names).count() > 1 && words(&name).all(|word| words(&title).any(|said| said == word))
    };
    let is_called = || [Some(&*title), first].into_iter().flatten().any(|said| is_same_name(&slug(url), said));
    let is_named = || site::is_name(last, &link.text) || is_told(&link.text) || is_told(&slug(url)) || is_called();
    is_site_of(url, last) || site::host(url) != site::host(last) && is_named()
}

/// Whether a site calls itself by the name in which an address ends, and by no word more: `/shows/nightwatch` leads to "Nightwatch".
fn is_same_name(slug: &str, said: &str) -> bool {
    let (slug, said) = (slug.to_lowercase(), said.to_lowercase());
    let spelt = |word: &str| word.chars().count() >= SHORTEST && !EMPTY.contains(&word) && !SHELVES.contains(&word);
    words(&slug).any(|word| spelt(word) && word.chars().any(char::is_alphabetic)) && words(&slug).eq(words(&said))
}

/// Whether another site has the name in which an address ends: `/~ann/` leads to `ann.example`, `/shows/fog-hour` to `foghourpod.example`.
pub(super) fn is_site_of(url: &Url, last: &Url) -> bool {
    let slug = slug(url);
    site::host(url) != site::host(last) && (site::is_name(last, &slug) || site::is_of_show(last, &slug))
}

fn slug(url: &Url) -> Cow<'_, str> {
    percent_decode_str(name(url).unwrap_or_default()).decode_utf8_lossy()
}

/// Whether the address of a page has become that of a home page.
pub(super) fn gives_way(url: &Url, last: &Url) -> bool {
    (!is_home(url) || names_page(url)) && is_bare_home(last) && !keeps_name(url, last)
}

/// Whether an address is that of a home page, and its query names nothing there.
fn is_bare_home(url: &Url) -> bool {
    is_home(url) && url.query_pairs().all(|(name, _)| says_why(&name))
}

/// Whether a link says that it leads to a home page: one that it names by a number may well be that.
fn is_called_home(text: &str) -> bool {
    ["home", "homepage", "website"].iter().any(|word| text.trim().eq_ignore_ascii_case(word))
}

/// Whether the last part of the path is still the same, and not such as any folder has: `/departments/it` has become `/it/`.
fn keeps_name(url: &Url, last: &Url) -> bool {
    name(url) == name(last) && name(url).is_some_and(|name| !is_of_folder(name))
}

/// Whether an address is meant to lead to a home page and to count those who come: a sponsor's, or one that adds parameters for statistics.
pub(super) fn is_campaign(link: &Link, url: &Url, last: &Url) -> bool {
    let had = |name: &str| url.query_pairs().any(|(own, _)| own == name);
    link.group == Group::Sponsor || last.query_pairs().any(|(name, _)| is_statistics(&name) && !had(&name))
}

fn depth(url: &Url) -> usize {
    segments(url).filter(|segment| !is_of_folder(segment)).count()
}

#[cfg(test)]
mod tests {
    use crate::check::AnchorFact;
    use crate::link::{Group, Link};
    use crate::verdict::samples::{after as outcome_after, answered, link, ok_after, page};
    use crate::verdict::{Class, Policy, Reason, Verdict, judge};

    fn of(link: &Link, status: u16, to: &str) -> Verdict {
        judge(link, Some(&ok_after(&link.href, &[(status, to)])), &Policy::default())
    }

    fn after(from: &str, status: u16, to: &str) -> Verdict {
        of(&link(&format!("https://a.test{from}"), "The map of lighthouses"), status, &format!("https://a.test{to}"))
    }

    #[test]
    fn a_home_page_may_have_another_name_than_a_slash() {
        for home in [
            "/",
            "/home",
            "/index.html",
            "/Default.aspx",
            "/startseite",
            "/accueil",
            "/inicio",
            "/en/home",
            "/de/",
            "/home.html",
            "/pt-br/",
            "/us/en/index.php",
            "/Home/Index",
            "/home?utm_source=x",
            "/fr/accueil.html",
            "/en-US/",
            "/?lang=de",
        ] {
            for status in [301, 302, 307, 308] {
                let verdict = after("/articles/12", status, home);
                assert_eq!((verdict.reason, verdict.suggestion), (Reason::SentHome, None), "{status} {home}");
            }
        }
    }

    #[test]
    fn a_page_below_or_named_by_a_query_is_no_home_page() {
        for end in ["/de/articles/12", "/home/studio", "/welcome-to-the-show", "/index.php?id=12", "/tv/"] {
            assert_eq!(after("/articles/12", 301, end).reason, Reason::MovedPermanently, "{end}");
        }
        assert_eq!(after("/articles/12", 302, "/?p=12").reason, Reason::TemporaryRedirect);
    }

    #[test]
    fn a_page_that_keeps_its_name_may_have_a_home_page_s() {
        assert_eq!(after("/departments/it", 301, "/it/").reason, Reason::MovedPermanently);
        assert_eq!(after("/articles/12/index.html", 301, "/index.html").reason, Reason::SentHome);
    }

    #[test]
    fn a_home_page_may_send_to_the_home_page() {
        for home in [
            "/home",
            "/home/",
            "/welcome",
            "/main",
            "/index",
            "/index.html",
            "/default.aspx",
            "/Default.htm",
            "/accueil",
            "/startseite",
            "/inicio",
            "/home.html",
            "/en",
            "/en/index.html",
            "/index.php?lang=en",
            "/?page=home",
        ] {
            for (status, end) in [(301, "/"), (302, "/"), (308, "/en/"), (301, "/de/")] {
                let class = after(home, status, end).class;
                assert!(matches!(class, Class::Ok | Class::Redirected), "{home} {status} {end}");
            }
        }
    }

    #[test]
    fn another_name_of_the_home_page_is_no_move_but_another_site_is() {
        assert_eq!(after("/index.html", 301, "/").reason, Reason::TrivialRedirect);
        let home = link("http://a.test/home", "A");
        assert_eq!(of(&home, 301, "https://a.test/").suggestion.as_deref(), Some("https://a.test/"));
    }

    #[test]
    fn a_short_path_may_be_meant_to_lead_home_for_now() {
        for path in
            ["/zoom-h6", "/join", "/3xYz9Q", "/zoom-h6-2", "/click.php", "/3f2a9c1e-1b2c-4d5e-8f90-a1b2c3d4e5f6"]
        {
            assert_eq!(after(path, 302, "/").reason, Reason::TemporaryRedirect, "{path}");
        }
        assert_eq!(after("/zoom-h6", 301, "/").reason, Reason::SentHome);
    }

    #[test]
    fn a_long_name_or_a_file_is_a_page() {
        for path in [
            "/how-we-recorded-the-foghorn/",
            "/ch3.html",
            "/interview-with-ana-lund",
            "/2019-annual-report.pdf",
            "/episode_12_notes",
            "/about.php",
            "/na%C3%AFve-art-of-ana",
        ] {
            for (status, home) in [(302, "/"), (307, "/"), (302, "/home")] {
                assert_eq!(after(path, status, home).reason, Reason::SentHome, "{path} {status}");
            }
        }
    }

    #[test]
    fn a_campaign_may_have_a_long_name() {
        assert_eq!(after("/how-we-built-this", 302, "/?utm_source=podcast").reason, Reason::TemporaryRedirect);
        assert_eq!(after("/how-we-built-this?utm_source=x", 302, "/?utm_source=x").reason, Reason::SentHome);
        let sponsor = Link { group: Group::Sponsor, ..link("https://a.test/how-we-built-this", "A") };
        assert_eq!(of(&sponsor, 302, "https://a.test/").reason, Reason::TemporaryRedirect);
    }

    #[test]
    fn a_show_may_send_to_another_site_by_a_path_of_its_own() {
        let own = link("https://a.test/go/offer", "The offer");
        assert_eq!(of(&own, 302, "https://brand.test/?utm_source=pod").reason, Reason::TemporaryRedirect);
        assert_eq!(of(&own, 301, "https://brand.test/?utm_source=pod").reason, Reason::SentHome);
        assert_eq!(of(&own, 302, "https://brand.test/").reason, Reason::SentHome);
        assert_eq!(of(&link(&own.href, "Brand"), 302, "https://brand.test/").reason, Reason::TemporaryRedirect);
        let own = link("https://a.test/our-good-sponsor", "The offer");
        assert_eq!(of(&own, 302, "https://brand.test/").reason, Reason::TemporaryRedirect);
    }

    #[test]
    fn an_author_s_page_may_lead_to_the_author_s_site() {
        let at = "https://press.test/authors/imre-tal";
        assert_eq!(of(&link(at, "the author"), 302, "https://www.imretal.test/").reason, Reason::TemporaryRedirect);
        assert_eq!(of(&link(at, "Imre"), 302, "https://imre.test/").reason, Reason::TemporaryRedirect);
        assert_eq!(of(&link(at, "the author"), 302, "https://bigpress.test/").reason, Reason::SentHome);
        assert_eq!(of(&link(at, "Press"), 302, "https://press.test/").reason, Reason::SentHome, "the same site");
        let titled = |title: &str| {
            let end = answered(200, &[], page(title, &"Some text. ".repeat(200)));
            judge(
                &link(at, "his site"),
                Some(&outcome_after(at, &[(302, "https://tal.test/")], end)),
                &Policy::default(),
            )
            .reason
        };
        assert_eq!(titled("Imre Tal, writer"), Reason::TemporaryRedirect);
        assert_eq!(titled("Tal and sons"), Reason::SentHome);
        assert_eq!(titled("His site"), Reason::SentHome);
    }

    #[test]
    fn a_show_s_page_may_lead_to_the_show_s_own_site() {
        let at = "https://hostcast.test/shows/nightwatch";
        let own = of(&link(at, "this show"), 301, "https://www.nightwatchpod.test/");
        assert_eq!(own.reason, Reason::MovedPermanently);
        assert_eq!(own.suggestion.as_deref(), Some("https://www.nightwatchpod.test/"));
        assert_eq!(of(&link(at, "this show"), 301, "https://bighost.test/").reason, Reason::SentHome);
        assert_eq!(of(&link(at, "this show"), 301, "https://hostcast.test/").reason, Reason::SentHome);
        let titled = |at: &str, title: &str| {
            let end = answered(200, &[], page(title, &"Some text. ".repeat(200)));
            let outcome = outcome_after(at, &[(301, "https://nw.test/")], end);
            judge(&link(at, "this show"), Some(&outcome), &Policy::default()).reason
        };
        assert_ne!(titled(at, "Nightwatch"), Reason::SentHome);
        assert_eq!(titled(at, "Nightwatch hosting"), Reason::SentHome);
        assert_eq!(titled("https://hostcast.test/shows/podcasts", "Podcasts"), Reason::SentHome);
    }

    #[test]
    fn a_site_may_have_become_one_page() {
        let judged = |fact| {
            let mut outcome = ok_after("https://a.test/kontakt", &[(301, "https://a.test/#kontakt")]);
            outcome.anchors = vec![("kontakt".into(), fact)];
            judge(&link("https://a.test/kontakt", "Kontakt"), Some(&outcome), &Policy::default()).reason
        };
        assert_eq!(judged(AnchorFact::Found), Reason::MovedPermanently);
        assert_eq!(judged(AnchorFact::Unknown), Reason::SentHome);
    }

    #[test]
    fn a_shortener_that_knows_no_more_sends_to_its_own_home() {
        assert_eq!(of(&link("https://buff.ly/3abcHRN", "A"), 302, "https://buffer.com/").reason, Reason::SentHome);
        assert_eq!(of(&link("https://bit.ly/3abcHRN", "A"), 301, "https://bit.ly/").reason, Reason::SentHome);
        assert_eq!(of(&link("https://bit.ly/3abcHRN", "A"), 301, "https://a.test/").reason, Reason::Redirector);
    }

    #[test]
    fn a_query_may_name_a_page() {
        for query in ["?p=1234", "?page_id=7", "index.php?id=12", "?v=Xyz", "?article=foghorn", "index.php?title=Fog"] {
            for status in [301, 302] {
                let verdict = after(&format!("/{query}"), status, "/");
                assert_eq!((verdict.reason, verdict.suggestion), (Reason::SentHome, None), "{query}");
            }
        }
    }

    #[test]
    fn a_query_that_names_nothing_is_left_at_the_home_page() {
        for query in ["?utm_source=x", "?ref=x", "?", "?p="] {
            let class = after(&format!("/{query}"), 301, "/").class;
            assert!(matches!(class, Class::Ok | Class::Redirected), "{query}");
        }
        let site = link("https://brightharbor.test/?page_id=2", "Bright Harbor");
        assert_ne!(of(&site, 301, "https://brightharbor.test/").reason, Reason::SentHome);
        assert_ne!(after("/?p=12", 301, "/?p=12&x").reason, Reason::SentHome);
    }
}
