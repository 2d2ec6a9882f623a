//! Services that have shut down, and say good-bye at every address that they had.
//!
//! Others tell of what has closed: a short page says it of itself where it names what its host is called, or says "we".

mod notice;
mod service;

pub use self::notice::is_farewell;

use std::ops::Range;
use std::sync::LazyLock;

use url::Url;

use super::PageFacts;
use super::phrases::in_lower_case;
use super::sense::around;
use crate::text::{PhraseBook, words};

/// What became of a service, behind its name, in lower case.
const CLOSED: &[&str] = &[
    "has shut down",
    "have shut down",
    "has been shut down",
    "was shut down",
    "is shutting down",
    "are shutting down",
    "has closed down",
    "have closed down",
    "has closed its doors",
    "have closed our doors",
    "is closing its doors",
    "are closing our doors",
    "has closed for good",
    "is no more",
    "has been discontinued",
    "has been retired",
    "has ceased operations",
    "have ceased operations",
    "has come to an end",
    "wurde eingestellt",
    "wurde abgeschaltet",
    "wurde geschlossen",
    "hat den betrieb eingestellt",
    "haben den betrieb eingestellt",
    "a fermé ses portes",
    "a définitivement fermé",
    "a cessé ses activités",
    "c'est fini",
    "avons fermé",
    "ha cerrado",
    "hemos cerrado",
    "ha dejado de funcionar",
    "foi encerrado",
    "foi encerrada",
    "encerrou as atividades",
    "ha chiuso",
    "ha cessato",
    "is gestopt",
    "zijn gestopt",
    "is opgeheven",
    "har stängt",
    "har lukket",
    "został zamknięty",
    "zakończył działalność",
];

/// What else those say who leave, in lower case.
const PARTING: &[&str] = &[
    "thank you",
    "thanks",
    "goodbye",
    "good-bye",
    "farewell",
    "so long",
    "have been deleted",
    "has been deleted",
    "export",
    "exports",
    "no longer available",
    "danke",
    "auf wiedersehen",
    "merci",
    "au revoir",
    "gracias",
    "adiós",
    "obrigado",
    "obrigada",
    "grazie",
    "bedankt",
    "dank",
    "tack",
    "tak",
    "dziękujemy",
];

/// What a service calls itself, in lower case.
const KINDS: &[&str] = &[
    "service",
    "services",
    "site",
    "website",
    "platform",
    "app",
    "network",
    "community",
    "forum",
    "portal",
    "doors",
    "servers",
    "dienst",
    "seite",
    "webseite",
    "plattform",
    "plateforme",
    "servicio",
    "sitio",
    "plataforma",
    "serviço",
    "servizio",
    "sito",
    "piattaforma",
    "tjänsten",
    "serwis",
];

/// What points to it before that, in lower case.
const OWN: &[&str] = &[
    "this", "our", "the", "dieser", "diese", "unser", "unsere", "der", "die", "ce", "cette", "notre", "le", "la",
    "este", "nuestro", "el", "o", "questo", "il", "deze", "onze", "ten",
];

/// Those who speak of themselves, in lower case.
const WE: &[&str] = &["we", "wir", "nous", "nosotros", "nós", "noi", "wij", "vi"];

/// A page that says good-bye has less text than this, in characters.
const LONGEST: usize = 500;

/// A word with fewer bytes than this may be a part of any host.
const SHORTEST: usize = 4;

/// What ends a sentence, or a part of a title.
const ENDS: &[&str] = &[". ", "! ", "? ", "… ", "\n", " – ", " — ", " | ", " - ", " · "];

/// Whether a page at this address says that the service has shut down, and good-bye.
pub(super) fn is_said(facts: &PageFacts, url: &Url) -> bool {
    static BOOKS: LazyLock<[PhraseBook; 2]> = LazyLock::new(|| [CLOSED, PARTING].map(PhraseBook::new));
    if facts.text_length >= LONGEST {
        return false;
    }
    let said = in_lower_case(&format!("{}\n{}\n{}", facts.title, facts.headings.join("\n"), facts.text));
    let host = url.host_str().unwrap_or_default().replace('-', "");
    let is_own = |((), at): ((), Range<usize>)| is_of_service(&said, &at, &host);
    BOOKS[0].find(&said).any(is_own) && (BOOKS[1].is_in(&said) || tells_years(&said))
}

/// Whether what stands before a phrase is the service at a host.
fn is_of_service(text: &str, at: &Range<usize>, host: &str) -> bool {
    let (before, behind) = around(text, at, ENDS);
    let mut last = words(before).rev();
    let Some(name) = last.next() else { return false };
    let is_host = |word: &str| word.len() >= SHORTEST && host.contains(word);
    let is_kind = KINDS.contains(&name) && last.next().is_some_and(|word| OWN.contains(&word));
    (is_host(name) || is_kind || WE.contains(&name)) && is_nothing_else(behind, is_host)
}

/// Whether what has closed is all of it, and not a studio, or in a country.
fn is_nothing_else(behind: &str, is_host: impl Fn(&str) -> bool) -> bool {
    const FOR_GOOD: &[&str] = &["after", "permanently", "forever", "nach", "après", "tras", "após", "dopo"];
    const WHEN: &[&str] = &["on", "as", "in", "zum", "am", "le", "el", "em", "il"];
    let mut behind = words(behind);
    let Some(first) = behind.next() else { return true };
    let has_date = || behind.clone().any(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    FOR_GOOD.contains(&first)
        || WHEN.contains(&first) && has_date()
        || is_host(first)
        || OWN.contains(&first) && behind.next().is_some_and(|it| KINDS.contains(&it))
}

/// "After nine years", "nach zehn Jahren".
fn tells_years(text: &str) -> bool {
    const AFTER: &[&str] = &["after", "nach", "après", "tras", "após", "dopo", "na", "efter"];
    const YEARS: &[&str] = &["years", "jahren", "ans", "années", "años", "anos", "anni", "jaar", "år"];
    /// "After more than nine years".
    const FAR: usize = 4;
    let said: Vec<&str> = words(text).collect();
    let is_year = |at: usize| said[at + 1..].iter().take(FAR).any(|word| YEARS.contains(word));
    (0..said.len()).any(|at| AFTER.contains(&said[at]) && is_year(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(title: &str, text: &str) -> bool {
        let url = Url::parse("https://www.sunset.example/u/brine").unwrap();
        let facts = PageFacts {
            title: title.to_owned(),
            text: text.to_owned(),
            text_length: text.len(),
            ..PageFacts::default()
        };
        is_said(&facts, &url)
    }

    #[test]
    fn a_service_says_that_it_has_shut_down() {
        for (title, text) in [
            ("Sunset has shut down", "After nine years, it is over."),
            ("Sunset", "After 11 years, Sunset is closing its doors. We are proud of it."),
            ("Goodbye", "After nine years we are closing our doors. All data have been deleted."),
            ("Sunset", "We have shut down our service. Thank you!"),
            ("Sunset", "This site has been discontinued on 1 May. Farewell."),
            ("Sunset wurde eingestellt", "Danke für zehn Jahre."),
            ("Sunset, c’est fini", "Merci à tous."),
            ("Sunset is no more", "Thanks for all the songs."),
        ] {
            assert!(said(title, text), "{title} {text}");
        }
    }

    #[test]
    fn others_tell_of_what_has_closed() {
        for (title, text) in [
            ("The mill has shut down", "After forty years. Thank you to Ana, who told us of it."),
            ("Episode 9", "The cinema has closed its doors after 40 years. Thanks to Ana."),
            ("Episode 9", "After nine years we are closing the pod with a walk. Thank you."),
            ("Episode 9", "We have shut down our studio for the summer. Thanks!"),
            ("Sunset Café", "We are closing on 24 December and open again on 2 January. Thank you for a great year!"),
            ("Sunset", "The app was discontinued on Windows Phone. Thanks to all who tested it."),
            ("Sunset", "The app has been discontinued on Windows Phone. Thanks to all who tested it."),
            ("Sunset", "And with that we are closing. Thank you for listening; the fourth season begins in May."),
            ("Sunset has shut down the engine", ""),
            ("Sunset", "Sunset has shut down its office in Berlin. Thanks to all."),
        ] {
            assert!(!said(title, text), "{title} {text}");
        }
        let long = "After nine years we look back on all of it. ".repeat(20);
        assert!(!said("Sunset has shut down", &long), "an article");
    }
}
