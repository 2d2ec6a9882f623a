//! The name of an account where an address stands: `@guest`.

use url::Url;

use super::super::FlawKind;
use super::Found;

/// A name behind `@` and nothing else, where the page itself isn't one of an account.
pub(super) fn alone(href: &str, base: Option<&Url>) -> Found {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(is_plain);
    let is_one = href.strip_prefix('@').is_some_and(is_name) && !base.is_some_and(|base| base.path().contains("/@"));
    is_one.then_some((FlawKind::Malformed, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_no_address_but_on_pages_of_accounts() {
        assert!(alone("@guest_name", None).is_some());
        assert!(["/@guest", "@a/b", "@", "ann@a.example"].iter().all(|href| alone(href, None).is_none()));
        assert!(alone("@ann", Url::parse("https://blog.example/@bo/1").ok().as_ref()).is_none());
    }
}
