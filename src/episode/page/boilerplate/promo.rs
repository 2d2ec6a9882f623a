//! What a template says in a box between two paragraphs: an advertisement, another story, a call to follow the show or to pay for it.

use crate::text::{host_and_rest, is_under, without_query, words};

use super::super::words as headings;

/// Words that stand alone over an advertisement, or over another story.
const ALONE: &[&str] = &[
    "related",
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "pubblicità",
    "publicidade",
    "advertentie",
    "reklame",
    "annons",
    "reklama",
];

/// Words that ask for money wherever they stand in a line.
const DONATE: &[&str] = &["donate", "donation", "donations", "spende", "spenden", "donar", "doar"];

/// What such a line begins with.
const CALLS: &[&str] = &[
    "follow us",
    "follow me",
    "follow the show",
    "follow on",
    "find us on",
    "subscribe",
    "support us",
    "support the show",
    "support our",
    "become a member",
    "join us on",
    "folge uns",
    "folgt uns",
    "abonniere",
    "unterstütze uns",
    "suivez nous",
    "abonnez vous",
    "soutenez nous",
    "síguenos",
    "suscríbete",
    "apóyanos",
    "siga nos",
    "seguici",
    "volg ons",
    "more from our",
    "this site uses cookies",
    "we use cookies",
    "read also",
    "also read",
    "read more",
    "read next",
];

/// Where people and shows have accounts.
const ACCOUNTS: &[&str] = &[
    "twitter.com",
    "x.com",
    "instagram.com",
    "facebook.com",
    "fb.com",
    "threads.net",
    "threads.com",
    "tiktok.com",
    "linkedin.com",
    "bsky.app",
    "patreon.com",
];

/// Whether a line, or what stands before its colon, says so.
pub(super) fn says_so(line: &str) -> bool {
    let title = line.split([':', '：']).next().unwrap_or_default();
    let said: Vec<String> = words(&line.to_lowercase()).map(str::to_owned).collect();
    let text = said.join(" ");
    let begins = |call: &&str| text.strip_prefix(call).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let is_alone = || ALONE.contains(&&*words(&title.to_lowercase()).collect::<Vec<_>>().join(" "));
    [line, title].iter().any(|it| headings::is_other_section(it) || headings::is_more(it))
        || is_alone()
        || said.iter().any(|word| DONATE.contains(&&**word))
        || CALLS.iter().any(begins)
}

/// Whether an address is that of an account of somebody, and of nothing that they said.
pub(super) fn is_account(href: &str) -> bool {
    let Some((host, rest)) = host_and_rest(href) else { return false };
    let host = host.to_ascii_lowercase();
    let path = without_query(rest).trim_matches('/');
    let is_short = || path.split('/').count() == 1;
    let is_channel = || path.starts_with('@') && is_short();
    let is_named = || path.starts_with("in/") || path.starts_with("company/") || path.starts_with("profile/");
    let is_one = ACCOUNTS.iter().any(|site| is_under(&host, site));
    is_one && (is_short() || is_named() && path.split('/').count() == 2)
        || is_under(&host, "youtube.com") && is_channel()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promotions_are_told_by_what_they_say() {
        for line in [
            "Follow us: Twitter, Instagram",
            "Your gift keeps us on air. Donate now",
            "Advertisement",
            "More from our network",
            "Related",
            "Read also: Another story",
            "Subscribe to our channel on YouTube",
        ] {
            assert!(says_so(line), "{line}");
        }
        for line in ["Note", "Note: the map is of 1900", "We followed the river", "An ad of 1920", "Related to Ann"] {
            assert!(!says_so(line), "{line}");
        }
    }

    #[test]
    fn an_account_is_none_of_what_was_said_there() {
        assert!(is_account("https://twitter.com/fen") && is_account("https://www.youtube.com/@fen"));
        assert!(is_account("https://www.linkedin.com/in/ann/"));
        for href in ["https://twitter.com/fen/status/1", "https://www.youtube.com/watch?v=1", "https://a.example/fen"] {
            assert!(!is_account(href), "{href}");
        }
    }
}
