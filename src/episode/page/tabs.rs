//! Tabs whose titles stand in a row, and their panels behind it in the same order: no attribute says which opens which.

use ego_tree::NodeRef;
use scraper::Node;
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

/// Whether an element is what opens the panel of a site builder behind it, as `<summary>` does: `elementor-tab-title`, `accordion-header`. Where such
/// elements stand in a row, their panels don't stand behind them.
pub(super) fn opens_panel(node: NodeRef<'_, Node>, element: &Element, names: &Names) -> bool {
    matches!(element.name(), "div" | "button" | "a" | "span") && is_opener(names) && !is_in_row(node)
}

fn is_opener(names: &Names) -> bool {
    names.has_pair("tab", &["title"])
        || names.has_pair("toggle", &["title", "summary"])
        || names.has_pair("accordion", &["title", "header", "heading", "button", "trigger"])
}

/// Whether an opener stands among others, or alone in an entry of a list of such, and nothing else does.
fn is_in_row(node: NodeRef<'_, Node>) -> bool {
    let Some(parent) = node.parent() else { return false };
    let is_marked = parent.value().as_element().is_some_and(|element| attr(element, "role") == Some("tablist"));
    let is_own =
        |node: NodeRef<'_, Node>| node.value().as_element().is_some_and(|element| is_opener(&Names::of(element)));
    let is_entry = |node: NodeRef<'_, Node>| elements(node).take(2).count() == 1 && elements(node).all(is_own);
    let are = |parent: NodeRef<'_, Node>, is_one: &dyn Fn(NodeRef<'_, Node>) -> bool| {
        let count = elements(parent).take(MOST + 1).count();
        (2..=MOST).contains(&count) && elements(parent).all(is_one)
    };
    is_marked || are(parent, &is_own) || is_entry(parent) && parent.parent().is_some_and(|list| are(list, &is_entry))
}

fn elements(node: NodeRef<'_, Node>) -> impl Iterator<Item = NodeRef<'_, Node>> {
    node.children().filter(|child| child.value().is_element())
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

/// Whether a link is what opens a panel, and nothing else: an empty address, in what is marked or named as a title of panels, or a place on the page in
/// such a title.
pub(super) fn is_control(item: &Item<'_>) -> bool {
    let is_empty = |href: &str| matches!(href, "" | "#" | "#!");
    match attr(item.element, "href").map(str::trim) {
        Some(href) if is_empty(href) => {}
        Some(href) => return href.starts_with('#') && is_opener(&item.names) && is_in_row(item.node),
        None => return false,
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
    fn what_stands_in_a_row_opens_no_panel_behind_it() {
        let opens = |html: &str| {
            let dom = Dom::page(html);
            let outline = Outline::of(&dom);
            let item = &outline.items[outline.first("a").unwrap()];
            (opens_panel(item.node, item.element, &item.names), is_control(item))
        };
        let title = "<a class=x-tab-title href='#a'>Links</a>";
        for html in [
            format!("<ul><li>{title}<li>{title}</ul><div>Text</div>"),
            format!("<div>{title} {title}</div><div>Text</div>"),
        ] {
            assert_eq!(opens(&html), (false, true), "{html}");
        }
        for html in [
            format!("<div>{title}<div>Text</div>{title}<div>Text</div></div>"),
            format!("<div><div>{title}<div>Text</div></div><div>{title}<div>Text</div></div></div>"),
            format!("<div><div>{title}</div><div>Text</div><div>{title}</div><div>Text</div></div>"),
        ] {
            assert_eq!(opens(&html), (true, false), "{html}");
        }
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
