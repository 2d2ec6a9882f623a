//! What a hoster puts in the place of a site that isn't there yet: it is called like its host, and says that something is to come.

use url::Url;

use super::PageFacts;
use super::phrases::in_lower_case;
use super::withdrawn::sentences;
use crate::text::words;

/// A placeholder has less text than this, in characters.
const SHORT: usize = 300;

/// What it says, in lower case; the site of somebody who builds a new one has a name of its own beside it.
const COMING: &[&str] = &[
    "coming soon",
    "under construction",
    "web hosting provided by",
    "im aufbau",
    "hier entsteht",
    "en construction",
    "bientôt disponible",
    "en construcción",
    "próximamente",
    "em construção",
    "em breve",
    "in costruzione",
    "prossimamente",
    "in aanbouw",
    "hier komt binnenkort",
    "kommer snart",
    "w budowie",
    "se připravují",
    "準備中",
    "준비중",
];

/// What is to come, in lower case: an album, a season or dates may be so on a live site.
const SITES: &[&str] = &[
    "site",
    "website",
    "web",
    "webpage",
    "homepage",
    "domain",
    "webseite",
    "internetseite",
    "internetpräsenz",
    "sitio",
    "página",
    "sito",
    "pagina",
    "strona",
    "stránky",
    "stránka",
    "hjemmeside",
    "hemsida",
    "hemsidan",
    "nettside",
    "nettsiden",
    "siden",
    "sidan",
    "ホームページ",
    "サイト",
    "홈페이지",
    "사이트",
];

/// With what the name of the host may begin in a title, in lower case.
const BEFORE: &[&str] = &["future home of", "welcome to", "willkommen bei", "bienvenue sur"];

/// Whether a page is no more than that, where its site begins.
pub(super) fn is_one(facts: &PageFacts, url: &Url) -> bool {
    let may_be = url.path() == "/" && facts.text_length < SHORT && is_called_like_host(&facts.title, url);
    may_be && says_site_is_coming(&in_lower_case(&facts.text), url)
}

/// Whether a text says of the site, or of nothing, that it is to come, in a sentence of its own.
fn says_site_is_coming(text: &str, url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let text = text.replace(host.trim_start_matches("www."), " ");
    sentences(&text).any(|sentence| {
        COMING.iter().any(|coming| {
            let is_of_site = || SITES.iter().any(|site| is_named(sentence, site));
            sentence.split_once(coming).is_some_and(|around| is_bare(around) || is_of_site())
        })
    })
}

/// Whether nothing stands beside a phrase.
fn is_bare((before, behind): (&str, &str)) -> bool {
    words(before).chain(words(behind)).all(|word| word == "www")
}

/// Whether a sentence has a word; scripts without blanks write it within others.
fn is_named(sentence: &str, site: &str) -> bool {
    let has_blanks = site.chars().all(|c| (c as u32) < 0x2E80);
    if has_blanks { words(sentence).any(|word| word == site) } else { sentence.contains(site) }
}

fn is_called_like_host(title: &str, url: &Url) -> bool {
    let title = in_lower_case(title);
    let name = BEFORE.iter().find_map(|before| title.strip_prefix(before)).unwrap_or(&title).trim();
    let host = url.host_str().unwrap_or_default();
    let plain = |name: &str| name.trim_start_matches("www.").trim_end_matches(['.', '!']).to_owned();
    words(name).count() > 1 && plain(name) == plain(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(title: &str, text: &str) -> bool {
        let facts =
            PageFacts { title: title.into(), text: text.into(), text_length: text.len(), ..PageFacts::default() };
        is_one(&facts, &Url::parse("https://www.ruthamery.example/").unwrap())
    }

    #[test]
    fn what_is_to_come_on_a_live_site_is_not_the_site() {
        let host = "ruthamery.example";
        for text in [
            "Ruth Amery New album coming soon! Bandcamp Spotify",
            "Salt Wall A show about the sea wall. Season two coming soon. Listen on Apple.",
            "4 May Hull. More dates coming soon. Tickets at the door.",
            "Large trap £40. Medium trap: coming soon.",
            "Ruth Amery Próximamente: nuevo disco.",
            "新しいアルバムを準備中です。旧作はこちらから聴けます。",
        ] {
            assert!(!is(host, text), "{text}");
        }
        for text in [
            "Coming soon",
            "ruthamery.example Coming soon!",
            "Página en construcción",
            "This site is under construction.",
        ] {
            assert!(is(host, text), "{text}");
        }
        let facts = PageFacts { title: host.into(), text: "Website coming soon!".into(), ..PageFacts::default() };
        assert!(!is_one(&facts, &Url::parse("https://ruthamery.example/tour").unwrap()));
    }

    #[test]
    fn a_placeholder_is_called_like_its_host() {
        assert!(is("ruthamery.example", "Website coming soon! Please check back."));
        assert!(is("Future home of www.ruthamery.example", "This site is coming soon!"));
        assert!(is("ruthamery.example", "ruthamery.example 홈페이지 준비중입니다."));
        assert!(!is("Ruth Amery", "Radio maker in Hull. New website coming soon! Until then write to me."));
        assert!(!is("ruthamery.example", "Radio maker in Hull. Write to me."));
        assert!(!is("ruthamery.example", &format!("Coming soon. {}", "We talked to a lock keeper. ".repeat(20))));
        assert!(!is("other.example", "Coming soon"));
    }
}
