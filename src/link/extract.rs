//! From episodes to links: every format's hits, resolved, each address once an episode.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use scraper::Selector;
use smallvec::smallvec;
use url::Url;

use super::sheet::Sheet;
use super::{Address, Form, Group, Hit, Link, LinkKind, Options, Place, flaw, group, resolve, sheet};
use crate::episode::{Content, Episode, Mention};
use crate::source::Document;
use crate::spread::spread;
use crate::text::{Position, Span};

/// How many episodes a thread is worth beginning for.
const WORTH: usize = 64;

/// The links of a document's episodes, in their order. `index` is the document's number in the run, `first_episode` that of its first episode. Those of
/// many episodes are looked for on all processors.
#[must_use]
pub fn extract(
    document: &Document,
    index: usize,
    episodes: &[Episode],
    first_episode: usize,
    options: &Options,
) -> Vec<Link> {
    let ignore: Vec<Selector> = options.ignore.iter().filter_map(|css| Selector::parse(css).ok()).collect();
    let gathered = |number: usize| Gathered { index, episode: first_episode + number, ..Gathered::new(document) };
    let sheets: Option<Vec<Sheet<'_>>> = episodes.iter().map(Sheet::of).collect();
    let mut links = match sheets {
        Some(sheets) => spread(&sheets, WORTH, |number, sheet| gathered(number).of_sheet(sheet, &ignore)),
        None => episodes.iter().enumerate().flat_map(|(number, it)| gathered(number).of_episode(it, &ignore)).collect(),
    };
    links.retain(|link| options.kinds.as_ref().is_none_or(|kinds| kinds.contains(&link.kind)));
    links
}

/// The links of one episode.
struct Gathered<'a> {
    document: &'a Document,
    index: usize,
    episode: usize,
    links: Vec<Link>,
    /// Where each address stands among `links`; with the line on which it is written, if each counts.
    known: HashMap<(LinkKind, Option<u32>, String), usize>,
    /// Whether an address counts once a line, not once an episode.
    apart: bool,
    /// The last place that was told exactly.
    last: Position,
}

impl<'a> Gathered<'a> {
    fn new(document: &'a Document) -> Self {
        let last = Position { line: 1, column: 1 };
        Self { document, index: 0, episode: 0, links: Vec::new(), known: HashMap::new(), apart: false, last }
    }

    fn of_sheet(mut self, sheet: &Sheet<'_>, ignore: &[Selector]) -> Vec<Link> {
        for piece in &sheet.pieces {
            // Pages and feeds repeat their notes; in Markdown each mention is written by hand, and mended by hand, but an editor who is led to a line
            // sees all of it.
            self.apart = piece.is_markdown();
            self.hits(piece.hits(ignore), piece.field, piece.base);
        }
        self.mentions(sheet.mentions)
    }

    fn of_episode(mut self, episode: &Episode, ignore: &[Selector]) -> Vec<Link> {
        for fragment in &episode.notes {
            self.apart = matches!(fragment.content, Content::Markdown { .. });
            let hits = sheet::hits(self.document, &fragment.content, ignore);
            self.hits(hits, fragment.field, fragment.base.as_ref());
        }
        self.mentions(&episode.mentions)
    }

    fn hits(&mut self, hits: Vec<(Hit, Option<Span>)>, field: Option<&'static str>, base: Option<&Url>) {
        self.links.reserve(hits.len());
        self.known.reserve(hits.len());
        for (hit, span) in hits {
            if resolve::is_script(&hit.href) {
                continue;
            }
            let address = resolve::resolve(&hit.href, hit.form, base);
            let is_time = hit.form == Form::Link && resolve::is_time(&hit.href, &hit.text);
            let (kind, address) = match own_time(&address, &hit.text, base) {
                Some(own) => (LinkKind::Timestamp, own),
                None => (if is_time { LinkKind::Timestamp } else { LinkKind::Notes }, address),
            };
            let place = self.place(span, field);
            let group = group::of(url_of(&address), hit.section.as_deref(), &hit.text, hit.group);
            self.add(hit, kind, group, address, place);
        }
    }

    fn mentions(mut self, mentions: &[Mention]) -> Vec<Link> {
        for mention in mentions {
            self.mention(mention);
        }
        self.links
    }

    fn mention(&mut self, mention: &Mention) {
        let address = resolve::resolve(&mention.href, Form::Link, mention.base.as_ref());
        let place = self.place(mention.span, mention.field);
        let hit = Hit { text: mention.text.clone(), ..Hit::new(mention.href.clone(), mention.span, Form::Link) };
        self.apart = false;
        let is_sponsors = mention.field.is_some_and(|field| field.starts_with("sponsor"));
        let group = match () {
            () if is_sponsors => Group::Sponsor,
            () if mention.of_show => Group::Show,
            () => Group::Editorial,
        };
        let link = self.add(hit, mention.kind, group, address, place);
        self.links[link].declared =
            self.links[link].declared.take().or_else(|| mention.media_type.as_deref().map(Into::into));
    }

    fn place(&mut self, span: Option<Span>, field: Option<&'static str>) -> Place {
        if let Some(span) = span {
            self.last = self.document.position(span.start);
        }
        Place { span, position: self.last, field }
    }

    /// Adds a mention; returns the index of its link.
    fn add(&mut self, hit: Hit, kind: LinkKind, group: Group, address: Address, place: Place) -> usize {
        let apart = place.span.filter(|_| self.apart).map(|_| place.position.line);
        match self.known.entry((kind, apart, key(&address, &hit.href))) {
            Entry::Occupied(entry) => {
                merge(&mut self.links[*entry.get()], hit, group, place);
                *entry.get()
            }
            Entry::Vacant(entry) => {
                let lints = flaw::lint(&hit.href, &address).into_iter().collect();
                let Hit { href, text, section, ignored, .. } = hit;
                let (document, episode, places) = (self.index, self.episode, smallvec![place]);
                let (href, text, ignored) = (href.into(), text.into(), ignored.map(Into::into));
                self.links.push(Link {
                    document,
                    episode,
                    href,
                    text,
                    section,
                    kind,
                    group,
                    address,
                    places,
                    lints,
                    ignored,
                    declared: None,
                });
                *entry.insert(self.links.len() - 1)
            }
        }
    }
}

/// Among so many of a link's last places another is looked for.
const NEAR: usize = 64;

/// Adds another place to a link. What a listener can click says more than the same address in running text.
fn merge(link: &mut Link, hit: Hit, group: Group, place: Place) {
    if link.text == link.href && hit.form == Form::Link {
        link.href = hit.href.into();
        link.text = hit.text.into();
        link.section = hit.section;
    } else if link.text.is_empty() {
        link.text = hit.text.into();
    }
    link.group = link.group.max(group);
    link.ignored = link.ignored.take().and(hit.ignored.map(Into::into));
    // Where a place is told twice, it is so by neighbours: a page may repeat one address a hundred thousand times.
    let is_told = |places: &[Place]| places.iter().rev().take(NEAR).any(|told| *told == place);
    if place.span.is_none() || !is_told(&link.places) {
        link.places.push(place);
    }
}

fn url_of(address: &Address) -> Option<&Url> {
    match address {
        Address::Web(url) => Some(url),
        Address::Flawed(flaw) => flaw.mended.as_deref(),
        Address::Other(_) | Address::SamePage(_) => None,
    }
}

/// A time of the recording on its own page, `/watch?v=…&t=60s`, which is a place on that page.
fn own_time(address: &Address, text: &str, base: Option<&Url>) -> Option<Address> {
    let (Address::Web(url), Some(base)) = (address, base) else { return None };
    let is_own = resolve::says_time(text) && resolve::is_time_of(url, base);
    is_own.then(|| Address::SamePage(url.as_str().into()))
}

/// Under which addresses are the same.
fn key(address: &Address, href: &str) -> String {
    match address {
        Address::Web(url) => url.as_str().to_owned(),
        Address::Other(url) | Address::SamePage(url) => url.to_string(),
        Address::Flawed(_) => format!("\0{}", href.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::Fragment;
    use crate::source::{Kind, Origin};
    use crate::text::SourceMap;

    fn links(html: &str) -> Vec<Link> {
        let document = Document::from_text(Origin::Stdin, Kind::Html, html.to_owned(), None);
        let content = Content::Html { text: html.to_owned(), map: SourceMap::identity(0, html.len()) };
        let base = Url::parse("https://show.example/1").ok();
        let episode = Episode { notes: vec![Fragment { field: None, base, content }], ..Episode::default() };
        extract(&document, 0, &[episode], 0, &Options::default())
    }

    #[test]
    fn an_address_counts_once_with_all_its_places() {
        let found = links(
            "<a href=https://a.example>A</a>\n<a href=https://a.example/>again</a>\n<a href=https://a.example/#x>part</a>",
        );
        let seen: Vec<_> = found.iter().map(|link| (&*link.text, link.places.len())).collect();
        assert_eq!(seen, [("A", 2), ("part", 1)]);
        assert_eq!(found[0].places[1].position, Position { line: 2, column: 9 });
    }

    #[test]
    fn markdown_counts_each_line_and_each_definition_once() {
        let text = "[a](https://a.example/)\n\n[b](https://a.example/) [c][r] [d][r] [e](https://a.example)\n\n[r]: https://a.example/";
        let document = Document::from_text(Origin::Stdin, Kind::Markdown, text.to_owned(), None);
        let found = extract(&document, 0, &[crate::episode::markdown::read(&document)], 0, &Options::default());
        let lines: Vec<_> =
            found.iter().map(|link| (&*link.text, link.places[0].position.line, link.places.len())).collect();
        assert_eq!(lines, [("a", 1, 1), ("b", 3, 2), ("c", 5, 1)]);
    }

    #[test]
    fn sponsors_in_front_matter_are_sponsors() {
        let text = "---\nsponsors:\n  - name: Shaker\n    url: https://shaker.example/\nguests:\n  - https://ana.example/\n---\n";
        let document = Document::from_text(Origin::Stdin, Kind::Markdown, text.to_owned(), None);
        let found = extract(&document, 0, &[crate::episode::markdown::read(&document)], 0, &Options::default());
        assert_eq!(found.iter().map(|link| link.group).collect::<Vec<_>>(), [Group::Sponsor, Group::Editorial]);
    }

    #[test]
    fn an_empty_fragment_is_told_and_a_place_on_the_page_is_not() {
        let found = links("<a href='#'>A</a> <a href='#b'>B</a>");
        let codes: Vec<_> =
            found.iter().map(|link| link.lints.iter().map(|lint| lint.code).collect::<Vec<_>>()).collect();
        assert_eq!(codes, [vec!["empty-address"], vec![]]);
    }

    #[test]
    fn timestamps_are_told_apart_and_buttons_are_no_links() {
        let found = links("<a href='#t=2m26s'>02:26</a> <a href='javascript:play()'>Play</a>");
        assert_eq!(found.iter().map(|link| link.kind).collect::<Vec<_>>(), [LinkKind::Timestamp]);
    }

    #[test]
    fn a_link_beats_the_same_address_in_text() {
        let found = links("backstage.io <a href=https://backstage.io/>Backstage</a>");
        assert_eq!((found.len(), &*found[0].href, &*found[0].text), (1, "https://backstage.io/", "Backstage"));
    }

    #[test]
    fn a_flawed_address_carries_its_lint() {
        let found = links("<a href=www.a.example.com>A</a>");
        assert_eq!(found[0].lints[0].code, "missing-scheme");
        assert_eq!(found[0].lints[0].suggestion.as_deref(), Some("https://www.a.example.com/"));
    }
}
