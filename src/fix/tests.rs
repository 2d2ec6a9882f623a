//! Documents are mended and read again.

use std::collections::BTreeSet;

use proptest::prelude::*;
use url::Url;

use super::*;
use crate::link::Link;
use crate::source::{Document, Kind, Origin};
use crate::text::Span;
use crate::verdict::Reason;

fn document(kind: Kind, text: &str) -> Document {
    Document::from_text(Origin::Stdin, kind, text.to_owned(), None)
}

fn links(document: &Document) -> Vec<Link> {
    let options = Options::default();
    let episodes = episode::read(document, &options.episode).unwrap_or_else(|mut error| error.take_episodes());
    link::extract(document, 0, &episodes, 0, &options.link)
}

/// Every link whose address begins with `from` moves to `to`.
fn mended(document: &Document, from: &str, to: &str) -> Mended {
    let links = links(document);
    let to = Url::parse(to).unwrap();
    let moved = links.iter().filter(|link| link.asked().is_some_and(|url| url.as_str().starts_with(from)));
    let wanted = moved.flat_map(|link| change::of_link(link, &to, Reason::MovedPermanently)).collect();
    mend(document, change::in_order(wanted), &Options::default())
}

#[track_caller]
fn becomes(kind: Kind, text: &str, to: &str, expected: &str) {
    let document = document(kind, text);
    let mended = mended(&document, "https://old.example/", to);
    assert_eq!((mended.text.as_str(), mended.refused.len()), (expected, 0));
    let again =
        self::mended(&Document::from_text(Origin::Stdin, kind, mended.text.clone(), None), "https://old.example/", to);
    assert_eq!((again.text, again.edits), (mended.text, vec![]), "a second run changes nothing");
}

#[test]
fn markdown_keeps_its_ampersands_plain_and_html_in_it_does_not() {
    let to = "https://new.example/x?a=1&b=2";
    becomes(Kind::Markdown, "# N\n\n[x](https://old.example/)\n", to, "# N\n\n[x](https://new.example/x?a=1&b=2)\n");
    becomes(
        Kind::Markdown,
        "# N\r\n\r\n<a href=\"https://old.example/\">x</a>, <https://old.example/> and https://old.example/.",
        to,
        "# N\r\n\r\n<a href=\"https://new.example/x?a=1&amp;b=2\">x</a>, <https://new.example/x?a=1&b=2> and https://new.example/x?a=1&b=2.",
    );
    becomes(
        Kind::Markdown,
        "[x]\n\n[x]: <https://old.example/> 'y'\n",
        to,
        "[x]\n\n[x]: <https://new.example/x?a=1&b=2> 'y'\n",
    );
}

#[test]
fn a_mended_home_page_gets_no_slash_that_it_had_not() {
    let text_of = |text: &str, to: &str| mended(&document(Kind::Markdown, text), to, to).text;
    assert_eq!(text_of("[x](www.old.example)\n", "https://www.old.example/"), "[x](https://www.old.example)\n");
    assert_eq!(text_of("[x](www.old.example/)\n", "https://www.old.example/"), "[x](https://www.old.example/)\n");
    assert_eq!(text_of("[x](https:/old.example)\n", "https://old.example/"), "[x](https://old.example/)\n");
    becomes(Kind::Markdown, "[x](https://old.example)\n", "https://new.example/", "[x](https://new.example/)\n");
}

#[test]
fn what_would_end_an_address_is_escaped_in_the_way_of_its_place() {
    let becomes = |kind, before: &str, to: &str, spelt: &str, after: &str| {
        let text = |address: &str| format!("{before}{address}{after}");
        becomes(kind, &text("https://old.example/"), to, &text(spelt));
    };
    let (unpaired, apostrophe) = ("https://new.example/a)b(", "https://new.example/it's");
    let escaped = "https://new.example/a\\)b\\(";
    becomes(Kind::Markdown, "[x](", unpaired, escaped, ")\n");
    becomes(Kind::Markdown, "[x][]\n\n[x]: ", unpaired, escaped, " 'y'\n");
    becomes(Kind::Markdown, "[x](<", unpaired, unpaired, ">)\n");
    becomes(Kind::Markdown, "[x](", "https://new.example/a_(b)", "https://new.example/a_(b)", ")\n");
    becomes(Kind::Markdown, "[x](", "https://new.example/?a\\(b", "https://new.example/?a\\\\\\(b", ")\n");
    becomes(Kind::Html, "<p><a href='", apostrophe, "https://new.example/it&#39;s", "'>x</a>");
    becomes(Kind::Html, "<p><a href=", apostrophe, "https://new.example/it&#39;s", ">x</a>");
    becomes(Kind::Html, "<p><a href=\"", apostrophe, apostrophe, "\">x</a>");
    becomes(Kind::Markdown, "<a href='", apostrophe, "https://new.example/it&#39;s", "'>x</a>\n");
    let bar = "https://new.example/a|b";
    becomes(Kind::Markdown, "| a | b |\n|---|---|\n| [x](", bar, "https://new.example/a\\|b", ") | z |\n");
    let cell = "| a | b |\n|---|---|\n| <a href=\"";
    becomes(Kind::Markdown, cell, bar, "https://new.example/a&#124;b", "\">x</a> | z |\n");
    becomes(Kind::Markdown, "[x](", bar, bar, ")\n");
}

#[test]
fn the_strings_of_front_matter_are_spelt() {
    let (slash, apostrophe) = ("https://new.example/?q=a\\yb", "https://new.example/it's");
    let escaped = "https://new.example/?q=a\\\\yb";
    let matter = |value: &str| format!("---\nlink: {value}\n---\n");
    let old = "https://old.example/";
    for (quoted, to, spelt) in [
        ("\"@\"", slash, escaped),
        ("'@' # y", slash, slash),
        ("@", slash, slash),
        ("'@'", apostrophe, "https://new.example/it''s"),
        ("\"@\" ", apostrophe, apostrophe),
        ("{ u: '@' }", "https://new.example/?b=c", "https://new.example/?b=c"),
    ] {
        becomes(Kind::Markdown, &matter(&quoted.replace('@', old)), to, &matter(&quoted.replace('@', spelt)));
    }
    let toml = |quote: char, url: &str| format!("+++\nlink = {quote}{url}{quote}\n+++\n");
    becomes(Kind::Markdown, &toml('"', old), slash, &toml('"', escaped));
    becomes(Kind::Markdown, &toml('\'', old), slash, &toml('\'', slash));
    let json = |url: &str| format!("{{\n  \"link\": \"{url}\"\n}}\n\nText\n");
    becomes(Kind::Markdown, &json(old), slash, &json(escaped));
    becomes(Kind::Markdown, &json("https:\\/\\/old.example\\/"), slash, &json(&escaped.replace('/', "\\/")));
}

#[test]
fn front_matter_that_would_make_no_sense_any_more_stays() {
    let apostrophe = "https://new.example/it's";
    for (text, to) in [
        ("+++\nother = 'https://new.example/'\nlink = 'https://old.example/'\n+++\n", apostrophe),
        ("---\nlinks: [https://old.example/, https://b.example/]\n---\n", "https://new.example/a,]b"),
    ] {
        let document = document(Kind::Markdown, text);
        let mended = mended(&document, "https://old.example/", to);
        assert_eq!((mended.text.as_str(), mended.edits.len(), mended.refused.len()), (text, 0, 1));
    }
}

#[test]
fn a_field_without_markup_gets_none() {
    let feed = |plain: &str, cdata: &str| {
        format!(
            "<rss version=\"2.0\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><channel><title>S</title><item><title>E</title>\
             <description><![CDATA[Buy at {cdata}, now]]></description><itunes:summary>Plain {plain} text</itunes:summary></item></channel></rss>"
        )
    };
    let old = "https://old.example/buy?c=1";
    let new = |amp: &str| format!("https://new.example/?a=1{amp}b=2");
    becomes(Kind::Feed, &feed(old, old), &new("&"), &feed(&new("&amp;"), &new("&")));
    becomes(
        Kind::Feed,
        &feed("https://old.example/?a=1&amp;b=2", "https://old.example/?a=1&b=2"),
        &new("&"),
        &feed(&new("&amp;"), &new("&")),
    );
    let json = |url: &str| {
        format!(
            "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"S\", \"items\": [{{\"id\": \"1\", \"content_text\": \"See {url} now\"}}]}}"
        )
    };
    becomes(Kind::Feed, &json(old), &new("&"), &json(&new("&")));
}

#[test]
fn each_layer_of_a_feed_is_spelt() {
    let feed = |plain: &str, cdata: &str, escaped: &str| {
        format!(
            "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>S</title><item><title>E</title>\
             <enclosure url=\"{plain}\" type=\"audio/mpeg\" length=\"1\"/><content:encoded><![CDATA[<p><a href=\"{cdata}\">x</a>]]></content:encoded>\
             <description>&lt;p&gt;&lt;a href=&quot;{escaped}&quot;&gt;x&lt;/a&gt;</description></item></channel></rss>"
        )
    };
    let old = "https://old.example/";
    let new = |amp: &str| format!("https://new.example/?a=1{amp}b=2");
    becomes(Kind::Feed, &feed(old, old, old), &new("&"), &feed(&new("&amp;"), &new("&amp;"), &new("&amp;amp;")));
}

#[test]
fn json_keeps_its_escapes() {
    let feed = |html: &str| {
        format!(
            "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"S\", \"items\": [{{\"id\": \"1\", \"content_html\": \"<a href=\\\"{html}\\\">x</a>\"}}]}}"
        )
    };
    becomes(
        Kind::Feed,
        &feed("https:\\/\\/old.example\\/"),
        "https://new.example/?a=1&b=2",
        &feed("https:\\/\\/new.example\\/?a=1&amp;b=2"),
    );
    let chapters = |url: &str| {
        format!(
            "{{\"version\": \"1.2.0\", \"chapters\": [{{\"startTime\": 0, \"title\": \"x\", \"url\": \"{url}\"}}]}}"
        )
    };
    becomes(
        Kind::Chapters,
        &chapters("https://old.example/"),
        "https://new.example/?a=1&b=2",
        &chapters("https://new.example/?a=1&b=2"),
    );
    let chapters = |url: &str| format!("<psc:chapters><psc:chapter title='x' href='{url}'/></psc:chapters>");
    becomes(
        Kind::Chapters,
        &chapters("https://old.example/"),
        "https://new.example/?a=1&b='2",
        &chapters("https://new.example/?a=1&amp;b=%272"),
    );
}

#[test]
fn the_spelling_of_a_fragment_stays() {
    let mend = |text: &str| {
        let document = document(Kind::Html, text);
        mended(&document, "https://old.example/", "https://new.example/#a&b").text
    };
    assert_eq!(
        mend("<p><a href=\"https://old.example/#a&amp;b\">x</a>"),
        "<p><a href=\"https://new.example/#a&amp;b\">x</a>"
    );
}

/// Notes of a kind with `addresses` at every sort of place, and text between them.
fn notes(kind: Kind, addresses: &[String], filler: &str) -> String {
    let head = match kind {
        Kind::Html => "<h1>Episode</h1><h2>Show notes</h2>\r\n".to_owned(),
        _ => "# Episode\n\n## Show notes\n\n".to_owned(),
    };
    let place = |(index, address): (usize, &String)| {
        let escaped = address.replace('&', "&amp;");
        match (kind, index % 4) {
            (Kind::Html, 0) => format!("<p>{filler} <a href=\"{escaped}\">{filler}</a></p>\r\n"),
            (Kind::Html, 1) => format!("<p>{filler} <a class=x href='{escaped}'>é</a></p>\n"),
            (Kind::Html, 2) => format!("<p>{filler} <a href={escaped} >{filler}</a></p>\n"),
            (Kind::Html, _) => format!("<p>{filler} {escaped} {filler}</p>\n"),
            (_, 0) => format!("- {filler} [é]({address} \"{filler}\")\n"),
            (_, 1) => format!("- {filler} <a href='{escaped}'>x</a>\n"),
            (_, 2) => format!("- [x{index}]\n\n[x{index}]: <{address}>\n\n"),
            (_, _) => format!("- {filler} <{address}>\n"),
        }
    };
    head + &addresses.iter().enumerate().map(place).collect::<Vec<_>>().concat()
}

/// The document with the bytes of its edits taken out.
fn around<'a>(text: &'a str, spans: &[Span]) -> Vec<&'a str> {
    let starts = [0].into_iter().chain(spans.iter().map(|span| span.end));
    let ends = spans.iter().map(|span| span.start).chain([text.len()]);
    starts.zip(ends).map(|(start, end)| &text[start..end]).collect()
}

/// Where the edits stand in the new text.
fn new_spans(mended: &Mended) -> Vec<Span> {
    let mut grown = 0_isize;
    let mut place = |edit: &Edit| {
        let start = edit.span.start.saturating_add_signed(grown);
        grown += edit.new.len().cast_signed() - edit.span.len().cast_signed();
        Span::new(start, start + edit.new.len())
    };
    mended.edits.iter().map(&mut place).collect()
}

fn addresses(document: &Document) -> Vec<String> {
    links(document).iter().filter_map(|link| Some(link.asked()?.to_string())).collect()
}

proptest! {
    #[test]
    fn a_document_differs_in_exactly_the_addresses(
        moved in prop::collection::vec(any::<bool>(), 1..12),
        is_html in any::<bool>(),
        // Four spaces at its start would make a block of code of it.
        // A dot within it might make the name of a host.
        filler in "(|[a-zé,;!][a-zé ,;!]{0,11}[.]?)",
        path in "[a-z_~.!$&'()*+,;=:@/|\\[\\]{}^`-]{0,16}x",
        query in "([a-z]=[a-z'()|\\[\\]`{}^\\\\]{0,4}&?){0,3}",
    ) {
        let to = Url::parse(&format!("https://new.example/{path}?{query}e=1")).unwrap();
        let host = |old: &bool| if *old { "old" } else { "stays" };
        let all: Vec<String> = moved.iter().enumerate().map(|(i, old)| format!("https://{}.example/{i}?a=1&b={i}", host(old))).collect();
        let kind = if is_html { Kind::Html } else { Kind::Markdown };
        let old = document(kind, &notes(kind, &all, &filler));
        prop_assert_eq!(addresses(&old).len(), all.len());
        let mended = mended(&old, "https://old.example/", to.as_str());
        let spans: Vec<Span> = mended.edits.iter().map(|edit| edit.span).collect();
        prop_assert_eq!(around(&old.text, &spans), around(&mended.text, &new_spans(&mended)));
        prop_assert_eq!(mended.edits.len() + mended.refused.len(), moved.iter().filter(|old| **old).count());
        let new = document(kind, &mended.text);
        let refused = |at: usize| mended.refused.iter().any(|refusal| old.text[refusal.span.range()].contains(&format!("/{at}?")));
        let expected: Vec<String> = all.iter().enumerate().map(|(at, url)| {
            if moved[at] && !refused(at) { to.to_string() } else { url.clone() }
        }).collect();
        let found: BTreeSet<String> = addresses(&new).into_iter().collect();
        prop_assert_eq!(found, expected.into_iter().collect::<BTreeSet<_>>());
        let again = self::mended(&new, "https://old.example/", to.as_str());
        prop_assert_eq!(again.edits, vec![]);
    }
}

#[test]
fn tags_within_an_address_are_kept_unless_they_say_nothing() {
    let to = "https://new.example/x";
    becomes(Kind::Html, "<p>https://old.example/<wbr>way on", to, "<p>https://new.example/x on");
    let document = document(Kind::Html, "<p>https://old.example/<b>way</b> on");
    let mended = mended(&document, "https://old.example/", to);
    assert_eq!((mended.text.as_str(), mended.refused.len()), (document.text.as_str(), 1));
}

#[test]
fn an_address_that_cannot_stand_in_a_sentence_is_refused() {
    let document = document(Kind::Text, "See https://old.example/ for more.\n");
    let mended = mended(&document, "https://old.example/", "https://new.example/x...");
    assert_eq!((mended.text, mended.edits.len(), mended.refused.len()), (document.text, 0, 1));
}

#[test]
fn who_gives_up_encryption_is_known() {
    let loses = |from: &str, to: &str| {
        let (from, to) = (Url::parse(from).ok(), Url::parse(to).unwrap());
        Wanted { span: Span::new(0, 1), from, to, reason: Reason::MovedPermanently }.loses_encryption()
    };
    assert!(loses("https://old.example/", "http://new.example/"));
    assert!(!loses("http://old.example/", "http://new.example/"));
    assert!(!loses("http://old.example/", "https://new.example/"));
    assert!(!loses("www.old.example", "http://new.example/"), "it had no scheme");
}
