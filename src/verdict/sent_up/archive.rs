//! Archives with a name of their own: all pages of a tag, of a category, by an author.

use url::Url;

use super::super::naming::{name, segments};
use super::lists::{is_in_list, stem};
use super::telling::{names_any, names_one};
use super::{root, telling_words};
use crate::text::words;

/// The folders in which archives of a subject stand.
const SUBJECTS: &[&str] = &[
    "tag",
    "tags",
    "category",
    "categories",
    "cat",
    "topic",
    "topics",
    "theme",
    "themes",
    "section",
    "sections",
    "genre",
    "genres",
    "label",
    "labels",
    "keyword",
    "keywords",
    "kategorie",
    "kategorien",
    "schlagwort",
    "schlagworte",
    "schlagwörter",
    "thema",
    "themen",
    "rubrik",
    "rubriken",
    "ressort",
    "categorie",
    "catégorie",
    "etiquette",
    "étiquette",
    "mot-cle",
    "rubrique",
    "sujet",
    "categoria",
    "categoría",
    "categorias",
    "etiqueta",
    "etiquetas",
    "tema",
    "temas",
    "seccion",
    "argomento",
    "sezione",
    "categorieen",
    "onderwerp",
    "kategori",
    "emne",
    "kategoria",
];

/// The folders in which archives of what somebody wrote stand.
const AUTHORS: &[&str] = &[
    "author",
    "authors",
    "autor",
    "autoren",
    "autorin",
    "autores",
    "auteur",
    "auteurs",
    "autore",
    "contributor",
    "contributors",
    "byline",
    "forfatter",
    "författare",
];

/// Archives of all that isn't in another one.
const REST: &[&str] = &[
    "uncategorized",
    "uncategorised",
    "allgemein",
    "unkategorisiert",
    "non-classe",
    "non-classé",
    "sin-categoria",
    "sin-categorizar",
    "senza-categoria",
    "sem-categoria",
    "geen-categorie",
    "ukategoriseret",
    "okategoriserade",
    "bez-kategorii",
];

/// Folders that are called by one of what they hold.
const ITEMS: &[&str] = &[
    "article",
    "post",
    "story",
    "episode",
    "recipe",
    "film",
    "movie",
    "book",
    "song",
    "video",
    "artikel",
    "beitrag",
    "folge",
    "rezept",
    "buch",
    "recette",
    "livre",
    "articulo",
    "artículo",
    "entrada",
    "receta",
    "libro",
    "articolo",
    "ricetta",
    "artigo",
    "receita",
    "livro",
];

/// Folders of what has pages of its own, of which there may be an archive now: a show, somebody's articles.
const WHOLES: &[&str] = &[
    "show",
    "shows",
    "podcast",
    "podcasts",
    "series",
    "people",
    "person",
    "personen",
    "team",
    "staff",
    "artist",
    "artists",
    "artistes",
    "speakers",
    "course",
    "courses",
    "kurse",
    "project",
    "projects",
    "collections",
    "program",
    "programs",
];

/// The name of an archive has fewer words than this: an article may stand in its section.
const TITLE: usize = 4;

/// Whether the address of one page has become that of an archive.
pub(super) fn is_archive(last: &Url, url: &Url) -> bool {
    let Some(folder) = folder(last) else { return false };
    let own = stem(name(last).unwrap_or_default());
    let is_title = words(&own).count() >= TITLE || own.contains(|c: char| c.is_ascii_digit());
    let is_author = AUTHORS.contains(&&*folder);
    (is_author || SUBJECTS.contains(&&*folder))
        && !is_title
        && last.query().is_none()
        && !segments(url).map(stem).any(|name| AUTHORS.contains(&&*name) || SUBJECTS.contains(&&*name))
        && !(is_author && is_of_author(last, url))
        && is_page(url, is_author || REST.contains(&&*own))
}

/// Whether an address names a page, and no section, which may be an archive now. A page may be called by less where it has nothing to do with the archive.
fn is_page(url: &Url, is_other: bool) -> bool {
    let is_in = |folders: &[&str]| folder(url).is_some_and(|folder| folders.contains(&&*folder));
    root::says(url, if is_other { 2 } else { 3 })
        || root::names_one(url)
        || is_in_list(url) && !is_in(WHOLES) && names_one(url)
        || is_in(ITEMS) && names_any(url)
}

/// Whether a page is named by one who has the archive: `/people/ruth-amery` is `/author/ruth` now.
fn is_of_author(last: &Url, url: &Url) -> bool {
    !telling_words(last).is_disjoint(&telling_words(url))
}

/// What the folder is called in which a page stands.
fn folder(url: &Url) -> Option<String> {
    segments(url).rev().nth(1).map(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(from: &str, to: &str) -> bool {
        let at = |path: &str| Url::parse(&format!("https://a.test{path}")).unwrap();
        is_archive(&at(to), &at(from))
    }

    #[test]
    fn an_archive_is_not_the_page() {
        for (from, to) in [
            ("/blog/eels-return", "/tag/eels"),
            ("/2016/02/eels-return/", "/tag/eels/"),
            ("/news/eels-return-12345", "/news/section/nature"),
            ("/recipes/eel-soup", "/recipes/category/soups"),
            ("/artikel/aale", "/kategorie/natur"),
            ("/film/eels", "/genre/documentary"),
            ("/eels-return", "/author/ruth"),
            ("/eels-return", "/category/uncategorized/"),
            ("/the-eels-return-to-the-humber", "/category/nature"),
        ] {
            assert!(is(from, to), "{from} {to}");
        }
    }

    #[test]
    fn a_section_may_be_an_archive_now() {
        for (from, to) in [
            ("/reviews/mics", "/category/microphones"),
            ("/film-reviews", "/category/movies"),
            ("/research/climate-change", "/topics/climate"),
            ("/mud-talk", "/category/podcast"),
            ("/tag/eel", "/tags/eels"),
            ("/author/ruth", "/authors/ruth-amery"),
            ("/people/ruth-amery", "/author/ruth"),
            ("/people/ruth-amery", "/tag/ruth"),
            ("/podcasts/mud-talk", "/category/podcast"),
            ("/our-team", "/author/ruth"),
            ("/blog/eels-return", "/topics/where-the-eels-went"),
            ("/thread/eels-return", "/topic/8812-eels"),
            ("/blog/eels-return", "/tag/eels?page=2"),
        ] {
            assert!(!is(from, to), "{from} {to}");
        }
    }
}
