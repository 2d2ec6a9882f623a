//! Pages that answer 200 and say that there is nothing.
//!
//! Phrases alone prove little: there are articles about error pages. So a phrase is only a hint about a place on the page; `verdict` weighs it against
//! the page's own text and the link's, and `sibling` asks the site what it says at an address that doesn't exist.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::{Apology, PageFacts, Spot};

/// What sites say, in lower case. A phrase stands for whole words.
const PHRASES: &[(Apology, &[&str])] = &[
    (
        Apology::ForSale,
        &[
            "domain is for sale",
            "domain name is for sale",
            "domain may be for sale",
            "buy this domain",
            "domain for sale",
            "this domain is parked",
            "parked domain",
            "parked free",
            "domain parking",
            "purchase this domain",
            "domain has expired",
            "domain name has expired",
            "this domain has recently been registered",
            "diese domain steht zum verkauf",
            "domain zu verkaufen",
            "ce domaine est à vendre",
            "este dominio está en venta",
            "inquire about this domain",
            "make an offer on this domain",
            "hugedomains",
            "sedo domain parking",
            "renew your domain",
            "domain expired",
        ],
    ),
    (
        Apology::Suspended,
        &[
            "account suspended",
            "account has been suspended",
            "site suspended",
            "website suspended",
            "this site has been suspended",
            "website has been suspended",
            "website is suspended",
            "site is no longer active",
            "website expired",
            "bandwidth limit exceeded",
            "site is currently disabled",
            "website has been disabled",
            "hosting account has expired",
            "suspended page",
            "account disabled",
            "site deactivated",
            "this store is unavailable",
            "store closed",
        ],
    ),
    (
        Apology::DefaultPage,
        &[
            "welcome to nginx",
            "apache2 ubuntu default page",
            "apache2 debian default page",
            "apache http server test page",
            "test page for the apache",
            "test page for the nginx",
            "iis windows server",
            "default web site page",
            "default plesk page",
            "web server's default page",
            "welcome to caddy",
            "caddy works",
            "placeholder page",
            "it works!",
            "future home of something quite cool",
            "congratulations! your site is live",
            "http server test page",
            "welcome to openresty",
            "lighttpd placeholder",
            "site under construction",
            "default page for",
            "apache is functioning normally",
        ],
    ),
    (
        Apology::Removed,
        &[
            "video unavailable",
            "video is unavailable",
            "video isn't available",
            "video is not available",
            "video is private",
            "this video has been removed",
            "video was removed",
            "has been removed by the",
            "content isn't available",
            "content is not available",
            "content is no longer available",
            "page isn't available",
            "page is no longer available",
            "post is no longer available",
            "no longer available",
            "listing has ended",
            "listing has expired",
            "episode is unavailable",
            "episode not available",
            "track was not found",
            "has been deleted",
            "account has been terminated",
            "account doesn't exist",
            "this tweet is unavailable",
            "user not found",
            "profile not found",
            "product not found",
            "article not found",
            "post not found",
            "video not found",
            "episode not found",
            "show not found",
            "playlist does not exist",
            "item not found",
            "event not found",
            "recipe not found",
            "dieses video ist nicht verfügbar",
            "nicht mehr verfügbar",
            "cette vidéo n'est plus disponible",
            "n'est plus disponible",
            "este video no está disponible",
            "ya no está disponible",
            "não está mais disponível",
            "non è più disponibile",
            "видео недоступно",
            "この動画は",
            "削除されました",
        ],
    ),
    (
        Apology::NotFound,
        &[
            "page not found",
            "page cannot be found",
            "page can't be found",
            "page can’t be found",
            "page could not be found",
            "page couldn't be found",
            "page couldn’t be found",
            "page does not exist",
            "page doesn't exist",
            "page doesn’t exist",
            "page was not found",
            "page is missing",
            "page you requested",
            "page you are looking for",
            "page you're looking for",
            "page you’re looking for",
            "page you were looking for",
            "not found",
            "error 404",
            "404 error",
            "404",
            "http 404",
            "file not found",
            "nothing found",
            "nothing was found",
            "nothing here",
            "nothing lives",
            "does not exist",
            "doesn't exist",
            "could not be found",
            "couldn't find",
            "couldn’t find",
            "could not find",
            "cannot find",
            "can't find",
            "can’t find",
            "no such page",
            "lost page",
            "you're lost",
            "you are lost",
            "oops",
            "whoops",
            "dead end",
            "broken link",
            "this page is gone",
            "invalid url",
            "no longer exists",
            "seite nicht gefunden",
            "nicht gefunden",
            "seite existiert nicht",
            "nicht vorhanden",
            "page introuvable",
            "introuvable",
            "n'existe pas",
            "page non trouvée",
            "página no encontrada",
            "no encontrada",
            "no se encuentra",
            "no existe",
            "pagina non trovata",
            "non trovata",
            "non esiste",
            "página não encontrada",
            "não encontrada",
            "não existe",
            "pagina niet gevonden",
            "niet gevonden",
            "bestaat niet",
            "sidan hittades inte",
            "kunde inte hittas",
            "siden blev ikke fundet",
            "siden finnes ikke",
            "fant ikke siden",
            "sivua ei löytynyt",
            "strona nie została znaleziona",
            "nie znaleziono",
            "stránka nenalezena",
            "nenalezena",
            "az oldal nem található",
            "nem található",
            "pagina nu a fost găsită",
            "sayfa bulunamadı",
            "bulunamadı",
            "страница не найдена",
            "не найдена",
            "сторінку не знайдено",
            "не знайдено",
            "η σελίδα δεν βρέθηκε",
            "ページが見つかりません",
            "見つかりません",
            "页面不存在",
            "找不到",
            "頁面不存在",
            "페이지를 찾을 수 없습니다",
            "찾을 수 없",
            "الصفحة غير موجودة",
            "הדף לא נמצא",
            "không tìm thấy",
            "halaman tidak ditemukan",
            "ไม่พบหน้า",
        ],
    ),
];

/// The gravest apology of a page, in its title, else its headings, else the beginning of its text.
pub(super) fn apology(facts: &PageFacts) -> Option<(Apology, Spot)> {
    find(&facts.title)
        .map(|what| (what, Spot::Title))
        .or_else(|| facts.headings.iter().find_map(|heading| find(heading)).map(|what| (what, Spot::Heading)))
        .or_else(|| find(&facts.text).map(|what| (what, Spot::Text)))
}

/// All phrases at once, and what each of them means, the gravest first.
static FINDER: LazyLock<(AhoCorasick, Vec<Apology>)> = LazyLock::new(|| {
    let phrases = || PHRASES.iter().flat_map(|(what, phrases)| phrases.iter().map(move |phrase| (*what, *phrase)));
    let finder = AhoCorasick::new(phrases().map(|(_, phrase)| phrase)).expect("the table is small");
    (finder, phrases().map(|(what, _)| what).collect())
});

/// What a text apologises for.
fn find(text: &str) -> Option<Apology> {
    let text = text.to_lowercase();
    if offers_domain(&text) {
        return Some(Apology::ForSale);
    }
    let (finder, meanings) = &*FINDER;
    let hits = finder.find_overlapping_iter(&text).filter(|hit| is_whole(&text, hit.start(), hit.end()));
    hits.map(|hit| hit.pattern().as_usize()).min().map(|index| meanings[index])
}

/// Whether a text offers a domain by name: `example.com is for sale`.
fn offers_domain(text: &str) -> bool {
    const OFFERS: &[&str] = &[
        " is for sale",
        " may be for sale",
        " is available for purchase",
        " is parked",
        " steht zum verkauf",
        " is te koop",
    ];
    OFFERS.iter().any(|offer| {
        let before = text.split(offer).next().filter(|before| before.len() < text.len());
        let word = before.and_then(|before| before.split_whitespace().next_back()).unwrap_or_default();
        let dot = word.trim_matches(|c: char| !c.is_alphanumeric()).find('.');
        dot.is_some_and(|at| at > 0)
    })
}

/// Whether a stretch of text begins and ends with whole words.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let (before, hit, after) = (&text[..start], &text[start..end], &text[end..]);
    !joins(before.chars().next_back(), hit.chars().next()) && !joins(after.chars().next(), hit.chars().next_back())
}

/// Whether two neighbours belong to one word; scripts without spaces between words have no such neighbours.
fn joins(neighbour: Option<char>, edge: Option<char>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && (c as u32) < 0x2E80);
    is_word(neighbour) && is_word(edge)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str, text: &str) -> Option<(Apology, Spot)> {
        apology(&PageFacts { title: title.to_owned(), text: text.to_owned(), ..PageFacts::default() })
    }

    #[test]
    fn phrases_are_found_where_they_stand() {
        assert_eq!(of("Page not found - Site", ""), Some((Apology::NotFound, Spot::Title)));
        assert_eq!(of("Site", "This video has been removed by the uploader."), Some((Apology::Removed, Spot::Text)));
        assert_eq!(of("Welcome to nginx!", ""), Some((Apology::DefaultPage, Spot::Title)));
        assert_eq!(of("x.example", "Buy this domain today"), Some((Apology::ForSale, Spot::Text)));
        assert_eq!(of("old-show.example is for sale!", ""), Some((Apology::ForSale, Spot::Title)));
        assert_eq!(of("The old harbour is for sale", ""), None);
        assert_eq!(of("ページが見つかりません", ""), Some((Apology::NotFound, Spot::Title)));
    }

    #[test]
    fn parts_of_words_are_no_phrases() {
        assert_eq!(of("Room 14043", ""), None);
        assert_eq!(of("Oak moth season", "Bread made with old grain"), None);
    }
}
