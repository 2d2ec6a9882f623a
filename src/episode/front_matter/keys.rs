//! Which keys of front matter hold addresses that a listener sees, and what for.
//!
//! Taken from the themes and shows that the sites in the wild use: Hugo (Castanet, Castify, Wavecast), Jekyll (Octopod), Eleventy (podcaster),
//! Astro Starpod, and the shows that keep their notes in the open.

use super::Entry;
use crate::episode::LinkKind::{
    self, Chapter, ContentLink, Enclosure, Funding, Notes, Page, Person, SocialInteract, Trailer, Transcript,
};
use crate::text::without_query;

/// What a key says about the addresses under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// They are for this, and the report calls them so.
    Kind(LinkKind, &'static str),
    /// No listener sees them: pictures, machinery.
    Hidden,
}

/// That of links for listeners.
const LINKS: Role = Role::Kind(Notes, "links");

/// Keys, without `-`, `_` and endings such as `url`. The innermost key that is in here decides.
const KEYS: &[(&[&str], Role)] = &[
    (
        &[
            "guest",
            "guests",
            "host",
            "hosts",
            "cohost",
            "cohosts",
            "author",
            "authors",
            "people",
            "person",
            "persons",
            "speaker",
            "speakers",
            "panelist",
            "panelists",
            "contributor",
            "contributors",
            "interviewee",
            "cast",
            "crew",
            "bio",
        ],
        Role::Kind(Person, "guests"),
    ),
    (
        &[
            "social",
            "socials",
            "twitter",
            "x",
            "mastodon",
            "fediverse",
            "bluesky",
            "bsky",
            "linkedin",
            "github",
            "instagram",
            "threads",
            "facebook",
            "tiktok",
            "homepage",
            "blog",
        ],
        Role::Kind(Person, "social"),
    ),
    (
        &[
            "sponsor",
            "sponsors",
            "sponsorship",
            "ad",
            "ads",
            "advertiser",
            "advertisers",
            "partner",
            "partners",
            "promo",
            "promos",
        ],
        Role::Kind(Notes, "sponsors"),
    ),
    (
        &[
            "link",
            "links",
            "shownote",
            "shownotes",
            "notes",
            "resource",
            "resources",
            "reference",
            "references",
            "mention",
            "mentions",
            "mentioned",
            "pick",
            "picks",
            "article",
            "articles",
            "book",
            "books",
            "tool",
            "tools",
            "topic",
            "topics",
            "news",
            "related",
        ],
        LINKS,
    ),
    (
        &["youtube", "video", "videos", "vimeo", "peertube", "twitch", "watch", "livestream"],
        Role::Kind(ContentLink, "video"),
    ),
    (
        &[
            "spotify",
            "apple",
            "applepodcasts",
            "applepodcast",
            "itunes",
            "overcast",
            "pocketcasts",
            "castro",
            "googlepodcasts",
            "google",
            "stitcher",
            "amazon",
            "amazonmusic",
            "deezer",
            "tunein",
            "soundcloud",
            "podlink",
            "listen",
            "listenon",
            "platform",
            "platforms",
            "players",
            "subscribe",
            "castbox",
            "iheart",
            "podcastaddict",
            "fountain",
        ],
        Role::Kind(ContentLink, "platforms"),
    ),
    (
        &[
            "audio",
            "audiofile",
            "mp3",
            "m4a",
            "ogg",
            "opus",
            "media",
            "mediafile",
            "enclosure",
            "enclosures",
            "podcast",
            "podcastfile",
            "file",
            "episodefile",
            "download",
            "downloads",
            "src",
            "sound",
            "recording",
        ],
        Role::Kind(Enclosure, "audio"),
    ),
    (&["transcript", "transcripts", "transcription", "captions", "subtitles"], Role::Kind(Transcript, "transcript")),
    (&["chapter", "chapters"], Role::Kind(Chapter, "chapters")),
    (
        &[
            "funding",
            "donate",
            "donation",
            "donations",
            "support",
            "patreon",
            "kofi",
            "buymeacoffee",
            "tip",
            "tips",
            "membership",
            "paypal",
            "opencollective",
            "shop",
            "merch",
        ],
        Role::Kind(Funding, "funding"),
    ),
    (
        &[
            "discussion",
            "discuss",
            "discourse",
            "forum",
            "comments",
            "reddit",
            "hackernews",
            "hn",
            "socialinteract",
            "thread",
        ],
        Role::Kind(SocialInteract, "discussion"),
    ),
    (&["trailer"], Role::Kind(Trailer, "trailer")),
    (&["permalink", "canonical", "page", "external", "externallink", "episodepage"], Role::Kind(Page, "page")),
    (
        &[
            "image",
            "images",
            "img",
            "imgs",
            "cover",
            "coverart",
            "coverimage",
            "thumbnail",
            "thumbnails",
            "thumb",
            "logo",
            "logos",
            "icon",
            "favicon",
            "avatar",
            "photo",
            "photos",
            "picture",
            "pictures",
            "poster",
            "banner",
            "hero",
            "heroimage",
            "header",
            "headerimage",
            "ogimage",
            "og",
            "opengraph",
            "card",
            "artwork",
            "art",
            "background",
            "headshot",
            "gallery",
            "feed",
            "feeds",
            "rss",
            "atom",
            "guid",
            "uuid",
            "id",
            "layout",
            "css",
            "js",
            "script",
            "scripts",
            "style",
            "styles",
            "stylesheet",
            "stylesheets",
            "schema",
            "context",
            "namespace",
            "analytics",
            "disqus",
            "license",
            "licence",
            "embed",
            "iframe",
            "alias",
            "aliases",
            "redirect",
            "redirectfrom",
            "redirectto",
            "webmention",
            "pingback",
            "preload",
            "font",
            "fonts",
            "sitemap",
            "manifest",
            "credit",
            "imagecredit",
        ],
        Role::Hidden,
    ),
];

/// Endings that say "an address follows" and nothing else.
const ENDINGS: &[&str] = &["urls", "url", "uri", "href", "link"];

/// Endings of files that are pictures.
const PICTURES: &[&str] = &[".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico", ".bmp"];

/// Endings of files that are audio or video.
const MEDIA: &[&str] =
    &[".mp3", ".m4a", ".m4b", ".ogg", ".oga", ".opus", ".aac", ".wav", ".flac", ".mp4", ".m4v", ".mov", ".webm"];

/// A key in lower case, without `-`, `_` and blanks.
pub(crate) fn normal(key: &str) -> String {
    letters(key).collect()
}

/// Its letters, one after another.
pub(super) fn letters(key: &str) -> impl Iterator<Item = char> + '_ {
    key.chars().filter(|c| !matches!(c, '-' | '_' | ' ' | '.')).flat_map(char::to_lowercase)
}

/// What an address at this entry is for; `None` if no listener sees it.
pub(crate) fn kind(entry: &Entry) -> Option<(LinkKind, &'static str)> {
    let path = path_of(entry.text.trim());
    let ends_with = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
    if ends_with(PICTURES) {
        return None;
    }
    if entry.path.len() == 1 && ends_with(MEDIA) {
        return Some((Enclosure, "audio"));
    }
    match role(entry) {
        Some(Role::Hidden) => None,
        Some(Role::Kind(kind, name)) => Some((kind, name)),
        None if entry.path.len() == 1 && ENDINGS.contains(&entry.key().as_str()) => Some((Page, "page")),
        None if is_listed(entry) => Some((Notes, "front matter")),
        None => Some((Page, "front matter")),
    }
}

/// Whether an entry stands in a list: under a key that nobody knows, that is where links for listeners are, while a lone address is some page that the
/// site itself has to do with.
fn is_listed(entry: &Entry) -> bool {
    entry.path.iter().any(|key| key.bytes().all(|byte| byte.is_ascii_digit()))
}

fn role(entry: &Entry) -> Option<Role> {
    // `link` alone is the episode's page; a list of links is another thing.
    let top_link = entry.path.len() == 1 && entry.key() == "link";
    let mut roles = entry.path.iter().rev().filter_map(|key| role_of(&normal(key)));
    let innermost = roles.next().filter(|_| !top_link)?;
    // The links of a guest lead to the guest.
    let is_persons = |role: &Role| matches!(role, Role::Kind(Person, _));
    if innermost == LINKS { roles.next().filter(is_persons).or(Some(LINKS)) } else { Some(innermost) }
}

fn role_of(key: &str) -> Option<Role> {
    let known = |key: &str| KEYS.iter().find(|(names, _)| names.contains(&key)).map(|(_, role)| *role);
    let inner = key != "link" && !ENDINGS.contains(&key);
    known(key)
        .filter(|_| inner)
        .or_else(|| ENDINGS.iter().filter_map(|ending| key.strip_suffix(ending)).find_map(known))
}

/// The path of an address, in lower case, without query and fragment.
fn path_of(address: &str) -> String {
    without_query(address).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    fn kinds(yaml: &str) -> Vec<Option<(LinkKind, &'static str)>> {
        read(&format!("---\n{yaml}\n---\n")).entries.iter().map(kind).collect()
    }

    #[test]
    fn the_innermost_telling_key_decides() {
        assert_eq!(
            kinds("guests:\n  - url: https://a.example/\n    photo: https://a.example/p"),
            [Some((Person, "guests")), None]
        );
        assert_eq!(
            kinds("hosts: [{links: {website: https://a.example/, twitter: https://b.example/}}]"),
            [Some((Person, "guests")), Some((Person, "social"))]
        );
        assert_eq!(kinds("links:\n  - link: https://a.example/"), [Some((Notes, "links"))]);
        assert_eq!(
            kinds("youtube_url: https://a.example/\nvideoUrl: https://a.example/"),
            [Some((ContentLink, "video")); 2]
        );
    }

    #[test]
    fn a_lone_url_is_the_page_or_the_audio() {
        assert_eq!(kinds("url: https://a.example/7\nlink: https://a.example/7"), [Some((Page, "page")); 2]);
        assert_eq!(kinds("url: https://a.example/7.mp3?x=1"), [Some((Enclosure, "audio"))]);
    }

    #[test]
    fn what_nobody_knows_is_for_listeners_where_it_is_a_list() {
        assert_eq!(
            kinds("podcast_page: https://a.example/\nfoo: https://a.example/\nextra:\n  repo_page: https://a.example/"),
            [Some((Page, "front matter")); 3]
        );
        assert_eq!(kinds("more_of_it:\n  - href: https://a.example/"), [Some((Notes, "front matter"))]);
    }

    #[test]
    fn pictures_and_machinery_are_hidden() {
        assert_eq!(
            kinds("cover_image: https://a.example/c\nsponsor: https://a.example/logo.PNG\nguid: https://a.example/"),
            [None; 3]
        );
    }
}
