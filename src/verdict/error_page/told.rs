//! Parameters by which a page is told that what was asked for isn't there: `?eventNotFound=1`, `?status=expired`.

use std::borrow::Cow;
use std::cell::LazyCell;

use url::Url;

use super::super::naming::{name, segments};
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

/// What a service puts before the word, of its own name, has so many bytes at most: `gh_error`.
const INITIALS: usize = 2;

/// No more parameters than this are read: nobody is told by those behind them.
const MOST: usize = 64;

/// Whether a redirect tells a page what isn't there, of which the link's own address says nothing.
pub(in super::super) fn is_told(url: &Url, last: &Url) -> bool {
    let path = LazyCell::new(|| run_together(url.path()));
    let became = || !keeps_page(url, last) && says_what_became(last, |word| path.contains(word));
    (is_told_plainly(last) || became()) && !says_so(url)
}

/// Whether the parameters of an address say what isn't there.
pub(super) fn says_so(url: &Url) -> bool {
    is_told_plainly(url) || says_what_became(url, |_| false)
}

/// Whether a parameter says that something wasn't found or has gone, wherever it stands: `?eventNotFound=1`, `?error=link_not_found`.
fn is_told_plainly(url: &Url) -> bool {
    parameters(url).any(|(name, value)| {
        let plain = run_together(&name);
        // ASP.NET names the page that failed.
        plain == "aspxerrorpath"
            || is_plain(&plain) && is_so(&value)
            || words(&name).any(|word| is_error(&word.to_lowercase())) && is_plain(&value)
    })
}

/// Whether a parameter says what became of something: its page may still be there, and say so. `is_meant` knows the words that the link asks for: lists are
/// narrowed by them, too.
fn says_what_became(url: &Url, is_meant: impl Fn(&str) -> bool) -> bool {
    parameters(url).any(|(name, value)| {
        let plain = run_together(&name);
        is_failure(&name, &value)
            || is_message(&name) && (is_plain(&value) || has_ended(&value)) && !is_meant(&value)
            || has_ended(&plain) && is_so(&value) && !is_meant(&plain)
    })
}

/// The parameters of an address, the value of each run together.
fn parameters(url: &Url) -> impl Iterator<Item = (Cow<'_, str>, String)> {
    url.query_pairs().take(MOST).map(|(name, value)| (name, run_together(&value)))
}

fn is_so(value: &str) -> bool {
    !matches!(value, "0" | "false" | "no")
}

/// `?error=true`, `?gh_error=job_closed`. `?error_reporting=true` and `?cookie_error=1` are no such.
fn is_failure(name: &str, value: &str) -> bool {
    let is_error = |word: &str| is_error(&word.to_lowercase());
    let is_whole = || match &words(name).collect::<Vec<_>>()[..] {
        [word] => is_error(word),
        [of, word] => of.len() <= INITIALS && is_error(word),
        _ => false,
    };
    matches!(value, "true" | "1") && is_whole() || has_ended(value) && words(name).any(is_error)
}

/// Whether a redirect leads to the page itself, perhaps with a title behind its number, or from a form for it: the page says what became of it.
fn keeps_page(url: &Url, last: &Url) -> bool {
    const FORMS: &[&str] = &["register", "registration", "apply", "signup", "sign-up", "rsvp", "tickets", "anmeldung"];
    let mut above = segments(url);
    let is_form = above.next_back().is_some_and(|name| FORMS.contains(&&*name.to_ascii_lowercase()));
    let is_titled =
        |own: &str, name: &str| name.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    segments(url).eq(segments(last))
        || is_form && above.eq(segments(last))
        || name(url).zip(name(last)).is_some_and(|(own, name)| is_titled(own, name))
}

/// Whether the value of a parameter, or its name, says that something has ended: `job_closed`, `discontinued`.
fn has_ended(name: &str) -> bool {
    ENDED.iter().filter_map(|ended| name.strip_suffix(ended)).any(|before| is_made_of(before, &[OPENINGS]))
}

/// `status`, `flash_message`.
fn is_message(name: &str) -> bool {
    words(name).next().is_some() && words(name).all(|word| MESSAGES.contains(&&*word.to_lowercase()))
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
            "/mill?js_error_tracking=1",
            "/mill?error_reporting=true",
            "/mill?cookie_error=1",
        ] {
            assert!(!told("/mill/jobs/4411", to), "{to}");
        }
    }

    #[test]
    fn a_page_that_is_still_there_says_what_became_of_it() {
        for (from, to) in [
            ("/petitions/4", "/petitions/4?status=closed"),
            ("/products/zoom", "/products/zoom/?discontinued=1"),
            ("/talks/eels", "/talks/eels?registration_closed=1"),
            ("/talks/eels/register", "/talks/eels?registration_closed=true"),
            ("/the-eels", "/the-eels?error=true"),
            ("/feedback/44", "/feedback/44-dark-mode?status=closed"),
            ("/p/eels", "/projects/eels?campaign_closed=1"),
        ] {
            assert!(!told(from, to), "{from} {to}");
        }
        for (from, to) in [
            ("/petitions/4", "/petitions/44?status=closed"),
            ("/talks/eels/register", "/talks?registration_closed=true"),
            ("/club", "/club/?eventNotFound=1"),
            ("/club", "/club?error=link_not_found"),
        ] {
            assert!(told(from, to), "{from} {to}");
        }
    }

    #[test]
    fn no_more_parameters_are_read_than_anybody_is_told_by() {
        let to = format!("/b?{}error=true", "x=1&".repeat(MOST));
        assert!(!told("/mill/jobs/4411", &to));
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
