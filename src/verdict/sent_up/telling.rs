//! The words of an address that name one page.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;
use url::Url;

use super::super::naming::{is_file, name, segments};
use super::lists::{LISTS, stem};
use crate::text::words;

/// Words of names that say nothing of one page.
const EMPTY: &[&str] = &[
    "all", "and", "are", "about", "contact", "der", "die", "das", "for", "from", "get", "home", "how", "html", "index",
    "list", "main", "new", "our", "overview", "page", "php", "les", "los", "the", "und", "with", "you", "your",
];

/// Words are compared by this many characters at most, so that endings don't matter.
const STEM: usize = 6;

/// Whether a path below a folder ends in what names one page: two words or more that say something, or one and a number.
pub(super) fn names_one(url: &Url) -> bool {
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
pub(super) fn names_any(url: &Url) -> bool {
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

/// Whether a word, in lower case, says something of one page.
pub(super) fn is_telling(word: &str) -> bool {
    is_spelt(word) && !EMPTY.contains(&word)
}

fn is_spelt(word: &str) -> bool {
    word.len() > 2 && !is_number(word)
}

/// The beginnings of the words in the last part of the path that say something.
pub(super) fn telling_words(url: &Url) -> HashSet<String> {
    let name = percent_decode_str(name(url).unwrap_or_default()).decode_utf8_lossy();
    let name = if is_file(url) { name.rsplit_once('.').map_or(&*name, |(stem, _)| stem) } else { &*name };
    telling_beginnings(name)
}

/// The beginnings of the words in a text that say something.
pub(super) fn telling_beginnings(text: &str) -> HashSet<String> {
    beginnings(text).filter(|word| !EMPTY.contains(&word.as_str())).collect()
}

/// The beginnings of the words in a text, in lower case.
pub(super) fn beginnings(text: &str) -> impl Iterator<Item = String> {
    words(text).filter(|word| is_spelt(word)).map(|word| word.to_lowercase().chars().take(STEM).collect())
}

/// Whether a text has most of such beginnings.
pub(super) fn has_most(wanted: &HashSet<String>, text: &str) -> bool {
    let there: HashSet<String> = beginnings(text).collect();
    !wanted.is_empty() && wanted.iter().filter(|word| there.contains(*word)).count() * 3 >= wanted.len() * 2
}
