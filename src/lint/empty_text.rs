//! A link that shows nothing to click.

use super::{Findings, Level, Rule, Scene};
use crate::link::LinkKind;

pub(super) const RULE: Rule = Rule {
    code: "empty-text",
    level: Level::Note,
    on: false,
    title: "a link without text",
    help: "The link has no text and no picture with a description: listeners don't see it, or see a bare gap, and a \
           screen reader reads the address out. Give it a text, or remove it.",
    check,
};

fn check(scene: &Scene<'_>, found: &mut Findings) {
    for (index, link, _) in scene.web() {
        if link.kind == LinkKind::Notes && link.text.trim().is_empty() {
            found.link(index, "there is nothing to click: the link has no text", None);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::flagged;

    #[test]
    fn a_picture_with_a_description_is_text() {
        let notes = "[](https://a.example/) [![Logo](l.png)](https://b.example/) [c](https://c.example/)";
        assert_eq!(flagged("empty-text", notes), ["https://a.example/"]);
    }
}
