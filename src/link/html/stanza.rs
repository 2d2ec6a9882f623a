//! Paragraphs in one block, with empty lines between them: `Music: …<br><br>Thanks to our sponsors:<br>…`.

use std::collections::{HashMap, HashSet};

use ego_tree::{NodeId, NodeRef};
use scraper::Node;
use scraper::node::Element;

use super::{PARAGRAPH, label};
use crate::link::Group;
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

/// Sponsors whose addresses are still to come.
#[derive(Clone, Copy)]
struct Announced {
    /// Whether there are several, each with a stanza.
    many: bool,
}

impl Stanzas {
    /// Reads a block; whether it has stanzas.
    pub(super) fn read(&mut self, block: NodeRef<'_, Node>) -> bool {
        let stanzas = parted(block);
        if stanzas.len() < 2 {
            return false;
        }
        stanzas.iter().fold(None, |announced, stanza| self.stanza(stanza, announced));
        true
    }

    /// Reads a stanza, of which the one before may say that it is a sponsor's. Tells whether the next is.
    fn stanza(&mut self, stanza: &Stanza<'_>, announced: Option<Announced>) -> Option<Announced> {
        let texts: Vec<String> = stanza.iter().map(text_of).collect();
        let whole = texts.join(" ");
        let says = |text: &str| group::of_paragraph(text, &Words::of(text));
        let is_credit = |at: &usize| group::is_credit(&texts[*at]);
        let own = says(&whole).map(|group| (group, texts.iter().position(|text| says(text).is_some()).unwrap_or(0)));
        let inherited = || announced.filter(|_| !is_credit(&0)).map(|_| (Group::Sponsor, 0));
        let said = own.or_else(inherited);
        let many = is_of_many(&whole) || announced.is_some_and(|announced| announced.many);
        let end = said.and_then(|(_, start)| {
            let credit = (start + 1..texts.len()).find(is_credit);
            // A single sponsor has a single line with an address.
            let own = (start..texts.len()).find(|at| !many && has_address(&stanza[*at])).map(|at| at + 1);
            credit.into_iter().chain(own).min()
        });
        if let Some((group, start)) = said {
            let theirs = stanza[start..end.unwrap_or(texts.len())].iter().flatten();
            self.groups.extend(theirs.map(|node| (node.id(), group)));
        }
        let next = match own {
            Some((Group::Sponsor, _)) if !stanza.iter().any(has_address) => Some(Announced { many }),
            Some(_) => None,
            None => announced.filter(|announced| announced.many && said.is_some()),
        };
        self.credits.extend((0..stanza.len()).filter(is_credit).map(|at| stanza[at][0].id()));
        next.filter(|_| end.is_none())
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

fn has_address(line: &Line<'_>) -> bool {
    let mut nodes = line.iter().flat_map(|node| node.descendants().take(label::MOST_NODES));
    nodes.any(|node| match node.value() {
        Node::Element(element) => element.name() == "a",
        Node::Text(text) => text.contains("://"),
        _ => false,
    })
}

/// Whether a text speaks of several sponsors.
fn is_of_many(text: &str) -> bool {
    text.to_lowercase().contains("sponsors")
}
