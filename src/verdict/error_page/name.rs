//! The names of error pages, in the languages that sites are made in: made of phrases and of words for errors.

use crate::text::{without_accent, words};

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

/// Whether a name is that of an error page to one whom a text, run together, told what to expect.
pub(super) fn is_named_so(name: &str, text: &str) -> bool {
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

/// Whether a folder is one of errors: `ErrorPages`.
pub(super) fn is_folder_of_errors(name: &str) -> bool {
    name.contains("err") && is_made_of(&run_together(name), &[ERRORS])
}

/// Whether a name is that of an error page and of nothing else: `pagenotfounderror`, `404page`, `fehler404`.
pub(super) fn is_plain(name: &str) -> bool {
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
pub(super) fn is_made_of(text: &str, words: &[&[&str]]) -> bool {
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
pub(super) fn run_together(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).map(without_accent).collect()
}
