//! Words that were meant to be replaced before publishing.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Findings, Level, Rule, Scene, prose};
use crate::episode::Content;
use crate::text::{PhraseBook, Span};

pub(super) const RULE: Rule = Rule {
    code: "placeholder-text",
    level: Level::Warning,
    on: true,
    title: "a placeholder was left in the notes",
    help: "The notes hold words that were meant to be replaced: a line TODO or TBD, LINK HERE, \"Show notes coming \
           soon\". Only such words on their own or in capitals are reported: a show about TODO apps is fine.",
    check,
};

/// How many are told for one episode.
const MOST: usize = 3;

/// What a whole line says, written in capitals.
const LINES: &[&str] = &["todo", "to do", "tbd", "tbc", "xxx", "fixme", "tk", "tktk", "links here", "notes here"];

/// What stands somewhere in a line, written in capitals.
const SHOUTED: &[&str] =
    &["link here", "link tk", "link tbd", "insert link", "add link", "link goes here", "todo:", "tbd:", "fixme:"];

/// What stands somewhere in a line.
const SAID: &[&str] = &[
    "[insert link",
    "(insert link",
    "insert link here",
    "[link here]",
    "[todo]",
    "(todo)",
    "[tbd]",
    "(tbd)",
    "show notes coming soon",
    "shownotes coming soon",
    "show notes to come",
    "show notes to follow",
    "lorem ipsum dolor",
];

/// How a placeholder stands in a text, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stands {
    /// On a line of its own.
    Alone,
    /// Anywhere.
    Said,
    /// Anywhere, in capitals.
    Shouted,
}

fn check(scene: &Scene<'_>, found: &mut Findings) {
    if !scene.episode.notes.iter().any(|notes| may_hold(&notes.content)) {
        return;
    }
    let told = prose::lines(scene).into_iter().filter_map(|line| Some((placeholder(line.text)?, line))).take(MOST);
    for (place, line) in told {
        let said = around(line.text, place);
        found.episode(format!("a placeholder was left in the notes: `{said}`"), line.span_of(place));
    }
}

/// The most that is quoted, in bytes.
const QUOTED: usize = 60;

/// What stands around a placeholder, and the placeholder itself; all of a line that is short.
fn around(line: &str, place: Span) -> &str {
    let line_ends = line.trim_end().len();
    let line_begins = line.len() - line.trim_start().len();
    if line_ends.saturating_sub(line_begins) <= QUOTED {
        return line.trim();
    }
    let near = line.floor_char_boundary(place.start.saturating_sub(QUOTED / 4)).max(line_begins);
    let start = line[near..place.start].find(' ').filter(|_| near > line_begins).map_or(near, |blank| near + blank);
    let end = line.ceil_char_boundary(place.end.max(start + QUOTED).min(line.len())).min(line_ends);
    line[start..end.max(start)].trim()
}

/// Whether it is worth a look line by line: in most notes no such word stands anywhere.
fn may_hold(content: &Content) -> bool {
    match content {
        Content::Html { text, .. } | Content::Markdown { text, .. } | Content::Text { text, .. } => {
            hits(text).next().is_some()
        }
        Content::Nodes { .. } => true,
    }
}

/// Where a placeholder stands in a line, if one does.
fn placeholder(line: &str) -> Option<Span> {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    let hits = hits(line).filter(|(stands, at)| *stands != Stands::Alone || line[at.clone()] == *bare);
    hits.min_by_key(|(stands, _)| *stands).map(|(_, at)| Span::new(at.start, at.end))
}

/// The words of all placeholders in a text.
fn hits(text: &str) -> impl Iterator<Item = (Stands, Range<usize>)> {
    static BOOK: LazyLock<PhraseBook<Stands>> =
        LazyLock::new(|| PhraseBook::of([(Stands::Alone, LINES), (Stands::Shouted, SHOUTED), (Stands::Said, SAID)]));
    BOOK.find(text).filter_map(|(stands, at)| {
        let is_shouted = || !text[at.clone()].bytes().any(|byte| byte.is_ascii_lowercase());
        // The end of a longer word is none.
        let is_whole = || !text[..at.start].ends_with(char::is_alphanumeric);
        (stands == Stands::Said || is_shouted() && is_whole()).then_some((stands, at))
    })
}

#[cfg(test)]
mod tests {
    use super::placeholder;
    use crate::lint::tests::{in_fields, in_markdown};

    #[test]
    fn placeholders_are_told() {
        for line in [
            "TODO",
            "- **TBD**",
            "[Slides](LINK HERE)",
            "Slides: [link here]",
            "Show notes coming soon!",
            "TODO: add the links",
            "(insert link)",
        ] {
            assert!(placeholder(line).is_some(), "{line}");
        }
    }

    #[test]
    fn talk_about_such_words_is_fine() {
        for line in [
            "A TODO app in React",
            "todo",
            "TodoMVC",
            "We got a link here",
            "XXXL shirts",
            "TBD Fest 2019",
            "METODO: x",
            "Coming soon: the book",
            "",
        ] {
            assert!(placeholder(line).is_none(), "{line}");
        }
    }

    #[test]
    fn of_a_long_line_it_is_the_placeholder_that_is_quoted() {
        let told = in_markdown(
            "placeholder-text",
            &format!("{} TODO: the slides and {}", "word ".repeat(60), "more ".repeat(60)),
        );
        assert!(told[0].contains("TODO: the slides") && told[0].len() < 120, "{told:?}");
    }

    #[test]
    fn only_what_is_shown_counts() {
        assert_eq!(
            in_markdown("placeholder-text", "Hello\n\n<!-- TODO: x -->\n\n```\n~~~\nTODO: y\n```\n\nTBD\n"),
            ["a placeholder was left in the notes: `TBD`"]
        );
        assert_eq!(
            in_fields(
                "placeholder-text",
                &[("description", "<p title='TODO: x'>Hi<!-- TBD --></p><p>Show notes coming soon</p>")]
            )
            .len(),
            1
        );
    }
}
