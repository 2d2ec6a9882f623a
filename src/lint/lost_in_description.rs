//! Links that stand in `content:encoded` of a feed, but not in `description`.

use super::{Findings, Level, Rule, Scene};
use crate::link::Link;

pub(super) const RULE: Rule = Rule {
    code: "lost-in-description",
    level: Level::Note,
    on: true,
    title: "links that Apple Podcasts doesn't show",
    help: "Apple Podcasts and Spotify show the description of an episode, most other apps content:encoded. Links \
           that stand only in the latter don't reach Apple's listeners. Often the podcast host makes the description \
           from a summary: look for a setting there, or put the links that matter into both.",
    check,
};

/// How many links are named.
const MOST: usize = 3;

fn check(scene: &Scene<'_>, found: &mut Findings) {
    let has = |field: &str| scene.episode.notes.iter().any(|notes| notes.field == Some(field));
    if !has("content:encoded") || !has("description") {
        return;
    }
    let full: Vec<_> = scene.web().filter(|(_, link, _)| stands_in(link, "content:encoded")).collect();
    let lost: Vec<_> = full.iter().filter(|(_, link, _)| !stands_in(link, "description")).collect();
    if lost.is_empty() {
        return;
    }
    let named: Vec<_> = lost.iter().take(MOST).map(|(_, _, url)| url.as_str()).collect();
    let more = if lost.len() > MOST { ", …" } else { "" };
    let message = format!(
        "{} of {} links stand in content:encoded only, which Apple Podcasts doesn't show: {}{more}",
        lost.len(),
        full.len(),
        named.join(", "),
    );
    let place = lost.first().and_then(|(_, link, _)| link.places.first()?.span);
    found.episode(message, place);
}

fn stands_in(link: &Link, field: &str) -> bool {
    link.places.iter().any(|place| place.field == Some(field))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::in_fields;

    #[test]
    fn what_is_missing_in_the_description_is_counted_and_named() {
        let told = in_fields(
            "lost-in-description",
            &[
                ("content:encoded", "<a href=https://a.example/>A</a><a href=https://b.example/>B</a>"),
                ("description", "See https://a.example/"),
            ],
        );
        assert_eq!(
            told,
            ["1 of 2 links stand in content:encoded only, which Apple Podcasts doesn't show: https://b.example/"]
        );
    }

    #[test]
    fn a_feed_with_one_field_loses_nothing() {
        assert!(
            in_fields("lost-in-description", &[("content:encoded", "<a href=https://a.example/>A</a>")]).is_empty()
        );
    }
}
