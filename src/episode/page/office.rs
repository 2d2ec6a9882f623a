//! Comments of editors that word processors write into the pages they export, behind the text.

use ego_tree::NodeRef;
use scraper::Node;

use super::outline::Item;
use crate::episode::dom::attr;

/// Whether an element is a comment, or a list of them.
pub(super) fn is_comment(item: &Item<'_>) -> bool {
    let style = || attr(item.element, "style").unwrap_or_default();
    match item.element.name() {
        "div" => style().contains("mso-element:comment") || begins_comment(item.node),
        "p" | "li" => begins_comment(item.node),
        _ => false,
    }
}

/// Google Docs begins each comment with a link back to the words that it is about.
fn begins_comment(node: NodeRef<'_, Node>) -> bool {
    let firsts = std::iter::successors(first(node), |node| first(*node)).take(3);
    let mut hrefs = firsts.filter_map(|node| attr(node.value().as_element()?, "href"));
    hrefs.any(|href| href.starts_with("#cmnt_ref"))
}

fn first(node: NodeRef<'_, Node>) -> Option<NodeRef<'_, Node>> {
    node.children().find(|child| child.value().is_element())
}

#[cfg(test)]
mod tests {
    use super::super::boilerplate::Drop;
    use super::super::outline::Outline;
    use super::*;
    use crate::episode::dom::Dom;

    #[test]
    fn comments_of_editors_are_no_notes() {
        let html = "<p id=keep1>Moss<sup><a href='#cmnt1' id=cmnt_ref1>[a]</a></sup> by Ellen, who knows all of it.</p>\
                    <div id=a><p><a href='#cmnt_ref1' id=cmnt1>[a]</a><span>Is this right?</span></p></div>\
                    <div id=b style='mso-element:comment-list'><p>See <a href='x'>here</a></p></div><p id=c class=msocomtxt>fix</p>";
        let dom = Dom::page(html);
        let outline = Outline::of(&dom);
        let kept = outline.items.iter().filter(|item| item.drop == Drop::Keep && item.element.name() != "a");
        let kept: Vec<_> = kept.filter_map(|item| attr(item.element, "id")).collect();
        assert_eq!(kept, ["keep1"]);
    }
}
