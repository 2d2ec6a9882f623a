//! What a site says of the show itself under every episode, in the same container as the notes: "About the podcast".

use std::ops::Range;

use ego_tree::NodeRef;
use scraper::Node;

use super::boilerplate::Drop;
use super::heading::{self, Heading};
use super::label;
use super::outline::{Outline, few_words};
use super::under::frame;
use super::words::{self, Says};
use crate::episode::dom::attr;

/// Such a heading has no more bytes than this.
const LONGEST: usize = 60;

/// A page with less other text than this, in characters, is one of the show.
const ENOUGH: usize = 80;

/// Marks it as no notes, where that leaves enough of a page.
pub(super) fn drop(outline: &mut Outline<'_>, headings: &[Heading]) {
    let mut parts: Vec<Range<usize>> = (0..outline.items.len()).filter_map(|at| part(outline, headings, at)).collect();
    parts.dedup();
    let body = outline.first("body").filter(|_| !parts.is_empty());
    if body.is_some_and(|body| outline.text_without(body, &parts) >= ENOUGH) && !hold_half(outline, &parts) {
        outline.leave_out(&parts);
    }
}

/// Whether half of the links that lead off stand in these parts: then the show is what the episode is about.
fn hold_half(outline: &Outline<'_>, parts: &[Range<usize>]) -> bool {
    let in_parts: usize = parts.iter().map(|part| links(outline, part.clone())).sum();
    in_parts > 0 && in_parts * 2 >= links(outline, 0..outline.items.len())
}

fn links(outline: &Outline<'_>, range: Range<usize>) -> usize {
    let links = outline.items[range].iter().filter(|item| item.drop == Drop::Keep && item.element.name() == "a");
    links.filter(|item| attr(item.element, "href").is_some_and(|href| href.contains("//"))).count()
}

fn part(outline: &Outline<'_>, headings: &[Heading], at: usize) -> Option<Range<usize>> {
    let item = &outline.items[at];
    let name = item.element.name();
    let may_be = matches!(name, "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "div" | "b" | "strong");
    let says = || few_words(item.node, 20, LONGEST).is_some_and(|text| words::is_about_show(&text));
    if !may_be || item.drop != Drop::Keep || !says() {
        return None;
    }
    if heading::at(headings, at).is_some() {
        return behind(outline, headings, frame(outline, at), usize::MAX);
    }
    match name {
        "b" | "strong" => inline(outline, at),
        _ if heading::is_label(item.node) => behind(outline, headings, at, 1),
        _ => None,
    }
}

/// The paragraph that a label opens, if no other stands in it.
fn inline(outline: &Outline<'_>, at: usize) -> Option<Range<usize>> {
    let paragraph = label::paragraph(outline, at)?;
    let all = paragraph..outline.items[paragraph].end;
    let bold = outline.items[all.clone()].iter().filter(|item| is_bold(item.element.name())).count();
    (bold == 1 && opens_bold(outline, paragraph)).then_some(all)
}

/// What says so, and at most so many paragraphs right behind it: what follows them may be notes again.
fn behind(outline: &Outline<'_>, headings: &[Heading], start: usize, most: usize) -> Option<Range<usize>> {
    let own_end = outline.items[start].end;
    if heading::within(headings, start, own_end).len() > 1 {
        // A row of tabs: their panes stand elsewhere.
        return None;
    }
    let shown = outline
        .siblings_behind(start)
        .filter(|next| outline.has_any_text(*next) || outline.items[*next].element.name() == "hr");
    let told = shown.take_while(|next| is_told(outline, headings, *next)).take(most).last()?;
    Some(start..outline.items[told].end)
}

/// Whether a block is a plain paragraph, which opens nothing else.
fn is_told(outline: &Outline<'_>, headings: &[Heading], at: usize) -> bool {
    let item = &outline.items[at];
    let is_text = matches!(item.element.name(), "p" | "div" | "blockquote");
    let inside = &outline.items[at + 1..item.end];
    let is_plain = inside.iter().all(|item| is_inline(item.element.name()));
    let is_heading = || !heading::within(headings, at, item.end).is_empty();
    is_text && is_plain && !is_heading() && !opens_bold(outline, at) && !opens_notes(outline, at)
}

fn is_inline(name: &str) -> bool {
    matches!(name, "a" | "b" | "strong" | "em" | "i" | "u" | "span" | "br" | "small" | "cite" | "q" | "img" | "mark")
}

fn is_bold(name: &str) -> bool {
    matches!(name, "b" | "strong")
}

/// Whether a block begins with bold words: a label.
fn opens_bold(outline: &Outline<'_>, at: usize) -> bool {
    let first = first_text(outline, at);
    let above = first.into_iter().flat_map(|node| node.ancestors().take_while(|it| *it != outline.items[at].node));
    above.filter_map(|node| node.value().as_element()).any(|element| is_bold(element.name()))
}

/// Whether a block begins with a label that is not bold: `Links: …`.
fn opens_notes(outline: &Outline<'_>, at: usize) -> bool {
    let first = first_text(outline, at).and_then(|node| node.value().as_text()?.split_once(':'));
    first.is_some_and(|(label, _)| words::read(label) != Says::Nothing)
}

fn first_text<'a>(outline: &Outline<'a>, at: usize) -> Option<NodeRef<'a, Node>> {
    let says = |node: &NodeRef<'_, Node>| node.value().as_text().is_some_and(|text| !text.trim().is_empty());
    outline.items[at].node.descendants().find(says)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

    /// Where the links lead that are left on a page.
    fn left(html: &str) -> Vec<String> {
        let text = "We went over the fen by boat. ".repeat(9);
        let dom = Dom::page(&format!("<main><h1>Reeds</h1><p>{text}<a href=//a.example>A</a></p>{html}</main>"));
        let mut outline = Outline::of(&dom);
        let headings = heading::real(&outline);
        drop(&mut outline, &headings);
        let links = outline.items.iter().filter(|item| item.element.name() == "a" && item.drop == Drop::Keep);
        links.filter_map(|item| attr(item.element, "href")).map(str::to_owned).collect()
    }

    #[test]
    fn what_is_said_of_the_show_is_no_notes() {
        let show = "Fen Talk is made by <a href=//x.example>X</a>.";
        let more = "<p><a href=//b.example>B</a></p>";
        for html in [
            format!("<h3>About the podcast</h3><p>{show}</p><h3>Links</h3>{more}"),
            format!("<p><strong>About this show:</strong></p><p>{show}</p>{more}"),
            format!("<p><b>Über den Podcast</b></p><p>{show}</p>{more}"),
            format!("<p><strong>About the podcast:</strong> {show}</p>{more}"),
        ] {
            assert_eq!(left(&html), ["//a.example", "//b.example"], "{html}");
        }
    }

    #[test]
    fn what_is_said_of_another_show_is_notes() {
        let show = "It is made by <a href=//x.example>X</a>.";
        for html in [
            format!("<h3>About the podcast that she loves</h3><p>{show}</p>"),
            format!("<p>We talk <b>about the show</b>, {show}</p><p>{show}</p>").replace("<b>about", "<i>about"),
            format!("<p><b>About this episode</b></p><p>{show}</p>"),
        ] {
            assert!(left(&html).contains(&"//x.example".to_owned()), "{html}");
        }
        assert_eq!(left("<p><b>About the show</b></p><ul><li><a href=//b.example>B</a></ul>").len(), 2, "a list");
    }

    #[test]
    fn what_is_behind_what_is_said_of_the_show_is_notes() {
        let links = "<a href=//b.example>B</a>";
        for html in [
            format!("<h2>About this show</h2><p>Fen.</p><h3>Guests</h3><p>{links}</p>"),
            format!("<h4>About our show</h4><p>Fen.</p><p><strong>Books</strong></p><p>{links}</p>"),
            format!("<h4>About our show</h4><p>Fen.</p><p><strong>Books:</strong> {links}</p>"),
            format!("<h3>About the podcast</h3><p>Fen.</p><hr><p>{links}</p>"),
            format!("<h3>About the podcast</h3><p>Fen.</p><ul><li>{links}</ul>"),
            format!("<h3>About the podcast</h3><p>Fen.</p><p>Links: {links}</p>"),
            format!("<div>About the show</div><div>Fen.<p>{links}</p></div>"),
            format!("<p><b>About the show</b></p><div><p>Fen.</p><p>{links}</p></div>"),
            format!("<p><b>About the podcast:</b> Fen.<br><b>Links:</b> {links}</p>"),
            format!("<p>Links: {links} <b>About the podcast:</b> Fen.</p>"),
            format!("<h2>About the show</h2><p>Fen. {links}</p>"),
        ] {
            assert_eq!(left(&html), ["//a.example", "//b.example"], "{html}");
        }
    }
}
