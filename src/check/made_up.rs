//! Addresses that nobody can have made: beside a page, or where the query names it, with a number that nothing has.

use std::hash::{DefaultHasher, Hash, Hasher};

use url::{Url, form_urlencoded};

use super::PageFacts;

/// How names of scripts end, to which a query says which page to show.
const SCRIPTS: &[&str] =
    &["php", "php3", "php5", "phtml", "asp", "aspx", "jsp", "cfm", "cgi", "pl", "do", "dll", "exe"];

/// Names of addresses that show what the query says, in lower case.
const DOORS: &[&str] = &[
    "item",
    "view",
    "watch",
    "read",
    "show",
    "article",
    "story",
    "thread",
    "topic",
    "node",
    "post",
    "entry",
    "record",
    "detail",
    "details",
    "product",
    "episode",
    "event",
    "viewtopic",
    "showthread",
];

/// Parameters that say it, in lower case, besides those that end with `id`.
const NAMES: &[&str] = &[
    "no", "nr", "num", "article", "story", "post", "thread", "topic", "item", "record", "entry", "episode", "ep",
    "video", "node", "product", "comic",
];

/// Those of one letter often number the pages of a list: they count with so many characters.
const SHORT_NAMES: &[&str] = &["p", "t", "v", "n", "a"];
const LONG: usize = 3;

/// Parameters that say who visits, and from where.
const VISITORS: &[&str] = &[
    "sid",
    "cid",
    "utm_id",
    "gclid",
    "fbclid",
    "msclkid",
    "dclid",
    "mc_cid",
    "mc_eid",
    "clickid",
    "click_id",
    "affid",
    "aff_id",
    "affiliateid",
    "refid",
    "ref_id",
    "campaignid",
    "campaign_id",
    "sessionid",
    "session_id",
    "phpsessid",
    "jsessionid",
    "userid",
    "user_id",
    "visitorid",
    "trackid",
    "langid",
    "lang_id",
];

/// A number that nothing has, and that fits where numbers do.
const NOTHING: &str = "999999937";

/// An address that nobody can have made, and for which others it stands.
#[derive(Debug)]
pub(super) struct MadeUp {
    pub(super) url: Url,
    /// The host alone, or also the path and the parameter of which it has another value.
    pub(super) place: String,
    /// Whether the query names the page.
    pub(super) is_by_query: bool,
}

impl MadeUp {
    /// One like that of a page, which says so much.
    pub(super) fn like(url: &Url, page: &PageFacts) -> Self {
        // A page without a word may well show what it was asked for.
        by_query(url).filter(|_| page.text_length > 0).unwrap_or_else(|| beside(url))
    }
}

/// An address beside that of a page.
fn beside(url: &Url) -> MadeUp {
    let host = url.host_str().unwrap_or_default();
    let mut hasher = DefaultHasher::new();
    url.host_str().hash(&mut hasher);
    let name = format!("{:x}-no-such-page", hasher.finish());
    let mut made_up = url.join(&name).expect("an address of the web has others beside it");
    made_up.set_fragment(None);
    MadeUp { url: made_up, place: host.to_owned(), is_by_query: false }
}

/// The address of a page with another value where its query names the page, if it does.
fn by_query(url: &Url) -> Option<MadeUp> {
    let name = url.path().rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let is_script = name.rsplit_once('.').is_some_and(|(_, ending)| SCRIPTS.contains(&ending));
    if !(name.is_empty() || is_script || DOORS.contains(&&*name)) {
        return None;
    }
    let (parameter, value) = url.query_pairs().find(|(name, value)| names_page(name, value))?;
    let other = impossible(&value)?;
    let pairs = url.query_pairs().map(|(name, value)| {
        let value = if name == parameter { other.as_str().into() } else { value };
        (name, value)
    });
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let mut made_up = url.clone();
    made_up.set_query(Some(&query));
    made_up.set_fragment(None);
    let place = format!("{}{}?{parameter}", url.host_str().unwrap_or_default(), url.path());
    Some(MadeUp { url: made_up, place, is_by_query: true })
}

/// Whether a parameter says which page to show: it is called so, and its value has a digit.
fn names_page(name: &str, value: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_short = SHORT_NAMES.contains(&&*name) && value.len() >= LONG;
    let is_called_so = is_short || NAMES.contains(&&*name) || name.ends_with("id") && !VISITORS.contains(&&*name);
    is_called_so && value.bytes().any(|byte| byte.is_ascii_digit())
}

/// A value of the same shape that nothing has.
fn impossible(value: &str) -> Option<String> {
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        let is_long = value.len() > NOTHING.len();
        let other = if is_long { "9".repeat(value.len()) } else { NOTHING.to_owned() };
        return (other != value).then_some(other);
    }
    let other: String = value
        .chars()
        .map(|c| match c {
            '0'..='9' => '9',
            'a'..='z' => 'z',
            'A'..='Z' => 'Z',
            c => c,
        })
        .collect();
    (other != value).then_some(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(url: &str) -> MadeUp {
        MadeUp::like(&Url::parse(url).unwrap(), &PageFacts { text_length: 1, ..PageFacts::default() })
    }

    #[test]
    fn a_made_up_address_stands_beside_its_page() {
        let made_up = like("https://a.example/b/c?d#e");
        assert!(made_up.url.as_str().starts_with("https://a.example/b/") && made_up.url.query().is_none());
        assert_eq!(made_up.place, "a.example");
    }

    #[test]
    fn a_query_that_names_a_page_gets_a_number_that_nothing_has() {
        for (url, other, place) in [
            ("https://a.example/view.php?id=991", "https://a.example/view.php?id=999999937", "a.example/view.php?id"),
            (
                "https://a.example/f/topic.php?f=2&t=4411#p9",
                "https://a.example/f/topic.php?f=2&t=999999937",
                "a.example/f/topic.php?t",
            ),
            ("https://a.example/?p=4411", "https://a.example/?p=999999937", "a.example/?p"),
            ("https://a.example/item?id=44000000012", "https://a.example/item?id=99999999999", "a.example/item?id"),
            (
                "https://a.example/read.asp?docId=Ab-12",
                "https://a.example/read.asp?docId=Zz-99",
                "a.example/read.asp?docId",
            ),
        ] {
            let made_up = like(url);
            assert_eq!((made_up.url.as_str(), &*made_up.place), (other, place));
        }
        assert_eq!(like("https://a.example/view.php?id=1").place, like("https://a.example/view.php?id=2").place);
    }

    #[test]
    fn other_parameters_name_no_page() {
        for url in [
            "https://a.example/the-eels?id=991",
            "https://a.example/list.php?p=2",
            "https://a.example/view.php?sid=991",
            "https://a.example/view.php?utm_id=7",
            "https://a.example/view.php?id=latest",
            "https://a.example/search.php?q=991",
        ] {
            assert!(!like(url).is_by_query, "{url}");
        }
    }

    #[test]
    fn a_page_without_a_word_is_not_named_by_its_query() {
        let url = Url::parse("https://a.example/view.php?id=991").unwrap();
        assert!(!MadeUp::like(&url, &PageFacts::default()).is_by_query);
    }
}
