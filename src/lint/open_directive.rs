//! A block of links to leave out that nothing ends.

use super::directives::{self, Placed};
use super::{Findings, Level, Rule, Scene};
use crate::link::directive::Word;

pub(super) const RULE: Rule = Rule {
    code: "open-directive",
    level: Level::Warning,
    on: true,
    title: "ignore-start without ignore-end",
    help: "A comment in the notes asks aircheck to leave out all links from there on, and no comment ends that: every \
           link to the end of the notes goes unchecked. Write <!-- aircheck: ignore-end --> behind the last one that is \
           meant, or take `ignore` instead, which leaves out the next link only.",
    check,
};

fn check(scene: &Scene<'_>, found: &mut Findings) {
    for (_, span) in directives::of(scene).iter().filter_map(|fragment| open(fragment)) {
        let message = "nothing ends this `ignore-start`, so no link below it is checked: write \
                       `<!-- aircheck: ignore-end -->` behind the last link that is to be left out";
        found.episode(message, *span);
    }
}

/// The directive that opens a block which is open at the end.
fn open(directives: &[Placed]) -> Option<&Placed> {
    let mut open = None;
    for placed in directives {
        match placed.0.word {
            Word::IgnoreStart => open = open.or(Some(placed)),
            Word::IgnoreEnd => open = None,
            Word::Ignore | Word::Unknown(_) | Word::Uncoloned(_) => {}
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::in_markdown;

    #[test]
    fn a_block_without_an_end_is_told() {
        let told = |notes: &str| in_markdown("open-directive", notes);
        let (start, end) = ("<!-- aircheck: ignore-start -->", "<!-- aircheck: ignore-end -->");
        let open = told(&format!("{start} a {end}\n\n{start}\n\nhttps://a.example/"));
        assert!(open.len() == 1 && open[0].starts_with("nothing ends this `ignore-start`"), "{open:?}");
        assert_eq!(told(&format!("{start}\n\n{start}\n\nhttps://a.example/\n\n{end}")), [""; 0]);
        assert_eq!(told("<!-- aircheck: ignore --> https://a.example/"), [""; 0]);
    }
}
