//! Credentials in addresses: nobody else may read them.

use std::borrow::Cow;

/// What stands in for a user name and password.
const HIDDEN: &str = "***";

/// Schemes behind whose colon browsers take any number of slashes, even none, for two (WHATWG URL, "special authority ignore slashes state").
const SPECIAL: &[&str] = &["http", "https", "ws", "wss", "ftp"];

/// What browsers take for a slash.
const SLASHES: [char; 2] = ['/', '\\'];

/// What browsers drop from an address, wherever it stands (WHATWG URL §4.4).
const DROPPED: [char; 3] = ['\t', '\n', '\r'];

/// A user name and password are looked for in so many bytes where they go on behind a break.
const LONGEST: usize = 256;

/// `text` with the user name and password of every URL in it hidden: `https://***@host/` for `https://ann:secret@host/` (RFC 3986 §3.2.1).
///
/// Works on any text that may quote a URL, not only on URLs.
#[must_use]
pub fn without_userinfo(text: &str) -> Cow<'_, str> {
    // It ends all of them, and most texts have none.
    if memchr::memchr(b'@', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    let (mut copied, mut read) = (0, 0);
    for (at, _) in text.match_indices([':', '/', '\\']) {
        let (before, mark) = text.split_at(at);
        if at < read || !opens_authority(before, mark) {
            continue;
        }
        let start = text.len() - mark[1..].trim_start_matches(SLASHES).len();
        let authority = &text[start..][..authority_length(&text[start..])];
        read = start + authority.len();
        if let Some(length) = authority.rfind('@').filter(|length| *length > 0) {
            shown.push_str(&text[copied..start]);
            shown.push_str(HIDDEN);
            copied = start + length;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    shown.push_str(&text[copied..]);
    Cow::Owned(shown)
}

/// Whether the colon or slash that `mark` begins with opens an authority: as the end of a special scheme, or with another slash.
fn opens_authority(before: &str, mark: &str) -> bool {
    if mark.starts_with(':') {
        let scheme = before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        return SPECIAL.iter().any(|special| special.eq_ignore_ascii_case(scheme));
    }
    let opens = before.is_empty() || before.ends_with([':', '"', '\'', '(', '<', '=', ' ']);
    opens && mark[1..].starts_with(SLASHES)
}

/// The length of the authority that `rest` begins with.
fn authority_length(rest: &str) -> usize {
    let ends = |c: char| {
        matches!(c, '/' | '\\' | '?' | '#' | '"' | '\'' | '<' | '>' | '`') || c.is_whitespace() || c.is_control()
    };
    let length = rest.find(ends).unwrap_or(rest.len());
    if !rest[length..].starts_with(DROPPED) {
        return length;
    }
    let near = &rest[..rest.floor_char_boundary(LONGEST)];
    let across = near.find(|c| ends(c) && !DROPPED.contains(&c)).unwrap_or(near.len());
    // A host before the break and somebody's mail address behind it are two things.
    let is_one = |user: &str| user.contains(':') || !user[..length].contains('.');
    let goes_on = near[..across].rfind('@').is_some_and(|at| at > length && is_one(&near[..at]));
    if goes_on { across } else { length }
}

/// The same in a whole address, in which nothing but the marks of a URL ends what stands before the host: `https://ann:my password@host/`.
#[must_use]
pub fn address_without_userinfo(address: &str) -> Cow<'_, str> {
    if memchr::memchr(b'@', address.as_bytes()).is_none() {
        return Cow::Borrowed(address);
    }
    let start = address.find(|c| c > ' ').unwrap_or(0);
    let scheme = address[start..].find(':').map(|at| start + at);
    let Some(colon) = scheme.filter(|at| opens_authority(&address[start..*at], &address[*at..])) else {
        return without_userinfo(address);
    };
    let rest = address[colon + 1..].trim_start_matches(SLASHES);
    let authority = &rest[..rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len())];
    let Some(at) = authority.rfind('@').filter(|at| *at > 0) else { return without_userinfo(address) };
    let shown = &address[..address.len() - rest.len()];
    Cow::Owned(format!("{shown}{HIDDEN}{}", without_userinfo(&rest[at..])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn user_names_and_passwords_are_hidden_wherever_a_url_stands() {
        assert_eq!(without_userinfo("https://ann:p@ss@a.example/x?y"), "https://***@a.example/x?y");
        assert_eq!(
            without_userinfo("at http://t@a.example, http://b.example/"),
            "at http://***@a.example, http://b.example/"
        );
        assert_eq!(without_userinfo("//ann:x@a.example/"), "//***@a.example/");
        assert_eq!(without_userinfo("https:////u:p@a.example"), "https:////***@a.example");
    }

    #[test]
    fn slashes_are_those_that_browsers_take_for_such() {
        for (text, shown) in [
            ("https:///ann:pw@a.example/x", "https:///***@a.example/x"),
            ("https:/ann:pw@a.example", "https:/***@a.example"),
            ("HTTP:ann:pw@a.example", "HTTP:***@a.example"),
            ("https:\\\\ann:pw@a.example\\x@y", "https:\\\\***@a.example\\x@y"),
            ("https:/\\/ann:pw@a.example", "https:/\\/***@a.example"),
            ("\\\\ann:pw@a.example", "\\\\***@a.example"),
            ("feed://ann:pw@a.example", "feed://***@a.example"),
        ] {
            assert_eq!(without_userinfo(text), shown);
        }
        let many = "http:".repeat(200_000);
        assert_eq!(without_userinfo(&many), many);
    }

    #[test]
    fn a_password_may_go_on_behind_a_break() {
        for (text, shown) in [
            ("https://ann:se\ncret@a.example/x", "https://***@a.example/x"),
            ("see `https://ann:se\r\n\tcret@a.example`", "see `https://***@a.example`"),
            ("https://tok\nen@a.example/", "https://***@a.example/"),
            ("http://a.example\nann@b.example", "http://a.example\nann@b.example"),
            ("http://a.example/\nann:x@b.example", "http://a.example/\nann:x@b.example"),
        ] {
            assert_eq!(without_userinfo(text), shown);
        }
        let many = "http:a\n".repeat(20_000) + "@";
        assert!(without_userinfo(&many).starts_with("http:a\nhttp:a\n"));
    }

    #[test]
    fn in_a_whole_address_nothing_else_ends_a_password() {
        for (text, shown) in [
            (" https://ann:my \"pass\nword@a.example/?x=//b:c@d", " https://***@a.example/?x=//***@d"),
            ("https:ann:a b@a.example", "https:***@a.example"),
            ("https://a.example/a b@c", "https://a.example/a b@c"),
            ("//ann:x@a.example/", "//***@a.example/"),
            ("mailto:ann b@a.example", "mailto:ann b@a.example"),
        ] {
            assert_eq!(address_without_userinfo(text), shown);
        }
    }

    #[test]
    fn an_at_sign_elsewhere_is_left_alone() {
        for text in [
            "https://medium.com/@ann/story",
            "mailto:ann@a.example",
            "https://a.example/?to=b@c.example",
            "a // b@c",
            "https://a.example//b@c",
            "news:a@b.example",
            "C:\\ann@home",
        ] {
            assert_eq!(without_userinfo(text), text);
        }
    }

    proptest! {
        #[test]
        fn no_password_of_a_url_is_left(user in "[a-z]{1,8}", password in "[0-9]{6,12}", path in "[a-z/@]{0,12}") {
            let text = format!("see https://{user}:{password}@a.example/{path} for it");
            prop_assert!(!without_userinfo(&text).contains(&password));
        }
    }
}
