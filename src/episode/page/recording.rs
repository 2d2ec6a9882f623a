//! An episode's own recording: the file that the page's player plays, offered once more for download. It is none of the notes; other recordings are.

use std::cell::OnceCell;
use std::collections::HashSet;

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::outline::{Item, few_words};
use crate::episode::dom::attr;
use crate::episode::media::{self, RECORDINGS};
use crate::text::{host_and_rest, is_under, split_at_slashes, without_query};

/// How a link to the recording begins, or the line in which it stands, in lower case.
const DOWNLOADS: &[&str] = &[
    "download",
    "right-click",
    "right click",
    "rechtsklick",
    "play",
    "mp3",
    "herunterladen",
    "télécharger",
    "descargar",
    "baixar",
    "scarica",
    "ladda ner",
];

/// As many nodes of a list as are looked at.
const MOST_NODES: usize = 500;

/// What stands in the path of a measurement service, before the address of the recording or its query.
const MEASURED: &str = "/redirect.mp3";

/// What a page tells of its own recording, read where a link asks for it.
pub(super) struct Own<'a> {
    page: Option<NodeRef<'a, Node>>,
    facts: OnceCell<Facts>,
}

/// The recordings that a page plays or declares, without the endings of their names, and the hosts that it says are its own.
#[derive(Debug, Default)]
struct Facts {
    files: HashSet<String>,
    hosts: HashSet<String>,
}

impl<'a> Own<'a> {
    /// That of the page to which these elements belong.
    pub(super) fn of(items: &[Item<'a>]) -> Self {
        let page = items.first().map(|item| item.node.ancestors().last().unwrap_or(item.node));
        Self { page, facts: OnceCell::new() }
    }

    /// Whether a link offers the page's own recording.
    pub(super) fn is_offered_by(&self, item: &Item<'_>, href: &str) -> bool {
        let text = |node| few_words(node, 20, 100).unwrap_or_default();
        let line = || item.node.parent().map(text);
        if !is_recording(href) || !(offers(&shown(item)) || line().is_some_and(|line| offers(&line))) {
            return false;
        }
        // Only shows put a measurement service before their own recordings.
        let may_be = || href.contains(MEASURED) || self.is_at_home(href);
        self.facts().files.contains(stem(href)) || may_be() && !is_one_of_notes(item)
    }

    /// Whether an address is one of the page's own site.
    pub(super) fn is_at_home(&self, href: &str) -> bool {
        host(href).is_none_or(|host| self.facts().hosts.iter().any(|own| is_under(&host, own)))
    }

    /// Whether the page says what its own site is.
    pub(super) fn knows_home(&self) -> bool {
        !self.facts().hosts.is_empty()
    }

    fn facts(&self) -> &Facts {
        self.facts.get_or_init(|| {
            let mut facts = Facts::default();
            let elements = self.page.into_iter().flat_map(|page| page.descendants());
            elements.filter_map(|node| node.value().as_element()).for_each(|element| facts.note(element));
            facts
        })
    }
}

impl Facts {
    fn note(&mut self, element: &Element) {
        let says = |name: &str, values: &[&str]| attr(element, name).is_some_and(|value| values.contains(&value));
        let is_page = says("rel", &["canonical"]) || says("property", &["og:url"]);
        let file = match element.name() {
            "audio" | "video" | "source" => attr(element, "src"),
            "link" if says("rel", &["enclosure"]) => attr(element, "href"),
            "meta" if says("property", PLAYED) || says("name", PLAYED) => attr(element, "content"),
            "link" | "meta" if is_page => {
                let url = attr(element, "href").or_else(|| attr(element, "content"));
                self.hosts.extend(url.and_then(host).map(|host| host.trim_start_matches("www.").to_owned()));
                None
            }
            _ => None,
        };
        self.files.extend(file.map(|file| stem(file).to_owned()).filter(|stem| !stem.is_empty()));
    }
}

/// What `meta` elements call a recording that programs may play.
const PLAYED: &[&str] = &["og:audio", "og:audio:url", "og:audio:secure_url", "twitter:player:stream"];

/// An address without its query, its scheme and the ending of its name: the same for all formats of a recording.
fn stem(href: &str) -> &str {
    let path = path(href);
    let path = split_at_slashes(path).map_or(path, |(_, rest)| rest);
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

fn path(href: &str) -> &str {
    without_query(href).trim()
}

/// The host of an address that names one, in lower case.
fn host(href: &str) -> Option<String> {
    host_and_rest(path(href)).map(|(host, _)| host.to_ascii_lowercase())
}

pub(super) fn is_recording(href: &str) -> bool {
    href.contains(MEASURED) || media::is_recording(href)
}

/// What a link says; what its picture stands for, where it says nothing.
fn shown(item: &Item<'_>) -> String {
    let text = few_words(item.node, 20, 100).unwrap_or_default();
    let pictures = || item.node.descendants().take(20).filter_map(|node| node.value().as_element());
    let said = || pictures().find_map(|element| attr(element, "alt")).unwrap_or_default().to_owned();
    if text.is_empty() { said() } else { text }
}

/// Whether a text begins as one that offers the recording, or names only in which format it is: a work of music may be an opus.
pub(super) fn offers(text: &str) -> bool {
    let text = text.to_lowercase();
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    DOWNLOADS.iter().any(|word| text.starts_with(word)) || RECORDINGS.contains(&text)
}

/// Whether a word in lower case is one with which such a text begins, or a part of it.
pub(super) fn is_download(word: &str) -> bool {
    DOWNLOADS.iter().any(|known| known.split(' ').any(|part| part == word))
}

/// Whether a link is one of a list in which others lead away, as links of notes do.
fn is_one_of_notes(item: &Item<'_>) -> bool {
    let list = item.node.ancestors().find(|node| is_named(*node, &["ul", "ol"]));
    let leads_away = |node: NodeRef<'_, Node>| {
        let href = node.value().as_element().filter(|_| is_named(node, &["a"])).and_then(|it| attr(it, "href"));
        href.is_some_and(|href| href.contains("//") && !is_recording(href))
    };
    list.is_some_and(|list| list.descendants().take(MOST_NODES).any(leads_away))
}

fn is_named(node: NodeRef<'_, Node>, names: &[&str]) -> bool {
    node.value().as_element().is_some_and(|element| names.contains(&element.name()))
}

#[cfg(test)]
mod tests {
    use super::super::boilerplate::Drop;
    use super::super::outline::Outline;
    use crate::episode::dom::Dom;

    /// Whether the last link of a page is kept.
    fn is_kept(html: &str) -> bool {
        let dom = Dom::page(html);
        let outline = Outline::of(&dom);
        outline.items.iter().rfind(|item| item.element.name() == "a").unwrap().drop == Drop::Keep
    }

    #[test]
    fn what_the_player_plays_is_offered_once_more() {
        let link = "<p><a href='https://cdn.example/a/3.mp3?download=1'>Download</a>";
        for player in [
            "<audio src='https://cdn.example/a/3.mp3'></audio>",
            "<audio><source src='//cdn.example/a/3.ogg'></audio>",
            "<meta property=og:audio content='http://cdn.example/a/3.mp3?x'>",
        ] {
            assert!(!is_kept(&format!("{player}{link}")), "{player}");
        }
        assert!(is_kept(&format!("<audio src='https://cdn.example/a/4.mp3'></audio>{link}")));
        for label in ["Right-click to download", "<img alt=Play src=x>"] {
            let link = format!("<p><a href='https://cdn.example/a/3.mp3'>{label}</a>");
            assert!(!is_kept(&format!("<audio src='https://cdn.example/a/3.mp3'></audio>{link}")) && is_kept(&link));
        }
    }

    #[test]
    fn recordings_of_others_are_notes_whatever_they_are_called() {
        for text in ["Download", "Download the interview", "Herunterladen", "MP3"] {
            assert!(is_kept(&format!("<p><a href='https://archive.example/i.mp3'>{text}</a>")), "{text}");
        }
    }

    #[test]
    fn a_site_offers_its_own_recording_beside_the_notes() {
        let own = "<link rel=canonical href='https://www.show.example/3'>";
        let link = "<a href='https://media.show.example/3.mp3'>Download</a>";
        assert!(!is_kept(&format!("{own}<p>{link}")) && is_kept(&format!("<p>{link}")));
        let list = |first: &str| format!("{own}<ul><li>{first}<li>{link}</ul>");
        assert!(!is_kept(&list("<a href=/3.txt>Transcript</a>")));
        assert!(is_kept(&list("<a href='https://guest.example/'>Dana</a>")));
    }
}
