//! Containers of notes behind which something else has begun: the page goes on in the same editor, with what the site says of itself.

use super::heading::{self, Heading, LINE};
use super::outline::Outline;
use super::pane;
use super::words::Says;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;

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
