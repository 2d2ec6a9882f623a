//! Fragments: which of them are places on a page, and whether the page has them.

use std::collections::BTreeSet;

use super::AnchorFact;
use super::page::Page;
use crate::net::BodyEnd;

/// A page with fewer places than this, and scripts, makes them by script.
const FEW_PLACES: usize = 3;

/// The place that a fragment names, if it names one that can be looked for: without a text directive, decoded or not.
///
/// `None` for what needs no place: nothing, `top` (WHATWG HTML, "indicated part of the document"), text directives alone, routes of script
/// applications, moments of media, positions on maps, and what advertisements and buttons for sharing leave in an address.
pub(super) fn place(fragment: &str) -> Option<&str> {
    let name = fragment.split_once(":~:").map_or(fragment, |(before, _)| before);
    let is_free = name.is_empty()
        || name.eq_ignore_ascii_case("top")
        || name.starts_with(['!', '/'])
        || is_add_this(name)
        || name == "google_vignette"
        || name.starts_with("sthash.")
        || is_map_position(name)
        || ["t=", "page=", "xywh=", "row=", "col=", "cell=", "svgView("].iter().any(|start| name.starts_with(start));
    (!is_free).then_some(name)
}

/// Whether a fragment is what the buttons of `AddThis` leave in an address: `.ZkIabc12`.
fn is_add_this(name: &str) -> bool {
    let is_coded = |rest: &str| {
        let has = |is: fn(&u8) -> bool| rest.as_bytes().iter().any(is);
        (8..=12).contains(&rest.len()) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_digit)
    };
    name.strip_prefix('.').is_some_and(is_coded)
}

/// Whether a fragment is a position on a map, as the libraries for maps write it: `12/53.79/-1.54`.
fn is_map_position(name: &str) -> bool {
    const DEEPEST: f64 = 24.0;
    let parts: Option<Vec<f64>> = name.split('/').take(5).map(|part| part.parse().ok()).collect();
    let is_place = |zoom: f64, latitude: f64| (0.0..=DEEPEST).contains(&zoom) && latitude.abs() <= 90.0;
    name.contains('.') && parts.is_some_and(|parts| parts.len() >= 3 && is_place(parts[0], parts[1]))
}

/// What is known of each fragment that names a place, from the page that was read.
pub(super) fn facts(fragments: &BTreeSet<String>, page: Option<&Page>, end: BodyEnd) -> Vec<(String, AnchorFact)> {
    let looked_for = fragments.iter().filter_map(|fragment| place(fragment).map(|name| (fragment, name)));
    looked_for.map(|(fragment, name)| (fragment.clone(), fact(name, page, end))).collect()
}

/// The fragment to which a redirect led, if the page has its place: where it hasn't, nobody asked for it.
pub(super) fn arrived(fragment: Option<&str>, page: Option<&Page>) -> Option<(String, AnchorFact)> {
    let name = place(fragment?)?;
    let is_there = has(page?, name) || has(page?, &decode(name));
    is_there.then(|| (fragment.unwrap_or_default().to_owned(), AnchorFact::Found))
}

fn fact(name: &str, page: Option<&Page>, end: BodyEnd) -> AnchorFact {
    let Some(page) = page else { return AnchorFact::Unknown };
    if has(page, name) || has(page, &decode(name)) {
        return AnchorFact::Found;
    }
    let by_script = page.facts.scripts > 0 && (page.facts.ids < FEW_PLACES || is_made_by_script(name));
    if end != BodyEnd::Complete || by_script || page.facts.challenge.is_some() {
        return AnchorFact::Unknown;
    }
    AnchorFact::Missing
}

/// Code hosts prefix the ids of a document that a user wrote.
fn has(page: &Page, name: &str) -> bool {
    page.anchors.contains(name) || page.anchors.contains(&format!("user-content-{name}"))
}

fn decode(name: &str) -> String {
    percent_encoding::percent_decode_str(name).decode_utf8_lossy().into_owned()
}

/// Places that code hosts, forums and documentation viewers make by script: lines, comments, differences; and pictures that open above a page.
fn is_made_by_script(name: &str) -> bool {
    const STARTS: &[&str] = &[
        "issuecomment-",
        "discussion_r",
        "discussioncomment-",
        "diff-",
        "pullrequestreview-",
        "comment-",
        "note_",
        "readme",
    ];
    /// These have numbers.
    const PICTURES: &[&str] = &["selection-", "slide-", "lightbox-"];
    let line = name.strip_prefix('L').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_counted =
        |start: &&str| name.strip_prefix(*start).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_picture = name == "lightbox" || PICTURES.iter().any(is_counted);
    line || name.contains('=') || is_picture || STARTS.iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::page;

    fn of(fragment: &str, html: &str) -> Option<AnchorFact> {
        let page = page::read(html, true, &crate::check::Subject::default());
        facts(&BTreeSet::from([fragment.to_owned()]), Some(&page), BodyEnd::Complete).first().map(|(_, fact)| *fact)
    }

    #[test]
    fn a_place_is_found_raw_and_decoded() {
        assert_eq!(of("a%20b", "<p id='a%20b'>"), Some(AnchorFact::Found));
        assert_eq!(of("%C3%9Cber", "<p id=Über>"), Some(AnchorFact::Found));
        assert_eq!(of("usage", "<a id=user-content-usage>"), Some(AnchorFact::Found));
        assert_eq!(of("part:~:text=x", "<p id=part>"), Some(AnchorFact::Found));
    }

    #[test]
    fn a_place_to_which_a_redirect_leads_is_noted_where_it_is() {
        let page = page::read("<p id=kontakt>", true, &crate::check::Subject::default());
        assert_eq!(arrived(Some("kontakt"), Some(&page)), Some(("kontakt".to_owned(), AnchorFact::Found)));
        assert_eq!(arrived(Some("agb"), Some(&page)), None);
        assert_eq!((arrived(None, Some(&page)), arrived(Some("kontakt"), None)), (None, None));
    }

    #[test]
    fn a_place_that_is_not_there_is_missing() {
        assert_eq!(of("One", "<p id=one>"), Some(AnchorFact::Missing));
        for other in ["2/3", "1/2/3", "2024/05/12", "99/53.79/-1.54", ".htaccess", ".NET"] {
            assert_eq!(of(other, "<p id=one>"), Some(AnchorFact::Missing), "{other}");
        }
    }

    #[test]
    fn a_page_made_by_scripts_hides_its_places() {
        assert_eq!(of("install", "<div id=root></div><script src=x></script>"), Some(AnchorFact::Unknown));
        let of = |name: &str| of(name, "<p id=a><p id=b><p id=c><script></script>");
        assert_eq!((of("L10"), of("slide-2")), (Some(AnchorFact::Unknown), Some(AnchorFact::Unknown)));
        assert_eq!(of("slide-decks"), Some(AnchorFact::Missing));
    }

    #[test]
    fn what_names_no_place_is_not_looked_for() {
        for fragment in [
            "",
            "top",
            "TOP",
            ":~:text=x",
            "!/a",
            "/a",
            "t=1:30",
            "page=3",
            "google_vignette",
            ".ZkIabc12",
            "12/53.79/-1.54",
        ] {
            assert_eq!(of(fragment, ""), None, "{fragment}");
        }
    }

    #[test]
    fn a_page_that_was_not_read_to_its_end_proves_nothing() {
        let page = page::read("<p id=a>", true, &crate::check::Subject::default());
        let facts = facts(&BTreeSet::from(["b".to_owned()]), Some(&page), BodyEnd::Cut);
        assert_eq!(facts[0].1, AnchorFact::Unknown);
    }
}
