//! Sections behind a container of notes that have a heading and no frame: a template names the paragraph on what an episode is about, and leaves the lists
//! below it without a name.

use ego_tree::NodeId;

use super::beside::{leads_off_in, links_in};
use super::boilerplate::Drop;
use super::heading::{self, Heading, SUMMARY, within};
use super::outline::Outline;
use super::site::Site;
use super::under::Scope;
use super::words::{self, Says};

/// A description has less text than this, in characters.
const BRIEF: usize = 120;

/// What stands under such headings, as far as one opens something else, and what of it isn't notes: sections that lead off the site.
pub(super) fn found(
    outline: &Outline<'_>,
    headings: &[Heading],
    containers: &[usize],
    site: &Site,
) -> (Vec<NodeId>, Vec<NodeId>) {
    let (mut roots, mut without) = (Vec::new(), Vec::new());
    // One that says more, or has such a heading of its own, holds all of the notes.
    let is_brief = |at: usize| links_in(outline, at) == 0 || outline.text(at) < BRIEF;
    let is_whole = |at: usize| within(headings, at, outline.items[at].end).iter().any(|it| it.says.is_notes());
    let last = containers.last().filter(|_| containers.iter().all(|at| is_brief(*at) && !is_whole(*at)));
    for heading in last.map(|last| behind(outline, headings, *last)).unwrap_or_default() {
        let scope = Scope::under(outline, headings, heading, &|href| site.is_own(href));
        // Nothing may stand under it.
        let under = outline.items[heading.at].end..scope.until.max(outline.items[heading.at].end);
        if leads_off_in(outline, under, &|href| site.is_own(href)) {
            roots.push(outline.items[heading.at].node.id());
            roots.extend(scope.roots);
            without.extend(scope.without);
        }
    }
    (roots, without)
}

/// The headings of notes among the siblings behind a container.
fn behind<'h>(outline: &Outline<'_>, headings: &'h [Heading], container: usize) -> Vec<&'h Heading> {
    let siblings = outline.siblings_behind(container).filter_map(|at| heading::at(headings, at));
    let titles = siblings.filter(|heading| (2..SUMMARY).contains(&heading.rank));
    let mut is_open = true;
    let is_notes = |heading: &&Heading| {
        is_open &= heading.says != Says::Other;
        // What can mean nothing else than notes may stand behind something else.
        (heading.says == Says::Strongly || is_open && heading.says == Says::Notes)
            && outline.items[heading.at].drop == Drop::Keep
            && !words::is_to_come(&heading.text)
    };
    titles.filter(is_notes).collect()
}

#[cfg(test)]
mod tests {
    use super::super::known;
    use super::*;
    use crate::episode::dom::{Dom, attr};

    fn found(html: &str) -> Vec<String> {
        let dom = Dom::page(&format!("<article><h1>Ice</h1>{html}</article>"));
        let outline = Outline::of(&dom);
        let headings = heading::real(&outline);
        let is_own = |href: &str| !href.contains("//");
        let containers = known::find(&outline, &headings, &is_own).unwrap().items;
        let site = Site::of(std::iter::empty(), &outline);
        let (roots, _) = super::found(&outline, &headings, &containers, &site);
        let nodes = roots.iter().filter_map(|id| dom.node(*id)).flat_map(|root| root.descendants());
        nodes.filter_map(|node| attr(node.value().as_element()?, "href")).map(str::to_owned).collect()
    }

    #[test]
    fn lists_behind_a_named_paragraph_are_notes() {
        let list = |title: &str, host: &str| format!("<h3>{title}</h3><ul><li><a href=//{host}.example>x</a></ul>");
        let html = [("Links", "a"), ("Resources", "b"), ("More episodes", "c"), ("Links", "d"), ("Show notes", "f")];
        let html: String = html.iter().map(|(title, host)| list(title, host)).collect();
        assert_eq!(
            found(&format!("<p class=episode-description>We talk.</p>{html}")),
            ["//a.example", "//b.example", "//f.example"]
        );
        let own = "<div class=episode-description><p>With <a href=//e.example>Ana</a>.</p></div>";
        assert_eq!(found(&format!("{own}{html}")), ["//a.example", "//b.example", "//f.example"]);
        let inner = "<p class=episode-description>We talk.</p><h3>Links</h3><ul><li><a href=/4>x</a></ul>";
        assert_eq!(found(inner), [""; 0], "the site's own pages");
        let empty = format!("{own}<h3>Links</h3><h3>Comments</h3><p>x</p>");
        assert_eq!(found(&empty), [""; 0], "nothing stands under it");
        let whole = format!("<div class=episode-description><h3>Links</h3><a href=//e.example>E</a></div>{html}");
        assert_eq!(found(&whole), ["//f.example"; 0], "it has all of the notes");
    }
}
