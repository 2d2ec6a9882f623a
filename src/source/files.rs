//! Files, read and handed over on several threads at once.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::{Document, Hints, Kind, Options, Origin, SourceError, bounded, document, kind};
use crate::spread::spread;

/// How many files a thread is worth beginning for.
const WORTH: usize = 4;

/// A file, its place among all sources, and whether it was found in a folder.
pub(super) type PlacedFile = (usize, PathBuf, bool);

/// Reads files on all processors, and gives what `then` makes of each, with its place.
pub(super) fn read<T: Send>(
    files: &[PlacedFile],
    options: &Options,
    then: impl Fn(Result<Document, SourceError>) -> T + Sync,
) -> Vec<(usize, T)> {
    spread(files, WORTH, |_, (place, path, is_found)| {
        let document = if *is_found { in_folder(path, options).transpose() } else { Some(file(path, options)) };
        document.map(|document| (*place, then(document))).into_iter().collect()
    })
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
