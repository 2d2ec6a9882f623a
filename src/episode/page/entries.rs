//! A page that is a list of episodes, each in a frame of its own with a title and, below it, a heading of notes.

use super::heading::{self, Heading, LINE};
use super::others;
use super::outline::Outline;

/// How far around a heading of notes the frame of its episode may be, in elements.
const DEEP: usize = 6;

/// The frames of the episodes, told from one of the headings of notes; none if it stands in no such list, or in one of other episodes. In document order.
pub(super) fn around(outline: &Outline<'_>, headings: &[Heading], start: &Heading) -> Vec<usize> {
    let frames = std::iter::successors(Some(outline.items[start.at].parent), |at| Some(outline.items[*at].parent));
    for own in frames.take(DEEP).filter(|at| is_entry(outline, headings, *at, start)) {
        let is_one = |at: &usize| outline.are_alike(*at, own) && is_entry(outline, headings, *at, start);
        let entries: Vec<usize> = outline.children(outline.items[own].parent).filter(is_one).collect();
        if entries.len() > 1 && !others::are_headed(headings, entries[0]) {
            return entries;
        }
    }
    Vec::new()
}

/// Which of some frames holds an element; they stand in document order.
pub(super) fn holder(outline: &Outline<'_>, entries: &[usize], at: usize) -> Option<usize> {
    let last = entries.partition_point(|entry| *entry <= at).checked_sub(1)?;
    outline.is_within(at, entries[last]).then_some(entries[last])
}

/// Whether an element is a heading that leads to a page of the site.
pub(super) fn leads_to_own_page(
    outline: &Outline<'_>,
    headings: &[Heading],
    at: usize,
    is_own: &dyn Fn(&str) -> bool,
) -> bool {
    heading::at(headings, at).is_some() && outline.hrefs(at).any(is_own)
}

/// Whether a frame holds a title, and a heading such as the one of notes below it.
fn is_entry(outline: &Outline<'_>, headings: &[Heading], at: usize, start: &Heading) -> bool {
    let item = &outline.items[at];
    if !matches!(item.element.name(), "div" | "li" | "article" | "section") {
        return false;
    }
    let mut inside = heading::within(headings, at, item.end).iter();
    let is_title = |it: &Heading| it.rank < LINE && it.text != start.text;
    inside.next().is_some_and(is_title) && inside.any(|it| it.rank == start.rank && it.text == start.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::{Dom, attr};

    #[test]
    fn each_episode_of_a_list_has_its_notes() {
        let entry = |nr: usize, host: &str| {
            format!(
                "<div class=card><h2><a href=/{nr}>Ice {nr}</a></h2><div><p>We go over the ice, and see \
                 <a href=//{host}.example/map>a map</a> of it that is old.</p><p><b>Links</b></p>\
                 <ul><li><a href=//{host}.example>x</a></li></ul></div></div>"
            )
        };
        let found = |html: &str| {
            let dom = Dom::page(html);
            let outline = Outline::of(&dom);
            let found = heading::find(&outline, &heading::all(&outline), &|href| !href.contains("//")).unwrap();
            let nodes = found.roots.iter().filter_map(|id| dom.node(*id)).flat_map(|root| root.descendants());
            nodes.filter_map(|node| attr(node.value().as_element()?, "href")).map(str::to_owned).collect::<Vec<_>>()
        };
        let two = format!("{}{}", entry(1, "a"), entry(2, "b"));
        let all = ["//a.example/map", "//a.example", "//b.example/map", "//b.example"];
        assert_eq!(found(&format!("<h1>Episodes</h1><main>{two}</main>")), all);
        let own = "<p><b>Links</b></p><p><a href=//own.example>x</a></p>";
        assert_eq!(
            found(&format!("<h1>Ice</h1><div>{own}</div><h2>More episodes</h2><main>{two}</main>")),
            ["//own.example"]
        );
    }
}
