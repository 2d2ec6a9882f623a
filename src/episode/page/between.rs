//! What stands between blocks of notes and belongs to them: a site builder puts each picture and each button into a block of its own.

use super::asides::{self, PROMOS};
use super::beside::{leads_off, links_in};
use super::boilerplate::Drop;
use super::heading::{self, Heading};
use super::outline::{Outline, few_words};
use super::players;
use super::recording;
use super::sections;
use super::words::Says;
use crate::text::{host_and_rest, is_under, words};

/// A block has less text than this besides its link, in characters.
const SHORT: usize = 40;

/// The captions with links of the pictures between blocks of notes that stand beside each other. In document order.
pub(super) fn captions(outline: &Outline<'_>, notes: &[usize]) -> Vec<usize> {
    let are_beside = |pair: &&[usize]| outline.items[pair[0]].parent == outline.items[pair[1]].parent;
    let between = notes.windows(2).filter(are_beside).flat_map(|pair| {
        let siblings = outline.siblings_behind(pair[0]).take_while(move |at| *at < pair[1]);
        siblings.filter(|at| outline.items[*at].element.name() == "figure")
    });
    let inside = between.flat_map(|figure| figure..outline.items[figure].end);
    let captions = inside.filter(|at| outline.items[*at].element.name() == "figcaption");
    captions.filter(|at| outline.items[*at].drop == Drop::Keep && links_in(outline, *at) > 0).collect()
}

/// The blocks between others of one kind that hold nothing but a picture or a button which leads to another site. In document order.
pub(super) fn blocks(
    outline: &Outline<'_>,
    headings: &[Heading],
    notes: &[usize],
    is_own: &dyn Fn(&str) -> bool,
) -> Vec<usize> {
    let are_kin = |pair: &&[usize]| sections::are_kin(outline.items[pair[0]].element, outline.items[pair[1]].element);
    let between = notes.windows(2).filter(are_kin).flat_map(|pair| {
        let start = outline.items[pair[0]].end;
        let blocks = outline.topmost(start..pair[1], |at| is_block(outline, headings, at));
        let ends = move |at: &usize| heading::within(headings, start, *at).iter().any(|it| it.says == Says::Other);
        blocks.into_iter().take_while(move |at| !ends(at))
    });
    between.filter(|at| leads_off(outline, *at, is_own)).collect()
}

fn is_block(outline: &Outline<'_>, headings: &[Heading], at: usize) -> bool {
    let item = &outline.items[at];
    let inside = &outline.items[at..item.end];
    let plays = || outline.hrefs(at).any(|href| players::is_one(href) || recording::is_recording(href));
    item.element.name() == "div"
        && item.drop == Drop::Keep
        && !item.names.has_any(&PROMOS)
        && links_in(outline, at) == 1
        && outline.prose(at) < SHORT
        && heading::within(headings, at, item.end).is_empty()
        && !inside.iter().any(|it| matches!(it.element.name(), "figcaption" | "form" | "iframe"))
        && !plays()
        && !asks(outline, at)
}

/// Where shows ask for money, and send letters from.
const PLATFORMS: &[&str] = &[
    "patreon.com",
    "buymeacoffee.com",
    "ko-fi.com",
    "paypal.com",
    "paypal.me",
    "gofundme.com",
    "donorbox.org",
    "givebutter.com",
    "liberapay.com",
    "opencollective.com",
    "steadyhq.com",
    "steady.page",
    "tipeee.com",
    "ulule.com",
    "memberful.com",
    "supportingcast.fm",
    "substack.com",
    "beehiiv.com",
    "mailchi.mp",
    "list-manage.com",
    "convertkit.com",
    "kit.com",
    "buttondown.email",
    "buttondown.com",
];

/// Words in what such a button says, in lower case.
const CALLS: &[&str] = &[
    "donate",
    "donation",
    "support",
    "subscribe",
    "join",
    "newsletter",
    "spenden",
    "unterstützen",
    "unterstütze",
    "abonnieren",
    "donner",
    "soutenir",
    "soutenez",
    "abonner",
    "abonnez",
    "donar",
    "dona",
    "apoya",
    "apóyanos",
    "suscríbete",
    "doar",
    "apoie",
    "assine",
    "sostieni",
    "sostienici",
    "iscriviti",
    "abbonati",
    "doneer",
    "steun",
    "abonneer",
    "nieuwsbrief",
    "stöd",
    "prenumerera",
    "nyhetsbrev",
    "støt",
    "støtt",
    "nyhedsbrev",
    "wesprzyj",
    "newslettera",
];

/// Whether a button asks to give money or to subscribe, by its words or by where it leads: a site puts it under every episode.
fn asks(outline: &Outline<'_>, at: usize) -> bool {
    let asks_in_words = |text: String| {
        let text = text.to_lowercase();
        text.contains("sign up") || words(&text).any(|word| CALLS.contains(&word))
    };
    let is_platform = |href: &str| {
        let host = host_and_rest(href).map_or("", |(host, _)| host).to_ascii_lowercase();
        PLATFORMS.iter().any(|name| is_under(&host, name)) || asides::asks_to_join(href)
    };
    few_words(outline.items[at].node, 20, 2 * SHORT).is_some_and(asks_in_words) || outline.hrefs(at).any(is_platform)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::{Dom, attr};

    /// The notes of a page that holds this, and what is found between them, by their ids.
    fn found(html: &str, find: impl Fn(&Outline<'_>, &[usize]) -> Vec<usize>) -> Vec<String> {
        let dom = Dom::page(&format!("<main>{html}</main>"));
        let outline = Outline::of(&dom);
        let notes: Vec<_> =
            (0..outline.items.len()).filter(|at| outline.items[*at].element.name() == "section").collect();
        let ids = find(&outline, &notes).into_iter().filter_map(|at| attr(outline.items[at].element, "id"));
        ids.map(str::to_owned).collect()
    }

    #[test]
    fn captions_between_blocks_of_notes_are_notes() {
        let figure =
            |id: &str, link: &str| format!("<figure><img><figcaption id={id}>Rope, {link}</figcaption></figure>");
        let link = "<a href='https://a.example/'>A</a>";
        let html = format!(
            "<section>x</section>{}{}<section>x</section>{}<div><section>x</section></div>",
            figure("a", link),
            figure("b", "1871"),
            figure("c", link)
        );
        assert_eq!(found(&html, captions), ["a"]);
    }

    #[test]
    fn pictures_and_buttons_between_blocks_of_notes_are_notes() {
        let between = |html: &str| {
            let block = "<section class='text x'>x</section>";
            let html = format!("<div><div>{block}</div></div>{html}<div>{block}</div>");
            found(&html, |outline, notes| blocks(outline, &heading::real(outline), notes, &|href| !href.contains("//")))
        };
        let picture = "<div id=a><a href=//a.example><img src=x></a></div>";
        let button = "<div id=b><div><a class=button href=//b.example>The book</a></div></div>";
        assert_eq!(between(&format!("{picture}{button}")), ["a", "b"]);
        let text = "<div><p>Our sponsors have something to say to you all, and so they say it.</p></div>";
        assert_eq!(between(&format!("{text}{button}")), ["b"]);
        for other in [
            "<div id=a><a href=/shop>Shop</a></div>",
            "<div id=a><a href=//fen.example/x>Support us</a></div>",
            "<div id=a><a href=//fen.example/x>Jetzt spenden</a></div>",
            "<div id=a><a href=https://www.patreon.com/fen>Our page</a></div>",
            "<div id=a><a href=https://fen.substack.com/subscribe>Letters</a></div>",
            "<div id=a><a href=//letters.example/subscribe?x=1><img src=x></a></div>",
            "<div id=a class=cta><a href=//a.example>Donate</a></div>",
            "</div></div><div><section>x</section><div id=a><a href=//a.example>A</a></div><section class=y>x</section>",
            "<div id=a><a href=//a.example>A</a><a href=//b.example>B</a></div>",
            "<div id=a><a href=https://open.spotify.com/show/1>Hear us</a></div>",
            "<div id=a><a href=//m.example/7.mp3>Download</a></div>",
            "<div id=a><p>Of all the things that we have seen this year, and told, see <a href=//a.example>A</a></p></div>",
            "<div id=a><h3><a href=//a.example>A</a></h3></div>",
        ] {
            assert_eq!(between(other), [""; 0], "{other}");
        }
        assert_eq!(between(&format!("<h2>More episodes</h2>{button}")), [""; 0]);
    }
}
