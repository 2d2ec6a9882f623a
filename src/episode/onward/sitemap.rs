//! Sitemaps and sitemap indexes (<https://www.sitemaps.org/protocol.html>).

use jiff::civil::Date;
use url::Url;

use crate::episode::{EpisodeError, date};
use crate::source::Document;
use crate::text::xml::{Element, Tree};

/// What a sitemap names.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sitemap {
    /// Pages.
    pub pages: Vec<Entry>,
    /// Further sitemaps.
    pub sitemaps: Vec<Entry>,
    /// The line at which it breaks off, if it does.
    pub cut: Option<u32>,
}

/// A page or a sitemap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its address.
    pub url: Url,
    /// When it was last changed.
    pub modified: Option<Date>,
}

/// Reads a sitemap, as far as it goes. Entries without an address of the web are passed over.
///
/// # Errors
/// If it is no sitemap.
pub fn read(document: &Document) -> Result<Sitemap, EpisodeError> {
    let tree = Tree::parse(&document.text);
    let root = tree.root().filter(|root| matches!(root.local(), "urlset" | "sitemapindex"));
    let Some(root) = root else {
        let found = tree.root().map_or_else(
            || "there is no element in it".to_owned(),
            |root| format!("its outermost element is <{}>", root.name()),
        );
        return Err(EpisodeError::NotThat { wanted: "sitemap", found });
    };
    let entries = |name: &str| {
        let named = root.children().filter(|child| child.local() == name && child.complete());
        named.filter_map(|child| entry(child, document)).collect()
    };
    let cut = tree.flaws.cut.filter(|_| !root.complete()).map(|at| document.position(at).line);
    Ok(Sitemap { pages: entries("url"), sitemaps: entries("sitemap"), cut })
}

fn entry(element: Element<'_, '_>, document: &Document) -> Option<Entry> {
    let text = |name| element.children().find(|child| child.local() == name).map(Element::text);
    let address = text("loc")?;
    let base = document.base.as_ref();
    let url = base.map_or_else(|| Url::parse(address.trim()), |base| base.join(address.trim())).ok()?;
    let is_web = matches!(url.scheme(), "http" | "https");
    is_web.then(|| Entry { url, modified: text("lastmod").and_then(|text| date::parse(&text)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Kind, Origin};
    use proptest::prelude::*;

    const PAGES: &str = include_str!("../../../fixtures/sitemaps/sitemap.xml");
    const INDEX: &str = include_str!("../../../fixtures/sitemaps/index.xml");

    fn document(text: &str) -> Document {
        Document::from_text(Origin::Stdin, Kind::Sitemap, text.to_owned(), None)
    }

    fn urls(entries: &[Entry]) -> Vec<&str> {
        entries.iter().map(|entry| entry.url.as_str()).collect()
    }

    #[test]
    fn a_sitemap_names_pages() {
        let sitemap = read(&document(PAGES)).unwrap();
        let expected =
            ["https://show.example/", "https://show.example/episodes/2?a=1&b=2", "https://show.example/episodes/1"];
        assert_eq!(urls(&sitemap.pages), expected);
        assert_eq!(sitemap.pages[1].modified, Some(jiff::civil::date(2025, 3, 1)));
        assert_eq!((sitemap.sitemaps.len(), sitemap.cut), (0, None));
    }

    #[test]
    fn an_index_names_sitemaps() {
        let sitemap = read(&document(INDEX)).unwrap();
        assert_eq!(
            urls(&sitemap.sitemaps),
            ["https://show.example/sitemap-1.xml.gz", "https://show.example/sitemap-2.xml"]
        );
        assert!(sitemap.pages.is_empty());
    }

    #[test]
    fn a_cut_leaves_the_pages_before_it() {
        let sitemap = read(&document(&PAGES[..PAGES.find("episodes/1").unwrap()])).unwrap();
        assert_eq!((sitemap.pages.len(), sitemap.cut), (2, Some(11)));
    }

    #[test]
    fn anything_else_is_named() {
        let message = |text| read(&document(text)).unwrap_err().to_string();
        assert_eq!(message("<rss/>"), "not a sitemap: its outermost element is <rss>");
        assert_eq!(message("https://show.example/"), "not a sitemap: there is no element in it");
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "(<urlset>|<url>|<loc>|https://a/|</loc>|</url>|</urlset>|[<>ä&/]){0,20}") {
            let _ = read(&document(&text));
        }
    }
}
