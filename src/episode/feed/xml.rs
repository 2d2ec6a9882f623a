//! RSS and Atom: the document, its items, and what belongs to the show.

use url::Url;

use super::space::{Space, Spaces};
use super::{comments, item, podcast, repairs};
use crate::episode::{Episode, EpisodeError, Mention};
use crate::source::Document;
use crate::text::xml::{Element, Tree};

/// A feed while it is read.
#[derive(Debug)]
pub(super) struct Feed<'t, 'a> {
    pub(super) document: &'a Document,
    pub(super) tree: &'t Tree<'a>,
    pub(super) spaces: Spaces<'a>,
    /// What holds the items and the words about the show.
    channel: Element<'t, 'a>,
    /// The show's own page.
    site: Option<Url>,
    /// Whether some element says against which address links resolve.
    has_base: bool,
}

/// Reads a feed that is XML.
pub(super) fn read(document: &Document) -> Result<Vec<Episode>, EpisodeError> {
    let tree = Tree::parse(&document.text);
    let feed = Feed::new(document, &tree)?;
    let items = feed.items();
    if comments::is_comment_feed(&feed, feed.channel, &items) {
        return Err(EpisodeError::CommentFeed);
    }
    let whole = items.iter().filter(|item| item.complete());
    let mut episodes: Vec<Episode> = whole.map(|element| item::read(&feed, *element)).collect();
    if let Some(newest) = newest(&mut episodes) {
        newest.mentions.extend(feed.show_mentions().into_iter().map(Mention::of_show));
        newest.repairs.splice(0..0, repairs::of_feed(&feed));
    }
    let live = feed.live_items().filter(|item| item.complete());
    episodes.extend(live.filter_map(|item| item::read_live(&feed, item)));
    match tree.flaws.cut.filter(|_| !feed.channel.complete()) {
        Some(cut) => Err(EpisodeError::CutOff { what: "feed", line: document.position(cut).line, episodes }),
        None => Ok(episodes),
    }
}

/// The newest episode; the first of several, or of a feed without dates.
pub(super) fn newest(episodes: &mut [Episode]) -> Option<&mut Episode> {
    let latest = episodes.iter().filter_map(|episode| episode.date).max();
    episodes.iter_mut().find(|episode| episode.date == latest)
}

impl<'t, 'a> Feed<'t, 'a> {
    fn new(document: &'a Document, tree: &'t Tree<'a>) -> Result<Self, EpisodeError> {
        let root = tree.root().ok_or_else(|| not_a_feed("there is no element in it".to_owned()))?;
        let channel = match root.local() {
            "feed" | "channel" => root,
            "rss" | "RDF" | "rdf" => root.children().find(|child| child.local() == "channel").unwrap_or(root),
            other => return Err(not_a_feed(what_it_is(other))),
        };
        let has_base = tree.elements().any(|element| element.attribute_span("xml:base").is_some());
        let spaces = Spaces::new(tree, &document.text);
        let mut feed = Self { document, tree, spaces, channel, site: None, has_base };
        let mut links = channel.children().filter_map(|child| item::page_link(&feed, child, "channel link"));
        feed.site = links.find_map(|link| feed.resolve(&link));
        Ok(feed)
    }

    /// The URL of a mention, if it is one of the web.
    pub(super) fn resolve(&self, mention: &Mention) -> Option<Url> {
        let href = mention.href.trim();
        let base = mention.base.as_ref().or(self.document.base.as_ref());
        let url = base.map_or_else(|| Url::parse(href), |base| base.join(href)).ok()?;
        matches!(url.scheme(), "http" | "https").then_some(url)
    }

    /// The outermost elements that are episodes.
    fn items(&self) -> Vec<Element<'t, 'a>> {
        let mut end = 0;
        let outermost = |element: &Element<'_, '_>| {
            let is_one = element.span().start >= end && self.is_item(*element);
            end = if is_one { element.span().end } else { end };
            is_one
        };
        self.tree.elements().filter(outermost).collect()
    }

    /// Whether it is an episode that was published.
    fn is_item(&self, element: Element<'_, '_>) -> bool {
        match element.local() {
            "item" => self.spaces.of(element) == Space::Plain,
            "entry" => matches!(self.spaces.of(element), Space::Plain | Space::Atom),
            _ => false,
        }
    }

    fn is_live(&self, element: Element<'_, '_>) -> bool {
        element.local() == "liveItem" && self.spaces.of(element) == Space::Podcast
    }

    /// The items of shows that are live.
    fn live_items(&self) -> impl Iterator<Item = Element<'t, 'a>> {
        self.channel.children().filter(|child| self.is_live(*child))
    }

    /// What `xml:base` says around an element, if anything (XML Base §4); else the show's page, else where the feed itself came from.
    pub(super) fn base_of(&self, element: Element<'_, '_>) -> Option<Url> {
        self.declared_base(element).or_else(|| self.site.clone()).or_else(|| self.document.base.clone())
    }

    /// What `xml:base` says around an element, if anything.
    pub(super) fn declared_base(&self, element: Element<'_, '_>) -> Option<Url> {
        if !self.has_base {
            return None;
        }
        let around = std::iter::successors(Some(element), |element| element.parent());
        let mut declared: Vec<_> = around.filter_map(|element| element.attribute("xml:base")).collect();
        declared.reverse();
        declared.iter().fold(None, |base: Option<Url>, href| {
            let around = base.or_else(|| self.document.base.clone());
            around.as_ref().map_or_else(|| Url::parse(href).ok(), |around| around.join(href).ok()).or(around)
        })
    }

    /// The addresses that stand for the whole show. They go with the newest episode, so that they are asked for once and survive `--latest`.
    fn show_mentions(&self) -> Vec<Mention> {
        let own = self.channel.children().flat_map(|child| {
            if self.is_live(child) {
                item::live_mentions(self, child)
            } else {
                self.show_mention(child).into_iter().collect()
            }
        });
        own.collect()
    }

    fn show_mention(&self, child: Element<'_, '_>) -> Option<Mention> {
        let page = || item::page_link(self, child, "channel link");
        let payment = || item::related_link(self, child, "channel atom:link");
        podcast::show_mention(self, child).or_else(page).or_else(payment)
    }
}

fn not_a_feed(found: String) -> EpisodeError {
    EpisodeError::NotThat { wanted: "feed", found }
}

fn what_it_is(root: &str) -> String {
    match root.to_ascii_lowercase().as_str() {
        "html" => "this is a web page".to_owned(),
        "urlset" | "sitemapindex" => "this is a sitemap".to_owned(),
        "opml" => "this is a list of feeds (OPML)".to_owned(),
        _ => format!("its outermost element is <{root}>"),
    }
}
