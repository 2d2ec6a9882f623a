//! Parameters by which a page is told that what was asked for isn't there: `?eventNotFound=1`, `?status=expired`.

use url::Url;

use super::is_error;
use super::name::{is_made_of, is_plain, run_together};
use crate::text::words;

/// Parameters whose value is shown to the visitor, or says what became of something.
const MESSAGES: &[&str] = &["status", "message", "msg", "alert", "notice", "flash", "reason", "toast"];

/// What became of things, as parameters alone say it: pages may well be called so.
const ENDED: &[&str] = &["closed", "filled", "discontinued", "geschlossen", "besetzt"];

/// Of what that is said there, and small words beside it. A form is filled by the visitor, and `show_closed` is a wish.
const OPENINGS: &[&str] = &[
    "position",
    "posting",
    "vacancy",
    "role",
    "job",
    "application",
    "applications",
    "registration",
    "listing",
    "offer",
    "event",
    "campaign",
    "survey",
    "product",
    "stelle",
    "this",
    "the",
    "has",
    "been",
    "is",
];

/// Whether a redirect tells a page what isn't there, of which the link's own address says nothing.
pub(in super::super) fn is_told(url: &Url, last: &Url) -> bool {
    is_any(last, |word| asks_for(url, word)) && !says_so(url)
}

/// Whether the parameters of an address say what isn't there.
pub(super) fn says_so(url: &Url) -> bool {
    is_any(url, |_| false)
}

/// Whether a parameter says what isn't there. What `is_meant` says of a word goes for those that lists are narrowed by, too.
fn is_any(url: &Url, is_meant: impl Fn(&str) -> bool) -> bool {
    url.query_pairs().any(|(name, value)| {
        let (plain, value) = (run_together(&name), run_together(&value));
        let is_so = !matches!(&*value, "0" | "false" | "no");
        // ASP.NET names the page that failed.
        plain == "aspxerrorpath"
            || is_plain(&plain) && is_so
            || words(&name).any(|word| is_error(&word.to_lowercase())) && is_failure(&value)
            || is_message(&name) && (is_plain(&value) || has_ended(&value)) && !is_meant(&value)
            || has_ended(&plain) && is_so && !is_meant(&plain)
    })
}

/// `?error=true`, `?error=link_not_found`.
fn is_failure(value: &str) -> bool {
    matches!(value, "true" | "1") || is_plain(value) || has_ended(value)
}

/// Whether the value of a parameter, or its name, says that something has ended: `job_closed`, `discontinued`.
fn has_ended(name: &str) -> bool {
    ENDED.iter().filter_map(|ended| name.strip_suffix(ended)).any(|before| is_made_of(before, &[OPENINGS]))
}

/// `status`, `flash_message`.
fn is_message(name: &str) -> bool {
    words(name).next().is_some() && words(name).all(|word| MESSAGES.contains(&&*word.to_lowercase()))
}

/// Whether an address asks for what is so: `/jobs/filled` leads to `/jobs?status=filled`.
fn asks_for(url: &Url, word: &str) -> bool {
    run_together(url.path()).contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(from: &str, to: &str) -> bool {
        let at = |path: &str| Url::parse(&format!("https://a.test{path}")).unwrap();
        is_told(&at(from), &at(to))
    }

    #[test]
    fn a_parameter_says_what_became_of_a_page() {
        for to in [
            "/mill?error=true",
            "/mill?error=1",
            "/careers?gh_error=job_closed",
            "/events?status=expired",
            "/courses?message=course-not-found",
            "/shop?discontinued=1",
            "/e?closed=true",
            "/jobs?reason=position_filled",
            "/list?alert=listing_removed",
            "/list?flash=This+listing+is+no+longer+available",
            "/list?status_message=Seite+nicht+gefunden",
            "/?error_code=404",
        ] {
            assert!(told("/mill/jobs/4411", to), "{to}");
        }
    }

    #[test]
    fn a_parameter_may_say_other_things() {
        for to in [
            "/mill?error=false",
            "/mill?error=0",
            "/mill?error=cookies_not_supported",
            "/mill?closed=0",
            "/mill?status=open",
            "/mill?status=404-media",
            "/mill?message=hello",
            "/mill?reason=moved",
            "/mill?topic=expired",
            "/mill?sidebar=closed",
            "/mill?show_closed=1",
            "/mill?form_filled=1",
            "/mill?errata=1",
        ] {
            assert!(!told("/mill/jobs/4411", to), "{to}");
        }
    }

    #[test]
    fn a_link_may_ask_for_what_has_ended() {
        for (from, to) in [
            ("/jobs/filled", "/jobs?status=filled"),
            ("/issues/closed", "/issues?closed=true"),
            ("/auctions/expired/", "/auctions?status=expired"),
            ("/jobs?status=filled", "/mill/jobs?status=filled"),
            ("/mill?error=1", "/mill/?error=1"),
        ] {
            assert!(!told(from, to), "{from} {to}");
        }
    }
}
