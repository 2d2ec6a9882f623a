//! What a site puts into the text of its own accord, told by links that stay on it: lines such as "Read also", cards of other pages, boxes that promote
//! them, buttons to subscribe, what opens a panel.

use ego_tree::NodeId;

use super::boilerplate::Drop;
use super::names::Words;
use super::outline::{Outline, few_words};
use super::site::Site;
use super::tabs;
use super::words::{self, Says};
use crate::episode::dom::attr;
use crate::text::{html, without_query};

/// A call to read something else is no longer than this, in characters without blanks.
const CALL: usize = 40;

/// A box is no larger than this, in elements, and stands at most so far above its links.
const LARGEST: usize = 60;
const DEEP: usize = 4;

/// Words in names of boxes that promote other pages.
pub(super) const PROMOS: Words = Words::new(&[
    "promo",
    "promos",
    "promobox",
    "promolist",
    "teaser",
    "teasers",
    "teaserbox",
    "enhancement",
    "topiclink",
    "cta",
    "calltoaction",
]);

/// How the last part of an address is called at which a site asks to join it, in lower case.
const ASKS: &[&str] = &[
    "subscribe",
    "subscription",
    "subscriptions",
    "signup",
    "sign-up",
    "newsletter",
    "newsletters",
    "join",
    "membership",
    "become-a-member",
    "abonnieren",
    "mitglied-werden",
    "abonnement",
    "s-abonner",
    "abonnez-vous",
    "suscribete",
    "suscripcion",
    "boletin",
    "assine",
    "assinar",
    "iscriviti",
    "abbonati",
    "abonneren",
    "nieuwsbrief",
    "prenumerera",
    "nyhetsbrev",
    "nyhedsbrev",
    "tilaa",
    "uutiskirje",
];

/// The elements of that kind.
pub(super) fn found(outline: &Outline<'_>, site: &Site) -> Vec<NodeId> {
    let mut cut = Vec::new();
    let mut at = 0;
    while let Some(item) = outline.items.get(at) {
        let is_link = item.drop < Drop::Hard && item.element.name() == "a";
        let aside = if is_link && tabs::is_control(item) {
            Some(at)
        } else if is_link && stays(outline, at, site) {
            aside(outline, at, site)
        } else {
            None
        };
        cut.extend(aside.map(|aside| outline.items[aside].node.id()));
        at = aside.map_or(at + 1, |aside| outline.items[aside].end);
    }
    cut
}

fn stays(outline: &Outline<'_>, link: usize, site: &Site) -> bool {
    attr(outline.items[link].element, "href").is_some_and(|href| !href.starts_with('#') && site.is_own(href))
}

/// What stands around a link that stays on the site and is none of the notes.
fn aside(outline: &Outline<'_>, link: usize, site: &Site) -> Option<usize> {
    let block = block(outline, link);
    if is_card(outline, link) || asks(outline, link, block) {
        return Some(link);
    }
    if is_title(outline, block) {
        return Some(block);
    }
    let all_stay = |at: &usize| links(outline, *at).all(|link| stays(outline, link, site));
    let call = Some(block).filter(|at| calls(outline, *at)).or_else(|| called(outline, block));
    call.or_else(|| promo(outline, block)).filter(all_stay)
}

/// The innermost block around a link.
fn block(outline: &Outline<'_>, link: usize) -> usize {
    let is_inline = |at: &usize| {
        matches!(outline.items[*at].element.name(), "a" | "b" | "strong" | "em" | "i" | "span" | "u" | "small" | "font")
    };
    let around = std::iter::successors(Some(link), |at| Some(outline.items[*at].parent));
    around.take(LARGEST).find(|at| !is_inline(at)).unwrap_or(link)
}

fn links(outline: &Outline<'_>, at: usize) -> impl Iterator<Item = usize> {
    outline.links(at).filter(|at| outline.items[*at].drop < Drop::Hard)
}

/// Whether a link encloses the heading of what it leads to.
fn is_card(outline: &Outline<'_>, link: usize) -> bool {
    let inside = &outline.items[link + 1..outline.items[link].end];
    inside.iter().any(|item| html::is_subheading(item.element.name()))
}

/// Whether a heading that is nothing but a link is one that a template made: the title of the page, or of another in a list.
fn is_title(outline: &Outline<'_>, block: usize) -> bool {
    let item = &outline.items[block];
    let is_made = || item.element.name() == "h1" || item.names.has("title");
    matches!(item.element.name(), "h1" | "h2" | "h3" | "h4") && outline.prose(block) == 0 && is_made()
}

/// Whether a link is a button to subscribe.
fn asks(outline: &Outline<'_>, link: usize, block: usize) -> bool {
    let item = &outline.items[link];
    let is_button = || {
        let inside = &outline.items[link + 1..item.end];
        item.names.has("button") || item.names.has("btn") || inside.iter().any(|it| it.element.name() == "button")
    };
    let leads_there = attr(item.element, "href").is_some_and(asks_to_join);
    leads_there && (is_button() || stands_alone(outline, link, block))
}

/// Whether an address is one at which a site asks to join it.
pub(super) fn asks_to_join(href: &str) -> bool {
    let path = without_query(href).trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    let last = last.split_once('.').map_or(last, |(name, _)| name);
    ASKS.iter().any(|word| last.eq_ignore_ascii_case(word))
}

fn stands_alone(outline: &Outline<'_>, link: usize, block: usize) -> bool {
    outline.prose(block) == 0 && links(outline, block).all(|other| other == link)
}

/// Whether a block says nothing beside its links but that there is more to read: `Lees ook: …`.
fn calls(outline: &Outline<'_>, block: usize) -> bool {
    let item = &outline.items[block];
    if !(1..=CALL).contains(&outline.prose(block)) || item.end - block > LARGEST {
        return false;
    }
    let mut said = String::new();
    for node in item.node.descendants().take(2 * LARGEST) {
        let is_linked =
            |above: ego_tree::NodeRef<'_, scraper::Node>| above.value().as_element().is_some_and(|it| it.name() == "a");
        if let Some(text) = node.value().as_text().filter(|_| !node.ancestors().take(DEEP).any(is_linked)) {
            said.push_str(text);
            said.push(' ');
        }
    }
    words::is_call(&said)
}

/// The list in which an entry stands, if the line above it is such a call.
fn called(outline: &Outline<'_>, entry: usize) -> Option<usize> {
    let item = &outline.items[entry];
    let list = item.parent;
    // All of a list is judged with its first entry.
    let is_list = item.element.name() == "li" && list + 1 == entry && outline.items[list].end - list <= LARGEST;
    let above = outline.items[list].node.prev_siblings().find(|node| node.value().is_element()).filter(|_| is_list)?;
    let says = few_words(above, 20, 2 * CALL)?;
    words::is_call(&says).then_some(list)
}

/// The box that promotes other pages in which a block stands.
fn promo(outline: &Outline<'_>, block: usize) -> Option<usize> {
    let around = std::iter::successors(Some(block), |at| Some(outline.items[*at].parent));
    let is_box = |at: &usize| {
        let item = &outline.items[*at];
        // How large it is goes first: each link asks so of all that it stands in.
        item.end - at <= LARGEST && (item.names.has_any(&PROMOS) || is_inset(outline, *at))
    };
    around.take(DEEP).find(is_box)
}

/// Whether an element is set into the text, and begins by saying that it is about something else: "Related story".
fn is_inset(outline: &Outline<'_>, at: usize) -> bool {
    let inside = || (at + 1..outline.items[at].end).map(|inner| outline.items[inner].node);
    let first = || inside().find_map(|node| few_words(node, 20, 2 * CALL).filter(|text| !text.is_empty()));
    let says_other = |text: String| words::read(&text) == Says::Other || words::is_call(&text);
    outline.items[at].element.name() == "aside" && first().is_some_and(says_other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

    /// Where the links lead that are left.
    fn left(html: &str) -> Vec<String> {
        let dom = Dom::page(&format!("<main>{html}</main>"));
        let outline = Outline::of(&dom);
        let cut = found(&outline, &Site::default());
        let links = outline.items.iter().filter(|item| item.element.name() == "a");
        let left =
            links.filter(|item| !item.node.ancestors().chain([item.node]).any(|above| cut.contains(&above.id())));
        left.filter_map(|item| attr(item.element, "href")).map(str::to_owned).collect()
    }

    #[test]
    fn lines_that_call_to_read_something_else_are_none_of_the_notes() {
        for line in [
            "<p><strong>Lees ook:</strong> <a href=/a>A</a></p>",
            "<div><span>Läs även</span><a href=/a>A</a></div>",
            "<p>Read more: <a href=/a>A</a> | <a href=/b>B</a></p>",
            "<p>Mehr zum Thema:</p><ul><li><a href=/a>A</a></li><li><a href=/b>B</a></li></ul>",
        ] {
            assert!(left(line).is_empty(), "{line}");
        }
        for line in [
            "<p>Read also <a href=//a.example>A</a></p>",
            "<p>We talked about it in <a href=/a>episode 3</a></p>",
            "<p>Lees ook: <a href=/a>A</a>, en <a href=//b.example>B</a></p>",
            "<p>Guests:</p><ul><li><a href=/a>A</a></li></ul>",
        ] {
            assert!(!left(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn cards_boxes_and_titles_of_the_site_are_none_of_the_notes() {
        assert!(left("<a href=/2><h3>Two</h3><p>More of it</p></a><h1><a href=/>Show</a></h1><h4 class=post-title><a href=/3>Three</a></h4>").is_empty());
        assert!(left("<div class=PromoList><h3>For you</h3><a href=/2>Two</a></div>").is_empty());
        assert_eq!(left("<a href=//a.example><h3>Two</h3></a><div class=teaser><a href=//b.example>B</a></div><h3><a href=/3>Three</a></h3>").len(), 3);
    }

    #[test]
    fn what_is_set_into_the_text_is_none_of_the_notes() {
        assert!(left("<p>Text</p><aside><h3>Related story</h3><p><a href=/2>Two</a></p></aside>").is_empty());
        for html in [
            "<p>Read our pages on <a href=/topics/climate>climate</a> first</p>",
            "<h2>Links</h2><ul><li><a href=/category/boats>Boats</a></ul>",
            "<aside><h3>Related story</h3><p><a href=/2>Two</a> of <a href=//a.example>A</a></p></aside>",
            "<p>Text</p><section><h3>Ferries</h3><p><a href=/2>Two</a></p></section>",
        ] {
            assert!(!left(html).is_empty(), "{html}");
        }
    }

    #[test]
    fn buttons_to_subscribe_are_none_of_the_notes() {
        assert!(
            left("<p><a href=/newsletter/>Join us</a></p><p>Now: <a class=btn href=/subscribe?x=1>Join</a></p>")
                .is_empty()
        );
        assert_eq!(
            left("<p>The <a href=/newsletter>newsletter</a> has it.</p><p><a href=//a.example/subscribe>A</a></p>")
                .len(),
            2
        );
    }
}
