//! Words in the names of what on a page isn't notes.

use super::super::names::Words;

/// Words in names of things that never are notes, even inside of them.
pub(super) const HARD_WORDS: Words = Words::new(&[
    "addtoany",
    "blogroll",
    "linkcat",
    "linkroll",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "commentlist",
    "convertkit",
    "cookie",
    "cookies",
    "consent",
    "discuz",
    "disqus",
    "formkit",
    "gdpr",
    "klaviyo",
    "mailchimp",
    "mailerlite",
    "onetrust",
    "navbar",
    "navbox",
    "navigation",
    "pagination",
    "podpress",
    "powerpress",
    "relatedposts",
    "nextprev",
    "prevnext",
    "respond",
    "sharedaddy",
    "share",
    "sharing",
    "sharethis",
    "shariff",
    "transcript",
    "transcripts",
    "transcription",
    "heateor",
    "internallink",
    "msocomanchor",
    "msocomoff",
    "msocomtxt",
    "recentcomments",
    "sabox",
    "saboxplugin",
    "ssba",
    "toc",
    "wpdcom",
    "wpdiscuz",
]);

/// Words that stand together in names of such things: the first of a pair, and what may follow. Whatever frames them, they are none of the notes.
pub(super) const HARD_PAIRS: &[(&str, &[&str])] = &[
    ("comment", &["list", "form", "respond", "area", "section"]),
    ("block", &["summary"]),
    // `podPress` is cut at its capital, `mc4wp` at its digit.
    ("pod", &["press"]),
    ("mc", &["wp"]),
    ("newsletter", &["form", "signup", "block", "box", "cta", "optin", "subscribe", "card"]),
    ("signup", &["form", "box", "block", "cta", "card"]),
    ("team", &["member"]),
];

/// Words in names of things that hardly are notes.
pub(super) const SOFT_WORDS: Words = Words::new(&[
    "actions",
    "ads",
    "advert",
    "advertisement",
    "badges",
    "banner",
    "byline",
    "footer",
    "login",
    "masthead",
    "menu",
    "modal",
    "nav",
    "newsletter",
    "offcanvas",
    "pager",
    "paywall",
    "player",
    "popup",
    "recommendations",
    "recommended",
    "sidebar",
    "signup",
    "skip",
    "subscribe",
    "subscription",
    "tags",
    "etiquetas",
    "schlagworte",
    "taggar",
    "tagi",
    "toolbar",
    "tooltip",
    "upnext",
    "rating",
    "ratings",
    "reviews",
    "breadcrumbs",
    "topbar",
]);

/// Words in names of things that may be longer than all else on a page.
pub(super) const LONG_WORDS: Words = Words::new(&["transcript", "transcription", "transcripts", "comments", "disqus"]);

/// Words that show that a name with one of the others is that of a frame around everything.
pub(super) const FRAME_WORDS: Words = Words::new(&[
    "has", "with", "no", "without", "page", "layout", "wrapper", "site", "body", "main", "content", "is", "l",
]);

/// Words in names of columns, and of those that stand at the side: `l-col__sidebar`.
pub(super) const COLUMNS: Words = Words::new(&["col", "column"]);
pub(super) const SIDES: Words = Words::new(&["sidebar", "rail", "side"]);

/// Words that show that a name with both is that of a frame around the columns.
pub(super) const AROUND: Words =
    Words::new(&["has", "with", "no", "without", "page", "layout", "wrapper", "main", "content"]);

/// Words in names of what asks for an address, if it holds a form.
pub(super) const ASKS: Words = Words::new(&["signup", "newsletter", "subscribe", "optin", "subscription"]);

/// Words in names of lists of other episodes: the first of a pair, and what may follow.
pub(super) const OTHERS: &[(Words, Words)] = &Words::pairs(&[
    ("more", &["episodes", "podcasts", "posts", "stories", "shows", "from"]),
    ("other", &["episodes", "podcasts", "posts"]),
    ("recent", &["episodes", "posts", "comments", "entries"]),
    ("latest", &["episodes", "posts", "news"]),
    ("block", &["query"]),
    ("homepage", &["articles"]),
    ("contact", &["box", "card"]),
    ("site", &["about"]),
    ("another", &["category"]),
    ("container", &["postbtn"]),
    ("similar", &["episodes", "posts", "podcasts"]),
    ("next", &["episode", "post", "prev"]),
    ("prev", &["episode", "post", "next"]),
    ("previous", &["episode", "post", "next"]),
    ("post", &["navigation", "nav", "tag", "tags", "meta", "share", "links", "footer", "author"]),
    ("entry", &["meta", "footer", "tags", "utility"]),
    ("tag", &["links", "list", "cloud"]),
    ("cat", &["links"]),
    ("author", &["box", "bio", "info"]),
    ("article", &["author"]),
    ("about", &["author", "show", "podcast"]),
    ("podcast", &["meta", "player", "subscribe"]),
    ("social", &["share", "sharing", "media", "icons", "links", "buttons"]),
    ("comment", &["list", "form", "respond", "area", "section", "author", "content"]),
    ("subscribe", &["links", "buttons"]),
    ("listen", &["on"]),
    ("mailing", &["list"]),
    ("screen", &["reader"]),
    ("speechify", &["ignore"]),
]);
