//! A plain text file: one episode, whose title is the first line if it looks like one.

use super::{Content, Episode, Fragment, markdown};
use crate::source::Document;
use crate::text::SourceMap;

/// The longest first line that is taken for a title, in characters.
const TITLE: usize = 100;

/// Reads the file.
#[must_use]
pub fn read(document: &Document) -> Episode {
    let text = document.text.clone();
    let map = SourceMap::identity(0, text.len());
    let name = || markdown::stem(&document.origin).map(str::to_owned);
    Episode {
        title: title(&text).or_else(name),
        notes: vec![Fragment { field: None, base: document.base.clone(), content: Content::Text { text, map } }],
        ..Episode::default()
    }
}

/// The first line, if it stands alone, is short, and is no sentence and no address.
fn title(text: &str) -> Option<String> {
    let mut lines = text.trim_start().lines();
    let first = lines.next()?.trim();
    let alone = lines.next().is_some_and(|line| line.trim().is_empty());
    let plain = !first.contains("://") && !first.ends_with(['.', ',', ':', ';']);
    (alone && plain && first.chars().count() <= TITLE).then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Kind, Origin};

    fn title_of(text: &str) -> Option<String> {
        read(&Document::from_text(Origin::File("notes/ep-7.txt".into()), Kind::Text, text.to_owned(), None)).title
    }

    #[test]
    fn a_short_first_line_is_the_title() {
        assert_eq!(title_of("Episode 7\n\nSee https://a.example/"), Some("Episode 7".to_owned()));
    }

    #[test]
    fn else_the_file_names_it() {
        for text in ["See https://a.example/\n\nmore", "A sentence.\n\nmore", "One line\nand another", ""] {
            assert_eq!(title_of(text), Some("ep-7".to_owned()), "{text}");
        }
    }
}
