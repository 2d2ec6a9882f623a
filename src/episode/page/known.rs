//! Containers of notes that hosts and site builders are known for, and those whose names say so.

use ego_tree::{NodeId, NodeRef};
use scraper::Node;
use scraper::node::Element;

use super::boilerplate::Drop;
use super::column;
use super::heading::Heading;
use super::host;
use super::outline::Outline;
use super::tier::Tier;
use crate::episode::dom::attr;

/// Elements that are too small for notes, or too large.
const PIECES: &[&str] = &["a", "button", "body", "html", "h1", "h2", "h3", "h4", "h5", "h6", "span", "time", "img"];

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
const FRAMES: &[&str] = &["wrapper", "wrap", "container", "item", "card", "tab"];

/// A host's containers are passed over if they hold less text than this, in characters, and others so many times as much.
const LINE: usize = 140;
const SHARE: usize = 20;

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

impl Found {
    fn text(&self, outline: &Outline<'_>) -> usize {
        self.items.iter().map(|at| outline.text(*at)).sum()
    }

    /// Without containers of other pages, if there is one of this.
    fn of_this(self, outline: &Outline<'_>, headings: &[Heading], is_own: &dyn Fn(&str) -> bool) -> Option<Self> {
        let items = column::without_others(outline, headings, &self.items, is_own);
        (!items.is_empty()).then_some(Self { items, ..self })
    }

    /// Whether it holds next to nothing of what the page says. What was spilt isn't counted.
    fn is_scanty(&self, outline: &Outline<'_>) -> bool {
        let (text, all) = (self.text(outline), outline.first("body").map_or(0, |body| outline.text(body)));
        text < LINE && text * SHARE < all && self.items.iter().all(|at| spilt(outline.items[*at].node).is_empty())
    }
}

/// The containers that a page has, by the surest rule that finds some: by a name, where those of a host hold next to nothing. `is_own` tells addresses of
/// the page's own site.
pub(super) fn find(outline: &Outline<'_>, headings: &[Heading], is_own: &dyn Fn(&str) -> bool) -> Option<Found> {
    let of_this = |found: Found| found.of_this(outline, headings, is_own);
    let of_host = of_host(outline).and_then(of_this);
    if of_host.as_ref().is_some_and(|found| !found.is_scanty(outline)) {
        return of_host;
    }
    let most = of_host.as_ref().map_or(0, |found| found.text(outline) * SHARE);
    let named = Tier::SURE.into_iter().find_map(|tier| named(outline, tier).and_then(of_this));
    named.filter(|found| found.text(outline) > most).or(of_host)
}

/// Containers of anything that an editor wrote, if they hold most of the text: less sure than a heading.
pub(super) fn written(outline: &Outline<'_>, headings: &[Heading], is_own: &dyn Fn(&str) -> bool) -> Option<Found> {
    mostly(outline, Tier::Rich)?.of_this(outline, headings, is_own)
}

/// A container that holds most of the text, of a name that is none of the sure ones.
pub(super) fn framed(outline: &Outline<'_>) -> Option<(usize, &'static str)> {
    let found = mostly(outline, Tier::Old)?;
    let [at] = *found.items else { return None };
    Some((at, found.name))
}

fn mostly(outline: &Outline<'_>, tier: Tier) -> Option<Found> {
    let found = named(outline, tier)?;
    let body = outline.first("body").map_or(0, |body| outline.text(body));
    (found.text(outline) * 2 >= body).then_some(found)
}

/// The containers of the first host in the table that has some here.
fn of_host(outline: &Outline<'_>) -> Option<Found> {
    let mut found: Vec<(host::Choice, usize)> = Vec::new();
    for (at, item) in outline.items.iter().enumerate().filter(|(_, item)| item.drop == Drop::Keep) {
        let matching = host::matching(item.node, item.element).filter(|_| holds_something(outline, at));
        found.extend(matching.map(|choice| (choice, at)));
    }
    let (choice, _) = *found.iter().min()?;
    let items: Vec<usize> = found.iter().filter(|(own, _)| *own == choice).map(|(_, at)| *at).collect();
    // A post's text stands in one widget, and what its template adds to it in others behind.
    let is_behind = |at: usize| {
        let holds = |item: &usize| outline.items[*item].end <= at && outline.is_within(at, outline.items[*item].parent);
        items.iter().any(holds) && outline.has_links(at)
    };
    let wanted = found.iter().filter(|(own, at)| *own == choice || choice.stands_before(*own) && is_behind(*at));
    let mut wanted: Vec<usize> = wanted.map(|(_, at)| *at).collect();
    wanted.dedup();
    Some(Found { items: outline.outermost(&wanted), name: choice.name(), drop: Drop::Hard })
}

fn holds_something(outline: &Outline<'_>, at: usize) -> bool {
    outline.has_any_text(at) || !spilt(outline.items[at].node).is_empty()
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
        item.drop == Drop::Keep
            && (tier.names(&item.names) || tier == Tier::Post && is_article_body(item.element))
            && !PIECES.contains(&item.element.name())
            // Medium names each paragraph so.
            && !(tier == Tier::Post && item.element.name() == "p")
            && !BESIDE.iter().any(|word| !allowed.contains(word) && item.names.has(word))
            && outline.text(*at) > 0
    };
    (0..outline.items.len()).filter(fits).collect()
}

/// Whether an element says that it is the text of an article. The main part of a page holds more than that, whatever it says.
fn is_article_body(element: &Element) -> bool {
    element.name() != "main"
        && attr(element, "itemprop")
            .is_some_and(|names| names.split_ascii_whitespace().any(|name| name == "articleBody"))
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
    let class = |at: usize| attr(outline.items[at].element, "class");
    if items.len() < 3 || items.iter().any(|at| class(*at) != class(items[0])) {
        return items;
    }
    let mut others: Vec<usize> = items[1..].iter().map(|at| outline.text(*at)).collect();
    others.sort_unstable();
    if outline.text(items[0]) > 2 * others[others.len() / 2] { vec![items[0]] } else { items }
}

#[cfg(test)]
mod tests {
    use super::super::heading;
    use super::*;
    use crate::episode::dom::Dom;

    fn found(html: &str) -> Vec<String> {
        let dom = Dom::page(html);
        let outline = Outline::of(&dom);
        let found = find(&outline, &heading::real(&outline), &|href| !href.contains("//"));
        let ids = found.iter().flat_map(|found| &found.items).filter_map(|at| attr(outline.items[*at].element, "id"));
        ids.map(str::to_owned).collect()
    }

    #[test]
    fn a_hosts_container_beats_a_name() {
        assert_eq!(
            found("<div class=entry-content id=a>all of it is here<div class=libsyn-item-body id=b>notes</div></div>"),
            ["b"]
        );
    }

    #[test]
    fn a_name_beats_a_host_whose_container_holds_next_to_nothing() {
        let text = "All of it is here. ".repeat(9);
        assert_eq!(found(&format!("<p class=QpaWg id=a>Ads</p><div class=entry-content id=b>{text}</div>")), ["b"]);
    }

    #[test]
    fn what_a_template_adds_behind_a_post_is_taken_with_it() {
        let editor = |id: &str| {
            format!(
                "<div class=elementor-widget-text-editor id={id}><p><a href='https://{id}.example/'>x</a></p></div>"
            )
        };
        let post = "<div class=elementor-widget-theme-post-content id=post>This is the text.</div>";
        let html = format!("<div>{}<div>{post}<div>{}</div></div></div>", editor("before"), editor("behind"));
        assert_eq!(found(&html), ["post", "behind"]);
        let bare = "<div class=elementor-widget-text-editor id=bare>Buy our book.</div>";
        assert_eq!(found(&format!("<div>{post}{bare}</div>{}", editor("elsewhere"))), ["post"]);
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
            "x' itemprop='articleBody",
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
    fn old_themes_name_what_holds_the_text_in_their_own_ways() {
        let text = "All of it is here, and it is most of the page. ".repeat(3);
        let is_found = |class: &str| {
            let dom = Dom::page(&format!("<main><p>By Ann</p><div class='{class}'>{text}</div></main>"));
            framed(&Outline::of(&dom)).is_some()
        };
        for class in [
            "the-content",
            "text-content",
            "body-text",
            "page-content",
            "editor-content",
            "post-entry",
            "entry",
            "podcast-description",
        ] {
            assert!(is_found(class), "{class}");
        }
        for class in ["entry-list", "entry-card", "content", "page"] {
            assert!(!is_found(class), "{class}");
        }
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
