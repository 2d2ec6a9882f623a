//! The main content of a page that nothing is known of: the smallest element that holds most of the text, boilerplate apart.

use super::beside;
use super::boilerplate::Drop;
use super::outline::Outline;
use crate::episode::dom::attr;
use crate::text::html;

/// The share of an element's text that a child must hold to be gone into, in percent.
const MOST: usize = 75;

/// The fewest characters of text that count as content.
pub(super) const LEAST: usize = 140;

/// So many siblings alike, each with a link on the same site, are a list of other pages.
const LIST: usize = 4;

/// The element with the main content, and what in it isn't; `None` if the page has too little text.
pub(super) fn find(outline: &Outline<'_>) -> Option<usize> {
    let mut at = start(outline)?;
    if outline.text(at) < LEAST {
        return None;
    }
    while let Some(child) = outline.children(at).find(|child| {
        let is_kept = outline.items[*child].drop == Drop::Keep;
        is_kept && is_block(outline, *child) && (is_most(outline, *child, at) || is_middle_column(outline, *child, at))
    }) {
        at = child;
    }
    Some(at)
}

fn is_most(outline: &Outline<'_>, child: usize, at: usize) -> bool {
    outline.text(child) * 100 >= outline.text(at) * MOST
}

/// Whether a child holds half of the text and nearly all that is no link: where tables lay out a page, columns of links stand in the cells beside.
fn is_middle_column(outline: &Outline<'_>, child: usize, at: usize) -> bool {
    matches!(outline.items[child].element.name(), "td" | "tr" | "tbody" | "table")
        && outline.text(child) * 2 >= outline.text(at)
        && outline.prose(child) * 100 >= outline.prose(at) * MOST
}

/// The article or the main part, if it holds something; else the body.
fn start(outline: &Outline<'_>) -> Option<usize> {
    let landmarks = (0..outline.items.len()).filter(|at| {
        let item = &outline.items[*at];
        item.drop == Drop::Keep && (item.element.name() == "article" || is_main(outline, *at))
    });
    let longest = landmarks.max_by_key(|at| (outline.text(*at), usize::MAX - at));
    longest.filter(|at| outline.text(*at) >= LEAST).or_else(|| outline.first("body"))
}

fn is_main(outline: &Outline<'_>, at: usize) -> bool {
    let element = outline.items[at].element;
    element.name() == "main" || attr(element, "role") == Some("main")
}

/// The part of a page that says that it is the main one, where it is the only one, says something beside its headings and has links: it may say very
/// little. No more may lead off the site elsewhere than in it.
pub(super) fn only(outline: &Outline<'_>, is_own: &dyn Fn(&str) -> bool) -> Option<usize> {
    let is_one = |at: usize| outline.items[at].drop == Drop::Keep && is_main(outline, at);
    let [at] = *outline.topmost(0..outline.items.len(), is_one) else { return None };
    let end = outline.items[at].end;
    let is_heading = |at: usize| html::is_heading(outline.items[at].element.name());
    let titles: usize = outline.topmost(at..end, is_heading).into_iter().map(|at| outline.prose(at)).sum();
    let leading_off = |part| beside::leading_off_in(outline, part, is_own);
    let (inside, all) = (leading_off(at..end), leading_off(0..outline.items.len()));
    (outline.has_links(at) && outline.prose(at) > titles && all <= 2 * inside).then_some(at)
}

/// Not a single paragraph or list: what stands beside it belongs to the content as well.
fn is_block(outline: &Outline<'_>, at: usize) -> bool {
    matches!(
        outline.items[at].element.name(),
        "div" | "section" | "article" | "main" | "td" | "tr" | "tbody" | "table" | "center" | "span"
    ) || outline.items[at].element.name().contains('-')
}

/// Lists of other pages in an element: four or more siblings alike whose links nearly all stay on the site.
pub(super) fn lists_of_pages(outline: &Outline<'_>, within: usize, is_own: impl Fn(&str) -> bool) -> Vec<usize> {
    let is_one = |at: usize| outline.items[at].drop == Drop::Keep && is_list_of_pages(outline, at, &is_own);
    outline.topmost(within..outline.items[within].end, is_one)
}

fn is_list_of_pages(outline: &Outline<'_>, at: usize, is_own: &impl Fn(&str) -> bool) -> bool {
    let children: Vec<usize> = outline.children(at).collect();
    let alike = |child: &usize| outline.are_alike(*child, children[0]);
    let entries = children.len() >= LIST
        && children.iter().all(alike)
        && matches!(outline.items[children[0]].element.name(), "li" | "article" | "div" | "a");
    entries && {
        let linked = children.iter().filter(|child| leads_to_own_page(outline, **child, is_own)).count();
        linked * 10 >= children.len() * 9 && outline.link_text(at) * 10 >= outline.text(at) * 3
    }
}

/// Whether an entry has links, and all of them stay on the site.
fn leads_to_own_page(outline: &Outline<'_>, at: usize, is_own: &impl Fn(&str) -> bool) -> bool {
    let items = &outline.items[at..outline.items[at].end];
    let mut hrefs =
        items.iter().filter(|item| item.element.name() == "a").filter_map(|item| attr(item.element, "href")).peekable();
    hrefs.peek().is_some() && hrefs.all(|href| is_own(href) && !href.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

    fn found(html: &str) -> Option<String> {
        let dom = Dom::page(html);
        let outline = Outline::of(&dom);
        find(&outline).and_then(|at| attr(outline.items[at].element, "id")).map(str::to_owned)
    }

    #[test]
    fn the_middle_of_three_columns_is_the_content() {
        let links = "<a href='/1'>A show of old</a><br>".repeat(8);
        let text = "We talked about modems. ".repeat(8);
        let html = format!("<table><tr><td>{links}</td><td id=a><p>{text}</p></td><td>Ads</td></tr></table>");
        assert_eq!(found(&html).as_deref(), Some("a"));
        assert_eq!(found(&html.replace("table", "div").replace("td", "p")), None);
    }

    #[test]
    fn a_short_main_part_counts_if_it_is_the_only_one() {
        let is_found = |html: &str| {
            let dom = Dom::page(&format!("<body>{html}<p><a href=//foot.example>Made by F</a></p>"));
            only(&Outline::of(&dom), &|href| !href.contains("//")).is_some()
        };
        let main = "<div role=main><p>With <a href=//a.example>A</a></p></div>";
        assert!(is_found(main));
        assert!(!is_found(&main.repeat(2)) && !is_found("<main>Ice</main>") && !is_found("<p>Ice</p>"));
        let player = "<main><h1>Ice</h1><a href=//a.example>Listen</a></main>";
        assert!(!is_found(player), "it says nothing");
        let notes = "<ul><li><a href=//b.example>B</a><li><a href=//c.example>C</a></ul>";
        assert!(!is_found(&format!("{main}{notes}")), "most leads off elsewhere");
    }
}
