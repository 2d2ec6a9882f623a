//! Feeds as hosts and site builders write them, one a flavour, and feeds that are broken.

use super::*;
use crate::episode::{Content, Mention};
use crate::source::{Kind, Origin};
use crate::text::{SourceMap, Span};

fn document(text: &str) -> Document {
    Document::from_text(Origin::Stdin, Kind::Feed, text.to_owned(), None)
}

fn episodes(text: &str) -> Vec<Episode> {
    read(&document(text)).unwrap()
}

/// The notes of an episode: field, kind and base of each fragment.
fn notes(episode: &Episode) -> Vec<String> {
    let show = |content: &Content| match content {
        Content::Html { .. } => "html",
        Content::Text { .. } => "text",
        Content::Markdown { .. } | Content::Nodes { .. } => "?",
    };
    let base = |base: Option<&url::Url>| base.map_or_else(|| "-".to_owned(), ToString::to_string);
    let notes = episode.notes.iter();
    notes.map(|n| format!("{} {} {}", n.field.unwrap(), show(&n.content), base(n.base.as_ref()))).collect()
}

fn mentions(episode: &Episode) -> Vec<String> {
    let show = |m: &Mention| format!("{} {} {}", m.field.unwrap(), m.kind.name(), m.href);
    episode.mentions.iter().map(show).collect()
}

fn text_and_map(episode: &Episode, field: &str) -> (String, SourceMap) {
    let fragment = episode.notes.iter().find(|fragment| fragment.field == Some(field)).unwrap();
    match &fragment.content {
        Content::Html { text, map } | Content::Text { text, map } => (text.clone(), map.clone()),
        Content::Markdown { .. } | Content::Nodes { .. } => panic!("a feed holds neither"),
    }
}

/// What stands in the file where `part` stands in the fragment.
fn in_file<'a>(source: &'a str, episode: &Episode, field: &str, part: &str) -> &'a str {
    let (text, map) = text_and_map(episode, field);
    let at = text.find(part).unwrap_or_else(|| panic!("no {part} in {text}"));
    &source[map.to_file(Span::new(at, at + part.len())).unwrap().range()]
}

const FIRESIDE: &str = include_str!("../../../fixtures/feeds/fireside.xml");
const BUZZSPROUT: &str = include_str!("../../../fixtures/feeds/buzzsprout.xml");
const PODCASTING20: &str = include_str!("../../../fixtures/feeds/podcasting20.xml");
const POWERPRESS: &str = include_str!("../../../fixtures/feeds/powerpress.xml");
const COMMENTS: &str = include_str!("../../../fixtures/feeds/wordpress-comments.xml");
const SOUNDCLOUD: &str = include_str!("../../../fixtures/feeds/soundcloud.xml");
const ACAST: &str = include_str!("../../../fixtures/feeds/acast.xml");
const MEGAPHONE: &str = include_str!("../../../fixtures/feeds/megaphone.xml");
const ATOM: &str = include_str!("../../../fixtures/feeds/atom.xml");
const JSON: &str = include_str!("../../../fixtures/feeds/feed.json");
const BROKEN: &str = include_str!("../../../fixtures/feeds/broken.xml");

const ALL: [&str; 10] =
    [FIRESIDE, BUZZSPROUT, PODCASTING20, POWERPRESS, SOUNDCLOUD, ACAST, MEGAPHONE, ATOM, JSON, BROKEN];

#[test]
fn an_item_is_an_episode() {
    let episodes = episodes(FIRESIDE);
    assert_eq!(episodes.len(), 2);
    let first = &episodes[0];
    assert_eq!(first.title.as_deref(), Some("12: Mudlarks & Herons"));
    assert_eq!(first.number.as_deref(), Some("12"));
    assert_eq!(first.date, Some(jiff::civil::date(2025, 4, 4)));
    assert_eq!(first.page.as_ref().unwrap().as_str(), "https://tidalflats.example/12");
    assert_eq!(first.guid.as_deref(), Some("1f9a1d7e-0000-4000-8000-000000000012"));
    assert_eq!(first.repairs, [""; 0]);
}

#[test]
fn every_field_of_notes_is_a_fragment_in_the_order_of_the_file() {
    let page = "https://tidalflats.example/12";
    let expected = [
        format!("description text {page}"),
        format!("content:encoded html {page}"),
        format!("itunes:summary html {page}"),
    ];
    assert_eq!(notes(&episodes(FIRESIDE)[0]), expected);
}

#[test]
fn what_belongs_to_the_show_goes_with_the_newest_episode() {
    let episodes = episodes(BUZZSPROUT);
    let expected = [
        "podcast:transcript transcript https://www.buzzsprout.example/1/7/transcript",
        "podcast:transcript transcript https://www.buzzsprout.example/1/7/transcript.srt",
        "podcast:chapters chapter https://www.buzzsprout.example/1/7/chapters.json",
        "psc:chapter chapter https://oxford.example/comma",
        "channel link page https://seconddraft.example",
        "channel podcast:funding funding https://seconddraft.example/support",
        "channel podcast:person person https://seconddraft.example/people/bo",
        "channel podcast:trailer trailer https://media.example/trailer.mp3",
    ];
    assert_eq!(mentions(&episodes[0])[1..], expected);
    let of_show = episodes[0].mentions.iter().filter(|mention| mention.of_show);
    assert!(of_show.map(|mention| mention.field.unwrap()).all(|field| field.starts_with("channel ")));
    assert_eq!(episodes[0].mentions.iter().filter(|mention| mention.of_show).count(), 4);
    let chapter = episodes[0].mentions.iter().find(|mention| mention.field == Some("psc:chapter")).unwrap();
    assert_eq!(chapter.text, "Oxford & others");
}

#[test]
fn the_newest_is_found_where_the_oldest_comes_first() {
    let item = |date: &str| format!("<item><title>{date}</title><pubDate>{date}</pubDate></item>");
    let feed = format!(
        "<rss><channel><link>https://a.example/</link>{}{}</channel></rss>",
        item("1 May 2024"),
        item("2 May 2024")
    );
    let count: Vec<usize> = episodes(&feed).iter().map(|episode| episode.mentions.len()).collect();
    assert_eq!(count, [0, 1]);
}

#[test]
fn podcasting_2_tags_are_mentions_with_their_kinds() {
    let episode = &episodes(PODCASTING20)[0];
    let expected = [
        "enclosure enclosure https://op3.dev/e,pg=1/https://media.example/3.mp3",
        "podcast:source alternate-enclosure https://media.example/3.opus",
        "podcast:chapters chapter https://loosewires.example/3/chapters.json",
        "podcast:person person https://cy.example/",
        "podcast:socialInteract social-interact https://social.example/@wires/1",
        "podcast:contentLink content-link https://video.example/3",
        "channel link page https://loosewires.example/",
        "podcast:contentLink content-link https://video.example/live",
    ];
    assert_eq!(mentions(episode), expected);
    assert_eq!(episode.mentions[1].media_type.as_deref(), Some("audio/opus"));
    assert_eq!(episode.mentions[3].text, "Cy Clamp");
    assert_eq!(episode.number.as_deref(), Some("3"));
}

#[test]
fn mentions_stand_where_they_say() {
    for source in ALL {
        for mention in episodes(source).iter().flat_map(|episode| &episode.mentions) {
            let raw = &source[mention.span.unwrap().range()].replace("\\/", "/");
            assert_eq!(&crate::text::unescape(raw), &mention.href);
        }
    }
}

#[test]
fn fragments_lead_back_to_the_file_through_every_layer() {
    let episode = &episodes(BUZZSPROUT)[0];
    let part = in_file(BUZZSPROUT, episode, "description", "https://comma.example/?a=1&amp;b=2");
    assert_eq!(part, "https://comma.example/?a=1&amp;amp;b=2");
    let episode = &episodes(BROKEN)[0];
    assert_eq!(in_file(BROKEN, episode, "description", "https://two.example/"), "https://two.example/");
    let escaped = in_file(BROKEN, episode, "content:encoded", "\"https://three.example/\"");
    assert_eq!(escaped, "&amp;quot;https://three.example/&amp;quot;");
    assert_eq!(
        in_file(JSON, &episodes(JSON)[0], "content_html", "https://cranes.example/?"),
        "https:\\/\\/cranes.example\\/?"
    );
}

#[test]
fn machinery_is_not_mentioned() {
    let episode = &episodes(POWERPRESS)[0];
    let expected = [
        "link page https://rambles.example/?p=44",
        "enclosure enclosure https://media.blubrry.com/rambles/rambles.example/4.mp3",
        "channel link page https://rambles.example",
        "channel atom:link funding https://pay.example/rambles",
    ];
    assert_eq!(mentions(episode), expected);
    assert_eq!(episode.title.as_deref(), Some("Episode 4 – Bridges"));
}

#[test]
fn a_feed_of_comments_is_told_from_one_of_episodes() {
    assert!(matches!(read(&document(COMMENTS)), Err(EpisodeError::CommentFeed)));
    let empty = "<rss><channel><title>Comments on: X</title></channel></rss>";
    assert!(matches!(read(&document(empty)), Err(EpisodeError::CommentFeed)));
}

#[test]
fn a_subtitle_counts_only_where_nothing_else_does() {
    assert!(notes(&episodes(SOUNDCLOUD)[0]).iter().all(|note| !note.starts_with("itunes:subtitle")));
    let feed = "<rss><item><itunes:subtitle>https://a.example/</itunes:subtitle></item></rss>";
    assert_eq!(notes(&episodes(feed)[0]), ["itunes:subtitle text -"]);
}

#[test]
fn the_description_of_a_video_is_its_notes() {
    let feed = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:media='http://search.yahoo.com/mrss/'><entry><title>V</title>\
                <media:group><media:title>W</media:title><media:content url='https://v.example/'/>\
                <media:description>See https://a.example/</media:description></media:group></entry></feed>";
    let episode = &episodes(feed)[0];
    assert_eq!((episode.title.as_deref(), notes(episode)), (Some("V"), vec!["media:description text -".to_owned()]));
}

#[test]
fn atom_resolves_against_its_bases() {
    let episodes = episodes(ATOM);
    let first = &episodes[0];
    assert_eq!(first.title.as_deref(), Some("Beans & poles"));
    assert_eq!(first.date, Some(jiff::civil::date(2024, 6, 1)));
    assert_eq!(first.page.as_ref().unwrap().as_str(), "https://garden.example/episodes/2");
    assert_eq!(notes(first), ["summary text https://garden.example/", "content html https://garden.example/notes/"]);
    let expected = [
        "link page /episodes/2",
        "atom:link enclosure https://media.example/2.ogg",
        "channel link page /",
        "channel atom:link funding /give",
    ];
    assert_eq!(mentions(first), expected);
    assert_eq!(
        in_file(ATOM, first, "content", "https://poles.example/?a=1&amp;b=2"),
        "https://poles.example/?a=1&amp;b=2"
    );
    assert_eq!(first.repairs, [""; 0], "XHTML is allowed there");
}

#[test]
fn json_feeds_are_read() {
    let episodes = episodes(JSON);
    let expected = ["content_html html https://harbour.example/2", "summary text https://harbour.example/2"];
    assert_eq!(notes(&episodes[0]), expected);
    let expected = [
        "url page https://harbour.example/2",
        "external_url page https://cranes.example/",
        "attachments enclosure https://media.example/2.mp3",
        "home_page_url page https://harbour.example/",
        "authors person https://em.example/",
    ];
    assert_eq!(mentions(&episodes[0]), expected);
    assert_eq!((episodes[0].guid.as_deref(), episodes[1].guid.as_deref()), (Some("h-2"), Some("1")));
    assert_eq!(notes(&episodes[1]), ["content_text text https://harbour.example/"]);
}

#[test]
fn a_guid_that_is_a_permalink_is_the_page_of_an_item_without_a_link() {
    let item = |inner: &str| {
        let feed = format!(
            "<rss><channel><link>https://show.example/</link><item>{inner}<description>x</description></item></channel></rss>"
        );
        let mut found = episodes(&feed);
        (
            found[0].page.as_ref().map(ToString::to_string),
            mentions(&found[0])[0].clone(),
            notes(&found.remove(0))[0].clone(),
        )
    };
    let (page, mention, base) = item("<guid>https://show.example/a/1</guid>");
    assert_eq!((page.as_deref(), &*mention), (Some("https://show.example/a/1"), "guid page https://show.example/a/1"));
    assert_eq!(base, "description text https://show.example/a/1");
    let (page, ..) = item("<guid isPermaLink=\"true\"> https://show.example/a/1 </guid>");
    assert_eq!(page.as_deref(), Some("https://show.example/a/1"));
    let other = "https://show.example/b";
    for (inner, page) in [
        ("<guid isPermaLink='False'>https://show.example/a/1</guid>", None),
        ("<guid>tag:show.example,2024:1</guid>", None),
        ("<guid>https://show.example/a 1</guid>", None),
        ("<guid>https://show.example/a/1</guid><link>https://show.example/b</link>", Some(other)),
    ] {
        assert_eq!(item(inner).0.as_deref(), page, "{inner}");
    }
}

#[test]
fn a_broken_feed_is_read_and_what_was_mended_is_said() {
    let episode = &episodes(BROKEN)[0];
    assert_eq!(episode.title.as_deref(), Some("Ben & Jo <3"));
    assert_eq!(episode.number.as_deref(), Some("5"));
    assert!(mentions(episode).contains(&"enclosure enclosure https://media.example/5.mp3".to_owned()));
    let expected = [
        "the prefix `content` isn't declared",
        "the prefix `itunes` isn't declared",
        "line 1: white space before the feed",
        "line 14: <p> isn't closed",
        "line 20: something stands behind the end of the feed",
        "content:encoded: HTML is escaped twice",
        "itunes:summary: markup isn't escaped",
    ];
    assert_eq!(episode.repairs, expected);
    assert_eq!(text_and_map(episode, "itunes:summary").0.matches("&b;").count(), 1, "entities don't expand");
}

#[test]
fn a_cut_leaves_the_episodes_before_it() {
    let cut = FIRESIDE.find("No links today").unwrap();
    let mut error = read(&document(&FIRESIDE[..cut])).unwrap_err();
    assert_eq!(error.to_string(), "the feed breaks off at line 34; 1 episode before that could be read");
    let episodes = error.take_episodes();
    assert_eq!(episodes.len(), 1);
    assert!(mentions(&episodes[0]).contains(&"channel link page https://tidalflats.example".to_owned()));
    let cut = JSON.find("Knots").unwrap();
    assert_eq!(read(&document(&JSON[..cut])).unwrap_err().take_episodes().len(), 1);
    let only_the_end = FIRESIDE.replace("</rss>", "");
    assert_eq!(episodes_or_none(&only_the_end), Some(2));
}

fn episodes_or_none(text: &str) -> Option<usize> {
    read(&document(text)).ok().map(|episodes| episodes.len())
}

#[test]
fn what_is_no_feed_is_named() {
    for (text, message) in [
        ("<html><body></body></html>", "not a feed: this is a web page"),
        ("<urlset></urlset>", "not a feed: this is a sitemap"),
        ("<opml></opml>", "not a feed: this is a list of feeds (OPML)"),
        ("<not-a-feed/>", "not a feed: its outermost element is <not-a-feed>"),
        ("hello", "not a feed: there is no element in it"),
        ("{\"chapters\": []}", "not a JSON feed: this is a chapters file"),
        ("{\"a\": 1}", "not a JSON feed: there are no `items` in it"),
        ("{", "not a JSON feed: there are no `items` in it"),
    ] {
        assert_eq!(read(&document(text)).unwrap_err().to_string(), message, "{text}");
    }
}

#[test]
fn a_wrong_declaration_of_the_charset_is_told() {
    let text =
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><item><title>x</title></item></channel></rss>";
    assert_eq!(episodes(text)[0].repairs, ["declared as ISO-8859-1, read as UTF-8"]);
}

#[test]
fn every_prefix_of_every_feed_can_be_read() {
    for source in ALL {
        for (end, _) in source.char_indices() {
            let _ = read(&document(&source[..end]));
        }
    }
}

mod anything {
    use super::*;
    use proptest::prelude::*;

    /// Pieces of feeds in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("<rss>"),
            Just("<channel>"),
            Just("<item>"),
            Just("</item>"),
            Just("</channel>"),
            Just("<feed xmlns='"),
            Just("<description>"),
            Just("</description>"),
            Just("<![CDATA["),
            Just("]]>"),
            Just("<a href='"),
            Just("'>"),
            Just("&amp;lt;p&amp;gt;"),
            Just("&lt;a&gt;"),
            Just("<link>https://ä.example/"),
            Just("</link>"),
            Just("..."),
            Just("<podcast:person href=\""),
            Just("\"/>"),
            Just("<!--"),
            Just("-->"),
            Just("xml:base='//x/'"),
            Just(" "),
            Just("<entry>"),
            Just("<title>"),
            Just("{\"items\":["),
            Just("{\"url\":\""),
            Just("\"}"),
            Just("]"),
            Just("\\"),
        ];
        proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn can_be_read(text in pieces()) {
            let episodes = read(&document(&text)).unwrap_or_else(|mut error| error.take_episodes());
            for mention in episodes.iter().flat_map(|episode| &episode.mentions) {
                prop_assert!(text.get(mention.span.unwrap().range()).is_some());
            }
        }

        #[test]
        fn even_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&document(&format!("<rss>{}", String::from_utf8_lossy(&bytes))));
        }
    }
}

#[test]
fn markup_whose_names_have_a_prefix_is_html() {
    let feed = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>7</title><content type='xhtml'>\
                <h:div xmlns:h='http://www.w3.org/1999/xhtml'>See <h:a href='https://a.example/h:x'>A</h:a></h:div></content></entry></feed>";
    let episode = &episodes(feed)[0];
    let (text, _) = text_and_map(episode, "content");
    assert_eq!(text, "<div xmlns:h='http://www.w3.org/1999/xhtml'>See <a href='https://a.example/h:x'>A</a></div>");
    let spelt = in_file(feed, episode, "content", "<a href='https://a.example/h:x'>A</a>");
    assert_eq!(spelt, "<h:a href='https://a.example/h:x'>A</h:a>");
}

#[test]
fn markup_may_declare_a_base_of_its_own() {
    let feed = "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/'><entry><title>7</title>\
                <content type='xhtml' xml:base='b/'><div xml:base='c/'><a href='x'>X</a></div></content></entry></feed>";
    let base = episodes(feed)[0].notes[0].base.clone();
    assert_eq!(base.unwrap().as_str(), "https://a.example/b/c/");
}

#[test]
fn a_show_that_will_be_live_is_an_episode_with_its_notes() {
    let live = |status: &str, notes: &str| {
        let item = "<podcast:contentLink href='https://video.example/live'/><enclosure url='https://s.example/l.mp3'/>";
        format!("<podcast:liveItem status='{status}'><title>Live</title>{notes}{item}</podcast:liveItem>")
    };
    let notes = "<description>See https://a.example/</description>";
    let all = [live("pending", notes), live("ended", notes), live("live", "<description>Soon.</description>")].concat();
    let feed = format!("<rss><channel>{all}<item><title>7</title></item></channel></rss>");
    let episodes = episodes(&feed);
    let titles: Vec<_> = episodes.iter().map(|episode| episode.title.as_deref().unwrap()).collect();
    assert_eq!(titles, ["7", "Live"]);
    assert!(episodes[1].mentions.is_empty() && episodes[1].notes.len() == 1);
    assert_eq!(mentions(&episodes[0])[0], "podcast:contentLink content-link https://video.example/live");
}
