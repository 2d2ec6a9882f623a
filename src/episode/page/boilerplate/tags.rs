//! Lists of the tags of an episode, whatever they are called: their links tell.

use super::super::names::Words;
use super::super::outline::{Item, all_link_text, all_text, few_words};
use super::super::recording::Own;
use crate::episode::dom::attr;
use crate::text::{html, without_query, words};

/// A list of tags has no more elements than this.
const LARGEST: usize = 100;

/// Nor more text besides its links, in characters: "Schlagworte:", commas.
const BESIDES: usize = 20;

/// And a tag no more words than this.
const WORDS: usize = 3;

/// As many siblings are looked at for what stands above a list.
const NEAR: usize = 4;

/// Parts of addresses behind which a tag stands, and words over such lists.
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

const NAMES: Words = Words::new(KINDS);

/// Whether an element is such a list: of short names, not under a heading or a line that announces something else, and called so unless it is marked as
/// a list. A single link may be a line of the notes, but for a list of its own.
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
    let mut links = inside.iter().filter(|it| it.element.name() == "a" && attr(it.element, "href").is_some());
    let leads = |href: &str| leads_to_tag(href) && recording.is_at_home(href);
    let is_tag = |link: &Item<'_>| attr(link.element, "href").is_some_and(leads) && is_short(link);
    links.clone().nth(least - 1).is_some()
        && links.all(is_tag)
        && all_text(items, at).saturating_sub(all_link_text(items, at)) <= BESIDES
        && (least == 1 || is_called_so(item))
        && !is_announced(item)
}

fn is_short(link: &Item<'_>) -> bool {
    few_words(link.node, 20, 100).is_some_and(|text| text.split_whitespace().count() <= WORDS)
}

/// Whether an element's name says that it holds tags, or a word in it that is no tag: "Schlagworte:".
fn is_called_so(item: &Item<'_>) -> bool {
    let texts = item.node.children().filter(|child| child.value().as_element().is_none_or(|it| it.name() != "a"));
    let says = |text: &str| words(&text.to_lowercase()).any(|word| KINDS.contains(&word));
    item.names.has_any(&NAMES) || texts.take(LARGEST).any(|text| few_words(text, 20, 100).is_some_and(|it| says(&it)))
}

/// Whether the words right above an element are a heading, or end in a colon, and don't say that they stand over tags.
fn is_announced(item: &Item<'_>) -> bool {
    let siblings = item.node.prev_siblings().take(NEAR);
    let mut above = siblings.filter(|node| few_words(*node, 20, 200).is_none_or(|text| !text.is_empty()));
    let Some(above) = above.next() else { return false };
    let Some(text) = few_words(above, 40, 400) else { return false };
    let is_heading = || above.value().as_element().is_some_and(|element| html::is_subheading(element.name()));
    let is_over_tags = || words(&text.to_lowercase()).any(|word| KINDS.contains(&word));
    (text.ends_with([':', '：']) || is_heading()) && !is_over_tags()
}

/// `/blog/tag/mining`.
fn leads_to_tag(href: &str) -> bool {
    let path = without_query(href).trim_end_matches('/');
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
            "<div id=x class=post-topics><a href=/topic/salz>Salz</a> <a href=/topic/erz>Erz</a></div>",
            "<h3>Tags</h3><ul id=x><li><a href=/tag/mina>Mina</a></ul>",
        ] {
            assert!(!is_kept(html), "{html}");
        }
        for html in [
            "<ul id=x><li><a href=/tag/mina>Mina</a><li><a href=//a.example/tag/b>A</a></ul>",
            "<ul id=x><li><a href=/mina>Mina</a></ul>",
            "<ul id=x><li><a href=/tag>Tags</a></ul>",
            "<p id=x><a href=/tag/mina>All about mines</a></p>",
            "<ul id=x><li><a href=/topics/mina>All that we know about mines</a></ul>",
            "<p id=x><a href=/topics/mina>All on mines</a> and <a href=/topics/sal>salt</a></p>",
            "<h3>Links</h3><ul id=x><li><a href=/topics/mina>On mines</a></ul>",
            "<p>Find all parts here:</p><ul id=x><li><a href=/category/mina>The mines</a></ul>",
            "<p id=x>All that we made about <a href=/tag/mina>mines</a> and <a href=/tag/sal>salt</a></p>",
        ] {
            assert!(is_kept(html), "{html}");
        }
    }
}
