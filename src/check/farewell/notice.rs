//! Notices to which a service sends everybody who asks for what it held: their names say that it has shut down.

use std::ops::Range;
use std::sync::LazyLock;

use percent_encoding::percent_decode_str;
use url::Url;

use super::service::Service;
use super::{CLOSED, ENDS, is_nothing_else};
use crate::check::PageFacts;
use crate::check::phrases::in_lower_case;
use crate::check::sense::around;
use crate::text::{PhraseBook, words};

/// What becomes of a service, behind its name, in lower case.
const CLOSING: &[&str] = &[
    "has closed",
    "has ended",
    "is ending",
    "is closing down",
    "is going away",
    "shuts down",
    "will shut down",
    "will be shut down",
    "will be shutting down",
    "is no longer available",
    "are no longer available",
    "no longer available",
    "is being discontinued",
    "will be discontinued",
    "was discontinued",
    "is discontinued",
    "is being retired",
    "will be retired",
    "was retired",
    "is being sunset",
    "has been sunset",
    "is sunsetting",
    "was turned off",
    "has been turned off",
    "is being turned off",
    "wird eingestellt",
    "wird geschlossen",
    "wird abgeschaltet",
    "ferme ses portes",
    "ferme définitivement",
    "cierra sus puertas",
    "chiude",
    "stopt ermee",
    "stänger ner",
];

/// The same as those have headlines who write of it, too, in lower case.
const NOUNS: &[&str] =
    &["shutdown", "sunset faq", "sunset notice", "sunset announcement", "sunset date", "end of life", "end of service"];

/// The same before its name, in lower case: episodes and essays are called so, too.
const OF: &[&str] = &[
    "the end of",
    "end of life of",
    "end of life for",
    "end of service for",
    "goodbye to",
    "goodbye",
    "farewell to",
    "farewell",
    "sunsetting",
    "the sunset of",
    "shutting down",
    "closing down",
    "retiring",
    "discontinuing",
    "the closure of",
    "the shutdown of",
    "das ende von",
    "la fin de",
    "adiós a",
    "la fine di",
    "het einde van",
    "slutet för",
];

/// What stands behind it in the name of a notice, in lower case.
const MORE: &[&str] = &["faq", "notice", "announcement", "soon", "today", "effective", "what", "how"];

/// Words of which a notice may have no others in its name.
const PARTINGS: &[&str] = &[
    "goodbye", "good", "bye", "farewell", "so", "long", "the", "end", "of", "life", "service", "sunset", "shutdown",
    "closed", "closing", "notice",
];

/// Whether a page on another host is called by the end of the service that had `url`.
#[must_use]
pub fn is_farewell(page: &PageFacts, url: &Url, last: &Url) -> bool {
    const HEADINGS: usize = 2;
    let Some(service) = Service::of(url).filter(|service| !service.is_of_others(url, last)) else { return false };
    let slug = slug(last);
    let names = [&page.title, &slug].into_iter().chain(page.headings.iter().take(HEADINGS));
    let is_own = service.speaks_at(last);
    let is_alone = || is_own && is_parting(&page.title, &service) && is_parting(&slug, &service) && service.has(last);
    names.into_iter().any(|name| service.ends_by(&in_lower_case(name), is_own)) || is_alone()
}

/// The last part of a path, with blanks between its words.
fn slug(url: &Url) -> String {
    let name = url.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let name = percent_decode_str(name).decode_utf8_lossy();
    name.split('.').next().unwrap_or_default().replace(['-', '_', '+'], " ")
}

/// Whether a name has no other words than those of a parting, and the name of the service.
fn is_parting(name: &str, service: &Service<'_>) -> bool {
    let name = name.to_lowercase();
    let is_known = |word: &str| PARTINGS.contains(&word) || word == service.name;
    words(&name).all(is_known) && words(&name).any(|word| PARTINGS.contains(&word))
}

impl Service<'_> {
    /// Whether a name in lower case says that it ends.
    /// What anybody's headline may say goes for a page of its own only.
    fn ends_by(&self, name: &str, is_own: bool) -> bool {
        static BOOKS: LazyLock<[PhraseBook; 3]> =
            LazyLock::new(|| [&[CLOSED, CLOSING].concat(), NOUNS, OF].map(PhraseBook::new));
        let has_ended = |((), at): ((), Range<usize>)| self.is_before(name, &at, is_own);
        let is_end_of = |((), at): ((), Range<usize>)| self.is_behind(name, &at);
        BOOKS[0].find(name).any(has_ended)
            || is_own && (BOOKS[1].find(name).any(has_ended) || BOOKS[2].find(name).any(is_end_of))
    }

    /// Whether its name stands before a phrase, and nothing behind that narrows it.
    fn is_before(&self, text: &str, at: &Range<usize>, is_own: bool) -> bool {
        let (before, behind) = parts(text, at);
        // "Google is shutting down: Stadia and its lessons".
        let subtitle = text[at.end..].strip_prefix(": ").filter(|_| !is_own);
        let is_narrowed = subtitle.is_some_and(|told| !begins_more(told));
        let said: Vec<&str> = words(before).collect();
        let is_named = match &said[..] {
            [.., name] if *name == self.name => true,
            [.., first, second] => self.is_of_two(first, second),
            _ => false,
        };
        is_named && !is_narrowed && is_all(behind)
    }

    /// Whether its name stands behind a phrase, and nothing else.
    fn is_behind(&self, text: &str, at: &Range<usize>) -> bool {
        // "Goodbye, Sunset".
        let comma = if text[at.end..].starts_with(", ") { ", ".len() } else { 0 };
        let (_, behind) = parts(text, &(at.start..at.end + comma));
        let said: Vec<&str> = words(behind).collect();
        match &said[..] {
            [name] => *name == self.name,
            [first, second] => self.is_of_two(first, second),
            _ => false,
        }
    }

    /// `Sun Set`, `Sunset Podcasts` of `podcasts.sunset.example`.
    fn is_of_two(&self, first: &str, second: &str) -> bool {
        *first == self.name && self.labels.contains(&second) || self.name.strip_prefix(first) == Some(second)
    }
}

fn parts<'t>(text: &'t str, at: &Range<usize>) -> (&'t str, &'t str) {
    static SIGNS: LazyLock<Vec<&str>> = LazyLock::new(|| [ENDS, &[": ", ", ", "; ", " ("]].concat());
    around(text, at, &SIGNS)
}

/// Whether what stands behind a phrase leaves it to be said of all that the service has.
fn is_all(behind: &str) -> bool {
    is_nothing_else(behind, |_| false) || begins_more(behind)
}

fn begins_more(text: &str) -> bool {
    words(text).next().is_some_and(|word| MORE.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(from: &str, to: &str, title: &str) -> bool {
        let page = PageFacts { title: title.to_owned(), ..PageFacts::default() };
        is_farewell(&page, &Url::parse(from).unwrap(), &Url::parse(to).unwrap())
    }

    #[test]
    fn a_notice_is_called_by_the_end_of_a_service() {
        let from = "https://brine.sunset.example/2011/05/the-weir.html";
        for (to, title) in [
            ("https://blog.sunset.example/2025/08/sunset-is-shutting-down.html", "News"),
            ("https://blog.sunset.example/news", "Sunset is shutting down: what you need to know | Sunset blog"),
            ("https://help.sunset.example/12", "Sunset sunset FAQ"),
            ("https://help.sunset.example/12", "The end of Sunset"),
            ("https://help.sunset.example/12", "Goodbye, Sunset"),
            ("https://help.sunset.example/12", "Sun Set was retired on 18 January 2023"),
            ("https://owner.example/help/12", "Sunset is no longer available"),
            ("https://home.sunset.example/goodbye", "Goodbye"),
            ("https://blog3.sunset.example/end-of-life", "End of life"),
            ("https://sunset-news.example/12", "Sunset shutdown"),
            ("https://owner.example/help/12", "Sunset is shutting down: what to do"),
            ("https://help.sunset.example/12", "Sunset is shutting down: a letter"),
            ("https://help.sunset.example/12", "Sunset wird eingestellt"),
        ] {
            assert!(is(from, to, title), "{to} {title}");
        }
        let from = "https://podcasts.sunset.example/feed/12";
        assert!(is(from, "https://help.sunset.example/12", "Sunset Podcasts is no longer available"));
        assert!(is("https://brine.sunset.co.uk/12", "https://help.sunset.co.uk/12", "Sunset has closed"));
    }

    #[test]
    fn other_pages_tell_of_other_ends() {
        let from = "https://brine.sunset.example/2011/05/the-weir.html";
        for (to, title) in [
            ("https://brine.example/the-weir", "The weir"),
            ("https://brine.example/brine-is-shutting-down", "Brine is shutting down"),
            ("https://brine.example/goodbye", "Goodbye"),
            ("https://home.sunset.example/weir", "Goodbye"),
            ("https://blog.sunset.example/12", "Sunset is shutting down its office in Berlin"),
            ("https://blog.sunset.example/12", "The end of Sunset Boulevard"),
            ("https://blog.sunset.example/12", "Sunset is no longer available in Norway"),
            ("https://blog.sunset.example/12", "The end of the Sunset"),
            ("https://blog.sunset.example/12", "Harbour sunset"),
            ("https://player.example/s/12", "The end of Sunset"),
            ("https://player.example/s/12", "Goodbye, Sunset"),
            ("https://brine.example/12", "Sunset shutdown"),
            ("https://brine.example/12", "Sunset is shutting down: a mill and its lessons"),
            ("https://podcasts.brine.example/12", "Sunset is shutting down"),
            ("https://sunset.example/@brine/12", "Goodbye Sunset"),
            ("https://weir.sunset.example/12", "Goodbye Sunset"),
        ] {
            assert!(!is(from, to, title), "{to} {title}");
        }
    }

    #[test]
    fn a_service_leads_to_what_others_wrote() {
        for (from, to) in [
            ("https://sunset.example/p/44ab", "https://brine.sunset.example/sunset-44ab"),
            ("https://www.sunset.example/home/post/p-44", "https://brine.sunset.example/p/leaving"),
            ("https://link.sunset.example/44ab", "https://brine.example/12"),
            ("https://news.sunset.example/articles/44ab", "https://brine.example/12"),
            ("https://sunset.news/44ab", "https://brine.example/12"),
        ] {
            for title in ["Sunset is shutting down", "Goodbye Sunset"] {
                assert!(!is(from, to, title), "{from} {to} {title}");
            }
        }
        let from = "https://sunset.example/p/44ab";
        assert!(is(from, "https://blog.sunset.example/12", "Sunset is shutting down"));
    }
}
