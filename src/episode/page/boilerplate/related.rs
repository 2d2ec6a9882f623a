//! What is named as related: nearly always other pages of the site, and seldom links that an editor gathered.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::super::names::{Names, Words};
use super::super::outline::{Item, few_words};
use super::super::recording::Own;
use super::super::words::is_notes_heading;
use super::{Drop, HARD_TAGS, SOFT_TAGS, callout, frames, judge_attributes, judge_other_names};
use crate::episode::dom::attr;
use crate::text::{html, words};

/// Links that an editor gathered are no more than this, in elements.
const LARGEST: usize = 400;

const RELATED: Words = Words::new(&["related"]);

/// Words in names of what an editor gathered.
const GATHERED_WORDS: &[&str] = &["links", "reading", "references", "resources", "sources"];
const GATHERED: Words = Words::new(GATHERED_WORDS);

/// Whether an element is named so.
pub(super) fn is_one(element: &Element, names: &Names) -> bool {
    names.has_any(&RELATED) && !frames(element, names, &RELATED)
}

/// How far around an element another that is named so is looked for.
const DEEP: usize = 6;

/// As many siblings are looked at for the heading above an element.
const NEAR: usize = 4;

/// Whether an element that is named so leads to no page of the site, and a heading in it or right above says that it is notes: `field-related-links`.
pub(super) fn is_of_notes(items: &[Item<'_>], at: usize, recording: &Own<'_>) -> bool {
    let item = &items[at];
    let name = item.element.name();
    let is_plain = || judge_other_names(item.element, &item.names).max(judge_attributes(item.element)) == Drop::Keep;
    let mut links = items[at..item.end].iter().filter(|item| item.element.name() == "a");
    let leads_off = |href: &str| !recording.is_at_home(href);
    item.names.has_both(&RELATED, &GATHERED)
        && item.end - at <= LARGEST
        && !HARD_TAGS.contains(&name)
        && !SOFT_TAGS.contains(&name)
        && is_plain()
        && recording.knows_home()
        && links.all(|link| attr(link.element, "href").is_none_or(leads_off))
        && (is_headed(items, at) || is_part(items, at))
}

/// Whether a heading of notes stands in an element, or right above it; its first words may be a label.
fn is_headed(items: &[Item<'_>], at: usize) -> bool {
    let (inside, before) = (&items[at..items[at].end], items[at].node.prev_siblings().take(NEAR));
    let above =
        before.filter(|node| node.value().is_element()).find(|node| says(*node).is_none_or(|it| !it.is_empty()));
    let label = callout::first_line(inside).map(|item| item.node);
    let mut headings = inside.iter().map(|item| item.node).chain(above).filter(is_heading).chain(label);
    let is_gathered = |text: &str| words(&text.to_lowercase()).any(|word| GATHERED_WORDS.contains(&word));
    headings.any(|heading| says(heading).is_some_and(|text| is_notes_heading(&text) || is_gathered(&text)))
}

/// Whether what stands around an element is named so, too: that has been judged.
fn is_part(items: &[Item<'_>], at: usize) -> bool {
    let up = |at: &usize| Some(items[*at].parent).filter(|next| next != at);
    let mut around = std::iter::successors(up(&at), up).take(DEEP);
    around.any(|at| items[at].names.has_both(&RELATED, &GATHERED))
}

fn is_heading(node: &NodeRef<'_, Node>) -> bool {
    let name = node.value().as_element().map(Element::name);
    name.is_some_and(html::is_subheading)
}

fn says(node: NodeRef<'_, Node>) -> Option<String> {
    few_words(node, 20, 100)
}

#[cfg(test)]
mod tests {
    use super::super::super::outline::Outline;
    use super::*;
    use crate::episode::dom::Dom;

    /// Whether the element `x` on a page is kept as what may be notes.
    fn is_kept(head: &str, html: &str) -> bool {
        let text = "<p>We went over the fen by boat, and told of it for a long time.</p>";
        let dom = Dom::page(&format!("{head}<main>{text}{html}</main>"));
        let outline = Outline::of(&dom);
        outline.items.iter().any(|item| attr(item.element, "id") == Some("x") && item.drop == Drop::Keep)
    }

    #[test]
    fn related_links_that_only_lead_off_may_be_notes() {
        let head = "<link rel=canonical href=https://show.example/1>";
        let list = |class: &str, href: &str| {
            format!(
                "<div class='{class}'><h3>Related links</h3><a class=related-links__item id=x href='{href}'>A</a></div>"
            )
        };
        for class in ["related-links", "relatedLinks", "field--name-field-related-resources", "related_reading"] {
            assert!(is_kept(head, &list(class, "https://a.example")), "{class}");
        }
        for (class, href) in [
            ("related-links", "/2"),
            ("related-links", "https://www.show.example/2"),
            ("related", "https://a.example"),
            ("related-posts links", "https://a.example"),
            ("sidebar related-links", "https://a.example"),
        ] {
            assert!(!is_kept(head, &list(class, href)), "{class} {href}");
        }
        let bare = "<div class=related-links id=x><a href=https://a.example>A</a></div>";
        assert!(is_kept(head, &format!("<h3>Resources</h3>{bare}")));
        let label = "<div><div>Related resources</div></div>";
        let boxed = format!("<div class=related-links id=x>{label}<a href=https://a.example>A</a></div>");
        assert!(is_kept(head, &boxed), "a label");
        assert!(!is_kept(head, bare), "no heading");
        assert!(!is_kept(head, &format!("<h3>Show notes</h3><p>Text</p>{bare}")), "its heading is another's");
        assert!(!is_kept("", &list("related-links", "https://show.example/2")), "whose page it is isn't told");
    }
}
