//! Links that a page makes about itself: tags, neighbours, share buttons, its own recording.

use super::outline::{Item, few_words};
use crate::episode::dom::{attr, is_remark_jump};
use crate::text::{is_under, words};

/// Addresses by which a page asks to be shared: host, and a part of the path or query.
const SHARES: &[(&str, &str)] = &[
    ("twitter.com", "/share"),
    ("twitter.com", "/intent/"),
    ("twitter.com", "/home?status="),
    ("x.com", "/share"),
    ("x.com", "/intent/"),
    ("facebook.com", "/sharer"),
    ("facebook.com", "/share.php"),
    ("facebook.com", "/dialog/"),
    ("linkedin.com", "/sharearticle"),
    ("linkedin.com", "/sharing/"),
    ("linkedin.com", "/cws/share"),
    ("plus.google.com", "/share"),
    ("pinterest.com", "/pin/create"),
    ("reddit.com", "/submit"),
    ("tumblr.com", "/share"),
    ("tumblr.com", "/widgets/share"),
    ("t.me", "/share"),
    ("telegram.me", "/share"),
    ("vk.com", "/share.php"),
    ("connect.ok.ru", "/offer"),
    ("wa.me", "/?text="),
    ("whatsapp.com", "/send?text="),
    ("getpocket.com", "/save"),
    ("getpocket.com", "/edit"),
    ("news.ycombinator.com", "/submitlink"),
    ("bufferapp.com", "/add"),
    ("buffer.com", "/add"),
    ("addtoany.com", "/"),
    ("bsky.app", "/intent/"),
    ("threads.net", "/intent/"),
    ("line.me", "/lineit/share"),
    ("xing.com", "/spi/shares"),
    ("del.icio.us", "/post"),
    ("delicious.com", "/post"),
    ("delicious.com", "/save"),
    ("digg.com", "/submit"),
    ("stumbleupon.com", "/submit"),
    ("slashdot.org", "/bookmark"),
    ("newsvine.com", "/_tools"),
    ("technorati.com", "/faves"),
    ("google.com", "/bookmarks/mark"),
    ("instapaper.com", "/hello2"),
    ("diigo.com", "/post"),
    ("mix.com", "/add"),
    ("flipboard.com", "/bookmarklet"),
];

/// Whether a link is one of those.
pub(super) fn is_one(item: &Item<'_>) -> bool {
    let element = item.element;
    let rel = attr(element, "rel").unwrap_or_default().to_ascii_lowercase();
    let about_itself = rel
        .split_ascii_whitespace()
        .any(|word| matches!(word, "tag" | "category" | "prev" | "next" | "bookmark" | "author"));
    let Some(href) = attr(element, "href") else { return about_itself };
    about_itself
        || item.names.has_pair("more", &["link"])
        || is_share(href)
        || is_portal(href)
        || is_remark_jump(href)
        || says_where(item, href)
        || is_comments(item, href)
}

/// The fragments at which a page's comments stand.
const COMMENTS: &[&str] = &["comments", "respond", "disqus_thread", "comment-form"];

/// Words beside the number of comments, in lower case.
const COUNTED: &[&str] = &[
    "comment",
    "comments",
    "no",
    "leave",
    "a",
    "add",
    "kommentar",
    "kommentare",
    "commentaire",
    "commentaires",
    "comentario",
    "comentarios",
    "comentários",
    "commenti",
    "reacties",
    "kommentarer",
    "комментарии",
];

/// Whether a link leads to the page's comments, and says only how many there are.
fn is_comments(item: &Item<'_>, href: &str) -> bool {
    let leads = href.rsplit_once('#').is_some_and(|(_, fragment)| COMMENTS.contains(&fragment));
    let is_count = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit()) || COUNTED.contains(&word);
    leads && few_words(item.node, 20, 100).is_some_and(|text| words(&text.to_lowercase()).all(is_count))
}

/// Where a members' area opens on a page of Ghost.
fn is_portal(href: &str) -> bool {
    href.trim().starts_with("#/portal")
}

/// What a link to a neighbour on the same site says, in lower case and without arrows.
const NEIGHBOURS: &[&str] = &[
    "previous",
    "next",
    "previous episode",
    "next episode",
    "home",
    "back",
    "back to all episodes",
    "back to episodes",
    "back to the podcast",
    "all episodes",
    "see all episodes",
    "view all episodes",
    "show all episodes",
    "browse all episodes",
    "more episodes",
    "older",
    "newer",
    "older posts",
    "newer posts",
    "zurück",
    "weiter",
    "startseite",
    "alle folgen",
    "alle episoden",
    "alle folgen anzeigen",
    "mehr folgen",
    "vorherige folge",
    "nächste folge",
    "accueil",
    "retour",
    "précédent",
    "suivant",
    "tous les épisodes",
    "voir tous les épisodes",
    "rss",
    "rss feed",
    "feed",
    "inicio",
    "volver",
    "anterior",
    "siguiente",
    "todos los episodios",
    "ver todos los episodios",
];

/// How a link to the recording begins, or the line in which it stands, in lower case.
const DOWNLOADS: &[&str] =
    &["download", "mp3", "herunterladen", "télécharger", "descargar", "baixar", "scarica", "ladda ner"];

/// How the names of recordings end.
const RECORDINGS: &[&str] = &["mp3", "m4a", "m4b", "opus", "ogg", "oga", "aac", "flac"];

/// What stands in the path of a measurement service, before the address of the recording or its query.
const MEASURED: &str = "/redirect.mp3";

fn is_recording(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    href.contains(MEASURED) || RECORDINGS.iter().any(|kind| ending.eq_ignore_ascii_case(kind))
}

/// Whether a text begins as one that offers the recording, or names only in which format it is: a work of music may be an opus.
fn offers(text: &str) -> bool {
    let text = text.to_lowercase();
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    DOWNLOADS.iter().any(|word| text.starts_with(word)) || RECORDINGS.contains(&text)
}

/// Whether the text of a link says that it leads to a neighbour, or to the recording.
fn says_where(item: &Item<'_>, href: &str) -> bool {
    let text = |node| few_words(node, 20, 100).unwrap_or_default();
    if is_recording(href) {
        let line = || item.node.parent().map(text);
        return offers(&text(item.node)) || line().is_some_and(|line| offers(&line));
    }
    let text = || text(item.node).to_lowercase();
    !href.contains("//") && NEIGHBOURS.contains(&text().trim_matches(|c: char| !c.is_alphanumeric()))
}

fn is_share(href: &str) -> bool {
    let href = href.trim();
    if href.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("mailto:?")) {
        return true;
    }
    let Some((_, rest)) = href.split_once("//") else { return false };
    if ["?share=", "&share=", "?action=share", "&action=share"].iter().any(|query| href.contains(query)) {
        return true;
    }
    let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let begins = |part: &str| path.get(..part.len()).is_some_and(|start| start.eq_ignore_ascii_case(part));
    let may_end = |known: &str| {
        let start = host.len().checked_sub(known.len());
        start.is_some_and(|start| host.as_bytes()[start..].eq_ignore_ascii_case(known.as_bytes()))
    };
    let ends = |known: &str| may_end(known) && is_under(&host.to_ascii_lowercase(), known);
    SHARES.iter().any(|(known, part)| begins(part) && ends(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn share_buttons_are_no_links_of_the_editor() {
        for href in [
            "https://twitter.com/intent/tweet?text=x",
            "https://www.facebook.com/sharer/sharer.php?u=x",
            "mailto:?subject=x",
            "https://api.whatsapp.com/send?text=x",
            "http://del.icio.us/post?url=http://show.example/1",
        ] {
            assert!(is_share(href), "{href}");
        }
        for href in ["mailto:a@b.example", "https://notx.com/share", "https://reddit.com/r/rust"] {
            assert!(!is_share(href), "{href}");
        }
    }
}
