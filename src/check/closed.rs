//! Of whom it is said that a domain is for sale, or a site closed: dealers and hosters say it of the page, people of what has happened to them.

use std::cell::Cell;
use std::ops::Range;

use super::Apology;
use super::phrases::said_in;
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

/// What asks whether the phrase behind it is so.
const ASKING: &[&str] = &["if", "whether", "ob", "si", "se", "of", "om", "czy"];

/// To whom a guide speaks of a domain that was registered; the hoster's own page says "this".
const YOURS: &[&str] =
    &["your", "votre", "ton", "tu", "su", "tuo", "vostro", "seu", "teu", "twoja", "dein", "deine", "ihre", "uw", "je"];

/// What a hoster says to the owner of a closed site, among others: it tells nothing of what happened.
const TO_OWNER: &[&str] = &["if you are the owner", "if you're the owner", "if you own this", "if this is your"];

/// A page on which somebody tells of a domain or an account of theirs has so much text, in characters; an owner who offers the domain writes less.
pub(super) const ARTICLE: usize = 250;

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
    let phrase = &text[at.clone()];
    let (before, _) = around(text, at, &[ENDS, BARS].concat());
    let mut before = before.split_whitespace();
    let Some(last) = before.next_back() else { return true };
    if ASKING.contains(&last) || YOURS.contains(&last) && is_of_registration(phrase) {
        return false;
    }
    if !DOMAINS.iter().any(|domain| phrase.starts_with(domain)) {
        return true;
    }
    let is_name = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).contains('.');
    let is_of_named = |name| ARTICLES.contains(&last) && is_name(name);
    is_name(last) || THIS.contains(&last) || before.next_back().is_none_or(is_of_named)
}

/// Whether a phrase says no more than that a domain was registered.
fn is_of_registration(phrase: &str) -> bool {
    ["regist", "rejestr"].iter().any(|word| phrase.contains(word))
}

/// Whether a title or a heading, in lower case, that has such a phrase at a place tells what happened to somebody, or asks: `TIL my old domain is for sale`,
/// `Why your account has been suspended and how to appeal`.
pub(super) fn is_told_of(name: &str, at: &Range<usize>) -> bool {
    let (before, behind) = around(name, at, &[ENDS, BARS].concat());
    tells(before) || behind.starts_with(' ') && tells(behind) || behind.starts_with('?')
}

fn tells(text: &str) -> bool {
    let told = TO_OWNER.iter().fold(text.to_owned(), |text, said| text.replace(said, ""));
    words(&told).any(|word| TELLING.contains(&word))
}

/// Whether a title or a heading says such a thing of what is somebody's: `Our domain is for sale`.
pub(super) fn is_of_somebody(name: &str) -> bool {
    let is_owned = Cell::new(false);
    said_in(name, |what, text, at| {
        is_owned.set(is_owned.get() || is_owned_by_somebody(what, text, at));
        true
    });
    is_owned.get()
}

/// Whether it is somebody's of which a text, in lower case, has such a phrase at a place.
pub(super) fn is_owned_by_somebody(what: Apology, text: &str, at: &Range<usize>) -> bool {
    let (before, _) = around(text, at, &[ENDS, BARS].concat());
    matches!(what, Apology::ForSale | Apology::Suspended) && words(before).any(|word| OWNERS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sense::tests::place;

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
            "Our domain is for sale",
        ] {
            assert!(offers(text), "{text}");
        }
        for text in [
            "Every week we ask which domain is for sale and why.",
            "They told us that the domain is for sale.",
            "The .io domain is for sale",
        ] {
            assert!(!offers(text), "{text}");
        }
    }

    #[test]
    fn a_guide_speaks_of_a_domain_that_was_registered() {
        let says = |text: &str, phrase: &str| {
            let (text, at) = place(text, phrase);
            is_of_this_domain(&text, &at)
        };
        let (fr, es) = ("nom de domaine est enregistré", "este dominio está registrado");
        assert!(says("Ce nom de domaine est enregistré chez Nord", fr) && says("Este dominio está registrado", es));
        assert!(!says("Votre nom de domaine est enregistré, et maintenant ?", fr));
        assert!(!says("Twoja domena została zarejestrowana – co dalej?", "domena została zarejestrowana"));
        assert!(!says("Comprueba aquí si este dominio está registrado.", es));
        assert!(says("Your domain is for sale", "domain is for sale"));
    }

    #[test]
    fn what_is_for_sale_may_be_somebody_s() {
        assert!(is_of_somebody("Our domain is for sale") && is_of_somebody("TIL my old domain is for sale"));
        assert!(!is_of_somebody("This domain is for sale") && !is_of_somebody("Our show | show.example is for sale"));
        assert!(!is_of_somebody("Our page not found"));
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
        for name in ["Tell HN: this domain is for sale", "TIL an old domain is for sale", "This domain is for sale?"] {
            assert!(told(name, sold), "{name}");
        }
        for name in [
            "This account has been suspended",
            "Your account has been suspended - find out why",
            "If you are the owner: your account has been suspended",
            "Account has been suspended if you are the owner",
        ] {
            assert!(!told(name, suspended), "{name}");
        }
        assert!(!told("This domain is for sale. How to buy it", sold));
    }
}
