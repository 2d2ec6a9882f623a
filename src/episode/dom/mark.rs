//! What editors leave in a text: a wiki's buttons beside its headings, ways back from its references, and jumps to remarks.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::attr;

/// Their classes.
const MARKS: &[&str] = &["mw-editsection", "mw-cite-backlink"];

/// Whether a link jumps to an editor's remark, or back from it, in what Google Docs and Word export.
#[must_use]
pub fn is_remark_jump(href: &str) -> bool {
    let fragment = href.trim().strip_prefix('#').unwrap_or_default();
    ["cmnt", "_msocom"].iter().any(|start| fragment.starts_with(start))
}

/// How deep such a mark is, in elements.
const DEEP: usize = 3;

/// Whether an element is such a mark.
#[must_use]
pub fn is_wiki_mark(element: &Element) -> bool {
    // Most classes are looked at once.
    attr(element, "class").is_some_and(|own| own.contains("mw-") && own.split(' ').any(|name| MARKS.contains(&name)))
}

/// Whether a text stands in such a mark.
#[must_use]
pub fn is_in_wiki_mark(node: NodeRef<'_, Node>) -> bool {
    node.ancestors().take(DEEP).filter_map(|above| above.value().as_element()).any(is_wiki_mark)
}
