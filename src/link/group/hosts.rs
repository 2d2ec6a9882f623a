//! What podcast hosts and content management systems append to every episode of their own accord.

use std::borrow::Cow;
use std::sync::LazyLock;

use url::Url;

use super::begins_with_any;
use crate::text::{PhraseBook, is_under};

/// Places that podcast hosts append to every episode: host, and how the path begins.
const HOSTS_OWN: &[(&str, &str)] = &[
    ("acast.com", "/privacy"),
    ("www.acast.com", "/privacy"),
    ("plus.acast.com", "/s/"),
    ("supporter.acast.com", ""),
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
    ("chartable.com", "/privacy"),
    ("datenschutz.ad-alliance.de", "/podcast"),
    ("lemonadamedia.com", "/privacy"),
    ("megaphone.fm", "/adchoices"),
    ("www.megaphone.fm", "/adchoices"),
    ("omnystudio.com", "/listener"),
    ("www.omnystudio.com", "/listener"),
    ("pcm.adswizz.com", ""),
    ("podcastchoices.com", "/adchoices"),
    ("www.podcastchoices.com", "/adchoices"),
    ("pod.link", "/privacy"),
    ("podcorn.com", "/privacy"),
    ("podscribe.com", "/privacy"),
    ("www.npr.org", "/about-npr/179878450"),
    ("redcircle.com", "/brands"),
    ("redcircle.com", "/privacy"),
    ("simplecast.com", "/privacy"),
    ("simplecastaudio.com", "/privacy"),
    ("transistor.fm", "/privacy"),
    ("www.spotify.com", "/us/legal/ad-analytics-privacy-policy"),
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
const HOST_WORDS: &[&str] = &[
    "powered by ",
    "hosted on ",
    "gehostet auf ",
    "podcast-hosting by ",
    "hébergé par ",
    "dieser podcast wird vermarktet von der podcastbude",
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

/// Whether an address is one that a host appends.
pub(super) fn is_hosts_own(url: &Url) -> bool {
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

/// Whether a paragraph that begins so is the host's.
pub(super) fn names_itself(text: &str) -> bool {
    static BOOK: LazyLock<PhraseBook> = LazyLock::new(|| PhraseBook::new(HOST_WORDS));
    begins_with_any(text, &BOOK)
}

/// Whether a content management system has appended a paragraph: "The post … appeared first on …".
pub(in crate::link) fn is_footer(text: &str) -> bool {
    FOOTERS.iter().any(|(begin, middle)| text.starts_with(begin) && text.contains(middle))
}
