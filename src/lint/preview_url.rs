//! Addresses that only the editor can open: previews, back offices, own mail.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use url::Url;

use super::{Findings, Level, Rule, Scene};
use crate::text::is_under;

pub(super) const RULE: Rule = Rule {
    code: "preview-url",
    level: Level::Error,
    on: true,
    title: "a page that only the editor can open",
    help: "The address leads to a preview, to the back office of a site or to somebody's own account: it works for \
           the editor, who is signed in, and shows everybody else an error or a sign-in page. Copy the address from \
           a window where you aren't signed in.",
    check,
};

/// Parameters that ask for a page before it is published.
const PREVIEWS: &[&str] = &[
    "preview=true",
    "elementor-preview",
    "preview_id",
    "preview_nonce",
    "customize_changeset_uuid",
    "fl_builder",
    "et_fb=1",
];

/// How paths of back offices begin.
const OFFICES: &[&str] = &["/wp-admin/", "/wp-login.php", "/administrator/index.php", "/user/login"];

/// Hosts that show everybody their own things, with how the path begins.
const ACCOUNTS: &[(&str, &str)] = &[
    ("mail.google.com", "/"),
    ("calendar.google.com", "/calendar/u/"),
    ("drive.google.com", "/drive/u/"),
    ("drive.google.com", "/drive/my-drive"),
    ("studio.youtube.com", "/"),
    ("outlook.live.com", "/mail"),
    ("outlook.office.com", "/mail"),
    ("creators.spotify.com", "/pod/dashboard"),
    ("podcasters.spotify.com", "/pod/dashboard"),
    ("podcastsconnect.apple.com", "/"),
    ("dashboard.transistor.fm", "/"),
    ("dashboard.simplecast.com", "/"),
    ("app.fireside.fm", "/"),
    ("five.libsyn.com", "/"),
    ("app.slack.com", "/client/"),
    ("web.telegram.org", "/"),
    ("web.whatsapp.com", "/"),
    ("editor.wix.com", "/"),
    ("manage.wix.com", "/"),
    ("webflow.com", "/design/"),
    ("webflow.com", "/dashboard"),
];

fn check(scene: &Scene<'_>, found: &mut Findings) {
    for (index, _, url) in scene.web() {
        if let Some(what) = only_for_the_editor(url) {
            found.link(index, format!("only whoever is signed in there can open this: {what}"), None);
        }
    }
}

fn only_for_the_editor(url: &Url) -> Option<&'static str> {
    let mut parameters = url.query().into_iter().flat_map(|query| query.split('&'));
    let asks =
        |given: &str| PREVIEWS.contains(&given) || given.split('=').next().is_some_and(|it| PREVIEWS.contains(&it));
    if parameters.any(asks) {
        return Some("a preview");
    }
    if is_office(url.path()) || is_other_office(url) {
        return Some("the back office of a site");
    }
    let host = url.host_str()?;
    let own = ACCOUNTS.iter().any(|(account, path)| *account == host && url.path().starts_with(path));
    own.then_some("one's own account")
}

/// Whether an address leads to the editor of Ghost or Squarespace.
fn is_other_office(url: &Url) -> bool {
    let is_ghosts = url.path().ends_with("/ghost/") && url.fragment().is_some_and(|place| place.starts_with('/'));
    let is_squarespaces =
        url.path().starts_with("/config") && url.domain().is_some_and(|name| is_under(name, "squarespace.com"));
    is_ghosts || is_squarespaces
}

fn is_office(path: &str) -> bool {
    static FINDERS: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| OFFICES.iter().map(Finder::new).collect());
    FINDERS.iter().any(|finder| finder.find(path.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::flagged;

    #[test]
    fn previews_and_back_offices_are_flagged() {
        let notes = "[a](https://show.example.net/?p=12&preview=true) [b](https://b.example/wp-admin/post.php?post=7) [c](https://mail.google.com/mail/u/0/) [d](https://d.example/ghost/#/editor/post/7) [e](https://moss.squarespace.com/config/pages)";
        assert_eq!(flagged("preview-url", notes).len(), 5);
    }

    #[test]
    fn short_links_and_demos_are_not() {
        let notes = "[a](https://blog.linuxmint.com/?p=3978) [b](https://x.herokuapp.com/) [c](https://a.example/preview) [d](https://a.example/?preview=1) [e](https://a.example/ghost/#top) [f](https://a.example/config)";
        assert!(flagged("preview-url", notes).is_empty());
    }
}
