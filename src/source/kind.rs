//! What a document is: by its name, then its media type, then its first bytes.
//!
//! A name or a media type is a claim. Its content overrules it where claims are known to be wrong or vague: feeds saved as `index.html`, `.xml` and
//! `.json` of any sort, `text/plain` for everything.

use memchr::memmem;

use super::Kind;
use crate::text::json;

/// How far into a text its first element is looked for, in bytes.
const HEAD: usize = 64 << 10;

/// What a name or a media type says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// One kind.
    Kind(Kind),
    /// Some XML.
    Xml,
    /// Some JSON.
    Json,
    /// Some text.
    Vague,
    /// Something for which other programs are made.
    Other,
}

/// Endings of names.
const ENDINGS: &[(&str, Claim)] = &[
    ("html", Claim::Kind(Kind::Html)),
    ("htm", Claim::Kind(Kind::Html)),
    ("xhtml", Claim::Kind(Kind::Html)),
    ("shtml", Claim::Kind(Kind::Html)),
    ("md", Claim::Kind(Kind::Markdown)),
    ("mdx", Claim::Kind(Kind::Markdown)),
    ("markdown", Claim::Kind(Kind::Markdown)),
    ("mkd", Claim::Kind(Kind::Markdown)),
    ("mdown", Claim::Kind(Kind::Markdown)),
    ("txt", Claim::Kind(Kind::Text)),
    ("text", Claim::Kind(Kind::Text)),
    ("rss", Claim::Kind(Kind::Feed)),
    ("atom", Claim::Kind(Kind::Feed)),
    ("xml", Claim::Xml),
    ("rdf", Claim::Xml),
    ("psc", Claim::Xml),
    ("json", Claim::Json),
    ("pdf", Claim::Other),
    ("doc", Claim::Other),
    ("docx", Claim::Other),
    ("odt", Claim::Other),
    ("rtf", Claim::Other),
    ("epub", Claim::Other),
];

/// Media types (RFC 7303, RFC 7763, JSON Feed 1.1, Podcasting 2.0).
const MEDIA_TYPES: &[(&str, Claim)] = &[
    ("text/html", Claim::Kind(Kind::Html)),
    ("application/xhtml+xml", Claim::Kind(Kind::Html)),
    ("application/rss+xml", Claim::Kind(Kind::Feed)),
    ("application/atom+xml", Claim::Kind(Kind::Feed)),
    ("application/rdf+xml", Claim::Xml),
    ("application/feed+json", Claim::Kind(Kind::Feed)),
    ("application/json+chapters", Claim::Kind(Kind::Chapters)),
    ("application/json", Claim::Json),
    ("text/json", Claim::Json),
    ("application/xml", Claim::Xml),
    ("text/xml", Claim::Xml),
    ("text/markdown", Claim::Kind(Kind::Markdown)),
    ("text/x-markdown", Claim::Kind(Kind::Markdown)),
];

/// What the ending of a name says; that of `feed.xml.gz` too.
pub(super) fn of_name(name: &str) -> Option<Claim> {
    let lower = name.to_ascii_lowercase();
    let (_, ending) = lower.trim_end_matches(".gz").rsplit_once('.')?;
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, claim)| *claim)
}

/// What a media type says, and where it is vague, the path of the URL.
pub(super) fn of_response(media_type: Option<&str>, path: &str) -> Option<Claim> {
    let typed = media_type.and_then(|media_type| MEDIA_TYPES.iter().find(|(known, _)| *known == media_type));
    typed.map(|(_, claim)| *claim).or_else(|| of_name(path)).or(Some(Claim::Vague))
}

/// What a text is; `None` where neither claim nor content tells.
pub(super) fn decide(claim: Option<Claim>, text: &str) -> Option<Kind> {
    match claim {
        Some(Claim::Kind(kind @ (Kind::Markdown | Kind::Text | Kind::Chapters | Kind::Sitemap))) => Some(kind),
        Some(Claim::Kind(Kind::Html)) => Some(of_xml(text).unwrap_or(Kind::Html)),
        Some(Claim::Kind(Kind::Feed)) => Some(of_markup(text).or_else(|| of_json(text)).unwrap_or(Kind::Feed)),
        Some(Claim::Xml) => of_markup(text),
        Some(Claim::Json) => of_json(text),
        // What else a text with such a name holds, its reader can't know.
        Some(Claim::Other) => None,
        None | Some(Claim::Vague) => of_markup(text).or_else(|| of_json(text)).or_else(|| of_prose(text)),
    }
}

/// What the first element says, HTML included.
fn of_markup(text: &str) -> Option<Kind> {
    let text = text.trim_start();
    let name = root(text)?;
    if let Some(kind) = kind_of_root(name) {
        return Some(kind);
    }
    let html = [
        "html",
        "head",
        "body",
        "title",
        "meta",
        "link",
        "div",
        "p",
        "a",
        "article",
        "section",
        "main",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "span",
        "table",
        "b",
        "strong",
        "i",
        "em",
        "br",
        "script",
        "style",
        "blockquote",
        "dl",
        "header",
        "nav",
        "pre",
        "base",
    ];
    (text.starts_with('<') && html.iter().any(|known| known.eq_ignore_ascii_case(name))).then_some(Kind::Html)
}

/// What the first element says, if it is a feed's, a sitemap's or that of chapters.
fn of_xml(text: &str) -> Option<Kind> {
    root(text).and_then(kind_of_root)
}

fn kind_of_root(name: &str) -> Option<Kind> {
    let name = name.rsplit(':').next().unwrap_or(name);
    // Matroska's are `<Chapters>`, and hold no address.
    if name == "chapters" {
        return Some(Kind::Chapters);
    }
    match name.to_ascii_lowercase().as_str() {
        "rss" | "feed" | "rdf" | "channel" => Some(Kind::Feed),
        "urlset" | "sitemapindex" => Some(Kind::Sitemap),
        _ => None,
    }
}

/// The name of the first element, behind declarations, comments and whatever a server printed before them.
fn root(text: &str) -> Option<&str> {
    let mut rest = &text[..text.floor_char_boundary(HEAD)];
    // Where a server printed a warning in HTML first, the declaration behind it says where the document begins.
    let declared =
        memmem::find(rest.as_bytes(), b"<?xml ").filter(|at| !rest[..*at].to_ascii_lowercase().contains("<html"));
    rest = declared.map_or(rest, |at| &rest[at..]);
    loop {
        rest = &rest[rest.find('<')? + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = &comment[comment.find("-->")?..];
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !":-_.".contains(c)).unwrap_or(rest.len());
            return Some(&rest[..end]);
        }
    }
}

/// A JSON feed has items, a chapters file has chapters; Podlove's is a list of them.
fn of_json(text: &str) -> Option<Kind> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let value = json::parse(text).value?;
    if let Some(first) = value.elements().first() {
        return (first.get("start").is_some() && first.get("title").is_some()).then_some(Kind::Chapters);
    }
    if value.get("items").is_some() && (value.get("version").is_some() || value.get("title").is_some()) {
        return Some(Kind::Feed);
    }
    value.get("chapters").map(|_| Kind::Chapters)
}

/// Where the JSON that a text is meant to be makes no sense, if it doesn't.
pub(super) fn broken_json(text: &str) -> Option<usize> {
    if text.trim_start().starts_with(['{', '[']) { json::parse(text).error } else { None }
}

/// Whether JSON is what a text is, or was before it was cut off or damaged; a draft may begin with a bracket as well: `[Sponsor] Acme`, `[[Guest]]`.
fn is_meant_as_json(text: &str) -> bool {
    let object = text.trim_start_matches(|c: char| c == '[' || c.is_whitespace()).strip_prefix('{');
    if object.is_some_and(|members| members.trim_start().starts_with(['"', '}'])) {
        return true;
    }
    let parsed = json::parse(text);
    let end = parsed.error.or_else(|| Some(parsed.value?.span.end));
    end.is_some_and(|end| text[end..].trim().is_empty())
}

/// What a draft without a name is.
fn of_prose(text: &str) -> Option<Kind> {
    let trimmed = text.trim_start();
    if trimmed.starts_with(['{', '[']) && is_meant_as_json(trimmed) {
        return None;
    }
    if trimmed.starts_with("---\n")
        || trimmed.starts_with("+++\n")
        || text.contains("](")
        || text.contains("\n# ")
        || text.starts_with("# ")
    {
        return Some(Kind::Markdown);
    }
    let lower = text.to_ascii_lowercase();
    let markup = ["<a ", "</p>", "</li>", "<br", "</a>"].iter().any(|tag| lower.contains(tag));
    Some(if markup { Kind::Html } else { Kind::Text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, text: &str) -> Option<Kind> {
        decide(of_name(name), text)
    }

    #[test]
    fn a_feed_is_one_whatever_its_name() {
        let rss = "\n<?xml version='1.0'?>\n<!-- x --><?xml-stylesheet href='s.xsl'?>\n<rss version='2.0'></rss>";
        for name in ["index.html", "feed.xml", "x.rss", "no-ending"] {
            assert_eq!(named(name, rss), Some(Kind::Feed), "{name}");
        }
        assert_eq!(named("a.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><atom:feed xmlns:atom='x'/>"), Some(Kind::Feed));
        assert_eq!(
            named("a.json", "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": []}"),
            Some(Kind::Feed)
        );
    }

    #[test]
    fn vague_endings_are_decided_by_content() {
        assert_eq!(named("a.xml", "<urlset xmlns='x'>"), Some(Kind::Sitemap));
        assert_eq!(named("a.xml", "<br />\n<b>Warning</b>: x\n<?xml version='1.0'?><rss>"), Some(Kind::Feed));
        assert_eq!(named("a.xml", "<!doctype html><html>"), Some(Kind::Html));
        assert_eq!(named("a.xml", "<not-a-sitemap/>"), None);
        assert_eq!(named("a.psc", "<?xml version='1.0'?><psc:chapters>"), Some(Kind::Chapters));
        assert_eq!(named("a.xml", "<chapters>"), Some(Kind::Chapters));
        assert_eq!(named("a.xml", "<Chapters><EditionEntry>"), None);
        assert_eq!(named("a.json", "{\"version\": \"1.2.0\", \"chapters\": []}"), Some(Kind::Chapters));
        assert_eq!(named("a.json", "[{\"start\": \"00:00:00.000\", \"title\": \"x\"}]"), Some(Kind::Chapters));
        assert_eq!(named("a.json", "[1, 2]"), None);
        assert_eq!(named("a.json", "{\"name\": \"x\"}"), None);
        assert_eq!(named("sitemap.xml.gz", "<sitemapindex>"), Some(Kind::Sitemap));
    }

    #[test]
    fn a_name_that_promises_something_else_is_believed() {
        for name in ["notes.pdf", "notes.docx", "notes.RTF"] {
            assert_eq!(named(name, "See https://a.example/"), None, "{name}");
        }
        assert_eq!(decide(of_response(Some("text/html"), "/notes.pdf"), "<p>x</p>"), Some(Kind::Html));
    }

    #[test]
    fn drafts_without_a_name_are_recognised() {
        assert_eq!(decide(None, "See [this](https://a.example/)"), Some(Kind::Markdown));
        assert_eq!(decide(None, "<p>See <a href=x>this</a>"), Some(Kind::Html));
        assert_eq!(decide(None, "Notes: <a href=x>this</a>"), Some(Kind::Html));
        assert_eq!(decide(None, "See https://a.example/"), Some(Kind::Text));
        assert_eq!(decide(None, "---\ntitle: x\n---\n"), Some(Kind::Markdown));
    }

    #[test]
    fn drafts_may_begin_with_a_bracket() {
        for text in [
            "[Sponsor] Acme https://a.example/",
            "[[Guest]] says https://a.example/",
            "[00:12] Intro",
            "[1] https://a.example/",
            "[ ] todo",
            "{Intro} https://a.example/",
        ] {
            assert_eq!(decide(None, text), Some(Kind::Text), "{text}");
            assert_eq!(decide(of_name("a.json"), text), None, "{text}");
        }
        assert_eq!(decide(None, "[Sponsor] see [this](https://a.example/)"), Some(Kind::Markdown));
    }

    #[test]
    fn what_was_json_once_is_no_draft() {
        for text in
            ["{\"version\": [{\"url\": \"https://", "[{\"start\": 1,,", "{", "[1, ", "[1, 2]", "{\"a\": \"](\" x"]
        {
            assert_eq!(decide(None, text), None, "{text}");
        }
    }

    #[test]
    fn a_media_type_beats_the_path() {
        assert_eq!(of_response(Some("text/html"), "/feed.xml"), Some(Claim::Kind(Kind::Html)));
        assert_eq!(of_response(Some("text/plain"), "/notes.md"), Some(Claim::Kind(Kind::Markdown)));
        assert_eq!(of_response(None, "/episodes/7"), Some(Claim::Vague));
    }
}
