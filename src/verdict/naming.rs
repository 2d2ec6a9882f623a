//! What an address names by itself: a page in its query, a file, a subject in three words or more.

use percent_encoding::percent_decode_str;
use url::Url;

use super::moved::{is_session, is_statistics};
use crate::link::home::is_door;
use crate::text::words;

/// Names with fewer characters than these may be vanity addresses, however many words they have: `/get-the-app`.
const LONG: usize = 12;

/// Whether the query of a home page's address names a page: `/?p=1234`, `/index.php?title=Fog`.
pub(super) fn names_page(url: &Url) -> bool {
    const NAMES: &[&str] = &[
        "p",
        "page",
        "page_id",
        "pageid",
        "post",
        "post_id",
        "id",
        "v",
        "article",
        "article_id",
        "articleid",
        "story",
        "storyid",
        "episode",
        "ep",
        "attachment_id",
        "product",
        "product_id",
        "item",
        "itemid",
        "video",
        "node",
        "nid",
    ];
    let is_script = ending(url).is_some_and(|ending| SCRIPTS.contains(&&*ending));
    url.query_pairs().any(|(name, value)| {
        let named = NAMES.iter().any(|known| name.eq_ignore_ascii_case(known)) || (is_script && !says_why(&name));
        named && !value.is_empty() && !is_door(&value.to_lowercase())
    })
}

/// Whether a parameter of a home page's address only tells where a visitor comes from, in which language, or that something went wrong.
pub(super) fn says_why(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "error",
        "err",
        "errorcode",
        "notfound",
        "404",
        "msg",
        "message",
        "expired",
        "src",
        "source",
        "from",
        "redirected",
        "lang",
        "language",
        "locale",
        "hl",
    ];
    is_statistics(name) || is_session(name) || NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Scripts, to which a query may say which page to show.
const SCRIPTS: &[&str] = &["php", "php3", "php5", "phtml", "asp", "aspx", "jsp", "cfm", "cgi"];

/// Endings of files that are pages, documents or pictures.
const FILES: &[&str] = &[
    "html", "htm", "xhtml", "shtml", "pdf", "doc", "docx", "odt", "rtf", "txt", "md", "epub", "ppt", "pptx", "xls",
    "xlsx", "ods", "csv", "jpg", "jpeg", "png", "gif", "webp", "svg",
];

/// Whether the path is that of a file, and not of a script that counts visitors and sends them on.
pub(super) fn is_file(url: &Url) -> bool {
    const COUNTERS: &[&str] =
        &["go", "out", "click", "redir", "redirect", "link", "links", "track", "r", "l", "exit", "jump", "away"];
    let stem = name(url).and_then(|name| name.split('.').next()).unwrap_or_default();
    let counts = COUNTERS.iter().any(|known| stem.eq_ignore_ascii_case(known));
    !counts && ending(url).is_some_and(|ending| FILES.contains(&&*ending) || SCRIPTS.contains(&&*ending))
}

/// Whether the last part of the path says what a page is about: it has three words or more, two of them of letters only.
pub(super) fn has_long_name(url: &Url) -> bool {
    let name = percent_decode_str(name(url).unwrap_or_default()).decode_utf8_lossy();
    let words = || words(&name);
    let spelt = words().filter(|word| word.len() > 1 && word.chars().all(char::is_alphabetic)).count();
    name.len() >= LONG && words().count() >= 3 && spelt >= 2
}

/// `index.html`, `Default.aspx`: what a folder shows.
pub(super) fn is_of_folder(name: &str) -> bool {
    let stem = name.split_once('.').map(|(stem, _)| stem);
    stem.is_some_and(|stem| ["index", "default"].iter().any(|known| stem.eq_ignore_ascii_case(known)))
}

pub(super) fn segments(url: &Url) -> impl DoubleEndedIterator<Item = &str> {
    url.path().split('/').filter(|segment| !segment.is_empty())
}

/// The last part of the path.
pub(super) fn name(url: &Url) -> Option<&str> {
    segments(url).next_back()
}

/// What the last part of the path ends with, in lower case: `html`.
fn ending(url: &Url) -> Option<String> {
    name(url)?.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())
}
