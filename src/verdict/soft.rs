//! Answers with status 200 that aren't what was meant.

use percent_encoding::percent_decode_str;
use url::Url;

use super::{Reason, error_page, farewell, known, media, naming, sent_home, sent_up, site, spelt};
use crate::check::{AnchorFact, Apology, End, Outcome, PageFacts, Spot, apology_in};
use crate::link::Link;
use crate::link::home::is_home;
use crate::net::BodyEnd;

/// A page with more visible text than this, in characters, is about something, whatever its title says.
const ARTICLE: usize = 1_500;

/// A page whose apology stands in its text only has less text than this, in characters.
const NOTICE: usize = 500;

/// Why content isn't what was meant, if so.
pub(super) fn of(link: &Link, url: &Url, outcome: &Outcome) -> Option<Reason> {
    let walk = &outcome.walk;
    let End::Answered { status, body, page, .. } = &walk.end else { return None };
    let redirected = !walk.hops.is_empty();
    if redirected && error_page::is_sent_there(link, url, &walk.last) {
        return Some(Reason::ErrorPage);
    }
    if redirected && known::is_market(&walk.last) && !known::is_market(url) {
        return Some(Reason::ParkedDomain);
    }
    if redirected && (sent_home::of(link, url, outcome) || error_page::is_told(url, &walk.last)) {
        return Some(Reason::SentHome);
    }
    if redirected && sent_up::of(link, url, outcome) {
        return Some(Reason::SentToList);
    }
    if redirected && farewell::is_sent_there(link, url, outcome) {
        return Some(Reason::RemovedContent);
    }
    if let Some(reason) = media::of(link, url, outcome) {
        return Some(reason);
    }
    let page = page.as_deref()?;
    if page.text_length == 0 && *body == BodyEnd::Broken {
        return Some(Reason::BrokenBody);
    }
    if *status == 200 && *body == BodyEnd::Complete && is_empty(page) {
        return Some(Reason::EmptyPage);
    }
    of_page(link, url, page)
}

/// What an error page says that matters more than its status: the site is closed or its domain for sale, not the page behind a wall.
pub(super) fn closed(outcome: &Outcome) -> Option<Reason> {
    let End::Answered { status: 400.., page: Some(page), .. } = &outcome.walk.end else { return None };
    match page.apology? {
        (what @ (Apology::Suspended | Apology::ForSale), spot) if spot != Spot::Text || page.text_length < LINE => {
            Some(reason_of(what))
        }
        _ => None,
    }
}

fn of_page(link: &Link, url: &Url, page: &PageFacts) -> Option<Reason> {
    if page.same_as_made_up {
        return Some(page.apology.map_or(Reason::CatchAll, |(what, _)| reason_of(what)));
    }
    let (what, spot) = page.apology?;
    let means_it = match spot {
        Spot::Source => true,
        Spot::Title | Spot::Heading => page.text_length < ARTICLE && !is_the_subject(link, url, page, (what, spot)),
        // The made-up address would have told about the rest.
        Spot::Text => {
            let is_short = matches!(what, Apology::NotFound | Apology::OutOfOrder);
            page.text_length < if is_short { LINE } else { NOTICE } && what != Apology::Oops
        }
    };
    means_it.then(|| reason_of(what))
}

fn reason_of(what: Apology) -> Reason {
    match what {
        Apology::NotFound | Apology::Oops => Reason::SoftNotFound,
        Apology::Removed => Reason::RemovedContent,
        Apology::Moved => Reason::MovedNotice,
        Apology::Private => Reason::PrivateContent,
        Apology::GeoBlocked => Reason::GeoBlock,
        Apology::ForSale => Reason::ParkedDomain,
        Apology::Suspended => Reason::SuspendedSite,
        Apology::DefaultPage => Reason::DefaultPage,
        Apology::OutOfOrder => Reason::OutOfOrder,
    }
}

/// A page that says no more than that it isn't there has less text than this, in characters.
const LINE: usize = 200;

/// A page with less visible text than this, in characters, has no subject.
const SUBJECT: usize = 120;

/// The same where what it says may well be its name: a song called "Whoops", an episode with its player.
const SMALL_SUBJECT: usize = 60;

/// The same of a server's default page, which has a few sentences of its own.
const BIG_SUBJECT: usize = 300;

/// Whether the link's own text, or its address, says what the page seems to apologise for: a show called "404", an article about error pages.
fn is_the_subject(link: &Link, url: &Url, page: &PageFacts, (what, spot): (Apology, Spot)) -> bool {
    let enough = match what {
        Apology::Oops => SMALL_SUBJECT,
        _ if page.is_name => SMALL_SUBJECT,
        Apology::DefaultPage => BIG_SUBJECT,
        _ => SUBJECT,
    };
    // Under the title that a link promises, a heading may say that nothing is left.
    let is_lost = spot == Spot::Heading && matches!(what, Apology::NotFound | Apology::Removed);
    let is_called_so = || is_called_so(link, url, page, what) && (!is_lost || apology_in(&link.text).is_some());
    page.text_length >= enough && (page.is_name || is_called_so() || says_itself(url, page, what))
}

/// Whether the link is called like the page.
fn is_called_so(link: &Link, url: &Url, page: &PageFacts, what: Apology) -> bool {
    let title = page.title.to_lowercase();
    // A parked domain still has its name.
    let is_closed = matches!(what, Apology::ForSale | Apology::Suspended);
    let may_be_site = is_home(url) && !is_closed;
    let is_site = |name: &str| site::is_name(url, name) || is_closed && site::is_of_show(url, name);
    let tells = |name: &str| name.len() > 5 && (may_be_site || !is_site(name));
    let text = link.text.to_lowercase();
    names(&text).any(|name| title.contains(name) && tells(name)) || text.contains(&title) && tells(&title)
}

/// A text, and what it names: `Film: Gone`, `#31 Gone`.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let labelled = text.split_once(':').map(|(_, name)| name.trim());
    let numbered = text.strip_prefix('#').map(|rest| rest.trim_start_matches(|c: char| !c.is_alphabetic()));
    [Some(text), labelled, numbered].into_iter().flatten()
}

/// Whether the address apologises in the same words, or has the same number, or the title a year: `/questions/88/how-to-replace-the-apache2-default-page`.
fn says_itself(url: &Url, page: &PageFacts, what: Apology) -> bool {
    let name = percent_decode_str(naming::name(url).unwrap_or_default()).decode_utf8_lossy();
    spelt::out(&name, &page.title, what)
        || page.title.contains("404") && url.as_str().contains("404")
        || has_code(url, page)
        || has_year(&page.title)
}

/// Whether the status code in the title is a segment of the address: `/docs/http/status/410`.
fn has_code(url: &Url, page: &PageFacts) -> bool {
    let is_code =
        |word: &&str| word.len() == 3 && word.starts_with(['4', '5']) && word.bytes().all(|b| b.is_ascii_digit());
    let mut codes = page.title.split(|c: char| !c.is_alphanumeric()).filter(is_code);
    codes.any(|code| url.path().split(['/', '.', '-', '_']).any(|part| part == code))
}

/// Whether a title has a year in brackets, as those of films, records and books do: `Error 404 (2019)`.
fn has_year(title: &str) -> bool {
    let is_year =
        |text: &str| text.len() == 4 && text.starts_with(['1', '2']) && text.bytes().all(|byte| byte.is_ascii_digit());
    title.split('(').skip(1).filter_map(|rest| rest.split(')').next()).any(is_year)
}

fn is_empty(page: &PageFacts) -> bool {
    page.text_length == 0 && page.title.is_empty() && page.scripts == 0 && page.ids == 0 && !page.shows_media
}

/// The place that the link's fragment names, if the page that was read doesn't have it.
pub(super) fn missing_place(url: &Url, outcome: &Outcome) -> Option<Reason> {
    let fragment = outcome.walk.last.fragment().or_else(|| url.fragment())?;
    let own = url.fragment().unwrap_or(fragment);
    let fact = outcome.anchors.iter().find(|(name, _)| name == own).map(|(_, fact)| *fact)?;
    (fact == AnchorFact::Missing).then_some(Reason::MissingAnchor)
}

#[cfg(test)]
mod tests {
    use crate::check::{Apology, PageFacts, Spot};
    use crate::link::Link;
    use crate::verdict::Reason;
    use crate::verdict::samples::link;
    use url::Url;

    fn of(address: &str, title: &str, what: Apology) -> Option<Reason> {
        let link: Link = link(address, "here");
        let apology = Some((what, Spot::Title));
        let page = PageFacts { title: title.into(), text_length: 300, apology, ..PageFacts::default() };
        super::of_page(&link, &Url::parse(address).unwrap(), &page)
    }

    #[test]
    fn an_address_may_have_the_number_of_a_status_code() {
        for (path, title) in [("wiki/503", "503 Service Unavailable – NetDict"), ("http/status-502", "502 Bad Gateway")]
        {
            assert_eq!(of(&format!("https://a.test/{path}"), title, Apology::OutOfOrder), None, "{path}");
        }
        let title = "503 Service Unavailable";
        assert_eq!(of("https://a.test/wiki/15031", title, Apology::OutOfOrder), Some(Reason::OutOfOrder));
        assert_eq!(of("https://a.test/wiki/502", title, Apology::OutOfOrder), Some(Reason::OutOfOrder));
    }

    #[test]
    fn a_work_may_have_its_year_in_the_title() {
        assert_eq!(of("https://a.test/film/7", "Error 404 (2019) – Filmbase", Apology::NotFound), None);
        for title in ["Error 404 (Not Found)", "Error 404 – Klangpost 2019"] {
            assert_eq!(of("https://a.test/film/7", title, Apology::NotFound), Some(Reason::SoftNotFound), "{title}");
        }
    }
}
