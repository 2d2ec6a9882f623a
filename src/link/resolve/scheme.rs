//! Schemes that are doubled, mistyped, or lead to the author's own machine.

use url::Url;

use super::super::{FlawKind, Form};
use super::{Found, host};

/// A place on somebody's own machine.
pub(super) fn local(href: &str) -> Found {
    let lower = href.get(..5).map(str::to_ascii_lowercase);
    let drive = href.as_bytes().get(1) == Some(&b':') && href.starts_with(|c: char| c.is_ascii_alphabetic());
    (lower.as_deref() == Some("file:") || drive || href.starts_with("\\\\")).then_some((FlawKind::LocalFile, None))
}

/// `https://https://x`, `http://http//x`, `https:https://x`, `https://www.https://x`, however often.
pub(super) fn doubled(href: &str) -> Found {
    let last = href.rfind("://").unwrap_or(0);
    let mut rest = web_scheme(href)?.1.strip_prefix(':')?.trim_start_matches(['/', '\\']);
    let mut found = None;
    while let Some((scheme, address)) = again(rest, href.len() - rest.len() < last) {
        found = Some((scheme, address));
        rest = address;
    }
    found.map(|(scheme, address)| (FlawKind::DoubledScheme, Some(format!("{scheme}://{address}"))))
}

/// Another scheme at the start, behind `www.` where a whole one follows, and the address behind it.
fn again(rest: &str, is_followed: bool) -> Option<(&'static str, &str)> {
    let rest = rest.strip_prefix("www.").filter(|_| is_followed).unwrap_or(rest);
    let (scheme, rest) = web_scheme(rest)?;
    let behind = rest.strip_prefix(':').or_else(|| rest.starts_with("//").then_some(rest))?;
    let address = behind.trim_start_matches(['/', '\\', ':']);
    // `https://https:443/x` would be a host of that name.
    let is_port = behind.starts_with(|c: char| c.is_ascii_digit());
    (!address.is_empty() && !is_port).then_some((scheme, address))
}

/// Two addresses in one: `https://a.example,https://b.example`, `https://a.examplehttps://b.example`, `https://a.example/https://a.example/x`. The address of
/// another one behind a slash is what archives and services have.
pub(super) fn glued(href: &str) -> Found {
    let (scheme, rest) = web_scheme(href)?;
    let rest = rest.strip_prefix("://")?;
    let (before, behind) = rest.split_once("://")?;
    let first = before.strip_suffix("https").or_else(|| before.strip_suffix("http"))?;
    let second = &rest[first.len()..];
    let host = first.split(['/', '?', '#']).next().unwrap_or_default();
    let is_again = first.strip_suffix('/') == Some(host) && behind.split(['/', '?', '#']).next() == Some(host);
    let is_at_host = first == host && host.contains('.') && !host.ends_with(['.', '-']);
    let mended = match () {
        () if is_again => second.to_owned(),
        () if first.ends_with([',', ';', '|']) || is_at_host => {
            format!("{scheme}://{}", first.trim_end_matches([',', ';', '|']))
        }
        () => return None,
    };
    Some((FlawKind::DoubledScheme, Some(mended)))
}

/// `mailto:https://x`, `tel:https://x`.
pub(super) fn behind_another(href: &str) -> Found {
    let (scheme, rest) = href.split_once(':')?;
    let is_one = ["mailto", "tel", "sms"].iter().any(|other| other.eq_ignore_ascii_case(scheme));
    let is_web = is_one && web_scheme(rest).is_some_and(|(_, rest)| rest.starts_with("://"));
    is_web.then(|| (FlawKind::DoubledScheme, Some(rest.to_owned())))
}

/// `http` or `https` at the start, in lower case, and what follows.
fn web_scheme(text: &str) -> Option<(&'static str, &str)> {
    ["https", "http"].into_iter().find_map(|scheme| {
        let start = text.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| (scheme, &text[scheme.len()..]))
    })
}

/// `htp://x`, `https//x`, `https;//x`, `://x`, and `https:/x` where a browser takes it for a path.
pub(super) fn mistyped(href: &str, base: Option<&Url>) -> Found {
    let found =
        misspelt(href).or_else(|| without_colon(href)).or_else(|| one_slash(href, base)).or_else(|| headless(href));
    found.map(|mended| (FlawKind::MistypedScheme, Some(mended)))
}

/// A word of the letters of `https` that is neither `http` nor `https`, or one of these with another letter in its place.
fn misspelt(href: &str) -> Option<String> {
    let (word, rest) = href.split_once(':')?;
    let letters = (2..=8).contains(&word.len()) && word.bytes().all(|b| b"htpsHTPS".contains(&b));
    let known = ["http", "https"].iter().any(|scheme| scheme.eq_ignore_ascii_case(word));
    let lower = word.to_ascii_lowercase();
    let typed = letters && lower.contains('t') && lower.contains('p');
    let slipped = ["http", "https"].into_iter().find(|scheme| is_but_for_one_letter(&lower, scheme));
    match slipped {
        _ if known => None,
        Some(scheme) if rest.starts_with("//") => Some(with_scheme(scheme, rest)),
        _ => (typed && rest.starts_with('/')).then(|| with_scheme(word, rest)),
    }
}

/// Whether two words of the same length differ in one letter, which isn't the first.
fn is_but_for_one_letter(word: &str, other: &str) -> bool {
    let same_length = word.len() == other.len() && word.starts_with('h');
    same_length && word.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count() == 1
}

/// `https:///x` that is no link's: no program makes a link of it, though a browser would read it as what was meant.
pub(super) fn three_slashes(href: &str, form: Form) -> Found {
    let (scheme, rest) = web_scheme(href).filter(|_| form == Form::Url)?;
    let mended = || with_scheme(scheme, rest);
    rest.starts_with(":///").then(|| (FlawKind::MistypedScheme, Some(mended())))
}

/// `https//x`, `https;//x`, `https.//x`, `https: //x`.
fn without_colon(href: &str) -> Option<String> {
    let (scheme, rest) = web_scheme(href)?;
    let behind = rest.strip_prefix(": ").or_else(|| rest.strip_prefix([';', '.', ',', ' '])).unwrap_or(rest);
    behind.starts_with("//").then(|| with_scheme(scheme, behind))
}

/// `https:/x` and `https:x`, which are paths on a page of the same scheme (WHATWG URL, "special relative or authority state").
fn one_slash(href: &str, base: Option<&Url>) -> Option<String> {
    let (scheme, rest) = web_scheme(href)?;
    let rest = rest.strip_prefix(':')?;
    let slashes = rest.len() - rest.trim_start_matches(['/', '\\']).len();
    let same = base.is_none_or(|base| base.scheme() == scheme);
    // Nobody writes a scheme before the name of a file: any name with a dot is a host's.
    let name = rest.trim_start_matches(['/', '\\']).split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host::looks_like(name) || name.trim_matches('.').contains('.');
    (same && slashes < 2 && is_host).then(|| with_scheme(scheme, rest))
}

/// `://x`.
fn headless(href: &str) -> Option<String> {
    href.strip_prefix("://").map(|rest| with_scheme("https", rest))
}

fn with_scheme(word: &str, rest: &str) -> String {
    let scheme = if word.to_ascii_lowercase().contains('s') { "https" } else { "http" };
    format!("{scheme}://{}", rest.trim_start_matches(['/', '\\', ':']))
}
