//! Text that isn't markup: what stands in a `<title>`, a `<style>` or a `<script>`.

use memchr::{memchr_iter, memmem};

use super::tag::ends_name;

/// The length of what stands before the end tag of an element that holds nothing but text.
pub(super) fn text(rest: &str, name: &str) -> usize {
    let bytes = rest.as_bytes();
    let ends = |at: &usize| is_tag(&bytes[at + 1..], b"/", name.as_bytes());
    memchr_iter(b'<', bytes).find(ends).unwrap_or(bytes.len())
}

/// The same for a script, which may hold another one in a comment (WHATWG HTML, "script data double escaped state").
pub(super) fn script(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    // Up to where the end of a comment has been looked for, if one is open.
    let mut comment: Option<usize> = None;
    let mut inner = false;
    for at in memchr_iter(b'<', bytes) {
        if let Some(from) = &mut comment {
            if memmem::find(&bytes[*from..at], b"-->").is_some() {
                (comment, inner) = (None, false);
            } else {
                *from = at.saturating_sub(2).max(*from);
            }
        }
        let tag = &bytes[at + 1..];
        if comment.is_none() && tag.starts_with(b"!--") {
            comment = Some(at + 2);
        } else if is_tag(tag, b"/", b"script") {
            if !inner {
                return at;
            }
            inner = false;
        } else if comment.is_some() && is_tag(tag, b"", b"script") {
            inner = true;
        }
    }
    bytes.len()
}

/// Whether `prefix` and the name of a tag stand here, and the name ends.
fn is_tag(bytes: &[u8], prefix: &[u8], name: &[u8]) -> bool {
    let Some(rest) = bytes.strip_prefix(prefix) else { return false };
    rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
        && rest.get(name.len()).is_some_and(|byte| ends_name(*byte))
}
