//! One document: its episodes and links, and where it leads on.

use jiff::civil::Date;
use url::Url;

use crate::episode::onward::{self, sitemap};
use crate::episode::{self, Cut, Episode, ScopeRule};
use crate::link::{self, Link};
use crate::lint::{self, platform};
use crate::report::{NO_NOTES, ReportEpisode, ReportPlatform, ReportRemark, ReportSource};
use crate::source::{Document, Kind, SourceError};

use super::{Options, stand_in};

/// What was read of one document. Links name their episodes by their places in `episodes`.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) source: ReportSource,
    /// What it was read from, if that is to be kept.
    pub(super) document: Option<Document>,
    pub(super) episodes: Vec<ReportEpisode>,
    pub(super) links: Vec<Link>,
    /// The sitemaps of an index.
    pub(super) sitemaps: Vec<Url>,
    /// The pages of a sitemap or a list of episodes.
    pub(super) pages: Vec<Url>,
    /// Files of chapters, with their episodes.
    pub(super) chapters: Vec<(usize, Url)>,
}

impl Part {
    pub(super) fn of(document: Result<Document, SourceError>, options: &Options) -> Self {
        match document {
            Ok(document) if document.kind == Kind::Sitemap => Self::of_sitemap(&document, options),
            Ok(document) => {
                let part = Self::of_list(&document, options).unwrap_or_else(|| Self::of_notes(&document, options));
                Self { document: options.keep.then_some(document), ..part }
            }
            Err(SourceError::NothingInFolder { name, .. }) if options.allow_empty => {
                Self::new(ReportSource::empty(name))
            }
            Err(error) => Self::new(ReportSource::failed(&error)),
        }
    }

    fn new(source: ReportSource) -> Self {
        let (document, episodes, links, sitemaps, pages, chapters) = Default::default();
        Self { source, document, episodes, links, sitemaps, pages, chapters }
    }

    fn of_sitemap(document: &Document, options: &Options) -> Self {
        let mut part = Self::new(ReportSource::read(&document.origin.to_string(), document.kind));
        match sitemap::read(document) {
            Ok(found) => {
                part.source.error = found.cut.map(|line| format!("the sitemap breaks off at line {line}"));
                part.sitemaps = onward::once(found.sitemaps.into_iter().map(|entry| entry.url));
                part.pages = wanted(found.pages, options);
                let leads_nowhere = part.pages.is_empty() && part.sitemaps.is_empty() && !options.allow_empty;
                if part.source.error.is_none() && leads_nowhere {
                    part.source.error = Some("it names no page that is wanted".to_owned());
                }
            }
            Err(error) => part.source.error = Some(error.to_string()),
        }
        part
    }

    /// A page that lists episodes, if links are to be followed and it has any of them.
    fn of_list(document: &Document, options: &Options) -> Option<Self> {
        if options.follow.is_empty() || document.kind != Kind::Html {
            return None;
        }
        let pages = onward::links(document, &options.follow);
        let source = ReportSource::read(&document.origin.to_string(), document.kind);
        (!pages.is_empty()).then(|| Self { pages, ..Self::new(source) })
    }

    fn of_notes(document: &Document, options: &Options) -> Self {
        let path = document.origin.to_string();
        let (episodes, error) = match episode::read(document, &options.episode) {
            Ok(episodes) => (episodes, None),
            Err(mut error) => {
                let message = error.to_string();
                (error.take_episodes(), Some(message))
            }
        };
        if let Some(says) = stand_in::of(document, &episodes).filter(|_| error.is_none()) {
            return Self::new(ReportSource { error: Some(says), ..ReportSource::read(&path, document.kind) });
        }
        let mut links = link::extract(document, 0, &episodes, 0, &options.link);
        let mut views: Vec<_> = episodes.iter().map(|it| ReportEpisode::of(it, &path, options.whole_page)).collect();
        examine(document, &episodes, &mut links, &mut views, &options.lint);
        if episodes.len() <= options.preview {
            preview(document, &episodes, &links, &mut views);
        }
        options.filter.apply(&mut links);
        let mut source = ReportSource::read(&path, document.kind);
        source.rule = views.first().and_then(|episode| episode.rule);
        let is_empty = is_blank(document) || is_empty(&episodes, &links);
        source.error = error.or_else(|| (is_empty && !options.allow_empty).then(|| NO_NOTES.to_owned()));
        if is_empty {
            // Where no notes are, nobody would call it an episode, and none of it may take the place of one in a cut.
            views.clear();
        }
        let files = episodes.iter().enumerate();
        let chapters = files.flat_map(|(index, it)| onward::chapters(it).into_iter().map(move |url| (index, url)));
        Self { chapters: chapters.collect(), episodes: views, links, ..Self::new(source) }
    }

    fn is_feed(&self) -> bool {
        self.source.kind == Some("feed")
    }

    /// Leaves at most `left` of the pages, and says so: what isn't read isn't checked.
    pub(super) fn limit_pages(&mut self, left: usize, most: usize) {
        if self.pages.len() > left {
            let all = self.pages.len();
            self.source.error =
                Some(format!("leads to {all} pages, more than --max-pages {most}: the rest isn't read"));
            self.pages.truncate(left);
        }
    }

    /// Leaves the episodes at these places, which are in order.
    fn keep(&mut self, wanted: &[usize]) {
        let mut places = vec![None; self.episodes.len()];
        for (new, old) in wanted.iter().enumerate() {
            places[*old] = Some(new);
        }
        self.links.retain_mut(|link| places[link.episode].map(|place| link.episode = place).is_some());
        self.chapters.retain_mut(|(episode, _)| places[*episode].map(|place| *episode = place).is_some());
        let mut places = places.into_iter();
        self.episodes.retain(|_| places.next().flatten().is_some());
    }
}

/// The pages of a sitemap that `--follow` wants and that may be new enough: what wasn't changed since a day wasn't published since.
fn wanted(entries: Vec<sitemap::Entry>, options: &Options) -> Vec<Url> {
    let is_new = |entry: &sitemap::Entry| options.since.zip(entry.modified).is_none_or(|(since, date)| date >= since);
    let is_wanted = |url: &Url| options.follow.is_empty() || options.follow.iter().any(|it| it.matches(url));
    onward::once(entries.into_iter().filter(is_new).map(|entry| entry.url).filter(is_wanted))
}

/// The pages of the episodes of feeds, each once, at most `left`.
pub(super) fn pages_of_feeds(parts: &mut [Part], left: usize, most: usize) -> Vec<Url> {
    let mut pages: Vec<Url> = Vec::new();
    for part in parts.iter_mut().filter(|part| part.is_feed()) {
        let named = part.episodes.iter().filter_map(|episode| episode.page.as_deref());
        part.pages = onward::once(named.filter_map(|page| Url::parse(page).ok()));
        part.limit_pages(left - pages.len(), most);
        pages.append(&mut part.pages);
    }
    pages
}

/// Cuts catalogues to their newest episodes: each feed is one, all pages and files together are another.
pub(super) fn cut(parts: &mut [Part], cut: Cut) {
    if cut.is_everything() {
        return;
    }
    let (mut feeds, mut others): (Vec<&mut Part>, Vec<&mut Part>) = parts.iter_mut().partition(|part| part.is_feed());
    cut_catalogue(&mut others, cut);
    for feed in &mut feeds {
        cut_catalogue(std::slice::from_mut(feed), cut);
    }
}

fn cut_catalogue(parts: &mut [&mut Part], cut: Cut) {
    let mut stubs: Vec<Vec<Episode>> = parts.iter().map(|part| stubs(&part.episodes)).collect();
    cut.apply(&mut stubs.iter_mut().collect::<Vec<_>>());
    for (part, kept) in parts.iter_mut().zip(stubs) {
        let wanted: Vec<usize> = kept.iter().filter_map(|stub| stub.guid.as_ref()?.parse().ok()).collect();
        part.keep(&wanted);
    }
}

/// What of the episodes tells their age, with their places as guids.
fn stubs(episodes: &[ReportEpisode]) -> Vec<Episode> {
    let stub = |(index, episode): (usize, &ReportEpisode)| Episode {
        guid: Some(index.to_string()),
        number: episode.number.clone(),
        date: episode.date.as_deref().and_then(|date| date.parse::<Date>().ok()),
        ..Episode::default()
    };
    episodes.iter().enumerate().map(stub).collect()
}

/// Applies the rules to each episode with its links, which stand together.
fn examine(
    document: &Document,
    episodes: &[Episode],
    mut links: &mut [Link],
    views: &mut [ReportEpisode],
    options: &lint::Options,
) {
    for (index, (episode, view)) in episodes.iter().zip(views).enumerate() {
        let end = links.iter().position(|link| link.episode != index).unwrap_or(links.len());
        let (own, others) = links.split_at_mut(end);
        view.lints = lint::examine(document, episode, own, options).iter().map(ReportRemark::of).collect();
        links = others;
    }
}

/// Says what the platforms show of each episode.
fn preview(document: &Document, episodes: &[Episode], mut links: &[Link], views: &mut [ReportEpisode]) {
    for (index, (episode, view)) in episodes.iter().zip(views).enumerate() {
        let (own, others) = links.split_at(links.partition_point(|link| link.episode <= index));
        let showings = platform::showings(document, episode, own);
        view.platforms = showings.map(|showings| showings.into_iter().map(ReportPlatform::of).collect());
        links = others;
    }
}

/// Whether a document holds nothing at all, as a file has it that was made and never written.
fn is_blank(document: &Document) -> bool {
    document.text.trim().is_empty()
}

/// Whether there is nothing that could be called show notes: no episode, or a page without sign of notes and without a link.
fn is_empty(episodes: &[Episode], links: &[Link]) -> bool {
    let unknown = |episode: &Episode| matches!(episode.rule, Some(ScopeRule::WholePage | ScopeRule::MainContent));
    links.is_empty() && episodes.iter().all(unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(kind: Kind, dates: &[&str]) -> Part {
        let mut part = Part::new(ReportSource::read("x", kind));
        for (index, date) in dates.iter().enumerate() {
            let episode = Episode { date: date.parse().ok(), ..Episode::default() };
            part.episodes.push(ReportEpisode::of(&episode, "x", false));
            let url = Url::parse(&format!("https://a.example/{date}")).unwrap();
            part.links.push(Link { episode: index, ..Link::to(url) });
        }
        part
    }

    fn left(parts: &[Part]) -> Vec<Vec<(usize, String)>> {
        let of_link = |link: &'_ Link| (link.episode, link.href.trim_start_matches("https://a.example/").to_owned());
        let of_part = |part: &Part| part.links.iter().map(of_link).collect();
        parts.iter().map(of_part).collect()
    }

    #[test]
    fn each_feed_is_cut_alone_and_all_pages_together() {
        let mut parts = [
            part(Kind::Feed, &["2020-01-01", "2024-01-01"]),
            part(Kind::Html, &["2021-01-01"]),
            part(Kind::Html, &["2022-01-01"]),
        ];
        cut(&mut parts, Cut { latest: Some(1), since: None });
        let expected = [vec![(0, "2024-01-01".to_owned())], vec![], vec![(0, "2022-01-01".to_owned())]];
        assert_eq!(left(&parts), expected);
        assert_eq!(parts.map(|part| part.episodes.len()), [1, 0, 1]);
    }

    #[test]
    fn pages_beyond_the_limit_are_an_error() {
        let mut part = Part::new(ReportSource::read("sitemap.xml", Kind::Sitemap));
        part.pages = ["https://a.example/1", "https://a.example/2"].map(|url| url.parse().unwrap()).to_vec();
        part.limit_pages(1, 1);
        assert_eq!(part.pages.len(), 1);
        assert!(part.source.error.unwrap().contains("--max-pages 1"));
    }
}
