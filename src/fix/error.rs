//! Why a file is left as it is.

use std::io;
use std::path::PathBuf;

/// Why a file is left as it is. Each message names the file.
#[derive(Debug, thiserror::Error)]
pub enum FixError {
    /// Somebody else wrote it meanwhile.
    #[error("{}: changed since it was read; nothing is written", .path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// Its bytes don't follow from its text, as where some of them make no sense in its charset, or it is packed.
    #[error("{}: its bytes as {charset} can't be written back unchanged; nothing is written", .path.display())]
    NotReversible {
        /// The file.
        path: PathBuf,
        /// The name of the encoding.
        charset: &'static str,
    },
    /// Reading or writing failed.
    #[error("{}: can't be rewritten: {error}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// Not a file.
    #[error("{name}: only files can be rewritten")]
    NoFile {
        /// The source.
        name: String,
    },
}
