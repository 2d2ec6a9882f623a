//! Sources to links: every document is parsed on a thread of its own and dropped; what is kept is in the order of the sources.

use std::io::Read;

use futures::{StreamExt, stream};

use crate::cli;
use crate::episode::{self, Episode, ScopeRule};
use crate::link::{self, Link};
use crate::net;
use crate::report::{ReportEpisode, ReportSource};
use crate::source::{self, Document, SourceError};

/// Everything that was read. The index of a link's document is that of its source, found or failed.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) sources: Vec<ReportSource>,
    pub(super) episodes: Vec<ReportEpisode>,
    pub(super) links: Vec<Link>,
}

/// How documents are read.
#[derive(Clone, Debug)]
struct Options {
    episode: episode::Options,
    link: link::Options,
    filter: link::Filter,
    whole_page: bool,
    allow_empty: bool,
}

/// Reads all sources.
pub(super) async fn read(notes: &cli::Notes, input: &mut (dyn Read + Send), net: &net::Stack) -> Notes {
    let documents = source::read(&notes.sources, &notes.source(), input, net).await;
    let options = Options {
        episode: notes.episode(),
        link: notes.link(),
        filter: notes.filter(),
        whole_page: notes.whole_page,
        allow_empty: notes.allow_empty,
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let parts = stream::iter(documents.into_iter().enumerate()).map(|(index, document)| {
        let options = options.clone();
        let part = tokio::task::spawn_blocking(move || Notes::of(index, document, &options));
        async { part.await.expect("reading a document doesn't panic") }
    });
    parts
        .buffered(threads)
        .fold(Notes::default(), async |mut all, part| {
            all.append(part);
            all
        })
        .await
}

impl Notes {
    fn of(index: usize, document: Result<Document, SourceError>, options: &Options) -> Self {
        match document {
            Ok(document) => Self::of_document(index, &document, options),
            Err(error) => Self { sources: vec![ReportSource::failed(&error)], ..Self::default() },
        }
    }

    fn of_document(index: usize, document: &Document, options: &Options) -> Self {
        let path = document.origin.to_string();
        let (episodes, error) = match episode::read(document, &options.episode) {
            Ok(episodes) => (episodes, None),
            Err(mut error) => (error.take_episodes(), Some(error.to_string())),
        };
        let mut links = link::extract(document, index, &episodes, 0, &options.link);
        options.filter.apply(&mut links);
        let empty = !options.allow_empty && is_empty(&episodes, &links);
        let views: Vec<_> = episodes.iter().map(|it| ReportEpisode::of(it, &path, options.whole_page)).collect();
        let mut source = ReportSource::read(&path, document.kind);
        source.rule = views.first().and_then(|episode| episode.rule);
        source.error = error.or_else(|| empty.then(|| "no show notes were found".to_owned()));
        Self { sources: vec![source], episodes: views, links }
    }

    /// Appends what was read of a later source.
    fn append(&mut self, mut later: Self) {
        for link in &mut later.links {
            link.episode += self.episodes.len();
        }
        for episode in &mut later.episodes {
            episode.id = self.episodes.len() + 1;
            self.episodes.push(episode.clone());
        }
        self.sources.append(&mut later.sources);
        self.links.append(&mut later.links);
    }
}

/// Whether there is nothing that could be called show notes: no episode, or a whole page without sign of notes and without a link.
fn is_empty(episodes: &[Episode], links: &[Link]) -> bool {
    let unknown = |episode: &Episode| matches!(episode.rule, Some(ScopeRule::WholePage | ScopeRule::MainContent));
    links.is_empty() && episodes.iter().all(unknown)
}
