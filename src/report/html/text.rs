//! Text for HTML: what comes from outside is text and nothing else.

use std::borrow::Cow;

use super::super::plain;

/// `text` for the content or an attribute of an element.
pub(super) fn html(text: &str) -> String {
    let text = plain(text);
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A sentence in which what stands between backticks is code.
pub(super) fn prose(sentence: &str) -> String {
    if sentence.matches('`').count() % 2 == 1 {
        return html(sentence);
    }
    let parts = sentence.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 1 { format!("<code>{}</code>", html(part)) } else { html(part) }).collect()
}

/// Whether an address may be clicked.
pub(super) fn is_web(address: &str) -> bool {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
}

/// A link to a web address, around a label that is HTML already.
pub(super) fn link(address: &str, label: &str) -> String {
    format!("<a href=\"{}\" rel=\"noreferrer nofollow\">{label}</a>", html(address))
}

/// An address, clickable where it is one of the web.
pub(super) fn address(address: &str) -> String {
    if is_web(address) { link(address, &html(address)) } else { format!("<code>{}</code>", html(address)) }
}

/// `2026-03-05 06:00 UTC` of an RFC 3339 time; anything else as it is.
pub(super) fn moment(time: &str) -> Cow<'_, str> {
    match (time.get(..10), time.get(11..16), time.ends_with('Z')) {
        (Some(date), Some(clock), true) => Cow::Owned(html(&format!("{date} {clock} UTC"))),
        _ => Cow::Owned(html(time)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_can_be_clicked() {
        assert_eq!(address("javascript:alert('1')"), "<code>javascript:alert(&#39;1&#39;)</code>");
        assert_eq!(
            address("https://a.example/?a&b"),
            "<a href=\"https://a.example/?a&amp;b\" rel=\"noreferrer nofollow\">https://a.example/?a&amp;b</a>"
        );
    }

    #[test]
    fn what_stands_between_backticks_is_code() {
        assert_eq!(prose("`a<b` is no tag"), "<code>a&lt;b</code> is no tag");
        assert_eq!(prose("a ` alone"), "a ` alone");
    }

    #[test]
    fn a_moment_is_short() {
        assert_eq!(moment("2026-03-05T06:00:00.123Z"), "2026-03-05 06:00 UTC");
        assert_eq!(moment("<then>"), "&lt;then&gt;");
    }
}
