//! What is said around a link: the sentence in which it stands may be a sponsor's.

use std::collections::HashMap;
use std::rc::Rc;

use ego_tree::{NodeId, NodeRef};
use memchr::memchr2_iter;
use scraper::Node;

use super::label::{MOST_NODES, breaks};
use crate::link::Group;
use crate::link::group::{self, Words};

/// Where links and texts stand in the text of the innermost block around them that was listened to.
#[derive(Default)]
pub(super) struct Spoken(HashMap<NodeId, (Rc<(String, Words)>, usize)>);

impl Spoken {
    /// Keeps what is said in a block.
    pub(super) fn listen(&mut self, node: NodeRef<'_, Node>) {
        let (text, places) = lines(node);
        let words = Words::of(&text);
        let said = Rc::new((text, words));
        self.0.extend(places.into_iter().map(|(id, at)| (id, (Rc::clone(&said), at))));
    }

    /// Whose a link is that stands at `at` of this node, if the sentence says; `own` are the names of the page, in lower case.
    pub(super) fn group(&self, node: NodeId, at: usize, own: &str) -> Option<Group> {
        let (said, start) = self.0.get(&node)?;
        let (text, words) = &**said;
        group::of_sentence(text, words, start + at, own)
    }
}

/// The text of a block, as lines, with the places of its links and texts in it.
fn lines(node: NodeRef<'_, Node>) -> (String, Vec<(NodeId, usize)>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    for inner in node.descendants().skip(1).take(MOST_NODES) {
        match inner.value() {
            Node::Element(element) if breaks(element.name()) || element.name() == "figure" => text.push('\n'),
            Node::Element(element) if element.name() == "a" => places.push((inner.id(), text.len())),
            Node::Text(part) => {
                places.push((inner.id(), text.len()));
                push_line(&mut text, part);
            }
            _ => {}
        }
    }
    (text, places)
}

/// Appends a text as part of a line. Where it is written in lines, as on pages that show them so, an empty one or a dash begins another.
fn push_line(text: &mut String, part: &str) {
    let mut from = 0;
    for at in memchr2_iter(b'\n', b'\r', part.as_bytes()) {
        text.push_str(&part[from..at]);
        from = at + 1;
        let next = part[from..].trim_start_matches([' ', '\t']);
        text.push(if next.starts_with(['\n', '\r', '•']) || next.starts_with("- ") { '\n' } else { ' ' });
    }
    text.push_str(&part[from..]);
}
