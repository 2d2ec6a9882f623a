//! Blocks about whoever paid for the episode: a template sets them beside the notes, or an editor among them.

use std::collections::BTreeSet;

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

/// A block about a sponsor says at most so much, in characters.
const AD: usize = 600;

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
    beside(outline, own).filter(|at| is_one(outline, *at, is_own)).collect()
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
    let mut found: Vec<usize> = others.filter(|at| is_one(outline, *at, is_own)).collect();
    found.sort_unstable();
    outline.outermost(&found)
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

/// Whether an element is a short block that is called so or begins with words such as "Sponsored by", and leads to another site.
fn is_one(outline: &Outline<'_>, at: usize, is_own: &dyn Fn(&str) -> bool) -> bool {
    let item = &outline.items[at];
    let texts = || item.node.descendants().take(40).filter_map(|node| node.value().as_text());
    let opening = || texts().flat_map(|text| text.split_whitespace()).take(OPENING).collect::<Vec<_>>().join(" ");
    matches!(item.element.name(), "section" | "div")
        && item.drop < Drop::Hard
        && !item.names.has_any(&OF_SITE)
        && outline.all_text(at) <= AD
        && (is_called_so(item.element) || item.drop == Drop::Keep && words::is_paid(&opening()))
        && outline.links(at).any(|link| is_to_one(outline, link, is_own))
        && (item.drop != Drop::Keep || leads_off(outline, at, is_own))
        && !opening().is_empty()
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
