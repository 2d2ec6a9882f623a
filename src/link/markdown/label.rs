//! What a reader sees as the name of something: the text of a link, the heading above it.

use std::sync::Arc;

use pulldown_cmark::{Tag, TagEnd};

use crate::link::{Group, group};

/// The longest heading, in bytes.
const LONGEST_HEADING: usize = 120;

/// The longest text of a link that is kept, in bytes.
const LONGEST_TEXT: usize = 300;

/// How much of a block is looked at for words such as "Sponsored by", in bytes.
const BEGINNING: usize = 60;

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
    /// How the paragraphs and list items that are open begin.
    blocks: Vec<String>,
}

/// A paragraph, as far as it may be a heading: all bold, or short with a colon before a list.
#[derive(Default)]
struct Paragraph {
    text: String,
    /// Whether some of it isn't bold, or is a link.
    plain: bool,
}

impl Labels {
    /// The heading above.
    pub(super) fn section(&self) -> Option<Arc<str>> {
        self.section.clone()
    }

    /// Whose links are, if a paragraph or list item that is open says so.
    pub(super) fn group(&self) -> Option<Group> {
        self.blocks.iter().rev().take(NESTED).find_map(|block| group::of_block(block))
    }

    /// Text that is shown.
    pub(super) fn push(&mut self, text: &str) {
        if let Some(block) = self.blocks.last_mut().filter(|block| block.len() < BEGINNING) {
            block.push_str(&text[..text.floor_char_boundary(BEGINNING)]);
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
                self.blocks.push(String::new());
            }
            Tag::Item => self.blocks.push(String::new()),
            Tag::List(_) => self.section = announced.or(self.section.take()),
            _ => {}
        }
    }

    /// A block ends.
    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.section = self.heading.take().and_then(|text| tidy(&text)),
            TagEnd::Item => drop(self.blocks.pop()),
            TagEnd::Paragraph => {
                self.blocks.pop();
                self.end_paragraph();
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraph.take() else { return };
        let text = paragraph.text.trim();
        if text.is_empty() || text.len() > LONGEST_HEADING {
            return;
        }
        if !paragraph.plain {
            self.section = tidy(text);
        } else if text.ends_with(':') {
            self.announced = tidy(text);
        }
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
        let mut text = self.link.take().map(|text| collapse(&text)).unwrap_or_default();
        text.truncate(text.floor_char_boundary(LONGEST_TEXT));
        text
    }
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A heading without its colon; `None` if nothing is left.
fn tidy(text: &str) -> Option<Arc<str>> {
    let text = collapse(text);
    let text = text.trim_end_matches([':', '：']).trim_end();
    (!text.is_empty()).then(|| text[..text.floor_char_boundary(LONGEST_HEADING)].into())
}
