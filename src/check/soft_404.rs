//! Pages that answer 200 and say that there is nothing.
//!
//! Phrases alone prove little: there are articles about error pages. So a phrase is only a hint about a place on the page; `verdict` weighs it against
//! the page's own text and the link's, and `sibling` asks the site what it says at an address that doesn't exist.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::phrases::{OFFERS, PHRASES};
use super::{Apology, PageFacts, Spot};

/// The gravest apology of a page, in its title, else its headings, else the beginning of its text.
pub(super) fn apology(facts: &PageFacts) -> Option<(Apology, Spot)> {
    find(&facts.title)
        .map(|what| (what, Spot::Title))
        .or_else(|| facts.headings.iter().find_map(|heading| find(heading)).map(|what| (what, Spot::Heading)))
        .or_else(|| find(&facts.text).map(|what| (what, Spot::Text)))
}

/// All phrases at once, those that offer a domain behind them; and what each of the phrases means, the gravest first.
static FINDER: LazyLock<(AhoCorasick, Vec<Apology>)> = LazyLock::new(|| {
    let phrases = || PHRASES.iter().flat_map(|(what, phrases)| phrases.iter().map(move |phrase| (*what, *phrase)));
    let finder = AhoCorasick::new(phrases().map(|(_, phrase)| phrase).chain(OFFERS.iter().copied()));
    (finder.expect("the tables are small"), phrases().map(|(what, _)| what).collect())
});

/// What a text apologises for.
fn find(text: &str) -> Option<Apology> {
    let text = if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase().replace('’', "'") };
    let (finder, meanings) = &*FINDER;
    let mut gravest: Option<usize> = None;
    for hit in finder.find_overlapping_iter(&text) {
        let index = hit.pattern().as_usize();
        if index >= meanings.len() {
            if names_domain(&text[..hit.start()]) {
                return Some(Apology::ForSale);
            }
        } else if gravest.is_none_or(|known| index < known) && is_whole(&text, hit.start(), hit.end()) {
            gravest = Some(index);
        }
    }
    gravest.map(|index| meanings[index])
}

/// Whether the last word before an offer is the name of a domain: `example.com is for sale`.
fn names_domain(before: &str) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let dot = word.trim_matches(|c: char| !c.is_alphanumeric()).find('.');
    dot.is_some_and(|at| at > 0)
}

/// Whether a stretch of text begins and ends with whole words.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let (before, hit, after) = (&text[..start], &text[start..end], &text[end..]);
    !joins(before.chars().next_back(), hit.chars().next()) && !joins(after.chars().next(), hit.chars().next_back())
}

/// Whether two neighbours belong to one word; scripts without spaces between words have no such neighbours.
fn joins(neighbour: Option<char>, edge: Option<char>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && (c as u32) < 0x2E80);
    is_word(neighbour) && is_word(edge)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str, text: &str) -> Option<(Apology, Spot)> {
        apology(&PageFacts { title: title.to_owned(), text: text.to_owned(), ..PageFacts::default() })
    }

    #[test]
    fn phrases_are_found_where_they_stand() {
        assert_eq!(of("Page not found - Site", ""), Some((Apology::NotFound, Spot::Title)));
        assert_eq!(of("Site", "This video has been removed by the uploader."), Some((Apology::Removed, Spot::Text)));
        assert_eq!(of("Welcome to nginx!", ""), Some((Apology::DefaultPage, Spot::Title)));
        assert_eq!(of("x.example", "Buy this domain today"), Some((Apology::ForSale, Spot::Text)));
        assert_eq!(of("old-show.example is for sale!", ""), Some((Apology::ForSale, Spot::Title)));
        assert_eq!(of("The old harbour is for sale", ""), None);
        assert_eq!(of("ページが見つかりません", ""), Some((Apology::NotFound, Spot::Title)));
    }

    #[test]
    fn apologies_are_known_in_many_languages() {
        for said in [
            "Cette page n’existe pas",
            "Diese Seite gibt es nicht",
            "Stranica nije pronađena",
            "No s'ha trobat la pàgina",
            "Страницата не е намерена",
        ] {
            assert_eq!(of(said, ""), Some((Apology::NotFound, Spot::Title)), "{said}");
        }
        assert_eq!(of("Whoops!", ""), Some((Apology::Oops, Spot::Title)));
        assert_eq!(of("ma-radio.fr est à vendre", ""), Some((Apology::ForSale, Spot::Title)));
        assert_eq!(of("Error establishing a database connection", ""), Some((Apology::OutOfOrder, Spot::Title)));
    }

    #[test]
    fn parts_of_words_are_no_phrases() {
        assert_eq!(of("Room 14043", ""), None);
        assert_eq!(of("Oak moth season", "Bread made with old grain"), None);
    }
}
