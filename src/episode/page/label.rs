//! Labels: lines that say what is below them, as headings do, and are marked as none.

use std::ops::Range;

use scraper::Node;

use super::boilerplate::Drop;
use super::heading::{Heading, within};
use super::outline::Outline;
use super::under::frame;
use super::words::Says;

/// The frame right behind a label that can mean nothing else than notes: all of it stands under the label, however high the headings in it. Empty if
/// there is none, or if it holds the title of the page.
pub(super) fn body(outline: &Outline<'_>, headings: &[Heading], start: &Heading) -> Range<usize> {
    let next = outline.siblings_behind(frame(outline, start.at)).find(|at| outline.has_any_text(*at));
    let is_body = |at: &usize| {
        let item = &outline.items[*at];
        let mut inside = within(headings, *at, item.end).iter();
        let may_hold_title = || headings.iter().take_while(|it| it.at < start.at).all(|it| it.rank > 1);
        matches!(item.element.name(), "div" | "section" | "article")
            && item.drop == Drop::Keep
            && !(inside.any(|it| it.rank == 1) && may_hold_title())
    };
    let next = next.filter(|at| start.says == Says::Strongly && is_body(at));
    next.map_or(0..0, |at| at + 1..outline.items[at].end)
}

/// The paragraph that a label opens in bold, with what it is a label of behind it: "**Guest:** Ann". It reaches no further than its line.
pub(super) fn paragraph(outline: &Outline<'_>, label: usize) -> Option<usize> {
    let (paragraph, breaks) = opened(outline, label)?;
    (!breaks).then_some(paragraph)
}

/// The same where a line break follows the label: what it is a label of stands in the lines below it.
pub(super) fn block(outline: &Outline<'_>, label: usize) -> Option<usize> {
    let (paragraph, breaks) = opened(outline, label)?;
    let mut before = outline.items[label].node.prev_siblings();
    let is_first = before.all(|node| node.value().as_text().is_some_and(|text| text.trim().is_empty()));
    (breaks && is_first).then_some(paragraph)
}

/// The paragraph that a bold label opens, and whether a line break follows the label.
fn opened(outline: &Outline<'_>, label: usize) -> Option<(usize, bool)> {
    let item = &outline.items[label];
    let is_bold = matches!(item.element.name(), "b" | "strong");
    let is_in_paragraph = is_bold && outline.items[item.parent].element.name() == "p";
    let mut behind = item.node.next_siblings();
    let next = behind.find(|node| match node.value() {
        Node::Text(text) => text.chars().any(char::is_alphanumeric),
        Node::Element(_) => true,
        _ => false,
    })?;
    let breaks = next.value().as_element().is_some_and(|element| element.name() == "br");
    is_in_paragraph.then_some((item.parent, breaks))
}

#[cfg(test)]
mod tests {
    use super::super::heading;
    use super::super::under::tests::under;
    use super::*;
    use crate::episode::dom::{Dom, attr};

    #[test]
    fn all_of_the_frame_behind_a_label_stands_under_it() {
        let parts = "<p>Text</p><h2>Our work</h2><p><a href=//a.example>A</a></p><h2>Links</h2><p><a href=//b.example>B</a></p>";
        for label in ["<div>Show notes</div>", "<strong>Show notes</strong>", "<h4>Show notes</h4>"] {
            let html = format!("{label}<div>{parts}</div><h4>Our shop</h4><a href=/shop>C</a>");
            assert_eq!(under(&html), ["//a.example", "//b.example"], "{label}");
            let others = format!("{label}<div>{parts}<h2>Transcript</h2><p><a href=//c.example>C</a></p></div>");
            assert_eq!(under(&others), ["//a.example", "//b.example"], "{label}");
        }
        assert_eq!(under(&format!("<div>Show notes</div>{}", &parts[11..])), [""; 0], "without a frame");
        assert_eq!(under(&format!("<h4>Show notes</h4><div><h1>Ice</h1>{parts}</div>")), [""; 0], "the title");
        assert_eq!(under(&format!("<h4>Links</h4><div>{parts}</div>")), [""; 0], "other links");
    }

    #[test]
    fn a_bold_word_that_opens_a_paragraph_is_a_label_of_no_more() {
        let text = "We talked of the ice, and of the boats that go over it, for a long time. ".repeat(2);
        let found = |html: &str| {
            let dom = Dom::page(&format!("<main><h1>Ice</h1><div>{html}</div></main>"));
            let outline = Outline::of(&dom);
            let found = heading::find(&outline, &heading::all(&outline), &|href| !href.contains("//")).unwrap();
            let nodes = found.roots.iter().filter_map(|id| dom.node(*id)).flat_map(|root| root.descendants());
            nodes.filter_map(|node| attr(node.value().as_element()?, "href")).map(str::to_owned).collect::<Vec<_>>()
        };
        let told = format!("<p>{text}<a href=//a.example>A</a></p>");
        let list = "<p><b>Links</b></p><ul><li><a href=//c.example>C</a></li></ul>";
        let guest = "<p><b>Guest:</b> <a href=//b.example>B</a></p>";
        assert_eq!(found(&format!("{told}{guest}{list}")), ["//a.example", "//b.example", "//c.example"]);
        let inline = "<p><b>Links:</b> <a href=//b.example>B</a>, and <a href=//c.example>C</a></p>";
        assert_eq!(found(&format!("{told}{inline}")), ["//a.example", "//b.example", "//c.example"]);
        assert_eq!(found(&format!("{inline}{told}")), ["//b.example", "//c.example", "//a.example"]);
        let broken = "<p><b>Links:</b><br><a href=//b.example>B</a></p><p><a href=//c.example>C</a></p>";
        assert_eq!(found(broken), ["//b.example"]);
        let lines = "<p><strong>Links mentioned:</strong><br>- <a href=//b.example>B</a></p>";
        let paid = "<p>This episode is sponsored by <a href=//c.example>C</a>, who weave nets of all kinds.</p>";
        assert_eq!(found(&format!("{told}{lines}{paid}")), ["//a.example", "//b.example", "//c.example"]);
        let shop = format!("<p><b>More episodes</b><br><a href=//d.example>D</a></p>{paid}");
        assert_eq!(found(&format!("{lines}{shop}")), ["//b.example", "//c.example"]);
        let own = "<p>If you like what we do, then tell your friends of it at <a href=//d.example>our site</a>.</p>";
        assert_eq!(found(&format!("{lines}{own}")), ["//b.example"], "the site's own words");
    }
}
