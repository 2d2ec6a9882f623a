//! `http://`: readable and changeable on the way.

use url::Url;

use super::{Findings, Level, Rule, Scene};

/// The rule of which more is known once the web was asked.
pub(crate) const CODE: &str = "insecure-http";

pub(super) const RULE: Rule = Rule {
    code: CODE,
    level: Level::Note,
    on: true,
    title: "http:// instead of https://",
    help: "Anybody between the listener and the site can read and change the page; browsers and apps warn more and \
           more, and podcast namespace tags must be https. Most sites answer https by now: a check names \
           the better address where it has seen it work, and is silent where it has seen it fail. A site that has only http is no fault of the notes.",
    check,
};

fn check(scene: &Scene<'_>, found: &mut Findings) {
    for (index, _, url) in scene.web() {
        if url.scheme() == "http" && url.domain().is_some_and(|name| name.contains('.')) {
            found.link(index, "the address begins with http://, not https://", None);
        }
    }
}

/// The same address with `https`; none where a port is named, which hardly speaks both.
pub(crate) fn secured(url: &Url) -> Option<Url> {
    let mut secure = url.clone();
    (url.scheme() == "http" && url.port().is_none() && secure.set_scheme("https").is_ok()).then_some(secure)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::flagged;

    #[test]
    fn http_is_told_except_on_the_own_machine() {
        let notes = "[a](http://a.example/) [b](https://b.example/) [c](http://127.0.0.1/) [d](http://localhost/)";
        assert_eq!(flagged("insecure-http", notes), ["http://a.example/"]);
    }
}
