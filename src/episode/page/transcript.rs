//! Transcripts: what stands under a heading that says so, or in the panel that a button opens. However long, that is no notes, and must not be weighed.

use std::ops::Range;

use super::boilerplate::Drop;
use super::heading::{self, Heading};
use super::outline::{Item, Outline, few_words};
use super::pane;
use super::under::frame;
use super::words::{self, Says};
use crate::episode::dom::attr;

/// A button says no more than this, in bytes.
const LONGEST: usize = 100;

/// Marks all transcripts as no notes.
pub(super) fn drop(outline: &mut Outline<'_>, headings: &[Heading]) {
    let titled = headings.iter().filter(|heading| heading.rank > 1 && words::is_transcript(&heading.text));
    let under = titled.filter_map(|heading| under(outline, headings, heading));
    let all = 0..outline.items.len();
    let opened = all.clone().filter_map(|at| panel(outline, at));
    let lines = all.filter_map(|at| line(outline, headings, at));
    let parts: Vec<Range<usize>> = under.chain(opened).chain(lines).collect();
    outline.leave_out(&parts);
}

/// A heading and what stands behind it, up to the next of its rank or one over notes.
pub(super) fn under(outline: &Outline<'_>, headings: &[Heading], heading: &Heading) -> Option<Range<usize>> {
    let above = frame(outline, heading.at);
    let is_same = |other: &Heading| other.at != heading.at && other.rank == heading.rank;
    if heading::within(headings, above, outline.items[above].end).iter().any(is_same) {
        // A row of tabs: their panes stand elsewhere.
        return None;
    }
    let (start, end) = (outline.items[above].end, outline.items[outline.items[above].parent].end);
    let ends = |other: &&Heading| other.rank <= heading.rank || other.says == Says::Strongly;
    let next = heading::within(headings, start, end).iter().find(ends).map(|next| next.at);
    Some(above..next.unwrap_or(end))
}

/// A line that says "Transcript" and what stands behind it, up to the next heading, or line that may be one.
fn line(outline: &Outline<'_>, headings: &[Heading], at: usize) -> Option<Range<usize>> {
    let item = &outline.items[at];
    let may_be = item.drop == Drop::Keep && matches!(item.element.name(), "p" | "div") && heading::is_label(item.node);
    if !may_be || !words::is_transcript(&few_words(item.node, 20, LONGEST)?) {
        return None;
    }
    let end = outline.items[item.parent].end;
    let next = heading::within(headings, item.end, end).first().map_or(end, |next| next.at);
    let is_line = |at: &usize| {
        let says = || few_words(outline.items[*at].node, 20, LONGEST).map(|text| words::read(&text));
        heading::is_label(outline.items[*at].node) && says().is_some_and(|says| says != Says::Nothing)
    };
    let line = outline.siblings_behind(at).take_while(|at| *at < next).find(is_line);
    Some(at..line.unwrap_or(next))
}

/// The panel that a button opens which says "Transcript".
fn panel(outline: &Outline<'_>, at: usize) -> Option<Range<usize>> {
    let item = &outline.items[at];
    if item.drop != Drop::Keep || !is_button(item) {
        return None;
    }
    let says = few_words(item.node, 20, LONGEST)?;
    let panel = words::is_transcript(&says).then(|| named(outline, item).or_else(|| behind(outline, at)))??;
    let end = outline.items[panel].end;
    let is_frame = outline.is_within(at, panel) || outline.items[panel..end].iter().any(|it| it.element.name() == "h1");
    (!is_frame).then_some(panel..end)
}

fn is_button(item: &Item<'_>) -> bool {
    match item.element.name() {
        "button" => true,
        "a" => attr(item.element, "role") == Some("button") || attr(item.element, "aria-controls").is_some(),
        _ => false,
    }
}

/// The panel that a button names.
fn named(outline: &Outline<'_>, button: &Item<'_>) -> Option<usize> {
    let id = pane::opens(button)?;
    outline.items.iter().position(|item| attr(item.element, "id") == Some(id))
}

/// The block right behind a button, where one of both hides the other, or nothing else stands beside them.
fn behind(outline: &Outline<'_>, button: usize) -> Option<usize> {
    let parent = outline.items[button].parent;
    let panel = outline.siblings_behind(button).next()?;
    let is_hidden = || attr(outline.items[panel].element, "hidden").is_some();
    let is_block = matches!(outline.items[panel].element.name(), "div" | "section" | "article");
    (is_block && (is_hidden() || outline.children(parent).count() == 2)).then_some(panel)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

    /// The ids of what is left.
    fn left(html: &str) -> Vec<String> {
        let dom = Dom::page(&format!("<body><h1>Ice</h1>{html}"));
        let mut outline = Outline::of(&dom);
        let headings = heading::real(&outline);
        drop(&mut outline, &headings);
        let kept = outline.items.iter().filter(|item| item.drop == Drop::Keep);
        kept.filter_map(|item| attr(item.element, "id")).map(str::to_owned).collect()
    }

    #[test]
    fn what_a_heading_governs_is_left_out() {
        assert_eq!(
            left("<p id=a>A</p><h2>Transcript</h2><p id=b>B</p><h3>Part 2</h3><p id=c>C</p><h2>More</h2><p id=d>D</p>"),
            ["a", "d"]
        );
        assert_eq!(left("<p id=a>A</p><div><h2>Transcript</h2><div id=b>B</div></div><p id=c>C</p>"), ["a", "c"]);
        assert_eq!(left("<div><div id=x><h3>Transcript</h3></div><div id=a>A</div></div><p id=b>B</p>"), ["b"]);
        assert_eq!(
            left("<h2>Transcript</h2><p id=a>A</p><div id=b><h3>Show notes</h3><p id=c>C</p></div>"),
            ["b", "c"]
        );
    }

    #[test]
    fn a_heading_over_what_is_dropped_anyway_governs_no_text_before_it() {
        let text = "Of ice, and of the boats that go over it. ".repeat(5);
        let html = format!(
            "<div><article id=a><p id=b>{text}</p><h2>Transcript</h2><div class=transcript id=c>{text}</div></article></div>"
        );
        assert_eq!(left(&html), ["a", "b"]);
    }

    #[test]
    fn a_line_governs_what_follows_up_to_the_next() {
        assert_eq!(left("<p id=a>A</p><p><b>Transcript:</b></p><p id=b>B</p><h2>More</h2><p id=c>C</p>"), ["a", "c"]);
        assert_eq!(left("<div>Full transcript</div><p id=b>B</p><p><b>Links</b></p><p id=c>C</p>"), ["c"]);
        assert_eq!(left("<p>The transcript was made by Ann, who hears well.</p><p id=b>B</p>"), ["b"]);
    }

    #[test]
    fn a_row_of_tabs_governs_nothing() {
        assert_eq!(left("<div><h3>Notes</h3><h3>Transcript</h3></div><div id=a>A</div>"), ["a"]);
    }

    #[test]
    fn a_button_governs_its_panel() {
        assert_eq!(left("<div><button>Transcript</button><div id=a>A</div></div><p id=b>B</p>"), ["b"]);
        assert_eq!(left("<button aria-controls=a>Read the transcript</button><p id=b>B</p><div id=a>A</div>"), ["b"]);
        assert_eq!(left("<p>x</p><button>Transcript</button><div hidden id=a>A</div><p id=b>B</p>"), ["b"]);
        assert_eq!(left("<p>x</p><button>Transcript</button><div id=a>A</div><p id=b>B</p>"), ["a", "b"]);
        assert_eq!(left("<a href='#a'>Transcript</a><button aria-controls=a>Play</button><div id=a>A</div>"), ["a"]);
    }
}
