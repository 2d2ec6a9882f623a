//! Writing a document back into its file.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::{FixError, bytes};
use crate::replace::replace;
use crate::source::{Document, Origin};
use crate::text;

/// Makes sure that a document's file still holds what was read, and that its bytes follow from its text.
///
/// # Errors
/// If not, or if it is no file or can't be read.
pub fn verify(document: &Document) -> Result<(), FixError> {
    let path = path(document)?;
    let now = fs::read(path).map_err(|error| io_error(path, error))?;
    if bytes::of(&document.text, document).as_deref() == Some(&*now) {
        return Ok(());
    }
    let decoded = text::decode(&now, None);
    let same = decoded.text == document.text && decoded.encoding == document.encoding;
    let path = path.to_owned();
    Err(if same || now.starts_with(b"\x1f\x8b") {
        FixError::NotReversible { path, charset: document.encoding.name() }
    } else {
        FixError::Changed { path }
    })
}

/// Replaces the text of a document's file: all of it at once, with the same mode; a symbolic link stays one and its file is rewritten.
///
/// # Errors
/// If the file isn't what was read, or can't be written. It is then as it was.
pub fn write(document: &Document, text: &str) -> Result<(), FixError> {
    let path = path(document)?;
    let failed = |error| io_error(path, error);
    let real = fs::canonicalize(path).map_err(failed)?;
    let new = bytes::of(text, document)
        .ok_or_else(|| FixError::NotReversible { path: path.to_owned(), charset: document.encoding.name() })?;
    // Who may not write a file shall not replace it either, even where the folder would allow that.
    let old = OpenOptions::new().write(true).open(&real).map_err(failed)?;
    verify(document)?;
    replace(&real, Some(&old), &new).map_err(failed)
}

fn path(document: &Document) -> Result<&Path, FixError> {
    match &document.origin {
        Origin::File(path) => Ok(path),
        other => Err(FixError::NoFile { name: other.to_string() }),
    }
}

fn io_error(path: &Path, error: io::Error) -> FixError {
    FixError::Io { path: PathBuf::from(path), error }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Kind;

    fn document(path: &Path) -> Document {
        let decoded = text::decode(&fs::read(path).unwrap(), None);
        Document::new(Origin::File(path.to_owned()), Kind::Text, decoded, None)
    }

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, b"\xEF\xBB\xBFold\r\n").unwrap();
        write(&document(&path), "new\r\n").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"\xEF\xBB\xBFnew\r\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "old").unwrap();
        let document = document(&path);
        fs::write(&path, "somebody else's").unwrap();
        assert!(matches!(write(&document, "new"), Err(FixError::Changed { .. })));
        assert_eq!(fs::read_to_string(&path).unwrap(), "somebody else's");
    }

    #[test]
    fn bytes_that_make_no_sense_are_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, b"\xFF\xFEh\0i\0\0\xD8").unwrap();
        assert!(matches!(write(&document(&path), "new"), Err(FixError::NotReversible { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"\xFF\xFEh\0i\0\0\xD8");
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_and_the_mode_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).unwrap();
        symlink("real", &link).unwrap();
        write(&document(&link), "new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
