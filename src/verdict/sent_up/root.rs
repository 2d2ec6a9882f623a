//! Names of pages at the root of a site, where sections, calls and campaigns stand as well: it takes more for one to name a page.

use url::Url;

use super::super::naming::{is_file, name, segments};
use super::lists::{LISTS, stem};
use super::telling::is_telling;
use crate::text::words;

/// Words of names that a section of a site, a call or a campaign has, and small words.
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
    // What visitors are called to do.
    "add", "apply", "ask", "become", "book", "browse", "buy", "call", "check", "click", "come", "contact", "donate",
    "discover", "explore", "find", "follow", "give", "here", "hear", "hire", "hiring", "join", "learn", "let", "listen",
    "look", "make", "meet", "order", "play", "read", "register", "rent", "see", "send", "share", "shop", "sign", "start",
    "stay", "stream", "subscribe", "submit", "support", "talk", "take", "try", "view", "visit", "watch", "work",
    "write",
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
    // What campaigns are of.
    "bonus", "bundle", "christmas", "coupon", "deal", "deals", "discount", "gift", "gifts", "giveaway", "holiday",
    "offer", "offers", "promo", "sale", "sales", "special", "specials", "voucher",
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

/// Whether a name at the root is that of one page: three words that say something, two of a file, one beside the number of an episode or an id.
pub(super) fn names_one(url: &Url) -> bool {
    let said = said(url);
    let enough = match () {
        () if is_numbered(url) => 1,
        () if is_file(url) => 2,
        () => 3,
    };
    segments(url).count() == 1 && said >= enough && !(said == 2 && is_file(url) && is_of_many(url))
}

/// Whether a name has as many words that say something.
pub(super) fn says(url: &Url, enough: usize) -> bool {
    said(url) >= enough
}

fn said(url: &Url) -> usize {
    let is_plain = |word: &str| PLAIN.contains(&word) || LISTS.contains(&word);
    words(&own(url)).filter(|word| is_telling(word) && !is_plain(word)).count()
}

/// Whether a name has the number of an episode, or an id.
fn is_numbered(url: &Url) -> bool {
    let own = own(url);
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let counts = |word: &str| COUNTED.iter().any(|counted| word.strip_prefix(counted).is_some_and(is_number));
    let (all, behind) = (words(&own), words(&own).skip(1));
    all.clone().zip(behind).any(|(word, next)| COUNTED.contains(&word) && is_number(next))
        || all.clone().any(|word| counts(word) || word.len() >= ID && is_number(word))
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

    fn is_one(path: &str) -> bool {
        names_one(&Url::parse(&format!("https://a.test/{path}")).unwrap())
    }

    #[test]
    fn a_page_at_the_root_has_a_name_that_says_much() {
        for path in [
            "the-eels-return-to-the-humber/",
            "smoked-eel-soup",
            "glass-eel-trap-large",
            "ep-12-eels",
            "ep12-eels",
            "episode-12-on-eels",
            "eels-48213",
            "eel-soup.html",
        ] {
            assert!(is_one(path), "{path}");
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
            assert!(!is_one(path), "{path}");
        }
    }
}
