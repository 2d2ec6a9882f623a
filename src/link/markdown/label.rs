//! What a reader sees as the name of something: the text of a link, the heading above it.

use std::sync::Arc;

use pulldown_cmark::{Tag, TagEnd};

use crate::link::Group;
use crate::link::group::{self, Words};
use crate::text::collapsed;

/// The longest heading, in bytes.
const LONGEST_HEADING: usize = 120;

/// The longest text of a link that is kept, in bytes.
const LONGEST_TEXT: usize = 300;

/// How much of a block is looked at for words such as "Sponsored by", in bytes.
const BEGINNING: usize = 60;

/// How much of a block is kept for the sentences in it, in bytes.
const BLOCK: usize = 2000;

/// How many blocks around a link are asked whether they speak of a sponsor.
const NESTED: usize = 4;

/// Text that is being gathered for headings and links.
#[derive(Default)]
pub(super) struct Labels {
    section: Option<Arc<str>>,
    /// The heading that is open.
    heading: Option<String>,
    /// The paragraph that is open.
    paragraph: Option<Paragraph>,
    /// A paragraph that ends with a colon: a heading, if a list follows.
    announced: Option<Arc<str>>,
    link: Option<String>,
    bold: usize,
    /// The paragraphs, list items and quotes that are open.
    blocks: Vec<Block>,
}

/// A block that may say whose its links are.
#[derive(Default)]
struct Block {
    text: String,
    /// Its links, by their places among all, and where they stand in the text.
    links: Vec<(usize, usize)>,
}

impl Block {
    fn beginning(&self) -> &str {
        &self.text[..self.text.floor_char_boundary(BEGINNING)]
    }

    /// Whose its links are, as far as it says.
    fn groups(&self) -> Vec<(usize, Group)> {
        if self.links.is_empty() {
            return Vec::new();
        }
        let words = Words::of(&self.text);
        let all = group::of_paragraph(&self.text, &words);
        let one = |(link, at): &(usize, usize)| {
            let said = all.or_else(|| group::of_sentence(&self.text, &words, *at, ""))?;
            Some((*link, said))
        };
        self.links.iter().filter_map(one).collect()
    }
}

/// A paragraph, as far as it may be a heading: all bold, or short with a colon before a list.
#[derive(Default)]
struct Paragraph {
    text: String,
    /// Whether some of it isn't bold, or is a link.
    plain: bool,
    /// Whether it holds a link.
    linked: bool,
}

impl Labels {
    /// The heading above.
    pub(super) fn section(&self) -> Option<Arc<str>> {
        let begins = self.paragraph.as_ref().map_or("", |paragraph| paragraph.text.trim_start());
        self.section.clone().filter(|section| !group::leaves(Some(section), begins))
    }

    /// Whose links are, if a list item or quote says so that is open around their own block, which is asked where it ends.
    pub(super) fn group(&self) -> Option<Group> {
        self.blocks.iter().rev().skip(1).take(NESTED).find_map(|block| group::of_block(block.beginning()))
    }

    /// A link stands here, the `link`th of all; `text` is what it says, if that was read already.
    pub(super) fn note(&mut self, link: usize, text: &str) {
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.linked = true;
        }
        let Some(block) = self.blocks.last_mut() else { return };
        let from = block.links.last().map_or(0, |(_, at)| *at);
        let read = if text.is_empty() { None } else { block.text[from..].find(text) };
        block.links.push((link, read.map_or(block.text.len(), |at| from + at)));
    }

    /// Text that is shown.
    pub(super) fn push(&mut self, text: &str) {
        if let Some(block) = self.blocks.last_mut().filter(|block| block.text.len() < BLOCK) {
            block.text.push_str(&text[..text.floor_char_boundary(BLOCK)]);
        }
        if let Some(heading) = self.heading.as_mut().filter(|heading| heading.len() <= LONGEST_HEADING) {
            heading.push_str(text);
        }
        if let Some(paragraph) = self.paragraph.as_mut().filter(|paragraph| paragraph.text.len() <= LONGEST_HEADING) {
            paragraph.plain |= self.bold == 0 && text.chars().any(|c| !c.is_whitespace() && c != ':');
            paragraph.text.push_str(text);
        }
        if let Some(link) = self.link.as_mut().filter(|link| link.len() <= LONGEST_TEXT) {
            link.push_str(text);
        }
    }

    /// Bold text begins or ends.
    pub(super) fn bold(&mut self, strong: bool, begins: bool) {
        match (strong, begins) {
            (true, true) => self.bold += 1,
            (true, false) => self.bold = self.bold.saturating_sub(1),
            _ => {}
        }
    }

    /// A block begins.
    pub(super) fn start(&mut self, tag: &Tag<'_>) {
        let announced = self.announced.take();
        match tag {
            Tag::Heading { .. } => self.heading = Some(String::new()),
            Tag::Paragraph => {
                self.paragraph = Some(Paragraph::default());
                self.blocks.push(Block::default());
            }
            Tag::Item | Tag::BlockQuote(_) | Tag::TableCell => self.blocks.push(Block::default()),
            Tag::List(_) => self.section = announced.or(self.section.take()),
            _ => {}
        }
    }

    /// A block ends: whose links are of which it has said so.
    pub(super) fn end(&mut self, tag: TagEnd) -> Vec<(usize, Group)> {
        match tag {
            TagEnd::Heading(_) => self.section = self.heading.take().and_then(|text| tidy(&text)),
            TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::TableCell => return self.end_block(),
            TagEnd::Paragraph => {
                self.end_paragraph();
                return self.end_block();
            }
            _ => {}
        }
        Vec::new()
    }

    fn end_block(&mut self) -> Vec<(usize, Group)> {
        let Some(block) = self.blocks.pop() else { return Vec::new() };
        if let Some(around) = self.blocks.last_mut().filter(|around| around.text.is_empty()) {
            around.text.push_str(block.beginning());
        }
        block.groups()
    }

    fn end_paragraph(&mut self) {
        self.section = self.section();
        let Some(paragraph) = self.paragraph.take() else { return };
        let text = paragraph.text.trim();
        if text.is_empty() || text.len() > LONGEST_HEADING {
            return;
        }
        if !paragraph.plain {
            self.section = tidy(text);
        } else if text.ends_with(':') && !text.ends_with(":::") {
            self.announced = tidy(text);
            if !paragraph.linked && group::announces(text, self.section.as_deref()) {
                self.section.clone_from(&self.announced);
            }
        }
    }

    /// A rule is drawn: what sponsors paid for ends.
    pub(super) fn rule(&mut self) {
        self.section.take_if(|section| group::is_sponsors(Some(section)));
    }

    /// A link begins.
    pub(super) fn start_link(&mut self) {
        self.link = Some(String::new());
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.plain = true;
        }
    }

    /// A link ends: its text, white space collapsed.
    pub(super) fn end_link(&mut self) -> String {
        let mut text = self.link.take().map(|text| collapsed(&text)).unwrap_or_default();
        text.truncate(text.floor_char_boundary(LONGEST_TEXT));
        text
    }
}

/// A heading without its colon; `None` if nothing is left.
fn tidy(text: &str) -> Option<Arc<str>> {
    let text = collapsed(text);
    let text = text.trim_end_matches([':', '：']).trim_end();
    (!text.is_empty()).then(|| text[..text.floor_char_boundary(LONGEST_HEADING)].into())
}
