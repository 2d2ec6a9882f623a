//! Replacing a file as a whole or not at all.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use crate::source::unfinished;

/// Writes a new file beside the old one and gives it the name of the old one (POSIX `rename`, which is atomic), with the same mode and owner. Where there is
/// no `old` one to follow, others may read it, as any new file.
///
/// # Errors
/// If it can't be written. What stood there stands there still.
pub fn replace(path: &Path, old: Option<&File>, new: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    if old.is_none() {
        builder.permissions(readable());
    }
    builder.prefix(unfinished::PREFIX).suffix(unfinished::SUFFIX).rand_bytes(unfinished::LETTERS);
    let mut file = builder.tempfile_in(folder)?;
    // Where there are no locks, what a killed run leaves is left to the user.
    file.as_file().try_lock().ok();
    file.write_all(new)?;
    if let Some(old) = old {
        keep_owner(old, file.as_file())?;
        file.as_file().set_permissions(old.metadata()?.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

/// The mode of any new file, from which the system takes what the user's mask takes away.
#[cfg(unix)]
fn readable() -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    std::fs::Permissions::from_mode(0o666)
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
    use std::fs;

    use super::*;

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
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
