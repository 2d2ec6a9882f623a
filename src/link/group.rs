//! Whose a link is: the editor's, a sponsor's, or the podcast host's.

use std::borrow::Cow;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use url::Url;

use super::Group;
use crate::text::is_under;

/// Places that podcast hosts append to every episode: host, and how the path begins.
const HOSTS_OWN: &[(&str, &str)] = &[
    ("acast.com", "/privacy"),
    ("www.acast.com", "/privacy"),
    ("plus.acast.com", "/s/"),
    ("analytics.podtrac.com", "/privacy-policy"),
    ("op3.dev", "/privacy"),
    ("go.ivoox.com", "/sq/"),
    ("ausha.co", "/privacy"),
    ("ausha.co", "/politique-de-confidentialite"),
    ("www.ausha.co", "/privacy"),
    ("www.ausha.co", "/politique-de-confidentialite"),
    ("audiomeans.fr", "/politique-de-confidentialite"),
    ("audioboom.com", "/about/privacy"),
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
    ("anchor.fm", "/message"),
    ("podcasters.spotify.com", "/message"),
    ("redcircle.com", "/donations"),
];

/// What a line begins with in which a podcast host names itself, in lower case.
const HOST_WORDS: &[&str] = &["powered by ", "hosted on ", "gehostet auf ", "podcast-hosting by ", "hébergé par "];

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
    "supported by",
    "promo code",
    "discount code",
    "advertis",
    "samarbete",
    "reclame",
    "提供",
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

/// The longest label of a sponsor, in bytes.
const LABEL: usize = 40;

/// What stands before the colon where a sponsor is named, in lower case.
const SPONSOR_LABELS: &[&str] = &[
    "sponsor",
    "sponsors",
    "anzeige",
    "werbung",
    "werbepartner",
    "unser werbepartner",
    "unsere werbepartner",
    "apoio",
    "patrocínio",
    "patrocinador",
    "partenaire",
    "partenaires",
    "提供",
    "スポンサー",
];

/// What a paragraph that thanks a sponsor begins with, in lower case.
const SPONSOR_WORDS: &[&str] = &[
    "sponsored by",
    "our sponsor",
    "visit our sponsor",
    "check out our sponsor",
    "support our sponsor",
    "brought to you by",
    "today's episode is brought",
    "today’s episode is brought",
    "thanks to our sponsor",
    "thank you to our sponsor",
    "support for this podcast comes from",
    "support for this episode comes from",
    "support for this show comes from",
    "support for this show is provided by",
    "support for this podcast is provided by",
    "support for this episode is provided by",
    "[ad]",
    "[sponsor",
    "diese folge wird unterstützt",
    "diese folge wird präsentiert",
    "präsentiert von",
    "du möchtest mehr über unsere werbepartner",
    "möchtest du mehr über unsere werbepartner",
    "mehr über unsere werbepartner",
    "alle infos zu unseren werbepartnern",
    "patrocinado por",
    "este episodio está patrocinado",
    "cet épisode est sponsorisé",
    "cet épisode est soutenu par",
    "en partenariat avec",
    "met dank aan onze sponsor",
    "sponsorisé par",
    "deze aflevering wordt mede mogelijk",
    "спонсор выпуска",
    "при поддержке",
    "本集由",
];

/// Whose a link is: from where it leads, the heading above it, its own text and what the words around it say.
pub(super) fn of(url: Option<&Url>, section: Option<&str>, text: &str, said: Group) -> Group {
    if url.is_some_and(is_hosts_own) {
        Group::Host
    } else if said == Group::Editorial && (section.is_some_and(is_sponsor_heading) || opens_sponsorship(text)) {
        Group::Sponsor
    } else {
        said
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

/// Whose the links of a whole paragraph are, if it says.
pub(super) fn of_paragraph(text: &str) -> Option<Group> {
    of_block(text).or_else(|| thanks_sponsor(text).then_some(Group::Sponsor))
}

/// Whose the links of a paragraph are that begins so, if it says.
pub(super) fn of_block(text: &str) -> Option<Group> {
    if begins_with_any(text, HOST_WORDS) {
        return Some(Group::Host);
    }
    opens_sponsorship(text).then_some(Group::Sponsor)
}

/// Whether a paragraph with this text speaks of a sponsor. A sign or a time may stand before it.
fn opens_sponsorship(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c != '[' && !c.is_alphabetic());
    if let Some((label, _)) = text.split_once([':', '：'])
        && label.len() < LABEL
        && SPONSOR_LABELS.contains(&label.trim_end().to_lowercase().as_str())
    {
        return true;
    }
    begins_with_any(text, SPONSOR_WORDS) || is_sponsored(text)
}

/// A paragraph that speaks of a sponsor and of nothing else is shorter than this, in bytes.
const ABOUT_ONE: usize = 250;

/// Whether a short paragraph says somewhere that it is a sponsor's.
fn thanks_sponsor(text: &str) -> bool {
    static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let built =
            AhoCorasick::builder().ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA)).build(SPONSOR_PHRASES);
        built.expect("the table is small")
    });
    let is_tagged =
        || text.match_indices("#ad").any(|(at, tag)| !text[at + tag.len()..].starts_with(char::is_alphanumeric));
    text.len() < ABOUT_ONE && (FINDER.is_match(text) || is_tagged())
}

/// Whether a content management system has appended a paragraph: "The post … appeared first on …".
pub(super) fn is_footer(text: &str) -> bool {
    FOOTERS.iter().any(|(begin, middle)| text.starts_with(begin) && text.contains(middle))
}

/// What a paragraph says somewhere that speaks of a sponsor, in lower case.
const SPONSOR_PHRASES: &[&str] = &[
    " for sponsoring ",
    "sponsor of today's ",
    "sponsor of today’s ",
    "sponsor of this ",
    "our sponsor",
    "promo code",
    "discount code",
    "gutscheincode",
    "rabattcode",
    "code promo",
    "código promocional",
    "kortingscode",
    "rabattkod",
];

/// What WordPress writes under every item of a feed: how it begins, and what stands in its middle.
const FOOTERS: &[(&str, &str)] = &[
    ("The post ", " appeared first on "),
    ("The post ", " first appeared on "),
    ("Der Beitrag ", " erschien zuerst auf "),
    ("L’article ", " est apparu en premier sur "),
    ("L'article ", " est apparu en premier sur "),
    ("La entrada ", " se publicó primero en "),
    ("La entrada ", " aparece primero en "),
    ("O post ", " apareceu primeiro em "),
    ("L'articolo ", " proviene da "),
    ("L’articolo ", " proviene da "),
    ("Het bericht ", " verscheen eerst op "),
    ("Inlägget ", " dök först upp på "),
    ("Artykuł ", " pochodzi z serwisu "),
    ("投稿 ", " に最初に表示されました"),
];

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
        of(Url::parse(url).ok().as_ref(), Some(section), "", Group::Editorial)
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
    fn a_sponsor_may_be_named_behind_a_sign_a_time_or_a_label() {
        for text in [
            "Sponsor : La Brosse",
            "12:30 Brought to you by Shaker",
            "▼提供：味噌屋",
            "Our sponsor",
            "Check out our sponsor",
            "Unsere Werbepartner: Shaker",
            "Du möchtest mehr über unsere Werbepartner erfahren?",
            "Support for this show is provided by Shaker",
            "Thanks to Shaker for sponsoring this episode",
            "Pipes and drums from Shaker, use promo code CROW",
            "A mug from Shaker #ad",
        ] {
            assert_eq!(of_paragraph(text), Some(Group::Sponsor), "{text}");
        }
        for text in ["Sponsorship: a history", "12:30 What a sponsor wants", "A talk on #adventure", "Powering a town"]
        {
            assert_eq!(of_paragraph(text), None, "{text}");
        }
        assert_eq!(of_block("Powered by Simplecast"), Some(Group::Host));
    }

    #[test]
    fn what_wordpress_appends_is_the_hosts() {
        assert!(is_footer("The post Episode 4 appeared first on Rambles."));
        assert!(is_footer("Der Beitrag Folge 4 erschien zuerst auf Funkstille."));
        assert!(!is_footer("Our first post appeared first on Rambles"));
    }

    #[test]
    fn a_sponsors_links_are_told_by_their_heading() {
        assert_eq!(group("https://a.example/", "🙏 Sponsors"), Group::Sponsor);
        assert_eq!(group("https://a.example/", "Werbung"), Group::Sponsor);
        assert_eq!(group("https://a.example/", "How we found no sponsors"), Group::Editorial);
    }
}
