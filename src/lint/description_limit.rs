//! Descriptions that Apple Podcasts cuts off.

use super::platform::APPLE_BYTES as LIMIT;
use super::{Findings, Level, Rule, Scene};
use crate::episode::Content;
use crate::link::Link;
use crate::text::{SourceMap, Span};

pub(super) const RULE: Rule = Rule {
    code: "description-limit",
    level: Level::Warning,
    on: true,
    title: "a description that Apple Podcasts cuts off",
    help: "Apple Podcasts shows the first 4,000 bytes of an episode's description, markup included; Cyrillic or \
           Greek letters take two bytes, Japanese three. Links beyond that point don't reach Apple's listeners: \
           mostly the sponsors and the addresses of the show at the end. Shorten the text, or move the links up.",
    check,
};

fn check(scene: &Scene<'_>, found: &mut Findings) {
    let descriptions = scene.episode.notes.iter().filter(|notes| notes.field == Some("description"));
    for (text, map) in descriptions.filter_map(|notes| whole(&notes.content)) {
        if text.len() <= LIMIT {
            continue;
        }
        let Some(cut) = map.to_file(Span::new(LIMIT, LIMIT + 1)) else { continue };
        let lost: Vec<_> = scene.web().filter(|(_, link, _)| is_beyond(link, cut.start)).collect();
        // Said once: of a back catalogue, most links may stand so far down.
        let links = match &lost[..] {
            [] => "no link is lost".to_owned(),
            [(_, link, _)] => format!("one link is lost, {}", named(link)),
            [(_, first, _), ..] => format!("{} links are lost, the first of them {}", lost.len(), named(first)),
        };
        found.episode(
            format!("the description has {} bytes, Apple Podcasts shows {LIMIT}: {links}", text.len()),
            Some(cut),
        );
    }
}

/// What a listener would look for.
fn named(link: &Link) -> String {
    if link.text.is_empty() { link.href.to_string() } else { format!("“{}”", link.text) }
}

fn whole(content: &Content) -> Option<(&str, &SourceMap)> {
    match content {
        Content::Html { text, map } | Content::Text { text, map } | Content::Markdown { text, map } => {
            Some((text.trim_end(), map))
        }
        Content::Nodes { .. } => None,
    }
}

/// Whether all the places of a link in the description end behind the cut.
fn is_beyond(link: &Link, cut: usize) -> bool {
    let mut places = link.places.iter().filter(|place| place.field == Some("description")).peekable();
    places.peek().is_some() && places.all(|place| place.span.is_some_and(|span| span.end > cut))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::in_fields;

    #[test]
    fn links_beyond_the_limit_are_told() {
        let text = format!("<a href=https://a.example/>A</a>{}<a href=https://b.example/>B</a>", "щ".repeat(2000));
        let told = in_fields("description-limit", &[("description", &text)]);
        let expected =
            format!("the description has {} bytes, Apple Podcasts shows 4000: one link is lost, “B”", text.len());
        assert_eq!(told, [expected]);
    }

    #[test]
    fn other_fields_and_short_descriptions_are_fine() {
        let long = format!("{}<a href=https://b.example/>B</a>", "x".repeat(5000));
        assert!(in_fields("description-limit", &[("content:encoded", &long), ("description", "short")]).is_empty());
    }
}
