//! The sections beside the one that a heading of notes opens, where a template gives each a frame of its own.

use std::collections::{BTreeSet, HashSet};

use scraper::node::Element;

use super::beside::leads_off;
use super::boilerplate::Drop;
use super::heading::{self, Heading, LINE};
use super::names::Words;
use super::outline::Outline;
use super::under::alone;
use super::words::Says;
use crate::episode::dom::attr;

/// So many elements behind a section are looked at: each of many sections may ask.
const MOST_BEHIND: usize = 200;

/// The sections behind one that are built like it, as far as a heading says that something else begins: those that lead off the site. In document order.
pub(super) fn behind(
    outline: &Outline<'_>,
    headings: &[Heading],
    section: usize,
    is_own: &dyn Fn(&str) -> bool,
) -> Vec<usize> {
    let Some(title) = title(outline, headings, section) else { return Vec::new() };
    let built = outline.siblings_behind(section).take(MOST_BEHIND).filter(|at| is_alike(outline, *at, section));
    let titled = built.filter_map(|at| Some((at, self::title(outline, headings, at)?)));
    let open = titled.take_while(|(_, it)| it.says != Says::Other).filter(|(_, it)| it.rank == title.rank);
    open.map(|(at, _)| at).filter(|at| leads_off(outline, *at, is_own)).collect()
}

/// The frames beside the outermost one around an element that are built like it: they have a class in common. Site builders put all that they show into
/// such frames, one in the other. In document order.
fn kin(outline: &Outline<'_>, inner: usize) -> Vec<usize> {
    let own = alone(outline, inner);
    let (item, parent) = (&outline.items[own], outline.items[own].parent);
    if !is_frame(outline, own) {
        return Vec::new();
    }
    outline.children(parent).filter(|at| *at != own && are_kin(outline.items[*at].element, item.element)).collect()
}

/// The same for many elements. Those of one parent that are called alike have the same kin, and are asked for it once.
pub(super) fn all_kin(outline: &Outline<'_>, inner: &BTreeSet<usize>) -> BTreeSet<usize> {
    let mut asked = HashSet::new();
    let is_new = |at: &usize| {
        let own = &outline.items[alone(outline, *at)];
        asked.insert((own.parent, own.element.name(), attr(own.element, "class")))
    };
    inner.iter().copied().filter(is_new).flat_map(|at| kin(outline, at)).collect()
}

/// Whether two elements are built alike by a site builder: they have a class in common.
pub(super) fn are_kin(one: &Element, other: &Element) -> bool {
    // Nobody needs more of them, and all with all would be as many steps as their product.
    const MOST: usize = 16;
    let classes = || other.classes().take(MOST);
    one.name() == other.name() && one.classes().take(MOST).any(|name| classes().any(|it| it == name))
}

fn is_frame(outline: &Outline<'_>, at: usize) -> bool {
    matches!(outline.items[at].element.name(), "section" | "div")
}

/// Words in names of the parts of an accordion.
const PARTS: Words =
    Words::new(&["accordion", "toggle", "collapse", "collapsible", "panel", "tab", "faq", "expander", "disclosure"]);

/// How far from a heading the frame may be that it shares with others of a list, in elements.
const DEEP: usize = 4;

/// An accordion has no more parts than this: each heading in it asks for all of them.
const MOST: usize = 100;

/// The frames behind the one of a heading that are built like it: the other parts of an accordion, as far as one opens something else. In document order.
pub(super) fn alike(outline: &Outline<'_>, headings: &[Heading], start: &Heading) -> Vec<usize> {
    let heading_of = |at: usize| {
        heading::within(headings, at, outline.items[at].end).iter().find(|heading| heading.rank == start.rank)
    };
    let is_next_part = |at: usize, own: usize| outline.are_alike(at, own) && is_part(outline, at);
    let frames = std::iter::successors(Some(outline.items[start.at].parent), |at| Some(outline.items[*at].parent));
    for own in frames.take(DEEP).filter(|at| is_part(outline, *at)) {
        let behind = outline.siblings_behind(own).filter(|at| is_next_part(*at, own));
        let parts = behind.filter_map(|at| Some((at, heading_of(at)?)));
        let parts: Vec<_> = parts.take_while(|(_, it)| it.says != Says::Other).map(|(at, _)| at).collect();
        if !parts.is_empty() {
            return parts;
        }
    }
    Vec::new()
}

/// The frames before it that are other parts of the same accordion, but those that say something else or don't lead off the site. In document order.
pub(super) fn alike_before(
    outline: &Outline<'_>,
    headings: &[Heading],
    start: &Heading,
    is_own: &dyn Fn(&str) -> bool,
) -> Vec<usize> {
    let Some(own) = part_around(outline, start.at) else { return Vec::new() };
    let before = outline.children(outline.items[own].parent).take_while(|at| *at < own);
    let alike = before.filter(|at| outline.are_alike(*at, own));
    let says_other = |at: usize| {
        heading::within(headings, at, outline.items[at].end).first().is_none_or(|it| it.says == Says::Other)
    };
    alike.filter(|at| !says_other(*at) && leads_off(outline, *at, is_own)).collect()
}

/// All of the accordion in which a heading stands.
pub(super) fn accordion(outline: &Outline<'_>, heading: usize) -> Option<usize> {
    part_around(outline, heading).map(|part| outline.items[part].parent)
}

/// The part around a heading of an accordion that holds nothing but parts.
fn part_around(outline: &Outline<'_>, heading: usize) -> Option<usize> {
    let is_one = |own: &usize| {
        let children = || outline.children(outline.items[*own].parent);
        let is_many = || (2..=MOST).contains(&children().take(MOST + 1).count());
        let are_alike = || children().all(|at| outline.are_alike(at, *own) || !outline.has_any_text(at));
        is_part(outline, *own) && is_many() && are_alike()
    };
    outline.upwards(heading).skip(1).take(DEEP).find(is_one)
}

fn is_part(outline: &Outline<'_>, at: usize) -> bool {
    outline.items[at].element.name() == "details" || outline.items[at].names.has_any(&PARTS)
}

/// The heading with which a section begins.
pub(super) fn title<'h>(outline: &Outline<'_>, headings: &'h [Heading], section: usize) -> Option<&'h Heading> {
    let inside = heading::within(headings, section + 1, outline.items[section].end);
    let first = inside.iter().find(|heading| heading.rank < LINE)?;
    (first.rank > 1 && outline.text_between(section, first.at) == 0).then_some(first)
}

fn is_alike(outline: &Outline<'_>, at: usize, section: usize) -> bool {
    let (one, other) = (outline.items[at].element, outline.items[section].element);
    let is_same = || one.name() == "section" || attr(one, "class") == attr(other, "class");
    outline.items[at].drop == Drop::Keep && is_frame(outline, at) && one.name() == other.name() && is_same()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

    /// Under which headings stands what is found beside the notes.
    fn found(html: &str) -> Vec<String> {
        let dom = Dom::page(&format!("<main><h1>Ice</h1>{html}</main>"));
        let outline = Outline::of(&dom);
        let headings = heading::all(&outline);
        let first = (0..outline.items.len()).find(|at| outline.items[*at].element.name() == "section").unwrap();
        let found = behind(&outline, &headings, first, &|href| !href.contains("//"));
        found.iter().map(|at| title(&outline, &headings, *at).unwrap().text.clone()).collect()
    }

    #[test]
    fn sections_alike_belong_together_as_far_as_something_else() {
        let section =
            |title: &str, href: &str| format!("<section><h2>{title}</h2><p><a href='{href}'>x</a></p></section>");
        let html = [
            section("Sources", "//a.example"),
            section("Statement", "//b.example"),
            section("Our shop", "/shop"),
            "<section><p>Now</p><h2>Later</h2><a href=//c.example>x</a></section>".to_owned(),
            section("Books", "//d.example"),
            section("More episodes", "//e.example"),
            section("Films", "//f.example"),
        ];
        assert_eq!(found(&html.concat()), ["Statement", "Books"]);
        let other = "<div><h2>Films</h2><a href=//a.example>x</a></div><section><h3>Plays</h3><a href=//b.example>x</a></section>";
        assert!(found(&format!("{}{other}", section("Sources", "//a.example"))).is_empty());
    }

    #[test]
    fn frames_of_a_site_builder_beside_each_other_are_kin() {
        let frame = |id: &str, class: &str, text: &str| {
            format!("<section class='{class}' id={id}><div><div><p class={id}>{text}</p></div></div></section>")
        };
        let frames = [
            frame("a", "part top", "A"),
            frame("b", "part one", "B"),
            frame("c", "other", "C"),
            "<div class=part>D</div>".to_owned(),
        ];
        let html = format!("<main>{}</main>", frames.concat());
        let dom = Dom::page(&html);
        let outline = Outline::of(&dom);
        let text = (0..outline.items.len()).find(|at| attr(outline.items[*at].element, "class") == Some("a")).unwrap();
        let ids = |found: Vec<usize>| -> Vec<_> {
            found.iter().filter_map(|at| attr(outline.items[*at].element, "id")).map(str::to_owned).collect()
        };
        assert_eq!(ids(kin(&outline, outline.items[text].parent)), ["b"]);
        assert!(ids(kin(&outline, outline.first("main").unwrap())).is_empty());
    }

    #[test]
    fn what_has_too_many_parts_is_no_accordion() {
        let is_found = |parts: usize| {
            let dom = Dom::page(&format!("<main>{}</main>", "<details><h3>Links</h3>x</details>".repeat(parts)));
            let outline = Outline::of(&dom);
            accordion(&outline, outline.first("h3").unwrap()).is_some()
        };
        assert_eq!([1, 2, MOST, MOST + 1].map(is_found), [false, true, true, false]);
    }

    #[test]
    fn only_the_first_classes_tell_kin() {
        let are_kin = |before: usize| {
            let classes = |other: &str| {
                (10..10 + before)
                    .map(|nth| format!("{other}{nth}"))
                    .chain(["kin".to_owned()])
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            let html = format!("<p class='{}'>x</p><p class='{}'>x</p>", classes("a"), classes("b"));
            let dom = Dom::page(&html);
            let outline = Outline::of(&dom);
            let first = outline.first("p").unwrap();
            are_kin(outline.items[first].element, outline.items[first + 1].element)
        };
        assert!(are_kin(0));
        assert!(are_kin(3));
        assert!(!are_kin(16));
    }
}
