//! Sponsors in boxes beside each other, the first of which has the heading over all of them.

use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use super::{card, label};
use crate::episode::dom::attr;
use crate::link::group;

/// So many boxes are looked at behind the one with the heading.
const MOST: usize = 40;

/// A box about one sponsor says no more than this, in bytes.
const LONGEST: usize = 300;

/// The last of the boxes behind one with a heading that `said` so over sponsors, if they are about further sponsors.
pub(super) fn last(first: NodeRef<'_, Node>, said: &str) -> Option<NodeId> {
    if !group::may_be_of_many(said) {
        return None;
    }
    let behind = first.next_siblings().filter(|next| !label::is_blank(next.value())).take(MOST);
    behind.take_while(|next| is_further(*next, first)).last().map(|last| last.id())
}

/// Whether a box is built as the first or called so, has no heading, and says a little that begins with a link.
fn is_further(node: NodeRef<'_, Node>, first: NodeRef<'_, Node>) -> bool {
    let class = |node: NodeRef<'_, Node>| node.value().as_element().and_then(|it| attr(it, "class").map(str::to_owned));
    let name = |node: NodeRef<'_, Node>| node.value().as_element().map(|it| it.name().to_owned());
    let is_called_so = || class(node).is_some_and(|class| class.contains("logo") || class.contains("ponsor"));
    name(node) == name(first)
        && (class(node) == class(first) || is_called_so())
        && card::begins_with_link(node)
        && !has_heading(node)
        && label::text_of(node, LONGEST + 1).len() <= LONGEST
}

fn has_heading(node: NodeRef<'_, Node>) -> bool {
    let inner = node.descendants().take(label::MOST_NODES);
    inner.filter_map(|node| Some((node, node.value().as_element()?))).any(|(node, element)| {
        label::heading(node, element.name(), None).is_some()
            || element.name() == "p" && label::paragraph(node, &label::text_of(node, LONGEST)).is_some()
    })
}

#[cfg(test)]
mod tests {
    use crate::link::html::hits;

    /// The sections of all links, `-` where there is none.
    fn sections(source: &str) -> Vec<String> {
        let link = |name: char| format!("<a href=//{name}.example/>{name}</a>");
        let source =
            ['a', 'b', 'c'].iter().fold(source.to_owned(), |it, name| it.replace(&format!("@{name}"), &link(*name)));
        hits(&source, &[]).into_iter().map(|hit| hit.section.map_or("-".to_owned(), |it| it.to_string())).collect()
    }

    #[test]
    fn a_heading_in_the_first_of_several_boxes_is_over_all() {
        for source in [
            "<div class=x><h3>Sponsors</h3><p>@a makes pumps.</div><div class=x><p>@b makes boats.</div><p>@c",
            "<div><div class=col><h3>Sponsors</h3><p>@a</div><div class=col><p>@b</div></div><p>@c",
            "<div class=row><div><h2>Sponsors</h2><p>@a</div></div><div class=row><div><p>@b</div></div><div class=row>On @c</div>",
            "<div><h3>Sponsors</h3><p>@a</div><div class=logos>@b</div><div class=social>@c</div>",
            "<section><h2>Sponsors</h2>@a</section><section>@b</section><section>We talk of @c</section>",
            "<ul><li><h4>Sponsors</h4>@a<li>@b</ul><p>@c",
        ] {
            assert_eq!(sections(source), ["Sponsors", "Sponsors", "-"], "{source}");
        }
    }

    #[test]
    fn what_is_built_otherwise_or_says_more_is_under_no_heading_of_sponsors() {
        for source in [
            "<div class=x><h3>Sponsors</h3>@a</div><div class=y>@b</div>",
            "<div><h3>Sponsors</h3>@a</div><div>We talk of @b</div>",
            "<div><h3>Sponsors</h3>@a</div><p>@b</p>",
        ] {
            assert_eq!(sections(source), ["Sponsors", "-"], "{source}");
        }
        assert_eq!(sections("<div><h3>Sponsor</h3>@a</div><div>@b</div>"), ["Sponsor", "-"]);
        assert_eq!(sections("<div><h3>Sponsors & Links</h3>@a</div><div>@b</div>"), ["Sponsors & Links", "-"]);
        let books = "<div><h3>Sponsors</h3>@a</div><div><h3>Books</h3>@b</div>";
        assert_eq!(sections(books), ["Sponsors", "Books"]);
    }
}
