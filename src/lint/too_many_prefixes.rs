//! An enclosure that goes through more measurement services than Apple Podcasts follows.

use super::{Findings, Level, Rule, Scene};
use crate::link::prefix;

pub(super) const RULE: Rule = Rule {
    code: "too-many-prefixes",
    level: Level::Warning,
    on: true,
    title: "more than four measurement prefixes",
    help: "Each measurement service in the address of the audio is a redirect, and Apple Podcasts follows four of \
           them or less (PRX, Dovetail help). Drop the ones that nobody looks at.",
    check,
};

fn check(scene: &Scene<'_>, found: &mut Findings) {
    for (index, _, url) in scene.web().filter(|(_, link, _)| link.kind.is_media()) {
        let stacked = prefix::stacked(url);
        if stacked.len() > prefix::MOST {
            let names: Vec<_> = stacked.iter().map(|prefix| prefix.service).collect();
            let message = format!(
                "the audio goes through {} measurement services ({}): Apple Podcasts follows {} at most",
                names.len(),
                names.join(", "),
                prefix::MOST
            );
            found.link(index, message, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::in_markdown;

    fn told(prefixes: &[&str]) -> usize {
        in_markdown(
            "too-many-prefixes",
            &format!("---\naudio: https://{}/media.example/7.mp3\n---\n", prefixes.join("/")),
        )
        .len()
    }

    #[test]
    fn four_are_fine_and_five_are_not() {
        let all = ["dts.podtrac.com/redirect.mp3", "pdst.fm/e", "op3.dev/e", "mgln.ai/e/1", "pscrb.fm/rss/p"];
        assert_eq!((told(&all[..4]), told(&all)), (0, 1));
    }
}
