//! In which sense a text has a phrase: an error message says nothing else, an article on errors does.

use std::ops::Range;

use super::Apology;

/// Words beside an error message that belong to it, in lower case.
const FILLERS: &[&str] = &[
    "a",
    "an",
    "the",
    "this",
    "our",
    "your",
    "we",
    "we're",
    "is",
    "are",
    "was",
    "has",
    "been",
    "there",
    "it",
    "on",
    "error",
    "errors",
    "http",
    "code",
    "status",
    "sorry",
    "oops",
    "uh",
    "oh",
    "oh-oh",
    "whoops",
    "server",
    "site",
    "website",
    "web",
    "page",
    "app",
    "application",
    "store",
    "shop",
    "blog",
    "service",
    "gateway",
    "database",
    "currently",
    "temporarily",
    "briefly",
    "fatal",
    "critical",
    "internal",
    "unexpected",
    "apache",
    "nginx",
    "openresty",
    "iis",
    "cloudflare",
    "litespeed",
    "caddy",
    "varnish",
    "at",
    "for",
    "and",
    "please",
    "check",
    "back",
    "soon",
    "later",
    "try",
    "again",
    "in",
    "minute",
    "minutes",
    "few",
    "while",
    "moment",
    "be",
    "will",
    "right",
    "shortly",
    "unavailable",
    "down",
    "maintenance",
];

/// What follows an error message only where somebody tells of it.
const TELLING: &[&str] = &[
    "on",
    "in",
    "errors",
    "error",
    "when",
    "after",
    "at",
    "for",
    "with",
    "during",
    "from",
    "of",
    "while",
    "since",
    "explained",
    "fix",
    "fixed",
    "fixes",
    "bei",
    "auf",
    "beim",
    "nach",
    "fehler",
    "sur",
    "dans",
    "lors",
    "en",
    "al",
    "após",
    "su",
];

/// Between the parts of a title: the name of a page, and that of its site.
pub(crate) const BARS: &[&str] = &[" - ", " – ", " — ", " | ", " · ", " • ", " :: ", " » "];

/// What says that a name is the site's, before what became of it: `Klangpost is down for maintenance`.
const IS: &[&str] = &["is", "are", "ist", "est", "está", "è"];

/// A name before that has no more words than this.
const NAME: usize = 3;

/// Whether a name, in lower case, is an error message at a place, and no more: one part of a title is.
pub(super) fn is_error(name: &str, at: &Range<usize>) -> bool {
    let (before, behind) = around(name, at, BARS);
    let is_clean = |text: &str| !text.contains(['"', '“', '«', '„', '?']);
    let is_of_site = words(before).next_back().is_some_and(|word| IS.contains(&word)) && words(before).count() <= NAME;
    let is_filled = is_of_site || words(before).all(is_filler);
    is_clean(before) && is_clean(behind) && is_filled && words(behind).all(is_filler) && !tells(behind, name, at)
}

/// Whether a name, in lower case, only quotes what stands at a place: `Why “Video unavailable” is shown`.
pub(super) fn is_quoted(name: &str, at: &Range<usize>) -> bool {
    const QUOTES: [char; 8] = ['"', '“', '”', '„', '«', '»', '「', '」'];
    let (before, behind) = around(name, at, BARS);
    let is_open = before.matches(QUOTES).count() % 2 == 1;
    let (Some(open), Some(close)) = (before.rfind(QUOTES).filter(|_| is_open), behind.find(QUOTES)) else {
        return false;
    };
    let (before, behind) = (&before[..open], &behind[close..]);
    words(before).next().is_some() || words(behind).next().is_some()
}

/// Whether a name, in lower case, goes on behind what stands at a place as only one does that tells of it, or is the name of a work: `404 Not Found: a gallery
/// of error pages`, `Page Not Found by Ilka Bram`.
pub(super) fn is_told_of(what: Apology, name: &str, at: &Range<usize>) -> bool {
    const WHEN: &[&str] =
        &["after", "when", "while", "since", "nach", "beim", "après", "lors", "dopo", "después", "após"];
    /// What is told of, and isn't said.
    const TOLD: &[&str] = &["pages", "gallery", "errors", "error", "message", "messages", "museum", "fehler", "erreur"];
    let (_, behind) = around(name, at, BARS);
    let behind = behind_message(behind);
    let first = || words(behind).next().unwrap_or_default();
    let goes_on = behind.starts_with(' ') && (WHEN.contains(&first()) || TOLD.contains(&first()));
    match what {
        Apology::Removed => goes_on,
        Apology::NotFound | Apology::Oops => {
            goes_on
                || is_prose(name, at)
                || is_name_of_work(behind)
                || presents(behind)
                || explains(behind)
                || is_of_tracker(name)
        }
        Apology::ForSale | Apology::Suspended => {
            goes_on || (explains(behind) || is_subtitle(behind)) && !is_pitch(behind)
        }
        _ => false,
    }
}

/// Whether a name goes on to say something of what is here: `Nothing Here Is Missing`.
fn is_prose(name: &str, at: &Range<usize>) -> bool {
    const VERBS: &[&str] = &["is", "was", "are", "were", "has", "had", "will", "would", "can", "could", "should"];
    let behind = &name[at.end..];
    name[at.clone()].ends_with("nothing here")
        && behind.starts_with(' ')
        && words(behind).next().is_some_and(|word| VERBS.contains(&word))
}

/// What follows an error message of which a phrase is only a part: `404 not found: …`.
fn behind_message(mut behind: &str) -> &str {
    const PARTS: &[&str] = &[" not found", " page", " error", " http"];
    while let Some(rest) = PARTS.iter().find_map(|part| behind.strip_prefix(part)) {
        if rest.starts_with(char::is_alphanumeric) {
            break;
        }
        behind = rest;
    }
    behind
}

/// Whether what follows a name says of whom, or of when, the work is: `Page Not Found by Ilka Bram`, `Page Not Found (2001)`.
fn is_name_of_work(behind: &str) -> bool {
    let year = behind.strip_prefix(" (").and_then(|rest| rest.split(')').next());
    let is_year = year.is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
    is_year || [" by ", ", by "].iter().any(|by| behind.starts_with(by))
}

/// Whether a name says behind a colon what kind of work it is, and no more: `Page introuvable : l'exposition`.
fn presents(behind: &str) -> bool {
    const ARTICLES: &[&str] = &[
        "the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "les", "l", "un", "une", "el", "una", "il",
        "lo", "o", "um", "uma", "de", "het", "een", "en", "ett",
    ];
    const WORKS: &[&str] = &[
        "exhibition",
        "exhibit",
        "film",
        "movie",
        "play",
        "novel",
        "album",
        "book",
        "podcast",
        "poem",
        "show",
        "zine",
        "ausstellung",
        "hörspiel",
        "buch",
        "roman",
        "stück",
        "exposition",
        "spectacle",
        "livre",
        "pièce",
        "exposición",
        "película",
        "novela",
        "libro",
        "obra",
        "mostra",
        "romanzo",
        "spettacolo",
        "exposição",
        "filme",
        "livro",
        "tentoonstelling",
        "boek",
        "voorstelling",
        "utställning",
        "utställningen",
        "udstilling",
        "utstilling",
    ];
    let Some(rest) = behind.trim_start().strip_prefix(':') else { return false };
    let said: Vec<&str> = words(rest).flat_map(|word| word.split('\'')).take(3).collect();
    matches!(*said, [article, work] if ARTICLES.contains(&article) && WORKS.contains(&work))
}

/// Whether a name goes on behind a colon with what is no site's name, and no apology.
fn explains(behind: &str) -> bool {
    /// A site's name has hardly so many words.
    const MANY: usize = 4;
    let rest = behind.strip_prefix(':').map(str::trim_start).unwrap_or_default();
    words(rest).count() >= MANY && super::apology_in(rest).is_none()
}

/// Whether a name goes on behind a colon as the subtitle of a work does, with what kind of one it is: `This website is for sale: a love story`.
fn is_subtitle(behind: &str) -> bool {
    const ARTICLES: &[&str] = &["a", "an", "eine", "une", "una", "uma", "een", "en", "ett"];
    const SHORT: usize = 2;
    let rest = behind.strip_prefix(':').unwrap_or_default();
    words(rest).next().is_some_and(|word| ARTICLES.contains(&word)) && words(rest).count() > SHORT
}

/// Whether what follows describes the domain that is offered: `Domain is for sale: a short .com`.
fn is_pitch(behind: &str) -> bool {
    behind.contains("domain") || behind.split_whitespace().any(|word| word.len() > 1 && word.starts_with('.'))
}

/// Whether a title is that of something with a number, in which people speak of errors: `… · Issue #44 · …`.
fn is_of_tracker(name: &str) -> bool {
    const KINDS: &[&str] = &["issue #", "pull request #", "discussion #", "ticket #", "bug #"];
    KINDS.iter().any(|kind| {
        let number = name.split_once(kind).map(|(_, rest)| rest);
        number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// Whether a text, in lower case, has an error message at a place where it says so itself.
pub(super) fn says_error(text: &str, at: &Range<usize>) -> bool {
    let (before, behind) = around(text, at, &[". ", "! ", "? ", "… "]);
    words(before).all(is_filler) && !tells(behind, text, at)
}

/// Whether what follows tells of an error.
fn tells(behind: &str, text: &str, at: &Range<usize>) -> bool {
    // A phrase may well be the whole of a sentence: `error 503 service unavailable. in a minute …`
    text[at.end..].starts_with(' ') && words(behind).next().is_some_and(|word| TELLING.contains(&word))
}

/// What stands before and behind a place, up to the next of such signs.
pub(super) fn around<'a>(text: &'a str, at: &Range<usize>, signs: &[&str]) -> (&'a str, &'a str) {
    let (before, behind) = (&text[..at.start], &text[at.end..]);
    let begin = signs.iter().filter_map(|sign| before.rfind(sign).map(|found| found + sign.len())).max().unwrap_or(0);
    let end = signs.iter().filter_map(|sign| behind.find(sign)).min().unwrap_or(behind.len());
    (&before[begin..], &behind[..end])
}

pub(super) fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let is_between = |c: char| !c.is_alphanumeric() && c != '\'' && c != '.';
    text.split(is_between).map(|word| word.trim_matches(['.', '\''])).filter(|word| !word.is_empty())
}

/// Numbers and names of hosts are fillers, too.
fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word) || word.contains('.') || word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A text in lower case, and where a phrase stands in it.
    pub(in crate::check) fn place(text: &str, phrase: &str) -> (String, Range<usize>) {
        let text = text.to_lowercase();
        let at = text.find(phrase).unwrap();
        (text, at..at + phrase.len())
    }

    fn is(name: &str, phrase: &str) -> bool {
        let (name, at) = place(name, phrase);
        is_error(&name, &at)
    }

    #[test]
    fn a_title_that_is_an_error_says_nothing_else() {
        for title in ["502 Bad Gateway", "a.example | Error 502 Bad Gateway", "502 Bad Gateway nginx/1.18.0"] {
            assert!(is(title, "502 bad gateway"), "{title}");
        }
        for title in ["Sorry, we're down for maintenance!", "Klangpost is down for maintenance – Klangpost"] {
            assert!(is(title, "down for maintenance"), "{title}");
        }
        for title in [
            "Elevated 502 Bad Gateway errors – Status",
            "502 Bad Gateway on /feed · Issue #88",
            "Fixed “502 Bad Gateway” on import",
            "502 Bad Gateway bei jedem Abruf",
            "How we got rid of 502 Bad Gateway",
            "502 Bad Gateway: a post-mortem",
        ] {
            assert!(!is(title, "502 bad gateway"), "{title}");
        }
    }

    #[test]
    fn what_a_name_quotes_is_its_subject() {
        let quotes = |name: &str| {
            let (name, at) = place(name, "video unavailable");
            is_quoted(&name, &at)
        };
        assert!(quotes("How to mend “Video unavailable”") && quotes("The „Video unavailable“ error"));
        assert!(quotes("“This video unavailable” after an update") && quotes("「video unavailable」と表示されます"));
        assert!(!quotes("“Video unavailable”") && !quotes("The “show”: video unavailable"));
        assert!(!quotes("“Video unavailable” – Night Radio"), "the name of the site stands beside it");
    }

    #[test]
    fn a_name_may_go_on_to_tell_of_an_error() {
        let told = |name: &str| {
            let (name, at) = place(name, "page not found");
            is_told_of(Apology::NotFound, &name, &at)
        };
        for name in [
            "404 page not found after update – Forum",
            "Page Not Found by Ilka Bram",
            "Page not found: a gallery of error pages",
            "Page Not Found (2001)",
            "Custom 404 page not found · Issue #44 · ann/bell",
            "Page not found errors, collected",
            "Page not found error: what to do about it",
        ] {
            assert!(told(name), "{name}");
        }
        let nothing = |name: &str| {
            let (name, at) = place(name, "nothing here");
            is_told_of(Apology::Oops, &name, &at)
        };
        assert!(
            nothing("Ep. 9: Nothing Here Is Missing")
                && !nothing("There is nothing here")
                && !nothing("Nothing here: go home")
        );
        for name in [
            "Page not found - a site of many words",
            "Page not found: Night Radio",
            "Page not found: the page you look for does not exist",
            "Page not found on this server",
        ] {
            assert!(!told(name), "{name}");
        }
    }

    #[test]
    fn a_subtitle_is_that_of_a_work_unless_it_describes_the_domain() {
        let told = |name: &str| {
            let (name, at) = place(name, "is for sale");
            is_told_of(Apology::ForSale, &name, &at)
        };
        assert!(told("This website is for sale: a love story"));
        assert!(!told("Domain is for sale: a short .com") && !told("This domain is for sale: a premium domain name"));
    }

    #[test]
    fn a_text_that_is_an_error_begins_with_it() {
        let says = |text: &str| {
            let (text, at) = place(text, "internal server error");
            says_error(&text, &at)
        };
        assert!(says("Internal Server Error The server encountered an internal error."));
        assert!(says("Oh! 500 Internal Server Error"));
        assert!(!says("2.3: Fixed “Internal Server Error” on import"));
        assert!(!says("Internal Server Error on every request since May"));
    }
}
