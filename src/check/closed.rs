//! Of whom it is said that a domain is for sale, or a site closed: dealers and hosters say it of the page, people of what has happened to them.

use std::ops::Range;

use super::sense::{BARS, around, words};

/// What ends a sentence.
const ENDS: &[&str] = &[". ", "! ", "? ", "… "];

/// What points to the page, or to its domain.
const THIS: &[&str] = &[
    "this",
    "your",
    "diese",
    "dieser",
    "ce",
    "cette",
    "este",
    "esta",
    "questo",
    "questa",
    "dit",
    "deze",
    "ta",
    "этот",
    "данный",
    "den",
    "denna",
    "dette",
];

/// Whose a thing is that isn't that of the page.
const OWNERS: &[&str] = &[
    "my", "our", "his", "her", "their", "old", "mein", "meine", "unser", "unsere", "mon", "notre", "mi", "nuestro",
    "meu", "nosso", "mio", "nostro", "mijn", "onze", "min", "vår", "moja", "nasza", "мой", "наш",
];

/// Words with which somebody asks or tells.
const TELLING: &[&str] = &[
    "why",
    "how",
    "what",
    "when",
    "if",
    "whether",
    "til",
    "hn",
    "warum",
    "wieso",
    "wie",
    "wenn",
    "pourquoi",
    "comment",
    "quand",
    "qué",
    "cómo",
    "cuando",
    "perché",
    "quando",
    "porque",
    "como",
    "waarom",
    "hoe",
    "varför",
    "hur",
    "dlaczego",
    "jak",
    "почему",
    "как",
];

/// Whether a phrase on a domain that a text, in lower case, has at a place is on that of the page: it says "this", begins a sentence, or follows a name.
pub(super) fn is_of_this_domain(text: &str, at: &Range<usize>) -> bool {
    const DOMAINS: &[&str] = &[
        "domain",
        "web page",
        "website",
        "domaine",
        "dominio",
        "domínio",
        "domein",
        "домен",
        "nom de domaine",
        "domena",
    ];
    const ARTICLES: &[&str] = &["the", "die", "le", "el", "il", "o", "het", "de", "premium"];
    if !DOMAINS.iter().any(|domain| text[at.clone()].starts_with(domain)) {
        return true;
    }
    let (before, _) = around(text, at, &[ENDS, BARS].concat());
    let mut before = before.split_whitespace();
    let Some(last) = before.next_back() else { return true };
    let is_name = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).contains('.');
    if is_name(last) || THIS.contains(&last) {
        return true;
    }
    match before.next_back() {
        None => !OWNERS.contains(&last),
        Some(name) => ARTICLES.contains(&last) && is_name(name),
    }
}

/// Whether a title or a heading, in lower case, that has such a phrase at a place tells what happened to somebody, or asks: `TIL my old domain is for sale`,
/// `Why your account has been suspended and how to appeal`.
pub(super) fn is_told_of(name: &str, at: &Range<usize>) -> bool {
    let (before, behind) = around(name, at, &[ENDS, BARS].concat());
    let is_telling = |word: &str| TELLING.contains(&word);
    words(before).any(|word| is_telling(word) || OWNERS.contains(&word))
        || behind.starts_with(' ') && words(behind).any(is_telling)
        || behind.starts_with('?')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, phrase: &str) -> (String, Range<usize>) {
        let text = text.to_lowercase();
        let at = text.find(phrase).unwrap();
        (text, at..at + phrase.len())
    }

    #[test]
    fn a_dealer_offers_the_domain_of_the_page() {
        let offers = |text: &str| {
            let (text, at) = place(text, "domain is for sale");
            is_of_this_domain(&text, &at)
        };
        for text in [
            "This domain is for sale",
            "Hello. The domain is for sale.",
            "show.example: domain is for sale",
            "show.example The domain is for sale.",
            "show.example - Domain is for sale",
        ] {
            assert!(offers(text), "{text}");
        }
        for text in [
            "Every week we ask which domain is for sale and why.",
            "They told us that the domain is for sale.",
            "Our domain is for sale",
            "The .io domain is for sale",
        ] {
            assert!(!offers(text), "{text}");
        }
    }

    #[test]
    fn people_tell_of_what_was_closed() {
        let told = |name: &str, phrase: &str| {
            let (name, at) = place(name, phrase);
            is_told_of(&name, &at)
        };
        let (suspended, sold) = ("account has been suspended", "domain is for sale");
        for name in ["Why your account has been suspended", "Account has been suspended and how to appeal"] {
            assert!(told(name, suspended), "{name}");
        }
        for name in ["Tell HN: this domain is for sale", "TIL my old domain is for sale", "This domain is for sale?"] {
            assert!(told(name, sold), "{name}");
        }
        for name in ["This account has been suspended", "Your account has been suspended - find out why"] {
            assert!(!told(name, suspended), "{name}");
        }
        assert!(!told("This domain is for sale. How to buy it", sold));
    }
}
