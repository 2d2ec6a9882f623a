//! Episodes: one episode's show notes, found in a document.
//!
//! An *episode* is not the document: a feed holds hundreds. Its notes are *fragments*: pieces of markup, each with a map back to the bytes of the file.

pub mod chapters;
mod cut;
mod data;
pub mod date;
pub mod dom;
mod error;
pub mod feed;
mod front_matter;
mod kind;
pub mod markdown;
mod media;
pub mod onward;
pub mod page;
pub mod plain;

pub use cut::Cut;
pub use data::{fault, is_json, strings};
pub use error::EpisodeError;
pub use front_matter::Quoting;
pub use kind::LinkKind;
pub use media::is_recording;

use std::rc::Rc;

use ego_tree::NodeId;
use url::Url;

use crate::source::{Document, Kind};
use crate::text::{SourceMap, Span};

/// What of a page counts as show notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The notes.
    #[default]
    Notes,
    /// All of it.
    Page,
}

/// How episodes are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What of a page counts.
    pub scope: Scope,
    /// CSS selectors of the elements that hold the notes; without any, they are looked for.
    pub select: Vec<String>,
    /// CSS selectors of elements within the notes that don't count.
    pub ignore: Vec<String>,
}

/// The episodes of a document: one of a page or a file of notes, one for each item of a feed.
///
/// # Errors
/// Where the document isn't what its kind promises, where it is cut off, and where a page holds no notes that can be read.
pub fn read(document: &Document, options: &Options) -> Result<Vec<Episode>, EpisodeError> {
    match document.kind {
        Kind::Html => page::read(document, options).map(|episode| vec![episode]),
        Kind::Feed => feed::read(document),
        Kind::Markdown => Ok(vec![markdown::read(document)]),
        Kind::Text => Ok(vec![plain::read(document)]),
        Kind::Chapters => chapters::read(document),
        Kind::Sitemap => Err(EpisodeError::Unsupported { what: "a sitemap" }),
    }
}

/// One episode.
#[derive(Debug, Default)]
pub struct Episode {
    /// Its title.
    pub title: Option<String>,
    /// Its number, as given.
    pub number: Option<String>,
    /// When it was published.
    pub date: Option<jiff::civil::Date>,
    /// Its own page.
    pub page: Option<Url>,
    /// Its guid, or another name that stays.
    pub guid: Option<String>,
    /// How the notes were told from the rest of a page; `None` where the format says what the notes are.
    pub rule: Option<ScopeRule>,
    /// The notes.
    pub notes: Vec<Fragment>,
    /// Links that stand outside of the notes' markup, such as an enclosure.
    pub mentions: Vec<Mention>,
    /// What had to be mended to read it, for the report.
    pub repairs: Vec<String>,
}

/// How the notes of a page were found, the surest rule first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScopeRule {
    /// `--select`.
    Selected(String),
    /// A selector that a host or site builder is known for.
    Known(&'static str),
    /// A heading such as "Show notes".
    Heading(String),
    /// Data that the page carries for its scripts.
    Embedded(&'static str),
    /// The part with the most text.
    MainContent,
    /// Nothing was recognised, or `--scope page`.
    WholePage,
}

/// A piece of notes.
#[derive(Debug)]
pub struct Fragment {
    /// The feed field or front matter key that it is, such as `content:encoded`.
    pub field: Option<&'static str>,
    /// The URL against which its links resolve.
    pub base: Option<Url>,
    /// What it holds.
    pub content: Content,
}

/// What a fragment holds.
#[derive(Debug)]
pub enum Content {
    /// Parts of a page that was parsed already.
    Nodes {
        /// The page.
        dom: Rc<dom::Dom>,
        /// The parts, outermost elements in document order.
        roots: Vec<NodeId>,
        /// Elements inside of the parts that aren't notes, such as a player.
        without: Vec<NodeId>,
    },
    /// HTML of its own.
    Html {
        /// The markup.
        text: String,
        /// Back to the file.
        map: SourceMap,
    },
    /// Markdown.
    Markdown {
        /// The markup.
        text: String,
        /// Back to the file.
        map: SourceMap,
    },
    /// Plain text.
    Text {
        /// The text.
        text: String,
        /// Back to the file.
        map: SourceMap,
    },
}

/// A link that stands outside of markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it is for.
    pub kind: LinkKind,
    /// The address as written, entities decoded.
    pub href: String,
    /// What a listener would click: a person's name, a chapter's title; may be empty.
    pub text: String,
    /// The element or key that holds it.
    pub field: Option<&'static str>,
    /// Its bytes in the document's text.
    pub span: Option<Span>,
    /// The media type that is declared for it.
    pub media_type: Option<String>,
    /// The URL against which it resolves.
    pub base: Option<Url>,
    /// Whether it stands for the whole show, and only goes with this episode.
    pub of_show: bool,
}

impl Mention {
    /// The same, for the whole show.
    pub(crate) fn of_show(self) -> Self {
        Self { of_show: true, ..self }
    }
}
