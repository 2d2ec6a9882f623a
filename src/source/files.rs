//! Files, read and handed over on several threads at once.

use std::fs::File;
use std::io;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::task::{JoinHandle, spawn_blocking};

use super::{Document, Hints, Kind, Options, Origin, SourceError, bounded, document, kind, processors};

/// The most threads that read files: they keep what else needs threads waiting.
const MOST_READERS: usize = 8;

/// How many files are read in one go.
const BATCH: usize = 8;

/// A file, its place among all sources, and whether it was found in a folder.
pub(super) type PlacedFile = (usize, PathBuf, bool);

/// Reads files on as many threads as there are processors, each of which takes the next few when it is done with some: a thread's turn costs more than
/// reading a short one.
pub(super) fn readers<T: Send + 'static>(
    files: Vec<PlacedFile>,
    options: &Options,
    then: &(impl Fn(Result<Document, SourceError>) -> T + Clone + Send + 'static),
) -> Vec<JoinHandle<Vec<(usize, T)>>> {
    let readers = processors().min(MOST_READERS).min(files.len().div_ceil(BATCH));
    let (files, next) = (Arc::new(files), Arc::new(AtomicUsize::new(0)));
    let reader = |_| {
        let (files, next, options, then) = (Arc::clone(&files), Arc::clone(&next), options.clone(), then.clone());
        spawn_blocking(move || {
            let batches = iter::from_fn(|| files.chunks(BATCH).nth(next.fetch_add(1, Ordering::Relaxed)));
            let documents = batches.flatten().filter_map(|(place, path, is_found)| {
                let document =
                    if *is_found { in_folder(path, &options).transpose() } else { Some(file(path, &options)) };
                Some((*place, document?))
            });
            documents.map(|(place, document)| (place, then(document))).collect()
        })
    };
    (0..readers).map(reader).collect()
}

fn file(path: &Path, options: &Options) -> Result<Document, SourceError> {
    let name = path.display().to_string();
    let unreadable = |error: io::Error| SourceError::Unreadable { name: name.clone(), error };
    let mut file = File::open(path).map_err(unreadable)?;
    let expected = file.metadata().map_or(0, |metadata| usize::try_from(metadata.len()).unwrap_or(0));
    let bytes = bounded(&mut file, expected, options.largest, &name)?;
    let hints = Hints { kind: kind::of_name(&name), ..Hints::default() };
    document(Origin::File(path.to_owned()), bytes, options, &hints)
}

/// A file that was found in a folder: `None` if it is nothing that holds show notes.
fn in_folder(path: &Path, options: &Options) -> Result<Option<Document>, SourceError> {
    match file(path, options) {
        Ok(document) if document.kind == Kind::Sitemap => Ok(None),
        Ok(document) => Ok(Some(document)),
        Err(SourceError::UnknownKind { .. } | SourceError::NotText { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
