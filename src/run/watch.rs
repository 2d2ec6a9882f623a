//! `--watch`: a check is done again when one of its files is saved.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use crate::cli::Notes;
use crate::source;

use super::interrupt::interrupted;

/// How often files are looked at. Asking the system for their times costs nothing, and works on every file system.
const EVERY: Duration = Duration::from_secs(1);

/// Files and folders, each with the time of its last change and its size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamps(Vec<(PathBuf, Option<(SystemTime, u64)>)>);

impl Stamps {
    /// The stamps of what the user named and of the files that are found there. Taken before these are read, they miss nothing that is saved meanwhile.
    pub(super) fn of(notes: &Notes) -> Self {
        let named = notes.sources.iter().map(PathBuf::from);
        Self(named.chain(source::files(&notes.sources, &notes.apart)).map(stamped).collect())
    }

    /// Waits until one of them changes; `false` if Ctrl-C comes first. `ready` is called once that is listened to.
    ///
    /// # Errors
    /// Those of `ready`.
    pub(super) async fn change(self, ready: impl FnOnce() -> io::Result<()>) -> io::Result<bool> {
        let changed = async {
            ready()?;
            while Self(self.0.iter().map(|(path, _)| stamped(path.clone())).collect()) == self {
                tokio::time::sleep(EVERY).await;
            }
            Ok(true)
        };
        tokio::select! {
            biased;
            _ = interrupted() => Ok(false),
            changed = changed => changed,
        }
    }
}

fn stamped(path: PathBuf) -> (PathBuf, Option<(SystemTime, u64)>) {
    let stamp = fs::metadata(&path).ok().and_then(|file| Some((file.modified().ok()?, file.len())));
    (path, stamp)
}
