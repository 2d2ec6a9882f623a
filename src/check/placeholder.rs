//! What a hoster puts in the place of a site that isn't there yet: it is called like its host, and says that something is to come.

use url::Url;

use super::PageFacts;
use super::phrases::in_lower_case;
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

/// With what the name of the host may begin in a title, in lower case.
const BEFORE: &[&str] = &["future home of", "welcome to", "willkommen bei", "bienvenue sur"];

/// Whether a page is no more than that.
pub(super) fn is_one(facts: &PageFacts, url: &Url) -> bool {
    facts.text_length < SHORT && is_called_like_host(&facts.title, url) && {
        let text = in_lower_case(&facts.text);
        COMING.iter().any(|coming| text.contains(coming))
    }
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
