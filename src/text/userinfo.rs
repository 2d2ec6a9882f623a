//! Credentials in addresses: nobody else may read them.

use std::borrow::Cow;

/// What stands in for a user name and password.
const HIDDEN: &str = "***";

/// `text` with the user name and password of every URL in it hidden: `https://***@host/` for `https://ann:secret@host/` (RFC 3986 §3.2.1).
///
/// Works on any text that may quote a URL, not only on URLs.
#[must_use]
pub fn without_userinfo(text: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut copied = 0;
    for (at, slashes) in text.match_indices("//") {
        let start = at + slashes.len();
        if start < copied || !opens_authority(&text[..at]) {
            continue;
        }
        if let Some(length) = userinfo_length(&text[start..]) {
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

/// Whether two slashes after `before` begin an authority. Browsers take any number of slashes for two (WHATWG URL, "special authority ignore slashes state").
fn opens_authority(before: &str) -> bool {
    let before = before.trim_end_matches('/');
    before.is_empty() || before.ends_with([':', '"', '\'', '(', '<', '=', ' '])
}

/// The length of what stands before the last `@` of an authority.
fn userinfo_length(authority: &str) -> Option<usize> {
    let ends = |c: char| {
        matches!(c, '/' | '\\' | '?' | '#' | '"' | '\'' | '<' | '>' | '`') || c.is_whitespace() || c.is_control()
    };
    let authority = authority.split(ends).next()?;
    authority.rfind('@').filter(|length| *length > 0)
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
    fn an_at_sign_elsewhere_is_left_alone() {
        for text in [
            "https://medium.com/@ann/story",
            "mailto:ann@a.example",
            "https://a.example/?to=b@c.example",
            "a // b@c",
            "https://a.example//b@c",
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
