//! A stretch of text, put together from what the parser cut apart, with the way back to the source.

use super::super::{Hit, text};
use crate::text::{SourceMap, Span};

/// A stretch of text.
#[derive(Default)]
pub(super) struct Run {
    text: String,
    map: SourceMap,
}

impl Run {
    /// Appends `text`, which stands at `at` of `source`, spelt so or with escapes.
    pub(super) fn push(&mut self, source: &str, text: &str, at: Span) {
        if source.get(at.range()) == Some(text) {
            self.map.push_exact(at.start, text.len());
        } else {
            self.map.push_spelt(at, text.len());
        }
        self.text.push_str(text);
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the source that spell a span of the text.
    pub(super) fn to_source(&self, span: Span) -> Option<Span> {
        self.map.to_file(span)
    }

    /// The bare addresses in it, with their places in the source.
    pub(super) fn hits(self) -> impl Iterator<Item = Hit> {
        let found =
            if self.text.contains('.') || self.text.contains("://") { text::hits(&self.text) } else { Vec::new() };
        let is_shown = |hit: &Hit| {
            let before = hit.span.map_or("", |span| &self.text[..span.start]);
            is_medium_of_template(before, &hit.href) || is_played(before)
        };
        let whole = |hit| with_blanks(&self.text, hit);
        let found: Vec<Hit> =
            found.into_iter().filter(|hit| !is_shown(hit)).map(without_underline).map(whole).collect();
        let found = found.into_iter();
        found.map(move |hit| Hit { span: hit.span.and_then(|span| self.map.to_file(span)), ..hit })
    }
}

/// Whether an address behind `before` is that of a picture or a recording which a shortcode shows: `{{< figure src="…" >}}`, `{% image … %}`.
fn is_medium_of_template(before: &str, href: &str) -> bool {
    /// A shortcode is no longer than this, in bytes.
    const NEAR: usize = 1024;
    const MEDIA: &[&str] = &[
        "png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "mp3", "m4a", "ogg", "opus", "wav", "flac", "mp4", "webm",
    ];
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
    let is_open = |opens: &str, closes: &str| before.rfind(opens).is_some_and(|at| !before[at..].contains(closes));
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| MEDIA.contains(&&*ending)) && (is_open("{{", "}}") || is_open("{%", "%}"))
}

/// Whether an address behind `before` is that of a recording which a shortcode plays: `[audio src="…"]`.
fn is_played(before: &str) -> bool {
    const PLAYERS: &[&str] = &["audio", "video", "playlist", "powerpress", "podcast", "soundcloud"];
    let before = before.trim_end_matches(['"', '\'', '“', '”']);
    let Some((_, open)) = before.strip_suffix('=').and_then(|before| before.rsplit_once('[')) else { return false };
    let name = open.split_whitespace().next().unwrap_or_default();
    PLAYERS.contains(&name) && !open.contains(']')
}

/// An address in brackets behind a text, which is no link for a blank in it (CommonMark 0.31, 6.3): as its author meant it, with the blank.
fn with_blanks(text: &str, mut hit: Hit) -> Hit {
    let Some(span) = hit.span.filter(|span| text[..span.start].ends_with("](")) else { return hit };
    let rest = text[span.end..].split('\n').next().unwrap_or_default();
    let Some(blank) = rest.find(')').map(|end| &rest[..end]).filter(|blank| blank.starts_with(' ')) else { return hit };
    if blank.trim().is_empty() || blank.contains(['(', '"', '[']) {
        return hit;
    }
    let whole = Span::new(span.start, span.end + blank.trim_end().len());
    let label = text[..span.start].strip_suffix("](").and_then(|before| before.rsplit_once('['));
    hit.text = label.map_or_else(|| hit.href.clone(), |(_, label)| label.to_owned());
    text[whole.range()].clone_into(&mut hit.href);
    hit.span = Some(whole);
    hit
}

/// What makes a link of an address in Markdown leaves `_` at its end to the sentence (GFM 6.9), and that is what listeners get.
fn without_underline(mut hit: Hit) -> Hit {
    let kept = hit.href.trim_end_matches('_').len();
    if let Some(span) = hit.span.as_mut().filter(|_| kept < hit.href.len()) {
        span.end -= hit.href.len() - kept;
        hit.href.truncate(kept);
        hit.text = hit.href.clone();
    }
    hit
}
