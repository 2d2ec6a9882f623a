//! Links: one mention of an address in the show notes, with its place.
//!
//! A *link* is what an editor wrote; a *target* is what is asked of the web for it. Many links, one target.

pub mod directive;
mod domain;
mod extract;
mod filter;
mod flaw;
mod group;
mod hit;
pub mod home;
pub mod html;
mod known;
pub mod markdown;
mod once;
mod particle;
mod plain;
pub mod prefix;
pub mod resolve;
mod sheet;
mod target;
pub mod text;
mod wrapped;

pub use extract::extract;
pub use filter::{EXCLUDED, Filter, NOT_INCLUDED};
pub use hit::{Form, Hit};
pub use once::share_urls;
pub use target::Target;

pub use crate::episode::LinkKind;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use smallvec::{SmallVec, smallvec};
use url::Url;

use crate::text::{Position, Span};

/// Which links are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Only links of these kinds; all where it is `None`.
    pub kinds: Option<BTreeSet<LinkKind>>,
    /// CSS selectors of elements that don't count in notes that are HTML inside of something else, such as a feed.
    pub ignore: Vec<String>,
}

/// One mention of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The index of its document in the run.
    pub document: usize,
    /// The index of its episode in the run.
    pub episode: usize,
    /// The address as written, entities decoded, nothing else changed.
    pub href: Box<str>,
    /// The text that a listener clicks, white space collapsed; may be empty.
    pub text: Box<str>,
    /// The heading above it, within the notes.
    pub section: Option<Arc<str>>,
    /// What it is for.
    pub kind: LinkKind,
    /// Whose it is to mend.
    pub group: Group,
    /// What `href` means, as a browser reads it on that page.
    pub address: Address,
    /// Every place where it stands; the first is reported. Never empty.
    pub places: Places,
    /// Remarks that need no network.
    pub lints: Vec<Lint>,
    /// Why an inline directive asks to leave it out; empty where no reason is given.
    pub ignored: Option<Box<str>>,
    /// The media type that a feed declares for it.
    pub declared: Option<Box<str>>,
}

/// Whose a link is. What stands at several places is whose comes last here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The show's own: a feed has it for no single episode.
    Show,
    /// The editor's own.
    Editorial,
    /// A sponsor's: money is attached, and it expires.
    Sponsor,
    /// Appended by the podcast host; not the editor's to mend.
    Host,
}

/// What an `href` means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// An `http` or `https` URL, fragment included.
    Web(Arc<Url>),
    /// Another scheme, such as `mailto:ann@example.com`, without outer white space: never asked.
    Other(Box<str>),
    /// A place on the same page or in the audio, such as `#t=12:30`: never asked.
    SamePage(Box<str>),
    /// No listener can use it.
    Flawed(Box<Flaw>),
}

/// A defect of an address that needs no network to find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// What is wrong.
    pub kind: FlawKind,
    /// Where a browser would go nevertheless, if anywhere.
    pub resolved: Option<Url>,
    /// What was most likely meant.
    pub mended: Option<Arc<Url>>,
}

/// What is wrong with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FlawKind {
    /// Nothing in it.
    Empty,
    /// `www.example.com/x`: a path on the own site to a browser.
    MissingScheme,
    /// `htp://`, `https:/x`, `https//x`.
    MistypedScheme,
    /// `https://https://x`.
    DoubledScheme,
    /// White space, a line break or a note pasted into it.
    PastedText,
    /// An invisible character, such as a zero-width space.
    InvisibleCharacter,
    /// A bracket, quote or other punctuation of the sentence got into it.
    StrayPunctuation,
    /// `TODO`, `LINK HERE`.
    Placeholder,
    /// `http://` without a host, or a host that can't be one.
    NoHost,
    /// `file:` and the like: a place on the author's own machine.
    LocalFile,
    /// Relative, and the page's own address isn't known.
    RelativeWithoutBase,
    /// Not a URL at all.
    Malformed,
}

/// The places of a link; nearly always it is one.
pub type Places = SmallVec<[Place; 1]>;

/// A place of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The bytes of the address in the document's decoded text; `None` where it can't be told exactly.
    pub span: Option<Span>,
    /// Where an editor finds it.
    pub position: Position,
    /// The feed field or front matter key that holds it, such as `content:encoded`.
    pub field: Option<&'static str>,
}

/// A remark about a link that needs no network. `code` is a reason code of the lint table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// The code of the rule.
    pub code: &'static str,
    /// What to do, in a sentence.
    pub message: Cow<'static, str>,
    /// A better address, where there is one.
    pub suggestion: Option<String>,
}

impl Address {
    /// The URL as a browser would ask for it; as written where no browser can.
    #[must_use]
    pub fn url<'a>(&'a self, written: &'a str) -> &'a str {
        match self {
            Self::Web(url) => url.as_str(),
            Self::Other(url) | Self::SamePage(url) => url,
            Self::Flawed(flaw) => flaw.resolved.as_ref().map_or(written, Url::as_str),
        }
    }
}

impl Link {
    /// A link to `url` that stands in no notes, for a question about the address alone.
    #[must_use]
    pub fn to(url: impl Into<Arc<Url>>) -> Self {
        let url = url.into();
        Self {
            document: 0,
            episode: 0,
            href: url.as_str().into(),
            text: Box::default(),
            section: None,
            kind: LinkKind::Notes,
            group: Group::Editorial,
            address: Address::Web(url),
            places: smallvec![Place { span: None, position: Position { line: 1, column: 1 }, field: None }],
            lints: Vec::new(),
            ignored: None,
            declared: None,
        }
    }

    /// The URL as a browser would ask for it; as written where no browser can.
    #[must_use]
    pub fn url(&self) -> &str {
        self.address.url(&self.href)
    }

    /// The URL that is asked of the web for this link, if any: its own, or the mended one of a flawed address. Ignored links aren't asked.
    #[must_use]
    pub fn asked(&self) -> Option<&Arc<Url>> {
        match &self.address {
            _ if self.ignored.is_some() => None,
            Address::Web(url) => Some(url),
            Address::Flawed(flaw) => flaw.mended.as_ref(),
            Address::Other(_) | Address::SamePage(_) => None,
        }
    }
}
