//! Of what a sentence says that it is gone: of the page, or of something that the page tells of.
//!
//! "Tickets are no longer available" stands on many a live page, and "This episode is no longer available" on hardly one.

use std::ops::Range;

use super::sense::{around, words};
use super::withdrawn::{self, Part};

/// What ends a sentence, or what stands beside it in a line.
const ENDS: &[&str] = &[". ", "! ", "? ", "… ", " – ", " — ", " · ", " | ", " • "];

/// Phrases that begin with one of these say nothing of whom they speak.
const VERBS: &[&str] = &[
    "no",
    "has",
    "not",
    "in",
    "is",
    "owner",
    "does",
    "doesn't",
    "could",
    "cannot",
    "can't",
    "nicht",
    "wurde",
    "nimmt",
    "existiert",
    "gibt",
    "n'est",
    "n'existe",
    "a",
    "ya",
    "ha",
    "já",
    "não",
    "foi",
    "non",
    "è",
    "niet",
    "bestaat",
    "inte",
    "ikke",
    "er",
    "nie",
    "zostało",
    "został",
    "została",
];

/// What begins another part of the sentence: "the tickets for this event".
const LINKS: &[&str] = &[
    "for", "of", "from", "on", "at", "to", "with", "by", "about", "and", "or", "when", "if", "where", "why", "whether",
    "because", "trying", "für", "von", "aus", "zu", "wenn", "dass", "ob", "pour", "de", "du", "des", "que", "si",
    "para", "del", "di", "della", "van", "voor", "om", "till", "til", "af", "av", "do", "z", "dla",
];

/// Before a thing, even if a word stands between that tells which: "our old forum".
const ARTICLES: &[&str] = &["the", "our", "my", "their", "his", "her", "a", "an", "any", "some"];

/// Behind what is gone, these narrow it down: "on Stitcher", "for non-members", "online".
const NARROWING: &[&str] =
    &["on", "for", "in", "online", "as", "from", "outside", "elsewhere", "auf", "bei", "für", "sur", "pour"];

/// Behind those, what narrows nothing down.
const ANYBODY: &[&str] = &[
    "this",
    "our",
    "download",
    "downloading",
    "purchase",
    "viewing",
    "streaming",
    "playback",
    "listening",
    "you",
    "us",
    "sale",
    "order",
    "any",
    "the",
    "dieser",
    "unserer",
    "ce",
    "notre",
];

/// What points to what the page shows.
const THIS: &[&str] =
    &["this", "dieses", "diese", "dieser", "cette", "ce", "cet", "este", "esta", "questo", "questa", "deze", "dit"];

/// The last words of what is only so at a place.
const PLACES: &[&str] = &["country", "region", "location", "land", "país", "paese", "votre"];

/// Where a phrase stands.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// In the text of a page with this name, with which the text may begin.
    Text(&'a str),
    /// In a heading below the first.
    Part,
}

/// Whether a phrase that a text, in lower case, has at a place tells of the page.
pub(super) fn is_of_page(text: &str, at: &Range<usize>, place: Place<'_>) -> bool {
    let (before, behind) = around(text, at, ENDS);
    if is_asked(text, at) || is_narrowed(behind) {
        return false;
    }
    let Place::Text(name) = place else { return is_subject_of(&text[at.clone()], before, false) };
    let (rest, is_first) = opening(before, at, name);
    is_subject_of(&text[at.clone()], rest, is_first) || is_called(before, name)
}

/// Whether a phrase has the page for its subject, in itself or in what stands before it.
fn is_subject_of(phrase: &str, before: &str, is_first: bool) -> bool {
    let is_this = || words(before).next().is_some_and(|word| THIS.contains(&word));
    if is_local(phrase) && !is_first && !is_this() {
        return false;
    }
    let is_bare = words(phrase).next().is_some_and(|word| VERBS.contains(&word));
    // Nothing but a form takes responses, whatever it is called.
    let has_subject = !is_bare || phrase.ends_with("responses");
    before.trim().is_empty() || if has_subject { is_own(before) } else { is_subject(before, is_first) }
}

/// Whether a phrase on a site or an account states that this one is closed: a hoster asks whether yours is.
pub(super) fn is_statement(text: &str, at: &Range<usize>, name: &str) -> bool {
    const ELSEWHERE: &[&str] = &["elsewhere", "or", "on", "from"];
    let (before, behind) = around(text, at, ENDS);
    let is_elsewhere = words(behind).next().is_some_and(|word| ELSEWHERE.contains(&word)) && behind.starts_with(' ');
    let (rest, _) = opening(before, at, name);
    !is_asked(text, at) && !is_elsewhere && is_own(rest) && !words(rest).any(|word| LINKS.contains(&word))
}

/// Whether a text begins with a sentence that has a phrase.
pub(super) fn is_first(text: &str, at: &Range<usize>, name: &str) -> bool {
    let (before, _) = around(text, at, ENDS);
    let (rest, is_first) = opening(before, at, name);
    is_first && is_own(rest)
}

/// Whether a text says a phrase at once, behind the name of the page, or where it begins, and small words.
pub(super) fn begins(text: &str, at: &Range<usize>, name: &str) -> bool {
    let before = &text[..at.start];
    let behind_name = before.split_once(name).filter(|_| !name.is_empty()).map(|(_, rest)| rest.trim_start());
    let rest = behind_name.map_or(before, |rest| rest.strip_prefix(name).unwrap_or(rest)).trim_start();
    // Scripts without blanks have words that are sentences.
    words(rest).all(withdrawn::is_known) || !rest.contains(' ')
}

/// Whether what is said to have moved went to a place: "to a new design" is none.
pub(super) fn is_move(text: &str, at: &Range<usize>) -> bool {
    const NO_PLACES: &[&str] = &[
        "design", "layout", "look", "theme", "format", "version", "style", "schedule", "day", "time", "slot", "season",
    ];
    let (_, behind) = around(text, at, ENDS);
    !is_asked(text, at) && !words(behind).take(4).any(|word| NO_PLACES.contains(&word))
}

/// Whether the sentence with a phrase is a question.
pub(super) fn is_asked(text: &str, at: &Range<usize>) -> bool {
    let (_, behind) = around(text, at, ENDS);
    text[at.end..][behind.len()..].starts_with('?') || behind.trim_end().ends_with('?')
}

fn is_narrowed(behind: &str) -> bool {
    if !behind.starts_with(' ') {
        return false;
    }
    let mut words = words(behind);
    let is_narrow = words.next().is_some_and(|word| NARROWING.contains(&word));
    is_narrow && !words.next().is_some_and(|word| ANYBODY.contains(&word))
}

fn is_local(phrase: &str) -> bool {
    words(phrase).next_back().is_some_and(|word| PLACES.contains(&word))
}

/// What stands in a sentence before a phrase, behind the name that begins a text as its heading; and whether that is where the text begins.
fn opening<'a>(before: &'a str, at: &Range<usize>, name: &str) -> (&'a str, bool) {
    let begins = at.start == before.len();
    let rest = before.strip_prefix(name).filter(|_| begins && !name.is_empty());
    (rest.unwrap_or(before), begins)
}

/// Whether a phrase with its own subject, such as "page is no longer available", has it for the page: not "our Facebook page".
fn is_own(before: &str) -> bool {
    let mut last = words(before).rev();
    match last.next() {
        None => true,
        Some(word) if withdrawn::is_known(word) => !LINKS.contains(&word),
        Some(_) => !last.take(2).any(|word| ARTICLES.contains(&word)),
    }
}

/// Whether the last words before a phrase name the page, or its thing: "this episode is", "the item that you requested is".
fn is_subject(before: &str, is_first: bool) -> bool {
    let all: Vec<&str> = words(before).collect();
    let known = all.iter().rev().take_while(|word| withdrawn::is_known(word)).count();
    let own = &all[all.len() - known..];
    let is_thing = |word: &&str| withdrawn::part(word).is_some();
    if !own.iter().any(is_thing) {
        // "Sorry, no longer available.", "This video cannot be played, or it has been deleted."
        return is_carried_on(&all, own) || (is_first && known == all.len());
    }
    // A word such as "this" stands before the thing, unless the sentence is all about it.
    let small = own.iter().position(|word| !is_thing(word) || word.starts_with("l'")).unwrap_or(own.len());
    let is_told = own[small..].iter().any(is_thing) && !LINKS.contains(&own[0]);
    let is_whole = known == all.len() && is_first;
    let is_lesser = own.iter().all(|word| withdrawn::part(word) != Some(Part::Page));
    (is_whole || is_told) && (is_first || !is_lesser)
}

/// Whether a sentence has named the page, and goes on to speak of it: "or it has been deleted".
fn is_carried_on(all: &[&str], own: &[&str]) -> bool {
    own.iter().any(|word| matches!(*word, "it" | "and")) && all.windows(2).any(|pair| names_page(pair[0], pair[1]))
}

fn is_copula(text: &str) -> bool {
    const COPULAS: &[&str] =
        &["is", "are", "was", "has", "have", "been", "ist", "wurde", "est", "a", "été", "está", "è"];
    words(text).all(|word| COPULAS.contains(&word))
}

/// Whether two words name the page: "this video".
fn names_page(this: &str, thing: &str) -> bool {
    matches!(this, "this" | "that") && withdrawn::part(thing) == Some(Part::Page)
}

/// Whether the subject is the name of the page.
fn is_called(before: &str, name: &str) -> bool {
    !name.is_empty() && before.rsplit_once(name).is_some_and(|(_, rest)| is_copula(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str, phrase: &str) -> bool {
        let text = text.to_lowercase();
        let at = text.rfind(phrase).unwrap_or_else(|| panic!("{phrase} in {text}"));
        is_of_page(&text, &(at..at + phrase.len()), Place::Text("peat"))
    }

    #[test]
    fn the_page_and_its_thing_are_subjects() {
        for text in [
            "This episode is no longer available.",
            "Peat This episode is no longer available.",
            "Klangpost Home The item you are looking for is no longer available.",
            "A walk over the bog. Sorry, this content is no longer available",
            "Peat is no longer available.",
            "Home Contact Listing The item you are looking for is no longer available.",
            "Klangpost The item you are looking for is no longer available.",
            "Sorry, no longer available.",
            "This offer is no longer available.",
            "This transfer has expired and is no longer available for download.",
        ] {
            assert!(is(text, "no longer available"), "{text}");
        }
        assert!(is("Sorry This video cannot be played here, or it has been deleted.", "has been deleted"));
        assert!(!is("Sorry The harbour was full, or it has been deleted.", "has been deleted"));
        assert!(is("The form Listeners 2018 is no longer accepting responses.", "no longer accepting responses"));
        assert!(is("Klangpost L'épisode que vous cherchez n'est plus disponible.", "n'est plus disponible"));
        assert!(is("Dieser Beitrag ist leider nicht mehr verfügbar.", "nicht mehr verfügbar"));
        assert!(is("Klangpost Video unavailable", "video unavailable"));
    }

    #[test]
    fn another_subject_is_no_evidence() {
        for text in [
            "Tickets are no longer available.",
            "Peat Early-bird tickets are no longer available.",
            "A walk. The first printing is no longer available.",
            "A walk. The free plan is no longer available.",
            "The PDF is no longer available.",
            "Tickets for this event are no longer available.",
            "The recording is no longer available for non-members.",
            "The podcast is no longer available on Stitcher.",
            "This event is no longer available online.",
            "A walk. This offer is no longer available.",
            "Is this episode no longer available?",
        ] {
            assert!(!is(text, "no longer available"), "{text}");
        }
        assert!(!is("A walk. The file is not available in your country.", "not available in your country"));
        assert!(!is("Our Facebook page is no longer available.", "page is no longer available"));
        assert!(!is("The old forum has been deleted.", "has been deleted"));
    }

    fn place(text: &str, phrase: &str) -> (String, Range<usize>) {
        let text = text.to_lowercase();
        let at = text.find(phrase).unwrap();
        (text, at..at + phrase.len())
    }

    #[test]
    fn a_hoster_does_not_state_that_it_is_closed() {
        let says = |text: &str, phrase: &str| {
            let (text, at) = place(text, phrase);
            is_statement(&text, &at, "hosting")
        };
        assert!(says("This account has been suspended.", "account has been suspended"));
        assert!(says("Hosting Account suspended", "account suspended"));
        assert!(!says("Hosting Site suspended elsewhere? We'll help you move.", "site suspended"));
        assert!(!says("Was your site suspended by your old host?", "site suspended"));
        assert!(!says("What to do if your account has been suspended.", "account has been suspended"));
    }

    #[test]
    fn a_page_that_moved_went_to_a_place() {
        let has = |text: &str| {
            let (text, at) = place(text, "this page has moved");
            is_move(&text, &at)
        };
        assert!(has("This page has moved.") && has("This page has moved to b.example"));
        assert!(!has("This page has moved to a new design; tell us if something is missing."));
    }
}
