//! Paragraphs in one block, with empty lines between them: `Music: …<br><br>Thanks to our sponsors:<br>…`.

use std::collections::{HashMap, HashSet};

use ego_tree::{NodeId, NodeRef};
use scraper::Node;
use scraper::node::Element;

use super::{PARAGRAPH, label};
use crate::episode::dom::attr;
use crate::link::Group;
use crate::link::group::lines::{self, Announced};
use crate::link::group::{self, Words};

/// What stands between two breaks.
type Line<'a> = Vec<NodeRef<'a, Node>>;

/// Lines without an empty one between them.
type Stanza<'a> = Vec<Line<'a>>;

/// What the stanzas of the blocks that are open say.
#[derive(Default)]
pub(super) struct Stanzas {
    /// What stands in one whose links are somebody's.
    groups: HashMap<NodeId, Group>,
    /// What begins the lines that are said of no sponsor.
    credits: HashSet<NodeId>,
}

impl Stanzas {
    /// Reads a block; whether it has stanzas.
    pub(super) fn read(&mut self, block: NodeRef<'_, Node>) -> bool {
        let stanzas = parted(block);
        if stanzas.iter().map(Vec::len).sum::<usize>() < 2 {
            return false;
        }
        stanzas.iter().fold(None, |announced, stanza| self.stanza(stanza, announced));
        true
    }

    /// Reads a stanza, of which the one before may say that it is a sponsor's. Tells whether the next is.
    fn stanza(&mut self, stanza: &Stanza<'_>, announced: Option<Announced>) -> Option<Announced> {
        let texts: Vec<String> = stanza.iter().map(text_of).collect();
        let line = |(text, line)| lines::Line::new(text, &Words::of(text), addresses(line));
        let reading =
            lines::read(&texts.iter().map(String::as_str).zip(stanza).map(line).collect::<Vec<_>>(), announced);
        for (group, theirs) in reading.said {
            self.groups.extend(stanza[theirs].iter().flatten().map(|node| (node.id(), group)));
        }
        let credits = stanza.iter().zip(&texts).filter(|(_, text)| group::is_credit(text));
        self.credits.extend(credits.map(|(line, _)| line[0].id()));
        reading.next
    }

    /// Whether a node begins a line that is said of no sponsor.
    pub(super) fn begins_credit(&self, node: NodeId) -> bool {
        self.credits.contains(&node)
    }

    /// Whose the links of a node are that stands in a stanza.
    pub(super) fn group(&self, node: NodeId) -> Option<Group> {
        self.groups.get(&node).copied()
    }
}

/// What stands between the empty lines of a block, which are two breaks or more. Blocks in it part it, too, and speak for themselves.
fn parted(block: NodeRef<'_, Node>) -> Vec<Stanza<'_>> {
    let (mut stanzas, mut breaks): (Vec<Stanza<'_>>, usize) = (Vec::new(), 2);
    for child in block.children().filter(|child| !label::is_blank(child.value())) {
        match child.value().as_element().map(Element::name) {
            Some("br") => breaks += 1,
            Some(name) if is_block(name) => breaks = 2,
            _ => {
                if breaks > 1 {
                    stanzas.push(Vec::new());
                }
                let stanza = stanzas.last_mut().expect("the first child begins one");
                if breaks > 0 {
                    stanza.push(Vec::new());
                }
                stanza.last_mut().expect("a stanza begins with a line").push(child);
                breaks = 0;
            }
        }
    }
    stanzas
}

fn is_block(name: &str) -> bool {
    name != "img" && label::breaks(name) || matches!(name, "ul" | "ol" | "dl" | "table" | "hr")
}

fn text_of(line: &Line<'_>) -> String {
    let mut text = String::new();
    for node in line {
        if text.len() >= PARAGRAPH {
            break;
        }
        let part = label::text_of(*node, PARAGRAPH);
        let goes_on = part.starts_with(['.', ',', ';', ':', '!', '?', ')']);
        text.push_str(if text.is_empty() || goes_on { "" } else { " " });
        text.push_str(&part);
    }
    text
}

/// The addresses in a line; of one that is written in the text, whatever stands from there.
fn addresses<'a>(line: &Line<'a>) -> impl Iterator<Item = &'a str> {
    let nodes = line.iter().flat_map(|node| node.descendants().take(label::MOST_NODES));
    nodes.filter_map(|node| match node.value() {
        Node::Element(element) if element.name() == "a" => Some(attr(element, "href").unwrap_or_default()),
        Node::Text(text) if !is_in_link(node) => text.find("://").map(|at| &text[at..]),
        _ => None,
    })
}

fn is_in_link(node: NodeRef<'_, Node>) -> bool {
    let above = |node: &NodeRef<'_, Node>| node.value().as_element().is_some_and(|element| element.name() == "a");
    node.ancestors().take(4).any(|node| above(&node))
}
