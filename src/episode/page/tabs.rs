//! Tabs whose titles stand in a row, and their panels behind it in the same order: no attribute says which opens which.

use scraper::node::Element;

use super::names::{Names, Words};
use super::outline::{Item, children, few_words, siblings_behind};
use crate::episode::dom::attr;

/// Words in names of a row of titles.
const ROWS: Words = Words::new(&["tabs", "tab", "tablist"]);

/// A title says no more than this, in bytes.
const LONGEST: usize = 100;

/// A row has no more titles than this.
const MOST: usize = 10;

/// How far around a row its panels may stand, in elements.
const DEEP: usize = 2;

/// Whether an element may be a row of titles, by its name.
pub(super) fn is_row(item: &Item<'_>) -> bool {
    item.names.has_any(&ROWS) && matches!(item.element.name(), "ul" | "ol" | "div" | "nav")
}

/// The panels of a row, each with its title; `None` if it is none.
pub(super) fn panels(items: &[Item<'_>], row: usize) -> Option<Vec<(usize, String)>> {
    let titles = titles(items, row)?;
    let around = std::iter::successors(Some(row), |at| Some(items[*at].parent)).take(DEEP);
    let panels = around.map(|at| behind(items, at)).find(|behind| !behind.is_empty())?;
    let panels = match *panels {
        // One frame holds them all.
        [frame] => children(items, frame).collect(),
        _ => panels,
    };
    let are_panels = panels.len() == titles.len() && panels.iter().all(|at| is_block(items, *at));
    are_panels.then(|| panels.into_iter().zip(titles).collect())
}

/// What the entries of a row say, if all of them are titles.
fn titles(items: &[Item<'_>], row: usize) -> Option<Vec<String>> {
    let entries: Vec<usize> = children(items, row).take(MOST + 1).collect();
    let title = |at: &usize| {
        let inside = &items[*at..items[*at].end];
        let stays = inside.iter().filter(|it| it.element.name() == "a").all(|link| leads_nowhere(link.element));
        few_words(items[*at].node, 20, LONGEST).filter(|text| stays && !text.is_empty())
    };
    let may_be = (2..=MOST).contains(&entries.len());
    if may_be { entries.iter().map(title).collect() } else { None }
}

/// Whether a link leads to no page: what it does is done by a script.
fn leads_nowhere(link: &Element) -> bool {
    attr(link, "href").is_none_or(|href| {
        let href = href.trim();
        href.is_empty() || href.starts_with('#') || href.starts_with("javascript:")
    })
}

/// Whether a link is what opens a panel, and nothing else: an empty address, in what is marked or named as a title of panels.
pub(super) fn is_control(item: &Item<'_>) -> bool {
    let is_empty = |href: &str| matches!(href.trim(), "" | "#" | "#!");
    if !attr(item.element, "href").is_some_and(is_empty) {
        return false;
    }
    let says = |element: &Element| {
        let is_marked = STATES.iter().any(|name| attr(element, name).is_some());
        is_marked || matches!(attr(element, "role"), Some("tab" | "tablist")) || titles_panels(&Names::of(element))
    };
    std::iter::once(item.node)
        .chain(item.node.ancestors().take(DEEP))
        .filter_map(|node| node.value().as_element())
        .any(says)
}

/// Attributes of what opens a panel.
const STATES: &[&str] =
    &["aria-expanded", "aria-controls", "aria-selected", "data-toggle", "data-bs-toggle", "data-w-tab"];

fn titles_panels(names: &Names) -> bool {
    const TITLES: &[&str] = &[
        "title", "titles", "header", "heading", "button", "trigger", "link", "nav", "menu", "controls", "control",
        "label",
    ];
    const PANELS: &[&str] = &["tab", "tabs", "accordion", "toggle", "collapse"];
    PANELS.iter().any(|word| names.has_pair(word, TITLES))
}

/// Whether an element may be a panel: no part of a line, nor what the page is all about.
fn is_block(items: &[Item<'_>], at: usize) -> bool {
    let inside = &items[at..items[at].end];
    matches!(items[at].element.name(), "div" | "section" | "article" | "li")
        && !inside.iter().any(|item| item.element.name() == "h1")
}

/// The siblings behind an element.
fn behind(items: &[Item<'_>], at: usize) -> Vec<usize> {
    siblings_behind(items, at).take(MOST + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::super::outline::Outline;
    use super::*;
    use crate::episode::dom::Dom;

    /// The ids of the panels, each with its title.
    fn found(html: &str) -> Vec<(String, String)> {
        let dom = Dom::page(&format!("<main>{html}</main>"));
        let outline = Outline::of(&dom);
        let id = |at: usize| attr(outline.items[at].element, "id").unwrap_or_default().to_owned();
        let rows = (0..outline.items.len()).filter(|at| is_row(&outline.items[*at]));
        let panels = rows.filter_map(|row| panels(&outline.items, row)).flatten();
        panels.map(|(at, title)| (id(at), title)).collect()
    }

    #[test]
    fn panels_stand_in_the_order_of_their_titles() {
        let expected = [("a".to_owned(), "Notes".to_owned()), ("b".to_owned(), "Transcript".to_owned())];
        let row = "<ul class=x_tabs_controls><li><a href='#'>Notes</a><li><a href='#'>Transcript</a></ul>";
        let panels = "<div id=a><p>x</p></div><div id=b><p>x</p></div>";
        assert_eq!(found(&format!("{row}<div>{panels}</div>")), expected);
        assert_eq!(found(&format!("<div>{row}{panels}</div>")), expected);
        assert_eq!(found(&format!("<div><div>{row}</div><div>{panels}</div></div>")), expected);
    }

    #[test]
    fn what_does_not_fit_is_no_row_of_tabs() {
        let row = "<ul class=tabs><li>Notes<li>Transcript</ul>";
        assert!(found(&format!("{row}<div><div>x</div><div>x</div><div>x</div></div>")).is_empty());
        assert!(found(&format!("{row}<div><div><h1>Ice</h1></div><div>x</div></div>")).is_empty());
        assert!(found(&format!("{row}<p><i>x</i><b>x</b></p>")).is_empty());
        assert!(
            found(&format!(
                "{}<div><div>x</div><div>x</div></div>",
                row.replace("Transcript", "<a href=/t>Transcript</a>")
            ))
            .is_empty()
        );
        assert!(found("<ul class=list><li>Notes<li>Transcript</ul><div><div>x</div><div>x</div></div>").is_empty());
    }

    #[test]
    fn an_empty_address_in_a_title_is_a_control() {
        let is_one = |html: &str| {
            let dom = Dom::page(html);
            let outline = Outline::of(&dom);
            is_control(&outline.items[outline.first("a").unwrap()])
        };
        for html in [
            "<ul class=x_tabs_controls><li><a href='#'>Notes</a></ul>",
            "<div class=x-accordion-title><a href=''>Notes</a></div>",
            "<a class=accordion-button href='#'>Notes</a>",
            "<a aria-expanded=false href='#'>Notes</a>",
            "<a role=tab href='#'>Notes</a>",
        ] {
            assert!(is_one(html), "{html}");
        }
        for html in [
            "<div class=tab-content><p><a href=''>Notes</a></div>",
            "<div class=accordion><div><div><a href='#'>Notes</a></div></div></div>",
            "<a role=tab href=/notes>Notes</a>",
            "<p><a href='#'>Notes</a>",
            "<p><a href='#' role=button>Buy the book</a>",
        ] {
            assert!(!is_one(html), "{html}");
        }
    }
}
