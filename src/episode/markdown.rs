//! A Markdown file: one episode, told about by its front matter, its first heading and its name.

use jiff::civil::Date;
use url::Url;

use super::front_matter::{self, Entry, FrontMatter, keys};
use super::{Content, Episode, Fragment, LinkKind, Mention, date};
use crate::source::{Document, Origin};
use crate::text::{Fences, SourceMap, collapsed, words};

/// Keys that hold the number of an episode, the likeliest first.
const NUMBERS: &[&str] = &["number", "episodenumber", "episode", "ep", "itunesepisode", "episodeno", "podcastepisode"];

/// Keys that hold the day of publication, the likeliest first.
const DATES: &[&str] = &[
    "date",
    "pubdate",
    "publishdate",
    "publisheddate",
    "published",
    "publishedat",
    "publishedon",
    "releasedate",
    "datum",
];

/// How far from an address, in entries, its name is looked for.
const BESIDE: usize = 12;

/// Reads the file.
#[must_use]
pub fn read(document: &Document) -> Episode {
    let matter = front_matter::read(&document.text);
    let body = &document.text[matter.body..];
    let name = stem(&document.origin);
    let page = page(&matter);
    let base = document.base.clone().or_else(|| page.clone());
    let mut notes = described(&matter, base.as_ref());
    let map = SourceMap::identity(matter.body, body.len());
    notes.push(Fragment { field: None, base: base.clone(), content: Content::Markdown { text: body.to_owned(), map } });
    Episode {
        title: text_of(&matter, &["title", "name"]).or_else(|| heading(body)).or_else(|| name.map(str::to_owned)),
        number: number(&matter).or_else(|| name.and_then(number_in)),
        date: DATES.iter().find_map(|key| day(&matter.top(&[key])?.text)).or_else(|| date::parse(name?.get(..10)?)),
        page,
        guid: text_of(&matter, &["guid", "uuid", "podcastguid"]),
        mentions: mentions(&matter, base.as_ref()),
        repairs: matter.fault.iter().map(|fault| fault.message.clone()).collect(),
        notes,
        ..Episode::default()
    }
}

/// The name of the file without its ending.
pub(super) fn stem(origin: &Origin) -> Option<&str> {
    match origin {
        Origin::File(path) => path.file_stem()?.to_str(),
        Origin::Stdin | Origin::Url(_) => None,
    }
}

fn text_of(matter: &FrontMatter, names: &[&str]) -> Option<String> {
    matter.top(names).map(|entry| collapsed(&entry.text))
}

fn number(matter: &FrontMatter) -> Option<String> {
    let nested = || {
        matter
            .entries
            .iter()
            .find(|entry| entry.path.len() == 2 && entry.path[0] == "podcast" && entry.key() == "episode")
    };
    matter.top(NUMBERS).or_else(nested).map(|entry| entry.text.trim().to_owned()).filter(|number| number.len() <= 20)
}

/// The number that a file name such as `666 - Hackweek` or `js-party-299` begins or ends with; the day in `2024-05-01-talk` is none.
fn number_in(name: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut words = words(name);
    let (first, second) = (words.next()?, words.next());
    let last = words.next_back().or(second);
    let dated = first.len() == 4 && digits(first) && second.is_some_and(|word| word.len() == 2 && digits(word));
    let wanted = if digits(first) && !dated { Some(first) } else { last.filter(|word| digits(word) && !dated) };
    wanted.map(|number| match number.trim_start_matches('0') {
        "" => "0".to_owned(),
        plain => plain.to_owned(),
    })
}

/// A day as written, or as the seconds or milliseconds since 1970 that some sites keep.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let number = || text.parse::<i64>().ok().filter(|number| *number > 100_000_000);
    let stamp = number().and_then(|number| match number {
        ..100_000_000_000 => jiff::Timestamp::from_second(number).ok(),
        _ => jiff::Timestamp::from_millisecond(number).ok(),
    });
    match stamp {
        Some(stamp) => Some(stamp.to_zoned(jiff::tz::TimeZone::UTC).date()),
        None => date::parse(text),
    }
}

/// The text of the first heading of level one, if it stands before any other heading.
fn heading(body: &str) -> Option<String> {
    let mut fences = Fences::default();
    for line in body.lines().filter(|line| !fences.hold(line)) {
        if let Some(rest) = line.strip_prefix('#') {
            let title = rest.strip_prefix([' ', '\t'])?.trim().trim_end_matches('#').trim();
            return (!title.is_empty()).then(|| title.to_owned());
        }
    }
    None
}

/// The episode's own page, where the front matter gives its address.
fn page(matter: &FrontMatter) -> Option<Url> {
    let is_page = |entry: &&Entry| entry.path.len() == 1 && keys::kind(entry) == Some((LinkKind::Page, "page"));
    matter.entries.iter().filter(is_page).find_map(|entry| web(entry.text.trim()))
}

fn web(text: &str) -> Option<Url> {
    Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && !text.contains(char::is_whitespace))
}

/// Whether a whole value is meant as an address on the web, well spelt or not.
fn is_address(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let starts = ["http:", "https:", "www.", "htp:", "htps:", "http//", "https//", "http;//", "https;//"]
        .iter()
        .any(|start| lower.starts_with(start));
    starts && text.len() > 8 && !text.contains(char::is_whitespace)
}

/// The values that are addresses which a listener sees.
fn mentions(matter: &FrontMatter, base: Option<&Url>) -> Vec<Mention> {
    let mention = |(index, entry): (usize, &Entry)| {
        let href = entry.text.trim();
        let (kind, field) = is_address(href).then(|| keys::kind(entry))??;
        Some(Mention {
            kind,
            href: href.to_owned(),
            text: label(matter, index),
            field: Some(field),
            span: entry.span(),
            media_type: None,
            base: base.cloned(),
            of_show: false,
        })
    };
    matter.entries.iter().enumerate().filter_map(mention).collect()
}

/// What stands beside an address to name it: `title`, `name` and the like in the same mapping, or around its `links`, or the key itself.
fn label(matter: &FrontMatter, index: usize) -> String {
    let around = &matter.entries[index.saturating_sub(BESIDE)..matter.entries.len().min(index + BESIDE)];
    let Some((key, parent)) = matter.entries[index].path.split_last() else { return String::new() };
    let beside = |parent: &[String]| {
        let named = |other: &&Entry| {
            other.path.split_last().is_some_and(|(key, above)| {
                above == parent && ["title", "name", "text", "label"].contains(&keys::normal(key).as_str())
            })
        };
        around.iter().find(named).map(|other| other.text.trim().to_owned())
    };
    let named = || {
        let around_links = || parent.split_last().filter(|(key, above)| *key == "links" && !above.is_empty());
        beside(parent).or_else(|| beside(around_links()?.1))
    };
    let free = || (key.contains(' ') && key.parse::<usize>().is_err()).then(|| key.clone());
    if parent.is_empty() { String::new() } else { named().or_else(free).unwrap_or_default() }
}

/// The values that are notes of their own: markup with addresses in it.
fn described(matter: &FrontMatter, base: Option<&Url>) -> Vec<Fragment> {
    let is_notes = |entry: &&Entry| {
        let text = entry.text.trim();
        let linked = text.contains("://") || text.contains("](") || text.contains("href=");
        linked && !is_address(text) && keys::kind(entry).is_some()
    };
    let fragment = |entry: &Entry| Fragment {
        field: Some("front matter"),
        base: base.cloned(),
        content: Content::Markdown { text: entry.text.clone(), map: entry.map.clone() },
    };
    matter.entries.iter().filter(is_notes).map(fragment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Kind;

    fn episode(name: &str, text: &str) -> (Document, Episode) {
        let document = Document::from_text(Origin::File(name.into()), Kind::Markdown, text.to_owned(), None);
        let episode = read(&document);
        (document, episode)
    }

    fn about(name: &str, text: &str) -> (Option<String>, Option<String>, Option<String>) {
        let (_, episode) = episode(name, text);
        (episode.title, episode.number, episode.date.map(|date| date.to_string()))
    }

    fn told(title: &str, number: Option<&str>, date: Option<&str>) -> (Option<String>, Option<String>, Option<String>) {
        (Some(title.to_owned()), number.map(str::to_owned), date.map(str::to_owned))
    }

    #[test]
    fn front_matter_tells_first_then_the_heading_then_the_name() {
        assert_eq!(
            about("x.md", "---\nnumber: 666\ntitle: Hackweek\ndate: 1694606400945\n---\n# Other\n"),
            told("Hackweek", Some("666"), Some("2023-09-13"))
        );
        assert_eq!(about("2020-01-02-talk.md", "Hello\n\n# A talk #\n"), told("A talk", None, Some("2020-01-02")));
        assert_eq!(about("js-party-299.md", "## Links\n\n# No title\n"), told("js-party-299", Some("299"), None));
        assert_eq!(about("007 - Bond.md", "```\n# no title\n```\n"), told("007 - Bond", Some("7"), None));
        assert_eq!(about("7.md", "```\n~~~\n# no title\n```\n# Seven"), told("Seven", Some("7"), None));
    }

    #[test]
    fn mentions_have_their_kind_their_name_and_their_bytes() {
        let (document, episode) = episode(
            "a.md",
            "---\nguests:\n  - name: Ann\n    url: 'https://ann.example/'\n    twitter: ann\nlinks:\n  - My page: www.page.example/x\naudio: /a.mp3\n---\n",
        );
        let seen: Vec<_> = episode
            .mentions
            .iter()
            .map(|m| (m.kind, m.text.as_str(), &document.text[m.span.unwrap().range()]))
            .collect();
        assert_eq!(
            seen,
            [(LinkKind::Person, "Ann", "https://ann.example/"), (LinkKind::Notes, "My page", "www.page.example/x")]
        );
    }

    #[test]
    fn the_links_of_a_person_are_the_persons() {
        let text = "---\nhosts:\n  - name: Ann\n    links:\n      website: https://a.example/\n      twitter: https://b.example/\n---\n";
        let (_, episode) = episode("a.md", text);
        let seen: Vec<_> = episode.mentions.iter().map(|m| (m.kind, m.text.as_str())).collect();
        assert_eq!(seen, [(LinkKind::Person, "Ann"); 2]);
    }

    #[test]
    fn notes_inside_front_matter_are_notes() {
        let (document, episode) = episode(
            "a.md",
            "---\ndescription: |\n  See [A](https://a.example/).\nimage_credit: see https://x.example/\n---\nBody",
        );
        let texts: Vec<_> = episode
            .notes
            .iter()
            .map(|note| match &note.content {
                Content::Markdown { text, map } => {
                    (note.field, text.as_str(), map.to_file(crate::text::Span::new(0, 3)).unwrap())
                }
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(
            texts.iter().map(|t| (t.0, t.1)).collect::<Vec<_>>(),
            [(Some("front matter"), "See [A](https://a.example/).\n"), (None, "Body")]
        );
        assert_eq!(texts.iter().map(|t| &document.text[t.2.range()]).collect::<Vec<_>>(), ["See", "Bod"]);
    }

    #[test]
    fn an_absolute_page_is_the_base_of_a_draft() {
        let (_, episode) =
            episode("a.md", "---\ncanonical_url: https://show.example/7\nurl: https://cdn.example/7.mp3\n---\n");
        assert_eq!(episode.page.as_ref().map(Url::as_str), Some("https://show.example/7"));
        assert_eq!(episode.notes[0].base, episode.page);
        assert_eq!(episode.mentions.iter().map(|m| m.kind).collect::<Vec<_>>(), [LinkKind::Page, LinkKind::Enclosure]);
    }
}
