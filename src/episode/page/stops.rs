//! Containers of notes behind which something else has begun: the page goes on in the same editor, with what the site says of itself.

use super::beside;
use super::heading::{self, Heading, LINE};
use super::outline::Outline;
use super::pane;
use super::words::{self, Says};

/// Whether a heading right before another container than the first ends what is notes: "About the show". One with links of its own has had its say.
pub(super) fn is_stopped(outline: &Outline<'_>, headings: &[Heading], containers: &[usize], nth: usize) -> bool {
    let (at, Some(before)) = (containers[nth], nth.checked_sub(1).map(|last| containers[last])) else { return false };
    let start = outline.items[before].end;
    // The heading may fill a container of its own.
    let is_between = |it: &Heading| it.at >= start || outline.text(before) == outline.text(it.at);
    let stops = |it: &Heading| {
        let has_links = outline.items[it.at..at].iter().any(|item| item.element.name() == "a");
        it.says == Says::Other && is_between(it) && pane::is_open(outline, it.at, at) && !has_links
    };
    let mut inside = heading::within(headings, at, outline.items[at].end).iter();
    let last = heading::within(headings, before, at).iter().rfind(|it| it.rank < LINE);
    last.is_some_and(stops) && !inside.any(|it| it.says.is_notes())
}

/// Whether a list of other episodes stands between the first container and another, and no heading since says "notes": a page ends with such a list, and
/// with what the site says below it.
pub(super) fn follows_list(
    outline: &Outline<'_>,
    headings: &[Heading],
    containers: &[usize],
    nth: usize,
    is_own: &dyn Fn(&str) -> bool,
) -> bool {
    let (first, at) = (outline.items[containers[0]].end, containers[nth]);
    let next = |heading: &Heading| containers.iter().copied().find(|at| *at > heading.at).unwrap_or(at);
    let is_list = |it: &&Heading| words::is_of_episodes(&it.text) && beside::stays_in(outline, it.at..next(it), is_own);
    let between = heading::within(headings, first, at).iter();
    let Some(list) = between.filter(|it| it.rank < LINE).find(is_list) else { return false };
    !heading::within(headings, list.at, outline.items[at].end).iter().any(|it| it.says.is_notes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::{Dom, attr};

    #[test]
    fn what_follows_a_list_of_other_episodes_is_no_notes() {
        let follows = |between: &str| {
            let dom = Dom::page(&format!("<main><div id=a>Text</div>{between}<div id=b>More text</div></main>"));
            let outline = Outline::of(&dom);
            let containers = ["a", "b"].map(|id| {
                let has_id = |at: &usize| attr(outline.items[*at].element, "id") == Some(id);
                (0..outline.items.len()).find(has_id).unwrap()
            });
            let is_own = |href: &str| !href.contains("//");
            follows_list(&outline, &heading::real(&outline), &containers, 1, &is_own)
        };
        let list = "<h2>Latest episodes</h2><article><h3><a href=/7>No. 7</a></h3></article>";
        assert!(follows(list) && follows(&format!("{list}<h2>Hi, I am Ann!</h2>")));
        for between in [
            format!("{list}<h2>Links</h2>"),
            "<h2>Hi, I am Ann!</h2>".to_owned(),
            "<h2>Latest episodes</h2><p>There are none.</p>".to_owned(),
        ] {
            assert!(!follows(&between), "{between}");
        }
    }

    #[test]
    fn a_heading_of_something_else_ends_the_containers_before_it() {
        let is_second_stopped = |between: &str, second: &str| {
            let html = format!("<main><section><p>Notes</p></section>{between}<section>{second}</section></main>");
            let dom = Dom::page(&html);
            let outline = Outline::of(&dom);
            let sections = 0..outline.items.len();
            let sections: Vec<_> = sections.filter(|at| outline.items[*at].element.name() == "section").collect();
            is_stopped(&outline, &heading::real(&outline), &sections, sections.len() - 1)
        };
        let about = "<h3>About the show</h3>";
        assert!(is_second_stopped(about, "Text"));
        assert!(is_second_stopped(&format!("<section>{about}</section>"), "Text"));
        assert!(!is_second_stopped("<h3>Ice</h3>", "Text"));
        assert!(!is_second_stopped("", "Text"));
        assert!(!is_second_stopped(about, "<h4>Links</h4>"), "notes of its own");
        assert!(!is_second_stopped(&format!("{about}<a href=/about>More</a>"), "Text"), "settled");
        assert!(!is_second_stopped(&format!("<section>{about}Of ice</section>"), "Text"), "settled in its own");
    }
}
