//! What stands under one heading.

use std::ops::Range;

use ego_tree::NodeId;

use super::beside;
use super::boilerplate::Drop;
use super::heading::{Heading, LINE, SUMMARY, within};
use super::label;
use super::outline::Outline;
use super::words::{self, Says};

/// So much text before a heading, in characters, is more than a line above it.
const TEXT: usize = 140;

/// What stands under one heading, up to the next of its rank or one that opens something else.
#[derive(Debug, Default)]
pub(super) struct Scope {
    pub(super) roots: Vec<NodeId>,
    pub(super) without: Vec<NodeId>,
    pub(super) has_text: bool,
    /// The index behind its last element.
    pub(super) until: usize,
    /// How firmly the heading itself is dropped: what stands under it is no better.
    drop: Drop,
}

impl Scope {
    pub(super) fn under(
        outline: &Outline<'_>,
        headings: &[Heading],
        start: &Heading,
        is_own: &dyn Fn(&str) -> bool,
    ) -> Self {
        let above = frame(outline, start.at);
        let later = after(headings, outline.items[above].end);
        // The titles of the cards below "More episodes" are no other sections.
        let is_list = words::is_of_episodes(&start.text);
        let ends = |heading: &&Heading| start.ends_at(heading) && !(is_list && is_card(outline, heading, is_own));
        let end = later.iter().find(ends).map_or(outline.items.len(), |heading| heading.at);
        Self::between(outline, start, end, |_| true)
    }

    /// With the sections behind it in the same flow of text whose headings say nothing that is known, if they lead off the page's own site, whose addresses
    /// `is_own` tells.
    pub(super) fn with_flow(
        outline: &Outline<'_>,
        headings: &[Heading],
        start: &Heading,
        is_own: &dyn Fn(&str) -> bool,
    ) -> Self {
        let above = frame(outline, start.at);
        let later = after(headings, outline.items[above].end);
        let flows = |heading: &Heading| {
            let is_open = heading.rank == start.rank && heading.says == Says::Nothing;
            // A label has parts of its own below it: "Links".
            let is_part = || start.rank == LINE && start.says == Says::Strongly && heading.says == Says::Notes;
            (is_open || is_part()) && beside::is_in_flow(outline, heading, start.at)
        };
        let body = label::body(outline, headings, start);
        let is_inside = |heading: &Heading| body.contains(&heading.at) && heading.says != Says::Other;
        let ends = |heading: &Heading| start.ends_at(heading) && !flows(heading) && !is_inside(heading);
        let (asides, end) = Self::asides(outline, start, later, ends);
        let first = later.iter().find(|heading| flows(heading)).map_or(end, |heading| heading.at);
        let leads = |at| at < first || beside::links_in(outline, at) == 0 || beside::leads_off(outline, at, is_own);
        let is_wanted = |at| leads(at) && !asides.iter().any(|aside| aside.contains(&at));
        let mut scope = Self::between(outline, start, end, is_wanted);
        let closed = later.iter().take_while(|heading| heading.at < scope.until);
        let closed = closed.filter(|heading| heading.rank == SUMMARY && heading.says == Says::Other);
        scope.without.extend(closed.flat_map(|heading| panel(outline, headings, heading)));
        scope
    }

    /// What stands behind a heading in boxes of something else, each with what follows it up to the next heading in the flow of text; and where the
    /// scope ends.
    fn asides(
        outline: &Outline<'_>,
        start: &Heading,
        later: &[Heading],
        ends: impl Fn(&Heading) -> bool,
    ) -> (Vec<Range<usize>>, usize) {
        let mut asides: Vec<Range<usize>> = Vec::new();
        for heading in later.iter().filter(|heading| ends(heading)) {
            if asides.last().is_some_and(|aside| aside.contains(&heading.at)) {
                continue;
            }
            match boxed(outline, start, heading, later) {
                Some(aside) => asides.push(aside),
                None => return (asides, heading.at),
            }
        }
        (asides, outline.items.len())
    }

    /// The siblings behind a heading that are wanted, as far as `end`.
    fn between(outline: &Outline<'_>, start: &Heading, end: usize, is_wanted: impl Fn(usize) -> bool) -> Self {
        let mut scope = Self { until: start.at, drop: outline.items[start.at].drop, ..Self::default() };
        let above = frame(outline, start.at);
        if label::paragraph(outline, start.at).is_some() {
            scope.take(outline, above, outline.items[above].end);
        }
        let mut next = outline.items[above].end;
        for sibling in outline.items[above].node.next_siblings() {
            if sibling.value().is_text() {
                scope.roots.push(sibling.id());
                scope.has_text |= sibling.value().as_text().is_some_and(|text| !text.trim().is_empty());
                continue;
            }
            if !sibling.value().is_element()
                || outline.items.get(next).is_none_or(|item| item.node.id() != sibling.id())
            {
                continue;
            }
            if end <= next || is_wanted(next) && !scope.take(outline, next, end) {
                break;
            }
            next = outline.items[next].end;
        }
        scope
    }

    /// Takes an element that follows the heading; false if the scope ends at or in it.
    fn take(&mut self, outline: &Outline<'_>, at: usize, end: usize) -> bool {
        let item = &outline.items[at];
        let ends_within = end < item.end;
        if ends_within && outline.text_between(at, end) == 0 {
            return false;
        }
        self.until = item.end.min(end);
        if item.drop <= self.drop {
            self.roots.push(item.node.id());
            self.has_text |=
                outline.text_between(at, self.until) > 0 || self.drop > Drop::Keep && outline.has_any_text(at);
            self.without.extend(outline.dropped_in(at, if self.drop == Drop::Keep { Drop::Soft } else { Drop::Hard }));
            if ends_within {
                self.without.extend(from(outline, at, end));
            }
        }
        !ends_within
    }
}

impl Heading {
    /// Whether a later heading ends what stands under this one. What `<details>` opens has an end of its own.
    fn ends_at(&self, later: &Self) -> bool {
        let is_stop = later.says == Says::Other;
        match self.rank {
            SUMMARY => is_stop && later.rank < LINE,
            rank => later.rank != SUMMARY && (later.rank <= rank || (is_stop && later.rank < LINE.min(rank + 3))),
        }
    }
}

/// Whether a heading is, for the most part, a link to another page of the site: the title of a card.
fn is_card(outline: &Outline<'_>, heading: &Heading, is_own: &dyn Fn(&str) -> bool) -> bool {
    let text = outline.text(heading.at);
    let is_link = text > 0 && outline.link_text(heading.at) * 2 > text && !heading.says.is_notes();
    let around = || outline.upwards(heading.at).find(|at| outline.items[*at].element.name() == "a");
    let link = || outline.links(heading.at).next().or_else(around);
    is_link && link().is_some_and(|link| beside::stays_in(outline, link..link + 1, is_own))
}

/// The box that a heading opens beside the text under another, up to the next heading of that text: a template's, such as one of the contributors.
fn boxed(outline: &Outline<'_>, start: &Heading, heading: &Heading, later: &[Heading]) -> Option<Range<usize>> {
    let flow = outline.items[frame(outline, start.at)].parent;
    let mut around = std::iter::successors(Some(heading.at), |at| Some(outline.items[*at].parent));
    let own = around.find(|at| outline.items[*at].parent == flow || *at <= flow).filter(|at| *at > flow)?;
    let is_box = matches!(heading.says, Says::Other | Says::Nothing)
        && matches!(outline.items[own].element.name(), "div" | "section" | "aside")
        && frame(outline, heading.at) != own
        && outline.text_between(own, heading.at) == 0;
    let behind = after(later, outline.items[own].end).iter();
    let mut in_flow = behind.filter(|it| it.rank == start.rank && beside::is_in_flow(outline, it, start.at));
    let next = in_flow.next().filter(|next| is_box && next.says != Says::Other)?;
    Some(own..next.at)
}

/// What a heading opens as `<summary>` does: its siblings, as far as the next that opens another panel.
fn panel(outline: &Outline<'_>, headings: &[Heading], heading: &Heading) -> Vec<NodeId> {
    let item = &outline.items[heading.at];
    let behind = within(headings, item.end, outline.items[item.parent].end).iter();
    let next = behind.filter(|it| it.rank == SUMMARY).find(|it| outline.items[it.at].parent == item.parent);
    let next = next.map(|it| outline.items[it.at].node.id());
    item.node.next_siblings().map(|node| node.id()).take_while(|id| Some(*id) != next).collect()
}

/// The headings from the item at `at` on.
fn after(headings: &[Heading], at: usize) -> &[Heading] {
    &headings[headings.partition_point(|heading| heading.at < at)..]
}

/// The nodes in an element from the item at `start` on.
pub(super) fn from(outline: &Outline<'_>, within: usize, start: usize) -> Vec<NodeId> {
    let mut cut = vec![outline.items[start].node.id()];
    let mut at = start;
    while at != within {
        cut.extend(outline.items[at].node.next_siblings().map(|node| node.id()));
        at = outline.items[at].parent;
    }
    cut
}

/// The element around a heading whose siblings are what it is a heading of: a frame that holds nothing else counts as the heading.
pub(super) fn frame(outline: &Outline<'_>, heading: usize) -> usize {
    if let Some(paragraph) = label::paragraph(outline, heading) {
        return paragraph;
    }
    let mut at = heading;
    loop {
        let parent = outline.items[at].parent;
        // What is dropped, such as a column at the side, isn't counted as text.
        let is_followed = || outline.siblings_behind(at).any(|next| outline.has_any_text(next));
        let last = outline.text_between(outline.items[at].end, outline.items[parent].end) == 0
            && !(outline.items[parent].drop != Drop::Keep && is_followed())
            && !is_followed_by_text(outline, at);
        // What stands under a heading at the end of a text may be dropped, such as a transcript: the text before it is none of its frame.
        let ends_text = || outline.text_between(parent, at) >= TEXT && is_followed();
        let top = parent == at || matches!(outline.items[parent].element.name(), "body" | "main" | "html" | "details");
        if !last || top || ends_text() {
            return at;
        }
        at = parent;
    }
}

/// The outermost element around another in which nothing else stands: site builders put one into the other.
pub(super) fn alone(outline: &Outline<'_>, at: usize) -> usize {
    let around = outline.upwards(at);
    let is_top = |at: usize| matches!(outline.items[at].element.name(), "body" | "main" | "article" | "html");
    let text = outline.text(at);
    around.take_while(|outer| *outer == at || !is_top(*outer) && outline.text(*outer) == text).last().unwrap_or(at)
}

fn is_followed_by_text(outline: &Outline<'_>, at: usize) -> bool {
    outline.items[at]
        .node
        .next_siblings()
        .any(|node| node.value().as_text().is_some_and(|text| !text.trim().is_empty()))
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::heading;
    use super::*;
    use crate::episode::dom::{Dom, attr};

    #[test]
    fn a_panel_of_something_else_is_left_out_and_its_neighbours_are_not() {
        let panel = |title: &str, host: &str| {
            format!("<div class=tab-title>{title}</div><div><a href='https://{host}.example/'>x</a></div>")
        };
        let panels = [panel("Books", "a"), panel("Transcript", "b"), panel("Films", "c")].concat();
        let dom = Dom::page(&format!("<main><h2>Show notes</h2><div>{panels}</div></main>"));
        let outline = Outline::of(&dom);
        let headings = heading::all(&outline);
        let scope = Scope::with_flow(&outline, &headings, &headings[0], &|href| !href.contains("//"));
        let links = outline.items.iter().filter(|item| item.element.name() == "a");
        let left = links.filter(|link| !link.node.ancestors().any(|above| scope.without.contains(&above.id())));
        let left: Vec<_> = left.filter_map(|link| attr(link.element, "href")).collect();
        assert_eq!(left, ["https://a.example/", "https://c.example/"]);
    }

    /// Where the links lead that stand under the first heading of a page, `/` being its own site.
    pub(in super::super) fn under(html: &str) -> Vec<String> {
        let dom = Dom::page(&format!("<main><p>Text</p>{html}</main>"));
        let outline = Outline::of(&dom);
        let headings = heading::all(&outline);
        let scope = Scope::with_flow(&outline, &headings, &headings[0], &|href| !href.contains("//"));
        let nodes = scope.roots.iter().filter_map(|id| dom.node(*id)).flat_map(|root| root.descendants());
        let left = nodes.filter(|node| !node.ancestors().any(|above| scope.without.contains(&above.id())));
        left.filter_map(|node| attr(node.value().as_element()?, "href")).map(str::to_owned).collect()
    }

    #[test]
    fn a_box_of_something_else_in_a_text_does_not_end_it() {
        let notes = "<h2>Shownotes</h2><p><a href=//a.example>A</a></p>";
        let others = "<h2>Mitwirkende</h2><p><a href=//b.example>B</a></p>";
        let behind = "<p><a href=//c.example>C</a></p><h2>Our thanks</h2><p><a href=//d.example>D</a></p>";
        let boxed = format!("{notes}<div>{others}</div>{behind}");
        assert_eq!(under(&boxed), ["//a.example", "//d.example"]);
        let more = format!("{notes}<div>{others}</div><h2>More episodes</h2><p><a href=//c.example>C</a></p>");
        assert_eq!(under(&more), ["//a.example"]);
        let own = format!("{notes}<div>{others}</div><h2>Our shop</h2><p><a href=/shop>C</a></p>");
        assert_eq!(under(&own), ["//a.example"]);
    }

    #[test]
    fn the_cards_below_a_list_of_episodes_end_with_what_leads_elsewhere() {
        let behind = |next: &str| {
            let html = format!("<h2>More episodes</h2><p><a href=/3>No. 3</a></p>{next}<p><a href=/z>Z</a></p>");
            let dom = Dom::page(&format!("<main>{html}</main>"));
            let outline = Outline::of(&dom);
            let headings = heading::all(&outline);
            let scope = Scope::under(&outline, &headings, &headings[0], &|href| !href.contains("//"));
            scope.until == outline.first("main").map_or(0, |main| outline.items[main].end)
        };
        assert!(behind("<h2><a href=/4>No. 4</a></h2>") && behind("<a href=/4><h2>No. 4</h2></a>"));
        for next in ["<a href=//a.example>The museum opens</a>", "<a href='#links'>Ice</a>", "<a href=/4>Links</a>"] {
            assert!(!behind(&format!("<h2>{next}</h2>")), "{next}");
        }
    }

    #[test]
    fn a_heading_that_is_all_of_its_details_opens_nothing_behind_them() {
        let html = "<details><summary>Links</summary></details><p><a href=//a.example>A</a></p>";
        assert!(under(html).is_empty());
    }

    #[test]
    fn a_scope_ends_within_an_element_that_is_not_wanted() {
        let html = "<main><p>Some text.</p><h2>Links</h2><p><a href='https://a.example/'>A</a></p><h2>More words</h2>\
                    <div><a href='/own'>own</a><h2>Subscribe</h2></div><p><a href='https://b.example/'>B</a></p></main>";
        let dom = Dom::page(html);
        let outline = Outline::of(&dom);
        let headings = heading::all(&outline);
        let scope = Scope::with_flow(&outline, &headings, &headings[0], &|href| !href.contains("//"));
        let taken: Vec<_> = scope.roots.iter().filter_map(|id| dom.node(*id)?.value().as_element()).collect();
        assert_eq!(taken.iter().map(|element| element.name()).collect::<Vec<_>>(), ["p", "h2"]);
    }
}
