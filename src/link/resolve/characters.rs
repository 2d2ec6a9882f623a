//! Characters that got into an address with the text around it.

use super::super::{FlawKind, Form};
use super::{Found, host};

/// Characters that nobody sees and nobody means.
const INVISIBLE: &[char] = &[
    '\u{ad}', '\u{200b}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}',
    '\u{2060}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{feff}', '\u{a0}', '\u{2028}', '\u{2029}',
    '\u{fffc}',
];

/// Joiners, which some scripts and emoji need, but not at an end.
const JOINERS: &[char] = &['\u{200c}', '\u{200d}'];

/// The same at the end of an address, percent-encoded.
const INVISIBLE_ENCODED: &[&str] =
    &["%E2%80%8B", "%E2%80%8C", "%E2%80%8D", "%E2%80%8E", "%E2%81%A0", "%EF%BB%BF", "%C2%A0", "%C2%AD"];

/// Quotation marks and brackets that never end an address.
const QUOTES: &[char] = &['"', '“', '”', '„', '«', '»', '‹', '›', '’', '‘', '`', '<', '>', '「', '」', '『', '』'];

/// The same, percent-encoded.
const QUOTES_ENCODED: &[&str] =
    &["%22", "%E2%80%9C", "%E2%80%9D", "%E2%80%99", "%E2%80%98", "%C2%BB", "%C2%AB", "%3E", "%3C"];

/// Characters that nobody sees.
pub(super) fn invisible(href: &str) -> Found {
    let inner = trim_encoded(href, INVISIBLE_ENCODED);
    let inner = inner.trim_matches(|c| INVISIBLE.contains(&c) || JOINERS.contains(&c));
    if inner.len() == href.len() && !href.contains(INVISIBLE) {
        return None;
    }
    Some((FlawKind::InvisibleCharacter, Some(inner.replace(INVISIBLE, ""))))
}

/// How often a mark is looked for behind another at the end of an address: more are no sentence's, and this bounds the work for hostile text.
const ROUNDS: usize = 16;

/// What is left of Markdown around an address: `https://a.example/x](https://a.example/x`, `https://a.example/x**`.
pub(super) fn markup(href: &str) -> Found {
    if is_other_scheme(href) {
        return None;
    }
    let inner = href.split_once("](").map_or(href, |(before, _)| before.trim_start_matches('['));
    let inner = inner.trim_end_matches("**");
    (inner.len() < href.len() && !inner.is_empty()).then(|| (FlawKind::StrayPunctuation, Some(inner.to_owned())))
}

/// Punctuation of the sentence around the address.
pub(super) fn stray(href: &str) -> Found {
    if href.contains(":~:text=") || is_other_scheme(href) {
        return None;
    }
    let mut inner = href.trim_start_matches(|c| QUOTES.contains(&c) || "([{".contains(c));
    // A page may have an apostrophe in its name; no scheme begins with one.
    if let Some(quoted) = inner.strip_prefix('\'').filter(|quoted| quoted.contains("://")) {
        inner = quoted.strip_suffix('\'').unwrap_or(quoted);
    }
    for _ in 0..ROUNDS {
        // Whoever shortens an address for the eye writes `…`.
        let shorter = without_open_end(without_quotes_at_end(inner)).trim_end_matches('…');
        if shorter.len() == inner.len() {
            break;
        }
        inner = shorter;
    }
    (inner.len() < href.len() && !inner.is_empty()).then(|| (FlawKind::StrayPunctuation, Some(inner.to_owned())))
}

/// Without quotation marks at the end, unless they close one that stands before them: `/say-%22hi%22`.
fn without_quotes_at_end(text: &str) -> &str {
    let inner = trim_encoded(text, QUOTES_ENCODED).trim_end_matches(QUOTES);
    let upper = inner.to_ascii_uppercase();
    let encoded: usize = QUOTES_ENCODED.iter().map(|mark| upper.matches(mark).count()).sum();
    let before = inner.matches(QUOTES).count() + encoded;
    if before.is_multiple_of(2) { inner } else { text }
}

/// Without a closing bracket at the end that nothing opens, and what ends the sentence behind it.
fn without_open_end(text: &str) -> &str {
    let inner = without_bracket(text.trim_end_matches(['.', ',', ';']));
    if inner.len() + 1 == text.trim_end_matches(['.', ',', ';']).len() { inner } else { text }
}

fn without_bracket(text: &str) -> &str {
    for (open, close) in [('(', ')'), ('[', ']'), ('{', '}')] {
        let Some(inner) = text.strip_suffix(close) else { continue };
        let behind_host = inner.rfind('/').is_some_and(|at| at > 7);
        if behind_host && text.matches(close).count() > text.matches(open).count() {
            return inner;
        }
    }
    text
}

/// White space that the URL parser keeps, and the notes behind it.
pub(super) fn pasted(written: &str, href: &str) -> Found {
    let inner = trim_encoded_start(trim_encoded(href, &["%20", "%0A", "%0D", "%09"]));
    if inner.len() < href.len() && !ends_in_root(inner) {
        return Some((FlawKind::PastedText, Some(inner.to_owned())));
    }
    let (before, after) = href.split_once(' ')?;
    if is_other_scheme(href) || !(before.contains("://") || host::looks_like(before)) {
        return None;
    }
    let broken_line = written.trim_matches(|c: char| c <= ' ').contains(['\n', '\r']);
    let mended = if broken_line { href.replace(' ', "") } else { before.to_owned() };
    (broken_line || is_note(after)).then_some((FlawKind::PastedText, Some(mended)))
}

/// A blank in an address that is no link's: what makes a link of it ends it there.
pub(super) fn split(href: &str, form: Form) -> Found {
    (form == Form::Url && href.contains(' ')).then(|| (FlawKind::PastedText, Some(href.replace(' ', "%20"))))
}

/// `https://a.example/%20`: a page may well have that address.
fn ends_in_root(inner: &str) -> bool {
    inner.ends_with('/')
}

/// Words rather than the rest of a file's name.
fn is_note(text: &str) -> bool {
    let text = text.trim();
    let words = text.split(' ').filter(|word| !word.is_empty()).count();
    let file = text.rsplit('.').next().is_some_and(|end| end.len() < text.len() && (2..=5).contains(&end.len()));
    text.starts_with(['(', '[', '-', '–', '—', '<', '|'])
        || text.contains("://")
        || (words >= 3 && !file && !text.contains('/'))
}

fn is_other_scheme(href: &str) -> bool {
    let Some((scheme, _)) = href.split_once(':') else { return false };
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-".contains(&b));
    named && !scheme.bytes().all(|b| b"htpsHTPS".contains(&b))
}

fn trim_encoded<'a>(text: &'a str, ends: &[&str]) -> &'a str {
    let mut inner = text;
    while let Some(at) = inner.len().checked_sub(3) {
        let cut = ends.iter().find(|end| {
            inner.get(inner.len().wrapping_sub(end.len())..).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
        });
        match cut {
            Some(end) => inner = &inner[..inner.len() - end.len()],
            None => return inner,
        }
        debug_assert!(inner.len() <= at);
    }
    inner
}

fn trim_encoded_start(text: &str) -> &str {
    let mut inner = text;
    while let Some(rest) = ["%20", "%0A", "%0a", "%09"].iter().find_map(|start| inner.strip_prefix(start)) {
        inner = rest;
    }
    inner
}
