//! A short address that hides where it leads.

use super::{Findings, Level, Rule, Scene};

pub(super) const RULE: Rule = Rule {
    code: "shortener",
    level: Level::Note,
    on: false,
    title: "a short address of a service",
    help: "The address belongs to a service that shortens addresses: listeners don't see where it leads, some \
           services show advertisements first, and when one closes all its links die. Write the address that it \
           leads to. Off by default, because sponsors and shops hand out such addresses on purpose.",
    check,
};

/// Services that anybody can shorten addresses with.
pub(crate) const SERVICES: &[&str] = &[
    "bit.ly",
    "bitly.com",
    "tinyurl.com",
    "t.co",
    "goo.gl",
    "ow.ly",
    "buff.ly",
    "is.gd",
    "v.gd",
    "t.ly",
    "rb.gy",
    "cutt.ly",
    "shorturl.at",
    "tiny.cc",
    "dlvr.it",
    "lnkd.in",
    "trib.al",
    "j.mp",
    "soo.gd",
    "s.id",
    "amzn.to",
    "amzn.eu",
    "a.co",
    "git.io",
    "aka.ms",
    "geni.us",
    "spoti.fi",
    "apple.co",
    "fb.me",
    "youtu.be.link",
    "shrtm.nu",
    "bl.ink",
    "short.io",
    "rebrand.ly",
    "clck.ru",
    "vk.cc",
];

fn check(scene: &Scene<'_>, found: &mut Findings) {
    for (index, _, url) in scene.web() {
        let host = url.host_str().unwrap_or_default();
        if SERVICES.contains(&host.strip_prefix("www.").unwrap_or(host)) {
            found.link(index, format!("{host} hides where the link leads"), None);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::flagged;

    #[test]
    fn only_the_service_itself_counts() {
        assert_eq!(
            flagged("shortener", "[a](https://bit.ly/x) [b](https://habit.ly/x) [c](https://youtu.be/x)"),
            ["https://bit.ly/x"]
        );
    }
}
