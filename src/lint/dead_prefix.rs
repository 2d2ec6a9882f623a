//! An enclosure that goes through a measurement service which has closed.

use super::{Findings, Level, Rule, Scene};
use crate::link::prefix;

pub(super) const RULE: Rule = Rule {
    code: "dead-prefix",
    level: Level::Error,
    on: true,
    title: "a measurement prefix that has closed",
    help: "The address of the audio goes through a service that counted downloads and has closed: when its redirects \
           stop, the episode doesn't play any more. Remove the prefix in the settings of the podcast host. The list \
           of services is part of aircheck and carries dates.",
    check,
};

fn check(scene: &Scene<'_>, found: &mut Findings) {
    for (index, _, url) in scene.web().filter(|(_, link, _)| link.kind.is_media()) {
        for prefix in prefix::stacked(url) {
            if let Some(since) = prefix.closed {
                let message = format!(
                    "the audio goes through {} ({}), which closed on {since}: remove the prefix",
                    prefix.service, prefix.domain
                );
                found.link(index, message, None);
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::in_markdown;

    #[test]
    fn a_closed_service_in_the_chain_is_named() {
        let notes = |url: &str| format!("---\naudio: {url}\n---\n");
        let told = in_markdown(
            "dead-prefix",
            &notes("https://dts.podtrac.com/redirect.mp3/chtbl.com/track/1/media.example/7.mp3"),
        );
        assert!(
            told.len() == 1
                && told[0].ends_with(
                    "the audio goes through Chartable (chtbl.com), which closed on 2024-12-12: remove the prefix"
                ),
            "{told:?}"
        );
        assert!(in_markdown("dead-prefix", &notes("https://op3.dev/e/media.example/7.mp3")).is_empty());
    }
}
