//! The frame around the title of a page, where the sections of the notes have frames of their own behind it: it may tell what the episode is about.

use ego_tree::NodeId;

use super::around;
use super::beside::{self, leads_off};
use super::boilerplate::Drop;
use super::heading::{self, Heading, LINE};
use super::outline::Outline;
use super::words::Says;
use crate::episode::dom::attr;
use crate::episode::media;

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

/// The links in the block around the title before a heading of notes or else the text, where it leads nowhere but to other pages of the site: the show,
/// the episodes.
pub(super) fn in_block(
    outline: &Outline<'_>,
    headings: &[Heading],
    container: usize,
    is_own: &dyn Fn(&str) -> bool,
) -> Vec<NodeId> {
    let Some(block) = block(outline, headings, container, is_own) else { return Vec::new() };
    let is_document = |at: &usize| attr(outline.items[*at].element, "href").is_some_and(media::is_document);
    let links = outline.links(block).filter(|at| !is_document(at)).map(|at| outline.items[at].node.id());
    if leads_off(outline, block, is_own) { Vec::new() } else { links.collect() }
}

fn block(
    outline: &Outline<'_>,
    headings: &[Heading],
    container: usize,
    is_own: &dyn Fn(&str) -> bool,
) -> Option<usize> {
    let inside = heading::within(headings, container + 1, outline.items[container].end);
    let title = of(inside)?;
    let notes = inside.iter().find(|heading| heading.at > title && heading.says == Says::Strongly);
    let text = notes.map(|heading| heading.at).or_else(|| {
        let mut behind = outline.items[title].end..outline.items[container].end;
        let is_text = |at: usize| around::is_paragraph(outline, at) || leads_off(outline, at, is_own);
        behind.find(|at| outline.items[*at].element.name() == "p" && is_text(*at))
    })?;
    let mut around = outline.upwards(title);
    let block = around.find(|at| outline.is_within(text, outline.items[*at].parent))?;
    let says_more = outline.text(block).saturating_sub(outline.text(title)) > outline.link_text(block);
    (!says_more).then_some(block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

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

    #[test]
    fn the_show_beside_the_title_of_a_container_is_no_note() {
        let cut = |html: &str| {
            let dom = Dom::page(&format!("<main>{html}</main>"));
            let outline = Outline::of(&dom);
            let main = outline.first("main").unwrap();
            in_block(&outline, &heading::real(&outline), main, &|href| !href.contains("//")).len()
        };
        let head = |inside: &str| format!("<div><h1>Ice and snow</h1>{inside}</div>");
        let text = "<div><p>With <a href=//a.example>A</a> and <a href=/b>B</a>.</p></div>";
        assert_eq!(cut(&format!("{}{text}", head("<a href=/fen>Fen Talk</a>"))), 1);
        assert_eq!(cut(&format!("{}<h2>Show notes</h2>{text}", head("<a href=/fen>Fen Talk</a>"))), 1);
        assert_eq!(
            cut(&format!("{}{text}", head("<a href=/fen>Fen</a> and much else on the fen"))),
            0,
            "it tells more"
        );
        assert_eq!(cut(&format!("{}{text}", head("<a href=//c.example>C</a>"))), 0, "it leads off");
        assert_eq!(cut(&format!("<h1>Ice and snow</h1>{text}")), 0, "no block");
    }

    #[test]
    fn the_block_around_a_title_is_no_notes_unless_it_says_more() {
        let is_found = |html: &str| {
            let dom = Dom::page(&format!("<main>{html}<h2>Episode description</h2><p>Text</p></main>"));
            let outline = Outline::of(&dom);
            let main = outline.first("main").unwrap();
            !in_block(&outline, &heading::real(&outline), main, &|href| !href.contains("//")).is_empty()
        };
        assert!(is_found("<div><h1>Birds</h1><a href=/show>Quiet</a></div>"));
        assert!(!is_found("<div><h1>Birds</h1><a href=//ana.example>Ana</a></div>"));
        assert!(!is_found("<div><h1>Birds</h1><a href=/birds.pdf>Worksheet</a></div>"));
        assert!(!is_found("<div><h1>Birds</h1>See <a href=/7>episode 7</a></div>"));
    }
}
