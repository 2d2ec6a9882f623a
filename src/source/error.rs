//! Why a source could not be read.

use std::io;

use url::Url;

use super::kind;
use crate::text::unnumbered;

/// Why a source could not be read. Each message names the source.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// No file, no folder.
    #[error("{name}: there is no such file or folder{}", hint(.name))]
    Missing {
        /// As the user named it.
        name: String,
    },
    /// A glob that nothing matches.
    #[error("{name}: no file matches")]
    NoMatch {
        /// The pattern.
        name: String,
    },
    /// A glob that isn't one.
    #[error("{name}: this is no pattern: {}", .error.kind())]
    BadGlob {
        /// The pattern.
        name: String,
        /// What is wrong with it.
        error: globset::Error,
    },
    /// A folder without show notes.
    #[error("{name}: no pages, feeds or notes in this folder (.html, .md, .txt, .xml, .json){}", left_out(*.ignored))]
    NothingInFolder {
        /// The folder.
        name: String,
        /// How many files could be some, if `.gitignore` didn't name them.
        ignored: usize,
    },
    /// Reading failed.
    #[error("{name}: {}", said(.error))]
    Unreadable {
        /// The file.
        name: String,
        /// What the system says.
        error: io::Error,
    },
    /// More than is read.
    #[error("{name}: larger than {megabytes} MiB, which is more than aircheck reads")]
    TooLarge {
        /// The source.
        name: String,
        /// The limit.
        megabytes: usize,
    },
    /// Not a text.
    #[error("{name}: not a text: aircheck reads pages, feeds, Markdown and plain text")]
    NotText {
        /// The source.
        name: String,
    },
    /// A text, but of what kind?
    #[error("{name}: neither a page nor a feed nor notes; --input-format says what it is")]
    UnknownKind {
        /// The source.
        name: String,
    },
    /// JSON, but only up to a place.
    #[error("{name}: the JSON makes no sense at line {line}, column {column}")]
    BrokenJson {
        /// The source.
        name: String,
        /// The line, from 1.
        line: u32,
        /// The column, from 1.
        column: u32,
    },
    /// Standard input can be read once.
    #[error("-: standard input is named twice")]
    Twice,
    /// The server answered, but not with a document.
    #[error("{url}: the server answers {status}")]
    Status {
        /// The URL at the end of the redirects.
        url: Url,
        /// The status code.
        status: u16,
    },
    /// No answer.
    #[error("{url}: {detail}")]
    NoAnswer {
        /// The URL that was asked last.
        url: Url,
        /// What went wrong.
        detail: String,
    },
}

impl SourceError {
    /// The source, as its message names it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Missing { name }
            | Self::NoMatch { name }
            | Self::BadGlob { name, .. }
            | Self::NothingInFolder { name, .. }
            | Self::Unreadable { name, .. }
            | Self::TooLarge { name, .. }
            | Self::NotText { name }
            | Self::UnknownKind { name }
            | Self::BrokenJson { name, .. } => name,
            Self::Twice => "-",
            Self::Status { url, .. } | Self::NoAnswer { url, .. } => url.as_str(),
        }
    }
}

fn left_out(ignored: usize) -> String {
    match ignored {
        0 => String::new(),
        1 => ", but for 1 left out by .gitignore, which is read where it is named or a pattern matches it".to_owned(),
        _ => format!(", but for {ignored} left out by .gitignore, which are read where a pattern matches them"),
    }
}

/// What the system says, in lower case as all messages begin.
fn said(error: &io::Error) -> String {
    let text = unnumbered(&error.to_string());
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

fn hint(name: &str) -> &'static str {
    match name {
        name if name.contains("://") => " (aircheck reads http:// and https:// only)",
        name if looks_like_address(name) => " (a URL begins with https://)",
        _ => "",
    }
}

/// Whether a name begins as a host does: `show.example/feed`, not `notes.md` or `../notes`.
fn looks_like_address(name: &str) -> bool {
    let (host, path) = name.split_once('/').unwrap_or((name, ""));
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let top = host.rsplit('.').next().unwrap_or_default();
    let is_host = host.contains('.') && host.split('.').all(is_label) && top.chars().all(char::is_alphabetic);
    is_host && top.len() > 1 && (!path.is_empty() || kind::of_name(name).is_none())
}
