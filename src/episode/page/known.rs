//! Containers of notes that hosts and site builders are known for, and the names that sites give to such containers.

use std::sync::LazyLock;

use ego_tree::{NodeId, NodeRef};
use scraper::{ElementRef, Node, Selector};

use super::boilerplate::Drop;
use super::names::Names;
use super::outline::Outline;

/// A host or a site builder, and where its pages hold the notes.
struct Known {
    name: &'static str,
    /// CSS, each beginning its last part with a class, an id or an attribute.
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
    Known { name: "WNYC", selectors: &[".html-formatting"] },
    Known { name: "Substack", selectors: &[".available-content .body.markup", ".body.markup"] },
    Known { name: "Castbox", selectors: &[".trackinfo-des"] },
    Known { name: "Spreaker", selectors: &[".track-description", ".show-episode-description"] },
    Known { name: "Audioboom", selectors: &[".clip-description"] },
    Known { name: "Podigee", selectors: &[".episode-shownotes", ".shownotes-content"] },
    Known { name: "Podcastpage", selectors: &[".single_episode_content", ".epi-content"] },
    Known { name: "Podpage", selectors: &["#episode-shownotes", ".episode-body-text"] },
    Known { name: "YouTube", selectors: &["#description-inline-expander", "#eow-description"] },
    Known { name: "Elementor", selectors: &[".elementor-widget-theme-post-content", ".elementor-widget-text-editor"] },
    Known { name: "Squarespace", selectors: &[".blog-item-content", ".sqs-html-content"] },
    Known { name: "Ghost", selectors: &[".gh-content"] },
    Known { name: "Divi", selectors: &[".et_pb_post_content"] },
    Known { name: "Jekyll", selectors: &["article.episode > .body"] },
    Known { name: "Acast", selectors: &["main article section"] },
];

/// Words in names of containers, the surest first: two that stand together, or one of each kind in one name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tier {
    /// `show-notes`.
    Notes,
    /// `episode-body`.
    Episode,
    /// `entry-content`.
    Post,
}

impl Tier {
    const ALL: [Self; 3] = [Self::Notes, Self::Episode, Self::Post];

    fn name(self) -> &'static str {
        match self {
            Self::Notes => "named as show notes",
            Self::Episode => "named as an episode's text",
            Self::Post => "named as a post's text",
        }
    }

    fn names(self, names: &Names) -> bool {
        const TEXT: &[&str] = &["content", "contents", "body", "text", "copy", "markup"];
        match self {
            Self::Notes => {
                names.has_any(&["shownotes", "shownote", "episodenotes"])
                    || names.has_pair("show", &["notes", "note"])
                    || names.has_pair("episode", &["notes"])
                    || names.has_pair("podcast", &["notes"])
            }
            Self::Episode => {
                let described = ["description", "desc", "links", "summary", "details", "prose"];
                names.has_both(&["episode"], TEXT)
                    || names.has_both(&["episode"], &described)
                    || names.has_pair("podcast", &["content", "text"])
            }
            Self::Post => {
                let post = ["entry", "post", "article", "single", "blog", "story", "hentry"];
                post.iter().any(|first| names.has_pair(first, TEXT))
                    || names.has_pair("e", &["content"])
                    || names.has_any(&["articlebody", "postbody"])
            }
        }
    }
}

/// Words in names of what stands beside notes: the button that shows them, the line above them.
const BESIDE: &[&str] = &[
    "link",
    "button",
    "btn",
    "toggle",
    "title",
    "heading",
    "header",
    "headline",
    "label",
    "icon",
    "nav",
    "meta",
    "image",
    "img",
    "thumbnail",
    "date",
    "duration",
    "tab",
    "cta",
    "more",
    "list",
    "card",
    "item",
    "grid",
    "archive",
    "teaser",
    "preview",
    "excerpt",
    "footer",
    "number",
    "player",
    "audio",
    "wrapper",
    "wrap",
    "container",
];

/// Of those, the ones that a container around notes may bear, where nothing better is found.
const FRAMES: &[&str] = &["wrapper", "wrap", "container", "item", "card", "grid", "tab", "list"];

/// How many siblings of a paragraph are looked at for what it spilt.
const SPILT: usize = 500;

/// What was found.
pub(super) struct Found {
    /// Indices of the containers, in document order, none in another.
    pub(super) items: Vec<usize>,
    pub(super) name: &'static str,
    /// How firmly something in them must be dropped to be left out.
    pub(super) drop: Drop,
}

struct Compiled {
    known: &'static Known,
    selectors: Vec<(Key, Selector)>,
}

/// What an element must have for its selector to be tried at all.
enum Key {
    Class(String),
    Id(String),
    Attribute(String),
    Tag(String),
}

static COMPILED: LazyLock<Vec<Compiled>> = LazyLock::new(|| {
    let compile = |css: &&str| Some((key(css), Selector::parse(css).ok()?));
    KNOWN
        .iter()
        .map(|known| Compiled { known, selectors: known.selectors.iter().filter_map(compile).collect() })
        .collect()
});

fn key(css: &str) -> Key {
    let last = css.rsplit([' ', '>']).next().unwrap_or(css);
    let word = |text: &str| text.split(['.', '#', '[', '=', ']']).next().unwrap_or("").to_owned();
    if let Some(at) = last.find('[') {
        Key::Attribute(word(&last[at + 1..]))
    } else if let Some(at) = last.find('#') {
        Key::Id(word(&last[at + 1..]))
    } else if let Some(at) = last.find('.') {
        Key::Class(word(&last[at + 1..]))
    } else {
        Key::Tag(last.to_owned())
    }
}

impl Key {
    fn fits(&self, element: &scraper::node::Element) -> bool {
        match self {
            Self::Class(class) => {
                element.attr("class").is_some_and(|own| own.split_ascii_whitespace().any(|name| name == class))
            }
            Self::Id(id) => element.attr("id") == Some(id),
            Self::Attribute(name) => element.attr(name).is_some(),
            Self::Tag(name) => element.name() == name,
        }
    }
}

/// The containers that a page has, by the surest rule that finds some.
pub(super) fn find(outline: &Outline<'_>) -> Option<Found> {
    let hosts = COMPILED.iter().find_map(|compiled| host(outline, compiled));
    hosts.or_else(|| Tier::ALL.into_iter().find_map(|tier| named(outline, tier)))
}

fn host(outline: &Outline<'_>, compiled: &Compiled) -> Option<Found> {
    let found = compiled.selectors.iter().map(|(key, selector)| {
        let fits = |at: &usize| {
            let item = &outline.items[*at];
            item.drop == Drop::Keep
                && key.fits(item.element)
                && ElementRef::wrap(item.node).is_some_and(|element| selector.matches(&element))
                && (outline.all_text(*at) > 0 || !spilt(item.node).is_empty())
        };
        outline.outermost(&(0..outline.items.len()).filter(fits).collect::<Vec<_>>())
    });
    let items = found.into_iter().find(|items| !items.is_empty())?;
    Some(Found { items, name: compiled.known.name, drop: Drop::Hard })
}

fn named(outline: &Outline<'_>, tier: Tier) -> Option<Found> {
    let strict = candidates(outline, tier, &[]);
    let items = if strict.is_empty() { candidates(outline, tier, FRAMES) } else { strict };
    let items = without_cards(outline, outline.outermost(&items));
    let drop = if tier == Tier::Notes { Drop::Hard } else { Drop::Soft };
    (!items.is_empty()).then_some(Found { items, name: tier.name(), drop })
}

fn candidates(outline: &Outline<'_>, tier: Tier, allowed: &[&str]) -> Vec<usize> {
    let fits = |at: &usize| {
        let item = &outline.items[*at];
        let whole = !matches!(
            item.element.name(),
            "a" | "button" | "body" | "html" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "span" | "time" | "img"
        );
        let beside = BESIDE.iter().any(|word| !allowed.contains(word) && item.names.has(word));
        whole && item.drop == Drop::Keep && !beside && tier.names(&item.names) && outline.text(*at) > 0
    };
    (0..outline.items.len()).filter(fits).collect()
}

/// What a template put into a paragraph and HTML doesn't let stand there: the parser ends the paragraph before the first block, and makes an empty one
/// of the end tag that is left over (WHATWG HTML §13.2.6.4.7).
pub(super) fn spilt(node: NodeRef<'_, Node>) -> Vec<NodeId> {
    let is_paragraph =
        |node: &NodeRef<'_, Node>| node.value().as_element().is_some_and(|element| element.name() == "p");
    let is_left_over = |node: &NodeRef<'_, Node>| {
        is_paragraph(node) && !node.has_children() && node.value().as_element().is_some_and(|p| p.attrs.is_empty())
    };
    if !is_paragraph(&node) || !node.next_siblings().take(SPILT).any(|sibling| is_left_over(&sibling)) {
        return Vec::new();
    }
    node.next_siblings().take_while(|sibling| !is_left_over(sibling)).map(|sibling| sibling.id()).collect()
}

/// Three or more containers of one name are most likely a list of episodes: the first is this page's if it says much more than the others.
fn without_cards(outline: &Outline<'_>, items: Vec<usize>) -> Vec<usize> {
    let class = |at: usize| outline.items[at].element.attr("class");
    if items.len() < 3 || items.iter().any(|at| class(*at) != class(items[0])) {
        return items;
    }
    let mut others: Vec<usize> = items[1..].iter().map(|at| outline.text(*at)).collect();
    others.sort_unstable();
    if outline.text(items[0]) > 2 * others[others.len() / 2] { vec![items[0]] } else { items }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

    fn found(html: &str) -> Vec<String> {
        let dom = Dom::page(html);
        let outline = Outline::of(&dom);
        let found = find(&outline);
        let ids = found.iter().flat_map(|found| &found.items).filter_map(|at| outline.items[*at].element.attr("id"));
        ids.map(str::to_owned).collect()
    }

    #[test]
    fn every_selector_can_be_parsed() {
        let parsed: usize = COMPILED.iter().map(|compiled| compiled.selectors.len()).sum();
        assert_eq!(parsed, KNOWN.iter().map(|known| known.selectors.len()).sum::<usize>());
    }

    #[test]
    fn a_hosts_container_beats_a_name() {
        assert_eq!(
            found("<div class=entry-content id=a>all of it is here<div class=libsyn-item-body id=b>notes</div></div>"),
            ["b"]
        );
    }

    #[test]
    fn containers_are_told_by_the_words_in_their_names() {
        for name in [
            "showNotes",
            "site_show-notes-text",
            "Episode__Contents",
            "single-episode-description",
            "post_content",
            "entry-content clear",
        ] {
            assert_eq!(
                found(&format!("<main><div class='{name}' id=a><p>Notes with a link.</p></div></main>")),
                ["a"],
                "{name}"
            );
        }
        assert!(found("<main><h2 class=show-notes-title id=a>Show notes of this</h2><a class=show-notes id=b>Show notes of it</a></main>").is_empty());
    }

    #[test]
    fn siblings_are_taken_together_and_cards_are_not() {
        assert_eq!(
            found(
                "<div id=a class=episode-body>This is the text.</div><div id=b class=episode-links>This is a list.</div>"
            ),
            ["a", "b"]
        );
        let card = "<div class=episode-description>Another episode.</div>";
        assert_eq!(
            found(&format!("<div id=a class=episode-description>{}</div>{card}{card}{card}", "This one. ".repeat(9))),
            ["a"]
        );
    }
}
