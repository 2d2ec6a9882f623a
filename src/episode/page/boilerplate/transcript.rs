//! Panels that an attribute names as a transcript: a script shows it as a heading or a tab. The same may stand on a frame around everything, or on a
//! button.

use std::ops::Range;

use super::super::outline::{Item, all_text, few_words};
use super::super::words::{self, Says};
use super::Drop;
use crate::episode::dom::attr;

/// Attributes that name a panel for those who can't see it, or for the component that it is.
const NAMES: &[&str] = &["aria-label", "label", "title", "heading", "tab-title"];

/// Those that name it for a script; they stand on much else besides panels.
const DATA: &[&str] = &["data-label", "data-title", "data-heading", "data-name", "data-tab", "data-tab-title"];

/// A transcript has no fewer characters; what has is a button, or a line with one.
const LEAST: usize = 300;

/// So many elements are looked at, however deep they stand in one another.
const MOST: usize = 20;

/// The panels of a page whose other boilerplate is marked.
pub(super) fn panels(items: &[Item<'_>]) -> Vec<Range<usize>> {
    let named = (0..items.len()).filter(|at| is_named(&items[*at])).take(MOST);
    named.map(|at| at..items[at].end).filter(|panel| is_one(items, panel)).collect()
}

/// Whether an attribute says that an element is a transcript, and nothing else.
fn is_named(item: &Item<'_>) -> bool {
    let name = item.element.name();
    let is_panel = matches!(name, "div" | "section" | "article" | "aside" | "details" | "li") || name.contains('-');
    let is_tab = || attr(item.element, "role") == Some("tabpanel");
    let names = |name: &str| NAMES.contains(&name) || DATA.contains(&name) && is_tab();
    is_panel && item.element.attrs().any(|(name, value)| names(name) && words::is_bare_transcript(value))
}

/// Whether a panel is as long as a transcript, and holds neither notes nor most links of the page.
fn is_one(items: &[Item<'_>], panel: &Range<usize>) -> bool {
    let is_most = || 2 * links(&items[panel.clone()]) > links(items);
    all_text(items, panel.start) >= LEAST && !items[panel.clone()].iter().any(opens_notes) && !is_most()
}

/// Whether an element is the title of the page, or a heading or a label over notes.
fn opens_notes(item: &Item<'_>) -> bool {
    const LONGEST: usize = 100;
    let says = || few_words(item.node, 20, LONGEST).map(|text| words::read(&text));
    match item.element.name() {
        "h1" => true,
        "h2" | "h3" | "h4" | "h5" | "h6" | "b" | "strong" | "summary" => says().is_some_and(Says::is_notes),
        _ => false,
    }
}

/// How many links that may be notes lead off.
fn links(items: &[Item<'_>]) -> usize {
    let leads_off = |item: &&Item<'_>| attr(item.element, "href").is_some_and(|href| href.contains("//"));
    items.iter().filter(|item| item.drop == Drop::Keep && item.element.name() == "a").filter(leads_off).count()
}

#[cfg(test)]
mod tests {
    use super::super::super::outline::Outline;
    use super::*;
    use crate::episode::dom::Dom;

    /// Whether a panel is kept as what may be notes.
    fn is_kept(panel: &str, inside: &str) -> bool {
        let name = panel.split(' ').next().unwrap();
        let notes = "<p>Notes <a href=//a.example>A</a></p>";
        let dom = Dom::page(&format!("<main>{notes}<{panel} id=x>{inside}</{name}></main>"));
        let outline = Outline::of(&dom);
        let panel = outline.items.iter().find(|item| attr(item.element, "id") == Some("x")).unwrap();
        panel.drop == Drop::Keep
    }

    #[test]
    fn a_panel_that_is_named_so_is_a_transcript() {
        let text = "<p>Ana: We went over the fen by boat, and told of it.</p>".repeat(9);
        for panel in [
            "section aria-label=Transcript",
            "ep-panel label='Full transcript'",
            "tab-item title=Transkript",
            "div aria-label='Episode transcript'",
            "div role=tabpanel data-tab=transcript",
        ] {
            assert!(!is_kept(panel, &text), "{panel}");
            let one = format!("{text}<a href=//t.example>T</a>");
            assert!(!is_kept(panel, &one), "{panel}, one link");
        }
    }

    #[test]
    fn what_is_named_for_more_or_only_called_so_is_kept() {
        let text = "<p>Ana: We went over the fen by boat, and told of it.</p>".repeat(9);
        for panel in [
            "section aria-label='Show notes and transcript'",
            "section aria-label='Transcript and show notes'",
            "section title='Episode transcript and links'",
            "div title='How we transcribe'",
            "section data-title=Transcripts",
            "section data-name=Transcript",
            "div data-tab=transcript",
            "p title=Transcript",
        ] {
            assert!(is_kept(panel, &text), "{panel}");
        }
    }

    #[test]
    fn what_is_short_or_holds_notes_or_most_links_is_kept() {
        let text = "<p>Ana: We went over the fen by boat, and told of it.</p>".repeat(9);
        for inside in [
            "<a href=//t.example/7.pdf>Transcript</a>".to_owned(),
            format!("<h2>Show notes</h2>{text}"),
            format!("{text}<p><b>Links</b></p>"),
            format!("<h1>Reeds</h1>{text}"),
            format!("{text}<a href=//b.example>B</a><a href=//c.example>C</a>"),
        ] {
            assert!(is_kept("div title=Transcript", &inside), "{inside}");
        }
    }
}
