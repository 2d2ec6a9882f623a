//! The panes of tabs: each is named by the tab that opens it, wherever that stands.

use std::collections::HashMap;

use super::names::Words;
use super::outline::{Item, Outline, few_words};
use super::{tabs, words};
use crate::episode::dom::attr;

/// Words in names of panes, each behind `tab`.
const PANES: &[&str] = &["pane", "panel", "content", "inner"];

/// A tab says no more than this, in bytes.
const LONGEST: usize = 100;

/// Panes are no tabs, and tabs no panes, although both may bear the same mark.
const TABS: Words = Words::new(&["link", "title", "button", "menu", "nav"]);

/// The panes whose tabs say something else than notes, such as "Transcript", in document order.
pub(super) fn of_others(items: &[Item<'_>]) -> Vec<usize> {
    let (mut panes, mut rows) = (Vec::new(), Vec::new());
    for (at, item) in items.iter().enumerate() {
        if is_pane(item) {
            panes.push(at);
        } else if tabs::is_row(item) {
            rows.push(at);
        }
    }
    let mut others: Vec<usize> = Vec::new();
    if !panes.is_empty() {
        let tabs = Tabs::of(items);
        let is_other = |at: &usize| tabs.name(items, *at).is_some_and(|name| words::is_other_section(&name));
        others.extend(panes.into_iter().filter(is_other));
    }
    let by_place = rows.into_iter().filter_map(|row| tabs::panels(items, row)).flatten();
    let by_place = by_place.filter(|(_, name)| words::is_other_section(name));
    others.extend(by_place.map(|(at, _)| at));
    others.sort_unstable();
    others
}

/// Whether an element is a pane that a tab opens.
pub(super) fn is_pane(item: &Item<'_>) -> bool {
    matches!(item.element.name(), "div" | "section" | "article" | "li")
        && !item.names.has_any(&TABS)
        && (attr(item.element, "role") == Some("tabpanel")
            || attr(item.element, MARK).is_some()
            || item.names.has_pair("tab", PANES))
}

/// What a page's tabs say, by what their panes know of them.
struct Tabs<'a> {
    ids: HashMap<&'a str, &'a Item<'a>>,
    panes: HashMap<&'a str, &'a Item<'a>>,
    /// In document order: several rows of tabs on a page may bear the same marks.
    marks: Vec<(usize, &'a str)>,
}

/// By which a tab and its pane of Webflow know each other; it may be a name, or a number.
const MARK: &str = "data-w-tab";

impl<'a> Tabs<'a> {
    fn of(items: &'a [Item<'a>]) -> Self {
        let ids = items.iter().filter_map(|item| Some((attr(item.element, "id")?, item))).collect();
        let panes = items.iter().filter_map(|item| Some((opens(item)?, item))).collect();
        let marked = items.iter().enumerate().filter_map(|(at, item)| Some((at, attr(item.element, MARK)?)));
        let marks = marked.filter(|(at, _)| !is_pane(&items[*at])).collect();
        Self { ids, panes, marks }
    }

    fn name(&self, items: &[Item<'_>], at: usize) -> Option<String> {
        let pane = &items[at];
        if let Some(mark) = attr(pane.element, MARK) {
            let tab = self.marks.iter().rfind(|(tab, own)| *tab < at && *own == mark);
            let said = tab.and_then(|(tab, _)| few_words(items[*tab].node, 20, LONGEST));
            return said.filter(|said| !said.is_empty()).or_else(|| Some(mark.to_owned()));
        }
        let named = || self.ids.get(attr(pane.element, "aria-labelledby")?.trim());
        let opened = || self.panes.get(attr(pane.element, "id")?);
        few_words(named().or_else(opened)?.node, 20, LONGEST)
    }
}

/// How far from a heading its panel may begin, in elements.
const DEEP: usize = 8;

/// The element that holds a heading and what it opens, where that has an end of its own: `<details>`, the pane of a tab, the part of an accordion.
fn around(outline: &Outline<'_>, heading: usize) -> Option<usize> {
    let holds = |at: &usize| outline.items[*at].element.name() == "details" || is_pane(&outline.items[*at]);
    opened(outline, heading).or_else(|| outline.upwards(heading).take(DEEP).find(holds))
}

/// Whether what a heading opens may still go on at an element behind it: what stands in a panel is over where the panel ends.
pub(super) fn is_open(outline: &Outline<'_>, heading: usize, at: usize) -> bool {
    around(outline, heading).is_none_or(|panel| outline.is_within(at, panel))
}

/// The element that holds a heading which opens a panel, or holds what does, and the panel.
fn opened(outline: &Outline<'_>, heading: usize) -> Option<usize> {
    let inside = &outline.items[heading..outline.items[heading].end];
    if !inside.iter().any(|it| tabs::opens_panel(it.node, it.element, &it.names)) {
        return None;
    }
    // What is dropped is text as well.
    let is_followed = |at: &usize| outline.siblings_behind(*at).any(|next| outline.has_any_text(next));
    let opener = outline.upwards(heading).take(DEEP).find(is_followed)?;
    Some(outline.items[opener].parent)
}

/// The element that another opens.
pub(super) fn opened_by(outline: &Outline<'_>, opener: usize) -> Option<usize> {
    let target = opens(&outline.items[opener])?;
    outline.items.iter().position(|other| attr(other.element, "id") == Some(target))
}

/// How far from a tab its row may begin, in elements.
const ROW: usize = 4;

/// The panes beside that of a tab which other tabs of its row open, each with the name of its tab.
pub(super) fn beside(outline: &Outline<'_>, tab: usize, pane: usize) -> Vec<(usize, String)> {
    let is_row = |at: &usize| {
        let item = &outline.items[*at];
        attr(item.element, "role") == Some("tablist") || tabs::is_row(item)
    };
    let Some(row) = outline.upwards(tab).take(ROW).find(is_row) else { return Vec::new() };
    let others = (row..outline.items[row].end).filter(|at| *at != tab);
    let named =
        others.filter_map(|at| Some((opened_by(outline, at)?, few_words(outline.items[at].node, 20, LONGEST)?)));
    let is_beside = |at: usize| at != pane && outline.items[at].parent == outline.items[pane].parent;
    named.filter(|(at, name)| is_beside(*at) && !name.is_empty()).collect()
}

/// The id of the pane that an element opens.
pub(super) fn opens<'a>(item: &Item<'a>) -> Option<&'a str> {
    let id = attr(item.element, "aria-controls").or_else(|| attr(item.element, "href")?.strip_prefix('#'));
    id.filter(|id| !id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

    #[test]
    fn a_pane_bears_the_name_of_its_tab() {
        let html = "<ul><li><a href='#a' id=one>Notes</a><li><a id=two>Transcript</a><li><a href='#c'>Comments</a></ul>\
                    <div class=tab-pane id=a>x</div><div role=tabpanel aria-labelledby=two id=b>x</div>\
                    <div class=tab-pane id=c>x</div><div data-w-tab=Transcript id=d>x</div>\
                    <a data-w-tab=Transcript id=e>Transcript</a>\
                    <a data-w-tab='Tab 2'>Transcript</a><div data-w-tab='Tab 2' id=f>x</div>";
        let dom = Dom::page(html);
        let outline = Outline::of(&dom);
        let others = of_others(&outline.items);
        let ids: Vec<_> = others.iter().filter_map(|at| attr(outline.items[*at].element, "id")).collect();
        assert_eq!(ids, ["b", "c", "d", "f"]);
    }
}
