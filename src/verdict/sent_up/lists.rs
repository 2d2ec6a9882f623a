//! Lists of pages, known by their addresses: sections, years, the shelves of shops, searches.

use percent_encoding::percent_decode_str;
use url::Url;

use super::super::naming::{is_of_folder, name, segments};
use crate::text::words;

/// What lists of pages are called.
pub(super) const LISTS: &[&str] = &[
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

/// Whether a path has nothing but names of lists, and perhaps a language.
pub(super) fn is_bare_list(url: &Url) -> bool {
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
pub(super) fn is_in_list(url: &Url) -> bool {
    let is_called_so = |name: String| {
        LISTS.iter().any(|list| is_one_of_many(&name, list)) || LISTS.contains(&&*name) || is_year(&name)
    };
    segments(url).rev().skip(1).map(stem).any(is_called_so)
}

/// Whether a page stands in a folder that is called by a year.
pub(super) fn is_dated(url: &Url) -> bool {
    segments(url).rev().skip(1).any(is_year)
}

/// Whether a page with a number stood in a folder that is called like a list, and gave way to a list or was of a kind that passes: `/mill/jobs/4411`.
pub(super) fn is_numbered_in_list(url: &Url, last: &Url) -> bool {
    /// The folders of what ends some day.
    const PASSING: &[&str] = &["jobs", "careers", "karriere", "stellen", "events", "e", "veranstaltungen", "eventos"];
    let is_number = |name: &str| name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_digit()) && !is_year(name);
    let mut names = segments(url).rev();
    let is_one = names.next().is_some_and(is_number);
    let folder = names.next().map(stem).unwrap_or_default();
    let has_list = || name(last).is_some_and(|name| LISTS.contains(&&*stem(name)));
    is_one && (PASSING.contains(&&*folder) || LISTS.contains(&&*folder) && has_list())
}

/// Whether an address that is no deeper than the other is called like a list, or by a year alone.
pub(super) fn is_list(last: &Url, url: &Url) -> bool {
    let name = stem(name(last).unwrap_or_default());
    let (depth, deepest) = (segments(last).count(), segments(url).count());
    let is_of_event = || segments(url).rev().skip(1).any(|folder| EVENTS.contains(&&*stem(folder)));
    let is_called_so = LISTS.contains(&&*name) || is_year(&name) || CALENDARS.contains(&&*name) && is_of_event();
    let is_so = is_called_so && depth <= deepest || is_long_list(&name) && depth <= deepest + 1;
    let is_same_folder = || segments(last).next() == segments(url).next();
    is_so && last.query().is_none() && (is_same_folder() || !is_named_in(&name, url))
}

/// Whether the word that a list is called by is one of those that named a page, which may have been a list itself: `/events/event-calendar`. One of
/// what it lists has a number: `/episode-12`.
fn is_named_in(list: &str, url: &Url) -> bool {
    let named = percent_decode_str(name(url).unwrap_or_default()).decode_utf8_lossy().to_lowercase();
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit()) && !is_year(word);
    let behind = words(&named).skip(1).map(Some).chain([None]);
    let named = || words(&named).zip(behind.clone());
    let is_one = |word: &str, next: Option<&str>, list: &str| {
        word == list || is_one_of_many(list, word) || is_one_of_many(word, list) && !next.is_some_and(is_number)
    };
    words(list).any(|list| named().any(|(word, next)| is_one(word, next, list)))
}

/// Whether a name is that of all things of a kind, or of a kind of them: `all-events`, `music--events`.
fn is_long_list(name: &str) -> bool {
    const LONGEST: usize = 8;
    let is_of_kind = name.starts_with("all-") || name.starts_with("alle-") || name.contains("--");
    is_of_kind
        && words(name).nth(LONGEST).is_none()
        && words(name).next_back().is_some_and(|word| LISTS.contains(&word))
}

fn is_year(name: &str) -> bool {
    let is_recent = name.starts_with("19") || name.starts_with("20");
    name.len() == 4 && is_recent && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether an address is that of a folder in which the other stood. A number may be all that is needed to name a page.
pub(super) fn is_above(last: &Url, url: &Url) -> bool {
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

/// Whether the address of a shop's item has become that of a shelf.
pub(super) fn is_shelf(last: &Url, url: &Url) -> bool {
    const ITEMS: &[&str] =
        &["product", "products", "produkt", "produkte", "produit", "produits", "producto", "productos", "item"];
    const SHELVES: &[&str] =
        &["collections", "product-category", "categoria-producto", "category", "categories", "produkt-kategorie"];
    let is_item = |url: &Url| segments(url).rev().nth(1).is_some_and(|segment| ITEMS.contains(&&*stem(segment)));
    is_item(url) && !is_item(last) && segments(last).any(|segment| SHELVES.contains(&&*stem(segment)))
}

pub(super) fn is_search(url: &Url) -> bool {
    segments(url).any(|segment| SEARCHES.contains(&&*stem(segment)))
}

/// A segment in lower case, without an ending.
pub(super) fn stem(segment: &str) -> String {
    let segment = percent_decode_str(segment).decode_utf8_lossy();
    segment.split('.').next().unwrap_or_default().to_lowercase()
}
