//! The tags of RSS, Podcasting 2.0 and Podlove that carry an address for listeners, in one table.
//!
//! What isn't here is never asked: comments, images, licences, other feeds, wallets.

use super::space::Space;
use super::xml::Feed;
use crate::episode::{LinkKind, Mention};
use crate::text::collapsed;
use crate::text::xml::Element;

/// A tag with an address.
struct Tag {
    space: Space,
    local: &'static str,
    /// The attribute with the address.
    address: &'static str,
    kind: LinkKind,
    /// What the tag is called in reports.
    field: &'static str,
    /// What it is called where it stands for the whole show; empty where it can't.
    show: &'static str,
}

/// Where the address stands: <https://podcasting2.org/docs/podcast-namespace>, <https://podlove.org/simple-chapters>.
const TAGS: &[Tag] = &[
    tag(Space::Plain, "enclosure", "url", LinkKind::Enclosure, "enclosure", ""),
    tag(Space::Podcast, "source", "uri", LinkKind::AlternateEnclosure, "podcast:source", ""),
    tag(Space::Podcast, "chapters", "url", LinkKind::Chapter, "podcast:chapters", ""),
    tag(Space::Chapters, "chapter", "href", LinkKind::Chapter, "psc:chapter", ""),
    tag(Space::Podcast, "transcript", "url", LinkKind::Transcript, "podcast:transcript", ""),
    tag(Space::Podcast, "person", "href", LinkKind::Person, "podcast:person", "channel podcast:person"),
    tag(Space::Podcast, "funding", "url", LinkKind::Funding, "podcast:funding", "channel podcast:funding"),
    tag(
        Space::Podcast,
        "contentLink",
        "href",
        LinkKind::ContentLink,
        "podcast:contentLink",
        "channel podcast:contentLink",
    ),
    tag(
        Space::Podcast,
        "socialInteract",
        "uri",
        LinkKind::SocialInteract,
        "podcast:socialInteract",
        "channel podcast:socialInteract",
    ),
    tag(Space::Podcast, "trailer", "url", LinkKind::Trailer, "podcast:trailer", "channel podcast:trailer"),
];

const fn tag(
    space: Space,
    local: &'static str,
    address: &'static str,
    kind: LinkKind,
    field: &'static str,
    show: &'static str,
) -> Tag {
    Tag { space, local, address, kind, field, show }
}

/// The mention that an element of an episode makes.
pub(super) fn mention(feed: &Feed<'_, '_>, element: Element<'_, '_>) -> Option<Mention> {
    let tag = find(feed, element)?;
    read(feed, element, tag, tag.field)
}

/// The mention that an element makes for the whole show.
pub(super) fn show_mention(feed: &Feed<'_, '_>, element: Element<'_, '_>) -> Option<Mention> {
    let tag = find(feed, element).filter(|tag| !tag.show.is_empty())?;
    read(feed, element, tag, tag.show)
}

fn find(feed: &Feed<'_, '_>, element: Element<'_, '_>) -> Option<&'static Tag> {
    let local = element.local();
    let mut tags = TAGS.iter().filter(|tag| tag.local == local).peekable();
    tags.peek()?;
    let space = feed.spaces.of(element);
    tags.find(|tag| tag.space == space || (tag.local == "enclosure" && space == Space::Atom))
}

fn read(feed: &Feed<'_, '_>, element: Element<'_, '_>, tag: &Tag, field: &'static str) -> Option<Mention> {
    let href = element.attribute(tag.address).filter(|href| !href.trim().is_empty())?;
    // Other media may lie in IPFS, on Tor or in a torrent: nothing that the web could answer for.
    if tag.kind == LinkKind::AlternateEnclosure && !is_web(&href) {
        return None;
    }
    Some(Mention {
        kind: tag.kind,
        href: href.into_owned(),
        text: label(element),
        field: Some(field),
        span: element.attribute_span(tag.address),
        media_type: media_type(element, tag.kind),
        base: feed.base_of(element),
        of_show: false,
    })
}

fn is_web(href: &str) -> bool {
    let scheme = href.trim().split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.is_empty() || scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// What a listener reads on it: the name of a person, the title of a chapter.
fn label(element: Element<'_, '_>) -> String {
    let title = element.attribute("title").unwrap_or_else(|| element.text().into());
    collapsed(&title)
}

/// The declared media type; that of other media stands on the element around their sources.
fn media_type(element: Element<'_, '_>, kind: LinkKind) -> Option<String> {
    let own = element.attribute("contentType").or_else(|| element.attribute("type"));
    let around = || element.parent()?.attribute("type");
    let value = if kind == LinkKind::AlternateEnclosure { own.or_else(around) } else { own };
    value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}
