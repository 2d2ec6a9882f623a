//! Where a show can be heard: rows of links that its site puts under every episode. They are none of the notes.

use scraper::Node;

use super::outline::{Item, all_link_text, all_text};
use crate::episode::dom::attr;
use crate::text::{collapsed, host_and_rest, is_under, words};

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
    "hør",
    "lyt",
    "lytt",
    "følg",
    "kuuntele",
    "tilaa",
    "na",
    "słuchaj",
    "posłuchaj",
    "subskrybuj",
    "poslouchejte",
    "poslechnout",
    "poslechněte",
    "odebírejte",
    "sledujte",
    "hallgasd",
    "dinle",
    "слушать",
    "слушайте",
    "слухати",
    "слухайте",
    "на",
    "в",
];

/// What the recording and the feed are called, in lower case.
const FORMATS: &[&str] = &["mp3", "m4a", "ogg", "opus", "aac", "rss", "feed", "flux"];

/// What a link in a sentence may say, in lower case.
const HERE: &[&str] = &["here", "hier", "ici", "aquí", "aqui", "qui", "här", "her", "tutaj", "tu"];

/// Other words of sentences that say where to hear the show, in lower case. Who or what else is to be heard isn't among them.
const SMALL: &[&str] = &[
    "you",
    "can",
    "also",
    "or",
    "and",
    "wherever",
    "anywhere",
    "else",
    "get",
    "your",
    "favourite",
    "favorite",
    "our",
    "all",
    "other",
    "major",
    "platform",
    "platforms",
    "apps",
    "is",
    "are",
    "available",
    "find",
    "new",
    "every",
    "this",
    "episode",
    "episodes",
    "directly",
    "with",
    "of",
    "download",
    "for",
    "free",
    "as",
    "well",
    "a",
    "by",
    // German
    "oder",
    "und",
    "überall",
    "wo",
    "es",
    "gibt",
    "den",
    "die",
    "das",
    "diese",
    "folge",
    "dem",
    "deinem",
    "unseren",
    "ihr",
    "du",
    "uns",
    "euch",
    "könnt",
    "kannst",
    "auch",
    "gerne",
    "als",
    "per",
    "bei",
    "hört",
    "abonniert",
    "abonniere",
    "der",
    "im",
    "zum",
    // French
    "ou",
    "et",
    "le",
    "la",
    "les",
    "notre",
    "nos",
    "nous",
    "retrouvez",
    "disponible",
    "disponibles",
    "aussi",
    "toutes",
    "plateformes",
    "épisode",
    "ce",
    "cet",
    "l",
    "via",
    "de",
    "du",
    // Spanish, Portuguese, Italian
    "o",
    "y",
    "e",
    "el",
    "los",
    "las",
    "puedes",
    "escucharnos",
    "suscribirte",
    "suscribete",
    "nuestro",
    "todas",
    "plataformas",
    "episodio",
    "este",
    "os",
    "as",
    "episódio",
    "assine",
    "ouvir",
    "siga",
    "iscriviti",
    "ascoltaci",
    "anche",
    "tutte",
    "piattaforme",
    "il",
    // Dutch, Swedish, Danish, Norwegian
    "of",
    "het",
    "deze",
    "aflevering",
    "ons",
    "abonneer",
    "je",
    "ook",
    "och",
    "eller",
    "där",
    "poddar",
    "finns",
    "av",
    "og",
    "hør",
    "abonner",
];

/// A row has less text than this besides its links, in characters.
const SHORT: usize = 40;

/// And a sentence less than this.
const SENTENCE: usize = 160;

/// A row is no larger than this, in elements.
const LARGEST: usize = 60;

/// Whether an address is that of a place where shows can be heard.
pub(super) fn is_one(href: &str) -> bool {
    let Some((host, _)) = host_and_rest(href) else { return false };
    let host = host.to_ascii_lowercase();
    PLAYERS.iter().any(|player| is_under(&host, player))
}

/// Parts of the path where such a place shows one work: a book, a song, an episode, a film.
const WORKS: &[&str] = &["/dp/", "/gp/", "/track/", "/album/", "/pd/", "/episode/", "/watch"];

/// Whether an address is that of a work, which the notes may be about, and of no place to subscribe. Amazon has shows only where its music is.
fn is_work(href: &str) -> bool {
    let Some((host, path)) = host_and_rest(href) else { return false };
    let host = host.to_ascii_lowercase();
    let is_shop = is_under(&host, "amazon.com") && !is_under(&host, "music.amazon.com");
    is_shop || host == "youtu.be" || WORKS.iter().any(|work| path.contains(work))
}

/// Whether an element is a row of links to such places, each called by the place's name, or one that calls to listen there.
pub(super) fn is_row(items: &[Item<'_>], at: usize) -> bool {
    let item = &items[at];
    if !matches!(item.element.name(), "p" | "div" | "ul" | "ol" | "figure" | "section") || item.end - at > LARGEST {
        return false;
    }
    let links = || items[at..item.end].iter().filter(|item| item.element.name() == "a");
    if !links().any(is_to_player) {
        return false;
    }
    let besides = all_text(items, at).saturating_sub(all_link_text(items, at));
    let are_named = || links().all(|link| is_to_player(link) && is_name(&label(link)));
    let is_one_link = || links().nth(1).is_none();
    if besides < SHORT && are_named() && !is_one_link() {
        return true;
    }
    // "Watch it here" may be said of anything.
    let may_be_here = unlinked(item).any(|word| NAMES.contains(&&*word));
    besides < SENTENCE
        && links().all(|link| is_way_to_hear(link, may_be_here))
        && unlinked(item).all(|word| is_small(&word))
}

fn is_to_player(link: &Item<'_>) -> bool {
    attr(link.element, "href").is_some_and(is_one)
}

/// Whether a link in a sentence leads to such a place, or to the recording or the feed by the name of their format.
fn is_way_to_hear(link: &Item<'_>, may_be_here: bool) -> bool {
    let text = label(link);
    let is_format = |word: &str| FORMATS.contains(&word) || CALLS.contains(&word);
    let is_here = |word: &str| HERE.contains(&word);
    let is_said = || words(&text).next().is_some();
    if attr(link.element, "href").is_some_and(is_work) {
        false
    } else if is_to_player(link) {
        is_name(&text) || may_be_here && is_said() && words(&text).all(is_here)
    } else {
        is_said() && words(&text).all(is_format)
    }
}

/// The words in an element that are in no link, in lower case.
fn unlinked<'a>(item: &Item<'a>) -> impl Iterator<Item = String> + use<'a> {
    let mut open = vec![item.node];
    let texts = std::iter::from_fn(move || {
        while let Some(node) = open.pop() {
            match node.value() {
                Node::Text(text) => return Some(text.to_lowercase()),
                Node::Element(element) if matches!(element.name(), "a" | "script" | "style") => {}
                _ => open.extend(node.children()),
            }
        }
        None
    });
    texts.flat_map(|text| words(&text).map(str::to_owned).collect::<Vec<_>>())
}

fn is_small(word: &str) -> bool {
    NAMES.contains(&word) || CALLS.contains(&word) || FORMATS.contains(&word) || SMALL.contains(&word)
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

    #[test]
    fn a_sentence_that_only_says_where_to_hear_the_show_is_a_row() {
        let apple = "<a href=https://podcasts.apple.com/podcast/id99>Apple Podcasts</a>";
        let here = "<a href=https://podcasts.apple.com/podcast/id99>here</a>";
        let spotify = "<a href=https://open.spotify.com/show/9z>Spotify</a>";
        for text in [
            format!("Abonnez-vous sur {apple}, {spotify} ou via le <a href=/feed>flux RSS</a>."),
            format!("<b>Listen:</b> <a href=https://m.example/redirect.mp3/s.example/1.mp3>MP3</a> | {apple}"),
            format!("You can subscribe to the show in {apple}, on {spotify} or wherever you get your podcasts."),
            format!("Listen on Apple Podcasts {here}."),
            "Listen on Amazon <a href=https://music.amazon.com/podcasts/1>here</a>.".to_owned(),
            "Find us on <a href=https://www.youtube.com/@fen>YouTube</a>".to_owned(),
        ] {
            assert!(is_row_of(&format!("<p>{text}</p>")), "{text}");
        }
        for text in [
            format!("Ana hosts The Ditch, which you can hear on {apple}"),
            "Follow her on <a href=https://www.youtube.com/@ana>YouTube</a>.".to_owned(),
            format!("Subscribe to her show on {apple}, and to <a href=//ditch.example>The Ditch</a>."),
            format!("The song we played is {here}."),
            format!("Watch it {here}."),
            "Listen: <a href=//m.example/1.mp3>MP3</a>".to_owned(),
            "Get it on Amazon <a href=https://www.amazon.com/dp/1>here</a>.".to_owned(),
            "It is available on Amazon <a href=https://www.amazon.com/x>here</a>".to_owned(),
            "The show is available on YouTube <a href='https://www.youtube.com/watch?v=1'>here</a>".to_owned(),
            "Download: <a href=/7.mp3>MP3</a> | <a href='https://www.youtube.com/watch?v=1'>YouTube</a>".to_owned(),
        ] {
            assert!(!is_row_of(&format!("<p>{text}</p>")), "{text}");
        }
    }
}
