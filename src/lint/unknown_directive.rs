//! A comment that speaks to aircheck in words that it doesn't know.

use super::{Findings, Level, Rule, Scene, directives};
use crate::link::directive::Word;

pub(super) const RULE: Rule = Rule {
    code: "unknown-directive",
    level: Level::Warning,
    on: true,
    title: "an inline directive that aircheck doesn't know",
    help: "A comment in the notes begins with \"aircheck:\", but what follows is none of ignore, ignore-start and \
           ignore-end, or the colon is missing: most likely it is mistyped, and the link that it should leave out is checked.",
    check,
};

fn check(scene: &Scene<'_>, found: &mut Findings) {
    for (directive, span) in directives::of(scene).iter().flatten() {
        match &directive.word {
            Word::Unknown(word) => {
                found.episode(
                    format!("aircheck doesn't know `{word}`: write ignore, ignore-start or ignore-end"),
                    *span,
                );
            }
            Word::Uncoloned(word) => found.episode(format!("a colon is missing: write `aircheck: {word}`"), *span),
            Word::Ignore | Word::IgnoreStart | Word::IgnoreEnd => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::in_markdown;

    #[test]
    fn a_mistyped_word_is_told() {
        let told = in_markdown(
            "unknown-directive",
            "<!-- aircheck: ignroe -->\n[a](https://a.example/) <!-- aircheck: ignore -->",
        );
        let uncoloned = in_markdown("unknown-directive", "<!-- aircheck ignore -->\n[a](https://a.example/)");
        assert_eq!(uncoloned, ["a colon is missing: write `aircheck: ignore`"]);
        assert_eq!(told, ["aircheck doesn't know `ignroe`: write ignore, ignore-start or ignore-end"]);
    }
}
