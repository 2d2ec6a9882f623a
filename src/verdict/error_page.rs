//! Error pages, known by their addresses.

use percent_encoding::percent_decode_str;
use url::Url;

use crate::link::Link;
use crate::link::home::is_home;
use crate::text::words;

/// What says in an address that something isn't there, without what stands between the words.
const PHRASES: &[&str] = &[
    "notfound",
    "doesnotexist",
    "nichtgefunden",
    "existiertnicht",
    "introuvable",
    "nontrouve",
    "nontrouvee",
    "noencontrada",
    "noencontrado",
    "noexiste",
    "notrobada",
    "nontrovata",
    "nontrovato",
    "naoencontrada",
    "naoencontrado",
    "nietgevonden",
    "bestaatniet",
    "hittadesinte",
    "hittasinte",
    "finnsinte",
    "findesikke",
    "ikkefundet",
    "finnesikke",
    "finsikke",
    "ikkefunnet",
    "eiloydy",
    "eiloytynyt",
    "nieznaleziona",
    "nieznaleziono",
    "nieistnieje",
    "nenalezena",
    "nenalezeno",
    "neexistuje",
    "nenajdena",
    "nemtalalhato",
    "negasita",
    "nijepronadena",
    "bulunamadi",
    "tidakditemukan",
    "khongtimthay",
];

/// What became of things, behind the name of one: `offer-expired`.
const GONE: &[&str] = &[
    "expired",
    "unavailable",
    "notavailable",
    "nolongeravailable",
    "removed",
    "deleted",
    "withdrawn",
    "discontinued",
    "abgelaufen",
    "nichtverfugbar",
    "geloscht",
    "entfernt",
    "expiree",
    "indisponible",
    "supprime",
    "supprimee",
    "caducada",
    "caducado",
    "nodisponible",
    "eliminado",
    "eliminada",
    "expirada",
    "expirado",
    "indisponivel",
    "removido",
    "scaduta",
    "scaduto",
    "nondisponibile",
    "rimosso",
    "verlopen",
    "verwijderd",
    "nietbeschikbaar",
    "borttagen",
    "utgatt",
    "slettet",
    "udlobet",
    "wygasla",
    "wygasl",
    "usuniety",
];

/// What is said not to be there, and small words beside it.
const THINGS: &[&str] = &[
    "offer",
    "deal",
    "promo",
    "promotion",
    "coupon",
    "campaign",
    "link",
    "invite",
    "invitation",
    "event",
    "listing",
    "ad",
    "job",
    "show",
    "track",
    "playlist",
    "user",
    "profile",
    "account",
    "course",
    "project",
    "story",
    "podcast",
    "album",
    "book",
    "survey",
    "form",
    "has",
    "been",
    "angebot",
    "aktion",
    "folge",
    "beitrag",
    "veranstaltung",
    "offre",
    "annonce",
    "evenement",
    "oferta",
    "evento",
    "anuncio",
    "episodio",
    "offerta",
    "annuncio",
    "aanbieding",
    "aflevering",
    "erbjudande",
    "avsnitt",
    "tilbud",
    "odcinek",
    "page",
    "file",
    "url",
    "site",
    "document",
    "content",
    "resource",
    "item",
    "product",
    "article",
    "post",
    "episode",
    "video",
    "the",
    "this",
    "was",
    "is",
    "sorry",
    "seite",
    "datei",
    "wurde",
    "die",
    "pagina",
    "la",
    "het",
    "bestand",
    "sida",
    "sidan",
    "sivua",
    "sivu",
    "side",
    "siden",
    "blev",
    "ble",
    "strona",
    "strony",
    "stranka",
    "stranica",
    "oldal",
    "sayfa",
    "halaman",
    "trang",
];

/// Words for errors.
const ERRORS: &[&str] = &[
    "404", "410", "error", "err", "errors", "page", "oops", "http", "status", "code", "custom", "fehler", "seite",
    "fel", "sida", "blad", "strona", "erreur", "errore", "erro", "fejl", "feil", "virhe", "chyba", "hiba", "hata",
    "view", "template", "default", "message", "handler",
];

/// Words that a number follows, be it 404.
const COUNTED: &[&str] = &[
    "episode",
    "episodes",
    "ep",
    "e",
    "folge",
    "show",
    "podcast",
    "issue",
    "no",
    "nr",
    "number",
    "vol",
    "volume",
    "part",
    "chapter",
    "room",
    "avsnitt",
    "afsnit",
    "odcinek",
    "aflevering",
    "capitulo",
    "puntata",
    "episodio",
    "jakso",
    "ausgabe",
    "numero",
];

/// Whether an address looks like an error page.
fn is_error_page(url: &Url) -> bool {
    looks_wrong(url, "")
}

/// Whether a link to a page leads to an error page, and isn't meant to.
pub(super) fn is_sent_there(link: &Link, url: &Url, last: &Url) -> bool {
    looks_wrong(last, &run_together(&link.text)) && !is_error_page(url)
}

/// Whether an address looks like an error page to one whom a text, run together, told what to expect.
fn looks_wrong(url: &Url, text: &str) -> bool {
    let path = percent_decode_str(url.path()).decode_utf8_lossy().to_lowercase();
    let mut names = path.split('/').map(|segment| segment.split(['.', ';']).next().unwrap_or_default());
    names.clone().any(|name| is_named_so(name, text))
        || is_error_of(&path, names.any(is_error), url)
        || !is_home(url) && is_told(url)
}

/// Whether a parameter tells a page what isn't there: `?eventNotFound=1`, `?error=link_not_found`.
pub(super) fn is_told(url: &Url) -> bool {
    let tells = |name: &str, value: &str| {
        let (name, value) = (run_together(name), run_together(value));
        // ASP.NET names the page that failed.
        name == "aspxerrorpath"
            || is_plain(&name) && !matches!(&*value, "0" | "false" | "no")
            || is_error(&name) && is_plain(&value)
    };
    url.query_pairs().any(|(name, value)| tells(&name, &value))
}

fn is_named_so(name: &str, text: &str) -> bool {
    let plain = run_together(name);
    (is_plain(&plain) && plain != text) || (is_likely(name, &plain) && !text.contains(&plain)) || is_second(name, text)
}

/// Whether a name is that of a second page with the name of an error page, as WordPress numbers them: `404-2`.
fn is_second(name: &str, text: &str) -> bool {
    let first = name.strip_suffix(|c: char| c.is_ascii_digit()).and_then(|name| name.strip_suffix('-'));
    let plain = run_together(first.unwrap_or_default());
    (plain == "404" || plain.len() >= SENTENCE) && is_plain(&plain) && !text.contains(&run_together(name))
}

/// A name with so many letters says more than one word, which a song may be called: `page-not-found`.
const SENTENCE: usize = 12;

fn is_error(name: &str) -> bool {
    matches!(name, "error" | "errors" | "err" | "fehler" | "erreur")
}

/// `/error?code=404`, `/error`.
fn is_error_of(path: &str, has_error: bool, url: &Url) -> bool {
    let says_which = || url.query_pairs().any(|(_, value)| matches!(&*value, "404" | "410" | "notfound" | "not_found"));
    let mut segments = path.trim_matches('/').rsplit('/');
    let status = segments.next().and_then(|name| name.split('.').next());
    let is_status = status.is_some_and(|name| name.parse().is_ok_and(|code: u16| (400..600).contains(&code)));
    let is_folder = |name: &str| name.contains("err") && is_made_of(&run_together(name), &[ERRORS]);
    has_error && (path.trim_end_matches('/').split('/').count() <= 2 || says_which())
        || is_status && segments.next().is_some_and(is_folder) && segments.next().is_none() && !is_reference(url)
}

/// Whether a host tells of errors, as the documentation of programs does.
fn is_reference(url: &Url) -> bool {
    const LABELS: &[&str] = &["docs", "doc", "api", "developer", "developers", "dev", "help", "support", "reference"];
    url.host_str().unwrap_or_default().split('.').any(|label| LABELS.contains(&label))
}

/// Whether a name is that of an error page and of nothing else: `pagenotfounderror`, `404page`, `fehler404`.
fn is_plain(name: &str) -> bool {
    let of_things = |text: &str| is_made_of(text, &[THINGS, ERRORS]);
    let is_phrase = PHRASES
        .iter()
        .filter_map(|phrase| parted(name, phrase))
        .any(|(before, behind)| of_things(before) && is_made_of(behind, &[ERRORS]));
    let is_gone =
        GONE.iter().filter_map(|gone| name.strip_suffix(gone)).any(|before| !before.is_empty() && of_things(before));
    let has_number = name.starts_with("404") || name.ends_with("404");
    matches!(
        name,
        "410"
            | "errorpage"
            | "missingpage"
            | "fehlerseite"
            | "sorry"
            | "oops"
            | "ooops"
            | "whoops"
            | "unavailable"
            | "notavailable"
            | "removed"
            | "deleted"
            | "expired"
    ) || is_phrase
        || is_gone
        || (has_number && is_made_of(name, &[ERRORS]))
}

/// What stands before a phrase and behind it. Names are so short that a search has no time to prepare.
fn parted<'a>(name: &'a str, phrase: &str) -> Option<(&'a str, &'a str)> {
    let (bytes, first) = (name.as_bytes(), *phrase.as_bytes().first()?);
    let last = name.len().checked_sub(phrase.len())?;
    let at = (0..=last).find(|at| bytes[*at] == first && bytes[*at..].starts_with(phrase.as_bytes()))?;
    Some((&name[..at], &name[at + phrase.len()..]))
}

/// Whether a name may be that of an error page, although it has a word that isn't known: `recipe-not-found`, `ups-404`.
fn is_likely(name: &str, plain: &str) -> bool {
    let mut words = words(name);
    let (first, count) = (words.clone().next().unwrap_or_default(), words.clone().count());
    let is_numbered = words.next_back() == Some("404") && !COUNTED.contains(&first);
    count <= 3 && (plain.ends_with("notfound") || (is_numbered && count > 1))
}

/// Whether a text is made of such words alone.
fn is_made_of(text: &str, words: &[&[&str]]) -> bool {
    // Where words may end: each place is looked at once, in however many ways it can be reached.
    let mut ends = vec![false; text.len() + 1];
    ends[0] = true;
    for at in 0..text.len() {
        if ends[at] {
            let words = words.iter().copied().flatten().filter(|word| text[at..].starts_with(**word));
            words.for_each(|word| ends[at + word.len()] = true);
        }
    }
    ends[text.len()]
}

/// The letters and digits of a text, in lower case and without accents.
fn run_together(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).map(without_accent).collect()
}

fn without_accent(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' | 'ą' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ı' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ů' => 'u',
        'ł' => 'l',
        'ñ' | 'ń' => 'n',
        'ş' => 's',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use crate::verdict::samples::{link, ok_after};
    use crate::verdict::{Policy, Reason, Verdict, judge};

    fn after(from: &str, text: &str, to: &str) -> Verdict {
        let from = format!("https://a.test{from}");
        let outcome = ok_after(&from, &[(301, &format!("https://a.test{to}"))]);
        judge(&link(&from, text), Some(&outcome), &Policy::default())
    }

    #[test]
    fn an_error_page_has_one_of_many_names() {
        for to in [
            "/404.html",
            "/errors/notfound",
            "/error?code=404",
            "/page-not-found/",
            "/Pages/PageNotFoundError.aspx?requestUrl=https://a.test/x",
            "/file-not-found",
            "/recipe_not_found.php",
            "/the-page-was-not-found",
            "/filenotfound",
            "/blad-404",
            "/fel_404.html",
            "/404page",
            "/404-not-found",
            "/sorry",
            "/oops",
            "/not-available.html",
            "/sidan-hittades-inte",
            "/strona-nie-znaleziona",
            "/siden-findes-ikke",
            "/de/seite-nicht-gefunden.html",
            "/page-introuvable",
            "/paginaNoEncontrada",
            "/p%C3%A1gina-n%C3%A3o-encontrada",
            "/PageNotFoundView",
            "/ErrorPages/404",
            "/errorpages/500.aspx?aspxerrorpath=/articles/12",
            "/errors/503.html",
            "/en/404-2/",
            "/page-not-found-3/",
            "/custom404",
            "/pagina-no-encontrada-404",
            "/404;https://a.test/x",
            "/offer-expired",
            "/angebot-abgelaufen/",
            "/this-offer-has-expired",
            "/episodio-no-disponible",
            "/club/?eventNotFound=1",
            "/club/?episode_removed",
            "/club/?error=link_not_found",
        ] {
            let verdict = after("/articles/12", "The map", to);
            assert_eq!((verdict.reason, verdict.suggestion), (Reason::ErrorPage, None), "{to}");
        }
    }

    #[test]
    fn a_home_page_may_be_told_what_is_not_there() {
        let reason = |to: &str| {
            let from = "https://a.test/aX9";
            let outcome = ok_after(from, &[(302, &format!("https://a.test{to}"))]);
            judge(&link(from, "The map"), Some(&outcome), &Policy::default()).reason
        };
        assert_eq!(reason("/?expired=1"), Reason::SentHome);
        assert_eq!(reason("/?error=link_not_found"), Reason::SentHome);
        assert_eq!(reason("/?ref=aX9"), Reason::TemporaryRedirect);
    }

    #[test]
    fn a_page_may_speak_of_errors_in_its_address() {
        for to in [
            "/design/404-pages",
            "/terror",
            "/docs/error/handling",
            "/why-file-not-found-errors-happen",
            "/page-not-found-best-practices",
            "/films/amour-introuvable",
            "/404-media-on-robots",
            "/episode-404",
            "/knotfounder",
            "/deleted-scenes",
            "/how-the-offer-expired",
            "/club/?eventNotFound=0",
            "/club/?offer=expired-domains",
            "/club/?error=none",
        ] {
            assert_eq!(after("/articles/12", "The map", to).reason, Reason::MovedPermanently, "{to}");
        }
    }

    #[test]
    fn a_link_may_be_meant_to_lead_to_what_is_called_like_an_error() {
        for (from, text, to) in [
            ("/2019/page-not-found", "The history of error pages", "/blog/page-not-found"),
            ("/cars/404", "A car", "/peugeot-404"),
            ("/cars/12", "The Peugeot 404", "/peugeot-404"),
            ("/songs/12", "Love, Not Found", "/songs/love-not-found"),
        ] {
            assert_eq!(after(from, text, to).reason, Reason::MovedPermanently, "{to}");
        }
        assert_eq!(after("/cars/1404", "A car", "/blad-404").reason, Reason::ErrorPage);
    }

    #[test]
    fn a_name_that_can_be_read_in_many_ways_is_read_once() {
        let name = "page".repeat(400);
        assert_eq!(after("/ep/7", "An episode", &format!("/{name}notfound{name}x")).reason, Reason::MovedPermanently);
        assert_eq!(after("/ep/7", "An episode", &format!("/{name}notfound")).reason, Reason::ErrorPage);
    }
}
