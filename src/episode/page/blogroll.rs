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
    // They are in order and apart, so that one search tells.
    let is_in_one = |at: usize| {
        let next = columns.partition_point(|column| column.start <= at);
        next > 0 && columns[next - 1].contains(&at)
    };
    headings.retain(|heading| !is_in_one(heading.at));
    outline.leave_out(&columns);
}

fn columns(outline: &Outline<'_>, headings: &[Heading], is_own: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
    let first = || headings.iter().find(|heading| heading.rank < LINE);
    let Some(title) = headings.iter().find(|heading| heading.rank == 1).or_else(first) else { return Vec::new() };
    let may_be_other = |heading: &&Heading| {
        heading.says == Says::Notes && outline.items[heading.at].drop == Drop::Keep && !words::is_of_part(&heading.text)
    };
    let around = |heading: &Heading| Some((column(outline, title.at, heading.at)?, heading.at));
    let mut columns: Vec<(usize, usize)> = headings.iter().filter(may_be_other).filter_map(around).collect();
    // Each is judged once, by the last of its headings: a list of other pages may stand above any of them.
    columns.reverse();
    columns.dedup_by_key(|(column, _)| *column);
    columns.reverse();
    let beside = Beside::of(outline, is_own);
    columns
        .retain(|(at, last)| is_of_site(headings, *at, outline.items[*at].end, *last) && beside.is_text(outline, *at));
    columns.into_iter().map(|(at, _)| at..outline.items[at].end).collect()
}

/// The largest element around a heading that the title doesn't stand in.
fn column(outline: &Outline<'_>, title: usize, heading: usize) -> Option<usize> {
    outline.upwards(heading).take_while(|at| !outline.is_within(title, *at)).last()
}

/// Whether a column begins with a list of other pages, or has one of its archives somewhere.
fn is_of_site(headings: &[Heading], start: usize, end: usize, heading: usize) -> bool {
    let inside = heading::within(headings, start, end);
    let begins = inside.first().is_some_and(|first| first.at < heading && words::is_list(&first.text));
    begins || inside.iter().any(|other| words::is_archive(&other.text))
}

/// The first and the last link of a page that lead to other sites: sought once, for all columns.
struct Beside {
    first: Option<usize>,
    last: Option<usize>,
}

impl Beside {
    fn of(outline: &Outline<'_>, is_own: &dyn Fn(&str) -> bool) -> Self {
        let leads_off = |at: &usize| leads_off_in(outline, *at..*at + 1, is_own);
        let mut all = 0..outline.items.len();
        let first = all.find(leads_off);
        Self { first, last: all.rfind(leads_off).or(first) }
    }

    /// Whether the text beside a column says much more, and leads to other sites as well: else the links may be what the text is about.
    fn is_text(&self, outline: &Outline<'_>, column: usize) -> bool {
        let end = outline.items[column].end;
        let text = outline.text_between(0, column) + outline.text_between(end, outline.items.len());
        text >= content::LEAST.max(outline.prose(column) * SHARE)
            && (self.first.is_some_and(|first| first < column) || self.last.is_some_and(|last| last >= end))
    }
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
            format!("<table><tr><td>{notes}</td><td>{links}<h3>Archives</h3><a href=/1>1</a></td></tr></table>"),
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
            format!("<table><tr><td>{notes}</td><td>{links}</td></tr></table>"),
            format!(
                "<h1>Ep 7</h1><table><tr><td>{notes}</td><td><h3>Resources</h3><ul><li><a href=//x.example>X</a></ul></td></tr></table>"
            ),
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
