//! Descriptions that Apple Podcasts cuts off.

use super::platform::{APPLE_BYTES as LIMIT, overlong};
use super::{Findings, Level, Rule, Scene};
use crate::episode::Content;
use crate::link::Link;
use crate::source::Kind;
use crate::text::{SourceMap, Span};

pub(super) const RULE: Rule = Rule {
    code: "description-limit",
    level: Level::Warning,
    on: true,
    title: "a description that Apple Podcasts cuts off",
    help: "Apple Podcasts shows the first 4,000 bytes of an episode's description, markup included; Cyrillic or \
           Greek letters take two bytes, Japanese three. Links beyond that point don't reach Apple's listeners: \
           mostly the sponsors and the addresses of the show at the end. Shorten the text, or move the links up. \
           A draft that is checked alone is measured as the HTML that is made of it.",
    check,
};

fn check(scene: &Scene<'_>, found: &mut Findings) {
    if scene.document.kind == Kind::Feed {
        of_feed(scene, found);
    } else if scene.is_draft {
        of_draft(scene, found);
    }
}

fn of_feed(scene: &Scene<'_>, found: &mut Findings) {
    let descriptions = scene.episode.notes.iter().filter(|notes| notes.field == Some("description"));
    for (text, map) in descriptions.filter_map(|notes| whole(&notes.content)) {
        if text.len() <= LIMIT {
            continue;
        }
        let Some(cut) = map.to_file(Span::new(LIMIT, LIMIT + 1)) else { continue };
        let lost = scene.web().filter(|(_, link, _)| is_beyond(link, cut.start));
        let lost: Vec<&str> = lost.map(|(_, link, _)| named(link)).collect();
        found.episode(message("description", text.len(), "", &lost), Some(cut));
    }
}

/// Nobody sees the bytes that are made of a draft, so that there is no place to name.
fn of_draft(scene: &Scene<'_>, found: &mut Findings) {
    if let Some(draft) = overlong(scene.document, scene.episode, scene.links, LIMIT) {
        let lost: Vec<&str> = draft.lost.iter().map(String::as_str).collect();
        found.episode(message("draft", draft.bytes, if draft.made { " as HTML" } else { "" }, &lost), None);
    }
}

/// Said once: of a back catalogue, most links may stand so far down.
fn message(what: &str, bytes: usize, made: &str, lost: &[&str]) -> String {
    let links = match lost {
        [] => "no link is lost".to_owned(),
        [link] => format!("one link is lost, {}", quoted(link)),
        [first, ..] => format!("{} links are lost, the first of them {}", lost.len(), quoted(first)),
    };
    format!("the {what} has {bytes} bytes{made}, Apple Podcasts shows {LIMIT}: {links}")
}

/// What a listener would look for.
fn named(link: &Link) -> &str {
    if link.text.is_empty() { &link.href } else { &link.text }
}

fn quoted(name: &str) -> String {
    if name.contains("://") { name.to_owned() } else { format!("“{name}”") }
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
    use crate::lint::tests::{in_fields, in_markdown};

    #[test]
    fn links_beyond_the_limit_are_told() {
        let text = format!("<a href=https://a.example/>A</a>{}<a href=https://b.example/>B</a>", "щ".repeat(2000));
        let told = in_fields("description-limit", &[("description", &text)]);
        let expected =
            format!("the description has {} bytes, Apple Podcasts shows 4000: one link is lost, “B”", text.len());
        assert_eq!(told, [expected]);
    }

    #[test]
    fn a_draft_is_measured_as_what_is_made_of_it() {
        let of = |filling: usize| {
            let notes = format!("[A](https://a.example/)\n\n{}\n\n[B](https://b.example/)", "x".repeat(filling));
            in_markdown("description-limit", &notes)
        };
        let told = "the draft has 4071 bytes as HTML, Apple Podcasts shows 4000: one link is lost, “B”";
        assert_eq!((of(3980), of(3500)), (vec![told.to_owned()], vec![]));
    }

    #[test]
    fn other_fields_and_short_descriptions_are_fine() {
        let long = format!("{}<a href=https://b.example/>B</a>", "x".repeat(5000));
        assert!(in_fields("description-limit", &[("content:encoded", &long), ("description", "short")]).is_empty());
    }
}
