//! Links that a page makes about itself: tags, neighbours, share buttons, its own recording.

use super::outline::{Item, few_words};
use super::recording::Own;
use crate::episode::dom::{attr, is_remark_jump};
use crate::text::{host_and_rest, html, is_under, without_query, words};

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
pub(super) fn is_one(item: &Item<'_>, own: &Own<'_>) -> bool {
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
        || is_served(href)
        || is_place(item)
        || is_feed(item, href) && own.is_at_home(href)
        || is_remark_jump(href)
        || says_where(item, href)
        || own.is_offered_by(item, href)
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
    href.split_once('#').is_some_and(|(_, fragment)| fragment.starts_with("/portal"))
}

/// Hosts that serve advertisements, or that plugins name themselves by.
const SERVERS: &[&str] = &[
    "doubleclick.net",
    "googlesyndication.com",
    "googleadservices.com",
    "adservice.google.com",
    "adnxs.com",
    "adform.net",
    "criteo.com",
    "outbrain.com",
    "taboola.com",
    "smartadserver.com",
    "adtech.de",
    "advertserve.com",
    "openx.net",
    "servedbyadbutler.com",
    "disqus.com",
];

/// Whether a link leads to a trackback, or to a feed and says so.
fn is_feed(item: &Item<'_>, href: &str) -> bool {
    let path = without_query(href).trim_end_matches('/');
    let says_feed = || {
        few_words(item.node, 20, 100)
            .is_some_and(|text| words(&text.to_lowercase()).any(|word| matches!(word, "rss" | "feed" | "atom")))
    };
    path.ends_with("/trackback") || path.ends_with("/feed") && says_feed()
}

/// Whether an address is one of a server of advertisements.
fn is_served(href: &str) -> bool {
    let Some((host, _)) = host_and_rest(href) else { return false };
    SERVERS.iter().any(|server| host.ends_with(server) && is_under(host, server))
}

/// Whether a link says nothing and shows nothing, in a heading whose place it marks.
fn is_place(item: &Item<'_>) -> bool {
    let above = || item.node.ancestors().take(3).filter_map(|node| node.value().as_element());
    let is_silent = || few_words(item.node, 8, 100).is_some_and(|text| text.is_empty());
    let has_picture =
        || item.node.descendants().any(|node| node.value().as_element().is_some_and(|it| it.name() == "img"));
    above().any(|it| html::is_heading(it.name())) && is_silent() && !has_picture()
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
    "alle folgen ansehen",
    "alle episoden anzeigen",
    "alle episoden ansehen",
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
    "ver todos os episódios",
    "todos os episódios",
    "vedi tutti gli episodi",
    "tutti gli episodi",
    "alle afleveringen",
    "bekijk alle afleveringen",
    "alla avsnitt",
    "visa alla avsnitt",
    "wszystkie odcinki",
    "zobacz wszystkie odcinki",
];

/// Whether the text of a link says that it leads to a neighbour on the same site.
fn says_where(item: &Item<'_>, href: &str) -> bool {
    let text = || few_words(item.node, 20, 100).unwrap_or_default().to_lowercase();
    !href.contains("//") && NEIGHBOURS.contains(&text().trim_matches(|c: char| !c.is_alphanumeric()))
}

fn is_share(href: &str) -> bool {
    let href = href.trim();
    if href.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("mailto:?")) {
        return true;
    }
    let Some((host, path)) = host_and_rest(href) else { return false };
    let asks = |query: &&str| path.contains(query);
    if path.contains("share") && ["?share=", "&share=", "?action=share", "&action=share"].iter().any(asks) {
        return true;
    }
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
    use super::super::boilerplate::Drop;
    use super::super::outline::Outline;
    use super::*;
    use crate::episode::dom::Dom;

    #[test]
    fn machinery_of_a_page_is_no_link_of_the_editor() {
        let is_kept = |html: &str| {
            let dom = Dom::page(html);
            let outline = Outline::of(&dom);
            outline.items.iter().rfind(|item| item.element.name() == "a").unwrap().drop == Drop::Keep
        };
        for link in [
            "<a href=/7/trackback/>trackback</a>",
            "<a href=/7/feed/>RSS 2.0</a>",
            "<a href=https://ad.doubleclick.net/x>Lamps</a>",
            "<a href=https://disqus.com>powered by Disqus</a>",
            "<a href=https://show.example/#/portal/signup>Join</a>",
        ] {
            assert!(!is_kept(&format!("<p>See {link}")), "{link}");
        }
        assert!(!is_kept("<h3>Links <a class=header-anchor href=https://show.example/i/1></a></h3>"));
        for link in [
            "<a href=https://a.example/feed>A</a>",
            "<a href=https://notdoubleclick.net/>B</a>",
            "<a href=//a.example></a>",
        ] {
            assert!(is_kept(&format!("<p>See {link}")), "{link}");
        }
        assert!(is_kept("<h3><a href=https://a.example/1><img src=x></a></h3>"));
    }

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
