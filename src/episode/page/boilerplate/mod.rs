//! What on a page isn't notes, wherever it stands: navigation, comments, transcripts, players, share buttons.

mod callout;
mod promo;
mod related;
mod tags;
mod transcript;
mod words;

use scraper::node::Element;

use self::words::{AROUND, ASKS, COLUMNS, FRAME_WORDS, HARD_PAIRS, HARD_WORDS, LONG_WORDS, OTHERS, SIDES, SOFT_WORDS};
use super::names::{Names, Words};
use super::outline::{Item, all_text};
use super::recording::Own;
use super::{offers, office, own_link, pane, players};
use crate::episode::dom::{attr, is_wiki_mark};
use crate::text::html;

/// How surely something isn't notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Drop {
    /// It may be notes.
    #[default]
    Keep,
    /// It hardly is, but a known container of notes may hold it.
    Soft,
    /// It never is.
    Hard,
}

/// Elements that never hold notes.
const HARD_TAGS: &[&str] = &["nav", "form", "dialog", "menu"];

/// Elements that hardly hold notes.
const SOFT_TAGS: &[&str] = &["header", "footer", "aside"];

/// A card that asks for an address has no more elements than this.
const CARD: usize = 40;

/// And a header of a section no more than this.
const TITLE: usize = 8;

/// Marks elements that aren't notes, with all that stands in them.
pub(super) fn mark(items: &mut [Item<'_>]) {
    let total = items.first().map_or(0, |_| all_text(items, 0));
    let panes = pane::of_others(items);
    let lines = offers::lines(items);
    let recording = Own::of(items);
    let mut at = 0;
    while at < items.len() {
        let is_pane = panes.binary_search(&at).is_ok();
        let is_line = || lines.binary_search(&at).is_ok();
        let is_list = || players::is_row(items, at) || tags::is_list(items, at, &recording);
        let is_none = is_pane || is_line() || is_list() || asks(items, at);
        let own = match () {
            () if is_none => Drop::Hard,
            () if titles_section(items, at) || callout::is_one(items, at, &recording) => Drop::Keep,
            () if related::is_of_notes(items, at, &recording) => Drop::Keep,
            () => judge(&items[at], &recording),
        };
        let keeps = own == Drop::Keep || !is_pane && is_most(items, at, own, total);
        let drop = if keeps { Drop::Keep } else { own };
        at += if drop == Drop::Keep { 1 } else { spread(items, at, drop, &recording) };
    }
    for panel in transcript::panels(items) {
        items[panel].iter_mut().for_each(|item| item.drop = Drop::Hard);
    }
}

/// Marks a subtree, harder parts as such; returns its length.
fn spread(items: &mut [Item<'_>], at: usize, drop: Drop, recording: &Own<'_>) -> usize {
    let end = items[at].end;
    let mut hard_until = 0;
    for (inner, item) in items.iter_mut().enumerate().take(end).skip(at) {
        let own = if drop == Drop::Hard || inner < hard_until { Drop::Hard } else { drop.max(judge(item, recording)) };
        if own == Drop::Hard {
            hard_until = hard_until.max(item.end);
        }
        item.drop = own;
    }
    end - at
}

/// Whether an element frames most of the page, whatever its name says. A transcript may be longer than all else.
fn is_most(items: &[Item<'_>], at: usize, drop: Drop, total: usize) -> bool {
    let item = &items[at];
    let frame = matches!(item.element.name(), "html" | "body" | "main");
    let long = item.names.has_any(&LONG_WORDS) || HARD_TAGS.contains(&item.element.name());
    frame || (!long && all_text(items, at) * 2 > total && (drop == Drop::Soft || holds_title(items, at)))
}

/// Whether an element is a card that asks for an address to write to.
fn asks(items: &[Item<'_>], at: usize) -> bool {
    let inside = &items[at..items[at].end];
    let has_form = || inside.iter().any(|item| item.element.name() == "form");
    inside.len() <= CARD && items[at].names.has_any(&ASKS) && has_form()
}

/// Whether an element is a `<header>` that holds the heading of a section, and nothing else.
fn titles_section(items: &[Item<'_>], at: usize) -> bool {
    let item = &items[at];
    if item.element.name() != "header" || item.end - at > TITLE {
        return false;
    }
    let inside = &items[at + 1..item.end];
    let is_title = |item: &Item<'_>| html::is_subheading(item.element.name());
    let leads = |item: &Item<'_>| matches!(item.element.name(), "a" | "button" | "h1");
    let is_plain = judge_names(item.element, &item.names).max(judge_attributes(item.element)) == Drop::Keep;
    is_plain && inside.iter().any(is_title) && !inside.iter().any(leads)
}

fn holds_title(items: &[Item<'_>], at: usize) -> bool {
    items[at..items[at].end].iter().any(|item| item.element.name() == "h1")
}

fn judge(item: &Item<'_>, recording: &Own<'_>) -> Drop {
    let name = item.element.name();
    if name == "a" {
        return if own_link::is_one(item, recording) { Drop::Hard } else { judge_names(item.element, &item.names) };
    }
    let is_apart = is_hidden_part(item.element) || office::is_comment(item) || is_wiki_mark(item.element);
    if HARD_TAGS.contains(&name) || is_apart {
        return Drop::Hard;
    }
    let tag = if SOFT_TAGS.contains(&name) { Drop::Soft } else { Drop::Keep };
    tag.max(judge_names(item.element, &item.names)).max(judge_attributes(item.element))
}

/// Whether an element is, by its tag and its names alone, a box that never holds notes. Where all else is known to be notes, such as in a feed, these
/// are what plugins append.
pub(super) fn is_box(element: &Element, names: &Names) -> bool {
    let name = element.name();
    let is_heading = html::is_heading(name);
    let judged = || judge_names(element, names).max(judge_attributes(element));
    HARD_TAGS.contains(&name) || (!is_heading && judged() == Drop::Hard)
}

fn judge_names(element: &Element, names: &Names) -> Drop {
    if names.is_empty() {
        return Drop::Keep;
    }
    if related::is_one(element, names) { Drop::Hard } else { judge_other_names(element, names) }
}

fn judge_other_names(element: &Element, names: &Names) -> Drop {
    if HARD_PAIRS.iter().any(|(first, then)| names.has_pair(first, then)) {
        return Drop::Hard;
    }
    if names.has_any(&HARD_WORDS) && !frames(element, names, &HARD_WORDS) {
        return Drop::Hard;
    }
    let widget = names.has("widget") && !names.has("elementor") && !names.has("text");
    let at_side = names.has_both(&COLUMNS, &SIDES) && !names.has_both(&SIDES, &AROUND);
    let is_byline = names.has("author") && names.has("vcard");
    // Joomla's list of who wrote an article, and when. Anything else called so may be the article.
    let is_data = element.name() == "dl" && names.has_pair("article", &["info"]);
    let others = at_side || is_byline || is_data || names.has_any_pair(OTHERS);
    if others || widget || (names.has_any(&SOFT_WORDS) && !frames(element, names, &SOFT_WORDS)) {
        Drop::Soft
    } else {
        Drop::Keep
    }
}

/// Whether each name with such a word also has one that says that it is a frame, as `page-with-sidebar` has.
fn frames(element: &Element, names: &Names, words: &Words) -> bool {
    matches!(element.name(), "body" | "html") || names.has_both(words, &FRAME_WORDS)
}

fn judge_attributes(element: &Element) -> Drop {
    match attr(element, "role") {
        Some("navigation" | "search" | "dialog" | "alertdialog" | "menu" | "menubar" | "toolbar") => return Drop::Hard,
        Some("banner" | "contentinfo" | "complementary") => return Drop::Soft,
        _ => {}
    }
    if attr(element, "aria-label").is_some_and(|label| ADVERTS.iter().any(|word| label.eq_ignore_ascii_case(word))) {
        return Drop::Hard;
    }
    match attr(element, "data-elementor-type") {
        Some("header" | "footer" | "popup") => Drop::Soft,
        _ => Drop::Keep,
    }
}

/// A part that no visitor sees at first: an overlay that waits for a click.
fn is_hidden_part(element: &Element) -> bool {
    attr(element, "aria-modal") == Some("true")
}

/// What advertisements are called for those who can't see them.
const ADVERTS: &[&str] =
    &["advertisement", "advertising", "sponsored content", "anzeige", "werbung", "publicité", "publicidad"];

#[cfg(test)]
mod tests {
    use super::super::outline::Outline;
    use super::*;
    use crate::episode::dom::Dom;

    /// What is kept of `<main>` and each element beside it, by their ids.
    fn kept(html: &str) -> Vec<String> {
        let dom = Dom::page(html);
        let outline = Outline::of(&dom);
        let kept =
            outline.items.iter().filter(|item| item.drop == Drop::Keep).filter_map(|item| attr(item.element, "id"));
        kept.map(str::to_owned).collect()
    }

    #[test]
    fn parts_that_are_not_notes_are_told_by_tag_role_and_name() {
        let html = "<nav id=a></nav><div id=b role=navigation></div><div id=c class='comments-area'></div><div id=d class=sharedaddy></div><p id=e class=powerpress_links></p><div id=f class=entry-meta></div><div id=keep>text that is long enough to be the most of this page</div>";
        assert_eq!(kept(html), ["keep"]);
    }

    #[test]
    fn columns_at_the_side_and_cards_with_forms_are_no_notes() {
        let html = "<div id=keep>text that is long enough to be most of this page</div><div id=a class=l-col__sidebar>x</div>                    <div id=keep2 class=layout-with-side-col>x</div><div id=b class=signup-card><form></form>x</div>                    <p id=keep3>By <a id=c rel=author href=/ana>Ana</a></p><div id=d class='author vcard'>x</div>";
        assert_eq!(kept(html), ["keep", "keep2", "keep3"]);
    }

    #[test]
    fn the_header_of_a_section_is_as_good_as_its_heading() {
        let text = "<p>text that is long enough to be most of this page</p>";
        let html = format!(
            "<header id=a><h1>Ice</h1></header><header id=b><h2><a href=/>The show</a></h2></header>{text}\
             <section id=keep1><header id=keep2><h2>Links</h2></header>{text}</section>\
             <header id=c class=player><h2>Hear it</h2></header><header id=d>Ice</header>"
        );
        assert_eq!(kept(&html), ["keep1", "keep2"]);
    }

    #[test]
    fn frames_around_everything_are_kept() {
        let html = "<body id=a class='has-sidebar single-player'><div id=b class=page-with-sidebar><div id=c class='elementor-widget-container'>text</div></div>";
        assert_eq!(kept(html), ["a", "b", "c"]);
    }

    #[test]
    fn links_to_neighbours_and_to_the_recording_are_no_notes() {
        let link = |id: &str, href: &str, text: &str| format!("<p><a id={id} href='{href}'>{text}</a></p>");
        let html = [
            link("a", "ep2.html", "&lt;&lt; previous"),
            link("b", "/", "Home"),
            link("c", "/episodes", "← All episodes"),
            link("d", "shed3.mp3", "Download show 3 (22 MB)"),
            link("e", "#/portal/signup", "Join"),
            link("f", "1.html#comments", "Comments (4)"),
            "<p><b>Download:</b> <a id=g href='https://podtrac.example/redirect.mp3?https://show.example/3.mp3'>3.mp3</a> <a id=h href='3.opus'>Opus</a></p>".to_owned(),
            link("keep1", "https://guest.example/", "Home"),
            link("keep2", "https://music.example/song.mp3", "A song from 1931"),
            link("keep3", "/ep2.html", "the episode on horns"),
            link("keep4", "https://blog.example/1#comments", "What readers said"),
        ];
        assert_eq!(kept(&html.concat()), ["keep1", "keep2", "keep3", "keep4"]);
    }
}
