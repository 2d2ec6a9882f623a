//! Notes that stand under a heading such as "Show notes", up to the next heading of its rank or one that opens something else.

use std::collections::BTreeSet;

use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use super::beside;
use super::boilerplate::Drop;
use super::entries;
use super::label;
use super::names::Words;
use super::outline::{Item, Outline, few_words};
use super::pane;
use super::sections;
use super::site_map;
use super::sponsors;
use super::tabs;
use super::under::{Scope, alone, frame};
use super::words::{self, Says};

/// The rank of a bold line or a short paragraph that ends in a colon.
pub(super) const LINE: u8 = 9;

/// The rank of what `<details>` shows while it is closed.
pub(super) const SUMMARY: u8 = 8;

/// The longest heading, in characters.
const LONGEST: usize = 100;

/// A heading.
#[derive(Debug)]
pub(super) struct Heading {
    /// Its index in the outline.
    pub(super) at: usize,
    /// 1 to 6 of `h1` to `h6`, more for lesser ones.
    pub(super) rank: u8,
    pub(super) text: String,
    pub(super) says: Says,
}

/// What stands under the headings that say "notes".
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) heading: String,
    /// The heading's index in the outline.
    pub(super) at: usize,
    /// Whether the heading can mean nothing else than notes.
    pub(super) sure: bool,
    pub(super) roots: Vec<NodeId>,
    pub(super) without: Vec<NodeId>,
}

/// The headings of a page, in order.
pub(super) fn all(outline: &Outline<'_>) -> Vec<Heading> {
    up_to(outline, LINE)
}

/// Those of them that are marked as headings; no bold lines.
pub(super) fn real(outline: &Outline<'_>) -> Vec<Heading> {
    up_to(outline, LINE - 1)
}

fn up_to(outline: &Outline<'_>, lowest: u8) -> Vec<Heading> {
    let items = outline.items.iter().enumerate();
    let read = items.filter_map(|(at, item)| {
        let rank = if tabs::opens_panel(item.node, item.element, &item.names) {
            SUMMARY
        } else {
            rank(item.element.name(), item.node, lowest)?
        };
        if rank == LINE && names_property(outline, item) {
            return None;
        }
        let text = text_of(item.node);
        let says = if rank == LINE && words::is_sentence(&text) { Says::Nothing } else { words::read(&text) };
        (!text.is_empty() && (rank < LINE || says != Says::Nothing)).then_some(Heading { at, rank, text, says })
    });
    read.collect()
}

/// Whether a line is the name of a property of the page, in a table of such: "Guest", beside whoever it was.
fn names_property(outline: &Outline<'_>, item: &Item<'_>) -> bool {
    const PROPERTIES: Words = Words::new(&["property", "properties"]);
    item.names.has_any(&PROPERTIES) || outline.items[item.parent].names.has_any(&PROPERTIES)
}

/// How high a heading stands; `None` for what is none, or is lower than `lowest`.
fn rank(name: &str, node: NodeRef<'_, Node>, lowest: u8) -> Option<u8> {
    match name {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        "dt" | "legend" => Some(7),
        "summary" => Some(SUMMARY),
        _ if lowest < LINE => None,
        "p" | "div" | "span" if is_label(node) => Some(LINE),
        "b" | "strong" | "button" | "label" => Some(LINE),
        _ => None,
    }
}

/// A block that holds a few words and no other block.
pub(super) fn is_label(node: NodeRef<'_, Node>) -> bool {
    let mut children = node.children().take(4).peekable();
    children.peek().is_some()
        && node.children().nth(3).is_none()
        && children.all(|child| match child.value() {
            Node::Text(text) => text.len() <= LONGEST,
            Node::Element(element) => matches!(element.name(), "b" | "strong" | "em" | "i" | "span" | "u" | "svg"),
            _ => true,
        })
}

/// The text of a heading, without the link to itself that generators add.
fn text_of(node: NodeRef<'_, Node>) -> String {
    let Some(text) = few_words(node, 40, 4 * LONGEST) else { return String::new() };
    let text = text.trim_end_matches(['#', '¶', '§']).trim_end();
    if text.chars().count() > LONGEST { String::new() } else { text.to_owned() }
}

/// What stands under the headings that say "notes": real ones, else tabs, else bold lines; those that may mean something else come last.
/// `is_own` tells addresses of the page's own site.
pub(super) fn find(outline: &Outline<'_>, headings: &[Heading], is_own: &dyn Fn(&str) -> bool) -> Option<Found> {
    let starts = |lines: bool| starts(outline, headings, lines);
    let sure = |starts: &Vec<&Heading>| starts.iter().any(|start| start.says == Says::Strongly);
    let (real, lines) = (starts(false), starts(true));
    let under = |starts: &[&Heading]| under(outline, headings, starts, is_own);
    under(if sure(&real) || !sure(&lines) { &real } else { &[] })
        .or_else(|| tab(outline, is_own))
        .or_else(|| under(&lines))
        .or_else(|| under(&real))
}

/// The headings that say "notes", from the surest on those that stand near it.
fn starts<'h>(outline: &Outline<'_>, headings: &'h [Heading], lines: bool) -> Vec<&'h Heading> {
    let wanted = |heading: &&Heading| {
        let drop = outline.items[heading.at].drop;
        let says = match heading.says {
            Says::Strongly => drop < Drop::Hard,
            Says::Notes => drop == Drop::Keep && !is_of_else(outline, headings, heading),
            Says::Other | Says::Nothing => false,
        };
        says && (heading.rank == LINE) == lines && !words::is_to_come(&heading.text)
    };
    let starts: Vec<&Heading> = headings.iter().filter(wanted).collect();
    if starts.iter().all(|heading| words::is_of_part(&heading.text)) {
        return Vec::new();
    }
    // "Guest" says of a part only what it is.
    let is_whole = |heading: &&&Heading| !words::is_of_part(&heading.text);
    let surest = starts.iter().find(|it| it.says == Says::Strongly).or_else(|| starts.iter().find(is_whole));
    let Some(around) = surest.map(|heading| surroundings(outline, heading.at)) else { return Vec::new() };
    let is_aside = |heading: &Heading| outline.items[heading.at].drop == Drop::Soft && words::is_of_this(&heading.text);
    let entries = surest.map(|heading| entries::around(outline, headings, heading)).unwrap_or_default();
    let is_near = |heading: &Heading| {
        outline.is_within(heading.at, around) || entries::holder(outline, &entries, heading.at).is_some()
    };
    starts.into_iter().filter(|heading| is_near(heading) || is_aside(heading)).collect()
}

/// Whether a word that may mean notes is said of something else: "Note" of a box in the text, "Details" of who wrote it and when, "Resources" of a part
/// of the site.
fn is_of_else(outline: &Outline<'_>, headings: &[Heading], heading: &Heading) -> bool {
    let is_term = || outline.items[heading.at].element.name() == "dt";
    let mut told = outline.siblings_behind(heading.at).take_while(|at| outline.items[*at].element.name() != "dt");
    stands_in_box(outline, heading.at)
        || is_term() && !told.any(|at| outline.has_links(at) || names_address(outline, at))
        || site_map::holds(outline, headings, heading)
}

/// Whether an element stands in an aside that is no more than a part of the page.
fn stands_in_box(outline: &Outline<'_>, at: usize) -> bool {
    let aside = outline.upwards(at).find(|around| outline.items[*around].element.name() == "aside");
    aside.is_some_and(|aside| outline.text(aside) * 2 <= outline.text(0))
}

/// Whether an address stands in the first words of an element, as text.
fn names_address(outline: &Outline<'_>, at: usize) -> bool {
    let mut texts = outline.items[at].node.descendants().take(40).filter_map(|node| node.value().as_text());
    texts.any(|text| text.contains("://") || text.contains("www."))
}

/// The element in which the sections beside that of a heading stand: each may have a frame of its own.
pub(super) fn surroundings(outline: &Outline<'_>, heading: usize) -> usize {
    let parent = alone(outline, outline.items[frame(outline, heading)].parent);
    let framed = matches!(outline.items[parent].element.name(), "section" | "div" | "article" | "li" | "details");
    let outer = outline.items[parent].parent;
    if framed && outline.items[outer].element.name() != "body" { outer } else { parent }
}

fn under(
    outline: &Outline<'_>,
    headings: &[Heading],
    starts: &[&Heading],
    is_own: &dyn Fn(&str) -> bool,
) -> Option<Found> {
    let mut found = Found::default();
    let mut until = 0;
    let mut paid = Vec::new();
    let entries = starts.first().map(|start| entries::around(outline, headings, start)).unwrap_or_default();
    let mut entry = None;
    for start in starts {
        if start.at < until {
            continue;
        }
        let scope = Scope::with_flow(outline, headings, start, is_own);
        if scope.has_text {
            let own = entries::holder(outline, &entries, start.at);
            let is_first = found.roots.is_empty();
            if is_first {
                found.at = start.at;
                found.sure = start.says == Says::Strongly;
                paid = sponsors::beside_section(outline, start.at, is_own);
            }
            if is_first || own.is_some() && own != entry {
                let mut before = before(outline, headings, start, own.is_some(), is_own);
                before.extend(paid.extract_if(.., |at| *at < start.at));
                before.sort_unstable();
                before.dedup();
                found.roots.extend(before.iter().map(|at| outline.items[*at].node.id()));
                found.without.extend(before.iter().flat_map(|at| outline.dropped_in(*at, Drop::Soft)));
            }
            entry = own;
            until = scope.until;
            // The heading itself says under what its links stand.
            if label::paragraph(outline, start.at).is_none() {
                found.roots.push(outline.items[start.at].node.id());
            }
            found.roots.extend(scope.roots);
            found.without.extend(scope.without);
            let section = outline.items[frame(outline, start.at)].parent;
            let mut more = sections::alike(outline, headings, start);
            more.extend(sections::behind(outline, headings, section, is_own).into_iter().filter(|at| *at >= until));
            let mut text = beside::behind_details(outline, headings, start.at);
            text.extend(beside::behind_lines(outline, headings, start.at));
            more.extend(text.into_iter().filter(|at| *at >= until));
            for at in more {
                until = until.max(outline.items[at].end);
                if beside::leads_off(outline, at, is_own) {
                    found.roots.push(outline.items[at].node.id());
                    found.without.extend(outline.dropped_in(at, Drop::Soft));
                }
            }
            found.heading = if found.heading.is_empty() { start.text.clone() } else { found.heading };
        }
    }
    let behind = paid.into_iter().filter(|at| *at >= until);
    found.roots.extend(behind.map(|at| outline.items[at].node.id()));
    (!found.roots.is_empty()).then_some(found)
}

/// What stands before a heading and is notes as well; without the title of its episode, in a list of such, that leads to its page.
fn before(
    outline: &Outline<'_>,
    headings: &[Heading],
    start: &Heading,
    is_in_list: bool,
    is_own: &dyn Fn(&str) -> bool,
) -> Vec<usize> {
    let mut before = beside::lead(outline, headings, start.at, is_own);
    before.extend(beside::before(outline, headings, start.at, is_own));
    before.extend(sections::alike_before(outline, headings, start, is_own));
    let is_title = |at: &usize| is_in_list && entries::leads_to_own_page(outline, headings, *at, is_own);
    before.retain(|at| !is_title(at));
    before
}

/// Whether an element is a section whose first heading says "notes".
pub(super) fn opens_notes(outline: &Outline<'_>, headings: &[Heading], at: usize) -> bool {
    let item = &outline.items[at];
    matches!(item.element.name(), "section" | "div" | "details")
        && item.drop == Drop::Keep
        && within(headings, at, item.end).first().is_some_and(|it| it.says.is_notes())
}

/// The heading that is the item at `at`.
pub(super) fn at(headings: &[Heading], at: usize) -> Option<&Heading> {
    let nth = headings.binary_search_by_key(&at, |heading| heading.at).ok()?;
    Some(&headings[nth])
}

/// The headings among the items from `start` up to `end`.
pub(super) fn within(headings: &[Heading], start: usize, end: usize) -> &[Heading] {
    let first = headings.partition_point(|heading| heading.at < start);
    let last = headings.partition_point(|heading| heading.at < end);
    &headings[first..last.max(first)]
}

/// The panel that a tab named "Show notes" opens, and those of the tabs beside it that say nothing else and lead off the site.
fn tab(outline: &Outline<'_>, is_own: &dyn Fn(&str) -> bool) -> Option<Found> {
    outline.items.iter().enumerate().find_map(|(at, item)| {
        pane::opens(item)?;
        let heading = text_of(item.node);
        if !words::read(&heading).is_notes() {
            return None;
        }
        let panel = pane::opened_by(outline, at)?;
        if outline.text(panel) == 0 || outline.items[panel].element.name() == "body" {
            return None;
        }
        let is_more =
            |(at, name): &(usize, String)| words::read(name) != Says::Other && beside::leads_off(outline, *at, is_own);
        let more = pane::beside(outline, at, panel).into_iter().filter(is_more).map(|(at, _)| at);
        let panels: BTreeSet<usize> = more.chain([panel]).collect();
        Some(Found {
            heading,
            at: panel,
            sure: true,
            roots: panels.iter().map(|at| outline.items[*at].node.id()).collect(),
            without: panels.iter().flat_map(|at| outline.dropped_in(*at, Drop::Soft)).collect(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

    #[test]
    fn the_title_of_a_box_in_the_text_is_no_heading_of_it() {
        let heading = |tag: &str, rest: usize| {
            let text = "<p>We went over the fen by boat, and told of it for a long time.</p>";
            let own = "<p class=title>Note</p><p><a href=//a.example>A</a></p>";
            let rest = text.repeat(rest);
            let dom = Dom::page(&format!("<main><h1>Fen</h1>{text}<{tag}>{own}</{tag}>{rest}</main>"));
            let outline = Outline::of(&dom);
            find(&outline, &all(&outline), &|_| false).map(|found| found.heading)
        };
        assert_eq!([heading("aside", 1), heading("section", 1)], [None, Some("Note".to_owned())]);
    }

    #[test]
    fn a_term_of_what_leads_nowhere_is_no_heading_of_notes() {
        let heading = |told: &str| {
            let text = "<p>We went over the fen by boat. <a href=//a.example>A</a></p>";
            let dom = Dom::page(&format!("<main><h1>Fen</h1><dl><dt>Details<dd>{told}</dl>{text}</main>"));
            let outline = Outline::of(&dom);
            find(&outline, &all(&outline), &|_| false).map(|found| found.heading)
        };
        assert_eq!(heading("Written by Jo<dd>In <a href=/fen>Fen</a>"), None);
        assert_eq!(heading("With <a href=//b.example>B</a>").as_deref(), Some("Details"));
        assert_eq!(heading("https://b.example/").as_deref(), Some("Details"));
    }
}
