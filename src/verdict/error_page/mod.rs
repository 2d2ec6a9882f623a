//! Error pages, known by their addresses.

mod name;
mod told;

use percent_encoding::percent_decode_str;
use url::Url;

pub(super) use self::told::is_told;

use self::name::{is_folder_of_errors, is_named_so, run_together};
use crate::link::Link;
use crate::link::home::is_home;

/// Whether an address looks like an error page.
fn is_error_page(url: &Url) -> bool {
    looks_wrong(url, "") || !is_home(url) && told::says_so(url)
}

/// Whether a link to a page leads to an error page, and isn't meant to.
pub(super) fn is_sent_there(link: &Link, url: &Url, last: &Url) -> bool {
    let is_wrong = looks_wrong(last, &run_together(&link.text)) || !is_home(last) && is_told(url, last);
    is_wrong && !is_error_page(url) && !is_of_status(url, last)
}

/// Whether an address tells of the status by which the other is called: `/docs/429`. An episode may have the number 404.
fn is_of_status(url: &Url, last: &Url) -> bool {
    let mut names = last.path_segments().into_iter().flatten().filter(|name| !name.is_empty());
    let status = names.next_back().and_then(|name| name.split('.').next()).unwrap_or_default();
    is_status(status)
        && !matches!(status, "404" | "410")
        && url.path().split(['/', '.', '-', '_']).any(|word| word == status)
}

fn is_status(name: &str) -> bool {
    name.parse().is_ok_and(|code: u16| (400..600).contains(&code))
}

/// Whether an address looks like an error page to one whom a text, run together, told what to expect.
fn looks_wrong(url: &Url, text: &str) -> bool {
    let path = percent_decode_str(url.path()).decode_utf8_lossy().to_lowercase();
    let mut names = path.split('/').map(|segment| segment.split(['.', ';']).next().unwrap_or_default());
    names.clone().any(|name| is_named_so(name, text)) || is_error_of(&path, names.any(is_error), url)
}

fn is_error(name: &str) -> bool {
    matches!(name, "error" | "errors" | "err" | "fehler" | "erreur")
}

/// `/error?code=404`, `/error`.
fn is_error_of(path: &str, has_error: bool, url: &Url) -> bool {
    let says_which = || url.query_pairs().any(|(_, value)| matches!(&*value, "404" | "410" | "notfound" | "not_found"));
    let mut segments = path.trim_matches('/').rsplit('/');
    let status = segments.next().and_then(|name| name.split('.').next());
    let is_status = status.is_some_and(is_status);
    has_error && (path.trim_end_matches('/').split('/').count() <= 2 || says_which())
        || is_status
            && segments.next().is_some_and(is_folder_of_errors)
            && segments.next().is_none()
            && !is_reference(url)
}

/// Whether a host tells of errors, as the documentation of programs does.
fn is_reference(url: &Url) -> bool {
    const LABELS: &[&str] = &["docs", "doc", "api", "developer", "developers", "dev", "help", "support", "reference"];
    url.host_str().unwrap_or_default().split('.').any(|label| LABELS.contains(&label))
}

#[cfg(test)]
mod tests {
    use crate::verdict::samples::{link, ok_after};
    use crate::verdict::{Policy, Reason, Verdict, judge};

    fn after(from: &str, text: &str, to: &str) -> Verdict {
        let from = format!("https://a.test{from}");
        let outcome = ok_after(&from, &[(301, &format!("https://a.test{to}"))]);
        judge(&link(&from, text), Some(&outcome), &Policy::default())
    }

    #[test]
    fn an_error_page_has_one_of_many_names() {
        for to in [
            "/404.html",
            "/errors/notfound",
            "/error?code=404",
            "/page-not-found/",
            "/Pages/PageNotFoundError.aspx?requestUrl=https://a.test/x",
            "/file-not-found",
            "/recipe_not_found.php",
            "/the-page-was-not-found",
            "/filenotfound",
            "/blad-404",
            "/fel_404.html",
            "/404page",
            "/404-not-found",
            "/sorry",
            "/oops",
            "/not-available.html",
            "/sidan-hittades-inte",
            "/strona-nie-znaleziona",
            "/siden-findes-ikke",
            "/de/seite-nicht-gefunden.html",
            "/page-introuvable",
            "/paginaNoEncontrada",
            "/p%C3%A1gina-n%C3%A3o-encontrada",
            "/PageNotFoundView",
            "/ErrorPages/404",
            "/errorpages/500.aspx?aspxerrorpath=/articles/12",
            "/errors/503.html",
            "/en/404-2/",
            "/page-not-found-3/",
            "/custom404",
            "/pagina-no-encontrada-404",
            "/404;https://a.test/x",
            "/offer-expired",
            "/angebot-abgelaufen/",
            "/this-offer-has-expired",
            "/episodio-no-disponible",
            "/club/?eventNotFound=1",
            "/club/?episode_removed",
            "/club/?error=link_not_found",
        ] {
            let verdict = after("/articles/12", "The map", to);
            assert_eq!((verdict.reason, verdict.suggestion), (Reason::ErrorPage, None), "{to}");
        }
    }

    #[test]
    fn a_home_page_may_be_told_what_is_not_there() {
        let reason = |to: &str| {
            let from = "https://a.test/aX9";
            let outcome = ok_after(from, &[(302, &format!("https://a.test{to}"))]);
            judge(&link(from, "The map"), Some(&outcome), &Policy::default()).reason
        };
        assert_eq!(reason("/?expired=1"), Reason::SentHome);
        assert_eq!(reason("/?error=link_not_found"), Reason::SentHome);
        assert_eq!(reason("/?ref=aX9"), Reason::TemporaryRedirect);
    }

    #[test]
    fn a_page_may_speak_of_errors_in_its_address() {
        for to in [
            "/design/404-pages",
            "/terror",
            "/docs/error/handling",
            "/why-file-not-found-errors-happen",
            "/page-not-found-best-practices",
            "/films/amour-introuvable",
            "/404-media-on-robots",
            "/episode-404",
            "/knotfounder",
            "/deleted-scenes",
            "/how-the-offer-expired",
            "/club/?eventNotFound=0",
            "/club/?offer=expired-domains",
            "/club/?error=none",
        ] {
            assert_eq!(after("/articles/12", "The map", to).reason, Reason::MovedPermanently, "{to}");
        }
    }

    #[test]
    fn a_link_may_be_meant_to_lead_to_what_is_called_like_an_error() {
        for (from, text, to) in [
            ("/docs/429", "A status", "/docs/errors/429"),
            ("/docs/errors/429", "A status", "/errors/429"),
            ("/docs/429", "A status", "/errors/429"),
            ("/2019/page-not-found", "The history of error pages", "/blog/page-not-found"),
            ("/cars/404", "A car", "/peugeot-404"),
            ("/cars/12", "The Peugeot 404", "/peugeot-404"),
            ("/songs/12", "Love, Not Found", "/songs/love-not-found"),
        ] {
            assert_eq!(after(from, text, to).reason, Reason::MovedPermanently, "{to}");
        }
        assert_eq!(after("/cars/1404", "A car", "/blad-404").reason, Reason::ErrorPage);
        assert_eq!(after("/ep-404", "A show", "/errors/404").reason, Reason::ErrorPage);
        assert_eq!(after("/docs/12", "A status", "/errors/429").reason, Reason::ErrorPage);
    }

    #[test]
    fn a_name_that_can_be_read_in_many_ways_is_read_once() {
        let name = "page".repeat(400);
        assert_eq!(after("/ep/7", "An episode", &format!("/{name}notfound{name}x")).reason, Reason::MovedPermanently);
        assert_eq!(after("/ep/7", "An episode", &format!("/{name}notfound")).reason, Reason::ErrorPage);
    }
}
