//! Where a show can be heard: rows of links that its site puts under every episode. They are none of the notes.

use scraper::Node;

use super::outline::{Item, all_link_text, all_text};
use crate::episode::dom::attr;
use crate::text::is_under;

/// Where listeners subscribe.
const PLAYERS: &[&str] = &[
    "apple.com",
    "spotify.com",
    "ivoox.com",
    "overcast.fm",
    "pocketcasts.com",
    "pca.st",
    "castbox.fm",
    "deezer.com",
    "amazon.com",
    "podcasts.google.com",
    "stitcher.com",
    "tunein.com",
    "podchaser.com",
    "castro.fm",
    "youtube.com",
    "podcastaddict.com",
    "iheart.com",
    "podimo.com",
    "audible.com",
];

/// What links to them are called, or say somewhere, in lower case.
const NAMES: &[&str] = &[
    "apple",
    "itunes",
    "spotify",
    "ivoox",
    "overcast",
    "pocket",
    "castbox",
    "deezer",
    "amazon",
    "google",
    "stitcher",
    "tunein",
    "podchaser",
    "castro",
    "youtube",
    "addict",
    "iheart",
    "podimo",
    "audible",
    "podcast",
];

/// What a lone link to one of them begins with, in lower case.
const CALLS: &[&str] = &[
    "listen",
    "subscribe",
    "rate us",
    "rate this",
    "follow the",
    "hear it",
    "review us",
    "hören",
    "jetzt hören",
    "anhören",
    "abonnieren",
    "écouter",
    "écoutez",
    "s'abonner",
    "abonnez",
    "escuchar",
    "escúcha",
    "suscrí",
    "ouvir",
    "ouça",
    "ascolta",
    "luister",
    "lyssna",
    "prenumerera",
];

/// A row has less text than this besides its links, in characters.
const SHORT: usize = 40;

/// A row is no larger than this, in elements.
const LARGEST: usize = 60;

/// Whether an address is that of a place where shows can be heard.
pub(super) fn is_one(href: &str) -> bool {
    let Some((_, rest)) = href.split_once("//") else { return false };
    let host = rest[..rest.find(['/', '?', '#', ':']).unwrap_or(rest.len())].to_ascii_lowercase();
    PLAYERS.iter().any(|player| is_under(&host, player))
}

/// Whether an element is a row of links to such places, each called by the place's name, or one that calls to listen there.
pub(super) fn is_row(items: &[Item<'_>], at: usize) -> bool {
    let item = &items[at];
    if !matches!(item.element.name(), "p" | "div" | "ul" | "ol" | "figure" | "section") || item.end - at > LARGEST {
        return false;
    }
    let links = || items[at..item.end].iter().filter(|item| item.element.name() == "a");
    let is_players = |link: &Item<'_>| attr(link.element, "href").is_some_and(is_one);
    if !links().next().is_some_and(is_players) {
        return false;
    }
    let besides = all_text(items, at).saturating_sub(all_link_text(items, at));
    let count = links().count();
    let is_called_so = |link: &Item<'_>| {
        let text = label(link);
        let has_name = NAMES.iter().any(|name| text.contains(name));
        text.is_empty() || if count == 1 { CALLS.iter().any(|call| text.starts_with(call)) } else { has_name }
    };
    besides < SHORT && links().all(|link| is_players(link) && is_called_so(link))
}

/// What a link says, or its picture, in lower case.
fn label(link: &Item<'_>) -> String {
    let mut text = String::new();
    for node in link.node.descendants().take(20) {
        match node.value() {
            Node::Text(part) => text.push_str(part),
            Node::Element(element) if element.name() == "img" => {
                text.push_str(attr(element, "alt").unwrap_or_default());
            }
            _ => {}
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::outline::Outline;
    use super::*;
    use crate::episode::dom::Dom;

    fn is_row_of(html: &str) -> bool {
        let dom = Dom::page(&format!("<main>{html}</main>"));
        let outline = Outline::of(&dom);
        is_row(&outline.items, outline.first("p").unwrap())
    }

    #[test]
    fn a_row_names_the_places_or_calls_there() {
        let apple = "https://podcasts.apple.com/podcast/id99";
        let spotify = "https://open.spotify.com/show/9z";
        assert!(is_row_of(&format!("<p><a href={spotify}>Spotify</a> | <a href={apple}>Apple Podcasts</a></p>")));
        assert!(is_row_of(&format!("<p><a href={apple}><img alt='Listen on Apple'></a> <a href={spotify}></a></p>")));
        assert!(is_row_of(&format!("<p><a href={apple}>Écouter sur Apple Podcasts</a></p>")));
        assert!(!is_row_of(&format!("<p><a href={apple}>The podcast of our guest</a></p>")));
        assert!(!is_row_of(&format!("<p><a href={spotify}>A song of 1931</a> <a href={apple}>Another one</a></p>")));
        assert!(!is_row_of(&format!("<p><a href={spotify}>Spotify</a> <a href=https://guest.example/>Dana</a></p>")));
    }
}
