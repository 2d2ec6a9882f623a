//! Where the configuration is: the nearest `aircheck.toml` from the working folder up to the root of the repository.

use std::path::{Path, PathBuf};

/// The name of the file.
pub(in crate::cli) const NAME: &str = "aircheck.toml";

/// The file that holds for `folder`. Outside of a repository only the folder itself is looked into: what lies further up is somebody else's.
pub(in crate::cli) fn find(folder: &Path) -> Option<PathBuf> {
    let root = folder.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(folder);
    let up_to_root = folder.ancestors().take_while(|folder| folder.starts_with(root));
    up_to_root.map(|folder| folder.join(NAME)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_nearest_file_within_the_repository_holds() {
        let outside = tempfile::tempdir().unwrap();
        let root = outside.path().join("repository");
        let deep = root.join("notes/2026");
        fs::create_dir_all(&deep).unwrap();
        fs::write(outside.path().join(NAME), "").unwrap();
        assert_eq!(find(&deep), None, "no repository, so nothing but the folder itself");
        fs::create_dir(root.join(".git")).unwrap();
        assert_eq!(find(&deep), None, "what lies above the root isn't ours");
        fs::write(root.join(NAME), "").unwrap();
        assert_eq!(find(&deep), Some(root.join(NAME)));
        fs::write(deep.join(NAME), "").unwrap();
        assert_eq!(find(&deep), Some(deep.join(NAME)));
    }
}
