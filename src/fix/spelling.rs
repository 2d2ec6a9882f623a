//! How an address is spelt at its place: which characters are escaped there, and how often.

use url::Url;

use super::change::Wanted;
use super::guard::{Asks, Guard};
use super::layers::Layers;
use crate::episode::{Episode, Quoting};
use crate::source::{Document, Kind};

/// How HTML and XML spell an apostrophe, as it stands around attributes.
const APOSTROPHES: &[&str] = &["'", "&#39;", "&#039;", "&apos;", "&#x27;"];

/// The spellings of addresses in a document.
#[derive(Debug)]
pub(super) struct Spelling<'a> {
    document: &'a Document,
    layers: Layers,
}

impl<'a> Spelling<'a> {
    pub(super) fn new(document: &'a Document, episodes: &[Episode]) -> Self {
        Self { document, layers: Layers::new(document, episodes) }
    }

    /// The spellings of the new address that may be right at its place, the most likely first. None of them changes the address itself: servers may
    /// tell a character from its percent-encoding (RFC 3986 §2.2), and only what was written here was asked.
    pub(super) fn candidates(&self, wanted: &Wanted) -> Vec<String> {
        let raw = &self.document.text[wanted.span.range()];
        let head = raw.len() - raw.trim_start().len();
        let tail = raw.trim_end().len().max(head);
        let (before, core, after) = (&raw[..head], &raw[head..tail], &raw[tail..]);
        if self.holds_tags(wanted.span.start, core) {
            return Vec::new();
        }
        let (url, fragment) = split(wanted, core);
        let ampersand = if core.contains("&#038;") { "&#038;" } else { "&amp;" };
        let mut found: Vec<String> = Vec::new();
        for guard in self.guards(wanted, &url) {
            for layers in self.layers.references(wanted.span.start, core, self.in_attribute(wanted.span.start)) {
                let spelt = self.quoted(guard.write(&url, *layers, ampersand), wanted.span.start, core);
                let spelt = format!("{before}{spelt}{fragment}{after}");
                if !found.contains(&spelt) {
                    found.push(spelt);
                }
            }
        }
        found
    }

    /// Whether an address in running text has tags in it, which can't be kept; a `<wbr>` need not be.
    fn holds_tags(&self, at: usize, core: &str) -> bool {
        let in_text = matches!(self.document.kind, Kind::Html | Kind::Feed) && !self.in_attribute(at);
        let without = || core.replace("<wbr>", "").replace("&lt;wbr&gt;", "");
        in_text && core.contains(['<', ';']) && ["<", "lt;"].iter().any(|bracket| without().contains(bracket))
    }

    fn guards(&self, wanted: &Wanted, url: &str) -> Vec<Guard> {
        let at = wanted.span.start;
        let asks =
            Asks { apostrophe: self.is_ended_by_apostrophe(at), attribute: self.in_attribute(at), ..Asks::default() };
        match self.document.kind {
            Kind::Markdown => {
                let bar = url.contains('|') && self.in_table(wanted);
                Guard::of_markdown(Asks { bar, brackets: !is_balanced(url) && self.in_brackets(wanted), ..asks })
            }
            Kind::Html | Kind::Feed | Kind::Sitemap => Guard::of_markup(asks),
            Kind::Chapters if self.in_attribute(at) => Guard::of_markup(asks),
            Kind::Text | Kind::Chapters => vec![Guard::default()],
        }
    }

    /// Whether the place is the value of an HTML attribute.
    fn in_attribute(&self, at: usize) -> bool {
        let before = self.document.text[..at].trim_end_matches(['"', '\'', ' ', '\n', '\r', '\t']);
        let name = before.strip_suffix('=').map(|before| before.trim_end().as_bytes());
        name.and_then(|name| name.last_chunk::<4>()).is_some_and(|name| name.eq_ignore_ascii_case(b"href"))
    }

    /// Whether the place is the value of an attribute that an apostrophe would end, or must not stand in for lack of quotes.
    fn is_ended_by_apostrophe(&self, at: usize) -> bool {
        let before = self.document.text[..at].trim_end();
        let quoted = APOSTROPHES.iter().filter_map(|quote| before.strip_suffix(quote));
        // Behind one more layer, the reference begins with `&amp;`.
        let quoted = quoted.map(|before| before.strip_suffix("&amp;").unwrap_or(before));
        self.document.text[..at].ends_with('=') || { quoted }.any(|before| before.trim_end().ends_with('='))
    }

    /// Whether the line looks like one of a table.
    fn in_table(&self, wanted: &Wanted) -> bool {
        let (before, after) = (&self.document.text[..wanted.span.start], &self.document.text[wanted.span.end..]);
        let line = before.rsplit('\n').next().unwrap_or("");
        line.contains('|') || after.lines().next().unwrap_or("").contains('|')
    }

    /// Whether the place is a destination that stands in brackets, or behind the colon of a definition.
    fn in_brackets(&self, wanted: &Wanted) -> bool {
        self.document.text[..wanted.span.start].trim_end().ends_with(['(', ':'])
    }

    /// What the string around a place asks for, in the habits of what stood there.
    fn quoted(&self, spelt: String, at: usize, raw: &str) -> String {
        match self.layers.quoting(at) {
            Quoting::Bare => spelt,
            Quoting::Doubled => spelt.replace('\'', "''"),
            Quoting::Escaped => {
                let spelt = spelt.replace('\\', "\\\\");
                let spelt = if raw.contains("\\/") { spelt.replace('/', "\\/") } else { spelt };
                if raw.contains("\\u0026") { spelt.replace('&', "\\u0026") } else { spelt }
            }
        }
    }
}

/// Whether each bracket of an address has its fellow.
fn is_balanced(url: &str) -> bool {
    let mut open = 0_usize;
    let closes = url.bytes().all(|byte| {
        let closed = if byte == b')' { open.checked_sub(1) } else { Some(open + usize::from(byte == b'(')) };
        open = closed.unwrap_or(0);
        closed.is_some()
    });
    closes && open == 0
}

/// The new address without the fragment that stays, and the old spelling of that fragment.
fn split<'a>(wanted: &Wanted, raw: &'a str) -> (String, &'a str) {
    let whole = (whole(wanted, raw), "");
    let kept = wanted.from.as_ref().and_then(Url::fragment).filter(|old| wanted.to.fragment() == Some(old));
    let Some(at) = kept.and_then(|_| hash(raw)) else { return whole };
    let mut bare = wanted.to.clone();
    bare.set_fragment(None);
    (bare.into(), &raw[at..])
}

/// The whole new address. The mended one of a home page gets no slash at its end where it had none before.
fn whole(wanted: &Wanted, raw: &str) -> String {
    let to = &wanted.to;
    let is_home = to.path() == "/" && to.query().is_none() && to.fragment().is_none();
    let host = raw.split_once("//").map_or(raw, |(_, rest)| rest);
    let is_mended = wanted.from.is_none() && is_home && !host.contains(['/', '?', '#']);
    let text = to.as_str();
    text.strip_suffix('/').filter(|_| is_mended).unwrap_or(text).to_owned()
}

/// Where the fragment begins: at the first `#` that is none of a character reference.
fn hash(raw: &str) -> Option<usize> {
    let bytes = raw.as_bytes();
    raw.match_indices('#').map(|(at, _)| at).find(|at| {
        let before = &bytes[..*at];
        !(before.ends_with(b"&") || before.ends_with(b"&amp;") && bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
    })
}
