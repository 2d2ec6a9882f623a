//! What a page at an address comes to: what was read of it, weighed against each other.

use url::Url;

use super::page::{self, Page};
use super::work::{self, Work};
use super::{Apology, PageFacts, Spot, Subject, dealer, farewell, placeholder, soft_404, takeover};

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
        () if page.parked || dealer::is_all_advertisements(&page, url) => Some((Apology::ForSale, Spot::Title)),
        // However long it is.
        () if is_taken => Some((Apology::ForSale, Spot::Source)),
        () => {
            let apology = page.facts.apology.or_else(|| soft_404::apology(&page.facts));
            let is_placeholder = || placeholder::is_one(&page.facts, url);
            let apology = apology.or_else(|| is_placeholder().then_some((Apology::DefaultPage, Spot::Text)));
            apology.or_else(|| farewell::is_said(&page.facts, url).then_some((Apology::Removed, Spot::Text)))
        }
    };
    if page.facts.apology.is_some() {
        if is_plain_notice(&page.facts) {
            page.facts.text_length -= page.in_cards;
        }
        weigh(&mut page, work::read(text));
    } else if page.plays && page.facts.text_length < ENOUGH {
        page.facts.is_name = work::read(text).is_episode;
    }
    if let Some((_, spot)) = page.facts.apology {
        page.facts.said = soft_404::said(&page.facts, spot);
    }
    page.facts.apology =
        page.facts.apology.map(|said| if is_first(&page, said) { (said.0, Spot::Heading) } else { said });
    page
}

/// Whether a page that doesn't speak of its subject begins with its apology, right below a heading such as "Oh dear": it counts as much as one in the
/// heading, however much a site's template adds below.
fn is_first(page: &Page, (what, spot): (Apology, Spot)) -> bool {
    let is_gone = matches!(what, Apology::NotFound | Apology::Removed);
    spot == Spot::Text && is_gone && !page.on_subject && soft_404::begins_with(&page.facts, what)
}

/// Weighs what a page seems to apologise for against what it presents.
fn weigh(page: &mut Page, work: Work) {
    let is_article = work.is_called_so || (work.is_described && page.facts.text_length >= NOTICE);
    page.facts.apology = page.facts.apology.filter(|said| match said {
        // Beside a player or a price, or on the page of a work, it tells of something else that was removed.
        (Apology::Removed | Apology::Private | Apology::GeoBlocked, Spot::Text) => {
            let is_product = work.has_manual && is_of_product(&page.facts);
            !(page.plays || page.sells || is_article || is_product)
        }
        // Hosters tell of sites that others have closed.
        (Apology::Suspended, Spot::Text) => !page.sells && !page.has_form,
        _ => true,
    });
    page.facts.is_name = !page.parked
        && !soft_404::goes_on(&page.facts)
        && match page.facts.apology {
            Some((Apology::NotFound | Apology::Oops, Spot::Title | Spot::Heading)) => {
                work.is_called_so || work.is_medium
            }
            Some((
                Apology::ForSale | Apology::Suspended | Apology::DefaultPage | Apology::OutOfOrder,
                Spot::Title | Spot::Heading,
            )) => work.is_called_so || work.is_played,
            Some((_, Spot::Title | Spot::Heading)) => work.is_called_so,
            _ => false,
        };
}

/// Whether it is a product that isn't made any more: that page is there for those who have one.
fn is_of_product(facts: &PageFacts) -> bool {
    const ENDED: &[&str] =
        &["discontinued", "eingestellt", "end of life", "plus fabriqué", "descatalogado", "fuori produzione"];
    let text = facts.text.to_lowercase();
    ENDED.iter().any(|ended| text.contains(ended))
}

/// A page that plays something and has less text than this, in characters, is looked at again for what it presents.
const ENOUGH: usize = 800;

/// What the page of a work says of itself may stand in a line, with less text than this, in characters: "This episode is no longer available."
const NOTICE: usize = 200;

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
        let said = "<h1>Partitas</h1><p>This album is no longer available. The CD can be bought below.</p>";
        assert_eq!(seen(said).apology, Some((Apology::Removed, Spot::Text)));
        assert_eq!(seen(&format!("{said}<button>FLAC 9 €</button>")).apology, None);
        assert!(seen(&format!("{said}<a href=/2><h3>Suites</h3> 9 €</a>")).apology.is_some(), "that of another thing");
    }

    #[test]
    fn what_a_page_says_first_counts_like_its_heading() {
        let seen = |heading: &str, said: &str| {
            let more = "<p>Walks</p><p>Weirs of the north</p>".repeat(9);
            let mut subject = Subject::default();
            subject.add("The salt roads");
            let html = format!("<h1>{heading}</h1><p>{said}</p>{more}");
            page(&html, &Url::parse("http://a.example/x").unwrap(), false, &subject).facts.apology
        };
        let sorry = "We can’t seem to find the page you’re looking for.";
        assert_eq!(seen("Oh dear", sorry), Some((Apology::NotFound, Spot::Heading)));
        assert_eq!(seen("Salt roads", sorry), Some((Apology::NotFound, Spot::Text)), "it speaks of its subject");
        let prose =
            format!("{sorry} {}", "How often have we read that, on pages that were there a week ago? ".repeat(3));
        assert_eq!(seen("Thoughts", &prose), Some((Apology::NotFound, Spot::Text)), "an essay");
        let late = format!("They walked for days, and then they read this. {sorry}");
        assert_ne!(seen("Oh dear", &late), Some((Apology::NotFound, Spot::Heading)));
    }

    #[test]
    fn on_a_page_with_a_form_another_site_was_closed() {
        let said = "<h1>Hosting</h1><p>This site has been suspended.</p>";
        assert_eq!(seen(said).apology, Some((Apology::Suspended, Spot::Text)));
        assert_eq!(seen(&format!("{said}<form><input><input></form>")).apology, None);
    }

    #[test]
    fn on_the_page_of_a_work_something_else_was_removed() {
        let data = "<script type=application/ld+json>{\"@type\":\"PodcastEpisode\",\"name\":\"Peat\"}</script>";
        let said = "<h1>Peat</h1><p>This video is no longer available.</p>";
        let more = "<p>A walk over the bog with the woman who maps it.</p>".repeat(4);
        assert!(seen(&format!("{said}{more}")).apology.is_some());
        assert!(seen(&format!("{data}{said}")).apology.is_some(), "it has nothing else");
        assert_eq!(seen(&format!("{data}{said}{more}")).apology, None);
    }

    #[test]
    fn beside_its_manual_a_product_is_discontinued() {
        let said = "<h1>Gauge 2</h1><p>This product has been discontinued.</p>";
        assert!(seen(said).apology.is_some());
        assert_eq!(seen(&format!("{said}<a href=/gauge-2.pdf>Manual (PDF)</a>")).apology, None);
        assert!(seen(&format!("{said}<a href=/terms.pdf>Terms</a>")).apology.is_some());
    }

    #[test]
    fn an_episode_may_be_called_like_what_becomes_of_a_site() {
        let more = format!("<p>{}</p>", "We asked a dealer in names what he gave for it. ".repeat(3));
        for name in ["This Domain Is For Sale", "Down for Maintenance", "Account Suspended"] {
            let page = format!("<title>{name} – Names</title><h1>{name}</h1>{more}");
            assert!(!seen(&page).is_name && seen(&page).apology.is_some(), "{name}");
            assert!(seen(&format!("{page}<audio src=/4.mp3></audio>")).is_name, "{name}");
        }
        let gone = format!("<h1>Page not found</h1>{more}<audio src=/latest.mp3></audio>");
        assert!(!seen(&gone).is_name, "the latest episode of a site");
    }

    #[test]
    fn an_episode_of_few_words_may_be_called_like_what_was_removed() {
        let page = |name: &str, more: &str| {
            let text = "Ruth walks the sea wall with the last men who mended it by hand.";
            seen(&format!("<title>{name} | Salt</title><h1>{name}</h1><p>May 12, 2024 • 38 min</p><p>{text}</p>{more}"))
        };
        for name in ["48. Video Unavailable", "File Not Found", "Content Unavailable", "Private Video"] {
            assert!(page(name, "<audio src=/4.mp3></audio>").is_name, "{name}");
            assert!(!page(name, "<iframe src=https://player.example/4></iframe>").is_name, "{name}");
        }
        let gone =
            "<h1>Video unavailable</h1><p>This video has been removed. May 12, 2024</p><audio src=/4.mp3></audio>";
        assert!(!seen(gone).is_name);
    }

    #[test]
    fn a_film_may_be_called_like_an_error() {
        let film = "<meta property=og:type content=video.movie><h1>Error 404</h1>";
        assert!(seen(film).is_name);
        assert!(!seen(&format!("{film}<p>The film you are looking for has been removed.")).is_name);
        assert!(!seen("<meta property=og:type content=website><h1>Error 404</h1>").is_name);
        assert!(!seen("<meta property=og:type content=video.other><h1>Video unavailable</h1>").is_name);
    }

    #[test]
    fn a_picture_is_something_to_see() {
        for shown in
            ["<img src=/sheet.jpg>", "<video src=/a.mp4></video>", "<svg><path d=M0/></svg>", "<canvas></canvas>"]
        {
            assert!(seen(&format!("<html><body>{shown}")).shows_media, "{shown}");
        }
        for hidden in ["<img src=/count.gif width=1 height=1>", "<noscript><img src=/count.gif></noscript>", "<p></p>"]
        {
            assert!(!seen(&format!("<html><body>{hidden}")).shows_media, "{hidden}");
        }
    }

    #[test]
    fn what_a_form_offers_to_choose_is_no_apology() {
        let quiz =
            |tag: &str| seen(&format!("<h1>Quiz 77</h1><p>What is it?</p><{tag}>Page not found</{tag}>")).apology;
        assert_eq!(quiz("label"), None);
        assert_eq!(quiz("option"), None);
        assert!(quiz("p").is_some());
    }
}
