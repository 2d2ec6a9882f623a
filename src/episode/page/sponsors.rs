//! Blocks about whoever paid for the episode: a template sets them beside the notes, or an editor among them.

use std::collections::BTreeSet;

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::beside::leads_off;
use super::boilerplate::Drop;
use super::heading::Heading;
use super::names::{Names, Words};
use super::outline::{Outline, few_words};
use super::title;
use super::under::frame;
use super::words;
use crate::episode::dom::attr;
use crate::text::html;

/// A block about a sponsor says at most so much, in characters.
const AD: usize = 600;

/// A column beside the notes says at most so much, in characters.
const COLUMN: usize = 3_000;

/// How many words at the beginning of a block are looked at.
const OPENING: usize = 10;

/// What the words have in common by which blocks are called that are about sponsors, and other words, each for all of a name.
const COMMON: &str = "ponsor";
const ADS: &[&str] = &["ad", "advert", "advertisement", "anzeige", "werbung"];

/// Words in names of what a site advertises under every episode, or in a place of its own.
const OF_SITE: Words =
    Words::new(&["ad", "ads", "advert", "advertisement", "anzeige", "werbung", "banner", "banners", "sidebar"]);

/// Whether an element is called so, and isn't one that only has a sponsor somewhere: `with-sponsors`.
fn is_called_so(element: &Element) -> bool {
    const NAMES: Words = Words::new(&["sponsor", "sponsors", "sponsored", "sponsorship"]);
    const FRAMES: Words = Words::new(&[
        "has", "with", "no", "without", "is", "not", "non", "hide", "page", "layout", "site", "body", "main",
        "content", "wrapper", "become",
    ]);
    let is_frame = matches!(element.name(), "html" | "body" | "main" | "article");
    let given = || ["class", "id"].iter().filter_map(|name| attr(element, name));
    if is_frame || !given().any(|value| value.contains(COMMON)) {
        return !is_frame && given().flat_map(str::split_ascii_whitespace).any(|name| ADS.contains(&name));
    }
    let names = Names::of(element);
    names.has_any(&NAMES) && !names.has_both(&NAMES, &FRAMES)
}

/// Whether an element is called so and nothing more: `sponsored-episode show-notes` and `sponsors-and-links` hold what nobody paid for.
pub(crate) fn is_called_only_so(element: &Element) -> bool {
    const NOTES: Words = Words::new(&["note", "notes", "shownotes", "links"]);
    const WHOLE: Words = Words::new(&["show", "episode"]);
    if !is_called_so(element) {
        return false;
    }
    let names = Names::of(element);
    let is_of_whole = ["show", "episode"].iter().any(|whole| names.has_pair(whole, &["sponsor", "sponsors"]));
    !names.has_any(&NOTES) && (is_of_whole || !names.has_any(&WHOLE))
}

/// The blocks beside the section that a heading opens which say that someone paid for the episode. In document order.
pub(super) fn beside_section(outline: &Outline<'_>, start: usize, is_own: &dyn Fn(&str) -> bool) -> Vec<usize> {
    let own = outline.items[frame(outline, start)].parent;
    if !matches!(outline.items[own].element.name(), "section" | "div") {
        return Vec::new();
    }
    beside(outline, own).flat_map(|at| in_sibling(outline, at, is_own)).collect()
}

/// The same beside containers of notes, or what frames one of them as far as the title of the page.
pub(super) fn beside_containers(
    outline: &Outline<'_>,
    headings: &[Heading],
    containers: &[usize],
    is_own: &dyn Fn(&str) -> bool,
) -> Vec<usize> {
    let title = title::of(headings);
    let frames = frames(outline, title, containers);
    let parents: BTreeSet<usize> = frames.iter().map(|at| outline.items[*at].parent).collect();
    let mut own = containers.to_vec();
    own.sort_unstable();
    let own = outline.outermost(&own);
    let is_in_one = |at: usize| {
        let next = own.partition_point(|start| *start <= at);
        next > 0 && outline.is_within(at, own[next - 1])
    };
    let siblings = parents.into_iter().flat_map(|parent| outline.children(parent));
    let others = siblings.filter(|at| !frames.contains(at) && !is_in_one(*at));
    let mut found: Vec<usize> = others.flat_map(|at| in_sibling(outline, at, is_own)).collect();
    found.sort_unstable();
    outline.outermost(&found)
}

/// The same in parts of containers that are dropped otherwise: a column may stand in the container.
pub(super) fn in_containers(outline: &Outline<'_>, containers: &[usize], is_own: &dyn Fn(&str) -> bool) -> Vec<usize> {
    let is_dropped = |at: usize| outline.items[at].drop != Drop::Keep;
    let dropped = containers.iter().flat_map(|at| outline.topmost(at + 1..outline.items[*at].end, is_dropped));
    dropped.flat_map(|at| in_sibling(outline, at, is_own)).collect()
}

/// The containers and what frames them as far as the title of the page, each once: there may be many beside each other.
fn frames(outline: &Outline<'_>, title: Option<usize>, containers: &[usize]) -> BTreeSet<usize> {
    let is_outermost = |at: usize| {
        let parent = outline.items[at].parent;
        let is_all = matches!(outline.items[parent].element.name(), "body" | "main" | "article");
        is_all || title.is_none_or(|title| outline.is_within(title, parent))
    };
    let mut frames = BTreeSet::new();
    for container in containers {
        for at in outline.upwards(*container) {
            if !frames.insert(at) || is_outermost(at) {
                break;
            }
        }
    }
    frames
}

fn beside(outline: &Outline<'_>, own: usize) -> impl Iterator<Item = usize> {
    outline.children(outline.items[own].parent).filter(move |at| *at != own)
}

/// What is a sponsor's of an element beside the notes: all of it, or cards in a column at their side.
fn in_sibling(outline: &Outline<'_>, at: usize, is_own: &dyn Fn(&str) -> bool) -> Vec<usize> {
    let is_column = || outline.children(at).next().is_some_and(|first| is_card(outline, first, is_own));
    if is_one(outline, at, is_own) && (is_called_so(outline.items[at].element) || !is_column()) {
        return vec![at];
    }
    if !may_be_column(outline, at) {
        return Vec::new();
    }
    outline.topmost(at + 1..outline.items[at].end, |inner| is_card(outline, inner, is_own))
}

/// Whether an element may be a column beside the notes that tells of the episode, and not of the site, or a block in such a column.
fn may_be_column(outline: &Outline<'_>, at: usize) -> bool {
    let item = &outline.items[at];
    let is_of_site = item.names.has_any(&OF_SITE) || item.names.has("widget");
    let is_of_episode = |at: usize| outline.items[at].names.has("episode") && outline.items[at].names.has_any(&OF_SITE);
    is_block(item.element)
        && item.drop < Drop::Hard
        && (!is_of_site || outline.upwards(at).take(2).any(is_of_episode))
        && outline.all_text(at) <= COLUMN
        && !is_of_every_page(outline, at)
}

/// Whether a heading in a column says that the site has it beside every episode: "Subscribe", "Recent episodes".
fn is_of_every_page(outline: &Outline<'_>, at: usize) -> bool {
    const LONGEST: usize = 60;
    const CALLS: &[&str] = &["subscribe", "subscribe now", "subscribe to the podcast", "subscribe to the show"];
    let says = |text: &str| {
        words::is_of_episodes(text) || words::is_more(text) || CALLS.contains(&&*text.trim().to_lowercase())
    };
    let headings = outline.items[at..outline.items[at].end].iter().filter(|item| html::is_heading(item.element.name()));
    headings.filter_map(|item| few_words(item.node, 20, LONGEST)).any(|text| says(&text))
}

/// Whether an element in such a column is called so and nothing more, or opens with a line that says so.
fn is_card(outline: &Outline<'_>, at: usize, is_own: &dyn Fn(&str) -> bool) -> bool {
    let item = &outline.items[at];
    let is_called = || is_called_only_so(item.element) && (is_block(item.element) || item.element.name() == "a");
    let says = || is_block(item.element) && opens_with_line(item.node) && !holds_more(outline, at, is_own);
    !item.names.has("widget") && (is_called() || says()) && is_paid_for(outline, at, is_own)
}

/// Whether an element is a short block that is called so or begins with words such as "Sponsored by", and leads to another site.
fn is_one(outline: &Outline<'_>, at: usize, is_own: &dyn Fn(&str) -> bool) -> bool {
    let item = &outline.items[at];
    let is_kept = item.drop == Drop::Keep;
    let opens = || is_kept && words::is_paid(&opening(item.node)) || opens_with_line(item.node);
    is_block(item.element)
        && (is_called_so(item.element) || opens() && !holds_more(outline, at, is_own))
        && is_paid_for(outline, at, is_own)
        && (!is_kept || leads_off(outline, at, is_own))
}

/// Whether an element says a little, and leads to another site.
fn is_paid_for(outline: &Outline<'_>, at: usize, is_own: &dyn Fn(&str) -> bool) -> bool {
    let item = &outline.items[at];
    item.drop < Drop::Hard
        && !item.names.has_any(&OF_SITE)
        && outline.all_text(at) <= AD
        && outline.links(at).any(|link| is_to_one(outline, link, is_own))
        && !opening(item.node).is_empty()
}

fn is_block(element: &Element) -> bool {
    matches!(element.name(), "section" | "div" | "aside")
}

/// Texts near the beginning of an element.
fn texts(node: NodeRef<'_, Node>) -> impl Iterator<Item = NodeRef<'_, Node>> {
    let shown = |node: &NodeRef<'_, Node>| node.value().as_text().is_some_and(|text| !text.trim().is_empty());
    node.descendants().take(40).filter(shown)
}

/// Its first words.
fn opening(node: NodeRef<'_, Node>) -> String {
    let words = texts(node).filter_map(|node| node.value().as_text()).flat_map(|text| text.split_whitespace());
    words.take(OPENING).collect::<Vec<_>>().join(" ")
}

/// Whether an element opens with a line that says no more than that sponsors follow.
fn opens_with_line(node: NodeRef<'_, Node>) -> bool {
    let is_alone = |text: &NodeRef<'_, Node>| {
        text.parent().is_some_and(|around| around.id() != node.id() && texts(around).count() == 1)
    };
    let first = texts(node).next().filter(is_alone);
    first.and_then(|text| text.value().as_text()).is_some_and(|text| words::is_over_sponsors(text))
}

/// Whether an element goes on with something else, such as "Your hosts": under another heading of the same rank, with links that stay on the site.
fn holds_more(outline: &Outline<'_>, at: usize, is_own: &dyn Fn(&str) -> bool) -> bool {
    let inner = &outline.items[at + 1..outline.items[at].end];
    let mut headings = inner.iter().map(|item| item.element.name()).filter(|name| html::is_heading(name));
    let first = headings.next();
    let stays = |href: &str| !href.starts_with('#') && (!href.contains("//") || is_own(href));
    first.is_some() && headings.any(|name| Some(name) == first) && outline.hrefs(at).any(stays)
}

/// Whether a link leads to another site, and not to a list of all sponsors.
fn is_to_one(outline: &Outline<'_>, link: usize, is_own: &dyn Fn(&str) -> bool) -> bool {
    const LONGEST: usize = 100;
    let item = &outline.items[link];
    let names_all = || few_words(item.node, 20, LONGEST).is_some_and(|text| text.contains(COMMON));
    attr(item.element, "href").is_some_and(|href| href.contains("//") && !is_own(href)) && !names_all()
}

#[cfg(test)]
mod tests {
    use super::super::heading;
    use super::*;
    use crate::episode::dom::Dom;

    /// The ids of what is found beside what has the id `notes`.
    fn found(html: &str) -> Vec<String> {
        let dom = Dom::page(html);
        let outline = Outline::of(&dom);
        let id = |at: &usize| attr(outline.items[*at].element, "id");
        let notes = (0..outline.items.len()).find(|at| id(at) == Some("notes")).unwrap();
        let found = beside_containers(&outline, &heading::real(&outline), &[notes], &|href| !href.contains("//"));
        found.iter().filter_map(id).map(str::to_owned).collect()
    }

    #[test]
    fn what_is_called_after_more_than_sponsors_is_not_theirs_alone() {
        let is_one = |class: &str| {
            let dom = Dom::page(&format!("<div class='{class}'>x</div>"));
            Outline::of(&dom).items.iter().any(|item| is_called_only_so(item.element))
        };
        for class in ["ep-sponsors", "sponsor", "sponsor-card", "sponsored", "episode-sponsors", "show-sponsor"] {
            assert!(is_one(class), "{class}");
        }
        for class in
            ["sponsored-episode show-notes", "sponsors-and-links", "episode-sponsors notes", "episode sponsored"]
        {
            assert!(!is_one(class), "{class}");
        }
    }

    #[test]
    fn blocks_about_sponsors_beside_the_notes_are_theirs() {
        let link = "<a href=//s.example>Acme</a>";
        let called = format!("<div class=ep-sponsors id=a>{link}</div>");
        let opens = format!("<section id=b><h3>This episode is brought to you by:</h3><p>{link}</p></section>");
        let card = format!("<div class=sponsor-card id=c>{link}</div>");
        let notes = "<div><div id=notes>Text</div></div>";
        assert_eq!(found(&format!("<main><h1>Reeds</h1>{called}{notes}{opens}{card}</main>")), ["a", "b", "c"]);
        let elsewhere = format!("<div><h1>Reeds</h1>{notes}</div>{called}");
        assert_eq!(found(&elsewhere), [""; 0]);
        for other in [
            "<div class=sponsors><a href=/sponsors>Become a sponsor</a></div>".to_owned(),
            "<div class=sponsors><a href=//net.example/show>See all sponsors and codes</a></div>".to_owned(),
            format!("<div class=with-sponsors>{link}</div>"),
            format!("<div>{link}</div>"),
            format!("<div class=ad>{link}</div>"),
            format!("<div class=sponsor-banner>{link}</div>"),
            format!("<aside class='sidebar sponsors'>{link}</aside>"),
            "<div class=sponsors><a href=//s.example><img src=x></a></div>".to_owned(),
            format!("<div class=sponsors>{link} {}</div>", "They have much to say. ".repeat(40)),
        ] {
            assert_eq!(found(&format!("<main><h1>Reeds</h1>{notes}{other}</main>")), [""; 0], "{other}");
        }
    }

    #[test]
    fn cards_in_a_column_beside_the_notes_are_theirs() {
        let beside = |other: &str| found(&format!("<main><h1>Reeds</h1><div id=notes>Text</div>{other}</main>"));
        let (link, hosts) = ("<a href=//s.example>Acme</a>", "<h5>Your hosts</h5><a href=/ana>Ana</a>");
        for column in [
            format!("<aside id=a><h3>Sponsors</h3>{link}</aside>"),
            format!("<section id=a><div>Sponsored by</div>{link}</section>"),
            format!("<aside><h5>Sponsors</h5><div class=episode-sponsors id=a>{link}</div>{hosts}</aside>"),
            format!("<div><h5>Sponsored by</h5><div class=episode-sponsors id=a>{link}</div>{hosts}</div>"),
            format!("<div class=episode-sidebar><div><b>Guest</b> Pia</div><div id=a><p>Sponsor</p>{link}</div></div>"),
            format!("<div><div id=a><div>Sponsors</div>{link}</div><div><div>Listen</div>{link}</div></div>"),
            "<div class=episode-sidebar><div class=sidebar_block><p>Sponsor</p><a class=sponsor-card id=a href=//s.example>Acme</a></div></div>".to_owned(),
        ] {
            assert_eq!(beside(&column), ["a"], "{column}");
        }
        for other in [
            format!("<aside><h3>Friends</h3>{link}</aside>"),
            format!(
                "<div><div><h4>Our sponsors</h4>{link}</div><div><h4>Recent episodes</h4><a href=/3>3</a></div></div>"
            ),
            format!(
                "<aside><div><h4>Subscribe</h4><a href=//pod.example>P</a></div><div><h4>Sponsors</h4>{link}</div></aside>"
            ),
            format!("<section><div>Our partner</div>{link}</section>"),
            format!("<div><p>In collaborazione con</p>{link}</div>"),
            format!("<aside class=sidebar><div><p>Sponsor</p>{link}</div></aside>"),
            format!("<div class=widget-area><div><p>Sponsor</p>{link}</div></div>"),
            format!("<aside><div class='widget sponsors'>{link}</div></aside>"),
            format!("<aside><p>Sponsor a child: {link}</p></aside>"),
            format!("<section><div>Anzeige</div>{link}</section>"),
            "<aside><div class=sponsors><a href=/sponsors>Become a sponsor</a></div></aside>".to_owned(),
        ] {
            assert_eq!(beside(&other), [""; 0], "{other}");
        }
    }

    #[test]
    fn a_column_may_stand_in_the_container() {
        let found = |class: &str| {
            let card = "<p>Sponsor</p><a class=sponsor href=//s.example>Acme</a>";
            let column = format!("<div class='{class}'><div class=sidebar_block>{card}</div></div>");
            let dom = Dom::page(&format!(
                "<main><h1>Reeds</h1><div id=notes><p>{}</p>{column}</div></main>",
                "Text ".repeat(90)
            ));
            let outline = Outline::of(&dom);
            let notes = (0..outline.items.len()).find(|at| attr(outline.items[*at].element, "id") == Some("notes"));
            in_containers(&outline, notes.as_slice(), &|href| !href.contains("//")).len()
        };
        assert_eq!(["episode-sidebar", "sidebar", "text"].map(found), [1, 0, 0]);
    }

    #[test]
    fn blocks_between_containers_are_found_once() {
        let link = "<div class=sponsors id=a><a href=//s.example>Acme</a></div>";
        let notes = "<div class=notes>Text<div class=sponsors><a href=//s.example>Acme</a></div></div>";
        let dom = Dom::page(&format!("<main><h1>Reeds</h1><div>{notes}{link}{notes}</div></main>"));
        let outline = Outline::of(&dom);
        let is_named = |at: &usize, name| attr(outline.items[*at].element, "class") == Some(name);
        let notes: Vec<_> = (0..outline.items.len()).filter(|at| is_named(at, "notes")).collect();
        let found = beside_containers(&outline, &heading::real(&outline), &notes, &|href| !href.contains("//"));
        assert_eq!(found.iter().map(|at| attr(outline.items[*at].element, "id")).collect::<Vec<_>>(), [Some("a")]);
    }
}
