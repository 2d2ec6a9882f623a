//! Replacing files as a whole or not at all.
//!
//! What is new is written *beside* the file whose name it is to get, and gets the name when all of it is there (POSIX `rename`, which is atomic). So
//! whatever goes wrong meanwhile, what stood there stands there still.

mod sweep;
mod unfinished;

pub use sweep::sweep;
pub use unfinished::is_unfinished;

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Replaces a file, with the same mode and owner. Where there is no `old` one to follow, others may read the new one, as any new file.
///
/// # Errors
/// If it can't be written. What stood there stands there still.
pub fn replace(path: &Path, old: Option<&File>, new: &[u8]) -> io::Result<()> {
    let mut beside = beside(path, old.is_some())?;
    beside.as_file_mut().write_all(new)?;
    give_name(beside, path, old).map_err(|(error, _)| error)
}

/// Writes a file that its user may have set up in any way: a symbolic link stays one; a pipe or a device is written to; and where the system lets nobody
/// put a new file in the place of the old one, the old one is written over.
///
/// # Errors
/// If it can't be written, or `write` fails. What stood there stands there still, unless it had to be written over.
pub fn put(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let Some(path) = replaceable(path) else {
        // What the process has open holds what it has written there already.
        return write(&mut OpenOptions::new().append(true).create(true).open(path)?);
    };
    // Who may not write a file shall not replace it either, even where the folder would allow that.
    let old = if path.exists() { Some(OpenOptions::new().write(true).open(&path)?) } else { None };
    let mut beside = match beside(&path, old.is_some()) {
        Err(error) if old.is_some() && is_barred(&error) => return write(&mut File::create(&path)?),
        beside => beside?,
    };
    write(beside.as_file_mut())?;
    match give_name(beside, &path, old.as_ref()) {
        Err((error, Some(mut beside))) if is_barred(&error) => copy(beside.as_file_mut(), &path),
        done => done.map_err(|(error, _)| error),
    }
}

/// The name under which a file can be replaced; `None` for what is no regular file, now or ever.
fn replaceable(path: &Path) -> Option<PathBuf> {
    // Names such as /dev/stdout stand for what the process has open, and go on standing for the old file.
    let is_opened = ["/dev", "/proc"].iter().any(|root| path.starts_with(root));
    match fs::symlink_metadata(path) {
        _ if is_opened => None,
        Err(_) => Some(path.to_owned()),
        Ok(_) => fs::canonicalize(path).ok().filter(|real| real.is_file()),
    }
}

/// Whether a file can't be replaced where it is, but perhaps be written over: others own the folder, or the file is mounted at its place.
fn is_barred(error: &io::Error) -> bool {
    let barred = [
        ErrorKind::PermissionDenied,
        ErrorKind::ReadOnlyFilesystem,
        ErrorKind::ResourceBusy,
        ErrorKind::CrossesDevices,
    ];
    barred.contains(&error.kind())
}

fn copy(new: &mut File, path: &Path) -> io::Result<()> {
    new.rewind()?;
    io::copy(new, &mut File::create(path)?).map(drop)
}

/// A new file in the folder of another one. Its name is nobody's business, so that no error may tell it.
fn beside(path: &Path, follows: bool) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(unfinished::PREFIX).suffix(unfinished::SUFFIX).rand_bytes(unfinished::LETTERS);
    let beside = builder.make_in(folder_of(path), |path| make(path, follows))?;
    // Where there are no locks, what a killed run leaves is left to the user.
    beside.as_file().try_lock().ok();
    Ok(beside)
}

/// The folder in which a file stands.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file that nobody else may read until it has the mode of the one that it follows; else, the user's mask decides.
fn make(path: &Path, follows: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, if follows { 0o600 } else { 0o666 });
    options.open(path)
}

/// Lets a finished file take the place of the `old` one. Where the system refuses the name, the file comes back with the error.
fn give_name(beside: NamedTempFile, path: &Path, old: Option<&File>) -> Result<(), (io::Error, Option<NamedTempFile>)> {
    finish(beside.as_file(), old).map_err(|error| (error, None))?;
    beside.persist(path).map_err(|refused| (refused.error, Some(refused.file)))?;
    sync_folder(folder_of(path));
    Ok(())
}

fn finish(new: &File, old: Option<&File>) -> io::Result<()> {
    if let Some(old) = old {
        keep_owner(old, new)?;
        new.set_permissions(old.metadata()?.permissions())?;
    }
    new.sync_all()
}

/// Gives the new file the owner of the old one, where the system lets us; where it doesn't, the file is ours, as with any editor.
#[cfg(unix)]
fn keep_owner(old: &File, new: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let (was, is) = (old.metadata()?, new.metadata()?);
    if (was.uid(), was.gid()) != (is.uid(), is.gid()) {
        fchown(new, Some(was.uid()), Some(was.gid())).ok();
    }
    Ok(())
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &File) -> io::Result<()> {
    Ok(())
}

/// Makes the new name last through a loss of power, where folders can be synced.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        folder.sync_all().ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_in(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_has_the_mode_of_the_old_one_or_of_its_neighbours() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (path, neighbour) = (folder.path().join("new"), folder.path().join("neighbour"));
        fs::write(&neighbour, "").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        replace(&path, None, b"one").unwrap();
        assert_eq!(mode(&path), mode(&neighbour));
        fs::set_permissions(&neighbour, fs::Permissions::from_mode(0o600)).unwrap();
        replace(&path, Some(&File::open(&neighbour).unwrap()), b"two").unwrap();
        assert_eq!((mode(&path), fs::read_to_string(&path).unwrap()), (0o600, "two".to_owned()));
        assert_eq!(names_in(folder.path()), 2);
    }

    #[test]
    fn a_file_that_could_not_be_finished_is_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report");
        fs::write(&path, "old").unwrap();
        let half = |out: &mut File| out.write_all(b"ha").and(Err(ErrorKind::StorageFull.into()));
        assert_eq!(put(&path, half).unwrap_err().kind(), ErrorKind::StorageFull);
        assert_eq!((fs::read_to_string(&path).unwrap(), names_in(folder.path())), ("old".to_owned(), 1));
        put(&path, |out| out.write_all(b"new")).unwrap();
        assert_eq!((fs::read_to_string(&path).unwrap(), names_in(folder.path())), ("new".to_owned(), 1));
    }

    #[test]
    fn no_error_tells_the_name_of_the_file_beside() {
        let folder = tempfile::tempdir().unwrap();
        let error = replace(&folder.path().join("gone/notes.md"), None, b"").unwrap_err();
        assert!(!error.to_string().contains(unfinished::SUFFIX), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_links_also_where_they_lead_to_nothing_yet() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        std::os::unix::fs::symlink("real", &link).unwrap();
        for text in ["one", "two"] {
            put(&link, |out| out.write_all(text.as_bytes())).unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(fs::read_to_string(&real).unwrap(), text);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_in_a_folder_that_takes_no_new_ones_is_written_over() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report");
        fs::write(&path, "a longer old one").unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
        // Whom no mode stops, that is root, gets a new file all the same.
        put(&path, |out| out.write_all(b"new")).unwrap();
        assert_eq!((fs::read_to_string(&path).unwrap(), names_in(folder.path())), ("new".to_owned(), 1));
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn devices_and_what_the_process_has_open_are_written_to() {
        assert_eq!(replaceable(Path::new("/dev/null")), None);
        assert_eq!(replaceable(Path::new("/proc/self/fd/1")), None);
        put(Path::new("/dev/null"), |out| out.write_all(b"x")).unwrap();
    }
}
