//! Notices to which a service sends everybody who asks for what it held: their names say that it has shut down.

use std::ops::Range;
use std::sync::LazyLock;

use percent_encoding::percent_decode_str;
use url::Url;

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
    "shutdown",
    "sunset faq",
    "sunset notice",
    "sunset announcement",
    "sunset date",
    "end of life",
    "end of service",
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

/// The same before its name, in lower case.
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

/// A service with the domain of a host.
struct Service<'a> {
    /// Its domain: `sunset.example`.
    domain: &'a str,
    /// The names of what it has there, and its own: `podcasts`, `sunset`.
    labels: Vec<&'a str>,
    /// Its name, run together.
    name: String,
}

/// Whether a page on another host is called by the end of the service that had `url`.
#[must_use]
pub fn is_farewell(page: &PageFacts, url: &Url, last: &Url) -> bool {
    const HEADINGS: usize = 2;
    let Some(service) = Service::of(url) else { return false };
    let slug = slug(last);
    let names = [&page.title, &slug].into_iter().chain(page.headings.iter().take(HEADINGS));
    let is_alone = || is_parting(&page.title, &service) && is_parting(&slug, &service) && service.has(last);
    names.into_iter().any(|name| service.ends_by(&in_lower_case(name))) || is_alone()
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

impl<'a> Service<'a> {
    fn of(url: &'a Url) -> Option<Self> {
        /// `co.uk`, `com.au`.
        const SECOND: usize = 3;
        const SHORTEST: usize = 3;
        let host = url.domain()?;
        let mut labels: Vec<&str> = host.split('.').collect();
        let top = labels.pop()?;
        if top.len() == 2 && labels.len() > 1 && labels.last().is_some_and(|label| label.len() <= SECOND) {
            labels.pop();
        }
        let own = *labels.last()?;
        let before: usize = labels[..labels.len() - 1].iter().map(|label| label.len() + 1).sum();
        let name = own.replace('-', "");
        (name.len() >= SHORTEST).then_some(Self { domain: &host[before..], labels, name })
    }

    /// Whether an address is on its domain.
    fn has(&self, url: &Url) -> bool {
        url.domain()
            .and_then(|host| host.strip_suffix(self.domain))
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }

    /// Whether a name in lower case says that it ends.
    fn ends_by(&self, name: &str) -> bool {
        static BOOKS: LazyLock<[PhraseBook; 2]> =
            LazyLock::new(|| [PhraseBook::new(&[CLOSED, CLOSING].concat()), PhraseBook::new(OF)]);
        let has_ended = |((), at): ((), Range<usize>)| self.is_before(name, &at);
        let is_end_of = |((), at): ((), Range<usize>)| self.is_behind(name, &at);
        BOOKS[0].find(name).any(has_ended) || BOOKS[1].find(name).any(is_end_of)
    }

    /// Whether its name stands before a phrase, and nothing behind that narrows it.
    fn is_before(&self, text: &str, at: &Range<usize>) -> bool {
        let (before, behind) = parts(text, at);
        let said: Vec<&str> = words(before).collect();
        let is_own = match &said[..] {
            [.., name] if *name == self.name => true,
            [.., first, second] => self.is_of_two(first, second),
            _ => false,
        };
        is_own && is_all(behind)
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
    is_nothing_else(behind, |_| false) || words(behind).next().is_some_and(|word| MORE.contains(&word))
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
        ] {
            assert!(!is(from, to, title), "{to} {title}");
        }
    }
}
