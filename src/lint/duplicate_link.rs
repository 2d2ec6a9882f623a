//! The same address more than once in an episode.

use std::collections::BTreeMap;

use url::Url;

use super::{Findings, Level, Rule, Scene};
use crate::link::LinkKind;

/// How many lines are told.
const MOST: usize = 6;

pub(super) const RULE: Rule = Rule {
    code: "duplicate-link",
    level: Level::Note,
    on: false,
    title: "the same address more than once",
    help: "An address stands more than once in the notes of one episode. Mostly that is meant so, at the mention and \
           in the list of links; sometimes the second should lead elsewhere. The copies of a field that a feed or a \
           page repeats don't count.",
    check,
};

fn check(scene: &Scene<'_>, found: &mut Findings) {
    let mut lines: BTreeMap<&Url, (usize, Vec<u32>)> = BTreeMap::new();
    for (index, link, url) in scene.web().filter(|(_, link, _)| link.kind == LinkKind::Notes) {
        let first = link.places.first().and_then(|place| place.field);
        let own = link.places.iter().filter(|place| place.field == first).map(|place| place.position.line);
        lines.entry(url).or_insert((index, Vec::new())).1.extend(own);
    }
    for (index, lines) in lines.into_values().filter(|(_, lines)| lines.len() > 1) {
        let told: Vec<_> = lines.iter().take(MOST).map(ToString::to_string).collect();
        let more = if lines.len() > MOST { ", …" } else { "" };
        let message = format!("the same address stands {} times: lines {}{more}", lines.len(), told.join(", "));
        found.link(index, message, None);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{in_fields, in_markdown};

    #[test]
    fn lines_are_told_and_copies_of_fields_are_not() {
        let told = in_markdown(
            "duplicate-link",
            "[a](https://a.example/)\n\n[b](https://b.example/)\n\n[c](https://a.example/) [d](https://a.example/)",
        );
        assert_eq!(told, ["https://a.example/: the same address stands 3 times: lines 1, 5, 5"]);
        let link = "<a href=https://a.example/>A</a>";
        assert!(in_fields("duplicate-link", &[("content:encoded", link), ("description", link)]).is_empty());
    }
}
