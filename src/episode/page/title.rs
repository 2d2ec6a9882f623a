//! The frame around the title of a page, where the sections of the notes have frames of their own behind it: it may tell what the episode is about.

use super::beside::{self, leads_off};
use super::boilerplate::Drop;
use super::heading::{self, Heading, LINE};
use super::outline::Outline;
use super::words::Says;

/// The title among some headings.
pub(super) fn of(headings: &[Heading]) -> Option<usize> {
    headings.iter().find(|heading| heading.rank == 1).map(|title| title.at)
}

/// The title in an element that is a frame around it.
pub(super) fn framed(outline: &Outline<'_>, headings: &[Heading], at: usize) -> Option<usize> {
    let item = &outline.items[at];
    let is_frame = matches!(item.element.name(), "div" | "section" | "article") && item.drop == Drop::Keep;
    of(heading::within(headings, at, if is_frame { item.end } else { at }))
}

/// What that frame tells below the title, as far as the next heading: running text that leads off the site, and the lists below it. In document order.
pub(super) fn told(
    outline: &Outline<'_>,
    headings: &[Heading],
    frame: usize,
    title: usize,
    is_own: &dyn Fn(&str) -> bool,
) -> Vec<usize> {
    let (start, end) = (outline.items[title].end, outline.items[frame].end);
    let is_next = |heading: &&Heading| heading.rank < LINE || heading.says == Says::Other;
    let next = heading::within(headings, start, end).iter().find(is_next).map_or(end, |heading| heading.at);
    let blocks = outline.topmost(start..next, |at| outline.items[at].end <= next && is_text(outline, at));
    let Some(first) = blocks.iter().position(|at| beside::runs(outline, *at)) else { return Vec::new() };
    let is_told = |at: &usize| {
        beside::is_written(outline, *at, true) && (leads_off(outline, *at, is_own) || beside::refers(outline, *at))
    };
    blocks[first..].iter().copied().filter(is_told).collect()
}

fn is_text(outline: &Outline<'_>, at: usize) -> bool {
    matches!(outline.items[at].element.name(), "p" | "blockquote" | "ul" | "ol" | "dl" | "table")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::{Dom, attr};

    #[test]
    fn what_the_frame_of_the_title_tells_is_notes() {
        let text = "We talked of the ice, and of the boats that go over it, for a long time, all of us that were there, and in the dark as well.";
        let found = |html: &str| {
            let html = format!(
                "<main><article>{html}</article><section><h2>Links</h2><a href=//z.example>Z</a></section></main>"
            );
            let dom = Dom::page(&html);
            let outline = Outline::of(&dom);
            let found = heading::find(&outline, &heading::all(&outline), &|href| !href.contains("//")).unwrap();
            let nodes = found.roots.iter().filter_map(|id| dom.node(*id)).flat_map(|root| root.descendants());
            nodes.filter_map(|node| attr(node.value().as_element()?, "href")).map(str::to_owned).collect::<Vec<_>>()
        };
        let above = "<p><a href=//above.example>Show</a> and all of its episodes</p><h1>Ice</h1>";
        let told = format!("<div><p>{text} <a href=//a.example>A</a></p></div>");
        let list = "<ul><li><a href=//b.example>B</a></li></ul>";
        assert_eq!(found(&format!("{above}{told}{list}")), ["//a.example", "//b.example", "//z.example"]);
        assert_eq!(found(&format!("{above}{list}{told}")), ["//a.example", "//z.example"], "buttons above the text");
        assert_eq!(found(&format!("{above}<p>{text}</p><h2>Clips</h2>{told}")), ["//z.example"]);
        assert_eq!(found(&format!("{above}<p>{text} <a href=/>Show</a></p>")), ["/", "//z.example"]);
    }
}
