//! Cards of sponsors: boxes that say in a line of its own whose they are, and links around all of a card.

use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use super::label;
use crate::episode::dom::attr;
use crate::link::Hit;
use crate::link::group::{self, lines};
use crate::text::html;

/// A card says no more than this, in bytes: more are notes that only begin so.
const LONGEST: usize = 600;

/// The longest line that says whose a card is, in bytes.
const LINE: usize = 60;

/// So many links of a card are compared with others.
const LINKS: usize = 10;

/// What an element says above the rest of the card that it opens, if it says that the card is a sponsor's: `<div>Sponsored by</div><a …>`.
pub(super) fn line(node: NodeRef<'_, Node>, name: &str) -> Option<String> {
    let is_shown = |other: &NodeRef<'_, Node>| !label::is_blank(other.value());
    // What stands in a line with others is a part of a sentence.
    let is_alone =
        |next: NodeRef<'_, Node>| name != "span" || next.value().as_element().is_some_and(|it| it.name() != "span");
    let is_first = || !node.prev_siblings().any(|before| is_shown(&before));
    let is_above = || node.next_siblings().find(is_shown).is_some_and(is_alone);
    if !matches!(name, "div" | "span" | "header") || !is_first() || !is_above() {
        return None;
    }
    let said = Some(label::text_of(node, LINE)).filter(|text| group::is_label(text) && !label::holds_link(node));
    said.filter(|_| node.parent().is_some_and(is_card))
}

fn is_card(node: NodeRef<'_, Node>) -> bool {
    let is_box =
        |node: &Node| node.as_element().is_some_and(|it| matches!(it.name(), "div" | "section" | "aside" | "li"));
    is_box(node.value()) && label::text_of(node, LONGEST + 1).len() <= LONGEST
}

/// Whether a `card` with some links is over where an element in it begins: with words of something else, or with a label of another kind.
pub(super) fn ends_at(node: NodeRef<'_, Node>, card: NodeId, links: &[Hit]) -> bool {
    let Some(element) = node.value().as_element().filter(|_| !links.is_empty()) else { return false };
    let is_label = || element.name() == "span" && node.parent().is_some_and(|around| around.id() == card);
    let speaks = || label::may_speak(node, element.name()) && !is_entry(node, card);
    (speaks() || is_label()) && !begins_with_link(node) && is_of_another(node, links)
}

fn is_entry(node: NodeRef<'_, Node>, card: NodeId) -> bool {
    let up_to_card = std::iter::once(node).chain(node.ancestors().take_while(|around| around.id() != card));
    up_to_card.take(4).any(|node| node.value().as_element().is_some_and(|it| it.name() == "li"))
}

pub(super) fn begins_with_link(node: NodeRef<'_, Node>) -> bool {
    let says = |node: &NodeRef<'_, Node>| match node.value() {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(element) => matches!(element.name(), "a" | "img"),
        _ => false,
    };
    let first = node.descendants().take(label::MOST_NODES).find(says);
    first.is_some_and(|first| first.value().as_element().is_some_and(|it| it.name() == "a"))
}

/// Whether a block leads elsewhere than all before it, or says only what is next.
fn is_of_another(node: NodeRef<'_, Node>, links: &[Hit]) -> bool {
    let elements = node.descendants().take(label::MOST_NODES).filter_map(|node| node.value().as_element());
    let hrefs = elements.filter(|it| it.name() == "a").filter_map(|it| attr(it, "href"));
    let mut hosts = hrefs.map(lines::host).peekable();
    if hosts.peek().is_some() {
        return hosts.any(|host| links.iter().take(LINKS).all(|link| lines::host(&link.href) != host));
    }
    let text = label::text_of(node, LINE + 1);
    text.len() <= LINE && text.contains(char::is_alphabetic) && !text.ends_with(['.', '!', '?', '。', '！', '？'])
}

/// The heading of a card that is one link, if it says that the card is a sponsor's.
pub(super) fn heading_in(link: NodeRef<'_, Node>) -> Option<String> {
    const NODES: usize = 20;
    let inner = || link.descendants().skip(1).take(NODES);
    let heading = inner().find_map(|node| {
        let element = node.value().as_element().filter(|element| html::is_heading(element.name()))?;
        label::heading(node, element.name(), None)
    })?;
    let says_more = || label::text_of(link, LONGEST).len() > heading.len() + 1;
    (group::is_sponsors(Some(&heading)) && says_more()).then_some(heading)
}

#[cfg(test)]
mod tests {
    use crate::link::{Group, group, html::hits};

    /// The sections of sponsors' links, `-` for the editor's.
    fn sections(source: &str) -> Vec<String> {
        let paid = |section: Option<&str>, said| group::of(None, section, "", said) == Group::Sponsor;
        let hits = hits(source, &[]).into_iter();
        let shown = hits.map(|hit| {
            let section = hit.section.as_deref().filter(|_| paid(hit.section.as_deref(), hit.group));
            section.unwrap_or("-").to_owned()
        });
        shown.collect()
    }

    #[test]
    fn a_card_is_whose_its_first_line_says() {
        let (a, b) = ("<a href=a>A</a>", "<p><a href=b>B</a></p>");
        for line in ["Sponsored by", "Anzeige", "Our partner", "I samarbete med", "SPONSORED", "Unterstützt von"] {
            for card in [
                format!("<div><div>{line}</div>{a}</div>"),
                format!("<section><div><span>{line}</span></div><div>{a}</div></section>"),
                format!("<aside><span>{line}</span>{a}</aside>"),
            ] {
                assert_eq!(sections(&format!("{card}{b}")), [line, "-"], "{card}");
            }
        }
        let long = "We went over the fen. ".repeat(40);
        for other in [
            format!("<div><div>Sponsor a child</div>{a}</div>"),
            format!("<div><div>Together</div>{a}</div>"),
            format!("<div><span>Sponsor</span> a child: {a}</div>"),
            format!("<div><p>Hello</p><div>Anzeige</div>{a}</div>"),
            format!("<div><div>Anzeige</div><p>{long}</p>{a}</div>"),
        ] {
            assert_eq!(sections(&other), ["-"], "{other}");
        }
    }

    #[test]
    fn a_card_ends_with_its_box() {
        let b = "<p><a href=b>B</a></p>";
        for card in [
            "<div><span>Sponsored by</span><div>Acme</div></div>",
            "<div><div>Werbung</div><p>Code KANAL bei Acme.</p></div>",
            "<ul><li><span>Sponsor</span><strong>Acme</strong></li></ul>",
        ] {
            assert_eq!(sections(&format!("{card}{b}")), ["-"], "{card}");
        }
    }

    #[test]
    fn a_card_ends_where_something_else_begins_in_its_box() {
        let (acme, maria) = ("<a href=//acme.example/>Acme</a>", "<a href=//maria.example/>Maria</a>");
        for source in [
            format!("<div><div>Sponsor</div><div>{acme}</div><div>We talk to {maria}</div></div>"),
            format!("<div><div>Anzeige</div><div>{acme}</div><div>Links</div><div>{maria}</div></div>"),
            format!("<div><span>Sponsor</span>{acme}<span>Guest</span>{maria}</div>"),
            format!("<section><div>Sponsors</div><ul><li>{acme}</ul><div>More</div><ul><li>{maria}</ul></section>"),
            format!("<li><div>Sponsors</div><div>{acme}</div><p>Guests</p><div>{maria}</div></li>"),
        ] {
            assert_eq!(sections(&source).last().map(String::as_str), Some("-"), "{source}");
            assert_ne!(sections(&source)[0], "-", "{source}");
        }
        for source in [
            format!("<div><div>Sponsors</div><ul><li>Acme: {acme}</li><li>Maria: {maria}</li></ul></div>"),
            format!("<div><div>Sponsors</div><p>{acme}</p><p>{maria} sells maps</p></div>"),
            format!("<div><div>Sponsor</div><div>{acme}</div><p>Pumps for all.</p><p>Get 20% at {acme}</p></div>"),
        ] {
            assert!(sections(&source).iter().all(|section| section != "-"), "{source}");
        }
    }

    #[test]
    fn a_card_that_is_a_link_has_the_heading_in_it() {
        let b = "<p><a href=b>B</a></p>";
        let card = "<a href=a><div><h2>Partenaire de l'épisode</h2><p>Sel</p></div></a>";
        assert_eq!(sections(&format!("{card}{b}")), ["Partenaire de l'épisode", "-"]);
        assert_eq!(sections(&format!("<a href=a><h2>Books</h2><p>Sel</p></a>{b}")), ["-", "-"]);
        assert_eq!(
            sections(&format!("<a href=a><h2>Sponsors</h2></a>{b}")),
            ["-", "Sponsors"],
            "a heading that leads on"
        );
    }
}
