//! A stretch of text, put together from what the parser cut apart, with the way back to the source.

use super::super::{Hit, text};
use crate::text::{SourceMap, Span, without_query, without_scheme};

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

/// The end of a text, as far as a shortcode may reach.
fn near(before: &str) -> &str {
    /// A shortcode is no longer than this, in bytes.
    const NEAR: usize = 1024;
    &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..]
}

/// Whether an address behind `before` is that of a picture or a recording which a shortcode shows: `{{< figure src="…" >}}`, `{% image … %}`.
fn is_medium_of_template(before: &str, href: &str) -> bool {
    const MEDIA: &[&str] = &[
        "png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "mp3", "m4a", "ogg", "opus", "wav", "flac", "mp4", "webm",
    ];
    let before = near(before);
    let is_open = |opens: &str, closes: &str| before.rfind(opens).is_some_and(|at| !before[at..].contains(closes));
    let path = without_query(href);
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| MEDIA.contains(&&*ending)) && (is_open("{{", "}}") || is_open("{%", "%}"))
}

/// Whether an address behind `before` is that of a recording which a shortcode plays: `[audio src="…"]`.
fn is_played(before: &str) -> bool {
    const PLAYERS: &[&str] = &["audio", "video", "playlist", "powerpress", "podcast", "soundcloud"];
    let before = near(before).trim_end_matches(['"', '\'', '“', '”']);
    let Some((_, open)) = before.strip_suffix('=').and_then(|before| before.rsplit_once('[')) else { return false };
    let name = open.split_whitespace().next().unwrap_or_default();
    PLAYERS.contains(&name) && !open.contains(']')
}

/// An address in brackets behind a text, which is no link for a blank in it (CommonMark 0.31, 6.3): as its author meant it, with the blank.
fn with_blanks(text: &str, mut hit: Hit) -> Hit {
    let Some(span) = hit.span.filter(|span| text[..span.start].ends_with("](")) else { return hit };
    let rest = text[span.end..].split(['\n', ')']).next().unwrap_or_default();
    let is_closed = text[span.end + rest.len()..].starts_with(')');
    let is_more = is_closed && rest.starts_with(' ') && !rest.trim().is_empty() && !rest.contains(['(', '"', '[']);
    if !is_more || is_sentence(&text[span.range()], rest) {
        return hit;
    }
    // None stands here where a picture is the label.
    let label = label_of(&text[..span.start - "](".len()]);
    let whole = Span::new(span.start, span.end + rest.trim_end().len());
    hit.text = label.unwrap_or(&hit.href).to_owned();
    text[whole.range()].clone_into(&mut hit.href);
    hit.span = Some(whole);
    hit
}

/// Whether several words behind an address are no part of it: nothing has begun yet that may hold a blank.
fn is_sentence(address: &str, rest: &str) -> bool {
    !without_scheme(address).contains('/') && rest.split_whitespace().nth(1).is_some()
}

/// What stands behind the bracket that the one behind `before` closes. A label is no longer than some bytes: a text may have many that close, and none
/// that opens.
fn label_of(before: &str) -> Option<&str> {
    const LONGEST: usize = 300;
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST))..];
    let mut depth = 0;
    for (at, bracket) in near.rmatch_indices(['[', ']']) {
        match (bracket, depth) {
            ("]", _) => depth += 1,
            (_, 0) => return Some(&near[at + 1..]),
            _ => depth -= 1,
        }
    }
    None
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The addresses in a text, and what is said of them.
    fn found(text: &str) -> Vec<(String, String)> {
        let mut run = Run::default();
        run.push(text, text, Span::new(0, text.len()));
        run.hits().map(|hit| (hit.href, hit.text)).collect()
    }

    #[test]
    fn an_address_with_a_blank_has_the_text_in_its_brackets() {
        for (source, href, text) in [
            ("[a](https://c.example/x y)", "https://c.example/x y", "a"),
            ("[a [b] c](https://c.example/x y)", "https://c.example/x y", "a [b] c"),
            ("](https://c.example/x y)", "https://c.example/x y", "https://c.example/x"),
            ("[z] [a](https://c.example/x y z)", "https://c.example/x y z", "a"),
        ] {
            assert_eq!(found(source), [(href.to_owned(), text.to_owned())], "{source}");
        }
    }

    #[test]
    fn a_sentence_behind_an_address_is_no_part_of_it() {
        for source in ["[foo](https://b.example and then we talked of boats)", "[a](https://b.example x\ny)"] {
            assert_eq!(found(source)[0].0, "https://b.example", "{source}");
        }
    }
}
