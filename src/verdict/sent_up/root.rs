//! Names of pages at the root of a site, where sections, calls and campaigns stand as well: it takes more for one to name a page.

use url::Url;

use super::super::naming::{is_file, name, segments};
use super::lists::{LISTS, stem};
use super::telling::{beginnings, has_most, is_telling, telling_words};
use crate::text::words;

/// Words of names that a section of a site has, and small words.
#[rustfmt::skip]
const PLAIN: &[&str] = &[
    // Small words.
    "also", "but", "can", "has", "have", "her", "his", "into", "its", "near", "not", "off", "one", "out", "than",
    "that", "their", "them", "this", "who", "what", "when", "where", "why", "will",
    "auf", "bei", "ein", "eine", "für", "fuer", "ihr", "mit", "unser", "unsere", "vom", "von", "zum", "zur",
    "aux", "avec", "dans", "des", "nos", "notre", "pour", "sur", "une", "vos",
    "con", "del", "della", "delle", "gli", "nel", "nuestra", "nuestro", "para", "per", "por", "una",
    "com", "dos", "het", "een", "met", "onze", "van", "voor", "att", "med", "och", "som",
    // What becomes of things with time.
    "archive", "archived", "best", "current", "every", "everything", "favorite", "favorites", "favourite", "favourites",
    "featured", "last", "latest", "more", "most", "newest", "next", "now", "other", "past", "popular", "previous",
    "recent", "recommended", "selected", "top", "upcoming", "week", "weekly", "month", "monthly", "year", "daily",
    "aktuelle", "aktuell", "kommende", "neue", "neueste", "vergangene",
    // Where they are, and how they are sent.
    "area", "city", "county", "district", "region", "town", "audio", "feed", "feeds", "mail", "only", "rss", "signup",
    // What sections are of.
    "agenda", "album", "albums", "announcement", "announcements", "app", "appearances", "author", "authors", "bio",
    "bibliography", "calendar", "cast", "class", "classes", "club", "clothing", "column", "columns", "community",
    "company", "concert", "concerts", "content", "course", "credits", "crew", "date", "dates", "directory",
    "discography", "doc", "docs", "download", "episode", "essay", "essays", "event", "faq", "feature", "features",
    "film", "films", "free", "friends", "gallery", "gear", "gig", "gigs", "guest", "guests", "guide", "guides", "help",
    "history", "host", "hosts", "info", "information", "interview", "interviews", "job", "journal", "kit", "lesson",
    "lessons", "links", "listing", "listings", "live", "local", "locations", "magazine", "media", "member", "members",
    "membership", "merch", "merchandise", "network", "newsletter", "notes", "online", "open", "opportunities", "paper",
    "papers", "photo", "photos", "piece", "pieces", "place", "places", "plan", "plans", "player", "podcaster", "poems",
    "poetry", "portfolio", "position", "positions", "post", "press", "pricing", "product", "productions", "profile",
    "programme", "project", "publication", "radio", "recipe", "recording", "recordings", "release", "releases",
    "research", "resource", "resources", "review", "reviews", "schedule", "season", "seasons", "section", "service",
    "services", "session", "sessions", "show", "site", "song", "songs", "staff", "story", "studio", "subject", "talks",
    "theme", "ticket", "tickets", "tips", "title", "titles", "tool", "tools", "topic", "tour", "tours", "track",
    "tracks", "training", "transcript", "transcripts", "tutorials", "update", "updates", "vacancies", "video",
    "volunteer", "web", "website", "works", "workshop", "workshops", "writer", "writers", "writing", "writings",
];

/// What visitors are called to do.
#[rustfmt::skip]
const CALLS: &[&str] = &[
    "add", "apply", "ask", "become", "book", "browse", "buy", "call", "check", "click", "come", "contact", "donate",
    "discover", "explore", "find", "follow", "give", "here", "hear", "hire", "hiring", "join", "learn", "let", "listen",
    "look", "make", "meet", "order", "play", "read", "register", "rent", "see", "send", "share", "shop", "sign", "start",
    "stay", "stream", "subscribe", "submit", "support", "talk", "take", "try", "view", "visit", "watch", "work",
    "write",
    "enter", "leave", "nominate", "pitch", "pledge", "preorder", "rate", "record", "tell", "thanks", "vote",
];

/// What campaigns are of, and the days on which they are.
#[rustfmt::skip]
const CAMPAIGNS: &[&str] = &[
    "bonus", "bundle", "christmas", "coupon", "deal", "deals", "discount", "gift", "gifts", "giveaway", "holiday",
    "offer", "offers", "promo", "sale", "sales", "special", "specials", "voucher",
    "access", "code", "day", "days", "easter", "friday", "monday", "prime", "saturday", "sunday", "thursday", "tuesday",
    "valentine", "valentines", "wednesday",
];

/// Words that the number of an episode follows.
const COUNTED: &[&str] = &[
    "ep",
    "episode",
    "folge",
    "episodio",
    "puntata",
    "avsnitt",
    "afsnit",
    "odcinek",
    "aflevering",
    "capitulo",
    "jakso",
    "session",
];

/// As many digits are an id, and no year.
const ID: usize = 5;

/// Whether a name at the root is that of one page.
pub(super) fn names_one(url: &Url, text: &str) -> bool {
    let said = said(url);
    let is_of_page = is_numbered(url, said) || is_file(url) && (said > 2 || said == 2 && !is_of_many(url));
    segments(url).count() == 1 && !is_call(url) && (is_of_page || says_much(url, text))
}

/// Whether a name has so many words that no section is called so, or is what the link calls the page.
pub(super) fn says_much(url: &Url, text: &str) -> bool {
    const ENOUGH: usize = 4;
    let said = said(url);
    said >= ENOUGH || said + 1 == ENOUGH && is_named_by(url, text)
}

/// Whether a link names the page as its address does, and speaks of no list.
fn is_named_by(url: &Url, text: &str) -> bool {
    let text = text.to_lowercase();
    let is_of_list = |word: &str| word == "list" || word == "guide" || LISTS.contains(&word);
    !words(&text).any(is_of_list) && has_most(&telling_words(url), &text) && beginnings(&text).nth(1).is_some()
}

/// Whether a name calls upon visitors, or is that of a campaign.
pub(super) fn is_call(url: &Url) -> bool {
    let own = own(url);
    words(&own).next().is_some_and(|first| CALLS.contains(&first)) || words(&own).any(|word| CAMPAIGNS.contains(&word))
}

/// How many words of a name say something.
pub(super) fn said(url: &Url) -> usize {
    let is_plain = |word: &str| [PLAIN, CALLS, CAMPAIGNS, LISTS].iter().any(|plain| plain.contains(&word));
    words(&own(url)).filter(|word| is_telling(word) && !is_plain(word)).count()
}

/// Whether a name has the number of an episode and a word, or an id and two, as a place may have its code.
fn is_numbered(url: &Url, said: usize) -> bool {
    said > 0 && has_count(url) || said > 1 && has_id(url)
}

/// Whether a name has the number of an episode.
fn has_count(url: &Url) -> bool {
    let own = own(url);
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let counts = |word: &str| COUNTED.iter().any(|counted| word.strip_prefix(counted).is_some_and(is_number));
    let (all, behind) = (words(&own), words(&own).skip(1));
    all.clone().zip(behind).any(|(word, next)| COUNTED.contains(&word) && is_number(next)) || all.clone().any(counts)
}

/// Whether a name has an id. A date is none.
pub(super) fn has_id(url: &Url) -> bool {
    const DATE: usize = 8;
    let is_date = |word: &str| word.len() == DATE && (word.starts_with("19") || word.starts_with("20"));
    let is_id = |word: &str| word.len() >= ID && word.bytes().all(|byte| byte.is_ascii_digit()) && !is_date(word);
    words(&own(url)).any(is_id)
}

/// `film-scores.html`: a section of an old site.
fn is_of_many(url: &Url) -> bool {
    words(&own(url)).next_back().is_some_and(|word| word.ends_with('s') && !word.ends_with("ss"))
}

fn own(url: &Url) -> String {
    stem(name(url).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_one(path: &str, text: &str) -> bool {
        names_one(&Url::parse(&format!("https://a.test/{path}")).unwrap(), text)
    }

    #[test]
    fn a_page_at_the_root_has_a_name_that_says_much() {
        for path in [
            "the-eels-return-to-the-humber-weir/",
            "ep-12-eels",
            "ep12-eels",
            "episode-12-on-eels",
            "eels-return-48213",
            "eel-soup.html",
            "smoked-eel-soup.html",
        ] {
            assert!(is_one(path, "they wrote"), "{path}");
        }
    }

    #[test]
    fn a_page_may_be_called_as_its_link_calls_it() {
        for (path, text) in [
            ("the-eels-return-to-the-humber", "The eels return to the Humber"),
            ("smoked-eel-soup", "the soup of smoked eels"),
            ("lost-women-of-science", "Lost Women of Science"),
        ] {
            assert!(is_one(path, text) && !is_one(path, "they wrote"), "{path}");
        }
        for (path, text) in [
            ("science-fiction-fantasy", "science fiction and fantasy list"),
            ("science-fiction-fantasy", "their books of science fiction and fantasy"),
            ("quick-weeknight-dinners", "her dinners"),
            ("sound-design", "sound design"),
        ] {
            assert!(!is_one(path, text), "{path} {text}");
        }
    }

    #[test]
    fn a_section_a_call_or_a_campaign_has_another() {
        for path in [
            "our-podcast",
            "upcoming-tour-dates",
            "join-our-team",
            "show-notes",
            "all-my-books",
            "mud-talk",
            "the-mud-talk",
            "salt-wall-pod",
            "science-fiction-fantasy",
            "new-york-times-bestsellers",
            "san-francisco-bay-area",
            "valentines-day-gifts-for-him",
            "early-access-summer-sale",
            "leave-a-message-for-ruth-amery-today",
            "smoked-eel-soup-voucher-for-everybody-here",
            "eels-48213",
            "eels-return-20240921",
            "fall-20240921",
            "field-recordings",
            "film-scores.html",
            "press-kit.pdf",
            "black-friday-sale",
            "holiday-gift-guide",
            "find-a-workshop-near-you",
            "what-we-are-reading-this-week",
            "tour-2024",
            "episode-12",
            "unsere-neue-webseite",
            "people/smoked-eel-soup",
        ] {
            assert!(!is_one(path, "they wrote"), "{path}");
        }
    }
}
