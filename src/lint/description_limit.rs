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
        for (index, _, _) in &lost {
            found.link(*index, "it stands beyond the 4,000 bytes of the description that Apple Podcasts shows", None);
        }
        let links = match lost.len() {
            0 => "no link is lost".to_owned(),
            1 => "one link is lost".to_owned(),
            lost => format!("{lost} links are lost"),
        };
        found.episode(
            format!("the description has {} bytes, Apple Podcasts shows {LIMIT}: {links}", text.len()),
            Some(cut),
        );
    }
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
        assert_eq!(
            told[0],
            "https://b.example/: it stands beyond the 4,000 bytes of the description that Apple Podcasts shows"
        );
        assert_eq!(
            told[1],
            format!("the description has {} bytes, Apple Podcasts shows 4000: one link is lost", text.len())
        );
    }

    #[test]
    fn other_fields_and_short_descriptions_are_fine() {
        let long = format!("{}<a href=https://b.example/>B</a>", "x".repeat(5000));
        assert!(in_fields("description-limit", &[("content:encoded", &long), ("description", "short")]).is_empty());
    }
}
