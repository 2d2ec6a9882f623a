//! How an address is spelt at its place: which characters are escaped there, and how often.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use url::Url;

use crate::source::{Document, Kind};
use crate::text::Span;

use super::change::Wanted;

/// What could end an address too early, or begin something else, in one format or another.
const RISKY: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'\'')
    .add(b'(')
    .add(b')')
    .add(b'*')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What a document is built of, as far as spelling goes.
#[derive(Debug)]
pub(super) struct Spelling<'a> {
    document: &'a Document,
    /// Where CDATA sections stand.
    cdata: Vec<Span>,
    is_json: bool,
}

impl<'a> Spelling<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let text = document.text.as_str();
        let is_json = matches!(document.kind, Kind::Feed | Kind::Chapters) && text.trim_start().starts_with(['{', '[']);
        Self { document, cdata: sections(text), is_json }
    }

    /// The spellings of the new address that may be right at its place, the most likely first. All of them spell the same address, but for
    /// the later ones, which percent-encode what could end it too early.
    pub(super) fn candidates(&self, wanted: &Wanted) -> Vec<String> {
        let raw = &self.document.text[wanted.span.range()];
        let head = raw.len() - raw.trim_start().len();
        let tail = raw.trim_end().len().max(head);
        let (before, core, after) = (&raw[..head], &raw[head..tail], &raw[tail..]);
        let (url, fragment) = split(wanted, core);
        let mut found: Vec<String> = Vec::new();
        for url in [url.clone(), cautious(&url)] {
            for layers in self.layers(wanted.span, core) {
                let spelt = format!("{before}{}{after}", self.spelt(&url, fragment, *layers, core));
                if !found.contains(&spelt) {
                    found.push(spelt);
                }
            }
        }
        found
    }

    /// How often `&` is escaped at a place, the most likely first.
    fn layers(&self, span: Span, raw: &str) -> &'static [u8] {
        match self.document.kind {
            Kind::Markdown if self.in_attribute(span) || raw.contains("&amp;") || raw.contains("&#") => &[1, 0],
            Kind::Markdown => &[0, 1],
            Kind::Html => &[1, 0, 2],
            Kind::Feed | Kind::Sitemap if self.is_json || self.in_cdata(span.start) => &[1, 0, 2],
            Kind::Feed | Kind::Sitemap => &[2, 1, 3],
            Kind::Text | Kind::Chapters => &[0],
        }
    }

    /// Whether the place is the value of an HTML attribute.
    fn in_attribute(&self, span: Span) -> bool {
        let before = self.document.text[..span.start].trim_end_matches(['"', '\'', ' ', '\n', '\r', '\t']);
        let name = before.strip_suffix('=').map(|before| before.trim_end().as_bytes());
        name.and_then(|name| name.last_chunk::<4>()).is_some_and(|name| name.eq_ignore_ascii_case(b"href"))
    }

    fn in_cdata(&self, at: usize) -> bool {
        let next = self.cdata.partition_point(|section| section.start <= at);
        next.checked_sub(1).is_some_and(|index| at < self.cdata[index].end)
    }

    /// `fragment` is what of the old spelling stays.
    fn spelt(&self, url: &str, fragment: &str, layers: u8, raw: &str) -> String {
        let mut spelt = url.to_owned();
        if layers == 1 && raw.contains("&#038;") {
            spelt = spelt.replace('&', "&#038;");
        } else {
            for _ in 0..layers {
                spelt = spelt.replace('&', "&amp;");
            }
        }
        if self.is_json {
            spelt = spelt.replace('\\', "\\\\");
            spelt = if raw.contains("\\/") { spelt.replace('/', "\\/") } else { spelt };
            spelt = if raw.contains("\\u0026") { spelt.replace('&', "\\u0026") } else { spelt };
        }
        spelt + fragment
    }
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

/// The CDATA sections of a text, without their marks.
fn sections(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("<![CDATA[").map(|at| from + at + 9) {
        let end = text[start..].find("]]>").map_or(text.len(), |at| start + at);
        found.push(Span::new(start, end));
        from = end;
    }
    found
}

/// The address with everything percent-encoded that could end it in some format. Servers read it as the same (RFC 3986 §2.2 allows them not
/// to, but browsers and editors send these characters both ways).
pub(super) fn cautious(url: &str) -> String {
    let mut safe = String::with_capacity(url.len());
    let authority = url.find("://").map_or(0, |at| at + 3);
    let path = url[authority..].find(['/', '?', '#']).map_or(url.len(), |at| authority + at);
    safe.push_str(&url[..path]);
    safe.extend(utf8_percent_encode(&url[path..], RISKY));
    safe
}
