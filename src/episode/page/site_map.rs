//! A map of the site at the end of a page: "Resources" in it is none of the notes.

use super::heading::{Heading, LINE, surroundings, within};
use super::outline::Outline;
use super::words::Says;

/// A site map has no more columns than this: each heading in it asks for all of them.
const COLUMNS: usize = 100;

/// What a page is about takes more text than this, in characters.
const TOPIC: usize = 140;

/// Columns of links at the end of a page, each under a heading: "Product", "Company", "Resources". Hardly a word in them is no link, they hold no
/// title, and what the page is about stands before them.
pub(super) fn holds(outline: &Outline<'_>, headings: &[Heading], heading: &Heading) -> bool {
    let around = surroundings(outline, heading.at);
    let end = outline.items[around].end;
    let inside = within(headings, around, end);
    if inside.len() > COLUMNS {
        return false;
    }
    let columns = || inside.iter().filter(|other| other.rank < LINE);
    let titles: usize = columns().map(|column| column.text.len()).sum();
    let (text, links) = (outline.text(around), outline.link_text(around));
    let is_bare = text.saturating_sub(links + titles) * 5 <= text;
    let others = columns().filter(|column| column.rank == heading.rank && column.says != Says::Strongly).count();
    let (before, behind) = (outline.text_between(0, around), outline.text_between(end, outline.items.len()));
    others > 1 && columns().all(|column| column.rank > 1) && is_bare && before >= TOPIC && behind * 4 <= before
}

#[cfg(test)]
mod tests {
    use super::super::heading;
    use super::*;
    use crate::episode::dom::Dom;

    #[test]
    fn a_site_map_has_not_very_many_columns() {
        let is_one = |columns: usize| {
            let columns = "<div><h3>Resources</h3><a href=/a>A page of ours</a></div>".repeat(columns);
            let text = "We went over the fen by boat. ".repeat(600);
            let html = format!("<main><h1>Reeds</h1><p>{text}</p></main><section>{columns}</section>");
            let dom = Dom::page(&html);
            let outline = Outline::of(&dom);
            let headings = heading::all(&outline);
            holds(&outline, &headings, &headings[1])
        };
        assert_eq!([3, COLUMNS, COLUMNS + 1].map(is_one), [true, true, false]);
    }
}
