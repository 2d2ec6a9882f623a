//! Links to a page that lead to a list of pages now: the section in which it stood, a shop's shelf, a search.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;
use url::Url;

use super::naming::{is_file, is_of_folder, name, segments};
use super::{known, sent_home, site};
use crate::check::{End, Outcome};
use crate::link::Link;
use crate::link::home::is_home;
use crate::text::words;

/// What lists of pages are called.
const LISTS: &[&str] = &[
    "actualites",
    "actualités",
    "afleveringen",
    "aktuelles",
    "all",
    "all-shows",
    "alle",
    "archiv",
    "archive",
    "archives",
    "archivio",
    "archivo",
    "arkiv",
    "articles",
    "artikel",
    "artistes",
    "artists",
    "authors",
    "autoren",
    "avsnitt",
    "blog",
    "blogg",
    "blogs",
    "books",
    "browse",
    "buecher",
    "bücher",
    "careers",
    "catalog",
    "catalogue",
    "categories",
    "category",
    "collections",
    "courses",
    "discover",
    "documents",
    "dokumente",
    "downloads",
    "episoden",
    "episodes",
    "episodios",
    "events",
    "explore",
    "folgen",
    "items",
    "jobs",
    "karriere",
    "kategorie",
    "kurse",
    "library",
    "livres",
    "magazin",
    "mediathek",
    "music",
    "news",
    "nieuws",
    "noticias",
    "notizie",
    "nyheter",
    "people",
    "personen",
    "podcast",
    "podcasts",
    "posts",
    "productos",
    "products",
    "produits",
    "produkte",
    "programs",
    "projects",
    "publications",
    "publikationen",
    "puntate",
    "recipes",
    "rezepte",
    "series",
    "shop",
    "shows",
    "sitemap",
    "speakers",
    "staff",
    "store",
    "stories",
    "team",
    "themen",
    "tienda",
    "topics",
    "veranstaltungen",
    "videos",
    "watch",
];

/// What lists of what is still to come are called: they follow pages of events, and stand for themselves otherwise.
const CALENDARS: &[&str] = &[
    "agenda",
    "calendar",
    "kalender",
    "programm",
    "programme",
    "schedule",
    "spielplan",
    "termine",
    "whats-on",
    "what-s-on",
];

/// The folders in which pages of events stand.
const EVENTS: &[&str] =
    &["event", "events", "veranstaltung", "veranstaltungen", "evenement", "evenements", "evento", "eventos"];

/// What searches are called.
const SEARCHES: &[&str] =
    &["search", "searchresults", "search-results", "suche", "recherche", "buscar", "busca", "zoeken", "sok", "ricerca"];

/// Words of names that say nothing of one page.
const EMPTY: &[&str] = &[
    "all", "and", "are", "about", "contact", "der", "die", "das", "for", "from", "get", "home", "how", "html", "index",
    "list", "main", "new", "our", "overview", "page", "php", "les", "los", "the", "und", "with", "you", "your",
];

/// Words are compared by this many characters at most, so that endings don't matter.
const STEM: usize = 6;

/// Whether a link to one page now leads to a list that doesn't name it.
pub(super) fn of(link: &Link, url: &Url, outcome: &Outcome) -> bool {
    let last = &outcome.walk.last;
    (gives_way(url, last) || gives_way_elsewhere(link, url, last))
        && !known::is_redirector(url)
        && !sent_home::is_campaign(link, url, last)
        && !is_told_of(url, link, outcome)
}

/// Whether the address of one page has become that of a list on the same site.
pub(super) fn gives_way(url: &Url, last: &Url) -> bool {
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
        || names_one(url) && (is_search(last) || is_parent || is_list)
}

/// Whether the address of one page has become that of a list on another site, which is all that its path names: a service that was bought or closed.
fn gives_way_elsewhere(link: &Link, url: &Url, last: &Url) -> bool {
    let is_elsewhere = site::host(url) != site::host(last);
    is_elsewhere
        && is_bare_list(last)
        && is_in_list(url)
        && (names_one(url) || names_any(url))
        && !is_search(url)
        && !has_name_of(last, url)
        && !is_site_of_its_own(link, url, last)
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

/// Whether a path has nothing but names of lists, and perhaps a language.
fn is_bare_list(url: &Url) -> bool {
    // The site of a single show has these.
    const OWN: &[&str] = &["podcast", "episodes", "episoden", "folgen"];
    let is_language = |name: &str| name.len() == 2 || name.len() == 5 && name.as_bytes()[2] == b'-';
    let (mut names, mut lists) = (segments(url).map(stem), 0);
    let is_all = names.all(|name| {
        let is_list = LISTS.contains(&&*name) && !OWN.contains(&&*name);
        lists += usize::from(is_list);
        is_list || is_language(&name)
    });
    is_all && lists > 0 && url.query().is_none()
}

/// Whether a page stands in a folder that is called like a list, or like one of what it lists, or by a year.
fn is_in_list(url: &Url) -> bool {
    let is_called_so = |name: String| {
        LISTS.iter().any(|list| is_one_of_many(&name, list)) || LISTS.contains(&&*name) || is_year(&name)
    };
    segments(url).rev().skip(1).map(stem).any(is_called_so)
}

/// Whether an address is that of a folder in which the other stood. A number may be all that is needed to name a page.
fn is_above(last: &Url, url: &Url) -> bool {
    let is_whole = |name: &str| is_of_folder(name) || matches!(name, "all" | "alle");
    let (mut above, mut below) = (segments(last).filter(|name| !is_whole(name)), segments(url));
    let begins = above.by_ref().all(|segment| {
        below.next().is_some_and(|own| own.eq_ignore_ascii_case(segment) || is_one_of_many(&stem(own), &stem(segment)))
    });
    begins && below.next().is_some() && name(last).is_some_and(|name| !name.contains(|c: char| c.is_ascii_digit()))
}

/// Whether a word in the singular stands for those in the plural: `podcast` for `podcasts`, `story` for `stories`.
fn is_one_of_many(one: &str, many: &str) -> bool {
    let ending = |singular: &str, plural: &str| {
        one.strip_suffix(singular).is_some_and(|stem| !stem.is_empty() && many.strip_suffix(plural) == Some(stem))
    };
    one != "new" && (ending("", "s") || ending("", "es") || ending("y", "ies"))
}

/// Whether an address that is no deeper than the other is called like a list, or by a year alone.
fn is_list(last: &Url, url: &Url) -> bool {
    let name = stem(name(last).unwrap_or_default());
    let (depth, deepest) = (segments(last).count(), segments(url).count());
    let is_of_event = || segments(url).rev().skip(1).any(|folder| EVENTS.contains(&&*stem(folder)));
    let is_called_so = LISTS.contains(&&*name) || is_year(&name) || CALENDARS.contains(&&*name) && is_of_event();
    let is_so = is_called_so && depth <= deepest || is_long_list(&name) && depth <= deepest + 1;
    let is_same_folder = || segments(last).next() == segments(url).next();
    is_so && last.query().is_none() && (is_same_folder() || !is_named_in(&name, url))
}

/// Whether the word that a list is called by is one of those that named a page, which may have been a list itself: `/events/event-calendar`.
fn is_named_in(list: &str, url: &Url) -> bool {
    let named = percent_decode_str(name(url).unwrap_or_default()).decode_utf8_lossy().to_lowercase();
    let is_one = |word: &str, list: &str| word == list || is_one_of_many(word, list) || is_one_of_many(list, word);
    words(list).any(|list| words(&named).any(|word| is_one(word, list)))
}

/// Whether a name is that of all things of a kind, or of a kind of them: `all-events`, `music--events`.
fn is_long_list(name: &str) -> bool {
    let is_of_kind = name.starts_with("all-") || name.starts_with("alle-") || name.contains("--");
    is_of_kind && words(name).next_back().is_some_and(|word| LISTS.contains(&word))
}

fn is_year(name: &str) -> bool {
    let is_recent = name.starts_with("19") || name.starts_with("20");
    name.len() == 4 && is_recent && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the address of a shop's item has become that of a shelf.
fn is_shelf(last: &Url, url: &Url) -> bool {
    const ITEMS: &[&str] =
        &["product", "products", "produkt", "produkte", "produit", "produits", "producto", "productos", "item"];
    const SHELVES: &[&str] =
        &["collections", "product-category", "categoria-producto", "category", "categories", "produkt-kategorie"];
    let is_item = |url: &Url| segments(url).rev().nth(1).is_some_and(|segment| ITEMS.contains(&&*stem(segment)));
    is_item(url) && !is_item(last) && segments(last).any(|segment| SHELVES.contains(&&*stem(segment)))
}

fn is_search(url: &Url) -> bool {
    segments(url).any(|segment| SEARCHES.contains(&&*stem(segment)))
}

/// A segment in lower case, without an ending.
fn stem(segment: &str) -> String {
    let segment = percent_decode_str(segment).decode_utf8_lossy();
    segment.split('.').next().unwrap_or_default().to_lowercase()
}

/// Whether a path below a folder ends in what names one page: two words or more that say something, or one and a number.
fn names_one(url: &Url) -> bool {
    const SUBPAGES: &[&str] = &[
        "comment", "recent", "latest", "activity", "amp", "feed", "print", "embed", "share", "gallery", "photos",
        "reviews",
    ];
    let own = stem(name(url).unwrap_or_default());
    if SUBPAGES.iter().any(|part| own.starts_with(part)) {
        return false;
    }
    let telling = telling_words(url);
    let is_numbered = || words(name(url).unwrap_or_default()).any(|word| word.len() > 1 && is_number(word));
    segments(url).count() >= 2 && (telling.len() >= 2 || telling.len() == 1 && is_numbered())
}

/// Whether a path ends in anything that may name one page: an id, a word. Lists have several pages, and feeds.
fn names_any(url: &Url) -> bool {
    const PARTS: &[&str] = &[
        "page", "seite", "feed", "rss", "atom", "latest", "new", "upcoming", "past", "overview", "list", "index",
        "submit",
    ];
    let is_part = |segment: &str| PARTS.contains(&&*stem(segment)) || LISTS.contains(&&*stem(segment));
    segments(url).count() >= 2 && !segments(url).skip(1).any(is_part)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The beginnings of the words in the last part of the path that say something.
fn telling_words(url: &Url) -> HashSet<String> {
    let name = percent_decode_str(name(url).unwrap_or_default()).decode_utf8_lossy();
    let name = if is_file(url) { name.rsplit_once('.').map_or(&*name, |(stem, _)| stem) } else { &*name };
    beginnings(name).filter(|word| !EMPTY.contains(&word.as_str())).collect()
}

/// The beginnings of the words in a text, in lower case.
fn beginnings(text: &str) -> impl Iterator<Item = String> {
    words(text)
        .filter(|word| word.len() > 2 && !is_number(word))
        .map(|word| word.to_lowercase().chars().take(STEM).collect())
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
    let text: HashSet<String> = beginnings(&link.text).filter(|word| !EMPTY.contains(&word.as_str())).collect();
    has_most(&telling_words(url), &told) || (text.len() >= 2 && has_most(&text, &told))
}

fn has_most(wanted: &HashSet<String>, text: &str) -> bool {
    let there: HashSet<String> = beginnings(text).collect();
    !wanted.is_empty() && wanted.iter().filter(|word| there.contains(*word)).count() * 3 >= wanted.len() * 2
}

#[cfg(test)]
mod tests {
    use crate::link::{Group, Link};
    use crate::verdict::samples::{after, answered, link, page};
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
            ("/show/quiet-rivers", "Quiet Rivers", "https://b.test/shows/x", "Listen"),
        ] {
            assert_ne!(after(from, text, to, title), Reason::SentToList, "{from} {to} {title}");
        }
    }

    #[test]
    fn a_sponsor_may_send_to_its_shelf() {
        let own = Link { group: Group::Sponsor, ..link("https://a.test/offers/good-thread", "Good Thread") };
        assert_eq!(judged(&own, 302, "/offers", "Offers").class, Class::Ok);
    }
}
