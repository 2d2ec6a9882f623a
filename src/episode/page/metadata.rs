//! What a page says of its episode: title, number, date, address.

use jiff::civil::Date;
use url::Url;

use super::outline::Outline;
use crate::episode::date;
use crate::episode::dom::attr;
use crate::text::collapsed;
use crate::text::json::Value;

/// What a page says of its episode.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) number: Option<String>,
    pub(super) date: Option<Date>,
    /// Its canonical address.
    pub(super) page: Option<Url>,
    /// The feed that it names.
    pub(super) feed: Option<String>,
    /// The description in its head, often cut off.
    pub(super) description: Option<String>,
}

/// The types of schema.org that describe an episode, the surest first.
const EPISODES: &[&str] = &[
    "PodcastEpisode",
    "RadioEpisode",
    "Episode",
    "AudioObject",
    "TVEpisode",
    "VideoObject",
    "MusicRecording",
    "BlogPosting",
    "Article",
    "NewsArticle",
];

/// How many headings of a rank are compared with the title.
const MOST_HEADINGS: usize = 8;

/// A script that holds JSON, with its text.
pub(super) struct Script<'a> {
    pub(super) source: &'a str,
    pub(super) value: Value,
}

/// Reads what the page says. `base` is the page's own address, as far as it is known.
pub(super) fn read(outline: &Outline<'_>, json_ld: &[Script<'_>], base: Option<&Url>) -> Metadata {
    let mut metadata = Metadata::default();
    let elements = |name| outline.heads(name).filter_map(|node| node.value().as_element());
    elements("meta").for_each(|element| metadata.meta(element));
    elements("link").for_each(|element| metadata.link(element, base));
    let described = episode_object(json_ld);
    let text = |key: &str| {
        described
            .and_then(|(script, object)| object.get(key)?.text(script.source))
            .filter(|text| !text.trim().is_empty())
    };
    metadata.title = text("name")
        .or_else(|| text("headline"))
        .or(metadata.title)
        .or_else(|| heading(outline))
        .or_else(|| title(outline))
        .or_else(|| styled_title(outline))
        .map(|text| tidy(&text));
    metadata.number = text("episodeNumber")
        .or_else(|| number_of(described))
        .or_else(|| metadata.title.as_deref().and_then(number_in));
    metadata.date = text("datePublished")
        .or_else(|| text("uploadDate"))
        .and_then(|text| date::parse(&text))
        .or(metadata.date)
        .or_else(|| time(outline));
    metadata
}

impl Metadata {
    fn meta(&mut self, element: &scraper::node::Element) {
        let name = attr(element, "property").or_else(|| attr(element, "name")).unwrap_or_default().to_ascii_lowercase();
        let Some(content) = attr(element, "content").filter(|content| !content.trim().is_empty()) else { return };
        match name.as_str() {
            "og:title" => self.title = Some(content.to_owned()),
            "og:url" if self.page.is_none() => self.page = web(content, None),
            "og:description" | "description"
                if self.description.as_ref().is_none_or(|known| known.len() < content.len()) =>
            {
                self.description = Some(content.to_owned());
            }
            "article:published_time" | "datepublished" | "date" | "dc.date" => {
                self.date = self.date.or_else(|| date::parse(content));
            }
            _ => {}
        }
    }

    fn link(&mut self, element: &scraper::node::Element, base: Option<&Url>) {
        let (Some(rel), Some(href)) = (attr(element, "rel"), attr(element, "href")) else { return };
        let is = |word: &str| rel.split_ascii_whitespace().any(|own| own.eq_ignore_ascii_case(word));
        let feed = attr(element, "type").is_some_and(|kind| {
            matches!(
                kind.trim().to_ascii_lowercase().as_str(),
                "application/rss+xml" | "application/atom+xml" | "application/feed+json"
            )
        });
        if is("canonical") {
            self.page = web(href, base).or(self.page.take());
        } else if is("alternate") && feed && self.feed.is_none() {
            self.feed = Some(web(href, base).map_or_else(|| href.to_owned(), String::from));
        }
    }
}

fn web(href: &str, base: Option<&Url>) -> Option<Url> {
    let url = Url::options().base_url(base).parse(href.trim()).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

fn title(outline: &Outline<'_>) -> Option<String> {
    let title = outline.heads("title").next()?;
    let text: String = title.children().filter_map(|node| node.value().as_text()).map(|text| &**text).collect();
    (!text.trim().is_empty()).then_some(text)
}

/// The first heading; but where it is a link or stands in the head of the site, the one with which the page's title begins.
fn heading(outline: &Outline<'_>) -> Option<String> {
    let headings = |name: &'static str| {
        let items = outline.items.iter().zip(0..).filter(move |(item, _)| item.element.name() == name);
        items.map(|(_, at)| (at, text_of(outline, at))).filter(|(_, text)| !text.is_empty()).take(MOST_HEADINGS)
    };
    let (at, first) = headings("h1").next()?;
    let is_of_site = outline.text(at) == outline.link_text(at);
    let title = title(outline).filter(|_| is_of_site).map(|text| tidy(&text)).unwrap_or_default();
    let named = headings("h1").chain(headings("h2")).map(|(_, text)| text).find(|text| title.starts_with(text));
    named.or(Some(first))
}

/// What a word processor calls the title where it exports a page without one.
fn styled_title(outline: &Outline<'_>) -> Option<String> {
    let is_one = |at: &usize| outline.items[*at].element.name() == "p" && outline.items[*at].names.has("title");
    let at = (0..outline.items.len()).find(is_one)?;
    Some(text_of(outline, at)).filter(|text| !text.is_empty())
}

fn text_of(outline: &Outline<'_>, at: usize) -> String {
    let parts = outline.items[at].node.descendants().take(200).filter_map(|node| node.value().as_text());
    tidy(&parts.map(|text| &**text).collect::<String>())
}

fn tidy(text: &str) -> String {
    let text = crate::text::unescape(text);
    collapsed(&text)
}

/// The day of the first `<time>` that tells one.
fn time(outline: &Outline<'_>) -> Option<Date> {
    let times = outline.items.iter().enumerate().filter(|(_, item)| item.element.name() == "time");
    times.take(8).find_map(|(at, item)| {
        attr(item.element, "datetime").and_then(date::parse).or_else(|| date::parse(&text_of(outline, at)))
    })
}

/// The object that describes the episode, in a list or a graph of others.
fn episode_object<'a>(json_ld: &'a [Script<'a>]) -> Option<(&'a Script<'a>, &'a Value)> {
    let objects =
        json_ld.iter().flat_map(|script| objects(&script.value).into_iter().map(move |object| (script, object)));
    let ranked = objects.filter_map(|(script, object)| Some((rank(script, object)?, script, object)));
    ranked.min_by_key(|(rank, ..)| *rank).map(|(_, script, object)| (script, object))
}

/// The objects at the top of a JSON-LD document.
fn objects(value: &Value) -> Vec<&Value> {
    let top: Vec<&Value> = if value.elements().is_empty() { vec![value] } else { value.elements().iter().collect() };
    top.into_iter()
        .flat_map(|object| std::iter::once(object).chain(object.get("@graph").map(Value::elements).unwrap_or_default()))
        .collect()
}

fn rank(script: &Script<'_>, object: &Value) -> Option<usize> {
    let kind = object.get("@type")?;
    let names: Vec<String> =
        std::iter::once(kind).chain(kind.elements()).filter_map(|value| value.text(script.source)).collect();
    EPISODES.iter().position(|known| names.iter().any(|name| name == known))
}

fn number_of(described: Option<(&Script<'_>, &Value)>) -> Option<String> {
    let (script, object) = described?;
    let number = object.get("episodeNumber")?.number(script.source)?;
    Some(number.to_string())
}

/// The number in `#12`, `12: …`, `Episode 12`, `Folge 12`.
fn number_in(title: &str) -> Option<String> {
    const AFTER: &[&str] = &[
        "episode",
        "ep",
        "ep.",
        "folge",
        "episodio",
        "épisode",
        "episódio",
        "odcinek",
        "avsnitt",
        "выпуск",
        "show",
        "no.",
    ];
    let words: Vec<&str> = title.split_whitespace().take(12).collect();
    let named = words.windows(2).find_map(|pair| {
        let word = pair[0].trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        AFTER.contains(&&*word).then(|| digits(pair[1].trim_start_matches('#')))?
    });
    let marked = || words.iter().find_map(|word| digits(word.trim_start_matches(['(', '[']).strip_prefix('#')?));
    let first = || {
        let number = digits(words.first()?.trim_start_matches(['"', '“']));
        number.filter(|(_, rest)| matches!(*rest, ":" | "." | ")" | "–" | "-" | "|"))
    };
    named.or_else(marked).or_else(first).map(|(number, _)| number.to_owned())
}

/// The one to four digits at the start of a word, and what follows.
fn digits(word: &str) -> Option<(&str, &str)> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    (1..=4).contains(&end).then(|| word.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::Dom;
    use crate::text::json;
    use jiff::civil::date;

    fn metadata(html: &str, json_ld: &str) -> Metadata {
        let dom = Dom::page(html);
        let scripts: Vec<_> =
            json::parse(json_ld).value.map(|value| Script { source: json_ld, value }).into_iter().collect();
        read(&Outline::of(&dom), &scripts, Url::parse("https://a.example/7").ok().as_ref())
    }

    #[test]
    fn structured_data_is_believed_first() {
        let json_ld = r#"{"@graph": [{"@type": "WebSite", "name": "Site"}, {"@type": "PodcastEpisode", "name": "Rust &amp; C", "episodeNumber": 12, "datePublished": "2024-05-06T00:00:00Z"}]}"#;
        let found = metadata("<title>x</title><h1>y</h1>", json_ld);
        assert_eq!(
            (found.title.as_deref(), found.number.as_deref(), found.date),
            (Some("Rust & C"), Some("12"), Some(date(2024, 5, 6)))
        );
    }

    #[test]
    fn the_head_and_the_headings_are_read_without_it() {
        let found = metadata(
            "<title>03: Builders | Show</title><link rel=canonical href=/3><link rel=alternate type=application/rss+xml href=feed.xml><body><h1> 03:\n Builders</h1><time datetime=2021-10-19>then</time>",
            "",
        );
        assert_eq!(
            (found.title.as_deref(), found.number.as_deref(), found.date),
            (Some("03: Builders"), Some("03"), Some(date(2021, 10, 19)))
        );
        assert_eq!(
            (found.page.unwrap().as_str(), found.feed.as_deref()),
            ("https://a.example/3", Some("https://a.example/feed.xml"))
        );
    }

    #[test]
    fn the_name_of_the_site_is_no_title() {
        let title = |html: &str| metadata(html, "").title.unwrap_or_default();
        assert_eq!(
            title("<title>Bats in the Belfry | Yards</title><h1><a href=/>Yards</a></h1><h2>Bats in the Belfry</h2>"),
            "Bats in the Belfry"
        );
        assert_eq!(title("<title>Yards | Bats</title><h1>Bats</h1><h2>Yards</h2>"), "Bats");
    }

    #[test]
    fn numbers_in_titles_are_told_from_others() {
        let number = |title: &str| number_in(title);
        assert_eq!(number("Episode 140: The End"), Some("140".to_owned()));
        assert_eq!(number("The Final Whispers – Episode 140"), Some("140".to_owned()));
        assert_eq!(number("JS Party #299"), Some("299".to_owned()));
        assert_eq!(number("10 tips for programmers"), None);
    }
}
