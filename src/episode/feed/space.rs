//! The namespaces of feeds, by what is declared or, where nothing is, by the prefix that everybody uses.

use std::collections::{BTreeSet, HashMap};

use crate::text::xml::{Element, Tree};

/// A vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// RSS's own names, and those without a namespace.
    Plain,
    Atom,
    Content,
    Itunes,
    Podcast,
    Chapters,
    Media,
    DublinCore,
    GooglePlay,
    Excerpt,
    Thread,
    Other,
}

/// The usual prefix, what the URI contains in lower case, and the vocabulary.
const SPACES: &[(&str, &str, Space)] = &[
    ("atom", "w3.org/2005/atom", Space::Atom),
    ("content", "purl.org/rss/1.0/modules/content", Space::Content),
    ("itunes", "itunes.com/dtds/podcast", Space::Itunes),
    ("podcast", "podcastindex.org/namespace", Space::Podcast),
    ("podcast", "podcastindex-org/podcast-namespace", Space::Podcast),
    ("psc", "podlove.org/simple-chapters", Space::Chapters),
    ("media", "search.yahoo.com/mrss", Space::Media),
    ("dc", "purl.org/dc/elements", Space::DublinCore),
    ("googleplay", "google.com/schemas/play-podcasts", Space::GooglePlay),
    ("excerpt", "wordpress.org/export/", Space::Excerpt),
    ("thr", "purl.org/syndication/thread", Space::Thread),
];

/// What the prefixes of a document mean.
#[derive(Debug)]
pub(super) struct Spaces<'a> {
    declared: HashMap<&'a str, Space>,
    /// Prefixes that are used and declared nowhere.
    pub(super) undeclared: BTreeSet<&'a str>,
    /// Whether names without a prefix are Atom's.
    atom: bool,
}

impl<'a> Spaces<'a> {
    /// Reads the declarations of a whole document: feeds don't give one prefix two meanings.
    pub(super) fn new(tree: &Tree<'a>, source: &'a str) -> Self {
        let mut spaces = Self { declared: HashMap::new(), undeclared: BTreeSet::new(), atom: false };
        for element in tree.elements() {
            for attribute in element.attributes() {
                if let Some(prefix) = attribute.name.strip_prefix("xmlns:") {
                    spaces.declared.insert(prefix, meaning(prefix, &source[attribute.span.range()]));
                }
            }
        }
        let used = tree.elements().map(Element::prefix).filter(|prefix| !prefix.is_empty());
        spaces.undeclared = used.filter(|prefix| !spaces.declared.contains_key(prefix)).collect();
        spaces.atom = tree.root().is_some_and(|root| root.local() == "feed");
        spaces
    }

    /// The vocabulary of an element's name.
    pub(super) fn of(&self, element: Element<'_, '_>) -> Space {
        let prefix = element.prefix();
        let space = match self.declared.get(prefix) {
            Some(space) => *space,
            None if prefix.is_empty() => inherited(element).unwrap_or(Space::Plain),
            None => by_prefix(prefix),
        };
        if self.atom && space == Space::Plain { Space::Atom } else { space }
    }
}

/// What an `xmlns` on the element or around it says.
fn inherited(element: Element<'_, '_>) -> Option<Space> {
    let mut around = std::iter::successors(Some(element), |element| element.parent());
    let uri = around.find_map(|element| element.attribute("xmlns"))?;
    by_uri(&uri)
}

fn meaning(prefix: &str, uri: &str) -> Space {
    by_uri(uri).unwrap_or_else(|| by_prefix(prefix))
}

fn by_uri(uri: &str) -> Option<Space> {
    let uri = uri.to_ascii_lowercase();
    SPACES.iter().find(|(_, part, _)| uri.contains(part)).map(|(_, _, space)| *space)
}

fn by_prefix(prefix: &str) -> Space {
    SPACES.iter().find(|(usual, _, _)| *usual == prefix).map_or(Space::Other, |(_, _, space)| *space)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn space(source: &str, name: &str) -> Space {
        let tree = Tree::parse(source);
        let element = tree.elements().find(|element| element.name() == name).unwrap();
        Spaces::new(&tree, source).of(element)
    }

    #[test]
    fn a_declared_prefix_means_what_is_declared() {
        let source = "<rss xmlns:a10='http://www.w3.org/2005/Atom' xmlns:media='http://search.yahoo.com/mrss/'>\
                      <a10:link/><media:content/><link/></rss>";
        assert_eq!(space(source, "a10:link"), Space::Atom);
        assert_eq!(space(source, "media:content"), Space::Media);
        assert_eq!(space(source, "link"), Space::Plain);
    }

    #[test]
    fn an_undeclared_prefix_means_what_it_always_means() {
        let source = "<rss><itunes:summary/><x:y/></rss>";
        assert_eq!(space(source, "itunes:summary"), Space::Itunes);
        assert_eq!(space(source, "x:y"), Space::Other);
        let tree = Tree::parse(source);
        assert_eq!(Spaces::new(&tree, source).undeclared, BTreeSet::from(["itunes", "x"]));
    }

    #[test]
    fn a_default_namespace_reaches_what_it_is_around() {
        let source = "<rss><link xmlns='http://www.w3.org/2005/Atom'/><item/></rss>";
        assert_eq!((space(source, "link"), space(source, "item")), (Space::Atom, Space::Plain));
        assert_eq!(space("<feed><entry/></feed>", "entry"), Space::Atom);
    }
}
