//! A parsed page whose links and text know where they stand in the source.
//!
//! One pass: our tokenizer cuts the text into tokens and knows their places, html5ever builds the tree that a browser would build, scraper holds it and
//! answers CSS selectors. The tree builder moves, clones and invents elements; places survive that, because links carry theirs as an attribute that
//! no document can spell, and text is noted as it arrives in the tree.

mod attribute;
mod bridge;
mod doctype;
mod gathered;
mod local_names;
mod mark;
mod nesting;
mod sink;

use ego_tree::{NodeId, NodeRef, Tree};
use html5ever::interface::create_element;
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{LocalName, QualName, ns};
use scraper::node::Element;
use scraper::{ElementRef, Html, Node, Selector};
use url::Url;

pub use self::attribute::attr;
use self::bridge::Bridge;
pub use self::mark::{is_in_wiki_mark, is_remark_jump, is_wiki_mark};
use self::sink::PlacedSink;
use crate::text::{SourceMap, Span};

/// The bytes of a page that make a node of its tree, as most pages have it.
const BYTES_PER_NODE: usize = 40;

/// Where the start tag of a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagPlace {
    /// The whole tag, from `<` to `>`.
    pub tag: Span,
    /// The value of its `href`, without quotes.
    pub href: Option<Span>,
}

/// A stretch of a text node and where it stands in the source.
#[derive(Clone, Copy, Debug)]
struct TextPiece {
    node: NodeId,
    at: usize,
    source: usize,
    length: usize,
    exact: bool,
}

/// A page, or a fragment of one.
#[derive(Debug)]
pub struct Dom {
    html: Html,
    tags: Vec<(NodeId, TagPlace)>,
    texts: Vec<TextPiece>,
    elements: usize,
}

impl Dom {
    /// Parses a whole page, as a browser with scripts does: `<noscript>` is text.
    #[must_use]
    pub fn page(source: &str) -> Self {
        let sink = PlacedSink::new(roomy(Html::new_document(), source), source.len());
        Self::build(source, TreeBuilder::new(sink, TreeBuilderOpts::default()))
    }

    /// Parses what stands inside of a body, such as the notes in a feed.
    #[must_use]
    pub fn fragment(source: &str) -> Self {
        let sink = PlacedSink::new(roomy(Html::new_fragment(), source), source.len());
        let body = create_element(&sink, QualName::new(None, ns!(html), LocalName::from("body")), Vec::new());
        Self::build(source, TreeBuilder::new_for_fragment(sink, body, None, TreeBuilderOpts::default()))
    }

    fn build(source: &str, builder: TreeBuilder<NodeId, PlacedSink>) -> Self {
        Bridge::new(source, &builder).read(source);
        let placed = builder.sink.finish();
        Self { html: placed.html, tags: placed.tags, texts: placed.texts, elements: placed.elements }
    }

    /// The root of the tree: the document or the fragment.
    #[must_use]
    pub fn root(&self) -> NodeRef<'_, Node> {
        self.html.tree.root()
    }

    /// The node with this id.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<NodeRef<'_, Node>> {
        self.html.tree.get(id)
    }

    /// The elements that a CSS selector matches, in document order.
    #[must_use]
    pub fn select(&self, selector: &Selector) -> Vec<ElementRef<'_>> {
        let elements = self.root().descendants().filter_map(ElementRef::wrap);
        elements.filter(|element| selector.matches(element)).collect()
    }

    /// Where a link's start tag stands; `None` for other elements.
    #[must_use]
    pub fn place(&self, id: NodeId) -> Option<TagPlace> {
        let at = self.tags.binary_search_by_key(&id, |(node, _)| *node).ok()?;
        Some(self.tags[at].1)
    }

    /// Where a part of a text node's text stands in the source.
    #[must_use]
    pub fn text_place(&self, node: NodeId, part: Span) -> Option<Span> {
        let start = self.piece(node, part.start)?;
        let end = self.piece(node, part.end.checked_sub(1)?.max(part.start))?;
        let from = start.source + if start.exact { part.start - start.at } else { 0 };
        let to = if end.exact { end.source + (part.end - end.at).min(end.length) } else { end.source + end.length };
        (from < to).then(|| Span::new(from, to))
    }

    /// From a text node's text back to the source. Where text was moved, its pieces may stand in any order there.
    #[must_use]
    pub fn text_map(&self, node: NodeId) -> SourceMap {
        let start = self.texts.partition_point(|piece| piece.node < node);
        let end = self.texts.partition_point(|piece| piece.node <= node);
        let length = self.node(node).and_then(|node| node.value().as_text().map(|text| text.len())).unwrap_or(0);
        let mut map = SourceMap::default();
        let pieces = &self.texts[start..end];
        let ends = pieces.iter().skip(1).map(|piece| piece.at).chain([length]);
        for (piece, end) in pieces.iter().zip(ends) {
            let covered = end.saturating_sub(piece.at);
            if piece.exact && covered <= piece.length {
                map.push_exact(piece.source, covered);
            } else {
                map.push_spelt(Span::new(piece.source, piece.source + piece.length), covered);
            }
        }
        map
    }

    fn piece(&self, node: NodeId, offset: usize) -> Option<&TextPiece> {
        let behind = self.texts.partition_point(|piece| (piece.node, piece.at) <= (node, offset));
        self.texts[..behind].last().filter(|piece| piece.node == node)
    }

    /// The URL against which the page's links resolve: the first valid `<base href>`, else `document` (WHATWG HTML §4.2.3).
    #[must_use]
    pub fn base(&self, document: Option<&Url>) -> Option<Url> {
        let elements = self.root().descendants().filter_map(|node| node.value().as_element());
        base(elements.filter(|element| element.name() == "base"), document)
    }

    /// How many elements it has.
    #[must_use]
    pub fn elements(&self) -> usize {
        self.elements
    }
}

/// The URL against which a page's links resolve, from its `<base>` elements.
#[must_use]
pub fn base<'a>(mut elements: impl Iterator<Item = &'a Element>, document: Option<&Url>) -> Option<Url> {
    let href = elements.find_map(|element| attr(element, "href"));
    let resolve = |href: &str| match document {
        Some(document) => document.join(href).ok(),
        None => Url::parse(href.trim()).ok(),
    };
    href.and_then(resolve).filter(|url| !url.cannot_be_a_base()).or_else(|| document.cloned())
}

/// With room for as many nodes as a page of that length has: to let the tree grow means to copy it.
fn roomy(mut html: Html, source: &str) -> Html {
    html.tree = Tree::with_capacity(html.tree.root().value().clone(), source.len() / BYTES_PER_NODE);
    html
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hrefs<'a>(dom: &Dom, source: &'a str) -> Vec<&'a str> {
        let places = dom.root().descendants().filter_map(|node| dom.place(node.id()));
        places.filter_map(|place| place.href).map(|span| &source[span.range()]).collect()
    }

    #[test]
    fn every_spelling_of_an_href_is_found_to_the_byte() {
        let source = "<p><A HREF='https://a.example/'>A</A> <a target=_blank href=https://b.example/>B</a>\r\n<a\n href\n =\n \"https://c.example/?x=1&amp;y=2\"\n>C</a> <a href=\"\">D</a>";
        let expected = ["https://a.example/", "https://b.example/", "https://c.example/?x=1&amp;y=2", ""];
        assert_eq!(hrefs(&Dom::page(source), source), expected);
    }

    #[test]
    fn fostered_and_cloned_links_keep_their_places() {
        let source = "<table><a href=https://a.example/>A</a><tr><td><a href=https://b.example/>B</a></table><p><a href=https://c.example/><div>x</div></p>y";
        let dom = Dom::fragment(source);
        let mut found = hrefs(&dom, source);
        found.dedup();
        assert_eq!(found, ["https://a.example/", "https://b.example/", "https://c.example/"]);
    }

    #[test]
    fn a_link_in_svg_has_a_place() {
        let source = "<svg><a xlink:href=\"https://a.example/\"><text>A</text></a></svg>";
        assert_eq!(hrefs(&Dom::page(source), source), ["https://a.example/"]);
    }

    /// A piece of markup, or of text.
    const PIECES: &str = "(</?(div|p|b|i|a|table|tr|td|ul|li|title|style|script|textarea|svg|math|mi|select|option|body|html|head|pre|br|noscript|template)( ?(id|CLASS|href) ?= ?(\"[a-z&;=]{0,4}\"|'[a-z<>]{0,3}'|[a-z&/]{1,3}))?( x)? ?/?>?|&(amp|lt|copy|notit|#65|#x0|#xD800|nbsp|zz);?|<!--( a|-|!|>)*-?-?!?>|<!doctype html( public \"a\")?>|<!\\[CDATA\\[a\\]\\]>|<[!?]x?>?|</>|\r\n?|\0|[ a<>&=]){0,12}";

    proptest! {
        #[test]
        fn the_tree_is_the_one_that_html5ever_alone_builds(source in PIECES) {
            // Behind `<pre>`, html5ever takes the error that `</>` is for a token, and keeps the newline that follows.
            prop_assume!(!source.contains("</>\r"));
            // A comment that doesn't end would be told otherwise.
            let is_open = source.rfind("<!--").is_some_and(|at| !source[at..].contains("-->"));
            let source = source + if is_open { "-->" } else { "" };
            prop_assert_eq!(Dom::page(&source).html.html(), Html::parse_document(&source).html());
        }
    }

    /// The source of each word that starts with `http` in the text of a page.
    fn words<'a>(source: &'a str, word: &str) -> Vec<&'a str> {
        let dom = Dom::page(source);
        let mut found = Vec::new();
        for node in dom.root().descendants() {
            let Some(text) = node.value().as_text() else { continue };
            for (at, _) in text.match_indices(word) {
                let span = dom.text_place(node.id(), Span::new(at, at + word.len())).unwrap();
                found.push(&source[span.range()]);
            }
        }
        found
    }

    #[test]
    fn text_leads_back_to_its_source() {
        let source = "<!doctype html>\n <title>t</title>\n<body>Salt &amp; pepper\r\n: http://a.example/?x&amp;y=1 end<p> &copy; http://a.example/?x&y=1<pre>\n\nhttp://a.example/?x&#38;y=1";
        let spellings = ["http://a.example/?x&amp;y=1", "http://a.example/?x&y=1", "http://a.example/?x&#38;y=1"];
        assert_eq!(words(source, "http://a.example/?x&y=1"), spellings);
        let fostered = "<table> <tr><td>x</td> http://b.example/ </tr></table>http://b.example/";
        assert_eq!(words(fostered, "http://b.example/"), ["http://b.example/"; 2]);
    }

    #[test]
    fn scripts_are_not_parsed_even_when_they_hold_comments() {
        let source = "<script><!--<script></script>--></script><a href=https://a.example/>A</a><script>if (a<b) '<a href=x>'</script>";
        assert_eq!(hrefs(&Dom::page(source), source), ["https://a.example/"]);
    }

    #[test]
    fn the_first_base_counts_even_when_it_is_relative() {
        let page = Url::parse("https://show.example/e/7").unwrap();
        let base = |source: &str| Dom::page(source).base(Some(&page)).unwrap().to_string();
        assert_eq!(base("<base href=/files/><base href=https://other.example/>"), "https://show.example/files/");
        assert_eq!(base("<base target=_blank><base href=https://b.example/x/>"), "https://b.example/x/");
        assert_eq!(base("<base href='data:x'>"), "https://show.example/e/7");
    }

    #[test]
    fn hostile_nesting_is_cut_but_its_links_are_kept() {
        for unit in [
            "<div>",
            "<b>",
            "<font color=1><p>",
            "<table><tr><td>",
            "<a href=x><p>",
            "<svg><g>",
            "<ul><li>",
            "<b><p>x</i>",
        ] {
            let source = unit.repeat(20_000) + "<a href=https://a.example/>A</a>";
            let dom = Dom::page(&source);
            assert_eq!(hrefs(&dom, &source).last(), Some(&"https://a.example/"), "{unit}");
            assert!(dom.root().descendants().count() < source.len(), "{unit}");
        }
    }

    #[test]
    fn any_bytes_can_be_parsed() {
        for source in [
            "",
            "<",
            "<a",
            "<a href=",
            "<a href='",
            "</",
            "<!",
            "<!--",
            "<![CDATA[",
            "&",
            "&#x;",
            "\0<\0a\0>\0",
            "<é",
            "<svg><![CDATA[a\0]]b]]></svg>",
        ] {
            let _ = Dom::page(source);
            let _ = Dom::fragment(source);
        }
    }
}
