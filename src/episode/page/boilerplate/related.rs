//! What is named as related: nearly always other pages of the site, and seldom links that an editor gathered.

use scraper::node::Element;

use super::super::names::{Names, Words};
use super::super::outline::Item;
use super::super::recording::Own;
use super::{Drop, HARD_TAGS, SOFT_TAGS, frames, judge_attributes, judge_other_names};
use crate::episode::dom::attr;

/// Links that an editor gathered are no more than this, in elements.
const LARGEST: usize = 400;

const RELATED: Words = Words::new(&["related"]);

/// Words in names of what an editor gathered.
const GATHERED: Words = Words::new(&["links", "reading", "references", "resources", "sources"]);

/// Whether an element is named so.
pub(super) fn is_one(element: &Element, names: &Names) -> bool {
    names.has_any(&RELATED) && !frames(element, names, &RELATED)
}

/// Whether an element that is named so leads to no page of the site: `field-related-links`.
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
            format!("<div class='{class}'><h3>More</h3><a class=related-links__item id=x href='{href}'>A</a></div>")
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
        assert!(!is_kept("", &list("related-links", "https://show.example/2")), "whose page it is isn't told");
    }
}
