//! What isn't notes in markup that is known to be notes, such as a field of a feed: what plugins append to it, and transcripts.

use std::sync::LazyLock;

use ego_tree::{NodeId, NodeRef};
use scraper::Node;
use scraper::node::Element;

use super::heading::Heading;
use super::names::Names;
use super::outline::{Outline, few_words};
use super::words::Says;
use super::{boilerplate, heading, others, tabs, words};
use crate::episode::dom::Dom;
use crate::text::PhraseBook;

/// What in a fragment isn't notes. Boxes stay where nothing else says anything.
pub(crate) fn not_notes(dom: &Dom) -> Vec<NodeId> {
    if !may_hold_others(dom) {
        return Vec::new();
    }
    let outline = Outline::of(dom);
    left_out(&outline, &heading::real(&outline))
}

/// The same in a draft with these headings: whatever else stands there, its author wrote for it.
pub(super) fn not_of_draft(dom: &Dom, outline: &Outline<'_>, mut headings: Vec<Heading>) -> Vec<NodeId> {
    if !may_hold_others(dom) {
        return Vec::new();
    }
    headings.retain(|heading| heading.says != Says::Other || words::is_aside(&heading.text));
    left_out(outline, &headings)
}

fn may_hold_others(dom: &Dom) -> bool {
    dom.root().descendants().any(may_open_others)
}

fn left_out(outline: &Outline<'_>, headings: &[Heading]) -> Vec<NodeId> {
    let boxes = boxes(outline);
    let inside: usize = boxes.iter().map(|at| outline.all_text(*at)).sum();
    let boxes = if inside < outline.all_text(0) { boxes } else { Vec::new() };
    let sections = others::sections(outline, headings, 0, &|_| false);
    boxes.into_iter().map(|at| outline.items[at].node.id()).chain(sections).collect()
}

/// Whether markup is no page but what an author wrote for one: it has nothing of a page as a whole, and nothing that lays it out.
pub(super) fn is_one(source: &str) -> bool {
    const OF_PAGES: &[&str] = &[
        "<!doctype",
        "<html",
        "<head",
        "<body",
        "<title",
        "<link",
        "<meta",
        "<nav",
        "<main",
        "<footer",
        "<aside",
        "<article",
        "<section",
        "<header",
        "<div",
        "<table",
        "<form",
        "<script",
        "<style",
    ];
    static BOOK: LazyLock<PhraseBook> = LazyLock::new(|| PhraseBook::new(OF_PAGES));
    !BOOK.is_in(source)
}

/// Whether an element may be a box or the heading of another section. Most notes of feeds have neither.
fn may_open_others(node: NodeRef<'_, Node>) -> bool {
    let Some(element) = node.value().as_element() else { return false };
    match element.name() {
        "nav" | "form" | "dialog" | "menu" => true,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "legend" | "summary" => {
            few_words(node, 40, 400).is_some_and(|text| words::is_other_section(&text))
        }
        _ => {
            may_be_named(element) && {
                let names = Names::of(element);
                boilerplate::is_box(element, &names) || tabs::opens_panel(node, element, &names)
            }
        }
    }
}

/// Whether anything is said of an element beyond its tag that a box may be known by.
fn may_be_named(element: &Element) -> bool {
    element.attrs().any(|(name, _)| matches!(name, "class" | "id" | "role" | "aria-label") || name.starts_with("data-"))
}

/// The outermost elements that never hold notes.
fn boxes(outline: &Outline<'_>) -> Vec<usize> {
    let is_box = |at: usize| boilerplate::is_box(outline.items[at].element, &outline.items[at].names);
    outline.topmost(0..outline.items.len(), is_box)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::attr;

    /// The addresses in a fragment without what isn't notes.
    fn left(html: &str) -> Vec<String> {
        let dom = Dom::fragment(html);
        let without = not_notes(&dom);
        let nodes = dom.root().descendants();
        let left = nodes.filter(|node| !node.ancestors().chain([*node]).any(|above| without.contains(&above.id())));
        left.filter_map(|node| attr(node.value().as_element()?, "href")).map(str::to_owned).collect()
    }

    #[test]
    fn boxes_of_plugins_and_transcripts_are_left_out() {
        let html = "<p class='powerpress_links powerpress_links_mp3'>Podcast: <a href=a>Download</a></p><p>Joists. <a href=b>B</a></p>\
                    <div id=jp-relatedposts class=jp-relatedposts><a href=c>C</a></div><div class=sharedaddy><a href=d>D</a></div>\
                    <h3>Transcript</h3><p><a href=e>E</a></p><h3 id=h-related>Related reading</h3><p><a href=f>F</a></p>\
                    <div class='yarpp yarpp-related'><a href=g>G</a></div><a class='a2a_dd addtoany_share' href=h>Share</a>";
        assert_eq!(left(html), ["b", "f"]);
    }

    #[test]
    fn what_the_author_wrote_stays() {
        let html = "<p>Listen: <a href='https://podcasts.apple.com/1'>Apple Podcasts</a></p><p><a href='/ep2'>Next episode</a></p>";
        assert_eq!(left(html), ["https://podcasts.apple.com/1", "/ep2"]);
        assert_eq!(left("<div class=share><p>All of it. <a href=a>A</a></p></div>"), ["a"]);
    }
}
