//! Texts that are one to whoever reads them: `https://a.example/long/<wbr>way`, `https://a.example/<b>way</b>`.

use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use crate::episode::dom::Dom;
use crate::text::Span;

/// Elements that make a part of a word look otherwise.
const LOOKS: &[&str] = &["b", "em", "font", "i", "mark", "small", "strong", "u"];

/// How many nodes a run is put together from at most.
const MOST: usize = 64;

/// An address is no longer than this, in bytes.
const LONGEST: usize = 2048;

/// A text with what follows it without a break.
pub(super) struct Run {
    pub(super) text: String,
    /// Where the text of each node begins.
    pieces: Vec<(NodeId, usize)>,
}

/// The text of a node with what follows, if an address may go on there: nearly always it is `None`. What is looked at follows within the parent of the node.
pub(super) fn run(node: NodeRef<'_, Node>, seen: &str) -> Option<Run> {
    let may_go_on = match node.next_sibling()?.value() {
        Node::Element(element) if element.name() == "wbr" => true,
        Node::Element(element) => LOOKS.contains(&element.name()) && ends_in_address(seen),
        Node::Comment(_) => ends_in_address(seen),
        _ => false,
    };
    if !may_go_on {
        return None;
    }
    let mut run = Run { text: seen.to_owned(), pieces: vec![(node.id(), 0)] };
    for sibling in node.next_siblings().take(MOST) {
        if !run.push(sibling) {
            break;
        }
    }
    (run.pieces.len() > 1).then_some(run)
}

/// Whether the last word of a text may be the beginning of an address.
fn ends_in_address(text: &str) -> bool {
    let near = &text[text.ceil_char_boundary(text.len().saturating_sub(LONGEST))..];
    near.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://"))
}

impl Run {
    /// Appends what a node shows; whether the run may go on behind it.
    fn push(&mut self, node: NodeRef<'_, Node>) -> bool {
        match node.value() {
            Node::Text(text) => {
                self.pieces.push((node.id(), self.text.len()));
                self.text.push_str(text);
                self.pieces.len() < MOST && (!text.contains(char::is_whitespace) || ends_in_address(text))
            }
            Node::Element(element) if element.name() == "wbr" => true,
            Node::Element(element) if LOOKS.contains(&element.name()) => {
                node.children().take(MOST).all(|child| !child.has_children() && self.push(child))
            }
            Node::Comment(_) => true,
            _ => false,
        }
    }

    /// The source of a part of the text, from where it begins to where it ends, with the tags between.
    pub(super) fn place(&self, dom: &Dom, part: Span) -> Option<Span> {
        let last = part.end.checked_sub(1)?.max(part.start);
        let byte = |at: usize| {
            let (node, start) = self.piece(at);
            dom.text_place(node, Span::new(at - start, at - start + 1))
        };
        let (start, end) = (byte(part.start)?.start, byte(last)?.end);
        (start < end).then(|| Span::new(start, end))
    }

    fn piece(&self, at: usize) -> (NodeId, usize) {
        self.pieces[self.pieces.partition_point(|(_, start)| *start <= at) - 1]
    }

    /// The nodes behind the first.
    pub(super) fn others(self) -> impl Iterator<Item = NodeId> {
        self.pieces.into_iter().skip(1).map(|(node, _)| node)
    }
}
