//! Sections in a container of notes that are none, such as "Transcript".

use std::ops::Range;

use ego_tree::NodeId;

use super::beside;
use super::boilerplate::Drop;
use super::cards;
use super::content;
use super::heading::{self, Heading, LINE};
use super::outline::Outline;
use super::pane;
use super::site::Site;
use super::under::{Scope, frame};
use super::words;

/// Whether the heading before a container says that it isn't notes: a transcript's text may look like any other.
pub(super) fn stands_under(
    outline: &Outline<'_>,
    headings: &[Heading],
    container: usize,
    is_own: &dyn Fn(&str) -> bool,
) -> bool {
    let before = &headings[..headings.partition_point(|heading| heading.at < container)];
    let mut open = before.iter().rev().filter(|it| it.rank < LINE && may_be_over(outline, it, container));
    open.next().is_some_and(|last| is_other(outline, last, container..outline.items[container].end, is_own))
}

/// Whether what a heading opens may still go on at an element behind it. A heading such as "Subscribe" has its links in its own frame, if there are any.
pub(super) fn may_be_over(outline: &Outline<'_>, heading: &Heading, at: usize) -> bool {
    let asks = || {
        let text = &heading.text;
        words::is_other_section(text) && !words::is_transcript(text) && !words::is_more(text)
    };
    let has_links = |frame: &usize| outline.siblings_behind(*frame).any(|next| outline.links(next).next().is_some());
    let around = || outline.upwards(heading.at);
    let is_settled = || {
        let mut inside = around().take_while(|frame| !outline.is_within(at, outline.items[*frame].parent));
        inside.any(|frame| has_links(&frame))
    };
    pane::is_open(outline, heading.at, at) && !(asks() && is_settled())
}

/// The headings between containers of notes, each over the one behind it: they say under what its links stand.
pub(super) fn titles(outline: &Outline<'_>, headings: &[Heading], containers: &[usize]) -> Vec<usize> {
    let over = |pair: &[usize]| {
        let between = heading::within(headings, outline.items[pair[0]].end, pair[1]);
        let mut open = between.iter().rev().filter(|it| it.rank < LINE && pane::is_open(outline, it.at, pair[1]));
        open.next().map(|heading| heading.at)
    };
    let is_plain = |at: &usize| outline.items[*at].drop == Drop::Keep && beside::links_in(outline, *at) == 0;
    containers.windows(2).filter_map(over).filter(is_plain).collect()
}

/// Whether what stands under a heading isn't notes.
fn is_other(outline: &Outline<'_>, heading: &Heading, under: Range<usize>, is_own: &dyn Fn(&str) -> bool) -> bool {
    let leaves =
        || beside::leads_off_in(outline, under.clone(), is_own) && cards::are_left_by(outline, under.clone(), is_own);
    words::is_other_section(&heading.text)
        || words::is_of_episodes(&heading.text) && beside::stays_in(outline, under.clone(), is_own)
        || words::is_more(&heading.text) && !leaves()
}

/// Marks what stands under such headings and lists of other pages as no notes, where that leaves enough of a page: a list may say more than the notes
/// beside it, and must not be weighed.
pub(super) fn drop(outline: &mut Outline<'_>, headings: &[Heading], site: &Site) {
    let Some(body) = outline.first("body") else { return };
    let is_own = |href: &str| site.is_own(href);
    let end = outline.items[body].end;
    let mut parts = parts(outline, headings, body, &is_own);
    let lists = content::lists_of_pages(outline, body, is_own).into_iter();
    let lists = lists.chain(cards::of_own_pages(outline, body..end, &is_own));
    parts.extend(lists.map(|at| at..outline.items[at].end));
    if outline.text_without(body, &parts) >= content::LEAST {
        outline.leave_out(&parts);
    }
}

/// Parts of an element that stand under a heading of something else, each with its heading.
fn parts(
    outline: &Outline<'_>,
    headings: &[Heading],
    within: usize,
    is_own: &dyn Fn(&str) -> bool,
) -> Vec<Range<usize>> {
    // "Subscribe" above all that a page says is no heading of it.
    let is_most = |under: &Range<usize>| outline.text_between(under.start, under.end) * 2 > outline.text(within);
    let is_one = |heading: &Heading, under: Range<usize>| {
        is_other(outline, heading, under.clone(), is_own) && (words::is_more(&heading.text) || !is_most(&under))
    };
    let scopes = scopes(outline, headings, within, is_own, may_be_other, is_one);
    scopes.into_iter().map(|(heading, scope)| frame(outline, heading)..scope.until).collect()
}

/// Whether the last heading before an element says that something else begins, or more of the same.
pub(super) fn are_headed(headings: &[Heading], at: usize) -> bool {
    let before = headings[..headings.partition_point(|heading| heading.at < at)].iter();
    before.rev().find(|heading| heading.rank < LINE).is_some_and(may_be_other)
}

fn may_be_other(heading: &Heading) -> bool {
    words::is_other_section(&heading.text) || words::is_of_episodes(&heading.text) || words::is_more(&heading.text)
}

/// Parts of a container that stand under a heading such as "Transcript".
pub(super) fn sections(
    outline: &Outline<'_>,
    headings: &[Heading],
    container: usize,
    is_own: &dyn Fn(&str) -> bool,
) -> Vec<NodeId> {
    let is_one = |heading: &Heading, under: Range<usize>| is_other(outline, heading, under, is_own);
    cut(outline, headings, container, is_own, may_be_other, is_one)
}

/// Parts of a page that is known for nothing which tell how to reach those who made it.
pub(super) fn offices(outline: &Outline<'_>, headings: &[Heading], container: usize) -> Vec<NodeId> {
    cut(outline, headings, container, &|_| false, |heading| words::is_office(&heading.text), |_, _| true)
}

/// Parts of a container under some headings, told by what stands under them where they are such as may be.
fn cut(
    outline: &Outline<'_>,
    headings: &[Heading],
    container: usize,
    is_own: &dyn Fn(&str) -> bool,
    may_be: impl Fn(&Heading) -> bool,
    is_one: impl Fn(&Heading, Range<usize>) -> bool,
) -> Vec<NodeId> {
    let root = outline.items[container].node;
    let within =
        |id: &NodeId| root.tree().get(*id).is_some_and(|node| node.ancestors().any(|above| above.id() == root.id()));
    let scopes = scopes(outline, headings, container, is_own, may_be, is_one);
    scopes.into_iter().flat_map(|(_, scope)| scope.roots).filter(within).collect()
}

/// What stands under some headings in an element, each with the index of its heading, none in another.
fn scopes(
    outline: &Outline<'_>,
    headings: &[Heading],
    container: usize,
    is_own: &dyn Fn(&str) -> bool,
    may_be: impl Fn(&Heading) -> bool,
    is_one: impl Fn(&Heading, Range<usize>) -> bool,
) -> Vec<(usize, Scope)> {
    let mut scopes = Vec::new();
    let mut until = 0;
    let inside = heading::within(headings, container + 1, outline.items[container].end);
    for heading in inside.iter().filter(|heading| heading.rank < LINE) {
        // What is dropped goes with its heading.
        if heading.at < until || outline.items[heading.at].drop != Drop::Keep || !may_be(heading) {
            continue;
        }
        let scope = Scope::under(outline, headings, heading, is_own);
        if is_one(heading, heading.at..scope.until) {
            until = scope.until;
            scopes.push((heading.at, scope));
        }
    }
    scopes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::{Dom, attr};

    fn left(html: &str) -> Vec<String> {
        let dom = Dom::page(&format!("<main>{html}</main>"));
        let outline = Outline::of(&dom);
        let main = outline.first("main").unwrap();
        let cut = sections(&outline, &heading::real(&outline), main, &|href| !href.contains("//"));
        let links = outline.items.iter().filter(|item| item.element.name() == "a");
        let left = links.filter(|item| !item.node.ancestors().any(|above| cut.contains(&above.id())));
        left.filter_map(|item| attr(item.element, "href")).map(str::to_owned).collect()
    }

    #[test]
    fn what_asks_to_subscribe_ends_with_its_own_frame() {
        let is_other = |html: &str| {
            let dom = Dom::page(&format!("<main>{html}<section><p>Text</p></section></main>"));
            let outline = Outline::of(&dom);
            let container = outline.first("p").unwrap();
            stands_under(&outline, &heading::real(&outline), container, &|href| !href.contains("//"))
        };
        let link = "<div><a href=//player.example>Player</a></div>";
        assert!(!is_other(&format!("<section><div><h4>Subscribe</h4></div>{link}</section>")));
        assert!(is_other(&format!("<section><div><h4>Transcript</h4></div>{link}</section>")));
        assert!(is_other("<section><h4>Subscribe</h4></section>"));
    }

    #[test]
    fn a_list_that_says_more_than_the_notes_is_not_weighed() {
        let card = |nr: usize| format!("<div><h4><a href=/{nr}>Ice</a></h4><p>{}</p></div>", "Of ice. ".repeat(20));
        let cards = (1..9).map(card).collect::<String>();
        let text = format!("<div id=notes>{}<a href=//a.example>A</a></div>", "All of the boats. ".repeat(12));
        let html = format!("<main>{text}<div id=list><h2>What we did</h2>{cards}</div></main>");
        let main = |html: &str| {
            let dom = Dom::page(html);
            let mut outline = Outline::of(&dom);
            let headings = heading::real(&outline);
            drop(&mut outline, &headings, &Site::default());
            content::find(&outline).and_then(|at| attr(outline.items[at].element, "id")).map(str::to_owned)
        };
        assert_eq!(main(&html).as_deref(), Some("notes"));
        let linked = html.replace("Of ice. Of ice.", "Of <a href=//b.example>ice</a>.");
        assert_eq!(main(&linked).as_deref(), Some("list"));
        assert_eq!(main(&linked.replace("What we did", "All episodes")).as_deref(), Some("notes"));
        assert_eq!(main(&html.replace(&text, "")).as_deref(), Some("list"), "nothing else is there");
        let foot = format!("<p>{}</p>", "All rights are reserved. ".repeat(8));
        let html =
            format!("<main><h1>Ice</h1><h3>Subscribe</h3><ul></ul><div id=notes>{}</div></main>{foot}", text.repeat(5));
        assert_eq!(main(&html).as_deref(), Some("notes"), "all stands under it");
    }

    #[test]
    fn a_card_among_other_episodes_goes_with_its_excerpt() {
        let card = |title: &str| format!("<article><h2>{title}</h2><p>With <a href=//b.example>B</a></p></article>");
        let list = |title: &str| format!("<p><a href=//a.example>A</a></p><h2>More episodes</h2>{}", card(title));
        assert_eq!(left(&list("<a href=/7>Snow</a>")), ["//a.example"]);
        assert_eq!(left(&list("Snow")), ["//a.example", "//b.example"], "a section of its own");
    }

    #[test]
    fn more_from_a_guest_is_notes_and_more_from_the_site_is_not() {
        let html = "<p><a href=//a.example>A</a></p><h3>More from Ana</h3><p><a href=//ana.example>Books</a></p>\
                    <h3>More from the yard</h3><p><a href=/11>Yew</a></p>\
                    <h3>Read the full transcript</h3><p><a href=//b.example>B</a></p>";
        assert_eq!(left(html), ["//a.example", "//ana.example"]);
        let list = "<ul><li><a href=/3>Fen</a><p>On fens, <a href=//b.example>B</a>.</p></ul>";
        let html = format!("<p><a href=//a.example>A</a></p><h2>More episodes</h2><h3>View all episodes</h3>{list}");
        assert_eq!(left(&html), ["//a.example"]);
    }

    #[test]
    fn what_stands_behind_a_panel_does_not_stand_under_its_heading() {
        let is_under = |html: &str| {
            let dom = Dom::page(&format!("<main><h1>Ice</h1>{html}</main>"));
            let outline = Outline::of(&dom);
            let notes = (0..outline.items.len()).find(|at| attr(outline.items[*at].element, "id") == Some("notes"));
            stands_under(&outline, &heading::real(&outline), notes.unwrap(), &|href| !href.contains("//"))
        };
        let notes = "<div id=notes>Notes</div>";
        let tabs = "<div class=tab-title>Links</div><div>x</div><div class=tab-title>Transcript</div>";
        let item = "<h3 class=accordion-header><button class=accordion-button>Transcript</button></h3>";
        assert!(!is_under(&format!("<div>{tabs}<div>x</div></div>{notes}")));
        assert!(is_under(&format!("<div>{tabs}{notes}</div>")));
        assert!(!is_under(&format!("<div>{item}<div>x</div></div>{notes}")));
        assert!(is_under(&format!("<div>{item}{notes}</div>")));
        assert!(!is_under(&format!("<details><summary>Transcript</summary><p>x</p></details>{notes}")));
        assert!(is_under(&format!("<details><summary>Transcript</summary>{notes}</details>")));
        assert!(is_under(&format!("<h2>Transcript</h2><details><summary>Part 1</summary>x</details>{notes}")));
    }

    #[test]
    fn headings_between_containers_are_over_the_next() {
        let panel = "<details><summary>Films</summary>x</details>";
        let html = format!(
            "<h1>Ice</h1><section>a</section><h2>Books</h2>{panel}<section>b</section>{panel}<section>c</section>\
             <h2><a href=/more>More</a></h2><section>d</section>"
        );
        let dom = Dom::page(&html);
        let outline = Outline::of(&dom);
        let containers: Vec<_> =
            (0..outline.items.len()).filter(|at| outline.items[*at].element.name() == "section").collect();
        let found = titles(&outline, &heading::real(&outline), &containers);
        assert_eq!(found.iter().map(|at| outline.items[*at].element.name()).collect::<Vec<_>>(), ["h2"]);
    }

    #[test]
    fn how_to_reach_the_makers_is_no_notes() {
        let html = "<main><h2>Redaktion</h2><p><a href=/kontakt>K</a></p><h2>Contact lenses</h2><p>L</p></main>";
        let dom = Dom::page(html);
        let outline = Outline::of(&dom);
        let main = outline.first("main").unwrap();
        assert_eq!(offices(&outline, &heading::real(&outline), main).len(), 1);
    }
}
