//! A document: one piece of text that was read, with its kind.

use std::fmt;
use std::path::PathBuf;

use encoding_rs::Encoding;
use url::Url;

use crate::net::Hop;
use crate::text::{Decoded, Lines, Position};

/// Where a document came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A file, by the path that the user named or that was found below it.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// An `http` or `https` URL, after redirects.
    Url(Url),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Stdin => f.write_str("(stdin)"),
            Self::Url(url) => url.fmt(f),
        }
    }
}

/// What a document is, and so who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An HTML page.
    Html,
    /// An RSS, Atom or JSON feed.
    Feed,
    /// Markdown, with or without front matter.
    Markdown,
    /// Plain text.
    Text,
    /// A chapters file: Podcasting 2.0's (JSON), or Podlove's (JSON or XML).
    Chapters,
    /// A sitemap or a sitemap index.
    Sitemap,
}

/// A document as it was read.
#[derive(Debug)]
pub struct Document {
    /// Where it came from.
    pub origin: Origin,
    /// What it is.
    pub kind: Kind,
    /// Its text, decoded, without a byte order mark.
    pub text: String,
    /// The encoding of the bytes, to write them back.
    pub encoding: &'static Encoding,
    /// Whether the bytes began with a byte order mark.
    pub bom: bool,
    /// The URL against which its links resolve: `--base-url`, or the URL it was fetched from.
    pub base: Option<Url>,
    /// The redirects that led to it.
    pub hops: Vec<Hop>,
    lines: Lines,
}

impl Document {
    /// A document from decoded bytes.
    #[must_use]
    pub fn new(origin: Origin, kind: Kind, decoded: Decoded, base: Option<Url>) -> Self {
        let lines = Lines::new(&decoded.text);
        Self {
            origin,
            kind,
            text: decoded.text,
            encoding: decoded.encoding,
            bom: decoded.bom,
            base,
            hops: Vec::new(),
            lines,
        }
    }

    /// A UTF-8 document from memory.
    #[must_use]
    pub fn from_text(origin: Origin, kind: Kind, text: String, base: Option<Url>) -> Self {
        Self::new(origin, kind, Decoded { text, encoding: encoding_rs::UTF_8, bom: false, damaged: false }, base)
    }

    /// The same document, at the end of these redirects.
    #[must_use]
    pub fn after(self, hops: Vec<Hop>) -> Self {
        Self { hops, ..self }
    }

    /// The line and column of a byte of the text.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        self.lines.position(&self.text, offset)
    }
}
