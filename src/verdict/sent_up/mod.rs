//! Links to a page that lead to a list of pages now: the section in which it stood, a shop's shelf, a search.

mod archive;
mod lists;
mod root;
mod telling;

use percent_encoding::percent_decode_str;
use url::Url;

use self::archive::is_archive;
use self::lists::{is_above, is_bare_list, is_in_list, is_list, is_numbered_in_list, is_search, is_shelf};
use self::telling::{beginnings, has_most, names_any, names_one, telling_beginnings, telling_words};
use super::{known, naming, sent_home, site};
use crate::check::{End, Outcome};
use crate::link::Link;
use crate::link::home::is_home;

/// Whether a link to one page now leads to a list that doesn't name it.
pub(super) fn of(link: &Link, url: &Url, outcome: &Outcome) -> bool {
    let last = &outcome.walk.last;
    (gives_way(link, url, last) || gives_way_elsewhere(link, url, last))
        && !sent_home::has_place(outcome)
        && !known::is_redirector(url)
        && !sent_home::is_campaign(link, url, last)
        && !is_told_of(url, link, outcome)
}

/// Whether the address of one page has become that of a list on the same site.
fn gives_way(link: &Link, url: &Url, last: &Url) -> bool {
    if site::host(url) != site::host(last)
        || is_home(last)
        || is_search(url)
        || has_name_of(last, url) && !is_search(last)
    {
        return false;
    }
    let (is_parent, is_list) = (is_above(last, url), is_list(last, url));
    is_shelf(last, url)
        || is_parent && is_list && names_any(url)
        || is_parent && is_numbered_in_list(url, last)
        || names_one(url) && (is_search(last) || is_parent || is_list)
        || is_list && root::names_one(url, &link.text)
        || is_archive(last, url, &link.text)
}

/// Whether the address of one page has become that of a list on another site, which is all that its path names, or of an account there: a service that was
/// bought or closed, a writer who went on elsewhere.
fn gives_way_elsewhere(link: &Link, url: &Url, last: &Url) -> bool {
    let is_elsewhere = site::host(url) != site::host(last);
    is_elsewhere
        && (is_bare_list(last) || names_one(url) && is_account(last) && !is_account_of(link, url, last))
        && is_in_list(url)
        && (names_one(url) || names_any(url))
        && !is_search(url)
        && !has_name_of(last, url)
        && !is_site_of_its_own(link, url, last)
}

/// Whether an address is that of an account, with all that it holds: `/@brine`.
fn is_account(url: &Url) -> bool {
    let mut names = naming::segments(url);
    names.next().is_some_and(|name| name.len() > 1 && name.starts_with('@')) && names.next().is_none()
}

/// Whether an account is called by a word by which the link, or its address, names somebody.
fn is_account_of(link: &Link, url: &Url, last: &Url) -> bool {
    let account = last.path().to_lowercase().replace(['-', '_', '.'], "");
    telling_words(url).into_iter().chain(telling_beginnings(&link.text)).any(|word| account.contains(&word))
}

/// Whether another site is that of the show or the person that the link, or its address, names: a word of the name stands in the host.
fn is_site_of_its_own(link: &Link, url: &Url, last: &Url) -> bool {
    const SHORTEST: usize = 4;
    let host = site::host(last).replace(['.', '-'], "");
    let mut named = telling_words(url).into_iter().chain(beginnings(&link.text));
    named.any(|word| word.len() >= SHORTEST && host.contains(&word))
        || sent_home::is_site_of(url, last)
        || site::is_name(last, &link.text)
}

/// Whether an address still has most of the words that named the other.
fn has_name_of(last: &Url, url: &Url) -> bool {
    let path = percent_decode_str(last.path()).decode_utf8_lossy();
    has_most(&telling_words(url), &format!("{path} {}", last.query().unwrap_or_default()))
}

/// Whether the title and the headings of the page at the end tell of what the address or the link's text named.
fn is_told_of(url: &Url, link: &Link, outcome: &Outcome) -> bool {
    let End::Answered { page: Some(page), .. } = &outcome.walk.end else { return false };
    if is_search(&outcome.walk.last) {
        return false;
    }
    let told = format!("{} {}", page.title, page.headings.join(" "));
    let text = telling_beginnings(&link.text);
    has_most(&telling_words(url), &told) || (text.len() >= 2 && has_most(&text, &told))
}

#[cfg(test)]
mod tests {
    use crate::check::AnchorFact;
    use crate::link::{Group, Link};
    use crate::verdict::samples::{after, answered, link, ok_after, page};
    use crate::verdict::{Class, Policy, Reason, Verdict, judge};

    fn judged(link: &Link, status: u16, to: &str, title: &str) -> Verdict {
        let end = answered(200, &[], page(title, &"Some text. ".repeat(200)));
        judge(link, Some(&after(&link.href, &[(status, &format!("https://a.test{to}"))], end)), &Policy::default())
    }

    fn of(from: &str, status: u16, to: &str, title: &str) -> Verdict {
        judged(&link(&format!("https://a.test{from}"), "What they wrote"), status, to, title)
    }

    #[test]
    fn the_list_in_which_a_page_stood_is_not_the_page() {
        for (from, to) in [
            ("/politics/lighthouse-is-sold-4711.html", "/politics/"),
            ("/events/horn-concert-2024-05-12", "/events/"),
            ("/jobs/engineer-4411", "/jobs"),
            ("/product/zoom-h6-recorder", "/products/"),
            ("/products/fog-mug", "/collections/all"),
            ("/shows/horn-talk/the-oven-881", "/shows/horn-talk"),
            ("/2022/talks/low-tones", "/2025/"),
            ("/product/foghorn-records", "/search?q=foghorn+records"),
            ("/documents/annual-report-2021.pdf", "/documents/index.html"),
            ("/episodes/4412", "/episodes"),
            ("/store/mug", "/store"),
            ("/blog/2017/on-eels", "/blog"),
            ("/courses/hydrology-101", "/browse"),
            ("/podcast/weir", "/podcasts"),
            ("/story/weir", "/stories/"),
            ("/podcasts/weir", "/podcasts/all"),
            ("/events/weir-night", "/whats-on"),
            ("/e/mixing-masterclass-612345", "/d/fen--leeds/music--events/"),
            ("/mill/jobs/4411", "/mill"),
            ("/why-the-eels-return-to-the-humber-weir/", "/blog/"),
            ("/ep-12-eels-with-ruth", "/episodes"),
            ("/episode-12-on-eels", "/episodes"),
            ("/eels-return-48213.html", "/news"),
            ("/article/eels-return", "/tag/eels"),
        ] {
            for status in [301, 302] {
                let verdict = of(from, status, to, "All of them");
                assert_eq!((verdict.reason, verdict.suggestion), (Reason::SentToList, None), "{from} {to}");
            }
        }
    }

    #[test]
    fn a_page_that_keeps_its_number_or_its_name_is_the_page() {
        for (from, to, title) in [
            ("/questions/4711/how-do-foghorns-sound", "/questions/4711", "Question"),
            ("/courses/acoustics-of-fog", "/acoustics/", "A course"),
            ("/courses/acoustics-of-fog", "/courses/", "Courses: acoustics of fog"),
            ("/events/all", "/events/", "Events"),
            ("/news/page/2", "/news", "News"),
            ("/podcasts/feed.xml", "/podcasts", "Podcasts"),
            ("/people/wilcox", "/people", "Wilcox and others"),
            ("/on-eels/comment-page-12", "/on-eels", "Fishes"),
            ("/in/jane-doe/recent-activity", "/in/jane-doe", "Jane"),
            ("/company/about-us", "/company", "Company"),
            ("/people/ann.lund", "/people/ann-lund", "Ann Lund"),
            ("/search/fog-horns", "/search?q=fog+horns", "Search"),
            ("/blog/fog-horns", "/news/fog-horns", "News"),
            ("/programme/index.php", "/programme/", "Programme"),
            ("/fog-horns", "/blog", "Blog"),
            ("/docs/topics/01", "/docs", "Docs"),
            ("/ruth/books/21", "/ruth", "Ruth"),
            ("/smoked-eel-soup", "/recipes", "Recipes"),
            ("/the-eels-return-to-the-weir", "/blog", "The eels return to the weir"),
            ("/our-podcast/", "/podcast/", "Podcast"),
            ("/upcoming-tour-dates", "/events", "Events"),
            ("/read-our-eel-blog-archive", "/blog", "Blog"),
            ("/eels", "/category/eels", "Eels"),
            ("/blog/eels-return", "/tag/eels", "Eels: the eels return"),
            ("/mill/jobs/2024", "/mill", "Mill"),
            ("/events/event-calendar", "/calendar", "Calendar"),
            ("/shows/radio-show", "/radio-shows", "Shows"),
            ("/about/press-coverage", "/latest-news", "News"),
            ("/en/upcoming-concerts", "/en/calendar", "Calendar"),
            ("/story/submit", "/stories", "Stories"),
            ("/episode/latest-episode", "/episodes", "Episodes"),
            ("/new/arrivals", "/news", "News"),
        ] {
            let class = of(from, 301, to, title).class;
            assert!(matches!(class, Class::Ok | Class::Redirected), "{from} {to}");
        }
        let named = link("https://a.test/courses/acoustics-of-fog", "Courses on sound");
        let verdict = judged(&named, 301, "/courses", "Our courses on sound");
        assert_eq!((verdict.class, verdict.suggestion.is_some()), (Class::Redirected, true));
        let event = link("https://a.test/events/mill-night", "Event: Mill Night");
        assert_eq!(judged(&event, 301, "/events", "Events at the Mill").reason, Reason::SentToList);
    }

    #[test]
    fn a_list_on_another_site_is_not_the_page() {
        let after = |from: &str, text: &str, to: &str, title: &str| {
            let from = format!("https://a.test{from}");
            let end = answered(200, &[], page(title, &"Some text. ".repeat(200)));
            judge(&link(&from, text), Some(&after(&from, &[(301, to)], end)), &Policy::default()).reason
        };
        for (from, to) in [
            ("/show/quiet-rivers", "https://b.test/podcasts"),
            ("/shows/weir", "https://b.test/en/shows/"),
            ("/2019/05/weir", "https://b.test/blog/"),
            ("/products/weir-mug", "https://b.test/collections/all"),
            ("/artist/lena-marsh", "https://b.test/artists"),
            ("/blog/eels-return", "https://b.test/@brine"),
        ] {
            assert_eq!(after(from, "Quiet Rivers", to, "All of them"), Reason::SentToList, "{from}");
        }
        for (from, text, to, title) in [
            ("/show/quiet-rivers", "Quiet Rivers", "https://quietrivers.test/podcast", "Listen"),
            ("/show/quiet-rivers", "Quiet Rivers", "https://b.test/podcast", "Quiet Rivers"),
            ("/show/the-hour", "Big Radio", "https://bigradio.test/shows", "Shows"),
            ("/shows/ctd", "The Derby show", "https://crosstownderby.test/episodes", "Listen"),
            ("/products/tea", "Tea from Tea House", "https://teahouse.test/shop", "Shop"),
            ("/go/mug", "A mug", "https://b.test/shop", "Shop"),
            ("/people/ruth-amery", "Ruth Amery", "https://b.test/@ruth", "Ruth"),
            ("/people/the-host-of-it", "Ruth Amery", "https://b.test/@ruth_amery", "Ruth"),
            ("/social/our-videos", "Quiet Rivers", "https://b.test/@brine", "Brine"),
            ("/blog/eels-return", "The eels", "https://b.test/@brine/eels-return", "The eels"),
            ("/show/quiet-rivers", "Quiet Rivers", "https://b.test/shows/x", "Listen"),
        ] {
            assert_ne!(after(from, text, to, title), Reason::SentToList, "{from} {to} {title}");
        }
    }

    #[test]
    fn a_list_may_have_a_place_for_the_page() {
        let judged = |fact| {
            let from = "https://a.test/ep-12-eels-with-ruth";
            let mut outcome = ok_after(from, &[(301, "https://a.test/episodes#ep-12")]);
            outcome.anchors = vec![("ep-12".into(), fact)];
            judge(&link(from, "Episode twelve"), Some(&outcome), &Policy::default()).reason
        };
        assert_eq!(judged(AnchorFact::Found), Reason::MovedPermanently);
        assert_eq!(judged(AnchorFact::Unknown), Reason::SentToList);
    }

    #[test]
    fn a_sponsor_may_send_to_its_shelf() {
        let own = Link { group: Group::Sponsor, ..link("https://a.test/offers/good-thread", "Good Thread") };
        assert_eq!(judged(&own, 302, "/offers", "Offers").class, Class::Ok);
    }
}
