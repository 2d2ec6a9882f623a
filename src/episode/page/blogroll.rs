//! Columns beside the text that a site shows on every page, with links to other sites under "Links": no word in their names need say so.

use std::ops::Range;

use super::beside::leads_off_in;
use super::boilerplate::Drop;
use super::content;
use super::heading::{self, Heading, LINE};
use super::outline::Outline;
use super::site::Site;
use super::words::{self, Says};

/// The text beside a column says so many times as much as the column does.
const SHARE: usize = 4;

/// Marks such columns as no notes, and forgets the headings in them.
pub(super) fn drop(outline: &mut Outline<'_>, headings: &mut Vec<Heading>, site: &Site) {
    let columns = columns(outline, headings, &|href| site.is_own(href));
    headings.retain(|heading| !columns.iter().any(|column| column.contains(&heading.at)));
    outline.leave_out(&columns);
}

fn columns(outline: &Outline<'_>, headings: &[Heading], is_own: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
    let first = || headings.iter().find(|heading| heading.rank < LINE);
    let Some(title) = headings.iter().find(|heading| heading.rank == 1).or_else(first) else { return Vec::new() };
    let may_be_other = |heading: &&Heading| {
        heading.says == Says::Notes && outline.items[heading.at].drop == Drop::Keep && !words::is_of_part(&heading.text)
    };
    let around = |heading: &Heading| column(outline, headings, title.at, heading.at, is_own);
    let mut columns: Vec<usize> = headings.iter().filter(may_be_other).filter_map(around).collect();
    columns.dedup();
    columns.into_iter().map(|at| at..outline.items[at].end).collect()
}

/// The column around a heading, if there is one, and the text beside it leads to other sites as well: else its links may be what the text is about.
fn column(
    outline: &Outline<'_>,
    headings: &[Heading],
    title: usize,
    heading: usize,
    is_own: &dyn Fn(&str) -> bool,
) -> Option<usize> {
    let apart = || outline.upwards(heading).take_while(|at| !outline.is_within(title, *at));
    let cell = || apart().find(|at| is_list(outline, headings, *at) && is_side_cell(outline, *at, is_own));
    let column = apart().last().filter(|at| is_of_site(headings, *at, outline.items[*at].end, heading));
    column.filter(|at| is_beside_text(outline, *at, is_own)).or_else(cell)
}

/// Whether a column begins with a list of other pages, or has one of its archives somewhere.
fn is_of_site(headings: &[Heading], start: usize, end: usize, heading: usize) -> bool {
    let inside = heading::within(headings, start, end);
    let begins = inside.first().is_some_and(|first| first.at < heading && words::is_list(&first.text));
    begins || inside.iter().any(|other| words::is_archive(&other.text))
}

fn is_beside_text(outline: &Outline<'_>, column: usize, is_own: &dyn Fn(&str) -> bool) -> bool {
    let end = outline.items[column].end;
    let text = outline.text_between(0, column) + outline.text_between(end, outline.items.len());
    text >= content::LEAST.max(outline.prose(column) * SHARE)
        && (leads_off_in(outline, 0..column, is_own) || leads_off_in(outline, end..outline.items.len(), is_own))
}

/// Whether an element holds hardly anything but headings and links.
fn is_list(outline: &Outline<'_>, headings: &[Heading], at: usize) -> bool {
    let titles: usize = heading::within(headings, at, outline.items[at].end).iter().map(|it| outline.text(it.at)).sum();
    outline.prose(at).saturating_sub(titles) * SHARE <= outline.link_text(at)
}

/// Whether an element is a cell beside another that has the text: old pages are laid out so.
fn is_side_cell(outline: &Outline<'_>, at: usize, is_own: &dyn Fn(&str) -> bool) -> bool {
    let item = &outline.items[at];
    let says_more = |other: usize| {
        let prose = outline.prose(other);
        other != at
            && prose >= content::LEAST.max(outline.prose(at) * SHARE)
            && leads_off_in(outline, other..outline.items[other].end, is_own)
    };
    item.element.name() == "td" && outline.children(item.parent).any(says_more)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::{Dom, attr};

    /// Where the links lead that are left on a page.
    fn left(html: &str) -> Vec<String> {
        let dom = Dom::page(html);
        let mut outline = Outline::of(&dom);
        let mut headings = heading::all(&outline);
        drop(&mut outline, &mut headings, &Site::default());
        let links = outline.items.iter().filter(|item| item.element.name() == "a" && item.drop == Drop::Keep);
        links.filter_map(|item| attr(item.element, "href")).map(str::to_owned).collect()
    }

    fn text(link: &str) -> String {
        format!("<h1>Reeds</h1><p>{} {link}</p>", "We went over the fen by boat. ".repeat(9))
    }

    #[test]
    fn links_in_a_column_of_the_site_are_no_notes() {
        let notes = text("<a href=//a.example>A</a>");
        let links = "<b>Links</b><br><a href=//x.example>X</a>";
        let latest = "<h3>Latest episodes</h3><a href=/1>1</a>";
        for html in [
            format!("<table><tr><td>{notes}</td><td>{links}</td></tr></table>"),
            format!("<table><tr><td>{links}</td><td>{notes}</td></tr></table>"),
            format!("<div>{notes}</div><div>{latest}<div>{links}</div></div>"),
            format!("<div>{notes}</div><div><div>{links}</div><h3>Archives</h3><a href=/1>1</a></div>"),
        ] {
            assert!(left(&html).contains(&"//a.example".to_owned()), "{html}");
            assert!(!left(&html).contains(&"//x.example".to_owned()), "{html}");
        }
    }

    #[test]
    fn links_of_the_episode_are_kept_wherever_they_stand() {
        let (notes, bare) = (text("<a href=//a.example>A</a>"), text(""));
        let links = "<h3>Links</h3><a href=//x.example>X</a>";
        for html in [
            format!("<table><tr><td>{bare}</td><td>{links}</td></tr></table>"),
            format!("<table><tr><td>{notes}</td></tr><tr><td>{links}</td></tr></table>"),
            format!("<div>{notes}</div><div>{links}<h3>More episodes</h3><a href=/1>1</a></div>"),
            format!("<div>{notes}</div><div>{links}</div>"),
            format!("<table><tr><td>{notes}</td><td>{links}, who has told of reeds and of boats</td></tr></table>"),
            format!("<div><h3>Latest episodes</h3><a href=/1>1</a>{notes}{links}</div>"),
        ] {
            assert!(left(&html).contains(&"//x.example".to_owned()), "{html}");
        }
    }
}
