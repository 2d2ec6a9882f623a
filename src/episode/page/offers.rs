//! The line beside a player that offers what it plays once more: "Download | Play in new window". Its links may lead to a script, or to another host
//! than the recording's; told apart from notes by what they say, and by where they stand.

use html5ever::local_name;

use super::outline::{Item, all_link_text, all_text, few_words, siblings_behind};
use super::recording;
use crate::text::words;

/// A link says no more than this, in bytes.
const LONGEST: usize = 60;

/// A line has less text than this besides its links, in characters: the length, the size.
const SHORT: usize = 40;

/// And no more elements than this.
const LARGEST: usize = 20;

/// How far around a player its line may stand, in elements, and how many elements behind.
const DEEP: usize = 3;
const NEAR: usize = 2;

/// Words beside the one for a download, in lower case.
const BESIDE: &[&str] = &[
    "in",
    "a",
    "new",
    "window",
    "tab",
    "popup",
    "listen",
    "audio",
    "file",
    "episode",
    "this",
    "the",
    "show",
    "now",
    "mp3",
    "mb",
    "neuem",
    "fenster",
    "abspielen",
    "hören",
    "folge",
    "diese",
    "datei",
    "dans",
    "une",
    "nouvelle",
    "fenêtre",
    "écouter",
    "lire",
    "l",
    "épisode",
    "fichier",
    "en",
    "una",
    "nueva",
    "ventana",
    "reproducir",
    "escuchar",
    "episodio",
    "archivo",
    "em",
    "nova",
    "janela",
    "ouvir",
    "reproduzir",
    "episódio",
    "ascolta",
    "nuova",
    "finestra",
    "riproduci",
    "puntata",
    "luister",
    "nieuw",
    "venster",
    "afspelen",
    "aflevering",
    "lyssna",
    "i",
    "nytt",
    "fönster",
    "spela",
    "upp",
    "avsnitt",
];

/// The lines beside the players of a page, in document order.
pub(super) fn lines(items: &[Item<'_>]) -> Vec<usize> {
    let is_player = |item: &Item<'_>| matches!(item.element.name.local, local_name!("audio") | local_name!("video"));
    let players = (0..items.len()).filter(|at| is_player(&items[*at]));
    let mut lines: Vec<usize> = players.flat_map(|player| behind(items, player)).collect();
    lines.sort_unstable();
    lines
}

/// The lines behind a player, or behind what frames it.
fn behind(items: &[Item<'_>], player: usize) -> Vec<usize> {
    let around = std::iter::successors(Some(player), |at| Some(items[*at].parent)).take(DEEP);
    let near = around.flat_map(|at| siblings_behind(items, at).take(NEAR));
    near.filter(|at| is_line(items, *at)).collect()
}

/// Whether an element holds links that offer the recording in more than one way, and hardly anything else. One alone may offer another recording.
fn is_line(items: &[Item<'_>], at: usize) -> bool {
    let inside = &items[at..items[at].end];
    if inside.len() > LARGEST {
        return false;
    }
    let links = || inside.iter().filter(|item| item.element.name() == "a");
    let besides = || all_text(items, at).saturating_sub(all_link_text(items, at));
    links().nth(1).is_some() && links().all(offers) && besides() < SHORT
}

/// Whether a link says nothing but that it plays the recording, or sends it.
fn offers(link: &Item<'_>) -> bool {
    let Some(text) = few_words(link.node, 20, LONGEST).map(|text| text.to_lowercase()) else { return false };
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_known = |word: &str| recording::is_download(word) || BESIDE.contains(&word) || is_number(word);
    recording::offers(&text) && words(&text).all(is_known)
}

#[cfg(test)]
mod tests {
    use super::super::boilerplate::Drop;
    use super::super::outline::Outline;
    use crate::episode::dom::{Dom, attr};

    /// Where the links lead that are kept.
    fn kept(html: &str) -> Vec<String> {
        let dom = Dom::page(html);
        let outline = Outline::of(&dom);
        let links = outline.items.iter().filter(|item| item.element.name() == "a" && item.drop == Drop::Keep);
        links.filter_map(|item| attr(item.element, "href")).map(str::to_owned).collect()
    }

    #[test]
    fn a_line_beside_a_player_offers_the_recording() {
        let player = "<audio src=/3.mp3></audio>";
        let line =
            "<p><a href=//m.example/dl/3>Download</a> | <a href=//m.example/play/3>Play in new window</a> (44:10)</p>";
        let notes = "<p><a href=//a.example>A map of the ice</a></p>";
        for html in [
            format!("<div>{player}{line}</div>{notes}"),
            format!("<figure>{player}</figure>{line}{notes}"),
            format!("<div class=player>{player}</div>{line}{notes}"),
        ] {
            assert_eq!(kept(&html), ["//a.example"], "{html}");
        }
    }

    #[test]
    fn what_says_more_or_stands_elsewhere_is_kept() {
        let line = "<p><a href=//m.example/dl/3>Download</a> <a href=//m.example/play/3>Play</a></p>";
        assert_eq!(kept(&format!("<p>Ice</p>{line}")).len(), 2, "no player");
        let far = "<p>We went over the ice.</p>".repeat(3);
        assert_eq!(kept(&format!("<audio src=/3.mp3></audio>{far}{line}")).len(), 2, "far from it");
        let says = |text: &str| kept(&format!("<audio src=/3.mp3></audio>{}", line.replace("Play", text)));
        assert_eq!(says("Play it in the dark").len(), 2);
        assert_eq!(says("Listen to Ana").len(), 2);
        assert_eq!(says("Play").len(), 0);
        assert_eq!(kept("<audio src=/3.mp3></audio><p><a href=//m.example/4>Download</a></p>").len(), 1, "one alone");
    }
}
