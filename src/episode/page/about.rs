//! What a site says of the show itself under every episode, in the same container as the notes: "About the podcast".

use std::ops::Range;

use super::boilerplate::Drop;
use super::heading::{self, Heading};
use super::label;
use super::outline::{Outline, few_words};
use super::transcript;
use super::words;

/// Such a heading has no more bytes than this.
const LONGEST: usize = 60;

/// A page with less other text than this, in characters, is one of the show.
const ENOUGH: usize = 80;

/// Marks it as no notes, where that leaves enough of a page.
pub(super) fn drop(outline: &mut Outline<'_>, headings: &[Heading]) {
    let parts: Vec<Range<usize>> = (0..outline.items.len()).filter_map(|at| part(outline, headings, at)).collect();
    let body = outline.first("body").filter(|_| !parts.is_empty());
    if body.is_some_and(|body| outline.text_without(body, &parts) >= ENOUGH) {
        outline.leave_out(&parts);
    }
}

fn part(outline: &Outline<'_>, headings: &[Heading], at: usize) -> Option<Range<usize>> {
    let item = &outline.items[at];
    let name = item.element.name();
    let may_be = matches!(name, "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "div" | "b" | "strong");
    let says = || few_words(item.node, 20, LONGEST).is_some_and(|text| words::is_about_show(&text));
    if !may_be || item.drop != Drop::Keep || !says() {
        return None;
    }
    if let Ok(nth) = headings.binary_search_by_key(&at, |heading| heading.at) {
        return transcript::under(outline, headings, &headings[nth]);
    }
    match name {
        "b" | "strong" => label::paragraph(outline, at).map(|paragraph| paragraph..outline.items[paragraph].end),
        _ if heading::is_label(item.node) => line(outline, headings, at),
        _ => None,
    }
}

/// A line and the paragraph behind it: what follows may be notes again.
fn line(outline: &Outline<'_>, headings: &[Heading], at: usize) -> Option<Range<usize>> {
    let next = outline.siblings_behind(at).find(|next| outline.has_any_text(*next))?;
    let is_heading = headings.binary_search_by_key(&next, |heading| heading.at).is_ok();
    let is_text = matches!(outline.items[next].element.name(), "p" | "div" | "blockquote") && !is_heading;
    is_text.then_some(at..outline.items[next].end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::{Dom, attr};

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
}
