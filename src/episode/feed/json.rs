//! JSON Feed, version 1 and 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use url::Url;

use super::{markup, shortened, xml};
use crate::episode::{Content, Episode, EpisodeError, Fragment, LinkKind, Mention, date};
use crate::source::Document;
use crate::text::collapsed;
use crate::text::json::{Data, Value, parse};

/// Reads a JSON Feed.
pub(super) fn read(document: &Document) -> Result<Vec<Episode>, EpisodeError> {
    let parsed = parse(&document.text);
    let feed = parsed.value.as_ref();
    let items = feed.and_then(|feed| feed.get("items")).filter(|items| matches!(items.data, Data::Array(_)));
    let Some((feed, items)) = feed.zip(items) else { return Err(not_a_feed(feed)) };
    let reader = Reader { document, base: site(document, feed) };
    let whole = items.elements().iter().filter(|item| item.complete && matches!(item.data, Data::Object(_)));
    let mut episodes: Vec<Episode> = whole.map(|item| reader.episode(item)).collect();
    if let Some(newest) = xml::newest(&mut episodes) {
        let home = reader.mention(feed, "home_page_url", LinkKind::Page);
        newest.mentions.extend(home.into_iter().chain(reader.authors(feed)).map(Mention::of_show));
    }
    match parsed.error.filter(|_| !items.complete) {
        Some(at) => Err(EpisodeError::CutOff { what: "feed", line: document.position(at).line, episodes }),
        None => Ok(episodes),
    }
}

fn not_a_feed(value: Option<&Value>) -> EpisodeError {
    let found = match value {
        None => "it can't be read as JSON",
        Some(value) if value.get("chapters").is_some() => "this is a chapters file",
        Some(_) => "there are no `items` in it",
    };
    EpisodeError::NotThat { wanted: "JSON feed", found: found.to_owned() }
}

fn site(document: &Document, feed: &Value) -> Option<Url> {
    let home = feed.get("home_page_url").and_then(|home| home.text(&document.text));
    home.and_then(|home| Url::parse(home.trim()).ok()).or_else(|| document.base.clone())
}

struct Reader<'a> {
    document: &'a Document,
    base: Option<Url>,
}

impl Reader<'_> {
    fn episode(&self, item: &Value) -> Episode {
        let mut mentions: Vec<Mention> = self.mention(item, "url", LinkKind::Page).into_iter().collect();
        let page = mentions.first().and_then(|mention| self.resolve(&mention.href));
        mentions.extend(self.mention(item, "external_url", LinkKind::Page));
        mentions.extend(self.attachments(item));
        mentions.extend(self.authors(item));
        let published = ["date_published", "date_modified"].iter().find_map(|name| self.text(item, name));
        let mut episode = Episode {
            title: self.text(item, "title").map(|title| collapsed(&title)),
            guid: item.get("id").map(|id| self.document.text[id.span.range()].to_owned()),
            date: published.and_then(|text| date::parse(&text)),
            page,
            mentions,
            ..Episode::default()
        };
        self.notes(item, &mut episode);
        episode
    }

    fn notes(&self, item: &Value, episode: &mut Episode) {
        for field in ["content_html", "content_text", "summary"] {
            let mapped = item.get(field).and_then(|value| value.mapped(&self.document.text));
            let Some((text, map)) = mapped.filter(|(text, _)| !text.trim().is_empty()) else { continue };
            let content = if field == "content_text" {
                Some(Content::Text { text, map })
            } else {
                let reading = markup::of_text(text, map);
                episode.repairs.extend(reading.repair.map(|repair| format!("{field}: {repair}")));
                reading.content
            };
            episode.notes.extend(content.map(|content| self.fragment(field, content, episode.page.as_ref())));
        }
        shortened::leave_out_stumps(&mut episode.notes);
    }

    fn fragment(&self, field: &'static str, content: Content, page: Option<&Url>) -> Fragment {
        Fragment { field: Some(field), base: page.or(self.base.as_ref()).cloned(), content }
    }

    fn attachments(&self, item: &Value) -> Vec<Mention> {
        let attachments = item.get("attachments").map_or(&[][..], Value::elements);
        let read = |attachment: &Value| {
            let mention = self.mention(attachment, "url", LinkKind::Enclosure)?;
            let text = self.text(attachment, "title").unwrap_or_default();
            Some(Mention {
                media_type: self.text(attachment, "mime_type"),
                text,
                field: Some("attachments"),
                ..mention
            })
        };
        attachments.iter().filter_map(read).collect()
    }

    /// The authors' pages: `authors` of version 1.1, `author` of version 1.
    fn authors(&self, value: &Value) -> Vec<Mention> {
        let several = value.get("authors").map_or(&[][..], Value::elements);
        let read = |author: &Value| {
            let mention = self.mention(author, "url", LinkKind::Person)?;
            Some(Mention { text: self.text(author, "name").unwrap_or_default(), field: Some("authors"), ..mention })
        };
        several.iter().chain(value.get("author")).filter_map(read).collect()
    }

    fn mention(&self, value: &Value, name: &'static str, kind: LinkKind) -> Option<Mention> {
        let (text, map) = value.get(name)?.mapped(&self.document.text)?;
        let span = markup::trimmed(&text);
        (!span.is_empty()).then(|| Mention {
            kind,
            href: text[span.range()].to_owned(),
            text: String::new(),
            field: Some(name),
            span: map.to_file(span),
            media_type: None,
            base: self.base.clone(),
            of_show: false,
        })
    }

    fn text(&self, value: &Value, name: &str) -> Option<String> {
        let text = value.get(name)?.text(&self.document.text)?;
        (!text.trim().is_empty()).then(|| text.trim().to_owned())
    }

    fn resolve(&self, href: &str) -> Option<Url> {
        let url = self.base.as_ref().map_or_else(|| Url::parse(href), |base| base.join(href)).ok()?;
        matches!(url.scheme(), "http" | "https").then_some(url)
    }
}
