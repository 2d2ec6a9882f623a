//! Boxes behind a container of notes that has no links: there, a template shows no more than what the episode is about.

use ego_tree::NodeId;

use super::beside::{leads_off, links_in};
use super::boilerplate::Drop;
use super::heading::Heading;
use super::others;
use super::outline::{Item, Outline};
use super::sections;
use super::site::Site;
use super::words::Says;

/// So much running text makes a box notes whose heading says nothing that is known, in characters.
const TEXT: usize = 140;

/// Those boxes, and what of them isn't notes.
pub(super) fn found(
    outline: &Outline<'_>,
    headings: &[Heading],
    containers: &[usize],
    site: &Site,
) -> (Vec<NodeId>, Vec<NodeId>) {
    let is_own = |href: &str| site.is_own(href);
    let boxes = behind(outline, headings, containers, &is_own);
    let less = |at: usize| {
        let others = others::sections(outline, headings, at, &is_own);
        // What is taken although it was dropped is taken whole.
        let is_kept = outline.items[at].drop == Drop::Keep;
        let dropped = if is_kept { outline.dropped_in(at, Drop::Soft) } else { Vec::new() };
        dropped.into_iter().chain(others)
    };
    let without = boxes.iter().flat_map(|at| less(*at)).collect();
    (boxes.iter().map(|at| outline.items[*at].node.id()).collect(), without)
}

/// The boxes behind the last of some containers, as far as one opens something else: those that lead off the site. In document order.
fn behind(
    outline: &Outline<'_>,
    headings: &[Heading],
    containers: &[usize],
    is_own: &dyn Fn(&str) -> bool,
) -> Vec<usize> {
    let (Some(last), true) = (containers.last(), containers.iter().all(|at| links_in(outline, *at) == 0)) else {
        return Vec::new();
    };
    let around = outline.upwards(*last);
    let inner = around.take_while(|at| !matches!(outline.items[*at].element.name(), "body" | "main" | "article"));
    for at in inner {
        let titled = outline.siblings_behind(at).filter_map(|at| Some((at, title(outline, headings, at)?)));
        let open = titled.take_while(|(_, title)| title.says != Says::Other);
        let boxes = open.filter(|(at, title)| is_notes(outline, *at, title, is_own));
        let boxes: Vec<_> = boxes.map(|(at, _)| at).collect();
        if !boxes.is_empty() {
            return boxes;
        }
    }
    Vec::new()
}

/// The heading with which a box begins.
fn title<'h>(outline: &Outline<'_>, headings: &'h [Heading], at: usize) -> Option<&'h Heading> {
    let item = &outline.items[at];
    let is_box = matches!(item.element.name(), "section" | "div") && (item.drop == Drop::Keep || is_related(item));
    sections::title(outline, headings, at).filter(|_| is_box)
}

/// Whether a box is by its name one of related links: those of the site's own pages, or of an editor.
fn is_related(item: &Item<'_>) -> bool {
    item.names.has_pair("related", &["link", "links"])
}

fn is_notes(outline: &Outline<'_>, at: usize, title: &Heading, is_own: &dyn Fn(&str) -> bool) -> bool {
    let is_said = title.says.is_notes();
    let is_text = || outline.prose(at) >= TEXT.max(2 * outline.link_text(at));
    if outline.items[at].drop == Drop::Keep {
        (is_said || is_text()) && leads_off(outline, at, is_own)
    } else {
        is_said && only_leads_off(outline, at, is_own)
    }
}

/// Whether all links in an element lead to other sites, dropped or not.
fn only_leads_off(outline: &Outline<'_>, at: usize, is_own: &dyn Fn(&str) -> bool) -> bool {
    let mut hrefs = outline.hrefs(at).peekable();
    hrefs.peek().is_some() && hrefs.all(|href| href.contains("//") && !is_own(href))
}

#[cfg(test)]
mod tests {
    use super::super::heading;
    use super::*;
    use crate::episode::dom::{Dom, attr};

    fn found(html: &str) -> Vec<String> {
        let dom = Dom::page(&format!("<main>{html}</main>"));
        let outline = Outline::of(&dom);
        let notes =
            (0..outline.items.len()).find(|at| attr(outline.items[*at].element, "id") == Some("notes")).unwrap();
        let found = behind(&outline, &heading::real(&outline), &[notes], &|href| !href.contains("//"));
        found.iter().filter_map(|at| attr(outline.items[*at].element, "id")).map(str::to_owned).collect()
    }

    fn boxes() -> String {
        let text = "Three keepers and one lamp. ".repeat(9);
        format!(
            "<div id=a><h2>More about this</h2><p>{text}<a href=//a.example>A</a></p></div>\
             <div id=b><h2>Related links</h2><a href=//b.example>B</a></div>\
             <div id=c><h2>Hosted by Ana</h2><a href=//c.example>C</a></div>\
             <div id=g class=related-links><h2>Related links</h2><a href=//g.example>G</a></div>\
             <div id=h class=related-links><h2>Related links</h2><a href=//g.example>G</a><a href=/h>H</a></div>\
             <div id=d><h2>Links</h2><a href=/d>D</a></div><div id=e><h2>More episodes</h2><a href=//e.example>E</a></div>\
             <div id=f><h2>Links</h2><a href=//f.example>F</a></div>"
        )
    }

    #[test]
    fn boxes_behind_a_container_without_links_are_notes() {
        assert_eq!(found(&format!("<div><h1>Light</h1><p id=notes>One lamp.</p></div>{}", boxes())), ["a", "b", "g"]);
    }

    #[test]
    fn boxes_behind_a_container_with_links_are_not() {
        assert!(found(&format!("<div><p id=notes><a href=/x>X</a></p></div>{}", boxes())).is_empty());
    }
}
