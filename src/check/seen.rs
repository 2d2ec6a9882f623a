//! What a page at an address comes to: what was read of it, weighed against each other.

use url::Url;

use super::page::{self, Page};
use super::{Apology, PageFacts, Spot, Subject, soft_404, takeover, work};

/// What a check sees on a page with this source at this address.
#[must_use]
pub fn page_facts(text: &str, url: &Url) -> PageFacts {
    page(text, url, true, &Subject::default()).facts
}

/// Reads a page. Anchors are kept only where `anchors` asks for them; `subject` is what the page should speak of.
pub(super) fn page(text: &str, url: &Url, anchors: bool, subject: &Subject) -> Page {
    let mut page = page::read(text, anchors, subject);
    let is_taken = takeover::has_taken(&page, subject, url);
    page.facts.apology = match () {
        () if page.parked || takeover::is_all_advertisements(&page, url) => Some((Apology::ForSale, Spot::Title)),
        // However long it is.
        () if is_taken => Some((Apology::ForSale, Spot::Source)),
        () => page.facts.apology.or_else(|| soft_404::apology(&page.facts)),
    };
    // Beside a player or a price, it tells of something else that was removed.
    let has_more = page.plays || page.sells;
    page.facts.apology = page.facts.apology.filter(|said| !has_more || *said != (Apology::Removed, Spot::Text));
    if is_plain_notice(&page.facts) {
        page.facts.text_length -= page.in_cards;
    }
    page.facts.is_name = !page.parked
        && matches!(page.facts.apology, Some((_, Spot::Title | Spot::Heading)))
        && work::is_called_so(text);
    page
}

/// Whether both title and first heading say that there is nothing: cards below are no more than an offer to go on from there.
fn is_plain_notice(facts: &PageFacts) -> bool {
    let says = |name: &str| matches!(soft_404::of_name(name), Some(Apology::NotFound | Apology::Removed));
    says(&facts.title) && facts.headings.first().is_some_and(|heading| says(heading))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(html: &str) -> PageFacts {
        page_facts(html, &Url::parse("http://a.example/x").unwrap())
    }

    #[test]
    fn cards_below_a_notice_are_not_much_else_to_say() {
        let cards = format!("<h3><a href=/1>Salt roads</a></h3><p>{}</p>", "The river froze early. ".repeat(99));
        let gone = seen(&format!("<title>Page not found</title><h1>Page not found</h1><p>Sorry.</p>{cards}"));
        assert_eq!(gone.text_length, "Page not found Sorry. ".len());
        let list = seen(&format!("<title>Essays</title><h1>Page not found</h1>{cards}"));
        assert!(list.text_length > 2_000);
    }

    #[test]
    fn beside_a_price_something_else_was_removed() {
        let said = "<h1>Partitas</h1><p>The CD is no longer available. The album can be bought below.</p>";
        assert_eq!(seen(said).apology, Some((Apology::Removed, Spot::Text)));
        assert_eq!(seen(&format!("{said}<button>FLAC 9 €</button>")).apology, None);
        assert!(seen(&format!("{said}<a href=/2><h3>Suites</h3> 9 €</a>")).apology.is_some(), "that of another thing");
    }
}
