//! Removing what a run left behind that was killed while it wrote.

use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};

use super::is_unfinished;

/// Removes the unfinished files in a folder that nobody is writing any more, and names them.
#[must_use]
pub fn sweep(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let files = files.filter(|file| file.file_type().is_ok_and(|kind| kind.is_file()));
    let mut paths: Vec<PathBuf> = files.map(|file| file.path()).filter(|path| is_unfinished(path)).collect();
    paths.sort();
    paths.retain(|path| is_abandoned(path) && fs::remove_file(path).is_ok());
    paths
}

/// Whether nobody holds a file. Who writes one locks it before its first byte, and the system takes the lock back from who is killed: one without a
/// byte may be about to be locked.
fn is_abandoned(path: &Path) -> bool {
    let file = OpenOptions::new().write(true).open(path);
    file.is_ok_and(|file| file.metadata().is_ok_and(|it| it.len() > 0) && file.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    #[test]
    fn only_what_nobody_writes_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            path
        };
        let left = file(".aircheck-aaaaaaaaaaaa.part", "half");
        let busy = File::open(file(".aircheck-bbbbbbbbbbbb.part", "half")).unwrap();
        busy.lock().unwrap();
        file(".aircheck-cccccccccccc.part", "");
        file(".aircheck-config", "the user's own");
        assert_eq!(sweep(folder.path()), [left]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}
