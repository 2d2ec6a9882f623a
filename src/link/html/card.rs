//! Cards of sponsors: boxes that say in a line of its own whose they are, and links around all of a card.

use ego_tree::NodeRef;
use scraper::Node;

use super::label;
use crate::link::group;

/// A card says no more than this, in bytes: more are notes that only begin so.
const LONGEST: usize = 600;

/// The longest line that says whose a card is, in bytes.
const LINE: usize = 60;

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

/// The heading of a card that is one link, if it says that the card is a sponsor's.
pub(super) fn heading_in(link: NodeRef<'_, Node>) -> Option<String> {
    const NODES: usize = 20;
    let inner = || link.descendants().skip(1).take(NODES);
    let heading = inner().find_map(|node| {
        let element = node.value().as_element().filter(|element| is_heading(element.name()))?;
        label::heading(node, element.name())
    })?;
    let says_more = || label::text_of(link, LONGEST).len() > heading.len() + 1;
    (group::is_sponsors(Some(&heading)) && says_more()).then_some(heading)
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
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
