//! What a field of notes holds: HTML, HTML that was escaped twice, or plain text.

use crate::episode::Content;
use crate::text::xml::{Element, Node};
use crate::text::{SourceMap, Span, unescape_into};

/// Tags by which HTML is recognised that was escaped once too often.
const TAGS: &[&str] = &[
    "a",
    "p",
    "br",
    "ul",
    "ol",
    "li",
    "div",
    "span",
    "strong",
    "em",
    "b",
    "i",
    "u",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "hr",
    "img",
];

/// What a field holds, and what had to be mended to read it.
pub(super) struct Reading {
    /// The notes; `None` where there is nothing but white space.
    pub(super) content: Option<Content>,
    /// What had to be mended, if anything.
    pub(super) repair: Option<&'static str>,
}

/// Reads an element whose content is escaped, in CDATA, or markup of its own (Atom's `type="xhtml"`).
pub(super) fn of_element(element: Element<'_, '_>, source: &str) -> Reading {
    if element.children().next().is_none() {
        let (text, map) = element.mapped_text();
        return of_text(text, map);
    }
    let (mut text, mut map) = (String::new(), SourceMap::default());
    let prefix = prefix(element).map(|prefix| format!("{prefix}:"));
    for node in element.nodes() {
        let span = match node {
            Node::Element(element) => element.span(),
            Node::Text(span) | Node::CData(span) => span,
        };
        for piece in without_prefix(source, span, prefix.as_deref()) {
            text.push_str(&source[piece.range()]);
            map.push_exact(piece.start, piece.len());
        }
    }
    let declared = element.attribute("type").is_some_and(|kind| kind.contains("xhtml"));
    Reading { content: Some(Content::Html { text, map }), repair: (!declared).then_some("markup isn't escaped") }
}

/// What stands before the names of XHTML in an element (Namespaces in XML §3), if anything does.
fn prefix<'a>(element: Element<'_, 'a>) -> Option<&'a str> {
    let first = element.children().next()?;
    let declares = format!("xmlns:{}", first.prefix());
    let mut around = std::iter::successors(Some(first), |element| element.parent());
    let uri = around.find_map(|element| element.attribute(&declares))?;
    uri.contains("www.w3.org/1999/xhtml").then(|| first.prefix())
}

/// The pieces of markup between the prefixes of its names: HTML knows none.
fn without_prefix(source: &str, markup: Span, prefix: Option<&str>) -> Vec<Span> {
    let (mut pieces, mut from) = (Vec::new(), markup.start);
    for (at, prefix) in prefix.iter().flat_map(|prefix| source[markup.range()].match_indices(prefix)) {
        let at = markup.start + at;
        if source[..at].ends_with('<') || source[..at].ends_with("</") {
            pieces.push(Span::new(from, at));
            from = at + prefix.len();
        }
    }
    pieces.push(Span::new(from, markup.end));
    pieces
}

/// Reads text from which the layer of the feed's own format was taken off.
pub(super) fn of_text(text: String, map: SourceMap) -> Reading {
    if let Some((text, map)) = without_cdata_marks(&text, &map) {
        return Reading { repair: Some("a CDATA section is escaped"), ..of_unmarked(text, map) };
    }
    of_unmarked(text, map)
}

/// Reads text without marks around it.
fn of_unmarked(text: String, map: SourceMap) -> Reading {
    let sound = |content| Reading { content: Some(content), repair: None };
    if text.trim().is_empty() {
        return Reading { content: None, repair: None };
    }
    if has_tags(&text, "<", ">") {
        return sound(Content::Html { text, map });
    }
    if has_tags(&text, "&lt;", "&gt;") && is_html(&text) {
        let (mut once, mut inner) = (String::with_capacity(text.len()), SourceMap::default());
        unescape_into(&text, 0, &mut once, &mut inner);
        let content = Content::Html { text: once, map: map.compose(&inner) };
        return Reading { content: Some(content), repair: Some("HTML is escaped twice") };
    }
    if text.contains("<!--") || has_reference(&text) {
        return sound(Content::Html { text, map });
    }
    sound(Content::Text { text, map })
}

/// The inside of `<![CDATA[…]]>` where the marks themselves were escaped, however often they were set.
fn without_cdata_marks(text: &str, map: &SourceMap) -> Option<(String, SourceMap)> {
    const MARK: &str = "<![CDATA[";
    let (mut inside, mut start) = (text, 0);
    while let Some(marked) = inside.trim().strip_prefix(MARK) {
        start += inside.len() - inside.trim_start().len() + MARK.len();
        inside = marked.strip_suffix("]]>").unwrap_or(marked);
    }
    (start > 0).then(|| (inside.to_owned(), map.compose(&SourceMap::identity(start, inside.len()))))
}

/// Whether there is a tag, its brackets spelt as given.
fn has_tags(text: &str, less: &str, greater: &str) -> bool {
    text.match_indices(less).any(|(at, _)| tag_name(&text[at + less.len()..], greater).is_some())
}

/// Whether one of the tags that are spelt with `&lt;` is one that notes are made of.
fn is_html(text: &str) -> bool {
    let names = text.match_indices("&lt;").filter_map(|(at, mark)| tag_name(&text[at + mark.len()..], "&gt;"));
    names.map(str::to_ascii_lowercase).any(|name| TAGS.contains(&name.as_str()))
}

/// The name of the tag whose `<` stands before `rest`; an address in angle brackets is none.
fn tag_name<'a>(rest: &'a str, greater: &str) -> Option<&'a str> {
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
    let behind = &rest[end..];
    let ends =
        behind.starts_with(greater) || behind.starts_with('/') || behind.starts_with(|c: char| c.is_ascii_whitespace());
    (ends && rest.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(&rest[..end])
}

fn has_reference(text: &str) -> bool {
    let name = |rest: &str| {
        let end = rest.as_bytes().iter().take(33).position(|b| !b.is_ascii_alphanumeric() && *b != b'#');
        end.is_some_and(|end| end > 1 && rest.as_bytes()[end] == b';')
    };
    text.match_indices('&').any(|(at, _)| name(&text[at + 1..]))
}

/// The span of `text` without outer white space.
pub(super) fn trimmed(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (char, String, Option<&'static str>) {
        let reading = of_text(text.to_owned(), SourceMap::identity(0, text.len()));
        let (kind, text) = match reading.content {
            Some(Content::Html { text, map }) => {
                assert_eq!(text.len(), map.len());
                ('h', text)
            }
            Some(Content::Text { text, .. }) => ('t', text),
            _ => ('-', String::new()),
        };
        (kind, text, reading.repair)
    }

    #[test]
    fn tags_and_references_make_html() {
        for html in ["<p>x", "a <a href='x'>b</a>", "x<br/>y", "Salt &amp; pepper", "x <!-- y -->", "</p>"] {
            assert_eq!(read(html), ('h', html.to_owned(), None), "{html}");
        }
    }

    #[test]
    fn everything_else_is_text() {
        for text in ["1 < 2 > 0", "<https://example.org/>", "<ann@example.org>", "Q&A; x", "a <3 b", "?a=1&b=2", "x<y"]
        {
            assert_eq!(read(text), ('t', text.to_owned(), None), "{text}");
        }
        assert_eq!(read(" \n ").0, '-');
    }

    #[test]
    fn html_that_was_escaped_twice_is_read() {
        let (kind, text, repair) = read("&lt;p&gt;&lt;a href=&quot;x&quot;&gt;");
        assert_eq!((kind, text.as_str(), repair), ('h', "<p><a href=\"x\">", Some("HTML is escaped twice")));
        assert_eq!(read("<p>type &lt;p&gt;</p>").2, None, "there is real markup, so that this is meant");
        assert_eq!(read("Vec&lt;T&gt; and &lt;Foo&gt;").2, None, "no tags of notes");
    }

    #[test]
    fn escaped_cdata_marks_are_taken_off() {
        let (kind, text, repair) = read(" <![CDATA[<a href='x'>y</a>]]> ");
        assert_eq!((kind, text.as_str(), repair), ('h', "<a href='x'>y</a>", Some("a CDATA section is escaped")));
    }

    #[test]
    fn any_number_of_escaped_cdata_marks_is_taken_off() {
        assert_eq!(
            read(&format!(
                "{} x <b>y</b> ]]> ]]>",
                "<![CDATA[
"
                .repeat(100_000)
            ))
            .1,
            "
 x <b>y</b>"
        );
        assert_eq!(read("<![CDATA[ <![CDATA[x]]>").1, "x");
        assert_eq!(read("<![CDATA[ ]]>"), ('-', String::new(), Some("a CDATA section is escaped")));
    }
}
