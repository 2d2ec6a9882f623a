//! Pages that answer 200 and say that there is nothing.
//!
//! Phrases alone prove little: there are articles about error pages. So a phrase is only a hint about a place on the page; `verdict` weighs it against
//! the page's own text and the link's, and `sibling` asks the site what it says at an address that doesn't exist.

use std::cell::LazyCell;
use std::ops::Range;

use super::about::{self, Place};
use super::bare::{is_bare_error, is_empty_listing, is_php_error};
use super::phrases::{apology_in, in_lower_case, is_of_list, said_in};
use super::{Apology, PageFacts, Spot, closed, sense, withdrawn};

/// The gravest apology of a page, in its title, else its headings, else the beginning of its text.
pub(super) fn apology(facts: &PageFacts) -> Option<(Apology, Spot)> {
    if is_empty_listing(facts) {
        return Some((Apology::DefaultPage, Spot::Title));
    }
    if is_php_error(&facts.text) {
        return Some((Apology::OutOfOrder, Spot::Heading));
    }
    // What somebody tells of a domain or an account of theirs, at some length.
    let is_tale = |what: &Apology, name: &str| {
        let may_be = facts.text_length >= closed::ARTICLE && matches!(what, Apology::ForSale | Apology::Suspended);
        may_be && closed::is_of_somebody(name)
    };
    let title = of_name(&facts.title).filter(|what| !is_tale(what, &facts.title)).map(|what| (what, Spot::Title));
    let below = || {
        if facts.headings.first().is_some_and(|heading| is_on_errors(heading)) {
            return None;
        }
        let is_told = |what: &Apology| facts.headings.iter().any(|heading| is_tale(what, heading));
        let heading = of_headings(&facts.headings).filter(|what| !is_told(what)).map(|what| (what, Spot::Heading));
        let text = || of_text(facts).map(|what| (what, Spot::Text));
        match heading {
            None => text(),
            Some((Apology::Oops, _)) => text().filter(|(what, _)| is_more(*what)).or(heading),
            // What is unavailable may be so in this country only.
            Some((Apology::Removed, _)) => text().filter(|(what, _)| *what == Apology::GeoBlocked).or(heading),
            Some(_) => heading,
        }
    };
    match title {
        // A word of error pages, under which the page may say more.
        Some((Apology::Oops, _)) => below().filter(|(what, _)| is_more(*what)).or(title),
        // What is unavailable may be so in this country only.
        Some((Apology::Removed, _)) if of_text(facts) == Some(Apology::GeoBlocked) => {
            Some((Apology::GeoBlocked, Spot::Text))
        }
        Some(_) => title,
        // A page that tells of an apology by name, as a thread on an error does, says it below again.
        None => below().filter(|(what, _)| apology_in(&facts.title) != Some(*what)),
    }
}

/// Whether a page that apologises so says more than a word of error pages does.
fn is_more(what: Apology) -> bool {
    !matches!(what, Apology::Oops | Apology::NotFound)
}

/// The heading or the sentence with which a page apologises; empty if its title does.
pub(super) fn said(facts: &PageFacts, spot: Spot) -> String {
    let says = |text: &&str| of_name(text).is_some();
    let said = match spot {
        Spot::Heading => facts.headings.iter().map(String::as_str).find(says),
        Spot::Text => withdrawn::sentences(below(&facts.text, &facts.headings)).find(says),
        Spot::Title | Spot::Source => None,
    };
    said.unwrap_or_default().trim().chars().take(LONGEST_SAID).collect()
}

/// No more is kept of that, in characters.
const LONGEST_SAID: usize = 120;

/// What a title or a first heading says of the page.
pub(super) fn of_name(name: &str) -> Option<Apology> {
    let known = of_heading(name);
    let is_vague = known.is_none_or(|what| what == Apology::Oops);
    if is_vague { withdrawn::in_name(name).or(known) } else { known }
}

/// What headings say of the page: one below the first may be that of a part which is missing.
fn of_headings(headings: &[String]) -> Option<Apology> {
    let first = headings.first().and_then(|heading| of_name(heading));
    first.or_else(|| headings.iter().skip(1).find_map(|heading| of_part(heading)))
}

/// Whether a heading is that of a list of errors, each under its name: "Errors", "Status codes".
fn is_on_errors(heading: &str) -> bool {
    const LISTS: &[&str] = &[
        "errors",
        "error codes",
        "status codes",
        "response codes",
        "fehlercodes",
        "codes d'erreur",
        "códigos de error",
    ];
    let heading = in_lower_case(heading);
    LISTS.iter().any(|list| heading.ends_with(list) || heading == *list)
}

/// What a heading below the first says of the page, rather than of something that the page tells of.
fn of_part(heading: &str) -> Option<Apology> {
    said_in(heading, |what, text, at| {
        let is_of_page = match what {
            // A list on the page has nothing to show.
            Apology::NotFound if is_of_list(&text[at.clone()]) => false,
            Apology::Removed | Apology::Private | Apology::GeoBlocked | Apology::NotFound | Apology::Oops => {
                about::is_of_page(text, at, Place::Part)
            }
            Apology::DefaultPage => !is_building(&text[at.clone()]),
            _ => true,
        };
        is_of_page && is_meant(what, text, at)
    })
}

/// Whether a heading with a phrase doesn't only speak of it.
fn is_meant(what: Apology, text: &str, at: &Range<usize>) -> bool {
    let is_meant = match what {
        Apology::OutOfOrder => sense::is_error(text, at),
        Apology::Suspended => !about::is_asked(text, at) && !closed::is_told_of(text, at),
        Apology::ForSale => closed::is_of_this_domain(text, at) && !closed::is_told_of(text, at),
        Apology::Moved => about::is_move(text, at),
        _ => true,
    };
    is_meant && !sense::is_quoted(text, at) && !sense::is_told_of(what, text, at)
}

/// Whether a phrase says that a site is being built, as a live one may of a part of it.
fn is_building(phrase: &str) -> bool {
    ["constru", "costruzione"].iter().any(|word| phrase.contains(word))
}

fn of_heading(heading: &str) -> Option<Apology> {
    said_in(heading, is_meant)
}

/// What the text of a page says; a word of error pages is enough where there is nothing else.
fn of_text(facts: &PageFacts) -> Option<Apology> {
    let is_all = facts.text_length <= facts.text.len() + 1;
    if is_all && is_bare_error(&facts.text) {
        return Some(Apology::NotFound);
    }
    let name = LazyCell::new(|| in_lower_case(facts.headings.first().map_or("", String::as_str)));
    let is_tale = |what, text: &str, at: &Range<usize>| {
        facts.text_length >= closed::ARTICLE && closed::is_owned_by_somebody(what, text, at)
    };
    let said = said_in(&facts.text, |what, text, at| {
        is_meant_in_text(what, text, at, &name) && !(what == Apology::ForSale && is_tale(what, text, at))
    });
    let known = said.filter(|what| *what != Apology::Removed || is_notice(facts, &name));
    let is_vague = known.is_none_or(|what| what == Apology::Oops);
    if is_vague { withdrawn::in_text(below(&facts.text, &facts.headings)).or(known) } else { known }
}

/// Whether a text with a phrase says it of the page that has this name.
fn is_meant_in_text(what: Apology, text: &str, at: &Range<usize>, name: &str) -> bool {
    match what {
        Apology::OutOfOrder => return sense::says_error(text, at),
        Apology::ForSale => return closed::is_of_this_domain(text, at) && !sense::is_quoted(text, at),
        _ if sense::is_quoted(text, at) => return false,
        _ => {}
    }
    match what {
        Apology::Removed | Apology::Private | Apology::GeoBlocked => about::is_of_page(text, at, Place::Text(name)),
        Apology::Suspended => about::is_statement(text, at, name),
        Apology::Moved => about::is_move(text, at),
        Apology::DefaultPage => !is_building(&text[at.clone()]) || about::is_first(text, at, name),
        Apology::NotFound if is_of_list(&text[at.clone()]) => about::begins(text, at, name),
        // "What does HTTP 404 mean?"
        Apology::NotFound => !about::is_asked(text, at) && !sense::is_told_of(what, text, at),
        _ => true,
    }
}

/// Whether the text below an apology goes on with it: then that is no name of what the page presents.
pub(super) fn goes_on(facts: &PageFacts) -> bool {
    withdrawn::in_text(below(&facts.text, &facts.headings)).is_some_and(|what| what != Apology::Oops)
}

/// Whether the first sentence below the first heading of a page says this of the page. Prose that follows is what the page is about; a part of it that
/// isn't shown, such as a film, is none of its sentences.
pub(super) fn begins_with(facts: &PageFacts, what: Apology) -> bool {
    const PARTS: &[&str] = &[
        "video",
        "vidéo",
        "vídeo",
        "audio",
        "content",
        "inhalt",
        "contenu",
        "contenido",
        "conteúdo",
        "image",
        "bild",
        "product",
        "produkt",
        "produit",
        "producto",
        "cookie",
    ];
    const MANY: usize = 2;
    let text = below(&facts.text, &facts.headings);
    let is_under_other = facts.headings.iter().skip(1).any(|heading| text.starts_with(heading.as_str()));
    let mut sentences = withdrawn::sentences(text);
    let Some(first) = sentences.next().filter(|_| !is_under_other) else { return false };
    let lower = in_lower_case(first);
    let is_of_part = what == Apology::Removed && PARTS.iter().any(|part| lower.contains(part));
    let is_prose = || sentences.filter(|sentence| PROSE.contains(&sentence.len())).count() >= MANY;
    of_name(first) == Some(what) && !is_of_part && !is_prose()
}

/// A sentence of running text has so many bytes; more are most likely a list.
const PROSE: Range<usize> = 50..400;

/// A text without its first heading and what stands before it.
fn below<'a>(text: &'a str, headings: &[String]) -> &'a str {
    let behind =
        headings.first().and_then(|heading| text.split_once(heading.as_str())).map(|(_, rest)| rest.trim_start());
    behind.filter(|rest| !rest.is_empty()).unwrap_or(text)
}

/// Whether a text that speaks of something removed does so at once, or has hardly more to say: a profile may tell of another one that is gone.
fn is_notice(facts: &PageFacts, name: &str) -> bool {
    let begins = &facts.text[..facts.text.floor_char_boundary(NOTICE)];
    let says = || said_in(begins, |what, text, at| is_meant_in_text(what, text, at, name)) == Some(Apology::Removed);
    facts.text_length <= NOTICE || says()
}

/// A notice begins with what it has to say: so many bytes.
const NOTICE: usize = 160;

/// Whether a text has a phrase of pages that apologise.
pub(super) fn says_something(text: &str) -> bool {
    of_name(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str, text: &str) -> Option<(Apology, Spot)> {
        apology(&PageFacts { title: title.to_owned(), text: text.to_owned(), ..PageFacts::default() })
    }

    #[test]
    fn phrases_are_found_where_they_stand() {
        assert_eq!(of("Page not found - Site", ""), Some((Apology::NotFound, Spot::Title)));
        assert_eq!(of("Site", "This video has been removed by the uploader."), Some((Apology::Removed, Spot::Text)));
        assert_eq!(of("Welcome to nginx!", ""), Some((Apology::DefaultPage, Spot::Title)));
        assert_eq!(of("x.example", "Buy this domain today"), Some((Apology::ForSale, Spot::Text)));
        assert_eq!(of("old-show.example is for sale!", ""), Some((Apology::ForSale, Spot::Title)));
        assert_eq!(of("The old harbour is for sale", ""), None);
        assert_eq!(of("ページが見つかりません", ""), Some((Apology::NotFound, Spot::Title)));
    }

    #[test]
    fn a_page_that_tells_of_an_apology_may_have_it_below() {
        let thread = "“This account has been suspended” after renewing";
        assert_eq!(of(thread, "My site says: This account has been suspended. Why?"), None);
        assert_eq!(of(thread, "Buy this domain today"), Some((Apology::ForSale, Spot::Text)));
    }

    #[test]
    fn a_text_may_say_that_it_is_not_for_this_country() {
        for said in
            ["Sorry. This video is not available in your country.", "This programme isn't available in your location."]
        {
            assert_eq!(of("Concert", said), Some((Apology::GeoBlocked, Spot::Text)), "{said}");
        }
    }

    #[test]
    fn apologies_are_known_in_many_languages() {
        for said in [
            "Cette page n’existe pas",
            "Diese Seite gibt es nicht",
            "Stranica nije pronađena",
            "No s'ha trobat la pàgina",
            "Страницата не е намерена",
        ] {
            assert_eq!(of(said, ""), Some((Apology::NotFound, Spot::Title)), "{said}");
        }
        assert_eq!(of("Whoops!", ""), Some((Apology::Oops, Spot::Title)));
        assert_eq!(of("ma-radio.fr est à vendre", ""), Some((Apology::ForSale, Spot::Title)));
        assert_eq!(of("Error establishing a database connection", ""), Some((Apology::OutOfOrder, Spot::Title)));
    }

    #[test]
    fn what_was_removed_says_so_in_many_languages() {
        for said in [
            "This transfer has expired",
            "This link has expired",
            "Link expired",
            "This item was deleted",
            "The owner has removed the file",
            "Invite Invalid",
            "该内容已被发布者删除",
            "삭제되었거나 존재하지 않는 게시물입니다",
            "Страница удалена",
            "Innehållet är inte längre tillgängligt",
        ] {
            assert_eq!(of(said, ""), Some((Apology::Removed, Spot::Title)), "{said}");
        }
        for said in ["ไม่พบหน้าที่คุณต้องการ", "صفحه مورد نظر یافت نشد"]
        {
            assert_eq!(of(said, ""), Some((Apology::NotFound, Spot::Title)), "{said}");
        }
        for said in ["How links expire", "An owner removed from the board", "Invites for everyone"] {
            assert_eq!(of(said, ""), None, "{said}");
        }
    }

    #[test]
    fn what_tells_of_something_else_that_was_removed_is_no_notice() {
        let of =
            |text: &str| apology(&PageFacts { text: text.into(), text_length: text.len(), ..PageFacts::default() });
        let (notice, more) = ("This video has been removed.", "More. ".repeat(60));
        assert_eq!(of(&format!("{notice} {more}")), Some((Apology::Removed, Spot::Text)));
        assert_eq!(of(&format!("{more} {notice}")), None);
    }

    #[test]
    fn a_title_that_tells_of_an_error_is_no_error() {
        for title in [
            "503 Service Unavailable errors on feeds",
            "Elevated 502 Bad Gateway errors – Status",
            "How to fix “Video unavailable”",
        ] {
            assert_eq!(of(title, &format!("{title} Resolved. It lasted an hour.")), None, "{title}");
        }
        assert_eq!(of("502 Bad Gateway", ""), Some((Apology::OutOfOrder, Spot::Title)));
        assert_eq!(of("A", "Klangpost 503 Service Unavailable"), None);
        assert_eq!(of("A", "503 Service Unavailable"), Some((Apology::OutOfOrder, Spot::Text)));
    }

    #[test]
    fn a_work_may_say_what_it_is_behind_its_name() {
        for title in [
            "Page introuvable : l’exposition – Musée du Sel",
            "Seite nicht gefunden: Die Ausstellung",
            "404: the album",
        ] {
            assert_eq!(of(title, "3 May to 9 September."), None, "{title}");
        }
        for title in ["Page introuvable : /exposition", "Page introuvable : expositions", "Page not found: the page"] {
            assert_eq!(of(title, ""), Some((Apology::NotFound, Spot::Title)), "{title}");
        }
    }

    #[test]
    fn a_text_that_speaks_of_some_domain_offers_none() {
        assert_eq!(of("Domain Talk", "Every week we ask an investor which domain is for sale and why."), None);
        assert_eq!(of("A", "Hello! This domain is for sale."), Some((Apology::ForSale, Spot::Text)));
    }

    #[test]
    fn what_is_out_of_stock_is_still_there() {
        let of = |title: &str, text: &str| {
            let facts =
                PageFacts { title: title.into(), text: text.into(), text_length: text.len(), ..PageFacts::default() };
            apology(&facts)
        };
        assert_eq!(of("Szpula 7 cali", "Szpula 7 cali 89,00 zł Produkt niedostępny Powiadom o dostępności"), None);
        assert_eq!(of("Produkt niedostępny", ""), Some((Apology::Removed, Spot::Title)));
    }

    #[test]
    fn a_withdrawn_thing_is_told_of_in_a_title_or_a_first_heading() {
        let of = |headings: &[&str]| {
            let headings = headings.iter().map(|heading| (*heading).to_owned()).collect();
            apology(&PageFacts { title: "Klangpost".into(), headings, ..PageFacts::default() })
        };
        assert_eq!(of(&["Track unavailable", "More"]), Some((Apology::Removed, Spot::Heading)));
        assert_eq!(of(&["Ferry bell", "Track unavailable"]), None, "one part of the page");
        assert_eq!(of(&["Klangpost", "404 Not Found"]), Some((Apology::NotFound, Spot::Heading)));
        assert_eq!(of(&["API errors", "404 Not Found", "410 Gone"]), None, "a list of errors");
    }

    #[test]
    fn a_list_on_a_page_may_have_nothing_to_show() {
        let of = |headings: &[&str], text: &str| {
            let headings = headings.iter().map(|heading| (*heading).to_owned()).collect();
            let (text, text_length) = (text.to_owned(), text.len());
            apology(&PageFacts { title: "Heritage".into(), headings, text, text_length, ..PageFacts::default() })
        };
        for said in
            ["Sorry, no posts matched your criteria.", "No record found", "Brak rekordu", "該当する記事がありません"]
        {
            let is_known = |found: Option<(Apology, Spot)>| found.is_some_and(|(what, _)| what == Apology::NotFound);
            assert!(is_known(of(&["The mill"], &format!("The mill {said}"))), "{said}");
            assert!(is_known(of(&["The mill"], &format!("Home The mill {said}"))), "{said}");
            assert!(is_known(of(&[], said)), "{said}");
            let text = format!("The mill Built in 1811. It is open on Sundays. Related {said}");
            assert_eq!(of(&["The mill"], &text), None, "{said}");
            assert_eq!(of(&["The mill"], &format!("The mill Related {said}")), None, "{said}");
            assert_eq!(of(&["The mill", said], &format!("The mill Built in 1811 {said}")), None, "{said}");
        }
        assert_eq!(of(&["No Such Record"], "No Such Record A label for tapes."), None);
    }

    #[test]
    fn somebody_may_tell_of_a_domain_of_theirs() {
        let of = |title: &str, text: String| {
            let text_length = text.len();
            apology(&PageFacts { title: title.into(), text, text_length, ..PageFacts::default() })
        };
        let ours = "Our domain is for sale";
        let known = |spot| Some((Apology::ForSale, spot));
        assert_eq!(of(ours, "Write to us.".into()), known(Spot::Title));
        assert_eq!(of("show.example", format!("{ours}. Write to us.")), known(Spot::Text));
        let story = "We kept it for twelve years. ".repeat(9);
        assert_eq!(of(ours, story.clone()), None);
        assert_eq!(of("A farewell", format!("{ours}. {story}")), None);
        assert_eq!(of("This domain is for sale", story), known(Spot::Title));
    }

    #[test]
    fn parts_of_words_are_no_phrases() {
        assert_eq!(of("Room 14043", ""), None);
        assert_eq!(of("Oak moth season", "Bread made with old grain"), None);
    }
}
