//! Archives with a name of their own: all pages of a tag, of a category, by an author.

use url::Url;

use super::super::naming::{name, segments};
use super::lists::{is_dated, stem};
use super::telling::{names_any, names_one};
use super::{root, telling_words};
use crate::text::words;

/// The folders in which archives of a subject stand. Topics, themes and sections have pages of their own.
const SUBJECTS: &[&str] = &[
    "tag",
    "tags",
    "category",
    "categories",
    "cat",
    "genre",
    "genres",
    "keyword",
    "keywords",
    "kategorie",
    "kategorien",
    "schlagwort",
    "schlagworte",
    "schlagwörter",
    "categorie",
    "catégorie",
    "etiquette",
    "étiquette",
    "mot-cle",
    "categoria",
    "categoría",
    "categorias",
    "etiqueta",
    "etiquetas",
    "categorieen",
    "kategori",
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

/// Folders of people, who have archives of what they wrote.
const PEOPLE: &[&str] = &[
    "people", "person", "personen", "team", "staff", "artist", "artists", "artistes", "speakers", "hosts", "guests",
    "about", "members", "user", "users", "profile",
];

/// The name of an archive has fewer words than this: an article may stand in its section.
const TITLE: usize = 4;

/// Whether the address of one page has become that of an archive.
pub(super) fn is_archive(last: &Url, url: &Url, text: &str) -> bool {
    let Some(folder) = folder(last) else { return false };
    let own = stem(name(last).unwrap_or_default());
    let is_title = words(&own).count() >= TITLE || own.contains(|c: char| c.is_ascii_digit());
    let is_author = AUTHORS.contains(&&*folder);
    (is_author || SUBJECTS.contains(&&*folder))
        && !is_title
        && last.query().is_none()
        && !segments(url).map(stem).any(|name| AUTHORS.contains(&&*name) || SUBJECTS.contains(&&*name))
        && !(is_author && is_of_person(last, url))
        && (is_page(url, text) || REST.contains(&&*own) && root::said(url) >= 2 && !root::is_call(url))
}

/// Whether an address names a page, and no section, which may be an archive now: by a date, an id, a folder of such, or many words.
fn is_page(url: &Url, text: &str) -> bool {
    let is_item = || folder(url).is_some_and(|folder| ITEMS.contains(&&*folder));
    root::says_much(url, text) && !root::is_call(url)
        || root::names_one(url, text)
        || names_one(url) && (is_dated(url) || root::has_id(url))
        || is_item() && names_any(url)
}

/// Whether a page is of one who has an archive, or may be: `/people/ruth-amery` is `/author/ruth` now, `/staff/ruth` is `/author/ramery`.
fn is_of_person(last: &Url, url: &Url) -> bool {
    let own = stem(name(last).unwrap_or_default());
    let is_short = |word: &String| own.contains(&**word);
    telling_words(url).iter().any(is_short)
        || !telling_words(last).is_disjoint(&telling_words(url))
        || segments(url).map(stem).any(|folder| PEOPLE.contains(&&*folder))
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
        is_archive(&at(to), &at(from), "The eels return to the Humber")
    }

    #[test]
    fn an_archive_is_not_the_page() {
        for (from, to) in [
            ("/blog/the-eels-return-to-the-humber", "/tag/eels"),
            ("/blog/why-spawning-gravel-matters-to-salmon", "/tag/eels"),
            ("/2016/02/eels-return/", "/tag/eels/"),
            ("/news/eels-return-12345", "/news/category/nature"),
            ("/recipe/eel-soup", "/recipes/category/soups"),
            ("/artikel/aale", "/kategorie/natur"),
            ("/film/eels", "/genre/documentary"),
            ("/article/eels", "/author/ruth"),
            ("/the-eels-return-to-the-humber", "/author/ruth"),
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
            ("/news/press-releases", "/category/media"),
            ("/blog/case-studies", "/category/customer-stories"),
            ("/blog/open-source", "/tag/oss"),
            ("/blog/eels-return", "/tag/eels"),
            ("/mental-health-and-wellbeing", "/category/mind"),
            ("/error-reporting-email-setup", "/topics/logging"),
            ("/minimal-blog-hugo-template", "/themes/paper"),
            ("/news/eels-return-12345", "/news/section/nature"),
            ("/staff/ruth-amery", "/author/ramery"),
            ("/about-ruth-amery", "/author/ramery"),
            ("/team/ruth-amery-the-host-of-mud-talk-hour", "/author/ra"),
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
