//! Lapsed domains that a dealer keeps, who is paid for clicks: a page of advertisements for what the domain's name may make visitors search for.

use url::Url;

use super::page::Page;
use super::takeover::site;

/// A page of nothing but advertisements has so many, and no more other text than this, in characters.
const LINKS: usize = 3;
const OTHER_TEXT: usize = 60;

/// Whether a page is called like its host and has nothing but links that search for something.
pub(super) fn is_all_advertisements(page: &Page, url: &Url) -> bool {
    let is_called_so = page.facts.title.trim().trim_start_matches("www.").eq_ignore_ascii_case(site(url));
    is_called_so && page.searches >= LINKS && page.facts.text_length.saturating_sub(page.in_cards) <= OTHER_TEXT
}

#[cfg(test)]
mod tests {
    use super::super::Subject;
    use super::super::page::read;
    use super::*;

    #[test]
    fn links_that_search_are_all_that_a_dealer_shows() {
        let is = |title: &str, more: &str| {
            let links = ["kiln", "clay", "class"].map(|term| format!("<li><a href='/s?q={term}'>Best {term}</a>"));
            let html = format!("<title>{title}</title><ul>{}</ul>{more}", links.concat());
            let url = Url::parse("http://www.kilnweek.test/").unwrap();
            is_all_advertisements(&read(&html, false, &Subject::default()), &url)
        };
        assert!(is("kilnweek.test", "<p>Privacy Policy</p>"));
        assert!(!is("Kiln Week", "<p>Privacy Policy</p>"));
        assert!(!is(
            "kilnweek.test",
            "<p>Every autumn the potters of the valley fire their kilns together for a week.</p>"
        ));
    }
}
