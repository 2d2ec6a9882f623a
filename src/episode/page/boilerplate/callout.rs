//! Asides and footers that their author put into the text: a box such as "Note", a sponsor between two paragraphs, the source of a quotation.

use ego_tree::NodeRef;
use scraper::Node;

use super::super::names::Words;
use super::super::outline::{Item, few_words};
use super::super::recording::Own;
use super::super::words;
use super::{Drop, HARD_TAGS, judge_attributes, judge_names};
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
                && is_simple(&items[at + 1..item.end])
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

/// Whether it is no more than a title and a few lines, and the title doesn't say that it is something else.
fn is_simple(inside: &[Item<'_>]) -> bool {
    let is_title = |item: &&Item<'_>| matches!(item.element.name(), "h2" | "h3" | "h4" | "h5" | "h6" | "b" | "strong");
    let says_other = |item: &Item<'_>| {
        few_words(item.node, 20, LONGEST).is_some_and(|text| words::is_other_section(&text) || words::is_more(&text))
    };
    inside.len() <= LARGEST
        && !inside.iter().any(|item| HARD_TAGS.contains(&item.element.name()))
        && !inside.iter().filter(is_title).any(says_other)
}

/// Whether its links, if it has any, lead to other sites as well: those that only stay are a template's, such as a related story.
fn may_lead_off(items: &[Item<'_>], recording: &Own<'_>) -> bool {
    let mut hrefs =
        items.iter().filter(|item| item.element.name() == "a").filter_map(|item| attr(item.element, "href"));
    let first = hrefs.next();
    first.is_none_or(|first| std::iter::once(first).chain(hrefs).any(|href| !recording.is_at_home(href)))
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
    fn the_source_of_a_quotation_is_a_part_of_it() {
        let quoted = |tag: &str| format!("{TEXT}<{tag}>{TEXT}<footer id=x><a href=//a.example>A</a></footer></{tag}>");
        assert!(is_kept(&quoted("blockquote")) && is_kept(&quoted("figure")));
        assert!(!is_kept(&quoted("div")));
    }
}
