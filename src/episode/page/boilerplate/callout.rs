//! Asides and footers that their author put into the text: a box such as "Note", a sponsor between two paragraphs, the source of a quotation.

use ego_tree::NodeRef;
use scraper::Node;

use super::super::names::Words;
use super::super::outline::{Item, few_words};
use super::super::recording::Own;
use super::{Drop, HARD_TAGS, judge_attributes, judge_names, promo};
use crate::episode::dom::attr;

/// A box in a text has no more elements than this.
const LARGEST: usize = 40;

/// A title has no more bytes than this.
const LONGEST: usize = 100;

/// How far from its quotation a source stands, in elements.
const DEEP: usize = 2;

/// As many siblings are looked at for the text beside a box.
const NEAR: usize = 8;

/// Words in names of boxes that generators make of what an author marks as one.
const BOXES: Words = Words::new(&["admonition", "callout", "note", "sidenote", "sponsor", "tip"]);

/// Words in names of what a template puts between two paragraphs.
const PROMOS: Words = Words::new(&["ad", "author", "cta", "inset", "promo", "promotion", "rail", "side", "teaser"]);

/// Whether an element is an aside or a footer in the text itself.
pub(super) fn is_one(items: &[Item<'_>], at: usize, recording: &Own<'_>) -> bool {
    let item = &items[at];
    let is_plain = || judge_names(item.element, &item.names).max(judge_attributes(item.element)) == Drop::Keep;
    match item.element.name() {
        "footer" => is_in_quotation(item) && is_plain(),
        "aside" => {
            !item.names.has_any(&PROMOS)
                && is_plain()
                && is_in_text(item)
                && is_simple(&items[at..item.end])
                && may_lead_off(&items[at..item.end], recording)
        }
        _ => false,
    }
}

fn is_in_quotation(item: &Item<'_>) -> bool {
    let mut around = item.node.ancestors().take(DEEP).filter_map(|node| node.value().as_element());
    around.any(|element| matches!(element.name(), "blockquote" | "figure"))
}

/// Whether text stands before a box and behind it; one that is named for it may open the text, or close it.
fn is_in_text(item: &Item<'_>) -> bool {
    let is_text = |name: &str| matches!(name, "p" | "ul" | "ol" | "blockquote" | "pre" | "dl");
    let before = nearest(item.node.prev_siblings()).is_some_and(is_text);
    let behind = nearest(item.node.next_siblings());
    let goes_on = behind.is_some_and(|name| is_text(name) || matches!(name, "h2" | "h3" | "h4"));
    before && goes_on || item.names.has_any(&BOXES) && (before || behind.is_some_and(is_text))
}

/// The name of the first element that is no box itself.
fn nearest<'a>(siblings: impl Iterator<Item = NodeRef<'a, Node>>) -> Option<&'a str> {
    let elements = siblings.filter_map(|node| node.value().as_element()).take(NEAR);
    elements.map(scraper::node::Element::name).find(|name| *name != "aside")
}

/// Whether it is no more than a title and a few lines, and neither a title nor its first line says that it is something else.
fn is_simple(items: &[Item<'_>]) -> bool {
    let is_title = |item: &&Item<'_>| matches!(item.element.name(), "h2" | "h3" | "h4" | "h5" | "h6" | "b" | "strong");
    let mut lines = first_line(items).into_iter().chain(items.iter().filter(is_title));
    items.len() <= LARGEST + 1
        && !items.iter().any(|item| HARD_TAGS.contains(&item.element.name()))
        && !lines.any(|item| few_words(item.node, 20, LONGEST).is_some_and(|text| promo::says_so(&text)))
}

/// The element with the first words of a box.
pub(super) fn first_line<'i, 'a>(items: &'i [Item<'a>]) -> Option<&'i Item<'a>> {
    let is_said = |node: NodeRef<'_, Node>| node.value().as_text().is_some_and(|text| !text.trim().is_empty());
    let says = |item: &&Item<'_>| item.node.children().take(NEAR).any(is_said);
    items.iter().find(says)
}

/// Whether its links, if it has any, lead to other sites as well, and not only to accounts: those that only stay are a template's, such as a related
/// story. Of a page that doesn't say whose it is, nobody knows, unless the box is named for what it is.
fn may_lead_off(items: &[Item<'_>], recording: &Own<'_>) -> bool {
    let links = items.iter().filter(|item| item.element.name() == "a");
    let mut hrefs = links.filter_map(|item| attr(item.element, "href")).peekable();
    let is_told = || recording.knows_home() || items[0].names.has_any(&BOXES);
    hrefs.peek().is_none() || is_told() && hrefs.any(|href| !recording.is_at_home(href) && !promo::is_account(href))
}

#[cfg(test)]
mod tests {
    use super::super::super::outline::Outline;
    use super::*;
    use crate::episode::dom::Dom;

    const TEXT: &str = "<p>We went over the fen by boat, and told of it for a long time.</p>";

    /// Whether the element `x` on a page is kept as what may be notes.
    fn is_kept(html: &str) -> bool {
        let dom = Dom::page(&format!("<link rel=canonical href=https://show.example/1><main>{html}</main>"));
        let outline = Outline::of(&dom);
        outline.items.iter().any(|item| attr(item.element, "id") == Some("x") && item.drop == Drop::Keep)
    }

    #[test]
    fn a_box_in_the_text_is_a_part_of_it() {
        for tag in ["aside", "aside class=callout", "aside class='x-aside x-aside--note' aria-label=Note"] {
            assert!(is_kept(&format!("{TEXT}<{tag} id=x><p><a href=//a.example>A</a></aside>{TEXT}")), "{tag}");
        }
        let sponsor = "<aside class=sponsor id=x><h3>Sponsored by</h3><a href=//a.example>A</a></aside>";
        assert!(is_kept(&format!("<h2>Notes</h2>{sponsor}{TEXT}")));
    }

    #[test]
    fn what_a_template_puts_between_paragraphs_is_not() {
        for aside in [
            "<aside id=x><a href=/2>Another story</a></aside>",
            "<aside id=x><a href=https://www.show.example/2>Another story</a></aside>",
            "<aside id=x><h3>More episodes</h3><a href=//a.example>A</a></aside>",
            "<aside id=x><p>Follow us: <a href=https://twitter.com/fen>Twitter</a></aside>",
            "<aside id=x><img src=x><p>Ann</p><a href=https://twitter.com/ann>@ann</a></aside>",
            "<aside id=x><b>Advertisement</b><a href=//a.example>A</a></aside>",
            "<aside id=x><p>More from our network</p><a href=//a.example>A</a></aside>",
            "<aside id=x><div class=title>Related</div><a href=//a.example>A</a></aside>",
            "<aside id=x aria-label=advertisement><a href=//a.example>A</a></aside>",
            "<aside id=x class=ad-wrap><a href=//a.example>A</a></aside>",
            "<aside id=x class=sidebar><a href=//a.example>A</a></aside>",
            "<aside id=x><form></form><a href=//a.example>A</a></aside>",
        ] {
            assert!(!is_kept(&format!("{TEXT}{aside}{TEXT}")), "{aside}");
        }
        let aside = "<aside id=x><a href=//a.example>A</a></aside>";
        assert!(!is_kept(&format!("<div>{TEXT}</div>{aside}")), "a column");
        assert!(!is_kept(&format!("{TEXT}{aside}")), "the end");
    }

    #[test]
    fn nobody_knows_where_a_box_leads_on_a_page_without_a_name() {
        let is_kept = |tag: &str| {
            let html = format!("{TEXT}<{tag} id=x><a href=//a.example>A</a></aside>{TEXT}");
            let dom = Dom::page(&format!("<main>{html}</main>"));
            let outline = Outline::of(&dom);
            outline.items.iter().any(|item| attr(item.element, "id") == Some("x") && item.drop == Drop::Keep)
        };
        assert!(is_kept("aside class=callout") && !is_kept("aside"));
    }

    #[test]
    fn the_source_of_a_quotation_is_a_part_of_it() {
        let quoted = |tag: &str| format!("{TEXT}<{tag}>{TEXT}<footer id=x><a href=//a.example>A</a></footer></{tag}>");
        assert!(is_kept(&quoted("blockquote")) && is_kept(&quoted("figure")));
        assert!(!is_kept(&quoted("div")));
    }
}
