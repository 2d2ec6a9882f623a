//! Addresses that are sound at a glance, as nearly all are: none of the rules has to look at them.

use memchr::memmem;
use url::Url;

/// The URL of an address of plain characters, `http://` or `https://`, then a host with a dot, then anything. No rule finds a flaw in such an address:
/// it has a scheme, well spelt and once; no bracket, quote or blank could have got into it; and its dot makes it no placeholder.
pub(super) fn resolved(href: &str) -> Option<Url> {
    let rest = href.strip_prefix("http")?;
    let rest = rest.strip_prefix('s').unwrap_or(rest).strip_prefix("://")?.as_bytes();
    let again =
        rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(b"http")) || memmem::find(rest, b"://").is_some();
    if again || !rest.iter().all(|byte| is_plain(*byte)) {
        return None;
    }
    let host = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    let (host, behind) = rest.split_at(host.count());
    let is_whole = match behind {
        [] | [b'/' | b'?' | b'#', ..] => true,
        [b':', port, ..] => port.is_ascii_digit(),
        _ => false,
    };
    let dotted = host.windows(3).any(|w| w[0].is_ascii_alphanumeric() && w[1] == b'.' && w[2].is_ascii_alphanumeric());
    let is_host = dotted && is_whole && host[0].is_ascii_alphanumeric() && !host.windows(2).any(|w| w == b"..");
    if is_host { Url::parse(href).ok() } else { None }
}

/// Whether a character stands in an address for nothing but itself.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.' | b'_' | b'~' | b'/' | b'?' | b'=' | b'&' | b'#' | b'+' | b':' | b',' | b';' | b'@'
        )
}
