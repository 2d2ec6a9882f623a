//! Sections in a container of notes that are none, such as "Transcript".

use std::ops::Range;

use ego_tree::NodeId;

use super::beside;
use super::boilerplate::Drop;
use super::heading::{self, Heading, LINE};
use super::outline::Outline;
use super::under::Scope;
use super::words;

/// Whether the heading before a container says that it isn't notes: a transcript's text may look like any other.
pub(super) fn stands_under(
    outline: &Outline<'_>,
    headings: &[Heading],
    container: usize,
    is_own: &dyn Fn(&str) -> bool,
) -> bool {
    let before = &headings[..headings.partition_point(|heading| heading.at < container)];
    let last = before.iter().rev().find(|heading| heading.rank < LINE);
    last.is_some_and(|last| is_other(outline, last, container..outline.items[container].end, is_own))
}

/// Whether what stands under a heading isn't notes.
fn is_other(outline: &Outline<'_>, heading: &Heading, under: Range<usize>, is_own: &dyn Fn(&str) -> bool) -> bool {
    words::is_other_section(&heading.text)
        || words::is_more_from(&heading.text) && !beside::leads_off_in(outline, under, is_own)
}

/// Parts of a container that stand under a heading such as "Transcript".
pub(super) fn sections(
    outline: &Outline<'_>,
    headings: &[Heading],
    container: usize,
    is_own: &dyn Fn(&str) -> bool,
) -> Vec<NodeId> {
    let mut cut = Vec::new();
    let mut until = 0;
    let root = outline.items[container].node;
    let within =
        |id: &NodeId| root.tree().get(*id).is_some_and(|node| node.ancestors().any(|above| above.id() == root.id()));
    let may_be_other = |heading: &&Heading| {
        heading.rank < LINE && (words::is_other_section(&heading.text) || words::is_more_from(&heading.text))
    };
    let inside = heading::within(headings, container + 1, outline.items[container].end);
    for heading in inside.iter().filter(may_be_other) {
        // What is dropped goes with its heading.
        if heading.at < until || outline.items[heading.at].drop != Drop::Keep {
            continue;
        }
        let scope = Scope::under(outline, headings, heading);
        if is_other(outline, heading, heading.at..scope.until, is_own) {
            until = scope.until;
            cut.extend(scope.roots.into_iter().filter(within));
        }
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::{Dom, attr};

    fn left(html: &str) -> Vec<String> {
        let dom = Dom::page(&format!("<main>{html}</main>"));
        let outline = Outline::of(&dom);
        let main = outline.first("main").unwrap();
        let cut = sections(&outline, &heading::real(&outline), main, &|href| !href.contains("//"));
        let links = outline.items.iter().filter(|item| item.element.name() == "a");
        let left = links.filter(|item| !item.node.ancestors().any(|above| cut.contains(&above.id())));
        left.filter_map(|item| attr(item.element, "href")).map(str::to_owned).collect()
    }

    #[test]
    fn more_from_a_guest_is_notes_and_more_from_the_site_is_not() {
        let html = "<p><a href=//a.example>A</a></p><h3>More from Ana</h3><p><a href=//ana.example>Books</a></p>\
                    <h3>More from the yard</h3><p><a href=/11>Yew</a></p>\
                    <h3>Read the full transcript</h3><p><a href=//b.example>B</a></p>";
        assert_eq!(left(html), ["//a.example", "//ana.example"]);
    }
}
