//! What stands beside a heading of notes and belongs to them, although another heading or none says so: the text before "Links", a section "Books".

use std::ops::Range;

use super::boilerplate::Drop;
use super::heading::{self, Heading, LINE};
use super::label;
use super::outline::{Outline, few_words};
use super::players;
use super::sections;
use super::title;
use super::under::{alone, frame};
use super::words::{self, Says};
use crate::episode::dom::attr;
use crate::text::html;

/// A line with less text than this besides its links is short, in characters.
const SHORT: usize = 40;

/// A line of one or two links and a word, in characters: "Guest: Ana". More links are a row of buttons.
const WORD: usize = 5;
const FEW: usize = 2;

/// Whether a heading stands in the same flow of text as `start`, without a frame of its own: an editor wrote both, no template.
pub(super) fn is_in_flow(outline: &Outline<'_>, heading: &Heading, start: usize) -> bool {
    let parent = |at: usize| outline.items[frame(outline, at)].parent;
    heading.at != start && parent(heading.at) == parent(start)
}

/// Whether an element leads to another site than the page's own.
pub(super) fn leads_off(outline: &Outline<'_>, at: usize, is_own: &dyn Fn(&str) -> bool) -> bool {
    leads_off_in(outline, at..outline.items[at].end, is_own)
}

/// Whether one of some elements does.
pub(super) fn leads_off_in(outline: &Outline<'_>, elements: Range<usize>, is_own: &dyn Fn(&str) -> bool) -> bool {
    hrefs_in(outline, elements).any(|href| href.contains("//") && !is_own(href))
}

/// How many of some elements do.
pub(super) fn leading_off_in(outline: &Outline<'_>, elements: Range<usize>, is_own: &dyn Fn(&str) -> bool) -> usize {
    hrefs_in(outline, elements).filter(|href| href.contains("//") && !is_own(href)).count()
}

/// Whether one of some elements leads to another page of the site.
pub(super) fn stays_in(outline: &Outline<'_>, elements: Range<usize>, is_own: &dyn Fn(&str) -> bool) -> bool {
    hrefs_in(outline, elements).any(|href| !href.starts_with('#') && (!href.contains("//") || is_own(href)))
}

/// How many links an element has, wherever they lead.
pub(super) fn links_in(outline: &Outline<'_>, at: usize) -> usize {
    hrefs(outline, at).count()
}

fn hrefs<'a>(outline: &'a Outline<'_>, at: usize) -> impl Iterator<Item = &'a str> {
    hrefs_in(outline, at..outline.items[at].end)
}

fn hrefs_in<'a>(outline: &'a Outline<'_>, elements: Range<usize>) -> impl Iterator<Item = &'a str> {
    let items = outline.items[elements].iter();
    let links = items.filter(|item| item.drop == Drop::Keep && item.element.name() == "a");
    links.filter_map(|item| attr(item.element, "href"))
}

/// What stands in the flow of text before a heading and is notes as well: running text that leads off the site, and what stands under headings that say
/// nothing else. In document order.
pub(super) fn before(
    outline: &Outline<'_>,
    headings: &[Heading],
    start: usize,
    is_own: &dyn Fn(&str) -> bool,
) -> Vec<usize> {
    flow(outline, headings, anchor(outline, start), is_own, |at, has_heading| is_written(outline, at, has_heading))
}

/// The element that stands in the flow of text with a heading: the paragraph whose lines a label opens, else the heading's frame.
fn anchor(outline: &Outline<'_>, heading: usize) -> usize {
    label::block(outline, heading).unwrap_or_else(|| frame(outline, heading))
}

/// The paragraphs behind the one whose lines a label opens that say who paid for the episode, as far as anything but a paragraph. A site's own words may
/// stand there as well.
pub(super) fn behind_lines(outline: &Outline<'_>, headings: &[Heading], start: usize) -> Vec<usize> {
    const LONGEST: usize = 1_000;
    let Some(own) = label::block(outline, start) else { return Vec::new() };
    let ends = |at: usize| heading::within(headings, at, outline.items[at].end).iter().any(|it| it.rank < LINE);
    let text = outline.siblings_behind(own).take_while(|at| is_paragraph(outline, *at) && !ends(*at));
    let is_paid =
        |at: &usize| few_words(outline.items[*at].node, 40, LONGEST).is_some_and(|text| words::is_paid(&text));
    text.filter(|at| is_paid(at) && is_written(outline, *at, false)).collect()
}

/// The same before the section or the field that a heading opens, where it has a frame of its own.
pub(super) fn lead(
    outline: &Outline<'_>,
    headings: &[Heading],
    start: usize,
    is_own: &dyn Fn(&str) -> bool,
) -> Vec<usize> {
    let around = sections::accordion(outline, start).unwrap_or_else(|| outline.items[frame(outline, start)].parent);
    let own = alone(outline, around);
    if !is_frame(outline, own) && !is_details(outline, own) {
        return Vec::new();
    }
    // What a template made stands there as well.
    flow(outline, headings, own, is_own, |at, has_heading| {
        !is_frame(outline, at) && is_written(outline, at, has_heading)
    })
}

/// The running text behind what `<details>` opens, as far as another heading: an editor wrote both.
pub(super) fn behind_details(outline: &Outline<'_>, headings: &[Heading], start: usize) -> Vec<usize> {
    let own = outline.items[frame(outline, start)].parent;
    if !is_details(outline, own) {
        return Vec::new();
    }
    let is_heading = |at: &usize| heading::at(headings, *at).is_some();
    let behind = outline.siblings_behind(own).take_while(|at| !is_heading(at));
    let text = behind.filter(|at| is_paragraph(outline, *at));
    text.filter(|at| is_written(outline, *at, false)).collect()
}

fn is_details(outline: &Outline<'_>, at: usize) -> bool {
    outline.items[at].element.name() == "details"
}

fn is_frame(outline: &Outline<'_>, at: usize) -> bool {
    matches!(outline.items[at].element.name(), "section" | "div")
}

/// What stands before an element and is notes: blocks of running text, and what else is wanted, with the headings above it.
fn flow(
    outline: &Outline<'_>,
    headings: &[Heading],
    end: usize,
    is_own: &dyn Fn(&str) -> bool,
    is_wanted: impl Fn(usize, bool) -> bool,
) -> Vec<usize> {
    let mut taken = Vec::new();
    let mut under = Says::Nothing;
    let mut has_heading = false;
    for at in outline.children(outline.items[end].parent).take_while(|at| *at < end) {
        if let Some(heading) = heading::at(headings, at)
            && html::is_heading(outline.items[at].element.name())
        {
            (under, has_heading) = (heading.says, heading.rank > 1);
            if !has_heading {
                // What stands above the title is none of what it is the title of.
                taken.clear();
            }
            if under != Says::Other && has_heading {
                taken.push(at);
            }
        } else if let Some(title) = title::framed(outline, headings, at) {
            taken = title::told(outline, headings, at, title, is_own);
        } else if under != Says::Other
            && (is_wanted(at, has_heading) || is_lead(outline, headings, at))
            && (leads_off(outline, at, is_own) || refers(outline, at))
        {
            taken.push(at);
        }
    }
    taken
}

/// Whether an element is a paragraph of running text with a link in it, if only to the site's own pages: "as we said in episode 41".
pub(super) fn refers(outline: &Outline<'_>, at: usize) -> bool {
    is_paragraph(outline, at)
        && runs(outline, at)
        && hrefs(outline, at).any(|href| !href.is_empty() && !href.starts_with('#'))
}

/// Whether an element is running text for the most part.
pub(super) fn runs(outline: &Outline<'_>, at: usize) -> bool {
    outline.prose(at) >= PARAGRAPHS.max(2 * outline.link_text(at))
}

/// So much running text, in characters, is what a page tells before its sections.
const LEAD: usize = 140;

/// So much is enough where it stands in paragraphs.
const PARAGRAPHS: usize = 80;

/// So much is enough in a block that has nothing but paragraphs of running text.
const SHORTEST: usize = 15;

/// Whether an element is a block of running text without a heading, or with some in the text.
fn is_lead(outline: &Outline<'_>, headings: &[Heading], at: usize) -> bool {
    let item = &outline.items[at];
    let mut inside = heading::within(headings, at, item.end).iter().filter(|heading| heading.rank < LINE);
    let is_of_text = |heading: &Heading| {
        let is_behind_text = outline.text_between(at, heading.at) >= PARAGRAPHS;
        heading.rank > 1 && heading.says != Says::Other && is_behind_text
    };
    let is_in_paragraphs = outline.children(at).next().is_some_and(|first| outline.items[first].element.name() == "p");
    let is_paragraph = |at: usize| outline.items[at].element.name() == "p" && is_written(outline, at, false);
    let least = match () {
        () if is_in_paragraphs && outline.children(at).all(is_paragraph) => SHORTEST,
        () if is_in_paragraphs => PARAGRAPHS,
        () => LEAD,
    };
    matches!(item.element.name(), "section" | "div")
        && item.drop == Drop::Keep
        && outline.prose(at) >= least.max(2 * outline.link_text(at))
        && inside.all(is_of_text)
}

/// Whether an element is running text, or anything under a heading; no line of buttons.
pub(super) fn is_written(outline: &Outline<'_>, at: usize, has_heading: bool) -> bool {
    let item = &outline.items[at];
    let is_list =
        matches!(item.element.name(), "ul" | "ol" | "dl" | "table" | "div" | "section" | "details" | "figure");
    let is_text = is_paragraph(outline, at) || is_line(outline, at);
    let besides = outline.prose(at);
    let is_running =
        besides > outline.link_text(at) || besides >= SHORT || besides >= WORD && links_in(outline, at) <= FEW;
    item.drop == Drop::Keep
        && (is_list && has_heading || is_text && is_running)
        && !is_for_players(outline, at, besides)
}

fn is_paragraph(outline: &Outline<'_>, at: usize) -> bool {
    matches!(outline.items[at].element.name(), "p" | "blockquote")
}

/// A block that holds no other.
fn is_line(outline: &Outline<'_>, at: usize) -> bool {
    let blocks = ["div", "p", "ul", "ol", "dl", "table", "section", "article", "form", "h1", "h2", "h3", "h4"];
    let inside = &outline.items[at + 1..outline.items[at].end];
    outline.items[at].element.name() == "div" && !inside.iter().any(|item| blocks.contains(&item.element.name()))
}

fn is_for_players(outline: &Outline<'_>, at: usize, besides: usize) -> bool {
    besides < SHORT && hrefs(outline, at).all(players::is_one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

    /// Where the links lead that stand in what is found under the headings of a page.
    fn found(html: &str) -> Vec<String> {
        let dom = Dom::page(html);
        let outline = Outline::of(&dom);
        let found = heading::find(&outline, &heading::all(&outline), &|href| !href.contains("//")).unwrap();
        let nodes = found.roots.iter().filter_map(|id| dom.node(*id)).flat_map(|root| root.descendants());
        let links = nodes.filter(|node| !node.ancestors().any(|above| found.without.contains(&above.id())));
        links.filter_map(|node| attr(node.value().as_element()?, "href")).map(str::to_owned).collect()
    }

    #[test]
    fn what_stands_around_details_and_in_short_blocks_before_a_heading_is_notes() {
        let html = "<main><h1>Ice</h1><p>With <a href=//a.example>Ana</a>.</p><details><summary>Links</summary><ul>\
                    <li><a href=//b.example>B</a></ul></details><p>Music by <a href=//c.example>C</a></p></main>";
        assert_eq!(found(html), ["//a.example", "//b.example", "//c.example"]);
        let html = "<main><h1>Ice</h1><div class=txt><p>She weighed dust (<a href=//a.example>it</a>).</p></div>\
                    <h3>Links</h3><ul><li><a href=//b.example>B</a></ul></main>";
        assert_eq!(found(html), ["//a.example", "//b.example"]);
    }

    #[test]
    fn tabs_beside_that_of_the_notes_may_hold_some_of_them() {
        let html = "<main><h1>Ice</h1><div role=tablist><button role=tab aria-controls=p>Overview</button>\
                    <button role=tab aria-controls=q>Links</button><button role=tab aria-controls=r>Transcript</button></div>\
                    <div role=tabpanel id=p><p>With <a href=//a.example>Ana</a>.</p></div>\
                    <div role=tabpanel id=q><a href=//b.example>B</a></div>\
                    <div role=tabpanel id=r><a href=//c.example>C</a></div></main>";
        assert_eq!(found(html), ["//a.example", "//b.example"]);
    }

    #[test]
    fn the_parts_of_an_accordion_belong_together() {
        let part = |title: &str, host: &str| {
            format!("<details><summary>{title}</summary><p><a href='https://{host}.example/'>x</a></p></details>")
        };
        let html = [("Show notes", "a"), ("Picks of ours", "b"), ("Transcript", "c"), ("More", "d")];
        let html: String = html.iter().map(|(title, host)| part(title, host)).collect();
        assert_eq!(found(&format!("<div>{html}</div>")), ["https://a.example/", "https://b.example/"]);
    }

    #[test]
    fn what_stands_before_an_accordion_and_its_parts_belongs_to_them() {
        let part = |title: &str, host: &str| {
            format!("<details><summary>{title}</summary><p><a href=//{host}.example>x</a></p></details>")
        };
        let parts = [part("What we said", "b"), part("Links", "c"), part("Transcript", "d")].concat();
        let lead = "<h1>Ice</h1><p>We went over the ice with <a href=//a.example>Ana</a>, who knows it.</p>";
        assert_eq!(
            found(&format!("<main>{lead}<div>{parts}</div></main>")),
            ["//a.example", "//b.example", "//c.example"]
        );
        let other = "<section><h2>Our shop</h2><a href=//s.example>Shop</a></section>";
        let apart = format!("<main>{lead}<div>{other}{}</div></main>", part("Links", "c"));
        assert_eq!(found(&apart), ["//c.example"], "no accordion");
    }

    #[test]
    fn the_name_of_a_property_is_no_heading() {
        let property =
            "<div class=property><div class=property-name>Guest</div><div><a href=//g.example>G</a></div></div>";
        let notes = "<p><b>Links</b></p><p><a href=//a.example>A</a></p>";
        assert_eq!(found(&format!("<main><div>{property}</div><article>{notes}</article></main>")), ["//a.example"]);
        let plain =
            format!("<main><div>{}</div><article>{notes}</article></main>", property.replace("property", "field"));
        assert_eq!(found(&plain), ["//g.example", "//a.example"], "Guest is only a part of them");
    }

    #[test]
    fn running_text_before_framed_sections_is_theirs() {
        let text = "We talked about knots for a long time. ".repeat(5);
        let html = format!(
            "<main><section><h1>Knots</h1></section><section class=prose><p>{text}<a href='https://a.example/'>A</a></p></section>\
             <section><h2>References</h2><ul><li><a href='https://b.example/'>B</a></li></ul></section></main>"
        );
        assert_eq!(found(&html), ["https://a.example/", "https://b.example/"]);
    }

    #[test]
    fn frames_that_hold_nothing_but_another_do_not_part_what_stands_beside_each_other() {
        let text = "We talked about knots for a long time. ".repeat(5);
        let frame = |html: &str| format!("<div><div><div>{html}</div></div></div>");
        let html = format!(
            "<main><h1>Knots</h1>{}{}</main>",
            frame(&format!("<p>{text}<a href='https://a.example/'>A</a></p>")),
            frame("<div><h3>Links</h3></div><div><a href='https://b.example/'>B</a></div>"),
        );
        assert_eq!(found(&html), ["https://a.example/", "https://b.example/"]);
    }

    #[test]
    fn a_paragraph_before_a_section_may_lead_to_pages_of_the_site() {
        let text = "We talked about knots for a long time, and of how to tie them in the dark with one hand, as we had done in";
        let links = "<h2>Links</h2><ul><li><a href='https://b.example/'>B</a></li></ul>";
        let html = format!(
            "<main><h1>Knots</h1><p>{text} <a href=/41>episode 41</a>.</p><p>By <a href=/ana>Ana</a></p>{links}</main>"
        );
        assert_eq!(found(&html), ["/41", "https://b.example/"]);
        let html = format!(
            "<main><h1>Knots</h1><p><a href=/41>{text}</a> {text}</p><p>{text} <a href='#x'>x</a></p>{links}</main>"
        );
        assert_eq!(found(&html), ["https://b.example/"]);
    }

    #[test]
    fn loose_paragraphs_and_text_with_headings_of_its_own_before_a_section_are_its() {
        let links = "<h2>Mentioned</h2><ul><li><a href='https://b.example/'>B</a></li></ul>";
        let text = "We talked about knots for a long time, and see <a href='https://a.example/'>A</a>.";
        let html = format!(
            "<article><p><a href='https://x.example/'>X</a></p><h1>Knots</h1><p>{text}</p><section>{links}</section></article>"
        );
        assert_eq!(found(&html), ["https://a.example/", "https://b.example/"]);
        let field = format!("<div><p>{}</p><h2>What we cover</h2><p>{text}</p></div>", "Knots of rope. ".repeat(9));
        let other = "<div><h2>Our shop</h2><p>We sell knots of all kinds, and more than you may think, see <a href='https://c.example/'>C</a></p></div>";
        let html = format!("<main><h1>Knots</h1><div>{field}{other}{links}</div></main>");
        assert_eq!(found(&html), ["https://a.example/", "https://b.example/"]);
    }

    #[test]
    fn short_paragraphs_and_a_sponsor_in_frames_beside_a_section_are_theirs() {
        let text =
            "We found her, and she has regretted two of them, and would not tell us which, nor why at all, nor when.";
        let html = format!(
            "<main><div><div><p>{text} <a href='https://a.example/'>A</a></p></div><div><h2>References</h2><ul><li><a href='https://b.example/'>B</a></li></ul></div>             <div><span>Presented by</span><a href='https://c.example/'>C</a></div><div><a href='https://d.example/'>D</a></div></div></main>"
        );
        assert_eq!(found(&html), ["https://a.example/", "https://b.example/", "https://c.example/"]);
    }

    #[test]
    fn a_panel_at_the_side_counts_beside_notes_if_it_is_about_this_episode() {
        let panel = |title: &str, host: &str| {
            format!("<div><h3>{title}</h3><p><a href='https://{host}.example/'>x</a></p></div>")
        };
        let html = format!(
            "<div><main><article><h1>Knots, and how to tie some of them in the dark</h1>{}</article></main><aside>{}{}</aside></div><footer>More</footer>",
            panel("Show notes", "a"),
            panel("Mentioned in this episode", "b"),
            panel("Show notes of another", "c"),
        );
        assert_eq!(found(&html), ["https://a.example/", "https://b.example/"]);
    }

    #[test]
    fn a_sure_heading_in_a_column_at_the_side_counts() {
        let html = "<main><aside><h2>Links mentioned</h2><ul><li><a href='https://a.example/'>A</a></li></ul>\
                    <nav><a href='https://b.example/'>B</a></nav></aside><p>Some text.</p></main>";
        assert_eq!(found(html), ["https://a.example/"]);
    }
}
