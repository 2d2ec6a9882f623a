//! What an `href` means: as a browser reads it on that page (WHATWG URL), and whether any listener can use it.
//!
//! An address is flawed only where that is certain without asking: a browser would go elsewhere than was meant, or nowhere. Where a doubtful address may
//! well work (a comma at its end, a blank in a file name), the web is asked instead.

mod account;
mod characters;
mod host;
mod plain;
mod scheme;

pub(super) use host::is_host;

use std::sync::Arc;

use url::{ParseError, Url};

use super::{Address, Flaw, FlawKind, Form};

/// What a rule says: what is wrong, and what was most likely meant.
type Found = Option<(FlawKind, Option<String>)>;

/// Schemes by which podcast apps are told of a feed that lies on the web.
const FEED_SCHEMES: &[&str] = &["feed", "pcast", "itpc"];

/// Words that stand for an address which is still to come, in lower case.
const PLACEHOLDERS: &[&str] = &[
    "todo",
    "tbd",
    "tba",
    "tk",
    "xxx",
    "xxxx",
    "fixme",
    "url",
    "link",
    "href",
    "add link",
    "add link here",
    "add url",
    "link here",
    "insert link",
    "insert link here",
    "insert url",
    "insert url here",
    "link to come",
    "link tbd",
    "put link here",
    "url here",
    "your link here",
    "your-link-here",
    "coming soon",
    "undefined",
    "null",
    "nan",
    "none",
    "object object",
    "about:blank",
    "%s",
];

/// What `href` means on a page whose links resolve against `base`.
#[must_use]
pub fn resolve(href: &str, form: Form, base: Option<&Url>) -> Address {
    let base = if form == Form::Link { base } else { None };
    if let Some(url) = plain::resolved(href).filter(|_| form != Form::Domain) {
        return Address::Web(url.into());
    }
    let written = if form == Form::Domain { format!("https://{href}") } else { href.to_owned() };
    let cleaned = cleaned(&written);
    if cleaned.starts_with('#') {
        return same_page(&cleaned, base);
    }
    let of_text = || scheme::three_slashes(&cleaned, form).or_else(|| characters::split(&cleaned, form));
    if let Some((kind, mended)) = flaw(&written, &cleaned, base).or_else(of_text) {
        let resolved = parse(&cleaned, base).ok().filter(|_| kind != FlawKind::Empty);
        let mended = mended.and_then(|text| usable(&text)).map(Arc::new);
        return Address::Flawed(Box::new(Flaw { kind, resolved, mended }));
    }
    sound(&cleaned, base)
}

/// A timestamp such as `#t=12:30`, which players understand.
#[must_use]
pub fn is_timestamp(href: &str) -> bool {
    let href = href.trim();
    if let Some(time) = href.strip_prefix("?t=") {
        return !time.is_empty() && time.bytes().all(|b| b.is_ascii_digit());
    }
    let Some(fragment) = href.strip_prefix('#') else { return false };
    let time = fragment.strip_prefix("t=").unwrap_or(fragment);
    let digits = time.starts_with(|c: char| c.is_ascii_digit());
    digits
        && (time.len() < fragment.len() || time.contains(':'))
        && time.bytes().all(|b| b"0123456789:.,hms".contains(&b))
}

/// Whether a link starts the player at a time: by its address, or because its text is a time, and it leads nowhere but to a place on its page.
#[must_use]
pub fn is_time(href: &str, text: &str) -> bool {
    is_timestamp(href) || href.trim_start().starts_with('#') && says_time(text)
}

/// Whether a text is a time: `1:02:03`, in brackets or not.
#[must_use]
pub fn says_time(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    text.contains(':') && text.bytes().all(|byte| byte.is_ascii_digit() || b":.".contains(&byte))
}

/// Whether an address is that of a page but for the time at which its player is to start.
#[must_use]
pub fn is_time_of(url: &Url, page: &Url) -> bool {
    const TIMES: &[&str] = &["t", "start", "time_continue"];
    let rest = |url: &Url| -> Vec<(String, String)> {
        let others = url.query_pairs().filter(|(name, _)| !TIMES.contains(&&**name));
        others.map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
    };
    let has_time = url.query_pairs().any(|(name, _)| TIMES.contains(&&*name));
    has_time && url.host_str() == page.host_str() && url.path() == page.path() && rest(url) == rest(page)
}

/// Whether it is a button in the form of a link, which leads nowhere.
#[must_use]
pub fn is_script(href: &str) -> bool {
    if !href.trim_start_matches(|c: char| c <= ' ').starts_with(['j', 'J']) {
        return false;
    }
    cleaned(href.get(..20).unwrap_or(href)).get(..11).is_some_and(|start| start.eq_ignore_ascii_case("javascript:"))
}

/// What a URL parser removes before it looks: outer controls and blanks, all tabs and line breaks (WHATWG URL §4.4).
fn cleaned(href: &str) -> String {
    let outer = href.trim_matches(|c: char| c <= ' ');
    outer.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect()
}

fn same_page(href: &str, base: Option<&Url>) -> Address {
    let resolved = base.and_then(|base| base.join(href).ok());
    Address::SamePage(resolved.map_or_else(|| href.into(), |url| String::from(url).into()))
}

/// Reads an address without a flaw.
fn sound(href: &str, base: Option<&Url>) -> Address {
    let feed = without_feed_scheme(href);
    match parse(feed.as_deref().unwrap_or(href), base) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Address::Web(url.into()),
        Ok(_) => Address::Other(href.into()),
        Err(error) => {
            let kind = match error {
                ParseError::RelativeUrlWithoutBase => FlawKind::RelativeWithoutBase,
                ParseError::EmptyHost => FlawKind::NoHost,
                _ => FlawKind::Malformed,
            };
            Address::Flawed(Box::new(Flaw { kind, resolved: None, mended: None }))
        }
    }
}

fn parse(href: &str, base: Option<&Url>) -> Result<Url, ParseError> {
    if base.is_none() && href.starts_with("//") {
        // Only the scheme is missing, and there is hardly a page without TLS that it could come from.
        return Url::parse(&format!("https:{href}"));
    }
    Url::options().base_url(base).parse(href)
}

/// `feed:https://x` and `pcast://x` as the web address that they wrap.
fn without_feed_scheme(href: &str) -> Option<String> {
    let (scheme, rest) = href.split_once(':')?;
    if !FEED_SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return None;
    }
    Some(if rest.starts_with("//") { format!("https:{rest}") } else { rest.to_owned() })
}

/// What is wrong with an address, and what was most likely meant.
fn flaw(written: &str, cleaned: &str, base: Option<&Url>) -> Found {
    if cleaned.is_empty() {
        return Some((FlawKind::Empty, None));
    }
    if is_placeholder(cleaned) {
        return Some((FlawKind::Placeholder, None));
    }
    let rules: [&dyn Fn() -> Found; 12] = [
        &|| scheme::local(cleaned),
        &|| characters::invisible(cleaned),
        &|| characters::markup(cleaned),
        &|| characters::stray(cleaned),
        &|| scheme::doubled(cleaned),
        &|| scheme::glued(cleaned),
        &|| scheme::behind_another(cleaned),
        &|| scheme::mistyped(cleaned, base),
        &|| account::alone(cleaned, base),
        &|| characters::pasted(written, cleaned),
        &|| host::impossible(cleaned),
        &|| host::missing_scheme(cleaned, base),
    ];
    let (kind, mended) = rules.iter().find_map(|rule| rule())?;
    Some((kind, mended.map(|text| mended_further(text, base))))
}

/// Mends a second flaw under the first, such as a missing scheme behind stray quotes.
fn mended_further(text: String, base: Option<&Url>) -> String {
    let again =
        scheme::doubled(&text).or_else(|| scheme::mistyped(&text, base)).or_else(|| host::missing_scheme(&text, base));
    again.and_then(|(_, mended)| mended).unwrap_or(text)
}

/// A mended address that can be asked: of the web, with a host that looks like one.
fn usable(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let web = matches!(url.scheme(), "http" | "https");
    (web && host::is_plausible(&url)).then_some(url)
}

fn is_placeholder(href: &str) -> bool {
    let word = href.to_lowercase();
    let bare = word.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    let bare = bare.trim_matches(|c: char| "[]<>(){}*_!.?".contains(c));
    let template = ["{{", "{%", "%7b%7b", "<%", "${", "$%7b", "*|"].iter().any(|mark| word.contains(mark));
    template
        || PLACEHOLDERS.contains(&bare)
        || PLACEHOLDERS.contains(&&*bare.replace(['_', '-'], " ").replace("%20", " "))
}

#[cfg(test)]
mod tests;
