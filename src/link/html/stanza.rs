//! Paragraphs in one block, with empty lines between them: `Music: …<br><br>Thanks to our sponsors:<br>…`.

use std::collections::HashMap;

use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use super::label;
use crate::link::Group;
use crate::link::group::{self, Words};

/// How much of a stanza is looked at for what it says, in bytes.
const LONGEST: usize = 1000;

/// What the stanzas of the blocks that are open say.
#[derive(Default)]
pub(super) struct Stanzas {
    /// What stands in one whose links are somebody's.
    groups: HashMap<NodeId, Group>,
    /// The text of a stanza, by the node that begins it.
    texts: HashMap<NodeId, String>,
}

impl Stanzas {
    /// Reads a block; whether it has stanzas.
    pub(super) fn read(&mut self, block: NodeRef<'_, Node>) -> bool {
        let stanzas = parted(block);
        if stanzas.len() < 2 {
            return false;
        }
        for stanza in stanzas {
            let text = text_of(&stanza);
            if let Some(group) = group::of_paragraph(&text, &Words::of(&text)) {
                self.groups.extend(stanza.iter().map(|node| (node.id(), group)));
            }
            self.texts.insert(stanza[0].id(), text);
        }
        true
    }

    /// The text of the stanza that a node begins.
    pub(super) fn begun(&self, node: NodeId) -> Option<&str> {
        self.texts.get(&node).map(String::as_str)
    }

    /// Whose the links of a node are that stands in a stanza.
    pub(super) fn group(&self, node: NodeId) -> Option<Group> {
        self.groups.get(&node).copied()
    }
}

/// The children of a block between empty lines, which are two breaks or more.
fn parted(block: NodeRef<'_, Node>) -> Vec<Vec<NodeRef<'_, Node>>> {
    let (mut stanzas, mut breaks) = (vec![Vec::new()], 0);
    for child in block.children().filter(|child| !label::is_blank(child.value())) {
        if child.value().as_element().is_some_and(|element| element.name() == "br") {
            breaks += 1;
            continue;
        }
        if breaks > 1 {
            stanzas.push(Vec::new());
        }
        breaks = 0;
        stanzas.last_mut().expect("there is one at least").push(child);
    }
    stanzas.retain(|stanza| !stanza.is_empty());
    stanzas
}

fn text_of(stanza: &[NodeRef<'_, Node>]) -> String {
    let mut text = String::new();
    for node in stanza {
        if text.len() >= LONGEST {
            break;
        }
        let part = label::text_of(*node, LONGEST);
        let goes_on = part.starts_with(['.', ',', ';', ':', '!', '?', ')']);
        text.push_str(if text.is_empty() || goes_on { "" } else { " " });
        text.push_str(&part);
    }
    text
}
