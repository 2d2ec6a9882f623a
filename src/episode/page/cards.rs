//! Cards that lead to other pages of the site: each has a frame of its own, and a title that is a link, with an excerpt below. Templates put rows of
//! them under an episode, and together they may say more than its notes.

use std::ops::Range;

use super::beside::leads_off_in;
use super::boilerplate::Drop;
use super::outline::Outline;
use crate::episode::dom::attr;
use crate::text::{html, without_query};

/// A card is no larger than this, in elements.
const LARGEST: usize = 40;

/// Nor does it say more, in characters: an excerpt, not a text.
const EXCERPT: usize = 500;

/// What may stand above the title, in characters: a date, a number.
const ABOVE: usize = 30;

/// The cards among some elements that stand beside others alike and lead nowhere but to the site's own pages. In document order.
pub(super) fn of_own_pages(outline: &Outline<'_>, elements: Range<usize>, is_own: &dyn Fn(&str) -> bool) -> Vec<usize> {
    let stays = |at: usize| outline.hrefs(at).all(is_own);
    rows(outline, elements, is_own).into_iter().filter(|row| row.iter().all(|at| stays(*at))).flatten().collect()
}

/// Whether some elements lead to another site, but for links in the excerpts of such cards.
pub(super) fn are_left_by(outline: &Outline<'_>, elements: Range<usize>, is_own: &dyn Fn(&str) -> bool) -> bool {
    let leads = |part| leads_off_in(outline, part, is_own);
    let mut from = elements.start;
    let mut cards = rows(outline, elements.clone(), is_own).into_iter().flatten();
    let between = cards.any(|card| leads(std::mem::replace(&mut from, outline.items[card].end)..card));
    between || leads(from..elements.end.max(from))
}

/// Whether an element is built as a card is that leads to a page of the site.
pub(super) fn leads_to_own_page(outline: &Outline<'_>, at: usize, is_own: &dyn Fn(&str) -> bool) -> bool {
    title(outline, at).is_some_and(is_own)
}

/// Whether others alike stand beside a card.
pub(super) fn is_in_row(outline: &Outline<'_>, card: usize, is_own: &dyn Fn(&str) -> bool) -> bool {
    let mut beside = outline.children(outline.items[card].parent).filter(|at| *at != card);
    beside.any(|at| leads_to_own_page(outline, at, is_own) && are_alike(outline, card, at))
}

/// The rows of two or more cards alike, each with another title.
fn rows(outline: &Outline<'_>, elements: Range<usize>, is_own: &dyn Fn(&str) -> bool) -> Vec<Vec<usize>> {
    let mut rows = Vec::new();
    let mut at = elements.start;
    while at < elements.end {
        let row = row(outline, at, is_own);
        at = row.last().map_or(at + 1, |last| outline.items[*last].end);
        rows.extend((!row.is_empty()).then_some(row));
    }
    rows
}

/// The row that begins with an element; empty if none does.
fn row(outline: &Outline<'_>, first: usize, is_own: &dyn Fn(&str) -> bool) -> Vec<usize> {
    if !leads_to_own_page(outline, first, is_own) {
        return Vec::new();
    }
    let is_next = |at: &usize| leads_to_own_page(outline, *at, is_own) && are_alike(outline, first, *at);
    let behind = outline.siblings_behind(first).take_while(is_next);
    let row: Vec<usize> = std::iter::once(first).chain(behind).collect();
    if row.len() > 1 { row } else { Vec::new() }
}

/// Whether two cards are built alike, and lead to different pages of one kind.
fn are_alike(outline: &Outline<'_>, one: usize, other: usize) -> bool {
    let depth = |href: &str| without_query(href).trim_end_matches('/').split('/').count();
    let leads_elsewhere = || {
        let (a, b) = (title(outline, one).unwrap_or_default(), title(outline, other).unwrap_or_default());
        a != b && depth(a) == depth(b)
    };
    outline.are_alike(one, other) && leads_elsewhere()
}

/// Where the title of a card leads; `None` for what is none.
fn title<'a>(outline: &'a Outline<'_>, at: usize) -> Option<&'a str> {
    let item = &outline.items[at];
    let is_frame = matches!(item.element.name(), "div" | "li" | "article" | "section" | "a");
    if !is_frame || item.drop != Drop::Keep || item.end - at > LARGEST {
        return None;
    }
    let link = outline.links(at).next()?;
    let is_short = outline.text(at) <= EXCERPT && outline.text_between(at, link) <= ABOVE;
    let href = attr(outline.items[link].element, "href").filter(|href| !href.starts_with('#') && !href.is_empty())?;
    (is_short && has_excerpt(outline, at, link)).then_some(href)
}

/// Whether the link is a block of its own in a card, and another follows it; in a card that is one link, whether it holds both.
fn has_excerpt(outline: &Outline<'_>, card: usize, link: usize) -> bool {
    let is_block = |at: &usize| matches!(outline.items[*at].element.name(), "p" | "div") && outline.text(*at) > 0;
    let is_heading = |at: &usize| html::is_subheading(outline.items[*at].element.name());
    if link == card {
        return (card + 1..outline.items[card].end).any(|at| is_heading(&at));
    }
    let inside = |at: &usize| *at > card;
    let mut around = std::iter::successors(Some(link), |at| Some(outline.items[*at].parent)).take_while(inside);
    let Some(own) = around.find(|at| outline.siblings_behind(*at).any(|next| is_block(&next))) else { return false };
    outline.prose(own) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

    fn found(html: &str) -> usize {
        let dom = Dom::page(&format!("<main>{html}</main>"));
        let outline = Outline::of(&dom);
        of_own_pages(&outline, 0..outline.items.len(), &|href| !href.contains("//")).len()
    }

    #[test]
    fn a_row_of_titles_with_excerpts_is_one_of_other_pages() {
        let heading = |href: &str| format!("<div><h4><a href={href}>Ice</a></h4><p>Of ice and of boats.</p></div>");
        assert_eq!(found(&format!("<h2>More</h2>{}{}", heading("/1"), heading("/2"))), 2);
        assert_eq!(found(&format!("<div><h2>More</h2>{}{}</div>", heading("/1"), heading("/2"))), 2, "in a frame");
        assert_eq!(found(&heading("/1")), 0, "one alone");
        assert_eq!(found(&format!("{}{}", heading("/1"), heading("/1"))), 0, "to one page");
        assert_eq!(found(&format!("{}{}", heading("/1"), heading("/ice/2"))), 0, "to pages of different kinds");
        assert_eq!(found(&format!("{}{}", heading("/1"), heading("//a.example"))), 0, "to another site");
        let entry = |href: &str| format!("<li><span>3 May</span><a href={href}>Ice</a><div>Of ice.</div></li>");
        assert_eq!(found(&format!("<ul>{}{}</ul>", entry("/1"), entry("/2"))), 2);
        let whole = |href: &str| format!("<a href={href}><h3>Ice</h3><p>Of ice.</p></a>");
        assert_eq!(found(&format!("{}{}", whole("/1"), whole("/2"))), 2);
    }

    #[test]
    fn links_beside_cards_count_and_those_in_them_do_not() {
        let is_left = |html: &str| {
            let dom = Dom::page(&format!("<main>{html}</main>"));
            let outline = Outline::of(&dom);
            are_left_by(&outline, 0..outline.items.len(), &|href| !href.contains("//"))
        };
        let card =
            |nr: usize| format!("<div><h4><a href=/{nr}>Ice</a></h4><p>Of <a href=//a.example>ice</a>.</p></div>");
        let cards = format!("{}{}", card(1), card(2));
        assert!(!is_left(&cards));
        assert!(is_left(&card(1)));
        assert!(is_left(&format!("{cards}<p><a href=//b.example>B</a></p>")));
        assert!(is_left(&format!("<p><a href=//b.example>B</a></p>{cards}")));
    }

    #[test]
    fn what_an_editor_writes_is_no_row_of_cards() {
        let entry = |href: &str| format!("<li><a href={href}>Episode 4</a>, in which we saw the ice</li>");
        assert_eq!(found(&format!("<ul>{}{}</ul>", entry("/1"), entry("/2"))), 0);
        let text = |href: &str| format!("<div><p>As in <a href={href}>our last</a>.</p><p>There is ice.</p></div>");
        assert_eq!(found(&format!("{}{}", text("/1"), text("/2"))), 0);
        let long = |href: &str| format!("<div><h2><a href={href}>Ice</a></h2><p>{}</p></div>", "Of ice. ".repeat(99));
        assert_eq!(found(&format!("{}{}", long("/1"), long("/2"))), 0);
    }
}
