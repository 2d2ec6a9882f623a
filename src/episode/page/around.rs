//! What a plain page has around its content, without a name that says so: links above the title, the line to the neighbours, and what is below that.

use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use super::boilerplate::Drop;
use super::outline::{Outline, few_words};
use super::under::from;
use crate::episode::dom::attr;
use crate::episode::media;
use crate::text::html;

/// A title stands before all but this part of the text: others may be those of sections.
const EARLY: usize = 3;

/// A bar of links has so much of its text in them, in percent.
const BAR: usize = 75;

/// A paragraph of running text has so much of it, in characters.
const TEXT: usize = 80;

/// And no more elements than this.
const LONGEST: usize = 200;

/// A line to the neighbours has no more elements than this.
const LARGEST: usize = 12;

/// Nor more text besides its links, in characters.
const SHORT: usize = 20;

/// Signs that point to what came before.
const BACK: &[char] = &['«', '‹', '←', '⟵', '⇐', '◀', '◄', '<'];

/// Signs that point to what comes next.
const ON: &[char] = &['»', '›', '→', '⟶', '⇒', '▶', '►', '>'];

/// What in the main content is none of it. `is_own` tells addresses of the page's own site.
pub(super) fn chrome(outline: &Outline<'_>, within: usize, is_own: impl Fn(&str) -> bool) -> Vec<NodeId> {
    let mut chrome = head(outline, within, &is_own);
    let Some(line) = last_line(outline, within, is_own) else { return chrome };
    let (own, end) = (&outline.items[line], outline.items[within].end);
    if outline.text_between(within, line) > 2 * outline.text_between(own.end, end) {
        chrome.extend(from(outline, within, line));
    } else {
        chrome.push(own.node.id());
    }
    chrome
}

/// What stands around the title in an element that holds it, and is none of the text.
pub(super) fn head(outline: &Outline<'_>, within: usize, is_own: impl Fn(&str) -> bool) -> Vec<NodeId> {
    title(outline, within).map(|title| bars(outline, within, title, &is_own)).unwrap_or_default()
}

/// The block at the end of an element that is nothing but links to other pages of the site: the neighbours of an episode.
pub(super) fn foot(outline: &Outline<'_>, within: usize, is_own: impl Fn(&str) -> bool) -> Option<NodeId> {
    let last = outline.children(within).filter(|at| outline.text(*at) > 0).last()?;
    let is_block = matches!(outline.items[last].element.name(), "div" | "section");
    let stays = || outline.links(last).all(|link| is_own(href(outline, link)));
    let is_foot = is_block && outline.prose(last) == 0 && outline.links(last).nth(1).is_some() && stays();
    (is_foot && !offers_files(outline, last) && !is_headed(outline, last)).then(|| outline.items[last].node.id())
}

/// Whether the words right before an element are a heading over it, or a line that ends in a colon.
fn is_headed(outline: &Outline<'_>, at: usize) -> bool {
    const LINE: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6", "dt", "b", "strong"];
    let text = |node: NodeRef<'_, Node>| node.value().as_text().is_some_and(|text| !text.trim().is_empty());
    let mut before = outline.items[at].node.prev_siblings();
    let Some(before) = before.find(|node| node.descendants().any(text)) else { return false };
    let texts = before.descendants().filter(|node| text(*node));
    let in_line = |node: NodeRef<'_, Node>| {
        let mut around = node.ancestors().take_while(|above| *above != before).chain([before]);
        around.any(|above| above.value().as_element().is_some_and(|element| LINE.contains(&element.name())))
    };
    let Some(last) = texts.last() else { return false };
    let ends = |text: &str| text.trim_end().ends_with([':', '：']);
    last.value().as_text().is_some_and(|text| ends(text)) || in_line(last)
}

/// Whether an element has links to documents, or to recordings alone: what an author offers, and no menu.
fn offers_files(outline: &Outline<'_>, at: usize) -> bool {
    let hrefs =
        || outline.links(at).filter(|link| outline.items[*link].drop == Drop::Keep).map(|link| href(outline, link));
    let are_recordings = || hrefs().next().is_some() && hrefs().all(media::is_recording);
    hrefs().any(media::is_document) || are_recordings()
}

/// The blocks of hardly anything but links before the title, and links there that stay on the site, such as that to the show; and the blocks between
/// it and the text or the next heading, where most links stay.
fn bars(outline: &Outline<'_>, within: usize, title: usize, is_own: &impl Fn(&str) -> bool) -> Vec<NodeId> {
    let inside = within + 1..outline.items[within].end;
    let stays_itself = |at: usize| outline.items[at].element.name() == "a" && is_own(href(outline, at));
    let is_above = |at: usize| stays_itself(at) || outline.items[at].end <= title && is_bar(outline, at);
    let mut bars = outline.topmost(inside.start..title, is_above);
    let behind = outline.items[title].end;
    let is_next = |at: &usize| is_paragraph(outline, *at) || is_subheading(outline, *at);
    if let Some(text) = (behind..inside.end).find(is_next) {
        let stays = |at: usize| {
            outline.links(at).filter(|link| is_own(href(outline, *link))).count() * 2 > outline.links(at).count()
        };
        bars.extend(
            outline.topmost(behind..text, |at| outline.items[at].end <= text && is_bar(outline, at) && stays(at)),
        );
    }
    bars.into_iter().map(|at| outline.items[at].node.id()).collect()
}

/// The title, where it stands before nearly all text.
fn title(outline: &Outline<'_>, within: usize) -> Option<usize> {
    let is_early = |at: &usize| outline.text_between(within, *at) * EARLY < outline.text(within);
    (within + 1..outline.items[within].end).find(|at| outline.items[*at].element.name() == "h1").filter(is_early)
}

fn is_subheading(outline: &Outline<'_>, at: usize) -> bool {
    html::is_subheading(outline.items[at].element.name())
}

/// A paragraph of running text.
pub(super) fn is_paragraph(outline: &Outline<'_>, at: usize) -> bool {
    outline.items[at].element.name() == "p" && outline.text(at) >= TEXT.max(2 * outline.link_text(at))
}

fn href<'a>(outline: &'a Outline<'_>, link: usize) -> &'a str {
    attr(outline.items[link].element, "href").unwrap_or_default()
}

fn is_bar(outline: &Outline<'_>, at: usize) -> bool {
    let (text, elements) = (outline.text(at), outline.items[at].end - at);
    is_block(outline, at)
        && elements <= LONGEST
        && text > 0
        && outline.link_text(at) * 100 >= text * BAR
        && outline.links(at).nth(1).is_some()
        && !offers_files(outline, at)
}

/// The last line of links to the episodes before and after.
fn last_line(outline: &Outline<'_>, within: usize, is_own: impl Fn(&str) -> bool) -> Option<usize> {
    let inside = within + 1..outline.items[within].end;
    inside.rev().find(|at| is_block(outline, *at) && leads_to_neighbours(outline, *at, &is_own))
}

fn leads_to_neighbours(outline: &Outline<'_>, at: usize, is_own: &impl Fn(&str) -> bool) -> bool {
    let item = &outline.items[at];
    let is_small = item.end - at <= LARGEST && outline.prose(at) < SHORT;
    if !is_small || !outline.links(at).all(|link| is_own(href(outline, link))) {
        return false;
    }
    let says = |link: usize| few_words(outline.items[link].node, 20, 200).unwrap_or_default();
    let goes_back = |link: Option<usize>| link.is_some_and(|link| says(link).starts_with(BACK));
    let goes_on = |link: usize| says(link).ends_with(ON);
    // "More »" alone leads anywhere.
    goes_back(outline.links(at).next()) && outline.links(at).skip(1).all(goes_on)
}

fn is_block(outline: &Outline<'_>, at: usize) -> bool {
    let item = &outline.items[at];
    let is_block = matches!(item.element.name(), "div" | "p" | "ul" | "ol" | "table" | "center" | "section" | "small");
    is_block && item.drop == Drop::Keep
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

    /// Where the links lead that are left.
    fn left(html: &str) -> Vec<String> {
        let dom = Dom::page(&format!("<body>{html}"));
        let outline = Outline::of(&dom);
        let chrome = chrome(&outline, outline.first("body").unwrap(), |href| !href.contains("//"));
        let links = outline.items.iter().filter(|item| item.element.name() == "a");
        let is_cut = |node: NodeRef<'_, Node>| chrome.contains(&node.id());
        let left = links.filter(|item| !is_cut(item.node) && !item.node.ancestors().any(is_cut));
        left.filter_map(|item| attr(item.element, "href")).map(str::to_owned).collect()
    }

    #[test]
    fn a_plain_page_is_cut_at_both_ends() {
        let html = "<div><b><a href=/>Show</a></b> | <a href=//player.example>Player</a></div>\
                    <div><h1>Ice</h1><p>We go over the ice by boat, and see <a href=//a.example>a map</a> of it.</p></div>\
                    <div><a href=/4>&laquo; Brandy</a> <a href=/6>Seals &raquo;</a></div><p>Made with <a href=//b.example>B</a></p>";
        assert_eq!(left(html), ["//a.example"]);
    }

    #[test]
    fn the_show_above_the_title_is_no_note() {
        let html = "<h2><a href=/show>The show</a></h2><h1>Ice</h1><p>We go over the ice, and see <a href=/maps>a map</a> of it.</p>";
        assert_eq!(left(html), ["/maps"]);
        let html = "<p>Of <a href=/maps>a map</a> that is long, and longer, of all the ice that there is in the north.</p><h1>Ice</h1><p>Ice</p>";
        assert_eq!(left(html), ["/maps"], "most of the text stands above");
    }

    #[test]
    fn the_neighbours_at_the_end_of_a_text_are_none_of_it() {
        let is_cut = |block: &str| {
            let dom = Dom::page(&format!("<body><p>Ice, and <a href=/1>snow</a>.</p>{block}"));
            let outline = Outline::of(&dom);
            foot(&outline, outline.first("body").unwrap(), |href| !href.contains("//")).is_some()
        };
        assert!(is_cut("<div><a href=/2><p>Snow</p><p>Why it falls</p></a><a href=/3><p>Fog</p></a></div>"));
        for block in [
            "<ul><li><a href=/2>Snow</a><li><a href=/3>Fog</a></ul>",
            "<div><a href=/2>Snow</a> and <a href=/3>fog</a></div>",
            "<div><a href=/2>Snow</a><a href=//a.example>A</a></div>",
            "<div><a href=/2>Snow</a></div>",
            "<div><a href=/2.pdf>Snow</a><a href=/3.pdf>Fog</a></div>",
            "<h3>Downloads</h3><div><a href=/2>Snow</a><a href=/3>Fog</a></div>",
            "<p><b>Resources</b></p><div><a href=/2>Snow</a><a href=/3>Fog</a></div>",
            "<p>All parts of it:</p><div><a href=/2>Snow</a><a href=/3>Fog</a></div>",
            "<div><a href=/2>Snow</a><a href=/3>Fog</a></div><p>More.</p>",
        ] {
            assert!(!is_cut(block), "{block}");
        }
    }

    #[test]
    fn a_row_of_links_of_the_site_between_title_and_text_is_cut() {
        let text = "We go over the ice, and over what is left of it in the spring, for a long time, all of us, and in the dark as well.";
        let html = format!(
            "<h1>Ice</h1><div><a href=/@ann>Ann</a><a href=/plans>Listen</a><a href=//b.example>Clap</a></div><p>{text}</p><p><a href=/1>A</a> <a href=/2>B</a></p>"
        );
        assert_eq!(left(&html), ["/1", "/2"]);
        let html = format!(
            "<h1>Ice</h1><ul><li><a href=//a.example>Ann</a></li><li><a href=//b.example>Bo</a></li></ul><p>{text}</p>"
        );
        assert_eq!(left(&html), ["//a.example", "//b.example"]);
    }

    #[test]
    fn what_an_author_offers_above_the_text_is_kept() {
        let text = "We go over the ice, and over what is left of it in the spring, for a long time, all of us, and in the dark as well.";
        let list = |ending: &str| {
            format!("<ul><li><a href=/1{ending}>The map</a></li><li><a href=/2{ending}>The plan</a></li></ul>")
        };
        assert_eq!(left(&format!("<h1>Ice</h1>{}<p>{text}</p>", list(".pdf"))), ["/1.pdf", "/2.pdf"]);
        assert_eq!(left(&format!("<h1>Ice</h1><h2>Links</h2>{}<p>{text}</p>", list(""))), ["/1", "/2"]);
        assert!(left(&format!("<h1>Ice</h1>{}<h2>Text</h2><p>{text}</p>", list(""))).is_empty());
    }

    #[test]
    fn what_follows_a_line_above_the_text_is_kept() {
        let html = "<h1>Ice</h1><p><a href=/4>« Brandy</a></p><p>We go over the ice, and see <a href=//a.example>a map</a>.</p>\
                    <p><a href=/more>More »</a></p>";
        assert_eq!(left(html), ["//a.example", "/more"]);
    }
}
