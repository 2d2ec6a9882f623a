//! Where a text has phrases of pages that apologise, and what it says with them.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Apology, OFFERS, PHRASES, in_lower_case, is_of_list};
use crate::text::PhraseBook;

/// What a phrase says.
#[derive(Clone, Copy)]
enum Said {
    /// An apology, and its place among all, the gravest first.
    Apology(usize, Apology),
    /// That a domain is offered, if its name stands before.
    Offer,
}

static BOOK: LazyLock<PhraseBook<Said>> = LazyLock::new(|| {
    let apologies = PHRASES.iter().enumerate().map(|(place, (what, phrases))| (Said::Apology(place, *what), *phrases));
    PhraseBook::of(apologies.chain([(Said::Offer, OFFERS)]))
});

/// What a text apologises for.
#[must_use]
pub fn apology_in(text: &str) -> Option<Apology> {
    said_in(text, |_, _, _| true)
}

/// The gravest thing for which a text apologises, as far as a phrase is `meant` so at its place in the text in lower case.
pub(in crate::check) fn said_in(text: &str, meant: impl Fn(Apology, &str, &Range<usize>) -> bool) -> Option<Apology> {
    // Hardly any text has a phrase: that can be told of ASCII in any case.
    let lower = LazyCell::new(|| in_lower_case(text));
    let searched = if text.is_ascii() { text } else { &**lower };
    let mut gravest: Option<(usize, Apology)> = None;
    for (said, at) in BOOK.find(searched) {
        match said {
            Said::Offer if names_domain(&searched[..at.start]) => return Some(Apology::ForSale),
            Said::Apology(place, what)
                if gravest.is_none_or(|(known, _)| place < known)
                    && is_whole(searched, &at)
                    && meant(what, &lower, &at) =>
            {
                gravest = Some((place, what));
            }
            _ => {}
        }
    }
    gravest.map(|(_, what)| what)
}

/// Where a text, in lower case, has words of error pages that no list on a live page has, in no order.
pub(in crate::check) fn errors_in(text: &str) -> impl Iterator<Item = Range<usize>> {
    let says = |said| matches!(said, Said::Apology(_, Apology::NotFound | Apology::Oops));
    let is_error = move |said, at: &Range<usize>| says(said) && is_whole(text, at) && !is_of_list(&text[at.clone()]);
    BOOK.find(text).filter(move |(said, at)| is_error(*said, at)).map(|(_, at)| at)
}

/// Whether the last word before an offer is the name of a domain: `example.com is for sale`.
fn names_domain(before: &str) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let dot = word.trim_matches(|c: char| !c.is_alphanumeric()).find('.');
    dot.is_some_and(|at| at > 0)
}

/// Whether a stretch of text begins and ends with whole words.
fn is_whole(text: &str, at: &Range<usize>) -> bool {
    let (before, hit, after) = (&text[..at.start], &text[at.clone()], &text[at.end..]);
    !joins(before.chars().next_back(), hit.chars().next()) && !joins(after.chars().next(), hit.chars().next_back())
}

/// Whether two neighbours belong to one word; scripts without spaces between words have no such neighbours.
fn joins(neighbour: Option<char>, edge: Option<char>) -> bool {
    let has_spaces = |c: char| (c as u32) < 0x2E80 && !matches!(c, '\u{E00}'..='\u{EFF}');
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && has_spaces(c));
    is_word(neighbour) && is_word(edge)
}
