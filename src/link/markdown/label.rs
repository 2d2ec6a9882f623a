//! What a reader sees as the name of something: the text of a link, the heading above it.

use std::sync::Arc;

use pulldown_cmark::{Tag, TagEnd};

use super::block::Block;
use crate::link::group;
use crate::link::known::{is_known, needs_no_sign};
use crate::link::{Group, Hit};
use crate::text::collapsed;

/// The longest heading, in bytes.
const LONGEST_HEADING: usize = 120;

/// The longest text of a link that is kept, in bytes.
const LONGEST_TEXT: usize = 300;

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
    announced: Option<Announced>,
    /// The lists that are open, each with what ends with it.
    lists: Vec<Option<Announced>>,
    /// What ends with the next paragraph that has a link: a heading without any sign of one.
    bare: Option<Bare>,
    link: Option<String>,
    bold: usize,
    /// The paragraphs, list items and quotes that are open.
    blocks: Vec<Block>,
}

/// What a paragraph announces, and the heading that holds behind the list.
struct Announced {
    said: Option<Arc<str>>,
    before: Option<Arc<str>>,
}

/// Whether a link was read under it.
struct Bare {
    is_met: bool,
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
        if let Some(bare) = &mut self.bare {
            bare.is_met = true;
        }
        if let Some(block) = self.blocks.last_mut() {
            block.note(link, text);
        }
    }

    /// Text that is shown.
    pub(super) fn push(&mut self, text: &str) {
        if let Some(block) = self.blocks.last_mut() {
            block.push(text);
        }
        self.push_name(text);
    }

    /// A line ends, as it is written or as a reader sees it. One that is all bold stands over the next.
    pub(super) fn end_line(&mut self, is_seen: bool) {
        if let Some(block) = self.blocks.last_mut() {
            if is_seen { block.push("\n") } else { block.push_break() }
        }
        self.push_name(if is_seen { "\n" } else { " " });
        // Under a heading of sponsors, it may be the name of one.
        let is_inside = group::is_sponsors(self.section.as_deref());
        let heads = |paragraph: &&mut Paragraph| {
            let said = paragraph.text.trim();
            !paragraph.plain && !said.is_empty() && (!is_inside || is_known(said))
        };
        if let Some(paragraph) = self.paragraph.as_mut().filter(heads) {
            self.section = tidy(&paragraph.text);
            *paragraph = Paragraph::default();
        }
    }

    /// The same, where it may be a part of what a heading, a paragraph or a link is called.
    fn push_name(&mut self, text: &str) {
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
            Tag::Heading { .. } => (self.heading, self.bare) = (Some(String::new()), None),
            Tag::Paragraph => {
                if self.lists.is_empty() && self.bare.take_if(|bare| bare.is_met).is_some() {
                    self.rule();
                }
                self.paragraph = Some(Paragraph::default());
                self.blocks.push(Block::default());
            }
            Tag::Item | Tag::BlockQuote(_) | Tag::TableCell => self.blocks.push(Block::default()),
            Tag::List(_) => {
                if let Some(announced) = &announced {
                    self.section.clone_from(&announced.said);
                }
                self.lists.push(announced);
            }
            _ => {}
        }
    }

    /// A block ends: whose links are of which it has said so; `hits` are all so far.
    pub(super) fn end(&mut self, tag: TagEnd, hits: &[Hit]) -> Vec<(usize, Group)> {
        match tag {
            TagEnd::Heading(_) => self.section = self.heading.take().and_then(|text| tidy(&text)),
            TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::TableCell => return self.end_block(hits),
            TagEnd::Paragraph => {
                self.end_paragraph();
                return self.end_block(hits);
            }
            // What announces a list governs no more than that; who goes on speaks of sponsors himself.
            TagEnd::List(_) => {
                let governed = self.lists.pop().flatten().filter(|_| group::is_sponsors(self.section.as_deref()));
                if let Some(announced) = governed {
                    (self.section, self.bare) = (announced.before, None);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn end_block(&mut self, hits: &[Hit]) -> Vec<(usize, Group)> {
        let Some(block) = self.blocks.pop() else { return Vec::new() };
        if let Some(around) = self.blocks.last_mut().filter(|around| around.is_empty()) {
            around.push(block.beginning());
        }
        block.groups(hits)
    }

    fn end_paragraph(&mut self) {
        self.section = self.section();
        let Some(paragraph) = self.paragraph.take() else { return };
        let text = paragraph.text.trim();
        if text.is_empty() || text.len() > LONGEST_HEADING {
            return;
        }
        let before = self.section.clone();
        let is_bare = || !paragraph.linked && needs_no_sign(text);
        if !paragraph.plain {
            self.section = tidy(text);
        } else if text.ends_with(':') && !text.ends_with(":::") {
            let said = tidy(text);
            if !paragraph.linked && group::announces(text, self.section.as_deref()) {
                self.section.clone_from(&said);
            }
            self.announced = Some(Announced { said, before });
        } else if is_bare() {
            self.section = tidy(text);
            (self.announced, self.bare) =
                (Some(Announced { said: self.section.clone(), before }), Some(Bare { is_met: false }));
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
