//! Links to what a service had that lead to its notice that it has shut down.

use url::Url;

use super::{known, naming, site};
use crate::check::{End, Outcome, is_farewell};
use crate::link::Link;
use crate::text::words;

/// Words of links that are meant to lead to such a notice.
const ENDS: &[&str] = &[
    "shut",
    "shuts",
    "shutting",
    "shutdown",
    "close",
    "closes",
    "closed",
    "closing",
    "closure",
    "end",
    "ends",
    "ended",
    "ending",
    "sunset",
    "sunsets",
    "sunsetting",
    "goodbye",
    "bye",
    "last",
    "final",
    "finale",
    "leaving",
    "quit",
    "quitting",
    "farewell",
    "discontinue",
    "discontinued",
    "retire",
    "retired",
    "retiring",
    "demise",
    "death",
    "dead",
    "announce",
    "announced",
    "announcement",
    "statement",
    "notice",
];

/// Whether a redirect leads away from what a service had, to a notice of its end that the link doesn't speak of.
pub(super) fn is_sent_there(link: &Link, url: &Url, outcome: &Outcome) -> bool {
    let last = &outcome.walk.last;
    let End::Answered { page: Some(page), .. } = &outcome.walk.end else { return false };
    // A page of the same site, or of the same name, may have been that all along.
    let is_elsewhere = site::host(url) != site::host(last);
    let keeps_name = || naming::name(url).is_some() && naming::name(url) == naming::name(last);
    is_elsewhere
        && is_farewell(page, url, last)
        && !keeps_name()
        && !known::is_redirector(url)
        && !speaks_of_end(&link.text)
        && !speaks_of_end(url.path())
}

fn speaks_of_end(text: &str) -> bool {
    words(&text.to_lowercase()).any(|word| ENDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::super::samples::{after, answered, link, page};
    use super::super::{Policy, Reason, judge};

    const NOTICE: &str = "https://blog.sunray.test/2025/08/sunray-is-shutting-down.html";

    fn reason(from: &str, text: &str, to: &str) -> Reason {
        let title = "Sunray is shutting down";
        let end = answered(200, &[], page(title, &"We thank all who wrote here. ".repeat(200)));
        judge(&link(from, text), Some(&after(from, &[(302, to)], end)), &Policy::default()).reason
    }

    #[test]
    fn what_a_service_had_is_gone_with_it() {
        let from = "https://weir.sunray.test/2011/05/the-weir.html";
        assert_eq!(reason(from, "The weir", NOTICE), Reason::RemovedContent);
        assert_eq!(reason(from, "The weir", "https://owner.test/help/12"), Reason::RemovedContent);
    }

    #[test]
    fn a_link_may_be_meant_to_lead_to_the_notice() {
        for (from, text, to) in [
            ("https://help.sunray.test/12", "why Sunray shut down", NOTICE),
            ("https://help.sunray.test/12", "the last letter", NOTICE),
            ("https://help.sunray.test/series-finale", "listen", NOTICE),
            ("https://help.sunray.test/sunray-is-closing", "they wrote", NOTICE),
            ("https://sunray.test/2025/08/news.html", "they wrote", "https://blog.sunray.test/2025/08/news.html"),
            ("https://blog.sunray.test/?p=12", "they wrote", NOTICE),
            ("https://weir.test/go/12", "they wrote", NOTICE),
        ] {
            assert_eq!(reason(from, text, to), Reason::TemporaryRedirect, "{from} {text}");
        }
        let from = "https://blog.sunray.test/2025/08/sunray-is-shutting-down.html";
        let end = answered(200, &[], page("Sunray is shutting down", &"We thank all who wrote here. ".repeat(200)));
        assert_eq!(judge(&link(from, "x"), Some(&after(from, &[], end)), &Policy::default()).reason, Reason::Ok);
    }
}
