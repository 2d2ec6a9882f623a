//! What each platform shows of an episode's notes, and what is lost on the way.
//!
//! This is for who has one episode before publishing: on most platforms something comes out plainer than it was written, which is worth no line in the
//! report on a back catalogue.

mod notes;
mod phrase;
mod table;

pub use phrase::thousands;
pub(in crate::lint) use table::APPLE_BYTES;

use scraper::Selector;

use self::notes::Notes;
use self::table::{FIELD, Markup, PLATFORMS, Platform};
use crate::episode::Episode;
use crate::link::{Form, Hit, Link};
use crate::source::Document;

/// What a platform shows of an episode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Showing {
    /// The platform's name.
    pub platform: &'static str,
    /// When that was last seen to be so: a year, or a year and a month.
    pub as_of: &'static str,
    /// The field of the feed that it shows; `None` for a draft, which becomes that field.
    pub field: Option<&'static str>,
    /// How long that is, markup included.
    pub bytes: usize,
    /// How many bytes are shown, where that is known.
    pub limit: Option<usize>,
    /// How many links the notes have.
    pub links: usize,
    /// How many of them don't reach the platform's listeners.
    pub lost_links: usize,
    /// What else doesn't reach them, and what to do: a sentence each.
    pub lost: Vec<String>,
    /// What is shown as plain text.
    pub plain: Vec<&'static str>,
    /// Whether only those who ask for more want to know: hardly any notes are without loss there.
    pub minor: bool,
}

/// A draft that is longer than what a platform shows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lint) struct Overlong {
    /// How long it is, markup included.
    pub(in crate::lint) bytes: usize,
    /// Whether that is as the HTML which is made of it.
    pub(in crate::lint) made: bool,
    /// What is clicked on of the links beyond the limit, or their addresses.
    pub(in crate::lint) lost: Vec<String>,
}

/// Whether a draft has more than `limit` bytes.
pub(in crate::lint) fn overlong(
    document: &Document,
    episode: &Episode,
    links: &[Link],
    limit: usize,
) -> Option<Overlong> {
    let notes = Notes::of(document, episode, links, FIELD).filter(|notes| notes.bytes > limit)?;
    let name = |hit: &Hit| if hit.text.trim().is_empty() { hit.href.clone() } else { hit.text.clone() };
    let lost = notes.beyond(limit).into_iter().map(name).collect();
    Some(Overlong { bytes: notes.bytes, made: notes.made, lost })
}

/// What every platform shows. `links` are all of that episode. `None` where that can't be told: the document is a page, not the notes that a feed gets,
/// or a feed without the field that platforms show.
#[must_use]
pub fn showings(document: &Document, episode: &Episode, links: &[Link]) -> Option<Vec<Showing>> {
    let notes = Notes::of(document, episode, links, FIELD)?;
    Some(PLATFORMS.iter().map(|platform| showing(platform, &notes)).collect())
}

fn showing(platform: &Platform, notes: &Notes) -> Showing {
    let mut lost = Vec::new();
    let mut lost_links = notes.elsewhere.len();
    lost.extend(phrase::elsewhere(notes, FIELD));
    if let Some(limit) = platform.limit.filter(|limit| notes.bytes > *limit) {
        let beyond = notes.beyond(limit);
        lost_links += beyond.len();
        lost.push(phrase::cut(notes, limit, &beyond));
    }
    if !platform.links {
        let words = notes.hits.iter().filter(|hit| hit.form == Form::Link && !names_address(&hit.text, &hit.href));
        let words = words.count();
        lost_links += words;
        lost.extend(phrase::words_only(words, notes.links()));
    }
    let counted = |markup: &&&Markup| notes.count(markup) > 0;
    lost.extend(platform.hidden.iter().filter(counted).map(|markup| phrase::hidden(markup, notes.count(markup))));
    Showing {
        platform: platform.name,
        as_of: platform.as_of,
        field: notes.field,
        bytes: notes.bytes,
        limit: platform.limit,
        links: notes.links(),
        lost_links,
        lost,
        plain: platform.plain.iter().filter(counted).map(|markup| markup.many).collect(),
        minor: platform.minor,
    }
}

/// Whether a link's words tell where it leads, so that a listener can type it.
fn names_address(text: &str, href: &str) -> bool {
    let bare = |address: &str| {
        let address = address.trim().to_ascii_lowercase();
        let address = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or(&address);
        address.strip_prefix("www.").unwrap_or(address).trim_end_matches('/').to_owned()
    };
    bare(text).contains(&bare(href))
}

/// The selector of a constant of the table.
fn selector(markup: &Markup) -> Selector {
    Selector::parse(markup.css).expect("the selectors of the table are sound")
}

#[cfg(test)]
mod tests;
