//! Words that were meant to be replaced before publishing.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Findings, Level, Rule, Scene, prose};
use crate::episode::Content;
use crate::link::{Address, FlawKind, Link};
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
    // What is the address of a link is told with it.
    let is_told = |line: &prose::Line<'_>, at: Span| line.span_of(at).is_some_and(|span| is_in_link(scene.links, span));
    let told = prose::lines(scene).into_iter().filter_map(|line| {
        let place = placeholder(line.text, |at| is_told(&line, at))?;
        Some((place, line))
    });
    for (place, line) in told.take(MOST) {
        let said = around(line.text, place);
        found.episode(format!("a placeholder was left in the notes: `{said}`"), line.span_of(place));
    }
}

/// Whether a placeholder is a link's address.
fn is_in_link(links: &[Link], placeholder: Span) -> bool {
    let is_one = |link: &&Link| matches!(&link.address, Address::Flawed(flaw) if flaw.kind == FlawKind::Placeholder);
    let mut spans = links.iter().filter(is_one).flat_map(|link| &link.places).filter_map(|place| place.span);
    spans.any(|span| span.start < placeholder.end && placeholder.start < span.end)
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

/// Where a placeholder stands in a line that isn't told yet, if one does.
fn placeholder(line: &str, is_told: impl Fn(Span) -> bool) -> Option<Span> {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    let hits = hits(line).filter(|(stands, at)| *stands != Stands::Alone || line[at.clone()] == *bare);
    let hits = hits.map(|(stands, at)| (stands, Span::from(at))).filter(|(_, at)| !is_told(*at));
    hits.min_by_key(|(stands, _)| *stands).map(|(_, at)| at)
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
    use crate::lint::tests::{in_fields, in_markdown};

    fn placeholder(line: &str) -> Option<crate::text::Span> {
        super::placeholder(line, |_| false)
    }

    #[test]
    fn an_address_that_is_one_is_told_with_its_link() {
        let said = |text: &str| in_markdown("placeholder-text", text).len();
        assert_eq!(said("[the slides of our guest](TODO) with all the pictures that she has shown us\n"), 0);
        assert_eq!(said("TODO: find [the slides of our guest](TODO) with all the pictures that she has shown\n"), 1);
    }

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
