//! Hosts and site builders whose pages hold the notes in a container of their own.

use std::collections::HashMap;
use std::sync::LazyLock;

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{ElementRef, Node, Selector};

use super::names::mark;
use crate::episode::dom::attr;

/// A host or a site builder, and where its pages hold the notes.
struct Known {
    name: &'static str,
    /// CSS, each beginning its last part with a class, an id or an attribute. What stands in one string, between commas, is taken together.
    selectors: &'static [&'static str],
}

/// Hosts and site builders. Their containers hold nothing but notes.
const KNOWN: &[Known] = &[
    Known { name: "Transistor", selectors: &[".site-episode-show-notes"] },
    Known { name: "Transistor embed", selectors: &[".details-summary"] },
    Known {
        name: "Simplecast",
        selectors: &[
            ".sc-episode-details-show-notes-text",
            ".sc-episode-details-show-notes",
            ".episode-details-show-notes",
        ],
    },
    Known { name: "Libsyn", selectors: &[".libsyn-item-body"] },
    Known { name: "Podbean", selectors: &[".e-description", ".episode-description-content"] },
    Known {
        name: "Fireside",
        selectors: &[".split-primary.prose", ".episode-details .prose", "article.episode .prose"],
    },
    Known { name: "Captivate", selectors: &[".cp-show-notes", ".episode-show-notes"] },
    Known { name: "Castro", selectors: &[".co-supertop-castro-show-notes"] },
    Known { name: "Castopod", selectors: &[".prose-sm.whitespace-pre-line", "see-more"] },
    Known { name: "Listen Notes", selectors: &[".ln-channel-episode-description-text"] },
    Known {
        name: "Apple Podcasts",
        selectors: &[".product-hero-desc__section", ".episode-description__text", ".paragraph-wrapper"],
    },
    Known { name: "Spotify", selectors: &["[data-testid=episode]", "[data-testid=episode-description]"] },
    Known { name: "Google Podcasts", selectors: &[".QpaWg"] },
    Known { name: "iVoox", selectors: &[".overview > .description"] },
    Known { name: "NPR", selectors: &["#storytext"] },
    Known { name: "BBC", selectors: &[".longest-synopsis", ".synopsis-toggle__long"] },
    Known { name: "WNYC", selectors: &[".html-formatting"] },
    Known { name: "Substack", selectors: &[".available-content .body.markup", ".body.markup"] },
    Known { name: "Castbox", selectors: &[".trackinfo-des"] },
    Known { name: "Spreaker", selectors: &[".track-description", ".show-episode-description"] },
    Known { name: "Audioboom", selectors: &[".clip-description"] },
    Known { name: "Podigee", selectors: &[".episode-shownotes", ".shownotes-content"] },
    Known { name: "Podcastpage", selectors: &[".single_episode_content", ".epi-content"] },
    Known { name: "Podpage", selectors: &["#episode-shownotes", ".episode-body-text"] },
    Known { name: "YouTube", selectors: &["#description-inline-expander", "#eow-description"] },
    Known {
        name: "Elementor",
        selectors: &[".elementor-widget-theme-post-content", ".elementor-widget-text-editor, .elementor-tab-content"],
    },
    Known { name: "Squarespace", selectors: &[".blog-item-content", ".sqs-html-content"] },
    Known { name: "Ghost", selectors: &[".gh-content"] },
    Known { name: "Divi", selectors: &[".et_pb_post_content"] },
    Known { name: "Jekyll", selectors: &["article.episode > .body"] },
    Known { name: "Beehiiv", selectors: &["#content-blocks"] },
    Known { name: "Framer", selectors: &["[data-framer-component-type=RichTextContainer]"] },
    Known {
        name: "Notion",
        selectors: &[".notion-page-content-inner", ".notion-page-content", ".notion-root", "article.page > .page-body"],
    },
    Known { name: "Google Docs", selectors: &["body.doc-content", "#contents > .doc-content"] },
    Known { name: "Wix", selectors: &["[data-hook=post-description]"] },
    Known { name: "Patreon", selectors: &["[data-tag=post-content]"] },
    Known { name: "phpBB", selectors: &[".section-viewtopic .postbody .content"] },
    Known { name: "Acast", selectors: &["article[class*=ContentBody] section"] },
];

/// One selector of one host; the surer ones are the lesser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Choice {
    known: usize,
    /// Its place among the selectors of that host.
    selector: usize,
}

impl Choice {
    /// Whether it is a surer one of a builder whose templates hold the author's text beside it as well, as this one tells.
    pub(super) fn stands_before(self, other: Self) -> bool {
        const TEMPLATES: &[&str] = &["Elementor"];
        self.known == other.known && self < other && TEMPLATES.contains(&self.name())
    }

    /// The name of the host.
    pub(super) fn name(self) -> &'static str {
        KNOWN[self.known].name
    }
}

/// The selectors that an element matches.
pub(super) fn matching<'a>(node: NodeRef<'a, Node>, element: &'a Element) -> impl Iterator<Item = Choice> {
    let fitting = TABLE.fitting(element);
    let matching = fitting.filter(move |it| ElementRef::wrap(node).is_some_and(|node| it.selector.matches(&node)));
    matching.map(|it| it.choice)
}

/// A selector that is ready to be tried.
struct Compiled {
    choice: Choice,
    key: Key,
    selector: Selector,
}

/// The selectors, found by the word that an element must have for one to be tried at all.
#[derive(Default)]
struct Table {
    compiled: Vec<Compiled>,
    by_word: HashMap<&'static str, Vec<usize>>,
    marks: u128,
}

impl Table {
    fn new(compiled: Vec<Compiled>) -> Self {
        let mut table = Self::default();
        for (at, one) in compiled.iter().enumerate() {
            let (Key::Class(word) | Key::Id(word) | Key::Attribute(word) | Key::Tag(word)) = one.key;
            table.by_word.entry(word).or_default().push(at);
            table.marks |= mark(word.as_bytes());
        }
        Self { compiled, ..table }
    }

    /// The selectors that may match an element.
    fn fitting<'a>(&'a self, element: &'a Element) -> impl Iterator<Item = &'a Compiled> {
        let mut words = vec![];
        let mut look = |word: &'a str| {
            if self.marks & mark(word.as_bytes()) != 0 {
                words.push(word);
            }
        };
        look(element.name());
        for (name, value) in element.attrs() {
            match name {
                "class" => value.split_ascii_whitespace().for_each(&mut look),
                "id" => look(value),
                _ => look(name),
            }
        }
        let found = words.into_iter().filter_map(|word| self.by_word.get(word)).flatten();
        found.map(|at| &self.compiled[*at]).filter(|compiled| compiled.key.fits(element))
    }
}

/// What an element must have for a selector to be tried at all.
#[derive(Debug, PartialEq, Eq)]
enum Key {
    Class(&'static str),
    Id(&'static str),
    Attribute(&'static str),
    Tag(&'static str),
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut compiled = Vec::new();
    for (known, host) in KNOWN.iter().enumerate() {
        for (selector, together) in host.selectors.iter().enumerate() {
            let choice = Choice { known, selector };
            for css in together.split(", ") {
                let parsed = Selector::parse(css).ok();
                compiled.extend(parsed.map(|selector| Compiled { choice, key: key(css), selector }));
            }
        }
    }
    Table::new(compiled)
});

fn key(css: &'static str) -> Key {
    let last = css.rsplit([' ', '>']).next().unwrap_or(css);
    let word = |at: usize| last[at + 1..].split(['.', '#', '[', '=', ']', '*']).next().unwrap_or("");
    if let Some(at) = last.find('[') {
        Key::Attribute(word(at))
    } else if let Some(at) = last.find('#') {
        Key::Id(word(at))
    } else if let Some(at) = last.find('.') {
        Key::Class(word(at))
    } else {
        Key::Tag(last)
    }
}

impl Key {
    fn fits(&self, element: &Element) -> bool {
        match self {
            Self::Class(class) => {
                attr(element, "class").is_some_and(|own| own.split_ascii_whitespace().any(|name| name == *class))
            }
            Self::Id(id) => attr(element, "id") == Some(id),
            Self::Attribute(name) => attr(element, name).is_some(),
            Self::Tag(name) => element.name() == *name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_selector_can_be_parsed() {
        let selectors = KNOWN.iter().flat_map(|known| known.selectors);
        assert_eq!(TABLE.compiled.len(), selectors.flat_map(|together| together.split(", ")).count());
        assert_eq!(key("article[class*=ContentBody] section"), Key::Tag("section"));
        assert_eq!(key(".available-content .body.markup"), Key::Class("body"));
    }
}
