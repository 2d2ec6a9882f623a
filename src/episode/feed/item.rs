//! One item of an RSS or Atom feed, as an episode.

use url::Url;

use super::space::Space;
use super::xml::Feed;
use super::{markup, podcast, shortened};
use crate::episode::{Content, Episode, Fragment, LinkKind, Mention, date};
use crate::text::xml::Element;
use crate::text::{collapsed, unescape};

/// The fields that hold notes, and what they are called in reports.
const NOTES: &[(Space, &str, &str)] = &[
    (Space::Content, "encoded", "content:encoded"),
    (Space::Other, "encoded", "content:encoded"),
    (Space::Atom, "content", "content"),
    (Space::Plain, "description", "description"),
    (Space::Atom, "summary", "summary"),
    (Space::Plain, "summary", "summary"),
    (Space::Itunes, "summary", "itunes:summary"),
    (Space::GooglePlay, "description", "googleplay:description"),
    (Space::Itunes, "description", "itunes:description"),
    (Space::DublinCore, "description", "dc:description"),
    (Space::Media, "description", "media:description"),
    (Space::Other, "description", "description"),
    (Space::Excerpt, "encoded", "excerpt:encoded"),
];

/// A line for lists, mostly the beginning of another field: read only where no other field says anything.
const SUBTITLE: (Space, &str, &str) = (Space::Itunes, "subtitle", "itunes:subtitle");

const TITLES: &[(Space, &str)] = &[(Space::Plain, "title"), (Space::Atom, "title"), (Space::Itunes, "title")];
const NUMBERS: &[(Space, &str)] = &[(Space::Itunes, "episode"), (Space::Podcast, "episode")];
const GUIDS: &[(Space, &str)] = &[(Space::Plain, "guid"), (Space::Atom, "id")];
const DATES: &[(Space, &str)] =
    &[(Space::Plain, "pubDate"), (Space::Atom, "published"), (Space::DublinCore, "date"), (Space::Atom, "updated")];

/// The direct children of an item with their vocabularies.
type Children<'t, 'a> = Vec<(Space, Element<'t, 'a>)>;

/// Reads an item.
pub(super) fn read(feed: &Feed<'_, '_>, item: Element<'_, '_>) -> Episode {
    let children = children(feed, item);
    let mentions = mentions(feed, item);
    let page =
        mentions.iter().filter(|mention| mention.kind == LinkKind::Page).find_map(|mention| feed.resolve(mention));
    let mut episode = Episode {
        title: first(&children, TITLES).map(|title| one_line(&unescape(&title))),
        number: first(&children, NUMBERS),
        guid: first(&children, GUIDS),
        date: DATES.iter().find_map(|date| date::parse(&first(&children, &[*date])?)),
        page,
        mentions,
        ..Episode::default()
    };
    read_notes(feed, &children, &mut episode);
    episode
}

/// Reads an item of a show that is live, or will be, if its notes may hold a link; once it has ended, it is of no interest any more. There is nothing to
/// hear before it begins, and where it can be followed goes with the show.
pub(super) fn read_live(feed: &Feed<'_, '_>, item: Element<'_, '_>) -> Option<Episode> {
    let mut episode = Some(item).filter(|item| !has_ended(*item)).map(|item| read(feed, item))?;
    episode.mentions.retain(|mention| !mention.kind.is_media() && mention.kind != LinkKind::ContentLink);
    episode.notes.iter().any(may_link).then_some(episode)
}

fn may_link(notes: &Fragment) -> bool {
    match &notes.content {
        Content::Html { text, .. } | Content::Text { text, .. } => text.contains("://") || text.contains("href"),
        Content::Markdown { .. } | Content::Nodes { .. } => false,
    }
}

fn has_ended(item: Element<'_, '_>) -> bool {
    item.attribute("status").is_some_and(|status| status.trim() == "ended")
}

/// The elements directly below; those of a `media:group`, as video sites use it, count as such.
fn children<'t, 'a>(feed: &Feed<'t, 'a>, item: Element<'t, 'a>) -> Children<'t, 'a> {
    let grouped = |child: Element<'t, 'a>| {
        let is_group = child.local() == "group" && feed.spaces.of(child) == Space::Media;
        is_group.then(|| child.children()).into_iter().flatten()
    };
    let all = item.children().flat_map(|child| std::iter::once(child).chain(grouped(child)));
    all.map(|child| (feed.spaces.of(child), child)).collect()
}

fn first(children: &Children<'_, '_>, names: &[(Space, &str)]) -> Option<String> {
    names.iter().find_map(|name| {
        let found = children.iter().filter(|(space, child)| (*space, child.local()) == *name);
        found.map(|(_, child)| deep_text(*child)).map(|text| text.trim().to_owned()).find(|text| !text.is_empty())
    })
}

/// The text with that of the elements inside of it, such as those of an Atom title in XHTML.
fn deep_text(element: Element<'_, '_>) -> String {
    element.descendants().fold(element.text(), |text, inside| text + " " + &inside.text())
}

fn one_line(text: &str) -> String {
    collapsed(text)
}

fn read_notes(feed: &Feed<'_, '_>, children: &Children<'_, '_>, episode: &mut Episode) {
    for (space, child) in children {
        let name = NOTES.iter().find(|(s, local, _)| s == space && *local == child.local());
        if let Some((_, _, field)) = name {
            add_fragment(feed, *child, field, episode);
        }
    }
    if episode.notes.is_empty() {
        let subtitle = children.iter().find(|(space, child)| (*space, child.local()) == (SUBTITLE.0, SUBTITLE.1));
        if let Some((_, child)) = subtitle {
            let (text, map) = child.mapped_text();
            push(feed, *child, SUBTITLE.2, Content::Text { text, map }, episode);
        }
        episode.notes.retain(|subtitle| shortened::stump_of(subtitle).is_none());
    }
    shortened::leave_out_stumps(&mut episode.notes);
}

fn add_fragment(feed: &Feed<'_, '_>, element: Element<'_, '_>, field: &'static str, episode: &mut Episode) {
    let reading = markup::of_element(element, &feed.document.text);
    if let Some(repair) = reading.repair {
        episode.repairs.push(format!("{field}: {repair}"));
    }
    if let Some(content) = reading.content {
        push(feed, element, field, content, episode);
    }
}

fn push(feed: &Feed<'_, '_>, element: Element<'_, '_>, field: &'static str, content: Content, episode: &mut Episode) {
    // Apps that show notes resolve relative links against the episode's page, for lack of anything better.
    // XHTML stands in an element of its own (RFC 4287 §4.2.3.1).
    let mut inner = element.children();
    let content_root = inner.next().filter(|_| inner.next().is_none()).unwrap_or(element);
    let base = feed.declared_base(content_root).or_else(|| episode.page.clone()).or_else(|| feed.base_of(element));
    episode.notes.push(Fragment { field: Some(field), base, content });
}

fn mentions(feed: &Feed<'_, '_>, item: Element<'_, '_>) -> Vec<Mention> {
    let mut pages = item.children().filter_map(|child| page_link(feed, child, "link")).peekable();
    let is_linked = pages.peek().is_some();
    let permalink = item.children().filter(|_| !is_linked).find_map(|child| permalink(feed, child));
    let related = item.children().filter_map(|child| related_link(feed, child, "atom:link"));
    let tags = item.descendants().filter_map(|element| podcast::mention(feed, element));
    pages.chain(permalink).chain(related).chain(tags).collect()
}

/// Where a show that is live can be followed; once it has ended, this is of no interest any more.
pub(super) fn live_mentions(feed: &Feed<'_, '_>, item: Element<'_, '_>) -> Vec<Mention> {
    if has_ended(item) {
        return Vec::new();
    }
    let links = item.children().filter(|child| child.local() == "contentLink");
    links.filter_map(|link| podcast::mention(feed, link)).collect()
}

/// The page of an episode or a show: RSS's `link`, or Atom's without another relation (RFC 4287 §4.2.7.2).
pub(super) fn page_link(feed: &Feed<'_, '_>, element: Element<'_, '_>, field: &'static str) -> Option<Mention> {
    if element.local() != "link" {
        return None;
    }
    match feed.spaces.of(element) {
        Space::Plain if element.attribute_span("href").is_none() => text_mention(feed, element, field),
        Space::Plain | Space::Atom if relation(element) == "alternate" && !is_feed(element) => {
            link_mention(feed, element, LinkKind::Page, field)
        }
        _ => None,
    }
}

/// The address by which an item is known, unless it says that it is no page's (RSS 2.0, `guid`).
fn permalink(feed: &Feed<'_, '_>, element: Element<'_, '_>) -> Option<Mention> {
    let is_denied = |said: &str| said.trim().eq_ignore_ascii_case("false");
    if element.local() != "guid" || element.attribute("isPermaLink").is_some_and(|said| is_denied(&said)) {
        return None;
    }
    let is_guid = feed.spaces.of(element) == Space::Plain;
    let mention = is_guid.then(|| text_mention(feed, element, "guid")).flatten()?;
    let is_web = Url::parse(&mention.href).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    (is_web && !mention.href.contains(char::is_whitespace)).then_some(mention)
}

/// What else an Atom link may be for listeners.
pub(super) fn related_link(feed: &Feed<'_, '_>, element: Element<'_, '_>, field: &'static str) -> Option<Mention> {
    if element.local() != "link" || feed.spaces.of(element) != Space::Atom {
        return None;
    }
    let kind = match relation(element).as_str() {
        "enclosure" => LinkKind::Enclosure,
        "payment" => LinkKind::Funding,
        _ => return None,
    };
    link_mention(feed, element, kind, field)
}

fn relation(element: Element<'_, '_>) -> String {
    let relation = element.attribute("rel").unwrap_or("alternate".into());
    relation.trim().rsplit('/').next().unwrap_or("").to_ascii_lowercase()
}

/// Whether a link leads to another form of the feed, which is nothing that listeners open.
fn is_feed(element: Element<'_, '_>) -> bool {
    element.attribute("type").is_some_and(|kind| kind.contains("rss") || kind.contains("atom") || kind.contains("json"))
}

fn link_mention(feed: &Feed<'_, '_>, element: Element<'_, '_>, kind: LinkKind, field: &'static str) -> Option<Mention> {
    let href = element.attribute("href").filter(|href| !href.trim().is_empty())?;
    Some(Mention {
        kind,
        href: href.into_owned(),
        text: element.attribute("title").map(|title| one_line(&title)).unwrap_or_default(),
        field: Some(field),
        span: element.attribute_span("href"),
        media_type: element.attribute("type").map(|kind| kind.trim().to_owned()).filter(|_| kind.is_media()),
        base: feed.base_of(element),
        of_show: false,
    })
}

fn text_mention(feed: &Feed<'_, '_>, element: Element<'_, '_>, field: &'static str) -> Option<Mention> {
    let (text, map) = element.mapped_text();
    let span = markup::trimmed(&text);
    if span.is_empty() {
        return None;
    }
    Some(Mention {
        kind: LinkKind::Page,
        href: text[span.range()].to_owned(),
        text: String::new(),
        field: Some(field),
        span: map.to_file(span),
        media_type: None,
        base: feed.base_of(element),
        of_show: false,
    })
}
