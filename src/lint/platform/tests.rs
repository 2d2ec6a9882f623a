//! What the platforms are said to show, for drafts and feeds.

use std::collections::BTreeSet;

use super::*;
use crate::episode::{self, Options};
use crate::link;
use crate::source::{Kind, Origin};

fn read(document: &Document) -> Option<Vec<Showing>> {
    let episodes = episode::read(document, &Options::default()).unwrap();
    let links = link::extract(document, 0, &episodes, 0, &link::Options::default());
    showings(document, &episodes[0], &links)
}

fn of(name: &str, kind: Kind, text: &str) -> Option<Vec<Showing>> {
    read(&Document::from_text(Origin::File(name.into()), kind, text.to_owned(), None))
}

fn draft(notes: &str) -> [Showing; 3] {
    of("draft.md", Kind::Markdown, notes).unwrap().try_into().unwrap()
}

fn feed(fields: &str) -> Option<Vec<Showing>> {
    let text = format!(
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>S</title>\
         <item><title>7</title>{fields}</item></channel></rss>"
    );
    of("feed.xml", Kind::Feed, &text)
}

#[test]
fn the_table_is_sound() {
    let names: BTreeSet<&str> = PLATFORMS.iter().map(|platform| platform.name).collect();
    assert_eq!(names.len(), PLATFORMS.len());
    for platform in PLATFORMS {
        assert!(platform.hidden.iter().all(|markup| markup.remedy.ends_with('.')), "{}", platform.name);
        assert!(platform.hidden.iter().chain(platform.plain).all(|markup| Selector::parse(markup.css).is_ok()));
        assert!(platform.as_of.starts_with("20"), "{}", platform.name);
    }
}

#[test]
fn short_notes_with_links_lose_nothing() {
    let [apple, spotify, plain] =
        draft("---\ntitle: 7\n---\n## Links\n\n- [A](https://a.example/)\n- https://b.example/\n");
    let other = draft("[A](www.a.example.com/x) [B](#t=12:30) [C](mailto:c@c.example)");
    assert_eq!(other[0].links, 1, "a mistyped address is told elsewhere, and is a link all the same");
    assert_eq!((apple.bytes, apple.limit, apple.links, apple.lost_links), (97, Some(4000), 2, 0));
    assert_eq!((apple.field, apple.lost, apple.plain), (None, vec![], vec!["headings"]));
    assert_eq!((spotify.limit, spotify.lost, spotify.plain), (None, vec![], vec![]), "headings are bold there");
    assert_eq!((plain.minor, plain.lost_links), (true, 1), "an address that is written out can be typed");
    assert_eq!(plain.lost, ["1 of 2 links shows only words: write out the addresses that matter."]);
}

#[test]
fn what_stands_beyond_the_limit_is_lost_on_apples_listeners_only() {
    let notes =
        format!("[A](https://a.example/)\n\n{}\n\n[B](https://b.example/) [C](https://c.example/)", "щ".repeat(2000));
    let [apple, spotify, _] = draft(&notes);
    assert_eq!((apple.lost_links, spotify.lost_links), (2, 0));
    let expected = "4,126 bytes as HTML, of which 4,000 are shown: 2 of 3 links are cut off, from “B” on. \
                    Shorten the text, or move them up.";
    assert_eq!(apple.lost, [expected]);
    let [apple, ..] = draft(&"щ".repeat(2000));
    assert_eq!(apple.lost, ["4,007 bytes as HTML, of which 4,000 are shown: the end is cut off. Shorten the text."]);
}

#[test]
fn content_that_is_not_shown_is_named_with_its_remedy() {
    let [apple, spotify, _] =
        draft("![a](a.png) ![b](b.png)\n\n| a |\n|---|\n| b |\n\n<iframe src='https://p.example/'></iframe>");
    assert_eq!(apple.lost, spotify.lost);
    let starts: Vec<&str> = apple.lost.iter().map(|lost| lost.split([':', ',']).next().unwrap()).collect();
    assert_eq!(starts, ["2 images aren't shown", "1 table isn't shown", "1 embedded player isn't shown"]);
}

#[test]
fn links_that_the_description_lacks_are_lost() {
    let showings = feed(
        "<description>See https://a.example/</description>\
         <content:encoded><![CDATA[<a href='https://a.example/'>A</a> <a href='https://b.example/'>B</a>]]></content:encoded>",
    );
    let apple = &showings.unwrap()[0];
    assert_eq!((apple.field, apple.bytes, apple.links, apple.lost_links), (Some("description"), 22, 2, 1));
    assert_eq!(apple.lost, ["1 of 2 links stands in content:encoded only: put it into description, too."]);
}

#[test]
fn what_the_podcast_host_appended_is_not_the_editors() {
    let notes = format!(
        "<description><![CDATA[{}<a href='https://acast.com/privacy'>Hosted on Acast</a>]]></description>",
        "x".repeat(4000)
    );
    assert_eq!(feed(&notes).unwrap()[0].links, 0);
}

#[test]
fn pages_and_feeds_without_a_description_are_not_judged() {
    assert_eq!(feed("<content:encoded><![CDATA[<a href='https://a.example/'>A</a>]]></content:encoded>"), None);
    assert_eq!(
        of("page.html", Kind::Html, "<!DOCTYPE html><title>7</title><p><a href='https://a.example/'>A</a>"),
        None
    );
    let draft = of("draft.html", Kind::Html, "<p><a href='https://a.example/'>A</a> <img src=x></p>\n").unwrap();
    assert_eq!((draft[0].bytes, draft[0].links, draft[0].lost.len()), (53, 1, 1));
    let url = Origin::Url("https://show.example/7".parse().unwrap());
    assert_eq!(
        read(&Document::from_text(url, Kind::Html, "<p><a href='https://a.example/'>A</a></p>".into(), None)),
        None
    );
    let text = of("draft.txt", Kind::Text, "See https://a.example/ and b.example\n").unwrap();
    assert_eq!((text[0].bytes, text[0].links, text[0].lost.len()), (36, 1, 0));
}
