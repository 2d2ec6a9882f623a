//! Whose a link is: the editor's, a sponsor's, or the podcast host's.

use std::borrow::Cow;

use url::Url;

use super::Group;
use crate::text::is_under;

/// Places that podcast hosts append to every episode: host, and how the path begins.
const HOSTS_OWN: &[(&str, &str)] = &[
    ("acast.com", "/privacy"),
    ("www.acast.com", "/privacy"),
    ("art19.com", "/privacy"),
    ("audioboom.com", "/about/cookies"),
    ("audioboom.com", "/about/terms"),
    ("www.audacyinc.com", "/privacy-policy"),
    ("www.iheartpodcastnetwork.com", ""),
    ("lemonadamedia.com", "/privacy"),
    ("megaphone.fm", "/adchoices"),
    ("www.megaphone.fm", "/adchoices"),
    ("omnystudio.com", "/listener"),
    ("www.omnystudio.com", "/listener"),
    ("pcm.adswizz.com", ""),
    ("podcastchoices.com", "/adchoices"),
    ("www.podcastchoices.com", "/adchoices"),
    ("pod.link", "/privacy"),
    ("redcircle.com", "/brands"),
    ("redcircle.com", "/privacy"),
    ("simplecast.com", "/privacy"),
    ("simplecastaudio.com", "/privacy"),
    ("transistor.fm", "/privacy"),
    ("www.spreaker.com", "/privacy"),
    ("wondery.com", "/privacy"),
    ("www.wondery.com", "/privacy"),
];

/// Ends of paths that a host gives to every episode of a show: "Send us a text", "Support the show".
const HOSTS_ENDS: &[(&str, &str)] = &[
    ("www.buzzsprout.com", "/fan_mail/new"),
    ("www.buzzsprout.com", "/open_sms"),
    ("buzzsprout.com", "/open_sms"),
    ("www.buzzsprout.com", "/support"),
    ("anchor.fm", "/support"),
    ("podcasters.spotify.com", "/support"),
    ("creators.spotify.com", "/support"),
    ("www.spreaker.com", "/support"),
];

/// What a heading over sponsors begins with, in lower case.
const SPONSOR_HEADINGS: &[&str] = &[
    "sponsor",
    "our sponsor",
    "today's sponsor",
    "todays sponsor",
    "today’s sponsor",
    "this week's sponsor",
    "episode sponsor",
    "this episode is sponsored",
    "thanks to our sponsor",
    "thank you to our sponsor",
    "brought to you by",
    "this episode is brought",
    "promo code",
    "discount code",
    "advertis",
    "werbung",
    "werbepartner",
    "anzeige",
    "sponsoren",
    "unterstützt durch",
    "unterstützt von",
    "patrocin",
    "patrocín",
    "apoio",
    "publicidad",
    "partenaire",
    "publicité",
    "nos sponsors",
    "nos partenaires",
    "gesponsord",
    "sponsorzy",
    "sponsorer",
    "спонсор",
    "реклама",
    "スポンサー",
    "赞助",
    "贊助",
];

/// What a paragraph that thanks a sponsor begins with, in lower case.
const SPONSOR_WORDS: &[&str] = &[
    "sponsored by",
    "sponsor:",
    "sponsors:",
    "brought to you by",
    "today's episode is brought",
    "today’s episode is brought",
    "thanks to our sponsor",
    "thank you to our sponsor",
    "support for this podcast comes from",
    "support for this episode comes from",
    "[ad]",
    "[sponsor",
    "werbung:",
    "anzeige:",
    "diese folge wird unterstützt",
    "diese folge wird präsentiert",
    "präsentiert von",
    "patrocinado por",
    "este episodio está patrocinado",
    "apoio:",
    "patrocínio:",
    "cet épisode est sponsorisé",
    "sponsorisé par",
    "deze aflevering wordt mede mogelijk",
    "спонсор выпуска",
    "при поддержке",
    "提供:",
    "本集由",
];

/// Whose a link is, from where it leads and what stands around it.
pub(super) fn of(url: Option<&Url>, section: Option<&str>, sponsored: bool) -> Group {
    if url.is_some_and(is_hosts_own) {
        Group::Host
    } else if sponsored || section.is_some_and(is_sponsor_heading) {
        Group::Sponsor
    } else {
        Group::Editorial
    }
}

fn is_hosts_own(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let begins = HOSTS_OWN.iter().any(|(name, path)| *name == host && url.path().starts_with(path));
    let ends =
        || HOSTS_ENDS.iter().any(|(name, path)| *name == host && url.path().trim_end_matches('/').ends_with(path));
    begins || ends() || is_substacks(host, url)
}

/// What Substack writes under every episode of its own accord: to discuss it, to subscribe, to share it.
fn is_substacks(host: &str, url: &Url) -> bool {
    let asks = |(name, value): (Cow<'_, str>, Cow<'_, str>)| {
        name == "utm_campaign" && value.starts_with("CTA_") || name == "action" && value == "share"
    };
    is_under(host, "substack.com") && (url.path() == "/subscribe" || url.query_pairs().any(asks))
}

fn is_sponsor_heading(section: &str) -> bool {
    begins_with_any(section.trim_start_matches(|c: char| !c.is_alphanumeric()), SPONSOR_HEADINGS)
}

/// Whether `text` begins with one of these words, in any case. Most texts are let go for their first letter.
fn begins_with_any(text: &str, table: &[&str]) -> bool {
    let Some(first) = text.chars().next().and_then(|c| c.to_lowercase().next()) else { return false };
    if !table.iter().any(|words| words.starts_with(first)) {
        return false;
    }
    let text = text.to_lowercase();
    table.iter().any(|words| text.starts_with(words))
}

/// Whether a paragraph with this text speaks of a sponsor.
pub(super) fn opens_sponsorship(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    if !first.is_alphanumeric() && first != '[' {
        return false;
    }
    begins_with_any(text, SPONSOR_WORDS) || is_sponsored(text)
}

/// What is sponsored, and how that is said.
const SPONSORED: &[&str] = &["this", "this week's", "today's"];
const SHOWS: &[&str] = &["episode", "show", "podcast"];
const BY_SPONSORS: &[&str] =
    &["is sponsored", "is brought to you", "is presented by", "is made possible by", "sponsor:", "sponsors:"];

/// "This week’s show is brought to you by", "Today's sponsor:".
fn is_sponsored(text: &str) -> bool {
    if !text.starts_with(['T', 't']) {
        return false;
    }
    let text = text.to_lowercase().replace('’', "'");
    let rest = SPONSORED.iter().rev().find_map(|first| text.strip_prefix(first)?.strip_prefix(' '));
    rest.is_some_and(|rest| {
        let show = SHOWS.iter().find_map(|show| rest.strip_prefix(show)?.strip_prefix(' '));
        BY_SPONSORS.iter().any(|words| show.unwrap_or(rest).starts_with(words))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(url: &str, section: &str) -> Group {
        of(Url::parse(url).ok().as_ref(), Some(section), false)
    }

    #[test]
    fn the_hosts_own_links_are_not_the_editors() {
        assert_eq!(group("https://acast.com/privacy", ""), Group::Host);
        assert_eq!(group("https://www.buzzsprout.com/1234/support", "Sponsors"), Group::Host);
        assert_eq!(group("https://acast.com/show", "Links"), Group::Editorial);
    }

    #[test]
    fn what_substack_writes_under_every_episode_is_its_own() {
        for url in [
            "https://cuts.substack.com?utm_medium=podcast&utm_campaign=CTA_1",
            "https://cuts.substack.com/subscribe?",
            "https://cuts.substack.com/p/3?utm_source=substack&action=share",
        ] {
            assert_eq!(group(url, ""), Group::Host, "{url}");
        }
        assert_eq!(group("https://cuts.substack.com/p/3", ""), Group::Editorial);
        assert_eq!(group("https://www.buzzsprout.com/twilio/text_messages/1/open_sms", ""), Group::Host);
    }

    #[test]
    fn sponsors_are_thanked_in_many_words() {
        for text in [
            "This week’s show is sponsored by Shaker",
            "Today's sponsor: Shaker",
            "Today’s episode is brought to you by Shaker",
            "This podcast is brought to you by Shaker",
        ] {
            assert!(opens_sponsorship(text), "{text}");
        }
        for text in ["This week we talk to a sponsor", "This show is about sponsors", "Today is a good day"] {
            assert!(!opens_sponsorship(text), "{text}");
        }
    }

    #[test]
    fn a_sponsors_links_are_told_by_their_heading() {
        assert_eq!(group("https://a.example/", "🙏 Sponsors"), Group::Sponsor);
        assert_eq!(group("https://a.example/", "Werbung"), Group::Sponsor);
        assert_eq!(group("https://a.example/", "How we found no sponsors"), Group::Editorial);
    }
}
