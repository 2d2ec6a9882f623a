//! How far a heading reaches: to the next, or to the end of the box in which it stands.

use std::sync::Arc;

use ego_tree::{NodeId, NodeRef};
use scraper::Node;
use scraper::node::Element;

use super::{card, groups, label};
use crate::episode::dom::attr;
use crate::link::group;

/// How much is read of a box to see whether it opens with its heading, in bytes.
const OPENING: usize = 200;

/// The heading that holds, and the boxes that are open.
#[derive(Default)]
pub(super) struct Scope {
    section: Option<Arc<str>>,
    /// Whether it is one over sponsors.
    is_of_sponsors: bool,
    /// How many headings there were.
    headings: usize,
    /// How many links stood above the last.
    links: usize,
    boxes: Vec<Frame>,
    /// The card whose first line holds.
    card: Option<Reach>,
    /// The boxes behind its own through which the heading holds.
    group: Option<Reach>,
}

/// How far a line or a heading holds.
struct Reach {
    /// The element with which it ends.
    last: NodeId,
    /// How many headings there were with it, and how many links above it.
    headings: usize,
    links: usize,
    /// What holds again behind it.
    before: Option<Arc<str>>,
}

/// A box, and what held when it was opened.
struct Frame {
    node: NodeId,
    section: Option<Arc<str>>,
    headings: usize,
    kind: Kind,
}

/// How a box ends what is said in it.
#[derive(Clone, Copy)]
enum Kind {
    /// The page doesn't go on in it, whatever its heading says.
    Apart,
    /// It may be a part of the page.
    Plain,
    /// It is a link, and may be a card.
    Link,
}

impl Scope {
    /// The heading that holds.
    pub(super) fn section(&self) -> Option<Arc<str>> {
        self.section.clone()
    }

    pub(super) fn said(&self) -> Option<&str> {
        self.section.as_deref()
    }

    pub(super) fn is_of_sponsors(&self) -> bool {
        self.is_of_sponsors
    }

    /// Another heading holds from here, below so many links. Returns the one before.
    pub(super) fn begin(&mut self, said: &str, links: usize) -> Option<Arc<str>> {
        self.headings += 1;
        self.links = links;
        let before = self.section.take();
        self.go_back(Some(said.into()));
        before
    }

    /// The first line of a card holds from here, below so many links, to the end of the card.
    pub(super) fn begin_card(&mut self, said: &str, links: usize, card: NodeId) {
        let before = self.section();
        self.begin(said, links);
        self.card = Some(Reach { last: card, headings: self.headings, links, before });
    }

    /// The card whose line holds, and how many links stood above it.
    pub(super) fn card(&self) -> Option<(NodeId, usize)> {
        let card = self.card.as_ref().filter(|card| self.is_of_sponsors && card.headings == self.headings);
        card.map(|card| (card.last, card.links))
    }

    /// Something else begins in a card.
    pub(super) fn end_card(&mut self) {
        if let Some(card) = self.card.take() {
            self.go_back(card.before);
        }
    }

    /// What is said of sponsors ends here.
    pub(super) fn end_sponsors(&mut self) {
        if self.is_of_sponsors {
            self.go_back(None);
        }
    }

    /// No heading holds any longer but this.
    pub(super) fn go_back(&mut self, to: Option<Arc<str>>) {
        self.is_of_sponsors = group::is_sponsors(to.as_deref());
        self.section = to;
    }

    /// Opens an element.
    pub(super) fn enter(&mut self, node: NodeId, element: &Element) {
        if let Some(kind) = kind(element) {
            self.boxes.push(Frame { node, section: self.section(), headings: self.headings, kind });
        }
    }

    /// Closes an element: a heading in a box goes with it, unless there was nothing below it yet.
    pub(super) fn leave(&mut self, node: NodeRef<'_, Node>, links: usize) {
        let Some(frame) = self.boxes.pop_if(|frame| frame.node == node.id()) else { return };
        if self.card().is_some_and(|(card, _)| card == node.id()) {
            return self.end_card();
        }
        if let Some(group) = self.group.take_if(|group| group.last == node.id()) {
            if self.is_of_sponsors && group.headings == self.headings {
                self.go_back(group.before);
            }
            return;
        }
        let ends = self.headings > frame.headings
            && match frame.kind {
                Kind::Apart => links > self.links,
                Kind::Plain if self.is_all_of_box(node) => false,
                Kind::Plain => links > self.links && self.is_of_sponsors && self.opens(node),
                Kind::Link => self.is_of_sponsors && card::heading_in(node).is_some(),
            };
        if !ends {
            return;
        }
        let before = frame.section;
        let is_plain = matches!(frame.kind, Kind::Plain);
        match self.said().filter(|_| is_plain).and_then(|said| groups::last(node, said)) {
            Some(last) => self.group = Some(Reach { last, headings: self.headings, links, before }),
            None => self.go_back(before),
        }
    }

    /// Whether a box is all that another holds, with which its heading ends.
    fn is_all_of_box(&self, node: NodeRef<'_, Node>) -> bool {
        let around = self.boxes.last().filter(|frame| matches!(frame.kind, Kind::Plain));
        let is_in = around.is_some_and(|frame| node.parent().is_some_and(|parent| parent.id() == frame.node));
        let mut others = node.prev_siblings().chain(node.next_siblings());
        is_in && others.all(|other| label::is_blank(other.value()))
    }

    /// Whether a block begins with the heading that holds. One that begins with a bold line of its own may be a line of the notes.
    fn opens(&self, node: NodeRef<'_, Node>) -> bool {
        let first = node.children().find(|child| !label::is_blank(child.value()));
        let is_block = |node: NodeRef<'_, Node>| !label::is_strong(node.value()) && node.value().is_element();
        let text = || label::text_of(node, OPENING);
        first.is_some_and(is_block) && self.said().is_some_and(|said| label::untagged(&text()).starts_with(said))
    }
}

/// What kind of box an element is, if it is one: what stands in the margin or is folded stands apart.
fn kind(element: &Element) -> Option<Kind> {
    const FOLDED: &[&str] = &["toggle", "toggle-item", "accordion-item", "accordion_item"];
    let is_folded = |name: &str| FOLDED.iter().any(|end| name.ends_with(end));
    let names = || attr(element, "class").unwrap_or_default().split_ascii_whitespace();
    match element.name() {
        "aside" | "blockquote" | "details" => Some(Kind::Apart),
        "div" if names().any(is_folded) => Some(Kind::Apart),
        "div" | "section" | "li" => Some(Kind::Plain),
        "a" => Some(Kind::Link),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::link::html::hits;

    /// The section of the link `b`, which stands behind that of a sponsor, `a`.
    fn section(source: &str) -> Option<String> {
        let (a, b) = ("<a href=a>A</a>", "<a href=b>B</a>");
        let hits = hits(&source.replace("@a", a).replace("@b", b), &[]);
        hits.into_iter().find(|hit| hit.href == "b").and_then(|hit| hit.section.map(|it| it.to_string()))
    }

    #[test]
    fn the_heading_of_a_box_ends_with_it() {
        for source in [
            "<details><summary>Sponsors</summary><ul><li>@a</ul></details><p>@b",
            "<details><summary>Chapters</summary><p>@a</details><p>@b",
            "<aside><h3>Sponsor</h3><p>@a</aside><p>@b",
            "<blockquote><p><strong>Sponsors</strong><p>@a</blockquote><p>@b",
            "<div class=callout><p><strong>🙏 Sponsors</strong><p>@a</div><p>@b",
            "<div><div><div><h4>Today's sponsor</h4></div><div>@a</div></div></div><p>@b",
            "<div class=et_pb_toggle><h5>Chapters</h5><p>@a</div><p>@b",
            "<div class=cols><div><h3>Sponsor</h3><p>@a</div><div><p>@b</div></div>",
        ] {
            assert_eq!(section(&format!("<h2>Links</h2>{source}")).as_deref(), Some("Links"), "{source}");
            assert_eq!(section(source), None, "{source}");
        }
    }

    #[test]
    fn a_heading_reaches_beyond_a_frame_around_it_or_around_more() {
        for (source, expected) in [
            ("<div><h3>Sponsors</h3></div><div>@a</div><div>@b</div>", "Sponsors"),
            ("<aside><h3>Sponsors</h3></aside><p>@b</p>", "Sponsors"),
            ("<div><p>We talk.</p><h3>Sponsors</h3><p>@a</div><div><p>@b</div>", "Sponsors"),
            ("<div><b>Sponsors</b><br>@a</div><div>@b</div>", "Sponsors"),
            ("<div><h3>Books</h3><p>@a</div><div><p>@b</div>", "Books"),
            ("<div><h3>Sponsors</h3>@a<h3>Books</h3></div><p>@b", "Books"),
        ] {
            assert_eq!(section(source).as_deref(), Some(expected), "{source}");
        }
    }
}
