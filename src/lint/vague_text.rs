//! `here`, `link`: a text that says nothing on its own.

use super::{Findings, Level, Rule, Scene};

pub(super) const RULE: Rule = Rule {
    code: "vague-text",
    level: Level::Note,
    on: false,
    title: "a link text such as \"here\"",
    help: "The text of the link says nothing about where it leads: in a list of links, on a small screen or read out \
           aloud, \"here\" is no help. Name the thing that it leads to.",
    check,
};

/// Texts that say nothing, in lower case.
const VAGUE: &[&str] = &[
    "here",
    "click",
    "click here",
    "link",
    "this",
    "this link",
    "more",
    "read more",
    "see here",
    "go",
    "url",
    "hier",
    "ici",
    "aquí",
    "aqui",
    "qui",
    "tutaj",
    "тут",
    "здесь",
    "こちら",
    "这里",
];

fn check(scene: &Scene<'_>, found: &mut Findings) {
    for (index, link, _) in scene.web() {
        let text = link.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if VAGUE.contains(&text.as_str()) {
            found.link(index, format!("`{}` doesn't say where the link leads", link.text), None);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::flagged;

    #[test]
    fn only_the_whole_text_counts() {
        let notes = "[Here!](https://a.example/) [Here comes the sun](https://b.example/) [link](https://c.example/)";
        assert_eq!(flagged("vague-text", notes), ["https://a.example/", "https://c.example/"]);
    }
}
