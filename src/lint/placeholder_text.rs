//! Words that were meant to be replaced before publishing.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::{Findings, Level, Rule, Scene, prose};

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

/// What a whole line says, in capitals.
const LINES: &[&str] = &["TODO", "TO DO", "TBD", "TBC", "XXX", "FIXME", "TK", "TKTK", "LINKS HERE", "NOTES HERE"];

/// What stands somewhere in a line, in capitals.
const SHOUTED: &[&str] =
    &["LINK HERE", "LINK TK", "LINK TBD", "INSERT LINK", "ADD LINK", "LINK GOES HERE", "TODO:", "TBD:", "FIXME:"];

/// What stands somewhere in a line, in lower case.
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

fn check(scene: &Scene<'_>, found: &mut Findings) {
    let told = prose::lines(scene).into_iter().filter(|line| is_placeholder(line.text)).take(MOST);
    for line in told {
        let said = line.text.trim();
        let said = if said.len() > 60 { &said[..said.floor_char_boundary(60)] } else { said };
        found.episode(format!("a placeholder was left in the notes: `{said}`"), line.span);
    }
}

fn is_placeholder(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() {
        return false;
    }
    LINES.contains(&bare) || said_finder().is_match(line) || shouts(line)
}

/// Whether something that is shouted stands in `line` and isn't the end of a longer word.
fn shouts(line: &str) -> bool {
    let mut hits = shouted_finder().find_overlapping_iter(line);
    hits.any(|hit| !line[..hit.start()].ends_with(|c: char| c.is_alphanumeric()))
}

fn said_finder() -> &'static AhoCorasick {
    static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let built = AhoCorasick::builder().ascii_case_insensitive(true).build(SAID);
        built.expect("the table is small")
    });
    &FINDER
}

fn shouted_finder() -> &'static AhoCorasick {
    static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| AhoCorasick::new(SHOUTED).expect("the table is small"));
    &FINDER
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;
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
            assert!(is_placeholder(line), "{line}");
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
            assert!(!is_placeholder(line), "{line}");
        }
    }

    #[test]
    fn only_what_is_shown_counts() {
        assert_eq!(
            in_markdown("placeholder-text", "Hello\n\n<!-- TODO: x -->\n\n```\nTODO: y\n```\n\nTBD\n"),
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
