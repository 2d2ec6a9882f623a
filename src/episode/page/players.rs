//! Where a show can be heard: rows of links that its site puts under every episode. They are none of the notes.

use scraper::Node;

use super::outline::{Item, all_link_text, all_text};
use crate::episode::dom::attr;
use crate::text::{collapsed, is_under, words};

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

/// Words of which their names are made, in lower case.
const NAMES: &[&str] = &[
    "apple",
    "itunes",
    "spotify",
    "ivoox",
    "overcast",
    "pocket",
    "casts",
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
    "iheartradio",
    "podimo",
    "audible",
];

/// Words beside them that call to listen there, in lower case.
const CALLS: &[&str] = &[
    "podcast",
    "podcasts",
    "music",
    "radio",
    "app",
    "player",
    "listen",
    "subscribe",
    "follow",
    "rate",
    "review",
    "us",
    "it",
    "the",
    "show",
    "on",
    "in",
    "at",
    "to",
    "via",
    "now",
    "hear",
    "watch",
    "hören",
    "höre",
    "jetzt",
    "anhören",
    "abonnieren",
    "auf",
    "bei",
    "écouter",
    "écoutez",
    "s",
    "abonner",
    "abonnez",
    "vous",
    "sur",
    "escuchar",
    "escucha",
    "escúchanos",
    "suscríbete",
    "en",
    "ouvir",
    "ouça",
    "no",
    "ascolta",
    "su",
    "luister",
    "op",
    "lyssna",
    "på",
    "i",
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
    besides < SHORT && links().all(|link| is_players(link) && is_name(&label(link)))
}

/// Whether a text is the name of such a place, or calls there, and says no more: not what is to be heard.
fn is_name(text: &str) -> bool {
    let is_known = |word: &str| NAMES.contains(&word) || CALLS.contains(&word);
    words(text).any(|word| NAMES.contains(&word)) && words(text).all(is_known)
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
    let text = collapsed(&text).to_lowercase();
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
        let badge = |href: &str, name: &str| format!("<a href={href}><img alt='Listen on {name}'></a>");
        assert!(is_row_of(&format!("<p>{} {}</p>", badge(apple, "Apple Podcasts"), badge(spotify, "Spotify"))));
        assert!(!is_row_of("<p><a href=https://www.amazon.com/dp/1><img src=cover.jpg></a></p>"));
        assert!(!is_row_of(&format!("<p><a href={spotify}>Listen to Yellow</a></p>")));
        assert!(!is_row_of("<p><a href=https://www.amazon.com/dp/1>Amazon: an inside story</a></p>"));
        assert!(is_row_of(&format!("<p><a href={apple}>Écouter sur Apple Podcasts</a></p>")));
        assert!(!is_row_of(&format!("<p><a href={apple}>The podcast of our guest</a></p>")));
        assert!(!is_row_of(&format!("<p><a href={spotify}>A song of 1931</a> <a href={apple}>Another one</a></p>")));
        assert!(!is_row_of(&format!("<p><a href={spotify}>Spotify</a> <a href=https://guest.example/>Dana</a></p>")));
    }
}
