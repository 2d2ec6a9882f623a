//! Files, read and handed over on several threads at once.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::discover::How;
use super::{Document, Hints, Kind, Options, Origin, REPORT_MARK, SourceError, TEXT_MARK, bounded, document, kind};
use crate::spread::spread;

/// How many files a thread is worth beginning for.
const WORTH: usize = 4;

/// A file, its place among all sources, and how it was found.
pub(super) type PlacedFile = (usize, PathBuf, How);

/// Reads files on all processors, and gives what `then` makes of each, with its place.
pub(super) fn read<T: Send>(
    files: &[PlacedFile],
    options: &Options,
    then: impl Fn(Result<Document, SourceError>) -> T + Sync,
) -> Vec<(usize, T)> {
    spread(files, WORTH, |_, (place, path, how)| {
        let document = match how {
            How::Named => Some(file(path, options)),
            How::Matched => Some(file(path, options)).filter(|read| !read.as_ref().is_ok_and(is_report)),
            How::InFolder => in_folder(path, options).transpose(),
        };
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
        Ok(document) if document.kind == Kind::Sitemap || is_report(&document) => Ok(None),
        Ok(document) => Ok(Some(document)),
        Err(SourceError::NotText { name }) if is_named_as_notes(&name) => Err(SourceError::NotText { name }),
        Err(SourceError::UnknownKind { .. } | SourceError::NotText { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a file's name promises notes: one that can't be read then is no other thing, but damaged.
fn is_named_as_notes(name: &str) -> bool {
    matches!(kind::of_name(name), Some(kind::Claim::Kind(Kind::Markdown | Kind::Html)))
}

/// How far from its ends a report bears its mark, in bytes.
const MARGIN: usize = 200;

/// Whether a document is a report that an earlier run wrote.
fn is_report(document: &Document) -> bool {
    let text = &document.text;
    let start = &text[..text.floor_char_boundary(MARGIN)];
    let end = &text[text.ceil_char_boundary(text.len().saturating_sub(MARGIN))..];
    // Nobody begins notes with a command to GitHub's runner.
    let is_log = ["::error ", "::warning ", "::notice "].iter().any(|command| start.starts_with(command));
    is_log || start.contains(REPORT_MARK) || end.contains(REPORT_MARK) || text.lines().next_back() == Some(TEXT_MARK)
}
