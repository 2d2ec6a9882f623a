//! Sources to links: what is named, then what that leads to; every document is parsed on a thread of its own and dropped.

mod part;
mod scout;
mod stand_in;

use std::collections::HashSet;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use url::Url;

use crate::cli;
use crate::episode;
use crate::episode::onward::Follow;
use crate::link::{self, Link, LinkKind};
use crate::lint;
use crate::net;
use crate::report::{ReportEpisode, ReportSource};
use crate::source::{self, Document, Kind};

use part::Part;
pub(super) use scout::Scout;

/// Everything that was read. The index of a link's document is that of its source, found or failed.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) sources: Vec<ReportSource>,
    pub(super) episodes: Vec<ReportEpisode>,
    pub(super) links: Vec<Link>,
    /// What was read, at the places of its sources, if it was to be kept.
    pub(super) documents: Vec<Option<Document>>,
    /// How many pages lists of episodes and sitemaps led to.
    pub(super) led_to: usize,
}

/// What is wanted besides the notes.
#[derive(Clone, Debug, Default)]
pub(super) struct Besides {
    /// The files of chapters that feeds name.
    pub(super) chapters: bool,
    /// The documents themselves, which are kept.
    pub(super) documents: bool,
    /// Who tells of links that will be among the notes for certain, as soon as they are read.
    pub(super) scout: Option<Scout>,
}

/// How documents are read, on every thread.
#[derive(Clone, Debug)]
struct Options {
    episode: episode::Options,
    link: link::Options,
    filter: link::Filter,
    lint: lint::Options,
    follow: Vec<Follow>,
    /// Pages that weren't changed since then are passed over, if a sitemap says so.
    since: Option<Date>,
    whole_page: bool,
    allow_empty: bool,
    /// How many episodes a document may have so that it is told of each what the platforms show.
    preview: usize,
    keep: bool,
    scout: Option<Scout>,
}

/// Reads sources, through the same stack as the checks.
struct Reader<'a> {
    net: &'a net::Stack,
    source: source::Options,
    options: Options,
}

/// Reads all sources.
pub(super) async fn read(
    notes: &cli::Notes,
    input: &mut (dyn Read + Send),
    net: &net::Stack,
    besides: Besides,
) -> Notes {
    // Which episodes a cut leaves is known when all are read.
    let scout = besides.scout.filter(|_| notes.cut.is_everything());
    let options = Options { keep: besides.documents, scout, ..options(notes) };
    let reader = Reader { net, source: notes.source(), options };
    let mut parts = reader.read(&notes.sources, input).await;
    let led_to = reader.lead_on(&mut parts, notes.max_pages).await;
    part::cut(&mut parts, notes.cut);
    if notes.pages {
        let left = notes.max_pages.saturating_sub(led_to);
        let pages = part::pages_of_feeds(&mut parts, left, notes.max_pages);
        parts.extend(reader.fetch(&pages).await);
    }
    let mut all = Notes { led_to, ..Notes::default() };
    let mut files = Vec::new();
    if parts.len() > 1 {
        all.links.reserve(parts.iter().map(|part| part.links.len()).sum());
    }
    for part in parts {
        let first = all.episodes.len();
        files.extend(part.chapters.iter().map(|(episode, url)| (first + episode, url.clone())));
        all.append(part);
    }
    if all.episodes.len() != 1 {
        all.episodes.iter_mut().for_each(|episode| episode.platforms = None);
    }
    if besides.chapters && !files.is_empty() && (notes.kinds.is_empty() || notes.kinds.contains(&LinkKind::Chapter)) {
        let urls: Vec<Url> = files.iter().map(|(_, url)| url.clone()).collect();
        let parts = reader.fetch_as(Kind::Chapters, &urls).await;
        all.append_chapters(files.iter().map(|(episode, _)| *episode).zip(parts));
    }
    all
}

fn options(notes: &cli::Notes) -> Options {
    let preview = preview(notes);
    Options {
        episode: notes.episode(),
        link: notes.link(),
        filter: notes.filter(),
        lint: lint::Options { draft: preview > 0, ..notes.lint() },
        follow: notes.follow.clone(),
        since: notes.cut.since,
        whole_page: notes.whole_page,
        allow_empty: notes.allow_empty,
        preview,
        keep: false,
        scout: None,
    }
}

/// What the platforms show is for who has a single episode in the end: one draft, or the latest of what is named. Of others it isn't found out.
fn preview(notes: &cli::Notes) -> usize {
    let is_one = |source: &String| !source.contains('*') && !Path::new(source).is_dir();
    match &notes.sources[..] {
        _ if notes.cut.latest == Some(1) => usize::MAX,
        [source] if is_one(source) => 1,
        _ => 0,
    }
}

impl Reader<'_> {
    async fn read(&self, names: &[String], input: &mut (dyn Read + Send)) -> Vec<Part> {
        self.parse(names, &self.source, input, self.options.clone()).await
    }

    /// Fetches pages. None of them is a list of further ones: an episode links to the next, too.
    async fn fetch(&self, urls: &[Url]) -> Vec<Part> {
        let options = Options { follow: Vec::new(), ..self.options.clone() };
        self.pages(urls, self.source.format, options).await
    }

    /// Fetches documents whose kind is known from where they are named.
    async fn fetch_as(&self, kind: Kind, urls: &[Url]) -> Vec<Part> {
        self.pages(urls, Some(kind), self.options.clone()).await
    }

    async fn pages(&self, urls: &[Url], format: Option<Kind>, options: Options) -> Vec<Part> {
        let names: Vec<String> = urls.iter().map(Url::to_string).collect();
        let source = source::Options { format, base_url: None, ..self.source.clone() };
        self.parse(&names, &source, &mut std::io::empty(), options).await
    }

    async fn parse(
        &self,
        names: &[String],
        source: &source::Options,
        input: &mut (dyn Read + Send),
        options: Options,
    ) -> Vec<Part> {
        let options = Arc::new(options);
        source::read(names, source, input, self.net, move |document| {
            let part = Part::of(document, &options);
            options.scout.iter().for_each(|scout| scout.tell(&part));
            part
        })
        .await
    }

    /// Reads what sitemaps and lists of episodes lead to: the sitemaps of an index, then at most `most` pages. Returns how many pages it read.
    async fn lead_on(&self, parts: &mut Vec<Part>, most: usize) -> usize {
        let sitemaps: Vec<Url> = parts.iter().flat_map(|part| part.sitemaps.iter().cloned()).take(most).collect();
        parts.extend(self.fetch_as(Kind::Sitemap, &sitemaps).await);
        let mut pages = Vec::new();
        for part in parts.iter_mut() {
            part.limit_pages(most - pages.len(), most);
            pages.append(&mut part.pages);
        }
        parts.extend(self.fetch(&pages).await);
        pages.len()
    }
}

impl Notes {
    /// The names of the sources, for the views of many links.
    pub(super) fn paths(&self) -> Vec<Arc<str>> {
        self.sources.iter().map(|source| source.path.as_str().into()).collect()
    }

    /// Appends what was read of a later source.
    fn append(&mut self, mut part: Part) {
        let (document, first) = (self.sources.len(), self.episodes.len());
        for link in &mut part.links {
            link.document = document;
            link.episode += first;
        }
        if self.links.capacity() == 0 {
            self.links = part.links;
        } else {
            self.links.append(&mut part.links);
        }
        self.sources.push(part.source);
        self.documents.push(part.document);
        for episode in part.episodes {
            self.episodes.push(ReportEpisode { id: self.episodes.len() + 1, ..episode });
        }
    }

    /// Appends the links of files of chapters to their episodes, unless the notes have them too. A file that can't be read is no source
    /// that the user named: its address is among the links.
    fn append_chapters(&mut self, files: impl Iterator<Item = (usize, Part)>) {
        let url = |link: &Link| link.asked().map_or_else(|| link.href.to_string(), ToString::to_string);
        let mut known: HashSet<(usize, String)> = self.links.iter().map(|link| (link.episode, url(link))).collect();
        for (episode, part) in files {
            if let Some(error) = part.source.error.as_ref().filter(|_| part.source.kind.is_some()) {
                self.episodes[episode].repairs.push(format!("podcast:chapters: {error}"));
            }
            if part.links.is_empty() {
                continue;
            }
            let document = self.sources.len();
            let fresh = part.links.into_iter().filter(|link| known.insert((episode, url(link))));
            self.links.extend(fresh.map(|link| Link { document, episode, ..link }));
            self.sources.push(part.source);
            self.documents.push(part.document);
        }
        self.links.sort_by_key(|link| link.episode);
    }
}
