//! Lists of the tags of an episode, whatever they are called: their links tell.

use super::super::outline::{Item, all_link_text, all_text};
use super::super::recording::Own;
use crate::episode::dom::attr;

/// A list of tags has no more elements than this.
const LARGEST: usize = 100;

/// Nor more text besides its links, in characters: "Schlagworte:", commas.
const BESIDES: usize = 20;

/// Parts of addresses behind which a tag stands.
const KINDS: &[&str] = &[
    "tag",
    "tags",
    "hashtag",
    "topic",
    "topics",
    "category",
    "categories",
    "etiqueta",
    "etiquetas",
    "schlagwort",
    "schlagworte",
    "kategorie",
    "categoria",
    "categorie",
    "mot-cle",
    "label",
];

/// Whether an element is such a list. A single link may be a line of the notes, but for a list of its own.
pub(super) fn is_list(items: &[Item<'_>], at: usize, recording: &Own<'_>) -> bool {
    let item = &items[at];
    let least = match item.element.name() {
        "ul" | "ol" => 1,
        "div" | "p" | "section" => 2,
        _ => return false,
    };
    let inside = &items[at..item.end];
    if inside.len() > LARGEST {
        return false;
    }
    let mut hrefs = inside.iter().filter(|it| it.element.name() == "a").filter_map(|it| attr(it.element, "href"));
    let is_tag = |href: &str| leads_to_tag(href) && recording.is_at_home(href);
    hrefs.clone().nth(least - 1).is_some()
        && hrefs.all(is_tag)
        && all_text(items, at).saturating_sub(all_link_text(items, at)) <= BESIDES
}

/// `/blog/tag/mining`.
fn leads_to_tag(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    path.rsplit_once('/').is_some_and(|(kind, _)| kind.rsplit('/').any(|part| KINDS.contains(&part)))
}

#[cfg(test)]
mod tests {
    use super::super::super::outline::Outline;
    use super::super::Drop;
    use super::*;
    use crate::episode::dom::Dom;

    /// Whether the element `x` on a page is kept as what may be notes.
    fn is_kept(html: &str) -> bool {
        let text = "<p>We went over the fen by boat, and told of it for a long time.</p>";
        let dom = Dom::page(&format!("<link rel=canonical href=https://show.example/1><main>{text}{html}</main>"));
        let outline = Outline::of(&dom);
        outline.items.iter().any(|item| attr(item.element, "id") == Some("x") && item.drop == Drop::Keep)
    }

    #[test]
    fn lists_of_tags_are_told_by_their_links() {
        for html in [
            "<ul id=x><li><a href=/tag/mina>Mina</a></ul>",
            "<ul id=x><li><a href=/blog/etiqueta/mina/>Mina</a><li><a href=https://show.example/tags/sal>Sal</a></ul>",
            "<div id=x>Schlagworte: <a href=/schlagwort/salz>Salz</a>, <a href=/schlagwort/erz>Erz</a></div>",
        ] {
            assert!(!is_kept(html), "{html}");
        }
        for html in [
            "<ul id=x><li><a href=/tag/mina>Mina</a><li><a href=//a.example/tag/b>A</a></ul>",
            "<ul id=x><li><a href=/mina>Mina</a></ul>",
            "<ul id=x><li><a href=/tag>Tags</a></ul>",
            "<p id=x><a href=/tag/mina>All about mines</a></p>",
            "<p id=x>All that we made about <a href=/tag/mina>mines</a> and <a href=/tag/sal>salt</a></p>",
        ] {
            assert!(is_kept(html), "{html}");
        }
    }
}
